"""From a document to its statements and their facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.diagnostics import Diagnostic, Severity
from generator.documents.model import Cell, Document
from generator.facts.columns import Headings, find_headings, read_line
from generator.facts.dates import day_before, read_time
from generator.facts.kinds import Verdict, classify
from generator.facts.model import Column, ParsedFact, Period, Row, Statement, StatementKind
from generator.facts.numbers import Number
from generator.facts.periods import Calendar, read_calendar, resolve_columns
from generator.facts.rows import LogicalRow, join_lines, stack_sections
from generator.facts.scale import Scaling, measure, read_scaling
from generator.facts.segments import Segment, find_segments

_BALANCES = frozenset({StatementKind.BALANCE_SHEET, StatementKind.PARENTHETICAL})
_ROLES = (
    (re.compile(r"\bchange\b|\bvariance\b|\bincrease\b|\bdecrease\b|\bincr?\.|\bgrowth\b|\bfav|%\s*chg", re.IGNORECASE), "change"),
    (re.compile(r"^(?:%|percent|percentage)|\b(?:percent(?:age)?|%) (?:of|to)\b|^%$|\(%\)", re.IGNORECASE), "percent"),
    (re.compile(r"^(?:foot)?notes?$|^(?:note|see note|reference|ref\.?)\b", re.IGNORECASE), "note"),
    (re.compile(r"\bpro[\s-]?forma\b|\bas adjusted\b|\bnon-?gaap\b|\badjustments?\b|\badjusted\b", re.IGNORECASE), "adjusted"),
    (re.compile(r"\bguidance\b|\boutlook\b|\bforecast\b|\bbudget\b", re.IGNORECASE), "guidance"),
)  # fmt: skip
_BEGINNING = re.compile(r"\b(?:beginning|beg\.|start|opening)\b", re.IGNORECASE)
_ENDING = re.compile(r"\b(?:end|ending|closing)\b", re.IGNORECASE)
_BALANCE_WORDS = re.compile(r"\b(?:cash|balances?|equity|deficit|deficiency|equivalents|capital|earnings|shares|period|year|quarter)\b", re.IGNORECASE)  # fmt: skip


def parse_statements(
    document: Document, *, period_end: date | None = None
) -> tuple[tuple[Statement, ...], tuple[Diagnostic, ...]]:
    """The statements of a document, in order, and what could not be read.

    Every number of a primary statement becomes a fact or is named in a diagnostic. `period_end` gives the end of the
    latest period where the document leaves it open.
    """
    calendar = read_calendar(document, period_end)
    statements: list[Statement] = []
    diagnostics: list[Diagnostic] = []
    previous: _Draft | None = None
    for segment in find_segments(document):
        draft = _draft(segment, previous)
        if draft is None:
            continue
        previous = draft
        statement, said = _statement(draft, len(statements), calendar)
        diagnostics.extend(said)
        if statement is not None:
            statements.append(statement)
    if not any(statement.kind.is_primary for statement in statements):
        diagnostics.append(
            Diagnostic(
                "parse.no-statement",
                Severity.WARNING,
                "No financial statement with a known period was found.",
                "Check that the document holds statements in tables; give --period-end if it states no dates.",
            )
        )
    return tuple(statements), tuple(diagnostics)


@dataclass(slots=True)
class _Draft:
    """A segment on its way to a statement."""

    segment: Segment
    verdict: Verdict
    headings: Headings
    rows: list[LogicalRow]
    captions: tuple[str, ...]


def _draft(segment: Segment, previous: _Draft | None) -> _Draft | None:
    if not segment.layout.tracks or not segment.body:
        return None
    lines = [read_line(row, segment.layout) for row in segment.body]
    rows = join_lines(lines)
    stack_sections(rows)
    headings = find_headings(segment.header, segment.layout)
    captions = (*segment.titles, *headings.context)
    verdict = classify(captions, [row.label for row in rows])
    return _Draft(segment, verdict, headings, rows, captions)


def _statement(draft: _Draft, index: int, calendar: Calendar) -> tuple[Statement | None, list[Diagnostic]]:
    kind = draft.verdict.kind
    span = draft.segment.table.span
    if kind is StatementKind.UNKNOWN:
        return None, []
    scaling = read_scaling((*reversed(draft.headings.context), *(t for levels in draft.headings.levels for t in levels), *reversed(draft.segment.titles)))  # fmt: skip
    currency = scaling.currency or "USD"
    periods = resolve_columns(draft.headings, draft.segment.titles, instants=kind in _BALANCES, calendar=calendar)
    columns = []
    for i, (resolved, levels) in enumerate(zip(periods, draft.headings.levels, strict=True)):
        heading = " ".join(levels)
        role = _role(levels, draft, i)
        period = resolved.period if role == "reported" else None
        columns.append(Column(i, heading, period, role, proof=resolved.proof))
    rows, facts, lost = _facts(draft, columns, index, scaling, currency)
    diagnostics: list[Diagnostic] = []
    title = _title(draft)
    if kind.is_primary and not any(column.period for column in columns):
        diagnostics.append(
            Diagnostic(
                "parse.no-period",
                Severity.WARNING,
                f"No period could be read for the columns of “{title}”; its figures were left out.",
                "Give the end of the latest period with --period-end.",
                span,
            )
        )
        return None, diagnostics
    if kind.is_primary:
        diagnostics.extend(_unread(lost, title))
    statement = Statement(
        index, kind, title, tuple(columns), tuple(rows), tuple(facts), scaling.money or 0, currency,
        draft.segment.block, span, headings=draft.captions,
    )  # fmt: skip
    return statement, diagnostics


def _role(levels: Sequence[str], draft: _Draft, track: int) -> str:
    cells = [row.line.values[track][1] for row in draft.rows if track in row.line.values]
    text = " ".join(levels)
    for pattern, role in _ROLES:
        if any(pattern.search(level) for level in levels) or pattern.search(text):
            if role == "percent" and not any(number.percent or number.places for number in cells):
                continue
            return role
    figures = [number for number in cells if not number.dash]
    if figures and len(draft.headings.levels) > 1 and all(number.percent for number in figures) and len(figures) > 2:
        return "percent"
    return "reported"


def _facts(
    draft: _Draft, columns: Sequence[Column], statement: int, scaling: Scaling, currency: str
) -> tuple[list[Row], list[ParsedFact], list[tuple[Cell, str]]]:
    rows: list[Row] = []
    facts: list[ParsedFact] = []
    lost: list[tuple[Cell, str]] = []
    for index, row in enumerate(draft.rows):
        rows.append(Row(index, row.label, row.lines[0].row.span, row.indent, row.section, row.is_heading, row.is_total))
        for cell in row.line.stray:
            lost.append((cell, "stands in no column"))
        for track, (cell, number) in sorted(row.line.values.items()):
            column = columns[track]
            if column.role != "reported":
                continue
            if column.period is None:
                lost.append((cell, "stands in a column without a period"))
                continue
            if not row.label:
                lost.append((cell, "stands in a row without a label"))
                continue
            period = _row_period(row, column.period, draft.verdict.kind)
            facts.append(_fact(row, cell, number, period, statement, index, track, scaling, currency))
    return rows, facts, lost


def _fact(
    row: LogicalRow, cell: Cell, number: Number, period: Period, statement: int, index: int, track: int,
    scaling: Scaling, currency: str,
) -> ParsedFact:  # fmt: skip
    how = measure(
        row.label, row.section, number, scaling, number.currency if number.currency not in ("", "USD") else currency
    )
    value = None if number.value is None else number.value.scaleb(how.scale)
    notes = tuple(number.footnotes) + ((cell.superscript,) if cell.superscript else ())
    return ParsedFact(
        value=value + 0 if value is not None else None,
        unit=how.unit,
        period=period,
        decimals=None if value is None or how.exact else number.places - how.scale,
        scale=how.scale,
        shown=cell.text,
        span=cell.span,
        statement=statement,
        row=index,
        column=track,
        dash=number.dash,
        footnotes=notes,
    )


def _row_period(row: LogicalRow, period: Period, kind: StatementKind) -> Period:
    """Balances at the beginning and end of a flow statement's period are instants."""
    if period.start is None or kind is StatementKind.OPERATIONS:
        return period
    label = row.label
    if _BEGINNING.search(label) and _BALANCE_WORDS.search(label):
        return Period(day_before(period.start))
    if _ENDING.search(label) and _BALANCE_WORDS.search(label):
        return Period(period.end)
    if re.match(r"\W*(?:balances?|cash)\b", label, re.IGNORECASE):
        words = read_time(label)
        days = set(words.month_days) | {(day.month, day.day) for day in words.dates}
        if (period.end.month, period.end.day) in days:
            return Period(period.end)
        before = day_before(period.start)
        if days & {(before.month, before.day), (period.start.month, period.start.day)}:
            return Period(before)
    return period


def _unread(lost: Sequence[tuple[Cell, str]], title: str) -> list[Diagnostic]:
    return [
        Diagnostic(
            "parse.unread-cell",
            Severity.WARNING,
            f"The figure {cell.text} in “{title}” {why}; it is not reported.",
            "Check the table's layout.",
            cell.span,
        )
        for cell, why in lost
    ]


def _title(draft: _Draft) -> str:
    named = [text for text in draft.captions if classify([text], [], {draft.verdict.kind: 20}).titled]
    return (named or list(draft.captions[-1:]) or [str(draft.verdict.kind)])[-1]
