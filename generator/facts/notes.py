"""The notes to the financial statements: where each begins and ends, and the headed topics of those on policies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, Severity, SourceSpan
from generator.documents.model import Block, Document, Heading, PageBreak, Paragraph
from generator.documents.text import is_capitals
from generator.facts.model import Note, NotePart
from generator.facts.note_parts import note_part
from generator.facts.note_topics import find_topics

_NOTES = re.compile(r"notes?\s+to\s+.{0,80}statements?\b", re.IGNORECASE)
_AFTER = re.compile(
    r"(part\s+iv?i?i?\b|item\s+(?:\d|[a-z]+\s*[-.\u2013\u2014])|signatures?$|exhibits?\b|index\s+to\b|schedule\s+[ivx]+\b"
    r"|management['\u2019]s\s+(discussion|report|responsib)|to\s+the\s+(board|stock|share)|(the\s+)?reports?\s+(of|on)\s+(independent|management|registered)"
    r"|changes\s+in\s+and\s+disagreements|independent\s+(registered|auditor|accountant)|reports?\s+of\s+\w+\s+(and|&)\s+\w+|quantitative\s+and\s+qualitative)",
    re.IGNORECASE,
)
_NEW_STATEMENTS = re.compile(
    r"(?:(?:unaudited|condensed|consolidated|consolidating|interim|combined|the)\s+)*"
    r"(?:pro\s+forma|balance\s+sheets?\b|statements?\s+of\s+(?:consolidated\s+)?(?:income|operations|earnings|cash|financial))",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"\(?\bcont(?:inued|['\u2019]?d)\b\.?\)?", re.IGNORECASE)
_NUMBERED = (
    ("note", re.compile(r"note(?:\s*(?=\d)|\s+)(?P<number>\d{1,2}|[a-z])\b[\s\-\u2013\u2014.:)]*(?P<title>.*)$", re.I)),
    ("numeral", re.compile(r"(?P<number>\d{1,2})(?:\.|\s*[-\u2013\u2014])\s*(?P<title>[^\s\d].*|)$")),
    ("bracket", re.compile(r"\((?P<number>\d{1,2})\)\s*(?P<title>[^\s\d].*)$")),
    ("letter", re.compile(r"(?P<number>[A-Z])\.\s+(?P<title>.+)$")),
)  # fmt: skip
_RUN_IN = re.compile(r"(?P<title>[A-Z][^.:\u2013\u2014]{2,90}?)\s*(?:[.:]|\s[-\u2013\u2014])+\s+(?=\S)")
_JOINS = re.compile(r"(?:,|&|[-\u2013\u2014]|\b(?:and|or|of|with|for|the|in|to|on|by))$", re.IGNORECASE)
_LONGEST = 150
_SHORT = 100
_OFTEN = 3
_ENOUGH = 3
_NEAR = 3
_FURTHEST = 3
"""Blocks between the heading of the notes and that of the first."""


def read_notes(document: Document) -> tuple[tuple[Note, ...], tuple[Diagnostic, ...]]:
    """The notes of a document, in order, and what is doubtful about them.

    A note begins at a heading that carries the next number of its series, under a heading of the notes or in the words
    "Note 1". It ends at the next note's heading, or where the notes end. A note whose successor was not found is left
    out: nobody could say where it ends.
    """
    blocks = document.blocks
    notes: list[Note] = []
    told: list[Diagnostic] = []
    running = _running(blocks)
    for opening, following in _openings(blocks, running):
        if following.broken:
            told.append(_no_end(opening))
            continue
        note = _note(document, opening, following.at, running)
        if note is not None:
            notes.append(note)
    return tuple(notes), tuple(told)


@dataclass(frozen=True, slots=True)
class _Opening:
    """The heading of a note: the blocks `at` to before `body` hold it. `run_in` says that its text goes on there."""

    at: int
    body: int
    series: str
    value: int
    number: str
    title: str
    span: SourceSpan
    run_in: bool = False
    is_heading: bool = True


@dataclass(frozen=True, slots=True)
class _Close:
    """The block before which a note ends; `broken` where numbers are missing in between."""

    at: int
    broken: bool = False


@dataclass(slots=True)
class _State:
    """Where the reading stands: since when the notes are open, the first note of the series and the last one so far."""

    opened: int | None = None
    first: _Opening | None = None
    current: _Opening | None = None
    found: list[tuple[_Opening, _Close]] = field(default_factory=list)

    def close(self, at: int, *, broken: bool = False) -> None:
        if self.current is not None:
            self.found.append((self.current, _Close(at, broken)))
            self.current = None


def _openings(blocks: Sequence[Block], running: frozenset[int]) -> list[tuple[_Opening, _Close]]:
    state = _State()
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Heading | Paragraph) and len(block.text) <= _LONGEST:
            if state.opened is not None and _AFTER.match(block.text):
                state.close(at)
                state.opened = None
            elif _is_notes_heading(block):
                state.opened = at
        opening = _opening(blocks, at)
        if opening is not None and _is_next(state, opening):
            broken = state.current is not None and opening.value > state.current.value + 1
            state.close(at, broken=broken)
            state.first = opening if opening.value == 1 or state.first is None else state.first
            state.current = opening
            state.opened = at if state.opened is None else state.opened
            at = opening.body
            continue
        at += 1
    state.close(len(blocks))
    found = [(note, _ended(blocks, note, close)) for note, close in state.found]
    return found or _unnumbered(blocks, running)


def _ended(blocks: Sequence[Block], opening: _Opening, close: _Close) -> _Close:
    """The last note of a series ends before the title of other statements that follow it."""
    following = _opening(blocks, close.at) if close.at < len(blocks) else None
    if following is not None and following.series == opening.series and following.value != 1:
        return close
    found = (at for at in range(opening.body, close.at) if isinstance(blocks[at], Heading))
    return _Close(next((at for at in found if _opens_statements(_key(blocks[at]))), close.at), close.broken)


def _opens_statements(title: str) -> bool:
    """Whether a title is that of a statement, and not of a passage on one."""
    return is_capitals(title) and bool(_NEW_STATEMENTS.match(title))


def _unnumbered(blocks: Sequence[Block], running: frozenset[int]) -> list[tuple[_Opening, _Close]]:
    """Notes without numbers: the headings after that of the notes, as far as they are set like the first of them."""
    start = next(
        (at for at, block in enumerate(blocks) if isinstance(block, Heading) and _is_notes_heading(block)), None
    )
    if start is None:
        return []
    end = next((at for at in range(start, len(blocks)) if _AFTER.match(_key(blocks[at]))), None)
    headings = [at for at in range(start + 1, end or start) if at not in running and isinstance(blocks[at], Heading)]
    level = [at for at in headings if _look(blocks[at]) == _look(blocks[headings[0]])]
    if len(level) < _ENOUGH:
        return []
    openings = [_Opening(at, at + 1, "", 0, "", _key(blocks[at]), blocks[at].span) for at in level]
    return [(opening, _Close(to)) for opening, to in zip(openings, [*level[1:], end or start], strict=True)]


def _look(block: Block) -> str:
    return block.look if isinstance(block, Heading) else ""


def _is_next(state: _State, opening: _Opening) -> bool:
    """Whether a numbered heading opens a note here: the first of a series, or the next."""
    current = state.current
    is_heading = opening.is_heading
    if current is None:
        titled = is_heading or (opening.run_in and is_capitals(opening.title))
        named = opening.series == "note" and titled and state.opened is None
        near = state.opened is not None and (is_heading or opening.at - state.opened <= _FURTHEST)
        return opening.value == 1 and (named or near)
    if opening.series != current.series:
        return False
    if opening.value == current.value + 1:
        titled = opening.series == "note" and bool(opening.title)
        loose = state.first is not None and not state.first.is_heading
        return is_heading or loose or titled or not opening.run_in
    restarts = opening.value == 1 and state.opened is not None and state.opened > current.at
    far = _FURTHEST if opening.series in ("numeral", "bracket") else 3 * _FURTHEST
    skips = current.value + 1 < opening.value <= current.value + far
    return is_heading and (restarts or skips)


def _opening(blocks: Sequence[Block], at: int) -> _Opening | None:
    block = blocks[at]
    if not isinstance(block, Heading | Paragraph):
        return None
    for series, pattern in _NUMBERED:
        match = pattern.match(block.text)
        if match is None:
            continue
        number, title = match["number"], match["title"].strip()
        value = int(number) if number.isdigit() else ord(number.upper()) - ord("A") + 1
        printed = block.text[: match.start("title")].strip()
        if _CONTINUED.search(block.text[:_LONGEST]):
            return None
        body = at + 1
        run_in = False
        if isinstance(block, Paragraph):
            lead = _RUN_IN.match(title)
            run_in = lead is not None or (series == "note" and len(title) > _LONGEST)
            if lead is not None:
                title = lead["title"]
            elif run_in:
                title = ""
            elif len(block.text) > _LONGEST or (title and title.endswith((".", ";", ","))):
                return None
            elif not title:
                title, body = _title_below(blocks, at, series)
        else:
            title, body = _whole_title(blocks, at, title)
        return _Opening(
            at,
            body,
            series,
            value,
            printed,
            title.strip(" :.-\u2013\u2014"),
            block.span,
            run_in,
            isinstance(block, Heading),
        )
    return None


def _title_below(blocks: Sequence[Block], at: int, series: str) -> tuple[str, int]:
    """The title that stands under a number that is no heading itself."""
    if at + 1 < len(blocks):
        below = blocks[at + 1]
        short = isinstance(below, Paragraph) and series == "note" and len(below.text) <= _SHORT
        if isinstance(below, Heading) or (isinstance(below, Paragraph) and short and not below.text.endswith(".")):
            return below.text, at + 2
    return "", at + 1


def _whole_title(blocks: Sequence[Block], at: int, title: str) -> tuple[str, int]:
    """A title that stands under its number, or goes on in the next line."""
    body = at + 1
    while body < len(blocks) and body <= at + 2:
        following = blocks[body]
        if not isinstance(following, Heading) or (title and not _JOINS.search(title)):
            break
        if any(pattern.match(following.text) for _, pattern in _NUMBERED) or _AFTER.match(following.text):
            break
        title = f"{title} {following.text}".strip()
        body += 1
    return title, body


def _running(blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks that are running heads or feet: page breaks, the heading of the notes where it is repeated, and short
    lines that stand beside one of those three times or more."""
    turns = [at for at, block in enumerate(blocks) if isinstance(block, PageBreak) or _is_notes_heading(block)]
    beside = {at for turn in turns for step in (-1, 1) for at in _short_lines(blocks, turn, step)}
    often = Counter(_key(blocks[at]) for at in beside)
    return frozenset({*turns, *(at for at in beside if often[_key(blocks[at])] >= _OFTEN)})


def _short_lines(blocks: Sequence[Block], turn: int, step: int) -> Iterator[int]:
    for at in range(turn + step, turn + step * (_NEAR + 1), step):
        if not 0 <= at < len(blocks) or not _key(blocks[at]) or isinstance(blocks[at], PageBreak):
            return
        if any(pattern.match(_key(blocks[at])) for _, pattern in _NUMBERED):
            return
        yield at


def _key(block: Block) -> str:
    return block.text if isinstance(block, Heading | Paragraph) and len(block.text) <= _LONGEST else ""


def _is_notes_heading(block: Block) -> bool:
    text = _key(block)
    return bool(_NOTES.match(text)) and (isinstance(block, Heading) or not text.endswith("."))


def _note(document: Document, opening: _Opening, end: int, running: frozenset[int]) -> Note | None:
    """The note from its heading to its last block of content; None where it has no content."""
    parts: list[NotePart] = []
    looks: list[str] = []
    apart: list[SourceSpan] = []
    pending: list[SourceSpan] = []
    for at in range(opening.at, end):
        block = document.blocks[at]
        if at in running or _is_continued(block):
            pending += _aside(document, block)
            continue
        part = note_part(block)
        if part is None:
            continue
        apart += pending
        pending = []
        parts.append(part)
        looks.append(_look(block))
    heading = opening.body - opening.at
    if len(parts) <= heading - (1 if opening.run_in else 0):
        return None
    topics = find_topics(opening.title, parts, looks, heading)
    return Note(opening.number, opening.title, tuple(parts), topics, tuple(apart))


def _aside(document: Document, block: Block) -> tuple[SourceSpan, ...]:
    """Where the text of a block stands that belongs to the page, not to the note."""
    if not isinstance(block, PageBreak):
        return (block.span,)
    mark = (block.span,) if document.geometry == "characters" and block.span.length else ()
    return (*mark, *block.running)


def _is_continued(block: Block) -> bool:
    """Whether a heading repeats that of its note on another page."""
    if not isinstance(block, Heading) or not _CONTINUED.search(block.text):
        return False
    return any(pattern.match(block.text) for _, pattern in _NUMBERED)


def _no_end(opening: _Opening) -> Diagnostic:
    return Diagnostic(
        "parse.note-without-end",
        Severity.INFO,
        f"Where the note {opening.title!r} ends cannot be told: the next heading in order was not found.",
        "Tag it by hand where it matters.",
        opening.span,
    )
