"""Figures in sentences: what each measures, for which period, and whether it is reported at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from generator.diagnostics import SourceSpan
from generator.documents.model import Document
from generator.facts import narrative_grammar as grammar
from generator.facts.model import SHARES, Period, Statement, Unit
from generator.facts.narrative_amounts import Figure, FigureKind, read_figures
from generator.facts.narrative_calendar import Calendar, read_calendar
from generator.facts.narrative_clauses import NON_GAAP, Role, Slot, read_slots
from generator.facts.narrative_periods import named_by, read_periods
from generator.facts.narrative_phrases import subject_of
from generator.facts.narrative_subjects import LineItems, line_items
from generator.facts.narrative_time_phrases import PeriodPhrase, Relation
from generator.facts.narrative_times import Certainty, Times
from generator.facts.scale import read_scaling
from generator.facts.sentences import Sentence, sentences


class AmountKind(StrEnum):
    """A level is the amount of something; a change is the difference of two levels, in money or as a percentage; a
    ratio is a percentage of something else."""

    LEVEL = "level"
    CHANGE = "change"
    PERCENTAGE_CHANGE = "percentage-change"
    RATIO = "ratio"


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
    whole figure ("$7.8 million"); `shown` and `span` are its digits alone. `around` are the words between the figures
    on either side, `headings` the titles above the sentence, nearest last.
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
    around: str = ""
    headings: tuple[str, ...] = ()

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


LONGEST_SENTENCE = 4000  # characters: what runs on longer is no sentence, and reading it as one would take long
_FIGURES_AHEAD = re.compile(
    r"\d.*(?:%|percent|thousand|million|billion|trillion|shares|cents)|[$€£¥]", re.DOTALL | re.IGNORECASE
)


_PER_ONE = re.compile(
    r"(?:\s*(?:,|and|or|to|-|–)\s*[$€£]\s?[\d.,]+)*,?\s+(?:per|an?|each|for each)\s+\w", re.IGNORECASE
)
_PRICE = re.compile(r"\b(?:pric(?:e|es|ed)|par value|per share)\b[^;]{0,40}$", re.IGNORECASE)


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
        self._levels: tuple[NarrativeAmount, NarrativeAmount] | None = None

    def read(self, sentence: Sentence) -> Iterator[NarrativeAmount]:
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._spoken, self._carried = sentence.paragraph, None, Certainty.CARRIED
            self._levels = None
            self._introduce(sentence)
        introduces = sentence.text.endswith(":")
        if len(sentence.text) > LONGEST_SENTENCE or not (introduces or _FIGURES_AHEAD.search(sentence.passage)):
            return
        phrases = read_periods(sentence.text, self._calendar) if self._calendar else ()
        figures = [
            self._as_prefaced(figure, sentence)
            for figure in read_figures(sentence.text)
            if not any(p.start < figure.end and figure.start < p.end for p in phrases)
        ]
        if figures:
            slots = read_slots(sentence.text, figures, phrases, self._is_line)
            for run in _lists(slots):
                _name_alike(run, self._is_line)
            for slot, following in pairwise(slots):
                if not slot.subject and grammar.OF_THE.fullmatch(slot.right):  # "$3 million of the $5 million in cash"
                    slot.subject, slot.component = following.subject, True
                if not following.subject and _is_parallel(slot, following):
                    following.subject = slot.subject
            amounts = list(self._amounts(sentence, slots, phrases))
            if self._levels and _TAKES_UP.match(sentence.text):
                amounts = [_of_levels(amount, *self._levels) for amount in amounts]
            else:
                self._levels = _two_levels(amounts)
            for amount in amounts:
                yield self._as_in_tables(amount) if self._scale and self._is_bare(amount) else amount
        self._remember(sentence, phrases)

    def _is_line(self, phrase: str) -> bool:
        """Whether a noun phrase names a line of the statements."""
        return bool(self._items.named(phrase))

    def _unclear(self, figure: Figure) -> str:
        """A small bare amount may be so much per something, or in the millions that a preface speaks of."""
        if figure.kind is FigureKind.MONEY and not figure.scale and abs(figure.value) < self._least:
            return "" if figure.decimals <= -3 and abs(figure.value) >= 1000 else _UNCLEAR
        return ""

    def _is_bare(self, amount: NarrativeAmount) -> bool:
        adjusted = amount.unreported == NON_GAAP and not amount.unit.per and not amount.scale and "$" in amount.printed
        return amount.unreported == _UNCLEAR or (adjusted and abs(amount.value) < self._least)

    def _as_prefaced(self, figure: Figure, sentence: Sentence) -> Figure:
        """A bare amount on the scale that the section states for all its figures, where that is the tables' scale. So
        much per something, and a price, are meant as they stand."""
        stated = read_scaling((f"({sentence.preface.strip('() ')})",)).money if sentence.preface else None
        bare = figure.kind is FigureKind.MONEY and not figure.scale and abs(figure.value) < self._least
        bare = bare and figure.decimals < 2  # cents are so much per something
        single = _PER_ONE.match(sentence.text, figure.end) or _PRICE.search(sentence.text[: figure.start])
        if not bare or not stated or stated != self._scale or single:
            return figure
        value = Decimal(f"{figure.value.scaleb(stated):f}")
        return replace(figure, value=value, scale=stated, decimals=max(figure.decimals, 0) - stated)

    def _as_in_tables(self, amount: NarrativeAmount) -> NarrativeAmount:
        """ "Net income was $75" where the tables are in millions."""
        return replace(
            amount,
            value=Decimal(f"{amount.value.scaleb(self._scale):f}"),
            decimals=max(amount.decimals, 0) - self._scale,
            scale=self._scale,
            unreported=amount.unreported if amount.unreported == NON_GAAP else "",
            as_in_tables=True,
        )

    def _introduce(self, sentence: Sentence) -> None:
        """The items of a list speak of the period that the words before it name ("Results for the quarter were:")."""
        if not sentence.bullet:
            self._introduced = None
        if self._introduced is not None:
            self._spoken, self._carried = self._introduced, Certainty.INTRODUCED

    def _remember(self, sentence: Sentence, phrases: Sequence[PeriodPhrase]) -> None:
        """The first period that a sentence names is what the next one speaks of, until it names another; none where it
        names several at once. What only explains a figure of the time spoken of leads to no other time than the
        document's own."""
        named = [p for p in phrases if p.relation is Relation.ABSOLUTE and not p.compared and p.periods]
        comparison = grammar.COMPARED.search(sentence.text, named[0].end if named else 0)
        named = [phrase for phrase in named if comparison is None or phrase.end <= comparison.start()]
        if self._spoken and (explained := grammar.EXPLAINS.search(sentence.text)):
            named = [phrase for phrase in named if phrase.start < explained.start() or self._is_now(phrase)]
        if named:
            told = {period for phrase in named for period in phrase.periods if self._is_reported(period)}
            single = len(told | set(named[0].periods)) == 1 or named[0].each
            self._spoken, self._carried = named[0].periods[0] if single else None, Certainty.CARRIED
            if sentence.text.endswith(":"):
                self._introduced = self._spoken

    def _is_now(self, phrase: PeriodPhrase) -> bool:
        return self._calendar is not None and any(period.end == self._calendar.current for period in phrase.periods)

    def _is_reported(self, period: Period) -> bool:
        return self._calendar is not None and period in self._calendar.periods

    def _amounts(
        self, sentence: Sentence, slots: Sequence[Slot], phrases: Sequence[PeriodPhrase]
    ) -> Iterator[NarrativeAmount]:
        carried = (self._spoken, self._carried)
        timed = Times(slots, phrases, carried, self._calendar, "respectively" in sentence.text)
        headed = any(grammar.FORWARD_HEADING.search(heading) for heading in sentence.headings)
        for number, slot in enumerate(slots):
            period, base, certainty = timed.of(slot)
            if period and slot.role is not Role.CHANGE and grammar.REMAINS.match(slot.right):
                period = Period(period.end)
            elif period and period.is_instant and certainty in _NOT_BESIDE and grammar.FLOW.search(slot.subject):
                period, certainty = None, Certainty.UNKNOWN
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
                    unreported=slot.unreported or _effect(slot) or ("section" if headed else self._unclear(figure)),
                    around=_around(slots, number),
                    headings=sentence.headings,
                )


def _lists(slots: Sequence[Slot]) -> Iterator[list[Slot]]:
    """The slots of each enumeration, in order."""
    for number, slot in enumerate(slots):
        if slot.listed and slot.place == 0:
            yield list(slots[number : number + slot.listed])


def _name_alike(run: Sequence[Slot], known: Callable[[str], bool]) -> None:
    """What is named after an enumeration is what every figure of it measures: "$5 million and $4 million of interest",
    "$5 million and $4 million, respectively, in interest"."""
    if any(slot.role is Role.CHANGE for slot in run) or (run[0].subject and run[0].firm):
        return
    last = run[-1]
    if linked := grammar.RESPECTIVELY.match(last.right):
        named = subject_of("", f" of {last.right[linked.end() :]}", False, False, known).text
    else:
        named = last.subject if grammar.OF_NOUN.match(last.right) else ""
    if named:
        for slot in run:
            slot.subject = named


def _is_parallel(slot: Slot, following: Slot) -> bool:
    """Whether two figures divide one thing in like words: "$4 million for ships and $2 million for trains"."""
    first, second = grammar.DIVIDES.fullmatch(following.left), grammar.SHARE_OF.match(following.right)
    alike = slot.role is following.role is Role.MAIN and slot.head.kind is following.head.kind
    return bool(alike and first and second and first["link"].lower() == second["link"].lower())


_UNCLEAR = "unit unclear"
_NOT_BESIDE = (Certainty.CARRIED, Certainty.INTRODUCED)


def _effect(slot: Slot) -> str:
    """Why a figure that says how much better or worse something made something else is no amount of its own."""
    return "effect" if slot.role is not Role.CHANGE and grammar.EFFECT.search(slot.subject) else ""


def _around(slots: Sequence[Slot], number: int) -> str:
    """The words on either side of a figure, as far as the next; of an enumeration, on either side of it all."""
    slot = slots[number]
    first = number - max(slot.place, 0)
    last = first + max(slot.listed, 1) - 1
    return f"{slots[first].left} {slots[last].right}"


def _per_share(figure: Figure, subject: str) -> Figure:
    """Money that the subject makes money per share: "diluted earnings per share of $0.85"."""
    if figure.kind is not FigureKind.MONEY or figure.scale or not _PER_SHARE.search(subject):
        return figure
    return replace(figure, kind=FigureKind.PER_SHARE, unit=Unit(figure.unit.measure, SHARES.measure))


_PER_SHARE = re.compile(r"\bper (?:\w+ ){0,3}(?:share|unit)\b|\bEPS\b", re.IGNORECASE)


_TAKES_UP = re.compile(
    r"(?:the|this|that|such) (?:(?:net|positive|negative|overall|(?:un)?favorable) )?"
    rf"(?:{grammar.CHANGE_NOUN}|change)\b",
    re.IGNORECASE,
)


def _of_levels(amount: NarrativeAmount, later: NarrativeAmount, earlier: NarrativeAmount) -> NarrativeAmount:
    """ "The increase of $3.6 million was due to": the change of what the sentence before told two levels of."""
    if amount.kind not in (AmountKind.CHANGE, AmountKind.PERCENTAGE_CHANGE) or amount.subject or amount.component:
        return amount
    return replace(
        amount,
        subject=later.subject,
        period=later.period,
        base=earlier.period,
        certainty=Certainty.CARRIED,
        firm=False,
    )


def _two_levels(amounts: Sequence[NarrativeAmount]) -> tuple[NarrativeAmount, NarrativeAmount] | None:
    """The later and the earlier level of one thing, where a sentence tells just those."""
    levels = [a for a in amounts if a.kind is AmountKind.LEVEL and a.period and not a.unit.per]
    if len(levels) != 2 or levels[0].subject != levels[1].subject or not levels[0].subject:
        return None
    earlier, later = sorted(levels, key=lambda level: level.period.end if level.period else date.min)
    return (later, earlier) if later.period != earlier.period else None


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
