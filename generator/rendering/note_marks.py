"""Marking the text blocks of the notes in a source tree, for `lawful_body` to write down (Inline XBRL 1.1 §4, §11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from generator.diagnostics import SourceSpan
from generator.rendering.marking import Resolve
from generator.rendering.stretches import Bounds, wrap, wrap_within
from generator.report.model import DisplayNote, NoteBlock, NoteTopic

SECTION = "section-mark"
ELEMENT, IDENTIFIER, CONTINUED = "element", "id", "continued"
"""Attributes of a SECTION: the inline element that it becomes, its id, and the id of the next link of the chain."""

Extent = tuple[int, int]


def mark_notes(notes: Iterable[DisplayNote], root: etree._Element, resolve: Resolve, *, lines: bool) -> set[str]:
    """Mark every text block where it is printed, in a chain where it crosses other elements, and leave out what stands
    apart in it; the facts for which no place was found. `lines` says that the source is plain text."""
    marker = _Marker(Bounds(root), resolve, lines)
    sections: list[tuple[str, Extent | None]] = []
    asides: list[Extent] = []
    for note in notes:
        found = [(fact, marker.extent(blocks)) for fact, blocks in _sections(note)]
        sections += found
        for whole in [extent for _, extent in (found[:1] if note.fact else found) if extent]:
            asides += [aside for span in note.apart if (aside := marker.within(span, whole))]
    # Every place is known before the first is wrapped: paths do not hold any longer afterwards.
    marker.bounds.blank(asides)
    for fact, extent in sections:
        if extent is not None:
            marker.mark(fact, extent)
    for aside in asides:
        marker.leave_out(aside)
    return {fact for fact, extent in sections if extent is None}


def _sections(note: DisplayNote) -> Iterator[tuple[str, Sequence[NoteBlock]]]:
    """The text blocks of a note with their blocks, the note itself before its topics."""
    if note.fact:
        yield note.fact, note.blocks
    for item in note.content:
        if isinstance(item, NoteTopic) and item.fact:
            yield item.fact, item.blocks


class _Marker:
    def __init__(self, bounds: Bounds, resolve: Resolve, lines: bool) -> None:
        self.bounds, self._resolve, self._lines = bounds, resolve, lines

    def mark(self, fact: str, extent: Extent) -> None:
        pieces = wrap(self.bounds, *extent, SECTION)
        names = [fact, *(f"{fact}-{number}" for number in range(1, len(pieces)))]
        for number, piece in enumerate(pieces):
            piece.set(ELEMENT, "continuation" if number else "nonNumeric")
            piece.set(IDENTIFIER, names[number])
            if number + 1 < len(pieces):
                piece.set(CONTINUED, names[number + 1])
            if self._lines:
                self._keep_lines(piece)

    def leave_out(self, aside: Extent) -> None:
        """Leave a running head out of the text blocks that it stands in."""
        for piece in wrap_within(self.bounds, *aside, SECTION):
            piece.set(ELEMENT, "exclude")

    def within(self, span: SourceSpan, whole: Extent) -> Extent | None:
        """The part of `whole` that `span` takes."""
        place = self._place(span)
        if place is None:
            return None
        start, end = self._aligned(*place)
        start, end = max(start, whole[0]), min(end, whole[1])
        return (start, end) if start < end else None

    def extent(self, blocks: Sequence[NoteBlock]) -> Extent | None:
        """From the first character of the blocks to the last; None where the source does not print them so."""
        places = [place for b in blocks for span in (b.begins, b.ends) if (place := self._place(span))]
        first = self._place(blocks[0].begins)
        if first is None or not places:
            return None
        start, end = first[0], max(end for _, end in places)
        return self._aligned(start, end) if start < end else None

    def _aligned(self, start: int, end: int) -> Extent:
        return self.bounds.whole_lines(start, end) if self._lines else self.bounds.widened(start, end)

    def _place(self, span: SourceSpan) -> Extent | None:
        element = self._resolve(span.path)
        if element is None:
            return None
        begin, finish = self.bounds.of(element)
        start = begin + span.offset
        return start, start + span.length if span.length else finish

    def _keep_lines(self, piece: etree._Element) -> None:
        """Put plain text into an element of its own, whose lines and columns count wherever the value is shown."""
        kept = piece.makeelement("pre", {})
        kept.text, piece.text = piece.text, None
        for child in list(piece):
            kept.append(child)
        piece.append(kept)
        self.bounds.add(kept, *self.bounds.of(piece))
