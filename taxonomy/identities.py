"""Sums and orders that hold by definition among concepts of US-GAAP, whoever reports them.

Mapping asks them which concept the figures prove, validation whether the facts keep them. Concepts are local names of
us-gaap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

_CCERC = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
_TEMPORARY = "TemporaryEquityCarryingAmount"
_NET_CASH = "NetCashProvidedByUsedIn"


@dataclass(frozen=True, slots=True)
class Identity:
    """`total` = sum of `parts` (weight, alternatives in order of preference) and of whatever is reported of
    `optional`. Where one of `unless` is reported, the sum may hold something else and says nothing. Identities of one
    `code` say the same of different totals."""

    code: str
    summary: str
    total: tuple[str, ...]
    parts: tuple[tuple[int, tuple[str, ...]], ...]
    optional: tuple[tuple[int, tuple[str, ...]], ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every concept that the identity speaks of."""
        found = {*self.total, *self.unless}
        return frozenset(found.union(*(names for _, names in (*self.parts, *self.optional))))

    def terms(self, reported: Mapping[str, Decimal]) -> tuple[str, tuple[tuple[int, str], ...]] | None:
        """The total and the weighted parts among what is `reported` for one period; None where the identity does not
        apply or a part is missing."""
        total = _first(self.total, reported)
        parts = [(weight, _first(names, reported)) for weight, names in self.parts]
        if total is None or any(name in reported for name in self.unless):
            return None
        found = [(weight, name) for weight, name in parts if name is not None]
        if len(found) < len(parts):
            return None
        extra = ((weight, _first(names, reported)) for weight, names in self.optional)
        return total, (*found, *((weight, name) for weight, name in extra if name is not None))


EQUITY = ("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest", "StockholdersEquity")
CASH = (
    _CCERC,
    f"{_CCERC}IncludingDisposalGroupAndDiscontinuedOperations",
    "CashAndCashEquivalentsAtCarryingValue",
    "Cash",
)
"""Balances that a statement of cash flows may roll forward, the most usual first."""
CHANGE_IN_CASH = (
    f"{_CCERC}PeriodIncreaseDecreaseIncludingExchangeRateEffect",
    f"{_CCERC}PeriodIncreaseDecreaseExcludingExchangeRateEffect",
    "CashAndCashEquivalentsPeriodIncreaseDecrease",
)
RECLASSIFIED_CASH = (
    f"{_CCERC}PeriodIncreaseDecreaseIncludingExchangeRateEffectDisposalGroupIncludingDiscontinuedOperations"
)
"""Cash that comes from assets held for sale, or goes to them, outside the change in cash."""
EXCHANGE_EFFECT = (
    f"EffectOfExchangeRateOn{_CCERC}",
    f"EffectOfExchangeRateOn{_CCERC}IncludingDisposalGroupAndDiscontinuedOperations",
    "EffectOfExchangeRateOnCashAndCashEquivalents",
)
PRETAX = (
    "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
    "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments",
)
_FLOWS = tuple((1, (f"{_NET_CASH}{kind}Activities",)) for kind in ("Operating", "Investing", "Financing"))
_DISCONTINUED_CASH = (
    f"{_NET_CASH}DiscontinuedOperations",
    f"{_NET_CASH}OperatingActivitiesContinuingOperations",
    "CashProvidedByUsedInOperatingActivitiesDiscontinuedOperations",
    RECLASSIFIED_CASH,
)

IDENTITIES = (
    Identity(
        "balance-sheet",
        "Assets equal liabilities and equity",
        ("Assets",),
        ((1, ("LiabilitiesAndStockholdersEquity",)),),
    ),
    Identity(
        "liabilities-and-equity",
        "Liabilities and equity are the sum of both",
        ("LiabilitiesAndStockholdersEquity",),
        ((1, ("Liabilities",)), (1, EQUITY)),
        optional=(
            (
                1,
                (
                    f"{_TEMPORARY}IncludingPortionAttributableToNoncontrollingInterests",
                    f"{_TEMPORARY}AttributableToParent",
                ),
            ),
            (1, ("RedeemableNoncontrollingInterestEquityCarryingAmount",)),
            (1, ("CommitmentsAndContingencies",)),
        ),
        unless=("MinorityInterest", "PartnersCapital", "MembersEquity"),
    ),
    Identity(
        "equity",
        "Equity is the parent's equity and the noncontrolling interest",
        EQUITY[:1],
        ((1, EQUITY[1:]), (1, ("MinorityInterest",))),
    ),
    Identity(
        "profit",
        "Profit is the parent's net income and that of the noncontrolling interest",
        ("ProfitLoss",),
        ((1, ("NetIncomeLoss",)), (1, ("NetIncomeLossAttributableToNoncontrollingInterest",))),
        unless=("NetIncomeLossAttributableToRedeemableNoncontrollingInterest",),
    ),
    Identity(
        "comprehensive-income",
        "Comprehensive income is net income and other comprehensive income",
        ("ComprehensiveIncomeNetOfTax",),
        ((1, ("NetIncomeLoss",)), (1, ("OtherComprehensiveIncomeLossNetOfTax",))),
        unless=("ProfitLoss",),
    ),
    Identity(
        "cash-flow",
        "The change in cash is the sum of the three kinds of cash flow",
        (CHANGE_IN_CASH[0], CHANGE_IN_CASH[2]),
        _FLOWS[:1],
        optional=(*_FLOWS[1:], (1, EXCHANGE_EFFECT)),
        unless=_DISCONTINUED_CASH,
    ),
    Identity(
        "cash-flow",
        "The change in cash is the sum of the three kinds of cash flow",
        CHANGE_IN_CASH[1:2],
        _FLOWS[:1],
        optional=_FLOWS[1:],
        unless=_DISCONTINUED_CASH,
    ),
)

LESSER_GREATER = (
    ("CommonStockSharesIssued", "CommonStockSharesAuthorized"),
    ("CommonStockSharesOutstanding", "CommonStockSharesIssued"),
    ("PreferredStockSharesIssued", "PreferredStockSharesAuthorized"),
    ("PreferredStockSharesOutstanding", "PreferredStockSharesIssued"),
    ("AssetsCurrent", "Assets"),
    ("LiabilitiesCurrent", "Liabilities"),
    ("CashAndCashEquivalentsAtCarryingValue", "Assets"),
)
"""Pairs of which the first is part of the second."""

EARNINGS_PER_SHARE = (
    ("EarningsPerShareBasic", "WeightedAverageNumberOfSharesOutstandingBasic"),
    ("EarningsPerShareDiluted", "WeightedAverageNumberOfDilutedSharesOutstanding"),
)


def _first(names: tuple[str, ...], reported: Mapping[str, Decimal]) -> str | None:
    return next((name for name in names if name in reported), None)
