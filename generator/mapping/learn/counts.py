"""What is learned by counting companies: captions, habits, neighbours."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from generator.mapping.features import fingerprint
from generator.mapping.knowledge import EXTENSION, Follow, Lexicon, caption_of, statement_family
from generator.mapping.learn.corpus import Filing


def lexicon(filings: Sequence[Filing]) -> Lexicon:
    """What filers called each caption, by company; of 2009 and 2010 only what two companies agree on."""
    who: defaultdict[tuple[int, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for filing in filings:
        era = int(filing.era == "old")
        for line, answers in zip(filing.lines, filing.answers, strict=True):
            text = caption_of(line)
            for family in (statement_family(line.kind), "*"):
                who[fingerprint(f"{family}|{line.unit}|{text}"), answers[0]][era].add(filing.company)
    entries: defaultdict[int, list[tuple[float, str, int, int]]] = defaultdict(list)
    for (caption, concept), (new, old) in who.items():
        if new or len(old) > 1:
            then = len(old) if len(old) > 1 else 0
            entries[caption].append((-(3.0 * len(new) + then), concept, len(new), then))
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
