"""SEC rules on calculation and definition links (EFM 6.14, 6.16)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.diagnostics import Severity
from generator.validation.files import Arc
from generator.validation.profiles.registry import Finding, Inspection, rule

_WEIGHTS = (1.0, -1.0)


@rule("efm.calculation-order", Severity.ERROR, "EFM 6.14.1", "Write an order on every calculation arc.")
def calculation_order(inspection: Inspection) -> Iterator[Finding]:
    """Calculation arcs have an order."""
    for arc in inspection.arcs("calculation"):
        if not arc.order:
            yield _finding(inspection, arc, "has no order")


@rule("efm.calculation-weight", Severity.ERROR, "EFM 6.14.2", "Write the weight as 1 or -1.")
def calculation_weight(inspection: Inspection) -> Iterator[Finding]:
    """Weights are 1 or -1."""
    for arc in inspection.arcs("calculation"):
        try:
            weight = float(arc.weight)
        except ValueError:
            weight = 0.0
        if weight not in _WEIGHTS:
            yield _finding(inspection, arc, f'has the weight "{arc.weight}"')


@rule("efm.calculation-period", Severity.ERROR, "EFM 6.14.3", "Sum instants with instants, durations with durations.")
def calculation_period(inspection: Inspection) -> Iterator[Finding]:
    """A total and its items are of one period type."""
    for arc in inspection.arcs("calculation"):
        types = {inspection.period_type(c) for c in (arc.source, arc.target)} - {""}
        if len(types) > 1:
            yield _finding(inspection, arc, "mixes instant and duration")


@rule("efm.calculation-cycle", Severity.ERROR, "EFM 6.14.4", "Break the cycle.")
def calculation_cycle(inspection: Inspection) -> Iterator[Finding]:
    """No concept is part of its own total."""
    for role, arcs in _by_role(inspection.arcs("calculation")).items():
        children = _children(arcs)
        for concept in children:
            if concept in _descendants(children, concept):
                yield Finding(f"{inspection.qname(concept)} is part of its own total in {role}.", concept)
                break


@rule("efm.calculation-not-presented", Severity.ERROR, "EFM 6.14.5", "Present total and items in one role.")
def calculation_not_presented(inspection: Inspection) -> Iterator[Finding]:
    """A total and its item are presented together in some role."""
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for arc in inspection.arcs("presentation"):
        roles[arc.source].add(arc.role)
        roles[arc.target].add(arc.role)
    reported = {fact.concept for fact in inspection.inline}
    for arc in inspection.arcs("calculation"):
        if {arc.source, arc.target} <= reported and not roles[arc.source] & roles[arc.target]:
            yield _finding(inspection, arc, "is presented in no common role")


@rule("efm.domain-type", Severity.ERROR, "EFM 6.16.3", "Let domains and members be of the domain item type.")
def domain_type(inspection: Inspection) -> Iterator[Finding]:
    """What stands as a domain or a member below an axis is of the domain item type."""
    for arc in inspection.arcs("definition"):
        if arc.arcrole.endswith(("/dimension-domain", "/dimension-default")):
            kind = inspection.type_name(arc.target)
            if kind and kind != "domainItemType":
                yield _finding(inspection, arc, f"ends in a concept of type {kind}")


@rule("efm.dimension-cycle", Severity.ERROR, "EFM 6.16.4", "Let members form a tree.")
def dimension_cycle(inspection: Inspection) -> Iterator[Finding]:
    """Dimensional relationships form no cycle, and no member has two parents in a role."""
    chosen = [a for a in inspection.arcs("definition") if not a.arcrole.endswith("/dimension-default")]
    for role, arcs in _by_role(chosen).items():
        children = _children(arcs)
        for concept in children:
            if concept in _descendants(children, concept):
                yield Finding(f"{inspection.qname(concept)} is its own descendant in {role}.", concept)
                break
        parents: defaultdict[str, set[str]] = defaultdict(set)
        for arc in arcs:
            if arc.arcrole.endswith("/domain-member"):
                parents[arc.target].add(arc.source)
        for member, found in parents.items():
            if len(found) > 1:
                yield Finding(f"{inspection.qname(member)} has {len(found)} parents in {role}.", member)


@rule("efm.two-tables", Severity.ERROR, "EFM 6.16.5", "Keep one table for the line items of a role.")
def two_tables(inspection: Inspection) -> Iterator[Finding]:
    """Line items have one table in a role."""
    for role, arcs in _by_role(inspection.arcs("definition")).items():
        tables: defaultdict[str, set[str]] = defaultdict(set)
        for arc in arcs:
            if arc.arcrole.endswith("/all"):
                tables[arc.source].add(arc.target)
        for items, found in tables.items():
            if len(found) > 1:
                yield Finding(f"{inspection.qname(items)} has {len(found)} tables in {role}.", items)


def _by_role(arcs: Iterable[Arc]) -> dict[str, list[Arc]]:
    found: defaultdict[str, list[Arc]] = defaultdict(list)
    for arc in arcs:
        found[arc.role].append(arc)
    return found


def _children(arcs: Iterable[Arc]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for arc in arcs:
        found[arc.source].append(arc.target)
    return dict(found)


def _descendants(children: dict[str, list[str]], concept: str) -> set[str]:
    found: set[str] = set()
    waiting = list(children.get(concept, ()))
    while waiting:
        child = waiting.pop()
        if child not in found:
            found.add(child)
            waiting += children.get(child, ())
    return found


def _finding(inspection: Inspection, arc: Arc, what: str) -> Finding:
    names = f"{inspection.qname(arc.source)} to {inspection.qname(arc.target)}"
    return Finding(f"The {arc.kind} arc from {names} {what}.", arc.target, file=arc.file, line=arc.line)
