"""What is learned by counting companies: captions, habits, neighbours."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from generator.mapping.features import fingerprint
from generator.mapping.knowledge import (
    ANYWHERE,
    EXTENSION,
    Follow,
    Lexicon,
    caption_key,
    side_of,
    statement_family,
)
from generator.mapping.learn.corpus import Filing
from generator.mapping.learn.lexicon import Saying


def lexicon(filings: Sequence[Filing]) -> Lexicon:
    """What filers called each caption, by company; of 2009 and 2010 only what two companies agree on."""
    who: defaultdict[tuple[int, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for filing in filings:
        era = int(filing.era == "old")
        for line, answers in zip(filing.lines, filing.answers, strict=True):
            for place in (statement_family(line.kind), ANYWHERE):
                who[fingerprint(caption_key(place, line)), answers[0]][era].add(filing.company)
    entries: defaultdict[int, list[tuple[float, str, int, int]]] = defaultdict(list)
    for (caption, concept), (new, old) in who.items():
        if new or len(old) > 1:
            then = len(old) if len(old) > 1 else 0
            entries[caption].append((-(3.0 * len(new) + then), concept, len(new), then))
    return _lexicon(entries)


def expertise(sayings: Sequence[Saying]) -> Lexicon:
    """What an expert gives each caption, in hundredths, in its part of the statement and in the statement."""
    weights: Counter[tuple[int, str]] = Counter()
    for saying in sayings:
        places = dict.fromkeys((side_of(saying.line), statement_family(saying.line.kind)))
        for place in places:
            weights[fingerprint(caption_key(place, saying.line)), saying.concept] += round(100 * saying.weight)
    entries: defaultdict[int, list[tuple[float, str, int, int]]] = defaultdict(list)
    for (caption, concept), weight in weights.items():
        entries[caption].append((-weight, concept, weight, 0))
    return _lexicon(entries)


def _lexicon(entries: dict[int, list[tuple[float, str, int, int]]]) -> Lexicon:
    """The entries of each caption, at most twelve, most first."""
    concepts = tuple(sorted({entry[1] for found in entries.values() for entry in found}))
    number = {name: at for at, name in enumerate(concepts)}
    captions = sorted(entries)
    spans, chosen, counts = [0], [], []
    for caption in captions:
        for _, concept, today, then in sorted(entries[caption])[:12]:
            chosen.append(number[concept])
            counts.append((today, then))
        spans.append(len(chosen))
    return Lexicon(
        np.array(captions, dtype=np.uint64),
        np.array(spans, dtype=np.int32),
        np.array(chosen, dtype=np.int32),
        np.array(counts, dtype=np.float32),
        concepts,
    )


def habits(filings: Sequence[Filing]) -> dict[tuple[str, str], tuple[float, float]]:
    """(statement, concept) -> log share of the companies that report it, today and in 2009, scaled to about [-1, 1]."""
    who: defaultdict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    all_of: tuple[set[str], set[str]] = (set(), set())
    for filing in filings:
        era = int(filing.era == "old")
        all_of[era].add(filing.company)
        for line, answers in zip(filing.lines, filing.answers, strict=True):
            who[statement_family(line.kind), answers[0]][era].add(filing.company)
    return {
        name: tuple(
            round(1.0 + math.log10((len(part) + 0.1) / (len(whole) + 0.1)) / 2.0, 3)
            for part, whole in zip(parts, all_of, strict=True)
        )  # type: ignore[misc]
        for name, parts in sorted(who.items())
    }


def follow(filings: Sequence[Filing]) -> Follow:
    """Which concept follows which, by company: the larger the more than by chance."""
    pairs: Counter[tuple[str, str, str]] = Counter()
    firsts: Counter[tuple[str, str]] = Counter()
    seconds: Counter[tuple[str, str]] = Counter()
    seen: set[tuple[str, str, str, str]] = set()
    totals: Counter[str] = Counter()
    for filing in filings:
        weight = 4 if filing.era == "new" else 1
        for line, answers in zip(filing.lines, filing.answers, strict=True):
            if line.previous < 0 or line.figure:
                continue
            family = statement_family(line.kind)
            first, second = filing.answers[line.previous][0], answers[0]
            if (filing.company, family, first, second) in seen:
                continue
            seen.add((filing.company, family, first, second))
            pairs[family, first, second] += weight
            firsts[family, first] += weight
            seconds[family, second] += weight
            totals[family] += weight
    found = {}
    for (family, first, second), count in sorted(pairs.items()):
        if count >= 4 and EXTENSION not in (first, second):
            expected = firsts[family, first] * seconds[family, second] / totals[family]
            found[family, first, second] = round(math.log((count + 0.5) / (expected + 2.0)) / 3.0, 2)
    return Follow(found)
