"""Figures in sentences take the concept of the table fact that they restate; alone they need certainty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.diagnostics import SourceSpan
from generator.facts.model import ParsedFact, Period, money
from generator.mapping.model import Mapping, Outcome
from generator.mapping.narrative import map_narrative
from taxonomy import open_catalogue

SIX_MONTHS = Period(date(2008, 6, 30), date(2008, 1, 1))
TABLE = ParsedFact(Decimal(-850_000), money(), SIX_MONTHS, -3, 3, "(850)", SourceSpan(60), 1, 9, 2)
TEXT = ParsedFact(
    Decimal(-900_000), money(), SIX_MONTHS, -5, 6, "0.9", SourceSpan(12), phrase="interest expense", sentence="..."
)


def test_a_restated_figure_reports_the_same_concept_in_the_same_sense() -> None:
    decided = Mapping(TABLE, Outcome.STANDARD, "us-gaap:InterestExpense", negated=True, confidence=0.8)
    (mapping,) = map_narrative([TEXT], [TABLE], [decided], open_catalogue())
    assert (mapping.fact, mapping.concept, mapping.negated) == (TEXT, "us-gaap:InterestExpense", True)
    assert mapping.evidence[0].detail == "restates (850) (line 60)"


def test_a_figure_of_an_unmapped_row_stays_unmapped() -> None:
    decided = Mapping(TABLE, Outcome.UNMAPPED, reason="nothing fits")
    (mapping,) = map_narrative([TEXT], [TABLE], [decided], open_catalogue())
    assert mapping.outcome is Outcome.UNMAPPED
    assert "line 60" in mapping.reason


def test_a_figure_alone_is_mapped_only_by_words_beyond_doubt() -> None:
    plain = replace(TEXT, value=Decimal(3_300_000), phrase="repurchase of common stock")
    vague = replace(TEXT, value=Decimal(400_000), phrase="charge for the thing with the other thing")
    found = map_narrative([plain, vague], [None, None], [], open_catalogue())
    assert [m.concept for m in found] == ["us-gaap:PaymentsForRepurchaseOfCommonStock", None]
    assert found[1].reason
