"""The lines of one printed table to a `Table` of cells by character position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from generator.diagnostics import SourceSpan
from generator.documents.columns import Piece, align, is_rule, rule_extents, split_line
from generator.documents.model import Cell, Table, TableRow


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
    aligned = align(pieces for _, pieces in printed)
    margin = min((row[0].left for row in aligned if row), default=0)
    rows: list[TableRow] = []
    headers = 0
    pending: tuple[tuple[int, int], ...] = ()
    counted = 0
    for (line, _), pieces in zip(printed, aligned, strict=True):
        counted += bool(line.text)
        if line.text and not pieces:
            pending = rule_extents(line.text)
            _rule_below(rows, pending)
            continue
        row = TableRow(tuple(_cell(line, piece, margin) for piece in pieces), line.whole)
        if pieces and pending:
            row = replace(row, cells=tuple(_ruled(cell, pending, above=True) for cell in row.cells))
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
    return Cell(piece.text, piece.left, piece.right, line.span(piece.left, piece.right), indent=indent)


def _rule_below(rows: list[TableRow], extents: tuple[tuple[int, int], ...]) -> None:
    """Mark the last printed row; a heading that alone stands over a rule takes the rule's extent as its own."""
    for position in range(len(rows) - 1, -1, -1):
        if rows[position].cells:
            cells = tuple(_ruled(cell, extents, above=False) for cell in rows[position].cells)
            rows[position] = replace(rows[position], cells=_widened(cells, extents))
            return


def _ruled(cell: Cell, extents: tuple[tuple[int, int], ...], *, above: bool) -> Cell:
    if not any(left < cell.right and cell.left < right for left, right in extents):
        return cell
    return replace(cell, rule_above=True) if above else replace(cell, rule_below=True)


def _widened(cells: tuple[Cell, ...], extents: tuple[tuple[int, int], ...]) -> tuple[Cell, ...]:
    widened = list(cells)
    for left, right in extents:
        over = [i for i, cell in enumerate(cells) if left < cell.right and cell.left < right]
        if len(over) == 1 and any(c.isalpha() for c in cells[over[0]].text):
            cell = cells[over[0]]
            widened[over[0]] = replace(cell, left=min(cell.left, left), right=max(cell.right, right))
    return tuple(widened)
