"""Rules (`---`, `===`, borders) that touch cells, by overlap of extents; the same for text and HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.documents.model import Cell, TableRow

Extents = Sequence[tuple[int, int]]


def rule_below_last(rows: list[TableRow], extents: Extents, *, widen: bool) -> None:
    """Mark the cells of the last printed row that a rule underlines. With `widen`, a heading that alone stands over a
    rule takes the rule's extent for its own: the rule shows which columns it spans."""
    for position in range(len(rows) - 1, -1, -1):
        if rows[position].cells:
            cells = tuple(_touched(cell, extents) for cell in rows[position].cells)
            rows[position] = replace(rows[position], cells=_widened(cells, extents) if widen else cells)
            return


def rule_above(row: TableRow, extents: Extents) -> TableRow:
    """The row with the cells marked that a rule stands over."""
    return replace(row, cells=tuple(replace(c, rule_above=True) if _meets(c, extents) else c for c in row.cells))


def _touched(cell: Cell, extents: Extents) -> Cell:
    return replace(cell, rule_below=True) if _meets(cell, extents) else cell


def _meets(cell: Cell, extents: Extents) -> bool:
    return any(left < cell.right and cell.left < right for left, right in extents)


def _widened(cells: tuple[Cell, ...], extents: Extents) -> tuple[Cell, ...]:
    widened = list(cells)
    for left, right in extents:
        over = [i for i, cell in enumerate(cells) if left < cell.right and cell.left < right]
        if len(over) == 1 and any(c.isalpha() for c in cells[over[0]].text):
            cell = cells[over[0]]
            widened[over[0]] = replace(cell, left=min(cell.left, left), right=max(cell.right, right))
    return tuple(widened)
