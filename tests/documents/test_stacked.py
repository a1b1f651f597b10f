"""Cells that stack several figures are taken apart where their labels stack alike, and never run together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.documents import Document, Table, parse_document
from generator.documents.html import elements_by_path, parse_tree
from generator.facts import parse_statements

HEAD = "<tr><td></td><td colspan=2>June 30,<br>2011</td><td colspan=2>December 31,<br>2010</td></tr>"
STACKED = (
    "<tr><td>Current assets:<br>&nbsp;&nbsp;Cash<br>&nbsp;&nbsp;Receivables<sup>(1)</sup></td>"
    "<td><br>$<br></td><td><br>1,326<br>2,000</td><td><br>$</td><td><br>900<br>(310)</td></tr>"
    "<tr><td><p>Inventories</p><p>Prepaid taxes</p></td><td></td><td><p>500</p><p>&#8212;</p></td>"
    "<td></td><td><div>40</div><div>200</div></td></tr>"
    "<tr><td>Total assets</td><td>$</td><td>3,826</td><td>$</td><td>830</td></tr>"
)


def read(rows: str) -> Document:
    title = "<p><b>BALANCE SHEETS</b></p><p>(in thousands)</p>"
    return parse_document(f"<html><body>{title}<table>{rows}</table></body></html>".encode(), "release.htm")


def cells(document: Document) -> list[list[str]]:
    (table,) = document.tables()
    return [[cell.text for cell in row.cells] for row in table.rows if row.cells]


def only_table(document: Document) -> Table:
    (table,) = document.tables()
    return table


def test_every_line_is_a_row_and_headings_stay_whole() -> None:
    document = read(HEAD + STACKED)
    assert not document.diagnostics
    assert cells(document) == [
        ["June 30, 2011", "December 31, 2010"],
        ["Current assets:"],
        ["Cash", "$ 1,326", "$ 900"],
        ["Receivables", "2,000", "(310)"],
        ["Inventories", "500", "40"],
        ["Prepaid taxes", "—", "200"],
        ["Total assets", "$ 3,826", "$ 830"],
    ]
    table = only_table(document)
    assert [row.cells[0].indent for row in table.rows[2:5]] == [2, 2, 0]
    assert table.rows[3].cells[0].superscript == "(1)"


def test_places_lead_to_the_line() -> None:
    document = read(HEAD + STACKED)
    tree = parse_tree(document.source)
    for row in only_table(document).rows[1:]:
        for cell in row.cells:
            owner = elements_by_path(tree)[cell.span.path]
            printed = "".join(owner.itertext())[cell.span.offset : cell.span.offset + cell.span.length]
            assert printed == cell.text.removeprefix("$ ")


def test_statements_read_the_rows() -> None:
    (statement,), _ = parse_statements(read(HEAD + STACKED))
    found = {
        (statement.rows[fact.row].label, fact.period.end.year): fact.value
        for fact in statement.facts
        if fact.row is not None
    }
    assert found["Receivables", 2010] == Decimal(-310000) and found["Prepaid taxes", 2010] == Decimal(200000)


def test_wrapped_labels_are_joined() -> None:
    label = "Cash, cash equivalents and<br>restricted cash<br>Receivables"
    document = read(f"{HEAD}<tr><td>{label}</td><td>$</td><td>326<br>200</td></tr>")
    assert cells(document)[1:] == [["Cash, cash equivalents and restricted cash", "$ 326"], ["Receivables", "200"]]


def test_rows_below_keep_their_columns() -> None:
    document = read(
        "<tr><td rowspan=2>2011</td><td>Equity</td><td>5,000</td></tr>"
        "<tr><td>Cash<br>Debt</td><td>1,326<br>200</td></tr><tr><td>2010</td><td>Cash</td><td>7,000</td></tr>"
    )
    assert [[cell.left for cell in row.cells] for row in only_table(document).rows] == [
        [0, 1, 2],
        [1, 2],
        [1, 2],
        [0, 1, 2],
    ]


@pytest.mark.parametrize(
    ("label", "figures"),
    [
        ("Cash<br>Receivables<br>Inventories", "326<br>200"),
        ("Cash", "326<br>(20)"),
        ("Cash", "&#8212;<br>200"),
        ("", "326<br>200"),
    ],
)
def test_what_does_not_pair_is_said_and_is_no_number(label: str, figures: str) -> None:
    rows = f"{HEAD}<tr><td>{label}</td><td></td><td>{figures}</td></tr>" + STACKED
    document = read(rows)
    (said,) = document.diagnostics
    assert said.code == "read.stacked-cell" and said.span is not None
    owner = elements_by_path(parse_tree(document.source))[said.span.path]
    assert owner is not None and owner.tag == "td" and "20" in owner.text_content()
    printed = [cell for row in only_table(document).rows for cell in row.cells if cell.is_stacked]
    assert [cell.text for cell in printed] == [figures.replace("<br>", " ").replace("&#8212;", "—")]
    (statement,), _ = parse_statements(document)
    run_together = {Decimal(n) * 1000 for n in (326, 326200, -200, 20)}
    assert not run_together & {fact.value for fact in statement.facts}


def test_one_figure_over_several_lines_is_one_cell() -> None:
    cash = "<tr><td>Cash and<br>equivalents</td><td><div>$</div><div>1,326</div></td></tr>"
    document = read(f"{cash}<tr><td>Debt</td><td>5<br></td></tr>")
    assert cells(document) == [["Cash and equivalents", "$ 1,326"], ["Debt", "5"]] and not document.diagnostics
