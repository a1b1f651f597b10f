"""One printed line to cells."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.documents.columns import align, is_figure, is_rule, split_line, split_mark


def texts(line: str) -> list[str]:
    return [piece.text for piece in split_line(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Revenue                 $         42   $        100", ["Revenue", "$ 42", "$ 100"]),
        ("Net loss                $     (7,765)  $     (7,044)", ["Net loss", "$ (7,765)", "$ (7,044)"]),
        ("Net loss                $ ( 7,765 )    $ ( 7,044 )", ["Net loss", "$ (7,765)", "$ (7,044)"]),
        ("Margin                       41.2 %         (3.0)%", ["Margin", "41.2%", "(3.0)%"]),
        ("Dividends                     - 0 -          - 0 -", ["Dividends", "- 0 -", "- 0 -"]),
        ("Loss on sale                     --            nil", ["Loss on sale", "--", "nil"]),
        ("Net sales............... $ 71,113      $ 65,602", ["Net sales", "$ 71,113", "$ 65,602"]),
        ("Total debt.. $ 1,882     $ 1,335", ["Total debt", "$ 1,882", "$ 1,335"]),
        ("Turnover               £ 1,200        £ 1,100", ["Turnover", "£ 1,200", "£ 1,100"]),
        ("Notes due June 30, 2008      12,000", ["Notes due June 30, 2008", "12,000"]),
        ("                 June 30, December 31,", ["June 30,", "December 31,"]),
        ("            2008 2007", ["2008", "2007"]),
        ("Ratio of earnings            5.95x    5.94x", ["Ratio of earnings", "5.95x", "5.94x"]),
        ("Income      6,587(1)(2)5,850(3)   1,736", ["Income", "6,587", "5,850", "1,736"]),
        ("Costs     41,736,286 52,,818,225", ["Costs", "41,736,286", "52,,818,225"]),
    ],
)
def test_cells_of_a_line(line: str, expected: list[str]) -> None:
    assert texts(line) == expected


def test_a_value_covers_its_currency_sign_and_parentheses() -> None:
    value = split_line("Net loss                $     (7,765)")[1]
    assert (value.left, value.right, value.is_value) == (24, 37, True)


def test_footnote_marks_stand_beside_the_figure() -> None:
    value = split_line("Net income        6,037(3)    2,236")[1]
    assert (value.text, value.mark, value.right) == ("6,037", "(3)", 23)
    assert split_mark("(806,000)*") == ("(806,000)", "*")
    assert split_mark("(1)") == ("(1)", "")


def test_a_malformed_figure_is_no_figure() -> None:
    assert [piece.is_value for piece in split_line("Costs     41,736,286 52,,818,225")] == [False, True, False]


def test_a_figure_that_touches_its_label_is_split_off_where_others_stand() -> None:
    rows = align(
        split_line(line)
        for line in (
            "Cash                                     1,234     5,678",
            "Receivables                                999     1,001",
            "Provision for doubtful accounts and other 1,500     2,500",
        )
    )
    assert [piece.text for piece in rows[2]] == ["Provision for doubtful accounts and other", "1,500", "2,500"]


def test_a_figure_inside_a_caption_stays_there() -> None:
    rows = align(
        split_line(line)
        for line in (
            "Cash                                     1,234     5,678",
            "Receivables                                999     1,001",
            "Common stock, 1,000 shares issued               5         5",
        )
    )
    assert rows[2][0].text == "Common stock, 1,000 shares issued"


def test_words_of_a_justified_label_come_together() -> None:
    rows = align(
        split_line(line)
        for line in (
            "Cash                                     1,234     5,678",
            "Cost  in  Excess  of Fair  Value           500       600",
        )
    )
    assert rows[1][0].text == "Cost in Excess of Fair Value"


@pytest.mark.parametrize("text", ["$ (19,505)", "(7,790)", "--", "$ —", "12.5%", "(3.0)%", "- 0 -", ".55", "n/a", "—%"])
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["June 30, 2008", "(unaudited)", "(1) see note", "$", "", "and 5", "11-1974412"])
def test_no_figures(text: str) -> None:
    assert not is_figure(text)


def test_rules() -> None:
    assert is_rule("          -----      =====")
    assert not is_rule("          --         --")
    assert not is_rule("Total     -----")


@given(st.text(alphabet="ab1,.$()-% =", max_size=60))
def test_cells_are_ordered_and_stay_in_the_line(line: str) -> None:
    pieces = split_line(line)
    assert all(0 <= piece.left < piece.right <= len(line) for piece in pieces)
    assert all(first.right <= second.left for first, second in itertools.pairwise(pieces))


@given(st.integers(0, 10**9), st.booleans(), st.integers(1, 12))
def test_every_printed_amount_is_found(amount: int, negative: bool, gap: int) -> None:
    printed = f"({amount:,})" if negative else f"{amount:,}"
    cells = texts(f"Some label  {' ' * gap}$ {printed}     {printed}")
    assert cells == ["Some label", f"$ {printed}", printed]
