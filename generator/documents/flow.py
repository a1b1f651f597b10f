"""The visible text of an HTML tree in reading order, each run with the element that owns it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html

from generator.diagnostics import SourceSpan, excerpt
from generator.documents.style import BLOCK_TAGS, PLAIN_BOX, BoxStyle, Style, box, derive, hide

_PREFORMATTED = re.compile(r"\S[^\n]*[ \t]{3,}\S")
_MAXIMUM_SPAN = 400


@dataclass(frozen=True, slots=True)
class Run:
    """A text node. `offset` counts in the string value of the element at `path`, `at` in that of the document."""

    text: str
    path: str
    offset: int
    at: int
    line: int
    style: Style

    def span(self, start: int, length: int) -> SourceSpan:
        line = self.line + self.text.count("\n", 0, start)
        return SourceSpan(line, 1, self.offset + start, length, self.path, excerpt(self.text[start : start + 80]))


@dataclass(frozen=True, slots=True)
class Edge:
    """The start or end of a block element."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A `<br>`."""


@dataclass(frozen=True, slots=True)
class PageEdge:
    """A page break, or a rule across the page (`<hr>`)."""

    span: SourceSpan
    is_rule: bool = False


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text whose own line ends and columns count."""

    run: Run


@dataclass(slots=True)
class RawCell:
    """A `td` or `th` as marked up. `is_stacked` says that it prints several figures that could not be told apart."""

    path: str
    line: int
    at: int
    columns: int
    rows: int
    is_header: bool
    top: bool
    bottom: bool
    is_stacked: bool = False
    flow: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class RawRow:
    span: SourceSpan
    top: bool = False
    bottom: bool = False
    in_head: bool = False
    cells: list[RawCell] = field(default_factory=list)


@dataclass(slots=True)
class RawTable:
    span: SourceSpan
    rows: list[RawRow] = field(default_factory=list)


Item = Run | Edge | LineBreak | PageEdge | Preformatted | RawTable


@dataclass(slots=True)
class _Frame:
    """An open element: where it starts in the document's string value, and where its text goes."""

    path: str
    start: int
    style: Style
    flow: list[Item]
    totals: dict[str, int]
    seen: dict[str, int]
    box: BoxStyle = PLAIN_BOX
    table: RawTable | None = None
    row: RawRow | None = None
    cell: RawCell | None = None
    in_head: bool = False


def read_flow(root: html.HtmlElement) -> list[Item]:
    """The document's items in order. One pass; time linear in the size of the tree, no recursion."""
    flow: list[Item] = []
    frames: list[_Frame] = [_Frame("", 0, Style(), flow, {_tag(root): 1}, {})]
    at = 0
    newlines = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            newlines = max(newlines, int(element.sourceline or 1) - 1)
            frame = _open(element, frames, at, newlines + 1)
            frames.append(frame)
            if _tag(element) == "pre" and not frame.style.hidden:
                text = "".join(element.itertext())
                frame.flow.append(Preformatted(Run(text, frame.path, 0, at, newlines + 1, frame.style)))
                at += len(text)
                newlines += text.count("\n")
                walker.skip_subtree()
            elif element.text:
                _add_text(frame, element.text, at, newlines + 1)
                at += len(element.text)
                newlines += element.text.count("\n")
        else:
            _close(element, frames.pop(), newlines + 1)
            if element.tail and len(frames) > 1:
                _add_text(frames[-1], element.tail, at, newlines + 1)
                at += len(element.tail)
                newlines += element.tail.count("\n")
    return flow


def _tag(element: html.HtmlElement) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _children(element: html.HtmlElement) -> dict[str, int]:
    """How many children of each name an element has."""
    counts: dict[str, int] = {}
    for child in element:
        tag = _tag(child)
        counts[tag] = counts.get(tag, 0) + 1
    return counts


def _open(element: html.HtmlElement, frames: list[_Frame], at: int, line: int) -> _Frame:
    parent, tag = frames[-1], _tag(element)
    number = parent.seen[tag] = parent.seen.get(tag, 0) + 1
    index = f"[{number}]" if parent.totals[tag] > 1 else ""
    path = f"{parent.path}/{tag}{index}"
    css = element.get("style") or ""
    style = derive(parent.style, tag, css, element.get("align") or "")
    if element.get("hidden") is not None and not style.hidden:
        style = hide(style)
    own = box(css) if css else PLAIN_BOX
    frame = _Frame(path, at, style, parent.flow, _children(element), {}, own)
    frame.table, frame.row, frame.cell, frame.in_head = parent.table, parent.row, parent.cell, parent.in_head
    if style.hidden and own.absent:
        return frame
    span = SourceSpan(line, 1, 0, 0, path)
    if own.break_before or tag == "page":
        frame.flow.append(PageEdge(span))
    if tag == "table" and not style.hidden:
        frame.table, frame.row, frame.cell, frame.in_head = RawTable(span), None, None, False
        frame.flow.append(frame.table)
    elif tag == "thead":
        frame.in_head = True
    elif tag == "tr" and frame.table is not None:
        frame.row = RawRow(span, own.border_top, own.border_bottom, frame.in_head)
        frame.table.rows.append(frame.row)
    elif tag in ("td", "th") and frame.table is not None:
        _open_cell(element, frame, parent, at, line)
    elif tag == "br":
        frame.flow.append(LineBreak())
    elif tag == "hr":
        if frame.cell is not None:
            frame.cell.bottom = True
        else:
            frame.flow.append(PageEdge(span, is_rule=not own.break_after))
    else:
        if frame.cell is not None and own is not PLAIN_BOX:
            frame.cell.top |= own.border_top
            frame.cell.bottom |= own.border_bottom
        if tag in BLOCK_TAGS:
            frame.flow.append(Edge())
    return frame


def _open_cell(element: html.HtmlElement, frame: _Frame, parent: _Frame, at: int, line: int) -> None:
    assert frame.table is not None
    if frame.row is None:
        frame.row = parent.row = RawRow(SourceSpan(line, 1, 0, 0, frame.path), in_head=frame.in_head)
        frame.table.rows.append(frame.row)
    cell = RawCell(
        frame.path,
        line,
        at,
        _bounded(element.get("colspan")),
        _bounded(element.get("rowspan")),
        _tag(element) == "th" or frame.in_head,
        frame.box.border_top or frame.row.top,
        frame.box.border_bottom or frame.row.bottom,
    )
    frame.row.cells.append(cell)
    frame.cell, frame.flow, frame.table, frame.row = cell, cell.flow, None, None


def _bounded(number: str | None) -> int:
    match = re.match(r"\s*(\d{1,6})", number or "")
    return min(max(int(match.group(1)), 1), _MAXIMUM_SPAN) if match else 1


def _close(element: html.HtmlElement, frame: _Frame, line: int) -> None:
    if _tag(element) in BLOCK_TAGS and not frame.style.hidden:
        frame.flow.append(Edge())
    if frame.box.break_after:
        frame.flow.append(PageEdge(SourceSpan(line, 1, 0, 0, frame.path)))


def _add_text(frame: _Frame, text: str, at: int, line: int) -> None:
    if frame.style.hidden:
        return
    run = Run(text, frame.path, at - frame.start, at, line, frame.style)
    frame.flow.append(Preformatted(run) if _is_preformatted(text) else run)


def _is_preformatted(text: str) -> bool:
    """Whether a text node outside `<pre>` is plain text all the same: many lines, some of them in columns."""
    return text.count("\n") >= 12 and len(_PREFORMATTED.findall(text[:100_000])) >= 4
