"""The decision for the whole report at once: no concept twice in one context with different values.

Lines are decided surest first, those of statements of equity, which repeat the others, last. A line whose best concept
already reports something else in one of its contexts (XBRL 2.1 §4.7) takes the next one that is free, and what it loses
in share it loses in confidence; where none is left that could be meant, it is told as a concept of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from generator.facts.model import ParsedFact, Period, Unit
from generator.mapping.breakdown import breakdowns
from generator.mapping.evidence import Table
from generator.mapping.identities import room
from generator.mapping.knowledge import EXTENSION
from generator.mapping.lines import Line

LEAST = 0.03
"""The share under which a concept is no answer for a line whose better ones are taken: it is a concept of its own."""
_Value = tuple[Decimal, int | None]
Context = tuple[str, Period, Unit, str]
"""A concept, a period, a unit and a place: the column, section or class of shares that a dimension will tell."""


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
    taken: dict[Context, tuple[_Value, int]] = {}
    choices: dict[int, Choice] = {}
    for at, (whole, name) in breakdowns(lines, table, shares).items():
        names = table.names[table.starts[at] : table.starts[at + 1]]
        if name in names:
            choices[at] = Choice(names.index(name), whole=whole)
    order = sorted(
        (at for at in range(len(lines)) if at not in choices),
        key=lambda at: (lines[at].kind == "EQ", -float(shares[at].max()), at),
    )
    for at in order:
        ranking = [int(place) for place in np.argsort(-shares[at], kind="stable")]
        best = ranking[0]
        chosen, rival = best, -1
        for place in ranking:
            if rival >= 0 and shares[at][place] < LEAST:
                chosen = len(ranking) - 1  # the extension, which is always the last
                break
            name = table.names[table.starts[at] + place]
            holder = -1 if name == EXTENSION else _holder(lines[at], name, taken)
            if holder < 0:
                chosen = place
                break
            rival = holder if rival < 0 else rival
        name = table.names[table.starts[at] + chosen]
        if name != EXTENSION:
            for fact_context, value in _amounts(lines[at], name):
                taken.setdefault(fact_context, (value, at))
        choices[at] = Choice(chosen) if chosen == best else Choice(chosen, best, rival)
    return [choices[at] for at in range(len(lines))]


def agreeing(one: Line, two: Line) -> bool:
    """Whether two lines could report one concept: no context in which their values differ."""
    values = dict(_amounts(two, ""))
    return all(context not in values or _same(values[context], value) for context, value in _amounts(one, ""))


def contexts(line: Line, name: str) -> list[tuple[Context, ParsedFact]]:
    """The facts of a line that have a value, with what must be told apart for two values under one concept."""
    found = []
    for fact, header in zip(line.facts, line.headers, strict=True):
        if fact.value is not None:
            column = f"{line.component}|{header}" if line.kind == "EQ" else line.component
            if fact.period.start is not None and column == "|":
                column = ""  # what a statement of equity shows of the whole for a period, the others show, too
            place = f"{column}|{line.share_class}" if line.share_class else column
            found.append(((name, fact.period, fact.unit, place), fact))
    return found


def _amounts(line: Line, name: str) -> list[tuple[Context, _Value]]:
    return [(context, (abs(fact.value or Decimal(0)), fact.decimals)) for context, fact in contexts(line, name)]


def _holder(line: Line, name: str, taken: dict[Context, tuple[_Value, int]]) -> int:
    """The line that already reports another value under this concept in a context of this line; -1 for none."""
    for context, value in _amounts(line, name):
        held = taken.get(context)
        if held is not None and not _same(held[0], value):
            return held[1]
    return -1


def _same(one: _Value, two: _Value) -> bool:
    """Equal, or meaning a common value where one is rounded and the other not: captions round what tables show."""
    (value, decimals), (other, others) = one, two
    if decimals == others or value == other:
        return value == other
    return abs(value - other) < room(decimals) + room(others)
