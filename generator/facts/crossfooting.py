"""Statements of equity summed across: components make up the total, which shows the columns that count shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from generator.facts.equity import EquityColumn
from generator.facts.rows import LogicalRow

_ABOUT_MONEY = re.compile(r"\bredeemable\b|\btemporary\b|\bmezzanine\b|\bcomprehensive\b|\btotals?\b", re.IGNORECASE)
_MOST_LEFT_OUT = 4
_MOST_COLUMNS = 14
_MINIMUM_ROWS = 3


@dataclass(frozen=True, slots=True)
class CrossFooting:
    """What the sums across say: the columns, with those that can only be counts of shares marked so, and the indexes of
    the rows whose components do not make up their total."""

    columns: tuple[EquityColumn, ...]
    fails: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sum:
    """One row: its amounts by column and the total they should make, with the rounding that the print allows."""

    row: int
    parts: dict[int, Decimal]
    total: Decimal
    tolerance: Decimal

    def holds(self, without: Sequence[int]) -> bool:
        parts = [part for column, part in self.parts.items() if column not in without]
        return abs(sum(parts, Decimal(0)) - self.total) <= self.tolerance


def cross_foot(
    rows: Sequence[LogicalRow], columns: Sequence[EquityColumn], groups: Sequence[Sequence[int]] = ()
) -> CrossFooting:
    """Adds the components of every row up to the total of the entity, in each of the `groups` of columns (all are one
    where none is given).

    Where the rows add up only without certain columns, and in one way alone, those are subtotals, stand outside equity
    or count shares: a column that no word calls one of the first two, and that prints no currency sign where others
    do, counts shares. Fewer than three rows that could tell say nothing.
    """
    signed = {i for row in rows for i, (_, number) in row.line.values.items() if number.currency}
    marked = list(columns)
    fails: set[int] = set()
    for group in groups or [range(len(columns))]:
        totals = [i for i in group if not columns[i].component and not columns[i].shares]
        amounts = [i for i in group if columns[i].component and not columns[i].shares]
        sums = _sums(rows, amounts, totals[0]) if len(totals) == 1 else []
        if sum(len(one.parts) > 1 for one in sums) < _MINIMUM_ROWS or len(amounts) > _MOST_COLUMNS:
            continue
        left_out = _left_out(sums, amounts)
        fails.update(one.row for one in sums if not one.holds(left_out))
        for i in left_out:
            money = _ABOUT_MONEY.search(columns[i].component) or i in signed or _is_subtotal(i, sums, left_out)
            if not money:
                marked[i] = replace(columns[i], shares=True)
    return CrossFooting(tuple(marked), tuple(sorted(fails)))


def _sums(rows: Sequence[LogicalRow], amounts: Sequence[int], total: int) -> list[_Sum]:
    sums = []
    for index, row in enumerate(rows):
        values = {i: number for i, (_, number) in row.line.values.items() if number.value is not None}
        parts = {i: value for i in amounts if i in values and (value := values[i].value)}
        shown = values[total].value if total in values and not values[total].dash else None
        if shown is None or not parts:
            continue
        step = Decimal(1).scaleb(-max(values[i].places for i in (total, *parts)))
        sums.append(_Sum(index, parts, shown, step * (1 + Decimal(len(parts)) / 2)))
    return sums


def _is_subtotal(column: int, sums: Sequence[_Sum], left_out: Sequence[int]) -> bool:
    """True for a column that is in (nearly) all rows the sum of those on its left."""
    rows = [one for one in sums if column in one.parts]
    holds = 0
    for one in rows:
        left = [part for i, part in one.parts.items() if i < column and i not in left_out]
        holds += abs(sum(left, Decimal(0)) - one.parts[column]) <= one.tolerance
    return bool(rows) and holds >= 0.9 * len(rows)


def _left_out(sums: Sequence[_Sum], amounts: Sequence[int]) -> tuple[int, ...]:
    """The fewest columns without which (nearly) all rows add up; none where there is no such set, or more than one."""
    allowed = len(sums) // 10
    if sum(not one.holds(()) for one in sums) <= allowed:
        return ()
    for count in range(1, min(_MOST_LEFT_OUT, len(amounts) - 1) + 1):
        found = []
        for chosen in combinations(amounts, count):
            if sum(not one.holds(chosen) for one in sums) <= allowed:
                found.append(chosen)
        if found:
            return found[0] if len(found) == 1 else ()
    return ()
