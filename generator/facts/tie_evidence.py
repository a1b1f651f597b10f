"""Counterparts by words and figure together: the row of any table that a sentence may restate.

A sentence seldom calls a line by its caption alone, and what it restates may stand in any table. So a figure is looked
up among all that the tables show for its period, and a row that shows it is its counterpart where the sentence also
says what the row is called. The fewer digits a figure has, the more of the caption it takes: two digits are met by
chance in any long document, five hardly ever. What is found here bears a sentence out; it never contradicts one.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from generator.facts.model import PURE, ParsedFact, Period, Unit
from generator.facts.narrative_grammar import CHANGE_NOUN, CHANGE_WORD, pattern
from generator.facts.narrative_reading import AmountKind, NarrativeAmount
from generator.facts.narrative_words import OPTIONAL, stems
from generator.facts.tie_tables import Shown, ShownRow

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The row that a figure restates: its facts (for a change the later and the earlier) and what they give."""

    row: ShownRow
    facts: tuple[ParsedFact, ...]
    computed: Decimal


class Evidence:
    """All rows of a document's tables, by their figures and by their words."""

    def __init__(self, rows: Iterable[ShownRow]) -> None:
        self._rows = tuple(rows)
        counted = Counter(word for row in self._rows for word in row.words)
        total, slight = len(self._rows) + 1, stems(" ".join(OPTIONAL))
        self._weights = {
            word: math.log(1 + total / count) * (_SLIGHT if word in slight else 1) for word, count in counted.items()
        }
        by_unit: defaultdict[Unit, list[tuple[Decimal, int, Shown]]] = defaultdict(list)
        self._with_word: defaultdict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            for word in row.words:
                self._with_word[word].append(number)
            for shown in row.figures:
                by_unit[shown.unit].append((abs(shown.value), number, shown))
        self._by_value = {unit: sorted(found, key=lambda entry: entry[:2]) for unit, found in by_unit.items()}
        self._blur = {unit: max(shown.blur for _, _, shown in found) for unit, found in by_unit.items()}

    def counterpart(self, amount: NarrativeAmount, tied: Sequence[ShownRow] = ()) -> Counterpart | None:
        """The best row for a figure; None where words or figures do not bear one out. `tied` are the rows that other
        figures of its sentence restate."""
        said = _Said.of(amount)
        if amount.kind is AmountKind.LEVEL:
            return self._level(amount, said) or (self._change(amount, said, tied) if said.is_change else None)
        if amount.kind is AmountKind.RATIO:
            return self._level(amount, said)
        changed = self._change(amount, said, tied)
        return changed or (self._level(amount, said) if amount.kind is AmountKind.CHANGE else None)

    def row_of(self, span: object) -> ShownRow | None:
        """The row that shows the figure at `span`."""
        return next((row for row in self._rows if any(shown.span == span for shown in row.figures)), None)

    def _level(self, amount: NarrativeAmount, said: _Said) -> Counterpart | None:
        found = []
        for row, shown in self._equal(amount):
            when = _matching(shown, amount.period)
            if shown.is_change or (amount.period and shown.periods and when is None):
                continue
            if not shown.periods and amount.period is not None and not _is_timeless(amount):
                continue
            fact = shown.fact(when)
            if fact is not None:
                found.append((self._cover(row, said, shown), row, fact))
        return self._best(amount, found)

    def _equal(self, amount: NarrativeAmount) -> Iterator[tuple[ShownRow, Shown]]:
        """The figures of the tables that round to the one printed."""
        unit, value = amount.unit, abs(amount.value)
        entries = self._by_value.get(unit, [])
        reach = amount.half_unit + self._blur.get(unit, Decimal(0))
        low = bisect_left(entries, value - reach, key=lambda entry: entry[0])
        high = bisect_right(entries, value + reach, key=lambda entry: entry[0])
        for size, number, shown in entries[low:high]:
            if abs(size - value) <= _tolerance(amount, shown):
                yield self._rows[number], shown

    def _change(self, amount: NarrativeAmount, said: _Said, tied: Sequence[ShownRow]) -> Counterpart | None:
        numbers = {number for word in said.near | said.above for number in self._with_word.get(word, ())}
        found = []
        for number in numbers:
            row = self._rows[number]
            cover = self._cover(row, said)
            if any(row is other for other in tied):
                cover = _Cover(1, 1)
            if cover.far < _LEAST:
                continue
            for later, earlier in _pairs(row, amount):
                change = _difference(amount, later.value, earlier.value)
                if change is None or not _same_change(amount, change, later, earlier):
                    continue
                new, old = later.fact(_matching(later, amount.period)), earlier.fact()
                if new and old:
                    found.append((cover, row, (new, old), change))
            for shown in row.figures:
                shows = shown.is_change and shown.unit == amount.unit
                fits = shows and abs(abs(shown.value) - abs(amount.value)) <= _tolerance(amount, shown)
                if fits and (fact := shown.fact(amount.period)):
                    found.append((cover, row, (fact,), shown.value))
        best = max(found, key=lambda one: (one[0].near, one[0].far), default=None)
        if best is None or not best[0].bears_out(amount, len({id(one[1]) for one in found})):
            return None
        return Counterpart(best[1], best[2], best[3])

    def _best(
        self, amount: NarrativeAmount, found: Sequence[tuple[_Cover, ShownRow, ParsedFact]]
    ) -> Counterpart | None:
        best = max(found, key=lambda one: (one[0].near, one[0].far), default=None)
        if best is None or not best[0].bears_out(amount, len({id(one[1]) for one in found})):
            return None
        return Counterpart(best[1], (best[2],), best[2].value or Decimal(0))

    def _cover(self, row: ShownRow, said: _Said, shown: Shown | None = None) -> _Cover:
        words = row.words - _OF_TIME
        over = shown.over - _OF_TIME - _SAYS_NOTHING if shown else frozenset()
        whole = self._weight(words)
        if not whole:
            return _Cover(0, 0)
        far = self._weight(words & said.far) / whole
        if over and not over & said.far:
            far *= _OTHER_COLUMN
        return _Cover(min(far, self._weight(words & said.near) / whole), far)

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._weights.get(word, 0) for word in words)


CHANGES = pattern(rf"\b(?:{CHANGE_WORD}|{CHANGE_NOUN}|changes?)\b")
_SLIGHT = 0.3
_LEAST = 0.5
_OTHER_COLUMN = 0.5
_OF_TIME = stems(
    "January February March April May June July August September October November December three six nine twelve months"
    " ended years thirteen weeks first second third fourth"
)
_SAYS_NOTHING = stems(
    "thousands millions dollars total consolidated actual as reported restated revised amount amounts percent"
    " percentage"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a sentence: `near` the figure, anywhere in it or in the headings above it (`far`)."""

    near: frozenset[str]
    far: frozenset[str]
    above: frozenset[str]
    is_change: bool

    @classmethod
    def of(cls, amount: NarrativeAmount) -> _Said:
        near = stems(amount.subject) | stems(amount.around)
        above = stems(" ".join(amount.headings[-2:]))
        changes = bool(CHANGES.search(f"{amount.subject} {amount.around}"))
        return cls(near, near | stems(amount.sentence) | above, above, changes)


@dataclass(frozen=True, slots=True)
class _Cover:
    """How much of a row's caption the words near a figure say, and those of the whole sentence, from 0 to 1."""

    near: float
    far: float

    def bears_out(self, amount: NarrativeAmount, rows: int) -> bool:
        """Whether the words are enough for a figure of so many digits, shown by so many rows."""
        digits = significant(amount.shown)
        if amount.kind in (AmountKind.PERCENTAGE_CHANGE, AmountKind.CHANGE):
            digits -= 1  # differences are many more than figures
        if digits >= 4:
            return self.far >= 0.5
        if digits == 3:
            return self.near >= 0.5 or self.far >= 0.75
        if digits == 2:
            return self.near >= 0.75 or self.far >= 0.95
        return self.near >= 0.95


def _tolerance(amount: NarrativeAmount, shown: Shown) -> Decimal:
    """How far a table's figure may be from one that restates it: half a unit of the coarser of the two; nothing where
    both are printed alike."""
    if amount.decimals == shown.decimals:
        return Decimal(0)
    return max(amount.half_unit, shown.blur)


def significant(shown: str) -> int:
    """How many significant digits a figure prints."""
    return len("".join(c for c in shown if c.isdigit()).lstrip("0"))


def _is_timeless(amount: NarrativeAmount) -> bool:
    return significant(amount.shown) >= 4


def _matching(shown: Shown, period: Period | None) -> Period | None:
    """The period of a column that fits the one wanted: it itself but for days, or its last day for a balance."""
    if period is None:
        return shown.periods[0] if shown.periods else None
    for known in shown.periods:
        if abs(known.end - period.end) > _WEEK:
            continue
        if known.start is None or (period.start and abs(known.start - period.start) <= _WEEK):
            return known
    return None


def _pairs(row: ShownRow, amount: NarrativeAmount) -> Iterator[tuple[Shown, Shown]]:
    """The figures of a row that a change may run between."""
    money = [shown for shown in row.figures if not shown.is_change and shown.unit != PURE and shown.periods]
    for later in money:
        if amount.period is not None and _matching(later, amount.period) is None:
            continue
        for earlier in money:
            if earlier is later or earlier.unit != later.unit or earlier.over != later.over:
                continue
            if amount.unit != PURE and later.unit != amount.unit:
                continue
            if amount.base is not None:
                fits = _matching(earlier, amount.base) is not None
            else:
                fits = any(_precedes(a, b) for a in earlier.periods for b in later.periods)
            if fits:
                yield later, earlier


def _precedes(earlier: Period, later: Period) -> bool:
    """Whether a period is the like one of the year before, or a day before."""
    if earlier.start is None or later.start is None:
        return earlier.start is later.start and earlier.end < later.end
    apart = (later.end - earlier.end).days
    return 350 <= apart <= 380 and abs((later.end - later.start).days - (earlier.end - earlier.start).days) <= 10


def _difference(amount: NarrativeAmount, later: Decimal, earlier: Decimal) -> Decimal | None:
    change = abs(later) - abs(earlier) if later * earlier >= 0 else later - earlier
    if amount.kind is AmountKind.PERCENTAGE_CHANGE:
        return change / abs(earlier) if earlier else None
    return change


def _same_change(amount: NarrativeAmount, change: Decimal, later: Shown, earlier: Shown) -> bool:
    blur = later.blur + earlier.blur
    if amount.kind is AmountKind.PERCENTAGE_CHANGE:
        blur = blur / abs(earlier.value)
    elif amount.decimals == later.decimals == earlier.decimals:
        blur = -amount.half_unit  # printed alike, the difference is exact
    fits = abs(abs(change) - abs(amount.value)) <= amount.half_unit + blur
    return fits and (not amount.direction or (change > 0) == (amount.direction > 0))
