"""Percentages that are one line of a statement over another: margins, the tax rate, shares of revenue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts.model import ParsedFact, Period
from generator.facts.narrative_subjects import LineItem, LineItems
from generator.facts.tie_arithmetic import is_same_span


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A ratio by name: what the sentence calls it, and what its two lines are called."""

    called: re.Pattern[str]
    over: str
    under: tuple[str, ...]


_OURS = r"(?:(?:our|its|the|gaap|overall|consolidated|worldwide|total|company['’]s|corporation['’]s) )*"
_WHEN = r"(?: (?:for|in|during) .*)?"
_REVENUE = ("net revenues", "net sales", "revenue", "sales")
_RATIOS = (
    _Ratio(
        re.compile(rf"{_OURS}gross (?:profit )?margins?(?: percentages?)?{_WHEN}", re.I),
        "gross profit",
        _REVENUE,
    ),
    _Ratio(
        re.compile(rf"{_OURS}operating (?:income )?margins?(?: percentages?)?{_WHEN}", re.I),
        "operating income",
        _REVENUE,
    ),
    _Ratio(re.compile(rf"{_OURS}net (?:income |profit )?margins?{_WHEN}", re.I), "net income", _REVENUE),
    _Ratio(
        re.compile(rf"{_OURS}effective (?:income )?tax rates?{_WHEN}", re.I),
        "income tax",
        ("income before income taxes",),
    ),
)
_SHARE = re.compile(
    r"^(?P<over>.+?),? as a (?:percentage|percent) of (?:(?:total|net|our) )*(?P<under>.+?)"
    r"(?: (?:was|were|is|are)\b.*)?$",
    re.I,
)


def ratio_facts(subject: str, period: Period | None, items: LineItems) -> Iterator[tuple[ParsedFact, ParsedFact]]:
    """The pairs of table facts whose quotient `subject` names, for that period; for every period where it is None."""
    over, under = _terms(subject)
    if not over:
        return
    lower = [fact for name in under for fact in _facts(items.named(name), period)]
    for upper in _facts(items.named(over), period):
        for fact in lower:
            if fact.value and fact.statement == upper.statement and fact.period == upper.period:
                yield upper, fact


def share_of(printed: str, sentence: str, part: ParsedFact, items: LineItems) -> Iterator[ParsedFact]:
    """The table facts of which a sentence calls `part` such a share, by the words right after the printed percentage:
    "was $5 million, or 12% of revenue"."""
    said = re.search(rf"(?<![\d.,]){re.escape(printed)}{_OF_WHOLE}", sentence, re.I)
    if said is None:
        return
    for name in _REVENUE if re.fullmatch(r"(?:net )?(?:revenues?|sales)", said["whole"], re.I) else (said["whole"],):
        whole = _facts(items.named(name), part.period)
        yield from (fact for fact in whole if fact.value and fact.unit == part.unit)


_OF_WHOLE = (
    rf" of {_OURS}(?P<whole>(?:net )?(?:sales|revenues?)|(?:total )?(?:assets|operating expenses|deposits|loans)"
    r"|gross profit)(?=[^\w]*(?:$|[.,;)]| (?:and|versus|compared|in|for|during)\b))"
)


def _terms(subject: str) -> tuple[str, tuple[str, ...]]:
    for ratio in _RATIOS:
        if ratio.called.fullmatch(subject):
            return ratio.over, ratio.under
    share = _SHARE.match(subject)
    if share is None:
        return "", ()
    revenue = re.fullmatch(r"revenues?|sales", share["under"], re.I)
    return share["over"], _REVENUE if revenue else (share["under"],)


def _facts(named: tuple[LineItem, ...], period: Period | None) -> list[ParsedFact]:
    """The facts of some lines for a period, whose days a calendar of weeks may shift."""
    money = (item for item in named if item.is_money and "/" not in item.measure)
    facts = [fact for item in money for fact in item.facts.values()]
    return [f for f in facts if period is None or f.period == period or is_same_span(f.period, period)]
