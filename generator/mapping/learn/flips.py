"""How filers treat the sign of a figure, counted by company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from generator.mapping.knowledge import EXTENSION
from generator.mapping.learn.corpus import Filing

OLD_FAMILIES = ("CF", "EQ", "CI")
"""Where the filings of 2009 and 2010, which show no figures, still tell: there the negated label is a habit of the
concept, not of the figure."""


def flip_habits(filings: Iterable[Filing]) -> dict[tuple[str, str, str], tuple[float, float]]:
    """(concept, statement, shown sign) -> companies that keep it, companies that turn it."""
    kept: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    turned: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    old: defaultdict[tuple[str, str], list[set[str]]] = defaultdict(lambda: [set(), set()])
    for filing in filings:
        for line, answers, flipped in zip(filing.lines, filing.answers, filing.flipped, strict=True):
            if flipped is None or answers[0] == EXTENSION:
                continue
            family = "IS" if line.kind == "CI" else line.kind
            if filing.era == "old":
                if line.kind in OLD_FAMILIES:
                    old[answers[0], family][flipped].add(filing.company)
            else:
                shown = "-" if line.shown_negative > line.shown_positive else "+"
                (turned if flipped else kept)[answers[0], family, shown].add(filing.company)
    found: dict[tuple[str, str, str], tuple[float, float]] = {}
    for (concept, family), (old_kept, old_turned) in old.items():
        total = len(old_kept) + len(old_turned)
        if total >= 3 and max(len(old_kept), len(old_turned)) >= 0.85 * total:
            for shown in "+-":
                found[concept, family, shown] = (2.0 * len(old_kept) / total, 2.0 * len(old_turned) / total)
    for name in sorted({*kept, *turned}):
        before = found.get(name, (0.0, 0.0))
        found[name] = (round(before[0] + len(kept[name]), 3), round(before[1] + len(turned[name]), 3))
    return {name: (round(one, 3), round(two, 3)) for name, (one, two) in sorted(found.items())}
