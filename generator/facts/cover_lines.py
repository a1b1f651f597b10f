"""The lines of a document as covers and contact blocks need them: cells side by side, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.diagnostics import SourceSpan
from generator.documents import Document, Heading, Paragraph, Table
from generator.documents.columns import split_line

EXACT_NAME = r"exact\s+name\s+of\s+(?:the\s+)?(?:registrant|company|issuer)"
_EXACT_NAME = re.compile(EXACT_NAME, re.IGNORECASE)
_BEGUN = re.compile(r"(?i:\bitem\s+(?:1[.\s:]|\d\.\d\d))|\b(?:PART|Part)\s+I\b(?![,-])")
_ASKED = re.compile(r"indicate\s+by\s+check", re.IGNORECASE)
_AFTER_QUESTIONS = 3_000  # the last question, the market value, the shares outstanding
_LONGEST_COVER = 40_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with its way back to the source; `left` and `right` are its extent on the line."""

    text: str
    places: tuple[tuple[int, SourceSpan], ...]
    left: int = 0
    right: int = 0

    def span(self, start: int, end: int) -> SourceSpan:
        """The place of `text[start:end]`, cut at the end of the line or text node where it starts."""
        offset, span = next((p for p in reversed(self.places) if p[0] <= start), self.places[0])
        shift = start - offset
        if span.length and shift >= span.length:
            return span
        length = min(end - start, span.length - shift) if span.length else end - start
        column = span.column if span.path else span.column + shift
        return replace(span, column=column, offset=span.offset + shift, length=length)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line or table row. `gap` says that blank space stands above it."""

    cells: tuple[Passage, ...]
    gap: bool = False

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)


class RunningText:
    """Lines as one text, cells and lines parted by white space, with the way back to each cell."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._starts: list[int] = []
        self._cells: list[Passage] = []
        parts: list[str] = []
        position = 0
        for line in lines:
            for number, cell in enumerate(line.cells, 1):
                self._starts.append(position)
                self._cells.append(cell)
                parts.append(cell.text + ("\n" if number == len(line.cells) else "\t"))
                position += len(parts[-1])
        self.text = "".join(parts)

    def span(self, start: int, end: int) -> SourceSpan:
        """The place of `text[start:end]`, cut at the end of the cell where it starts."""
        number = bisect_right(self._starts, start) - 1
        cell = self._cells[number]
        at = start - self._starts[number]
        return cell.span(at, min(at + end - start, len(cell.text)))


def cover_end(text: str) -> int:
    """Where in the running text of a document its cover page ends, at the latest."""
    named = _EXACT_NAME.search(text)
    begun = _BEGUN.search(text, named.end() if named else 0)
    end = min(begun.start() if begun else len(text), _LONGEST_COVER)
    asked = [match.end() for match in _ASKED.finditer(text, 0, end)]
    return min(end, asked[-1] + _AFTER_QUESTIONS) if asked else end


def cover_lines(document: Document) -> tuple[Line, ...]:
    """All lines of the document outside its long paragraphs, in order."""
    if document.geometry == "characters":
        return tuple(_text_lines(document.source))
    return tuple(line for block in document.blocks for line in _block_lines(block))


def passages(document: Document) -> Iterator[Passage]:
    """The headings and paragraphs, each whole."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield Passage(block.text, block.lines or ((0, block.span),))
        elif isinstance(block, Heading):
            yield Passage(block.text, ((0, block.span),))


def _text_lines(source: str) -> Iterator[Line]:
    offset = 0
    gap = True
    for number, text in enumerate(source.split("\n"), start=1):
        cells = tuple(
            Passage(
                piece.text,
                ((0, SourceSpan(number, piece.left + 1, offset + piece.left, piece.right - piece.left)),),
                piece.left,
                piece.right,
            )
            for piece in split_line(text)
        )
        drawn = all(not any(c.isalnum() for c in cell.text) for cell in cells)
        if cells and not drawn:
            yield Line(cells, gap)
        gap = not cells or drawn
        offset += len(text) + 1


def _block_lines(block: object) -> Iterator[Line]:
    if isinstance(block, Heading):
        yield Line((Passage(block.text, ((0, block.span),)),))
    elif isinstance(block, Paragraph):
        yield from _paragraph_lines(block)
    elif isinstance(block, Table):
        for row in block.rows:
            if row.cells:
                yield Line(tuple(Passage(c.text, ((0, c.span),), c.left, c.right) for c in row.cells if c.text))


def _paragraph_lines(block: Paragraph) -> Iterator[Line]:
    """One line for every line that the page breaks by force; preformatted text breaks everywhere."""
    places = block.lines or ((0, block.span),)
    breaks = block.breaks or tuple(
        offset for offset, span in places[1:] if span.line > places[0][1].line and span.column > 1
    )
    for start, end in pairwise((0, *breaks, len(block.text) + 1)):
        text = block.text[start:end].strip()
        first = next((p for p in reversed(places) if p[0] <= start), places[0])
        inside = [(offset - start, span) for offset, span in places if start < offset < end]
        shift = start - first[0]
        head = replace(first[1], offset=first[1].offset + shift, length=max(first[1].length - shift, 0))
        yield Line((Passage(text, ((0, head), *inside)),))
