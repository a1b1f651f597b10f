"""Plain text to blocks."""

from __future__ import annotations

from pathlib import Path

from generator.documents import Heading, PageBreak, Paragraph, Table, parse_document, read_document
from generator.documents.model import Cell

MARKED = """\
ACME WIDGET CORPORATION
CONSOLIDATED BALANCE SHEETS
(In thousands)

<TABLE>
<CAPTION>
                                             June 30,       December 31,
                                               2004             2003
                                               ----             ----
<S>                                        <C>              <C>
Current assets:
  Cash and cash equivalents                $    1,204       $      987
  Receivables, less allowance of
    $12 and $14                                   310              299
                                           ----------       ----------
    Total current assets                        1,514            1,286
                                           ==========       ==========
</TABLE>
"""

UNMARKED = """\
The following table sets out our results for the period and should be read with the notes that follow it.

                     ACME WIDGET CORPORATION
                     STATEMENTS OF OPERATIONS
                 (in thousands, except per share)

                                   Three months ended
                                        March 31,
                                     1996       1995
                                   -------    -------
Net sales......................    $ 4,210    $ 3,995
Cost of sales..................      2,605      2,411
                                   -------    -------
   Gross margin................      1,605      1,584
Net income per share...........    $   .12    $   .10
                                   =======    =======

We expect sales to grow in the second quarter, as they have done in every year since we were founded in 1962.
"""


def tables(text: str) -> list[Table]:
    return list(parse_document(text.encode(), "release.txt").tables())


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows if row.cells]


def cell(table: Table, text: str) -> Cell:
    return next(cell for row in table.rows for cell in row.cells if cell.text == text)


def test_marked_table() -> None:
    (table,) = tables(MARKED)
    assert cells(table) == [
        ["June 30,", "December 31,"],
        ["2004", "2003"],
        ["Current assets:"],
        ["Cash and cash equivalents", "$ 1,204", "$ 987"],
        ["Receivables, less allowance of"],
        ["$12 and $14", "310", "299"],
        ["Total current assets", "1,514", "1,286"],
    ]
    assert (table.header_rows, table.stub_right, table.geometry) == (2, 43, "characters")
    assert cell(table, "Total current assets").indent == 4
    assert cell(table, "310").rule_below and not cell(table, "310").rule_above
    assert cell(table, "1,514").rule_above and cell(table, "1,514").rule_below
    assert not cell(table, "Total current assets").rule_above


def test_titles_over_a_table_are_headings() -> None:
    document = parse_document(MARKED.encode(), "release.txt")
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == [
        "ACME WIDGET CORPORATION",
        "CONSOLIDATED BALANCE SHEETS",
        "(In thousands)",
    ]


def test_spans_lead_back_to_the_print() -> None:
    document = parse_document(MARKED.encode(), "release.txt")
    (table,) = document.tables()
    for row in table.rows:
        for found in row.cells:
            printed = document.source[found.span.offset : found.span.offset + found.span.length]
            assert "".join(printed.split()) == "".join(found.text.split())
            line = document.source.split("\n")[found.span.line - 1]
            assert line[found.span.column - 1 :].startswith(printed)


def test_table_without_any_markup() -> None:
    document = parse_document(UNMARKED.encode(), "release.txt")
    (table,) = document.tables()
    assert cells(table)[:4] == [
        ["Three months ended"],
        ["March 31,"],
        ["1996", "1995"],
        ["Net sales", "$ 4,210", "$ 3,995"],
    ]
    assert cells(table)[-1] == ["Net income per share", "$ .12", "$ .10"]
    assert [type(block) for block in document.blocks] == [Paragraph, Heading, Heading, Heading, Table, Paragraph]


def test_prose_with_figures_is_no_table() -> None:
    text = "Sales rose to $4.2 million in 1996\nfrom $4.0 million in 1995, and\nreached 38 percent of 4,210.\n"
    assert tables(text) == []


def test_statements_one_after_the_other_stay_apart() -> None:
    second = UNMARKED.split("notes that follow it.")[1].replace("STATEMENTS OF OPERATIONS", "STATEMENTS OF CASH FLOWS")
    assert len(tables(UNMARKED.replace("\nWe expect", second + "\nWe expect"))) == 2


def test_page_break_inside_a_table() -> None:
    text = MARKED.replace(
        "                                           ----------       ----------\n    Total", "<PAGE>\n    Total"
    )
    document = parse_document(text.encode(), "release.txt")
    kinds = [type(block) for block in document.blocks if not isinstance(block, Heading)]
    assert kinds == [Table, PageBreak, Table]
    assert cells(list(document.tables())[1]) == [["Total current assets", "1,514", "1,286"]]


def test_running_headers_are_kept_apart() -> None:
    page = (
        "<PAGE>\nAcme Widget\nPage {}\n\nOur plant in Ohio made {} widgets, which is more than it ever made before.\n\n"
    )
    document = parse_document("".join(page.format(n, n + 60) for n in range(1, 6)).encode(), "release.txt")
    assert [b.running_text for b in document.blocks if isinstance(b, PageBreak)][1] == "Acme Widget | Page 2"
    assert not any("Acme" in b.text for b in document.blocks if isinstance(b, Paragraph | Heading))


def test_dos_line_ends_tabs_and_latin_1() -> None:
    text = "<TABLE>\r\n<S>\t\t\t<C>\t<C>\r\nRésultat\t\t1,204\t987\r\nNet\t\t\t310\t299\r\n</TABLE>\r\n"
    for encoding in ("latin-1", "utf-8", "cp1252"):
        (table,) = parse_document(text.encode(encoding), "release.txt").tables()
        assert cells(table) == [["Résultat", "1,204", "987"], ["Net", "310", "299"]]
        assert {cell.left for row in table.rows for cell in row.cells[1:2]} == {24}


def test_uuencoded_parts_are_skipped() -> None:
    encoded = "begin 644 logo.gif\nM1234  5,678  9,012\nM1235  5,679  9,013\n`\nend\n"
    text = "Acme reported its results today, and they were good.\n\n" + encoded
    assert len(parse_document(text.encode(), "release.txt").blocks) == 1


def test_escaped_rules_of_privacy_enhanced_mail() -> None:
    text = MARKED.replace(
        "                                           ==========       ==========", "- ------------------   -----"
    )
    assert cells(tables(text)[0])[-1] == ["Total current assets", "1,514", "1,286"]


def test_double_spaced_text_reads_like_single() -> None:
    single = UNMARKED + "\n" + MARKED
    double = single.replace("\n", "\n\n")
    assert [cells(table) for table in tables(double)] == [cells(table) for table in tables(single)]


def test_capitals_that_open_a_sentence_are_no_title() -> None:
    text = (
        "SPRINGFIELD, OHIO, MAY 4, 1996 -- ACME WIDGET, INC. (NASDAQ: ACME), A LEADING\n"
        "maker of widgets, today reported a profit.\n"
    )
    (paragraph,) = parse_document(text.encode(), "release.txt").blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.endswith("A LEADING maker of widgets, today reported a profit.")


def test_a_place_in_a_paragraph_leads_to_its_line() -> None:
    document = parse_document(b"Acme reported\n  sales of $4.2 million\n", "release.txt")
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Paragraph)
    assert [(offset, span.line, span.column) for offset, span in paragraph.lines] == [(0, 1, 1), (14, 2, 3)]


def test_the_seed(seed: Path) -> None:
    document = read_document(seed)
    balance, operations, flows, deficit = document.tables()
    assert [len([row for row in t.rows if row.cells]) for t in (balance, operations, flows, deficit)] == [10, 24, 9, 10]
    assert cells(operations)[:3] == [
        ["For Three Months Ended", "For Six Months Ended"],
        ["June 30,", "June 30,", "June 30,", "June 30,"],
        ["2008", "2007", "2008", "2007"],
    ]
    assert cells(flows)[2] == ["Net cash used in operating activities", "$ (7,790)", "$ (10,546)"]
    assert cell(deficit, "$ (19,505)").span.line == 383
    assert next(b.running_text for b in document.blocks if isinstance(b, PageBreak)) == "August 11, 2008 | Page 2"
