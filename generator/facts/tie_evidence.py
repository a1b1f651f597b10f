"""Counterparts by words and figure together: the row of any table that a sentence may restate.

A sentence seldom calls a line by its caption alone, and what it restates may stand in any table. So a figure is looked
up among all that the tables show for its period, and a row that shows it is its counterpart where the sentence also
says what the row is called. The fewer digits a figure has, the more of the caption it takes: two digits are met by
chance in any long document, five hardly ever. What is found here bears a sentence out; it never contradicts one.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from generator.diagnostics import SourceSpan
from generator.facts.model import PURE, ParsedFact, Period, Unit
from generator.facts.narrative_grammar import CHANGE_NOUN, pattern
from generator.facts.narrative_reading import AmountKind, NarrativeAmount
from generator.facts.narrative_words import OPTIONAL, stems
from generator.facts.tie_tables import Shown, ShownRow

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The row that a figure restates: its facts (for a change the later and the earlier) and what they give. `cover` is
    how much the sentence says of the row's name."""

    row: ShownRow
    facts: tuple[ParsedFact, ...]
    computed: Decimal
    cover: Cover


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
        self._by_span: dict[SourceSpan, ShownRow] = {}
        for number, row in enumerate(self._rows):
            for word in row.words:
                self._with_word[word].append(number)
            for shown in row.figures:
                by_unit[shown.unit].append((abs(shown.value), number, shown))
                self._by_span[shown.span] = row
        self._by_value = {unit: sorted(found, key=lambda entry: entry[:2]) for unit, found in by_unit.items()}
        self._blur = {unit: max(shown.blur for _, _, shown in found) for unit, found in by_unit.items()}

    def counterparts(
        self, amounts: Sequence[NarrativeAmount], known: Sequence[Sequence[ParsedFact]]
    ) -> list[Counterpart | None]:
        """The counterparts of the figures of one sentence, as far as words and figures bear them out; `known` are the
        facts that some of them restate already. What one figure restates its neighbours may speak of too, and a row
        that shows several of them together needs fewer words."""
        offers = [[] if facts else list(self._offers(one)) for one, facts in zip(amounts, known, strict=True)]
        found = [_best(one, offered) for one, offered in zip(amounts, offers, strict=True)]
        tied = [[self._by_span.get(fact.span) for fact in facts] for facts in known]
        for rows, one in zip(tied, found, strict=True):
            rows += [one.row] if one else []
        for number, amount in enumerate(amounts):
            if found[number] is None:
                beside = [n for n, other in enumerate(amounts) if n != number and other.frame == amount.frame]
                rows = [row for n in beside for row in (*tied[n], *_together(amount, amounts[n], offers[n]))]
                found[number] = next((one for one in offers[number] if any(one.row is row for row in rows)), None)
        return found

    def _offers(self, amount: NarrativeAmount) -> Iterator[Counterpart]:
        """Every row that shows the figure, or whose figures are as far apart, and of whose name something is said."""
        said = _Said.of(amount)
        if amount.kind in (AmountKind.LEVEL, AmountKind.RATIO) or amount.unit != PURE:
            yield from self._showing(amount, said)
        if said.is_change:
            yield from self._changing(amount, said)

    def _showing(self, amount: NarrativeAmount, said: _Said) -> Iterator[Counterpart]:
        for row, shown in self._equal(amount):
            when = _matching(shown, amount.period)
            if when is None and amount.kind is AmountKind.CHANGE and amount.base:
                when = _matching(shown, amount.base)
            if shown.is_change or (amount.period and shown.periods and when is None):
                continue
            if not shown.periods and amount.period is not None and significant(amount.shown) < _TELLING:
                continue
            fact = shown.fact(when)
            if fact is not None:
                yield Counterpart(row, (fact,), shown.value, self._cover(row, shown.over, said))

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

    def _changing(self, amount: NarrativeAmount, said: _Said) -> Iterator[Counterpart]:
        numbers = {number for word in said.far for number in self._with_word.get(word, ())}
        for number in sorted(numbers):
            row = self._rows[number]
            if self._cover(row, frozenset(), said).far < _LEAST:
                continue
            for later, earlier in _pairs(row, amount):
                change = _difference(amount, later.value, earlier.value)
                if change is None or not _same_change(amount, change, later, earlier):
                    continue
                new, old = later.fact(_matching(later, amount.period)), earlier.fact()
                if new and old:
                    yield Counterpart(row, (new, old), change, self._cover(row, later.over, said))
            for shown in row.figures:
                fits = shown.is_change and shown.unit == amount.unit
                fits = fits and abs(abs(shown.value) - abs(amount.value)) <= _tolerance(amount, shown)
                if fits and (fact := shown.fact(amount.period)):
                    yield Counterpart(row, (fact,), shown.value, self._cover(row, shown.over - _OF_CHANGE, said))

    def _cover(self, row: ShownRow, over: frozenset[str], said: _Said) -> Cover:
        named = row.words - _OF_TIME - _SAYS_NOTHING
        beside = over - _OF_TIME - _SAYS_NOTHING - named
        whole = self._weight(named)
        if not whole:
            return Cover()
        far = self._weight(named & said.far) / whole
        near = max(self._weight(named & said.near), self._weight(named & said.above)) / whole
        if beside:
            far *= 1 if beside & said.far else _OTHER_COLUMN
            near *= max(len(beside & (said.near | said.above)) / len(beside), _OTHER_COLUMN)
        meant = not said.subject or bool(said.subject & (row.words | row.around | over))
        if len(said.subject) > 1 and said.subject <= row.words | over:
            near = max(near, _NAMED if len(said.subject) < _AT_LENGTH else 1)
            far = max(near, far)
        return Cover(min(far, near), far, meant)

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._weights.get(word, 0) for word in words)


@dataclass(frozen=True, slots=True)
class Cover:
    """How much of a row's name the words near a figure say, and those of the whole sentence, from 0 to 1; `meant` says
    that what the figure measures does not speak against it."""

    near: float = 0
    far: float = 0
    meant: bool = False

    def bears_out(self, amount: NarrativeAmount, tells: int) -> bool:
        """Whether the words are enough for a figure that tells so much."""
        if amount.kind is not AmountKind.LEVEL and not self.meant:
            return False
        if tells >= 4:
            return self.far >= 0.5
        if tells == 3:
            return self.near >= 0.5 or self.far >= 0.75
        if tells == 2:
            return self.near >= 0.75 or (self.far >= 0.95 and self.meant)
        return self.near >= 0.95 and self.meant


def _best(amount: NarrativeAmount, offered: Sequence[Counterpart]) -> Counterpart | None:
    """The row whose name is said most fully: enough for the figure, or half of it and hardly any of another's."""
    ranked = sorted(offered, key=lambda one: (one.cover.meant, one.cover.near, one.cover.far), reverse=True)
    found = next((one for one in ranked if one.cover.bears_out(amount, _tells(amount, one))), None)
    if found or not ranked:
        return found
    best = ranked[0]
    others = max((one.cover.near for one in ranked if one.row.words != best.row.words), default=0)
    alone = best.cover.meant and best.cover.near >= _HALF and others <= _HARDLY and _tells(amount, best) >= 2
    return best if alone else None


def _together(
    amount: NarrativeAmount, companion: NarrativeAmount, offered: Sequence[Counterpart]
) -> Iterator[ShownRow]:
    """The rows that a figure's companion may restate, where both together tell enough."""
    for one in offered:
        if _tells(amount, one) + _tells(companion, one) >= _ENOUGH and one.cover.far >= _LEAST:
            yield one.row


def _tells(amount: NarrativeAmount, offered: Counterpart) -> int:
    """How much a figure tells by itself: its significant digits, less one for a difference, of which there are many
    more than figures, and less one where its period is not known."""
    digits = significant(amount.shown)
    if len(offered.facts) == 1:
        digits = min(digits, significant(offered.facts[0].shown))
    return digits - (len(offered.facts) > 1) - (amount.period is None)


_TELLING = 4
_ENOUGH = 3
_A_CHANGE = pattern(rf"(?:the |an? )?(?:\w+ )?(?:{CHANGE_NOUN}|change)s? in\b")
_DIGITS = re.compile(r"[$\d]")
_SLIGHT = 0.3
_LEAST = 0.5
_HALF, _HARDLY = 0.5, 0.2
_NAMED, _AT_LENGTH = 0.8, 3
_OTHER_COLUMN = 0.5
_OF_TIME = stems(
    "January February March April May June July August September October November December three six nine twelve months"
    " ended years thirteen weeks first second third fourth"
)
_OF_CHANGE = stems(
    "increase increased increases decrease decreased decline declined change changes changed growth grew improvement"
    " reduction higher lower there"
)
_SAYS_NOTHING = stems(
    "thousands millions dollars total consolidated actual as reported restated revised amount amounts percent"
    " percentage"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a sentence: what the figure measures (`subject`), `near` it, those of the heading `above`, and of
    all of these and the rest of the sentence (`far`)."""

    subject: frozenset[str]
    near: frozenset[str]
    far: frozenset[str]
    above: frozenset[str]
    is_change: bool

    @classmethod
    def of(cls, amount: NarrativeAmount) -> _Said:
        title = amount.headings[-1] if amount.headings else ""
        short = "".join(word[0] for word in title.split() if word[0].isupper())
        called = re.sub(rf"\b{short}\b", title, amount.subject.replace("&", "")) if len(short) > 1 else amount.subject
        subject = stems(called) - _OF_CHANGE - _OF_TIME
        near = subject | stems(amount.around)
        if not subject:
            near |= stems(_DIGITS.split(amount.sentence, maxsplit=1)[0])
        above = stems(" ".join(amount.headings[-1:]))
        far = near | stems(amount.sentence) | stems(" ".join(amount.headings))
        changes = amount.kind in (AmountKind.CHANGE, AmountKind.PERCENTAGE_CHANGE) or bool(
            _A_CHANGE.match(amount.subject)
        )
        return cls(subject, near, far, above, changes)


def _tolerance(amount: NarrativeAmount, shown: Shown) -> Decimal:
    """How far a table's figure may be from one that restates it: half a unit of the coarser of the two; nothing where
    both are printed alike."""
    if amount.decimals == shown.decimals:
        return Decimal(0)
    return max(amount.half_unit, shown.blur)


def significant(shown: str) -> int:
    """How many significant digits a figure prints."""
    return len("".join(c for c in shown if c.isdigit()).lstrip("0"))


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
    return fits and (not amount.direction or (change > 0) == (amount.direction > 0) or _IMPROVED in amount.around)


_IMPROVED = "improve"  # of a loss or of days outstanding that is to fall
