"""The arithmetic of a tie-out: which facts of a line a figure may stand for, and what they give in its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from generator.facts.model import ParsedFact, Period
from generator.facts.narrative_reading import AmountKind, NarrativeAmount
from generator.facts.narrative_subjects import LineItem


def pairs_of(item: LineItem, amount: NarrativeAmount) -> Iterator[tuple[ParsedFact, ParsedFact]]:
    """The facts that a change of a line runs between. Where the sentence does not say from when, a balance changes
    over the period spoken of, and an amount of a period against the like period a year before."""
    if amount.period is None:
        return
    later = fact_at(item, amount.period)
    if later is None:
        return
    if amount.base is not None:
        bases = [amount.base]
    elif later.period.is_instant:
        start = amount.period.start
        bases = [Period(start - timedelta(days=1))] if start else [p for p in item.facts if p.end < later.period.end]
    else:
        bases = [p for p in item.facts if p.start and is_like_before(p, later.period)]
    for base in bases:
        if (earlier := fact_at(item, base)) and earlier is not later:
            yield later, earlier


def is_like_before(earlier: Period, later: Period) -> bool:
    """Whether a duration is the like one of the year before."""
    assert earlier.start and later.start
    years = (later.end - earlier.end).days
    return 350 <= years <= 380 and abs((later.end - later.start).days - (earlier.end - earlier.start).days) <= 10


def fact_at(item: LineItem, period: Period | None) -> ParsedFact | None:
    """The line's fact of that period; of its end, where the line is a balance and the words name a duration. Ends of
    52/53-week periods may be named by the month they close, so a week's difference is none."""
    if period is None:
        return None
    balance = all(known.is_instant for known in item.facts)
    for known, fact in item.facts.items():
        if known == period or (balance and abs(known.end - period.end) <= WEEK) or is_same_span(known, period):
            return fact
    return None


def is_same_span(one: Period, other: Period) -> bool:
    """Whether two durations are the same but for a week at either end."""
    if one.start is None or other.start is None:
        return False
    return abs(one.end - other.end) <= WEEK and abs(one.start - other.start) <= WEEK


WEEK = timedelta(days=7)
"""What a calendar of weeks may shift a day by."""


def risen_to(
    amount: NarrativeAmount, named: Sequence[LineItem], beside: Sequence[NarrativeAmount]
) -> ParsedFact | None:
    """The fact that a figure without a time restates where only for one period its line came to it by the change that
    the sentence gives `beside` it ("Depreciation increased 4% to $1.3 billion")."""
    if amount.period is not None or not re.search(rf"\bto {re.escape(amount.printed)}(?!\d)", amount.sentence):
        return None
    changes = [one for one in beside if one.kind in (AmountKind.CHANGE, AmountKind.PERCENTAGE_CHANGE)]
    if not changes or any(change.period or change.subject != amount.subject for change in changes):
        return None
    found: dict[Period, ParsedFact] = {}
    for item in named:
        for later in item.facts.values():
            like = [e for e in item.facts.values() if _is_like_pair(e.period, later.period)]
            came = any(all(_is_change(change, later, earlier) for change in changes) for earlier in like)
            if came and rounds_to(amount, abs(value_of(later)), blur_of(later)):
                found[later.period] = later
    return next(iter(found.values())) if len(found) == 1 else None


def _is_like_pair(earlier: Period, later: Period) -> bool:
    return earlier.start is not None and later.start is not None and is_like_before(earlier, later)


def _is_change(amount: NarrativeAmount, later: ParsedFact, earlier: ParsedFact) -> bool:
    """Whether two facts are as far apart as a figure says, and in its direction."""
    change = change_of(amount, value_of(later), value_of(earlier))
    if change is None or (amount.direction and (change > 0) != (amount.direction > 0)):
        return False
    return rounds_to(amount, abs(change), blur_of_change(amount, later, earlier))


def change_of(amount: NarrativeAmount, later: Decimal, earlier: Decimal) -> Decimal | None:
    """The change in the figure's unit. Two losses, or two expenses shown in parentheses, change by magnitude."""
    same_side = later * earlier >= 0
    change = abs(later) - abs(earlier) if same_side else later - earlier
    if amount.kind is AmountKind.PERCENTAGE_CHANGE:
        return change / abs(earlier) if earlier else None
    return change


def rounds_to(amount: NarrativeAmount, value: Decimal, blur: Decimal) -> bool:
    """Whether a value rounds to the printed figure, given how far the value itself may be off from rounding."""
    if amount.as_in_tables and amount.kind is AmountKind.LEVEL:
        return abs(amount.value) == value
    return abs(abs(amount.value) - value) <= amount.half_unit + blur


def blur_of(fact: ParsedFact) -> Decimal:
    """Half a unit of the last digit shown, for facts printed no finer than thousands."""
    return Decimal(5).scaleb(-fact.decimals - 1) if fact.decimals is not None and fact.decimals < 0 else Decimal(0)


def blur_of_change(amount: NarrativeAmount, later: ParsedFact, earlier: ParsedFact) -> Decimal:
    blur = blur_of(later) + blur_of(earlier)
    if amount.kind is AmountKind.CHANGE:
        return blur
    return blur * 2 / abs(value_of(earlier)) if value_of(earlier) else Decimal(0)


def value_of(fact: ParsedFact) -> Decimal:
    return fact.value if fact.value is not None else Decimal(0)


def is_another_change(amount: NarrativeAmount, named: Sequence[LineItem]) -> bool:
    """Whether the figure is the change of the same line between any two other periods, or one of its levels."""
    for item in named:
        facts = list(item.facts.values())
        if amount.kind is AmountKind.CHANGE and any(rounds_to(amount, abs(value_of(f)), blur_of(f)) for f in facts):
            return True
        for later in facts:
            for earlier in facts:
                if (
                    later is not earlier
                    and (change := change_of(amount, value_of(later), value_of(earlier))) is not None
                ):
                    alike = later.period.is_instant or _days(later.period) == _days(earlier.period)
                    if alike and later.period.end > earlier.period.end and rounds_to(amount, abs(change), Decimal(0)):
                        return True
    return False


def _days(period: Period) -> int:
    """The length of a duration in months, so that quarters of 90 and 92 days are alike."""
    return round((period.end - period.start).days / 30.4375) if period.start else 0
