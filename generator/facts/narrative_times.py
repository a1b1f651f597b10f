"""Which period each figure of a sentence is of: the one named beside it, else the one that its clause speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise

from generator.facts import narrative_grammar as grammar
from generator.facts.model import Period
from generator.facts.narrative_amounts import FigureKind
from generator.facts.narrative_calendar import Calendar
from generator.facts.narrative_clauses import Role, Slot
from generator.facts.narrative_periods import resolved
from generator.facts.narrative_time_phrases import PeriodPhrase, Relation


class Certainty(StrEnum):
    """How a period was found: beside the figure, elsewhere in its clause, in an earlier sentence, in what introduces
    the list, or not at all."""

    STATED = "stated"
    CLAUSE = "clause"
    CARRIED = "carried"
    INTRODUCED = "introduced"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


_OPENING = 30  # characters within which a sentence opens
_RELATIVE = (Relation.YEAR_BEFORE, Relation.LIKE, Relation.QUARTER_BEFORE)


class Times:
    """The periods of a sentence's slots."""

    def __init__(
        self,
        slots: Sequence[Slot],
        phrases: Sequence[PeriodPhrase],
        carried: tuple[Period | None, Certainty],
        calendar: Calendar | None,
        respectively: bool,
    ) -> None:
        self._slots = slots
        self._phrases = phrases
        self._calendar = calendar
        self._respectively = respectively
        self._spoken, self._carried = carried
        self._levels: dict[int, tuple[Period | None, Certainty]] = {}
        for number, slot in enumerate(slots):
            if slot.role is Role.MAIN:
                self._levels[number] = self._main(number)
        for number, slot in enumerate(slots):
            if slot.role is Role.BASE:
                self._levels[number] = self._base(number)

    def of(self, slot: Slot) -> tuple[Period | None, Period | None, Certainty]:
        """The period of a slot, the period that a change is counted from, and how they were found."""
        number = next(index for index, other in enumerate(self._slots) if other is slot)
        if slot.role is not Role.CHANGE:
            period, certainty = self._levels[number]
            if period and self._calendar and self._calendar.is_ahead(period):
                return None, None, Certainty.UNKNOWN
            return period, None, certainty
        return self._change(number)

    def _listed(self, slot: Slot) -> Period | None:
        """The period that an enumeration ("A and B for T1 and T2, respectively") gives to a figure of it."""
        named = [p for p in self._phrases if p.relation is Relation.ABSOLUTE]
        run = self._run(slot)
        following = next((other.head.start for other in self._slots if other.head.start > run[-1].head.start), None)
        after = [p for p in named if p.start >= slot.head.end and (following is None or p.start < following)]
        before = [p for p in named if p.end <= slot.head.start]
        relative = next((p for p in self._phrases if p.start >= run[-1].head.end and p.relation in _RELATIVE), None)
        levels = slot.role is not Role.CHANGE
        if relative and levels and not after and (following is None or relative.start < following):
            spoken = next((p for p in reversed(before) if len(p.periods) == slot.listed), None)
            moved = resolved(relative, spoken.periods[slot.place], self._calendar) if spoken and self._calendar else ()
            return moved[0] if moved else None
        for phrases in (after, before[::-1]):
            for phrase in phrases[:1]:
                if len(phrase.periods) == slot.listed:
                    return phrase.periods[slot.place]
            singles = [p.periods[0] for p in phrases[: slot.listed] if len(p.periods) == 1]
            if len(singles) == slot.listed and phrases is after:
                return singles[slot.place]
        return None

    def _run(self, slot: Slot) -> list[Slot]:
        """The slots of the enumeration that `slot` is one of, in order; itself alone where it is of none."""
        at = next(index for index, other in enumerate(self._slots) if other is slot)
        first = at - max(slot.place, 0)
        return list(self._slots[first : first + max(slot.listed, 1)])

    def _main(self, number: int) -> tuple[Period | None, Certainty]:
        slot = self._slots[number]
        if slot.listed and (self._respectively or self._many()):
            period = self._listed(slot)
            return period, Certainty.STATED if period else Certainty.UNKNOWN
        if slot.stated is not None and slot.stated.relation is Relation.LIKE and slot.component:
            period = self._frame_main(number) or self._opening() or self._spoken
            return period, Certainty.CLAUSE if period else Certainty.UNKNOWN
        if slot.stated is not None:
            period = self._one(slot.stated, self._frame_main(number))
            return period, Certainty.STATED if period else Certainty.UNKNOWN
        if later := self._later(number):
            return later, Certainty.CLAUSE
        if following := self._after_and(number):
            return following, Certainty.CLAUSE
        spent = number and slot.near is self._slots[number - 1].stated
        if spent and (shared := self._shared(number)):
            return shared, Certainty.CLAUSE
        if slot.near is not None and not slot.near.compared:
            period = self._one(slot.near, self._frame_main(number))
            return period, Certainty.CLAUSE if period else Certainty.UNKNOWN
        if shared := self._shared(number):
            return shared, Certainty.CLAUSE
        if slot.component and (between := self._of_change(number)):
            return between, Certainty.CLAUSE
        if self._parted(number):
            return None, Certainty.UNKNOWN
        earlier = self._frame_main(number)
        if earlier:
            return earlier, Certainty.CLAUSE
        opening = [
            p for p in self._phrases if p.relation is Relation.ABSOLUTE and p.end <= slot.head.start and not p.compared
        ]
        if opening:
            period = self._one(opening[0], None)
            return period, Certainty.CLAUSE if period else Certainty.UNKNOWN
        if self._spoken is not None and not self._elsewhere() and not self._of_another_year(slot, self._spoken):
            return self._spoken, self._carried
        return None, Certainty.UNKNOWN

    def _of_another_year(self, slot: Slot, spoken: Period) -> bool:
        """Whether a lone year stands behind a figure that is not the year spoken of: "a loss of $2 million in 2024"."""
        end = slot.figures[-1].end
        years = {p.year for p in self._phrases if p.year and end <= p.start < end + len(slot.right)}
        return bool(years) and self._calendar is not None and self._calendar.fiscal_year(spoken.end) not in years

    def _elsewhere(self) -> bool:
        """Whether the sentence opens with a day, a month or a year outside the time that is spoken of."""
        first = self._phrases[0] if self._phrases else None
        if first is None or self._spoken is None or first.relation is not Relation.EVENT or first.start > _OPENING:
            return False
        since = self._spoken.start or self._spoken.end
        return bool(first.days) and all(
            day.end < since or (day.start or day.end) > self._spoken.end for day in first.days
        )

    def _parted(self, number: int) -> bool:
        """Whether an event opens the figure's own clause, after another ("and in July, issued 5 shares")."""
        slot = self._slots[number]
        since = slot.head.start - len(slot.left)
        events = (p for p in self._phrases if p.relation is Relation.EVENT and since < p.start < slot.head.start)
        return bool(number) and any(grammar.CLAUSE_OPENS.search(slot.left[: p.start - since]) for p in events)

    def _after_and(self, number: int) -> Period | None:
        """The time of a figure that a conjunction parts from the time before it ("nothing at the end of 2024 and $2
        million of notes with a rate of 4% at the end of 2025"): the next one, where no other amount comes between."""
        slot = self._slots[number]
        if not grammar.AFTER_TIME.search(slot.left):
            return None
        others = (s for s in self._slots[number + 1 :] if s.head.kind is not FigureKind.PERCENT)
        limit = next((other.head.start for other in others), None)
        for phrase in self._phrases:
            if phrase.relation is Relation.ABSOLUTE and phrase.start >= slot.head.end:
                return self._one(phrase, None) if limit is None or phrase.start < limit else None
        return None

    def _shared(self, number: int) -> Period | None:
        """The time that closes a row of things without a verb ("income of A on revenue of B for the quarter")."""
        for slot, following in pairwise(self._slots[number:]):
            bought = slot.head.kind is FigureKind.SHARES and following.head.kind is FigureKind.MONEY
            joined = grammar.JOINED.fullmatch(slot.right) or (bought and grammar.PAID.fullmatch(slot.right))
            if not joined or slot.head.kind is following.head.kind is FigureKind.PERCENT:
                return None
            if following.stated is not None:
                return None if following.stated.compared else self._one(following.stated, self._frame_main(number))
        return None

    def _later(self, number: int) -> Period | None:
        """The first time named after a figure, where the sentence names none before or moves from that one to another
        ("in 2025, lapping the $3 million contribution to the plan in the prior year")."""
        slot, named = self._slots[number], [p for p in self._phrases if p.relation is not Relation.EVENT]
        end = slot.figures[-1].end
        later = next((phrase for phrase in named if end <= phrase.start < end + len(slot.right)), None)
        if later is None or later.compared:
            return None
        gap = slot.right[: later.start - end]
        opens = later is named[0]
        if not grammar.HAPPENED.search(gap):
            moves = slot.component and later.relation is Relation.YEAR_BEFORE
            if not (opens or moves) or not grammar.UNBROKEN.fullmatch(gap):
                return None
        return self._one(later, self._frame_main(number) or (None if opens else self._one(named[0], None)))

    def _of_change(self, number: int) -> Period | None:
        """The time over which a balance changed, which is that of everything which explains the change ("cash rose from
        December 31 due to $5 million of proceeds")."""
        changes = [slot for slot in self._slots[:number] if slot.role is Role.CHANGE and slot.against]
        base = self._one(changes[-1].against, None) if changes else None
        main = self._frame_main(number)
        if base is None or main is None or not base.is_instant or not main.is_instant or base.end >= main.end:
            return None
        return Period(main.end, base.end + timedelta(days=1))

    def _frame_main(self, number: int) -> Period | None:
        """The period that earlier slots of the same sentence speak of; None where they speak of several."""
        frame = self._slots[number].frame
        near = None
        for index in range(number - 1, -1, -1):
            slot = self._slots[index]
            if slot.role is Role.MAIN and index in self._levels and (found := self._levels[index][0]):
                alike = {self._levels[at][0] for at in range(index - max(slot.place, 0), index) if at in self._levels}
                return found if alike <= {found} else None
            if slot.role is Role.CHANGE and slot.frame == frame and slot.near and near is None:
                near = self._one(slot.near, None)
        return near

    def _base(self, number: int) -> tuple[Period | None, Certainty]:
        slot = self._slots[number]
        main = (
            next(
                (
                    self._levels[i][0]
                    for i in self._around(number, Role.MAIN)
                    if i in self._levels and self._levels[i][0]
                ),
                None,
            )
            or self._opening()
        )
        if slot.listed and (self._respectively or self._many()):
            period = self._listed(slot)
            return period, Certainty.STATED if period else Certainty.UNKNOWN
        if slot.stated is not None:
            period = self._one(slot.stated, main)
            return period, Certainty.STATED if period else Certainty.UNKNOWN
        if shared := self._shared(number):
            return shared, Certainty.CLAUSE
        if main and self._calendar:
            period = self._calendar.moved(main, years=1)
            return period, Certainty.ASSUMED if period else Certainty.UNKNOWN
        return None, Certainty.UNKNOWN

    def _change(self, number: int) -> tuple[Period | None, Period | None, Certainty]:
        slot = self._slots[number]
        if slot.listed and (self._respectively or self._many()):
            period = self._listed(slot)
            return period, None, Certainty.STATED if period else Certainty.UNKNOWN
        mains, bases = self._around(number, Role.MAIN), self._around(number, Role.BASE)
        if mains and not bases and (both := self._two_levels(mains[0])):
            return *both, Certainty.CLAUSE
        period, certainty = self._levels[mains[0]] if mains else (None, Certainty.UNKNOWN)
        if period is None:
            for phrase, found in ((slot.near, Certainty.CLAUSE), (slot.stated, Certainty.STATED)):
                if phrase is not None and phrase is not slot.against and phrase.relation is Relation.ABSOLUTE:
                    period, certainty = self._one(phrase, self._spoken), found
                    break
        if period is None and (opening := self._opening()):
            period, certainty = opening, Certainty.CLAUSE
        if period is None and self._spoken:
            period, certainty = self._spoken, self._carried
        if bases:
            return period, self._levels[bases[0]][0], certainty
        if period is None and slot.against and (both := self._now_over(slot.against)):
            return *both, Certainty.ASSUMED
        against = slot.against or (
            slot.stated if slot.stated and slot.stated.relation is not Relation.ABSOLUTE else None
        )
        base = self._one(against, period) if against else None
        return period, base, Certainty.UNKNOWN if against and base is None else certainty

    def _now_over(self, against: PeriodPhrase) -> tuple[Period, Period] | None:
        """The document's own period over the one that a headline compares it with ("Revenues up 37% over Q1 2006")."""
        base = self._one(against, None)
        if self._calendar is None or base is None or base.start is None:
            return None
        for period in self._calendar.periods:
            before = (self._calendar.moved(period, years=1), self._calendar.moved(period, quarters=1))
            if period.start and period.end == self._calendar.current and base in before:
                return period, base
        return None

    def _two_levels(self, number: int) -> tuple[Period, Period] | None:
        """The later and the earlier period of "was $5 million and $4 million, respectively, an increase of ..."."""
        run = self._run(self._slots[number])
        levels = [self._levels[i][0] for i, slot in enumerate(self._slots) if slot in run and i in self._levels]
        if len(levels) != 2 or levels[0] is None or levels[1] is None or levels[0].end == levels[1].end:
            return None
        later, earlier = sorted((levels[0], levels[1]), key=lambda period: period.end, reverse=True)
        return later, earlier

    def _around(self, number: int, role: Role) -> list[int]:
        """The level slots of the same frame in that role, those that follow the slot before those that precede it,
        each side nearest first; a following one counts only up to the next change."""
        frame, following = self._slots[number].frame, []
        for index in range(number + 1, len(self._slots)):
            slot = self._slots[index]
            if slot.frame != frame or (slot.role is Role.CHANGE and self._slots[number].role is Role.CHANGE):
                break
            if slot.role is role:
                following.append(index)
        preceding = [
            i for i in range(number - 1, -1, -1) if self._slots[i].frame == frame and self._slots[i].role is role
        ]
        return following + preceding

    def _opening(self) -> Period | None:
        first = next((p for p in self._phrases if p.relation is Relation.ABSOLUTE and not p.compared), None)
        return self._one(first, None) if first and first.start < self._slots[0].head.start else None

    def _one(self, phrase: PeriodPhrase | None, main: Period | None) -> Period | None:
        if phrase is None or self._calendar is None:
            return None
        periods = resolved(phrase, main or self._spoken, self._calendar)
        return periods[0] if len(periods) == 1 or (periods and phrase.each) else None

    def _many(self) -> bool:
        return any(len(phrase.periods) > 1 for phrase in self._phrases)
