"""From a document to its statements and their facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from generator.diagnostics import Diagnostic, Severity
from generator.documents.model import Document, Table
from generator.facts.agreement import without_contradictions
from generator.facts.crossfooting import cross_foot
from generator.facts.dates import read_time
from generator.facts.drafts import Draft, read_drafts
from generator.facts.equity import (
    counts_shares,
    equity_columns,
    row_periods,
    section_component,
)
from generator.facts.extraction import read_facts
from generator.facts.footing import find_footings
from generator.facts.instants import row_instants
from generator.facts.kinds import classify, is_statement_title
from generator.facts.model import Column, Statement, StatementKind
from generator.facts.periods import Calendar, read_calendar, resolve_columns, with_statements
from generator.facts.proven_periods import evidence, has_gaps, proof_told, prove_periods
from generator.facts.same_period import tell_apart
from generator.facts.segments import find_segments, is_too_wide
from generator.facts.share_counts import settle_share_counts
from generator.facts.told import columns_left, misfooted, not_across, scales_at_odds, scales_unsaid, unread

_ROLES = (
    (re.compile(r"\bchange\b|\bvariance\b|\bincrease\b|\bdecrease\b|\bincr?\.|\bgrowth\b|\bfav|%\s*chg", re.IGNORECASE), "change"),  # noqa: E501
    (re.compile(r"^(?:%|percent|percentage)|\b(?:percent(?:age)?|%) (?:of|to)\b|^%$|\(%\)", re.IGNORECASE), "percent"),
    (re.compile(r"^(?:foot)?notes?$|^(?:note|see note|reference|ref\.?)\b", re.IGNORECASE), "note"),
    (re.compile(r"\b(?:previously|originally) reported\b", re.IGNORECASE), "previously-reported"),
    (re.compile(r"\bpro[\s-]?forma\b|\bas adjusted\b|\bnon-?gaap\b|\badjustments?\b|\badjusted\b|\b(?:effects?|impacts?) of\b", re.IGNORECASE), "adjusted"),  # noqa: E501
    (re.compile(r"\bguidance\b|\boutlook\b|\bforecast\b|\bbudget\b", re.IGNORECASE), "guidance"),
)  # fmt: skip


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
    drafts = read_drafts(find_segments(document))
    calendar = _with_statements(calendar, drafts)
    _prove_periods(drafts, calendar)
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


def _with_statements(calendar: Calendar, drafts: Sequence[Draft]) -> Calendar:
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


def _prove_periods(drafts: Sequence[Draft], calendar: Calendar) -> None:
    """Sets `proved` where columns without a period show figures of other statements; what is proved may prove more."""
    primary = [draft for draft in drafts if draft.verdict.kind.is_primary]
    open_ended = [draft for draft in primary if not draft.has_components and has_gaps(_dated_columns(draft, calendar))]
    progress = bool(open_ended)
    while progress:
        read = [_statement(draft, i, calendar, among=False)[0] for i, draft in enumerate(primary)]
        known = evidence([statement for statement in read if statement is not None])
        progress = False
        for draft in open_ended:
            columns = _dated_columns(draft, calendar)
            found = prove_periods(draft.rows, columns, draft.verdict.kind, draft.scaling.money or 0, known)
            draft.proved |= found
            progress = progress or bool(found)


def _dated_columns(draft: Draft, calendar: Calendar) -> list[Column]:
    """The columns with the periods that their headings give or other statements prove."""
    return [
        replace(column, period=draft.proved[column.index][0]) if column.index in draft.proved else column
        for column in _period_columns(draft, draft.verdict.kind, calendar)
    ]


def _statement(
    draft: Draft, index: int, calendar: Calendar, *, among: bool
) -> tuple[Statement | None, list[Diagnostic]]:
    kind = draft.verdict.kind
    span = draft.segment.table.span
    if kind is StatementKind.UNKNOWN:
        return None, _unknown(draft, among=among)
    scaling = draft.scaling
    components = draft.has_components
    columns = _dated_columns(draft, calendar)
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
        *proof_told(columns, draft.proved, span),
        *unread(lost, columns, title),
        *columns_left(draft.rows, columns, title),
        *scales_at_odds(draft.scale_texts, scaling, title, span),
        *misfooted(statement),
        *not_across(statement, across),
    ]


def _unknown(draft: Draft, *, among: bool) -> list[Diagnostic]:
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


def _period_columns(draft: Draft, kind: StatementKind, calendar: Calendar) -> list[Column]:
    periods = resolve_columns(draft.headings, draft.segment.titles, instants=kind.is_of_balances, calendar=calendar)
    columns = []
    for i, (resolved, levels) in enumerate(zip(periods, draft.headings.levels, strict=True)):
        role = _role(levels, draft, i)
        if role == "reported" and kind is StatementKind.EQUITY and counts_shares(levels):
            role = "shares"
        period = resolved.period if role in ("reported", "shares") else None
        columns.append(Column(i, " ".join(levels), period, role, proof=resolved.proof))
    return columns


def _with_components(
    columns: Sequence[Column], draft: Draft, *, keep_periods: bool
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


def _role(levels: Sequence[str], draft: Draft, track: int) -> str:
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


def _title(draft: Draft) -> str:
    named = [text for text in draft.captions if classify([text], [], {draft.verdict.kind: 20}).titled]
    return (named or list(draft.captions[-1:]) or [str(draft.verdict.kind)])[-1]
