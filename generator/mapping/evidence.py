"""The evidence for and against every candidate of every line, as numbers.

One row of numbers for each (line, candidate), in the order of `FEATURES`; `EXTENSION` is a candidate too, with numbers
of its own (the features of concepts are zero for it, and the other way round).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.facts.model import ParsedFact
from generator.mapping.concepts import Card, Concepts
from generator.mapping.knowledge import EXTENSION, Knowledge, Memory
from generator.mapping.labels import key, words
from generator.mapping.lines import Line, looks_total
from generator.mapping.reader import KINDS

CANDIDATES = 16

FEATURES = (
    # caption: what the learned reader thinks
    "reader", "reader_share", "reader_margin", "reader_rank",
    # filers: how often this very caption goes with the concept
    "new_share", "new_count", "old_share", "old_count", "any_share", "heard", "never_with_caption",
    # expert: what an expert expects under this caption
    "expert_share", "never_by_expert",
    # words: how alike the caption and the concept's own labels are
    "likeness", "caption_covered", "wording_covered", "best_likeness_gap", "exact_label",
    # habit: how usual the concept is in such a statement
    "new_usual", "old_usual",
    # place: the part of the statement, current or not, the side's balance
    "in_statement_tree", "foreign", "part_agrees", "part_differs", "current_agrees", "current_differs",
    "current_extra", "balance_agrees", "balance_differs",
    # neighbours: which concepts stand next to each other
    "follows", "precedes",
    # arithmetic: totals and what they are made of
    "under_total", "total_of", "total_without_parts", "part_as_total",
    # rivals: other lines that want the same concept
    "rival", "rival_gap", "repeated",
    # ties: the same figure under the concept in another statement
    "tied", "tied_mass", "tied_elsewhere",
    # extension: none of these fits
    "x", "x_reader", "x_best", "x_likeness", "x_unheard", "x_words", "x_novel", "x_memory", "x_new_memory", "x_spread",
    "x_custom",
    *(f"x_{kind}" for kind in KINDS),
)  # fmt: skip
GROUPS = {
    "caption": FEATURES[0:4],
    "filers": FEATURES[4:11],
    "expert": FEATURES[11:13],
    "words": FEATURES[13:18],
    "habit": FEATURES[18:20],
    "place": FEATURES[20:29],
    "neighbours": FEATURES[29:31],
    "arithmetic": FEATURES[31:35],
    "rivals": FEATURES[35:38],
    "ties": FEATURES[38:41],
}
"""The features by kind of evidence, for explanations and for the ablation."""
_AT = {name: number for number, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True)
class Table:
    """The candidates of every line with their numbers: rows `starts[i]` to `starts[i + 1]` belong to line i; the last
    row of each line is its extension."""

    names: tuple[str, ...]
    numbers: NDArray[np.float32]
    starts: tuple[int, ...]

    def rows(self, line: int) -> range:
        return range(self.starts[line], self.starts[line + 1])


def gather(lines: Sequence[Line], concepts: Concepts, knowledge: Knowledge) -> Table:
    """The table of evidence for the lines of one report."""
    extension = knowledge.number[EXTENSION]
    suited = [concepts.suited(knowledge.concepts, line.unit, line.instant) for line in lines]
    able = np.array(suited, dtype=bool).reshape(len(lines), len(knowledge.concepts))
    able[:, extension] = True
    log_shares = knowledge.read(lines, able)
    memories = [knowledge.remember(line) for line in lines]
    candidates = [_candidates(line, memories[at], log_shares[at], concepts, knowledge) for at, line in enumerate(lines)]
    shares = [_shares(names, log_shares[at], knowledge) for at, names in enumerate(candidates)]
    around = _Surroundings(lines, candidates, shares, knowledge, concepts)
    names: list[str] = []
    numbers: list[list[float]] = []
    starts = [0]
    for at, line in enumerate(lines):
        memory = memories[at]
        rows = _standard(at, line, memory, log_shares[at], around)
        gap = max((row[_AT["likeness"]] for row in rows), default=0.0)
        for row in rows:
            row[_AT["best_likeness_gap"]] = gap - row[_AT["likeness"]]
        names += [*candidates[at], EXTENSION]
        numbers += rows
        numbers.append(_extension(line, memory, float(log_shares[at][extension]), rows, around))
        starts.append(len(names))
    return Table(tuple(names), np.array(numbers, dtype=np.float32), tuple(starts))


def _candidates(
    line: Line, memory: Memory, log_shares: NDArray[np.float32], concepts: Concepts, knowledge: Knowledge
) -> list[str]:
    found: dict[str, None] = {}
    near = np.argpartition(-log_shares, min(40, len(log_shares) - 1))[:40]
    for number in near[np.argsort(-log_shares[near], kind="stable")]:
        name = knowledge.concepts[int(number)]
        if suits(line, concepts.card(name)):
            found[name] = None
            if len(found) >= CANDIDATES - 5:
                break
    for name in [name for name, _, _ in memory.entries[:6]] + list(memory.said)[:4]:
        if suits(line, concepts.card(name)):
            found[name] = None
    found.update(dict.fromkeys(concepts.similar(_full(line), line.unit, line.instant, 6)))
    return list(found)[: CANDIDATES + 4]


def suits(line: Line, card: Card | None) -> bool:
    """Whether the concept can report such a figure at all: same unit, same period type."""
    return card is not None and card.unit == line.unit and card.instant == line.instant


def _full(line: Line) -> tuple[str, ...]:
    """The caption with the words that its place adds to it, where it says little by itself."""
    seen = words(line.label)
    if line.figure:
        return (*line.figure.split(), *seen[:3])
    if line.kind == "CF" and line.side == "operating" and not line.is_total:
        heading = " ".join(key(part) for part in line.section[-2:])
        if "change" in heading or "increase" in heading or "working capital" in heading:
            return (*seen, "increase", "decrease")
    if len(seen) <= 2 and line.section:
        return (*seen, *words(line.section[-1])[:4])
    return seen


def _shares(names: Sequence[str], log_shares: NDArray[np.float32], knowledge: Knowledge) -> NDArray[np.float64]:
    """The reader's shares among the candidates that suit, the extension left out."""
    raw = np.array(
        [log_shares[knowledge.number[name]] if name in knowledge.number else -14.0 for name in names], dtype=np.float64
    )
    if not len(raw):
        return raw
    raw = np.exp(raw - raw.max())
    return np.asarray(raw / raw.sum())


class _Surroundings:
    """What the reader thinks of the other lines: first guesses by which a line is judged in its company."""

    def __init__(
        self,
        lines: Sequence[Line],
        candidates: Sequence[Sequence[str]],
        shares: Sequence[NDArray[np.float64]],
        knowledge: Knowledge,
        concepts: Concepts,
    ) -> None:
        self.lines, self.candidates, self.shares = lines, candidates, shares
        self.knowledge, self.concepts = knowledge, concepts
        self.first = [
            names[int(np.argmax(part))] if names else "" for names, part in zip(candidates, shares, strict=True)
        ]
        self.guess = [
            dict(zip(names, (float(p) for p in part), strict=True))
            for names, part in zip(candidates, shares, strict=True)
        ]
        self.wanted: defaultdict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
        for at, guess in enumerate(self.guess):
            for name, share in guess.items():
                if share > 0.02:
                    self.wanted[lines[at].statement, name].append((share, at))
        self.same_figures = _same_figures(lines)
        self.above = _rows_of_totals(lines)
        self.custom = float(np.mean([max(guess.values(), default=0.0) < 0.3 for guess in self.guess])) if lines else 0.0


def _same_figures(lines: Sequence[Line]) -> dict[int, list[int]]:
    """For each line, the lines of other statements that show the same amounts for the same periods."""
    holders: defaultdict[tuple[object, ...], set[int]] = defaultdict(set)
    for at, line in enumerate(lines):
        for fact in line.facts:
            if _telling(fact):
                holders[abs(fact.value or 0), fact.period, fact.unit].add(at)
    found: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        near: defaultdict[int, int] = defaultdict(int)
        for fact in line.facts:
            if _telling(fact):
                for other in holders[abs(fact.value or 0), fact.period, fact.unit]:
                    if other != at and lines[other].statement != line.statement:
                        near[other] += 1
        found[at] = sorted(near)
    return found


def _telling(fact: ParsedFact) -> bool:
    return fact.value is not None and abs(fact.value) >= 10 and len(str(abs(fact.value)).rstrip("0").strip(".")) >= 3


def _rows_of_totals(lines: Sequence[Line]) -> dict[int, list[int]]:
    """For each total, the lines between it and the total before it."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.total >= 0 and not line.figure:
            found[line.total].append(at)
    return found


def _standard(
    at: int, line: Line, memory: Memory, log_shares: NDArray[np.float32], around: _Surroundings
) -> list[list[float]]:
    """The rows of a line's standard candidates."""
    put = _AT
    names = around.candidates[at]
    shares = [float(share) for share in around.shares[at]]
    falling = sorted(shares, reverse=True)
    seen = _full(line)
    rows = []
    for place, name in enumerate(names):
        row = [0.0] * len(FEATURES)
        share = shares[place]
        number = around.knowledge.number.get(name, -1)
        row[put["reader"]] = max(float(log_shares[number]) if number >= 0 else -14.0, -14.0) / 4.0
        row[put["reader_share"]] = share
        best_other = falling[0] if share < falling[0] else falling[1] if len(falling) > 1 else 0.0
        row[put["reader_margin"]] = share - best_other
        row[put["reader_rank"]] = math.log1p(falling.index(share))
        _remembered(row, name, memory)
        cosine, covered, wording = around.concepts.likeness(seen, name)
        row[put["likeness"]], row[put["caption_covered"]], row[put["wording_covered"]] = cosine, covered, wording
        row[put["exact_label"]] = float(cosine > 0.999)
        row[put["new_usual"]], row[put["old_usual"]] = around.knowledge.usual(line, name)
        _place(row, line, name, around)
        _neighbours(row, line, name, around)
        _arithmetic(row, at, line, name, around)
        _rivals(row, at, line, name, share, around)
        _ties(row, at, name, around)
        rows.append(row)
    return rows


def _remembered(row: list[float], name: str, memory: Memory) -> None:
    new, old, new_total, old_total = memory.counts(name)
    row[_AT["new_share"]] = new / (new_total + 1.0)
    row[_AT["new_count"]] = math.log1p(new)
    row[_AT["old_share"]] = old / (old_total + 3.0)
    row[_AT["old_count"]] = math.log1p(old)
    row[_AT["any_share"]] = memory.anywhere.get(name, 0.0)
    row[_AT["heard"]] = min(math.log1p(new_total + old_total), 5.0) / 5.0
    row[_AT["never_with_caption"]] = float(new_total + old_total > 3 and new + old == 0)
    row[_AT["expert_share"]] = memory.said.get(name, 0.0)
    row[_AT["never_by_expert"]] = float(bool(memory.said) and name not in memory.said)


def _place(row: list[float], line: Line, name: str, around: _Surroundings) -> None:
    card = around.concepts.card(name)
    assert card is not None
    put = _AT
    family = {"BSP": "BS"}.get(line.kind, line.kind)
    row[put["in_statement_tree"]] = float(family in card.statements or (family == "CI" and "IS" in card.statements))
    row[put["foreign"]] = float(bool(card.statements) and row[put["in_statement_tree"]] == 0.0)
    part, _, current = line.side.partition(" ")
    if part and card.part:
        row[put["part_agrees" if part == card.part else "part_differs"]] = 1.0
    if line.kind == "BS" and current:
        row[put["current_agrees"]] = float(card.current == current)
        row[put["current_differs"]] = float(card.current not in ("", current))
    elif line.kind == "BS":
        row[put["current_extra"]] = float(card.current != "")
    if line.kind == "BS" and part in ("assets", "claims") and card.balance:
        agrees = (part == "assets") == (card.balance == "debit")
        row[put["balance_agrees" if agrees else "balance_differs"]] = 1.0


def _neighbours(row: list[float], line: Line, name: str, around: _Surroundings) -> None:
    follow = around.knowledge.follow
    if line.previous >= 0:
        row[_AT["follows"]] = follow.score(line.kind, around.first[line.previous], name)
    if line.following >= 0:
        row[_AT["precedes"]] = follow.score(line.kind, name, around.first[line.following])


def _arithmetic(row: list[float], at: int, line: Line, name: str, around: _Surroundings) -> None:
    card = around.concepts.card(name)
    assert card is not None
    if line.total >= 0:
        guess = around.guess[line.total]
        row[_AT["under_total"]] = sum(share for parent, share in guess.items() if parent in card.parents)
    parts = around.above.get(at, ())
    if looks_total(line):
        own = sum(
            max((share for child, share in around.guess[part].items() if child in card.children), default=0.0)
            for part in parts
        )
        row[_AT["total_of"]] = own / max(len(parts), 1)
        row[_AT["total_without_parts"]] = float(not card.children)
    else:
        row[_AT["part_as_total"]] = float(len(card.children) > 2)


def _rivals(row: list[float], at: int, line: Line, name: str, share: float, around: _Surroundings) -> None:
    others = [
        (other, spot)
        for other, spot in around.wanted.get((line.statement, name), ())
        if spot != at
        and not line.figure
        and not around.lines[spot].figure
        and around.lines[spot].component == line.component
    ]
    strongest = max((other for other, _ in others), default=0.0)
    row[_AT["rival"]] = strongest
    row[_AT["rival_gap"]] = share - strongest if others else 0.0
    row[_AT["repeated"]] = float(any(around.lines[spot].key == line.key for _, spot in others))


def _ties(row: list[float], at: int, name: str, around: _Surroundings) -> None:
    ties = around.same_figures.get(at, ())
    if not ties:
        return
    row[_AT["tied"]] = float(any(around.first[other] == name for other in ties))
    row[_AT["tied_mass"]] = max(around.guess[other].get(name, 0.0) for other in ties)
    row[_AT["tied_elsewhere"]] = float(row[_AT["tied_mass"]] < 0.01)


def _extension(
    line: Line, memory: Memory, reader: float, rows: Sequence[list[float]], around: _Surroundings
) -> list[float]:
    row = [0.0] * len(FEATURES)
    put = _AT
    seen = words(line.label)
    row[put["x"]] = 1.0
    row[put["x_reader"]] = max(reader, -12.0) / 4.0
    row[put["x_best"]] = max((found[put["reader"]] for found in rows), default=-3.5)
    row[put["x_likeness"]] = max((found[put["likeness"]] for found in rows), default=0.0)
    new, old, new_total, old_total = memory.counts(EXTENSION)
    row[put["x_unheard"]] = float(new_total + old_total == 0)
    row[put["x_words"]] = min(len(seen), 14) / 10.0
    row[put["x_novel"]] = sum(word not in around.concepts.rarity for word in seen) / max(len(seen), 1)
    row[put["x_memory"]] = old / (old_total + 3.0)
    row[put["x_new_memory"]] = new / (new_total + 1.0)
    row[put["expert_share"]] = memory.said.get(EXTENSION, 0.0)
    row[put["never_by_expert"]] = float(bool(memory.said) and EXTENSION not in memory.said)
    spread = [found[put["reader_share"]] for found in rows]
    row[put["x_spread"]] = -sum(share * math.log(share + 1e-9) for share in spread)
    row[put["x_custom"]] = around.custom
    row[put[f"x_{line.kind}"]] = 1.0
    return row
