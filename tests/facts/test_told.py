"""What is wrong or left must be told; columns that headings do not settle are settled by the figures, or left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator.diagnostics import Diagnostic
from generator.documents import parse_document
from generator.facts import parse_statements
from generator.facts.captions import read_caption
from generator.facts.model import Period, Statement

EQUITY = """
HARBOR TOOLS, INC.
CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY
(in thousands)
<TABLE>
<CAPTION>
                                  Common Stock        Paid-in     Retained    Total
                                                      Capital     Earnings    Equity
<S>                              <C>       <C>        <C>         <C>         <C>
Balance, December 31, 2006         1,000     $ 10      $ 200       $ 300       $ 510
Net income                                                           50          50
Stock issued                         100        1         30                     31
Balance, December 31, 2007         1,100     $ 11      $ 230       $ 350       $ {total}
</TABLE>
"""
INCOME = """
CONSOLIDATED STATEMENTS OF OPERATIONS
{scale}
<TABLE>
<CAPTION>
                                    Years Ended December 31,
                               2007       2006     {extra}
<S>                          <C>        <C>        <C>
Net sales                      5,000      4,000       {a}
Cost of sales                  3,000      2,500       {b}
Operating income               2,000      1,500       {a}
Income before income taxes     2,000      1,500       {b}
Net income                     1,400      1,000       {a}
</TABLE>
"""


def parse(text: str) -> tuple[tuple[Statement, ...], list[Diagnostic]]:
    statements, diagnostics = parse_statements(parse_document(text.encode(), "statements.txt"))
    return statements, list(diagnostics)


def codes(diagnostics: list[Diagnostic]) -> set[str]:
    return {diagnostic.code for diagnostic in diagnostics}


def test_a_column_that_no_total_counts_is_proved_to_hold_shares() -> None:
    (statement,), diagnostics = parse(EQUITY.format(total="591"))
    assert [column.role for column in statement.columns] == ["shares", *["reported"] * 4]
    opening = [(fact.value, str(fact.unit)) for fact in statement.facts if fact.row == 0]
    assert opening[:2] == [(Decimal(1_000_000), "xbrli:shares"), (Decimal(10_000), "iso4217:USD")]
    assert "parse.cross-footing" not in codes(diagnostics)


def test_rows_that_do_not_add_up_across_are_told() -> None:
    _, diagnostics = parse(EQUITY.format(total="999"))
    (told,) = [diagnostic for diagnostic in diagnostics if diagnostic.code == "parse.cross-footing"]
    assert "Balance, December 31" in told.message
    assert told.remedy


def test_columns_of_percentages_are_left_and_told() -> None:
    (statement,), diagnostics = parse(INCOME.format(scale="(in thousands)", extra="% Change", a="25.0%", b="20.0%"))
    assert statement.columns[1].heading.endswith("2006")
    assert statement.columns[2].heading.endswith("% Change")
    assert {fact.column for fact in statement.facts} == {0, 1}
    (told,) = [diagnostic for diagnostic in diagnostics if diagnostic.code == "parse.column-left"]
    assert "5 figures" in told.message


def test_pro_forma_columns_are_no_facts() -> None:
    (statement,), diagnostics = parse(INCOME.format(scale="(in thousands)", extra="Pro Forma", a="9,000", b="8,000"))
    assert {fact.column for fact in statement.facts} == {0, 1}
    assert "parse.column-left" in codes(diagnostics)


def test_a_scale_that_nothing_states_is_told() -> None:
    statements, diagnostics = parse(INCOME.format(scale="", extra="% Change", a="25.0%", b="20.0%"))
    assert statements[0].facts[0].value == 5000
    assert "parse.scale-unsaid" in codes(diagnostics)


def test_two_scales_over_one_statement_are_told() -> None:
    text = INCOME.format(scale="(in thousands)", extra="% Change", a="25.0%", b="20.0%")
    text = text.replace("<CAPTION>", "<CAPTION>\n(dollars in millions)")
    assert "parse.scale-conflict" in codes(parse(text)[1])


def test_columns_headed_alike_over_other_figures_have_no_period() -> None:
    text = INCOME.format(scale="(in thousands)", extra="    2006", a="9,000", b="8,000")
    statements, diagnostics = parse(text)
    assert {str(fact.period) for statement in statements for fact in statement.facts} == {"2007-01-01/2007-12-31"}
    assert "parse.unread-cell" in codes(diagnostics)


def test_listed_dates_go_to_the_columns_of_their_years() -> None:
    text = """
CONSOLIDATED BALANCE SHEETS
At December 29, 2007 and December 30, 2006
(in thousands)
<TABLE>
<CAPTION>
                                 2006          2007
<S>                              <C>           <C>
Cash                                 10            20
Total assets                         10            20
Accounts payable                      4             5
Total liabilities                     4             5
Retained earnings                     6            15
</TABLE>
"""
    (statement,), _ = parse(text)
    assert [str(column.period) for column in statement.columns] == ["2006-12-30", "2007-12-29"]


def test_captions_name_the_length_of_time_of_their_figures() -> None:
    periods = [
        Period(date(2007, 6, 30), date(2007, 4, 1)),
        Period(date(2006, 6, 30), date(2006, 4, 1)),
        Period(date(2007, 6, 30), date(2007, 1, 1)),
        Period(date(2006, 6, 30), date(2006, 1, 1)),
    ]

    def figures(label: str) -> list[tuple[str, int]]:
        return [(figure.shown, figure.column) for figure in read_caption(label, periods, balances=False)]

    assert figures(
        "Unrealized gain, net of tax of $1 and $2 for the three and six months ended June 30, 2007 and $3 and $4 for "
        "the corresponding periods of 2006"
    ) == [("$1", 0), ("$2", 2), ("$3", 1), ("$4", 3)]
    assert figures(
        "Translation, net of tax of $(5) for the three months and $6 for the six months ended June 30, 2007"
    ) == [("$(5)", 0), ("$6", 2)]
    assert figures("Unrealized gain, net of tax of $5 in 2007") == []


def test_amounts_named_per_share_in_a_caption_leave_the_row_in_money() -> None:
    text = EQUITY.format(total="591").replace("Net income                ", "Dividends, $0.60 per share")
    (statement,), _ = parse(text)
    paid = [(fact.value, str(fact.unit)) for fact in statement.facts if fact.row == 1 and not fact.phrase]
    assert paid == [(Decimal(50_000), "iso4217:USD"), (Decimal(50_000), "iso4217:USD")]


def test_headings_of_uneven_height_stand_over_their_own_columns() -> None:
    text = """
CONDENSED BALANCE SHEETS
(in thousands)
<TABLE>
<CAPTION>
                                                         December 31,
                                          June 30, 2007      2006
<S>                                       <C>            <C>
Cash                                           $ 27,140         $ 397
Total assets                                     27,140         1,495
Accounts payable                                  4,484         1,000
Total liabilities                                 4,484         1,000
Accumulated deficit                              22,656           495
</TABLE>
"""
    (statement,), _ = parse(text)
    assert [str(column.period) for column in statement.columns] == ["2007-06-30", "2006-12-31"]


def test_tables_far_too_deep_or_wide_are_left_and_told() -> None:
    deep = "<html><body>" + "<table><tr><td>" * 400 + "1,234" + "</td></tr></table>" * 400 + "</body></html>"
    wide = "<html><body><table><tr><td>Cash</td>" + "<td>1</td>" * 1500 + "</tr></table></body></html>"
    for source in (deep, wide):
        document = parse_document(source.encode(), "hostile.htm")
        assert "read.table-left" in {diagnostic.code for diagnostic in document.diagnostics}


def test_a_row_of_thousands_of_figures_is_left_and_told() -> None:
    source = "<TABLE>\n<S> <C>\nBalance Sheets\nCash" + "  1,000" * 3000 + "\n</TABLE>\n"
    statements, told = parse_statements(parse_document(source.encode(), "wide.txt"))
    assert statements == ()
    assert [d.code for d in told] == ["parse.table-too-wide", "parse.no-statement"]
