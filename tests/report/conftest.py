"""A release in small: balance sheet, operations, cash flows and equity of a company that does not exist."""

from __future__ import annotations

from datetime import date

import pytest

from generator.facts.model import SHARES, CoverFact, CoverItem, Footing, StatementKind, money_per_share
from generator.mapping.model import ProposedExtension
from generator.report import ReportOptions, build_report
from generator.report.model import Report
from taxonomy import Catalogue, open_catalogue
from tests.report.making import CLOSE, CLOSE_BEFORE, HALF, HALF_BEFORE, Line, To, mapped, statement

OPERATING = ("Operating expenses:",)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return open_catalogue()


@pytest.fixture(scope="session")
def cover() -> tuple[CoverFact, ...]:
    stated = {
        CoverItem.REGISTRANT_NAME: "Brücke & Söhne Holdings, Inc.",
        CoverItem.TRADING_SYMBOL: "BRKX",
        CoverItem.EXCHANGE: "NASDAQ",
        CoverItem.DOCUMENT_DATE: "2025-08-07",
        CoverItem.CITY: "Tarrytown",
        CoverItem.STATE: "NY",
        CoverItem.ZIP_CODE: "10591",
        CoverItem.AREA_CODE: "914",
        CoverItem.PHONE: "555-0100",
    }
    return tuple(CoverFact(item, value, value, None) for item, value in stated.items())


@pytest.fixture(scope="session")
def release(catalogue: Catalogue, cover: tuple[CoverFact, ...]) -> Report:
    """The whole release as a report of a filer whose CIK is known."""
    balance = statement(
        StatementKind.BALANCE_SHEET,
        [CLOSE, CLOSE_BEFORE],
        [
            Line("Current assets:"),
            Line("Cash and cash equivalents", ["$ 1,326", "$ 4,943"], section=("Current assets:",)),
            Line("Inventories", ["674", "57"], section=("Current assets:",)),
            Line("Total current assets", ["2,000", "5,000"], section=("Current assets:",), total=True),
            Line("Goodwill", ["nil", "--"]),
            Line("Total assets", ["$ 2,000", "$ 5,000"], total=True),
            Line(
                "Common stock, $.001 par value; 75,000,000 shares authorized",
                ["52", "32"],
                captions=(
                    (".001", money_per_share(), "par value"),
                    ("75,000,000", SHARES, "shares authorized"),
                ),
            ),
            Line("Less treasury stock", ["(9)", "(9)"]),
            Line("Mystery amount", ["77", "78"]),
        ],
        index=0,
        footings=[Footing(3, ((1, 1), (2, 1)), (0, 1))],
        title="SELECTED CONSOLIDATED BALANCE SHEETS",
        headings=("(UNAUDITED)", "(IN $000S)"),
    )
    operations = statement(
        StatementKind.OPERATIONS,
        [HALF, HALF_BEFORE],
        [
            Line("Revenue", ["$ 91", "$ 259"]),
            Line("Operating expenses:"),
            Line("General and administrative", ["4,837", "6,648"], section=OPERATING),
            Line("Recycling levy", ["6,786", "7,012"], section=OPERATING),
            Line("Total operating expenses", ["11,623", "13,660"], section=OPERATING, total=True),
            Line("Loss from operations", ["(11,532)", "(13,401)"], total=True),
            Line("Interest expense", ["(850)", "(1,207)"]),
            Line("Net loss", ["$ (12,382)", "$ (14,608)"], total=True),
            Line("Basic and diluted loss per share", ["$ (0.28)", "$ (0.45)"], money_per_share(), 0),
            Line("Weighted average shares", ["49,703,971", "32,399,800"], SHARES, 0),
        ],
        index=1,
        footings=[
            Footing(4, ((2, 1), (3, 1)), (0, 1)),
            Footing(5, ((0, 1), (4, -1)), (0, 1)),
            Footing(7, ((5, 1), (6, 1)), (0, 1)),
        ],
        title="Statements of Operations",
    )
    flows = statement(
        StatementKind.CASH_FLOWS,
        [HALF],
        [
            Line("Net loss", ["$ (12,382)"], total=True),
            Line("Decrease in cash", ["(3,617)"], total=True),
            Line("Cash at beginning of period", ["4,943"]),
            Line("Cash at end of period", ["$ 1,326"], total=True),
        ],
        index=2,
        footings=[Footing(3, ((1, 1), (2, 1)), (0,))],
    )
    equity = statement(
        StatementKind.EQUITY,
        [(HALF, "Common Stock"), (HALF, "Founders' Units"), (HALF, "Total")],
        [
            Line("Balance at beginning of period", ["32", "5", "37"]),
            Line("Net loss", ["--", "(12,382)", "(12,382)"], total=True),
            Line("Balance at end of period", ["32", "(12,377)", "(12,345)"], total=True),
        ],
        index=3,
    )
    levy = ProposedExtension(
        "RecyclingLevy", "xbrli:monetaryItemType", "debit", "duration", "Recycling levy",
        "us-gaap:OperatingExpenses", "No concept of the taxonomy names a levy on recycling.",
    )  # fmt: skip
    cash = "us-gaap:CashAndCashEquivalentsAtCarryingValue"
    mappings = (
        *mapped(
            balance,
            {
                "Cash and cash equivalents": cash,
                "Inventories": "us-gaap:InventoryNet",
                "Total current assets": "us-gaap:AssetsCurrent",
                "Goodwill": "us-gaap:Goodwill",
                "Total assets": "us-gaap:Assets",
                "Common stock, $.001 par value; 75,000,000 shares authorized": "us-gaap:CommonStockValue",
                "par value": "us-gaap:CommonStockParOrStatedValuePerShare",
                "shares authorized": "us-gaap:CommonStockSharesAuthorized",
                "Less treasury stock": To("us-gaap:TreasuryStockValue", negated=True),
            },
        ),
        *mapped(
            operations,
            {
                "Revenue": "us-gaap:Revenues",
                "General and administrative": "us-gaap:GeneralAndAdministrativeExpense",
                "Recycling levy": To(extension=levy),
                "Total operating expenses": "us-gaap:OperatingExpenses",
                "Loss from operations": "us-gaap:OperatingIncomeLoss",
                "Interest expense": To("us-gaap:InterestExpenseNonoperating", negated=True),
                "Net loss": "us-gaap:NetIncomeLoss",
                "Basic and diluted loss per share": To(
                    "us-gaap:EarningsPerShareBasic", also=("us-gaap:EarningsPerShareDiluted",)
                ),
                "Weighted average shares": "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",
            },
        ),
        *mapped(
            flows,
            {
                "Net loss": "us-gaap:NetIncomeLoss",
                "Decrease in cash": "us-gaap:CashAndCashEquivalentsPeriodIncreaseDecrease",
                "Cash at beginning of period": cash,
                "Cash at end of period": cash,
            },
        ),
        *mapped(
            equity,
            {
                "Balance at beginning of period": "us-gaap:StockholdersEquity",
                "Net loss": "us-gaap:NetIncomeLoss",
                "Balance at end of period": "us-gaap:StockholdersEquity",
            },
        ),
    )
    options = ReportOptions(cik="1234567", period_end=date(2025, 6, 30))
    return build_report([balance, operations, flows, equity], mappings, cover, catalogue, options)
