"""A small quarterly report, made by hand: the filing's bytes and the `Report` that they should mean.

Everything is written from the tables below, so that a test can break one thing in otherwise perfect bytes.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.diagnostics import SourceSpan
from generator.facts.model import SHARES, Period, Unit, money, money_per_share
from generator.report.model import (
    DefinitionArc,
    Entity,
    ExtendedLink,
    ExtensionConcept,
    Fact,
    Filing,
    Label,
    PresentationArc,
    Report,
    SummationArc,
)
from taxonomy.model import Namespace

BASE = "exw-20250630"
CIK = "0001234567"
NAMESPACE = "http://www.examplewidgets.com/20250630"
GAAP = Namespace("us-gaap", "http://fasb.org/us-gaap/2025", "https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd")
DEI = Namespace("dei", "http://xbrl.sec.gov/dei/2025", "https://xbrl.sec.gov/dei/2025/dei-2025.xsd")

PERIOD_END = date(2025, 6, 30)
HALF = Period(PERIOD_END, date(2025, 1, 1))
QUARTER = Period(PERIOD_END, date(2025, 4, 1))
CLOSE = Period(PERIOD_END)
OPEN = Period(date(2024, 12, 31))
COVER_DATE = Period(date(2025, 7, 31))
USD, PER_SHARE = money(), money_per_share()


@dataclass(frozen=True)
class Row:
    """`shown` holds one number a column, in thousands for money, signed as printed; `flip` means that the concept's
    sense is the other way round. `preferred` is the preferred label role's last segment."""

    concept: str
    label: str
    shown: tuple[str, ...]
    unit: Unit = USD
    flip: bool = False
    preferred: str = ""
    members: tuple[str, ...] = ()


BALANCE_SHEET = (
    Row("us-gaap:CashAndCashEquivalentsAtCarryingValue", "Cash and cash equivalents", ("560", "450")),
    Row("us-gaap:AccountsReceivableNetCurrent", "Accounts receivable, net", ("340", "310")),
    Row("us-gaap:AssetsCurrent", "Total current assets", ("900", "760"), preferred="totalLabel"),
    Row("us-gaap:PropertyPlantAndEquipmentNet", "Property and equipment, net", ("600", "640")),
    Row("us-gaap:Assets", "Total assets", ("1,500", "1,400"), preferred="totalLabel"),
    Row("us-gaap:AccountsPayableCurrent", "Accounts payable", ("200", "230")),
    Row("exw:RecyclingObligationCurrent", "Recycling obligation", ("100", "\u2014")),
    Row("us-gaap:Liabilities", "Total liabilities", ("300", "230"), preferred="totalLabel"),
    Row("us-gaap:CommonStockValue", "Common stock", ("100", "100")),
    Row("us-gaap:AdditionalPaidInCapital", "Additional paid-in capital", ("1,180", "1,180")),
    Row("us-gaap:RetainedEarningsAccumulatedDeficit", "Accumulated deficit", ("-80", "-110")),
    Row("us-gaap:StockholdersEquity", "Total stockholders' equity", ("1,200", "1,170"), preferred="totalLabel"),
    Row(
        "us-gaap:LiabilitiesAndStockholdersEquity",
        "Total liabilities and stockholders' equity",
        ("1,500", "1,400"),
        preferred="totalLabel",
    ),
)
PARENTHETICAL = (
    Row("us-gaap:CommonStockParOrStatedValuePerShare", "Common stock, par value", ("0.01", "0.01"), PER_SHARE),
    Row("us-gaap:CommonStockSharesAuthorized", "Shares authorized", ("50,000,000", "50,000,000"), SHARES),
    Row("us-gaap:CommonStockSharesIssued", "Shares issued", ("10,000,000", "10,000,000"), SHARES),
    Row("us-gaap:CommonStockSharesOutstanding", "Shares outstanding", ("10,000,000", "10,000,000"), SHARES),
)
OPERATIONS = (
    Row("us-gaap:Revenues", "Revenues", ("520", "1,000")),
    Row("us-gaap:CostOfRevenue", "Cost of revenues", ("-310", "-600"), flip=True, preferred="negatedLabel"),
    Row("us-gaap:GrossProfit", "Gross profit", ("210", "400"), preferred="totalLabel"),
    Row("us-gaap:OperatingExpenses", "Operating expenses", ("-180", "-355"), flip=True, preferred="negatedLabel"),
    Row("us-gaap:OperatingIncomeLoss", "Operating income", ("30", "45"), preferred="totalLabel"),
    Row("us-gaap:IncomeTaxExpenseBenefit", "Income tax expense", ("-9", "-15"), flip=True, preferred="negatedLabel"),
    Row("us-gaap:NetIncomeLoss", "Net income", ("21", "30"), preferred="totalLabel"),
    Row("us-gaap:EarningsPerShareBasic", "Net income per share, basic", ("0.00", "0.00"), PER_SHARE),
    Row(
        "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",
        "Weighted average shares, basic",
        ("10,000,000", "10,000,000"),
        SHARES,
    ),
)
_CHANGE_IN_CASH = (
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect"
)
_CASH_FROM = "us-gaap:NetCashProvidedByUsedIn"
CASH_FLOWS = (
    Row("us-gaap:NetIncomeLoss", "Net income", ("30",)),
    Row("us-gaap:Depreciation", "Depreciation", ("60",)),
    Row("us-gaap:IncreaseDecreaseInAccountsReceivable", "Receivables", ("-30",), flip=True, preferred="negatedLabel"),
    Row("us-gaap:IncreaseDecreaseInAccountsPayable", "Accounts payable", ("70",)),
    Row(f"{_CASH_FROM}OperatingActivities", "Net cash from operations", ("130",), preferred="totalLabel"),
    Row(
        "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment",
        "Purchases of equipment",
        ("-20",),
        flip=True,
        preferred="negatedLabel",
    ),
    Row(f"{_CASH_FROM}InvestingActivities", "Net cash used in investing", ("-20",), preferred="totalLabel"),
    Row(f"us-gaap:{_CHANGE_IN_CASH}", "Increase in cash", ("110",), preferred="totalLabel"),
)
EQUITY_AXIS = "us-gaap:StatementEquityComponentsAxis"
EQUITY = (
    Row("us-gaap:StockholdersEquity", "Balance", ("100", "100"), members=("us-gaap:CommonStockMember",)),
    Row("us-gaap:StockholdersEquity", "Balance", ("-80", "-110"), members=("us-gaap:RetainedEarningsMember",)),
)

# dei name, value, displayed text, format; None as text: hidden
COVER: tuple[tuple[str, str, str | None, str], ...] = (
    ("DocumentType", "10-Q", "10-Q", ""),
    ("DocumentQuarterlyReport", "true", "\u2612", "ixt:fixed-true"),
    ("DocumentTransitionReport", "false", "\u2610", "ixt:fixed-false"),
    ("DocumentPeriodEndDate", "2025-06-30", "June 30, 2025", "ixt:date-monthname-day-year-en"),
    ("EntityRegistrantName", "Example Widgets, Inc.", "Example Widgets, Inc.", ""),
    ("EntityFileNumber", "001-12345", "001-12345", ""),
    ("EntityIncorporationStateCountryCode", "DE", "Delaware", "ixt-sec:stateprovnameen"),
    ("EntityTaxIdentificationNumber", "12-3456789", "12-3456789", ""),
    ("EntityAddressAddressLine1", "1 Main Street", "1 Main Street", ""),
    ("EntityAddressCityOrTown", "Albany", "Albany", ""),
    ("EntityAddressStateOrProvince", "NY", "New York", "ixt-sec:stateprovnameen"),
    ("EntityAddressPostalZipCode", "12207", "12207", ""),
    ("CityAreaCode", "518", "518", ""),
    ("LocalPhoneNumber", "555-0100", "555-0100", ""),
    ("Security12bTitle", "Common Stock, par value $0.01 per share", "Common Stock, par value $0.01 per share", ""),
    ("TradingSymbol", "EXW", "EXW", ""),
    ("SecurityExchangeName", "NYSE", "New York Stock Exchange", "ixt-sec:exchnameen"),
    ("EntityCurrentReportingStatus", "Yes", "Yes", ""),
    ("EntityInteractiveDataCurrent", "Yes", "Yes", ""),
    ("EntityFilerCategory", "Non-accelerated Filer", "Non-accelerated filer", "ixt-sec:entityfilercategoryen"),
    ("EntitySmallBusiness", "true", "\u2612", "ixt-sec:boolballotbox"),
    ("EntityEmergingGrowthCompany", "false", "\u2610", "ixt-sec:boolballotbox"),
    ("EntityShellCompany", "false", "\u2610", "ixt-sec:boolballotbox"),
    ("CurrentFiscalYearEndDate", "--12-31", "December 31", "ixt:date-monthname-day-en"),
    ("AmendmentFlag", "false", None, ""),
    ("DocumentFiscalYearFocus", "2025", None, ""),
    ("DocumentFiscalPeriodFocus", "Q2", None, ""),
    ("EntityCentralIndexKey", CIK, None, ""),
)

# role name, definition, kind, root, rows, periods of the columns
SHEETS: tuple[tuple[str, str, str, tuple[Row, ...], tuple[Period, ...]], ...] = (
    ("BalanceSheets", "Balance Sheets", "StatementOfFinancialPositionAbstract", BALANCE_SHEET, (CLOSE, OPEN)),
    (
        "BalanceSheetsParenthetical",
        "Balance Sheets (Parenthetical)",
        "StatementOfFinancialPositionAbstract",
        PARENTHETICAL,
        (CLOSE, OPEN),
    ),
    ("StatementsOfOperations", "Statements of Operations", "IncomeStatementAbstract", OPERATIONS, (QUARTER, HALF)),
    ("StatementsOfCashFlows", "Statements of Cash Flows", "StatementOfCashFlowsAbstract", CASH_FLOWS, (HALF,)),
    ("StatementsOfEquity", "Statements of Equity", "StatementOfStockholdersEquityAbstract", EQUITY, (CLOSE, OPEN)),
)
CALCULATIONS: dict[str, dict[str, tuple[tuple[str, int], ...]]] = {
    "BalanceSheets": {
        "AssetsCurrent": (("CashAndCashEquivalentsAtCarryingValue", 1), ("AccountsReceivableNetCurrent", 1)),
        "Assets": (("AssetsCurrent", 1), ("PropertyPlantAndEquipmentNet", 1)),
        "Liabilities": (("AccountsPayableCurrent", 1), ("exw:RecyclingObligationCurrent", 1)),
        "StockholdersEquity": (
            ("CommonStockValue", 1),
            ("AdditionalPaidInCapital", 1),
            ("RetainedEarningsAccumulatedDeficit", 1),
        ),
        "LiabilitiesAndStockholdersEquity": (("Liabilities", 1), ("StockholdersEquity", 1)),
    },
    "StatementsOfOperations": {
        "GrossProfit": (("Revenues", 1), ("CostOfRevenue", -1)),
        "OperatingIncomeLoss": (("GrossProfit", 1), ("OperatingExpenses", -1)),
        "NetIncomeLoss": (("OperatingIncomeLoss", 1), ("IncomeTaxExpenseBenefit", -1)),
    },
    "StatementsOfCashFlows": {
        "NetCashProvidedByUsedInOperatingActivities": (
            ("NetIncomeLoss", 1),
            ("Depreciation", 1),
            ("IncreaseDecreaseInAccountsReceivable", -1),
            ("IncreaseDecreaseInAccountsPayable", 1),
        ),
        "NetCashProvidedByUsedInInvestingActivities": (("PaymentsToAcquirePropertyPlantAndEquipment", -1),),
        _CHANGE_IN_CASH: (
            ("NetCashProvidedByUsedInOperatingActivities", 1),
            ("NetCashProvidedByUsedInInvestingActivities", 1),
        ),
    },
}
HYPERCUBE = (
    ("all", "us-gaap:StatementLineItems", "us-gaap:StatementTable"),
    ("hypercube-dimension", "us-gaap:StatementTable", EQUITY_AXIS),
    ("dimension-domain", EQUITY_AXIS, "us-gaap:EquityComponentDomain"),
    ("dimension-default", EQUITY_AXIS, "us-gaap:EquityComponentDomain"),
    ("domain-member", "us-gaap:EquityComponentDomain", "us-gaap:CommonStockMember"),
    ("domain-member", "us-gaap:EquityComponentDomain", "us-gaap:RetainedEarningsMember"),
    ("domain-member", "us-gaap:StatementLineItems", "us-gaap:StockholdersEquity"),
)
_STANDARD_ROLE = "http://www.xbrl.org/2003/role/"
_NEGATED_ROLE = "http://www.xbrl.org/2009/role/"
_XLINK = "http://www.xbrl.org/2003/arcrole/"
_DIMENSIONAL = "http://xbrl.org/int/dim/arcrole/"


def report() -> Report:
    """The report that the filing's bytes should mean, facts in document order."""
    return Report(
        base=BASE,
        title="Example Widgets, Inc. 10-Q",
        entity=Entity("http://www.sec.gov/CIK", CIK, "Example Widgets, Inc.", True),
        period_end=PERIOD_END,
        prefix="exw",
        namespace=NAMESPACE,
        taxonomy="us-gaap-2025",
        namespaces=(GAAP, DEI),
        facts=_facts(),
        concepts=(
            ExtensionConcept(
                "exw:RecyclingObligationCurrent",
                "xbrli:monetaryItemType",
                "instant",
                "credit",
                "Recycling Obligation, Current",
                nearest="us-gaap:OtherLiabilitiesCurrent",
                reason="No standard concept names an obligation to recycle.",
            ),
        ),
        labels=tuple(Label(concept, role, text) for concept, role, text in _labels()),
        links=_links(),
        cover=(),
        tables=(),
    )


def filing() -> Filing:
    """The filing's bytes, by hand."""
    files = {
        f"{BASE}.htm": _document(),
        f"{BASE}.xsd": _schema(),
        f"{BASE}_lab.xml": _label_linkbase(),
        f"{BASE}_pre.xml": _presentation_linkbase(),
        f"{BASE}_cal.xml": _calculation_linkbase(),
        f"{BASE}_def.xml": _definition_linkbase(),
    }
    encoded = ((name, text.encode("ascii", "xmlcharrefreplace")) for name, text in sorted(files.items()))
    return Filing(BASE, f"{BASE}.htm", tuple(encoded))


def concepts() -> tuple[str, ...]:
    """Every concept that the report uses, standard ones and its own."""
    used = {concept for concept, _, _ in _labels()}
    return tuple(sorted(used))


def _facts() -> tuple[Fact, ...]:
    facts = [_cover_fact(*item) for item in COVER if item[2] is None]
    facts += [_cover_fact(*item) for item in COVER if item[2] is not None]
    facts.append(
        Fact("", "dei:EntityCommonStockSharesOutstanding", COVER_DATE, SHARES, Decimal(10_000_000), 0, (), "10,000,000")
    )
    for _, _, _, rows, periods in SHEETS:
        for row in rows:
            facts += [_fact(row, shown, period) for shown, period in zip(row.shown, periods, strict=True)]
    numbered = []
    for number, fact in enumerate(facts, 1):
        values = {name: getattr(fact, name) for name in Fact.__slots__}
        numbered.append(Fact(**{**values, "id": f"f-{number}", "span": SourceSpan(line=10 + number)}))
    return tuple(numbered)


def _cover_fact(name: str, value: str, text: str | None, format: str) -> Fact:
    return Fact("", f"dei:{name}", HALF, None, value, shown=text or value, format=format, hidden=text is None)


def _fact(row: Row, shown: str, period: Period) -> Fact:
    scale = 3 if row.unit == USD else 0
    dash = shown == "\u2014"
    number = Decimal(0) if dash else Decimal(shown.replace(",", "")).scaleb(scale)
    decimals = -3 if row.unit == USD else 2 if row.unit == PER_SHARE else 0
    value = -number if row.flip else number
    dimensions = tuple((EQUITY_AXIS, member) for member in row.members)
    text = shown.removeprefix("-")
    return Fact("", row.concept, period, row.unit, value, decimals, dimensions, text, scale, dash)


def _context(fact: Fact) -> tuple[Period, tuple[tuple[str, str], ...]]:
    return fact.period, fact.dimensions


def _contexts() -> dict[tuple[Period, tuple[tuple[str, str], ...]], str]:
    keys = list(dict.fromkeys(_context(fact) for fact in _facts()))
    return {key: f"c-{number}" for number, key in enumerate(keys, 1)}


def _document() -> str:
    contexts = _contexts()
    facts = _facts()
    hidden = "".join(_non_numeric(f, contexts) for f in facts if f.hidden)
    cover = "".join(
        f"<p>{f.concept.partition(':')[2]}: {_non_numeric(f, contexts)}</p>\n"
        for f in facts
        if not f.hidden and not f.is_numeric
    )
    numeric = iter(f for f in facts if f.is_numeric)
    cover += f"<p>Shares outstanding: {_non_fraction(next(numeric), contexts)}</p>\n"
    tables = "".join(_table(title, rows, periods, numeric, contexts) for _, title, _, rows, periods in SHEETS)
    resources = "".join(_context_xml(key, name) for key, name in contexts.items()) + _UNITS
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" \
xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12" \
xmlns:ixt-sec="http://www.sec.gov/inlineXBRL/transformation/2015-08-31" \
xmlns:xbrli="http://www.xbrl.org/2003/instance" \
xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:link="http://www.xbrl.org/2003/linkbase" \
xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" \
xmlns:us-gaap="{GAAP.uri}" xmlns:dei="{DEI.uri}" xmlns:exw="{NAMESPACE}" xml:lang="en-US">
<head><title>Example Widgets, Inc. 10-Q</title></head>
<body>
<div style="display:none"><ix:header><ix:hidden>{hidden}</ix:hidden>
<ix:references xml:lang="en-US"><link:schemaRef xlink:type="simple" xlink:href="{BASE}.xsd"/></ix:references>
<ix:resources>{resources}</ix:resources></ix:header></div>
<div>{cover}</div>
{tables}</body></html>
"""


_UNITS = (
    '<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>\n'
    '<xbrli:unit id="shares"><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unit>\n'
    '<xbrli:unit id="usdPerShare"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>'
    "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure>"
    "</xbrli:unitDenominator></xbrli:divide></xbrli:unit>\n"
)
_UNIT_IDS = {USD: "usd", SHARES: "shares", PER_SHARE: "usdPerShare"}


def _context_xml(key: tuple[Period, tuple[tuple[str, str], ...]], name: str) -> str:
    period, dimensions = key
    members = "".join(
        f'<xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember>' for axis, member in dimensions
    )
    segment = f"<xbrli:segment>{members}</xbrli:segment>" if members else ""
    dates = (
        f"<xbrli:instant>{period.end}</xbrli:instant>"
        if period.is_instant
        else f"<xbrli:startDate>{period.start}</xbrli:startDate><xbrli:endDate>{period.end}</xbrli:endDate>"
    )
    return (
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">{CIK}'
        f"</xbrli:identifier>{segment}</xbrli:entity><xbrli:period>{dates}</xbrli:period></xbrli:context>\n"
    )


def _non_numeric(fact: Fact, contexts: dict[tuple[Period, tuple[tuple[str, str], ...]], str]) -> str:
    format = f' format="{fact.format}"' if fact.format else ""
    name = f'<ix:nonNumeric id="{fact.id}" name="{fact.concept}" contextRef="{contexts[_context(fact)]}"{format}>'
    return f"{name}{html.escape(fact.shown, quote=False)}</ix:nonNumeric>"


def _non_fraction(fact: Fact, contexts: dict[tuple[Period, tuple[tuple[str, str], ...]], str]) -> str:
    sign = ' sign="-"' if isinstance(fact.value, Decimal) and fact.value < 0 else ""
    scale = f' scale="{fact.scale}"' if fact.scale and not fact.dash else ""
    format = "ixt:fixed-zero" if fact.dash else "ixt:num-dot-decimal"
    return (
        f'<ix:nonFraction id="{fact.id}" name="{fact.concept}" contextRef="{contexts[_context(fact)]}" '
        f'unitRef="{_UNIT_IDS[fact.unit]}" decimals="{fact.decimals}"{scale}{sign} format="{format}">'  # type: ignore[index]
        f"{fact.shown}</ix:nonFraction>"
    )


def _table(title, rows, periods, numeric, contexts) -> str:  # type: ignore[no-untyped-def]
    lines = ["<tr><td></td>" + "".join(f"<td>{period}</td>" for period in periods) + "</tr>\n"]
    for row in rows:
        cells = ""
        for shown in row.shown:
            number = _non_fraction(next(numeric), contexts)
            cells += f"<td>({number})</td>" if shown.startswith("-") else f"<td>{number}</td>"
        lines.append(f"<tr><td>{html.escape(row.label)}</td>{cells}</tr>\n")
    return f"<div><p>{title} (in thousands)</p><table>\n{''.join(lines)}</table></div>\n"


_LINK_KINDS = ("presentation", "calculation", "definition")


def _schema() -> str:
    used_on = "".join(
        f"<link:usedOn>link:{kind}Link</link:usedOn>" for kind in ("presentation", "calculation", "definition")
    )
    roles = "".join(
        f'<link:roleType roleURI="{link.role_uri}" id="{link.id}"><link:definition>{link.definition}</link:definition>'
        f"{used_on}</link:roleType>\n"
        for link in _links()
    )
    linkbases = "".join(
        f'<link:linkbaseRef xlink:type="simple" xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase" '
        f'xlink:role="http://www.xbrl.org/2003/role/{role}LinkbaseRef" xlink:href="{BASE}_{suffix}.xml"/>\n'
        for role, suffix in (("label", "lab"), ("presentation", "pre"), ("calculation", "cal"), ("definition", "def"))
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<xs:schema targetNamespace="{NAMESPACE}" elementFormDefault="qualified" xmlns:exw="{NAMESPACE}" \
xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance" \
xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
<xs:annotation><xs:appinfo>
{roles}{linkbases}</xs:appinfo></xs:annotation>
<xs:import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
<xs:import namespace="{GAAP.uri}" schemaLocation="{GAAP.schema_url}"/>
<xs:import namespace="{DEI.uri}" schemaLocation="{DEI.schema_url}"/>
<xs:element id="exw_RecyclingObligationCurrent" name="RecyclingObligationCurrent" type="xbrli:monetaryItemType" \
substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="instant" xbrli:balance="credit"/>
</xs:schema>
"""


def _labels() -> tuple[tuple[str, str, str], ...]:
    """Concept, role and text: a standard label for every concept used, and whatever the presentation prefers."""
    found: dict[tuple[str, str], str] = {}

    def add(concept: str, role: str = "label", suffix: str = "") -> None:
        name = concept.partition(":")[2]
        words = "".join(f" {c}" if c.isupper() or c.isdigit() else c for c in name).strip()
        found.setdefault((concept, role), words + suffix)

    for name, *_ in COVER:
        add(f"dei:{name}")
    add("dei:EntityCommonStockSharesOutstanding")
    add("dei:CoverAbstract")
    for _, _, root, rows, _ in SHEETS:
        add(f"us-gaap:{root}")
        for row in rows:
            add(row.concept)
            if row.preferred:
                add(row.concept, row.preferred, " (total)" if row.preferred == "totalLabel" else "")
    for _, source, target in HYPERCUBE:
        add(source)
        add(target)
    return tuple((concept, role, text) for (concept, role), text in found.items())


def _links() -> tuple[ExtendedLink, ...]:
    authority = NAMESPACE.rpartition("/")[0]
    cover = [f"dei:{name}" for name, *_ in COVER] + ["dei:EntityCommonStockSharesOutstanding"]
    links = [
        ExtendedLink(
            f"{authority}/role/CoverPage",
            "CoverPage",
            "0000001 - Document - Cover Page",
            "document",
            tuple(PresentationArc("dei:CoverAbstract", name, order) for order, name in enumerate(cover, 1)),
        )
    ]
    for number, (role, title, root, rows, _) in enumerate(SHEETS, 2):
        parent = f"us-gaap:{root}"
        arcs = tuple(PresentationArc(parent, row.concept, order, row.preferred) for order, row in enumerate(rows, 1))
        if rows is EQUITY:
            arcs = (
                PresentationArc(parent, "us-gaap:StatementTable", 1),
                PresentationArc("us-gaap:StatementTable", EQUITY_AXIS, 1),
                PresentationArc("us-gaap:StatementTable", "us-gaap:StatementLineItems", 2),
                PresentationArc(EQUITY_AXIS, "us-gaap:EquityComponentDomain", 1),
                PresentationArc("us-gaap:EquityComponentDomain", "us-gaap:CommonStockMember", 1),
                PresentationArc("us-gaap:EquityComponentDomain", "us-gaap:RetainedEarningsMember", 2),
                PresentationArc("us-gaap:StatementLineItems", "us-gaap:StockholdersEquity", 1),
            )
        sums = tuple(
            SummationArc(_qualified(total), _qualified(item), weight, order)
            for total, items in CALCULATIONS.get(role, {}).items()
            for order, (item, weight) in enumerate(items, 1)
        )
        cube = tuple(
            DefinitionArc(arcrole, source, target, order)  # type: ignore[arg-type]
            for order, (arcrole, source, target) in enumerate(HYPERCUBE if rows is EQUITY else (), 1)
        )
        links.append(
            ExtendedLink(
                f"{authority}/role/{role}", role, f"{number:07d} - Statement - {title}", "statement", arcs, sums, cube
            )
        )
    return tuple(links)


def _qualified(name: str) -> str:
    return name if ":" in name else f"us-gaap:{name}"


_LINKBASE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrldt="http://xbrl.org/2005/xbrldt">\n'
)


def _role_refs(links: tuple[ExtendedLink, ...]) -> str:
    return "".join(
        f'<link:roleRef roleURI="{link.role_uri}" xlink:type="simple" xlink:href="{BASE}.xsd#{link.id}"/>\n'
        for link in links
    )


def _locator(concept: str, label: str) -> str:
    prefix, _, name = concept.partition(":")
    schema = {"us-gaap": GAAP.schema_url, "dei": DEI.schema_url, "exw": f"{BASE}.xsd"}[prefix]
    return f'<link:loc xlink:type="locator" xlink:href="{schema}#{prefix}_{name}" xlink:label="{label}"/>\n'


def _locators(concepts: list[str]) -> str:
    return "".join(_locator(c, c.replace(":", "_")) for c in dict.fromkeys(concepts))


def _arc(element: str, arcrole: str, source: str, target: str, rest: str) -> str:
    source, target = source.replace(":", "_"), target.replace(":", "_")
    ends = f'xlink:from="{source}" xlink:to="{target}"'
    return f'<link:{element} xlink:type="arc" xlink:arcrole="{arcrole}" {ends} {rest}/>\n'


def _label_linkbase() -> str:
    body = ""
    by_concept: dict[str, list[tuple[str, str]]] = {}
    for concept, role, text in _labels():
        by_concept.setdefault(concept, []).append((role, text))
    for concept, labels in by_concept.items():
        key = concept.replace(":", "_")
        body += _locator(concept, key)
        for role, text in labels:
            uri = (_NEGATED_ROLE if role.startswith("negated") else _STANDARD_ROLE) + role
            body += (
                f'<link:label xlink:type="resource" xlink:label="lab_{key}" xlink:role="{uri}" xml:lang="en-US" '
                f'id="lab_{key}_{role}">{html.escape(text)}</link:label>\n'
            )
        body += _arc("labelArc", _XLINK + "concept-label", key, f"lab_{key}", 'order="1"')
    negated = (
        f'<link:roleRef roleURI="{_NEGATED_ROLE}negatedLabel" xlink:type="simple" '
        'xlink:href="http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd#negatedLabel"/>\n'
    )
    link = f'<link:labelLink xlink:type="extended" xlink:role="{_STANDARD_ROLE}link">\n{body}</link:labelLink>\n'
    return _LINKBASE + negated + link + "</link:linkbase>\n"


def _presentation_linkbase() -> str:
    links = _links()
    negated = (
        f'<link:roleRef roleURI="{_NEGATED_ROLE}negatedLabel" xlink:type="simple" '
        'xlink:href="http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd#negatedLabel"/>\n'
    )
    body = ""
    for link in links:
        body += f'<link:presentationLink xlink:type="extended" xlink:role="{link.role_uri}">\n'
        body += _locators([c for arc in link.presentation for c in (arc.parent, arc.child)])
        for arc in link.presentation:
            role = arc.preferred_label
            base = _NEGATED_ROLE if role.startswith("negated") else _STANDARD_ROLE
            preferred = f' preferredLabel="{base}{role}"' if role else ""
            rest = f'order="{arc.order}"{preferred}'
            body += _arc("presentationArc", _XLINK + "parent-child", arc.parent, arc.child, rest)
        body += "</link:presentationLink>\n"
    return _LINKBASE + _role_refs(links) + negated + body + "</link:linkbase>\n"


def _calculation_linkbase() -> str:
    links = tuple(link for link in _links() if link.calculation)
    arcrole = "https://xbrl.org/2023/arcrole/summation-item"
    reference = (
        f'<link:arcroleRef arcroleURI="{arcrole}" xlink:type="simple" '
        'xlink:href="https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"/>\n'
    )
    body = ""
    for link in links:
        body += f'<link:calculationLink xlink:type="extended" xlink:role="{link.role_uri}">\n'
        body += _locators([c for arc in link.calculation for c in (arc.parent, arc.child)])
        for arc in link.calculation:
            rest = f'order="{arc.order}" weight="{arc.weight}"'
            body += _arc("calculationArc", arcrole, arc.parent, arc.child, rest)
        body += "</link:calculationLink>\n"
    return _LINKBASE + _role_refs(links) + reference + body + "</link:linkbase>\n"


def _definition_linkbase() -> str:
    links = tuple(link for link in _links() if link.dimensions)
    arcroles = dict.fromkeys(arc.arcrole for link in links for arc in link.dimensions)
    references = "".join(
        f'<link:arcroleRef arcroleURI="{_DIMENSIONAL}{name}" xlink:type="simple" '
        f'xlink:href="http://www.xbrl.org/2005/xbrldt-2005.xsd#{name}"/>\n'
        for name in arcroles
    )
    body = ""
    for link in links:
        body += f'<link:definitionLink xlink:type="extended" xlink:role="{link.role_uri}">\n'
        body += _locators([c for arc in link.dimensions for c in (arc.parent, arc.child)])
        default = next(arc for arc in link.dimensions if arc.arcrole == "dimension-default")
        body += _locator(default.parent, "default_from") + _locator(default.child, "default_to")
        for arc in link.dimensions:
            source, target = arc.parent, arc.child
            if arc is default:
                source, target = "default_from", "default_to"
            closed = ' xbrldt:closed="true" xbrldt:contextElement="segment"' if arc.arcrole == "all" else ""
            body += _arc("definitionArc", _DIMENSIONAL + arc.arcrole, source, target, f'order="{arc.order}"{closed}')
        body += "</link:definitionLink>\n"
    return _LINKBASE + _role_refs(links) + references + body + "</link:linkbase>\n"
