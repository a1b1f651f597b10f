from __future__ import annotations

import pytest

from generator.facts.model import StatementKind
from generator.mapping import map_statements
from taxonomy import Catalogue
from tests.mapping.conftest import BuildStatement

WHOLE = "us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
PARENT = "us-gaap:StockholdersEquity"
OURS = ("Common Stock", "Retained Earnings")


@pytest.mark.parametrize(
    ("columns", "figures", "concept"),
    [
        ((*OURS, "Total"), ("20 900 920", "20 980 1,000"), PARENT),
        ((*OURS, "Noncontrolling Interests", "Total Equity"), ("20 900 80 1,000", "20 980 90 1,090"), WHOLE),
    ],
)
def test_balances_are_of_the_equity_that_the_statement_shows(
    build: BuildStatement,
    catalogue: Catalogue,
    columns: tuple[str, ...],
    figures: tuple[str, str],
    concept: str,
) -> None:
    rows = [
        ("", "Balance at December 31, 2023", figures[0]),
        ("", "Balance at December 31, 2024", figures[1]),
    ]
    statement = build(StatementKind.EQUITY, rows, columns=columns)
    mappings, _ = map_statements([statement], catalogue)
    assert {mapping.concept for mapping in mappings} == {concept}


def test_balances_beside_equity_are_not_equity(build: BuildStatement, catalogue: Catalogue) -> None:
    columns = ("Redeemable Noncontrolling Interests", *OURS, "Noncontrolling Interests", "Total Equity")
    rows = [
        ("", "Balance at December 31, 2023", "55 20 900 80 1,000"),
        ("", "Balance at December 31, 2024", "60 20 980 90 1,090"),
    ]
    mappings, _ = map_statements([build(StatementKind.EQUITY, rows, columns=columns)], catalogue)
    for mapping in mappings:
        assert (mapping.concept == WHOLE) is (mapping.fact.column > 0), mapping
