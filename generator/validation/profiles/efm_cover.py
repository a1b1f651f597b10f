"""SEC rules on the cover page's dei facts (EFM 6.5.20 to 6.5.54); what a form asks for is the catalogue's data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Severity
from generator.validation.files import local, namespace_of
from generator.validation.profiles.registry import Finding, Inspection, rule
from taxonomy.model import CoverRule

_SUPPLY = "Supply it on the command line, in company.yaml or in the document."
_EARLIEST = date(1980, 1, 1)
# Cover facts that a reader must see (EFM 6.5.45); the others may stand in ix:hidden.
_VISIBLE_NAMES = (
    "DocumentType DocumentPeriodEndDate EntityRegistrantName EntityFileNumber EntityIncorporationStateCountryCode "
    "EntityTaxIdentificationNumber EntityAddressAddressLine1 EntityAddressAddressLine2 EntityAddressCityOrTown "
    "EntityAddressStateOrProvince EntityAddressCountry EntityAddressPostalZipCode CityAreaCode LocalPhoneNumber "
    "Security12bTitle TradingSymbol SecurityExchangeName EntityEmergingGrowthCompany EntityExTransitionPeriod "
    "WrittenCommunications SolicitingMaterial PreCommencementTenderOffer PreCommencementIssuerTenderOffer "
    "DocumentQuarterlyReport DocumentAnnualReport DocumentTransitionReport EntityCurrentReportingStatus "
    "EntityInteractiveDataCurrent EntityFilerCategory EntitySmallBusiness EntityShellCompany "
    "EntityCommonStockSharesOutstanding EntityWellKnownSeasonedIssuer EntityVoluntaryFilers EntityPublicFloat "
    "IcfrAuditorAttestationFlag DocumentFinStmtErrorCorrectionFlag AuditorName AuditorLocation AuditorFirmId"
)
_VISIBLE = frozenset(_VISIBLE_NAMES.split())
_REQUIRED_RULES = ("x",)
_EXPECTED_RULES = ("r", "n", "y")
# (the facts of which all or none may be there), (if the first has this value, the second must be there)
_TOGETHER = (("DocumentFiscalYearFocus", "DocumentFiscalPeriodFocus"),)
_IMPLIED = (
    ("AmendmentFlag", "true", "AmendmentDescription"),
    ("EntityEmergingGrowthCompany", "true", "EntityExTransitionPeriod"),
    ("DocumentFinStmtErrorCorrectionFlag", "true", "DocumentFinStmtRestatementRecoveryAnalysisFlag"),
)


@rule(
    "efm.document-type",
    Severity.ERROR,
    "EFM 6.5.20",
    f"State the form that this will be filed as. {_SUPPLY}",
    to_file=True,
)
def document_type(inspection: Inspection) -> Iterator[Finding]:
    """dei:DocumentType names a form that EDGAR knows."""
    stated = inspection.cover_text("DocumentType")
    concept = inspection.catalogue.concept("dei:DocumentType")
    known = inspection.catalogue.enumeration(concept.type) if concept is not None else ()
    if not stated:
        yield Finding("dei:DocumentType is not reported.", _dei(inspection, "DocumentType"))
    elif known and stated not in known:
        yield Finding(f"{stated} is not a form that EDGAR knows.", fact=inspection.cover["DocumentType"].id)


@rule("efm.cover-missing", Severity.ERROR, "EFM 6.5.21", _SUPPLY, to_file=True)
def cover_missing(inspection: Inspection) -> Iterator[Finding]:
    """Cover facts without which EDGAR suspends a filing are there."""
    for name in ("EntityRegistrantName", "EntityCentralIndexKey"):
        if not inspection.cover_text(name):
            yield Finding(f"dei:{name} is not reported.", concept=_dei(inspection, name))
    for cover_rule in _form_rules(inspection, _REQUIRED_RULES):
        name = _name(cover_rule)
        if name not in ("EntityRegistrantName", "EntityCentralIndexKey") and not _anywhere(inspection, name):
            message = f"dei:{name} is not reported; form {cover_rule.form} needs it."
            yield Finding(message, concept=_dei(inspection, name))


@rule("efm.cover-expected", Severity.WARNING, "EFM 6.5.20 to 6.5.54", _SUPPLY, to_file=True)
def cover_expected(inspection: Inspection) -> Iterator[Finding]:
    """Cover facts that the form's cover page asks for are there."""
    for name in dict.fromkeys(_name(r) for r in _form_rules(inspection, _EXPECTED_RULES)):
        if not _anywhere(inspection, name):
            message = f"dei:{name} is not reported; form {inspection.cover_text('DocumentType')} asks for it."
            yield Finding(message, concept=_dei(inspection, name))


@rule("efm.cover-value", Severity.WARNING, "EFM 6.5.49", "Tag the box that is ticked on the cover page of this form.")
def cover_value(inspection: Inspection) -> Iterator[Finding]:
    """Check boxes that name the form have the value that the form demands."""
    for cover_rule in _form_rules(inspection, ("ov", "y", "n")):
        name, stated = _name(cover_rule), inspection.cover_text(_name(cover_rule))
        if stated and cover_rule.value and stated.lower() != cover_rule.value.lower():
            message = f"dei:{name} is {stated} on form {cover_rule.form}."
            yield Finding(message, fact=inspection.cover[name].id)


@rule("efm.cover-together", Severity.WARNING, "EFM 6.5.20, 6.5.40", f"Report both or neither. {_SUPPLY}", to_file=True)
def cover_together(inspection: Inspection) -> Iterator[Finding]:
    """Cover facts that depend on one another come together."""
    for names in _TOGETHER:
        present = [name for name in names if inspection.cover_text(name)]
        for name in names if present else ():
            if name not in present:
                message = f"dei:{present[0]} is reported without dei:{name}."
                yield Finding(message, _dei(inspection, name), inspection.cover[present[0]].id)
    for name, value, implied in _IMPLIED:
        if inspection.cover_text(name) == value and not inspection.cover_text(implied):
            message = f"dei:{name} is {value}, so dei:{implied} is asked for."
            yield Finding(message, _dei(inspection, implied), inspection.cover[name].id)
    if inspection.cover_text("AmendmentDescription") and inspection.cover_text("AmendmentFlag") != "true":
        message = "dei:AmendmentDescription is reported though dei:AmendmentFlag is not true."
        yield Finding(message, _dei(inspection, "AmendmentFlag"))


@rule("efm.cover-address", Severity.WARNING, "EFM 6.5.48", f"Report the state or the country. {_SUPPLY}", to_file=True)
def cover_address(inspection: Inspection) -> Iterator[Finding]:
    """An address has a state or a country."""
    parts = ("EntityAddressStateOrProvince", "EntityAddressCountry")
    if inspection.cover_text("EntityAddressCityOrTown") and not any(inspection.cover_text(part) for part in parts):
        message = "The address has neither a state nor a country."
        yield Finding(message, _dei(inspection, parts[0]), inspection.cover["EntityAddressCityOrTown"].id)


@rule(
    "efm.cover-securities",
    Severity.WARNING,
    "EFM 6.5.46",
    f"Report title, trading symbol and exchange of each security together. {_SUPPLY}",
    to_file=True,
)
def cover_securities(inspection: Inspection) -> Iterator[Finding]:
    """A security registered under section 12(b) has its title, symbol and exchange."""
    dei = inspection.catalogue.namespaces["dei"].uri
    classes: dict[object, dict[str, str]] = {}
    names = ("Security12bTitle", "TradingSymbol", "NoTradingSymbolFlag", "SecurityExchangeName")
    for fact in inspection.facts:
        name = local(fact.concept)
        if namespace_of(fact.concept) == dei and name in names and not fact.nil:
            classes.setdefault(fact.dimensions, {})[name] = fact.id
    for found in classes.values():
        fact_id = next(iter(found.values()))
        if "Security12bTitle" not in found:
            message = f"dei:{next(iter(found))} is reported without the security's title."
            yield Finding(message, _dei(inspection, "Security12bTitle"), fact_id)
        if "TradingSymbol" not in found and "NoTradingSymbolFlag" not in found:
            yield Finding("The security's trading symbol is not reported.", _dei(inspection, "TradingSymbol"), fact_id)
        if "SecurityExchangeName" not in found:
            message = "The exchange on which the security is listed is not reported."
            yield Finding(message, _dei(inspection, "SecurityExchangeName"), fact_id)


@rule("efm.period-end-value", Severity.ERROR, "EFM 6.5.20", "State the end of the period as a date.")
def period_end_value(inspection: Inspection) -> Iterator[Finding]:
    """dei:DocumentPeriodEndDate is a date from 1980 on."""
    stated = inspection.cover_text("DocumentPeriodEndDate")
    day = inspection.cover_date("DocumentPeriodEndDate")
    if stated and (day is None or day < _EARLIEST):
        message = f"dei:DocumentPeriodEndDate is {stated}."
        yield Finding(message, fact=inspection.cover["DocumentPeriodEndDate"].id)


@rule("efm.cover-hidden", Severity.WARNING, "EFM 6.5.45", "Show the fact on the cover page.")
def cover_hidden(inspection: Inspection) -> Iterator[Finding]:
    """Cover facts that a reader must see are shown."""
    dei = inspection.catalogue.namespaces["dei"].uri
    for fact in inspection.inline:
        if fact.hidden and namespace_of(fact.concept) == dei and local(fact.concept) in _VISIBLE:
            yield Finding(f"{inspection.qname(fact.concept)} is hidden.", fact.concept, fact.id)


@rule("efm.cover-context", Severity.ERROR, "EFM 6.5.19", "State the cover facts in one context without dimensions.")
def cover_context(inspection: Inspection) -> Iterator[Finding]:
    """dei facts about the document share one period."""
    periods: dict[tuple[object, object], str] = {}
    for name, fact in inspection.cover.items():
        if name.startswith(("Document", "Amendment")) and fact.start is not None:
            periods.setdefault((fact.start, fact.end), fact.id)
    if len(periods) > 1:
        days = ", ".join(f"{start}/{end}" for start, end in periods)
        yield Finding(
            f"The facts about the document are stated for several periods: {days}.", fact=[*periods.values()][-1]
        )


def _dei(inspection: Inspection, name: str) -> str:
    return f"{{{inspection.catalogue.namespaces['dei'].uri}}}{name}"


def _name(cover_rule: CoverRule) -> str:
    return cover_rule.concept.removeprefix("dei:")


def _form_rules(inspection: Inspection, kinds: tuple[str, ...]) -> Iterator[CoverRule]:
    """The catalogue's rules of some kinds for the form reported, on the filer as such (no axis of its own)."""
    form = inspection.cover_text("DocumentType").removesuffix("/A")
    for cover_rule in inspection.catalogue.cover_rules(form) if form else ():
        if cover_rule.rule in kinds and cover_rule.axis in ("", "c-or-required-context"):
            yield cover_rule


def _anywhere(inspection: Inspection, name: str) -> bool:
    """Whether a dei fact is reported at all: a class of stock may state its own under a dimension."""
    clark = f"{{{inspection.catalogue.namespaces['dei'].uri}}}{name}"
    return any(fact.concept == clark and not fact.nil for fact in inspection.facts)
