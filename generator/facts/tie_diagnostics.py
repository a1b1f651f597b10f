"""What a person is told where two numbers disagree: both places, both figures, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import ParsedFact, Statement
from generator.facts.narrative_reading import AmountKind, NarrativeAmount
from generator.facts.tie_statements import TableTie

_CODES = {
    AmountKind.LEVEL: "tie.contradiction",
    AmountKind.CHANGE: "tie.change",
    AmountKind.PERCENTAGE_CHANGE: "tie.percentage",
    AmountKind.RATIO: "tie.ratio",
}
_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand"))
_REMEDY = "Correct the sentence or the table before filing; the sentence's figure is not tagged."


def contradiction(
    amount: NarrativeAmount, facts: Sequence[ParsedFact], computed: Decimal | None, statements: Sequence[Statement]
) -> Diagnostic:
    """The sentence's figure and the table's, each with its line."""
    shown = " against ".join(f"{fact.shown} ({_cell(fact, statements)})" for fact in facts)
    label = _statement(facts[0], statements).rows[facts[0].row].label
    should = f", which rounds to {printed_like(amount, computed)}" if computed is not None else ""
    verb = "a change of " if amount.kind in (AmountKind.CHANGE, AmountKind.PERCENTAGE_CHANGE) else ""
    return Diagnostic(
        _CODES[amount.kind],
        Severity.WARNING,
        f"The sentence on {amount.span} gives {verb}{amount.printed} for “{amount.subject}” ({amount.period}); "
        f"the table row “{label}” shows {shown}{should}.",
        _REMEDY,
        amount.span,
    )


def untied(tie: TableTie, statements: Sequence[Statement]) -> Diagnostic:
    """A total, a roll-forward or a line of two statements that does not agree."""
    places = "; ".join(f"{fact.shown} ({_cell(fact, statements)})" for fact in tie.facts)
    return Diagnostic(
        tie.code,
        Severity.WARNING,
        f"{tie.description} ({tie.period}): {places}; the difference is {tie.difference:,f}.",
        "Check the figures against their source; no calculation is claimed over them.",
        tie.facts[0].span,
    )


def printed_like(amount: NarrativeAmount, value: Decimal) -> str:
    """A value as the figure would print it: the same scale word and places."""
    value = abs(value)
    places = max(amount.decimals + amount.scale, 0)
    rounded = value.scaleb(-amount.scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if amount.unit.measure == "xbrli:pure":
        return f"{rounded:,f}%"
    word = next((f" {word}" for power, word in _SCALES if power == amount.scale), "")
    mark = "$" if "$" in amount.printed else ""
    return f"{mark}{rounded:,f}{word}"


def _cell(fact: ParsedFact, statements: Sequence[Statement]) -> str:
    heading = _statement(fact, statements).columns[fact.column].heading
    return f"{fact.span}, {heading or fact.period}"


def _statement(fact: ParsedFact, statements: Sequence[Statement]) -> Statement:
    return next(statement for statement in statements if statement.index == fact.statement)
