"""A small report of an invented company, built without a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest

from generator.diagnostics import SourceSpan
from generator.facts.model import (
    SHARES,
    Column,
    ParsedFact,
    Period,
    Row,
    Statement,
    StatementKind,
    Unit,
    money,
    money_per_share,
)
from taxonomy import Catalogue, open_catalogue

YEAR = Period(date(2024, 12, 31), date(2024, 1, 1))
BEFORE = Period(date(2023, 12, 31), date(2023, 1, 1))
UNITS = {"money": money(), "shares": SHARES, "per-share": money_per_share()}

RowSpec = tuple[str, str, str]
"""Section, label, figures: "1,200 (900)" for money, with "shares" or "per-share" before them for other units."""

BuildStatement = Callable[..., Statement]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return open_catalogue()


@pytest.fixture(scope="session")
def build() -> BuildStatement:
    return _statement


def _statement(
    kind: StatementKind, rows: Sequence[RowSpec], *, index: int = 0, columns: Sequence[str] = ()
) -> Statement:
    instant = kind in (StatementKind.BALANCE_SHEET, StatementKind.PARENTHETICAL)
    periods = [Period(YEAR.end), Period(BEFORE.end)] if instant else [YEAR, BEFORE]
    heads = [Column(at, name, YEAR, component=name) for at, name in enumerate(columns)]
    heads = heads or [Column(at, str(period), period) for at, period in enumerate(periods)]
    made_rows, facts = [], []
    for number, (section, label, figures) in enumerate(rows):
        span = SourceSpan(number + 10)
        made_rows.append(
            Row(number, label, span, section=(section,) if section else (), is_total=label.startswith("Total"))
        )
        unit = next((name for name in UNITS if figures.startswith(name + " ")), "money")
        for column, text in enumerate(figures.removeprefix(unit).split()):
            period = YEAR if columns else periods[column]
            if label.startswith("Balance") or "of year" in label:
                period = Period((YEAR if "end" in label or "2024" in label else BEFORE).end)
            facts.append(_fact(text, UNITS[unit], period, span, index, number, column))
    return Statement(
        index, kind, kind.value, tuple(heads), tuple(made_rows), tuple(facts), 3, "USD", index, SourceSpan(1)
    )


def _fact(text: str, unit: Unit, period: Period, span: SourceSpan, index: int, row: int, column: int) -> ParsedFact:
    digits = text.strip("()").replace(",", "")
    value = Decimal(digits) * (Decimal(1000) if unit == money() else 1)
    return ParsedFact(
        -value if text.startswith("(") else value,
        unit,
        period,
        {money(): -3, SHARES: 0}.get(unit, 2),
        3,
        text,
        span,
        statement=index,
        row=row,
        column=column,
    )


@pytest.fixture(scope="session")
def report(build: BuildStatement) -> tuple[Statement, ...]:
    """Balance sheet, operations and cash flows that foot and tie."""
    balance = build(
        StatementKind.BALANCE_SHEET,
        [
            ("Current assets:", "Cash and cash equivalents", "4,150 3,900"),
            ("Current assets:", "Accounts receivable, net", "2,310 2,045"),
            ("Current assets:", "Inventories", "1,725 1,640"),
            ("Current assets:", "Prepaid expenses and other current assets", "415 390"),
            ("Current assets:", "Total current assets", "8,600 7,975"),
            ("", "Property and equipment, net", "5,240 5,015"),
            ("", "Goodwill", "1,160 1,160"),
            ("", "Total assets", "15,000 14,150"),
            ("Current liabilities:", "Accounts payable", "1,870 1,765"),
            ("Current liabilities:", "Accrued liabilities", "930 885"),
            ("Current liabilities:", "Total current liabilities", "2,800 2,650"),
            ("", "Long-term debt", "3,700 4,100"),
            ("Stockholders’ equity:", "Common stock", "120 118"),
            ("Stockholders’ equity:", "Additional paid-in capital", "4,480 4,232"),
            ("Stockholders’ equity:", "Retained earnings", "3,900 3,050"),
            ("Stockholders’ equity:", "Total stockholders’ equity", "8,500 7,400"),
            ("", "Total liabilities and stockholders’ equity", "15,000 14,150"),
        ],
    )
    operations = build(
        StatementKind.OPERATIONS,
        [
            ("", "Net sales", "21,400 19,950"),
            ("", "Cost of sales", "13,910 13,125"),
            ("", "Gross profit", "7,490 6,825"),
            ("Operating expenses:", "Selling, general and administrative", "4,775 4,480"),
            ("Operating expenses:", "Research and development", "1,105 1,020"),
            ("Operating expenses:", "Total operating expenses", "5,880 5,500"),
            ("", "Operating income", "1,610 1,325"),
            ("", "Interest expense", "(245) (270)"),
            ("", "Income before income taxes", "1,365 1,055"),
            ("", "Provision for income taxes", "315 245"),
            ("", "Net income", "1,050 810"),
            ("", "Basic and diluted earnings per share", "per-share 0.88 0.69"),
            ("", "Weighted average shares outstanding", "shares 1,193,000 1,174,000"),
        ],
        index=1,
    )
    flows = build(
        StatementKind.CASH_FLOWS,
        [
            ("Operating activities:", "Net income", "1,050 810"),
            ("Operating activities:", "Depreciation and amortization", "640 615"),
            ("Operating activities:", "Stock-based compensation", "250 215"),
            ("Changes in operating assets and liabilities:", "Accounts receivable", "(265) 120"),
            ("Changes in operating assets and liabilities:", "Inventories", "(85) (60)"),
            ("Changes in operating assets and liabilities:", "Accounts payable", "105 (45)"),
            ("Operating activities:", "Net cash provided by operating activities", "1,695 1,655"),
            ("Investing activities:", "Purchases of property and equipment", "(845) (730)"),
            ("Investing activities:", "Net cash used in investing activities", "(845) (730)"),
            ("Financing activities:", "Repayments of long-term debt", "(400) (350)"),
            ("Financing activities:", "Dividends paid", "(200) (190)"),
            ("Financing activities:", "Net cash used in financing activities", "(600) (540)"),
            ("", "Net increase in cash and cash equivalents", "250 385"),
            ("", "Cash and cash equivalents at beginning of year", "3,900"),
            ("", "Cash and cash equivalents at end of year", "4,150"),
        ],
        index=2,
    )
    return balance, operations, flows
