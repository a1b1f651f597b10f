"""Column headings as a printed report sets them: the length of the period spans its dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from generator.facts.model import Column, Period
from generator.report.model import DisplayHeading

_TO_TWELVE = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_NUMBERS = (*_TO_TWELVE, "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen")
_LENGTH = re.compile(r"\b([a-z]+(?:[- ][a-z]+)?|\d+)\s+(weeks|months)\b", re.IGNORECASE)


def column_headings(columns: Sequence[Column]) -> tuple[tuple[DisplayHeading, ...], ...]:
    """Lines of headings over `columns`, outermost first. Durations are grouped by their length, then dates; columns
    of components get a last line of their own."""
    spans = [_length(column) for column in columns]
    dates = [long_date(column.period.end) if column.period else column.heading for column in columns]
    years = [str(column.period.end.year) if column.period else column.heading for column in columns]
    lines: list[list[tuple[str, int]]] = []
    if any(spans):
        groups = [(key, len(list(group))) for key, group in groupby(zip(spans, _days(columns), strict=True))]
        if all(day for (_, day), _ in groups):
            lines.append([(f"{span} {day}".strip(), count) for (span, day), count in groups])
            dates = years
        else:
            lines.append([(span, len(list(group))) for span, group in groupby(spans)])
    if any(column.component for column in columns):
        undated = all(column.period is None for column in columns)
        lines += [] if undated else [[(text, len(list(group))) for text, group in groupby(dates)]]
        lines.append([(column.component or "Total", 1) for column in columns])
    else:
        lines.append([(text, 1) for text in dates])
    return tuple(tuple(DisplayHeading(text, span) for text, span in line) for line in lines)


def long_date(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def period_words(period: Period) -> str:
    """`June 30, 2008`, or `Six Months Ended June 30, 2008`."""
    words = _length(Column(0, "", period))
    return f"{words} {long_date(period.end)}".strip()


def _days(columns: Sequence[Column]) -> list[str]:
    """`June 30,` where several neighbours end on that day of different years; empty where a heading stands alone."""
    ends = [column.period.end for column in columns if column.period]
    same = len({(end.month, end.day) for end in ends}) == 1 and len(set(ends)) > 1 and len(ends) == len(columns)
    return [f"{ends[0]:%B} {ends[0].day}," if same else "" for _ in columns]


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
    return _NUMBERS[count - 1] if 1 <= count <= len(_NUMBERS) else str(count)
