"""Counterparts by words and figure together: the row of any table that a sentence may restate.

A sentence seldom calls a line by its caption alone, and what it restates may stand in any table. So a figure is looked
up among all that the tables show for its period, and a row that shows it is its counterpart where the sentence also
says what the row is called. The fewer digits a figure has, the more of the caption it takes: two digits are met by
chance in any long document, five hardly ever. What is found here bears a sentence out; it never contradicts one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from generator.diagnostics import SourceSpan
from generator.facts.model import PURE, ParsedFact, Period, Unit
from generator.facts.narrative_reading import AmountKind, NarrativeAmount
from generator.facts.narrative_times import Certainty
from generator.facts.tie_arithmetic import change_of, is_like_before
from generator.facts.tie_computed import Terms, shares, sums
from generator.facts.tie_tables import Shown, ShownRow, matching
from generator.facts.tie_words import Cover, Said, Wording


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The row that a figure restates: its facts (for a change the later and the earlier) and what they give. `cover` is
    how much the sentence says of the row's name. `elsewhen` says that the figure is of another period than the one
    wanted: that counts only where another figure of the sentence restates the row, or where no words beside the figure
    say when and the row is named in full."""

    row: ShownRow
    facts: tuple[ParsedFact, ...]
    computed: Decimal
    cover: Cover
    elsewhen: bool = False


class Evidence:
    """All rows of a document's tables, by their figures and by their words."""

    def __init__(self, rows: Iterable[ShownRow]) -> None:
        self._rows = tuple(rows)
        self._wording = Wording(self._rows)
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
        self, amounts: Sequence[NarrativeAmount], known: Sequence[Sequence[ParsedFact]], wanted: Sequence[bool]
    ) -> list[Counterpart | None]:
        """The counterparts of those figures of one sentence that are `wanted`, as far as words and figures bear them
        out; `known` are the facts that some of them restate already. What one figure restates its neighbours may speak
        of too, and a row that shows several of them together needs fewer words."""
        offers = [list(self._offers(one)) if open_ else [] for one, open_ in zip(amounts, wanted, strict=True)]
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
        said = Said.of(amount)
        if amount.kind in (AmountKind.LEVEL, AmountKind.RATIO) or amount.unit != PURE:
            yield from self._showing(amount, said)
        if said.is_change:
            yield from self._changing(amount, said)
        if amount.kind is AmountKind.LEVEL:
            for terms in sums(amount, self._rows):
                yield _computed(terms, sum((shown.value for _, shown, _ in terms), Decimal(0)))
        if amount.kind is AmountKind.RATIO:
            for terms in shares(
                amount, self._rows, lambda row: self._wording.cover(row, frozenset(), said).near >= _WHOLE
            ):
                yield _computed(terms, abs(terms[0][1].value / terms[1][1].value))

    def _showing(self, amount: NarrativeAmount, said: Said) -> Iterator[Counterpart]:
        for row, shown in self._equal(amount):
            when = matching(shown, amount.period)
            if when is None and amount.kind is AmountKind.CHANGE and amount.base:
                when = matching(shown, amount.base)
            elsewhen = when is None and amount.period is not None and bool(shown.periods)
            if elsewhen:
                when = next((p for p in shown.periods if _may_mean(amount, p)), None)
            if (shown.is_change and amount.unit != PURE) or (elsewhen and when is None):
                continue
            timeless = not shown.periods and amount.period is not None and not shown.is_change
            if timeless and significant(amount.value, amount.decimals) < _TELLING:
                continue
            fact = shown.fact(when or amount.period)
            if fact is not None:
                yield Counterpart(row, (fact,), shown.value, self._wording.cover(row, shown.over, said), elsewhen)

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

    def _changing(self, amount: NarrativeAmount, said: Said) -> Iterator[Counterpart]:
        numbers = {number for word in said.far for number in self._with_word.get(word, ())}
        for number in sorted(numbers):
            row = self._rows[number]
            if self._wording.cover(row, frozenset(), said).far < _LEAST:
                continue
            for later, earlier in _pairs(row, amount):
                change = change_of(amount, later.value, earlier.value)
                if change is None or not _same_change(amount, change, later, earlier):
                    continue
                new, old = later.fact(matching(later, amount.period)), earlier.fact()
                if new and old:
                    yield Counterpart(row, (new, old), change, self._wording.cover(row, later.over, said))
            for shown in row.figures:
                fits = shown.is_change and shown.unit == amount.unit
                fits = fits and abs(abs(shown.value) - abs(amount.value)) <= _tolerance(amount, shown)
                if fits and (fact := shown.fact(amount.period)):
                    yield Counterpart(row, (fact,), shown.value, self._wording.cover(row, shown.over, said))


def _computed(terms: Terms, value: Decimal) -> Counterpart:
    facts = tuple(fact for _, shown, when in terms if (fact := shown.fact(when)))
    return Counterpart(terms[0][0], facts, value, Cover(1, 1, True, 0, 1))


def _best(amount: NarrativeAmount, offered: Sequence[Counterpart]) -> Counterpart | None:
    """The row whose name is said most fully: enough for the figure, or half of it and hardly any of another's."""
    fitting = (one for one in offered if not one.elsewhen)
    ranked = sorted(fitting, key=lambda one: one.cover.rank, reverse=True)
    found = next((one for one in ranked if one.cover.bears_out(amount, _tells(amount, one))), None)
    if found is None and amount.certainty in _CARRIED:
        found = next((o for o in offered if o.elsewhen and o.cover.is_whole and _tells(amount, o) >= 2), None)
    if found or not ranked:
        return found
    best = ranked[0]
    others = max((one.cover.near for one in ranked if one.row.words != best.row.words), default=0)
    alone = best.cover.meant and best.cover.near >= _HALF and others <= _HARDLY and _tells(amount, best) >= 2
    return best if alone else None


def _may_mean(amount: NarrativeAmount, period: Period) -> bool:
    """Whether a figure may be of a period that is not the one read: the like one before it, or, where that one was only
    carried over from another sentence, any that is as long."""
    if amount.period is None:
        return False
    if amount.certainty in _CARRIED and period.start and amount.period.start:
        return abs((period.end - period.start) - (amount.period.end - amount.period.start)) <= timedelta(days=10)
    return _precedes(period, amount.period)


_CARRIED = (Certainty.CARRIED, Certainty.INTRODUCED, Certainty.ASSUMED)


def _together(
    amount: NarrativeAmount, companion: NarrativeAmount, offered: Sequence[Counterpart]
) -> Iterator[ShownRow]:
    """The rows that a figure's companion may restate, where both together tell enough."""
    for one in offered:
        enough = _tells(amount, one) + _tells(companion, one) >= _ENOUGH and one.cover.far >= _LEAST
        if enough and not one.elsewhen:
            yield one.row


def _tells(amount: NarrativeAmount, offered: Counterpart) -> int:
    """How much a figure tells by itself: its significant digits, less one for a difference, of which there are many
    more than figures, and less one where its period is not known."""
    digits = significant(amount.value, amount.decimals)
    if amount.unit == PURE:
        digits = max(digits, amount.decimals - 1)  # "0.4%" tells as much as "2.4%"
    if len(offered.facts) == 1 and amount.unit != PURE:
        shown = offered.facts[0]
        digits = min(digits, significant(shown.value or Decimal(0), shown.decimals or 0))
    return digits - (len(offered.facts) > 1) - (amount.period is None)


_TELLING = 4
_ENOUGH = 3
_LEAST = 0.5
_WHOLE = 0.75
_HALF, _HARDLY = 0.5, 0.2


def _tolerance(amount: NarrativeAmount, shown: Shown) -> Decimal:
    """How far a table's figure may be from one that restates it: half a unit of the coarser of the two; nothing where
    both are printed alike."""
    if amount.decimals == shown.decimals:
        return Decimal(0)
    written_out = amount.decimals < 0 and not amount.scale  # "$3,000,000" is hardly 3.3 million
    half = min(amount.half_unit, abs(amount.value) * _AT_MOST) if written_out else amount.half_unit
    return max(half, shown.blur)


_AT_MOST = Decimal("0.05")


def significant(value: Decimal, decimals: int) -> int:
    """How many significant digits a figure has that is accurate to so many decimals."""
    return len(str(int(abs(value).scaleb(decimals)))) if value else 0


def _pairs(row: ShownRow, amount: NarrativeAmount) -> Iterator[tuple[Shown, Shown]]:
    """The figures of a row that a change may run between."""
    money = [shown for shown in row.figures if not shown.is_change and shown.unit != PURE and shown.periods]
    for later in money:
        if amount.period is not None and matching(later, amount.period) is None:
            continue
        for earlier in money:
            if earlier is later or earlier.unit != later.unit or earlier.over != later.over:
                continue
            if amount.unit != PURE and later.unit != amount.unit:
                continue
            if amount.base is not None:
                fits = matching(earlier, amount.base) is not None
            else:
                fits = _precedes(earlier.periods[0], later.periods[0])
            if fits:
                yield later, earlier


def _precedes(earlier: Period, later: Period) -> bool:
    """Whether a period is the like one of the year before, or a day before."""
    if earlier.start is None or later.start is None:
        return earlier.start is later.start and earlier.end < later.end
    return is_like_before(earlier, later)


def _same_change(amount: NarrativeAmount, change: Decimal, later: Shown, earlier: Shown) -> bool:
    blur = later.blur + earlier.blur
    if amount.kind is AmountKind.PERCENTAGE_CHANGE:
        blur = blur / abs(earlier.value)
        if blur > 3 * amount.half_unit:
            return False  # of figures so small nearly any percentage is one
    elif amount.decimals == later.decimals == earlier.decimals:
        blur = -amount.half_unit  # printed alike, the difference is exact
    fits = abs(abs(change) - abs(amount.value)) <= amount.half_unit + blur
    return fits and (not amount.direction or (change > 0) == (amount.direction > 0) or _IMPROVED in amount.around)


_IMPROVED = "improve"  # of a loss or of days outstanding that is to fall
