"""Words of time in running text, resolved on the calendar that the statements of the same document show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from generator.facts.model import Period
from generator.facts.narrative_calendar import Calendar
from generator.facts.narrative_grammar import COMPARED
from generator.facts.narrative_time_phrases import NAMED, PHRASES, PeriodPhrase, Relation


def named_by(calendar: Calendar, texts: Iterable[str]) -> Calendar:
    """The calendar with its `year_shift` settled by how `texts` name fiscal years: whichever way more of the named
    quarters and years are reported ones, and then more the document's own. Only a year that ends in its first half can
    be called after the one before."""
    if calendar.year_end.month > 6:
        return calendar
    phrases = [match.group() for text in texts for match in NAMED.finditer(text)]

    def shown(candidate: Calendar) -> tuple[int, int]:
        named = [p for phrase in phrases for found in read_periods(phrase, candidate) for p in found.periods]
        return sum(p in candidate.periods for p in named), sum(p.end == candidate.current for p in named)

    return max((calendar, replace(calendar, year_shift=-1)), key=shown)


def read_periods(text: str, calendar: Calendar) -> tuple[PeriodPhrase, ...]:
    """The phrases of time in `text`, in order, none overlapping another."""
    found: list[PeriodPhrase] = []
    for pattern, read in PHRASES:
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                phrase = read(match, calendar)
                if phrase is not None:
                    found.append(_in_its_place(phrase, text[: phrase.start][-_BEFORE:]))
    return tuple(sorted(found, key=lambda phrase: phrase.start))


def _in_its_place(phrase: PeriodPhrase, before: str) -> PeriodPhrase:
    """The phrase as the words before it make it: the day of a balance of which something was a part is no time of that
    something ("revenue that was included in deferred revenue as of December 31, 2024")."""
    if _INCLUDED.search(before) and all(period.is_instant for period in phrase.periods):
        return replace(phrase, relation=Relation.EVENT)
    return replace(phrase, compared=bool(_COMPARED.search(before)), each=bool(_EACH.search(before)))


_BEFORE = 200  # characters before a phrase in which words may bear on it
_INCLUDED = re.compile(
    r"\b(?:was|were|is|previously|amounts?|revenues?)\s+included\s+(?:in|within)\s+(?:[\w'’-]+\s+){1,8}"
    r"(?:as of|at|on|of)?\s*(?:the )?$",
    re.IGNORECASE,
)
_COMPARED = re.compile(rf"{COMPARED.pattern}$", re.IGNORECASE)
_EACH = re.compile(r"\b(?:both|each of)\s+(?:the\s+)?$", re.IGNORECASE)


def resolved(phrase: PeriodPhrase, main: Period | None, calendar: Calendar) -> tuple[Period, ...]:
    """The periods that a phrase names in a sentence whose main period is `main`; empty where they cannot be told."""
    if phrase.relation is Relation.ABSOLUTE:
        return phrase.periods
    if main is None:
        return (phrase.own,) if phrase.own else ()
    period: Period | None = None
    if phrase.relation is Relation.SAME:
        period = main
    elif phrase.relation in (Relation.YEAR_BEFORE, Relation.LIKE):
        period = calendar.to_year(main, phrase.year) if phrase.year else calendar.moved(main, years=1)
    elif phrase.relation is Relation.QUARTER_BEFORE:
        period = calendar.moved(main, quarters=1)
    return (period,) if period else ()
