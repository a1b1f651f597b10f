"""Printed numbers and the values they may stand for (Calculations 1.1 §6, OIM §5.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

PRINTED_NUMBER = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?|\.\d+", re.ASCII)
"""The digits of a printed number, without a comma that ends a clause."""
ZERO_WORD = re.compile(r"\b(?:none|zero|nil|no)\b", re.IGNORECASE)
"""A word that reports nothing of something ("no shares issued")."""


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


def printed_scale(value: Decimal | None, shown: str, scale: int) -> int:
    """The power of ten between the digits of `shown` and `value`: `scale` where that is right, else what the digits
    prove ("5,500 million" in a column of units). `scale` where nothing is proved."""
    match = PRINTED_NUMBER.search(shown)
    if not value or match is None:
        return scale
    digits = Decimal(match.group().replace(",", ""))
    for candidate in (scale, 0, 3, 6, 9, -2):
        sign, figures, exponent = digits.as_tuple()
        assert isinstance(exponent, int)
        if Decimal((sign, figures, exponent + candidate)) == value.copy_abs():
            return candidate
    return scale


def printed_piece(shown: str) -> str:
    """What of a printed figure a tag holds: its digits, or the word for zero; empty for a dash."""
    match = PRINTED_NUMBER.search(shown) or ZERO_WORD.search(shown)
    return match.group() if match else ""


def piece_pattern(piece: str) -> re.Pattern[str]:
    """Where such a piece stands in a caption. The "no" that reports is that of "no shares", not of "no par value"."""
    if PRINTED_NUMBER.fullmatch(piece):
        return re.compile(rf"(?<![\d,.]){re.escape(piece)}(?![\d,]*\d|\.\d)")
    return re.compile(rf"\b{piece}\b" + (r"(?=\s+(?:\w+\s+){0,3}shares)" if piece.lower() == "no" else ""))


def printed_places(shown: str) -> int:
    """How many places after the point are printed."""
    match = PRINTED_NUMBER.search(shown)
    return len(match.group().partition(".")[2]) if match else 0
