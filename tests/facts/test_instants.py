from datetime import date

from generator.facts.instants import row_instants
from generator.facts.model import Period, StatementKind
from tests.facts.test_rows import line, rows

SIX_MONTHS = Period(date(2008, 6, 30), date(2008, 1, 1))


def periods(kind: StatementKind, *labels: tuple[str, str]) -> list[str]:
    found = rows(*(line(label, shown) for label, shown in labels))
    return [str(row[0]) for row in row_instants(found, [SIX_MONTHS], kind)]


def test_cash_at_beginning_and_end() -> None:
    assert periods(
        StatementKind.CASH_FLOWS,
        ("Net decrease in cash", "(3)"), ("Cash at beginning of period", "9"), ("Cash at end of period", "6"),
        ("Restricted cash included in other assets", "1"), ("Cash paid for interest", "2"),
    ) == ["2008-01-01/2008-06-30", "2007-12-31", "2008-06-30", "2008-06-30", "2008-01-01/2008-06-30"]  # fmt: skip


def test_dated_balances() -> None:
    assert periods(StatementKind.CASH_FLOWS, ("Cash and equivalents at June 30", "6"), ("Cash at January 1", "9")) == [
        "2008-06-30", "2007-12-31",
    ]  # fmt: skip


def test_a_roll_forward_of_equity_closes_where_it_adds_up() -> None:
    assert periods(
        StatementKind.EQUITY,
        ("Beginning balance", "100"), ("Net income", "20"), ("Dividends", "(5)"), ("Retained earnings", "115"),
    ) == ["2007-12-31", "2008-01-01/2008-06-30", "2008-01-01/2008-06-30", "2008-06-30"]  # fmt: skip


def test_hedges_of_cash_flows_are_no_balances() -> None:
    label = "Cash flow hedges, net of tax of $4 for the six months ended June 30, 2008"
    assert periods(StatementKind.COMPREHENSIVE_INCOME, (label, "7")) == ["2008-01-01/2008-06-30"]


def test_proceeds_at_a_closing_and_restricted_stock_are_flows() -> None:
    assert periods(
        StatementKind.CASH_FLOWS,
        ("Proceeds in cash at the closing of the offering", "40"), ("Cash at end of period", "6"),
        ("Issuance of restricted securities to employees", "5"), ("Restricted stock units exercised", "2"),
    ) == ["2008-01-01/2008-06-30", "2008-06-30", "2008-01-01/2008-06-30", "2008-01-01/2008-06-30"]  # fmt: skip


def test_stock_outside_every_roll_forward_is_a_balance() -> None:
    assert periods(
        StatementKind.EQUITY,
        ("Preferred stock issued(a)", "6"), ("Beginning balance", "100"), ("Common stock issued", "20"),
        ("Dividends", "(5)"), ("Ending balance", "115"),
    ) == ["2008-06-30", "2007-12-31", "2008-01-01/2008-06-30", "2008-01-01/2008-06-30", "2008-06-30"]  # fmt: skip
    assert periods(StatementKind.EQUITY, ("Common stock issued", "20")) == ["2008-01-01/2008-06-30"]
