"""Which fiscal year and which part of it a periodic report is about, where its columns and its words prove it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from generator.facts.cover_lines import Passage
from generator.facts.cover_words import dates
from generator.facts.model import CoverFact, CoverItem, Period, Statement, StatementKind

# Days of the year to date, by the quarter that it ends with.
_QUARTERS = {"Q1": (65, 115), "Q2": (155, 205), "Q3": (245, 295)}
_FISCAL_YEAR = re.compile(
    r"\bfiscal(?:\s+year)?\s+(?P<year>(?:19|20)\d\d)\b(?P<rest>.{0,140})", re.IGNORECASE | re.DOTALL
)
_ENDS = re.compile(r"\b(?:end(?:s|ed|ing)?|concludes?d?)\b(?:\s+on)?\W*$", re.IGNORECASE)
_NAMED_AFTER = re.compile(
    r"^[\s,]*[(\[]?[\s“\"‘']*(?:or\s+|the\s+)?[“\"‘']?fiscal(?:\s+year)?\s+(?P<year>(?:19|20)\d\d)\b", re.I
)
_YEAR = timedelta(days=351), timedelta(days=379)


def named_years(prose: Sequence[Passage]) -> dict[date, int]:
    """The last days of fiscal years that the text calls by a year ("fiscal 2023 ended February 3, 2024"); a day that it
    calls by two is left out."""
    found: dict[date, set[int]] = {}
    for passage in prose:
        if "iscal" not in passage.text:
            continue
        for match in _FISCAL_YEAR.finditer(passage.text):
            rest = match["rest"].split(". ")[0]
            day = next(dates(rest), None)
            if day and _ENDS.search(rest[: day.start]) and not re.search(r"fiscal|quarter", rest[: day.start], re.I):
                found.setdefault(date.fromisoformat(day.value), set()).add(int(match["year"]))
        for day in dates(passage.text):
            named = _NAMED_AFTER.match(passage.text[day.end : day.end + 40])
            if named and re.search(r"year\w*\s+(?:end|conclud)\w*\s+(?:on\s+)?$", passage.text[: day.start], re.I):
                found.setdefault(date.fromisoformat(day.value), set()).add(int(named["year"]))
    return {day: years.pop() for day, years in found.items() if len(years) == 1}


def read_fiscal(
    form: str, period_end: date, statements: Sequence[Statement], named: dict[date, int]
) -> Iterator[CoverFact]:
    """Fiscal year and period of a 10-K or 10-Q that ends on `period_end`, and for a 10-Q the day on which the year will
    end. A year is called after the calendar year in which it ends; where that is January or February, companies
    differ, and the document has to say (`named`). The first week of a month counts as the month before."""
    if form == "10-K":
        yield from _focus(period_end, "FY", named, f"the year ended {period_end}")
    elif form == "10-Q":
        to_date = _year_to_date(period_end, statements)
        if to_date is None or to_date.start is None:
            return
        quarter = _quarter(to_date)
        proof = f"the year to date began on {to_date.start}"
        year_end = _year_end(to_date, named)
        if year_end is not None:
            value = f"--{year_end.month:02}-{year_end.day:02}"
            yield CoverFact(CoverItem.FISCAL_YEAR_END, value, value, None, proof)
        about = year_end or to_date.start + timedelta(days=363)
        yield from _focus(about, quarter, named, proof)


def _focus(year_end: date, part: str, named: dict[date, int], proof: str) -> Iterator[CoverFact]:
    year = _called(year_end, named)
    if year:
        yield CoverFact(CoverItem.FISCAL_YEAR, str(year), str(year), None, proof)
        yield CoverFact(CoverItem.FISCAL_PERIOD, part, part, None, proof)


def _called(year_end: date, named: dict[date, int]) -> int:
    """The year by which the fiscal year is called that ends on or about a day; 0 where that is open."""
    turned = year_end - timedelta(days=7)
    if year_end in named:
        return named[year_end]
    if turned.month > 2:
        return turned.year
    habits = {year - day.year for day, year in named.items() if abs(_days_apart(day, year_end)) <= 10}
    return year_end.year + habits.pop() if len(habits) == 1 else 0


def _days_apart(day: date, other: date) -> int:
    """How many days lie between two days of the year."""
    return (day.timetuple().tm_yday - other.timetuple().tm_yday + 182) % 365 - 182


def _year_to_date(period_end: date, statements: Sequence[Statement]) -> Period | None:
    """The longest column that ends with the report's period and is as long as some quarters of a year are."""
    periods = [
        column.period
        for statement in statements
        if statement.kind in (StatementKind.OPERATIONS, StatementKind.CASH_FLOWS)
        for column in statement.columns
        if column.period and column.role == "reported" and column.period.end == period_end and column.period.start
    ]
    return min((p for p in periods if _quarter(p)), key=lambda p: p.start or p.end, default=None)


def _quarter(period: Period) -> str:
    days = (period.end - period.start).days + 1 if period.start else 0
    return next((name for name, (least, most) in _QUARTERS.items() if least <= days <= most), "")


def _year_end(to_date: Period, named: dict[date, int]) -> date | None:
    """The last day of the fiscal year: a year of whole months ends where it began; of one of weeks the text tells."""
    assert to_date.start is not None
    said = [day for day in named if _YEAR[0] <= day - to_date.start <= _YEAR[1]]
    if len(said) == 1:
        return said[0]
    last = to_date.start - timedelta(days=1)
    if not said and _ends_month(last) and _ends_month(to_date.end):
        return date(last.year + 1, last.month, monthrange(last.year + 1, last.month)[1])
    return None


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
