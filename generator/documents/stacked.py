"""Rows of a table that stack several values in each cell, one line under another, taken apart into rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Severity, SourceSpan
from generator.documents.columns import is_closing, is_figure, is_opening, is_rule
from generator.documents.flow import Edge, Item, LineBreak, RawCell, RawRow, RawTable, Run
from generator.documents.folding import fold

_YEAR = re.compile(r"(?:19|20)\d\d")
_OPEN_END = re.compile(r"(?:[,\-–—/&(]|\b(?:and|or|of|the|in|to|from|for|by|on|at|with|than))$", re.IGNORECASE)
_REMEDY = "Give every figure a row of its own, with its label, and read the document again."


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines that a cell prints, blank ones among them."""

    flows: tuple[tuple[Item, ...], ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not any(self.texts)

    @property
    def figures(self) -> int:
        """How many lines print a figure, where the cell prints nothing but figures, their signs and rules."""
        printed = [text for text in self.texts if text]
        return sum(map(is_figure, printed)) if all(map(_is_of_figures, printed)) else 0

    @property
    def are_amounts(self) -> bool:
        return self.figures > 1 and not all(_YEAR.fullmatch(text) for text in self.texts if text)

    def cut(self, count: int) -> _Lines:
        """The same without blank lines at the end, filled up with them to `count` lines."""
        printed = max((i + 1 for i, text in enumerate(self.texts) if text), default=0)
        blank = max(0, count - printed)
        return _Lines(self.flows[:printed] + ((),) * blank, self.texts[:printed] + ("",) * blank)


def unstack(table: RawTable) -> tuple[RawTable, tuple[Diagnostic, ...]]:
    """The table with every row taken apart whose cells stack figures line by line beside as many labels.

    Where the lines of a row do not pair, the row is kept, its cells of several figures are marked `is_stacked`, so that
    nothing is run together to one number, and a diagnostic `read.stacked-cell` says so. Headings are left alone.
    """
    rows: list[RawRow] = []
    said: list[Diagnostic] = []
    reaching: list[tuple[RawCell, int]] = []
    split = False
    for number, row in enumerate(table.rows):
        parts = [row]
        printed = [_lines(cell) for cell in row.cells] if any(_breaks(cell) for cell in row.cells) else []
        if any(lines.are_amounts and any(map(_has_digit, lines.texts)) for lines in printed) and not row.in_head:
            lined_up = None if any(map(_reaches, row.cells, printed)) else _lined_up(printed)
            if lined_up is None:
                said.append(_refused(row, printed))
            else:
                parts, split = _parts(row, lined_up), True
                for cell in (cell for cell, last in reaching if last >= number):
                    cell.rows += len(parts) - 1
        for index, part in enumerate(parts):
            # Copies: a cell that reaches into a row taken apart grows, and the table as marked up stays as it is.
            if any(cell.rows > 1 for cell in part.cells):
                part = replace(part, cells=[replace(cell) if cell.rows > 1 else cell for cell in part.cells])
            reaching.extend((cell, number + cell.rows - 1) for cell in part.cells if cell.rows > 1 and index == 0)
            rows.append(part)
    return (replace(table, rows=rows) if split else table), tuple(said)


def _breaks(cell: RawCell) -> bool:
    """Whether a cell could print several figures in lines of their own."""
    return len(cell.flow) > 2 and not cell.is_header and sum(isinstance(item, Run) for item in cell.flow) > 1


def _reaches(cell: RawCell, lines: _Lines) -> bool:
    return cell.rows > 1 and not lines.is_blank


def _lines(cell: RawCell) -> _Lines:
    """A cell's lines as a browser sets them: `<br>` ends a line, even a blank one; a block ends a line that has any
    text, if only a non-breaking space."""
    flows: list[tuple[Item, ...]] = []
    line: list[Item] = []
    for item in (*cell.flow, Edge()):
        if isinstance(item, LineBreak) or (isinstance(item, Edge) and any(map(_takes_room, line))):
            flows.append(tuple(line))
            line = []
        elif not isinstance(item, Edge):
            line.append(item)
    texts = tuple(
        fold("".join(i.text if isinstance(i, Run) else "?" for i in flow if not _is_mark(i))) for flow in flows
    )
    return _Lines(tuple(flows), texts)


def _takes_room(item: Item) -> bool:
    return not isinstance(item, Run) or bool(item.text.strip(" \t\r\n"))


def _is_mark(item: Item) -> bool:
    return isinstance(item, Run) and item.style.raised


def _is_of_figures(text: str) -> bool:
    return is_figure(text) or is_opening(text) or is_closing(text) or is_rule(text)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _lined_up(printed: Sequence[_Lines]) -> list[_Lines] | None:
    """Every cell with the same number of lines, labels joined that run over several; None where they do not pair."""
    stub = next((index for index, lines in enumerate(printed) if not lines.is_blank), 0)
    columns = [lines for index, lines in enumerate(printed) if index != stub and lines.figures]
    counts = {len(lines.texts) for lines in columns}
    if len(counts) > 1:
        counts = {len(lines.cut(0).texts) for lines in columns}
    if len(counts) != 1 or printed[stub].are_amounts:
        return None
    count = max(counts)
    has_blanks = any(not text for lines in columns for text in lines.cut(0).texts)
    aligned = [lines.cut(count) for lines in printed]
    aligned[stub] = _labels(printed[stub], count, joins=not has_blanks)
    for lines, given in zip(aligned, printed, strict=True):
        is_short = len(given.texts) < count and not all(is_opening(text) for text in given.texts if text)
        if len(lines.texts) != count or (is_short and not given.is_blank and not given.figures):
            return None
    return aligned


def _labels(stub: _Lines, count: int, *, joins: bool) -> _Lines:
    """The labels line by line; where there are more lines than values, with those joined that continue a label."""
    if len(stub.cut(0).texts) <= count or not joins:
        return stub if len(stub.texts) == count else stub.cut(count) if len(stub.texts) > count else stub
    flows: list[tuple[Item, ...]] = []
    texts: list[str] = []
    for flow, text in zip(stub.flows, stub.texts, strict=True):
        if texts and text and (text[0].islower() or _OPEN_END.search(texts[-1])):
            flows[-1], texts[-1] = (*flows[-1], LineBreak(), *flow), f"{texts[-1]} {text}"
        elif text:
            flows.append(flow)
            texts.append(text)
    return _Lines(tuple(flows), tuple(texts))


def _parts(row: RawRow, printed: Sequence[_Lines]) -> list[RawRow]:
    count = len(printed[0].texts)
    parts: list[RawRow] = []
    for index in range(count):
        cells = [
            replace(
                cell,
                flow=list(lines.flows[index]),
                rows=cell.rows + count - 1 if cell.rows > 1 else 1,
                top=cell.top and index == 0,
                bottom=cell.bottom and index == count - 1,
            )
            for cell, lines in zip(row.cells, printed, strict=True)
            if index == 0 or cell.rows == 1
        ]
        parts.append(replace(row, cells=cells))
    return parts


def _refused(row: RawRow, printed: Sequence[_Lines]) -> Diagnostic:
    stacked = [cell for cell, lines in zip(row.cells, printed, strict=True) if lines.are_amounts]
    for cell in stacked:
        cell.is_stacked = True
    label = next((" ".join(filter(None, lines.texts)) for lines in printed if not lines.is_blank), "")
    message = (
        f"Figures stacked in one cell do not pair with the labels beside them (“{label[:80]}”); they were not read."
    )
    place = SourceSpan(stacked[0].line, path=stacked[0].path)
    return Diagnostic("read.stacked-cell", Severity.WARNING, message, _REMEDY, place)
