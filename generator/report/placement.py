"""Where in a statement each figure is printed: in a column, or inside a row's caption (par value, allowances)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import ParsedFact, Statement
from generator.report.values import piece_pattern, printed_piece

IN_CAPTION = -1


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that prints one figure. `column` is IN_CAPTION for a figure in the row's label, where `offset` and
    `text` say which characters it is. `facts` report that figure, usually one."""

    statement: int
    row: int
    column: int
    offset: int
    text: str
    facts: tuple[ParsedFact, ...]


def slots(statement: Statement) -> tuple[tuple[Slot, ...], tuple[Diagnostic, ...]]:
    """The statement's figures in the order in which they are printed, and what could not be placed."""
    by_row: defaultdict[int, list[ParsedFact]] = defaultdict(list)
    for fact in statement.facts:
        by_row[fact.row].append(fact)
    found: list[Slot] = []
    lost: list[ParsedFact] = by_row.pop(-1, [])
    for row in range(len(statement.rows)):
        captions, unplaced = _caption_slots(statement, row, [f for f in by_row[row] if _in_caption(f)])
        found += captions
        lost += unplaced
        found += _cell_slots(statement, row, [f for f in by_row[row] if not _in_caption(f)])
    return tuple(found), tuple(_not_placed(fact) for fact in lost)


def _in_caption(fact: ParsedFact) -> bool:
    return bool(fact.phrase) or fact.column < 0


def _caption_slots(statement: Statement, row: int, facts: Sequence[ParsedFact]) -> tuple[list[Slot], list[ParsedFact]]:
    """Figures of a caption are found left to right; one that recurs for another period shares its place."""
    label = statement.rows[row].label
    places: dict[tuple[int, str], list[ParsedFact]] = {}
    lost: list[ParsedFact] = []
    position = 0
    for fact in facts:
        place = _locate(label, fact.shown, position)
        if place is None:
            lost.append(fact)
            continue
        if place not in places:
            position = place[0] + len(place[1])
        places.setdefault(place, []).append(fact)
    made = []
    for (offset, text), group in sorted(places.items()):
        fitting = [f for f in group if (f.unit, f.scale) == (group[0].unit, group[0].scale)]
        lost += [f for f in group if f not in fitting]
        made.append(Slot(statement.index, row, IN_CAPTION, offset, text, tuple(fitting)))
    return made, lost


def _locate(label: str, shown: str, position: int) -> tuple[int, str] | None:
    piece = printed_piece(shown)
    if not piece:
        return None
    pattern = piece_pattern(piece)
    match = pattern.search(label, position) or pattern.search(label)
    return (match.start(), match.group()) if match else None


def _cell_slots(statement: Statement, row: int, facts: Iterable[ParsedFact]) -> list[Slot]:
    by_column: defaultdict[int, list[ParsedFact]] = defaultdict(list)
    for fact in facts:
        by_column[fact.column].append(fact)
    return [
        Slot(statement.index, row, column, 0, printed_piece(group[0].shown), tuple(group))
        for column, group in sorted(by_column.items())
    ]


def _not_placed(fact: ParsedFact) -> Diagnostic:
    return Diagnostic(
        "report.fact-not-placed",
        Severity.WARNING,
        f"The figure {fact.shown!r} ({fact.phrase or 'no row'}) has no place in its row and was left out.",
        "Look at the row in the source.",
        fact.span,
    )
