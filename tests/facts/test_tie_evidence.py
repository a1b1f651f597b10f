"""Counterparts in any table: what words and figure together bear out, and what they do not."""

from __future__ import annotations

from itertools import islice, permutations

import pytest

from generator.facts.narrative import narrative_facts
from generator.facts.narrative_reading import read_amounts
from generator.facts.narrative_words import stems
from generator.facts.statements import parse_statements
from generator.facts.tie_tables import ShownRow, shown_rows
from generator.facts.tie_words import Wording
from generator.facts.tieout import Outcome, TieOut, tie_out
from tests.facts.widgets import TABLES, release

MORE = """
SEGMENT INFORMATION

<TABLE>
<CAPTION>
                                              Three Months Ended
                                                   June 30,
(Dollars in thousands)                        2008        2007     $ Change   % Change
<S>                                        <C>         <C>         <C>         <C>
Gears                                      $  3,300    $  2,750    $   550        20%
Sprockets and chains                          1,820       1,250        570        46%
Royalties from licensees                        147         131         16        12%
Order intake                                  6,310       5,870        440         7%
  As a percentage of capacity                   81%         77%
</TABLE>

OTHER FIGURES

<TABLE>
<CAPTION>
                                             June 30,     December 31,
(Dollars in thousands)                         2008          2007
<S>                                       <C>             <C>
Marketable securities                     $    1,112      $      998
Unbilled retainage                               437             391
</TABLE>
"""


def tied(prose: str) -> TieOut:
    document = release(prose, MORE + TABLES)
    statements, _ = parse_statements(document)
    return tie_out(statements, read_amounts(document, statements), shown_rows(document, statements))


def outcomes(prose: str) -> list[tuple[str, Outcome]]:
    return [(tie.amount.printed, tie.outcome) for tie in tied(prose).ties]


def rows() -> list[ShownRow]:
    document = release("Widgets are useful.", MORE + TABLES)
    statements, _ = parse_statements(document)
    return list(shown_rows(document, statements))


def test_every_table_is_read_with_its_periods_and_changes() -> None:
    gears = next(row for row in rows() if "gear" in row.words)
    assert [(shown.text, [str(p) for p in shown.periods], shown.is_change) for shown in gears.figures] == [
        ("$ 3,300", ["2008-04-01/2008-06-30"], False),
        ("$ 2,750", ["2007-04-01/2007-06-30"], False),
        ("$ 550", ["2008-04-01/2008-06-30"], True),
        ("20%", ["2008-04-01/2008-06-30"], True),
    ]
    assert [str(shown.value) for shown in gears.figures] == ["3300000", "2750000", "550000", "0.20"]


@pytest.mark.parametrize(
    "prose",
    [
        "Sales of gears were $3.3 million in the second quarter of 2008.",
        "In the second quarter of 2008 our licensees paid royalties of $147,000.",
        "Sales of gears increased $550,000, or 20%, in the second quarter of 2008.",
        "Sprockets and chains grew 46% in the second quarter of 2008.",
        "Unbilled retainage was $437,000 at June 30, 2008, compared with $391,000 at December 31, 2007.",
        "Order intake was 81% of capacity in the second quarter of 2008.",
        "Gears accounted for $3,300,000 of our sales in the second quarter of 2008.",
    ],
)
def test_rows_of_other_tables_bear_sentences_out(prose: str) -> None:
    found = tied(prose)
    assert [tie.outcome for tie in found.ties] == [Outcome.AGREES] * len(found.ties)
    assert found.ties


@pytest.mark.parametrize(
    "prose",
    [
        "Sales of gears were $3.4 million in the second quarter of 2008.",  # the row, another figure
        "Sales of gears were $3.3 million in the second quarter of 2007.",  # the row, another period
        "We paid $147,000 for a lathe in the second quarter of 2008.",  # the figure, another thing
        "Sales of spare parts grew 46% in the second quarter of 2008.",  # the percentage of another row
        "Interest on $3,000,000 of balances is counted among the sales of gears of the second quarter of 2008.",
        "Headcount grew 20% in the second quarter of 2008.",
    ],
)
def test_neither_words_nor_figure_alone_are_enough_and_nothing_contradicts(prose: str) -> None:
    found = tied(prose)
    assert [tie.outcome for tie in found.ties] == [Outcome.NO_COUNTERPART]
    assert found.holds


def test_an_aside_between_a_change_and_its_level_is_passed_over() -> None:
    prose = (
        "Diluted net income per share rose 450% (460% in constant currencies) to $0.55 in the first six months of 2008."
    )
    assert [(tie.amount.printed, tie.outcome) for tie in tied(prose).ties if "460%" not in tie.amount.printed] == [
        ("450%", Outcome.AGREES),
        ("$0.55", Outcome.AGREES),
    ]


def test_figures_of_one_sentence_bear_one_another_out() -> None:
    prose = (
        "Spending on chains and sprockets was $1.8 million, up 46% from $1.3 million, in the second quarter of 2008."
    )
    assert outcomes(prose) == [
        ("$1.8 million", Outcome.AGREES),
        ("46%", Outcome.AGREES),
        ("$1.3 million", Outcome.AGREES),
    ]


def test_the_sum_of_what_a_subject_lists() -> None:
    assert outcomes("Cash, cash equivalents and accounts receivable were $5.11 million at June 30, 2008.") == [
        ("$5.11 million", Outcome.AGREES)
    ]
    assert outcomes("Cash, cash equivalents and inventories were $5.11 million at June 30, 2008.") == [
        ("$5.11 million", Outcome.NO_COUNTERPART)
    ]


def test_a_share_of_another_line_of_its_table() -> None:
    prose = "Research and development accounted for 12.7% of net sales in the second quarter of 2008."
    assert outcomes(prose) == [("12.7%", Outcome.AGREES)]


def test_a_ratio_contradicts_only_beside_its_like_that_agrees() -> None:
    right = "Gross margin was 43.4% in the second quarter of 2008 and 38.0% in the second quarter of 2007."
    wrong = right.replace("38.0%", "36.0%")
    assert tied(right).holds
    assert [diagnostic.code for diagnostic in tied(wrong).diagnostics] == ["tie.ratio"]
    assert tied("Gross margin was 41.4% in the second quarter of 2008.").holds


def test_a_list_is_shared_out_among_its_figures() -> None:
    prose = "Net sales and gross profit grew 28% and 46%, respectively, in the second quarter of 2008."
    assert [(tie.amount.subject, tie.outcome) for tie in tied(prose).ties] == [
        ("Net sales", Outcome.AGREES),
        ("gross profit", Outcome.AGREES),
    ]


def test_what_other_tables_bear_out_is_no_restated_fact_of_a_statement() -> None:
    found = tied("Unbilled retainage was $437,000 at June 30, 2008.")
    (pair,) = narrative_facts(found.ties)
    assert pair[1] is None


def test_words_weigh_the_same_in_any_order() -> None:
    """Sets have another order in every run; what is said of a row must not hang on it."""
    names = ("unbilled retainage of gears", "gears and chains", "chains of gears", "order intake", "licensees")
    wording = Wording([ShownRow(n, stems(name), frozenset(), ()) for n, name in enumerate(names)])
    words = sorted(stems(" ".join(names)))
    weights = {wording.weight(order) for order in islice(permutations(words), 2000)}
    assert len(weights) == 1 and weights != {0}
