from datetime import date
from decimal import Decimal

from generator.documents import parse_document
from generator.facts import parse_statements
from generator.facts.captions import figures_left, read_caption
from generator.facts.model import Period

BALANCES = [Period(date(2023, 6, 30)), Period(date(2022, 12, 31))]
YEARS = [Period(date(year, 12, 31), date(year, 1, 1)) for year in (2023, 2022, 2021)]


def figures(label: str, *, kind: str) -> list[tuple[int, Decimal]]:
    return [(f.column, f.value) for f in read_caption(label, BALANCES, balances=True) if f.kind == kind]


def test_par_value_holds_for_all_columns_and_shares_follow_the_columns() -> None:
    label = (
        "Ordinary stock ($0.01 par value; 500 shares authorized; 310 and 305 shares issued; 300 and 299 outstanding)"
    )
    assert figures(label, kind="par") == [(0, Decimal("0.01")), (1, Decimal("0.01"))]
    assert figures(label, kind="shares") == [
        (0, Decimal(500)), (1, Decimal(500)), (0, Decimal(310)), (1, Decimal(305)), (0, Decimal(300)), (1, Decimal(299)),  # noqa: E501
    ]  # fmt: skip
    phrases = {f.phrase for f in read_caption(label, BALANCES, balances=True)}
    assert {"shares authorized", "shares issued", "outstanding"} <= phrases


def test_dates_beside_figures_choose_the_column() -> None:
    label = "Shares held -- 7,000 at December 31, 2022 and 8,000 at June 30, 2023"
    assert figures(label, kind="shares") == [(1, Decimal(7000)), (0, Decimal(8000))]
    assert figures("Plant, less accumulated depreciation: 2022, $95; 2023, $98", kind="money") == [
        (1, Decimal(95)),
        (0, Decimal(98)),
    ]


def test_words_for_none_and_millions() -> None:
    assert figures("Preferred stock, $1 par value; authorized 20 million shares, none issued", kind="shares") == [
        (0, Decimal(20_000_000)), (1, Decimal(20_000_000)), (0, Decimal(0)), (1, Decimal(0)),
    ]  # fmt: skip


def test_a_list_as_long_as_the_columns() -> None:
    found = read_caption("Translation, net of tax of $15, $(10) and $(35)", YEARS, balances=False)
    assert [(f.column, f.value) for f in found] == [(0, Decimal(15)), (1, Decimal(-10)), (2, Decimal(-35))]


def test_notes_rates_and_plans_are_no_figures() -> None:
    for label in ("Notes payable, 5.25% due 2031 (Note 12)", "Shares for the 401(k) plan", "Stock without par value"):
        assert read_caption(label, BALANCES, balances=True) == ()


def test_a_word_after_a_list_holds_for_all_of_it() -> None:
    assert figures("Common stock in treasury, at cost; 42.5 and 41.3 million shares", kind="shares") == [
        (0, Decimal(42_500_000)),
        (1, Decimal(41_300_000)),
    ]


def test_a_total_called_after_its_heading_repeats_none_of_the_headings_figures() -> None:
    page = b"""<html><body><p>Lantern Works, Inc.</p><p>Balance Sheets</p><table>
<tr><td></td><td>June 30, 2025</td><td>December 31, 2024</td></tr>
<tr><td>Assets</td></tr><tr><td>Cash</td><td>91</td><td>35</td></tr>
<tr><td>Receivables, net of allowance of $4 and $7</td></tr>
<tr><td>Trade</td><td>10</td><td>20</td></tr><tr><td>Other</td><td>1</td><td>2</td></tr>
<tr><td></td><td>11</td><td>22</td></tr><tr><td>Total assets</td><td>102</td><td>57</td></tr></table></body></html>"""
    (made,), _ = parse_statements(parse_document(page, "release.htm"))
    unlabelled = next(row.index for row in made.rows if row.label.startswith("Total receivables"))
    assert [fact.shown for fact in made.facts if fact.row == unlabelled] == ["11", "22"]
    assert [fact.shown for fact in made.facts if fact.phrase] == ["$4", "$7"]


def test_a_date_before_each_figure_goes_before_the_date_after_it() -> None:
    label = "Loans (pledged: 2023, $40; 2022, $31), less reserves: 2023, $7; 2022, $6"
    assert figures(label, kind="money") == [
        (0, Decimal(40)), (1, Decimal(31)), (0, Decimal(7)), (1, Decimal(6)),
    ]  # fmt: skip
    assert figures("Cash (restricted: 2023, nil; 2022, $5)", kind="money") == [(0, Decimal(0)), (1, Decimal(5))]


def test_figures_of_one_clause_share_its_date() -> None:
    label = (
        "Common stock (900 shares authorized; 410 shares issued and 398 shares outstanding at June 30, 2023; "
        "405 shares issued and 396 shares outstanding at December 31, 2022)"
    )
    assert figures(label, kind="shares") == [
        (0, Decimal(900)), (1, Decimal(900)),
        (0, Decimal(410)), (0, Decimal(398)), (1, Decimal(405)), (1, Decimal(396)),
    ]  # fmt: skip


def test_counts_of_each_class_are_part_of_the_count_before_them() -> None:
    label = (
        "Stock: 900 shares authorized (Class A 500, Class B 400); 700 (Class A 420, Class B 280) and 690 (Class A 415, "
        "Class B 275) shares issued and outstanding"
    )
    found = read_caption(label, BALANCES, balances=True)
    assert [(f.column, f.value) for f in found] == [
        (0, Decimal(900)), (1, Decimal(900)), (0, Decimal(700)), (1, Decimal(690)),
    ]  # fmt: skip
    assert figures_left(label, found) == ("500", "400", "420", "280", "415", "275")


def test_one_figure_for_several_lengths_and_years_is_of_all_their_columns() -> None:
    periods = [
        Period(date(2025, 6, 30), date(2025, 4, 1)), Period(date(2024, 6, 30), date(2024, 4, 1)),
        Period(date(2025, 6, 30), date(2025, 1, 1)), Period(date(2024, 6, 30), date(2024, 1, 1)),
    ]  # fmt: skip
    label = "Hedges, net of taxes of $3 for the three and six months ended June 30, 2025 and 2024"
    found = read_caption(label, periods, balances=False)
    assert [(f.column, f.value) for f in found] == [(i, Decimal(3)) for i in range(4)]


def test_the_date_of_the_second_figure_alone_tells_which_column_is_whose() -> None:
    for label in ("Shares issued 120 (31 December - 110)", "Shares issued 120 (December 31, 2022 - 110)"):
        for columns in (BALANCES, BALANCES[::-1]):
            found = read_caption(label, columns, balances=True)
            assert {(columns[f.column], f.value) for f in found} == {
                (BALANCES[0], Decimal(120)), (BALANCES[1], Decimal(110)),
            }  # fmt: skip
    found = read_caption("Investments, net of 12 marketable and $9 of other securities", BALANCES[:1], balances=True)
    assert [f.value for f in found] == [Decimal(9)]


def test_opening_cash_in_the_order_of_the_columns_whatever_its_first_days() -> None:
    openings = [Period(date(2022, 12, 31)), Period(date(2021, 12, 31))]
    label = "Cash at beginning of year (includes restricted cash of $7 at January 1, 2023 and $8 at January 1, 2022)"
    found = read_caption(label, openings, balances=False)
    assert [(f.column, f.value) for f in found] == [(0, Decimal(7)), (1, Decimal(8))]
