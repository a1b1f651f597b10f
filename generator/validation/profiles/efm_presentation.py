"""SEC rules on presentation trees (EFM 6.12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.validation.files import Arc, local
from generator.validation.profiles.registry import Finding, Inspection, rule

_PERIOD_LABELS = ("periodStartLabel", "periodEndLabel", "negatedPeriodStartLabel", "negatedPeriodEndLabel")
_DOMAINS = ("Domain", "Member")


@rule("efm.order", Severity.ERROR, "EFM 6.12.1, 6.12.2", "Number the children of each parent.")
def order(inspection: Inspection) -> Iterator[Finding]:
    """The children of a parent have orders, all of them different."""
    for (role, parent), arcs in _families(inspection).items():
        seen: set[float] = set()
        for arc in arcs:
            value = _number(arc.order)
            if value is None or value in seen:
                names = f"{inspection.qname(arc.target)} under {inspection.qname(parent)} in {role}"
                yield _finding(arc, f'{names} has the order "{arc.order}", missing or used before.')
            else:
                seen.add(value)


@rule("efm.not-presented", Severity.ERROR, "EFM 6.12.3", "Put every concept used into a presentation tree.")
def not_presented(inspection: Inspection) -> Iterator[Finding]:
    """Every concept, axis and member used is in a presentation tree."""
    presented = {c for arc in inspection.arcs("presentation") for c in (arc.source, arc.target)}
    for concept in inspection.used:
        if concept not in presented:
            fact = next((f.id for f in inspection.inline if f.concept == concept), "")
            yield Finding(f"{inspection.qname(concept)} is in no presentation tree.", concept, fact)


@rule("efm.uncategorized", Severity.WARNING, "EXG 7.3", "Put the concept, the axes and the members into one tree.")
def uncategorized(inspection: Inspection) -> Iterator[Finding]:
    """Every fact is shown: its concept, axes and members stand together in a presentation tree."""
    trees = [{c for arc in arcs for c in (arc.source, arc.target)} for arcs in _by_role(inspection).values()]
    for fact in inspection.facts:
        needed = {fact.concept, *(name for pair in fact.dimensions for name in pair)}
        if fact.dimensions and not any(needed <= tree for tree in trees):
            members = ", ".join(inspection.qname(member) for _, member in fact.dimensions)
            message = f"{inspection.qname(fact.concept)} for {members} is shown by no presentation tree."
            yield Finding(message, fact.concept, fact.id)


@rule("efm.preferred-label-repeat", Severity.ERROR, "EFM 6.12.5", "Give each appearance a label role of its own.")
def preferred_label_repeat(inspection: Inspection) -> Iterator[Finding]:
    """A concept that stands twice under a parent has different preferred labels."""
    for arcs in _families(inspection).values():
        seen: set[tuple[str, str]] = set()
        for arc in arcs:
            key = (arc.target, arc.preferred_label)
            if key in seen:
                yield _finding(arc, f"{inspection.qname(arc.target)} stands twice in the same place.")
            seen.add(key)


@rule("efm.roots", Severity.WARNING, "EFM 6.12.6", "Begin each tree with one abstract concept.")
def roots(inspection: Inspection) -> Iterator[Finding]:
    """Each role has one tree with one root."""
    for role, arcs in _by_role(inspection).items():
        targets = {arc.target for arc in arcs}
        found = list(dict.fromkeys(arc.source for arc in arcs if arc.source not in targets))
        if len(found) != 1:
            yield Finding(f"{role} has {len(found)} roots: {', '.join(inspection.qname(c) for c in found)}.")


@rule("efm.period-labels", Severity.WARNING, "EFM 6.12.7", "Use these label roles for instants only.")
def period_labels(inspection: Inspection) -> Iterator[Finding]:
    """Period start and end labels are preferred for instants only."""
    for arc in inspection.arcs("presentation"):
        if (
            arc.preferred_label.rpartition("/")[2] in _PERIOD_LABELS
            and inspection.period_type(arc.target) == "duration"
        ):
            yield _finding(arc, f"{inspection.qname(arc.target)} is a duration but shown with a period label.")


@rule("efm.axis-without-domain", Severity.WARNING, "EFM 6.12.8", "Put the domain and its members under the axis.")
def axis_without_domain(inspection: Inspection) -> Iterator[Finding]:
    """An axis has its domain beneath it."""
    for role, arcs in _by_role(inspection).items():
        parents = {arc.source: arc.target for arc in arcs}
        for axis in dict.fromkeys(a.target for a in arcs if local(a.target).endswith("Axis")):
            if not local(parents.get(axis, "")).endswith(_DOMAINS):
                yield Finding(f"{inspection.qname(axis)} has no domain in {role}.", axis)


def _by_role(inspection: Inspection) -> dict[str, list[Arc]]:
    found: defaultdict[str, list[Arc]] = defaultdict(list)
    for arc in inspection.arcs("presentation"):
        found[arc.role].append(arc)
    return found


def _families(inspection: Inspection) -> dict[tuple[str, str], list[Arc]]:
    found: defaultdict[tuple[str, str], list[Arc]] = defaultdict(list)
    for arc in inspection.arcs("presentation"):
        found[arc.role, arc.source].append(arc)
    return found


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _finding(arc: Arc, message: str) -> Finding:
    return Finding(message, arc.target, file=arc.file, line=arc.line)
