"""Two tables on the same lines become two; text between figures splits none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.documents import Document, Heading, Table, parse_document
from generator.documents.html import elements_by_path, parse_tree
from generator.facts import parse_statements

TEXT = """\
ACME WIDGET CORPORATION
BALANCE SHEETS
(In thousands)

<TABLE>
<CAPTION>
                              June 30,  June 30,                                  June 30,  June 30,
                                2004      2003                                      2004      2003
                              --------  --------                                  --------  --------
<S>                           <C>       <C>        <S>                            <C>       <C>
ASSETS                                             LIABILITIES AND EQUITY
Current assets:                                    Current liabilities:
  Cash                        $  1,204  $    987     Accounts payable             $    410  $    390
  Receivables, less allowance                        Accrued compensation and
    for doubtful accounts          310       299       benefits                        104        96
  Inventories                      500       450   Borrowings                           50        50
                              --------  --------                                  --------  --------
    Total current assets         2,014     1,736     Total current liabilities         564       536
Property, net                      986       964   Common stock                        100       100
                                                   Retained earnings                 2,336     2,064
                              --------  --------                                  --------  --------
                              $  3,000  $  2,700                                  $  3,000  $  2,700
                              ========  ========                                  ========  ========
</TABLE>
"""
UNMARKED = """\
                           ACME WIDGET CORPORATION
                                BALANCE SHEET
                                June 30, 2004

ASSETS                                 LIABILITIES AND EQUITY

Cash ...................... $  1,204   Accounts payable .......... $    410
Receivables ...............      310   Accrued expenses ..........      104
Inventories ...............      500   Short-term debt ...........       50
Due from officers .........    1,986 Due to officers .............    2,436
                            --------                               --------
Total assets .............. $  4,000   Total liabilities ......... $  3,000
"""
HTML = """
<html><body><p><b>BALANCE SHEETS</b></p><p>(in thousands)</p><table>
<tr><td></td><td colspan=6>As of June 30,</td></tr>
<tr><td></td><td colspan=2>2011</td><td></td><td></td><td colspan=2>2011</td></tr>
<tr><td>ASSETS</td><td colspan=2></td><td></td><td>LIABILITIES AND EQUITY</td></tr>
<tr><td>Cash</td><td>$</td><td>1,204</td><td></td><td>Payables</td><td>$</td><td>410</td></tr>
<tr><td>Receivables</td><td></td><td>310</td><td></td><td>Accruals</td><td></td><td>104</td></tr>
<tr><td></td><td></td><td></td><td></td><td>Equity</td><td></td><td>1,000</td></tr>
<tr><td>Total assets</td><td>$</td><td>1,514</td><td></td><td>Total</td><td>$</td><td>1,514</td></tr>
</table></body></html>
"""


def read(source: str) -> Document:
    return parse_document(source.encode(), "release")


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows if row.cells]


def test_two_printed_tables_are_read_left_then_right() -> None:
    first, second = read(TEXT).tables()
    assert (first.beside, second.beside) == (False, True)
    assert cells(first) == [
        ["June 30,", "June 30,"],
        ["2004", "2003"],
        ["ASSETS"],
        ["Current assets:"],
        ["Cash", "$ 1,204", "$ 987"],
        ["Receivables, less allowance"],
        ["for doubtful accounts", "310", "299"],
        ["Inventories", "500", "450"],
        ["Total current assets", "2,014", "1,736"],
        ["Property, net", "986", "964"],
        ["$ 3,000", "$ 2,700"],
    ]
    assert cells(second)[2:8] == [
        ["LIABILITIES AND EQUITY"],
        ["Current liabilities:"],
        ["Accounts payable", "$ 410", "$ 390"],
        ["Accrued compensation and"],
        ["benefits", "104", "96"],
        ["Borrowings", "50", "50"],
    ]


def test_indent_rules_and_places_are_those_of_each_table() -> None:
    document = read(TEXT)
    _, second = document.tables()
    by_text = {cell.text: cell for row in second.rows for cell in row.cells}
    assert [by_text[t].indent for t in ("Borrowings", "Accounts payable", "benefits")] == [0, 2, 4]
    assert by_text["2,336"].rule_below and by_text["$ 3,000"].rule_above and not by_text["104"].rule_below
    for cell in by_text.values():
        printed = document.source[cell.span.offset : cell.span.offset + cell.span.length]
        assert " ".join(printed.split()) == cell.text


def test_titles_over_both_are_headings_and_one_space_keeps_tables_apart() -> None:
    first, second = read(UNMARKED).tables()
    assert ["Due from officers", "1,986"] in cells(first) and ["Due to officers", "2,436"] in cells(second)
    assert min(cell.left for row in second.rows for cell in row.cells) == 37
    titles = [block.text for block in read(UNMARKED).blocks if isinstance(block, Heading)]
    assert titles == ["ACME WIDGET CORPORATION", "BALANCE SHEET", "June 30, 2004"]


def test_html_tables_side_by_side() -> None:
    document = read(HTML)
    first, second = document.tables()
    assert cells(first)[2:] == [["ASSETS"], ["Cash", "$ 1,204"], ["Receivables", "310"], ["Total assets", "$ 1,514"]]
    assert cells(second) == [
        ["As of June 30,"],
        ["2011"],
        ["LIABILITIES AND EQUITY"],
        ["Payables", "$ 410"],
        ["Accruals", "104"],
        ["Equity", "1,000"],
        ["Total", "$ 1,514"],
    ]
    place = second.rows[3].cells[1].span
    owner = elements_by_path(parse_tree(document.source))[place.path]
    assert owner is not None and owner.text == "410"


@pytest.mark.parametrize(("source", "scale"), [(TEXT, 1000), (UNMARKED, 1), (HTML, 1000)])
def test_both_tables_are_balance_sheets(source: str, scale: int) -> None:
    statements, _ = parse_statements(read(source))
    assert [str(statement.kind) for statement in statements] == ["balance-sheet", "balance-sheet"]
    for statement, value in zip(statements, (1204, 410), strict=True):
        assert statement.facts[0].value == Decimal(value * scale)
        assert {fact.period.end.isoformat()[5:] for fact in statement.facts} == {"06-30"}


LOCATIONS = """\
<TABLE>
<S>                     <C>                  <C>      <C>                    <C>
                        Location               2004   Location                 2004
Interest rate swaps     Other assets            120   Other liabilities         310
Currency forwards       Current assets           45   Current liabilities        20
Commodity options       Long-term assets         12   Accrued expenses            7
Total assets                                    177                             337
</TABLE>
"""
TERMS = """\
<TABLE>
                        Shares   Class of stock            Value
Acme Holdings            1,200   Common stock              8,400
Bolt Assets              3,000   Series A preferred       12,000
Crank Trust                450   Units in equity fund      9,000
Dynamo                     700   Warrants                  1,100
</TABLE>
"""
REPEATED = """\
<TABLE>
                 2004       Trend      2004
Total assets    1,204       higher    2,014
Liabilities       310       lower       564
Equity            500       higher      986
Cash               40       higher       90
</TABLE>
"""


@pytest.mark.parametrize("source", [LOCATIONS, TERMS, REPEATED])
def test_text_between_figures_does_not_split(source: str) -> None:
    (table,) = read(source).tables()
    assert max(len(row.cells) for row in table.rows) >= 4
