"""The lines of one printed table to a `Table` of cells by character position."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from generator.diagnostics import SourceSpan
from generator.documents.columns import Piece, align, is_rule, rule_extents, split_line
from generator.documents.model import Cell, Table, TableRow
from generator.documents.rules import rule_above, rule_below_last


class _Line(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def offset(self) -> int: ...
    def span(self, left: int, right: int) -> SourceSpan: ...
    @property
    def whole(self) -> SourceSpan: ...


def build_table(lines: Sequence[_Line], *, header_rows: int = 0, stub_right: int | None = None) -> Table | None:
    """The table that `lines` print, or None where they print nothing.

    `header_rows` counts non-blank lines, rules among them, that stood before `<S>`; the table's own count leaves the
    rules out. Rules become `rule_above` and `rule_below` of the cells they touch.
    """
    lines = _trim(lines)
    if not lines:
        return None
    printed = [(line, () if is_rule(line.text) else split_line(line.text)) for line in lines]
    aligned = align((pieces for _, pieces in printed), stub_right)
    margin = min((row[0].left for row in aligned if row), default=0)
    rows: list[TableRow] = []
    headers = 0
    pending: tuple[tuple[int, int], ...] = ()
    counted = 0
    for (line, _), pieces in zip(printed, aligned, strict=True):
        counted += bool(line.text)
        if line.text and not pieces:
            pending = rule_extents(line.text)
            rule_below_last(rows, pending, widen=True)
            continue
        row = TableRow(tuple(_cell(line, piece, margin) for piece in pieces), line.whole)
        if pieces and pending:
            row = rule_above(row, pending)
            pending = ()
        rows.append(row)
        headers = len(rows) if counted <= header_rows else headers
    if not any(row.cells for row in rows):
        return None
    first, last = lines[0], lines[-1]
    span = SourceSpan(first.number, 1, first.offset, last.offset + len(last.text) - first.offset)
    return Table(tuple(rows), span, "characters", header_rows=headers, stub_right=stub_right)


def _trim(lines: Sequence[_Line]) -> Sequence[_Line]:
    start, end = 0, len(lines)
    while start < end and not lines[start].text:
        start += 1
    while end > start and not lines[end - 1].text:
        end -= 1
    return lines[start:end]


def _cell(line: _Line, piece: Piece, margin: int) -> Cell:
    indent = 0.0 if piece.is_value else float(piece.left - margin)
    return Cell(
        piece.text, piece.left, piece.right, line.span(piece.left, piece.right), indent=indent, superscript=piece.mark
    )
