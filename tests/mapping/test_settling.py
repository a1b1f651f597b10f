from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from generator.facts.model import Footing, Statement, StatementKind
from generator.mapping.bundles import CONTRARY, against_nature
from generator.mapping.evidence import FEATURES, Table
from generator.mapping.joint import decide
from generator.mapping.knowledge import EXTENSION
from generator.mapping.lines import read_lines
from generator.mapping.model import Evidence
from generator.mapping.settling import settle
from taxonomy import Catalogue
from tests.mapping.conftest import BuildStatement

_CCERC = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
_INCREASE = f"{_CCERC}PeriodIncreaseDecreaseIncludingExchangeRateEffect"
_BEFORE_EXCHANGE = f"{_CCERC}PeriodIncreaseDecreaseExcludingExchangeRateEffect"
_FLOW = "NetCashProvidedByUsedIn{}Activities"
_OTHERS = "NetIncomeLossAttributableToNoncontrollingInterest"

Shares = Mapping[str, Mapping[str, float]]
"""By caption, the shares of the candidates; what is missing to 1 is the extension's."""


def settled(
    statement: Statement, shares: Shares, catalogue: Catalogue, turned: frozenset[str] = frozenset()
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """By caption, the concept that the figures leave to it and the sums that bear it out."""
    lines = read_lines([statement])
    names, starts, held = [], [0], []
    for line in lines:
        mine = shares[line.label]
        names += [*(f"us-gaap:{name}" for name in mine), EXTENSION]
        held.append(np.array([*mine.values(), max(1.0 - sum(mine.values()), 0.001)]))
        starts.append(len(names))
    table = Table(tuple(names), np.zeros((len(names), len(FEATURES)), dtype=np.float32), tuple(starts))
    found = settle(
        [statement],
        lines,
        table,
        held,
        decide(lines, table, held),
        catalogue,
        lambda at, name: (lines[at].label in turned, Evidence("sign", "", 0.0)),
    )
    chosen = {
        line.label: names[starts[at] + choice.place].removeprefix("us-gaap:")
        for at, (line, choice) in enumerate(zip(lines, found.choices, strict=True))
    }
    return chosen, {line.label: found.reasons.get(at, ()) for at, line in enumerate(lines)}


def test_the_balances_that_the_change_in_cash_connects_are_one_concept(
    build: BuildStatement, catalogue: Catalogue
) -> None:
    """Readers of captions take the balances of continuing operations for the cash that is rolled forward."""
    statement = build(
        StatementKind.CASH_FLOWS,
        [
            ("", "Increase in cash", "250"),
            ("", "Cash of continuing operations, beginning of year", "3,000"),
            ("", "Cash and cash equivalents, beginning of year", "3,900"),
            ("", "Cash of continuing operations, end of year", "3,600"),
            ("", "Cash and cash equivalents, end of year", "4,150"),
        ],
    )
    carrying = "CashAndCashEquivalentsAtCarryingValue"
    shares = {row.label: {_CCERC: 0.6, carrying: 0.35} for row in statement.rows}
    shares |= {row.label: {_CCERC: 0.55, carrying: 0.4} for row in statement.rows if "equivalents" in row.label}
    chosen, reasons = settled(statement, shares | {"Increase in cash": {_INCREASE: 0.9}}, catalogue)
    assert chosen["Cash and cash equivalents, beginning of year"] == _CCERC
    assert chosen["Cash and cash equivalents, end of year"] == _CCERC
    assert chosen["Cash of continuing operations, beginning of year"] == carrying
    assert reasons["Cash and cash equivalents, end of year"] == ("Opening cash and its change give closing cash",)


def test_a_change_in_cash_holds_the_exchange_effect_where_the_sum_says_so(
    build: BuildStatement, catalogue: Catalogue
) -> None:
    rows = [
        ("", "Operations", "1,695 1,655"),
        ("", "Investments", "(845) (730)"),
        ("", "Financing", "(600) (540)"),
        ("", "Exchange rates", "30 20"),
    ]
    shares = {
        "Operations": {_FLOW.format("Operating"): 0.9},
        "Investments": {_FLOW.format("Investing"): 0.9},
        "Financing": {_FLOW.format("Financing"): 0.9},
        "Exchange rates": {f"EffectOfExchangeRateOn{_CCERC}": 0.9},
        "Change": {_BEFORE_EXCHANGE: 0.6, _INCREASE: 0.35},
    }
    for change, concept in (("280 405", _INCREASE), ("250 385", _BEFORE_EXCHANGE)):
        statement = build(StatementKind.CASH_FLOWS, [*rows, ("", "Change", change)])
        assert settled(statement, shares, catalogue)[0]["Change"] == concept


def test_expenses_that_hold_the_cost_of_revenue_are_all_costs(build: BuildStatement, catalogue: Catalogue) -> None:
    shares = {
        "Revenue": {"Revenues": 0.9},
        "Cost": {"CostOfRevenue": 0.9},
        "Gross profit": {"GrossProfit": 0.95},
        "Total expenses": {"OperatingExpenses": 0.6, "CostsAndExpenses": 0.35},
        "Operating income": {"OperatingIncomeLoss": 0.95},
    }
    all_costs = [
        ("", "Revenue", "9,000 8,000"),
        ("", "Cost", "5,000 4,500"),
        ("", "Total expenses", "7,400 6,700"),
        ("", "Operating income", "1,600 1,300"),
    ]
    statement = build(StatementKind.OPERATIONS, all_costs)
    assert settled(statement, shares, catalogue)[0]["Total expenses"] == "CostsAndExpenses"
    after = [*all_costs[:2], ("", "Gross profit", "4,000 3,500"), ("", "Total expenses", "2,400 2,200"), all_costs[3]]
    statement = build(StatementKind.OPERATIONS, after)
    assert settled(statement, shares, catalogue)[0]["Total expenses"] == "OperatingExpenses"


def test_profit_is_the_parents_and_the_others(build: BuildStatement, catalogue: Catalogue) -> None:
    """Two rows of the same words want the parent's net income; the sum says which of them has it."""
    statement = build(
        StatementKind.OPERATIONS,
        [
            ("", "Net income", "23,427 15,387"),
            ("", "Less others", "461 837"),
            ("", "Net income of the owners", "22,966 14,550"),
            ("", "Net loss", "(836) (456)"),
        ],
    )
    shares = {
        "Net income": {"ProfitLoss": 0.8, "NetIncomeLoss": 0.1},
        "Less others": {_OTHERS: 0.8},
        "Net income of the owners": {"NetIncomeLoss": 0.5, "IncomeLossAttributableToParent": 0.3},
        "Net loss": {"NetIncomeLoss": 0.6, "OtherComprehensiveIncomeLossNetOfTax": 0.3},
    }
    chosen, reasons = settled(statement, shares, catalogue)
    assert chosen["Net income of the owners"] == "NetIncomeLoss"
    assert chosen["Net loss"] == "OtherComprehensiveIncomeLossNetOfTax"
    assert any("noncontrolling interest" in words for words in reasons["Net income of the owners"])


def test_more_shares_are_authorized_than_issued(build: BuildStatement, catalogue: Catalogue) -> None:
    statement = build(
        StatementKind.PARENTHETICAL, [("", "One", "shares 6,500 6,500"), ("", "Other", "shares 3,577 3,577")]
    )
    shares = {
        "One": {"CommonStockSharesIssued": 0.6, "CommonStockSharesAuthorized": 0.3},
        "Other": {"CommonStockSharesIssued": 0.55, "CommonStockSharesAuthorized": 0.4},
    }
    chosen, _ = settled(statement, shares, catalogue)
    assert chosen == {"One": "CommonStockSharesAuthorized", "Other": "CommonStockSharesIssued"}


def test_a_row_of_both_signs_is_nothing_that_is_never_negative(build: BuildStatement, catalogue: Catalogue) -> None:
    two_way = {"RepaymentsOfDebt": 0.6, "ProceedsFromRepaymentsOfDebt": 0.3}
    mixed = build(StatementKind.CASH_FLOWS, [("", "Borrowings, net", "400 (350)")])
    paid = build(StatementKind.CASH_FLOWS, [("", "Borrowings, net", "(400) (350)")])
    shares = {"Borrowings, net": two_way}
    assert settled(mixed, shares, catalogue)[0] == {"Borrowings, net": "ProceedsFromRepaymentsOfDebt"}
    assert settled(paid, shares, catalogue)[0] == {"Borrowings, net": "RepaymentsOfDebt"}


def test_no_row_is_the_total_of_its_own_total(build: BuildStatement, catalogue: Catalogue) -> None:
    rows = [("", "Fees", "800 700"), ("", "Interest", "400 300"), ("", "Total", "1,200 1,000")]
    statement = build(StatementKind.OPERATIONS, rows)
    shares = {
        "Fees": {"Revenues": 0.5, "NoninterestIncomeOtherOperatingIncome": 0.4},
        "Interest": {"InterestIncomeOther": 0.9},
        "Total": {"NoninterestIncome": 0.9},
    }
    assert settled(statement, shares, catalogue)[0]["Fees"] == "Revenues"
    summed = replace(statement, footings=(Footing(2, ((0, 1), (1, 1)), (0, 1)),))
    assert settled(summed, shares, catalogue)[0]["Fees"] == "NoninterestIncomeOtherOperatingIncome"


def test_what_is_left_over_is_a_concept_of_its_own(build: BuildStatement, catalogue: Catalogue) -> None:
    statement = build(StatementKind.BALANCE_SHEET, [("", "One", "500 400"), ("", "Two", "300 200")])
    shares = {"One": {"Goodwill": 0.95, "Assets": 0.01}, "Two": {"Goodwill": 0.9, "Assets": 0.02}}
    assert settled(statement, shares, catalogue)[0] == {"One": "Goodwill", "Two": EXTENSION}


def test_figures_against_every_standard_concept_are_the_filers_own(build: BuildStatement, catalogue: Catalogue) -> None:
    shares = {
        "Prepayment benefit (costs)": {"PaymentsOfDebtExtinguishmentCosts": 0.8, "PaymentsOfDebtIssuanceCosts": 0.1}
    }
    mixed = build(StatementKind.CASH_FLOWS, [("", "Prepayment benefit (costs)", "10 (924)")])
    assert settled(mixed, shares, catalogue)[0] == {"Prepayment benefit (costs)": EXTENSION}
    paid = build(StatementKind.CASH_FLOWS, [("", "Prepayment benefit (costs)", "(10) (924)")])
    assert settled(paid, shares, catalogue)[0] == {"Prepayment benefit (costs)": "PaymentsOfDebtExtinguishmentCosts"}


def test_a_change_in_operating_assets_stands_under_no_other_cash_flow(
    build: BuildStatement, catalogue: Catalogue
) -> None:
    loans = "Increase in loans held for investment"
    statement = build(
        StatementKind.CASH_FLOWS,
        [
            ("Investing activities:", "Purchases of equipment", "(40) (30)"),
            ("Investing activities:", loans, "(10) (12)"),
            ("Investing activities:", "Net cash used in investing activities", "(50) (42)"),
        ],
    )
    shares = {
        "Purchases of equipment": {"PaymentsToAcquirePropertyPlantAndEquipment": 0.9},
        loans: {"IncreaseDecreaseInMortgageLoansHeldForSale": 0.6, "PaymentsToAcquireLoansHeldForInvestment": 0.3},
        "Net cash used in investing activities": {_FLOW.format("Investing"): 0.95},
    }
    summed = replace(statement, footings=(Footing(2, ((0, 1), (1, 1)), (0, 1)),))
    assert settled(statement, shares, catalogue)[0][loans] == "IncreaseDecreaseInMortgageLoansHeldForSale"
    assert settled(summed, shares, catalogue)[0][loans] == "PaymentsToAcquireLoansHeldForInvestment"


def test_totals_of_equity_of_both_signs_are_against_nature(build: BuildStatement) -> None:
    """Components may differ in their signs; the totals that one caption has in two parts of a statement may not."""

    def doubts(this_year: str, last_year: str) -> list[float]:
        parts = [
            build(StatementKind.EQUITY, [("", "Interests acquired", figures)], columns=["Paid-in capital", ""], index=n)
            for n, figures in enumerate((this_year, last_year))
        ]
        return against_nature(read_lines(parts))

    assert doubts("(5) 185", "171 14") == [0.0, 0.0]
    assert doubts("171 185", "62 (55)") == [CONTRARY, CONTRARY]
