from decimal import Decimal

import pytest

from generator.facts.numbers import Number, read_number
from generator.facts.scale import Habits, Scaling, measure, read_scaling, row_kind

ALL = Habits(frozenset({"money", "shares", "per-share", "percent"}), 0)


def number(text: str) -> Number:
    found = read_number(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("caption", "money", "shares"),
    [
        ("(In thousands, except per share data)", 3, None),
        ("(IN $000S EXCEPT SHARE AND PER SHARE DATA)", 3, 0),
        ("(000's omitted)", 3, None),
        ("Dollars in millions; shares in thousands", 6, 3),
        ("Six Months Ended June 30 (Millions, except per share amounts)", 6, None),
        ("(in thousands, except number of shares and per share amounts)", 3, 0),
        ("June 30, 2008", None, None),
    ],
)
def test_captions(caption: str, money: int | None, shares: int | None) -> None:
    scaling = read_scaling([caption])
    assert (scaling.money, scaling.shares) == (money, shares)


def test_currency_of_a_caption() -> None:
    assert read_scaling(["(in thousands of Canadian dollars)"]).currency == "CAD"


@pytest.mark.parametrize(
    ("label", "section", "shown", "kind"),
    [
        ("Net loss per common share", (), "(0.15)", "per-share"),
        ("Basic", ("Earnings per share:",), "1.20", "per-share"),
        ("Basic", ("Weighted average shares outstanding:",), "49,703", "shares"),
        ("Basic", (), "132,612,342", "shares"),
        ("Continuing operations", ("Diluted:",), "4.97", "per-share"),
        ("Common stock, $.01 par value; 500 shares authorized", (), "31", "money"),
        ("Dividends ($0.16 per share)", (), "(395)", "money"),
        ("Effective tax rate", (), "21.0%", "percent"),
        ("Net income", (), "1,234", "money"),
    ],
)
def test_kind_of_row(label: str, section: tuple[str, ...], shown: str, kind: str) -> None:
    assert row_kind(label, section, number(shown), ALL) == kind


def test_share_words_are_money_where_a_statement_counts_no_shares() -> None:
    money_only = Habits(frozenset({"money"}), 0)
    assert row_kind("Shares issued for services", (), number("30,177"), money_only) == "money"


def test_a_count_printed_in_full_is_not_scaled() -> None:
    in_full = measure("Weighted average shares", (), number("52,012,245"), Scaling(money=3), "USD", ALL)
    assert (str(in_full.unit), in_full.scale) == ("xbrli:shares", 0)
    in_thousands = measure("Weighted average shares", (), number("52,012"), Scaling(money=3), "USD", ALL)
    assert in_thousands.scale == 3


def test_percentages_are_hundredths() -> None:
    rate = measure("Effective tax rate", (), number("12.5%"), Scaling(money=6), "USD", ALL)
    assert (str(rate.unit), Decimal("12.5").scaleb(rate.scale)) == ("xbrli:pure", Decimal("0.125"))


def test_rows_about_stock_in_a_parenthetical_statement_count_it() -> None:
    habits = Habits(ALL.kinds, 0, stock_counts=True)
    labels = (
        "Common stock to be issued", "Common shares in escrow", "Preferred stock, amount of preference",
        "Allowance for doubtful accounts",
    )  # fmt: skip
    kinds = [row_kind(label, (), number("250,000"), habits) for label in labels]
    assert kinds == ["shares", "shares", "money", "money"]
