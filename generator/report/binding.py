"""A decided mapping becomes the facts it stands for, or a reason why it cannot."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import ParsedFact, Period, Row, Unit
from generator.mapping.model import Dimension, Mapping, Outcome
from generator.report.extension import ExtensionRegistry
from generator.report.model import ExtensionConcept
from generator.report.placement import Slot
from generator.report.values import printed_places, printed_scale, sufficient_decimals
from taxonomy import Catalogue, Concept

Key = tuple[str, Period, Unit, tuple[tuple[str, str], ...]]

_OPENING = re.compile(r"\b(beginning|opening|start)\b", re.IGNORECASE)

# The types that statements report and the unit that each demands (XBRL 2.1 §4.8.2, Units Registry).
_UNITS: MappingType[str, str] = {
    "xbrli:monetaryItemType": r"iso4217:[A-Z]{3}",
    "xbrli:sharesItemType": r"xbrli:shares",
    "dtr-types:perShareItemType": r"iso4217:[A-Z]{3}/xbrli:shares",
    "dtr-types:percentItemType": r"xbrli:pure",
    "xbrli:pureItemType": r"xbrli:pure",
    "xbrli:decimalItemType": r"xbrli:pure",
    "xbrli:integerItemType": r"xbrli:pure",
    "xbrli:nonNegativeIntegerItemType": r"xbrli:pure",
    "xbrli:positiveIntegerItemType": r"xbrli:pure",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact before it has a number. `negated` as in `Mapping`; `main` is False for a mapping's further concepts."""

    slot: Slot
    source: ParsedFact
    concept: str
    period: Period
    value: Decimal | None
    decimals: int | None
    scale: int
    dimensions: tuple[tuple[str, str], ...]
    negated: bool
    main: bool = True

    @property
    def key(self) -> Key:
        return self.concept, self.period, self.source.unit, self.dimensions


def bind(
    slot: Slot, row: Row, decided: MappingType[ParsedFact, Mapping], catalogue: Catalogue, registry: ExtensionRegistry
) -> tuple[list[Draft], list[Diagnostic]]:
    """The facts that the figure in `slot` reports. A mapping that XBRL would refuse is left out with a diagnostic."""
    drafts: list[Draft] = []
    refused: list[Diagnostic] = []
    for parsed in slot.facts:
        mapping = decided.get(parsed)
        if mapping is None or mapping.outcome is Outcome.UNMAPPED:
            continue
        dimensions, problem = _dimensions(mapping.dimensions, catalogue, registry)
        for number, (concept, name) in enumerate(_concepts(mapping, catalogue, registry)):
            why = problem or _refusal(concept, name, parsed)
            if why or concept is None:
                refused.append(_refused(parsed, name, why))
                continue
            period = _period(concept.period_type, parsed, row)
            value = _meant(parsed.value, mapping.negated)
            scale = printed_scale(parsed.value, parsed.shown, parsed.scale)
            drafts.append(
                Draft(
                    slot,
                    parsed,
                    concept.qname,
                    period,
                    value,
                    _decimals(parsed, scale),
                    scale,
                    dimensions,
                    mapping.negated,
                    main=number == 0,
                )
            )
    return drafts, refused


def _meant(shown: Decimal | None, negated: bool) -> Decimal | None:
    """The fact's value, exactly; zero has no sign."""
    if not shown:
        return shown if shown is None else Decimal(0)
    return shown.copy_negate() if negated else shown


def _decimals(parsed: ParsedFact, scale: int) -> int | None:
    """The accuracy of a figure: as parsed, but no finer than what a scale of its own leaves, and never one that cuts
    off digits."""
    decimals = parsed.decimals
    if scale != parsed.scale and decimals is not None:
        decimals = min(decimals, printed_places(parsed.shown) - scale)
    return decimals if parsed.value is None else sufficient_decimals(parsed.value, decimals)


def _concepts(
    mapping: Mapping, catalogue: Catalogue, registry: ExtensionRegistry
) -> list[tuple[Concept | ExtensionConcept | None, str]]:
    if mapping.outcome is Outcome.EXTENSION and mapping.extension is not None:
        return [(registry.declare(mapping.extension), mapping.extension.name)]
    names = [name for name in (mapping.concept, *mapping.also) if name]
    return [(catalogue.concept(name), name) for name in dict.fromkeys(names)]


def _dimensions(
    dimensions: Sequence[Dimension], catalogue: Catalogue, registry: ExtensionRegistry
) -> tuple[tuple[tuple[str, str], ...], str]:
    """Axis and member pairs in axis order, and why they cannot be used (empty when they can). A default member is
    left out: a context must not state it (XBRL Dimensions 1.0 §3.1.4.4)."""
    pairs: dict[str, str] = {}
    for dimension in dimensions:
        axis = catalogue.concept(dimension.axis)
        if axis is None or axis.substitution_group != "xbrldt:dimensionItem":
            return (), f"{dimension.axis} is not an axis of the taxonomy"
        if ":" not in dimension.member:
            member = registry.member(dimension.member, dimension.label, dimension.axis)
        else:
            member = dimension.member
            known = catalogue.concept(member)
            if known is None or not known.type.endswith(":domainItemType"):
                return (), f"{member} is not a member of the taxonomy"
        if dimension.axis in pairs:
            return (), f"two members were given for {dimension.axis}"
        if member != axis_domain(catalogue, dimension.axis):
            pairs[dimension.axis] = member
    return tuple(sorted(pairs.items())), ""


def axis_domain(catalogue: Catalogue, axis: str) -> str | None:
    """The domain of an axis, which is also its default member: its first child in the taxonomy's presentation."""
    for place in catalogue.presented_in(axis):
        children = [node.concept for node in catalogue.presentation(place.role) if node.parent == axis]
        domains = [name for name in children if name.endswith("Domain")] or children
        if domains:
            return domains[0]
    guess = re.sub("Axis$", "Domain", axis)
    return guess if catalogue.concept(guess) else None


def _refusal(concept: Concept | ExtensionConcept | None, name: str, parsed: ParsedFact) -> str:
    """Why a figure cannot be a fact of that concept; empty when it can."""
    if concept is None:
        return f"{name} is not in the taxonomy"
    if concept.abstract:
        return f"{name} is abstract"
    demanded = _UNITS.get(concept.type)
    if demanded is None:
        return f"{name} does not report a figure of a statement ({concept.type})"
    if not re.fullmatch(demanded, str(parsed.unit)):
        return f"{name} ({concept.type}) cannot have the unit {parsed.unit}"
    if concept.period_type == "duration" and parsed.period.is_instant:
        return f"{name} reports a duration and the column is the date {parsed.period}"
    if parsed.value is None and isinstance(concept, Concept) and not concept.nillable:
        return f"{name} cannot be nil"
    return ""


def _period(period_type: str, parsed: ParsedFact, row: Row) -> Period:
    """An instant concept in a duration column reports the opening or closing balance, as its row says."""
    if period_type == "duration" or parsed.period.start is None:
        return parsed.period
    if _OPENING.search(parsed.phrase or row.label):
        return Period(parsed.period.start - timedelta(days=1))
    return Period(parsed.period.end)


def _refused(parsed: ParsedFact, name: str, why: str) -> Diagnostic:
    return Diagnostic(
        "report.fact-refused",
        Severity.WARNING,
        f"The figure {parsed.shown!r} was not tagged: {why or f'{name} cannot be declared'}.",
        "Choose another concept for this row.",
        parsed.span,
        concept=name,
    )
