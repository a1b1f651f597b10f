from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator.facts.model import Period, Statement, StatementKind
from generator.mapping import map_statements
from generator.mapping.labels import key
from generator.mapping.model import Mapping, Outcome
from taxonomy import Catalogue

# several names: filers part over them, and either is right
EXPECTED = {
    ("balance-sheet", "Cash and cash equivalents"): "CashAndCashEquivalentsAtCarryingValue",
    ("balance-sheet", "Accounts receivable, net"): "AccountsReceivableNetCurrent",
    ("balance-sheet", "Inventories"): "InventoryNet",
    ("balance-sheet", "Total current assets"): "AssetsCurrent",
    ("balance-sheet", "Property and equipment, net"): "PropertyPlantAndEquipmentNet",
    ("balance-sheet", "Goodwill"): "Goodwill",
    ("balance-sheet", "Total assets"): "Assets",
    ("balance-sheet", "Accounts payable"): "AccountsPayableCurrent",
    ("balance-sheet", "Long-term debt"): "LongTermDebtNoncurrent",
    ("balance-sheet", "Retained earnings"): "RetainedEarningsAccumulatedDeficit",
    ("balance-sheet", "Total stockholders’ equity"): "StockholdersEquity",
    ("balance-sheet", "Total liabilities and stockholders’ equity"): "LiabilitiesAndStockholdersEquity",
    ("operations", "Net sales"): "Revenues RevenueFromContractWithCustomerExcludingAssessedTax",
    ("operations", "Cost of sales"): "CostOfGoodsAndServicesSold CostOfRevenue",
    ("operations", "Gross profit"): "GrossProfit",
    ("operations", "Operating income"): "OperatingIncomeLoss",
    ("operations", "Provision for income taxes"): "IncomeTaxExpenseBenefit",
    ("operations", "Net income"): "NetIncomeLoss",
    ("operations", "Basic and diluted earnings per share"): "EarningsPerShareBasic",
    ("cash-flows", "Net income"): "NetIncomeLoss",
    ("cash-flows", "Stock-based compensation"): "ShareBasedCompensation",
    ("cash-flows", "Accounts receivable"): "IncreaseDecreaseInAccountsReceivable",
    ("cash-flows", "Inventories"): "IncreaseDecreaseInInventories",
    ("cash-flows", "Accounts payable"): "IncreaseDecreaseInAccountsPayable",
    ("cash-flows", "Net cash provided by operating activities"): "NetCashProvidedByUsedInOperatingActivities",
    ("cash-flows", "Purchases of property and equipment"): "PaymentsToAcquirePropertyPlantAndEquipment",
    ("cash-flows", "Net cash used in financing activities"): "NetCashProvidedByUsedInFinancingActivities",
    (
        "cash-flows",
        "Cash and cash equivalents at end of year",
    ): "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
}  # fmt: skip


@pytest.fixture(scope="module")
def mapped(report: tuple[Statement, ...], catalogue: Catalogue) -> tuple[Mapping, ...]:
    return map_statements(report, catalogue)[0]


def by_caption(report: tuple[Statement, ...], mapped: tuple[Mapping, ...]) -> dict[tuple[str, str], Mapping]:
    found = {}
    for mapping in mapped:
        statement = report[mapping.fact.statement]
        found[statement.kind.value, statement.rows[mapping.fact.row].label] = mapping
    return found


def test_every_fact_has_one_mapping_in_order(report: tuple[Statement, ...], mapped: tuple[Mapping, ...]) -> None:
    assert [mapping.fact for mapping in mapped] == [fact for statement in report for fact in statement.facts]


def test_plain_captions_are_right(report: tuple[Statement, ...], mapped: tuple[Mapping, ...]) -> None:
    found = by_caption(report, mapped)
    wrong = {
        caption: (found[caption].concept, concept)
        for caption, concept in EXPECTED.items()
        if (found[caption].concept or "").removeprefix("us-gaap:") not in concept.split()
    }
    assert not wrong


def test_signs_of_the_report(report: tuple[Statement, ...], mapped: tuple[Mapping, ...]) -> None:
    found = by_caption(report, mapped)
    assert found["operations", "Interest expense"].negated
    assert not found["operations", "Cost of sales"].negated
    assert found["cash-flows", "Purchases of property and equipment"].negated
    assert found["cash-flows", "Accounts receivable"].negated
    assert not found["cash-flows", "Accounts payable"].negated
    assert not found["cash-flows", "Net increase in cash and cash equivalents"].negated


def test_basic_and_diluted_are_two_facts(report: tuple[Statement, ...], mapped: tuple[Mapping, ...]) -> None:
    found = by_caption(report, mapped)
    assert found["operations", "Basic and diluted earnings per share"].also == ("us-gaap:EarningsPerShareDiluted",)
    average = found["operations", "Weighted average shares outstanding"]
    assert {average.concept, *average.also} == {
        "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",
        "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",
    }


def test_concepts_can_report_their_figures(mapped: tuple[Mapping, ...], catalogue: Catalogue) -> None:
    for mapping in mapped:
        for name in filter(None, [mapping.concept, *mapping.also, *(runner.concept for runner in mapping.runners_up)]):
            declared = catalogue.concept(name)
            assert declared is not None and not declared.abstract and declared.deprecated is None
            assert (declared.period_type == "instant") == mapping.fact.period.is_instant
            assert ("monetary" in declared.type) == (str(mapping.fact.unit) == "iso4217:USD")


def test_no_context_reports_two_values_of_one_concept(mapped: tuple[Mapping, ...]) -> None:
    seen: dict[tuple[object, ...], Decimal] = {}
    for mapping in mapped:
        if mapping.concept and mapping.fact.value is not None:
            place = (mapping.concept, mapping.fact.period, mapping.fact.unit, mapping.dimensions)
            value = abs(mapping.fact.value)
            assert seen.setdefault(place, value) == value, mapping.concept


def test_every_answer_has_its_reasons(mapped: tuple[Mapping, ...]) -> None:
    for mapping in mapped:
        assert 0.0 <= mapping.confidence <= 1.0
        if mapping.outcome is Outcome.STANDARD:
            assert mapping.concept and mapping.evidence and not mapping.extension
        elif mapping.outcome is Outcome.EXTENSION:
            assert mapping.extension and mapping.reason and mapping.concept is None
        else:
            assert mapping.reason and mapping.concept is None


def test_the_same_report_maps_the_same(
    report: tuple[Statement, ...], catalogue: Catalogue, mapped: tuple[Mapping, ...]
) -> None:
    assert map_statements(report, catalogue)[0] == mapped


def test_nothing_to_map(catalogue: Catalogue) -> None:
    assert map_statements((), catalogue) == ((), ())


def test_a_row_without_a_caption_or_meaning_is_never_silent(build, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]
    statement = build(StatementKind.OPERATIONS, [("", "", "12 13"), ("", "Zyxwvut qqq", "4 5")])
    mappings, diagnostics = map_statements([statement], catalogue)
    assert len(mappings) == 4
    for mapping in mappings:
        assert mapping.reason or (mapping.extension and mapping.extension.reason) or mapping.confidence < 0.5
    assert any(diagnostic.code.startswith("map.") for diagnostic in diagnostics)


def test_equity_columns_are_dimensions(build, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]
    statement = build(
        StatementKind.EQUITY,
        [("", "Net income", "0 1,050 1,050"), ("", "Balance at December 31, 2024", "120 3,900 4,020")],
        columns=["Common stock", "Retained earnings", "Total"],
    )
    mappings, _ = map_statements([statement], catalogue)
    assert [mapping.dimensions[0].member if mapping.dimensions else "" for mapping in mappings[:3]] == [
        "us-gaap:CommonStockMember",
        "us-gaap:RetainedEarningsMember",
        "",
    ]
    assert {mapping.concept for mapping in mappings[3:]} == {"us-gaap:StockholdersEquity"}


def test_what_a_share_gets_is_of_no_component(build, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]
    statement = build(
        StatementKind.EQUITY,
        [("", "Cash dividends", "(200) (200)"), ("", "Cash dividends per share", "per-share 0.50 0.50")],
        columns=["Retained earnings", "Total"],
    )
    mappings, _ = map_statements([statement], catalogue)
    assert [bool(mapping.dimensions) for mapping in mappings] == [True, False, False, False]


def test_a_balance_of_equity_may_be_named_by_its_date_alone(build, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]
    rows = [("", "Balance at December 31, 2023", "100 2,900 3,000"), ("", "Net income", "0 1,050 1,050")]
    statement = build(
        StatementKind.EQUITY,
        [*rows, ("", "December 31, 2024", "100 3,950 4,050")],
        columns=["Common stock", "Retained earnings", "Total"],
    )
    facts = [replace(f, period=Period(date(2024, 12, 31))) if f.row == 2 else f for f in statement.facts]
    mappings, _ = map_statements([replace(statement, facts=tuple(facts))], catalogue)
    assert {mapping.concept for mapping in mappings[6:]} == {"us-gaap:StockholdersEquity"}


def test_captions_differ_in_wording_only_by_their_key() -> None:
    assert key("Net sales") == "net sale"
