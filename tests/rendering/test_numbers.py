from __future__ import annotations

from decimal import Decimal

import pytest
from arelle import FunctionIxt
from hypothesis import given
from hypothesis import strategies as st

from generator.rendering.numbers import EM_DASH, FIXED_ZERO, NUM_DOT_DECIMAL, figure, read_back

values = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=6)
usual = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6)
shown = st.one_of(st.text(max_size=12), st.from_regex(r"\$? ?\(?\d{1,3}(,\d{3}){0,3}(\.\d{1,3})?\)?%?", fullmatch=True))
scales = st.sampled_from([0, 3, 6, 9, -2, -4])
decimals = st.one_of(st.none(), st.integers(-9, 6))


@pytest.mark.parametrize(
    ("value", "scale", "decimals", "shown", "text", "sign"),
    [
        ("-7790000", 3, -3, "$ (7,790)", "7,790", "-"),
        ("9000", 3, -3, "(9)", "9", ""),
        ("-0.15", 0, 2, "(0.15)", "0.15", "-"),
        ("0.001", 0, 3, "$.001", ".001", ""),
        ("0.125", -2, 3, "12.5%", "12.5", ""),
        ("1500000", 6, -5, "1.5", "1.5", ""),
        ("1326000", 3, -3, "garbled", "1,326", ""),
        ("1300000", 6, -5, "", "1.3", ""),
        ("2000000", 6, -5, "", "2.0", ""),
        ("52012245", 0, 0, "52,012,245", "52,012,245", ""),
        ("0", 3, -3, "0", "0", ""),
    ],
)
def test_digits_stay_as_printed_where_they_mean_the_value(
    value: str, scale: int, decimals: int, shown: str, text: str, sign: str
) -> None:
    written = figure(Decimal(value), scale=scale, decimals=decimals, shown=shown)
    assert (written.text, written.sign, written.format, written.scale) == (text, sign, NUM_DOT_DECIMAL, scale)


def test_a_dash_is_zero_and_nil_is_neither() -> None:
    dash = figure(Decimal(0), scale=3, decimals=-3, shown="--")
    assert (dash.text, dash.format, dash.sign, dash.nil) == (EM_DASH, FIXED_ZERO, "", False)
    nil = figure(None, scale=3, decimals=-3, shown="--")
    assert (nil.text, nil.format, nil.nil) == ("", "", True)


@given(values, scales, decimals, shown)
def test_what_is_written_reads_back(value: Decimal, scale: int, decimals: int | None, shown: str) -> None:
    written = figure(value, scale=scale, decimals=decimals, shown=shown)
    assert read_back(written) == value
    assert set(written.text) <= set("0123456789,.") or written.format == FIXED_ZERO


@given(usual, scales, decimals, shown)
def test_arelle_reads_the_same(value: Decimal, scale: int, decimals: int | None, shown: str) -> None:
    written = figure(value, scale=scale, decimals=decimals, shown=shown)
    transform = {NUM_DOT_DECIMAL: FunctionIxt.numdotdecimalTR4, FIXED_ZERO: FunctionIxt.fixedzero}[written.format]
    assert Decimal(f"{written.sign}{transform(written.text)}E{written.scale}") == value
