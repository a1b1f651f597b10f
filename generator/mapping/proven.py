"""Signs that arithmetic proves: what a row adds to its printed total against what the taxonomy adds.

Where a total T of the page is the sum of w * row and the taxonomy says that the concept of T is the sum of t * concept,
the fact's value is the shown value times w * t (times the turn of T itself): a row of “Net (income) loss attributable
to noncontrolling interests” that is added to reach the parent's income holds the opposite of its concept.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.facts.model import Footing, Period, Statement
from generator.mapping.lines import Line
from taxonomy.catalogue import Catalogue
from taxonomy.identities import EARNINGS_PER_SHARE

_KINDS = ("IS", "CI", "CF")
_DEEPEST = 8
_PROFIT, _NET_INCOME = "us-gaap:ProfitLoss", "us-gaap:NetIncomeLoss"
_OF_OTHERS = "us-gaap:NetIncomeLossAttributableToNoncontrollingInterest"
_EARNINGS = ("NetIncomeLossAvailableToCommonStockholdersBasic", "NetIncomeLoss", "ProfitLoss")


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


def proven_per_share(
    lines: Sequence[Line], names: Sequence[str], turned: Sequence[bool]
) -> dict[int, tuple[bool, str]]:
    """For each line of earnings per share that income and the number of shares prove: whether it is turned, and the
    caption of the income. A loss per share that is shown without a sign is one none the less."""
    proven: dict[int, tuple[bool, str]] = {}
    for at, line in enumerate(lines):
        shares_name = dict(EARNINGS_PER_SHARE).get(names[at].removeprefix("us-gaap:"), "")
        averages = [other for other, name in zip(lines, names, strict=True) if name == f"us-gaap:{shares_name}"]
        for name in _EARNINGS if shares_name else ():
            for income in (place for place, held in enumerate(names) if held == f"us-gaap:{name}"):
                signs = _per_share_signs(line, lines[income], turned[income], averages)
                if len(signs) == 1:
                    proven.setdefault(at, (signs.pop(), lines[income].label))
    return proven


def proven_of_others(
    lines: Sequence[Line], names: Sequence[str], turned: Sequence[bool]
) -> dict[int, tuple[bool, str]]:
    """For each line of the income of noncontrolling interests that profit and net income prove: whether it is turned,
    and the caption of the profit."""
    amounts: dict[str, dict[Period, Decimal]] = {}
    whole: dict[Period, str] = {}
    for line, name, sign in zip(lines, names, turned, strict=True):
        if name in (_PROFIT, _NET_INCOME) and line.kind in _KINDS and not line.component:
            for fact in line.facts:
                if fact.value is not None:
                    amounts.setdefault(name, {}).setdefault(fact.period, -fact.value if sign else fact.value)
                    if name == _PROFIT:
                        whole.setdefault(fact.period, line.label)
    profit, net = amounts.get(_PROFIT, {}), amounts.get(_NET_INCOME, {})
    proven: dict[int, tuple[bool, str]] = {}
    for at, name in enumerate(names):
        if name == _OF_OTHERS:
            facts = [f for f in lines[at].facts if f.value and f.period in profit and f.period in net]
            gaps = [(f.value, profit[f.period] - net[f.period]) for f in facts]
            signs = {value == gap for value, gap in gaps if value in (gap, -gap)}
            if facts and len(signs) == 1 and all(value in (gap, -gap) for value, gap in gaps):
                proven[at] = (not signs.pop(), whole[facts[0].period])
    return proven


def _per_share_signs(line: Line, income: Line, turned: bool, averages: Sequence[Line]) -> set[bool]:
    """In which ways figures per share must be read for income over shares to give them, within a tenth or a cent."""
    amounts = {fact.period: -fact.value if turned else fact.value for fact in income.facts if fact.value}
    counts = {fact.period: fact.value for average in averages for fact in average.facts if fact.value}
    signs = set()
    for fact in line.facts:
        if fact.value and fact.period in amounts and fact.period in counts:
            expected = amounts[fact.period] / counts[fact.period]
            room = max(abs(expected) / 10, Decimal(1).scaleb(-(fact.decimals or 0)))
            if abs(abs(fact.value) - abs(expected)) <= room and abs(expected) > room:
                signs.add((fact.value > 0) != (expected > 0))
    return signs


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
