"""Which rows are sums of the rows above them, proved by the printed numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from generator.facts.model import Column, Footing, ParsedFact, StatementKind
from generator.facts.rows import LogicalRow, is_total_label

_LONGEST = 60  # items in one sum
_SIGNED = 5  # items in a sum whose signs are searched
_COST = re.compile(
    r"\b(?:costs?|expenses?|tax(?:es)?|provision|less|loss(?:es)? on|amortization|depreciation|attributable to (?:non-?controlling|minority)|minority|dividends|allocated|deductions?)\b",  # noqa: E501
    re.IGNORECASE,
)
_MIXED = frozenset({StatementKind.OPERATIONS, StatementKind.COMPREHENSIVE_INCOME, StatementKind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class _Line:
    """A row's figures by column in units of the last printed place (dashes are 0)."""

    row: int
    label: str
    figures: dict[int, int]
    ruled: bool
    total: bool
    places: int


def find_footings(
    rows: Sequence[LogicalRow], columns: Sequence[Column], facts: Sequence[ParsedFact], kind: StatementKind
) -> tuple[Footing, ...]:
    """Every total with the rows that make it up, in the order of the totals.

    Only figures of one unit and of the column's own period are added. Plain sums are looked for everywhere; sums in
    which costs are printed without sign and subtracted, only in statements of income. A sum must hold in all columns
    within rounding (half a unit for every item) and involve two figures that are not zero; where a labelled total
    holds in some columns and not in others, the footing says so.
    """
    if kind is StatementKind.EQUITY:
        return ()
    found: list[Footing] = []
    for lines in _lines_by_unit(rows, columns, facts):
        found.extend(_walk(lines, signed=kind in _MIXED))
    return tuple(sorted(found, key=lambda footing: footing.total))


def _lines_by_unit(
    rows: Sequence[LogicalRow], columns: Sequence[Column], facts: Sequence[ParsedFact]
) -> Iterator[list[_Line]]:
    units: dict[str, dict[int, dict[int, Decimal]]] = {}
    places: dict[str, int] = {}
    for fact in facts:
        if fact.phrase or fact.value is None or fact.column < 0 or columns[fact.column].period != fact.period:
            continue
        units.setdefault(str(fact.unit), {}).setdefault(fact.row, {})[fact.column] = fact.value.scaleb(-fact.scale)
        places[str(fact.unit)] = max(places.get(str(fact.unit), 0), (fact.decimals or 0) + fact.scale)
    for unit, by_row in units.items():
        yield [
            _Line(
                row,
                rows[row].label,
                {column: int(value.scaleb(places[unit])) for column, value in figures.items()},
                any(cell.rule_above for cell, _ in rows[row].line.values.values()),
                is_total_label(rows[row].label) or rows[row].is_total,
                places[unit],
            )
            for row, figures in sorted(by_row.items())
        ]


def _walk(lines: Sequence[_Line], *, signed: bool) -> Iterator[Footing]:
    """Goes down the rows; what a total sums up is taken off the list and the total put in its place."""
    waiting: list[_Line] = []
    for line in lines:
        if line.total and waiting and waiting[-1].figures == line.figures and any(line.figures.values()):
            waiting.pop()  # the total of a single row
        weights = _plain_sum(line, waiting)
        if weights is None and signed and (line.total or line.ruled):
            weights = _signed_sum(line, waiting)
        if weights:
            items = waiting[-len(weights) :]
            yield Footing(
                line.row, tuple((i.row, w) for i, w in zip(items, weights, strict=True)), _columns(line, items)
            )
            del waiting[-len(weights) :]
        elif is_total_label(line.label) and (partial := _partial_sum(line, waiting)):
            yield partial
            del waiting[-len(partial.items) :]
        waiting.append(line)


def _plain_sum(line: _Line, waiting: Sequence[_Line]) -> list[int] | None:
    """Weights (all +1) of the shortest run of rows right above that adds up, with the zero rows before it."""
    sums = dict.fromkeys(line.figures, 0)
    for count, item in enumerate(reversed(waiting[-_LONGEST:]), start=1):
        for column in sums:
            sums[column] += item.figures.get(column, 0)
        run = waiting[len(waiting) - count :]
        if count > 1 and _holds(line, sums, count) and _is_telling(line, run):
            while (
                count < len(waiting) and not waiting[-count - 1].total and not any(waiting[-count - 1].figures.values())
            ):
                count += 1
            return [1] * count
    return None


def _signed_sum(line: _Line, waiting: Sequence[_Line]) -> list[int] | None:
    """Weights of a short run that adds up with some items subtracted; signs that the labels suggest come first."""
    for count in range(2, min(_SIGNED, len(waiting)) + 1):
        run = waiting[-count:]
        if not _is_telling(line, run):
            continue
        hinted = tuple(1 if k == 0 or not _COST.search(item.label) else -1 for k, item in enumerate(run))
        patterns = sorted(
            ((1, *rest) for rest in product((1, -1), repeat=count - 1)),
            key=lambda pattern: (pattern != hinted, sum(a != b for a, b in zip(pattern, hinted, strict=True)), pattern),
        )
        for pattern in patterns:
            sums = {c: sum(w * i.figures.get(c, 0) for w, i in zip(pattern, run, strict=True)) for c in line.figures}
            if _holds(line, sums, count):
                return list(pattern)
    if line.total and len(waiting) > _SIGNED:
        # Revenue less a longer list of costs: the first item against all the others.
        for count in range(_SIGNED + 1, min(_LONGEST, len(waiting)) + 1):
            run = waiting[-count:]
            sums = {c: run[0].figures.get(c, 0) - sum(i.figures.get(c, 0) for i in run[1:]) for c in line.figures}
            if _holds(line, sums, count) and _is_telling(line, run):
                return [1, *[-1] * (count - 1)]
    return None


def _partial_sum(line: _Line, waiting: Sequence[_Line]) -> Footing | None:
    """A labelled total that the rows above make up in most columns but not in all."""
    sums = dict.fromkeys(line.figures, 0)
    for count, item in enumerate(reversed(waiting[-_LONGEST:]), start=1):
        for column in sums:
            sums[column] += item.figures.get(column, 0)
        if count < 2:
            continue
        run = waiting[len(waiting) - count :]
        holds = tuple(
            c for c, v in line.figures.items() if _agree(v, sums[c], count) and _busy(run, c) > 1 and abs(v) > 99
        )
        fails = tuple(c for c, v in line.figures.items() if not _agree(v, sums[c], count))
        if holds and fails and len(holds) >= len(fails):
            differences = tuple(Decimal(line.figures[c] - sums[c]).scaleb(-line.places) for c in fails)
            return Footing(line.row, tuple((i.row, 1) for i in run), holds, fails, differences)
    return None


def _holds(line: _Line, sums: dict[int, int], count: int) -> bool:
    return bool(sums) and all(_agree(line.figures[column], total, count) for column, total in sums.items())


def _agree(shown: int, computed: int, count: int) -> bool:
    return abs(shown - computed) <= max(1, min(count // 2, 3)) if abs(shown) > 50 else shown == computed


def _is_telling(line: _Line, run: Sequence[_Line]) -> bool:
    """A sum proves something where figures big enough not to agree by chance go into it."""
    busy = max((_busy(run, column) for column, value in line.figures.items() if value), default=0)
    if busy < 2:
        return False
    digits = sum(len(str(abs(value))) for value in line.figures.values() if value)
    return digits >= (5 if line.total or line.ruled else 8)


def _busy(run: Sequence[_Line], column: int) -> int:
    return sum(bool(item.figures.get(column)) for item in run)


def _columns(line: _Line, items: Sequence[_Line]) -> tuple[int, ...]:
    return tuple(column for column in sorted(line.figures) if any(column in item.figures for item in items))
