"""Columns of one statement that come to the same period: parts beside their total, or headings that say too little."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from generator.facts.dates import read_time
from generator.facts.equity import without_time
from generator.facts.model import Column, Period
from generator.facts.rows import LogicalRow

_WHOLE = re.compile(r"\btotals?\b|\bconsolidated\b|\bcombined\b", re.IGNORECASE)
_ASIDE = re.compile(r"\(?\b(?:un)?audited\b\)?|\b(?:as )?restated\b|\(\w\)", re.IGNORECASE)


def tell_apart(columns: Sequence[Column], rows: Sequence[LogicalRow]) -> list[Column]:
    """The columns, those of one period told apart.

    Where their headings name different things and one of these is the total, the others are its components. Where
    nothing is the total, no period is proved; nor where headings that say the same stand over different figures, save
    for the only one with words of time of its own.
    """
    groups: defaultdict[tuple[Period, str], list[Column]] = defaultdict(list)
    for column in columns:
        if column.period is not None:
            groups[column.period, column.role].append(column)
    settled = {column.index: column for column in columns}
    for members in groups.values():
        if len(members) > 1:
            settled |= {column.index: column for column in _apart(members, rows)}
    return [settled[column.index] for column in columns]


def _apart(members: Sequence[Column], rows: Sequence[LogicalRow]) -> list[Column]:
    names = {column.index: _name(column) for column in members}
    if len(set(names.values())) == 1:
        if _agree(members, rows):
            return list(members)
        timed = [column for column in members if read_time(column.heading)]
        return [column if [column] == timed else _undated(column) for column in members]
    wholes = [column for column in members if _WHOLE.search(names[column.index])]
    if len(wholes) != 1 or len(set(names.values())) < len(members):
        return [_undated(column) for column in members]
    named = [column for column in members if names[column.index]]
    return [
        column if column in wholes else replace(column, component=names[column.index]) if column in named
        else _undated(column)
        for column in members
    ]  # fmt: skip


def _agree(members: Sequence[Column], rows: Sequence[LogicalRow]) -> bool:
    """True where no row shows different figures in the columns."""
    for row in rows:
        shown = {row.line.values[c.index][1].value for c in members if c.index in row.line.values}
        if len(shown) > 1:
            return False
    return True


def _name(column: Column) -> str:
    return re.sub(r"\s+", " ", _ASIDE.sub(" ", without_time(column.heading))).strip(" ,-|")


def _undated(column: Column) -> Column:
    return replace(column, period=None)
