"""Running text to sentences, each of which can still say where in the source any of its characters stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.diagnostics import SourceSpan
from generator.documents.model import Document, Heading, PageBreak, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or bullet. `headings` are the titles above it, nearest last. `paragraph` numbers the paragraphs of
    the document: sentences that share it follow one another in one train of thought. It stands at `offset` in
    `passage`, the paragraph's text, which `lines` locates as `Paragraph.lines` does. `bullet` says that it is of
    an item of a list. `preface` is the line above that says on what scale figures stand that say nothing else."""

    text: str
    headings: tuple[str, ...]
    paragraph: int
    offset: int
    passage: str
    lines: tuple[tuple[int, SourceSpan], ...]
    bullet: bool = False
    preface: str = ""

    def span(self, start: int, end: int, source: str = "") -> SourceSpan:
        """Where `text[start:end]` stands. `source` is the decoded document of a plain-text source, with which the
        place is exact however the white space was folded; without it, folded runs of blanks shift the column."""
        first = self._place(self.offset + start, source)
        last = self._place(self.offset + max(start, end - 1), source)
        length = last.offset + 1 - first.offset if last.path == first.path else end - start
        return SourceSpan(first.line, first.column, first.offset, max(length, 0), first.path, first.near)

    def _place(self, position: int, source: str) -> SourceSpan:
        origin, span = next(((at, span) for at, span in reversed(self.lines) if at <= position), self.lines[0])
        shift = position - origin
        if source and not span.path:
            shift = _unfolded(self.passage[origin:position], source, span.offset)
        return SourceSpan(span.line, span.column + shift, span.offset + shift, 1, span.path, span.near)


def sentences(document: Document) -> Iterator[Sentence]:
    """The sentences of all paragraphs, in document order.

    A paragraph that a page break or blank lines interrupt in mid-sentence is read as one. A short paragraph without a
    full stop and without digits is a title that was set as text. Bullets that stand together in one block are told
    apart. A heading that prints a figure is a sentence too ("Revenues up 37 percent").
    """
    for number, passage in enumerate(_passages(document)):
        for start, end in _sentence_bounds(passage):
            yield Sentence(
                passage.text[start:end],
                passage.headings,
                number,
                start,
                passage.text,
                passage.lines,
                passage.bullet,
                passage.preface,
            )


@dataclass(frozen=True, slots=True)
class _Passage:
    """`text[start:end]` is the passage; the rest of `text` is there so that `lines` still counts from its beginning."""

    text: str
    headings: tuple[str, ...]
    lines: tuple[tuple[int, SourceSpan], ...]
    start: int
    end: int
    bullet: bool = False
    preface: str = ""


_BULLET = re.compile(r"[•●▪■◦‣]\s*(?=\S)|(?:>>|[·*]|--?|—|–|o)\s+(?=\S)")
_CLOSED = re.compile(r"[.!?:;][\"'”’)\]]*$")
_PRINTS_FIGURE = re.compile(r"[$€£]\s?[\d.]|\d\s?(?:%|percent\b|million\b|billion\b)", re.IGNORECASE)
_TITLE_LENGTH = 90
# "(Dollars in millions, unless otherwise noted)": what holds for all that follows, as far as the next item of the form
_PREFACE = re.compile(
    r"\(?\s*(?:all )?(?:dollars|amounts|\$)[^.;]* in (?:thousands|millions|billions)\b[^.;]*"
    r"\b(?:unless|except|or)(?: as| where)? otherwise (?:noted|stated|indicated|specified)[^.;]*\.?",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:part\s+[IV]+|item\s+\d)", re.IGNORECASE)
_ABBREVIATIONS = frozenset(
    [
        "inc",
        "corp",
        "co",
        "ltd",
        "llc",
        "lp",
        "mr",
        "mrs",
        "ms",
        "dr",
        "messrs",
        "jr",
        "sr",
        "st",
        "no",
        "nos",
        "vs",
        "approx",
        "est",
        "etc",
        "e.g",
        "i.e",
        "cf",
        "al",
        "dept",
        "div",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "calif",
        "mass",
        "conn",
        "fla",
        "pa",
        "va",
        "ill",
        "mich",
        "minn",
        "wash",
        "ave",
        "blvd",
        "u.s",
        "u.k",
        "u.s.a",
        "n.y",
        "n.j",
        "d.c",
        "a.m",
        "p.m",
        "l.p",
        "n.a",
        "s.a",
        "n.v",
        "b.v",
        "plc",
        "gov",
        "gen",
        "ph.d",
        "fig",
        "sec",
        "art",
        "para",
        "pp",
        "vol",
    ]
)
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9$])")


def _passages(document: Document) -> Iterator[_Passage]:
    headings: tuple[str, ...] = ()
    held: _Passage | None = None
    preface = ""
    for block in document.blocks:
        if isinstance(block, PageBreak):
            continue
        if not isinstance(block, Table):
            preface = "" if _ITEM.match(block.text) else preface
            preface = block.text if _PREFACE.fullmatch(block.text.strip()) else preface
        goes_on = isinstance(block, Paragraph) and held is not None and _continues(held.text, block.text)
        if isinstance(block, Paragraph) and (goes_on or not _is_title(block)):
            lines = block.lines or ((0, block.span),)
            passage = _Passage(block.text, headings, lines, 0, len(block.text), preface=preface)
            if held is not None and goes_on:
                held = _joined(held, passage)
                continue
            if held is not None:
                yield from _bullets(held)
            held = passage
            continue
        if held is not None:
            yield from _bullets(held)
            held = None
        if isinstance(block, Table):
            continue
        if _PRINTS_FIGURE.search(block.text):
            yield from _bullets(_Passage(block.text, headings, ((0, block.span),), 0, len(block.text), preface=preface))
        major = isinstance(block, Heading)
        headings = (block.text,) if major or not headings else (headings[0], block.text)
    if held is not None:
        yield from _bullets(held)


def _is_title(block: Paragraph) -> bool:
    text = block.text.strip()
    return len(text) < _TITLE_LENGTH and not _CLOSED.search(text) and not re.search(r"\d", text)


def _continues(before: str, after: str) -> bool:
    """Whether `after` takes up the sentence in which `before` breaks off."""
    return bool(re.search(r"[a-z0-9,%)]$", before.strip()) and re.match(r"[a-z$(\d](?!\))", after.lstrip()))


def _joined(first: _Passage, second: _Passage) -> _Passage:
    offset = len(first.text) + 1
    moved = tuple((at + offset, span) for at, span in second.lines)
    text = f"{first.text} {second.text}"
    return _Passage(text, first.headings, first.lines + moved, 0, len(text), preface=first.preface)


def _bullets(passage: _Passage) -> Iterator[_Passage]:
    """The bullets of a block as passages of their own; a block without bullets is itself."""
    text = passage.text
    marks = [at for at, _ in passage.lines if _BULLET.match(text, at)]
    starts = [at for at in marks if at == 0 or _CLOSED.search(text[:at].rstrip()) or 0 in marks]
    bounds = sorted({0, *starts, len(text)})
    for start, end in pairwise(bounds):
        mark = _BULLET.match(text, start) if start in starts else None
        yield replace(passage, start=mark.end() if mark else start, end=end, bullet=mark is not None)


def _sentence_bounds(passage: _Passage) -> Iterator[tuple[int, int]]:
    start = passage.start
    for stop in _STOP.finditer(passage.text, passage.start, passage.end):
        word = re.search(r"[\w.]*$", passage.text[: stop.start()])
        last = word.group().lower() if word else ""
        if passage.text[stop.start()] == "." and (last in _ABBREVIATIONS or re.fullmatch(r"[a-z]", last)):
            continue
        yield start, stop.start() + len(stop.group().rstrip())
        start = stop.end()
    end = len(passage.text[: passage.end].rstrip())
    if start < end:
        yield start, end


def _unfolded(folded: str, source: str, offset: int) -> int:
    """How far into `source[offset:]` the folded text reaches, runs of white space counted as they stand."""
    if source.startswith(folded, offset) and not folded.endswith(" "):
        return len(folded)
    at = offset
    for character in folded:
        if character == " ":
            while at < len(source) and source[at].isspace():
                at += 1
        else:
            at += 1
    while folded.endswith(" ") and at < len(source) and source[at].isspace():
        at += 1
    return at - offset
