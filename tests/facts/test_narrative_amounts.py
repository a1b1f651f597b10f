"""Figures in text: value, unit, scale, and the accuracy of the print."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.narrative_amounts import FigureKind, read_figures


@pytest.mark.parametrize(
    ("text", "kind", "value", "decimals", "digits"),
    [
        ("was $7.8 million in", FigureKind.MONEY, "7800000", -5, "7.8"),
        ("was $2.25 billion.", FigureKind.MONEY, "2250000000", -7, "2.25"),
        ("rose to $8,536,000, or", FigureKind.MONEY, "8536000", -3, "8,536,000"),
        ("of $(10.8) million,", FigureKind.MONEY, "-10800000", -5, "10.8"),
        ("or $0.15 per share, up", FigureKind.PER_SHARE, "0.15", 2, "0.15"),
        ("($0.01) per share", FigureKind.PER_SHARE, "-0.01", 2, "0.01"),
        ("($0.88 per share on a diluted basis)", FigureKind.PER_SHARE, "0.88", 2, "0.88"),
        ("a dividend of 35 cents per share", FigureKind.PER_SHARE, "0.35", 2, "35"),
        ("approximately 59.3 million shares outstanding", FigureKind.SHARES, "59300000", -5, "59.3"),
        ("had 50,773,796 shares of common stock outstanding", FigureKind.SHARES, "50773796", 0, "50,773,796"),
        ("decreased by 33%, or", FigureKind.PERCENT, "0.33", 2, "33"),
        ("up 17.4 percent from", FigureKind.PERCENT, "0.174", 3, "17.4"),
        ("rate of (1.1)% in", FigureKind.PERCENT, "-0.011", 3, "1.1"),
        ("more than 15 million people", FigureKind.COUNT, "15000000", -6, "15"),
    ],
)
def test_a_figure_is_read(text: str, kind: FigureKind, value: str, decimals: int, digits: str) -> None:
    (figure,) = read_figures(text)
    assert (figure.kind, figure.value, figure.decimals) == (kind, Decimal(value), decimals)
    assert text[figure.digits_start : figure.digits_end] == digits


@pytest.mark.parametrize(
    "text",
    [
        "call (212) 838-3777 at 1:30 p.m.",
        "Form 10-Q for the quarter ended June 30, 2008",
        "Rule 4320(e)(2)(E)(ii)",
        "gross margin improved 330 basis points",
        "for ten (10) consecutive trading days",
        "an increase of 3 percentage points",
    ],
)
def test_what_is_no_figure_is_left_alone(text: str) -> None:
    assert read_figures(text) == ()


def test_a_parenthesis_around_an_aside_is_no_sign() -> None:
    (figure,) = read_figures("cash of the company ($7.0 million) was")
    assert figure.value == 7_000_000


@given(st.integers(1, 9999), st.integers(0, 3), st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9)]))
def test_rounding_to_the_print_stays_within_half_a_unit(units: int, places: int, scale: tuple[str, int]) -> None:
    printed = Decimal(units).scaleb(-places)
    (figure,) = read_figures(f"sales of ${printed:f} {scale[0]} in")
    assert figure.value == printed.scaleb(scale[1])
    assert figure.half_unit * 2 == Decimal(1).scaleb(scale[1] - places)
