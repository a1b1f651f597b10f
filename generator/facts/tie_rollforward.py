"""Roll-forwards: what a period begins with and what happens in it give what it ends with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from generator.facts.model import ParsedFact, Statement, StatementKind


@dataclass(frozen=True, slots=True)
class RollForward:
    """A column of a statement that carries a balance on: `end` should be the sum of `parts`, the balance at the
    beginning among them."""

    end: ParsedFact
    parts: tuple[ParsedFact, ...]


def roll_forwards(statement: Statement) -> Iterator[RollForward]:
    """The roll-forwards of cash in a statement of cash flows, and of a statement of equity without components.

    The balance at the beginning is the one of the day before the period, at the end the one of its last day. In equity
    everything between them happened (where a subtotal stands there, nothing is claimed); in cash flows it is the
    change in cash and what stands below it (cash of businesses held for sale), but no line that only repeats the one
    above it: the subtotal of a single line.
    """
    if statement.kind not in (StatementKind.CASH_FLOWS, StatementKind.EQUITY):
        return
    if any(column.component for column in statement.columns):
        return
    for column in statement.columns:
        cells = {fact.row: fact for fact in statement.facts if fact.column == column.index and not fact.phrase}
        if found := _of_column(statement, cells):
            yield found


_CHANGE_IN_CASH = re.compile(r"^(?!.*(?:reclassif|effect)).*\b(?:increase|decrease|change)\b.*\bcash\b", re.IGNORECASE)


def _of_column(statement: Statement, cells: Mapping[int, ParsedFact]) -> RollForward | None:
    flows = {row: fact for row, fact in cells.items() if fact.period.start and fact.value is not None}
    balances = {row: fact for row, fact in cells.items() if fact.period.is_instant and fact.value is not None}
    periods = {fact.period for fact in flows.values()}
    if len(periods) != 1 or len(balances) != 2:
        return None
    (period,) = periods
    first, last = sorted(balances)
    opens = period.start - timedelta(days=1) if period.start else None
    if balances[first].period.end != opens or balances[last].period.end != period.end:
        return None
    rows = [row for row in sorted(flows) if row < last]
    if statement.kind is StatementKind.CASH_FLOWS:
        changes = [row for row in rows if _CHANGE_IN_CASH.search(statement.rows[row].label)]
        rows = [row for row in rows if row >= changes[-1]] if changes else []
        repeated = {row for above, row in pairwise(rows) if flows[above].value == flows[row].value}
        rows = [row for row in rows if row not in repeated]
    elif any(row < first or statement.rows[row].is_total for row in rows):
        return None
    return RollForward(balances[last], (balances[first], *(flows[row] for row in rows))) if rows else None
