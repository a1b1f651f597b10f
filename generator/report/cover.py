"""The cover: what the document, the company file and the options say about the filing, as dei facts (EFM 6.5.20)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.diagnostics import Diagnostic, Severity, SourceSpan
from generator.facts.cover_figures import scale_of
from generator.facts.model import CoverFact, CoverItem
from generator.report.headings import long_date
from generator.report.options import CoverAmount, ReportOptions, SecurityClass
from taxonomy import Catalogue

CHECKED, UNCHECKED = "☒", "☐"

# Cover elements in the order in which forms print them, with the words beside them. A caption shared by neighbours
# makes one line. What is not here is printed at the end under the taxonomy's own label.
_LINES: tuple[tuple[str, str], ...] = (
    ("DocumentType", "Form"),
    ("AmendmentDescription", "Description of amendment"),
    ("DocumentAnnualReport", "Annual report"),
    ("DocumentQuarterlyReport", "Quarterly report"),
    ("DocumentTransitionReport", "Transition report"),
    ("DocumentPeriodEndDate", "Date of report"),
    ("CurrentFiscalYearEndDate", "Fiscal year end"),
    ("DocumentFiscalYearFocus", "Fiscal year"),
    ("DocumentFiscalPeriodFocus", "Fiscal period"),
    ("EntityRegistrantName", "Registrant"),
    ("EntityCentralIndexKey", "Central Index Key"),
    ("EntityFileNumber", "Commission file number"),
    ("EntityIncorporationStateCountryCode", "State or country of incorporation"),
    ("EntityTaxIdentificationNumber", "I.R.S. employer identification number"),
    ("EntityAddressAddressLine1", "Address"),
    ("EntityAddressAddressLine2", "Address"),
    ("EntityAddressCityOrTown", "Address"),
    ("EntityAddressStateOrProvince", "Address"),
    ("EntityAddressCountry", "Address"),
    ("EntityAddressPostalZipCode", "Address"),
    ("CityAreaCode", "Telephone"),
    ("LocalPhoneNumber", "Telephone"),
    ("Security12bTitle", "Title of class"),
    ("TradingSymbol", "Trading symbol"),
    ("NoTradingSymbolFlag", "No trading symbol"),
    ("SecurityExchangeName", "Exchange"),
    ("EntityCommonStockSharesOutstanding", "Shares outstanding"),
    ("EntityPublicFloat", "Aggregate market value held by non-affiliates"),
    ("WrittenCommunications", "Written communications (Rule 425)"),
    ("SolicitingMaterial", "Soliciting material (Rule 14a-12)"),
    ("PreCommencementTenderOffer", "Pre-commencement communications (Rule 14d-2(b))"),
    ("PreCommencementIssuerTenderOffer", "Pre-commencement communications (Rule 13e-4(c))"),
    ("EntityWellKnownSeasonedIssuer", "Well-known seasoned issuer"),
    ("EntityVoluntaryFilers", "Voluntary filer"),
    ("EntityCurrentReportingStatus", "Current in its reports"),
    ("EntityInteractiveDataCurrent", "Interactive data current"),
    ("EntityFilerCategory", "Filer category"),
    ("EntitySmallBusiness", "Smaller reporting company"),
    ("EntityEmergingGrowthCompany", "Emerging growth company"),
    ("EntityExTransitionPeriod", "Elected not to use the extended transition period"),
    ("EntityShellCompany", "Shell company"),
    ("IcfrAuditorAttestationFlag", "Auditor attestation of internal control"),
    ("DocumentFinStmtErrorCorrectionFlag", "Correction of an error in the financial statements"),
    ("DocumentFinStmtRestatementRecoveryAnalysisFlag", "Recovery analysis of incentive-based compensation"),
    ("AuditorName", "Auditor"),
    ("AuditorLocation", "Auditor"),
    ("AuditorFirmId", "PCAOB firm ID"),
)
_ORDER = {name: n for n, (name, _) in enumerate(_LINES)}
CAPTIONS = dict(_LINES)
"""The words beside a cover element, by its local name."""
_HIDDEN = frozenset({"AmendmentFlag"})
_SECURITY = ("Security12bTitle", "TradingSymbol", "SecurityExchangeName")

_ITEMS = {
    CoverItem.REGISTRANT_NAME: "EntityRegistrantName",
    CoverItem.CIK: "EntityCentralIndexKey",
    CoverItem.TRADING_SYMBOL: "TradingSymbol",
    CoverItem.EXCHANGE: "SecurityExchangeName",
    CoverItem.SECURITY_TITLE: "Security12bTitle",
    CoverItem.STATE_OF_INCORPORATION: "EntityIncorporationStateCountryCode",
    CoverItem.TAX_NUMBER: "EntityTaxIdentificationNumber",
    CoverItem.FILE_NUMBER: "EntityFileNumber",
    CoverItem.STREET: "EntityAddressAddressLine1",
    CoverItem.STREET_2: "EntityAddressAddressLine2",
    CoverItem.CITY: "EntityAddressCityOrTown",
    CoverItem.STATE: "EntityAddressStateOrProvince",
    CoverItem.ZIP_CODE: "EntityAddressPostalZipCode",
    CoverItem.AREA_CODE: "CityAreaCode",
    CoverItem.PHONE: "LocalPhoneNumber",
    CoverItem.FISCAL_YEAR: "DocumentFiscalYearFocus",
    CoverItem.FISCAL_PERIOD: "DocumentFiscalPeriodFocus",
}
# What only some forms' covers have (EFM 6.5.20 to 6.5.54): reported where the form's rules know it.
_OF_SOME_FORMS = {
    CoverItem.ANNUAL_REPORT: "DocumentAnnualReport",
    CoverItem.QUARTERLY_REPORT: "DocumentQuarterlyReport",
    CoverItem.TRANSITION_REPORT: "DocumentTransitionReport",
    CoverItem.WRITTEN_COMMUNICATIONS: "WrittenCommunications",
    CoverItem.SOLICITING_MATERIAL: "SolicitingMaterial",
    CoverItem.TENDER_OFFER: "PreCommencementTenderOffer",
    CoverItem.ISSUER_TENDER_OFFER: "PreCommencementIssuerTenderOffer",
    CoverItem.SEASONED_ISSUER: "EntityWellKnownSeasonedIssuer",
    CoverItem.VOLUNTARY_FILER: "EntityVoluntaryFilers",
    CoverItem.CURRENT_REPORTING: "EntityCurrentReportingStatus",
    CoverItem.INTERACTIVE_DATA: "EntityInteractiveDataCurrent",
    CoverItem.FILER_CATEGORY: "EntityFilerCategory",
    CoverItem.SMALL_BUSINESS: "EntitySmallBusiness",
    CoverItem.EMERGING_GROWTH: "EntityEmergingGrowthCompany",
    CoverItem.EX_TRANSITION: "EntityExTransitionPeriod",
    CoverItem.AUDITOR_ATTESTATION: "IcfrAuditorAttestationFlag",
    CoverItem.ERROR_CORRECTION: "DocumentFinStmtErrorCorrectionFlag",
    CoverItem.SHELL_COMPANY: "EntityShellCompany",
    CoverItem.SHARES_OUTSTANDING: "EntityCommonStockSharesOutstanding",
    CoverItem.PUBLIC_FLOAT: "EntityPublicFloat",
    CoverItem.AUDITOR_NAME: "AuditorName",
    CoverItem.AUDITOR_LOCATION: "AuditorLocation",
    CoverItem.AUDITOR_FIRM: "AuditorFirmId",
}

# Words of company names that tell no company from another.
_COMMON_NAMES = frozenset(
    {"the", "and", "of", "a", "inc", "incorporated", "corp", "corporation", "co", "company", "companies", "ltd", "llc"}
    | {"limited", "lp", "plc", "group", "holding", "holdings", "international", "partners", "trust", "bancorp"}
)

_DATES = frozenset({CoverItem.DOCUMENT_DATE, CoverItem.PERIOD_END})


@dataclass(frozen=True, slots=True)
class CoverValue:
    """A dei fact to be: lexical `value`, the text it is printed as and the transformation between the two."""

    name: str
    value: str
    shown: str
    format: str = ""
    hidden: bool = False
    security: int = 0
    span: SourceSpan | None = None
    amount: CoverAmount | None = None

    @property
    def concept(self) -> str:
        return f"dei:{self.name}"

    @property
    def caption(self) -> str:
        return CAPTIONS.get(self.name, "")


def cover_values(
    cover: Sequence[CoverFact], day: date, period_end: date, catalogue: Catalogue, options: ReportOptions
) -> tuple[tuple[CoverValue, ...], tuple[Diagnostic, ...]]:
    """The dei facts in print order. `day` is the date of the report (the event of an 8-K, else the period's end).

    Options beat the document; one that says what the document says keeps its place there. A value that its type does
    not allow is left out with a diagnostic; an option that makes another company of the document's is told.
    """
    told: list[Diagnostic] = []
    names = _names(options.base_form, catalogue)
    stated: dict[str, CoverValue] = {}
    for item in cover:
        name = names.get(item.item)
        if name and item.value and item.as_of is None:
            stated.setdefault(name, CoverValue(name, item.value, item.value, span=item.span))
    dated = next((item.span for item in cover if item.item in _DATES and item.value == day.isoformat()), None)
    for name, value in (
        *_decided(day, period_end, options),
        *_periodic(period_end, cover, stated, options),
        *options.dei,
    ):
        if value:
            said = stated.get(name)
            if said and _is_another(name, said.value, value):
                told.append(_another(said, value))
            span = dated if name == "DocumentPeriodEndDate" else said.span if said and said.value == value else None
            stated[name] = CoverValue(name, value, value, span=span)
    values = [v for v in stated.values() if not (options.securities and v.name in _SECURITY)]
    values += _securities(options.securities)
    values += [CoverValue(a.name, f"{a.value:f}", f"{a.value:,f}", amount=a) for a in options.amounts]
    given = {amount.name for amount in options.amounts}
    values += [_amount(names[f.item], f) for f in cover if f.as_of and names.get(f.item, "") not in {"", *given}]
    checked = [(printed, _problem(printed, catalogue)) for printed in (_printed(v, catalogue) for v in values)]
    good = [value for value, problem in checked if not problem]
    good.sort(key=lambda v: (_place(v), v.security, _ORDER.get(v.name, 0), v.name))
    told += [_refused(value, problem) for value, problem in checked if problem]
    return tuple(good), tuple(told)


def _is_another(name: str, said: str, value: str) -> bool:
    """True where the option can hardly mean the company that the document names."""
    if name == "EntityCentralIndexKey":
        return said.zfill(10) != value
    return name == "EntityRegistrantName" and not _name_words(said) & _name_words(value)


def _name_words(name: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", name.lower())
    return set(words) - _COMMON_NAMES or set(words)


def _decided(day: date, period_end: date, options: ReportOptions) -> list[tuple[str, str]]:
    """What the form and the options settle by themselves."""
    return [
        ("DocumentType", options.form),
        ("AmendmentFlag", "true" if options.is_amendment else "false"),
        ("DocumentPeriodEndDate", day.isoformat()),
        ("EntityRegistrantName", options.entity_name),
        ("EntityCentralIndexKey", options.cik.zfill(10) if options.cik else ""),
        ("TradingSymbol", options.ticker.upper() if not options.securities else ""),
    ]


def dei_name(item: CoverItem) -> str:
    """The cover element that an item is reported as; empty for one that decides several or none."""
    return _ITEMS.get(item, "") or _OF_SOME_FORMS.get(item, "")


def _names(form: str, catalogue: Catalogue) -> dict[CoverItem, str]:
    """The elements of what documents say, those left out that the form's cover does not have."""
    known = {rule.concept.removeprefix("dei:") for rule in catalogue.cover_rules(form)}
    return _ITEMS | {item: name for item, name in _OF_SOME_FORMS.items() if name in known or not known}


def _periodic(
    period_end: date, cover: Sequence[CoverFact], stated: Mapping[str, CoverValue], options: ReportOptions
) -> list[tuple[str, str]]:
    """What an annual or quarterly report is by its form, where its boxes do not tell, and its fiscal period."""
    if options.base_form not in {"10-Q", "10-K"}:
        return []
    annual = options.base_form == "10-K"
    decided = [("DocumentAnnualReport" if annual else "DocumentQuarterlyReport", "true")]
    decided += [("DocumentTransitionReport", "false")]
    found = [(name, value) for name, value in decided if name not in stated]
    if not options.fiscal_year_end:
        return found
    year_end = f"--{options.fiscal_year_end}"
    found.append(("CurrentFiscalYearEndDate", year_end))
    said = next((fact.value for fact in cover if fact.item is CoverItem.FISCAL_YEAR_END), year_end)
    if "DocumentFiscalYearFocus" not in stated or said != year_end or options.fiscal_year_named:
        year, quarter = fiscal_period(period_end, options.fiscal_year_end)
        early = options.fiscal_year_end < "03"
        year -= early and options.fiscal_year_named == "start"
        if not early or options.fiscal_year_named:
            found += [
                ("DocumentFiscalYearFocus", str(year)),
                ("DocumentFiscalPeriodFocus", "FY" if annual else quarter),
            ]
    return found


def _amount(name: str, fact: CoverFact) -> CoverValue:
    """A figure of the page at the scale and with the precision that it is printed with."""
    assert fact.as_of is not None
    value = Decimal(fact.value)
    scale = scale_of(value, fact.shown)
    places = len(fact.shown.partition(".")[2])
    amount = CoverAmount(name, value, fact.as_of, fact.share_class, fact.shown, scale, places - scale)
    return CoverValue(name, fact.value, fact.shown, span=fact.span, amount=amount)


def fiscal_period(period_end: date, fiscal_year_end: str) -> tuple[int, str]:
    """The fiscal year (named for the calendar year in which it ends) and quarter that end near `period_end`.

    `fiscal_year_end` is `MM-DD`; a 52/53-week year may end some days to either side of it.
    """
    month = int(fiscal_year_end[:2])
    turned = date.fromordinal(period_end.toordinal() - 7)
    months_left = (month - turned.month) % 12
    year = turned.year + (1 if turned.month > month else 0)
    return year, f"Q{4 - months_left // 3}"


def _securities(classes: Sequence[SecurityClass]) -> list[CoverValue]:
    """Title, symbol and exchange of each class; `security` counts them from 1 where there are several."""
    several = len(classes) > 1
    values: list[CoverValue] = []
    for number, item in enumerate(classes, 1):
        for name, text in zip(_SECURITY, (item.title, item.symbol, item.exchange), strict=True):
            if text:
                values.append(CoverValue(name, text, text, security=number if several else 0))
    return values


def _place(value: CoverValue) -> int:
    """Classes of securities stay together, after the rest that has a fixed place."""
    if value.security:
        return _ORDER["Security12bTitle"]
    return _ORDER.get(value.name, len(_ORDER))


def _printed(value: CoverValue, catalogue: Catalogue) -> CoverValue:
    """How a value reads on paper: dates in words, flags as boxes, everything else as it is."""
    if value.amount is not None:
        return value
    concept = catalogue.concept(value.concept)
    shown, transformation = value.value, ""
    if concept is not None and concept.type == "xbrli:dateItemType":
        day = _date(value.value)
        shown, transformation = (long_date(day), "ixt:date-monthname-day-year-en") if day else (shown, "")
    elif concept is not None and concept.type == "xbrli:gMonthDayItemType":
        day = _date(f"2000{value.value[1:]}")
        if day:
            shown, transformation = f"{day:%B} {day.day}", "ixt:date-monthname-day-en"
    elif concept is not None and concept.type == "xbrli:booleanItemType" and value.name not in _HIDDEN:
        checked = value.value == "true"
        shown, transformation = (CHECKED, "ixt:fixed-true") if checked else (UNCHECKED, "ixt:fixed-false")
    hidden = value.name in _HIDDEN
    return CoverValue(
        value.name, value.value, "" if hidden else shown, transformation, hidden, value.security, value.span
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _problem(value: CoverValue, catalogue: Catalogue) -> str:
    """Why a value cannot be reported; empty when it can."""
    concept = catalogue.concept(value.concept)
    if concept is None or concept.abstract:
        return "the taxonomy has no such cover element"
    if concept.type == "xbrli:booleanItemType" and value.value not in {"true", "false"}:
        return "a flag is either true or false"
    if concept.type in {"xbrli:dateItemType", "xbrli:gMonthDayItemType"} and not value.format:
        return "it is not a date"
    allowed = catalogue.enumeration(concept.type)
    if allowed and value.value not in allowed:
        return "the taxonomy does not list it"
    pattern = _PATTERNS.get(concept.type)
    if pattern and not re.fullmatch(pattern, value.value):
        return "it does not have the form that EDGAR asks for"
    if (concept.type == "xbrli:sharesItemType" or concept.is_monetary) != (value.amount is not None):
        return "it is a figure where a text belongs, or a text where a figure belongs"
    return ""


# Lexical forms of dei types (EFM 6.5.21, 6.5.47; dei type declarations).
_PATTERNS = {
    "dei:centralIndexKeyItemType": r"\d{10}",
    "dei:fileNumberItemType": r"\d{1,3}-\d+(-\d+)?",
    "dei:employerIdItemType": r"\d{2}-\d{7}",
    "dei:tradingSymbolItemType": r"[A-Za-z0-9.\-/ ]{1,14}",
    "dei:securityTitleItemType": r".{1,150}",
    "xbrli:gYearItemType": r"\d{4}",
}


def _another(said: CoverValue, value: str) -> Diagnostic:
    return Diagnostic(
        "report.another-company",
        Severity.WARNING,
        f"The document says {said.value!r} for {said.name}; {value!r} was given and is reported.",
        "Make sure that company.yaml and the options are those of the company whose document this is.",
        said.span,
        concept=said.concept,
    )


def _refused(value: CoverValue, problem: str) -> Diagnostic:
    return Diagnostic(
        "report.cover-refused",
        Severity.WARNING,
        f"{value.name} was not reported as {value.value!r}: {problem}.",
        "Correct it in company.yaml or in the options.",
        value.span,
        concept=value.concept,
    )
