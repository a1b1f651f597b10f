"""Which abstract of the taxonomy a heading of a statement is."""

from __future__ import annotations

import re
from functools import lru_cache

from taxonomy import Catalogue

_OPERATING = "CashProvidedByUsedInOperatingActivities"

# How statements word the headings that the taxonomy words differently; the first pattern found in a heading decides.
_WORDINGS = (
    (r"^(current assets|assets,? current)", "AssetsCurrentAbstract"),
    (r"^(non-?current assets|other assets)", "AssetsNoncurrentAbstract"),
    (r"^assets$", "AssetsAbstract"),
    (r"^liabilities(,.*)? and .*(equity|defici|investment|capital)", "LiabilitiesAndStockholdersEquityAbstract"),
    (r"^current liabilities", "LiabilitiesCurrentAbstract"),
    (r"^(non-?current|long-term) liabilities", "LiabilitiesNoncurrentAbstract"),
    (r"^liabilities$", "LiabilitiesAbstract"),
    (r"^((stock|share)holders?'?s?'?|owners'?) (equity|defici|investment)", "StockholdersEquityAbstract"),
    (r"^equity$", "StockholdersEquityAbstract"),
    (r"^(net )?(revenues?|sales)$", "RevenuesAbstract"),
    (r"^(operating )?costs and expenses", "CostsAndExpensesAbstract"),
    (r"^costs? of (revenues?|sales|goods sold)", "CostOfRevenueAbstract"),
    (r"^operating expenses?", "OperatingExpensesAbstract"),
    (r"^(other|non-?operating) (income|expense|\(expense\)|\(income\))", "NonoperatingIncomeExpenseAbstract"),
    (r"^(net )?(income|loss|earnings).* per (common |ordinary )?(share|unit)", "EarningsPerShareAbstract"),
    (r"^adjustments to reconcile", f"AdjustmentsToReconcileNetIncomeLossTo{_OPERATING}Abstract"),
    (r"changes? in .*(assets|liabilities|working capital)", "IncreaseDecreaseInOperatingCapitalAbstract"),
    (r"operating activities$", f"Net{_OPERATING}Abstract"),
    (r"investing activities$", "NetCashProvidedByUsedInInvestingActivitiesAbstract"),
    (r"non-?cash (investing|financing)", "NoncashInvestingAndFinancingItemsAbstract"),
    (r"financing activities$", "NetCashProvidedByUsedInFinancingActivitiesAbstract"),
    (r"^supplement(al|ary) ", "SupplementalCashFlowInformationAbstract"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def abstract_of(heading: str, catalogue: Catalogue) -> str | None:
    """The QName of the abstract that `heading` names, by the usual wordings, else by the taxonomy's own label."""
    folded = " ".join(heading.lower().replace("’", "'").split()).rstrip(" :.")
    for pattern, name in _WORDINGS:
        if re.search(pattern, folded) and catalogue.concept(f"us-gaap:{name}"):
            return f"us-gaap:{name}"
    return _labelled(catalogue).get(_bag(folded))


@lru_cache(maxsize=4)
def _labelled(catalogue: Catalogue) -> dict[tuple[str, ...], str]:
    """The abstracts of the taxonomy's statement trees by the words of their label; the first of a label."""
    found: dict[tuple[str, ...], str] = {}
    for role in catalogue.presentation_roles():
        for node in catalogue.presentation(role):
            if node.depth and node.concept.startswith("us-gaap:") and node.concept.endswith("Abstract"):
                found.setdefault(_bag(catalogue.label(node.concept).removesuffix("[Abstract]").lower()), node.concept)
    return found


def _bag(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(re.findall(r"[a-z]+", text)) - {"and", "the", "of", "in"}))
