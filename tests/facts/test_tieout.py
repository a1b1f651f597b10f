"""The tie-out: what agrees, what contradicts, and that nothing else is said to."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.documents import read_document
from generator.facts.check import check, check_rows
from generator.facts.model import Footing, StatementKind
from generator.facts.narrative_reading import read_amounts
from generator.facts.statements import parse_statements
from generator.facts.tie_tables import shown_rows
from generator.facts.tieout import Outcome, TieOut, tie_out
from tests.facts.widgets import TABLES, release


def tied(prose: str, tables: str = TABLES) -> TieOut:
    document = release(prose, tables)
    statements, _ = parse_statements(document)
    return tie_out(statements, read_amounts(document, statements))


def outcomes(prose: str) -> list[tuple[str, Outcome]]:
    return [(tie.amount.printed, tie.outcome) for tie in tied(prose).ties]


def test_levels_changes_and_percentages_agree() -> None:
    prose = (
        "Net sales increased 28% to $5.1 million in the second quarter of 2008 from $4.0 million in the second quarter of\n"  # noqa: E501
        "2007. Net income for the first six months of 2008 was $568,000, or $0.57 per share ($0.55 per share on a diluted\n"  # noqa: E501
        "basis). Cash and cash equivalents increased by $0.7 million to $3.2 million at June 30, 2008."
    )
    found = tied(prose)
    assert [tie.outcome for tie in found.ties] == [Outcome.AGREES] * 8
    assert found.holds


def test_margins_and_shares_of_revenue_are_recomputed() -> None:
    prose = (
        "Gross margin was 43.4% in the second quarter of 2008. Research and development expense as a percentage of net\n"  # noqa: E501
        "sales was 12.7% in the second quarter of 2008. The effective tax rate was 36.5% in the second quarter of 2008."
    )
    assert outcomes(prose) == [("43.4%", Outcome.AGREES), ("12.7%", Outcome.AGREES), ("36.5%", Outcome.AGREES)]


@pytest.mark.parametrize(
    ("prose", "code", "figures"),
    [
        (
            "Net sales were $5.2 million in the second quarter of 2008.",
            "tie.contradiction",
            ("$5.2 million", "$5.1 million"),
        ),
        (
            "Net sales increased 31% to $5.1 million in the second quarter of 2008 from $4.0 million in the second quarter of 2007.",  # noqa: E501
            "tie.percentage",
            ("31%", "28%"),
        ),
        (
            "Cash and cash equivalents increased by $0.8 million in the first six months of 2008.",
            "tie.change",
            ("$0.8 million", "$0.7 million"),
        ),
        (
            "Net income for the second quarter of 2008 was $0.3 million, or $0.35 per diluted share.",
            "tie.contradiction",
            ("$0.35 per diluted share", "$0.32"),
        ),
    ],
)
def test_a_contradiction_quotes_both_places(prose: str, code: str, figures: tuple[str, str]) -> None:
    (diagnostic,) = tied(prose).diagnostics
    assert diagnostic.code == code
    assert diagnostic.span is not None
    assert diagnostic.span.line == 3
    assert all(figure in diagnostic.message for figure in figures)
    assert diagnostic.message.count("line ") >= 2
    assert diagnostic.remedy


@pytest.mark.parametrize(
    "prose",
    [
        "Online net sales were $5.0 million in the second quarter of 2008.",
        "Net sales in Europe were $4.9 million in the second quarter of 2008.",
        "Net sales were $5.3 million in the second quarter of 2006.",
        "Net sales of the Gears segment increased by 30% in the second quarter of 2008.",
        "Pro forma net income was $0.3 million in the second quarter of 2008.",
        "Net sales grew by 28%, of which $1.0 million came from new stores, in the second quarter of 2008.",
        "The fair value of accounts receivable was $1.8 million at June 30, 2008.",
        "Net sales decreased due to $1.2 million of lower cost of sales in the second quarter of 2008.",
        "We expect net sales of $5.5 million in the second quarter of 2008.",
        "In the second quarter of 2008, Acme Corporation bought $2.0 million of inventories.",
    ],
)
def test_what_may_mean_something_else_contradicts_nothing(prose: str) -> None:
    assert tied(prose).diagnostics == ()


def test_a_percentage_of_the_printed_figures_is_no_contradiction() -> None:
    # 3.2 over 2.5 is 28 %, 3,210 over 2,480 is 29 %: the writer used the rounded figures
    prose = "Cash and cash equivalents increased 28% to $3.2 million at June 30, 2008 from $2.5 million at December 31, 2007."  # noqa: E501
    assert tied(prose).holds


@settings(deadline=None)  # a busy machine takes its time
@given(value=st.integers(1000, 9_999_999), places=st.integers(0, 2))
def test_a_rounded_figure_always_agrees(value: int, places: int) -> None:
    tables = TABLES.replace("$  5,120     $  4,000", f"${value:>9,}  $  4,000")
    printed = (Decimal(value) / 1000).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    found = tied(f"Net sales were ${printed:,f} million in the second quarter of 2008.", tables)
    assert [tie.outcome for tie in found.ties] == [Outcome.AGREES]


def test_statements_tie_with_each_other() -> None:
    found = tied("Widgets are useful.")
    shared = [tie for tie in found.tables if tie.code == "tie.cross-statement"]
    assert {(tie.description.split(" is ")[0], tie.holds) for tie in shared} == {("Net income", True), ("Cash", True)}
    assert found.holds


def test_cash_that_differs_between_statements_is_told() -> None:
    found = tied("Widgets are useful.", TABLES.replace("$    3,210     $    2,480", "$    3,120     $    2,480"))
    codes = [diagnostic.code for diagnostic in found.diagnostics]
    assert "tie.cross-statement" in codes
    assert any("3,120" in d.message and "3,210" in d.message and "90,000" in d.message for d in found.diagnostics)


def test_a_column_that_does_not_add_up_is_told() -> None:
    tables = TABLES.replace(
        "Accounts receivable, net                        1,900 ", f"{'Accounts receivable, net':<48}1,800 "
    )
    statements, _ = parse_statements(release("Widgets are useful.", tables))
    sheet = next(statement for statement in statements if statement.kind is StatementKind.BALANCE_SHEET)
    total = next(row.index for row in sheet.rows if row.label == "Total assets")
    footing = Footing(total, tuple((row, 1) for row in range(total - 3, total)), (1,), (0,), (Decimal(100_000),))
    found = tie_out([replace(sheet, footings=(footing,))], ())
    assert [(tie.code, tie.holds) for tie in found.tables] == [("tie.footing", True), ("tie.footing", False)]
    (diagnostic,) = found.diagnostics
    assert diagnostic.code == "tie.footing"
    assert all(figure in diagnostic.message for figure in ("Total assets", "6,560", "1,800", "100,000"))


def test_cash_rolls_forward() -> None:
    rolled = [tie for tie in tied("Widgets are useful.").tables if tie.code == "tie.rollforward"]
    assert [(str(tie.period), tie.holds, len(tie.facts)) for tie in rolled] == [
        ("2008-06-30", True, 3),
        ("2007-06-30", True, 3),
    ]


def test_a_balance_that_does_not_roll_forward_is_told() -> None:
    found = tied(
        "Widgets are useful.",
        TABLES.replace("$    3,210     $    2,480", "$    3,215     $    2,480").replace(
            "$   3,210      $", "$   3,215      $"
        ),
    )
    (diagnostic,) = [d for d in found.diagnostics if d.code == "tie.rollforward"]
    assert all(figure in diagnostic.message for figure in ("3,215", "2,480", "730", "5,000"))


def test_the_subtotal_of_one_line_is_not_counted_twice() -> None:
    lines = (
        "Net increase in cash from continuing operations                740            192\n"
        "Cash of discontinued operations                                (10)             -\n"
        "Net cash of discontinued operations                            (10)             -\n"
    )
    line = next(line for line in TABLES.splitlines(keepends=True) if line.startswith("Net increase in cash"))
    found = tied("Widgets are useful.", TABLES.replace(line, lines))
    assert (True, 4) in [(tie.holds, len(tie.facts)) for tie in found.tables if tie.code == "tie.rollforward"]


def test_check_tells_the_same_and_shows_every_figure() -> None:
    document = release("Net sales were $5.2 million in the second quarter of 2008, and interest expense was $40,000.")
    statements, found, diagnostics = check(document)
    assert not found.holds
    assert found.diagnostics == tuple(d for d in diagnostics if d.code.startswith("tie."))
    rows = list(check_rows(found, statements))
    assert [(row.figure, row.outcome) for row in rows[:2]] == [("$5.2 million", "contradicts"), ("$40,000", "agrees")]


def test_the_seed_contradicts_itself_where_a_reader_found_it(seed: Path, shared: Path) -> None:
    gold = json.loads((shared / "bench/dev/C/C-epicept-2008q2/gold.json").read_text())
    document = read_document(seed)
    _, found, _ = check(document)
    wrong = {
        (item["line"], abs(Decimal(item["amount"])))
        for item in gold["narrative"]
        if item["agrees_after_rounding"] is False
    }
    assert len(wrong) == 3
    contradicted = [tie for tie in found.ties if tie.outcome is Outcome.CONTRADICTS]
    assert {(tie.amount.span.line, tie.amount.value) for tie in contradicted} == wrong
    assert len(found.diagnostics) == 3
    for item in gold["narrative"]:
        verdicts = {tie.outcome for tie in found.ties if _same(item, tie.amount.span.line, tie.amount.value)}
        if item["kind"] != "implied" and item["agrees_after_rounding"] is True:
            assert verdicts == {Outcome.AGREES}, item["id"]
        if item["agrees_after_rounding"] is None:
            assert Outcome.NO_COUNTERPART in verdicts, item["id"]


def _same(item: dict[str, str], line: int, value: Decimal) -> bool:
    return int(item["line"]) == line and abs(Decimal(item["amount"])) == abs(value)


PRO_FORMA = """
                      WIDGETS INCORPORATED AND SUBSIDIARIES
              CONSOLIDATED STATEMENTS OF OPERATIONS - PRO FORMA
                   (In thousands, except per share data)
<TABLE>
<CAPTION>
                                         Three Months Ended
                                              June 30,
                                         2008         2007
<S>                                   <C>          <C>
Net sales                             $  5,120     $  4,000
Cost of sales                            2,700        2,480
                                      --------     --------
     Gross profit                        2,420        1,520
Operating expenses                       1,600        1,460
                                      --------     --------
Net income                            $    820     $     60
                                      ========     ========
</TABLE>
"""


def test_what_is_not_as_reported_agrees_with_the_table_that_shows_it_and_contradicts_none() -> None:
    prose = (
        "Pro forma net income was $0.8 million in the second quarter of 2008 and $70,000 in the second quarter of 2007."
    )
    found = tied(prose, TABLES + PRO_FORMA)
    assert [tie.outcome for tie in found.ties] == [Outcome.AGREES, Outcome.NO_COUNTERPART]
    assert found.holds


def test_the_levels_of_a_sentence_bear_out_its_change_whatever_the_tables_call_them() -> None:
    prose = (
        "Turnover in the second quarter of 2008 was $5,120,000, an increase of 28% compared to turnover of $4,000,000\n"
        "in the second quarter of 2007. Book value at June 30, 2008 rose 14% to $4.54 per share from $3.97 per share\n"
        "at December 31, 2007."
    )
    assert outcomes(prose) == [
        ("$5,120,000", Outcome.NO_COUNTERPART),
        ("28%", Outcome.AGREES),
        ("$4,000,000", Outcome.NO_COUNTERPART),
        ("14%", Outcome.AGREES),
        ("$4.54 per share", Outcome.NO_COUNTERPART),
        ("$3.97 per share", Outcome.NO_COUNTERPART),
    ]


def test_the_row_below_basic_per_share_is_named_after_it() -> None:
    tables = TABLES.replace("Net income per share:\n  Basic                       ", "Net income per share - Basic  ")
    tables = tables.replace("  Diluted     ", "   - Diluted  ")
    assert "- Basic" in tables and "- Diluted" in tables
    found = tied("Net income was $0.3 million, or $0.32 per diluted share, in the second quarter of 2008.", tables)
    assert [tie.outcome for tie in found.ties] == [Outcome.AGREES, Outcome.AGREES]


def test_changes_of_a_list_and_of_its_two_levels_are_recomputed() -> None:
    prose = (
        "During the three and six months ended June 30, 2008, net sales increased $1.1 million and $1.8 million,\n"
        "or 28% and 22%, respectively, compared to the prior year. Research and development expenses for the\n"
        "three months ended June 30, 2008 and 2007 were $0.7 million and $0.5 million, respectively, an increase of\n"
        "$0.1 million."
    )
    assert {outcome for _, outcome in outcomes(prose)} == {Outcome.AGREES}
    assert len(outcomes(prose)) == 7


def test_an_outflow_is_no_part_of_the_name() -> None:
    prose = (
        "Cash flows from investing activities were an outflow of $0.1 million in the six months ended June 30, 2008."
    )
    assert outcomes(prose) == [("$0.1 million", Outcome.AGREES)]


def test_a_line_of_revenue_may_be_called_revenue() -> None:
    rows = "Revenue:\nServices                              $  5,120     $  4,000    $  9,900    $  8,100\n"
    line = next(line for line in TABLES.splitlines(keepends=True) if line.startswith("Net sales"))
    other = "Products                                   100          200         300         400\n"
    found = tied("Services revenue was $5.1 million in the second quarter of 2008.", TABLES.replace(line, rows + other))
    assert [tie.outcome for tie in found.ties] == [Outcome.AGREES]


def test_a_change_takes_up_the_sentence_before() -> None:
    prose = (
        "Research and development expenses for the three months ended June 30, 2008 and 2007 were $0.7 million and\n"
        "$0.5 million, respectively. The increase of $0.1 million was due to testing."
    )
    assert {outcome for _, outcome in outcomes(prose)} == {Outcome.AGREES}


def test_a_headline_compares_the_quarter_that_is_reported() -> None:
    prose = "                    NET SALES UP 28 PERCENT OVER Q2 2007\n\nWidgets are useful."
    assert outcomes(prose) == [("28 PERCENT", Outcome.AGREES)]


def test_what_an_outflow_is_compared_with_is_one_too() -> None:
    prose = (
        "Cash flows from investing activities were an outflow of $0.1 million during the six months ended June 30,\n"
        "2008, compared with an outflow of $0.2 million during the same period last year."
    )
    assert {outcome for _, outcome in outcomes(prose)} == {Outcome.AGREES}


def test_income_is_not_held_against_a_loss() -> None:
    tables = TABLES.replace(
        "     Operating income                      560 ", "     Operating (loss) income              (480)"
    )
    prose = "Operating income for the second quarter of 2008 was $470,000, including $58,000 from joint undertakings."
    assert tied(prose, tables).ties[0].outcome is Outcome.NO_COUNTERPART


def test_a_level_is_so_much_of_a_line_whatever_the_time() -> None:
    prose = (
        "Research and development expense was $0.65 million, or 12.7% of net sales, versus research and development\n"
        "expense of $0.52 million, or 13.0% of net sales. Selling, general and\n"
        "administrative expense was $1.01 million, or 21.7% of net sales."
    )
    assert outcomes(prose) == [
        ("$0.65 million", Outcome.AGREES),
        ("12.7%", Outcome.AGREES),
        ("$0.52 million", Outcome.AGREES),
        ("13.0%", Outcome.AGREES),
        ("$1.01 million", Outcome.AGREES),
        ("21.7%", Outcome.NO_COUNTERPART),
    ]


def test_the_change_that_led_to_a_level_tells_its_period() -> None:
    tables = TABLES.replace("9,900    $  8,100", "5,130    $  4,700")
    _, level = tied("Net sales increased 28% to $5.1 million.", tables).ties
    assert level.outcome is Outcome.AGREES
    assert [(fact.value, str(fact.period)) for fact in level.facts] == [
        (Decimal(5_120_000), "2008-04-01/2008-06-30"),
    ]
    assert tied("Net sales increased 29% to $5.1 million.", tables).ties[1].outcome is Outcome.NO_COUNTERPART


def test_two_adjusted_levels_bear_out_their_change() -> None:
    document = release(
        "Excluding the fire, income of the northern plant in the second quarter of 2008 increased 17% to $934,000\n"
        "from $800,000 in the second quarter of 2007.",
        TABLES + "\n                      Adjusted Figures\n                      (In thousands)\n<TABLE>\n<CAPTION>\n"
        "                                        Three Months Ended\n"
        "                                              June 30,\n"
        "                                         2008         2007\n"
        "<S>                                   <C>          <C>\n"
        "Northern plant and lines, no burden   $    934     $    800\n"
        "</TABLE>\n",
    )
    statements, _ = parse_statements(document)
    found = tie_out(statements, read_amounts(document, statements), shown_rows(document, statements))
    assert [tie.outcome for tie in found.ties] == [Outcome.AGREES] * 3
