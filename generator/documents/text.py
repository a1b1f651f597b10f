"""Plain text as EDGAR carried it (1993-2008) to blocks: pages, tables by markup or by position, titles, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from generator.diagnostics import SourceSpan
from generator.documents.layout import is_table_like, plain_regions
from generator.documents.model import Block, Heading, PageBreak, Paragraph
from generator.documents.running import running_lines
from generator.documents.texttable import build_tables

_TAG = re.compile(
    r"</?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d{1,2}|TEXT|DOCUMENT|TYPE|B|I|U|CENTER|FONT|PRE|P|BR|HTML|BODY|HEAD|TITLE|R)"
    r"(?:\s[^<>\n]*)?/?>",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<(/?)(PAGE|TABLE|CAPTION|S|FN)(?:\s[^<>]*)?>", re.IGNORECASE)
_UUENCODED = re.compile(r"^begin [0-7]{3} \S+")
_DOUBLE_SPACED = 20
_ESCAPED = re.compile(r"^- (?=-)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with markup and escapes blanked out in place, so that columns stay true. `offset` counts into the whole
    source, `number` is 1-based."""

    text: str
    number: int
    offset: int

    @property
    def is_blank(self) -> bool:
        return not self.text

    def span(self, left: int, right: int) -> SourceSpan:
        return SourceSpan(self.number, left + 1, self.offset + left, right - left)

    @property
    def whole(self) -> SourceSpan:
        left = len(self.text) - len(self.text.lstrip())
        return self.span(left, len(self.text))


@dataclass(slots=True)
class _Region:
    """Lines of one sort in a row: `table` lines stood in `<TABLE>`; `page` is a page break."""

    sort: str
    lines: list[Line] = field(default_factory=list)
    caption: int = 0
    stub_right: int | None = None


def expand_tabs(source: str) -> str:
    """The source with tabs expanded to stops of eight and non-breaking spaces made plain, as columns count them."""
    if "\t" in source:
        source = "\n".join(line.expandtabs(8) for line in source.split("\n"))
    return source.replace("\xa0", " ")


def read_blocks(source: str, start: int = 0, end: int | None = None) -> tuple[Block, ...]:
    """The blocks of `source[start:end]`; spans count lines and characters of the whole source.

    Tabs must have been expanded (`expand_tabs`). Takes time linear in the length of the text.
    """
    regions = _regions(source, start, len(source) if end is None else end)
    _single_space(regions)
    running = running_lines([(region.sort, region.lines) for region in regions])
    blocks: list[Block] = []
    for position, region in enumerate(regions):
        if region.sort == "page":
            around = _running_around(regions, position, running)
            text = " | ".join(line.text.strip() for line in around)
            blocks.append(PageBreak(region.lines[0].whole, text, tuple(line.whole for line in around)))
            continue
        lines = [line for line in region.lines if line.number not in running]
        if region.sort == "table":
            blocks.extend(build_tables(lines, header_rows=region.caption, stub_right=region.stub_right))
        else:
            blocks.extend(_plain_blocks(lines))
    return tuple(blocks)


def _regions(source: str, start: int, end: int) -> list[_Region]:
    regions: list[_Region] = [_Region("plain")]
    number = source.count("\n", 0, start) + 1
    offset = start
    in_table = False
    encoded = False
    for raw in source[start:end].split("\n"):
        was_encoded = encoded
        encoded = raw.rstrip() != "end" if encoded else bool(_UUENCODED.match(raw))
        if not (encoded or was_encoded):
            in_table = _read_line(regions, raw, number, offset, in_table)
        number += 1
        offset += len(raw) + 1
    return [region for region in regions if region.lines]


def _read_line(regions: list[_Region], raw: str, number: int, offset: int, in_table: bool) -> bool:
    """Append one line to the region it belongs to; returns whether the next line still stands in a table."""
    marks = [(m.group(1), m.group(2).upper(), m.start()) for m in _MARKUP.finditer(raw)] if "<" in raw else []
    text = _TAG.sub(lambda m: " " * len(m.group()), raw) if "<" in raw else raw
    text = _ESCAPED.sub("  ", text.replace("\f", " ")).rstrip()
    line = Line(text, number, offset)
    names = [closing + name for closing, name, _ in marks]
    if "PAGE" in names or "\f" in raw:
        regions.append(_Region("page", [Line(raw.rstrip(), number, offset)]))
        previous = next((region for region in reversed(regions[:-1]) if region.sort != "page"), None)
        stub = previous.stub_right if previous and in_table else None
        regions.append(_Region("table" if in_table else "plain", stub_right=stub))
        if line.is_blank:
            return in_table
    if "TABLE" in names:
        regions.append(_Region("table"))
        in_table = True
    region = regions[-1]
    if "S" in names and in_table and region.stub_right is None:
        columns = [m.start() for m in re.finditer(r"<C>", raw, re.IGNORECASE)]
        region.stub_right = columns[0] if columns else None
        region.caption = sum(1 for kept in region.lines if not kept.is_blank)
        if line.is_blank:
            return in_table
    if "FN" in names and in_table:
        regions.append(_Region("plain", [line]))
        return in_table
    markup_only = bool(marks) and line.is_blank
    if not markup_only:
        region.lines.append(line)
    if "/TABLE" in names:
        regions.append(_Region("plain"))
        return False
    return in_table


def _single_space(regions: Sequence[_Region]) -> None:
    """Take one blank line out of every gap of a text that was set with a blank line after every line."""
    lines = [line for region in regions for line in region.lines]
    printed = sum(1 for line in lines if not line.is_blank)
    followed = sum(1 for line, after in pairwise(lines) if not line.is_blank and after.is_blank)
    if printed < _DOUBLE_SPACED or followed < 0.9 * printed:
        return
    for region in regions:
        kept = [b for a, b in pairwise([None, *region.lines]) if a is None or a.is_blank or not (b and b.is_blank)]
        region.lines = [line for line in kept if line is not None]


def _running_around(regions: Sequence[_Region], position: int, running: set[int]) -> list[Line]:
    before = regions[position - 1].lines if position else []
    after = regions[position + 1].lines if position + 1 < len(regions) else []
    return [*reversed(_running_from(reversed(before), running)), *_running_from(after, running)]


def _running_from(lines: Iterable[Line], running: set[int]) -> list[Line]:
    """The running lines from a break outwards, up to the first line of content."""
    printed = (line for line in lines if not line.is_blank)
    return list(takewhile(lambda line: line.number in running, printed))


def _plain_blocks(lines: Sequence[Line]) -> list[Block]:
    blocks: list[Block] = []
    for is_table, region in plain_regions(lines):
        tables = build_tables(region) if is_table else ()
        blocks.extend(tables or _prose(region))
    return blocks


def _prose(lines: Sequence[Line]) -> list[Block]:
    blocks: list[Block] = []
    paragraph: list[Line] = []
    for line in lines:
        if line.is_blank:
            blocks.extend(_paragraphs(paragraph))
            paragraph = []
        elif any(c.isalnum() for c in line.text):
            paragraph.append(line)
    blocks.extend(_paragraphs(paragraph))
    return blocks


def _paragraphs(lines: Sequence[Line]) -> list[Block]:
    """Lines between blanks: titles one by one where all of them look like titles, otherwise one paragraph."""
    if not lines:
        return []
    if all(_is_title(line.text) for line in lines):
        return [_title(line) for line in lines]
    leading = 0
    while leading < len(lines) - 1 and _is_title(lines[leading].text) and is_capitals(lines[leading].text):
        leading += 1
    if lines[leading].text.strip()[:1].islower():
        leading = 0  # the capitals open a sentence: a dateline, not a title
    titles: list[Block] = [_title(line) for line in lines[:leading]]
    parts: list[str] = []
    places: list[tuple[int, SourceSpan]] = []
    length = 0
    for line in lines[leading:]:
        part = " ".join(line.text.split())
        places.append((length, line.whole))
        parts.append(part)
        length += len(part) + 1
    first, last = lines[leading], lines[-1]
    span = SourceSpan(
        first.number, first.whole.column, first.whole.offset, last.offset + len(last.text) - first.whole.offset
    )
    return [*titles, Paragraph(" ".join(parts), span, tuple(places))]


def _title(line: Line) -> Heading:
    text = " ".join(line.text.split())
    look = "capitals" if is_capitals(text) else "small letters"
    return Heading(text, line.whole, f"{look}, indented" if line.text.startswith(" " * 8) else look)


def _is_title(text: str) -> bool:
    stripped = text.strip()
    if len(stripped) > 90 or (
        stripped.endswith((",", ";", ".")) and not stripped.endswith(("Inc.", "INC.", "Co.", "CO."))
    ):
        return False
    if is_table_like(text):
        return False
    indent = len(text) - len(text.lstrip())
    centred = indent >= 8 and abs(indent - max(0, 80 - indent - len(stripped))) <= 24
    return is_capitals(stripped) or centred or (stripped.startswith("(") and stripped.endswith(")"))


def is_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)
