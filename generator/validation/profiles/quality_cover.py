"""Whether the dates of the facts agree with what the cover says about the document."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.validation.files import local
from generator.validation.profiles.registry import Finding, Inspection, rule

# Days of the year to date by fiscal period focus: least and most.
_LENGTHS = {"Q1": (65, 115), "Q2": (155, 205), "Q3": (245, 295), "FY": (340, 390)}
_DAYS_APART = 3
_CASH_CHANGE = "PeriodIncreaseDecrease"


@rule(
    "quality.document-period",
    Severity.WARNING,
    "EFM 6.5.20",
    "Check the fiscal period focus and the period of the cover facts.",
    resembles="DQC_0006",
)
def document_period(inspection: Inspection) -> Iterator[Finding]:
    """The period of the cover facts is as long as the fiscal period focus says."""
    focus = inspection.cover_text("DocumentFiscalPeriodFocus")
    limits = _LENGTHS.get(focus)
    for name, fact in inspection.cover.items():
        if limits is None or not name.startswith("Document") or fact.start is None or fact.end is None:
            continue
        days = (fact.end - fact.start).days + 1
        if not limits[0] <= days <= limits[1]:
            yield Finding(
                f"dei:{name} is stated for {days} days, but the period focus is {focus}.", fact.concept, fact.id
            )
            return


@rule(
    "quality.cover-period",
    Severity.WARNING,
    "EFM 6.5.19",
    "State the cover facts for the period that ends with the document's.",
    resembles="DQC_0033",
)
def cover_period(inspection: Inspection) -> Iterator[Finding]:
    """The cover facts end on the document's period end date."""
    stated = inspection.cover_date("DocumentPeriodEndDate")
    for name, fact in inspection.cover.items():
        odd = stated and fact.start is not None and fact.end is not None and fact.end != stated
        if odd and inspection.cover_text("DocumentType") not in ("8-K", ""):
            yield Finding(f"dei:{name} ends on {fact.end}, the document on {stated}.", fact.concept, fact.id)
            return


@rule(
    "quality.period-end",
    Severity.WARNING,
    "EFM 6.5.20",
    "Check the document's period end date.",
    resembles="DQC_0036",
)
def period_end(inspection: Inspection) -> Iterator[Finding]:
    """The document's period end date is the end of its own context."""
    fact, stated = inspection.cover.get("DocumentPeriodEndDate"), inspection.cover_date("DocumentPeriodEndDate")
    if fact is not None and stated is not None and fact.end is not None and fact.start is not None:
        days = abs((fact.end - stated).days)
        if days > _DAYS_APART:
            message = f"dei:DocumentPeriodEndDate is {stated}, {days} days from the end of its context."
            yield Finding(message, fact.concept, fact.id)


@rule(
    "quality.shares-date",
    Severity.WARNING,
    "EFM 6.5.26",
    "State the number of shares as of the latest practicable date.",
    resembles="DQC_0005",
)
def shares_date(inspection: Inspection) -> Iterator[Finding]:
    """The cover states the shares outstanding on or after the end of the period."""
    stated = inspection.cover_date("DocumentPeriodEndDate")
    for fact in inspection.facts:
        is_shares = local(fact.concept) == "EntityCommonStockSharesOutstanding"
        if is_shares and stated is not None and fact.end is not None and fact.end < stated:
            yield Finding(f"The shares outstanding are as of {fact.end}, before {stated}.", fact.concept, fact.id)


@rule(
    "quality.later-facts",
    Severity.WARNING,
    "EFM 6.5.20",
    "Check the dates of this column, or the document's period end date.",
    resembles="DQC_0005",
)
def later_facts(inspection: Inspection) -> Iterator[Finding]:
    """No figure of a statement is of a time after the document's period."""
    stated = inspection.cover_date("DocumentPeriodEndDate")
    gaap = inspection.gaap("")
    if stated is None or inspection.cover_text("DocumentType") == "8-K":
        return
    for fact in inspection.facts:
        if fact.concept.startswith(gaap) and fact.end is not None and fact.end > stated:
            message = f"{inspection.qname(fact.concept)} is of {fact.end}, after the period that ended {stated}."
            yield Finding(message, fact.concept, fact.id)
            return


@rule(
    "quality.change-in-cash",
    Severity.WARNING,
    "ASC 230-10-45-24",
    "Tag the change in cash of the cash flow statement.",
    resembles="DQC_0062",
)
def change_in_cash(inspection: Inspection) -> Iterator[Finding]:
    """A cash flow statement reports the change in cash."""
    names = {local(fact.concept) for fact in inspection.facts if fact.start is not None}
    sections = sorted(name for name in names if name.startswith("NetCashProvidedByUsedIn"))
    if len(sections) > 1 and not any(_CASH_CHANGE in name and "Cash" in name for name in names):
        first = next(fact for fact in inspection.facts if local(fact.concept) == sections[0])
        yield Finding("The change in cash is not reported.", first.concept, first.id)
