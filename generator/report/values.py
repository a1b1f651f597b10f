"""Reading a fact's number as the interval that its decimals promise (Calculations 1.1 §6, OIM §5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of values."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high

    def overlaps(self, other: Interval) -> bool:
        """Whether they share more than an end point; a single value has to lie inside the other."""
        return self.low < other.high and other.low < self.high

    def times(self, weight: int) -> Interval:
        return self if weight == 1 else Interval(-self.high, -self.low)

    def plus(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)


def interval(value: Decimal, decimals: int | None) -> Interval:
    """The values that `value`, right to `decimals` places (None: exact), may stand for."""
    if decimals is None:
        return Interval(value, value)
    half = Decimal((0, (5,), -decimals - 1))
    return Interval(value - half, value + half)


def sufficient_decimals(value: Decimal, decimals: int | None) -> int | None:
    """`decimals`, raised where it would cut off digits of `value` that are not zero (EFM 6.5.37)."""
    if decimals is None or value == 0:
        return decimals
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    trailing = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return max(decimals, -(exponent + trailing))
