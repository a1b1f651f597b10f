"""HTML to blocks, grids and places."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.documents import Heading, PageBreak, Paragraph, Table, parse_document, read_document
from generator.documents.html import elements_by_path, parse_tree, read_html
from generator.documents.model import Cell

STATEMENT = """
<html><body>
<p align="center"><b>ACME WIDGET, INC.</b><br><b>CONSOLIDATED BALANCE SHEETS</b><br>(in thousands)</p>
<table>
<tr><td style="width:60%"></td><td></td><td></td><td></td><td></td><td></td><td></td></tr>
<tr><td></td><td colspan="3" align="center" style="border-bottom:1px solid #000">June 30,<br>2011</td>
    <td colspan="3" align="center" style="border-bottom:1px solid #000">December 31,<br>2010</td></tr>
<tr><td>Current assets:</td><td colspan="6"></td></tr>
<tr><td style="padding-left:12pt">Cash&#160;and cash equivalents<sup>(1)</sup></td>
    <td>$</td><td align="right">1,204</td><td></td><td>$</td><td align="right">987</td><td></td></tr>
<tr><td>&nbsp;&nbsp;Deferred loss</td><td></td><td style="border-bottom:solid 1pt">(310</td><td>)</td>
    <td></td><td style="border-bottom:solid 1pt">(299</td><td>)</td></tr>
<tr><td><b>Total&#8203;</b></td><td>$</td><td style="border-bottom:3px double black">894</td><td></td>
    <td>$</td><td style="border-bottom:3px double black">688</td><td></td></tr>
<tr><td>Margin</td><td></td><td>41.2</td><td>%</td><td></td><td>&#8212;</td><td></td></tr>
</table>
</body></html>
"""


def only_table(source: str) -> Table:
    (table,) = parse_document(source.encode(), "release.htm").tables()
    return table


def page(rows: str) -> str:
    return f"<html><body><table>{rows}</table></body></html>"


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows if row.cells]


def cell(table: Table, text: str) -> Cell:
    return next(cell for row in table.rows for cell in row.cells if cell.text == text)


def test_one_cell_per_value() -> None:
    assert cells(only_table(STATEMENT)) == [
        ["June 30, 2011", "December 31, 2010"],
        ["Current assets:"],
        ["Cash and cash equivalents", "$ 1,204", "$ 987"],
        ["Deferred loss", "(310)", "(299)"],
        ["Total", "$ 894", "$ 688"],
        ["Margin", "41.2%", "—"],
    ]


def test_values_and_headings_meet_by_extent() -> None:
    table = only_table(STATEMENT)
    assert (cell(table, "June 30, 2011").left, cell(table, "June 30, 2011").right) == (1, 4)
    assert [(c.left, c.right) for c in table.rows[2].cells] == [(0, 1), (1, 3), (4, 6)]
    assert (cell(table, "(310)").left, cell(table, "(310)").right) == (2, 4)


def test_indentation_marks_weight_and_rules() -> None:
    table = only_table(STATEMENT)
    assert cell(table, "Cash and cash equivalents").indent == 2
    assert cell(table, "Cash and cash equivalents").superscript == "(1)"
    assert cell(table, "Deferred loss").indent == 2
    assert cell(table, "Total").bold and not cell(table, "Margin").bold
    assert cell(table, "(310)").rule_below and cell(table, "$ 894").rule_above and cell(table, "$ 894").rule_below
    assert not cell(table, "$ 1,204").rule_below


def test_titles_are_headings() -> None:
    document = parse_document(STATEMENT.encode(), "release.htm")
    assert [b.text for b in document.blocks if isinstance(b, Heading)] == [
        "ACME WIDGET, INC.",
        "CONSOLIDATED BALANCE SHEETS",
        "(in thousands)",
    ]


def test_places_lead_back_into_the_tree() -> None:
    document = parse_document(STATEMENT.encode(), "release.htm")
    tree = parse_tree(document.source)
    (table,) = document.tables()
    for text, printed in (("$ 1,204", "1,204"), ("(310)", "(310"), ("Margin", "Margin"), ("$ 688", "688")):
        span = cell(table, text).span
        owner = elements_by_path(tree)[span.path]
        assert "".join(owner.itertext())[span.offset : span.offset + span.length] == printed
        assert tree.getroottree().getpath(owner) == span.path
    assert cell(table, "Margin").span.line == STATEMENT.split("Margin")[0].count("\n") + 1


def test_rowspan_moves_the_columns_below_it() -> None:
    table = only_table(
        page(
            "<tr><td rowspan=2>Year</td><td colspan=2>Sales</td></tr><tr><td>1,000</td><td>2,000</td></tr>"
            "<tr><td>2011</td><td>3,000</td><td>4,000</td></tr>"
        )
    )
    assert [(c.left, c.right) for c in table.rows[1].cells] == [(1, 2), (2, 3)]
    assert table.rows[0].cells[0].row_span == 2


def test_a_value_split_over_cells_and_runs() -> None:
    table = only_table(
        page(
            "<tr><td>Net loss</td><td>$</td><td>(</td><td>1,2<b>04</b></td><td>)</td></tr>"
            "<tr><td>Per share</td><td>$</td><td>(0</td><td>.25</td><td>)</td></tr>"
        )
    )
    assert cells(table) == [["Net loss", "$ (1,204)"], ["Per share", "$ (0.25)"]]


def test_nested_data_table_is_not_hidden_by_its_layout_table() -> None:
    inner = "<table><tr><td>Cash</td><td>1,204</td></tr><tr><td>Debt</td><td>310</td></tr></table>"
    document = parse_document(page(f"<tr><td>News</td><td>{inner}</td></tr>").encode(), "release.htm")
    assert [type(block) for block in document.blocks] == [Paragraph, Table]
    assert cells(next(iter(document.tables()))) == [["Cash", "1,204"], ["Debt", "310"]]


def test_text_in_a_layout_table_becomes_paragraphs() -> None:
    source = page("<tr><td>&#8226;</td><td>Sales rose by 5 percent to a record of $12.4 million.</td></tr>")
    (paragraph,) = parse_document(source.encode(), "release.htm").blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "• Sales rose by 5 percent to a record of $12.4 million."


def test_hidden_text_is_left_out() -> None:
    source = """<html><body><div style="display:none">secret</div><ix:header><ix:hidden>9</ix:hidden></ix:header>
    <p style="visibility: hidden">unseen</p><script>var x = 1;</script>
    <p>Shown <ix:nonfraction>5</ix:nonfraction></p></body></html>"""
    (paragraph,) = parse_document(source.encode(), "report.htm").blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "Shown 5"


def test_cells_that_are_not_displayed_take_no_column() -> None:
    table = only_table(
        page(
            "<tr><td>a</td><td style='display:none' colspan=3></td><td>1,000</td></tr><tr><td>b</td><td>2,000</td></tr>"
        )
    )
    assert [row.cells[1].left for row in table.rows] == [1, 1]


def test_rules_drawn_as_text_and_as_empty_rows() -> None:
    table = only_table(
        page(
            "<tr><td>Cash</td><td>1,204</td></tr><tr><td>Debt</td><td>310</td></tr><tr><td></td><td>-----</td></tr>"
            "<tr><td>Net</td><td>894</td></tr>"
            "<tr><td></td><td><p style='border-top:3px double #000'>&nbsp;</p></td></tr>"
        )
    )
    assert cells(table) == [["Cash", "1,204"], ["Debt", "310"], ["Net", "894"]]
    assert cell(table, "310").rule_below and cell(table, "894").rule_above and cell(table, "894").rule_below


def test_labels_set_back_by_columns() -> None:
    table = only_table(
        page(
            "<tr><td colspan=3>Assets</td><td>10</td></tr><tr><td></td><td colspan=2>Cash</td><td>4</td></tr>"
            "<tr><td></td><td></td><td>Petty</td><td>1</td></tr>"
        )
    )
    assert [row.cells[0].indent for row in table.rows] == [0, 2, 4]


def test_preformatted_tables_inside_html() -> None:
    printed = "\n              1999      1998\nSales        1,204       987\nCosts          310       299\n"
    source = f"<html><body><p>Results:</p><pre>{printed}</pre></body></html>"
    document = parse_document(source.encode(), "release.htm")
    (table,) = document.tables()
    assert table.geometry == "characters"
    assert cells(table) == [["1999", "1998"], ["Sales", "1,204", "987"], ["Costs", "310", "299"]]
    span = cell(table, "987").span
    owner = elements_by_path(parse_tree(document.source))[span.path]
    assert owner is not None and owner.tag == "pre"
    assert "".join(owner.itertext())[span.offset : span.offset + span.length] == "987"


def test_page_breaks_carry_the_running_lines() -> None:
    body = "".join(
        f"<p>Our plant in Ohio made {n} hundred widgets.</p><p>Acme Widget, Inc.</p><p>{n}</p>"
        "<hr style='page-break-after:always'>"
        for n in range(1, 6)
    )
    document = parse_document(f"<html><body>{body}</body></html>".encode(), "release.htm")
    breaks = [block for block in document.blocks if isinstance(block, PageBreak)]
    assert [block.running_text for block in breaks[:2]] == ["Acme Widget, Inc. | 1", "Acme Widget, Inc. | 2"]
    assert [span.path for span in breaks[0].running] == ["/html/body/p[2]", "/html/body/p[3]"]
    assert sum(isinstance(block, Paragraph | Heading) for block in document.blocks) == 5


def test_line_breaks_of_a_paragraph_are_kept() -> None:
    (paragraph,) = parse_document(
        b"<html><body><p>1 Main Street<br>Springfield, OH 45501</p></body></html>", "a.htm"
    ).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.breaks == (14,)


@pytest.mark.parametrize("depth", [300, 1500])
def test_unclosed_tags_do_not_lose_what_follows(depth: int) -> None:
    source = "<html><body>" + "<font>" * depth + "<p>Sales rose.</p></body></html>"
    (paragraph,) = parse_document(source.encode(), "a.htm").blocks
    assert isinstance(paragraph, Paragraph) and paragraph.text == "Sales rose."


def test_too_deep_markup_is_said() -> None:
    document = parse_document(("<html><body><p>Sales rose.</p>" + "<div>" * 5000 + "</body></html>").encode(), "a.htm")
    assert [d.code for d in document.diagnostics] == ["read.too-deep"]


def test_wild_spans_are_bounded() -> None:
    table = only_table(
        page("<tr><td colspan=999999 rowspan=999999>a</td><td>1,000</td></tr><tr><td>b</td><td>2,000</td></tr>")
    )
    assert max(c.right for row in table.rows for c in row.cells) < 1000


def test_a_real_release(shared: Path) -> None:
    document = read_document(shared / "bench/dev/B/B-buckle-2024q3/input.html")
    income = next(iter(document.tables()))
    assert cells(income)[2] == [
        "SALES, Net of returns and allowances",
        "$ 293,618",
        "$ 303,457",
        "$ 838,490",
        "$ 878,719",
    ]
    tree = parse_tree(document.source)
    for row in income.rows:
        for found in row.cells:
            owner = elements_by_path(tree)[found.span.path]
            printed = "".join(owner.itertext())[found.span.offset : found.span.offset + found.span.length]
            assert "".join(printed.split()) in "".join(found.text.split())


def test_headings_say_how_they_are_set() -> None:
    body = "<p><b>Debt</b></p><p>Our loan is due in 2031.</p><p><b><i>Covenants</i></b></p><p>There is one.</p>"
    document = parse_document(f"<html><body>{body}</body></html>".encode(), "report.htm")
    looks = [block.look for block in document.blocks if isinstance(block, Heading)]
    assert looks == ["bold", "bold, italic"]


def test_a_place_in_a_single_line_page_says_what_to_look_for() -> None:
    blocks, _ = read_html(
        "<html><body><p>The company was founded in a barn and has since grown to nine people.</p><table><tr>"
        "<td>Net income</td><td>1,190</td><td>1,416</td></tr><tr><td>Total</td><td>7</td><td>8</td></tr></table>"
    )
    paragraph, table = blocks
    assert isinstance(table, Table)
    assert str(paragraph.span) == "line 1, at “The company was founded in a barn and”"
    assert [cell.span.near for cell in table.rows[0].cells] == ["Net income"] * 3
    assert str(table.rows[1].span) == "line 1, at “Total”"
