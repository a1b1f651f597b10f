"""From rows, columns and periods to facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.documents.model import Cell
from generator.facts.captions import CaptionFigure, figures_left, read_caption
from generator.facts.columns import Line
from generator.facts.model import SHARES as SHARES_UNIT
from generator.facts.model import Column, ParsedFact, Period, Row, StatementKind, Unit, money, money_per_share
from generator.facts.numbers import Number
from generator.facts.rows import LogicalRow, usual_places
from generator.facts.scale import Habits, Measure, Scaling, measure, share_scale

_FIGURE = re.compile(r"[(\[<$£€\s-]*(?:\d{1,3}(?:[,.]\d{3})+|\d+\.\d+|\d{2,})(?!\s*(?:/|months|weeks|years))")
_VALUE_ROLES = frozenset({"reported", "shares"})
_ALL_KINDS = frozenset({"money", "per-share", "shares", "percent"})
# The kinds of figure that words may announce in each statement: "shares issued for services" in a cash flow is money.
_KINDS = {
    StatementKind.CASH_FLOWS: frozenset({"money", "percent"}),
    StatementKind.COMPREHENSIVE_INCOME: _ALL_KINDS,
    StatementKind.EQUITY: frozenset({"money", "per-share", "percent"}),
}


@dataclass(frozen=True, slots=True)
class Lost:
    """A printed figure that became no fact: its cell (of a figure in a caption, the caption's), what it shows, why, and
    the column it stands in (-1: none)."""

    cell: Cell
    shown: str
    why: str
    column: int = -1


@dataclass(frozen=True, slots=True)
class _Context:
    """What all facts of a statement share. `shares` is the power of ten of share counts inside captions."""

    statement: int
    kind: StatementKind
    scaling: Scaling
    currency: str
    shares: int
    habits: Habits


def read_facts(
    rows: Sequence[LogicalRow],
    columns: Sequence[Column],
    periods: Sequence[Sequence[Period | None]],
    kind: StatementKind,
    statement: int,
    scaling: Scaling,
) -> tuple[list[Row], list[ParsedFact], list[Lost]]:
    """The rows, the facts of their cells and captions, and the figures that became no fact.

    `periods` gives the period of every row and column (None: unknown).
    """
    printed = [row.label if any(line.label for line in row.lines) else "" for row in rows]
    captions = [
        read_caption(label, _caption_periods(columns, periods[i]), balances=kind.is_of_balances)
        for i, label in enumerate(printed)
    ]
    context = _Context(
        statement,
        kind,
        scaling,
        scaling.currency or "USD",
        _caption_share_scale(scaling, captions),
        _habits(kind, rows),
    )
    found: list[ParsedFact] = []
    lost: list[Lost] = []
    reported: list[Row] = []
    for i, row in enumerate(rows):
        reported.append(Row(i, row.label, row.lines[0].row.span, row.indent, row.section, row.is_heading, row.is_total))
        lost.extend(Lost(cell, cell.text, "stands in no column") for cell in row.line.stray)
        lost.extend(Lost(cell, cell.text, "could not be read as a number") for cell in row.line.texts if _is_printed_figure(cell))  # fmt: skip  # noqa: E501
        for track, (cell, number) in sorted(row.line.values.items()):
            column, period = columns[track], periods[i][track]
            if column.role not in _VALUE_ROLES:
                continue
            if period is None:
                lost.append(Lost(cell, cell.text, "has no period", track))
            elif not row.label:
                lost.append(Lost(cell, cell.text, "stands in a row without a label"))
            else:
                found.append(_cell_fact(row, i, column, cell, number, period, context, captions[i]))
        for figure in _of_printed_columns(captions[i], row):
            found.append(_caption_fact(row, i, figure, periods[i], columns, context))
        if left := figures_left(printed[i], captions[i]):
            why = "stands in a caption that does not say which column it belongs to"
            lost.extend(Lost(row.lines[0].row.cells[0], shown, why) for shown in left)
    return reported, found, lost


def _of_printed_columns(figures: Sequence[CaptionFigure], row: LogicalRow) -> list[CaptionFigure]:
    """The figures of a caption; one that is said of all columns only where they print an amount, not a dash or a blank
    cell beside one: preferred stock that was not yet there had no shares either."""
    numbers = {track: number for track, (_, number) in row.line.values.items()}
    amounts = {track for track, number in numbers.items() if not number.dash}
    in_cells = bool(row.line.row.span.path)  # in plain text a figure may stand a little off its column
    shared = Counter(figure.start for figure in figures)
    return [
        figure
        for figure in figures
        if not amounts
        or shared[figure.start] == 1
        or figure.column in amounts
        or (figure.column not in numbers and not in_cells)
    ]


def _cell_fact(
    row: LogicalRow,
    index: int,
    column: Column,
    cell: Cell,
    number: Number,
    period: Period,
    context: _Context,
    caption: Sequence[CaptionFigure],
) -> ParsedFact:
    currency = number.currency if number.currency not in ("", "USD") else context.currency
    if column.role == "shares" and not number.currency:
        how = Measure(SHARES_UNIT, share_scale(context.scaling, number.value))
    elif context.kind is StatementKind.BALANCE_SHEET and any(figure.kind != "money" for figure in caption):
        # A line that names its par value and shares in its caption states their amount.
        how = Measure(money(currency), context.scaling.money or 0)
    else:
        how = measure(row.label, row.section, number, context.scaling, currency, context.habits)
    notes = number.footnotes + ((cell.superscript,) if cell.superscript else ())
    return ParsedFact(
        value=None if number.value is None else _scaled(number.value, how.scale),
        unit=how.unit,
        period=period,
        decimals=None if number.value is None or how.exact else number.places - how.scale,
        scale=how.scale,
        shown=cell.text,
        span=cell.span,
        statement=context.statement,
        row=index,
        column=column.index,
        dash=number.dash,
        footnotes=notes,
    )


def _is_printed_figure(cell: Cell) -> bool:
    """True for text in the columns that shows an amount, though not one that can be read: "1,234a", "12.3x"."""
    return bool(_FIGURE.match(cell.text)) and len(cell.text) <= 24


def _habits(kind: StatementKind, rows: Sequence[LogicalRow]) -> Habits:
    """How the statement prints its money, judged by the places most of its numbers have."""
    return Habits(_KINDS.get(kind, _ALL_KINDS), usual_places(rows), kind is StatementKind.PARENTHETICAL)


def _caption_fact(
    row: LogicalRow,
    index: int,
    figure: CaptionFigure,
    periods: Sequence[Period | None],
    columns: Sequence[Column],
    context: _Context,
) -> ParsedFact:
    unit: Unit
    scale = 0
    if figure.kind == "par":
        unit = money_per_share(context.currency)
    elif figure.kind == "shares":
        unit = SHARES_UNIT
        scale = 0 if figure.worded else context.shares
    else:
        unit = money(context.currency)
        scale = 0 if figure.worded else (context.scaling.money or 0)
    period = periods[figure.column]
    assert period is not None
    # Where columns are components and none is their total, the caption is of none of them.
    aside = bool(columns[figure.column].component) and not any(column.period for column in columns)
    holder = _line_at(row, figure.start)
    digits = figure.shown.split()[0]  # a word such as "million" may stand in the next line
    cell = next((cell for cell in holder.row.cells if digits in cell.text), None)
    return ParsedFact(
        value=_scaled(figure.value, scale),
        unit=unit,
        period=period,
        decimals=None if figure.exact and scale == 0 else figure.places - scale,
        scale=scale,
        shown=figure.shown,
        span=cell.span if cell else holder.row.span,
        statement=context.statement,
        row=index,
        column=-1 if aside else figure.column,
        phrase=figure.phrase or row.label,
    )


def _line_at(row: LogicalRow, offset: int) -> Line:
    """The line of a row that holds the character at `offset` of its label."""
    for line in row.lines:
        if offset < len(line.label):
            return line
        offset -= len(line.label) + 1
    return row.lines[-1]


def _caption_periods(columns: Sequence[Column], periods: Sequence[Period | None]) -> list[Period | None]:
    """The periods a caption's figures may belong to. Where a row has one period for all components, it counts once,
    in the column of the total."""
    if not any(column.component for column in columns) or any(column.period for column in columns):
        return [period if column.role == "reported" else None for column, period in zip(columns, periods, strict=True)]
    total = next((column.index for column in reversed(columns) if not column.component), len(columns) - 1)
    return [period if i == total else None for i, period in enumerate(periods)]


def _caption_share_scale(scaling: Scaling, captions: Sequence[Sequence[CaptionFigure]]) -> int:
    """One power of ten for all share counts in captions: counts are printed in full where the largest would otherwise
    be more than any company has, or where some are followed by "million"."""
    figures = [figure for caption in captions for figure in caption if figure.kind == "shares"]
    if scaling.shares is not None:
        return scaling.shares
    scale = scaling.money or 0
    if not figures or not scale or any(figure.worded for figure in figures):
        return 0
    largest = max(figure.value for figure in figures)
    limit = Decimal(20_000_000) if scale == 3 else Decimal(1_000_000)
    return 0 if largest >= limit else scale


def _scaled(value: Decimal, scale: int) -> Decimal:
    """`value` times ten to the power `scale`, exactly, without exponent notation."""
    scaled = value.scaleb(scale)
    return scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() else scaled.normalize()
