from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.mapping.labels import key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Total shareholders’ equity", "Total stockholders' equity"),
        ("Non-controlling interests", "Noncontrolling interest"),
        ("Accounts receivable, net (Note 4)", "Accounts receivable, net"),
        ("Right-of-use assets", "Right of use asset"),
        ("Balance at December 31, 2023", "Balances, June 30, 2022"),
        ("Common stock, $0.01 par value", "Common stock, $1 par value"),
        ("Deferred revenue, current(5)", "Deferred revenue, current"),
    ],
)
def test_ways_of_writing_one_caption_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_different_captions_stay_different() -> None:
    assert key("Net income") != key("Net loss")
    assert key("Other current assets") != key("Other noncurrent assets")
    assert key("Basic") != key("Diluted")


@given(st.text(max_size=200))
def test_words_of_words_are_the_same_words(text: str) -> None:
    once = words(text)
    assert all(word.islower() and word.isascii() for word in once)
    assert key(text) == " ".join(once)
