from generator.documents import parse_document
from generator.documents.model import Table
from generator.facts.equity import with_lone_component
from generator.facts.headings import Headings, find_headings
from generator.facts.segments import find_segments


def heads(text: str) -> list[str]:
    document = parse_document(text.encode(), "table.txt")
    assert any(isinstance(block, Table) for block in document.blocks)
    segment = next(find_segments(document))
    return [" ".join(levels) for levels in find_headings(segment.header, segment.layout).levels]


def test_spanning_headings_stand_over_their_columns() -> None:
    assert heads("""
<TABLE>
<CAPTION>
                               Three Months Ended          Year Ended
                                   March 31,              December 31,
                                2008       2007         2007       2006
<S>                             <C>        <C>          <C>        <C>
Sales                             100         90          400        380
Costs                              60         55          240        230
</TABLE>
""") == [
        "Three Months Ended March 31, 2008", "Three Months Ended March 31, 2007",
        "Year Ended December 31, 2007", "Year Ended December 31, 2006",
    ]  # fmt: skip


def test_lengths_set_over_the_labels_go_to_the_first_group() -> None:
    assert heads("""
<TABLE>
<CAPTION>
Three Months Ended                                      Six Months Ended
<S>                             <C>        <C>          <C>        <C>
                                2008       2007         2008       2007
Sales                             100         90          400        380
Costs                              60         55          240        230
</TABLE>
""") == [
        "Three Months Ended 2008", "Three Months Ended 2007", "Six Months Ended 2008", "Six Months Ended 2007",
    ]  # fmt: skip


def test_numbers_inside_wrapped_labels_make_no_column() -> None:
    assert heads("""
<TABLE>
<CAPTION>
                                                  2008       2007
<S>                                              <C>        <C>
Accounts receivable, less allowances of
  $166                                            1,200      1,100
Inventories of finished and unfinished goods        300        290
Prepaid expenses and other current assets            30         20
</TABLE>
""") == ["2008", "2007"]


def test_a_year_over_one_column_is_not_shared_with_its_neighbours() -> None:
    found = heads("""
<TABLE>
<CAPTION>
Three Months Ended                                        Six Months Ended
                                          June 30,
June 30, 2005                                 2004           June 30, 2004
<S>                         <C>           <C>           <C>           <C>
Sales                     11,079,166     9,559,310    21,621,967    18,929,750
Costs                      5,325,311     5,174,143    10,588,514    10,151,216
""")
    assert not found[0].endswith("2004")


def test_words_that_a_narrow_column_cuts_are_put_together_again() -> None:
    assert heads("""
<TABLE>
<CAPTION>
                                       Accumulat
                                        ed Other                 Noncont
                             Addition  Comprehen                 rolling
                             al Paid-       sive     Retained    Interes
                           in Capital     Income     Earnings         ts
<S>                             <C>        <C>          <C>        <C>
Balance at June 30, 2008          100         90          400        380
Net income                         60         55          240        230
</TABLE>
""") == [
        "Additional Paid- in Capital", "Accumulated Other Comprehensive Income", "Retained Earnings",
        "Noncontrolling Interests",
    ]  # fmt: skip


def test_a_component_set_over_the_labels_is_that_of_the_nameless_columns_beside_them() -> None:
    levels = (("Shares",), ("Amount",), ("Retained Earnings",), ("Treasury Stock",))
    found = with_lone_component(Headings(levels, ("(in thousands)", "Common Stock")))
    assert found.levels[:2] == (("Common Stock", "Shares"), ("Common Stock", "Amount"))
    total = with_lone_component(Headings(((), ("Retained Earnings",), ("Treasury Stock",)), ("Total",)))
    assert total.levels[0] == ("Total",)
    kept = Headings((("2008",), ("2007",)), ("Common Stock",))
    assert with_lone_component(kept) == kept
