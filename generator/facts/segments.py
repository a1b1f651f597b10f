"""Tables into segments: each a run of heading rows and the rows of figures under them, with the lines above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.documents.model import WIDEST_TABLE, Document, Heading, Paragraph, Table, TableRow
from generator.facts.columns import Layout, find_layout, value_cells
from generator.facts.dates import read_time
from generator.facts.kinds import is_statement_title

_LINES_ABOVE = 8
_LONG = 320
_COUNTING = re.compile(r"\d{1,3}\.?")
_COUNTED_ROWS = 5
_HEADING_ROWS = 4
_ENDS_IN_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)$", re.IGNORECASE
)
_NO_HEADING = re.compile(r"n/?m|\*|\(|\$?\d[\d,]*\.?\d*x\b", re.IGNORECASE)


@dataclass(slots=True)
class Segment:
    """Heading rows and body rows of one table that belong together. `block` is the table's index in the document;
    `titles` are the lines above, nearest last; `layout` is shared by all segments of a table; `after_prose` says that a
    long paragraph parts the table from the one before."""

    block: int
    table: Table
    titles: tuple[str, ...]
    header: list[TableRow] = field(default_factory=list)
    body: list[TableRow] = field(default_factory=list)
    layout: Layout = field(default_factory=lambda: Layout((), 0, 0))
    after_prose: bool = False


def find_segments(document: Document) -> Iterator[Segment]:
    """Every segment with figures, in document order."""
    above: list[str] = []
    titles: tuple[str, ...] = ()
    for index, block in enumerate(document.blocks):
        if isinstance(block, (Heading, Paragraph)):
            above.append(block.text)
            if len(block.text) > _LONG:
                above[:] = above[-1:]
        elif isinstance(block, Table):
            titles = titles if block.beside else _titles(above)
            found = [] if is_too_wide(block) else list(_split(index, block, titles))
            if found:
                found[0].after_prose = any(len(text) > _LONG for text in above)
                yield from found
                above.clear()
            else:
                above.extend(row.text for row in block.rows if row.text and len(row.text) <= _LONG)


def is_too_wide(table: Table) -> bool:
    """Whether a table has more figures on a row than any statement: to read it would take time without end."""
    return any(len(row.cells) > WIDEST_TABLE for row in table.rows)


def _titles(above: Sequence[str]) -> tuple[str, ...]:
    """The lines above a table that speak of it: from the line before the last statement title, without page numbers."""
    lines = [text for text in above[-_LINES_ABOVE:] if len(text) <= _LONG and not re.fullmatch(r"[\s\dF-]*", text)]
    first = next((i for i, text in enumerate(lines) if is_statement_title(text)), 0)
    last = max((i for i, text in enumerate(lines) if is_statement_title(text)), default=first)
    return tuple(lines[(last if last - first > 3 else max(0, first - 1)) :])


def _split(index: int, table: Table, titles: tuple[str, ...]) -> Iterator[Segment]:
    rows = _without_line_numbers(table.rows)
    stub_left = min((cell.left for row in rows for cell in row.cells if cell.text), default=0)
    figures = [row for i, row in enumerate(rows) if i >= table.header_rows and _values(row, stub_left)]
    if not figures:
        return
    first_track = find_layout(figures, table.geometry, stub_left).tracks[0].left
    marks = [_is_heading(row, stub_left, first_track, i < table.header_rows) for i, row in enumerate(rows)]
    for i in range(1, len(rows)):
        marks[i] = marks[i] or (marks[i - 1] and _holds_days(rows[i], rows[i - 1], stub_left))
    values = [bool(_values(row, stub_left)) and not mark for row, mark in zip(rows, marks, strict=True)]
    if not any(values):
        return
    layout = find_layout([row for row, is_value in zip(rows, values, strict=True) if is_value], table.geometry, stub_left)  # fmt: skip  # noqa: E501
    segment = Segment(index, table, titles, layout=layout)
    first_value = values.index(True)
    last_heading = max((i for i in range(first_value) if marks[i]), default=-1)
    if last_heading < 0:
        last_heading = max((i for i in range(first_value) if _is_caption(rows[i].text)), default=-1)
    segment.header = first_header = [row for row in rows[: last_heading + 1] if row.text]
    for i in range(last_heading + 1, len(rows)):
        row = rows[i]
        if marks[i] and segment.body and _has_value_soon(values, i):
            yield segment
            lead = _leading_titles(segment.body, stub_left)
            header = [*segment.body[len(segment.body) - lead :], row] if lead else [row]
            if lead:
                del segment.body[-lead:]
            following = [
                row for row, mark in zip(rows[i : i + _HEADING_ROWS], marks[i : i + _HEADING_ROWS], strict=True) if mark
            ]
            if not any(_names_columns(row, first_track) for row in following):
                header = [*(row for row in first_header if _names_columns(row, first_track)), *header]
            segment = Segment(index, table, titles, header=header, layout=layout)
        elif (marks[i] and not segment.body) or (not segment.body and not values[i] and _states_scale(row.text)):
            segment.header.append(row)
        elif _opens_statement(row.text) and not values[i] and segment.body and any(values[i:]):
            yield segment
            segment = Segment(index, table, (row.text,), header=list(segment.header), layout=layout)
            segment.titles = (row.text,)
        elif row.text or segment.body:
            segment.body.append(row)
    yield segment


def _without_line_numbers(rows: tuple[TableRow, ...]) -> tuple[TableRow, ...]:
    """The rows without the numbers that count them in a column of their own before the labels."""
    counted = [i for i, row in enumerate(rows) if len(row.cells) > 2 and _COUNTING.fullmatch(row.cells[0].text)]
    numbers = [int(rows[i].cells[0].text.rstrip(".")) for i in counted]
    labelled = all(any(c.isalpha() for c in rows[i].cells[1].text) for i in counted)
    if len(counted) < _COUNTED_ROWS or not labelled or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return rows
    counting = set(counted)
    return tuple(replace(row, cells=row.cells[1:]) if i in counting else row for i, row in enumerate(rows))


def _opens_statement(text: str) -> bool:
    """A title, and not the end of a label that runs over two lines ("... to the consolidated" / "balance sheets")."""
    return not text[:1].islower() and is_statement_title(text)


def _values(row: TableRow, stub_left: int) -> list[object]:
    return [cell for cell, number in value_cells(row, stub_left) if not number.is_bare_year]


def _is_heading(row: TableRow, stub_left: int, first_track: int, declared: bool) -> bool:
    """A heading row has words of time or two headings over the figures, and no figure that is not a year."""
    cells = [cell for cell in row.cells if cell.text]
    if not cells:
        return False
    if declared:
        return True
    if _values(row, stub_left):
        return False
    over = [cell for cell in cells if cell.left > stub_left and cell.right > first_track]
    if not over:
        return False
    years = value_cells(row, stub_left)
    label = next((cell.text for cell in cells if cell.left == stub_left), "")
    if years:
        dated = any(read_time(cell.text).month_days or read_time(cell.text).dates for cell in over)
        return not label or _is_caption(label) or len(years) > 1 or dated
    if any(read_time(cell.text) for cell in over):
        return True
    return len(over) >= 2 and not any(_NO_HEADING.match(cell.text) for cell in over)


def _names_columns(row: TableRow, first_track: int) -> bool:
    """True for headings that say of whom or what columns are, not when: a second period in the table keeps them."""
    over = [cell for cell in row.cells if cell.text and cell.right > first_track]
    return len(over) > 1 and all(any(c.isalpha() for c in cell.text) and not read_time(cell.text) for cell in over)


def _holds_days(row: TableRow, above: TableRow, stub_left: int) -> bool:
    """True for the last line of headings that are cut between month and day ("September" over "30")."""
    cells = [cell for cell in row.cells if cell.text]
    days = [cell for cell in cells if re.fullmatch(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?,?", cell.text)]
    rest = [cell for cell in cells if cell not in days]
    return (
        bool(days)
        and all(cell.left > stub_left for cell in cells)
        and all(_ENDS_IN_MONTH.search(cell.text) or read_time(cell.text).month_days for cell in rest)
        and any(_ENDS_IN_MONTH.search(cell.text) for cell in above.cells)
    )


def _states_scale(text: str) -> bool:
    return (
        bool(re.search(r"\b(?:thousands|millions|billions)\b|^\W*(?:unaudited|audited)\W*$", text, re.IGNORECASE))
        and len(text) < 160
    )


def _is_caption(text: str) -> bool:
    return bool(text) and (
        is_statement_title(text)
        or bool(re.search(r"\bin (?:thousands|millions|billions)|unaudited|\bended\b|\$", text, re.IGNORECASE))
        or bool(read_time(text).dates)
    )


def _has_value_soon(values: Sequence[bool], start: int) -> bool:
    return any(values[start + 1 : start + 8])


def _leading_titles(body: Sequence[TableRow], stub_left: int) -> int:
    """How many of the last rows of a body are titles of what follows."""
    count = 0
    for row in reversed(body):
        if row.text and (_values(row, stub_left) or not _is_caption(row.text)):
            break
        count += 1
    return count if any(row.text for row in body[len(body) - count :]) else 0
