"""The comparison of what was meant with what was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.validation.roundtrip import compare
from generator.validation.worker import ReadFact
from tests.validation import example
from tests.validation.breaking import clark, read_facts

ASSETS = next(fact.id for fact in example.report().facts if fact.concept == "us-gaap:Assets")


def changed(fact_id: str, **aspects: Any) -> list[ReadFact]:
    return [replace(f, **aspects) if f.id == fact_id else f for f in read_facts()]


def codes(read: list[ReadFact]) -> list[str]:
    return [d.code for d in compare(example.report(), read)]


def test_equal_facts_give_no_word() -> None:
    assert codes(read_facts()) == []


@pytest.mark.parametrize(
    ("aspect", "aspects"),
    [
        ("concept", {"concept": clark("us-gaap:Liabilities")}),
        ("entity", {"entity": ("http://www.sec.gov/CIK", "0007654321")}),
        ("period", {"end": date(2025, 6, 29)}),
        ("period", {"start": date(2025, 1, 1)}),
        ("unit", {"unit": ((clark("xbrli:shares"),), ())}),
        ("unit", {"unit": None}),
        ("dimensions", {"dimensions": ((clark(example.EQUITY_AXIS), clark("us-gaap:CommonStockMember")),)}),
        ("value", {"value": Decimal(1_500_001)}),
        ("value", {"value": Decimal(-1_500_000)}),
        ("value", {"value": "1500000"}),
        ("value", {"valid": False}),
        ("nil", {"value": None, "nil": True}),
        ("decimals", {"decimals": "-2"}),
        ("decimals", {"decimals": "INF"}),
        ("hidden", {"hidden": True}),
    ],
)
def test_a_difference_in_any_aspect_is_an_error(aspect: str, aspects: dict[str, Any]) -> None:
    found = compare(example.report(), changed(ASSETS, **aspects))
    assert [d.code for d in found] == [f"validate.roundtrip-{aspect}"]
    assert found[0].fact_id == ASSETS
    assert found[0].concept == "us-gaap:Assets"
    assert found[0].span is not None


def test_a_missing_and_an_extra_fact_are_seen() -> None:
    read = [f for f in read_facts() if f.id != ASSETS]
    assert codes(read) == ["validate.roundtrip-missing"]
    assert codes([*read_facts(), replace(read_facts()[0], id="f-999")]) == ["validate.roundtrip-extra"]
    assert codes([*read_facts(), read_facts()[-1]]) == ["validate.roundtrip-extra"]


def test_white_space_in_texts_is_folded() -> None:
    name = next(f.id for f in example.report().facts if f.concept == "dei:EntityRegistrantName")
    assert codes(changed(name, value="Example  Widgets,\nInc.")) == []
    assert codes(changed(name, value="Example Widgets Inc.")) == ["validate.roundtrip-value"]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_only_the_same_number_is_the_same(value: Decimal) -> None:
    same = value == Decimal(1_500_000)
    assert codes(changed(ASSETS, value=value)) == ([] if same else ["validate.roundtrip-value"])
