"""From a document to its statements and their facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from generator.diagnostics import Diagnostic, Severity
from generator.documents.model import Cell, Document
from generator.facts.columns import Headings, find_headings, read_line
from generator.facts.dates import day_before, read_time
from generator.facts.equity import component_evidence, equity_columns, is_component_statement, row_periods
from generator.facts.extraction import read_facts
from generator.facts.kinds import Verdict, classify
from generator.facts.model import Column, Period, Statement, StatementKind
from generator.facts.periods import Calendar, read_calendar, resolve_columns
from generator.facts.rows import LogicalRow, join_lines, stack_sections
from generator.facts.scale import Scaling, read_scaling
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
    drafts = [draft for segment in find_segments(document) if (draft := _draft(segment)) is not None]
    _demote_untitled(drafts)
    _share_scaling(drafts)
    calendar = _with_balances(calendar, drafts)
    for draft in drafts:
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
    scaling: Scaling = field(default_factory=Scaling)


def _demote_untitled(drafts: Sequence[_Draft]) -> None:
    """A table that only looks like a statement is none where the document has one of its kind with a title; unless it
    goes on from one, on the same page or the next."""
    titled = {draft.verdict.kind for draft in drafts if draft.verdict.titled}
    previous: _Draft | None = None
    for draft in drafts:
        kind = draft.verdict.kind
        follows = previous is not None and previous.verdict.kind is kind and not draft.segment.titles
        same_table = previous is not None and previous.segment.block == draft.segment.block
        if kind.is_primary and not draft.verdict.titled and kind in titled and not follows and not same_table:
            draft.verdict = replace(draft.verdict, kind=StatementKind.UNKNOWN)
        previous = draft


def _share_scaling(drafts: Sequence[_Draft]) -> None:
    """A primary statement whose caption says nothing of scale takes the scale of the others, where they agree."""
    for draft in drafts:
        draft.scaling = _scaling(draft)
    primary = [draft for draft in drafts if draft.verdict.kind.is_primary]
    stated = {draft.scaling.money for draft in primary if draft.scaling.money is not None}
    if len(stated) == 1:
        example = next(draft.scaling for draft in primary if draft.scaling.money is not None)
        for draft in primary:
            if draft.scaling.money is None and not _prints_units(draft, drafts):
                draft.scaling = replace(example, currency=draft.scaling.currency or example.currency)


def _prints_units(draft: _Draft, drafts: Sequence[_Draft]) -> bool:
    """True where the figures are so much longer than those of the scaled statements that they must be in full."""

    def longest(one: _Draft) -> Decimal:
        values = [abs(n.value) for row in one.rows for _, n in row.line.values.values() if n.value is not None]
        return sorted(values)[len(values) * 3 // 4] if values else Decimal(0)

    scaled = [longest(other) for other in drafts if other.scaling.money and other.verdict.kind.is_primary]
    return bool(scaled) and longest(draft) > 100 * max(scaled)


def _with_balances(calendar: Calendar, drafts: Sequence[_Draft]) -> Calendar:
    """The calendar with the dates of the first balance sheet, which other statements' bare years lean on."""
    for draft in drafts:
        if draft.verdict.kind is StatementKind.BALANCE_SHEET:
            columns = _period_columns(draft, StatementKind.BALANCE_SHEET, calendar)
            dates = {column.period.end for column in columns if column.period is not None}
            if dates:
                balances = tuple(sorted(dates, reverse=True))
                calendar = replace(calendar, balances=balances)
                apart = (balances[0] - balances[-1]).days
                if len(balances) == 2 and apart in (357, 364, 371):
                    calendar = replace(calendar, weekly=True, weekday=balances[0].weekday())
                return calendar
    return calendar


def _draft(segment: Segment) -> _Draft | None:
    if not segment.layout.tracks or not segment.body:
        return None
    lines = [read_line(row, segment.layout) for row in segment.body]
    rows = join_lines(lines)
    stack_sections(rows)
    headings = find_headings(segment.header, segment.layout)
    captions = (*segment.titles, *headings.context)
    components = component_evidence(headings)
    shape = {StatementKind.EQUITY: 3.0 * components} if components >= 3 and is_component_statement(headings) else {}
    verdict = classify(captions, [row.label for row in rows], shape)
    return _Draft(segment, verdict, headings, rows, captions)


def _statement(draft: _Draft, index: int, calendar: Calendar) -> tuple[Statement | None, list[Diagnostic]]:
    kind = draft.verdict.kind
    span = draft.segment.table.span
    if kind is StatementKind.UNKNOWN:
        return None, []
    scaling = draft.scaling
    components = kind is StatementKind.EQUITY and is_component_statement(draft.headings)
    columns = _component_columns(draft) if components else _period_columns(draft, kind, calendar)
    if components:
        periods = row_periods(draft.rows, draft.captions, calendar)
        by_row = [[period] * len(columns) for period in periods]
    else:
        by_row = [[_row_period(row, column.period, kind) for column in columns] for row in draft.rows]
    title = _title(draft)
    if kind.is_primary and not any(any(periods) for periods in by_row):
        return None, [
            Diagnostic(
                "parse.no-period",
                Severity.WARNING,
                f"No period could be read for the columns of “{title}”; its figures were left out.",
                "Give the end of the latest period with --period-end.",
                span,
            )
        ]
    rows, facts, lost = read_facts(draft.rows, columns, by_row, kind, index, scaling)
    statement = Statement(
        index, kind, title, tuple(columns), tuple(rows), tuple(facts), scaling.money or 0, scaling.currency or "USD",
        draft.segment.block, span, headings=draft.captions,
    )  # fmt: skip
    return statement, _unread(lost, title) if kind.is_primary else []


def _scaling(draft: _Draft) -> Scaling:
    over = [text for levels in draft.headings.levels for text in levels]
    return read_scaling((*reversed(draft.headings.context), *over, *reversed(draft.segment.titles)))


def _period_columns(draft: _Draft, kind: StatementKind, calendar: Calendar) -> list[Column]:
    periods = resolve_columns(draft.headings, draft.segment.titles, instants=kind in _BALANCES, calendar=calendar)
    columns = []
    for i, (resolved, levels) in enumerate(zip(periods, draft.headings.levels, strict=True)):
        role = _role(levels, draft, i)
        period = resolved.period if role == "reported" else None
        columns.append(Column(i, " ".join(levels), period, role, proof=resolved.proof))
    return columns


def _component_columns(draft: _Draft) -> list[Column]:
    return [
        Column(i, " ".join(levels), None, "shares" if column.shares else "reported", column.component)
        for i, (levels, column) in enumerate(zip(draft.headings.levels, equity_columns(draft.headings), strict=True))
    ]


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


def _row_period(row: LogicalRow, period: Period | None, kind: StatementKind) -> Period | None:
    """Balances at the beginning and end of a flow statement's period are instants."""
    if period is None or period.start is None or kind is StatementKind.OPERATIONS:
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
