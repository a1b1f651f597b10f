"""The figures of a cover page, read from its running text: shares outstanding and public float, each with its day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.facts.cover_words import dates
from generator.facts.model import CoverItem

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_FIGURE = re.compile(
    r"(?<![\w.,$§/-])(?P<sign>\$\s*)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d%/-]|,\d|\.\d)"
    r"(?:\s+(?P<scale>thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?<!\bInc)(?<!\bCorp)(?<!\bCo)(?<!\bLtd)(?<!\bNo)(?<!\bU\.S)(?<!\bN\.V)(?<!\bL\.P)(?<!\bSt)(?<!\b[A-Z])\.[”\")]?\s+(?=[A-Z(“\"]|\d[\d,]{3})"
    r"|(?:(?<=\d)|(?<=llion)|(?<=ousand))(?<!,\s\d{4})(?<!,\s\s\d{4})\s+"
    r"(?=(?i:the\s+)?(?:[Aa]ggregate\s+market|[Nn]umber\s+of)\b|(?:As\s+of|At|On)\s+[A-Z])"
    r"|(?i:(?=documents?\s+incorporated\s+by))"
)
_NOT_OUTSTANDING = re.compile(
    r"(?:exclud\w+|deduct\w+|less|includ\w+|net\s+of|treasury|represent\w*|authorized|reserved)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\s*(?:of\s+)?(?:\w+\s+){0,2}(?:shares\s+)?(?:are\s+|were\s+)?(?:held|issuable|reserved|authorized)\b",
    re.IGNORECASE,
)
_PREFERRED = re.compile(r"\bpreferred\b", re.IGNORECASE)
_SHARES = re.compile(r"\s*(?:\w+\s+){0,3}shares\b", re.IGNORECASE)
_CLASS = re.compile(
    r"\b(?P<letter>(?:class|series)\s+[a-z])\b(?:\s+(?:non-?voting\s+)?(?:common|ordinary|capital)\s+(?:stock|shares?))?"
    r"|\b(?P<kind>common\s+(?:stock|shares?)|ordinary\s+shares?|capital\s+stock)\b",
    re.IGNORECASE,
)
_GOVERNED = re.compile(r"(?:\bas\s+of|\bat|\bon|\()\W*(?:the\s+close\s+of\s+business\s+on\W+)?$", re.IGNORECASE)
_LEAST_FLOAT = 100_000
_LEAST_SHARES = 100


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of the cover: its `value` in full, where its digits stand in the text, its day and its class."""

    item: CoverItem
    value: Decimal
    start: int
    end: int
    day: date
    share_class: str = ""


def read_figures(text: str) -> tuple[Counted, ...]:
    """The public float and the shares outstanding that `text`, a cover page, states as of one day; of several classes
    of shares all or none."""
    sentences = list(_sentences(text))
    return (*_public_float(text, sentences), *_shares(text, sentences))


def scale_of(value: Decimal, printed: str) -> int:
    """The power of ten between the digits as printed and the value."""
    digits = Decimal(printed.replace(",", ""))
    return next((scale for scale in (0, 3, 6, 9, 12) if digits.scaleb(scale) == value), 0)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _public_float(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[Counted]:
    """The one amount of the sentence on the market value of what others than affiliates hold."""
    for start, end in sentences:
        sentence = text[start:end]
        if not (re.search(r"market\s+value", sentence, re.I) and re.search(r"affiliate", sentence, re.I)):
            continue
        found_here = list(_figures(text, start, end, is_money=True)) or [
            f for f in _figures(text, start, end, is_money=False) if not _SHARES.match(text[f.end : f.end + 40])
        ]
        amounts = {f.value: f for f in found_here if f.value >= _LEAST_FLOAT}
        day = _day(sentence)
        if len(amounts) == 1 and day is not None:
            (found,) = amounts.values()
            yield Counted(CoverItem.PUBLIC_FLOAT, found.value, found.start, found.end, day)
        return


def _shares(text: str, sentences: Sequence[tuple[int, int]]) -> Sequence[Counted]:
    found: dict[Decimal, Counted] = {}
    for start, end in sentences:
        sentence = text[start:end]
        if not re.search(r"outstanding", sentence, re.I) or re.search(r"affiliate", sentence, re.I):
            continue
        if not re.search(r"\bshares?\b|\bstock\b|\bunits\b", sentence, re.I):
            continue
        counts = [
            figure
            for figure in _figures(text, start, end, is_money=False)
            if figure.value >= _LEAST_SHARES
            and not _PREFERRED.search(text[max(start, figure.start - 40) : min(end, figure.end + 60)])
            and not _NOT_OUTSTANDING.search(text[max(start, figure.start - 60) : figure.start])
            and not _HELD.match(text[figure.end : figure.end + 60])
        ]
        day = _day(sentence)
        if counts and day is not None:
            classes = _classes(text, start, end, counts)
            for count, share_class in zip(counts, classes, strict=True):
                found.setdefault(
                    count.value,
                    Counted(CoverItem.SHARES_OUTSTANDING, count.value, count.start, count.end, day, share_class),
                )
    counted = list(found.values())
    if len(counted) == 1:
        only = counted[0]
        return [Counted(only.item, only.value, only.start, only.end, only.day)]
    distinct = {count.share_class for count in counted}
    return counted if "" not in distinct and len(distinct) == len(counted) else []


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Decimal
    start: int
    end: int


def _figures(text: str, start: int, end: int, *, is_money: bool) -> Iterator[_Figure]:
    """The amounts in dollars of a stretch, or its numbers in no currency; no parts of dates."""
    taken = [(start + d.start, start + d.end) for d in dates(text[start:end])]
    for match in _FIGURE.finditer(text, start, end):
        if bool(match["sign"]) != is_money or any(a <= match.start("number") < b for a, b in taken):
            continue
        if not match["scale"] and "," not in match["number"]:
            continue
        digits = Decimal(match["number"].replace(",", ""))
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 0
        yield _Figure(Decimal(int(digits.scaleb(scale))), *match.span("number"))


def _day(sentence: str) -> date | None:
    """The one day that a sentence is about: of several, the one that figures are said to be as of."""
    found = list(dates(sentence))
    days = {day.value for day in found}
    if len(days) > 1:
        days = {day.value for day in found if _GOVERNED.search(sentence[: day.start])}
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def _classes(text: str, start: int, end: int, counts: Sequence[_Figure]) -> list[str]:
    """The class of each count: named right after it ("... shares of Class A stock"), else before it; empty where it
    stays open."""
    after, before = [], []
    last = start
    for number, count in enumerate(counts):
        following = counts[number + 1].start if number + 1 < len(counts) else end
        mention = re.match(r"[^.;]{0,60}?\bshares\b", text[count.end : following], re.I)
        named = _CLASS.search(text, count.end, following) if mention else None
        after.append(_name(named))
        before.append(_name(next(iter([*_CLASS.finditer(text, last, count.start)][::-1]), None)))
        last = count.end
    return after if all(after) else before if all(before) else [a or b for a, b in zip(after, before, strict=True)]


def _name(match: re.Match[str] | None) -> str:
    """`Class A`, or what shares are called that have no letter."""
    if match is None:
        return ""
    if match["letter"]:
        kind, letter = match["letter"].split()
        return f"{kind.capitalize()} {letter.upper()}"
    return " ".join(match["kind"].split()).title()
