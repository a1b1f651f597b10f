"""What each kind of statement is called in the extension and where its tree is rooted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.facts.model import StatementKind


@dataclass(frozen=True, slots=True)
class StatementRole:
    """`id` names the role (renderers and quality rules look for `CashFlows` and `Parenthetical` in it), `root` is the
    abstract at the top of its presentation, `title` the words used where a statement has none."""

    id: str
    root: str
    title: str
    kind: Literal["statement", "disclosure"] = "statement"


COVER_ROOT = "dei:CoverAbstract"
TABLE = "us-gaap:StatementTable"
LINE_ITEMS = "us-gaap:StatementLineItems"

_POSITION = "us-gaap:StatementOfFinancialPositionAbstract"
_OTHER = StatementRole(
    "FinancialInformation", "us-gaap:SegmentReportingAbstract", "Financial Information", "disclosure"
)

_ROLES = {
    StatementKind.BALANCE_SHEET: StatementRole("BalanceSheet", _POSITION, "Balance Sheet"),
    StatementKind.PARENTHETICAL: StatementRole("BalanceSheetParenthetical", _POSITION, "Balance Sheet (Parenthetical)"),
    StatementKind.OPERATIONS: StatementRole(
        "StatementOfOperations", "us-gaap:IncomeStatementAbstract", "Statement of Operations"
    ),
    StatementKind.COMPREHENSIVE_INCOME: StatementRole(
        "StatementOfComprehensiveIncome",
        "us-gaap:StatementOfIncomeAndComprehensiveIncomeAbstract",
        "Statement of Comprehensive Income",
    ),
    StatementKind.CASH_FLOWS: StatementRole(
        "StatementOfCashFlows", "us-gaap:StatementOfCashFlowsAbstract", "Statement of Cash Flows"
    ),
    StatementKind.EQUITY: StatementRole(
        "StatementOfStockholdersEquity",
        "us-gaap:StatementOfStockholdersEquityAbstract",
        "Statement of Stockholders' Equity",
    ),
    StatementKind.SEGMENT: StatementRole(
        "SegmentInformation", "us-gaap:SegmentReportingAbstract", "Segment Information", "disclosure"
    ),
    StatementKind.NARRATIVE: StatementRole(
        "FiguresInText",
        "us-gaap:OrganizationConsolidationAndPresentationOfFinancialStatementsAbstract",
        "Figures in the Text",
        "disclosure",
    ),
}


def statement_role(kind: StatementKind) -> StatementRole:
    return _ROLES.get(kind, _OTHER)
