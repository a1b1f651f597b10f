"""The SEC's own transformations (`ixt-sec`, registry 2015-08-31), as far as generated reports use them.

Arelle knows only the general registries; this file is the plug-in that `arelle.py` hands to it. Each function takes the
displayed text and returns the value, and refuses what the SEC's rules refuse: `DELAWARE` is no state name to them,
`Delaware` and `delaware` are. A transformation that is not here is reported by Arelle as unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

NAMESPACE = "http://www.sec.gov/inlineXBRL/transformation/2015-08-31"

STATES = """AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|FL Florida
GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland
MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire
NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania
RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington
WV West Virginia|WI Wisconsin|WY Wyoming|DC District Of Columbia|AS American Samoa|GU Guam|PR Puerto Rico
MP Northern Mariana Islands|AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland And Labrador
NL Newfoundland|NS Nova Scotia|NT Northwest Territories|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec
QC Québec|SK Saskatchewan|YT Yukon"""

_FILERS = ("Large Accelerated Filer", "Accelerated Filer", "Non-accelerated Filer")

# Code, and the names it goes by after an optional "The": written once, matched with any case where the rules allow it.
_EXCHANGES: tuple[tuple[str, str], ...] = (
    ("NASDAQ", r"(?i:nasdaq)(\s+([Ss]tock|[Gg]lobal(\s+[Ss]elect)?)\s+[Mm]arket(,?\s+[Ll][Ll][Cc])?)?"),
    ("NYSE", r"((?i:nyse)|[Nn]ew\s+[Yy]ork\s+[Ss]tock\s+[Ee]xchange(,?\s+[Ll][Ll][Cc])?)"),
    ("NYSEAMER", r"(?i:nyse)\s+[Aa]merican(,?\s+[Ll][Ll][Cc])?"),
    ("NYSEArca", r"(?i:nyse)\s+[Aa]rca(,?\s+[Ii]nc[.]?)?"),
    ("CHX", r"[Cc]hicago\s+[Ss]tock\s+[Ee]xchange(,?\s+[Ii]nc[.]?)?"),
    ("CboeBZX", r"[Cc]boe\s+(?i:bzx)\s+[Ee]xchange(,?\s+[Ii]nc[.]?)?"),
    ("IEX", r"[Ii]nvestors\s+[Ee]xchange(,?\s+[Ll][Ll][Cc])?"),
)


def _key(text: str) -> str:
    """The first letter of a word may be of either case, the rest must be as written; white space is folded."""
    return " ".join(word[:1].lower() + word[1:] for word in text.split())


_STATE_CODES = {_key(line[3:]): line[:2] for line in re.split(r"[|\n]", STATES)}


def stateprovnameen(text: str) -> str:
    return _STATE_CODES[_key(text)]


def exchnameen(text: str) -> str:
    for code, pattern in _EXCHANGES:
        if re.fullmatch(rf"\s*([Tt]he\s+)?{pattern}\s*", text):
            return code
    raise ValueError(text)


def entityfilercategoryen(text: str) -> str:
    words = re.sub(r"^non\W+", "non-", " ".join(text.split()).lower())
    return {name.lower(): name for name in _FILERS}[words]


def boolballotbox(text: str) -> str:
    return {"☐": "false", "☑": "true", "☒": "true"}[text.strip()]


def yesnoballotbox(text: str) -> str:
    return {"☐": "No", "☑": "Yes", "☒": "Yes"}[text.strip()]


TRANSFORMATIONS: dict[str, Callable[[str], str]] = {
    function.__name__: function
    for function in (stateprovnameen, exchnameen, entityfilercategoryen, boolballotbox, yesnoballotbox)
}


def load_transformations(custom: dict[Any, Callable[[str], str]], *_: Any, **__: Any) -> None:
    """Arelle's hook `ModelManager.LoadCustomTransforms`."""
    from arelle.formula.XPathContext import FunctionArgType
    from arelle.ModelValue import qname

    def refusing(function: Callable[[str], str]) -> Callable[[str], str]:
        def transform(text: str) -> str:
            try:
                return function(text)
            except (KeyError, ValueError) as error:
                raise FunctionArgType(1, f"{function.__name__} lexical error") from error

        return transform

    for name, function in TRANSFORMATIONS.items():
        custom[qname(NAMESPACE, f"ixt-sec:{name}")] = refusing(function)


__pluginInfo__ = {
    "name": "SEC transformations for generated reports",
    "version": "1.0",
    "description": "Transformation registry ixt-sec 2015-08-31, the part that generated reports use.",
    "license": "Apache-2",
    "author": "xbrlgen",
    "copyright": "xbrlgen",
    "ModelManager.LoadCustomTransforms": load_transformations,
}
