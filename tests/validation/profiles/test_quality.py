"""What looks odd and is lawful: where rules of the quality profile stay silent."""

from __future__ import annotations

from tests.validation.breaking import EditFacts, add, each, findings, value
from tests.validation.profiles.cases import CASES

_CCERC = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
_CHANGE = f"us-gaap:{_CCERC}PeriodIncreaseDecreaseIncludingExchangeRateEffect"
_Q2 = {"start": "2025-04-01", "end": "2025-06-30"}


def told(*edits: EditFacts) -> set[str]:
    return {finding.code for finding in findings(None, each(*edits))}


def broken(code: str) -> EditFacts:
    facts = next(case.facts for case in CASES if case.code == code)
    assert facts is not None and code in told(facts)
    return facts


def test_what_is_negative_is_not_asked_to_grow() -> None:
    quarter = add("us-gaap:Depreciation", "-10000", "us-gaap:Depreciation", **_Q2)
    found = told(value("us-gaap:Depreciation", "-60000"), quarter)
    assert "quality.negative" in found and "quality.longer-period" not in found


def test_a_tax_benefit_above_income_is_lawful_where_what_is_left_proves_it() -> None:
    left = add("us-gaap:ProfitLoss", "30000", "us-gaap:Revenues")
    assert "quality.tax-sign" not in told(broken("quality.tax-sign"), left)


def test_diluted_earnings_may_count_the_income_of_others() -> None:
    shares, diluted = "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic", "us-gaap:EarningsPerShareDiluted"
    report = (
        add("us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding", "20000000", shares),
        add(diluted, "2.00", "us-gaap:EarningsPerShareBasic"),
    )
    assert "quality.per-share" in told(*report)
    assert "quality.per-share" not in told(*report, add("us-gaap:ProfitLoss", "40000000", "us-gaap:NetIncomeLoss"))


def test_cash_of_assets_held_for_sale_joins_the_roll_forward() -> None:
    back = add(f"{_CHANGE}DisposalGroupIncludingDiscontinuedOperations", "50000", _CHANGE)
    assert "quality.cash-rollforward" not in told(broken("quality.cash-rollforward"), back)


def test_a_change_in_cash_before_exchange_effects_is_the_sum_of_the_flows_alone() -> None:
    exchange = add(f"us-gaap:EffectOfExchangeRateOn{_CCERC}", "7000", _CHANGE)
    assert "quality.cash-flow" in told(exchange)
    before = add(_CHANGE.replace("Including", "Excluding"), "110000", _CHANGE)
    change = value(_CHANGE, "117000")
    assert "quality.cash-flow" not in told(exchange, before, change)
    assert "quality.cash-flow" in told(exchange, change, add(_CHANGE.replace("Including", "Excluding"), "9", _CHANGE))
