"""Whether the numbers agree: prose with tables, totals with their parts, one statement with another.

Precision comes first. A figure contradicts the tables only where the sentence names a line in full, its period is
known, no other figure of that line is meant by any reading, and the two are close enough to be the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from generator.diagnostics import Diagnostic
from generator.facts import narrative_grammar as grammar
from generator.facts.model import ParsedFact, Statement
from generator.facts.narrative_clauses import NON_GAAP
from generator.facts.narrative_reading import AmountKind, NarrativeAmount
from generator.facts.narrative_subjects import LineItem, LineItems, line_items
from generator.facts.narrative_times import Certainty
from generator.facts.tie_arithmetic import (
    blur_of,
    blur_of_change,
    change_of,
    fact_at,
    is_another_change,
    pairs_of,
    risen_to,
    rounds_to,
    value_of,
)
from generator.facts.tie_diagnostics import contradiction, untied
from generator.facts.tie_evidence import Evidence, significant
from generator.facts.tie_ratios import ratio_facts, share_of
from generator.facts.tie_statements import TableTie, tie_statements
from generator.facts.tie_tables import ShownRow


class Outcome(StrEnum):
    """What became of a narrative figure: `NO_COUNTERPART` where the tables show nothing that it must equal."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    NO_COUNTERPART = "no-counterpart"


@dataclass(frozen=True, slots=True)
class Tie:
    """A narrative figure and the table facts it was held against: one for a level, the later and the earlier for a
    change, none for a change that only the sentence's own levels bear out. `computed` is what they give, in the
    figure's unit, unrounded; None where there is no counterpart."""

    amount: NarrativeAmount
    outcome: Outcome
    facts: tuple[ParsedFact, ...] = ()
    computed: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TieOut:
    """Everything that was compared. It `holds` when nothing contradicts; what does is told in `diagnostics`."""

    ties: tuple[Tie, ...]
    tables: tuple[TableTie, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def holds(self) -> bool:
        return not self.diagnostics


def tie_out(
    statements: Sequence[Statement], narrative: Sequence[NarrativeAmount], rows: Iterable[ShownRow] = ()
) -> TieOut:
    """Hold every narrative figure, every total and every shared line of the statements against the tables. `rows` are
    those of all tables of the document: what the statements do not show may be borne out by them."""
    ties = tie_amounts(statements, narrative, rows)
    tables = tie_statements(statements)
    found = [
        contradiction(tie.amount, tie.facts, tie.computed, statements)
        for tie in ties
        if tie.outcome is Outcome.CONTRADICTS
    ]
    found += [untied(table, statements) for table in tables if not table.holds]
    return TieOut(ties, tables, tuple(found))


def tie_amounts(
    statements: Sequence[Statement], narrative: Sequence[NarrativeAmount], rows: Iterable[ShownRow] = ()
) -> tuple[Tie, ...]:
    """The ties of the narrative alone, in its order."""
    items = line_items(statements)
    first = [_tied(amount, items, None) for amount in narrative]
    ties, unvouched = [], []
    for number, tie in enumerate(first):
        if tie.outcome is Outcome.NO_COUNTERPART:
            around = first[max(0, number - _AROUND) : number + _AROUND + 1]
            companions = [c for c in around if c is not tie and c.amount.sentence == tie.amount.sentence]
            tie = _tied(tie.amount, items, companions)
            if tie.outcome is Outcome.CONTRADICTS and not _vouched(tie.amount, companions):
                unvouched.append(tie)
        ties.append(tie)
    doubted = _of_another_thing(unvouched)
    ties = [Tie(tie.amount, Outcome.NO_COUNTERPART) if any(tie is d for d in doubted) else tie for tie in ties]
    return tuple(_borne_out(ties, Evidence(rows), items))


def _borne_out(ties: Sequence[Tie], evidence: Evidence, items: LineItems) -> Iterator[Tie]:
    """The ties, with a counterpart in any table for those that have none in the statements, or by what the other
    figures of their sentence restate."""
    for _, grouped in groupby(ties, key=lambda tie: tie.amount.sentence):
        sentence = list(grouped)
        open_ = [tie.amount.unreported in _COMPARABLE and _is_open(tie) for tie in sentence]
        found = evidence.counterparts([tie.amount for tie in sentence], [tie.facts for tie in sentence], open_)
        shown = [
            Tie(tie.amount, Outcome.AGREES, one.facts, one.computed) if one else tie
            for tie, one in zip(sentence, found, strict=True)
        ]
        for number, tie in enumerate(shown):
            yield _beside(tie, shown[:number], shown, items) if tie.outcome is Outcome.NO_COUNTERPART else tie


def _beside(tie: Tie, before: Sequence[Tie], sentence: Sequence[Tie], items: LineItems) -> Tie:
    """The tie of a figure that other figures of its sentence bear out, which restate table facts themselves: the share
    that the level before it is of a line, the change between two adjusted levels."""
    amount = tie.amount
    level = next((t for t in reversed(before) if t.amount.kind is AmountKind.LEVEL), None)
    if amount.kind is AmountKind.RATIO and not amount.unreported and level and level.outcome is Outcome.AGREES:
        (part, *_) = level.facts
        for whole in share_of(amount.printed, amount.sentence, part, items):
            share = abs(value_of(part) / value_of(whole))
            if rounds_to(amount, share, Decimal(0)):
                return Tie(amount, Outcome.AGREES, (part, whole), share)
    if amount.kind in (AmountKind.CHANGE, AmountKind.PERCENTAGE_CHANGE) and amount.unreported == NON_GAAP:
        agreed = [t for t in sentence if t.outcome is Outcome.AGREES]
        return _between_levels(amount, agreed) or tie
    return tie


def _is_open(tie: Tie) -> bool:
    """Whether another table may bear a figure out: a ratio that one of them shows outright contradicts none."""
    ratio = tie.amount.kind is AmountKind.RATIO
    return tie.outcome is Outcome.NO_COUNTERPART or (ratio and tie.outcome is Outcome.CONTRADICTS)


_COMPARABLE = ("", NON_GAAP)


def _of_another_thing(unvouched: Sequence[Tie]) -> list[Tie]:
    """Contradictions to drop: where sentences give several other figures for one line and nothing shows that they mean
    it, they speak of something else of that name, such as a segment under a heading of its own."""
    given: dict[tuple[int, int], set[Decimal]] = {}
    for tie in unvouched:
        given.setdefault((tie.facts[0].statement, tie.facts[0].row), set()).add(tie.amount.value)
    return [tie for tie in unvouched if len(given[tie.facts[0].statement, tie.facts[0].row]) > 1]


_AROUND = 8  # figures on either side among which those of the same sentence are looked for
_NEAR = Decimal("0.2")  # a contradiction is a slip of the pen; farther apart, two figures are two things
_NEAR_CHANGE = Decimal("0.15")  # a change is a small thing: two of them are near sooner
_FAR = Decimal("0.6")  # unless another figure of the sentence shows that this line is meant
_KNOWN = frozenset({Certainty.STATED, Certainty.CLAUSE, Certainty.CARRIED})


def _tied(amount: NarrativeAmount, items: LineItems, companions: Sequence[Tie] | None) -> Tie:
    """A figure's tie. Nothing contradicts in the first reading of a sentence (`companions` is None); in the second,
    they are what the first reading made of its other figures."""
    if amount.unreported == NON_GAAP:
        return _tied_beyond(amount, items)
    named = items.named(amount.subject) if amount.subject and not amount.unreported else ()
    if amount.kind is AmountKind.LEVEL:
        return _tied_level(amount, [item for item in named if item.measure == str(amount.unit)], items, companions)
    if amount.kind in (AmountKind.CHANGE, AmountKind.PERCENTAGE_CHANGE):
        per_share = "share" in amount.subject and "per" in amount.subject.split()
        like = [item for item in named if item.is_money and ("/" in item.measure) == per_share]
        return _tied_change(amount, like, items, companions)
    return _tied_ratio(amount, items, companions)


def _tied_beyond(amount: NarrativeAmount, items: LineItems) -> Tie:
    """A figure that is not as reported ("pro forma net loss"): it agrees with the table that shows it, and contradicts
    none, for there are as many ways to adjust as there are sentences."""
    subject = grammar.NON_GAAP.sub(" ", amount.subject)
    for item in (*items.not_as_reported(subject), *items.named(subject)):
        if amount.kind is AmountKind.LEVEL and item.measure == str(amount.unit):
            fact = fact_at(item, amount.period)
            if fact and rounds_to(amount, abs(value_of(fact)), blur_of(fact)):
                return Tie(amount, Outcome.AGREES, (fact,), value_of(fact))
        if amount.kind in (AmountKind.CHANGE, AmountKind.PERCENTAGE_CHANGE) and item.is_money:
            for later, earlier in pairs_of(item, amount):
                change = change_of(amount, value_of(later), value_of(earlier))
                if change is not None and rounds_to(amount, abs(change), blur_of_change(amount, later, earlier)):
                    return Tie(amount, Outcome.AGREES, (later, earlier), change)
    return Tie(amount, Outcome.NO_COUNTERPART)


def _tied_level(
    amount: NarrativeAmount, named: Sequence[LineItem], items: LineItems, companions: Sequence[Tie] | None
) -> Tie:
    facts = [fact for item in named if (fact := fact_at(item, amount.period))]
    for fact in facts:
        if rounds_to(amount, abs(value_of(fact)), blur_of(fact)):
            return Tie(amount, Outcome.AGREES, (fact,), value_of(fact))
    if proven := _shown_in_full(amount, items):
        return Tie(amount, Outcome.AGREES, (proven,), value_of(proven))
    others = [
        fact for item in named for fact in item.facts.values() if rounds_to(amount, abs(value_of(fact)), blur_of(fact))
    ]
    if amount.certainty not in _KNOWN and others and len({fact.period for fact in others}) == 1:
        return Tie(amount, Outcome.AGREES, (others[0],), value_of(others[0]))
    beside = [c.amount for c in companions or () if c.amount.frame == amount.frame]
    if risen := risen_to(amount, named, beside):
        return Tie(amount, Outcome.AGREES, (risen,), value_of(risen))
    exact = [item for item in named if item.is_just(amount.subject)]
    facts = [fact for item in exact if (fact := fact_at(item, amount.period)) and not _is_opposite(amount, item, fact)]
    if companions is None or others or not _agree(facts) or not _may_contradict(amount, companions):
        return Tie(amount, Outcome.NO_COUNTERPART)
    akin = (fact for item in items.mentioning(amount.subject) for fact in item.facts.values())
    if any(rounds_to(amount, abs(value_of(fact)), blur_of(fact)) for fact in akin):
        return Tie(amount, Outcome.NO_COUNTERPART)
    fact = min(facts, key=lambda f: abs(abs(value_of(f)) - abs(amount.value)))
    vouched = not amount.component and _vouched(amount, companions)
    near = _near(abs(amount.value), abs(value_of(fact)), _FAR if vouched else _NEAR)
    return Tie(amount, Outcome.CONTRADICTS, (fact,), value_of(fact)) if near else Tie(amount, Outcome.NO_COUNTERPART)


def _shown_in_full(amount: NarrativeAmount, items: LineItems) -> ParsedFact | None:
    """The one fact of the period that has all the digits of a figure printed with five or more: so long a number is
    its own proof, whatever the sentence calls the line."""
    digits = "".join(c for c in amount.shown if c.isdigit()).strip("0")
    if len(digits) < _TELLING or amount.period is None or amount.unreported:
        return None
    found = [
        fact
        for item in items.items
        if item.measure == str(amount.unit)
        and (fact := fact_at(item, amount.period))
        and abs(value_of(fact)) == abs(amount.value)
    ]
    return found[0] if len({(fact.statement, fact.row) for fact in found}) == 1 else None


_TELLING = 5  # significant digits


def _is_opposite(amount: NarrativeAmount, item: LineItem, fact: ParsedFact) -> bool:
    """Whether a sentence speaks of income where the line "Operating (loss) income" shows a loss: it means a segment."""
    shows_loss = value_of(fact) < 0 and "loss" in item.row.label.lower()
    return shows_loss and bool(re.search(r"\b(?:income|earnings|profit)\b", amount.subject, re.IGNORECASE))


def _agree(facts: Sequence[ParsedFact]) -> bool:
    """Whether there are facts, all of one period, that show one value: a line of that name is not two lines."""
    if not facts or len({fact.period for fact in facts}) > 1:
        return False
    values = [abs(value_of(fact)) for fact in facts]
    return max(values) - min(values) <= max(blur_of(fact) for fact in facts) * 2


def _may_contradict(amount: NarrativeAmount, companions: Sequence[Tie]) -> bool:
    """Whether the sentence leaves no other reading: its grammar is plain, or another of its figures shows that it does
    speak of that line. Where none of several figures agrees, it speaks of something else of that name."""
    if (
        amount.as_in_tables
        or amount.certainty not in _KNOWN
        or not amount.firm
        or _PARTS_OF_A_GROUP.search(amount.sentence)
    ):
        return False
    kinds = (amount.kind, AmountKind.LEVEL)
    alike = [tie for tie in companions if tie.amount.kind in kinds and tie.amount.subject == amount.subject]
    return _vouched(amount, companions) or not (amount.listed or amount.frame or alike)


_PARTS_OF_A_GROUP = re.compile(
    r"\b(?:segments?|JVs?|joint ventures?|divisions?|subsidiar\w+|affiliates?|fair value|business unit)\b"
    r"|\boperations generated"
)


def _tied_change(
    amount: NarrativeAmount, named: Sequence[LineItem], items: LineItems, companions: Sequence[Tie] | None
) -> Tie:
    pairs = [pair for item in named for pair in pairs_of(item, amount)]
    for later, earlier in pairs:
        change = change_of(amount, value_of(later), value_of(earlier))
        if change is not None and rounds_to(amount, abs(change), blur_of_change(amount, later, earlier)):
            return Tie(amount, Outcome.AGREES, (later, earlier), change)
    exact = [item for item in named if item.is_just(amount.subject)]
    pairs = [pair for item in exact for pair in pairs_of(item, amount)]
    settled = _agree([later for later, _ in pairs]) and _agree([earlier for _, earlier in pairs])
    if companions is not None and not amount.unreported and (between := _between_levels(amount, companions)):
        return between
    if companions is None or not settled or amount.component:
        return Tie(amount, Outcome.NO_COUNTERPART)
    later, earlier = pairs[0]
    change = change_of(amount, value_of(later), value_of(earlier))
    if change is not None and _printed_change(amount, companions):
        return Tie(amount, Outcome.AGREES, (later, earlier), change)
    akin = [*named, *items.mentioning(amount.subject)]
    if change is None or is_another_change(amount, akin) or not _may_contradict(amount, companions):
        return Tie(amount, Outcome.NO_COUNTERPART)
    vouched = sum(_vouches(amount, companion) for companion in companions) > 1
    near = _near(abs(amount.value), abs(change), _FAR if vouched else _NEAR_CHANGE)
    return Tie(amount, Outcome.CONTRADICTS, (later, earlier), change) if near else Tie(amount, Outcome.NO_COUNTERPART)


def _between_levels(amount: NarrativeAmount, companions: Sequence[Tie]) -> Tie | None:
    """A change that the two levels of its own thought bear out, whatever the tables call them ("book value rose 22% to
    $8.52 per share from $7.01"): by the table facts that they restate, else as they are printed."""
    levels = [c for c in companions if c.amount.kind is AmountKind.LEVEL and c.amount.frame == amount.frame]
    money = [level for level in levels if not level.amount.unit.per]
    for later in money or levels:
        for earlier in money or levels:
            times = (later.amount.period, earlier.amount.period)
            if None in times or times != (amount.period, amount.base) or later.amount.unit != earlier.amount.unit:
                continue
            facts: tuple[ParsedFact, ...] = ()
            if later.outcome is earlier.outcome is Outcome.AGREES:
                facts = (new, old) = (later.facts[0], earlier.facts[0])
                change, blur = change_of(amount, value_of(new), value_of(old)), blur_of_change(amount, new, old)
            else:
                change = change_of(amount, later.amount.value, earlier.amount.value)
                blur = later.amount.half_unit + earlier.amount.half_unit
                blur /= abs(earlier.amount.value) if amount.kind is AmountKind.PERCENTAGE_CHANGE else 1
            if change is not None and rounds_to(amount, abs(change), blur):
                return Tie(amount, Outcome.AGREES, facts, change)
    return Tie(amount, Outcome.NO_COUNTERPART) if _between_sums(amount, levels) else None


def _between_sums(amount: NarrativeAmount, levels: Sequence[Tie]) -> bool:
    """Whether a change runs from one level to the sum of those enumerated before it: the two parts of a period that a
    change of owner divides. The tables show no such sum."""
    listed = [level.amount for level in levels if level.amount.listed and not level.amount.unit.per]
    others = [level.amount for level in levels if not level.amount.listed]
    if len(listed) < 2 or len(others) != 1:
        return False
    change = change_of(amount, sum((level.value for level in listed), Decimal(0)), others[0].value)
    blur = sum((level.half_unit for level in (*listed, *others)), Decimal(0))
    blur /= abs(others[0].value) if amount.kind is AmountKind.PERCENTAGE_CHANGE and others[0].value else 1
    return change is not None and rounds_to(amount, abs(change), blur)


def _tied_ratio(amount: NarrativeAmount, items: LineItems, companions: Sequence[Tie] | None) -> Tie:
    """A ratio's tie. It contradicts only beside one of the same name that agrees: companies leave things out of margins
    and rates without saying so."""
    nothing = Tie(amount, Outcome.NO_COUNTERPART)
    if amount.unreported or (amount.period is None and significant(amount.value, amount.decimals) < _TELLING_RATIO):
        return nothing
    pairs = list(ratio_facts(amount.subject, amount.period, items))
    for over, under in pairs:
        ratio = abs(value_of(over) / value_of(under))
        if rounds_to(amount, ratio, Decimal(0)):
            return Tie(amount, Outcome.AGREES, (over, under), ratio)
    beside = [c for c in companions or () if c.amount.kind is AmountKind.RATIO and c.amount.subject == amount.subject]
    ratios = {abs(value_of(over) / value_of(under)) for over, under in pairs}
    if len(ratios) != 1 or amount.certainty not in _KNOWN or not any(c.outcome is Outcome.AGREES for c in beside):
        return nothing
    others = (abs(value_of(o) / value_of(u)) for o, u in ratio_facts(amount.subject, None, items))
    (ratio,) = ratios
    if any(rounds_to(amount, other, Decimal(0)) for other in others) or not _near(abs(amount.value), ratio):
        return nothing
    return Tie(amount, Outcome.CONTRADICTS, pairs[0], ratio)


_TELLING_RATIO = 3  # significant digits of a ratio whose period is not known


def _near(one: Decimal, other: Decimal, share: Decimal = _NEAR) -> bool:
    return abs(one - other) <= share * max(one, other)


def _vouches(amount: NarrativeAmount, companion: Tie) -> bool:
    """Whether another figure of the sentence agrees about the same line: then the line is meant."""
    return (
        companion.outcome is Outcome.AGREES
        and companion.amount.kind is AmountKind.LEVEL
        and companion.amount.unit.per == amount.unit.per
        and companion.amount.subject == amount.subject
    )


def _vouched(amount: NarrativeAmount, companions: Sequence[Tie]) -> bool:
    return any(_vouches(amount, companion) for companion in companions)


def _printed_change(amount: NarrativeAmount, companions: Sequence[Tie]) -> bool:
    """Whether the figure was worked out from the rounded levels that the same sentence prints."""
    levels = [c.amount for c in companions if c.amount.kind is AmountKind.LEVEL and c.amount.subject == amount.subject]
    for later in levels:
        for earlier in levels:
            if later.period == amount.period and earlier.period == amount.base and later is not earlier:
                change = change_of(amount, later.value, earlier.value)
                if change is not None and rounds_to(amount, abs(change), Decimal(0)):
                    return True
    return False
