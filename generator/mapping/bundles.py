"""What the figures say before any concept is chosen: which rows belong together, and what they rule out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import product

import numpy as np
from numpy.typing import NDArray

from generator.facts.model import Statement
from generator.mapping.identities import room
from generator.mapping.lines import Line

CONTRARY = -4.0
"""What figures against a concept's nature add to the logarithm of its share."""
WORTH = 0.01
"""The share from which a concept is tried."""


def against_nature(lines: Sequence[Line]) -> list[float]:
    """What takes from the concepts that are never negative, for each line: figures of both signs prove nearly enough,
    one larger for a part of a period than for the whole makes doubt. Components of equity lawfully differ in their
    signs: there the totals of a caption count, in all parts of the statement."""
    totals: defaultdict[str, set[bool]] = defaultdict(set)
    for line in lines:
        if line.kind == "EQ" and line.unit == "money":
            shown = zip(line.headers, line.facts, strict=True)
            totals[line.key].update(fact.value < 0 for header, fact in shown if not header and fact.value)
    return [_against_nature(line, len(totals[line.key]) > 1) if line.unit == "money" else 0.0 for line in lines]


def _against_nature(line: Line, both_in_equity: bool) -> float:
    both = both_in_equity if line.kind == "EQ" else line.shown_negative and line.shown_positive
    if both:
        return CONTRARY
    spans = [
        (header, fact.period, fact.value)
        for header, fact in zip(line.headers, line.facts, strict=True)
        if fact.value and fact.period.start is not None
    ]
    shrinks = any(
        one == two and part.end == whole.end and part.start > whole.start and less * more > 0 and abs(less) > abs(more)  # type: ignore[operator]
        for one, part, less in spans
        for two, whole, more in spans
    )
    return CONTRARY / 2 if shrinks else 0.0


def bundles(
    lines: Sequence[Line], names: Sequence[Sequence[str]], shares: Sequence[NDArray[np.float64]], free: Sequence[bool]
) -> list[tuple[int, ...]]:
    """The lines that are decided, each alone or with the one that a change in cash ties it to."""
    changes = [
        at
        for at, line in enumerate(lines)
        if line.kind == "CF"
        and free[at]
        and any(
            "PeriodIncreaseDecrease" in name and share >= WORTH
            for name, share in zip(names[at], shares[at], strict=True)
        )
    ]
    tied: dict[int, tuple[int, ...]] = {}
    for change in changes:
        balances = [
            at
            for at, line in enumerate(lines)
            if line.statement == lines[change].statement and line.instant and line.unit == "money" and free[at]
        ]
        pairs = [
            (_connected(lines[opening], lines[change], lines[closing]), -closing, -opening)
            for opening, closing in product(balances, balances)
            if opening != closing and not {opening, closing} & set(tied)
        ]
        columns, closing, opening = max(pairs, default=(0, 0, 0))
        if columns > 0:
            pair = (min(-opening, -closing), max(-opening, -closing))
            tied |= dict.fromkeys(pair, pair)
    found = [tied.get(at, (at,)) for at in range(len(lines)) if free[at]]
    return list(dict.fromkeys(found))


def sums(statements: Sequence[Statement], lines: Sequence[Line]) -> dict[int, list[tuple[int, int]]]:
    """The pairs of row and total that printed sums prove, for each line in them."""
    places = {
        (line.statement, line.row): at for at, line in enumerate(lines) if line.unit == "money" and not line.figure
    }
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for statement in statements:
        for footing in statement.footings:
            total = places.get((statement.index, footing.total))
            for row, _ in footing.items:
                item = places.get((statement.index, row))
                if total is not None and item is not None:
                    found[item].append((item, total))
                    found[total].append((item, total))
    return found


def _connected(opening: Line, change: Line, closing: Line) -> int:
    """In how many columns more the opening balance and the change give the closing one than not."""
    before = {fact.period.end: fact for fact in opening.facts if fact.value is not None}
    after = {fact.period.end: fact for fact in closing.facts if fact.value is not None}
    score = 0
    for fact in change.facts:
        if fact.value is None or fact.period.start is None:
            continue
        was, became = before.get(fact.period.start - timedelta(days=1)), after.get(fact.period.end)
        if was is not None and became is not None:
            off = abs((was.value or 0) + fact.value - (became.value or 0))
            holds = off <= room(was.decimals) + room(fact.decimals) + room(became.decimals)
            score += (1 if was.value and became.value else 0) if holds else -1
    return score
