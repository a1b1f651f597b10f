from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from generator.diagnostics import SourceSpan, UnreadableInputError
from generator.facts.model import CoverFact, CoverItem, Period, StatementKind
from generator.rendering import render
from generator.report import ReportOptions, build_report, used_concepts
from generator.report.model import Fact, Report
from generator.validation import Status, validate_filing
from taxonomy import Catalogue
from taxonomy.package import closure_package
from tests.report.making import CLOSE, CLOSE_BEFORE, HALF, Line, mapped, statement

EQUITY = "us-gaap:StatementEquityComponentsAxis"


def facts_of(report: Report, concept: str) -> list[Fact]:
    return [fact for fact in report.facts if fact.concept == concept]


def test_arelle_finds_nothing_to_say_and_reads_back_what_was_meant(release: Report, catalogue: Catalogue) -> None:
    package = closure_package(catalogue, [q for q in used_concepts(release) if not q.startswith("brkx:")])
    verdict = validate_filing(render(release), release, package)
    bad = [d for d in verdict.diagnostics if not d.code.startswith("report.") and d.severity != "info"]
    assert bad == []
    assert verdict.status is Status.VALID_WITH_WARNINGS or verdict.status is Status.VALID


def test_facts_are_numbered_in_print_order_without_gaps(release: Report) -> None:
    assert [fact.id for fact in release.facts] == [f"f-{n}" for n in range(1, len(release.facts) + 1)]
    printed = [
        name
        for line in release.cover
        for piece in line.pieces
        for name in piece.facts
    ] + [
        name
        for table in release.tables
        for row in table.rows
        for group in (*row.label, *row.cells)
        for name in group.facts
    ]  # fmt: skip
    hidden = {fact.id for fact in release.facts if fact.hidden}
    assert sorted(printed, key=lambda i: int(i[2:])) == [f.id for f in release.facts if f.id not in hidden]
    assert len(printed) == len(set(printed))


def test_a_row_shown_negated_turns_its_sign(release: Report) -> None:
    (treasury, before) = facts_of(release, "us-gaap:TreasuryStockValue")
    assert (treasury.value, treasury.decimals, treasury.period) == (Decimal(9000), -3, CLOSE)
    assert before.period == CLOSE_BEFORE
    (interest, _) = facts_of(release, "us-gaap:InterestExpenseNonoperating")
    assert interest.value == Decimal(850000)
    preferred = {a.child: a.preferred_label for link in release.links for a in link.presentation}
    assert preferred["us-gaap:TreasuryStockValue"] == "negatedTerseLabel"
    assert preferred["us-gaap:AssetsCurrent"] == "totalLabel"


def test_nil_and_zero_dashes_differ(release: Report) -> None:
    nil, zero = facts_of(release, "us-gaap:Goodwill")
    assert nil.value is None
    assert zero.value == 0


def test_opening_and_closing_balances_become_instants(release: Report) -> None:
    balances = facts_of(release, "us-gaap:CashAndCashEquivalentsAtCarryingValue")
    assert [(f.period, f.value) for f in balances] == [
        (CLOSE, Decimal(1326000)),
        (CLOSE_BEFORE, Decimal(4943000)),
        (CLOSE_BEFORE, Decimal(4943000)),
        (CLOSE, Decimal(1326000)),
    ]
    flows = next(link for link in release.links if link.id == "StatementOfCashFlows")
    labels = [a.preferred_label for a in flows.presentation if a.child.endswith("CarryingValue")]
    assert labels == ["periodStartLabel", "periodEndLabel"]


def test_one_figure_for_two_concepts_is_two_facts_in_one_cell(release: Report) -> None:
    (basic, _), (diluted, _) = (facts_of(release, f"us-gaap:EarningsPerShare{kind}") for kind in ("Basic", "Diluted"))
    assert basic.value == diluted.value == Decimal("-0.28")
    cells = [cell for table in release.tables for row in table.rows for cell in row.cells]
    assert next(cell for cell in cells if basic.id in cell.facts).facts == (basic.id, diluted.id)


def test_figures_inside_a_caption_are_facts_in_the_label(release: Report) -> None:
    (par,) = facts_of(release, "us-gaap:CommonStockParOrStatedValuePerShare")
    (authorized,) = facts_of(release, "us-gaap:CommonStockSharesAuthorized")
    assert (par.value, par.decimals) == (Decimal("0.001"), 3)
    assert authorized.value == Decimal(75000000)
    row = next(r for t in release.tables for r in t.rows if r.label[0].text.startswith("Common stock"))
    assert [piece.facts for piece in row.label] == [(), (par.id,), (), (authorized.id,), ()]
    assert "".join(p.text for p in row.label) == "Common stock, $.001 par value; 75,000,000 shares authorized"
    assert "BalanceSheetParenthetical" in [link.id for link in release.links]


def test_an_unmapped_figure_is_printed_without_a_tag(release: Report) -> None:
    row = next(r for t in release.tables for r in t.rows if r.label[0].text == "Mystery amount")
    assert [(cell.text, cell.facts) for cell in row.cells] == [("77", ()), ("78", ())]


def test_components_become_members_and_the_total_has_none(release: Report) -> None:
    equity = facts_of(release, "us-gaap:StockholdersEquity")
    assert [(f.dimensions, f.value) for f in equity[:3]] == [
        (((EQUITY, "us-gaap:CommonStockMember"),), Decimal(32000)),
        (((EQUITY, "brkx:FoundersUnitsMember"),), Decimal(5000)),
        ((), Decimal(37000)),
    ]
    link = next(link for link in release.links if link.id == "StatementOfStockholdersEquity")
    arcs = {(arc.arcrole, arc.parent, arc.child) for arc in link.dimensions}
    assert ("dimension-default", EQUITY, "us-gaap:EquityComponentDomain") in arcs
    assert ("domain-member", "us-gaap:EquityComponentDomain", "brkx:FoundersUnitsMember") in arcs
    assert ("domain-member", "us-gaap:StatementLineItems", "us-gaap:StockholdersEquity") in arcs


def test_an_extension_says_why_it_is_one(release: Report) -> None:
    levy = next(c for c in release.concepts if c.name == "RecyclingLevy")
    assert (levy.qname, levy.type, levy.balance) == ("brkx:RecyclingLevy", "xbrli:monetaryItemType", "debit")
    assert levy.reason


def test_calculations_respect_how_rows_are_shown(release: Report) -> None:
    arcs = {(a.parent, a.child): a.weight for link in release.links for a in link.calculation}
    assert arcs == {
        ("us-gaap:AssetsCurrent", "us-gaap:CashAndCashEquivalentsAtCarryingValue"): 1,
        ("us-gaap:AssetsCurrent", "us-gaap:InventoryNet"): 1,
        ("us-gaap:OperatingExpenses", "us-gaap:GeneralAndAdministrativeExpense"): 1,
        ("us-gaap:OperatingExpenses", "brkx:RecyclingLevy"): 1,
        ("us-gaap:OperatingIncomeLoss", "us-gaap:Revenues"): 1,
        ("us-gaap:OperatingIncomeLoss", "us-gaap:OperatingExpenses"): -1,
        ("us-gaap:NetIncomeLoss", "us-gaap:OperatingIncomeLoss"): 1,
        ("us-gaap:NetIncomeLoss", "us-gaap:InterestExpenseNonoperating"): -1,
    }
    refused = [d for d in release.diagnostics if d.code == "report.calculation-refused"]
    assert len(refused) == 1 and "Cash at end of period" in refused[0].message


def test_the_cover_stands_in_the_day_of_the_event(release: Report) -> None:
    cover = {fact.concept: fact for fact in release.facts if fact.concept.startswith("dei:")}
    assert {fact.period for fact in cover.values()} == {Period(date(2025, 8, 7), date(2025, 8, 7))}
    assert cover["dei:DocumentPeriodEndDate"].value == "2025-08-07"
    assert cover["dei:DocumentPeriodEndDate"].shown == "August 7, 2025"
    assert cover["dei:EntityCentralIndexKey"].value == "0001234567"
    assert cover["dei:AmendmentFlag"].hidden
    assert cover["dei:SecurityExchangeName"].value == "NASDAQ"


def test_names_follow_from_the_symbol_and_the_period(release: Report) -> None:
    assert (release.base, release.prefix) == ("brkx-20250630", "brkx")
    assert release.namespace == "http://brkx.example/20250630"
    assert release.entity.identifier == "0001234567"


def test_roles_sort_and_every_used_concept_has_one_unique_label(release: Report) -> None:
    definitions = [link.definition for link in release.links]
    assert definitions == sorted(definitions)
    assert definitions[:2] == [
        "0000001 - Document - Cover",
        "0000002 - Statement - Selected Consolidated Balance Sheets",
    ]
    standard = [label for label in release.labels if label.role == "label"]
    used = {q for link in release.links for a in link.presentation for q in (a.parent, a.child)}
    assert {label.concept for label in standard} == used
    assert max(Counter(label.text for label in standard).values()) == 1
    assert max(Counter((label.concept, label.role) for label in release.labels).values()) == 1


def test_every_fact_is_presented(release: Report) -> None:
    presented = {a.child for link in release.links for a in link.presentation}
    assert {fact.concept for fact in release.facts} <= presented
    assert {m for fact in release.facts for _, m in fact.dimensions} <= presented


def test_headings_of_the_taxonomy_nest_the_rows(release: Report) -> None:
    balance = next(link for link in release.links if link.id == "BalanceSheet")
    parents = {arc.child: arc.parent for arc in balance.presentation}
    assert parents["us-gaap:InventoryNet"] == "us-gaap:AssetsCurrentAbstract"
    assert parents["us-gaap:AssetsCurrentAbstract"] == "us-gaap:StatementOfFinancialPositionAbstract"
    assert parents["us-gaap:Goodwill"] == "us-gaap:StatementOfFinancialPositionAbstract"


def test_without_a_cik_the_symbol_identifies_the_entity(catalogue: Catalogue, cover: tuple[CoverFact, ...]) -> None:
    report = build_report((), (), cover, catalogue)
    assert (report.entity.scheme, report.entity.identifier) == ("urn:xbrlgen:trading-symbol", "BRKX")
    assert not facts_of(report, "dei:EntityCentralIndexKey")
    assert "report.no-cik" in [d.code for d in report.diagnostics]
    assert report.base == "brkx-20250807"


def test_the_form_is_the_one_that_the_document_states(catalogue: Catalogue) -> None:
    def form(stated: str, **options: str) -> object:
        cover = (
            CoverFact(CoverItem.DOCUMENT_DATE, "2025-08-07", "", None),
            CoverFact(CoverItem.DOCUMENT_TYPE, stated, stated, None),
        )
        report = build_report((), (), cover, catalogue, ReportOptions(**options))
        return next(fact.value for fact in report.facts if fact.concept == "dei:DocumentType")

    assert (form("10-Q"), form("10-k/A"), form("S-1")) == ("10-Q", "10-K/A", "8-K")
    assert form("10-Q", form="8-K") == "8-K"


def test_an_option_that_repeats_the_document_keeps_its_place(catalogue: Catalogue) -> None:
    place = SourceSpan(3, 7)
    cover = (
        CoverFact(CoverItem.DOCUMENT_DATE, "2025-08-07", "", None),
        CoverFact(CoverItem.REGISTRANT_NAME, "Plain Co", "Plain Co", place),
    )
    for name, span in (("Plain Co", place), ("Other Co", None)):
        report = build_report((), (), cover, catalogue, ReportOptions(entity_name=name))
        assert [f.span for f in report.facts if f.concept == "dei:EntityRegistrantName"] == [span]


def test_a_periodic_report_has_its_cover_in_the_year_to_date(catalogue: Catalogue) -> None:
    made = statement(StatementKind.OPERATIONS, [HALF], [Line("Revenue", ["91"])])
    options = ReportOptions(cik="1", form="10-Q", fiscal_year_end="12-31", entity_name="Plain Co")
    report = build_report([made], mapped(made, {"Revenue": "us-gaap:Revenues"}), (), catalogue, options)
    cover = {f.concept: (f.value, f.period) for f in report.facts if f.concept.startswith("dei:")}
    assert cover["dei:DocumentFiscalPeriodFocus"] == ("Q2", HALF)
    assert cover["dei:DocumentFiscalYearFocus"] == ("2025", HALF)
    assert cover["dei:CurrentFiscalYearEndDate"] == ("--12-31", HALF)
    assert cover["dei:DocumentPeriodEndDate"] == ("2025-06-30", HALF)


def test_twelve_months_up_to_a_quarter_are_not_the_year_to_date(catalogue: Catalogue) -> None:
    trailing = Period(HALF.end, date(2024, 7, 1))
    made = statement(StatementKind.CASH_FLOWS, [HALF, trailing], [Line("Depreciation", ["91", "180"])])
    options = ReportOptions(cik="1", form="10-Q", fiscal_year_end="12-31", entity_name="Plain Co")
    report = build_report([made], mapped(made, {"Depreciation": "us-gaap:Depreciation"}), (), catalogue, options)
    assert {f.period for f in report.facts if f.concept.startswith("dei:")} == {HALF}


def test_an_event_on_the_last_day_of_the_period_does_not_overlap_it(catalogue: Catalogue) -> None:
    made = statement(StatementKind.OPERATIONS, [HALF], [Line("Revenue", ["91"])])
    options = ReportOptions(cik="1", event_date=HALF.end, entity_name="Plain Co")
    report = build_report([made], mapped(made, {"Revenue": "us-gaap:Revenues"}), (), catalogue, options)
    assert {fact.period for fact in report.facts} == {HALF}


def test_two_rows_that_disagree_about_a_concept_do_not_both_report_it(catalogue: Catalogue) -> None:
    made = statement(
        StatementKind.OPERATIONS,
        [HALF],
        [Line("Sales", ["91"]), Line("Other sales", ["7"]), Line("Sales again", ["91"])],
    )
    to = dict.fromkeys(("Sales", "Other sales", "Sales again"), "us-gaap:Revenues")
    report = build_report([made], mapped(made, to), (), catalogue)
    assert [f.value for f in facts_of(report, "us-gaap:Revenues")] == [Decimal(91000), Decimal(91000)]
    (told,) = [d for d in report.diagnostics if d.code == "report.duplicate-inconsistent"]
    assert "line 2" in told.message and "line 1" in told.message


@pytest.mark.parametrize(
    ("concept", "why"),
    [
        ("us-gaap:NoSuchThing", "not in the taxonomy"),
        ("us-gaap:AssetsAbstract", "abstract"),
        ("us-gaap:CommonStockSharesIssued", "cannot have the unit"),
        ("us-gaap:InventoryDisclosureTextBlock", "does not report a figure"),
        ("us-gaap:Revenues", "reports a duration"),
    ],
)
def test_what_xbrl_would_refuse_is_refused_here(catalogue: Catalogue, concept: str, why: str) -> None:
    made = statement(StatementKind.BALANCE_SHEET, [CLOSE], [Line("Something", ["91"])])
    report = build_report([made], mapped(made, {"Something": concept}), (), catalogue)
    assert not facts_of(report, concept)
    (told,) = [d for d in report.diagnostics if d.code == "report.fact-refused"]
    assert why in told.message
    assert [c.text for r in report.tables[0].rows for c in r.cells] == ["91"]


def test_overlapping_durations_are_told(catalogue: Catalogue) -> None:
    late = Period(date(2025, 12, 31), HALF.end)
    made = statement(StatementKind.OPERATIONS, [HALF, late], [Line("Revenue", ["91", "92"])])
    report = build_report([made], mapped(made, {"Revenue": "us-gaap:Revenues"}), (), catalogue)
    assert "report.period-overlap" in [d.code for d in report.diagnostics]


def test_nothing_dated_is_nothing_to_report(catalogue: Catalogue) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        build_report((), (), (), catalogue)
    assert [d.code for d in caught.value.diagnostics] == ["report.no-period"]
