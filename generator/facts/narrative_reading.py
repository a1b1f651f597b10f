"""Figures in sentences: what each measures, for which period, and whether it is reported at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from generator.diagnostics import SourceSpan
from generator.documents.model import Document
from generator.facts import narrative_grammar as grammar
from generator.facts.model import SHARES, Period, Statement, Unit
from generator.facts.narrative_amounts import Figure, FigureKind, read_figures
from generator.facts.narrative_calendar import Calendar, read_calendar
from generator.facts.narrative_clauses import Role, Slot, read_slots
from generator.facts.narrative_periods import PeriodPhrase, Relation, named_by, read_periods, resolved
from generator.facts.narrative_subjects import LineItems, line_items
from generator.facts.sentences import Sentence, sentences


class AmountKind(StrEnum):
    """A level is the amount of something; a change is the difference of two levels, in money or as a percentage; a
    ratio is a percentage of something else."""

    LEVEL = "level"
    CHANGE = "change"
    PERCENTAGE_CHANGE = "percentage-change"
    RATIO = "ratio"


class Certainty(StrEnum):
    """How a period was found: beside the figure, elsewhere in its clause, in an earlier sentence, in what introduces
    the list, or not at all."""

    STATED = "stated"
    CLAUSE = "clause"
    CARRIED = "carried"
    INTRODUCED = "introduced"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NarrativeAmount:
    """One figure of running text and what the sentence says about it.

    `value` has its scale applied (a percentage is a fraction) and is positive unless printed negative; `direction` is
    the sense of the words: -1 for a decrease, a loss or a use of cash, +1 for an increase, 0 where they say nothing.
    A change runs from `base` to `period`. `subject` is the noun phrase that names what is measured; `firm` says that
    the grammar leaves no doubt about it, `component` that the figure only explains a part of something else, `listed`
    that it is one of an enumeration. `frame` counts the thoughts of its sentence. `unreported` says why it is no
    reported fact (forward-looking, threshold, non-GAAP ...) and is empty for one that is. `as_in_tables` says that it
    is printed bare and read on the scale of the tables, which only a table that shows it can prove. `printed` is the
    whole figure ("$7.8 million"); `shown` and `span` are its digits alone.
    """

    kind: AmountKind
    value: Decimal
    unit: Unit
    decimals: int
    scale: int
    shown: str
    printed: str
    span: SourceSpan
    sentence: str
    subject: str
    direction: int = 0
    period: Period | None = None
    base: Period | None = None
    certainty: Certainty = Certainty.UNKNOWN
    firm: bool = False
    component: bool = False
    listed: bool = False
    frame: int = 0
    unreported: str = ""
    as_in_tables: bool = False

    @property
    def half_unit(self) -> Decimal:
        """Half a unit of the last printed digit."""
        return Decimal(5).scaleb(-self.decimals - 1)


def read_amounts(document: Document, statements: Sequence[Statement]) -> tuple[NarrativeAmount, ...]:
    """Every figure of the document's sentences, in order, with what the words around it say.

    Periods are resolved on the calendar of `statements`; without one, only the figures themselves are told.
    """
    told = list(sentences(document))
    calendar = read_calendar(statements)
    if calendar:
        calendar = named_by(calendar, (sentence.text for sentence in told))
    scale = max((statement.scale for statement in statements if statement.kind.is_primary), default=0)
    reader = _Reader(document, line_items(statements), calendar, scale)
    return tuple(amount for sentence in told for amount in reader.read(sentence))


_LONGEST = 4000  # characters: what runs on longer is no sentence, and reading it as one would take long
_FIGURES_AHEAD = re.compile(
    r"\d.*(?:%|percent|thousand|million|billion|trillion|shares|cents)|[$€£¥]", re.DOTALL | re.IGNORECASE
)


class _Reader:
    """Reads sentence after sentence; remembers within a paragraph what time is spoken of."""

    def __init__(self, document: Document, items: LineItems, calendar: Calendar | None, scale: int) -> None:
        """`scale` is the power of ten of the tables, in which small amounts of money printed bare may be meant."""
        self._source = document.source if document.geometry == "characters" else ""
        self._items = items
        self._calendar = calendar
        self._least = 10 ** min(max(scale, 3), 6)
        self._scale = scale
        self._paragraph = -1
        self._spoken: Period | None = None
        self._carried = Certainty.CARRIED
        self._introduced: Period | None = None

    def read(self, sentence: Sentence) -> Iterator[NarrativeAmount]:
        if sentence.paragraph != self._paragraph or sentence.bullet:
            self._paragraph, self._spoken, self._carried = sentence.paragraph, None, Certainty.CARRIED
            self._introduce(sentence)
        introduces = sentence.text.endswith(":")
        if len(sentence.text) > _LONGEST or not (introduces or _FIGURES_AHEAD.search(sentence.passage)):
            return
        phrases = read_periods(sentence.text, self._calendar) if self._calendar else ()
        figures = [
            f for f in read_figures(sentence.text) if not any(p.start < f.end and f.start < p.end for p in phrases)
        ]
        if figures:
            slots = read_slots(sentence.text, figures, phrases, lambda phrase: bool(self._items.named(phrase)))
            for amount in self._amounts(sentence, slots, phrases):
                yield self._as_in_tables(amount) if self._scale and amount.unreported == _UNCLEAR else amount
        self._remember(sentence, phrases)

    def _unclear(self, figure: Figure) -> str:
        """A small bare amount may be so much per something, or in the millions that a preface speaks of."""
        if figure.kind is FigureKind.MONEY and not figure.scale and abs(figure.value) < self._least:
            return "" if figure.decimals <= -3 and abs(figure.value) >= 1000 else _UNCLEAR
        return ""

    def _as_in_tables(self, amount: NarrativeAmount) -> NarrativeAmount:
        """ "Net income was $75" where the tables are in millions."""
        return replace(
            amount,
            value=Decimal(f"{amount.value.scaleb(self._scale):f}"),
            decimals=max(amount.decimals, 0) - self._scale,
            scale=self._scale,
            unreported="",
            as_in_tables=True,
        )

    def _introduce(self, sentence: Sentence) -> None:
        """The items of a list speak of the period that the words before it name ("Results for the quarter were:")."""
        if not sentence.bullet:
            self._introduced = None
        if self._introduced is not None:
            self._spoken, self._carried = self._introduced, Certainty.INTRODUCED

    def _remember(self, sentence: Sentence, phrases: Sequence[PeriodPhrase]) -> None:
        """The first period that a sentence names is what the next one speaks of, until it names another."""
        for phrase in phrases:
            if phrase.relation is Relation.ABSOLUTE and len(phrase.periods) == 1:
                self._spoken, self._carried = phrase.periods[0], Certainty.CARRIED
                if sentence.text.endswith(":"):
                    self._introduced = self._spoken
                return

    def _amounts(
        self, sentence: Sentence, slots: Sequence[Slot], phrases: Sequence[PeriodPhrase]
    ) -> Iterator[NarrativeAmount]:
        carried = (self._spoken, self._carried)
        timed = _Times(slots, phrases, carried, self._calendar, "respectively" in sentence.text)
        headed = any(grammar.FORWARD_HEADING.search(heading) for heading in sentence.headings)
        for slot in slots:
            period, base, certainty = timed.of(slot)
            for figure in (_per_share(figure, slot.subject) for figure in slot.figures):
                yield NarrativeAmount(
                    kind=_kind(slot, figure),
                    value=figure.value,
                    unit=figure.unit,
                    decimals=figure.decimals,
                    scale=figure.scale,
                    shown=sentence.text[figure.digits_start : figure.digits_end],
                    printed=sentence.text[figure.start : figure.end],
                    span=sentence.span(figure.digits_start, figure.digits_end, self._source),
                    sentence=sentence.text,
                    subject=_subject(slot, figure),
                    direction=slot.direction
                    or (-1 if grammar.NEGATIVE.search(slot.subject) or figure.value < 0 else 0),
                    period=period,
                    base=base,
                    certainty=certainty,
                    firm=slot.firm,
                    component=slot.component,
                    listed=bool(slot.listed),
                    frame=slot.frame,
                    unreported=slot.unreported or ("section" if headed else self._unclear(figure)),
                )


_UNCLEAR = "unit unclear"


def _per_share(figure: Figure, subject: str) -> Figure:
    """Money that the subject makes money per share: "diluted earnings per share of $0.85"."""
    if figure.kind is not FigureKind.MONEY or figure.scale or not _PER_SHARE.search(subject):
        return figure
    return replace(figure, kind=FigureKind.PER_SHARE, unit=Unit(figure.unit.measure, SHARES.measure))


_PER_SHARE = re.compile(r"\bper (?:\w+ ){0,3}(?:share|unit)\b|\bEPS\b", re.IGNORECASE)


def _kind(slot: Slot, figure: Figure) -> AmountKind:
    percent = figure.kind is FigureKind.PERCENT
    if slot.role is Role.CHANGE:
        return AmountKind.PERCENTAGE_CHANGE if percent else AmountKind.CHANGE
    return AmountKind.RATIO if percent else AmountKind.LEVEL


def _subject(slot: Slot, figure: Figure) -> str:
    """What the figure measures; the per-share figure beside an amount measures the same per share."""
    if figure.kind is FigureKind.PER_SHARE and slot.subject:
        basis = re.search(r"diluted|basic", figure.words, re.IGNORECASE)
        subject = re.sub(r"\s*\b(?:attributable|available|applicable) to .*$", "", slot.subject)
        words = [subject] if "share" in subject.lower() else [subject, "per share"]
        if basis and basis.group().lower() not in subject.lower():
            words.insert(0, basis.group().lower())
        return " ".join(words)
    return slot.subject


class _Times:
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
        for phrase, certainty in ((slot.stated, Certainty.STATED), (slot.near, Certainty.CLAUSE)):
            if phrase is not None:
                period = self._one(phrase, self._frame_main(number))
                return period, certainty if period else Certainty.UNKNOWN
        if slot.component and (between := self._of_change(number)):
            return between, Certainty.CLAUSE
        earlier = self._frame_main(number)
        if earlier:
            return earlier, Certainty.CLAUSE
        opening = [p for p in self._phrases if p.relation is Relation.ABSOLUTE and p.end <= slot.head.start]
        if opening:
            period = self._one(opening[0], None)
            return period, Certainty.CLAUSE if period else Certainty.UNKNOWN
        if self._spoken is not None:
            return self._spoken, self._carried
        return None, Certainty.UNKNOWN

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
        """The period that earlier slots of the same sentence speak of."""
        frame = self._slots[number].frame
        near = None
        for index in range(number - 1, -1, -1):
            slot = self._slots[index]
            if slot.role is Role.MAIN and index in self._levels and (found := self._levels[index][0]):
                return found
            if slot.role is Role.CHANGE and slot.frame == frame and slot.near and near is None:
                near = self._one(slot.near, None)
        return near or self._spoken

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
        against = slot.against or (
            slot.stated if slot.stated and slot.stated.relation is not Relation.ABSOLUTE else None
        )
        base = self._one(against, period) if against else None
        return period, base, Certainty.UNKNOWN if against and base is None else certainty

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
        first = next((p for p in self._phrases if p.relation is Relation.ABSOLUTE), None)
        return self._one(first, None) if first and first.start < self._slots[0].head.start else None

    def _one(self, phrase: PeriodPhrase | None, main: Period | None) -> Period | None:
        if phrase is None or self._calendar is None:
            return None
        periods = resolved(phrase, main or self._spoken, self._calendar)
        return periods[0] if len(periods) == 1 else None

    def _many(self) -> bool:
        return any(len(phrase.periods) > 1 for phrase in self._phrases)
