"""Figures in running text: what is printed, before anybody asks what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.facts.model import PURE, SHARES, Unit, money, money_per_share
from generator.facts.numbers import CURRENCIES, read_amount


class FigureKind(StrEnum):
    """What sort of thing is counted. `COUNT` is a number of something that is no share, money or percentage."""

    MONEY = "money"
    PER_SHARE = "per-share"
    SHARES = "shares"
    PERCENT = "percent"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure. `text[start:end]` is all of it ("$0.22 per diluted share"), `text[digits_start:digits_end]` its
    digits with the parentheses that make it negative left out. `value` is scaled (a percentage is a fraction) and
    signed as printed; `scale` is the power of ten that the words add; `decimals` the accuracy that the print implies,
    as XBRL counts it (XBRL 2.1 §4.6.5). `words` is what follows the number: the measure and its qualifiers."""

    kind: FigureKind
    value: Decimal
    unit: Unit
    scale: int
    decimals: int
    start: int
    end: int
    digits_start: int
    digits_end: int
    words: str = ""

    @property
    def half_unit(self) -> Decimal:
        """Half a unit of the last printed digit: how far the rounded figure may be from the value it stands for."""
        return Decimal(5).scaleb(-self.decimals - 1)


_SCALES = {
    "hundred": 2,
    "thousand": 3,
    "k": 3,
    "million": 6,
    "mm": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
}
_CURRENCY = "|".join(re.escape(mark) for mark in sorted(CURRENCIES, key=len, reverse=True) if not mark.isalpha())
_SHARE_WORDS = (
    r"(?:fully[- ]|basic and |basic |diluted |common |ordinary |weighted |average |class [a-c] )*(?:share|unit|ADS)\b"
    r"(?:\s+of\s+(?:our\s+)?(?:class [a-c]\s+)?common stock)?"
)
_PER_SHARE = (
    rf"(?:per|a|each|for each)\s+{_SHARE_WORDS}"
    r"(?:\s*\(\s*(?:fully\s+)?(?:diluted|basic)[^)]{0,12}\)|\s+\(?on a (?:fully )?(?:diluted|basic) basis\)?"
    r"|,? (?:fully )?diluted\b|,? basic\b)?"
)
_FIGURE = re.compile(
    rf"""
    (?P<open>\()?
    (?P<currency>{_CURRENCY})?\s?
    (?P<negative>\()?
    (?P<minus>(?<!\d)[-−–](?=\d))?
    (?P<digits>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|\.\d+)
    (?P<close>\))?
    (?P<tail>
        [-\s]?(?P<scale>(?i:hundred|thousand|million|billion|trillion)|mm|bn|[KMB])\b
      | \s?(?P<percent>%|(?i:percent|per\s?cent|pct)\b)
      | \s(?P<cents>cents)\b
    )?
    (?P<close2>\))?(?P<percent2>%)?
    """,
    re.VERBOSE,
)
_PER_SHARE_TAIL = re.compile(rf"\)?\s*{_PER_SHARE}", re.IGNORECASE)
_SHARES_TAIL = re.compile(
    r"\s+(?P<words>(?:additional |restricted |unregistered |outstanding |common |ordinary |basic |diluted |weighted "
    r"|average |treasury |total |class [a-c] |new |vested |unvested )*shares\b"
    r"(?:\s+of\s+(?:(?:our|its|the\s+company['’]s|class [a-c]|unregistered|restricted)\s+)*"
    r"(?:common|ordinary|capital|preferred)\s+(?:stock|shares))?"
    r"(?:\s+(?:were\s+|was\s+)?(?:issued and outstanding|outstanding|issued|repurchased))?)",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\s*(?:percentage |basis |bps\b|points?\b)", re.IGNORECASE)


def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures of `text` that are money, per-share money, shares, percentages or large counts, in order.

    Bare numbers (dates, list numbers, telephone numbers, rule numbers) are not figures. Basis points and percentage
    points are neither: they measure the distance of two percentages.
    """
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[Figure]:
    at = 0
    while match := _FIGURE.search(text, at):
        at = match.end()
        before = text[match.start("digits") - 1 : match.start("digits")]
        if not match["currency"] and not match["minus"] and (before.isalnum() or before in ("-", "/", ".", ",")):
            continue
        if figure := _figure(match, text):
            yield figure
            at = figure.end


def _figure(match: re.Match[str], text: str) -> Figure | None:
    digits, mark = match["digits"], match["currency"]
    places = len(digits.partition(".")[2])
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 0
    if match["scale"] in ("K", "M", "B", "m", "mm", "bn", "k", "b") and not mark:
        return None
    closed = bool(match["close"] or match["close2"])
    negative = bool(match["minus"]) or (closed and bool(match["negative"] or (match["open"] and _is_whole(match))))
    # an opening parenthesis belongs to the figure only where it is the sign, otherwise to the sentence
    start = match.start() if negative or not match["open"] else match.start() + 1
    end = match.end() if negative or not match["close2"] else match.end("close2") - 1
    if closed and not negative and match["close"]:
        end = match.start("close")
    start += len(text[start:end]) - len(text[start:end].lstrip())
    rest = text[end:]
    percent = match["percent"] or match["percent2"]
    words = ""
    if percent and not mark:
        if _POINTS.match(rest):
            return None
        kind, unit, scale = FigureKind.PERCENT, PURE, -2
    elif mark or match["cents"]:
        unit, kind = money(CURRENCIES.get(mark or "$", "USD")), FigureKind.MONEY
        scale = -2 if match["cents"] else scale
        if tail := _PER_SHARE_TAIL.match(rest):
            kind, unit = FigureKind.PER_SHARE, money_per_share(CURRENCIES.get(mark or "$", "USD"))
            words, end = tail.group().strip(" )"), end + tail.end()
    elif (tail := _SHARES_TAIL.match(rest)) and not match["open"]:
        kind, unit = FigureKind.SHARES, SHARES
        words, end = tail["words"], end + tail.end()
    elif match["scale"] and match["scale"] != "hundred":
        kind, unit = FigureKind.COUNT, PURE
    else:
        return None
    value = Decimal(f"{read_amount(digits).scaleb(scale):f}")
    return Figure(
        kind=kind,
        value=-value if negative else value,
        unit=unit,
        scale=scale,
        decimals=_decimals(digits, places, scale, kind),
        start=start,
        end=end,
        digits_start=match.start("digits"),
        digits_end=match.end("digits"),
        words=words,
    )


def _is_whole(match: re.Match[str]) -> bool:
    """Whether a parenthesis holds the figure alone, "(1.1)%" or "($0.02)"; "($7.0 million)" is an aside, not a sign."""
    return bool(match["close"]) or (match["close2"] is not None and not match["scale"] and not match["percent"])


def _decimals(digits: str, places: int, scale: int, kind: FigureKind) -> int:
    """The accuracy of the print: its decimal places, or whole thousands where it ends in three zeros."""
    if places or scale or kind is FigureKind.PER_SHARE:
        return places - scale
    zeros = len(digits) - len(digits.rstrip("0,")) - digits[len(digits.rstrip("0,")) :].count(",")
    return -(zeros // 3 * 3)
