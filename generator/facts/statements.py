"""From a document to its statements and their facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import takewhile

from generator.diagnostics import Diagnostic, Severity
from generator.documents.model import Document, Table
from generator.facts.agreement import without_contradictions
from generator.facts.columns import read_line
from generator.facts.crossfooting import cross_foot
from generator.facts.dates import read_time
from generator.facts.equity import (
    component_evidence,
    counts_shares,
    equity_columns,
    is_component_statement,
    row_periods,
    section_component,
)
from generator.facts.extraction import read_facts
from generator.facts.footing import find_footings
from generator.facts.headings import Headings, find_headings
from generator.facts.instants import row_instants
from generator.facts.kinds import Verdict, classify, is_statement_title, names_kind
from generator.facts.model import Column, Statement, StatementKind
from generator.facts.periods import Calendar, read_calendar, resolve_columns, with_statements
from generator.facts.rows import LogicalRow, join_lines, stack_sections
from generator.facts.same_period import tell_apart
from generator.facts.scale import Scaling, read_scaling
from generator.facts.segments import Segment, find_segments, is_too_wide
from generator.facts.share_counts import settle_share_counts
from generator.facts.told import columns_left, misfooted, not_across, scales_at_odds, scales_unsaid, unread

_BALANCES = frozenset({StatementKind.BALANCE_SHEET, StatementKind.PARENTHETICAL})
_ROLES = (
    (re.compile(r"\bchange\b|\bvariance\b|\bincrease\b|\bdecrease\b|\bincr?\.|\bgrowth\b|\bfav|%\s*chg", re.IGNORECASE), "change"),  # noqa: E501
    (re.compile(r"^(?:%|percent|percentage)|\b(?:percent(?:age)?|%) (?:of|to)\b|^%$|\(%\)", re.IGNORECASE), "percent"),
    (re.compile(r"^(?:foot)?notes?$|^(?:note|see note|reference|ref\.?)\b", re.IGNORECASE), "note"),
    (re.compile(r"\b(?:previously|originally) reported\b", re.IGNORECASE), "previously-reported"),
    (re.compile(r"\bpro[\s-]?forma\b|\bas adjusted\b|\bnon-?gaap\b|\badjustments?\b|\badjusted\b", re.IGNORECASE), "adjusted"),  # noqa: E501
    (re.compile(r"\bguidance\b|\boutlook\b|\bforecast\b|\bbudget\b", re.IGNORECASE), "guidance"),
)  # fmt: skip
_RUNNING = (
    r"\bnotes\b.{0,60}\b(?:financial statements|integral part)|accompanying|integral part|table of contents|continued|\bunaudited\b"  # noqa: E501
    r"|^\W*(?:see|read with)\b.{0,12}\bnotes\b"
)
_RUNS_ON = re.compile(_RUNNING, re.IGNORECASE)
_NOISE = re.compile(
    rf"{_RUNNING}|\b(?:inc|corp|corporation|company|companies|co|llc|plc|ltd|subsidiaries|group|trust|bancorp|partners|holdings)\b\.?",
    re.IGNORECASE,
)


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
    drafts: list[_Draft] = []
    parts = [_part(segment) for segment in find_segments(document) if segment.layout.tracks and segment.body]
    for i, part in enumerate(parts):
        drafts.append(_draft(part, drafts[-1] if drafts else None, parts[i + 1 :]))
    _demote_untitled(drafts)
    _share_scaling(drafts)
    calendar = _with_statements(calendar, drafts)
    firsts: list[int] = []
    for i, draft in enumerate(drafts):
        among = bool(i and drafts[i - 1].verdict.kind.is_primary) and any(later.verdict.kind.is_primary for later in drafts[i + 1 : i + 4])  # fmt: skip  # noqa: E501
        statement, said = _statement(draft, len(statements), calendar, among=among)
        diagnostics.extend(said)
        if statement is not None:
            firsts.append(firsts[-1] if draft.goes_on and firsts else statement.index)
            statements.append(statement)
    diagnostics.extend(_too_wide(block) for block in document.blocks if isinstance(block, Table) and is_too_wide(block))
    diagnostics.extend(scales_unsaid([draft.scaling for draft in drafts if draft.verdict.kind.is_primary], statements))
    statements, said = without_contradictions(statements, firsts)
    diagnostics.extend(said)
    statements, said = settle_share_counts(statements)
    diagnostics.extend(said)
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


def _too_wide(table: Table) -> Diagnostic:
    return Diagnostic(
        "parse.table-too-wide",
        Severity.WARNING,
        "A table has more columns than any statement; its figures were not read.",
        "Give the statement alone, or with its columns set apart.",
        table.span,
    )


@dataclass(slots=True)
class _Draft:
    """A segment on its way to a statement; `goes_on` says that it continues the one before."""

    segment: Segment
    verdict: Verdict
    headings: Headings
    rows: list[LogicalRow]
    captions: tuple[str, ...]
    components: bool = False
    goes_on: bool = False
    demoted: str = ""
    scaling: Scaling = field(default_factory=Scaling)


def _demote_untitled(drafts: Sequence[_Draft]) -> None:
    """A table that only looks like a statement is none where the document has one of its kind with a title; unless it
    goes on from one, on the same page or the next."""
    headed = [any(names_kind(text, draft.verdict.kind) for text in draft.captions) for draft in drafts]
    titled = {draft.verdict.kind for draft in drafts if draft.verdict.titled}
    proper = {draft.verdict.kind for draft, named in zip(drafts, headed, strict=True) if named}
    previous = StatementKind.UNKNOWN
    for draft, named in zip(drafts, headed, strict=True):
        kind = draft.verdict.kind
        goes_on = previous is kind and all(_is_noise(text) for text in draft.segment.titles)
        lesser = not named if kind in proper else not draft.verdict.titled and kind in titled
        if kind is StatementKind.PARENTHETICAL and not named and previous is not StatementKind.BALANCE_SHEET:
            lesser, goes_on = True, False
        if kind.is_primary and lesser and not goes_on:
            draft.verdict = replace(draft.verdict, kind=StatementKind.UNKNOWN)
            draft.demoted = kind.value
        previous = draft.verdict.kind


def _share_scaling(drafts: Sequence[_Draft]) -> None:
    """A primary statement whose caption says nothing of scale takes the scale of the others, where they agree."""
    for i, draft in enumerate(drafts):
        draft.scaling = _scaling(draft)
        before = drafts[i - 1] if i else None
        if before and draft.scaling.money is None and (draft.goes_on or draft.segment.block == before.segment.block):
            draft.scaling = before.scaling
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


def _with_statements(calendar: Calendar, drafts: Sequence[_Draft]) -> Calendar:
    """The calendar of the primary statements, with the dates of the first balance sheet, which bare years lean on."""
    primary = [draft for draft in drafts if draft.verdict.kind.is_primary]
    headings = [" ".join(levels) for draft in primary for levels in draft.headings.levels]
    headings += [text for draft in primary for text in draft.headings.context]
    labels = [row.label for draft in primary if draft.verdict.kind is StatementKind.EQUITY for row in draft.rows]
    titles = [text for draft in primary for text in draft.segment.titles]
    calendar = with_statements(calendar, headings, [*labels, *titles], ())
    for draft in primary:
        if draft.verdict.kind is StatementKind.BALANCE_SHEET:
            columns = _period_columns(draft, StatementKind.BALANCE_SHEET, calendar)
            dates = [column.period.end for column in columns if column.period is not None]
            if dates:
                return with_statements(calendar, headings, [*labels, *titles], dates)
    return calendar


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment with its headings and rows, before anybody asks which statement it is."""

    segment: Segment
    headings: Headings
    rows: list[LogicalRow]

    @property
    def captions(self) -> tuple[str, ...]:
        return (*self.segment.titles, *self.headings.context)


def _part(segment: Segment) -> _Part:
    rows = join_lines([read_line(row, segment.layout) for row in segment.body])
    stack_sections(rows)
    return _Part(segment, find_headings(segment.header, segment.layout), rows)


def _draft(part: _Part, previous: _Draft | None, following: Sequence[_Part]) -> _Draft:
    segment, headings, rows, captions = part.segment, part.headings, part.rows, part.captions
    if previous is not None and _continues(segment, headings, previous):
        return _goes_on(previous, part, previous.headings)
    components = component_evidence(headings) >= 3 and is_component_statement(headings)
    shape = {StatementKind.EQUITY: 3.0 * component_evidence(headings)} if components else {}
    labels = [row.label for row in rows]
    verdict = classify(captions, labels, shape)
    if previous is not None and verdict.kind in (StatementKind.UNKNOWN, previous.verdict.kind):
        known = previous.verdict.kind.is_primary
        repeats = {row.label for row in previous.rows} & {row.label for row in rows if row.line.values}
        if known and 2 * len(repeats) < len(rows) and _is_headed_alike(part, previous.headings, previous.captions):
            return _goes_on(previous, part, headings)
    if verdict.kind is StatementKind.UNKNOWN and any(is_statement_title(text) for text in captions):
        # The first page of a statement may be too short to tell by its own rows.
        over = takewhile(lambda other: _is_headed_alike(other, headings, captions), following)
        verdict = classify(captions, [*labels, *(row.label for other in over for row in other.rows)], shape)
    if segment.table.beside and verdict.kind is StatementKind.UNKNOWN and previous is not None:
        # The claims side of a balance sheet set in two halves may be too short to tell by its own rows.
        verdict = previous.verdict if previous.verdict.kind is StatementKind.BALANCE_SHEET else verdict
    return _Draft(segment, verdict, headings, rows, captions, components)


def _goes_on(previous: _Draft, part: _Part, headings: Headings) -> _Draft:
    """The draft of a table that continues the one before."""
    segment = replace(part.segment, titles=previous.segment.titles)
    return _Draft(
        segment, previous.verdict, headings, part.rows, previous.captions, previous.components, goes_on=True
    )  # fmt: skip


def _continues(segment: Segment, headings: Headings, previous: _Draft) -> bool:
    """A table without headings or lines above it goes on from the one before, over a page break perhaps."""
    return (
        not any(headings.levels)
        and len(headings.levels) == len(previous.headings.levels)
        and any(previous.headings.levels)
        and previous.verdict.kind.is_primary
        and all(_NOISE.search(text) for text in segment.titles)
    )


def _is_headed_alike(part: _Part, headings: Headings, captions: Sequence[str]) -> bool:
    """A table headed as the one before, under no title but that one's, goes on from it on another page."""
    return (
        any(part.headings.levels)
        and part.headings.levels == headings.levels
        and all(text in captions or _RUNS_ON.search(text) for text in part.captions)
    )


def _is_noise(text: str) -> bool:
    """True for lines between two tables that start no new subject: running heads, notes, a period."""
    return bool(_NOISE.search(text)) or (len(text) < 90 and bool(read_time(text)) and not is_statement_title(text))


def _statement(
    draft: _Draft, index: int, calendar: Calendar, *, among: bool
) -> tuple[Statement | None, list[Diagnostic]]:
    kind = draft.verdict.kind
    span = draft.segment.table.span
    if kind is StatementKind.UNKNOWN:
        return None, _unknown(draft, among=among)
    scaling = draft.scaling
    components = kind is StatementKind.EQUITY and is_component_statement(draft.headings)
    columns = _period_columns(draft, kind, calendar)
    by_column = all(column.period and _is_dated(column.heading) for column in columns)
    by_column = by_column and len({column.period for column in columns}) > 1
    across: tuple[int, ...] = ()
    if components:
        columns, across = _with_components(columns, draft, keep_periods=by_column)
    else:
        columns = tell_apart(columns, draft.rows)
    if components and not by_column:
        over = " ".join(draft.headings.levels[0]) if draft.headings.levels else ""
        periods = row_periods(draft.rows, (*draft.captions, over), calendar)
        by_row = [[period] * len(columns) for period in periods]
    else:
        by_row = row_instants(draft.rows, [column.period for column in columns], kind)
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
    footings = find_footings(draft.rows, columns, facts, kind)
    totals = {footing.total for footing in footings}
    rows = [replace(row, is_total=True) if row.index in totals else row for row in rows]
    if kind is StatementKind.EQUITY and not components:
        rows = [replace(row, component=section_component(line)) for row, line in zip(rows, draft.rows, strict=True)]
    statement = Statement(
        index, kind, title, tuple(columns), tuple(rows), tuple(facts), scaling.money or 0, scaling.currency or "USD",
        draft.segment.block, span, footings, draft.captions,
    )  # fmt: skip
    if not kind.is_primary:
        return statement, []
    return statement, [
        *unread(lost, columns, title),
        *columns_left(draft.rows, columns, title),
        *scales_at_odds(_scale_texts(draft), scaling, title, span),
        *misfooted(statement),
        *not_across(statement, across),
    ]


def _unknown(draft: _Draft, *, among: bool) -> list[Diagnostic]:
    """What is said of a table that looked like a statement, was called one or stands `among` them, and was not taken
    for one."""
    figures = sum(len(row.line.values) for row in draft.rows)
    called = any(is_statement_title(text) for text in draft.captions) and len(draft.rows) > 3
    if not draft.demoted and not called and not (among and figures > 3):
        return []
    what = "stands among the statements"
    if draft.demoted or called:
        what = f"has rows like a statement’s ({draft.demoted})" if draft.demoted else "is titled like a statement"
    return [
        Diagnostic(
            "parse.unknown-table",
            Severity.INFO,
            f"The table “{_title(draft)}” {what} but was not taken for a primary statement; its {figures} figures are "
            "not reported.",
            "If it is one, give it the statement's title.",
            draft.segment.table.span,
        )
    ]


def _is_dated(heading: str) -> bool:
    words = read_time(heading)
    return bool(words.dates or words.years)


def _scaling(draft: _Draft) -> Scaling:
    return read_scaling(_scale_texts(draft))


def _scale_texts(draft: _Draft) -> tuple[str, ...]:
    """The texts that may state a scale, those nearest to the figures first."""
    over = [text for levels in draft.headings.levels for text in levels]
    context = draft.headings.context
    # Lines of plain text are also there as one: what they say together goes before what each says alone.
    whole = len(context) > 1 and context[0] == " ".join(context[1:])
    return (*(context[:1] if whole else reversed(context)), *over, *reversed(draft.segment.titles))


def _period_columns(draft: _Draft, kind: StatementKind, calendar: Calendar) -> list[Column]:
    periods = resolve_columns(draft.headings, draft.segment.titles, instants=kind in _BALANCES, calendar=calendar)
    columns = []
    for i, (resolved, levels) in enumerate(zip(periods, draft.headings.levels, strict=True)):
        role = _role(levels, draft, i)
        if role == "reported" and kind is StatementKind.EQUITY and counts_shares(levels):
            role = "shares"
        period = resolved.period if role in ("reported", "shares") else None
        columns.append(Column(i, " ".join(levels), period, role, proof=resolved.proof))
    return columns


def _with_components(
    columns: Sequence[Column], draft: _Draft, *, keep_periods: bool
) -> tuple[list[Column], tuple[int, ...]]:
    """The columns of a statement of equity as components, and the rows that do not add up across them. Periods are
    kept where the headings give every column one, otherwise the rows will tell."""
    groups = {column.period: [c.index for c in columns if c.period == column.period] for column in columns}
    crossed = cross_foot(draft.rows, equity_columns(draft.headings), tuple(groups.values() if keep_periods else ()))
    return [
        replace(
            column,
            period=column.period if keep_periods else None,
            role="shares" if about.shares else "reported",
            component=about.component,
        )
        for column, about in zip(columns, crossed.columns, strict=True)
    ], crossed.fails


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


def _title(draft: _Draft) -> str:
    named = [text for text in draft.captions if classify([text], [], {draft.verdict.kind: 20}).titled]
    return (named or list(draft.captions[-1:]) or [str(draft.verdict.kind)])[-1]
