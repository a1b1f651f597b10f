"""Predecessor and successor: the day between them has two balances."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator.facts.model import Period, StatementKind
from generator.rendering import render
from generator.report import ReportOptions, build_report, used_concepts
from generator.report.model import Report
from generator.validation import validate_filing
from taxonomy import Catalogue
from taxonomy.package import closure_package
from tests.report.making import Line, mapped, statement

BEFORE = Period(date(2025, 3, 31), date(2025, 1, 1))
AFTER = Period(date(2025, 6, 30), date(2025, 4, 1))
CASH = "us-gaap:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
CHANGE = f"{CASH}PeriodIncreaseDecreaseIncludingExchangeRateEffect"


def built(catalogue: Catalogue, headings: tuple[str, str], opening: str) -> Report:
    lines = [
        Line("Net change in cash", ["(500)", "200"]),
        Line("Cash at beginning of period", ["900", opening]),
        Line("Cash at end of period", ["400", "2,300"]),
    ]
    made = statement(StatementKind.CASH_FLOWS, [BEFORE, AFTER], lines)
    columns = tuple(replace(column, heading=heading) for column, heading in zip(made.columns, headings, strict=True))
    made = replace(made, columns=columns)
    decisions = {line.label: CASH for line in lines} | {"Net change in cash": CHANGE}
    return build_report([made], mapped(made, decisions), (), catalogue, ReportOptions(cik="1234567", ticker="BRKX"))


def cash(report: Report) -> dict[tuple[date, str], Decimal]:
    found = {}
    for fact in report.facts:
        if fact.concept == CASH:
            assert isinstance(fact.value, Decimal)
            found[fact.period.end, dict(fact.dimensions).get("srt:StatementScenarioAxis", "")] = fact.value
    return found


def test_the_day_between_has_a_balance_for_each(catalogue: Catalogue) -> None:
    report = built(catalogue, ("Predecessor January 1 to March 31", "Successor April 1 to June 30"), "2,100")
    assert cash(report) == {
        (date(2024, 12, 31), ""): Decimal(900_000),
        (date(2025, 3, 31), "brkx:PredecessorMember"): Decimal(400_000),
        (date(2025, 3, 31), "brkx:SuccessorMember"): Decimal(2_100_000),
        (date(2025, 6, 30), ""): Decimal(2_300_000),
    }
    package = closure_package(catalogue, [name for name in used_concepts(report) if not name.startswith("brkx:")])
    verdict = validate_filing(render(report), report, package)
    assert [str(d) for d in verdict.diagnostics if d.severity == "error" or d.code.startswith("quality")] == []


@pytest.mark.parametrize(
    ("headings", "opening"),
    [(("Predecessor", "Successor"), "400"), (("January 1 to March 31", "April 1 to June 30"), "2,100")],
    ids=["equal", "not headed so"],
)
def test_nothing_is_told_apart_without_need_or_words(
    headings: tuple[str, str], opening: str, catalogue: Catalogue
) -> None:
    assert all(member == "" for _, member in cash(built(catalogue, headings, opening)))
