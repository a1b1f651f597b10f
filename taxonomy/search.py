"""Finding concepts by words, as a person would ask for them.

BM25 over three fields (the standard label, the words of the name, and how filers labelled the concept in their
statements), with what is known besides: whether companies use it, whether it stands in a primary statement, whether it
is a heading or deprecated. A word that no field has is taken for a misspelling or a beginning.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from taxonomy.catalogue import Catalogue
from taxonomy.model import Concept

FAMILIES = ("us-gaap", "srt", "dei")
FIELD_WEIGHTS = {"label": 1.6, "name": 1.0, "filers": 1.2}
SATURATION, LENGTH = 1.2, 0.6
"""BM25's k1 and b."""

ABBREVIATIONS: Mapping[str, str] = {
    "ap": "accounts payable",
    "apic": "additional paid in capital",
    "ar": "accounts receivable",
    "aoci": "accumulated other comprehensive income",
    "cogs": "cost of goods sold",
    "dta": "deferred tax assets",
    "dtl": "deferred tax liabilities",
    "eps": "earnings per share",
    "oci": "other comprehensive income",
    "ppe": "property plant and equipment",
    "pp&e": "property plant and equipment",
    "r&d": "research and development",
    "rd": "research and development",
    "rou": "right of use",
    "sga": "selling general and administrative",
    "sg&a": "selling general and administrative",
}
_WORD = re.compile(r"[a-z]&[a-z]|pp&e|sg&a|[a-z]+|\d+", re.IGNORECASE)
_NAME_PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_STOPPED = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
_CHANGE = frozenset(["change", "decrease", "increase"])
_DEFINITION = re.compile(r"^\d+ - \w+ - ")
_FUZZY_CUTOFF = 82
_SHORTEST_PREFIX = 4
_NAMED = 1000.0
"""Above every score: the query is the concept's own name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found; `score` only ranks. `statements` are the primary statements that present it."""

    concept: Concept
    score: float
    statements: tuple[str, ...]
    filers: int


def find_concepts(catalogue: Catalogue, query: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """The concepts that fit the words best, best first; ties in order of their names. Empty where no word is known."""
    index = _index(catalogue)
    words = _words(query)
    if not any(word in index.postings for word in words) and " " not in query.strip():
        words = _name_words(query.strip().rpartition(":")[2])
    terms = index.terms(words)
    named = index.by_name.get(query.strip().rpartition(":")[2].lower())
    if not terms and named is None:
        return ()
    scores = {qname: score for qname, score in index.bm25(terms).items() if score > 0}
    for qname, share in index.same_label(words).items():
        scores[qname] = scores.get(qname, 0.0) + 9.0 * share
    if named is not None:
        scores[named] = scores.get(named, 0.0) + _NAMED
    ranked = sorted(
        ((_adjusted(catalogue, index, qname, score, words), qname) for qname, score in scores.items()),
        key=lambda pair: (-pair[0], pair[1]),
    )
    return tuple(_hit(catalogue, index, qname, score) for score, qname in ranked[:limit])


def similar_names(catalogue: Catalogue, name: str, *, limit: int = 5) -> tuple[str, ...]:
    """The QNames closest to one that does not exist, for "did you mean"."""
    names = {concept.name: concept.qname for family in FAMILIES for concept in catalogue.concepts(family)}
    wanted = name.rpartition(":")[2]
    found = process.extract(wanted, list(names), scorer=fuzz.ratio, limit=limit, score_cutoff=70)
    return tuple(names[match] for match, _, _ in found)


def statements_of(catalogue: Catalogue, qname: str) -> tuple[str, ...]:
    """The titles of the statements that present a concept: `Statement of Income (Including Gross Margin)`."""
    titles: dict[str, None] = {}
    for node in catalogue.presented_in(qname):
        role = catalogue.role(node.role)
        titles[statement_title(role.definition if role else node.role)] = None
    return tuple(titles)


def statement_title(definition: str) -> str:
    """`104000 - Statement - Statement of Income` without its number and kind."""
    return _DEFINITION.sub("", definition)


class _Index:
    """Words to concepts. Built once per catalogue and process."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.filers: Counter[str] = Counter()
        self.by_label: dict[tuple[str, ...], Counter[str]] = {}
        self.by_name: dict[str, str] = {}
        bags: dict[str, dict[str, float]] = {}
        for family in FAMILIES:
            for concept in catalogue.concepts(family):
                self.by_name.setdefault(concept.name.lower(), concept.qname)
                words = _words(concept.label)
                bag = bags[concept.qname] = {}
                _add(bag, words, FIELD_WEIGHTS["label"])
                _add(bag, _name_words(concept.name), FIELD_WEIGHTS["name"])
                self.by_label.setdefault(words, Counter())[concept.qname] += 3
        for qname, label, companies in catalogue.filer_labels():
            if qname in bags:
                words = _words(label)
                self.filers[qname] += companies
                self.by_label.setdefault(words, Counter())[qname] += companies
                _add(bags[qname], set(words), FIELD_WEIGHTS["filers"] * min(1.0, math.log10(1 + companies)))
        self.postings: dict[str, list[tuple[str, float]]] = {}
        for qname, bag in bags.items():
            for word, weight in bag.items():
                self.postings.setdefault(word, []).append((qname, weight))
        self.lengths = {qname: sum(bag.values()) for qname, bag in bags.items()}
        self.mean_length = sum(self.lengths.values()) / max(len(self.lengths), 1)
        self.vocabulary = sorted(self.postings)

    def terms(self, words: Iterable[str]) -> dict[str, float]:
        """The words to look up, with their weight: 1, or less for a guess at what was meant."""
        found: dict[str, float] = {}
        for word in words:
            if word in self.postings:
                found[word] = 1.0
                continue
            starts = (
                [known for known in self.vocabulary if known.startswith(word)] if len(word) >= _SHORTEST_PREFIX else []
            )
            for known in starts[:8]:
                found.setdefault(known, 0.8)
            if not starts:
                for known, score, _ in process.extract(
                    word, self.vocabulary, scorer=fuzz.ratio, limit=3, score_cutoff=_FUZZY_CUTOFF
                ):
                    found.setdefault(known, 0.7 * score / 100)
        return found

    def bm25(self, terms: Mapping[str, float]) -> dict[str, float]:
        scores: dict[str, float] = {}
        for word, importance in terms.items():
            postings = self.postings[word]
            rarity = math.log(1 + (len(self.lengths) - len(postings) + 0.5) / (len(postings) + 0.5))
            for qname, weight in postings:
                length = 1 - LENGTH + LENGTH * self.lengths[qname] / self.mean_length
                gain = weight * (SATURATION + 1) / (weight + SATURATION * length)
                scores[qname] = scores.get(qname, 0.0) + importance * rarity * gain
        return scores

    def same_label(self, words: tuple[str, ...]) -> dict[str, float]:
        """How the companies that wrote just these words are shared among the concepts they meant."""
        counts = self.by_label.get(words, Counter())
        total = sum(counts.values())
        return {qname: count / total for qname, count in counts.items()}


@lru_cache(maxsize=4)
def _index(catalogue: Catalogue) -> _Index:
    return _Index(catalogue)


def _add(bag: dict[str, float], words: Iterable[str], weight: float) -> None:
    for word in words:
        bag[word] = bag.get(word, 0.0) + weight


def _adjusted(catalogue: Catalogue, index: _Index, qname: str, score: float, words: tuple[str, ...]) -> float:
    concept = catalogue.concept(qname)
    assert concept is not None
    if score >= _NAMED:
        return score
    label = _words(concept.label)
    covered = sum(1 for word in words if word in label) / max(len(words), 1)
    score += 2.0 * covered * len(words) / max(len(label), len(words), 1)
    score += 0.8 * math.log10(1 + index.filers[qname])
    if catalogue.presented_in(qname):
        score += 0.8
    if concept.name.startswith("IncreaseDecrease") and not _CHANGE.intersection(words):
        score *= 0.9
    if concept.abstract:
        score *= 0.6
    if concept.deprecated is not None:
        score *= 0.4
    if concept.type in ("dtr-types:textBlockItemType", "enum2:enumerationSetItemType"):
        score *= 0.75
    return score


def _hit(catalogue: Catalogue, index: _Index, qname: str, score: float) -> Hit:
    concept = catalogue.concept(qname)
    assert concept is not None
    return Hit(concept, round(score, 3), statements_of(catalogue, qname), index.filers[qname])


def _words(text: str) -> tuple[str, ...]:
    """The words that count, abbreviations written out, plurals as singulars."""
    return tuple(word for token in _WORD.findall(text.lower()) for word in _normal(token))


def _name_words(name: str) -> tuple[str, ...]:
    """The words of a concept's name, which runs them together."""
    return tuple(word for token in _NAME_PART.findall(name) for word in _normal(token.lower()))


@lru_cache(maxsize=50_000)
def _normal(token: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in ABBREVIATIONS.get(token, token).split() if word not in _STOPPED)


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def ancestors(catalogue: Catalogue, qname: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Every place of a concept: the statement's title and the concepts above it, the root first."""
    for node in catalogue.presented_in(qname):
        tree = catalogue.presentation(node.role)
        above: list[str] = []
        depth = node.depth
        for other in reversed(tree[: node.order - 1]):
            if other.depth == depth - 1:
                above.append(other.concept)
                depth -= 1
        role = catalogue.role(node.role)
        yield statement_title(role.definition if role else node.role), tuple(reversed(above))
