"""Narrative facts: the reported amounts of running text, as facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.documents.model import Document
from generator.facts.model import ParsedFact, Row, Statement, StatementKind
from generator.facts.narrative_reading import AmountKind, read_amounts
from generator.facts.narrative_times import Certainty
from generator.facts.tieout import Outcome, Tie, tie_amounts


def read_narrative(document: Document, statements: Sequence[Statement]) -> tuple[ParsedFact, ...]:
    """The levels that sentences report, in order: with `sentence`, and `phrase` naming what each measures.

    Left out is what is no reported fact (forward-looking, thresholds, non-GAAP, counts of things), what the tables
    contradict, changes and percentages, and amounts whose period or scale the words do not give. `value` carries the
    sign of the table row that it restates; a loss, a deficit or a use of cash without one is negative. `decimals` is
    the accuracy that the print implies; `shown` and `span` are the digits alone, so that they can be tagged where they
    stand.
    """
    ties = tie_amounts(statements, read_amounts(document, statements))
    return tuple(fact for fact, _ in narrative_facts(ties))


def narrative_facts(ties: Iterable[Tie]) -> Iterator[tuple[ParsedFact, ParsedFact | None]]:
    """Each narrative fact with the table fact that it restates, if any."""
    for tie in ties:
        amount = tie.amount
        if amount.kind is not AmountKind.LEVEL or amount.unreported or not amount.subject:
            continue
        restated = tie.facts[0] if tie.outcome is Outcome.AGREES and tie.facts[0].statement >= 0 else None
        period = restated.period if restated else amount.period
        known = restated is not None or amount.certainty not in (Certainty.ASSUMED, Certainty.UNKNOWN)
        unproved = amount.as_in_tables and tie.outcome is not Outcome.AGREES
        if tie.outcome is Outcome.CONTRADICTS or period is None or not known or unproved:
            continue
        negative = (restated.value or 0) < 0 if restated else amount.direction < 0
        fact = ParsedFact(
            value=-abs(amount.value) if negative else abs(amount.value),
            unit=amount.unit,
            period=period,
            decimals=amount.decimals,
            scale=amount.scale,
            shown=amount.shown,
            span=amount.span,
            phrase=amount.subject,
            sentence=amount.sentence,
        )
        yield fact, restated


def narrative_statement(facts: Sequence[ParsedFact], index: int) -> Statement | None:
    """The sentences of `facts` as the rows of a statement, in order, so that what reads statements reads prose as well;
    None where there is none. `index` is the statement's. Its figures stand inside their row's label."""
    if not facts:
        return None
    rows: dict[str, Row] = {}
    for fact in facts:
        rows.setdefault(fact.sentence, Row(len(rows), fact.sentence, fact.span))
    return Statement(
        index=index,
        kind=StatementKind.NARRATIVE,
        title="",
        columns=(),
        rows=tuple(rows.values()),
        facts=tuple(replace(fact, statement=index, row=rows[fact.sentence].index) for fact in facts),
        scale=0,
        currency="USD",
        table=-1,
        span=facts[0].span,
    )
