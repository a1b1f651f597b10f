"""The first decision reconsidered: a report's concepts must agree with its figures, taken together.

Where a sum that must hold by definition holds with a concept (assets are liabilities and equity, net income is the
parent's and the others'), the concept gains; where the figures break it, or are negative under a concept that is never
negative, it loses (`identities`). A change is made where the report as a whole gains by it; a line whose concept is
taken over by another takes its next best. The opening and the closing balance that a change in cash connects report
one concept, so they are decided together.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.facts.model import Period, Statement
from generator.mapping.bundles import CONTRARY, WORTH, against_nature, bundles, sums
from generator.mapping.evidence import Table
from generator.mapping.identities import BROKEN, Amount, Amounts, factors, room
from generator.mapping.joint import LEAST, Choice, agreeing
from generator.mapping.knowledge import EXTENSION
from generator.mapping.lines import Line
from generator.mapping.sign import SignOf
from taxonomy.cash_flows import is_operating_accrual
from taxonomy.catalogue import Catalogue

_CHANGES = 24
_NOTHING = 1e-6
_GAAP = "us-gaap:"
_Change = tuple[float, int, tuple[tuple[int, int], ...]]
"""What is gained, the line that asks for it (negative: of equal gains the first line's), and the moves: lines and the
places of their new candidates."""


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
    """A decision for every line, and what the figures think of it.

    Whatever is asked of the present decision is remembered until a change touches it. `seen` collects the concepts that
    an answer depends on: those whose holders or amounts were looked at.
    """

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
        self.lines, self.first, self.sign_of, self.catalogue = lines, choices, sign_of, catalogue
        self.names = [
            [name.removeprefix(_GAAP) for name in table.names[table.starts[at] : table.starts[at + 1]]]
            for at in range(len(lines))
        ]
        self.place = [choice.place for choice in choices]
        self.misplaced: set[int] = set()
        self.logs = [np.log(np.maximum(share, 1e-9)) for share in shares]
        self.sums = sums(statements, lines)
        self.contrary = against_nature(lines)
        for at, line in enumerate(lines):
            elsewhere = line.kind == "CF" and line.side in ("investing", "financing") and at in self.sums
            for place, name in enumerate(self.names[at]):
                if self.contrary[at] and catalogue.never_negative(_GAAP + name):
                    self.logs[at][place] += self.contrary[at]
                elif elsewhere and is_operating_accrual(catalogue, _GAAP + name):
                    self.logs[at][place] += CONTRARY
                    self.misplaced.add(at)
        self.free = [choice.whole < 0 and not line.component for line, choice in zip(lines, choices, strict=True)]
        self.holders: defaultdict[str, list[int]] = defaultdict(list)
        for at, place in enumerate(self.place):
            self.holders[self.names[at][place]].append(at)
        self.bundles = bundles(lines, self.names, shares, self.free)
        self.tied = {at for bundle in self.bundles if len(bundle) > 1 for at in bundle}
        self.factors = tuple(factors())
        self.speak_of: defaultdict[str, list[int]] = defaultdict(list)
        for number, factor in enumerate(self.factors):
            for name in factor.names:
                self.speak_of[name].append(number)
        self.known: dict[str, dict[Period, Amount]] = {}
        self.weights: dict[int, float] = {}
        self.agree: dict[tuple[int, int], bool] = {}
        self.seen: set[str] = set()

    def improve(self) -> None:
        """Make the change by which the report gains most, and the next, until there is none. After a change only the
        bundles are asked again whose answer it touches."""
        best: dict[tuple[int, ...], tuple[_Change | None, set[str]]] = {}
        for _ in range(_CHANGES):
            for bundle in self.bundles:
                if bundle not in best:
                    self.seen = set()
                    best[bundle] = self._best(bundle), self.seen
            found = [change for change, _ in best.values() if change is not None]
            if not found:
                return
            _, _, moves = max(found)
            touched = self._touched(dict(moves))
            self._move(dict(moves))
            for number in self._speaking(touched):
                self.weights.pop(number, None)
            best = {bundle: found for bundle, found in best.items() if not found[1] & touched}

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
            held = self._held(bundle[0])
            said = tuple(self.factors[n].words for n in self.speak_of.get(held, ()) if self._weight(n) > 0)
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

    def _best(self, bundle: tuple[int, ...]) -> _Change | None:
        """The change of concept by which the report gains most; None where the bundle had best stay."""
        at = bundle[0]
        spoken_of = self.lines[at].kind != "EQ" and self._spoken_of(at)
        doubtful = self.contrary[at] < 0 or at in self.misplaced
        if len(bundle) == 1 and not (spoken_of or doubtful or self._upside_down(bundle) < 0):
            return None
        now = {self._held(at) for at in bundle}
        best: _Change | None = None
        for name in self._worth_trying(bundle):
            moves = self._moves(bundle, name) if {name} != now else None
            if moves is not None:
                gain = self._gain(moves)
                if gain > (best[0] if best else _NOTHING):
                    best = gain, -at, tuple(moves.items())
        return best

    def _spoken_of(self, at: int) -> bool:
        """Whether sums speak of a concept that the line might well report."""
        return any(
            name in self.speak_of and log > self.logs[at].max() + np.log(WORTH)
            for name, log in zip(self.names[at], self.logs[at], strict=True)
        )

    def _worth_trying(self, bundle: tuple[int, ...]) -> list[str]:
        """What every line of a bundle may report; a concept of its own only where the figures contradict others."""
        return [
            name
            for name in self._common(bundle)
            if (name != EXTENSION or self._own_concept(bundle[0]))
            and sum(self.logs[at][self.names[at].index(name)] - self.logs[at].max() for at in bundle)
            > np.log(WORTH) * len(bundle)
        ]

    def _common(self, bundle: tuple[int, ...]) -> list[str]:
        return [name for name in self.names[bundle[0]] if all(name in self.names[at] for at in bundle[1:])]

    def _own_concept(self, at: int) -> bool:
        """Whether a concept of the filer's own is an answer for figures that are against the nature of others."""
        return self.contrary[at] == CONTRARY and float(self.logs[at][-1]) >= np.log(LEAST)

    def _moves(self, bundle: tuple[int, ...], name: str) -> dict[int, int] | None:
        """The bundle to `name`, and the lines that hold it with other figures to their next best; None where one of
        them is not free or has none."""
        moves = {at: self.names[at].index(name) for at in bundle}
        displaced = {other for at in bundle for other in self._rivals(at, name) if other not in moves}
        for other in sorted(displaced):
            if not self.free[other] or other in self.tied:
                return None
            for place in np.argsort(-self.logs[other], kind="stable"):
                if self.logs[other][place] < np.log(LEAST):
                    place = len(self.names[other]) - 1
                wanted = self.names[other][int(place)]
                rivals = [at for at in self._rivals(other, wanted) if at not in moves]
                clash = any(
                    self.names[at][moved] == wanted and not self._agreeing(other, at) for at, moved in moves.items()
                )
                if wanted == EXTENSION or not (rivals or clash):
                    moves[other] = int(place)
                    break
            else:
                return None
        return moves

    def _rivals(self, at: int, name: str) -> Iterator[int]:
        """The lines that hold a concept with other figures than this line's."""
        self.seen.add(name)
        if name != EXTENSION:
            for other in self.holders.get(name, ()):
                if other != at and not self._agreeing(at, other):
                    yield other

    def _agreeing(self, one: int, two: int) -> bool:
        if (one, two) not in self.agree:
            self.agree[one, two] = agreeing(self.lines[one], self.lines[two])
        return self.agree[one, two]

    def _held(self, at: int) -> str:
        name = self.names[at][self.place[at]]
        self.seen.add(name)
        return name

    def _gain(self, moves: Mapping[int, int]) -> float:
        own = sum(self._log(at, place) - self._log(at, self.place[at]) for at, place in moves.items())
        speaking = self._speaking(self._touched(moves))
        before = self._upside_down(moves) + sum(self._weight(number) for number in speaking)
        return own - before + self._tried(moves, lambda: self._upside_down(moves) + sum(map(self._weighed, speaking)))

    def _log(self, at: int, place: int) -> float:
        """The logarithm of a share; a concept of its own is always worth the least that an answer is."""
        least = np.log(LEAST) if self.names[at][place] == EXTENSION else -np.inf
        return max(float(self.logs[at][place]), float(least))

    def _upside_down(self, touched: Iterable[int]) -> float:
        """What printed sums take from a decision that makes a row the total of its own total."""
        pairs = {pair for at in touched for pair in self.sums.get(at, ())}
        return BROKEN * sum(
            arc.parent == _GAAP + self._held(item)
            for item, total in pairs
            for arc in self.catalogue.calculation_parents(_GAAP + self._held(total))
        )

    def _touched(self, moves: Mapping[int, int]) -> set[str]:
        """The concepts that moves take from lines or give to them."""
        return {self._held(at) for at in moves} | {self.names[at][place] for at, place in moves.items()}

    def _speaking(self, names: Iterable[str]) -> list[int]:
        """The factors that speak of any of the concepts."""
        return sorted({number for name in names for number in self.speak_of.get(name, ())})

    def _move(self, moves: Mapping[int, int]) -> None:
        for at, place in moves.items():
            old, new = self._held(at), self.names[at][place]
            self.holders[old].remove(at)
            insort(self.holders[new], at)
            self.known.pop(old, None)
            self.known.pop(new, None)
            self.place[at] = place

    def _tried(self, moves: Mapping[int, int], ask: Callable[[], float]) -> float:
        """The answer to a question after the moves, which are then undone."""
        back = {at: self.place[at] for at in moves}
        kept = {name: self.known[name] for name in self._touched(moves) if name in self.known}
        self._move(moves)
        answer = ask()
        self._move(back)
        self.known |= kept
        return answer

    def _together(self, bundle: tuple[int, ...]) -> dict[str, float] | None:
        """The logarithms of a bundle's shares with what the figures say, all else as it is; None where nothing does."""
        common = self._common(bundle)
        speaking = self._speaking(common)
        if not speaking and len(bundle) == 1:
            return None
        left = {self._held(at) for at in bundle}
        away: dict[int, float] = {}
        """The factors' weights where the bundle is at no concept that they speak of."""
        found = {}
        for name in common:
            moves = {at: self.names[at].index(name) for at in bundle}
            weights = []
            for number in speaking:
                names = self.factors[number].names
                if left == {name} or not (name in names or left & names):
                    weights.append(self._weight(number))
                elif name in names:
                    weights.append(self._tried(moves, partial(self._weighed, number)))
                else:
                    if number not in away:
                        away[number] = self._tried(moves, partial(self._weighed, number))
                    weights.append(away[number])
            found[name] = sum(float(self.logs[at][place]) for at, place in moves.items()) + sum(weights)
        return found

    def _weight(self, number: int) -> float:
        """What a factor adds under the present decision."""
        self.seen |= self.factors[number].names
        if number not in self.weights:
            self.weights[number] = self._weighed(number)
        return self.weights[number]

    def _weighed(self, number: int) -> float:
        return self.factors[number].weigh(self.reported)

    def reported(self, name: str) -> Amounts:
        """The amounts that the lines now report under a concept."""
        if name in self.known:
            return self.known[name]
        found = self.known[name] = {}
        for at in self.holders.get(name, ()):
            if self.free[at] and self.lines[at].kind != "EQ":
                turned, _ = self.sign_of(at, _GAAP + name)
                for fact in self.lines[at].facts:
                    if fact.value is not None:
                        value = -fact.value if turned else fact.value
                        found.setdefault(fact.period, Amount(value, room(fact.decimals)))
        return found
