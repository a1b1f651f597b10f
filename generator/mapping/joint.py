"""The decision for the whole report at once: no concept twice in one context with different values.

Lines are decided surest first. A line whose best concept already reports something else in one of its contexts (XBRL
2.1 §4.7) takes the next one that is free, and what it loses in share it loses in confidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from generator.facts.model import Period, Unit
from generator.mapping.breakdown import breakdowns
from generator.mapping.evidence import Table
from generator.mapping.knowledge import EXTENSION
from generator.mapping.lines import Line

_Context = tuple[str, Period, Unit, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was decided for a line: the place of the chosen candidate among its candidates, and the place of the one it
    had to give up (-1: none) with the line that holds it. `whole` is the line that this one is a part of (-1: none):
    they share a concept, and a dimension tells them apart."""

    place: int
    given_up: int = -1
    to: int = -1
    whole: int = -1


def decide(lines: Sequence[Line], table: Table, shares: Sequence[NDArray[np.float64]]) -> list[Choice]:
    """One choice for every line."""
    taken: dict[_Context, tuple[Decimal, int]] = {}
    choices: dict[int, Choice] = {}
    for at, (whole, name) in breakdowns(lines, table, shares).items():
        names = table.names[table.starts[at] : table.starts[at + 1]]
        if name in names:
            choices[at] = Choice(names.index(name), whole=whole)
    order = sorted((at for at in range(len(lines)) if at not in choices), key=lambda at: (-float(shares[at].max()), at))
    for at in order:
        ranking = [int(place) for place in np.argsort(-shares[at], kind="stable")]
        best = ranking[0]
        chosen, rival = best, -1
        for place in ranking:
            name = table.names[table.starts[at] + place]
            holder = -1 if name == EXTENSION else _holder(lines[at], name, taken)
            if holder < 0:
                chosen = place
                break
            rival = holder if rival < 0 else rival
        name = table.names[table.starts[at] + chosen]
        if name != EXTENSION:
            for fact_context, value in _contexts(lines[at], name):
                taken.setdefault(fact_context, (value, at))
        choices[at] = Choice(chosen) if chosen == best else Choice(chosen, best, rival)
    return [choices[at] for at in range(len(lines))]


def _contexts(line: Line, name: str) -> list[tuple[_Context, Decimal]]:
    found = []
    for fact, header in zip(line.facts, line.headers, strict=True):
        if fact.value is not None:
            place = f"{line.component}|{header}" if line.kind == "EQ" else line.component
            found.append(((name, fact.period, fact.unit, place), abs(fact.value)))
    return found


def _holder(line: Line, name: str, taken: dict[_Context, tuple[Decimal, int]]) -> int:
    """The line that already reports another value under this concept in a context of this line; -1 for none."""
    for context, value in _contexts(line, name):
        held = taken.get(context)
        if held is not None and not _same(held[0], value):
            return held[1]
    return -1


def _same(one: Decimal, two: Decimal) -> bool:
    """Equal but for rounding: prose and captions round what tables show."""
    return one == two or abs(one - two) <= max(abs(one), abs(two)) * Decimal("0.0005")
