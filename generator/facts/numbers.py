"""Number cells: what a printed figure says, before anybody asks in what scale or unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number. `value` is signed as shown (parentheses and minus negative) and not scaled; None for a mark
    that says there is none (`n/a`, `nil`). `places` counts printed decimal places. `dash` says that it was printed as a
    dash or `nil` rather than in digits; its value is then zero."""

    value: Decimal | None
    shown: str
    places: int = 0
    dash: bool = False
    percent: bool = False
    currency: str = ""
    grouped: bool = False
    negative: bool = False
    footnotes: tuple[str, ...] = ()

    @property
    def size(self) -> Decimal:
        """The absolute value; zero where there is none."""
        return abs(self.value) if self.value is not None else Decimal(0)

    @property
    def is_bare_year(self) -> bool:
        """A four-digit integer without separator, sign or currency: a year as likely as a value."""
        return bool(re.fullmatch(r"(19|20)\d\d", self.shown)) and not self.currency


DASHES = r"\-‐‑‒–—―−─"  # for use inside a character class
CURRENCIES = {
    "US$": "USD",
    "U.S.$": "USD",
    "C$": "CAD",
    "CDN$": "CAD",
    "Cdn$": "CAD",
    "CAD": "CAD",
    "A$": "AUD",
    "HK$": "HKD",
    "NT$": "TWD",
    "R$": "BRL",
    "RMB": "CNY",
    "Rs.": "INR",
    "USD": "USD",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "EUR": "EUR",
    "¥": "JPY",
    "₩": "KRW",
    "₹": "INR",
}
_CURRENCY = "|".join(re.escape(mark) for mark in sorted(CURRENCIES, key=len, reverse=True))
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_NOTE = r"(?:\(\s*(?:[a-z]{1,2}|[A-Z]|\d{1,2})\s*\)|\*{1,4}|[†‡§¹²³⁴⁵⁶⁷⁸⁹⁺]+|\#)"
_NUMBER = re.compile(
    rf"""
    (?P<open1>\(\s*)?
    (?P<minus1>[{DASHES}]\s*)?
    (?P<currency>{_CURRENCY})?\s*
    (?P<open2>[(<\[]\s*)?
    (?P<minus2>[{DASHES}]\s*)?
    (?P<currency2>{_CURRENCY})?\s*
    (?P<digits>{_DIGITS})
    (?:\s*(?P<fraction>\d{{1,2}}\s*/\s*\d{{1,3}}))?
    (?P<minus3>\s?[-−](?!\s*\d))?
    (?P<percent1>\s*%)?
    (?P<close>\s*[)>\]])?
    (?P<percent2>\s*%)?
    (?P<close2>\s*\))?
    (?P<notes>(?:[\s,]*{_NOTE})*)
    """,
    re.VERBOSE,
)
_DASH = re.compile(
    rf"(?P<currency>{_CURRENCY})?\s*\(?\s*(?:[{DASHES}][\s{DASHES}]*|[{DASHES}]\s*(?:0|o)\s*[{DASHES}]|nil|\.\s*\.\s*\.)"
    rf"\s*\)?\s*(?P<percent>%)?(?P<notes>(?:\s*{_NOTE})*)",
    re.IGNORECASE,
)
_ABSENT = re.compile(rf"(?:n\s*/\s*a|n\.a\.|not applicable|na)(?:\s*{_NOTE})*", re.IGNORECASE)
_FOOTNOTE = re.compile(_NOTE)
_PLAN = re.compile(r"(?:401|403|408|457|501|529)\s?\([a-z]\)(?:\(\d\))?")  # sections that name pension plans
_MEANINGLESS = re.compile(r"\(?(?:n\s*/?\s*m|n\.m\.|not meaningful|\*+|nmf)\)?\s*%?", re.IGNORECASE)


@lru_cache(maxsize=65536)
def read_number(text: str) -> Number | None:
    """The number that the whole of `text` prints, or None where it is not a number.

    A letter in parentheses is a footnote mark, not a number; a number followed by such a mark keeps it as a footnote.
    A fraction (`12 1/2`) is exact. An unclosed parenthesis is negative.
    """
    text = " ".join(text.split())
    if not text or len(text) > 60 or _PLAN.fullmatch(text):
        return None
    if match := _DASH.fullmatch(text):
        return Number(
            value=Decimal(0),
            shown=text,
            dash=True,
            percent=bool(match["percent"]),
            currency=CURRENCIES.get(match["currency"] or "", ""),
            footnotes=_footnotes(match["notes"]),
        )
    if _ABSENT.fullmatch(text):
        return Number(value=None, shown=text, dash=True)
    if match := _NUMBER.fullmatch(text):
        return _number(match, text)
    return None


def is_meaningless(text: str) -> bool:
    """True for marks that stand where a number would say nothing (`NM`, `*`): neither a fact nor a label."""
    return bool(_MEANINGLESS.fullmatch(text.strip()))


def read_amount(text: str) -> Decimal:
    """The value of plain digits with separators, such as `1,234.50` or `.25`."""
    return Decimal(text.replace(",", ""))


def _number(match: re.Match[str], text: str) -> Number | None:
    digits = match["digits"]
    opened = bool(match["open1"] or match["open2"])
    closed = bool(match["close"] or match["close2"])
    if closed and not opened:
        return None
    value = read_amount(digits)
    places = len(digits.partition(".")[2])
    if match["fraction"]:
        numerator, denominator = (int(part) for part in match["fraction"].split("/"))
        if denominator == 0:
            return None
        exact = Fraction(numerator, denominator)
        value += Decimal(exact.numerator) / Decimal(exact.denominator)
        places = max(places, 4)
    negative = opened or bool(match["minus1"] or match["minus2"] or match["minus3"])
    if negative:
        value = -value
    mark = match["currency"] or match["currency2"] or ""
    notes = match["notes"] or ""
    shown = text[: len(text) - len(notes)].strip() if notes else text
    return Number(
        value=value,
        shown=shown,
        places=places,
        percent=bool(match["percent1"] or match["percent2"]),
        currency=CURRENCIES.get(mark, ""),
        grouped="," in digits,
        negative=negative,
        footnotes=_footnotes(notes),
    )


def _footnotes(notes: str | None) -> tuple[str, ...]:
    return tuple(re.sub(r"[()\s]", "", mark) for mark in _FOOTNOTE.findall(notes)) if notes else ()
