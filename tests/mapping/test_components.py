from __future__ import annotations

import pytest

from generator.facts.model import Column, StatementKind
from generator.mapping import map_statements
from generator.mapping.components import class_dimension, dimensions, share_class
from taxonomy import Catalogue
from tests.mapping.conftest import BuildStatement

AXIS = "us-gaap:StatementEquityComponentsAxis"


@pytest.mark.parametrize(
    ("heading", "member"),
    [
        ("Common Stock | Shares", "us-gaap:CommonStockMember"),
        ("Additional Paid-in Capital", "us-gaap:AdditionalPaidInCapitalMember"),
        ("Capital in excess of par value", "us-gaap:AdditionalPaidInCapitalMember"),
        ("Retained earnings (accumulated deficit)", "us-gaap:RetainedEarningsMember"),
        ("Accumulated Deficit", "us-gaap:RetainedEarningsMember"),
        ("Accumulated other comprehensive loss", "us-gaap:AccumulatedOtherComprehensiveIncomeMember"),
        ("Treasury Stock", "us-gaap:TreasuryStockCommonMember"),
        ("Non-controlling Interests", "us-gaap:NoncontrollingInterestMember"),
    ],
)
def test_columns_are_members(heading: str, member: str) -> None:
    found, why = dimensions(Column(0, heading, component=heading), StatementKind.EQUITY, with_parent=False)
    assert [(one.axis, one.member) for one in found] == [(AXIS, member)]
    assert heading in why


@pytest.mark.parametrize("heading", ["Total", "Total Equity", "", "Total Deficit"])
def test_totals_have_no_dimension(heading: str) -> None:
    assert dimensions(Column(0, heading, component=heading), StatementKind.EQUITY, with_parent=True) == ((), "")


def test_the_parents_total_is_a_component_only_beside_noncontrolling_interests() -> None:
    column = Column(0, "", component="Total stockholders’ equity")
    assert dimensions(column, StatementKind.EQUITY, with_parent=False)[0] == ()
    found, _ = dimensions(column, StatementKind.EQUITY, with_parent=True)
    assert found[0].member == "us-gaap:ParentMember"


def test_classes_of_stock_and_unknown_components() -> None:
    found, _ = dimensions(Column(0, "", component="Class B Common Stock"), StatementKind.EQUITY, with_parent=False)
    assert [one.member for one in found] == ["us-gaap:CommonStockMember", "us-gaap:CommonClassBMember"]
    found, _ = dimensions(Column(0, "", component="Shares held by ESOP trust"), StatementKind.EQUITY, with_parent=False)
    assert found[0].member == "SharesHeldByESOPTrustMember" or ":" not in found[0].member


def test_other_statements_have_no_components() -> None:
    assert dimensions(Column(0, "", component="Common Stock"), StatementKind.OPERATIONS, with_parent=False) == ((), "")


def test_a_row_under_a_component_is_its_member_where_columns_are_periods() -> None:
    found, why = dimensions(Column(0, "2024"), StatementKind.EQUITY, with_parent=True, section="Retained earnings")
    assert [one.member for one in found] == ["us-gaap:RetainedEarningsMember"]
    assert "the row is under “Retained earnings”" in why
    own = Column(0, "", component="Treasury stock")
    found, _ = dimensions(own, StatementKind.EQUITY, with_parent=True, section="Retained earnings")
    assert [one.member for one in found] == ["us-gaap:TreasuryStockCommonMember"]


@pytest.mark.parametrize(
    ("heading", "member"),
    [
        ("Common stock and capital in excess of par value", "CommonStockIncludingAdditionalPaidInCapitalMember"),
        (
            "Class A stock and additional paid-in capital",
            "CommonStockIncludingAdditionalPaidInCapitalMember",
        ),
        ("Common stockholders’ additional paid-in capital", "AdditionalPaidInCapitalMember"),
        ("Nonredeemable noncontrolling interest", "NoncontrollingInterestMember"),
    ],
)
def test_capital_with_and_without_its_stock(heading: str, member: str) -> None:
    found, _ = dimensions(Column(0, "", component=heading), StatementKind.EQUITY, with_parent=True)
    assert found[0].member == f"us-gaap:{member}"


def test_redeemable_interests_stand_beside_equity() -> None:
    column = Column(0, "", component="Redeemable noncontrolling interests")
    assert dimensions(column, StatementKind.EQUITY, with_parent=True)[0] == ()


def test_classes_of_shares_are_members_where_there_are_several(build: BuildStatement, catalogue: Catalogue) -> None:
    rows = [
        ("", "Class A common stock, shares authorized", "shares 1,000 1,000"),
        ("", "Class B common stock, shares authorized", "shares 400 300"),
    ]
    mappings, _ = map_statements([build(StatementKind.PARENTHETICAL, rows)], catalogue)
    assert {mapping.concept for mapping in mappings} == {"us-gaap:CommonStockSharesAuthorized"}
    assert [d.member for d in mappings[0].dimensions] == ["us-gaap:CommonClassAMember"]
    assert [d.member for d in mappings[2].dimensions] == ["us-gaap:CommonClassBMember"]
    only, _ = map_statements([build(StatementKind.PARENTHETICAL, rows[:1])], catalogue)
    assert only[0].dimensions == ()


def test_a_class_is_named_only_where_it_is_the_only_one() -> None:
    assert share_class("Class A common stock, $0.001 par value") == "Class A"
    assert share_class("Class A, Class B and Class C stock") == ""
    assert class_dimension("Series B", "Series B convertible preferred").member == "us-gaap:SeriesBPreferredStockMember"
