"""Headings of notes and policies onto text blocks."""

from __future__ import annotations

from importlib.resources import files

import pytest

from generator.diagnostics import SourceSpan
from generator.facts.model import Note, NotePart, Topic
from generator.mapping.model import TextBlockMapping
from generator.mapping.text_blocks import map_text_blocks
from taxonomy import Catalogue, open_catalogue

SPAN = SourceSpan(1)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue("us-gaap-2025")


def decide(title: str, catalogue: Catalogue, *topics: str) -> tuple[TextBlockMapping, ...]:
    parts = (NotePart("heading", title, SPAN, SPAN), NotePart("paragraph", "Widgets.", SPAN, SPAN))
    note = Note("1.", title, parts, tuple(Topic(topic, 1, 2) for topic in topics), ())
    return map_text_blocks([note], catalogue)[0]


@pytest.mark.parametrize(
    ("title", "concept"),
    [
        ("SUMMARY OF SIGNIFICANT ACCOUNTING POLICIES", "us-gaap:SignificantAccountingPoliciesTextBlock"),
        ("Debt", "us-gaap:DebtDisclosureTextBlock"),
        ("Going Concern", "us-gaap:SubstantialDoubtAboutGoingConcernTextBlock"),
        ("Net Income (Loss) Per Share", "us-gaap:EarningsPerShareTextBlock"),
        ("Goodwill and Other Intangible Assets, Net", "us-gaap:GoodwillAndIntangibleAssetsDisclosureTextBlock"),
        ("Shareowners\u2019 Equity", "us-gaap:StockholdersEquityNoteDisclosureTextBlock"),
        ("Non-controlling Interests", "us-gaap:MinorityInterestDisclosureTextBlock"),
        ("Business Segment Information", "us-gaap:SegmentReportingDisclosureTextBlock"),
    ],
)
def test_usual_names(title: str, concept: str, catalogue: Catalogue) -> None:
    assert decide(title, catalogue)[0].concept == concept


def test_headings_of_several_subjects_and_unknown_ones_are_left(catalogue: Catalogue) -> None:
    several, unknown = decide("Debt and Income Taxes", catalogue)[0], decide("Russia", catalogue)[0]
    assert (several.concept, several.reason) == (None, "its heading names several subjects")
    assert (unknown.concept, unknown.reason) == (None, "no text block is known by its heading")


def test_a_topic_is_a_policy(catalogue: Catalogue) -> None:
    note, topic = decide("Accounting Policies", catalogue, "Income Taxes")
    assert note.concept == "us-gaap:SignificantAccountingPoliciesTextBlock"
    assert topic.concept == "us-gaap:IncomeTaxPolicyTextBlock"


def test_every_usual_name_leads_to_a_text_block(catalogue: Catalogue) -> None:
    text = (files("generator.mapping") / "data" / "text_blocks.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            name = f"us-gaap:{line.split(chr(9))[2]}"
            concept = catalogue.concept(name)
            assert concept is not None and concept.type.endswith(":textBlockItemType"), name
            assert catalogue.deprecation(name) is None, name
