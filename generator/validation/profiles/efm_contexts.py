"""SEC rules on contexts and units (EFM 6.5)."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from generator.diagnostics import Severity
from generator.validation.files import Context, namespace_of
from generator.validation.profiles.registry import SEC_SCHEME, Finding, Inspection, rule

_T = TypeVar("_T")
_CIK = re.compile(r"^[0-9]{10}$")


@rule(
    "efm.identifier-scheme",
    Severity.ERROR,
    "EFM 6.5.1",
    "Supply the company's CIK (--cik), which EDGAR identifies the entity by.",
    to_file=True,
)
def identifier_scheme(inspection: Inspection) -> Iterator[Finding]:
    """The entity is identified under the scheme http://www.sec.gov/CIK."""
    schemes = dict.fromkeys(c.scheme for c in inspection.contexts.values())
    for scheme in schemes:
        if scheme != SEC_SCHEME:
            cik = f"{{{inspection.catalogue.namespaces['dei'].uri}}}EntityCentralIndexKey"
            yield Finding(f"The entity is identified under {scheme}, not by a CIK.", cik)


@rule("efm.cik-format", Severity.ERROR, "EFM 6.5.2", "Write the CIK with ten digits, zeros in front.")
def cik_format(inspection: Inspection) -> Iterator[Finding]:
    """A CIK has ten digits."""
    for identifier in dict.fromkeys(c.identifier for c in inspection.contexts.values() if c.scheme == SEC_SCHEME):
        if not _CIK.match(identifier):
            yield Finding(f"{identifier} is not a CIK of ten digits.")


@rule("efm.entities-differ", Severity.ERROR, "EFM 6.5.3", "Use one entity in every context.")
def entities_differ(inspection: Inspection) -> Iterator[Finding]:
    """All contexts name the same entity."""
    entities = sorted({(c.scheme, c.identifier) for c in inspection.contexts.values()})
    if len(entities) > 1:
        yield Finding(
            "The contexts name several entities: " + ", ".join(identifier for _, identifier in entities) + "."
        )


@rule("efm.scenario", Severity.ERROR, "EFM 6.5.4", "Put dimensions into the segment.")
def scenario(inspection: Inspection) -> Iterator[Finding]:
    """Contexts have no scenario."""
    for context in inspection.contexts.values():
        if context.scenario:
            yield _context(inspection, context, "has a scenario")


@rule("efm.segment-content", Severity.ERROR, "EFM 6.5.5", "Let segments hold explicit members only.")
def segment_content(inspection: Inspection) -> Iterator[Finding]:
    """A segment holds nothing but dimension members."""
    for context in inspection.contexts.values():
        if context.odd:
            yield _context(inspection, context, f"holds {', '.join(context.odd)} in its segment")


@rule("efm.typed-dimension", Severity.ERROR, "EFM 6.5.39", "Use an explicit axis, or a typed axis of the taxonomy.")
def typed_dimension(inspection: Inspection) -> Iterator[Finding]:
    """Typed members stand only on axes of the standard taxonomies."""
    own = {schema.namespace for schema in inspection.files.schemas}
    for context in inspection.contexts.values():
        for axis in context.typed:
            if namespace_of(axis) in own:
                yield _context(inspection, context, f"has a typed member on {inspection.qname(axis)}")


@rule("efm.period-forever", Severity.ERROR, "EFM 6.5", "State the dates of the period.")
def period_forever(inspection: Inspection) -> Iterator[Finding]:
    """Periods are instants or durations with plain dates."""
    for context in inspection.contexts.values():
        dates = [d for d in (context.start, context.end) if d]
        if not context.end or any("T" in day for day in dates):
            yield _context(inspection, context, "has no plain dates")


@rule("efm.context-duplicate", Severity.ERROR, "EFM 6.5.7", "Let facts of the same period and members share a context.")
def context_duplicate(inspection: Inspection) -> Iterator[Finding]:
    """No two contexts say the same."""
    keyed = (
        ((c.scheme, c.identifier, c.start, c.end, c.members), c)
        for document in inspection.files.documents
        for c in document.contexts
    )
    for first, second in _repeated(keyed):
        yield _context(inspection, second, f"says the same as {first.id}")


@rule("efm.context-unused", Severity.ERROR, "EFM 6.5.8", "Write a context only when a fact uses it.")
def context_unused(inspection: Inspection) -> Iterator[Finding]:
    """Every context is used by a fact."""
    used = {fact.context for fact in inspection.inline}
    for context in inspection.contexts.values():
        if context.id not in used:
            yield _context(inspection, context, "is not used")


@rule("efm.period-overlap", Severity.ERROR, "EFM 6.5.9", "Check the dates: a period begins the day after another ends.")
def period_overlap(inspection: Inspection) -> Iterator[Finding]:
    """No duration ends on the day on which another begins."""
    durations = [c for c in inspection.contexts.values() if c.start]
    starts = {c.start: c for c in durations}
    for context in durations:
        other = starts.get(context.end)
        if other is not None and other.start != other.end:
            yield _context(inspection, context, f"ends on {context.end}, when {other.id} begins")


@rule("efm.unit-duplicate", Severity.ERROR, "EFM 6.5.11", "Declare each unit once.")
def unit_duplicate(inspection: Inspection) -> Iterator[Finding]:
    """No two units say the same."""
    keyed = (((u.numerator, u.denominator), u) for document in inspection.files.documents for u in document.units)
    for first, second in _repeated(keyed):
        yield Finding(f"The unit {second.id} says the same as {first.id}.", line=second.line)


@rule("efm.required-context", Severity.ERROR, "EFM 6.5.19", "State the cover facts in a duration without dimensions.")
def required_context(inspection: Inspection) -> Iterator[Finding]:
    """There is a duration without dimensions for the cover facts."""
    contexts = inspection.contexts.values()
    if contexts and not any(c.start and not c.members for c in contexts):
        yield Finding("No context is a duration without dimensions.")


@rule(
    "efm.cik-mismatch",
    Severity.ERROR,
    "EFM 6.5.23",
    "Use one CIK for the contexts and for dei:EntityCentralIndexKey.",
)
def cik_mismatch(inspection: Inspection) -> Iterator[Finding]:
    """dei:EntityCentralIndexKey is the CIK of the contexts."""
    stated = inspection.cover_text("EntityCentralIndexKey")
    found = {c.identifier for c in inspection.contexts.values()}
    if stated and found and stated not in found:
        yield Finding(f"The cover states the CIK {stated}, the contexts {', '.join(sorted(found))}.")


def _repeated(keyed: Iterable[tuple[Hashable, _T]]) -> Iterator[tuple[_T, _T]]:
    """Pairs of the first item and each later one with an equal key."""
    first: dict[Hashable, _T] = {}
    for key, item in keyed:
        if key in first:
            yield first[key], item
        else:
            first[key] = item


def _context(inspection: Inspection, context: Context, what: str) -> Finding:
    file = inspection.files.documents[0].name if inspection.files.documents else ""
    return Finding(f"The context {context.id} {what}.", file=file, line=context.line)
