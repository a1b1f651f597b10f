"""Figures in sentences: the concept of the table fact that they restate, or their own where there can be no doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.facts.model import Column, ParsedFact, Row, Statement, StatementKind
from generator.mapping.mapper import map_statements
from generator.mapping.model import Evidence, Mapping, Outcome
from taxonomy.catalogue import Catalogue

SURE = 0.8
"""Confidence from which a figure that no table shows is reported: precision comes first."""


def map_narrative(
    facts: Sequence[ParsedFact],
    restated: Sequence[ParsedFact | None],
    mappings: Sequence[Mapping],
    catalogue: Catalogue,
) -> tuple[Mapping, ...]:
    """One mapping for every narrative fact; `restated` names, fact by fact, the table fact that it repeats.

    A figure that repeats a table fact reports the same concept in the same sense. One that stands in the text alone is
    mapped by the noun phrase that names it, as a row of that caption would be, and only where that is beyond doubt.
    """
    decided = {mapping.fact: mapping for mapping in mappings}
    return tuple(
        _by_phrase(fact, catalogue) if table is None else _restating(fact, table, decided.get(table))
        for fact, table in zip(facts, restated, strict=True)
    )


def _restating(fact: ParsedFact, table: ParsedFact, mapping: Mapping | None) -> Mapping:
    if mapping is None or mapping.outcome is Outcome.UNMAPPED:
        return _unmapped(fact, f"the table figure that it restates ({table.span}) has no concept")
    tie = Evidence("tie-out", f"restates {table.shown} ({table.span})", 1.0)
    return replace(mapping, fact=fact, evidence=(tie, *mapping.evidence))


def _by_phrase(fact: ParsedFact, catalogue: Catalogue) -> Mapping:
    """Read the phrase as the caption of a statement's only row, in the kinds of statement that it could stand in."""
    kinds = (
        (StatementKind.BALANCE_SHEET,)
        if fact.period.is_instant
        else (StatementKind.OPERATIONS, StatementKind.CASH_FLOWS)
    )
    found = [mapping for kind in kinds for mapping in map_statements([_as_row(fact, kind)], catalogue)[0]]
    sure = [m for m in found if m.outcome is Outcome.STANDARD and m.confidence >= SURE]
    if not sure:
        return _unmapped(fact, "no table shows it, and its words alone do not fix a concept")
    best = max(sure, key=lambda mapping: mapping.confidence)
    return replace(best, fact=fact)


def _as_row(fact: ParsedFact, kind: StatementKind) -> Statement:
    row = Row(0, fact.phrase, fact.span)
    column = Column(0, str(fact.period), fact.period)
    placed = replace(fact, statement=0, row=0, column=0, phrase="", sentence="")
    return Statement(0, kind, "", (column,), (row,), (placed,), 0, "USD", -1, fact.span)


def _unmapped(fact: ParsedFact, reason: str) -> Mapping:
    return Mapping(fact, Outcome.UNMAPPED, reason=reason)
