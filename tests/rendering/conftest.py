"""A small report made by hand, and Arelle over an offline package of just the concepts it uses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from generator.facts.model import Period, money, money_per_share
from generator.report.model import (
    CoverLine,
    DefinitionArc,
    DisplayCell,
    DisplayHeading,
    DisplayRow,
    DisplayTable,
    Entity,
    ExtendedLink,
    ExtensionConcept,
    Fact,
    Label,
    LabelPiece,
    PresentationArc,
    Report,
    SummationArc,
)
from taxonomy import open_catalogue

AUTHORITY = "http://demo.example"
COVER = Period(date(2025, 11, 4), date(2025, 11, 4))
QUARTER = Period(date(2025, 9, 30), date(2025, 7, 1))
CLOSE = Period(date(2025, 9, 30))
EQUITY = "us-gaap:StatementEquityComponentsAxis"


@pytest.fixture(scope="session")
def hand_made() -> Report:
    """Cover, balance sheet with a nil, a zero dash and a negated row, EPS tagged twice, an equity member."""
    usd, eps = money(), money_per_share()
    facts = (
        Fact("f-1", "dei:DocumentType", COVER, None, "8-K", shown="8-K", language="en-us"),
        Fact("f-2", "dei:AmendmentFlag", COVER, None, "false", hidden=True),
        Fact(
            "f-3",
            "dei:DocumentPeriodEndDate",
            COVER,
            None,
            "2025-11-04",
            shown="November 4, 2025",
            format="ixt:date-monthname-day-year-en",
        ),
        Fact(
            "f-4", "dei:EntityRegistrantName", COVER, None, "Demo & Söhne Corp", shown="Demo & Söhne Corp",
            language="en-us",
        ),
        Fact("f-5", "dei:EntityCentralIndexKey", COVER, None, "0001234567", shown="0001234567"),
        Fact("f-6", "us-gaap:Assets", CLOSE, usd, Decimal(1326000), -3, shown="1,326", scale=3),
        Fact("f-7", "us-gaap:Liabilities", CLOSE, usd, Decimal(1000000), -3, shown="1,000", scale=3),
        Fact("f-8", "us-gaap:TreasuryStockValue", CLOSE, usd, Decimal(9000), -3, shown="(9)", scale=3),
        Fact("f-9", "us-gaap:PreferredStockValue", CLOSE, usd, Decimal(0), -3, shown="--", scale=3, dash=True),
        Fact("f-10", "us-gaap:Goodwill", CLOSE, usd, None, shown="-", scale=3, dash=True),
        Fact("f-11", "us-gaap:StockholdersEquity", CLOSE, usd, Decimal(326000), -3, shown="326", scale=3),
        Fact("f-12", "us-gaap:EarningsPerShareBasic", QUARTER, eps, Decimal("-0.15"), 2, shown="(0.15)"),
        Fact("f-13", "us-gaap:EarningsPerShareDiluted", QUARTER, eps, Decimal("-0.15"), 2, shown="(0.15)"),
        Fact("f-14", "demo:RecyclingReserve", CLOSE, usd, Decimal(1500), -2, shown="1.5", scale=3),
        Fact(
            "f-15", "us-gaap:StockholdersEquity", CLOSE, usd, Decimal(200000), -3,
            ((EQUITY, "us-gaap:CommonStockMember"),), shown="200", scale=3,
        ),
    )  # fmt: skip
    line_items = ["us-gaap:Assets", "us-gaap:Liabilities", "us-gaap:TreasuryStockValue", "us-gaap:PreferredStockValue",
                  "us-gaap:Goodwill", "us-gaap:StockholdersEquity", "demo:RecyclingReserve"]  # fmt: skip
    root, table, axis = "us-gaap:StatementOfFinancialPositionAbstract", "us-gaap:StatementTable", EQUITY
    domain, member, items = "us-gaap:EquityComponentDomain", "us-gaap:CommonStockMember", "us-gaap:StatementLineItems"
    preferred = {"us-gaap:TreasuryStockValue": "negatedLabel", "us-gaap:Assets": "totalLabel"}
    balance_sheet = ExtendedLink(
        f"{AUTHORITY}/role/BalanceSheet",
        "BalanceSheet",
        "0000002 - Statement - Balance Sheet",
        "statement",
        (
            PresentationArc(root, table, 1),
            PresentationArc(table, axis, 1),
            PresentationArc(axis, domain, 1),
            PresentationArc(domain, member, 1),
            PresentationArc(table, items, 2),
            *(PresentationArc(items, name, n, preferred.get(name, "")) for n, name in enumerate(line_items, 1)),
        ),
        (
            SummationArc("us-gaap:LiabilitiesAndStockholdersEquity", "us-gaap:Liabilities", 1, 1),
            SummationArc("us-gaap:LiabilitiesAndStockholdersEquity", "us-gaap:StockholdersEquity", 1, 2),
        )[:0],
        (
            DefinitionArc("all", items, table, 1),
            DefinitionArc("hypercube-dimension", table, axis, 1),
            DefinitionArc("dimension-domain", axis, domain, 1),
            DefinitionArc("dimension-default", axis, domain, 2),
            DefinitionArc("domain-member", domain, member, 1),
            *(DefinitionArc("domain-member", items, name, n) for n, name in enumerate(line_items, 1)),
        ),
    )
    operations = ExtendedLink(
        f"{AUTHORITY}/role/Operations",
        "Operations",
        "0000003 - Statement - Operations",
        "statement",
        (
            PresentationArc("us-gaap:IncomeStatementAbstract", "us-gaap:EarningsPerShareBasic", 1),
            PresentationArc("us-gaap:IncomeStatementAbstract", "us-gaap:EarningsPerShareDiluted", 2),
        ),
    )
    cover_names = [fact.concept for fact in facts if fact.concept.startswith("dei:")]
    cover = ExtendedLink(
        f"{AUTHORITY}/role/Cover",
        "Cover",
        "0000001 - Document - Cover",
        "document",
        tuple(PresentationArc("dei:CoverAbstract", name, n) for n, name in enumerate(cover_names, 1)),
    )
    links = (cover, balance_sheet, operations)
    used = dict.fromkeys(q for link in links for arc in link.presentation for q in (arc.parent, arc.child))
    catalogue = open_catalogue()
    labels = [Label(q, "label", catalogue.label(q) or "Recycling Reserve") for q in used]
    labels += [Label(q, role, f"{catalogue.label(q)}, shown") for q, role in preferred.items()]
    by_id = {fact.id: fact for fact in facts}

    def line(text: str, *ids: str, style: str = "line", before: str = "", after: str = "") -> DisplayRow:
        cell = DisplayCell(by_id[ids[0]].shown.strip("()"), ids, before, after)
        return DisplayRow(style, (LabelPiece(text),), 0, (cell,))  # type: ignore[arg-type]

    heading = ((DisplayHeading("September 30, 2025", 1),),)
    tables = (
        DisplayTable(
            "Balance sheet",
            "(In thousands)",
            "BalanceSheet",
            heading,
            (
                DisplayRow("heading", (LabelPiece("Assets:"),), 0, (DisplayCell(),)),
                line("Total assets", "f-6", style="grand-total", before="$"),
                line("Liabilities", "f-7"),
                line("Treasury stock", "f-8", before="(", after=")"),
                line("Preferred stock", "f-9"),
                line("Goodwill", "f-10"),
                line("Recycling", "f-14"),
                line("Common stock", "f-15"),
                line("Equity", "f-11", style="total", before="$"),
            ),
        ),
        DisplayTable(
            "Operations", "", "Operations", heading,
            (line("Basic and diluted", "f-12", "f-13", before="$(", after=")"),),
        ),
    )  # fmt: skip
    return Report(
        base="demo-20250930",
        title="Financial results, quarter ended September 30, 2025",
        entity=Entity("http://www.sec.gov/CIK", "0001234567", "Demo & Söhne Corp", True),
        period_end=date(2025, 9, 30),
        prefix="demo",
        namespace=f"{AUTHORITY}/20250930",
        taxonomy="us-gaap-2025",
        namespaces=tuple(catalogue.namespaces[p] for p in ("dei", "us-gaap")),
        facts=facts,
        concepts=(
            ExtensionConcept(
                "demo:RecyclingReserve", "xbrli:monetaryItemType", "instant", "credit", "Recycling Reserve"
            ),
        ),
        labels=tuple(labels),
        links=links,
        cover=tuple(
            CoverLine(by_id[i].concept, (LabelPiece(by_id[i].shown, (i,)),)) for i in ("f-1", "f-3", "f-4", "f-5")
        ),
        tables=tables,
    )
