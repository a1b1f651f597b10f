"""Notes and decisions in, text blocks out: the facts, the notes as printed, and their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import Note, NotePart, Period
from generator.mapping.model import TextBlockMapping
from generator.report import naming
from generator.report.cover_facts import text_language
from generator.report.model import (
    DisplayNote,
    DisplayRow,
    Fact,
    LabelPiece,
    NoteBlock,
    NoteTableCell,
    NoteTopic,
)
from taxonomy import Catalogue

_POLICIES = "us-gaap:AccountingPoliciesAbstract"
_ROOT = "us-gaap:OrganizationConsolidationAndPresentationOfFinancialStatementsAbstract"
_LONGEST_ID = 60
_FIGURE = re.compile(r"^[\s$(\u20ac\u00a3-]*[\d.,]+[\s)%]*$|^[\u2013\u2014-]+$")


@dataclass(frozen=True, slots=True)
class NotesReported:
    """What the notes add to a report. `sentences` are the rows of figures in the text that they print."""

    facts: tuple[Fact, ...] = ()
    notes: tuple[DisplayNote, ...] = ()
    sentences: frozenset[int] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()


def report_notes(
    notes: Sequence[Note],
    mappings: Sequence[TextBlockMapping],
    sentences: Sequence[DisplayRow],
    period: Period,
    first: int,
    catalogue: Catalogue,
) -> NotesReported:
    """The text blocks of the notes, for `period`, numbered from `first`; the figures of `sentences` that stand in them
    stay facts.

    A concept is reported once: where a second section claims it, that one is printed untagged and told.
    """
    ids: dict[tuple[int, int | None], str] = {}
    titles: dict[str, str] = {}
    facts: list[Fact] = []
    told: list[Diagnostic] = []
    bases = {declared.qname: declared.base for declared in catalogue.types()}
    for mapping in mappings:
        concept = catalogue.concept(mapping.concept) if mapping.concept else None
        if concept is None:
            continue
        span = _parts(notes, mapping)[0].span
        if concept.qname in titles:
            told.append(_repeated(mapping, concept.qname, titles[concept.qname], notes))
            continue
        titles[concept.qname] = mapping.title
        number = ids[mapping.note, mapping.topic] = f"f-{first + len(facts)}"
        fact = Fact(number, concept.qname, period, None, "", shown=mapping.title, span=span, escaped=True)
        facts.append(replace(fact, language=text_language(concept.type, bases)))
    printer = _Printer(sentences)
    printed = tuple(_display(number, note, ids, printer) for number, note in enumerate(notes))
    return NotesReported(tuple(facts), printed, frozenset(printer.printed), tuple(told))


def note_roles(reported: NotesReported, catalogue: Catalogue) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Id, title, root and concepts of a role for every note that is a text block, and of one for the policies."""
    notes = {note.fact for note in reported.notes}
    for fact in reported.facts:
        if fact.id in notes:
            title = naming.plain(fact.shown.replace("<", " "))
            abstract = f"{fact.concept.removesuffix('TextBlock')}Abstract"
            root = abstract if catalogue.concept(abstract) else _ROOT
            yield naming.camel(title)[:_LONGEST_ID] or "Note", title, root, (fact.concept,)
    policies = tuple(fact.concept for fact in reported.facts if fact.id not in notes)
    if policies:
        yield "AccountingPoliciesPolicies", "Significant Accounting Policies (Policies)", _POLICIES, policies


def _parts(notes: Sequence[Note], mapping: TextBlockMapping) -> Sequence[NotePart]:
    note = notes[mapping.note]
    if mapping.topic is None:
        return note.parts
    topic = note.topics[mapping.topic]
    return note.parts[topic.first : topic.last]


class _Printer:
    """Makes blocks of parts; a sentence with facts in it is printed by the first paragraph that holds it."""

    def __init__(self, sentences: Sequence[DisplayRow]) -> None:
        self._left = [(n, "".join(p.text for p in row.label), row.label) for n, row in enumerate(sentences)]
        self.printed: list[int] = []

    def block(self, part: NotePart) -> NoteBlock:
        pieces: tuple[LabelPiece, ...] = (LabelPiece(part.text),) if part.text else ()
        if part.style == "paragraph" and self._left:
            pieces = tuple(self._pieces(part.text))
        return NoteBlock(part.style, pieces, _rows(part), part.span, part.end)

    def _pieces(self, text: str) -> Iterator[LabelPiece]:
        position = 0
        found = sorted((text.find(words), row, words, pieces) for row, words, pieces in self._left if words in text)
        for start, row, words, pieces in found:
            if start < position:
                continue
            yield LabelPiece(text[position:start])
            yield from pieces
            position = start + len(words)
            self.printed.append(row)
            self._left.remove((row, words, pieces))
        yield LabelPiece(text[position:])


def _display(number: int, note: Note, ids: dict[tuple[int, int | None], str], printer: _Printer) -> DisplayNote:
    blocks = [printer.block(part) for part in note.parts]
    content: list[NoteBlock | NoteTopic] = []
    at = 0
    for index, topic in enumerate(note.topics):
        content += blocks[at : topic.first]
        content.append(NoteTopic(ids.get((number, index), ""), tuple(blocks[topic.first : topic.last])))
        at = topic.last
    content += blocks[at:]
    return DisplayNote(ids.get((number, None), ""), note.title, tuple(content), note.apart)


def _rows(part: NotePart) -> tuple[tuple[NoteTableCell, ...], ...]:
    """The rows of a table over as few columns as its cells need, gaps filled."""
    edges = sorted({edge for row in part.rows for cell in row for edge in (cell.left, cell.right)} | {0})
    place = {edge: number for number, edge in enumerate(edges)}
    last = len(edges) - 1
    taken: dict[int, set[int]] = {}
    rows = []
    for number, row in enumerate(part.rows):
        cells: list[NoteTableCell] = []
        at = 0
        for cell in sorted(row, key=lambda cell: cell.left):
            left, right = place[cell.left], place[cell.right]
            cells += _gap(at, left, taken.get(number, set()))
            height = min(cell.row_span, len(part.rows) - number)
            for below in range(number + 1, number + height):
                taken.setdefault(below, set()).update(range(left, right))
            cells.append(NoteTableCell(cell.text, right - left, height, cell.bold, bool(_FIGURE.match(cell.text))))
            at = right
        rows.append((*cells, *_gap(at, last, taken.get(number, set()))))
    return tuple(rows)


def _gap(start: int, end: int, taken: set[int]) -> list[NoteTableCell]:
    """One empty cell over every stretch of free columns."""
    cells: list[NoteTableCell] = []
    run = 0
    for column in range(start, end + 1):
        if column < end and column not in taken:
            run += 1
        elif run:
            cells.append(NoteTableCell("", run))
            run = 0
    return cells


def _repeated(mapping: TextBlockMapping, concept: str, first: str, notes: Sequence[Note]) -> Diagnostic:
    return Diagnostic(
        "report.text-block-repeated",
        Severity.INFO,
        f"The section {mapping.title!r} was not tagged: {concept} is reported by the section {first!r}.",
        "Choose another concept for one of them where it matters.",
        _parts(notes, mapping)[0].span,
        concept=concept,
    )
