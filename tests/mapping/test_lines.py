from __future__ import annotations

from dataclasses import replace

import pytest

from generator.facts.model import SHARES, Statement, StatementKind, Unit, money, money_per_share
from generator.mapping.lines import figure_words, read_lines, unit_name


def test_every_fact_is_in_exactly_one_line(report: tuple[Statement, ...]) -> None:
    held = [id(fact) for line in read_lines(report) for fact in line.facts]
    assert sorted(held) == sorted(id(fact) for statement in report for fact in statement.facts)


def test_a_line_knows_its_surroundings(report: tuple[Statement, ...]) -> None:
    read = read_lines(report)
    lines = {(line.kind, line.label): line for line in read}
    inventories = lines["BS", "Inventories"]
    assert read[inventories.previous].label == "Accounts receivable, net"
    assert inventories.total_after == "total current asset"
    assert inventories.side == "assets current"
    assert lines["BS", "Goodwill"].side == "assets noncurrent"
    assert lines["BS", "Accounts payable"].side == "claims current"
    assert lines["BS", "Long-term debt"].side == "claims noncurrent"
    assert lines["CF", "Inventories"].side == "operating"
    assert lines["CF", "Dividends paid"].side == "financing"
    assert lines["IS", "Interest expense"].shown_negative == 2


def test_statements_that_are_not_primary_have_no_lines(report: tuple[Statement, ...]) -> None:
    assert not read_lines([replace(statement, kind=StatementKind.NON_GAAP) for statement in report])


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        (money(), "money"),
        (money("EUR"), "money"),
        (SHARES, "shares"),
        (money_per_share(), "per-share"),
        (Unit("utr:bbl"), "other"),
    ],
)
def test_units(unit: Unit, name: str) -> None:
    assert unit_name(unit) == name


@pytest.mark.parametrize(
    ("label", "shown", "measure"),
    [
        ("Common stock, $0.01 par value; 500 shares authorized; 210 and 205 shares issued", "0.01", "par value"),
        ("Common stock, $0.01 par value; 500 shares authorized; 210 and 205 shares issued", "500", "authorized"),
        ("Common stock, $0.01 par value; 500 shares authorized; 210 and 205 shares issued", "210", "issued"),
        ("Common stock, $0.01 par value; 500 shares authorized; 210 and 205 shares issued", "205", "issued"),
        ("Receivables, net of allowance for doubtful accounts of $75 and $80", "75", "allowance doubtful net"),
        ("Preferred stock, authorized 1,000 shares, none issued", "1,000", "authorized"),
    ],
)
def test_figures_inside_captions(report: tuple[Statement, ...], label: str, shown: str, measure: str) -> None:
    fact = replace(report[0].facts[0], shown=shown, phrase=label)
    assert set(measure.split()) <= set(figure_words(label, fact).split())


def test_a_word_for_none_measures_what_its_phrase_says(report: tuple[Statement, ...]) -> None:
    fact = replace(report[0].facts[0], shown="no", phrase="shares issued and outstanding")
    for label in (
        "Stock, 10 shares authorized; no shares and 5 issued and outstanding",
        "Stock, no par value; no shares",
    ):
        assert figure_words(label, fact) == "issued outstanding"


def test_a_column_beside_equity_is_a_line_of_its_own(build) -> None:  # type: ignore[no-untyped-def]
    heads = ["Redeemable noncontrolling interests", "Common stock", "Total equity"]
    statement = build(StatementKind.EQUITY, [("", "Net income", "15 0 1,050")], columns=heads)
    inside, outside = read_lines([statement])
    assert (inside.label, outside.label) == ("Net income", "Redeemable noncontrolling interests Net income")
    assert [len(inside.facts), len(outside.facts)] == [2, 1]
