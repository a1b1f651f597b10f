"""Calculations that the numbers prove (Calculations 1.1; XBRL 2.1 §5.2.5, EFM 6.14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import Footing, Period, Statement
from generator.report.binding import Draft
from generator.report.model import SummationArc
from generator.report.values import Interval, interval

Aspects = tuple[Period, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class RowConcept:
    """What a row reports: its concept, whether shown negated, and the concept's balance and period type."""

    concept: str
    negated: bool
    balance: str | None
    period_type: str


@dataclass(frozen=True, slots=True)
class _Sum:
    total: str
    items: tuple[tuple[str, int], ...]


def summations(
    statement: Statement, rows: Mapping[int, RowConcept], drafts: Iterable[Draft]
) -> tuple[tuple[SummationArc, ...], tuple[Diagnostic, ...]]:
    """Arcs for the footings of `statement` that hold in every column and that every fact of the report bears out.

    The weights of a footing apply to the figures as shown; a row that is shown negated turns its weight. `rows` maps
    row indexes to concepts, `drafts` are all facts of the report. A footing that cannot become a calculation is told.
    """
    facts = _facts(drafts)
    arcs: dict[str, tuple[SummationArc, ...]] = {}
    told: list[Diagnostic] = []
    for footing in statement.footings:
        found, why = _sum(footing, rows)
        if found is not None:
            why = why or _illegal(found, rows, arcs) or _contradicted(found, facts)
        if why or found is None:
            told.append(_refused(statement, footing, why))
            continue
        arcs[found.total] = tuple(
            SummationArc(found.total, child, weight, order) for order, (child, weight) in enumerate(found.items, 1)
        )
    return tuple(arc for group in arcs.values() for arc in group), tuple(told)


def _facts(drafts: Iterable[Draft]) -> dict[str, dict[Aspects, Interval]]:
    """The most exact reading of every reported value, by concept, then by period and dimensions."""
    found: defaultdict[str, dict[Aspects, Interval]] = defaultdict(dict)
    for draft in drafts:
        if draft.value is None:
            continue
        key, read = (draft.period, draft.dimensions), interval(draft.value, draft.decimals)
        known = found[draft.concept].get(key)
        if known is None:
            found[draft.concept][key] = read
        elif known.meets(read):
            found[draft.concept][key] = Interval(max(known.low, read.low), min(known.high, read.high))
    return found


def _sum(footing: Footing, rows: Mapping[int, RowConcept]) -> tuple[_Sum | None, str]:
    if footing.fails or not footing.holds:
        return None, "the sum does not hold in every column"
    missing = [row for row in (footing.total, *(row for row, _ in footing.items)) if row not in rows]
    if missing:
        return None, "a row of the sum has no concept"
    total = rows[footing.total]
    items = [
        (rows[row].concept, weight * (-1 if rows[row].negated else 1) * (-1 if total.negated else 1))
        for row, weight in footing.items
    ]
    return _Sum(total.concept, tuple(items)), ""


def _illegal(found: _Sum, rows: Mapping[int, RowConcept], arcs: Mapping[str, Sequence[SummationArc]]) -> str:
    by_concept = {row.concept: row for row in rows.values()}
    total = by_concept[found.total]
    children = [child for child, _ in found.items]
    if len(set(children)) != len(children):
        return "two of its rows report the same concept"
    if found.total in children:
        return "the total is one of its own rows"
    if found.total in arcs:
        return f"{found.total} already has a calculation here"
    for child, weight in found.items:
        item = by_concept[child]
        if item.period_type != total.period_type:
            return f"{child} is an {item.period_type} and the total a {total.period_type}"
        if item.balance and total.balance and (weight > 0) != (item.balance == total.balance):
            return f"the sign of {child} ({item.balance}) contradicts that of the total ({total.balance})"
    if any(_reaches(child, found.total, arcs) for child in children):
        return "the calculation would run in a circle"
    return ""


def _reaches(start: str, goal: str, arcs: Mapping[str, Sequence[SummationArc]]) -> bool:
    open_, seen = [start], set[str]()
    while open_:
        concept = open_.pop()
        if concept == goal:
            return True
        if concept not in seen:
            seen.add(concept)
            open_ += [arc.child for arc in arcs.get(concept, ())]
    return False


def _contradicted(found: _Sum, facts: Mapping[str, Mapping[Aspects, Interval]]) -> str:
    """Check the sum wherever the report has its total and any of its items, as Calculations 1.1 §5 will."""
    for aspects, total in facts.get(found.total, {}).items():
        known = [(facts.get(child, {}).get(aspects), weight) for child, weight in found.items]
        present = [(value, weight) for value, weight in known if value is not None]
        if not present:
            continue
        computed = present[0][0].times(present[0][1])
        for value, weight in present[1:]:
            computed = computed.plus(value.times(weight))
        if not computed.meets(total):
            return f"the facts for {aspects[0]} contradict it"
    return ""


def _refused(statement: Statement, footing: Footing, why: str) -> Diagnostic:
    row = statement.rows[footing.total]
    return Diagnostic(
        "report.calculation-refused",
        Severity.INFO,
        f"No calculation was written for {row.label!r}: {why}.",
        "",
        row.span,
    )
