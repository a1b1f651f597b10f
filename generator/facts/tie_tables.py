"""Every table of a document, row by row: what prose restates besides the statements.

Notes and management's discussion show segments, maturities, breakdowns and the changes themselves. None of it is
reported from there, but a sentence that repeats it has a counterpart. Where words leave the period of a column open
between a day and a span of time that ends on it, the figure is taken as either: it can bear a sentence out, never
contradict one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.diagnostics import SourceSpan
from generator.documents.model import Document
from generator.facts.columns import read_line
from generator.facts.dates import read_time
from generator.facts.equity import without_time
from generator.facts.headings import Headings, find_headings
from generator.facts.model import PURE, ParsedFact, Period, Statement, StatementKind, Unit
from generator.facts.narrative_words import stems
from generator.facts.periods import Calendar, read_calendar, resolve_columns, with_statements
from generator.facts.rows import LogicalRow, join_lines, stack_sections, usual_places
from generator.facts.scale import Habits, Scaling, measure, read_scaling
from generator.facts.segments import Segment, find_segments
from generator.facts.tie_arithmetic import WEEK, is_same_span


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of a table, in the periods that its column may mean: none where no words of time stand over it.
    `over` are the words of its heading that are not of time ("Europe", "Level 1"); `is_change` says that the column
    shows how far others are apart, up to the first of them."""

    value: Decimal
    unit: Unit
    decimals: int
    text: str
    span: SourceSpan
    periods: tuple[Period, ...]
    over: frozenset[str]
    is_change: bool = False

    @property
    def blur(self) -> Decimal:
        """Half a unit of the last digit shown."""
        return Decimal(5).scaleb(-self.decimals - 1) if self.decimals < 0 or self.unit == PURE else Decimal(0)

    def fact(self, period: Period | None = None) -> ParsedFact | None:
        """The figure as a fact outside the statements; None where nothing says when."""
        when = period or next(iter(self.periods), None)
        if when is None:
            return None
        return ParsedFact(self.value, self.unit, when, self.decimals, 0, self.text, self.span)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table: `words` are its caption's, with its section's where the caption says little; `around` those of
    its section and of the lines above the table."""

    table: int
    words: frozenset[str]
    around: frozenset[str]
    figures: tuple[Shown, ...]


def shown_rows(document: Document, statements: Sequence[Statement]) -> Iterator[ShownRow]:
    """The rows of all tables of a document, in order, the statements' own among them."""
    calendar = _calendar(document, statements)
    scale = max((statement.scale for statement in statements if statement.kind.is_primary), default=0)
    equity = [statement for statement in statements if statement.kind is StatementKind.EQUITY]
    for statement in equity:
        yield from _rows_of_equity(statement)
    apart = {statement.table for statement in equity}
    for number, segment in enumerate(find_segments(document)):
        if segment.layout.tracks and segment.body and segment.block not in apart:
            yield from _rows(number, segment, calendar, scale)


def _calendar(document: Document, statements: Sequence[Statement]) -> Calendar:
    primary = [statement for statement in statements if statement.kind.is_primary]
    sheet = next((one for one in primary if one.kind is StatementKind.BALANCE_SHEET), None)
    balances = {column.period.end for column in sheet.columns if column.period} if sheet else set()
    headings = [column.heading for statement in primary for column in statement.columns]
    labels = [row.label for one in primary if one.kind is StatementKind.EQUITY for row in one.rows]
    return with_statements(read_calendar(document), headings, labels, sorted(balances))


def _rows_of_equity(statement: Statement) -> Iterator[ShownRow]:
    """The rows of a statement of equity, whose periods and components its own reading has settled."""
    beside = [stems(column.component) for column in statement.columns]
    figures: defaultdict[int, list[Shown]] = defaultdict(list)
    for fact in statement.facts:
        if fact.value and fact.decimals is not None and not fact.phrase:
            figures[fact.row].append(
                Shown(fact.value, fact.unit, fact.decimals, fact.shown, fact.span, (fact.period,), beside[fact.column])
            )
    for row in statement.rows:
        if row.index in figures:
            yield ShownRow(-1, stems(row.label), stems(" ".join(row.section)), tuple(figures[row.index]))


def _rows(number: int, segment: Segment, calendar: Calendar, scale: int) -> Iterator[ShownRow]:
    headings = find_headings(segment.header, segment.layout)
    rows = join_lines([read_line(row, segment.layout) for row in segment.body])
    stack_sections(rows)
    over = [" ".join(levels) for levels in headings.levels]
    texts = (*headings.context, *over, *reversed(segment.titles))
    scaling = read_scaling(texts)
    if scaling.money is None:
        scaling = Scaling(scale, scaling.shares, scaling.currency)
    periods = _periods(headings, segment.titles, calendar)
    changes = [bool(_CHANGE.search(text)) for text in over]
    beside = [_nearest_words(levels) for levels in headings.levels]
    titled = stems(" ".join((*headings.context, *segment.titles[-2:])))
    latest = next((found for found, change in zip(periods, changes, strict=True) if found and not change), ())
    percents = [_is_of_percent(track, text, rows) for track, text in enumerate(over)]
    habits = Habits(_ALL_KINDS, usual_places(rows))
    above: frozenset[str] = frozenset()
    for row in rows:
        figures = []
        for track, (cell, figure) in sorted(row.line.values.items()):
            if figure.value is None or figure.dash:
                continue
            sections = (*row.section, over[track])
            how = measure(row.label, sections, figure, scaling, figure.currency or scaling.currency or "USD", habits)
            unit, power = how.unit, how.scale
            if percents[track] and unit != PURE and not figure.currency and figure.size < _HIGHEST_PERCENT:
                unit, power = PURE, -2
            figures.append(
                Shown(
                    value=Decimal(f"{figure.value.scaleb(power):f}"),
                    unit=unit,
                    decimals=figure.places - power,
                    text=cell.text,
                    span=cell.span,
                    periods=latest if changes[track] else periods[track],
                    over=beside[track],
                    is_change=changes[track],
                )
            )
        words, around = _words(row, titled)
        if _OF_THE_ROW_ABOVE.match(row.label):
            words |= above
        elif figures:
            above = words
        if figures:
            yield ShownRow(number, words, around, tuple(figures))


_CHANGE = re.compile(
    r"\bchanges?\b|\bvariance\b|\bincrease|\bdecrease|\bincr?\.|\bgrowth\b|\bfav|%\s*chg|\bvs\.?\b|\bversus\b",
    re.IGNORECASE,
)
_ALL_KINDS = frozenset({"money", "per-share", "shares", "percent"})
_SAYS_LITTLE = stems("basic diluted net other income share per common revenue expense current noncurrent end beginning")


def _nearest_words(levels: Sequence[str]) -> frozenset[str]:
    """The words of a column's lowest heading that are not of time."""
    said = (stems(without_time(level)) for level in reversed(levels))
    return next((words for words in said if words), frozenset())


def _is_of_percent(track: int, heading: str, rows: Sequence[LogicalRow]) -> bool:
    """Whether a column is one of percentages, of which often only the first and the last print their sign."""
    figures = [row.line.values[track][1] for row in rows if track in row.line.values]
    plain = [number for number in figures if not number.percent and not number.dash]
    marked = len(figures) > len(plain) and figures[0].percent
    return ("%" in heading or marked) and not any(n.currency or n.size >= _HIGHEST_PERCENT for n in plain)


_HIGHEST_PERCENT = 1000


def _words(row: LogicalRow, titled: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    own = stems(_IN_PARENTHESES.sub(" ", row.label)) or stems(row.label)
    if own <= _SAYS_LITTLE:
        own |= stems(row.section[-1]) if row.section else frozenset() if own else titled
    return own, stems(" ".join((row.label, *row.section))) | titled


_OF_THE_ROW_ABOVE = re.compile(r"(?:as )?(?:an? )?(?:%|percent(?:age)?) (?:of|to)\b", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"\([^()]*\)")


def _periods(headings: Headings, titles: Sequence[str], calendar: Calendar) -> list[tuple[Period, ...]]:
    """What each column may mean: the span of time that its words name, the day, or either where they say too little."""
    spans = resolve_columns(headings, titles, instants=False, calendar=calendar)
    days = resolve_columns(headings, titles, instants=True, calendar=calendar)
    found = []
    for span, day, levels in zip(spans, days, headings.levels, strict=True):
        text = " ".join(levels)
        either = [span.period, day.period]
        if span.period and read_time(text).lengths:
            either = [span.period]
        elif _ON_A_DAY.search(text):
            either = [day.period]
        found.append(tuple(dict.fromkeys(period for period in either if period)))
    return found


_ON_A_DAY = re.compile(r"\b(?:as of|as at|at|balance)\b", re.IGNORECASE)


def matching(shown: Shown, period: Period | None) -> Period | None:
    """The period of a column that fits the one wanted: it itself but for days, or its last day for a balance."""
    if period is None:
        return shown.periods[0] if shown.periods else None
    for known in shown.periods:
        balance = known.is_instant and abs(known.end - period.end) <= WEEK
        if balance or is_same_span(known, period):
            return known
    return None
