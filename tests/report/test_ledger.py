from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.diagnostics import SourceSpan
from generator.facts.model import ParsedFact, money
from generator.report.binding import Draft
from generator.report.ledger import agree, settle
from generator.report.placement import Slot
from tests.report.making import HALF, HALF_BEFORE


def draft(row: int, value: str | None, decimals: int | None = -3, column: int = 0) -> Draft:
    number = None if value is None else Decimal(value)
    source = ParsedFact(number, money(), HALF, decimals, 0, str(value), SourceSpan(row), row=row, column=column)
    period = (HALF, HALF_BEFORE)[column]
    return Draft(
        Slot(0, row, column, 0, "", (source,)), source, "us-gaap:Revenues", period, number, decimals, 0, (), False
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("1326000", -3), ("1326000", -3), True),
        (("1326000", -3), ("1300000", -5), True),
        (("1326000", -3), ("1400000", -5), False),
        (("435000000", -6), ("434000000", -6), False),
        (("1326000", -3), ("1326499", None), True),
        ((None, None), (None, None), True),
        ((None, None), ("0", -3), False),
    ],
)
def test_duplicates_agree_within_their_rounding(
    one: tuple[str | None, int | None], other: tuple[str | None, int | None], same: bool
) -> None:
    assert agree(draft(1, *one), draft(2, *other)) is same
    assert agree(draft(2, *other), draft(1, *one)) is same


def test_the_more_precise_stays_and_the_first_among_equals() -> None:
    kept, told = settle([draft(1, "1400000", -5), draft(2, "1326000", -3), draft(3, "1327000", -3)])
    assert [d.slot.row for d in kept] == [2]
    assert [d.span and d.span.line for d in told] == [1, 3]


def test_a_row_that_contradicts_loses_its_other_columns_too() -> None:
    kept, _ = settle([draft(1, "5000"), draft(2, "6000"), draft(2, "0", column=1), draft(1, "0", column=1)])
    assert [d.slot.row for d in kept] == [1, 1]


def test_a_value_beats_nil() -> None:
    kept, told = settle([draft(1, None, None), draft(2, "5000")])
    assert [d.value for d in kept] == [Decimal(5000)]
    assert [d.code for d in told] == ["report.duplicate-inconsistent"]


def in_column(row: int, value: str, column: int) -> Draft:
    """A draft of another column for the same period: a component that nobody named."""
    made = draft(row, value)
    return replace(made, slot=replace(made.slot, column=column))


def test_columns_of_one_row_that_disagree_do_not_stand() -> None:
    kept, told = settle([in_column(1, "16029", 0), in_column(1, "444731", 1), in_column(1, "199046", 2)])
    assert kept == ()
    assert [d.code for d in told] == ["report.duplicate-inconsistent"]


def test_another_row_says_which_column_is_meant() -> None:
    kept, _ = settle([draft(1, "199046"), in_column(2, "16029", 0), in_column(2, "199046", 2)])
    assert [(d.slot.row, d.slot.column) for d in kept] == [(1, 0), (2, 2)]
