"""The first decision reconsidered: a report's concepts must agree with its figures, taken together.

Where a sum that must hold by definition holds with a concept (assets are liabilities and equity, net income is the
parent's and the others'), the concept gains; where the figures break it, or are negative under a concept that is never
negative, it loses (`identities`). A change is made where the report as a whole gains by it; a line whose concept is
taken over by another takes its next best. The opening and the closing balance that a change in cash connects report
one concept, so they are decided together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.facts.model import Period, Statement
from generator.mapping.evidence import Table
from generator.mapping.identities import BROKEN, Amount, Amounts, Factor, factors, room
from generator.mapping.joint import LEAST, Choice, agreeing
from generator.mapping.knowledge import EXTENSION
from generator.mapping.lines import Line
from generator.mapping.sign import SignOf
from taxonomy.catalogue import Catalogue

CONTRARY = -4.0
"""What figures against a concept's nature add to the logarithm of its share."""
_WORTH = 0.01
"""The share from which a concept is tried."""
_CHANGES = 24
_NOTHING = 1e-6
_GAAP = "us-gaap:"


class Settled(NamedTuple):
    """The choices reconsidered, the shares of the candidates with what arithmetic says of them, and for each line the
    sums that bear out its concept."""

    choices: list[Choice]
    shares: list[NDArray[np.float64]]
    reasons: dict[int, tuple[str, ...]]


def settle(
    statements: Sequence[Statement],
    lines: Sequence[Line],
    table: Table,
    shares: Sequence[NDArray[np.float64]],
    choices: Sequence[Choice],
    catalogue: Catalogue,
    sign_of: SignOf,
) -> Settled:
    """The choices under which the figures agree best with what must hold."""
    board = _Board(statements, lines, table, shares, choices, catalogue, sign_of)
    board.improve()
    return board.settled()


class _Board:
    """A decision for every line, and what the figures think of it."""

    def __init__(
        self,
        statements: Sequence[Statement],
        lines: Sequence[Line],
        table: Table,
        shares: Sequence[NDArray[np.float64]],
        choices: Sequence[Choice],
        catalogue: Catalogue,
        sign_of: SignOf,
    ) -> None:
        self.lines, self.first, self.sign_of = lines, choices, sign_of
        self.names = [
            [name.removeprefix(_GAAP) for name in table.names[table.starts[at] : table.starts[at + 1]]]
            for at in range(len(lines))
        ]
        self.place = [choice.place for choice in choices]
        self.logs = [np.log(np.maximum(share, 1e-9)) for share in shares]
        for at, line in enumerate(lines):
            if contrary := _against_nature(line):
                for place, name in enumerate(self.names[at]):
                    if catalogue.never_negative(_GAAP + name):
                        self.logs[at][place] += contrary
        self.free = [choice.whole < 0 and not line.component for line, choice in zip(lines, choices, strict=True)]
        self.holders: defaultdict[str, list[int]] = defaultdict(list)
        for at, place in enumerate(self.place):
            self.holders[self.names[at][place]].append(at)
        self.sums = _sums(statements, lines)
        self.catalogue = catalogue
        self.known: dict[str, dict[Period, Amount]] = {}
        self.bundles = _bundles(lines, self.names, shares, self.free)
        self.speak_of: defaultdict[str, list[Factor]] = defaultdict(list)
        for factor in factors():
            for name in factor.names:
                self.speak_of[name].append(factor)

    def improve(self) -> None:
        """Make the change by which the report gains most, and the next, until there is none."""
        for _ in range(_CHANGES):
            found = [best for bundle in self.bundles if (best := self._best(bundle)) is not None]
            if not found:
                return
            self._make(max(found, key=lambda best: best[0])[1])

    def settled(self) -> Settled:
        """What came of it."""
        shares = [np.exp(logs - logs.max()) for logs in self.logs]
        reasons: dict[int, tuple[str, ...]] = {}
        for bundle in self.bundles:
            together = self._together(bundle)
            for at in bundle:
                gained = self.logs[at].copy()
                if together is not None:
                    for place, name in enumerate(self.names[at]):
                        gained[place] = together.get(name, -20.0)
                shares[at] = np.exp(gained - gained.max())
            name = self.names[bundle[0]][self.place[bundle[0]]]
            said = tuple(f.words for f in self.speak_of.get(name, ()) if f.weigh(self.reported) > 0)
            for at in bundle:
                reasons[at] = said
        shares = [share / share.sum() for share in shares]
        return Settled([self._choice(at, shares[at]) for at in range(len(self.lines))], shares, reasons)

    def _choice(self, at: int, shares: NDArray[np.float64]) -> Choice:
        """The final choice; a better candidate that another line holds is given up to it."""
        first, place = self.first[at], self.place[at]
        best = int(shares.argmax())
        if first.whole >= 0 or best == place:
            return Choice(place, whole=first.whole)
        rival = next((other for other in self._rivals(at, self.names[at][best])), -1)
        return Choice(place, best, rival) if rival >= 0 else Choice(place)

    def _best(self, bundle: tuple[int, ...]) -> tuple[float, dict[int, int]] | None:
        """The gain and the moves of the concept by which the report gains most; None where the bundle had best stay."""
        at = bundle[0]
        spoken_of = self.lines[at].kind != "EQ" and self._spoken_of(at)
        heard = spoken_of or _against_nature(self.lines[at]) < 0 or self._upside_down(bundle) < 0
        if len(bundle) == 1 and not heard:
            return None
        now = {self.names[at][self.place[at]] for at in bundle}
        tried = (self._moves(bundle, name) for name in self._worth_trying(bundle) if {name} != now)
        found = [(self._gain(moves), moves) for moves in tried if moves is not None]
        best = max(found, key=lambda one: one[0], default=None)
        return best if best is not None and best[0] > _NOTHING else None

    def _spoken_of(self, at: int) -> bool:
        """Whether sums speak of a concept that the line might well report."""
        return any(
            name in self.speak_of and log > self.logs[at].max() + np.log(_WORTH)
            for name, log in zip(self.names[at], self.logs[at], strict=True)
        )

    def _worth_trying(self, bundle: tuple[int, ...]) -> list[str]:
        """What every line of a bundle may report; a concept of its own only where the figures contradict others."""
        common = [name for name in self.names[bundle[0]] if all(name in self.names[at] for at in bundle[1:])]
        return [
            name
            for name in common
            if (name != EXTENSION or self._own_concept(bundle[0]))
            and sum(self.logs[at][self.names[at].index(name)] - self.logs[at].max() for at in bundle)
            > np.log(_WORTH) * len(bundle)
        ]

    def _own_concept(self, at: int) -> bool:
        """Whether a concept of the filer's own is an answer for figures that are against the nature of others."""
        return _against_nature(self.lines[at]) == CONTRARY and float(self.logs[at][-1]) >= np.log(LEAST)

    def _moves(self, bundle: tuple[int, ...], name: str) -> dict[int, int] | None:
        """The bundle to `name`, and the lines that hold it with other figures to their next best; None where one of
        them is not free or has none."""
        moves = {at: self.names[at].index(name) for at in bundle}
        displaced = {other for at in bundle for other in self._rivals(at, name) if other not in moves}
        for other in sorted(displaced):
            if not self.free[other] or any(other in group and len(group) > 1 for group in self.bundles):
                return None
            for place in np.argsort(-self.logs[other], kind="stable"):
                if self.logs[other][place] < np.log(LEAST):
                    place = len(self.names[other]) - 1
                wanted = self.names[other][int(place)]
                rivals = [at for at in self._rivals(other, wanted) if at not in moves]
                clash = any(
                    self.names[at][moved] == wanted and not agreeing(self.lines[other], self.lines[at])
                    for at, moved in moves.items()
                )
                if wanted == EXTENSION or not (rivals or clash):
                    moves[other] = int(place)
                    break
            else:
                return None
        return moves

    def _rivals(self, at: int, name: str) -> Iterator[int]:
        """The lines that hold a concept with other figures than this line's."""
        if name != EXTENSION:
            for other in self.holders.get(name, ()):
                if other != at and not agreeing(self.lines[at], self.lines[other]):
                    yield other

    def _gain(self, moves: Mapping[int, int]) -> float:
        own = sum(self._log(at, place) - self._log(at, self.place[at]) for at, place in moves.items())
        touched = {self.names[at][place] for at, place in moves.items()}
        touched |= {self.names[at][self.place[at]] for at in moves}
        factors = list({id(f): f for name in touched for f in self.speak_of.get(name, ())}.values())
        before = self._upside_down(moves) + sum(factor.weigh(self.reported) for factor in factors)
        back = self._make(moves)
        after = self._upside_down(moves) + sum(factor.weigh(self.reported) for factor in factors)
        self._make(back)
        return own + after - before

    def _log(self, at: int, place: int) -> float:
        """The logarithm of a share; a concept of its own is always worth the least that an answer is."""
        least = np.log(LEAST) if self.names[at][place] == EXTENSION else -np.inf
        return max(float(self.logs[at][place]), float(least))

    def _upside_down(self, touched: Iterable[int]) -> float:
        """What printed sums take from a decision that makes a row the total of its own total."""
        pairs = {pair for at in touched for pair in self.sums.get(at, ())}
        return BROKEN * sum(
            arc.parent == _GAAP + self.names[item][self.place[item]]
            for item, total in pairs
            for arc in self.catalogue.calculation_parents(_GAAP + self.names[total][self.place[total]])
        )

    def _make(self, moves: Mapping[int, int]) -> dict[int, int]:
        """Make the moves; returns those that undo them."""
        back = {at: self.place[at] for at in moves}
        for at, place in moves.items():
            old, new = self.names[at][self.place[at]], self.names[at][place]
            self.holders[old].remove(at)
            self.holders[new].append(at)
            self.known.pop(old, None)
            self.known.pop(new, None)
            self.place[at] = place
        return back

    def _together(self, bundle: tuple[int, ...]) -> dict[str, float] | None:
        """The logarithms of a bundle's shares with what the figures say, all else as it is; None where nothing does."""
        common = [name for name in self.names[bundle[0]] if all(name in self.names[at] for at in bundle[1:])]
        factors = list({id(f): f for name in common for f in self.speak_of.get(name, ())}.values())
        if not factors and len(bundle) == 1:
            return None
        found = {}
        kept = {at: self.place[at] for at in bundle}
        for name in common:
            self._make({at: self.names[at].index(name) for at in bundle})
            own = sum(float(self.logs[at][self.names[at].index(name)]) for at in bundle)
            found[name] = own + sum(factor.weigh(self.reported) for factor in factors)
        self._make(kept)
        return found

    def reported(self, name: str) -> Amounts:
        """The amounts that the lines now report under a concept."""
        if name in self.known:
            return self.known[name]
        found = self.known[name] = {}
        for at in sorted(self.holders.get(name, ())):
            if self.free[at] and self.lines[at].kind != "EQ":
                turned, _ = self.sign_of(at, _GAAP + name)
                for fact in self.lines[at].facts:
                    if fact.value is not None:
                        value = -fact.value if turned else fact.value
                        found.setdefault(fact.period, Amount(value, room(fact.decimals)))
        return found


def _against_nature(line: Line) -> float:
    """What takes from the concepts that are never negative: figures of both signs (but components of equity lawfully
    differ in theirs) prove nearly enough, one larger for a part of a period than for the whole makes doubt."""
    if line.unit != "money":
        return 0.0
    if line.shown_negative and line.shown_positive and line.kind != "EQ":
        return CONTRARY
    spans = [
        (header, fact.period, fact.value)
        for header, fact in zip(line.headers, line.facts, strict=True)
        if fact.value and fact.period.start is not None
    ]
    shrinks = any(
        one == two and part.end == whole.end and part.start > whole.start and less * more > 0 and abs(less) > abs(more)  # type: ignore[operator]
        for one, part, less in spans
        for two, whole, more in spans
    )
    return CONTRARY / 2 if shrinks else 0.0


def _bundles(
    lines: Sequence[Line], names: Sequence[Sequence[str]], shares: Sequence[NDArray[np.float64]], free: Sequence[bool]
) -> list[tuple[int, ...]]:
    """The lines that are decided, each alone or with the one that a change in cash ties it to."""
    changes = [
        at
        for at, line in enumerate(lines)
        if line.kind == "CF"
        and free[at]
        and any(
            "PeriodIncreaseDecrease" in name and share >= _WORTH
            for name, share in zip(names[at], shares[at], strict=True)
        )
    ]
    tied: dict[int, tuple[int, ...]] = {}
    for change in changes:
        balances = [
            at
            for at, line in enumerate(lines)
            if line.statement == lines[change].statement and line.instant and line.unit == "money" and free[at]
        ]
        pairs = [
            (_connected(lines[opening], lines[change], lines[closing]), -closing, -opening)
            for opening, closing in product(balances, balances)
            if opening != closing and not {opening, closing} & set(tied)
        ]
        columns, closing, opening = max(pairs, default=(0, 0, 0))
        if columns > 0:
            pair = (min(-opening, -closing), max(-opening, -closing))
            tied |= dict.fromkeys(pair, pair)
    found = [tied.get(at, (at,)) for at in range(len(lines)) if free[at]]
    return list(dict.fromkeys(found))


def _sums(statements: Sequence[Statement], lines: Sequence[Line]) -> dict[int, list[tuple[int, int]]]:
    """The pairs of row and total that printed sums prove, for each line in them."""
    places = {
        (line.statement, line.row): at for at, line in enumerate(lines) if line.unit == "money" and not line.figure
    }
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for statement in statements:
        for footing in statement.footings:
            total = places.get((statement.index, footing.total))
            for row, _ in footing.items:
                item = places.get((statement.index, row))
                if total is not None and item is not None:
                    found[item].append((item, total))
                    found[total].append((item, total))
    return found


def _connected(opening: Line, change: Line, closing: Line) -> int:
    """In how many columns more the opening balance and the change give the closing one than not."""
    before = {fact.period.end: fact for fact in opening.facts if fact.value is not None}
    after = {fact.period.end: fact for fact in closing.facts if fact.value is not None}
    score = 0
    for fact in change.facts:
        if fact.value is None or fact.period.start is None:
            continue
        was, became = before.get(fact.period.start - timedelta(days=1)), after.get(fact.period.end)
        if was is not None and became is not None:
            off = abs((was.value or 0) + fact.value - (became.value or 0))
            holds = off <= room(was.decimals) + room(fact.decimals) + room(became.decimals)
            score += (1 if was.value and became.value else 0) if holds else -1
    return score
