"""Column headings as a printed report sets them: the length of the period spans its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from generator.facts.model import Column
from generator.report.model import DisplayHeading

_TO_TWELVE = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_TEENS = ("Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen")
_TENS = {2: "Twenty", 3: "Thirty", 4: "Forty", 5: "Fifty"}
_LENGTH = re.compile(r"\b([a-z]+(?:[- ][a-z]+)?|\d+)\s+(weeks|months)\b", re.IGNORECASE)


def column_headings(columns: Sequence[Column]) -> tuple[tuple[DisplayHeading, ...], ...]:
    """Lines of headings over `columns`, outermost first. Durations are grouped by their length, then dates; columns
    of components get a last line of their own."""
    lines: list[list[tuple[str, int]]] = []
    if any(column.component for column in columns):
        if any(column.period for column in columns):
            lines.append(_grouped(period_words(column) for column in columns))
        lines.append([(column.component or "Total", 1) for column in columns])
        return _displayed(lines)
    spans = [_length(column) for column in columns]
    ends = [column.period.end for column in columns if column.period]
    days = {(end.month, end.day) for end in ends}
    if any(spans) and len(days) == 1 and len(set(ends)) > 1 and len(ends) == len(columns):
        day = f"{ends[0]:%B} {ends[0].day},"
        return _displayed([_grouped(f"{span} {day}".strip() for span in spans), [(str(end.year), 1) for end in ends]])
    if any(spans):
        lines.append(_grouped(spans))
    lines.append([(long_date(c.period.end) if c.period else c.heading, 1) for c in columns])
    return _displayed(lines)


def _grouped(texts: Iterable[str]) -> list[tuple[str, int]]:
    """Equal neighbours as one heading over all of them."""
    return [(text, len(list(group))) for text, group in groupby(texts)]


def _displayed(lines: Iterable[Iterable[tuple[str, int]]]) -> tuple[tuple[DisplayHeading, ...], ...]:
    return tuple(tuple(DisplayHeading(text, span) for text, span in line) for line in lines)


def long_date(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def period_words(column: Column) -> str:
    """`June 30, 2008`, or `Six Months Ended June 30, 2008`; the heading alone where the column has no period."""
    if column.period is None:
        return column.heading
    return f"{_length(column)} {long_date(column.period.end)}".strip()


def _length(column: Column) -> str:
    """`Six Months Ended`, in weeks where the page says weeks; empty for an instant."""
    period = column.period
    if period is None or period.start is None:
        return ""
    words = _LENGTH.search(f"{column.heading} {column.proof}")
    days = (period.end - period.start).days + 1
    if words and words.group(2).lower() == "weeks":
        return f"{_number(round(days / 7))} Weeks Ended"
    months = round(days / 30.4375)
    if months == 12:
        return "Twelve Months Ended" if words else "Year Ended"
    if 1 <= months <= 18 and abs(days - months * 30.4375) < 8:
        return f"{_number(months)} Month{'s' if months > 1 else ''} Ended"
    return f"{long_date(period.start)} to"


def _number(count: int) -> str:
    """A number of months or weeks in words: a year has at most 53."""
    small = ("", *_TO_TWELVE, *_TEENS)
    if count < len(small):
        return small[count]
    tens, ones = divmod(count, 10)
    if tens not in _TENS:
        return str(count)
    return f"{_TENS[tens]}-{small[ones]}" if ones else _TENS[tens]
