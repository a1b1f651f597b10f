from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from generator.facts.model import StatementKind
from generator.mapping.evidence import Table
from generator.mapping.knowledge import EXTENSION
from generator.mapping.lines import Line, read_lines
from generator.mapping.report_signs import report_signs
from generator.mapping.sign import negated
from taxonomy import Catalogue
from tests.mapping.conftest import BuildStatement

HABITS = {("us-gaap:NetIncomeLoss", "IS", "-"): (9.0, 0.0)}
PAID, RECEIVED = "us-gaap:PaymentsForProceedsFromOtherInvestingActivities", "us-gaap:ProceedsFromSaleOfLandHeldForUse"


def turned(lines: Sequence[Line], names: Sequence[str], shares: dict[str, float], catalogue: Catalogue) -> list[bool]:
    """The signs of lines that all have the same candidates, with an extension as the last."""
    candidates = (*shares, EXTENSION)
    starts = tuple(range(0, len(lines) * len(candidates) + 1, len(candidates)))
    table = Table(candidates * len(lines), np.zeros((starts[-1], 1), dtype=np.float32), starts)
    part = np.array([*shares.values(), 0.5])
    signs = report_signs(
        [],
        lines,
        names,
        [name if name != EXTENSION else "Own" for name in names],
        table,
        [part] * len(lines),
        lambda at, name: negated(lines[at], name, catalogue, HABITS),
        catalogue,
    )
    return [sign for sign, _ in signs]


@pytest.mark.parametrize(("paid", "received", "expected"), [(0.3, 0.1, True), (0.1, 0.3, False)])
def test_an_own_concept_runs_as_most_of_its_candidates(
    build: BuildStatement, catalogue: Catalogue, paid: float, received: float, expected: bool
) -> None:
    flows = build(StatementKind.CASH_FLOWS, [("Investing activities:", "Plots, net", "(30) 20")])
    shares = {PAID: paid, RECEIVED: received}
    assert turned(read_lines([flows]), [EXTENSION], shares, catalogue) == [expected]


def test_payments_of_an_own_concept_are_positive(build: BuildStatement, catalogue: Catalogue) -> None:
    flows = build(StatementKind.CASH_FLOWS, [("Investing activities:", "Payments for plots", "(30) (20)")])
    assert turned(read_lines([flows]), [EXTENSION], {RECEIVED: 0.1}, catalogue) == [True]


def test_rows_that_show_one_fact_twice_mean_the_same(build: BuildStatement, catalogue: Catalogue) -> None:
    income = build(StatementKind.OPERATIONS, [("", "Net loss", "(30) (20)")])
    flows = build(StatementKind.CASH_FLOWS, [("", "Net loss", "30 20")], index=1)
    lines, name = read_lines([income, flows]), "us-gaap:NetIncomeLoss"
    assert turned(lines, ["us-gaap:ProfitLoss", name], {name: 0.9}, catalogue) == [False, False]
    assert turned(lines, [name, name], {name: 0.9}, catalogue) == [False, True]
