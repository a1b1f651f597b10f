"""Blocks of the source as parts of a note: what a reader sees, without its markup."""

from __future__ import annotations

from generator.documents.model import Block, Cell, Heading, Paragraph, Table
from generator.facts.model import NoteCell, NotePart


def note_part(block: Block) -> NotePart | None:
    """A block as a part; None for a page break."""
    if isinstance(block, Heading):
        return NotePart("heading", block.text, block.span, block.span)
    if isinstance(block, Paragraph):
        return NotePart("paragraph", block.text, block.span, block.lines[-1][1] if block.lines else block.span)
    if isinstance(block, Table):
        last = block.span if block.geometry == "grid" or not block.rows else block.rows[-1].span
        if block.geometry == "characters":
            return NotePart("preformatted", "\n".join(_line(row.cells) for row in block.rows), block.span, last)
        rows = tuple(tuple(_cell(cell) for cell in row.cells) for row in block.rows)
        return NotePart("table", "", block.span, last, rows)
    return None


def _line(cells: tuple[Cell, ...]) -> str:
    """A row of a plain text table with every cell in its columns; figures end where they ended."""
    line = ""
    for cell in cells:
        left = max(cell.right - len(cell.text), cell.left) if line else cell.left
        line = line.ljust(max(left, len(line) + 2 if line else 0)) + cell.text
    return line


def _cell(cell: Cell) -> NoteCell:
    return NoteCell(cell.text, cell.left, cell.right, cell.row_span, cell.bold)
