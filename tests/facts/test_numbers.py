from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.numbers import read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", "1234"),
        ("(7,790)", "-7790"),
        ("$ (7,790)", "-7790"),
        ("($14,846)", "-14846"),
        ("(.15)", "-0.15"),
        ("5-", "-5"),
        ("−5", "-5"),
        ("(5", "-5"),
        ("12 1/2", "12.5"),
        ("£ 12.3", "12.3"),
    ],
)
def test_printed_figures(text: str, value: str) -> None:
    number = read_number(text)
    assert number is not None
    assert number.value == Decimal(value)
    assert not number.dash


@pytest.mark.parametrize("text", ["-", "--", "—", "$ --", "- 0 -", "-0-", "nil", "$—"])
def test_dashes_are_zero(text: str) -> None:
    number = read_number(text)
    assert number is not None
    assert number.value == 0
    assert number.dash


def test_not_applicable_has_no_value() -> None:
    number = read_number("n/a")
    assert number is not None
    assert number.value is None


@pytest.mark.parametrize("text", ["(a)", "June 30", "1)", "3.25x", "1,23", "Note 5", "", "401(k)"])
def test_words_are_no_numbers(text: str) -> None:
    assert read_number(text) is None


def test_percent_and_footnotes() -> None:
    percent = read_number("(1.2)%")
    assert percent is not None
    assert percent.percent
    assert percent.value == Decimal("-1.2")
    noted = read_number("1,234 (a)")
    assert noted is not None
    assert noted.value == 1234
    assert noted.footnotes == ("a",)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_printed_decimal_reads_back(value: Decimal) -> None:
    text = f"({abs(value):,.2f})" if value < 0 else f"{value:,.2f}"
    number = read_number(text)
    assert number is not None
    assert number.value == value
