"""The SEC's transformations: what they take and what they refuse."""

from __future__ import annotations

import pytest

from generator.validation.sec_transformations import TRANSFORMATIONS


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("stateprovnameen", "Delaware", "DE"),
        ("stateprovnameen", "new  york", "NY"),
        ("stateprovnameen", " District of Columbia ", "DC"),
        ("stateprovnameen", "British Columbia", "BC"),
        ("exchnameen", "The Nasdaq Stock Market LLC", "NASDAQ"),
        ("exchnameen", "NASDAQ Global Select Market", "NASDAQ"),
        ("exchnameen", "New York Stock Exchange", "NYSE"),
        ("exchnameen", "NYSE American", "NYSEAMER"),
        ("entityfilercategoryen", "Large accelerated filer", "Large Accelerated Filer"),
        ("entityfilercategoryen", "Non-accelerated filer", "Non-accelerated Filer"),
        ("boolballotbox", "\u2610", "false"),
        ("boolballotbox", "\u2612", "true"),
        ("yesnoballotbox", "\u2611", "Yes"),
    ],
)
def test_takes(name: str, text: str, value: str) -> None:
    assert TRANSFORMATIONS[name](text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("stateprovnameen", "DELAWARE"),
        ("stateprovnameen", "DE"),
        ("exchnameen", "Toronto Stock Exchange"),
        ("entityfilercategoryen", "Smaller reporting company"),
        ("boolballotbox", "X"),
        ("yesnoballotbox", ""),
    ],
)
def test_refuses(name: str, text: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        TRANSFORMATIONS[name](text)
