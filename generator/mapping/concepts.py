"""What the taxonomy says of a concept, ready to be compared with a line."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from generator.mapping.labels import words
from taxonomy.catalogue import Catalogue

COMMON = 1.6
"""Rarity under which a word finds no candidates by itself: “net”, “other”, “total”."""
UNITS = {
    "monetaryItemType": "money",
    "sharesItemType": "shares",
    "perShareItemType": "per-share",
    "percentItemType": "pure",
    "pureItemType": "pure",
    "decimalItemType": "pure",
    "integerItemType": "pure",
}
_LABEL_ROLES = ("label", "terseLabel", "totalLabel", "verboseLabel", "netLabel", "periodStartLabel")
_TREES = (
    ("CF", "CashFlow"),
    ("BS", "FinancialPosition"),
    ("CI", "OtherComprehensiveIncome"),
    ("EQ", "ShareholdersEquity"),
    ("EQ", "PartnersCapital"),
    ("IS", "StatementOfIncome"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """A concept for comparison. `wordings` are the words of its labels and of its name, `statements` the kinds of
    statement whose trees hold it, `part` where in them (assets, claims, operating, investing, financing,
    supplemental), `current` whether its name is of a current or a noncurrent item."""

    concept: str
    unit: str
    instant: bool
    balance: str
    wordings: tuple[tuple[str, ...], ...]
    statements: frozenset[str]
    part: str
    current: str
    parents: frozenset[str]
    children: frozenset[str]


class Concepts:
    """The concepts that statements use, as cards, with an index of their words."""

    def __init__(self, catalogue: Catalogue, others: Iterable[str] = ()) -> None:
        self._catalogue = catalogue
        self._cards: dict[str, Card | None] = {}
        self._ancestors: dict[str, tuple[str, ...]] = {}
        names: dict[str, None] = {}
        self._places(names)
        names.update(dict.fromkeys(others))
        self.names = tuple(name for name in names if self.card(name) is not None)
        index: defaultdict[str, list[int]] = defaultdict(list)
        counts: Counter[str] = Counter()
        for number, name in enumerate(self.names):
            card = self.card(name)
            assert card is not None
            found = {word for wording in card.wordings for word in wording}
            counts.update(found)
            for word in found:
                index[word].append(number)
        size = len(self.names)
        self.rarity = {word: math.log(1.0 + size / count) for word, count in counts.items()}
        self.rarest = math.log(1.0 + size)
        self._index = {word: np.array(numbers, dtype=np.int64) for word, numbers in index.items()}
        self._suited: dict[tuple[tuple[str, ...], str, bool], NDArray[np.bool_]] = {}

    def card(self, name: str) -> Card | None:
        """The card of a concept that a figure can report; None for abstract, deprecated and unknown ones."""
        if name not in self._cards:
            self._cards[name] = self._make(name)
        return self._cards[name]

    def weight(self, word: str) -> float:
        return self.rarity.get(word, self.rarest)

    def similar(self, seen: tuple[str, ...], unit: str, instant: bool, count: int) -> list[str]:
        """The concepts whose wordings are nearest to these words, best first."""
        scores = np.zeros(len(self.names), dtype=np.float64)
        for word in dict.fromkeys(seen):
            weight = self.weight(word)
            if weight > COMMON and word in self._index:
                scores[self._index[word]] += weight
        scores[~self.suited(self.names, unit, instant)] = 0.0
        best = np.argsort(-scores, kind="stable")[: count * 3]
        fitting = [self.names[int(number)] for number in best if scores[number] > 0.0]
        return sorted(fitting, key=lambda name: -self.likeness(seen, name)[0])[:count]

    def suited(self, names: tuple[str, ...], unit: str, instant: bool) -> NDArray[np.bool_]:
        """Which of the concepts can report such figures: same unit, same period type."""
        if (names, unit, instant) not in self._suited:
            cards = [self.card(name) for name in names]
            self._suited[names, unit, instant] = np.array(
                [card is not None and card.unit == unit and card.instant == instant for card in cards], dtype=bool
            )
        return self._suited[names, unit, instant]

    def likeness(self, seen: tuple[str, ...], name: str) -> tuple[float, float, float]:
        """How alike the words and the best wording of a concept are (cosine of rarities), how much of the words it
        covers, and how much of the wording is covered."""
        return _likeness(self, seen, name)

    def _make(self, name: str) -> Card | None:
        declared = self._catalogue.concept(name)
        if declared is None or declared.abstract or declared.deprecated is not None:
            return None
        local = declared.name
        labels = self._catalogue.labels(name)
        texts = [labels[role] for role in _LABEL_ROLES if role in labels]
        texts.append(" ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", local)))
        wordings = tuple(dict.fromkeys(words(text) for text in texts))
        nodes = self._catalogue.presented_in(name)
        statements = frozenset(kind for node in nodes for kind, part in _TREES if part in node.role)
        return Card(
            name,
            UNITS.get(declared.type.partition(":")[2], "other"),
            declared.period_type == "instant",
            declared.balance or "",
            wordings,
            statements,
            self._part(name),
            "noncurrent"
            if "Noncurrent" in local
            else "current"
            if local.endswith("Current") or "Current" in local
            else "",
            frozenset(arc.parent for arc in self._catalogue.calculation_parents(name)),
            frozenset(arc.child for arc in self._catalogue.calculation_children(name)),
        )

    def _places(self, names: dict[str, None]) -> None:
        for role in self._catalogue.presentation_roles():
            path: list[str] = []
            if not any(part in role for _, part in _TREES):
                continue
            for node in self._catalogue.presentation(role):
                del path[node.depth :]
                path.append(node.concept)
                names.setdefault(node.concept)
                self._ancestors.setdefault(node.concept, tuple(path[:-1]))

    def _part(self, name: str) -> str:
        above = " ".join(self._ancestors.get(name, ()))
        for part, sign in (
            ("supplemental", "Supplemental"),
            ("supplemental", "NoncashInvestingAndFinancing"),
            ("operating", "OperatingActivities"),
            ("investing", "InvestingActivities"),
            ("financing", "FinancingActivities"),
            ("claims", "LiabilitiesAndStockholdersEquityAbstract"),
            ("assets", "AssetsAbstract"),
        ):
            if sign in above:
                return part
        return ""


@lru_cache(maxsize=200_000)
def _likeness(concepts: Concepts, seen: tuple[str, ...], name: str) -> tuple[float, float, float]:
    card = concepts.card(name)
    wanted = set(seen)
    mass = sum(concepts.weight(word) for word in wanted)
    best = (0.0, 0.0, 0.0)
    if card is None or not wanted:
        return best
    for wording in card.wordings:
        has = set(wording)
        own = sum(concepts.weight(word) for word in has)
        common = sum(concepts.weight(word) for word in wanted & has)
        if common:
            found = (common / math.sqrt(mass * own), common / mass, common / own)
            best = max(best, found)
    return best
