"""The calendar that a document's statements show: its periods, and the fiscal year that they imply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.facts.dates import day_after, day_before, is_month_end, months_before, on
from generator.facts.model import Period, Statement, StatementKind

_SNAP = timedelta(days=10)  # a 52/53-week quarter ends this close to the calendar quarter of the same number
_DAYS = timedelta(days=3)
_PUBLISHED = timedelta(days=150)
_SLACK = 15  # days by which a length may differ from its nominal number and still be that length


@dataclass(frozen=True, slots=True)
class Calendar:
    """The periods that a document reports on, and the fiscal year they imply.

    `year_end` is the last day of the fiscal year that holds `current`, the latest period end. A fiscal year is called
    after the calendar year it ends in, plus `year_shift` (-1 for retailers whose fiscal 2024 ends in February 2025).
    """

    periods: tuple[Period, ...]
    current: date
    year_end: date
    year_shift: int = 0

    @property
    def by_month(self) -> bool:
        """Whether every period ends with a month; otherwise the fiscal calendar counts weeks."""
        return all(is_month_end(period.end) for period in self.periods) and is_month_end(self.year_end)

    def is_ahead(self, period: Period) -> bool:
        """Whether a duration goes on after the document's own period, or a day is so far off that the document must
        have appeared before: nothing has been reported of it yet."""
        return period.end > self.current + (_SNAP if period.start else _PUBLISHED)

    def instant(self, day: date) -> Period:
        return Period(day)

    def duration(self, days: int, end: date, months: int = 0) -> Period | None:
        """The period of about `days` that ends on `end`: a reported one where there is one."""
        for period in self.periods:
            if period.start and abs((period.end - end).days) <= 3 and abs(_days(period) - days) <= _SLACK:
                return period
        if months:
            return Period(end, day_after(months_before(end, months)))
        return Period(end, end - timedelta(days=days - 1))

    def between(self, start: date, end: date) -> Period:
        """The period from one day to another: a reported one that starts and ends about then, where there is one ("from
        December 31" counts from the balance of that day)."""
        near = (p for p in self.periods if p.start and abs(p.end - end) <= _DAYS and abs(p.start - start) <= _DAYS)
        return next(near, Period(end, start))

    def quarter(self, number: int, year: int | None, months: int = 3) -> Period | None:
        """The `months` that end with that quarter of the fiscal year called `year` (None: the latest such that is not
        after `current`); None where a calendar of weeks does not show the period."""
        last = self._year_end(year) if year is not None else self.year_end
        end = months_before(last, 3 * (4 - number))
        if year is None and end > self.current + _SNAP:
            end = months_before(end, 12)
        return self._placed(end, months)

    def year(self, year: int) -> Period | None:
        return self._placed(self._year_end(year), 12)

    def moved(self, period: Period, years: int = 0, quarters: int = 0) -> Period | None:
        """The like period that many years or quarters earlier."""
        months = 12 * years + 3 * quarters
        end = months_before(period.end, months)
        if period.start is None:
            known = [p for p in self.periods if p.start is None and abs(p.end - end) <= _SNAP]
            return known[0] if known else Period(end) if self.by_month else None
        return self._placed(end, round(_days(period) / 30.4375))

    def to_year(self, period: Period, year: int) -> Period | None:
        """The like period of the fiscal or calendar year called `year`."""
        for years in range(1, 4):
            moved = self.moved(period, years=years)
            if moved and (moved.end.year == year or self.fiscal_year(moved.end) == year):
                return moved
        return None

    def fiscal_year(self, day: date) -> int:
        last = on(day.year, self.year_end.month, self.year_end.day)
        return (day.year if day <= last + _SNAP else day.year + 1) + self.year_shift

    def current_duration(self, months: int) -> Period | None:
        return self._placed(self.current, months)

    def to_date(self) -> Period | None:
        """The longest reported duration that ends now."""
        ending = [p for p in self.periods if p.start and abs(p.end - self.current) <= timedelta(days=3)]
        return max(ending, key=_days, default=None)

    def _year_end(self, year: int) -> date:
        return on(year - self.year_shift, self.year_end.month, self.year_end.day)

    def _placed(self, end: date, months: int) -> Period | None:
        days = round(months * 30.4375)
        for period in self.periods:
            if period.start and abs(period.end - end) <= _SNAP and abs(_days(period) - days) <= _SLACK:
                return period
        return Period(end, day_after(months_before(end, months))) if self.by_month else None


def read_calendar(statements: Sequence[Statement]) -> Calendar | None:
    """The calendar of a document's statements; None where they report no period."""
    shown = [statement for statement in statements if statement.kind.is_primary]
    periods = {fact.period for statement in shown for fact in statement.facts if fact.value is not None}
    first = next((s for s in shown if s.kind is StatementKind.BALANCE_SHEET and s.facts), None)
    ends = [fact.period.end for fact in (first.facts if first else ())]
    return calendar_of(periods, max(ends, default=None))


def calendar_of(periods: Iterable[Period], current: date | None = None) -> Calendar | None:
    """The calendar that shows `periods`; None where there are none. Without `current`, the latest end of a duration is
    the one that the document is about."""
    known = tuple(sorted(set(periods), key=lambda p: (p.end, p.start or date.min)))
    if not known:
        return None
    durations = [period for period in known if period.start]
    current = current or max(period.end for period in (durations or known))
    return Calendar(known, current, _fiscal_year_end(known, durations, current))


def _days(period: Period) -> int:
    assert period.start is not None
    return (period.end - period.start).days + 1


def _fiscal_year_end(known: Sequence[Period], durations: Sequence[Period], current: date) -> date:
    """The end of the fiscal year that holds `current`, from a full year shown, a year to date, or the comparative
    balance sheet; the calendar year where nothing tells."""
    years = [period for period in durations if abs(_days(period) - 365) <= _SLACK]
    if years:
        return _next_on(max(period.end for period in years), current)
    to_date = [p for p in durations if _days(p) > 100 and abs(p.end - current) <= timedelta(days=3)]
    if to_date:
        longest = max(to_date, key=_days)
        assert longest.start is not None
        return _next_on(day_before(longest.start), current)
    instants = [period.end for period in known if period.start is None]
    if not durations and len(instants) == 2 and abs((instants[1] - instants[0]).days - 365) <= _SLACK:
        return _next_on(instants[1], current)  # balance sheets a year apart close fiscal years
    for period in known:
        if period.start is None and 20 < (current - period.end).days < 340:
            return _next_on(period.end, current)
    return date(current.year, 12, 31)


def _next_on(year_end: date, current: date) -> date:
    """The first anniversary of a fiscal year end that is not before `current` (a few days' drift allowed)."""
    while year_end + _SNAP < current:
        last = year_end.month == 2 and is_month_end(year_end)
        year_end = on(year_end.year + 1, year_end.month, 29 if last else year_end.day)
    return year_end
