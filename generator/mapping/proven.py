"""Signs that arithmetic proves: what a row adds to its printed total against what the taxonomy adds.

Where a total T of the page is the sum of w * row and the taxonomy says that the concept of T is the sum of t * concept,
the fact's value is the shown value times w * t (times the turn of T itself): a row of “Net (income) loss attributable
to noncontrolling interests” that is added to reach the parent's income holds the opposite of its concept.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.facts.model import Footing, Statement
from generator.mapping.lines import Line
from taxonomy.catalogue import Catalogue

_KINDS = ("IS", "CI", "CF")
_DEEPEST = 8


def proven_turns(
    statements: Sequence[Statement],
    lines: Sequence[Line],
    names: Sequence[str],
    assumed: Sequence[bool],
    catalogue: Catalogue,
) -> dict[int, tuple[bool, str]]:
    """For each line (by its place) whose sign a sum proves: whether it is turned, and the caption of its total.

    `names` are the concepts decided for the lines and `assumed` whether each would be turned without this proof, which
    speaks for totals that are in no sum. Totals are taken from the last upward, so that a subtotal has its own proof
    before its rows. A row too small to matter within the rounding of its sum proves nothing.
    """
    proven: dict[int, tuple[bool, str]] = {}
    places = {
        (line.statement, line.row): at
        for at, line in enumerate(lines)
        if line.kind in _KINDS and line.unit == "money" and not line.figure
    }
    for statement in statements:
        for footing in sorted(statement.footings, key=lambda footing: -footing.total):
            total = places.get((statement.index, footing.total))
            if total is None or footing.fails:
                continue
            turned = proven[total][0] if total in proven else assumed[total]
            for row, weight in footing.items:
                item = places.get((statement.index, row))
                if item is None or item in proven or not _matters(lines[item], footing):
                    continue
                known = calculated_weight(names[item], names[total], catalogue, cash=lines[item].kind == "CF")
                if known:
                    proven[item] = (turned != (weight * known < 0), lines[total].label)
    return proven


def calculated_weight(concept: str, total: str, catalogue: Catalogue, *, cash: bool) -> int:
    """+1 or -1 as the taxonomy adds `concept` to `total` or takes it off, directly or through other totals; 0 where it
    does neither, or both. `cash` asks the sums of the statement of cash flows, where a gain is taken off net income,
    and leaves out those of income, where it is added."""
    found: set[int] = set()
    reached = {(concept, 1)}
    seen = set(reached)
    for _ in range(_DEEPEST):
        reached = {
            (arc.parent, effect * arc.weight)
            for name, effect in reached
            for arc in catalogue.calculation_parents(name)
            if ("CashFlow" in arc.role) is cash
        } - seen
        seen |= reached
        found |= {effect for name, effect in reached if name == total}
    return found.pop() if len(found) == 1 else 0


def _matters(line: Line, footing: Footing) -> bool:
    """Whether turning the row would break the sum in some column: it is larger than what rounding allows."""
    room = Decimal(2 + len(footing.items))
    return any(
        fact.value is not None and fact.column in footing.holds and abs(fact.value) > room.scaleb(fact.scale)
        for fact in line.facts
    )
