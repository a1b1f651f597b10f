"""Names that covers print: dates, states and countries, exchanges, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DATE = re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(?P<day>\d{{1,2}})\s+{_MONTH}\s*,?\s*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
PHONE = re.compile(
    r"(?<![\d-])(?:\+?1[\s.-]+)?(?:\(\s*(\d{3})\s*\)|(\d{3})(?=[\s./-]))[\s./-]*(\d{3})[\s.-]+(\d{4})(?![\d-])"
)

# EDGAR's code (dei `edgarExchangeCodeItemType`) by the words that name the exchange; the first that fits decides.
EXCHANGES: tuple[tuple[str, str], ...] = (
    ("NYSEAMER", r"NYSE[\s-]*(?:American|MKT|Amex|Alternext)|American Stock Exchange|\bAMEX\b"),
    ("NYSEArca", r"(?:NYSE[\s-]*)?Arca\b"),
    ("NYSE", r"\bNYSE\b|New York Stock Ex|New York Stock$|\bN\.?Y\.?S\.?E\b"),
    ("NASDAQ", r"NASDAQ|National Association of Securities Dealers Automated"),
    ("CHX", r"Chicago Stock Exchange|NYSE Chicago"),
    ("CboeBZX", r"Cboe BZX|\bBATS\b"),
    ("IEX", r"Investors(?:'|’)? Exchange"),
    ("LTSE", r"Long[- ]Term Stock Exchange"),
)

# Code | full name | abbreviations as datelines print them.
_STATES = """
AL|Alabama|Ala. AK|Alaska| AZ|Arizona|Ariz. AR|Arkansas|Ark. CA|California|Calif. CO|Colorado|Colo.
CT|Connecticut|Conn. DE|Delaware|Del. DC|District of Columbia|D.C. FL|Florida|Fla. GA|Georgia|Ga. HI|Hawaii|
ID|Idaho| IL|Illinois|Ill. IN|Indiana|Ind. IA|Iowa| KS|Kansas|Kan. KY|Kentucky|Ky. LA|Louisiana|La. ME|Maine|
MD|Maryland|Md. MA|Massachusetts|Mass. MI|Michigan|Mich. MN|Minnesota|Minn. MS|Mississippi|Miss. MO|Missouri|Mo.
MT|Montana|Mont. NE|Nebraska|Neb. NV|Nevada|Nev. NH|New Hampshire|N.H. NJ|New Jersey|N.J. NM|New Mexico|N.M.
NY|New York|N.Y. NC|North Carolina|N.C. ND|North Dakota|N.D. OH|Ohio| OK|Oklahoma|Okla. OR|Oregon|Ore.
PA|Pennsylvania|Pa.,Penn. PR|Puerto Rico|P.R. RI|Rhode Island|R.I. SC|South Carolina|S.C. SD|South Dakota|S.D.
TN|Tennessee|Tenn. TX|Texas|Tex. UT|Utah| VT|Vermont|Vt. VA|Virginia|Va. WA|Washington|Wash. WV|West Virginia|W.Va.
WI|Wisconsin|Wis. WY|Wyoming|Wyo.
"""
# EDGAR state and country codes of incorporation that are met often outside the states.
_COUNTRIES = {
    "bermuda": "D0", "british virgin islands": "D8", "canada": "Z4", "ontario": "A6", "ontario, canada": "A6",
    "british columbia": "A1", "british columbia, canada": "A1", "alberta": "A0", "alberta, canada": "A0",
    "quebec": "A8", "cayman islands": "E9", "ireland": "L2", "israel": "L3", "jersey": "Y9", "luxembourg": "N4",
    "marshall islands": "1T", "republic of the marshall islands": "1T", "netherlands": "P7", "the netherlands": "P7",
    "switzerland": "V8", "singapore": "U0", "england and wales": "X0", "united kingdom": "X0",
}  # fmt: skip
_ENTRY = re.compile(r"([A-Z]{2})\|([A-Za-z ]+)\|(\S*)")
STATE_NAMES: dict[str, str] = {code: name for code, name, _ in _ENTRY.findall(_STATES)}
_NAMES: dict[str, str] = {
    key: code
    for code, name, short in _ENTRY.findall(_STATES)
    for key in (code, name.lower(), *(s.lower() for s in short.split(",") if s))
}
STATE = (
    r"(?:"
    + "|".join(
        sorted((re.escape(name) for _, name, _ in _ENTRY.findall(_STATES)), key=len, reverse=True)
        + sorted((re.escape(s) for _, _, short in _ENTRY.findall(_STATES) for s in short.split(",") if s), key=len)
        + [code for code, _, _ in _ENTRY.findall(_STATES)]
    )
    + r")"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the stretch of text that printed it."""

    value: str
    start: int
    end: int


def dates(text: str) -> Iterator[Found]:
    """The full dates in `text`, ISO, left to right. `August 11, 2008` and `11 August 2008`; none without its year."""
    for match in sorted((*DATE.finditer(text), *_DAY_FIRST.finditer(text)), key=lambda m: m.start()):
        month = _MONTHS.index(match["month"][:3].lower()) + 1
        try:
            day = date(int(match["year"]), month, int(match["day"]))
        except ValueError:
            continue
        yield Found(day.isoformat(), match.start(), match.end())


def phone(text: str) -> Found | None:
    """The first telephone number, as `AAA NNN-NNNN`; a number that the text calls a fax is none."""
    for match in PHONE.finditer(text):
        before, after = (
            text[max(0, match.start() - 8) : match.start()].lower(),
            text[match.end() : match.end() + 8].lower(),
        )
        if "fax" in before or after.strip(" ()-").startswith("fax"):
            continue
        area = match.group(1) or match.group(2)
        return Found(f"{area} {match.group(3)}-{match.group(4)}", match.start(), match.end())
    return None


def exchange_code(text: str) -> str:
    """EDGAR's code of the exchange that `text` names, or an empty string."""
    return next((code for code, pattern in EXCHANGES if re.search(pattern, text, re.IGNORECASE)), "")


def state_code(text: str) -> str:
    """The two letters of a state named in full, abbreviated or by code; an empty string for anything else."""
    folded = " ".join(text.split()).strip(" ,;")
    folded = re.sub(r"^(?:the )?state of ", "", folded, flags=re.IGNORECASE)
    return _NAMES.get(folded if len(folded) == 2 else folded.lower(), "")


def incorporation_code(text: str) -> str:
    """EDGAR's code of a state or country of incorporation, or an empty string."""
    return state_code(text) or _COUNTRIES.get(" ".join(text.lower().split()).strip(" ,;."), "")
