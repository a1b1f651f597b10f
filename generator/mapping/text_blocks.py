"""Notes and accounting policies onto the text blocks of the taxonomy, by what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import Note
from generator.mapping.model import Evidence, TextBlockMapping
from taxonomy.catalogue import Catalogue

SURE = 0.8
"""Confidence from which a section is tagged: precision comes first."""

_USUAL, _LABEL, _WITHOUT_OTHER, _ONE_SUBJECT = 0.95, 0.9, 0.85, 0.85
_PARENTHESES = re.compile(r"\([^)]*\)")
_KIND = re.compile(r"\s*\[([^\]]*)\]\s*$")
_SPLIT = re.compile(r"\s*(?:,|;|/|&|\band\b)\s*", re.IGNORECASE)
_SMALL = frozenset(
    {"the", "of", "and", "or", "our", "its", "in", "for", "on", "to", "a", "an", "with", "from", "by", "about", "s"}
)
_SILENT = frozenset(
    {"information", "disclosure", "summary", "certain", "selected", "net", "consolidated", "condensed", "unaudited"}
    | {"note", "continued", "policy text block", "successor", "predecessor"}
)
Words = frozenset[str]


def map_text_blocks(
    notes: Sequence[Note], catalogue: Catalogue
) -> tuple[tuple[TextBlockMapping, ...], tuple[Diagnostic, ...]]:
    """A decision for every note and every topic of a note, in order, and what is left untagged.

    A heading is taken for a text block when companies usually call that disclosure so, or when it has the words of the
    standard label; one that names several subjects is left.
    """
    decided: list[TextBlockMapping] = []
    told: list[Diagnostic] = []
    for number, note in enumerate(notes):
        whole = _decide(number, None, note.title, "note", catalogue)
        topics = [_decide(number, at, topic.title, "policy", catalogue) for at, topic in enumerate(note.topics)]
        decided += [whole, *topics]
        if whole.concept is None:
            told.append(_left(note, f"The note {note.title!r} was not tagged: {whole.reason}."))
        left = [topic.title for topic in topics if topic.concept is None]
        if left and len(left) < len(topics):
            told.append(_left(note, f"Of the note {note.title!r} were not tagged: {'; '.join(left)}."))
    return tuple(decided), tuple(told)


@dataclass(frozen=True, slots=True)
class _Found:
    concept: str
    confidence: float
    evidence: Evidence


def _decide(note: int, topic: int | None, title: str, level: str, catalogue: Catalogue) -> TextBlockMapping:
    found = _by_title(title, level, catalogue) or _one_subject(title, level, catalogue)
    if found is None:
        several = len(list(_subjects(title, level, catalogue))) > 1
        reason = "its heading names several subjects" if several else "no text block is known by its heading"
        return TextBlockMapping(note, topic, title, reason=reason)
    if found.confidence < SURE:
        reason = f"{found.concept} is only likely by its heading"
        return TextBlockMapping(note, topic, title, None, found.confidence, (found.evidence,), reason)
    return TextBlockMapping(note, topic, title, found.concept, found.confidence, (found.evidence,))


def _by_title(title: str, level: str, catalogue: Catalogue) -> _Found | None:
    usual, labels = _usual_names(), _labels(catalogue)
    whole, bare = _words(title), _words(_PARENTHESES.sub(" ", title))
    for words in dict.fromkeys((whole, bare)):
        known = usual.get((level, words))
        if known:
            evidence = Evidence("heading", f"companies call this disclosure \u201c{title}\u201d", known[1])
            return _Found(*known, evidence)
        concept = labels.get((level, words))
        if concept:
            evidence = Evidence("label", f"the heading has the words of \u201c{catalogue.label(concept)}\u201d", _LABEL)
            return _Found(concept, _LABEL, evidence)
    known = usual.get((level, bare - {"other"}))
    if known is None:
        return None
    confidence = min(_WITHOUT_OTHER, known[1])
    return _Found(known[0], confidence, Evidence("heading", "the heading, but for \u201cother\u201d", confidence))


def _one_subject(title: str, level: str, catalogue: Catalogue) -> _Found | None:
    """A heading that names one subject in several words, all of which lead to the same text block."""
    found = list(_subjects(title, level, catalogue))
    parts = [part for part in _SPLIT.split(title) if _words(part)]
    if len(parts) < 2 or len(found) < len(parts) or len({each.concept for each in found}) != 1:
        return None
    confidence = min(_ONE_SUBJECT, *(each.confidence for each in found))
    return _Found(found[0].concept, confidence, Evidence("heading", "every subject of the heading", confidence))


def _subjects(title: str, level: str, catalogue: Catalogue) -> Iterator[_Found]:
    for part in _SPLIT.split(title):
        found = _by_title(part, level, catalogue) if _words(part) else None
        if found is not None:
            yield found


@cache
def _usual_names() -> Mapping[tuple[str, Words], tuple[str, float]]:
    """(level, words of a heading) -> (concept, confidence)."""
    names: dict[tuple[str, Words], tuple[str, float]] = {}
    text = (files("generator.mapping") / "data" / "text_blocks.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            level, words, concept, *share = line.split("\t")
            names.setdefault((level, _words(words)), (f"us-gaap:{concept}", float(share[0]) if share else _USUAL))
    return names


@cache
def _labels(catalogue: Catalogue) -> Mapping[tuple[str, Words], str]:
    """(level, words of the standard label) -> concept, where only one text block has them."""
    found: dict[tuple[str, Words], set[str]] = {}
    for concept in catalogue.concepts():
        if concept.abstract or not concept.type.endswith(":textBlockItemType") or catalogue.deprecation(concept.qname):
            continue
        label = catalogue.label(concept.qname)
        kind = _KIND.search(label)
        level = {"Text Block": "note", "Policy Text Block": "policy"}.get(kind[1] if kind else "")
        if level:
            words = re.sub(r",? (policy|disclosure)$", "", _KIND.sub("", label), flags=re.IGNORECASE)
            found.setdefault((level, _words(words)), set()).add(concept.qname)
    return {words: next(iter(names)) for words, names in found.items() if len(names) == 1}


def _words(title: str) -> Words:
    """What a heading says, whatever the order of its words, their number and those that say nothing."""
    plain = re.sub(r"['\u2019]s\b|['\u2019]|(?<=\bnon)-|(?<=\bpost)-", "", title.lower())
    stems = {_stem(word) for word in re.findall(r"[a-z0-9]+", plain)}
    return frozenset(stems - _SMALL - _SILENT)


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _left(note: Note, message: str) -> Diagnostic:
    return Diagnostic(
        "map.text-block-left", Severity.INFO, message, "Tag it by hand where it is filed.", note.parts[0].span
    )
