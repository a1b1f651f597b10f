"""What the mapper knows: concepts that took the place of old ones, and the learned data file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.mapping.features import fingerprint
from generator.mapping.lines import Line
from generator.mapping.reader import Reader
from taxonomy.catalogue import Catalogue


def translate(concept: str, catalogue: Catalogue) -> str | None:
    """The concept of this catalogue that stands for `concept` of any year; None where nothing does.

    The taxonomy's own replacement comes first; for elements that were removed without naming one, the successor that
    filers moved to (`data/successors.tsv`).
    """
    found = catalogue.concept(concept)
    if found is not None and found.deprecated is None:
        return concept
    replacement = catalogue.replacement(concept)
    if replacement is None:
        name = successors().get(concept.removeprefix("us-gaap:"))
        replacement = f"us-gaap:{name}" if name else None
    if replacement is not None and (known := catalogue.concept(replacement)) is not None and known.deprecated is None:
        return replacement
    return concept if found is not None else None


@lru_cache(maxsize=1)
def successors() -> dict[str, str]:
    text = resources.files("generator.mapping").joinpath("data/successors.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines() if line)


EXTENSION = "extension"
"""Stands for a concept of the filer's own wherever concepts are counted."""


class Memory(NamedTuple):
    """What filers called one caption: (concept, companies of today, companies of 2009 and 2010), most first; the shares
    of the concepts under this caption in any statement; and the shares that an expert gives them here."""

    entries: tuple[tuple[str, float, float], ...] = ()
    anywhere: Mapping[str, float] = {}
    said: Mapping[str, float] = {}

    def counts(self, name: str) -> tuple[float, float, float, float]:
        """Companies of today and of then that chose the concept, and all of them."""
        new = sum(entry[1] for entry in self.entries)
        old = sum(entry[2] for entry in self.entries)
        for concept, one, two in self.entries:
            if concept == name:
                return one, two, new, old
        return 0.0, 0.0, new, old


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Captions in their places, by fingerprint. `spans` gives for each of the sorted `captions` where its entries
    begin; an entry is a concept's number and two counts."""

    captions: NDArray[np.uint64]
    spans: NDArray[np.int32]
    chosen: NDArray[np.int32]
    counts: NDArray[np.float32]
    concepts: tuple[str, ...]

    def entries(self, place: str, line: Line) -> tuple[tuple[str, float, float], ...]:
        """Concepts with their counts under the caption of a line in this place, most first."""
        caption = fingerprint(caption_key(place, line))
        at = int(np.searchsorted(self.captions, np.uint64(caption)))
        if at == len(self.captions) or int(self.captions[at]) != caption:
            return ()
        span = range(int(self.spans[at]), int(self.spans[at + 1]))
        return tuple(
            (self.concepts[int(self.chosen[n])], float(self.counts[n, 0]), float(self.counts[n, 1])) for n in span
        )


@dataclass(frozen=True, slots=True)
class Follow:
    """How often one concept follows another in a statement: pointwise mutual information, damped for rare pairs."""

    pairs: Mapping[tuple[str, str, str], float]

    def score(self, kind: str, first: str, second: str) -> float:
        return self.pairs.get((statement_family(kind), first, second), -0.5)


ANYWHERE = "*"
"""The place of a caption in any statement."""


def caption_key(place: str, line: Line) -> str:
    """By what a caption is remembered: its words, or for a figure inside it what it measures and of what."""
    caption = line.key if not line.figure else f"{line.figure}|{' '.join(line.key.split()[:2])}"
    return f"{place}|{line.unit}|{caption}"


def side_of(line: Line) -> str:
    """The part of its statement in which a line stands, as a place of captions."""
    return f"{statement_family(line.kind)} {line.side}".strip()


def statement_family(kind: str) -> str:
    return {"CI": "IS", "BSP": "BS"}.get(kind, kind)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The learned data file, opened.

    `readers` score the `concepts` from captions. `memory` is what filers called a caption, `expert` what an expert
    expects (in hundredths), `habits` how many companies use a concept in a statement, `follow` which concepts stand
    next to each other, `flips` how many companies kept or turned a figure's sign by concept, statement and shown
    sign.
    """

    readers: tuple[Reader, ...]
    concepts: tuple[str, ...]
    memory: Lexicon
    expert: Lexicon
    habits: Mapping[tuple[str, str], tuple[float, float]]
    follow: Follow
    flips: Mapping[tuple[str, str, str], tuple[float, float]]
    number: Mapping[str, int]

    def usual(self, line: Line, name: str) -> tuple[float, float]:
        """How usual the concept is in such a statement, today and in 2009: logarithms of shares of companies."""
        return self.habits.get((statement_family(line.kind), name), (-1.0, -1.0))

    def remember(self, line: Line) -> Memory:
        """What is known of the caption of a line."""
        family = statement_family(line.kind)
        anywhere = self.memory.entries(ANYWHERE, line)
        total = sum(new * 3.0 + old for _, new, old in anywhere) + 2.0
        said = self.expert.entries(side_of(line), line) or self.expert.entries(family, line)
        whole = max(sum(weight for _, weight, _ in said), 100.0)
        return Memory(
            self.memory.entries(family, line),
            {name: (new * 3.0 + old) / total for name, new, old in anywhere},
            {name: weight / whole for name, weight, _ in said},
        )

    def read(self, lines: Sequence[Line], suited: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Log shares of the concepts for every line of a report, among those that are `suited` to it: the mean of what
        the readers think."""
        if not lines:
            return np.zeros((0, len(self.concepts)), dtype=np.float32)
        shares = np.zeros(suited.shape, dtype=np.float32)
        for reader in self.readers:
            scores = np.where(suited, reader.scores(lines), -np.inf)
            scores = np.exp(scores - scores.max(axis=1, keepdims=True))
            shares += scores / scores.sum(axis=1, keepdims=True) / np.float32(len(self.readers))
        return np.asarray(np.log(shares + np.float32(1e-9)), dtype=np.float32)
