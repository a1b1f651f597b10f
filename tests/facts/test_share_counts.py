from decimal import Decimal

from generator.documents import parse_document
from generator.facts import parse_statements
from generator.facts.model import SHARES, StatementKind

SHEET = """
HARBOR TOOLS, INC.
CONSOLIDATED BALANCE SHEETS
({caption})
<TABLE>
<CAPTION>
                                              June 30, 2008   December 31, 2007
<S>                                              <C>               <C>
Cash                                                1,200             1,100
Receivables                                         2,000             1,900
Total assets                                        3,200             3,000
Accounts payable                                      500               400
Total liabilities                                     500               400
Common stock, $1 par value; {stock}                   100               100
Retained earnings                                   2,600             2,500
</TABLE>
CONSOLIDATED STATEMENTS OF OPERATIONS
(in thousands, except share and per share data)
<TABLE>
<CAPTION>
                                              Six Months Ended June 30,
                                                 2008              2007
<S>                                              <C>               <C>
Net sales                                           9,000             8,000
Cost of sales                                       5,000             4,500
Income before income taxes                          4,000             3,500
Income taxes                                        1,000               900
Net income                                          3,000             2,600
Weighted average shares outstanding            {average}        {average}
</TABLE>
"""
ALL_IN_FULL = "in thousands, except share and per share data"


def counts(caption: str, stock: str, average: str) -> tuple[dict[str, tuple[Decimal, int | None]], bool]:
    """The first column's share counts of the balance sheet with their accuracy, and whether a departure was said."""
    page = SHEET.format(caption=caption, stock=stock, average=average)
    statements, said = parse_statements(parse_document(page.encode(), "sheets.txt"))
    sheet = next(s for s in statements if s.kind is StatementKind.BALANCE_SHEET)
    found = {
        fact.shown: (fact.value, fact.decimals)
        for fact in sheet.facts
        if fact.unit == SHARES and fact.column == 0 and fact.value is not None
    }
    return found, any(diagnostic.code == "parse.share-scale" for diagnostic in said)


def test_counts_in_thousands_under_a_heading_that_has_them_in_full() -> None:
    found, said = counts(ALL_IN_FULL, "75,000 shares authorized; 28,539 shares issued", "27,785,000")
    assert found == {"75,000": (Decimal(75_000_000), -3), "28,539": (Decimal(28_539_000), -3)}
    assert said


def test_counts_in_full_that_agree_with_the_average_are_left() -> None:
    found, said = counts(ALL_IN_FULL, "75,000 shares authorized; 28,539 shares issued", "27,785")
    assert found == {"75,000": (Decimal(75_000), None), "28,539": (Decimal(28_539), 0)}
    assert not said


def test_counts_in_full_under_a_heading_that_scales_them() -> None:
    found, said = counts("in thousands", "9,000,000 shares authorized; 2,853,900 shares issued", "2,778,500")
    assert found == {"9,000,000": (Decimal(9_000_000), None), "2,853,900": (Decimal(2_853_900), 0)}
    assert said


def test_nothing_is_moved_where_no_count_of_the_document_is_like_them() -> None:
    found, said = counts(ALL_IN_FULL, "75,000 shares authorized; 28,539 shares issued", "400,000")
    assert found["28,539"] == (Decimal(28_539), 0)
    assert not said


def test_a_broken_number_of_shares_is_not_in_full() -> None:
    found, said = counts(ALL_IN_FULL, "250.0 shares authorized; 82.7 shares issued", "400,000")
    assert found["82.7"] == (Decimal(82_700), -2)
    assert said


def test_a_broken_number_takes_the_scale_of_the_average() -> None:
    found, _ = counts(ALL_IN_FULL, "250.0 shares authorized; 82.7 shares issued", "83,100,000")
    assert found["82.7"] == (Decimal(82_700_000), -5)


def test_the_par_value_tells_where_no_row_counts_shares() -> None:
    found, said = counts("Dollars in thousands", "500,000 shares\n  authorized; 100,120 shares issued", "")
    assert found == {"500,000": (Decimal(500_000), None), "100,120": (Decimal(100_120), 0)}
    assert said


INCOME = """
HARBOR TOOLS, INC.
CONSOLIDATED STATEMENTS OF INCOME
(Dollars in thousands, except per share amounts)
<TABLE>
<CAPTION>
                                             Three Months Ended March 31,
                                                 2011              2010
<S>                                              <C>               <C>
Net sales                                           9,340             8,907
Cost of sales                                       6,964             6,986
Net income                                          2,376             1,921
Diluted earnings per share                     $      .41        $      .33
Weighted average diluted shares                 {average}         {average}
</TABLE>
"""


def test_results_per_share_tell_whether_averages_stand_in_full() -> None:
    for average, value in (("5,780,455", 5_780_455), ("5,780", 5_780_000), ("57,804", 57_804_000)):
        page = INCOME.format(average=average).encode()
        statements, said = parse_statements(parse_document(page, "income.txt"))
        assert [f.value for f in statements[0].facts if f.unit == SHARES] == [Decimal(value)] * 2
        assert any(d.code == "parse.share-scale" for d in said) == (average == "5,780,455")
