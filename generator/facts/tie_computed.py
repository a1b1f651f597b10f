"""Figures that no row shows but several give: the sum of what a subject lists, and one line as a share of another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from generator.facts.model import PURE, Period
from generator.facts.narrative_reading import NarrativeAmount
from generator.facts.narrative_words import OPTIONAL, stems
from generator.facts.tie_tables import Shown, ShownRow, matching

Terms = tuple[tuple[ShownRow, Shown, Period], ...]


def sums(amount: NarrativeAmount, rows: Sequence[ShownRow]) -> Iterator[Terms]:
    """The rows of one table, each named in full by the subject, whose names together are all of it and whose figures of
    the period add up to the amount: "cash, cash equivalents and marketable securities"."""
    if not _LISTS.search(amount.subject) or amount.period is None:
        return
    wanted = stems(amount.subject) - _SLIGHT
    by_table: defaultdict[int, list[tuple[ShownRow, Shown, Period]]] = defaultdict(list)
    for row in rows:
        own = row.words - _SLIGHT
        if own and own < wanted:
            found = (
                (row, shown, when)
                for shown in row.figures
                if shown.unit == amount.unit and not shown.over and (when := matching(shown, amount.period))
            )
            by_table[row.table].extend([first for first in (next(found, None),) if first])
    for terms in by_table.values():
        for count in range(2, min(len(terms), _MOST) + 1):
            for chosen in combinations(terms[:_MOST_OFFERED], count):
                covers = frozenset().union(*(row.words for row, _, _ in chosen)) >= wanted
                total = sum((shown.value for _, shown, _ in chosen), Decimal(0))
                blur = sum((shown.blur for _, shown, _ in chosen), Decimal(0))
                if covers and abs(abs(total) - abs(amount.value)) <= amount.half_unit + blur:
                    yield chosen


def shares(amount: NarrativeAmount, rows: Sequence[ShownRow], is_named: Callable[[ShownRow], bool]) -> Iterator[Terms]:
    """Two rows of which the first is, for the period, such a share of the second: "accounted for 12% of total revenue",
    "as a percentage of net sales". The second stands in the same table, or else is the line that the first table with
    one shows. `is_named` tells whether the sentence names a row."""
    found = _OF.search(f"{amount.subject} {amount.around}")
    if found is None or amount.period is None:
        return
    under = stems(found["whole"]) - _SLIGHT
    lower = [row for row in rows if under and row.words - _SLIGHT == under]
    for one in (row for row in rows if lower and row.words - _SLIGHT != under and is_named(row)):
        beside = [row for row in lower if row.table == one.table]
        for other in beside or [row for row in lower if row.table == lower[0].table]:
            yield from _quotients(amount, one, other)


def _quotients(amount: NarrativeAmount, one: ShownRow, other: ShownRow) -> Iterator[Terms]:
    for part in one.figures:
        when = matching(part, amount.period)
        if when is None or part.unit == PURE or not part.value:
            continue
        for whole in other.figures:
            alike = whole.unit == part.unit and whole.over == part.over and matching(whole, when) is not None
            if alike and whole.value and abs(abs(part.value / whole.value) - abs(amount.value)) <= amount.half_unit:
                yield (one, part, when), (other, whole, when)


_LISTS = re.compile(r"\band\b|,|\bplus\b|\bcombined\b")
_SLIGHT = stems(" ".join(OPTIONAL)) | stems("total combined aggregate balance")
_MOST, _MOST_OFFERED = 4, 8
_OF = re.compile(
    r"\b(?:as a percent(?:age)? of|of|to) (?:(?:our|the|its|total|consolidated|worldwide|company's) )*"
    r"(?P<whole>(?:net )?(?:sales|revenues?)|total assets|gross profit|operating expenses|loans|deposits|assets)\b",
    re.IGNORECASE,
)
