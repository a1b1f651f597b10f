"""The lines of one printed table to a `Table` of cells by character position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from generator.diagnostics import SourceSpan
from generator.documents.columns import Piece, align, is_figure, is_rule, rule_extents, split_line
from generator.documents.model import Cell, Heading, Table, TableRow
from generator.documents.rules import rule_above, rule_below_last
from generator.documents.sidebyside import Seam, find_seam


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


_Row = tuple[_Line, tuple[Piece, ...], tuple[tuple[int, int], ...] | None]
"""A line, the pieces it prints, and the rules it draws where it prints nothing else."""


def build_tables(
    lines: Sequence[_Line], *, header_rows: int = 0, stub_right: int | None = None
) -> tuple[Heading | Table, ...]:
    """The table that `lines` print: none where they print nothing, several where tables stand side by side, the
    titles over all of them first.

    `header_rows` counts non-blank lines, rules among them, that stood before `<S>`; the table's own count leaves the
    rules out. Rules become `rule_above` and `rule_below` of the cells they touch.
    """
    lines = _trim(lines)
    rules = [is_rule(line.text) for line in lines]
    pieces = align((() if rule else split_line(line.text) for line, rule in zip(lines, rules, strict=True)), stub_right)
    rows = [
        (line, printed, rule_extents(line.text) if line.text and not printed else None)
        for line, printed in zip(lines, pieces, strict=True)
    ]
    return tuple(_tables(rows, 0, None, header_rows, stub_right))


def _tables(
    rows: Sequence[_Row], left: int, right: int | None, header_rows: int, stub_right: int | None
) -> Iterator[Heading | Table]:
    seam = find_seam([pieces for _, pieces, _ in rows])
    if seam is None:
        if any(pieces for _, pieces, _ in rows):
            yield _table(rows, left, right, header_rows, stub_right)
        return
    first: list[_Row] = []
    second: list[_Row] = []
    titles = seam.titles([pieces for _, pieces, _ in rows])
    for line, pieces, _ in rows[:titles]:
        yield from (Heading(piece.text, line.span(piece.left, piece.right)) for piece in pieces)
    header_rows = max(0, header_rows - sum(1 for line, _, _ in rows[:titles] if line.text))
    for index, (line, pieces, rules) in enumerate(rows[titles:], titles):
        halves = seam.halves([part for piece in pieces for part in _unjoined(piece, seam, index)], index)
        first.append((line, halves[0], rules and tuple((a, min(b, seam.left)) for a, b in rules if a < seam.left)))
        second.append((line, halves[1], rules and tuple((max(a, seam.left), b) for a, b in rules if b > seam.left)))
    yield _table(first, left, seam.left, header_rows, stub_right)
    yield from _tables(second, seam.left, right, header_rows, None)


def _unjoined(piece: Piece, seam: Seam, index: int) -> tuple[Piece, ...]:
    """A figure of the first table and a label of the second that only one space keeps apart are two pieces."""
    figure, _, label = piece.text.partition(" ")
    end = piece.left + len(figure)
    is_whole = len(piece.text) == piece.right - piece.left
    if index < seam.body or not is_whole or not label or not end <= seam.left < piece.right or not is_figure(figure):
        return (piece,)
    return Piece(figure, piece.left, end, is_value=True), Piece(label, end + 1, piece.right)


def _table(printed: Sequence[_Row], left: int, right: int | None, header_rows: int, stub_right: int | None) -> Table:
    """One table of the lines, between the columns `left` and `right`: headings that reach beyond are cut there."""
    margin = max(left, min((pieces[0].left for _, pieces, _ in printed if pieces), default=0))
    rows: list[TableRow] = []
    headers = 0
    pending: tuple[tuple[int, int], ...] = ()
    counted = 0
    for line, pieces, rules in printed:
        counted += bool(line.text)
        if rules is not None:
            pending = rules or pending
            rule_below_last(rows, rules, widen=True)
            continue
        cells = tuple(_cell(line, piece, margin, left, right) for piece in pieces)
        is_part = bool(pieces) and (left > 0 or right is not None)
        row = TableRow(cells, line.span(pieces[0].left, pieces[-1].right) if is_part else line.whole)
        if pieces and pending:
            row = rule_above(row, pending)
            pending = ()
        rows.append(row)
        headers = len(rows) if counted <= header_rows else headers
    first, last = printed[0][0], printed[-1][0]
    span = SourceSpan(first.number, 1, first.offset, last.offset + len(last.text) - first.offset)
    return Table(tuple(rows), span, "characters", header_rows=headers, stub_right=stub_right, beside=left > 0)


def _trim(lines: Sequence[_Line]) -> Sequence[_Line]:
    start, end = 0, len(lines)
    while start < end and not lines[start].text:
        start += 1
    while end > start and not lines[end - 1].text:
        end -= 1
    return lines[start:end]


def _cell(line: _Line, piece: Piece, margin: int, left: int, right: int | None) -> Cell:
    indent = 0.0 if piece.is_value else float(max(0, piece.left - margin))
    place = line.span(piece.left, piece.right)
    edges = max(piece.left, left), piece.right if right is None else min(piece.right, right)
    return Cell(piece.text, *edges, place, indent=indent, superscript=piece.mark)
