"""An HTML table as marked up to a `Table`: spans expanded, a figure and its `$`, `)` and `%` made one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import SourceSpan, excerpt
from generator.documents.columns import is_closing, is_figure, is_opening, is_rule
from generator.documents.flow import Item, RawCell, RawRow, RawTable, Run
from generator.documents.folding import ends_with_space, segments
from generator.documents.model import Cell, Heading, Table, TableRow
from generator.documents.rules import rule_above, rule_below_last
from generator.documents.sidebyside import find_seam

_MARK = re.compile(r"^[(\[]?(?:[\w*†‡§#]{1,2}|\d\d?(?:,\s*\d\d?)+)[)\]]?(?:[\s,]*[(\[]?[\w*†‡§#]{1,2}[)\]])*$")
_FIGURE_START = re.compile(r"[\d.]|[-–—]")
_CONTINUES = re.compile(r"^[.,]\d+\)?%?$")
_BULLET = re.compile(r"^(?:[•·●○▪■◦*o\-–—>►\uf0b7§]|\(?\w{1,4}[.)])$")
_REACH = 2


@dataclass(frozen=True, slots=True)
class Text:
    """The visible text of a cell or paragraph, folded, and where it stands."""

    text: str = ""
    superscript: str = ""
    bold: bool = False
    underlined: bool = False
    indent: float = 0.0
    places: tuple[tuple[int, SourceSpan, int], ...] = ()
    """(offset in `text`, place in the source, absolute offset) of every stretch, in order."""
    breaks: tuple[int, ...] = ()
    """Offsets in `text` where a new line starts: after a `<br>` or where a block ends."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """The cells of a row with text, and the extents that rules above and below it cover."""

    cells: tuple[Cell, ...]
    span: SourceSpan
    above: tuple[tuple[int, int], ...]
    below: tuple[tuple[int, int], ...]
    in_head: bool

    @property
    def figures(self) -> int:
        """How many cells print a figure, the leftmost apart (there it numbers or dates the row)."""
        return sum(1 + c.is_stacked for c in self.cells[1:] if _is_value(c) and any(x.isdigit() for x in c.text))


def grid_rows(raw: RawTable) -> list[GridRow]:
    """The rows of the grid, every one that is marked up, figures merged."""
    rows: list[GridRow] = []
    occupied: dict[int, int] = {}
    for number, row in enumerate(raw.rows):
        placed, column = [], 0
        for cell in row.cells:
            while occupied.get(column, 0) > number:
                column += 1
            placed.append((cell, column))
            if cell.rows > 1:
                occupied |= {column + shift: number + cell.rows for shift in range(cell.columns)}
            column += cell.columns
        rows.append(_grid_row(row, placed))
    return rows


def build_grids(raw: RawTable, rows: Sequence[GridRow]) -> Iterator[Heading | Table]:
    """The table of `rows`, blank rows at its ends left out, or the tables where several stand side by side.

    Rows that only draw rules mark their neighbours.
    """
    built: list[TableRow] = []
    pending: list[tuple[int, int]] = []
    headers = 0
    for row in rows:
        pending.extend(row.above)
        if row.cells:
            rule_below_last(built, pending, widen=False)
            built.append(rule_above(TableRow(row.cells, row.span), pending))
            pending = []
            headers = len(built) if row.in_head and headers == len(built) - 1 else headers
        elif built and not row.above and not row.below and built[-1].cells:
            built.append(TableRow((), row.span))
        pending.extend(row.below)
    rule_below_last(built, pending, widen=False)
    yield from _apart(Table(tuple(built), raw.span, "grid", header_rows=headers))


def _apart(table: Table) -> Iterator[Heading | Table]:
    """The table, or where tables stand side by side their titles and each of them; headings over both are cut."""
    rows = list(table.rows)
    while rows and not rows[-1].cells:
        rows.pop()
    seam = find_seam([row.cells for row in rows])
    if seam is None:
        yield replace(table, rows=tuple(_indented(rows)))
        return
    first: list[TableRow] = []
    second: list[TableRow] = []
    titles = seam.titles([row.cells for row in rows])
    yield from (Heading(cell.text, cell.span) for row in rows[:titles] for cell in row.cells)
    table = replace(table, header_rows=max(0, table.header_rows - titles))
    for index, row in enumerate(rows[titles:], titles):
        halves = seam.halves(row.cells, index)
        first.append(replace(row, cells=tuple(replace(c, right=min(c.right, seam.left)) for c in halves[0])))
        second.append(replace(row, cells=tuple(replace(c, left=max(c.left, seam.left)) for c in halves[1])))
    yield replace(table, rows=tuple(_indented(first)))
    yield from _apart(replace(table, rows=tuple(second), beside=True))


def holds_data(rows: Sequence[GridRow]) -> bool:
    """Whether a grid is a table to its reader too: figures beside labels, or text in at least two rows and columns."""
    printed = [row.cells for row in rows if row.cells]
    figures = sum(row.figures for row in rows)
    if figures >= 2 or (figures == 1 and len(printed) > 1):
        return not any(len(cell.text) > 1200 for cells in printed for cell in cells)
    columns = [cells for cells in printed if len(cells) > 1 and not _BULLET.match(cells[0].text)]
    return len(columns) >= 2 and all(len(cell.text) <= 200 for cells in columns for cell in cells)


def is_bulleted(cells: Sequence[Cell]) -> bool:
    """Whether a layout row is a bullet or number and what it introduces."""
    return len(cells) >= 2 and bool(_BULLET.match(cells[0].text))


def read_text(flow: Sequence[Item]) -> Text:
    """The runs of a flow folded to one text; raised footnote marks are set apart, block ends and breaks are spaces."""
    parts: list[str] = []
    marks: list[str] = []
    places: list[tuple[int, SourceSpan, int]] = []
    breaks: list[int] = []
    length, spaced, broken = 0, False, False
    indent: float | None = None
    bold = underlined = True
    for item in flow:
        if not isinstance(item, Run):
            spaced = broken = True
            continue
        if indent is None and item.text.strip():
            indent = item.style.indent + _leading(item.text)
        if item.style.raised and _MARK.match(item.text.strip()) and any(places) and not _is_ordinal(item.text):
            marks.append(item.text.strip())
            continue
        for segment, start, before in segments(item.text):
            if parts and (spaced or before):
                parts.append(" ")
                length += 1
            if parts and broken:
                breaks.append(length)
            broken = False
            places.append((length, item.span(start, len(segment)), item.at + start))
            parts.append(segment)
            length += len(segment)
            spaced = False
            bold &= item.style.bold
            underlined &= item.style.underlined
        spaced |= ends_with_space(item.text) or (item.text != "" and not item.text.strip())
    if not places:
        return Text(superscript=" ".join(marks))
    text, mark = "".join(parts), " ".join(marks)
    return Text(text, mark, bold, underlined, max(indent or 0.0, 0.0), tuple(places), tuple(breaks))


def _is_ordinal(text: str) -> bool:
    return text.strip().lower() in ("st", "nd", "rd", "th", "tm", "sm")


def _leading(text: str) -> int:
    """Leading non-breaking and wide spaces: plain white space at the start of a line does not print."""
    lead = text[: len(text) - len(text.lstrip())]
    return sum(1 for c in lead if c in "\xa0\u2002\u2003\u2007\u2009\u3000")


def _grid_row(row: RawRow, placed: Sequence[tuple[RawCell, int]]) -> GridRow:
    cells: list[Cell] = []
    above: list[tuple[int, int]] = []
    below: list[tuple[int, int]] = []
    caption = ""
    for raw, left in placed:
        extent = (left, left + raw.columns)
        text = read_text(raw.flow)
        if not caption and any(c.isalpha() for c in text.text):
            caption = excerpt(text.text)
        if raw.top:
            above.append(extent)
        if raw.bottom or (text.underlined and is_figure(text.text)):
            below.append(extent)
        if text.text and is_rule(text.text):
            below.append(extent)
        elif text.text or text.superscript:
            cells.append(_cell(raw, text, extent, caption))
    span = SourceSpan(row.span.line, row.span.column, row.span.offset, row.span.length, row.span.path, caption)
    return GridRow(tuple(_merged(cells)), span, tuple(above), tuple(below), row.in_head)


def _cell(raw: RawCell, text: Text, extent: tuple[int, int], caption: str) -> Cell:
    return Cell(
        text.text,
        *extent,
        _span(raw, text, caption),
        row_span=raw.rows,
        indent=0.0 if is_figure(text.text) else round(text.indent, 2),
        bold=text.bold,
        is_header=raw.is_header,
        superscript=text.superscript,
        is_stacked=raw.is_stacked,
    )


def _is_value(cell: Cell) -> bool:
    return cell.is_stacked or is_figure(cell.text)


def _span(raw: RawCell, text: Text, caption: str) -> SourceSpan:
    """The element that owns the whole text, or the cell where several do; of a figure, its number alone."""
    if not text.places:
        return SourceSpan(raw.line, 1, 0, 0, raw.path, caption)
    places = text.places
    if is_figure(text.text):
        numbers = [place for place in places if _FIGURE_START.search(_slice(text, place[0]))]
        places = tuple(numbers) or places
    first, last = places[0], places[-1]
    length = last[2] + last[1].length - first[2]
    if first[1].path == last[1].path:
        return SourceSpan(first[1].line, first[1].column, first[1].offset, length, first[1].path, caption)
    return SourceSpan(first[1].line, 1, first[2] - raw.at, length, raw.path, caption)


def _slice(text: Text, start: int) -> str:
    following = [offset for offset, _, _ in text.places if offset > start]
    return text.text[start : following[0] if following else None]


def _merged(cells: Sequence[Cell]) -> list[Cell]:
    """One cell per value: `$`, `(` and `)`, `%`, a split fraction or a footnote mark join the figure beside them."""
    merged: list[Cell] = []
    for cell in cells:
        last = merged[-1] if merged else None
        if last is not None and cell.left - last.right <= _REACH and not (last.is_stacked or cell.is_stacked):
            if is_opening(last.text) and (is_figure(cell.text) or is_opening(cell.text)):
                merged[-1] = _joined(last, cell, cell.span)
                continue
            if is_figure(last.text) and (is_closing(cell.text) or _CONTINUES.match(cell.text)):
                merged[-1] = _joined(last, cell, last.span)
                continue
            if not cell.text and last.text:
                merged[-1] = replace(last, superscript=f"{last.superscript} {cell.superscript}".strip())
                continue
        merged.append(cell)
    return merged


def _joined(first: Cell, second: Cell, span: SourceSpan) -> Cell:
    tight = first.text.endswith("(") or second.text[0] in ").,%"
    return replace(
        first,
        text=first.text + ("" if tight else " ") + second.text,
        right=second.right,
        span=span,
        bold=first.bold and second.bold,
        superscript=f"{first.superscript} {second.superscript}".strip(),
    )


def _indented(rows: Sequence[TableRow]) -> list[TableRow]:
    """Labels set back by empty leading columns get the indentation that this shows: two characters a column."""
    values = [cell.left for row in rows for cell in row.cells[1:] if is_figure(cell.text)]
    stub = min(values, default=0)
    labels = [row.cells[0].left for row in rows if row.cells and row.cells[0].left < stub]
    margin = min(labels, default=0)
    indented: list[TableRow] = []
    for row in rows:
        if row.cells and margin < row.cells[0].left < stub and row.cells[0].right <= stub:
            first = row.cells[0]
            first = replace(first, indent=first.indent + 2.0 * (first.left - margin))
            row = replace(row, cells=(first, *row.cells[1:]))
        indented.append(row)
    return indented
