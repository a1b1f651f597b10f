"""Statements of one kind that a document holds twice: a summary agrees with the full one, another entity's does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import ParsedFact, Statement, StatementKind

_Key = tuple[str, str, str]


def without_contradictions(
    statements: Sequence[Statement], firsts: Sequence[int]
) -> tuple[list[Statement], list[Diagnostic]]:
    """The statements, with those that contradict a fuller one of their kind made `UNKNOWN`, and what is said of them.

    Two statements contradict each other where two or more rows of the same name show different figures for the same
    period (beyond rounding): the later or shorter is then a parent company's, a subsidiary's or an earlier version.
    `firsts` gives the first part of every statement: parts of one, on several pages, are not held against each other.
    """
    kept = list(statements)
    said: list[Diagnostic] = []
    for i, statement in enumerate(statements):
        if not statement.kind.is_primary or statement.kind is StatementKind.EQUITY:
            continue
        for j, other in enumerate(statements):
            if kept[j].kind is not statement.kind or firsts[i] == firsts[j] or not _ranks_before(other, statement):
                continue
            if _contradictions(other, statement) >= 2:
                kept[i] = replace(statement, kind=StatementKind.UNKNOWN)
                said.append(
                    Diagnostic(
                        "parse.contradicting-statement",
                        Severity.WARNING,
                        f"“{statement.title}” shows other figures than “{other.title}” for the same rows and periods; "
                        "it was not taken as a statement of the company.",
                        "If it is the one to report, give the document without the other.",
                        statement.span,
                    )
                )
                break
    return kept, said


def _ranks_before(other: Statement, statement: Statement) -> bool:
    """The fuller statement ranks first; between much the same, the earlier."""
    if len(other.facts) > 1.5 * len(statement.facts):
        return True
    return other.index < statement.index and len(statement.facts) <= 1.5 * len(other.facts)


def _contradictions(one: Statement, other: Statement) -> int:
    first, second = _figures(one), _figures(other)
    return sum(_differ(first[key], second[key]) for key in first.keys() & second.keys())


def _figures(statement: Statement) -> dict[_Key, ParsedFact]:
    """The facts by row label, period and unit, where only one row of the statement answers to the label."""
    found: dict[_Key, list[ParsedFact]] = {}
    for fact in statement.facts:
        if fact.value is not None and not fact.phrase and not fact.dash:
            label = statement.rows[fact.row].label.lower().strip(" :")
            found.setdefault((label, str(fact.period), str(fact.unit)), []).append(fact)
    return {key: facts[0] for key, facts in found.items() if len(facts) == 1}


def _differ(one: ParsedFact, other: ParsedFact) -> bool:
    if one.value is None or other.value is None:
        return False
    coarser = min(one.decimals or 0, other.decimals or 0)
    return abs(abs(one.value) - abs(other.value)) > Decimal(1).scaleb(-min(coarser, 6))
