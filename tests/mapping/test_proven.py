from __future__ import annotations

from dataclasses import replace

import pytest

from generator.facts.model import Footing, Statement, StatementKind
from generator.mapping.lines import read_lines
from generator.mapping.proven import calculated_weight, proven_of_others, proven_per_share, proven_turns
from taxonomy import Catalogue
from tests.mapping.conftest import BuildStatement

NAMES = (
    "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
    "us-gaap:IncomeTaxExpenseBenefit",
    "us-gaap:ProfitLoss",
    "us-gaap:NetIncomeLossAttributableToNoncontrollingInterest",
    "us-gaap:NetIncomeLoss",
)


@pytest.mark.parametrize(
    ("tax", "others", "weights", "turned"),
    [
        ("200 180", "12 10", (-1, -1), (False, False)),
        ("(200) (180)", "(12) (10)", (1, 1), (True, True)),
        ("(200) 180", "12 (10)", (1, -1), (True, False)),
    ],
)
def test_a_sum_says_which_way_a_row_runs(
    build: BuildStatement,
    catalogue: Catalogue,
    tax: str,
    others: str,
    weights: tuple[int, int],
    turned: tuple[bool, bool],
) -> None:
    """Only the weights of the sums count, whatever the caption and the sign as shown."""
    rows = [("", "Pre-tax", "900 800"), ("", "Tax", tax), ("", "All", "700 620"), ("", "Others", others)]
    statement = build(StatementKind.OPERATIONS, [*rows, ("", "Ours", "688 610")])
    footings = (
        Footing(2, ((0, 1), (1, weights[0])), (0, 1)),
        Footing(4, ((2, 1), (3, weights[1])), (0, 1)),
    )
    proven = _proven(replace(statement, footings=footings), catalogue)
    assert (proven[1][0], proven[3][0]) == turned
    assert proven[3][1] == "Ours"


def test_a_sum_that_fails_or_does_not_feel_the_row_proves_nothing(build: BuildStatement, catalogue: Catalogue) -> None:
    rows = [("", "Pre-tax", "900 800"), ("", "Tax", "200 180"), ("", "All", "700 620"), ("", "Others", "1 0")]
    statement = build(StatementKind.OPERATIONS, [*rows, ("", "Ours", "700 620")])
    failing = Footing(2, ((0, 1), (1, -1)), (0,), (1,))
    tiny = Footing(4, ((2, 1), (3, 1)), (0, 1))
    proven = _proven(replace(statement, footings=(failing, tiny)), catalogue)
    assert 1 not in proven
    assert 3 not in proven


def test_weights_of_the_taxonomy_go_through_totals(catalogue: Catalogue) -> None:
    assert calculated_weight(NAMES[1], "us-gaap:NetIncomeLoss", catalogue, cash=False) == -1
    assert calculated_weight(NAMES[4], "us-gaap:Assets", catalogue, cash=False) == 0
    receivable, flow = (
        "us-gaap:IncreaseDecreaseInAccountsReceivable",
        "us-gaap:NetCashProvidedByUsedInOperatingActivities",
    )
    assert calculated_weight(receivable, flow, catalogue, cash=True) == -1


def _proven(statement: Statement, catalogue: Catalogue) -> dict[int, tuple[bool, str]]:
    lines = read_lines([statement])
    return proven_turns([statement], lines, NAMES, [False] * len(lines), catalogue)


def test_a_loss_per_share_shown_without_a_sign_is_a_loss(build: BuildStatement, catalogue: Catalogue) -> None:
    rows = [
        ("", "Net loss", "(1,044) (1,526)"),
        ("", "Net loss per share", "per-share 0.87 1.30"),
        ("", "Average shares", "shares 1,200,000 1,174,000"),
    ]
    lines = read_lines([build(StatementKind.OPERATIONS, rows)])
    names = (
        "us-gaap:NetIncomeLoss",
        "us-gaap:EarningsPerShareBasic",
        "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",
    )
    assert proven_per_share(lines, names, [False] * 3) == {1: (True, "Net loss")}
    one_of_two = [rows[0], ("", "Net loss per share", "per-share 0.87 (1.30)"), rows[2]]
    lines = read_lines([build(StatementKind.OPERATIONS, one_of_two)])
    assert proven_per_share(lines, names, [False] * 3) == {}


def test_profit_says_which_way_the_income_of_others_runs(build: BuildStatement) -> None:
    rows = [("", "Ours", "(616) 545"), ("", "Others", "(10) 5"), ("", "All", "(606) 540")]
    lines = read_lines([build(StatementKind.OPERATIONS, rows)])
    names = (NAMES[4], NAMES[3], NAMES[2])
    assert proven_of_others(lines, names, [False] * 3) == {1: (True, "All")}
    assert proven_of_others(lines, (NAMES[4], NAMES[3], NAMES[0]), [False] * 3) == {}
