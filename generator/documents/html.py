"""HTML and inline XBRL, as a browser would show it, to blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree, html

from generator.diagnostics import Diagnostic, Severity, SourceSpan
from generator.documents.decoding import refuse
from generator.documents.flow import Edge, Item, LineBreak, PageEdge, Preformatted, RawTable, Run, read_flow
from generator.documents.grid import Text, build_grids, grid_rows, holds_data, is_bulleted, read_text
from generator.documents.model import WIDEST_TABLE, Block, Cell, Heading, PageBreak, Paragraph, Table, TableRow
from generator.documents.pages import gather_pages
from generator.documents.stacked import unstack
from generator.documents.text import expand_tabs, is_capitals, read_blocks

_LONGEST_HEADING = 200
_DEEPEST_TABLE = 40


def parse_tree(source: str) -> html.HtmlElement:
    """The element tree that the paths of `SourceSpan` point into; the same source gives the same tree.

    Comments and processing instructions are left out, nothing is fetched. Raises `UnreadableInputError` (`read.empty`).
    """
    return _parse(source)[0]


def elements_by_path(root: html.HtmlElement) -> dict[str, html.HtmlElement]:
    """Every element by its absolute path, as spans write it; prefixed names such as `ix:nonfraction` included."""
    found = {f"/{root.tag}": root}
    open_elements = [(f"/{root.tag}", root)]
    while open_elements:
        above, parent = open_elements.pop()
        totals, seen = Counter(child.tag for child in parent), Counter[str]()
        for child in parent:
            seen[child.tag] += 1
            path = f"{above}/{child.tag}" + (f"[{seen[child.tag]}]" if totals[child.tag] > 1 else "")
            found[path] = child
            open_elements.append((path, child))
    return found


def read_html(source: str) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks of an HTML source, and diagnostics: markup too deep to be read to its end, figures stacked in one
    cell that could not be told apart."""
    root, diagnostics = _parse(source)
    said = list(diagnostics)
    blocks = tuple(gather_pages(list(_blocks(read_flow(root), said))))
    return blocks, tuple(said)


def _parse(source: str) -> tuple[html.HtmlElement, tuple[Diagnostic, ...]]:
    # `huge_tree` lifts the depth from 256 to 2048, as pages with unclosed tags need; size is bounded before.
    parser = html.HTMLParser(
        recover=True, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        refuse("read.empty", "The HTML holds no element.", "Give a file that holds the text of a release or report.")
    cut = [entry for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]
    if not cut:
        return root, ()
    message = "The markup nests deeper than 2048 elements; what follows was not read."
    remedy = "Close the elements left open, or save the page again from a browser."
    return root, (Diagnostic("read.too-deep", Severity.WARNING, message, remedy, SourceSpan(cut[0].line)),)


def _blocks(flow: Sequence[Item], said: list[Diagnostic], depth: int = 0) -> Iterator[Block]:
    paragraph: list[Run | LineBreak] = []
    for item in flow:
        if isinstance(item, Run | LineBreak):
            paragraph.append(item)
            continue
        if paragraph:
            yield from _prose(paragraph)
            paragraph = []
        if isinstance(item, RawTable):
            yield from _table(item, said, depth)
        elif isinstance(item, PageEdge):
            yield PageBreak(item.span)
        elif isinstance(item, Preformatted):
            yield from _preformatted(item.run)
    yield from _prose(paragraph)


def _table(raw: RawTable, said: list[Diagnostic], depth: int) -> Iterator[Block]:
    """A data table as one block; of a layout table, what its cells hold. `depth` counts the tables around it."""
    widest = max((len(row.cells) for row in raw.rows), default=0)
    if depth >= _DEEPEST_TABLE or widest > WIDEST_TABLE:
        said.append(_unread_table(raw, widest))
        return
    as_marked_up = raw
    raw, stacked = unstack(raw)
    nested = any(isinstance(item, RawTable) for row in raw.rows for cell in row.cells for item in cell.flow)
    rows = grid_rows(raw)
    if not nested and holds_data(rows):
        said.extend(stacked)
        yield from build_grids(raw, rows)
        return
    if raw is not as_marked_up:
        raw, rows = as_marked_up, grid_rows(as_marked_up)
    for row, grid_row in zip(raw.rows, rows, strict=True):
        if is_bulleted(grid_row.cells):
            whole: list[Item] = [item for cell in row.cells for item in (*cell.flow, LineBreak())]
            if not any(isinstance(item, RawTable | Preformatted) for item in whole):
                yield from _prose([item for item in whole if isinstance(item, Run | LineBreak)], one=True)
                continue
        for cell in row.cells:
            yield from _blocks([*cell.flow, Edge()], said, depth + 1)


def _unread_table(raw: RawTable, widest: int) -> Diagnostic:
    why = f"is {widest} cells wide" if widest > WIDEST_TABLE else f"stands inside {_DEEPEST_TABLE} others"
    message = f"A table {why}: no statement looks so, and it was not read."
    remedy = "Save the page again from a browser, or give the statement alone."
    return Diagnostic("read.table-left", Severity.WARNING, message, remedy, raw.span)


def _prose(items: Sequence[Run | LineBreak], *, one: bool = False) -> Iterator[Block]:
    """Text between block ends: titles line by line, then what is left as one paragraph."""
    lines: list[list[Run | LineBreak]] = [[]]
    for item in items:
        if isinstance(item, LineBreak) and not one:
            lines.append([])
        else:
            lines[-1].append(item)
    texts = [(line, read_text(line)) for line in lines]
    texts = [(line, text) for line, text in texts if text.text]
    leading = 0
    while leading < len(texts) and not one and _is_heading(*texts[leading]):
        line, text = texts[leading]
        yield Heading(text.text, _whole(text), _look(line, text))
        leading += 1
    if leading == len(texts):
        return
    rest: list[Item] = [item for line, _ in texts[leading:] for item in (*line, LineBreak())]
    text = read_text(rest)
    places = tuple((offset, span) for offset, span, _ in text.places)
    yield Paragraph(text.text, _whole(text), places, text.breaks)


def _is_heading(line: Sequence[Run | LineBreak], text: Text) -> bool:
    if len(text.text) > _LONGEST_HEADING or not any(c.isalpha() for c in text.text):
        return False
    runs = [item for item in line if isinstance(item, Run) and item.text.strip()]
    if all(run.style.heading for run in runs):
        return True
    if text.text.endswith((".", ";", ",")) and len(text.text) > 60:
        return False
    centred = all(run.style.centred for run in runs)
    return text.bold or text.underlined or centred or is_capitals(text.text)


def _look(line: Sequence[Run | LineBreak], text: Text) -> str:
    """How a title is set, in the words of CSS: what all of it is."""
    styles = [item.style for item in line if isinstance(item, Run) and item.text.strip()]
    traits = {
        "heading": all(style.heading for style in styles),
        "bold": text.bold,
        "italic": all(style.italic for style in styles),
        "underlined": text.underlined,
        "centred": all(style.centred for style in styles),
        "capitals": is_capitals(text.text),
    }
    return ", ".join(name for name, holds in traits.items() if holds)


def _whole(text: Text) -> SourceSpan:
    first, last = text.places[0], text.places[-1]
    if first[1].path == last[1].path:
        return replace(first[1], length=last[2] + last[1].length - first[2])
    return first[1]


def _preformatted(run: Run) -> Iterator[Block]:
    """The blocks of preformatted text, their spans moved to the element that owns the text."""
    for block in read_blocks(expand_tabs(run.text)):
        yield _moved(block, run)


def _moved(block: Block, run: Run) -> Block:
    if isinstance(block, Table):
        rows = tuple(
            TableRow(tuple(_moved_cell(cell, run) for cell in row.cells), _place(row.span, run)) for row in block.rows
        )
        return replace(block, rows=rows, span=_place(block.span, run))
    if isinstance(block, Paragraph):
        lines = tuple((offset, _place(span, run)) for offset, span in block.lines)
        return replace(block, span=_place(block.span, run), lines=lines)
    return replace(block, span=_place(block.span, run))


def _moved_cell(cell: Cell, run: Run) -> Cell:
    return replace(cell, span=_place(cell.span, run))


def _place(span: SourceSpan, run: Run) -> SourceSpan:
    """A place in the text of `run` as a place in its document; tabs before it are given back their one character."""
    offset = span.offset
    if "\t" in run.text:
        lines = run.text.split("\n")
        before = sum(len(line) + 1 for line in lines[: span.line - 1])
        raw, column = lines[span.line - 1], 0
        while column < len(raw) and len(raw[:column].expandtabs(8)) < span.column - 1:
            column += 1
        offset = before + column
    return SourceSpan(run.line + span.line - 1, span.column, run.offset + offset, span.length, run.path)
