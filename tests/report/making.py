"""Statements and mappings written tersely for tests: rows as they would be printed."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.diagnostics import SourceSpan
from generator.facts.model import (
    Column,
    Footing,
    ParsedFact,
    Period,
    Row,
    Statement,
    StatementKind,
    Unit,
    money,
)
from generator.mapping.model import Dimension, Mapping, Outcome, ProposedExtension

HALF = Period(date(2025, 6, 30), date(2025, 1, 1))
HALF_BEFORE = Period(date(2024, 6, 30), date(2024, 1, 1))
CLOSE = Period(date(2025, 6, 30))
CLOSE_BEFORE = Period(date(2024, 12, 31))
USD = money()


@dataclass(frozen=True)
class Line:
    """A row to be: its label, the figures as printed and what they are measured in."""

    label: str
    shown: Sequence[str] = ()
    unit: Unit = USD
    scale: int = 3
    section: tuple[str, ...] = ()
    total: bool = False
    captions: tuple[tuple[str, Unit, str], ...] = ()
    """Figures inside the label: the text as shown, its unit, the phrase that names it."""


def statement(
    kind: StatementKind,
    columns: Sequence[Period | tuple[Period, str]],
    lines: Sequence[Line],
    *,
    index: int = 0,
    footings: Sequence[Footing] = (),
    title: str = "",
    headings: tuple[str, ...] = (),
) -> Statement:
    rows, facts = [], []
    made = [
        Column(n, "", *(c if isinstance(c, tuple) else (c,)))
        if not isinstance(c, tuple)
        else Column(n, c[1], c[0], component=c[1])
        for n, c in enumerate(columns)
    ]
    for n, line in enumerate(lines):
        span = SourceSpan(10 * index + n + 1)
        rows.append(Row(n, line.label, span, section=line.section, is_heading=not line.shown, is_total=line.total))
        for column, shown in enumerate(line.shown):
            period = made[column].period
            if shown and period:
                facts.append(_fact(shown, line.unit, period, line.scale, span, index, n, column))
        for shown, unit, phrase in line.captions:
            period = made[0].period
            assert period
            facts.append(_fact(shown, unit, period, 0, span, index, n, -1, phrase))
    return Statement(
        index, kind, title, tuple(made), tuple(rows), tuple(facts), 3, "USD", index, SourceSpan(1), tuple(footings),
        headings,
    )  # fmt: skip


def _fact(
    shown: str, unit: Unit, period: Period, scale: int, span: SourceSpan, index: int, row: int, column: int,
    phrase: str = "",
) -> ParsedFact:  # fmt: skip
    digits = "".join(c for c in shown if c.isdigit() or c == ".")
    dash = not digits
    value = Decimal(digits or "0").scaleb(scale) * (-1 if "(" in shown else 1)
    places = len(digits.partition(".")[2])
    if shown == "nil":
        return ParsedFact(None, unit, period, None, scale, "-", span, index, row, column, dash=True)
    return ParsedFact(value, unit, period, places - scale, scale, shown, span, index, row, column, dash, phrase)


@dataclass(frozen=True)
class To:
    """The decision for a row: a concept of the taxonomy, or an extension."""

    concept: str = ""
    negated: bool = False
    also: tuple[str, ...] = ()
    extension: ProposedExtension | None = None
    dimensions: tuple[Dimension, ...] = ()


def mapped(made: Statement, decisions: MappingType[str, To | str]) -> tuple[Mapping, ...]:
    """A mapping for every fact; `decisions` go by the row's label or the caption figure's phrase."""
    result = []
    for fact in made.facts:
        to = decisions.get(fact.phrase or made.rows[fact.row].label)
        if to is None:
            result.append(Mapping(fact, Outcome.UNMAPPED, reason="no decision"))
            continue
        to = To(to) if isinstance(to, str) else to
        dimensions = to.dimensions
        component = made.columns[fact.column].component if fact.column >= 0 else ""
        if component in _COMPONENTS:
            dimensions = (*dimensions, Dimension("us-gaap:StatementEquityComponentsAxis", _COMPONENTS[component]))
        outcome = Outcome.EXTENSION if to.extension else Outcome.STANDARD
        result.append(
            Mapping(fact, outcome, to.concept or None, to.also, to.extension, to.negated, dimensions, confidence=1.0)
        )
    return tuple(result)


_COMPONENTS = {
    "Common Stock": "us-gaap:CommonStockMember",
    "Accumulated Deficit": "us-gaap:RetainedEarningsMember",
    "Founders' Units": "FoundersUnits",
}
