"""Sums that hold by definition, each checked wherever all of it is reported for one period without dimensions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from generator.diagnostics import Severity
from generator.validation.files import local
from generator.validation.profiles.registry import Check, Finding, Inspection, numeric, places, rule
from generator.validation.worker import ReadFact

_REMEDY = "Compare the figures with the source; where they are as published, the source itself does not add up."


@dataclass(frozen=True, slots=True)
class Identity:
    """`total` = sum of `parts` (weight, alternatives in order of preference) and of whatever is reported of
    `optional`. Where one of `unless` is reported, the sum may hold something else and is left alone."""

    code: str
    summary: str
    resembles: str
    total: tuple[str, ...]
    parts: tuple[tuple[int, tuple[str, ...]], ...]
    optional: tuple[tuple[int, tuple[str, ...]], ...] = ()
    unless: tuple[str, ...] = ()


_EQUITY = ("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest", "StockholdersEquity")
_CHANGE_IN_CASH = (
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseExcludingExchangeRateEffect",
    "CashAndCashEquivalentsPeriodIncreaseDecrease",
)
_CASH = (
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
    "CashAndCashEquivalentsAtCarryingValue",
    "Cash",
)
_EXCHANGE_EFFECT = (
    "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
    "EffectOfExchangeRateOnCashAndCashEquivalents",
)
_NET_CASH = "NetCashProvidedByUsedIn"

IDENTITIES = (
    Identity(
        "quality.balance-sheet",
        "Assets equal liabilities and equity",
        "DQC_0004",
        ("Assets",),
        ((1, ("LiabilitiesAndStockholdersEquity",)),),
    ),
    Identity(
        "quality.liabilities-and-equity",
        "Liabilities and equity are the sum of both",
        "DQC_0004",
        ("LiabilitiesAndStockholdersEquity",),
        ((1, ("Liabilities",)), (1, _EQUITY)),
        optional=(
            (1, ("TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests",
                 "TemporaryEquityCarryingAmountAttributableToParent")),
            (1, ("RedeemableNoncontrollingInterestEquityCarryingAmount",)),
            (1, ("CommitmentsAndContingencies",)),
        ),
        unless=("MinorityInterest", "PartnersCapital", "MembersEquity"),
    ),
    Identity(
        "quality.equity",
        "Equity is the parent's equity and the noncontrolling interest",
        "DQC_0004",
        ("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",),
        ((1, ("StockholdersEquity",)), (1, ("MinorityInterest",))),
    ),
    Identity(
        "quality.profit",
        "Profit is the parent's net income and that of the noncontrolling interest",
        "DQC_0004",
        ("ProfitLoss",),
        ((1, ("NetIncomeLoss",)), (1, ("NetIncomeLossAttributableToNoncontrollingInterest",))),
        unless=("NetIncomeLossAttributableToRedeemableNoncontrollingInterest",),
    ),
    Identity(
        "quality.comprehensive-income",
        "Comprehensive income is net income and other comprehensive income",
        "DQC_0004",
        ("ComprehensiveIncomeNetOfTax",),
        ((1, ("NetIncomeLoss",)), (1, ("OtherComprehensiveIncomeLossNetOfTax",))),
        unless=("ProfitLoss",),
    ),
    Identity(
        "quality.cash-flow",
        "The change in cash is the sum of the three kinds of cash flow",
        "DQC_0004",
        _CHANGE_IN_CASH,
        ((1, (f"{_NET_CASH}OperatingActivities",)),),
        optional=(
            (1, (f"{_NET_CASH}InvestingActivities",)),
            (1, (f"{_NET_CASH}FinancingActivities",)),
            (1, _EXCHANGE_EFFECT),
        ),
        unless=(
            f"{_NET_CASH}DiscontinuedOperations",
            f"{_NET_CASH}OperatingActivitiesContinuingOperations",
            "CashProvidedByUsedInOperatingActivitiesDiscontinuedOperations",
        ),
    ),
)  # fmt: skip


def _register(identity: Identity) -> None:
    def check(inspection: Inspection) -> Iterator[Finding]:
        return _check(inspection, identity)

    check.__doc__ = identity.summary
    registered: Check = check
    rule(identity.code, Severity.WARNING, "us-gaap calculations", _REMEDY, resembles=identity.resembles)(registered)


for _identity in IDENTITIES:
    _register(_identity)


@rule("quality.cash-rollforward", Severity.WARNING, "ASC 230-10-45-4", _REMEDY, resembles="DQC_0057")
def cash_rollforward(inspection: Inspection) -> Iterator[Finding]:
    """Opening cash and the change in cash give closing cash."""
    by_period = _by_period(inspection)
    has_restricted = any(name.startswith("RestrictedCash") for facts in by_period.values() for name in facts)
    for (start, end, unit), flows in by_period.items():
        total = _first(flows, _CHANGE_IN_CASH)
        if start is None or end is None or total is None:
            continue
        before = by_period.get((None, start - timedelta(days=1), unit), {})
        after = by_period.get((None, end, unit), {})
        name = next((name for name in _CASH if name in before and name in after), None)
        # Where some cash is restricted, the balance sheet's cash is not what the cash flow statement rolls forward.
        if name is None or (has_restricted and name != _CASH[0]):
            continue
        exchange = _first(flows, _EXCHANGE_EFFECT) if "Excluding" in total[0].concept else None
        change = total[1] + (exchange[1] if exchange else 0)
        (opening, was), (closing, became) = before[name], after[name]
        if abs(was + change - became) > tolerance(opening, total[0], closing, *([exchange[0]] if exchange else [])):
            message = f"Cash of {was:,f} and a change of {change:,f} do not give {became:,f}."
            yield Finding(message, total[0].concept, total[0].id)


def tolerance(*facts: ReadFact) -> Decimal:
    """How far a sum of rounded figures may be off: half a unit of the last place of each."""
    accuracies = (places(fact) for fact in facts)
    return sum((Decimal(1).scaleb(-accuracy) / 2 for accuracy in accuracies if accuracy is not None), Decimal(0))


_Known = dict[str, tuple[ReadFact, Decimal]]
_Key = tuple[date | None, date | None, object]


def _check(inspection: Inspection, identity: Identity) -> Iterator[Finding]:
    for facts in _by_period(inspection).values():
        total = _first(facts, identity.total)
        parts = [(weight, _first(facts, names)) for weight, names in identity.parts]
        if total is None or any(part is None for _, part in parts) or any(name in facts for name in identity.unless):
            continue
        parts += [(weight, _first(facts, names)) for weight, names in identity.optional]
        known = [(weight, part) for weight, part in parts if part is not None]
        computed = sum((weight * value for weight, (_, value) in known), Decimal(0))
        if abs(total[1] - computed) > tolerance(total[0], *(fact for _, (fact, _) in known)):
            message = (
                f"{inspection.qname(total[0].concept)} for {_period(total[0])} is {total[1]:,f}, "
                f"but its parts come to {computed:,f}."
            )
            yield Finding(message, total[0].concept, total[0].id)


def _by_period(inspection: Inspection) -> dict[_Key, _Known]:
    """Numeric facts of us-gaap without dimensions, by period and unit, then by name; the first of each."""
    found: defaultdict[_Key, _Known] = defaultdict(dict)
    for fact, value in numeric(inspection.facts):
        if not fact.dimensions and fact.concept == inspection.gaap(local(fact.concept)):
            found[fact.start, fact.end, fact.unit].setdefault(local(fact.concept), (fact, value))
    return found


def _first(facts: _Known, names: tuple[str, ...]) -> tuple[ReadFact, Decimal] | None:
    return next((facts[name] for name in names if name in facts), None)


def _period(fact: ReadFact) -> str:
    return f"{fact.start} to {fact.end}" if fact.start else str(fact.end)
