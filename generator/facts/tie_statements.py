"""Ties inside and between statements: totals, roll-forwards, and the lines that two statements share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.facts.model import Footing, ParsedFact, Period, Statement, StatementKind
from generator.facts.narrative_subjects import LineItem, line_items
from generator.facts.narrative_words import content
from generator.facts.tie_rollforward import roll_forwards


@dataclass(frozen=True, slots=True)
class TableTie:
    """One comparison of table facts: the total first, or the fact of the first statement named. `difference` is what
    the first is over the other; it `holds` when rounding explains it."""

    code: str
    description: str
    period: Period
    facts: tuple[ParsedFact, ...]
    difference: Decimal
    holds: bool


def tie_statements(statements: Sequence[Statement]) -> tuple[TableTie, ...]:
    """Every footing of the primary statements, and every line that two of them share, period by period.

    A sum holds where rounding explains the difference: half a unit for the total and for each part (Calculations 1.1).
    """
    primary = [statement for statement in statements if statement.kind.is_primary]
    found = [tie for statement in primary for tie in (*_footings(statement), *_roll_forwards(statement))]
    return (*found, *_shared_lines(statements))


def _footings(statement: Statement) -> Iterator[TableTie]:
    cells = {(fact.row, fact.column): fact for fact in statement.facts if not fact.phrase}
    for footing in statement.footings:
        label = statement.rows[footing.total].label
        rolled = _rolls_forward(footing, statement, cells)
        code = "tie.rollforward" if rolled else "tie.footing"
        what = "The roll-forward to" if rolled else "The lines under"
        for column in (*footing.holds, *footing.fails):
            total = cells.get((footing.total, column))
            parts = {row: cells[row, column] for row, _ in footing.items if (row, column) in cells}
            if total is None:
                continue
            summed = sum((_value(parts[row]) * weight for row, weight in footing.items if row in parts), Decimal(0))
            difference = _value(total) - summed
            holds = abs(difference) <= _unit(total) + sum((_unit(part) for part in parts.values()), Decimal(0))
            if not holds and _is_incomplete(footing, column, cells, difference):
                continue
            description = f"{what} “{label}” in “{statement.title}” " + ("add up" if holds else "do not add up")
            yield TableTie(code, description, total.period, (total, *parts.values()), difference, holds)


def _roll_forwards(statement: Statement) -> Iterator[TableTie]:
    footed = {(footing.total, column) for footing in statement.footings for column in (*footing.holds, *footing.fails)}
    for found in roll_forwards(statement):
        end, parts = found.end, found.parts
        difference = _value(end) - sum((_value(part) for part in parts), Decimal(0))
        holds = abs(difference) <= sum((_unit(fact) for fact in (end, *parts)), Decimal(0))
        if (end.row, end.column) in footed or (not holds and abs(difference) > abs(_value(end)) * _SLIP):
            continue
        label = statement.rows[end.row].label
        said = f"The roll-forward to “{label}” in “{statement.title}” " + ("adds up" if holds else "does not add up")
        yield TableTie("tie.rollforward", said, end.period, (end, *parts), difference, holds)


def _is_incomplete(
    footing: Footing, column: int, cells: dict[tuple[int, int], ParsedFact], difference: Decimal
) -> bool:
    """Whether a sum fails for want of a part: the difference is too great for a slip, a line above the total has a
    figure in another column but none that could be read in this one, or just the missing amount stands in the column
    and was not counted."""
    if abs(difference) > abs(_value(cells[footing.total, column])) * _SLIP:
        return True
    first = min(row for row, _ in footing.items)
    shown = {row for row, _ in cells if first <= row < footing.total}
    if any((row, column) not in cells for row in shown):
        return True
    return any(abs(_value(fact)) == abs(difference) for (_, at), fact in cells.items() if at == column)


_SLIP = Decimal("0.2")


def _rolls_forward(footing: Footing, statement: Statement, cells: dict[tuple[int, int], ParsedFact]) -> bool:
    """Whether the footing carries a balance from one date to another."""
    columns = (*footing.holds, *footing.fails)
    total = next((cells[footing.total, column] for column in columns if (footing.total, column) in cells), None)
    parts = [cells[row, column] for row, _ in footing.items for column in columns if (row, column) in cells]
    return bool(total and total.period.is_instant and any(not part.period.is_instant for part in parts))


@dataclass(frozen=True, slots=True)
class _Shared:
    """A line that stands in two kinds of statement, and the words of its name without those that only place it in
    time. Where it is not `mixed`, it is not compared in documents that show what belongs to others: its name says too
    little about whose it is."""

    name: str
    words: frozenset[str]
    kinds: tuple[StatementKind, ...]
    instant: bool
    mixed: bool = True


_SHARED = (
    _Shared(
        "Net income",
        frozenset({"net", "income"}),
        (StatementKind.OPERATIONS, StatementKind.CASH_FLOWS, StatementKind.EQUITY, StatementKind.COMPREHENSIVE_INCOME),
        False,
    ),
    _Shared("Cash", frozenset({"cash"}), (StatementKind.BALANCE_SHEET, StatementKind.CASH_FLOWS), True),
    _Shared("Equity", frozenset({"equity"}), (StatementKind.BALANCE_SHEET, StatementKind.EQUITY), True, mixed=False),
)
_SHARED_OWNERSHIP = re.compile(r"non-?controlling|minority", re.IGNORECASE)
_PLACING = frozenset({"end", "beginning", "equivalent", "equivalents", "shareholder", "company"})


def _shared_lines(statements: Sequence[Statement]) -> Iterator[TableTie]:
    items = line_items(statements).items
    for shared in _SHARED:
        lines = [item for item in items if item.statement.kind in shared.kinds and _is(item, shared)]
        lines = [item for item in lines if not any(column.component for column in item.statement.columns)]
        if not shared.mixed and any(_SHARED_OWNERSHIP.search(item.row.label) for item in items):
            continue
        first = [item for item in lines if item.statement.kind is shared.kinds[0]]
        for other in lines:
            if other.statement.kind is shared.kinds[0]:
                continue
            for period, fact in other.facts.items():
                scale = other.statement.scale
                candidates = [i.facts[period] for i in first if period in i.facts and i.statement.scale == scale]
                if len({candidate.value for candidate in candidates}) != 1 or fact.dash:
                    continue  # two lines of one name are two lines
                apart = [i.facts[period] for i in items if period in i.facts and _SET_APART.search(i.row.label)]
                if tie := _compared(shared, candidates[0], fact, apart):
                    yield tie


# lines that one statement shows by themselves and another includes
_SET_APART = re.compile(
    r"restricted|noncontrolling|non-controlling|minority|preferred|discontinued|held for sale", re.I
)


def _is(item: LineItem, shared: _Shared) -> bool:
    fact = next(iter(item.facts.values()))
    if not item.is_money or "/" in item.measure or fact.period.is_instant is not shared.instant:
        return False
    return content(item.row.label) - _PLACING == shared.words


def _compared(shared: _Shared, first: ParsedFact, second: ParsedFact, apart: Sequence[ParsedFact]) -> TableTie | None:
    """The comparison; None where the two are so far apart that they are two things, or where the difference is a line
    that one of the statements sets apart (restricted cash, what belongs to noncontrolling interests)."""
    difference = abs(_value(first)) - abs(_value(second))
    blur = _unit(first) + _unit(second)
    holds = abs(difference) <= blur
    explained = any(abs(abs(difference) - abs(_value(fact))) <= blur for fact in apart)
    if not holds and (explained or abs(difference) > abs(_value(second)) / 4):
        return None
    description = f"{shared.name} {'is the same in' if holds else 'differs between'} two statements"
    return TableTie("tie.cross-statement", description, second.period, (first, second), difference, holds)


def _unit(fact: ParsedFact) -> Decimal:
    return Decimal(5).scaleb(-fact.decimals - 1) if fact.decimals is not None else Decimal(0)


def _value(fact: ParsedFact) -> Decimal:
    return fact.value if fact.value is not None else Decimal(0)
