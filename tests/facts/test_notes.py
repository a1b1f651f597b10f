"""Where notes begin and end, and their topics."""

from __future__ import annotations

from generator.documents import parse_document
from generator.facts.model import Note
from generator.facts.notes import read_notes

PAGE = "<p>Acme Widget, Inc.</p><p>{n}</p><hr style='page-break-after:always'>"


def notes_of(body: str) -> tuple[Note, ...]:
    return read_notes(parse_document(f"<html><body>{body}</body></html>".encode(), "report.htm"))[0]


def titles(notes: tuple[Note, ...]) -> list[tuple[str, str]]:
    return [(note.number, note.title) for note in notes]


def test_a_note_reaches_from_its_heading_to_the_next() -> None:
    found = notes_of(
        "<p><b>NOTES TO FINANCIAL STATEMENTS</b></p>"
        "<p><b>1. Basis of Presentation</b></p><p>We make widgets in Ohio.</p>"
        "<p><b>2. Debt</b></p><p>Our loan is due in 2031.</p><p>It bears interest at 5%.</p>"
        "<p><b>Item 2. Management's Discussion and Analysis</b></p><p>Sales rose.</p>"
    )
    assert titles(found) == [("1.", "Basis of Presentation"), ("2.", "Debt")]
    assert [part.text for part in found[1].parts] == ["2. Debt", "Our loan is due in 2031.", "It bears interest at 5%."]


def test_text_without_notes_has_none() -> None:
    assert notes_of("<p><b>Debt</b></p><p>Our loan is due in 2031.</p><p>1. One.</p><p>2. Two.</p>") == ()


def test_lists_within_a_note_open_no_notes() -> None:
    found = notes_of(
        "<p><b>NOTES TO FINANCIAL STATEMENTS</b></p><p><b>1. Basis of Presentation</b></p>"
        "<p>We have:</p><p>1. A plant.</p><p>2. A warehouse.</p><p><b>2. Debt</b></p><p>None.</p>"
    )
    assert titles(found) == [("1.", "Basis of Presentation"), ("2.", "Debt")]


def test_running_heads_and_continued_headings_stand_apart() -> None:
    pages = "".join(
        f"<p>Widget number {n} was sold abroad.</p>{PAGE.format(n=n)}"
        "<p><b>NOTES TO FINANCIAL STATEMENTS (Continued)</b></p><p><b>Note 1. Background (continued)</b></p>"
        for n in range(3, 7)
    )
    found = notes_of(
        f"<p><b>NOTES TO FINANCIAL STATEMENTS</b></p><p><b>Note 1. Background</b></p>{pages}<p>The end.</p>"
    )
    assert [part.text for part in found[0].parts] == [
        "Note 1. Background",
        *(f"Widget number {n} was sold abroad." for n in range(3, 7)),
        "The end.",
    ]
    assert len(found[0].apart) == 4 * 4


def test_a_missing_number_leaves_the_note_before_it_out() -> None:
    found, told = read_notes(
        parse_document(
            b"<html><body><p><b>NOTES TO FINANCIAL STATEMENTS</b></p><p><b>Note 1. Debt</b></p><p>A loan.</p>"
            b"<p>A heading that was lost.</p><p><b>Note 3. Leases</b></p><p>A lease.</p></body></html>",
            "report.htm",
        )
    )
    assert titles(found) == [("Note 3.", "Leases")]
    assert [note.code for note in told] == ["parse.note-without-end"]


def test_policies_reach_to_the_next_heading_set_like_theirs() -> None:
    found = notes_of(
        "<p><b>NOTES TO FINANCIAL STATEMENTS</b></p><p><b>Note 1. Significant Accounting Policies</b></p>"
        "<p><i><b>Use of Estimates</b></i></p><p>We estimate.</p>"
        "<p><i><b>Revenue Recognition</b></i></p><p>On delivery.</p><p><u>Services</u></p><p>Over time.</p>"
        "<p><i><b>Income Taxes</b></i></p><p>We pay them.</p>"
    )
    topics = [(t.title, [p.text for p in found[0].parts[t.first : t.last]]) for t in found[0].topics]
    assert topics == [
        ("Use of Estimates", ["Use of Estimates", "We estimate."]),
        ("Revenue Recognition", ["Revenue Recognition", "On delivery.", "Services", "Over time."]),
        ("Income Taxes", ["Income Taxes", "We pay them."]),
    ]


def test_policies_may_open_their_paragraphs() -> None:
    found = notes_of(
        "<p><b>NOTES TO FINANCIAL STATEMENTS</b></p><p><b>Note 1. Significant Accounting Policies</b></p>"
        "<p>Use of Estimates - We estimate.</p><p>Actual results may differ. They often do.</p>"
        "<p>Revenue Recognition. We recognize revenue on delivery.</p><p>Income Taxes: We pay them.</p>"
    )
    topics = [(t.title, t.last - t.first) for t in found[0].topics]
    assert topics == [("Use of Estimates", 2), ("Revenue Recognition", 1), ("Income Taxes", 1)]


def test_plain_text_notes() -> None:
    source = """
                  NOTES TO CONSOLIDATED FINANCIAL STATEMENTS

1.   Summary of Significant Accounting Policies:

     Acme Widget makes widgets in Ohio and sells them abroad, which is all
     that there is to say about it.

2.   Restructuring Charge: In March 1995, the Company closed a plant in Ohio
     and moved its machines to Texas.

3.   Inventories: Inventories consist of widgets.

          ITEM NINE - DISAGREEMENTS ON ACCOUNTING
"""
    found = read_notes(parse_document(source.encode(), "report.txt"))[0]
    assert [note.title for note in found] == [
        "Summary of Significant Accounting Policies",
        "Restructuring Charge",
        "Inventories",
    ]
    assert found[2].parts[-1].text == "3. Inventories: Inventories consist of widgets."
