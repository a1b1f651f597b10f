"""Sentences: where they end, and that their figures lead back to the source."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.documents import parse_document
from generator.facts.sentences import sentences
from generator.facts.unread import unread_sentences


def told(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(parse_document(text.encode(), "release.txt"))]


def test_an_abbreviation_ends_no_sentence() -> None:
    text = (
        "Widgets Inc. of Trenton, N.J. sold more. Mr. Smith said that sales of the U.S. unit rose in Dec. by a third."
    )
    assert told(text) == [
        "Widgets Inc. of Trenton, N.J. sold more.",
        "Mr. Smith said that sales of the U.S. unit rose in Dec. by a third.",
    ]


def test_a_decimal_point_ends_no_sentence() -> None:
    assert told("Net sales were $7.8 million. Net income was $0.5 million.") == [
        "Net sales were $7.8 million.",
        "Net income was $0.5 million.",
    ]


def test_bullets_are_told_apart() -> None:
    text = "Highlights of the quarter:\n\n  o    Net sales of $5.1 million\n       in the quarter\n  o    Net income of $1.2 million\n"  # noqa: E501
    assert told(text)[-2:] == ["Net sales of $5.1 million in the quarter", "Net income of $1.2 million"]


def test_a_bullet_may_stand_right_before_its_item() -> None:
    text = (
        "Net sales of the quarter were hurt by:\n\n\u2022Restructuring of $5.1 million\n\n\u2022Fees of $1.2 million\n"
    )
    document = parse_document(text.encode(), "release.txt")
    assert [one.text for one in sentences(document) if one.bullet] == [
        "Restructuring of $5.1 million",
        "Fees of $1.2 million",
    ]


def test_a_page_break_interrupts_no_sentence() -> None:
    text = "Costs in the second quarter of 2008 were higher because of the preparation for\n\n<PAGE>\n\nthe launch, which cost $2.0 million.\n"  # noqa: E501
    assert told(text)[-1].endswith("the preparation for the launch, which cost $2.0 million.")


def test_a_title_set_as_text_is_a_heading() -> None:
    text = "Other Expense, Net\n\nOther expense, net was $2.2 million in the second quarter of 2008.\n"
    found = list(sentences(parse_document(text.encode(), "release.txt")))
    assert found[-1].headings[-1] == "Other Expense, Net"


@given(st.lists(st.integers(1, 99999), min_size=1, max_size=6), st.integers(1, 4), st.integers(40, 90))
def test_every_figure_leads_back_to_its_characters(figures: list[int], blanks: int, width: int) -> None:
    words = " ".join(f"the  amount number{' ' * blanks}{figure} was paid" for figure in figures)
    lines = [line.strip() for line in re.findall(rf".{{1,{width}}}(?:\s|$)", words)]
    document = parse_document(("We say that\n" + "\n".join(lines) + ".\n").encode(), "release.txt")
    for sentence in sentences(document):
        for match in re.finditer(r"\d+", sentence.text):
            span = sentence.span(*match.span(), document.source)
            assert document.source[span.offset : span.offset + span.length] == match.group()
            assert document.source.split("\n")[span.line - 1][span.column - 1 :].startswith(match.group())


def test_a_passage_too_long_to_be_a_sentence_is_told() -> None:
    text = "Sales were $5.1 million and " + "widgets were made and " * 220 + "that was all. Income was $2.0 million."
    document = parse_document(f"<html><body><p>{text}</p></body></html>".encode(), "release.htm")
    told = list(unread_sentences(document))
    assert [note.code for note in told] == ["parse.sentence-too-long"]
    assert "Sales were $5.1 million" in told[0].message
