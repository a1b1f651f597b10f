"""Reading and tie-out alone: do the numbers of a document agree with one another?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, SourceSpan
from generator.documents.model import Document
from generator.facts.model import Statement
from generator.facts.narrative_reading import read_amounts
from generator.facts.statements import parse_statements
from generator.facts.tie_diagnostics import printed_like
from generator.facts.tie_tables import shown_rows
from generator.facts.tieout import Outcome, TieOut, tie_out
from generator.facts.unread import unread_sentences


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One comparison, ready to be shown: what stands where, what it was held against, and the outcome in a word."""

    outcome: str
    place: SourceSpan
    figure: str
    subject: str
    period: str
    against: str


def check(document: Document) -> tuple[tuple[Statement, ...], TieOut, tuple[Diagnostic, ...]]:
    """The statements of a document, their tie-out, and everything a person should be told. All ties where
    `TieOut.holds`; diagnostics of reading come before those of the tie-out."""
    statements, read = parse_statements(document)
    found = tie_out(statements, read_amounts(document, statements), shown_rows(document, statements))
    return statements, found, (*document.diagnostics, *read, *unread_sentences(document), *found.diagnostics)


def check_rows(found: TieOut, statements: Sequence[Statement]) -> Iterator[CheckRow]:
    """The rows of a report on a tie-out: the narrative in its order, then the tables."""
    for tie in found.ties:
        amount = tie.amount
        against = " and ".join(f"{fact.shown} ({fact.span})" for fact in tie.facts)
        if tie.computed is not None and len(tie.facts) > 1:
            against = f"{printed_like(amount, tie.computed)} from {against}"
        outcome = amount.unreported or tie.outcome.value if tie.outcome is Outcome.NO_COUNTERPART else tie.outcome.value
        yield CheckRow(outcome, amount.span, amount.printed, amount.subject, str(amount.period or ""), against)
    for table in found.tables:
        total, *parts = table.facts
        against = ", ".join(f"{fact.shown} ({fact.span})" for fact in parts)
        outcome = Outcome.AGREES if table.holds else Outcome.CONTRADICTS
        yield CheckRow(outcome.value, total.span, total.shown, table.description, str(table.period), against)
