"""Which fiscal year and which part of it a periodic report is about, where its columns and its words prove it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.facts.cover_lines import Passage
from generator.facts.cover_words import dates
from generator.facts.model import CoverFact, CoverItem, Period, Statement, StatementKind

# Days of the year to date, by the quarter that it ends with.
_QUARTERS = {"Q1": (65, 115), "Q2": (155, 205), "Q3": (245, 295)}
_FISCAL_YEAR = re.compile(
    r"\bfiscal(?:\s+years?)?\s+(?P<year>(?:19|20)\d\d)\b(?=(?P<rest>.{0,140}))", re.IGNORECASE | re.DOTALL
)
_ENDS = re.compile(r"\b(?:end(?:s|ed|ing)?|concludes?d?)\b(?:\s+on)?\W*$", re.IGNORECASE)
_NAMED_AFTER = re.compile(
    r"^[\s,]*[(\[]?[\s“\"‘']*(?:or\s+|the\s+)?[“\"‘']?fiscal(?:\s+year)?\s+(?P<year>(?:19|20)\d\d)\b", re.I
)
_OFTEN = 8
_APART = timedelta(days=4)
_YEAR = timedelta(days=351), timedelta(days=379)


@dataclass(frozen=True, slots=True)
class FiscalNames:
    """How a document calls its fiscal years: by the last day of each that it defines, and how often it names each."""

    days: Mapping[date, int]
    counts: Mapping[int, int]


def fiscal_names(prose: Sequence[Passage]) -> FiscalNames:
    """What the text says of fiscal years by name."""
    counts = Counter(
        int(match["year"])
        for passage in prose
        if "iscal" in passage.text
        for match in _FISCAL_YEAR.finditer(passage.text)
    )
    return FiscalNames(_named_days(prose), counts)


def _named_days(prose: Sequence[Passage]) -> dict[date, int]:
    """The last days of fiscal years that the text calls by a year ("fiscal 2023 ended February 3, 2024"); a day that it
    calls by two is left out."""
    found: dict[date, set[int]] = {}
    for passage in prose:
        if "iscal" not in passage.text:
            continue
        for match in _FISCAL_YEAR.finditer(passage.text):
            rest = match["rest"].split(". ")[0]
            day = next(dates(rest), None)
            if (
                day
                and _ENDS.search(rest[: day.start])
                and not re.search(r"fiscal\s+\d|quarter", rest[: day.start], re.I)
            ):
                found.setdefault(date.fromisoformat(day.value), set()).add(int(match["year"]))
        for day in dates(passage.text):
            named = _NAMED_AFTER.match(passage.text[day.end : day.end + 40])
            if named and re.search(r"year\w*\s+(?:end|conclud)\w*\s+(?:on\s+)?$", passage.text[: day.start], re.I):
                found.setdefault(date.fromisoformat(day.value), set()).add(int(named["year"]))
    return {day: years.pop() for day, years in found.items() if len(years) == 1}


def read_fiscal(
    form: str, period_end: date, statements: Sequence[Statement], named: FiscalNames
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


def _focus(year_end: date, part: str, named: FiscalNames, proof: str) -> Iterator[CoverFact]:
    year = _called(year_end, named)
    if year:
        yield CoverFact(CoverItem.FISCAL_YEAR, str(year), str(year), None, proof)
        yield CoverFact(CoverItem.FISCAL_PERIOD, part, part, None, proof)


def _called(year_end: date, named: FiscalNames) -> int:
    """The year by which the fiscal year is called that ends on or about a day; 0 where that is open. A document that
    never says it names its own year and the one before over and over, and others hardly."""
    turned = year_end - timedelta(days=7)
    if turned.month > 2:
        return turned.year
    habits = {year - day.year for day, year in named.days.items() if abs(_days_apart(day, year_end)) <= 10}
    habits &= {0, -1}
    if habits:
        return year_end.year + habits.pop() if len(habits) == 1 else 0
    by_end, by_start = named.counts.get(year_end.year, 0), named.counts.get(year_end.year - 2, 0)
    if max(by_end, by_start) < _OFTEN or max(by_end, by_start) < 3 * min(by_end, by_start):
        return 0
    return year_end.year if by_end > by_start else year_end.year - 1


def _days_apart(day: date, other: date) -> int:
    """How many days lie between two days of the year."""
    return (day.timetuple().tm_yday - other.timetuple().tm_yday + 182) % 365 - 182


def _year_to_date(period_end: date, statements: Sequence[Statement]) -> Period | None:
    """The longest column that ends with the report's period and is as long as some quarters of a year are. That the
    fiscal year began with it is proved by the balance sheet of the day before. Without such a column the one earlier
    balance sheet proves it that lies some quarters back: a quarterly report has that of the last year's end (S-X
    10-01), whatever happened since."""
    periods = [
        column.period
        for statement in statements
        if statement.kind in (StatementKind.OPERATIONS, StatementKind.CASH_FLOWS)
        for column in statement.columns
        if column.period and column.role == "reported" and column.period.end == period_end and column.period.start
    ]
    longest = min((p for p in periods if _quarter(p)), key=lambda p: p.start or p.end, default=None)
    balances = {
        column.period.end
        for statement in statements
        if statement.kind is StatementKind.BALANCE_SHEET
        for column in statement.columns
        if column.period
    }
    if longest is not None and longest.start is not None:
        began = longest.start - timedelta(days=1)
        if any(abs(day - began) <= _APART for day in balances):
            return longest
    opened = [Period(period_end, day + timedelta(days=1)) for day in balances if day < period_end]
    opened = [period for period in opened if _quarter(period)]
    return opened[0] if len(opened) == 1 else None


def _quarter(period: Period) -> str:
    days = (period.end - period.start).days + 1 if period.start else 0
    return next((name for name, (least, most) in _QUARTERS.items() if least <= days <= most), "")


def _year_end(to_date: Period, named: FiscalNames) -> date | None:
    """The last day of the fiscal year: a year of whole months ends where it began; of one of weeks the text tells."""
    assert to_date.start is not None
    said = [day for day in named.days if _YEAR[0] <= day - to_date.start <= _YEAR[1]]
    if len(said) == 1:
        return said[0]
    last = to_date.start - timedelta(days=1)
    if not said and _ends_month(last) and _ends_month(to_date.end):
        return date(last.year + 1, last.month, monthrange(last.year + 1, last.month)[1])
    return None


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
