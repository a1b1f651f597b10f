"""From statements to mappings: every fact of every primary statement gets a concept, an extension or a reason."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import Statement, StatementKind
from generator.mapping.components import dimensions
from generator.mapping.extensions import propose
from generator.mapping.features import clues, fingerprint
from generator.mapping.knowledge import Knowledge, open_knowledge
from generator.mapping.labels import words
from generator.mapping.lines import Line, read_lines
from generator.mapping.model import Evidence, Mapping, Outcome, RunnerUp
from generator.mapping.sign import negated
from taxonomy.catalogue import Catalogue

EXTENSION = "extension"
_UNITS = {
    "monetaryItemType": "money",
    "sharesItemType": "shares",
    "perShareItemType": "per-share",
    "percentItemType": "pure",
    "pureItemType": "pure",
    "decimalItemType": "pure",
    "integerItemType": "pure",
}
_BOTH = {
    "us-gaap:EarningsPerShareBasic": "us-gaap:EarningsPerShareDiluted",
    "us-gaap:EarningsPerShareDiluted": "us-gaap:EarningsPerShareBasic",
    "us-gaap:IncomeLossFromContinuingOperationsPerBasicShare": "us-gaap:IncomeLossFromContinuingOperationsPerDilutedShare",
    "us-gaap:IncomeLossFromDiscontinuedOperationsNetOfTaxPerBasicShare": "us-gaap:IncomeLossFromDiscontinuedOperationsNetOfTaxPerDilutedShare",
    "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic": "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",
    "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding": "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",
}


def map_statements(
    statements: Sequence[Statement], catalogue: Catalogue, *, industry: str | None = None
) -> tuple[tuple[Mapping, ...], tuple[Diagnostic, ...]]:
    """One mapping for every fact of the primary statements, in the order of the statements and their facts.

    Nothing is guessed in silence: what is unmapped or an extension says why, and everything has its confidence.
    """
    knowledge = open_knowledge()
    lines = read_lines(statements)
    if not lines:
        return (), ()
    decided = _decide(lines, catalogue, knowledge)
    chosen: dict[int, Mapping] = {}
    with_parent = {statement.index: _has_noncontrolling(statement) for statement in statements}
    by_index = {statement.index: statement for statement in statements}
    for line, ranked in zip(lines, decided, strict=True):
        for fact in line.facts:
            statement = by_index[fact.statement]
            found, words_of_it = ((), "")
            if 0 <= fact.column < len(statement.columns):
                column = statement.columns[fact.column]
                found, words_of_it = dimensions(column, statement.kind, with_parent=with_parent[statement.index])
            chosen[id(fact)] = _mapping(line, fact, ranked, found, words_of_it, catalogue, knowledge)
    ordered = tuple(chosen[id(fact)] for statement in statements for fact in statement.facts if id(fact) in chosen)
    return ordered, tuple(_diagnostics(lines, decided))


def _has_noncontrolling(statement: Statement) -> bool:
    return statement.kind is StatementKind.EQUITY and any(
        "noncontrolling" in words(column.component) for column in statement.columns
    )


def _decide(lines: Sequence[Line], catalogue: Catalogue, knowledge: Knowledge) -> list[list[tuple[str, float]]]:
    """For every line its candidates, best first, with probabilities."""
    scores = np.exp(knowledge.read([[fingerprint(clue) for clue in clues(line, "new")] for line in lines]))
    decided = []
    for line, row in zip(lines, scores, strict=True):
        ranked: list[tuple[str, float]] = []
        for at in np.argsort(-row, kind="stable")[:60]:
            name = knowledge.concepts[int(at)]
            if name == EXTENSION or fits(line, name, catalogue):
                ranked.append((name, float(row[at])))
        total = sum(share for _, share in ranked) or 1.0
        decided.append([(name, share / total) for name, share in ranked[:12]])
    return decided


def fits(line: Line, concept: str, catalogue: Catalogue) -> bool:
    """Whether the concept can report such a figure at all: concrete, in use, of the same unit and period type."""
    declared = catalogue.concept(concept)
    if declared is None or declared.abstract or declared.deprecated is not None:
        return False
    unit = _UNITS.get(declared.type.partition(":")[2], "other")
    return unit == line.unit and (declared.period_type == "instant") == line.instant


def _mapping(line, fact, ranked, found, words_of_it, catalogue, knowledge):  # type: ignore[no-untyped-def]
    standard = [(name, share) for name, share in ranked if name != EXTENSION]
    runners = tuple(RunnerUp(name, round(share, 4)) for name, share in standard[:6])
    if not ranked:
        return Mapping(fact, Outcome.UNMAPPED, dimensions=found, reason="nothing known resembles this caption")
    name, share = ranked[0]
    if name == EXTENSION:
        nearest = standard[0][0] if standard else ""
        reason = f"filers give captions like this one a concept of their own; the nearest standard concept is {nearest}"
        proposal = propose(line, nearest, reason, catalogue)
        return Mapping(
            fact,
            Outcome.EXTENSION,
            extension=proposal,
            dimensions=found,
            confidence=round(share, 4),
            runners_up=runners[:5],
            reason=reason,
        )
    turned, why = negated(line, name, catalogue, knowledge.flips)
    evidence = [Evidence("caption", f"“{line.label}” is how filers caption {name}", round(share, 3)), why]
    if words_of_it:
        evidence.append(Evidence("column", words_of_it, 1.0))
    text = line.key
    also = (_BOTH[name],) if name in _BOTH and "basic" in text and "diluted" in text else ()
    return Mapping(
        fact, Outcome.STANDARD, concept=name, also=also, negated=turned, dimensions=found, confidence=round(share, 4),
        evidence=tuple(evidence), runners_up=runners[1:6],
    )  # fmt: skip


def _diagnostics(lines: Sequence[Line], decided: Sequence[list[tuple[str, float]]]):  # type: ignore[no-untyped-def]
    for line, ranked in zip(lines, decided, strict=True):
        if not ranked:
            yield Diagnostic(
                "map.unmapped",
                Severity.WARNING,
                f"No concept was found for “{line.label}”.",
                "Choose one by hand.",
                line.facts[0].span if line.facts else None,
            )
