"""The three kinds of cash flow, and what the standard taxonomy counts among each."""

from __future__ import annotations

from taxonomy.catalogue import Catalogue

CASH_FLOWS = {
    "NetCashProvidedByUsedInOperatingActivities": "operating",
    "NetCashProvidedByUsedInInvestingActivities": "investing",
    "NetCashProvidedByUsedInFinancingActivities": "financing",
}
"""The kind that each total is of (local names of us-gaap)."""
_DEEPEST = 12


def cash_flow_kinds(catalogue: Catalogue, qname: str) -> frozenset[str]:
    """The kinds of cash flow that a concept is part of in the standard taxonomy's calculations."""
    found: set[str] = set()
    waiting, seen = [(qname, 0)], {qname}
    while waiting:
        concept, depth = waiting.pop()
        for arc in catalogue.calculation_parents(concept):
            name = arc.parent.partition(":")[2]
            if name in CASH_FLOWS:
                found.add(CASH_FLOWS[name])
            elif arc.parent not in seen and depth < _DEEPEST:
                seen.add(arc.parent)
                waiting.append((arc.parent, depth + 1))
    return frozenset(found)


def is_accrual(qname: str) -> bool:
    """Whether a concept is a change in assets or liabilities, by its name."""
    return qname.partition(":")[2].startswith("IncreaseDecreaseIn")


def is_operating_accrual(catalogue: Catalogue, qname: str) -> bool:
    """Whether a concept is a change in operating assets or liabilities, which no other kind of cash flow holds
    (ASC 230-10-45-28)."""
    return is_accrual(qname) and cash_flow_kinds(catalogue, qname) == {"operating"}
