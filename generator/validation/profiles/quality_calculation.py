"""Calculations that contradict the standard taxonomy, or are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from generator.diagnostics import Severity
from generator.validation.files import Arc, local
from generator.validation.profiles.quality_identities import tolerance
from generator.validation.profiles.registry import Finding, Inspection, numeric, rule, weight_of
from taxonomy.cash_flows import CASH_FLOWS, cash_flow_kinds, is_accrual, is_operating_accrual

_PRETAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxes"
_FACE = ("BALANCE", "OPERATIONS", "INCOME", "CASHFLOW", "EARNINGS")


@rule(
    "quality.calculation-reversed",
    Severity.WARNING,
    "XBRL 2.1 §5.2.5.2",
    "Turn the calculation round, or use other concepts.",
    resembles="DQC_0008",
)
def calculation_reversed(inspection: Inspection) -> Iterator[Finding]:
    """No calculation makes an item the total of what is its total in the taxonomy."""
    for arc in inspection.arcs("calculation"):
        item, total = inspection.qname(arc.source), inspection.qname(arc.target)
        if any(a.child == item for a in inspection.catalogue.calculation_children(total)):
            yield _finding(inspection, arc, "is the other way round in the taxonomy")


@rule(
    "quality.calculation-sign",
    Severity.WARNING,
    "XBRL 2.1 §5.1.1.2",
    "Check which way the row counts, or use the concept of the opposite balance.",
    resembles="DQC_0043",
)
def calculation_sign(inspection: Inspection) -> Iterator[Finding]:
    """Weights agree with the balances of the concepts and with the taxonomy."""
    for arc in inspection.arcs("calculation"):
        known = [
            a.weight
            for a in inspection.catalogue.calculation_children(inspection.qname(arc.source))
            if a.child == inspection.qname(arc.target)
        ]
        if known and weight_of(arc) not in known:
            yield _finding(inspection, arc, f"has the weight {arc.weight}, in the taxonomy {known[0]}")


@rule(
    "quality.cash-flow-section",
    Severity.WARNING,
    "ASC 230-10-45-10",
    "Check the concept of this row against the section of the statement.",
    resembles="DQC_0045",
)
def cash_flow_section(inspection: Inspection) -> Iterator[Finding]:
    """Items of one kind of cash flow are not added up under another."""
    for arc in inspection.arcs("calculation"):
        section = CASH_FLOWS.get(local(arc.source))
        concept = inspection.qname(arc.target)
        usual = cash_flow_kinds(inspection.catalogue, concept)
        if section is not None and usual and section not in usual and not is_accrual(concept):
            yield _finding(inspection, arc, f"puts a {' or '.join(sorted(usual))} item under {section} activities")


@rule(
    "quality.accrual-section",
    Severity.WARNING,
    "ASC 230-10-45-28",
    "Use the concept of the payment or receipt itself.",
    resembles="DQC_0044",
)
def accrual_section(inspection: Inspection) -> Iterator[Finding]:
    """Changes in operating assets and liabilities stand under operating activities."""
    for arc in inspection.arcs("calculation"):
        section = CASH_FLOWS.get(local(arc.source))
        concept = inspection.qname(arc.target)
        if section in ("investing", "financing") and is_operating_accrual(inspection.catalogue, concept):
            yield _finding(inspection, arc, f"puts an accrual under {section} activities")


@rule(
    "quality.cash-flow-root",
    Severity.WARNING,
    "ASC 230-10-45-24",
    "Let the change in cash be the total of the cash flow statement.",
    resembles="DQC_0048",
)
def cash_flow_root(inspection: Inspection) -> Iterator[Finding]:
    """The top of a cash flow statement's calculation is the change in cash."""
    by_role: defaultdict[str, list[Arc]] = defaultdict(list)
    for arc in inspection.arcs("calculation"):
        by_role[arc.role].append(arc)
    for arcs in by_role.values():
        children = {arc.target for arc in arcs}
        for arc in arcs:
            has_sections = sum(local(a.target) in CASH_FLOWS for a in arcs if a.source == arc.source) > 1
            if has_sections and arc.source not in children and "PeriodIncreaseDecrease" not in local(arc.source):
                yield _finding(inspection, arc, "adds up cash flows to something other than the change in cash")
                break


@rule(
    "quality.tax-in-pretax",
    Severity.WARNING,
    "ASC 740",
    "Check the concept of the total or of the tax.",
    resembles="DQC_0051",
)
def tax_in_pretax(inspection: Inspection) -> Iterator[Finding]:
    """Income before tax does not contain the tax."""
    for arc in inspection.arcs("calculation"):
        if local(arc.source).startswith(_PRETAX) and local(arc.target) == "IncomeTaxExpenseBenefit":
            yield _finding(inspection, arc, "puts tax into income before tax")


@rule(
    "quality.calculation-missing",
    Severity.INFO,
    "EFM 6.15",
    "Nothing, if the source shows no total for this row.",
    resembles="DQC_0099",
)
def calculation_missing(inspection: Inspection) -> Iterator[Finding]:
    """Amounts on the face of a statement are part of a calculation."""
    calculated = {c for arc in inspection.arcs("calculation") for c in (arc.source, arc.target)}
    reported = {
        fact.concept
        for fact, _ in numeric(inspection.facts)
        if inspection.type_name(fact.concept) == "monetaryItemType" and not fact.dimensions
    }
    by_role: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for arc in inspection.arcs("presentation"):
        if _is_face(arc.role) and arc.target in reported - calculated:
            by_role[arc.role][arc.target] = None
    for role, concepts in by_role.items():
        names = ", ".join(inspection.qname(concept) for concept in concepts)
        yield Finding(f"{len(concepts)} amounts of {role.rpartition('/')[2]} are part of no calculation: {names}.")


@rule(
    "quality.footing",
    Severity.WARNING,
    "XBRL 2.1 §5.2.5.2",
    "Compare the rows with the source; where they are as published, the source itself does not add up.",
    resembles="DQC_0126",
)
def footing(inspection: Inspection) -> Iterator[Finding]:
    """Totals are the sums of their items, wherever every item is reported."""
    totals: defaultdict[tuple[str, str], list[Arc]] = defaultdict(list)
    for arc in inspection.arcs("calculation"):
        totals[arc.role, arc.source].append(arc)
    known = {(f.concept, f.start, f.end, f.unit, f.dimensions): (f, value) for f, value in numeric(inspection.facts)}
    for (_, total), arcs in totals.items():
        for (concept, *rest), (fact, value) in known.items():
            items = [(arc, known.get((arc.target, *rest))) for arc in arcs]  # type: ignore[arg-type]
            if concept != total or any(item is None for _, item in items):
                continue
            found = [(weight_of(arc), item) for arc, item in items if item is not None]
            computed = sum((weight * amount for weight, (_, amount) in found), Decimal(0))
            if abs(value - computed) > tolerance(fact, *(item for _, (item, _) in found)):
                message = f"{inspection.qname(total)} is {value:,f}, its items come to {computed:,f}."
                yield Finding(message, total, fact.id)


def _is_face(role: str) -> bool:
    name = role.rpartition("/")[2].upper()
    return any(word in name for word in _FACE) and "PARENTHETICAL" not in name


def _finding(inspection: Inspection, arc: Arc, what: str) -> Finding:
    names = f"{inspection.qname(arc.source)} to {inspection.qname(arc.target)}"
    return Finding(f"The calculation from {names} {what}.", arc.target, file=arc.file, line=arc.line)
