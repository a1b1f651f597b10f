"""Noun phrases and captions: which of them are one thing."""

from __future__ import annotations

import pytest

from generator.facts.narrative_subjects import LineItems, line_items
from generator.facts.narrative_words import content, core
from generator.facts.statements import parse_statements
from tests.facts.widgets import release


@pytest.fixture(scope="module")
def items() -> LineItems:
    return line_items(parse_statements(release("Widgets are useful."))[0])


@pytest.mark.parametrize(
    ("phrase", "labels"),
    [
        ("Widgets' net sales", {"Net sales"}),
        ("SG&A expenses", {"Selling, general and administrative"}),
        ("R&D", {"Research and development"}),
        ("the Company's total operating expenses", {"Total operating expenses"}),
        ("income from operations", {"Operating income"}),
        ("the provision for income taxes", {"Income tax expense"}),
        ("net earnings", {"Net income"}),
        ("diluted net income per share", {"Diluted"}),
        ("cash flows from operating activities", {"Net cash provided by operating activities"}),
        ("shareholders' equity", {"Stockholders' equity"}),
        ("online sales", set()),
        ("net sales in Europe", set()),
        ("income", set()),
        ("interest income", set()),
        ("total assets under management", set()),
    ],
)
def test_a_phrase_names_its_line(items: LineItems, phrase: str, labels: set[str]) -> None:
    assert {item.row.label for item in items.named(phrase)} == labels


@pytest.mark.parametrize(
    ("phrase", "just"),
    [
        ("our reported net sales", True),
        ("sales, net", True),
        ("total gross profit", False),
        ("sales of online gears", False),
    ],
)
def test_only_the_name_itself_leaves_no_doubt(items: LineItems, phrase: str, just: bool) -> None:
    assert any(item.is_just(phrase) for item in items.items) is just


def test_words_have_one_spelling() -> None:
    assert content("Revenues") == content("sales") == {"revenue"}
    assert content("a net loss (restated)") == content("net income")
    assert core("net cash provided by operating activities") == {"cash", "operating"}
    assert "company" not in content("the Company's cost of sales") or "cost" not in content(
        "the Company's cost of sales"
    )
