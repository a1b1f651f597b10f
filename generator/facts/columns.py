"""Where the columns of a table run, and what stands in them.

Both geometries are served by one idea: the numbers of a column overlap one another horizontally, and a heading stands
over the columns that it overlaps (or, in plain text, the ones it is nearest to).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.documents.model import Cell, TableRow
from generator.facts.numbers import Number, is_meaningless, read_number

_NOTE_REFERENCE = re.compile(
    r"(?:notes?\s*)?\d{1,2}(?:\s?\([a-z]\))?(?:\s*(?:,|and|&)\s*\d{1,2}(?:\s?\([a-z]\))?)*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Track:
    """The half-open horizontal extent of one column of values."""

    left: int
    right: int

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The tracks of a table, left to right; `stub_left` and `stub_right` bound the labels."""

    tracks: tuple[Track, ...]
    stub_left: int
    stub_right: int
    geometry: str = "grid"


@dataclass(frozen=True, slots=True)
class Line:
    """One table row seen through a layout: its label and the cells of its value tracks (track index to cell and
    number). `stray` are numbers that fall into no track."""

    row: TableRow
    label: str
    indent: float
    values: dict[int, tuple[Cell, Number]] = field(default_factory=dict)
    stray: tuple[Cell, ...] = ()
    texts: tuple[Cell, ...] = ()


def value_cells(row: TableRow, stub_left: int) -> list[tuple[Cell, Number]]:
    """The number cells of a row; a number at the stub's own edge is a label."""
    found = []
    for cell in row.cells:
        if (
            cell.text
            and not cell.is_stacked
            and cell.left > stub_left
            and (number := read_number(cell.text)) is not None
        ):
            found.append((cell, number))
    return found


def find_layout(rows: Sequence[TableRow], geometry: str, stub_left: int) -> Layout:
    """The layout that the number cells of `rows` (the body) agree on; labels start at `stub_left`."""
    cells = [[cell for cell, _ in value_cells(row, stub_left)] for row in rows]
    clusters = [cluster for group in _overlapping(cells) for cluster in _split(group, cells)]
    if len(clusters) > 1:
        clusters = [cluster for cluster in clusters if not _inside_labels(cluster, rows)] or clusters
    tracks = tuple(Track(min(c.left for c in cluster), max(c.right for c in cluster)) for cluster in clusters)
    first = tracks[0].left if tracks else 0
    return Layout(tracks, stub_left, first, geometry)


def _inside_labels(cluster: list[Cell], rows: Sequence[TableRow]) -> bool:
    """True for numbers in the labels' own space: more labels run across them than there are of them."""
    left = min(cell.left for cell in cluster)
    across = 0
    for row in rows:
        label = next((cell for cell in row.cells if cell.text), None)
        across += (
            label is not None and label.left <= left and label.right > left + 1 and read_number(label.text) is None
        )
    return across > len(cluster)


def read_line(row: TableRow, layout: Layout) -> Line:
    """The row's label, and its numbers by track."""
    labels: list[str] = []
    texts: list[Cell] = []
    stray: list[Cell] = []
    values: dict[int, tuple[Cell, Number]] = {}
    numbers = {cell: number for cell, number in value_cells(row, layout.stub_left) if cell.right > layout.stub_right}
    taken = _assign([cell for cell in row.cells if cell in numbers], layout.tracks)
    indent = 0.0
    for cell in row.cells:
        if not cell.text:
            continue
        if cell in numbers:
            track = taken.get(cell)
            if track is None or track in values:
                stray.append(cell)
            else:
                values[track] = (cell, numbers[cell])
        elif labels and layout.geometry == "grid" and _NOTE_REFERENCE.fullmatch(cell.text):
            continue  # a column of references to notes has more than bare numbers: "3, 4", "2(b)", "Note 5"
        elif not values and not stray and not cell.is_stacked and not is_meaningless(cell.text):
            if not labels:
                indent = cell.indent if layout.geometry == "grid" and cell.indent else float(cell.left)
                if layout.geometry == "grid":
                    indent = cell.indent + 2.0 * (cell.left - layout.stub_left)
            labels.append(cell.text)
        else:
            texts.append(cell)
    return Line(row, " ".join(labels), indent, values, tuple(stray), tuple(texts))


def _overlapping(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Groups of cells whose extents chain together by overlap, left to right."""
    groups: list[list[Cell]] = []
    right = -1
    for cell in sorted((cell for row in rows for cell in row), key=lambda c: (c.left, c.right)):
        if groups and cell.left < right:
            groups[-1].append(cell)
            right = max(right, cell.right)
        else:
            groups.append([cell])
            right = cell.right
    return groups


def _split(group: list[Cell], rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """A group in which some row has two cells holds two columns: the fullest rows show where they end."""
    members = {id(cell) for cell in group}
    in_rows = [[cell for cell in row if id(cell) in members] for row in rows]
    most = max(len(row) for row in in_rows)
    if most <= 1:
        return [group]
    full = [row for row in in_rows if len(row) == most]
    ends = [sorted(row[i].right for row in full)[len(full) // 2] for i in range(most)]
    clusters: list[list[Cell]] = [[] for _ in range(most)]
    for row in in_rows:
        for i, cell in _in_order(row, ends):
            clusters[i].append(cell)
    return [cluster for cluster in clusters if cluster]


def _in_order(row: list[Cell], ends: list[int]) -> list[tuple[int, Cell]]:
    """Gives each cell of a row the nearest column end, keeping their order."""
    if len(row) == len(ends):
        return list(enumerate(row))
    placed, following = [], 0
    for k, cell in enumerate(row):
        room = range(following, len(ends) - (len(row) - k) + 1)
        i = min(room, key=lambda j: abs(ends[j] - cell.right))
        placed.append((i, cell))
        following = i + 1
    return placed


def _assign(cells: list[Cell], tracks: Sequence[Track]) -> dict[Cell, int]:
    taken: dict[Cell, int] = {}
    for cell in cells:
        best = max(range(len(tracks)), key=lambda i: (overlap(cell, tracks[i]), -abs(tracks[i].right - cell.right)), default=None)  # fmt: skip  # noqa: E501
        if best is not None and overlap(cell, tracks[best]) > -3:
            taken[cell] = best
    return taken


def overlap(cell: Cell | Track, track: Cell | Track) -> int:
    return min(cell.right, track.right) - max(cell.left, track.left)
