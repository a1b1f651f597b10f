"""From the words over a column to dates: instants and durations, fiscal weeks, fiscal years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.documents.model import Document, Heading, Paragraph, Table
from generator.facts.dates import (
    Length,
    TimeWords,
    day_after,
    day_before,
    is_month_end,
    months_before,
    on,
    read_time,
)
from generator.facts.headings import Headings
from generator.facts.model import Period

_ENDED = re.compile(r"\b(?:ended|ending|ends|as of|at|on)\b", re.IGNORECASE)
_YEAR_ENDED = re.compile(r"\byears?[\s-]+(?:ended|ending|ends)\b(?:\s+on)?", re.IGNORECASE)
_PART_OF_LENGTH = re.compile(r"\b(?:months?|weeks?|ended|ending|periods?|from|through|inception)\b", re.IGNORECASE)
_SNAP = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the document as a whole says about the company's periods. `known` are the dates over columns or after
    "ended", "as of"; `year_end` the month and day on which its years end; `weekly` tells a 52/53-week year
    and `weekday` the day of the week on which its periods end; `fixed_year_end` that the year all the same ends on a
    date; `balances` are the dates of the balance sheets, latest
    first; `period_end` is the date given from outside for the latest period."""

    known: frozenset[date] = frozenset()
    year_end: tuple[int, int] | None = None
    weekly: bool = False
    weekday: int | None = None
    fixed_year_end: bool = False
    balances: tuple[date, ...] = ()
    period_end: date | None = None

    def near(self, day: date) -> date | None:
        """The known date closest to `day`, at most eight days off."""
        close = [known for known in self.known if abs(known - day) <= _SNAP]
        return min(close, key=lambda known: (abs(known - day), known), default=None)

    def end_of_year(self, year: int) -> date | None:
        """The end of the fiscal year that ends in calendar year `year` (or, for a 52/53-week year, just after)."""
        if self.year_end is None:
            return None
        nominal = on(year, *self.year_end)
        return (self.near(nominal) or nominal) if self.weekly else nominal

    def start_of(self, end: date, length: Length) -> date:
        """The first day of the length of time that ends on `end`: the day after a known period end where one fits,
        otherwise calendar months, or weeks for a company that counts in weeks."""
        if length.to_date:
            return day_after(self._year_end_before(end))
        if length.weeks:
            return end - timedelta(days=7 * length.weeks - 1)
        nominal = months_before(end, length.months)
        if not self.weekly or (is_month_end(end) and end.weekday() != self.weekday):
            return day_after(nominal)
        weeks = 13 * length.months // 3 if length.months % 3 == 0 else round(length.days / 7)
        counted = end - timedelta(weeks=weeks)
        close = [known for known in self.known if abs(known - nominal) <= _SNAP]
        return day_after(min(close, key=lambda known: (abs(known - counted), known), default=counted))

    def years_before(self, day: date, years: int) -> date:
        """The period end that many years before `day`: a known one close by, else the same day or weekday."""
        for _ in range(years):
            nominal = months_before(day, 12)
            day = (self.near(nominal) or day - timedelta(weeks=52)) if self.weekly else nominal
        return day

    def labelled(self, label: int, labels: Sequence[int]) -> date | None:
        """The period end of the column called `label` among columns called only by fiscal years: the latest label goes
        with the latest balance sheet."""
        if not self.balances:
            return None
        latest = max((*labels, label))
        if self.balances[0].year - latest not in (0, 1) or (
            self.balances[0].year > latest and self.balances[0].month > 6
        ):
            return None
        return self.years_before(self.balances[0], latest - label)

    @property
    def is_annual(self) -> bool:
        """True where the balance sheets are a year apart."""
        return len(self.balances) > 1 and 355 <= (self.balances[0] - self.balances[1]).days <= 375

    def _year_end_before(self, end: date) -> date:
        for year in (end.year, end.year - 1, end.year - 2):
            found = self.end_of_year(year) if self.year_end else date(year, 12, 31)
            if found and found < end - _SNAP:
                return found
        return date(end.year - 1, 12, 31)


@dataclass(frozen=True, slots=True)
class ColumnPeriod:
    """The resolved period of a column (None where the words do not settle it) and the words that settled it."""

    period: Period | None
    proof: str = ""


def read_calendar(document: Document, period_end: date | None = None) -> Calendar:
    """Collects the dates that a document closes its periods on."""
    known: Counter[date] = Counter()
    year_ends: Counter[tuple[int, int]] = Counter()
    for text, is_heading in _dated_texts(document):
        words = read_time(text)
        if not words.dates and not words.month_days:
            continue
        if is_heading or _ENDED.search(text):
            known.update(words.dates)
        if _YEAR_ENDED.search(text):
            year_ends.update((day.month, day.day) for day in words.dates[:1])
            year_ends.update(words.month_days[:1])
    if period_end:
        known[period_end] += 2
    header_year_end = document.header.fiscal_year_end if document.header else ""
    year_end = None
    if year_ends:
        year_end = min(year_ends, key=lambda md: (-year_ends[md], md))
    elif re.fullmatch(r"\d{4}", header_year_end):
        month, day = int(header_year_end[:2]), int(header_year_end[2:])
        if 1 <= month <= 12 and 1 <= day <= 31:
            year_end = (month, day)
    return Calendar(frozenset(known), year_end, period_end=period_end)


def with_statements(
    calendar: Calendar, headings: Iterable[str], labels: Iterable[str], balances: Iterable[date]
) -> Calendar:
    """The calendar narrowed to what the primary statements say: the dates over their columns (`headings`), those of
    their balance rows (`labels`) and the dates of the balance sheet. Columns that do not end with a month tell a
    52/53-week year and its weekday."""
    ends = [day for text in headings for day in read_time(text).dates]
    balances = list(balances)
    known = {*ends, *balances, *(day for text in labels for day in read_time(text).dates)}
    if calendar.period_end:
        known.add(calendar.period_end)
    odd = Counter(day.weekday() for day in {*ends, *balances} if not is_month_end(day))
    latest = tuple(sorted(set(balances), reverse=True))
    weekday = min(odd, key=lambda day: (-odd[day], day), default=None)
    fixed = any(is_month_end(day) and day.weekday() != weekday for day in latest)
    if fixed:
        # Quarters end on a weekday but the year on a date: a balance "at January 1" closed the day before.
        known = {day_before(day) if day.day == 1 else day for day in known}
    return replace(
        calendar,
        known=frozenset(known),
        weekly=bool(odd),
        weekday=weekday,
        fixed_year_end=fixed,
        balances=latest,
    )


def resolve_columns(
    headings: Headings, titles: Sequence[str], *, instants: bool, calendar: Calendar
) -> tuple[ColumnPeriod, ...]:
    """The period of every column. `titles` are the lines above the table, nearest last; `instants` says that the
    statement is one of balances. A column without enough words of its own takes them from the heading's context
    and then from the titles, if these leave no choice."""
    own = [read_time(" ".join(levels)) for levels in headings.levels]
    around = [read_time(text) for text in (*headings.context, *reversed(titles)) if text]
    ends = [words.dates[-1] for words in own if words.dates]
    if any((first - second).days % 91 for first in ends for second in ends):
        # A week more lies between the columns: 14 or 53 weeks, and a year of 52, are of one of them alone.
        around = [
            replace(words, lengths=tuple(one for one in words.lengths if not one.weeks or one.weeks in (13, 26, 39)))
            for words in around
        ]
    if not any(words.dates or words.month_days for words in own):
        listed = _listed_dates(around, len(own))
        listed = _in_order_of_years(listed, own)
        if listed:
            own = [TimeWords(dates=(day,), lengths=words.lengths) for day, words in zip(listed, own, strict=True)]
    own = own if instants or calendar.weekly else _with_common_day(own)
    lengths = [_borrowed(i, own, headings.levels) for i in range(len(own))]
    years = [year for words in own for year in words.years if not words.dates]
    resolved = []
    for words, levels, length in zip(own, headings.levels, lengths, strict=True):
        text = " ".join(levels)
        if length is not None and not instants:
            words = replace(words, lengths=(length,))
        resolved.append(_resolve(words, text, around, years, instants=instants, calendar=calendar))
    if not instants and all(found.period is None for found in resolved) and calendar.is_annual:
        year = TimeWords(lengths=(Length(months=12),))
        return tuple(
            _resolve(words, " ".join(levels), (*around, year), years, instants=False, calendar=calendar)
            for words, levels in zip(own, headings.levels, strict=True)
        )
    return tuple(resolved)


def _borrowed(index: int, own: Sequence[TimeWords], levels: Sequence[Sequence[str]]) -> Length | None:
    """The only length that the headings name, for a column that names none: where it is the comparative of columns
    that do, all of them with a year (the same day of another one), and nothing is left in it of a length of its own."""
    words = own[index]
    named = [other for other in own if other.lengths]
    lengths = {length for other in named if (length := length_of(other)) is not None}
    if words.lengths or len(lengths) != 1 or _PART_OF_LENGTH.search(" ".join(levels[index])):
        return None
    if not all(_is_comparative(words, other) for other in named):
        return None
    (length,) = lengths
    ends = [other.dates[-1] for other in (words, *named) if other.dates]
    whole_years = all(abs((first - second).days) % 364 == 0 for first in ends for second in ends)
    return length if whole_years or not length.weeks else None


def _is_comparative(words: TimeWords, other: TimeWords) -> bool:
    years = {*other.years, *(day.year for day in other.dates)}
    if not years or years & {*words.years, *(day.year for day in words.dates)}:
        return False
    first, second = _closing_day(words), _closing_day(other)
    if first is None or second is None:
        return True
    apart = abs((on(2000, *first) - on(2000, *second)).days)
    return min(apart, 366 - apart) <= _SNAP.days


def _closing_day(words: TimeWords) -> tuple[int, int] | None:
    """The month and day that words name last."""
    if words.dates:
        return (words.dates[-1].month, words.dates[-1].day)
    return words.month_days[-1] if words.month_days else None


def _resolve(
    words: TimeWords,
    text: str,
    around: Sequence[TimeWords],
    years: Sequence[int],
    *,
    instants: bool,
    calendar: Calendar,
) -> ColumnPeriod:
    proof = text
    if words.is_range and not instants:
        first, last = sorted(words.dates)
        return ColumnPeriod(Period(last, first), proof)
    if words.between and not instants and (year := _year_of(words)):
        end, start = on(year, *words.between[1]), on(year, *words.between[0])
        if start < end:
            return ColumnPeriod(Period(end, start), proof)
    if words.is_open and not instants:
        return ColumnPeriod(None, proof)  # the heading is cut: its one day opens the period and does not close it
    if len({*words.month_days, *((day.month, day.day) for day in words.dates)}) > 1:
        return ColumnPeriod(None, proof)  # two days in one heading: which is meant is not for us to guess
    length = length_of(words)
    if length is None and not instants:
        length = next((found for other in around if (found := length_of(other))), None)
    closing = _end(words, length, around, years, calendar)
    if closing is None:
        return ColumnPeriod(None, proof)
    if instants:
        return ColumnPeriod(Period(closing), proof)
    if words.since_inception or length is None:
        ranges = [other for other in (words, *around) if other.is_range and max(other.dates) == closing]
        if ranges:
            return ColumnPeriod(Period(closing, min(ranges[0].dates)), proof)
        return ColumnPeriod(None, proof)
    return ColumnPeriod(Period(closing, calendar.start_of(closing, length)), proof)


def _with_common_day(own: Sequence[TimeWords]) -> list[TimeWords]:
    """Columns of a bare year among columns of that length that all end on one day of the year end on it too."""
    settled = []
    for words in own:
        alike = [other for other in own if length_of(other) in (None, length_of(words))]
        days = {*(md for other in alike for md in other.month_days), *((day.month, day.day) for other in alike for day in other.dates)}  # fmt: skip  # noqa: E501
        bare = len(words.years) == 1 and not words.month_days and not words.dates and words.lengths
        settled.append(replace(words, month_days=tuple(days)) if bare and len(days) == 1 else words)
    return settled


def _year_of(words: TimeWords) -> int | None:
    years = {*words.years, *(day.year for day in words.dates)}
    return years.pop() if len(years) == 1 else None


def length_of(words: TimeWords) -> Length | None:
    """The length that the words settle on: a named quarter before a count, a count before a bare year."""
    if not words.lengths:
        return None
    named = [length for length in words.lengths if length.quarter]
    counted = [length for length in words.lengths if length.months != 12]
    return (named or counted or list(words.lengths))[-1]


def _end(
    words: TimeWords, length: Length | None, around: Sequence[TimeWords], years: Sequence[int], calendar: Calendar
) -> date | None:
    if words.dates:
        return words.dates[-1]
    month_days = words.month_days[-1:]
    if month_days and words.years:
        return on(words.years[-1], *month_days[0])
    if words.years:
        return _end_in_year(words.years[-1], length, around, years, calendar)
    if month_days:
        return _end_on_day(month_days[0], around)
    lone = {day for other in around[:3] for day in other.dates}
    if len(lone) == 1 and len(years) == 0:
        return lone.pop()
    return calendar.period_end


def _end_in_year(
    year: int, length: Length | None, around: Sequence[TimeWords], years: Sequence[int], calendar: Calendar
) -> date | None:
    """The end of a column that only names its year."""
    if length is not None and length.quarter:
        if (day := calendar.labelled(year, years)) is not None:
            return day
        year_end = _fiscal_year_end(year, years, calendar)
        if year_end is not None:
            nominal = months_before(year_end, 12 - 3 * length.quarter)
            return calendar.near(nominal) or nominal if calendar.weekly else nominal
    for other in around:
        in_year = {day for day in other.dates if day.year == year}
        if len(in_year) == 1:
            return in_year.pop()
        days = set(other.month_days) | {(day.month, day.day) for day in other.dates}
        if len(days) == 1:
            return on(year, *days.pop())
    if length is None or length.months == 12 or length.weeks in (52, 53):
        return _fiscal_year_end(year, years, calendar)
    return None


def _fiscal_year_end(label: int, labels: Sequence[int], calendar: Calendar) -> date | None:
    """The last day of fiscal year `label`. A 52/53-week year may end in the next calendar year: the latest label then
    belongs to the latest known year end."""
    if (day := calendar.labelled(label, labels)) is not None:
        return day
    if calendar.year_end is None:
        return None
    ends = [day for day in calendar.known if abs(day - on(day.year, *calendar.year_end)) <= _SNAP]
    latest, newest = max(labels, default=label), max(ends, default=None)
    offset = 1 if newest is not None and newest.year - latest == 1 and newest.month <= 6 else 0
    return calendar.end_of_year(label + offset)


def _end_on_day(month_day: tuple[int, int], around: Sequence[TimeWords]) -> date | None:
    """The end of a column that names month and day but no year: the year that the words around it give."""
    for other in around:
        matching = {day for day in other.dates if (day.month, day.day) == month_day}
        if len(matching) == 1:
            return matching.pop()
        if len(set(other.years)) == 1 and not other.dates:
            return on(other.years[0], *month_day)
    return None


def _listed_dates(around: Sequence[TimeWords], count: int) -> list[date]:
    """Dates that a title lists, one for each column in order ("June 30, 2008 and 2007")."""
    for words in around:
        days = list(words.dates)
        if days and words.years:
            days += [on(year, days[-1].month, days[-1].day) for year in words.years]
        if count > 1 and len(days) == count and not words.is_range and len(set(days)) == count:
            return days
    return []


def _in_order_of_years(listed: Sequence[date], own: Sequence[TimeWords]) -> list[date]:
    """Listed dates in the order of the columns: those of their years where all columns name one, the latest to the
    latest where fiscal years end in the next calendar year; none where they cannot belong together."""
    labels = [words.years[-1] for words in own if words.years]
    if not listed or not labels:
        return list(listed)
    if len(labels) < len(own) or len(set(labels)) < len(labels):
        return list(listed) if all(not w.years or abs(d.year - w.years[-1]) <= 1 for d, w in zip(listed, own, strict=True)) else []  # fmt: skip  # noqa: E501
    days = dict(zip(sorted(labels), sorted(listed), strict=True))
    return [days[label] for label in labels] if all(0 <= day.year - label <= 1 for label, day in days.items()) else []


def _dated_texts(document: Document) -> Iterable[tuple[str, bool]]:
    """Texts that may close a period, and whether each stands over or beside figures."""
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    if len(cell.text) > 5 and any(c.isdigit() for c in cell.text):
                        yield cell.text, True
        elif isinstance(block, Heading):
            yield block.text, False
        elif isinstance(block, Paragraph):
            if len(block.text) < 300:
                yield block.text, False
            else:
                for match in _YEAR_ENDED.finditer(block.text):
                    yield block.text[match.start() : match.end() + 24], False
