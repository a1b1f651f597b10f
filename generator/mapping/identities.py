"""What the printed figures say about the concepts of several lines together.

A factor speaks of some concepts: it holds where their figures keep an identity (`taxonomy.identities`), is broken where
they do not, and says nothing where a part of it is not reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial
from itertools import product
from typing import NamedTuple

from generator.facts.model import Period
from taxonomy.identities import CASH, CHANGE_IN_CASH, EXCHANGE_EFFECT, IDENTITIES, LESSER_GREATER, PRETAX, Identity

BROKEN, HELD, SUGGESTED = -3.0, 2.5, 2.5
"""What an identity that fails, one that holds, and a sum that need not hold but does, add to a share's logarithm."""
_REVENUE = (
    "Revenues",
    "RevenueFromContractWithCustomerExcludingAssessedTax",
    "RevenueFromContractWithCustomerIncludingAssessedTax",
)
_OPERATING = ("OperatingIncomeLoss",)
_SUGGESTIVE = (
    ("Operating income is revenue less all costs", _OPERATING, (_REVENUE, ("CostsAndExpenses",))),
    (
        "Operating income is gross profit less operating expenses",
        _OPERATING,
        (("GrossProfit",), ("OperatingExpenses",)),
    ),
    (
        "Gross profit is revenue less its cost",
        ("GrossProfit",),
        (_REVENUE, ("CostOfRevenue", "CostOfGoodsAndServicesSold")),
    ),
    ("Income before tax is operating and other income", PRETAX, (_OPERATING, ("NonoperatingIncomeExpense",))),
)
"""Sums that often hold, but need not: in words, total, parts of either sign."""
_TO_OTHERS = "AttributableToNoncontrollingInterest"
"""What is others' is shown as it is, or as it is taken off: its sign proves nothing."""


class Amount(NamedTuple):
    """A value and how far rounding may have moved it."""

    value: Decimal
    room: Decimal


Amounts = Mapping[Period, Amount]
Reported = Callable[[str], Amounts]
"""The amounts reported under a concept (its local name)."""


@dataclass(frozen=True, slots=True)
class Factor:
    """The concepts that it speaks of, what to say where it holds, and what it adds under what is reported."""

    names: frozenset[str]
    words: str
    weigh: Callable[[Reported], float]


def factors() -> Iterator[Factor]:
    """Everything that figures can say of concepts."""
    for identity in IDENTITIES:
        yield Factor(identity.names, identity.summary, partial(_sum, identity, identity.names))
    for lesser, greater in LESSER_GREATER:
        yield Factor(frozenset((lesser, greater)), "", partial(_order, lesser, greater))
    for words, total, parts in _SUGGESTIVE:
        yield Factor(frozenset(total).union(*parts), words, partial(_suggested, total, parts))
    cash = frozenset((*CASH, *CHANGE_IN_CASH, *EXCHANGE_EFFECT))
    yield Factor(cash, "Opening cash and its change give closing cash", _rolled_forward)


def room(decimals: int | None) -> Decimal:
    """Half a unit of the last place of a figure of that accuracy (None: exact)."""
    return Decimal(0) if decimals is None else Decimal(1).scaleb(-decimals) / 2


def _weighed(held: int, failed: int) -> float:
    return (HELD * held + BROKEN * failed) / (held + failed) if held + failed else 0.0


def _sum(identity: Identity, names: frozenset[str], reported: Reported) -> float:
    amounts = {name: found for name in names if (found := reported(name))}
    held = failed = 0
    for period in {period for found in amounts.values() for period in found}:
        here = {name: found[period].value for name, found in amounts.items() if period in found}
        terms = identity.terms(here)
        if terms is None:
            continue
        total, parts = terms
        allowed = sum((amounts[name][period].room for name in (total, *(name for _, name in parts))), Decimal(0))
        signs = product(*((1, -1) if _TO_OTHERS in name else (1,) for _, name in parts))
        sums = (sum(s * weight * here[name] for s, (weight, name) in zip(each, parts, strict=True)) for each in signs)
        off = min(abs(here[total] - found) for found in sums)
        telling = all(here[name] for name in (total, *(name for _, name in parts[: len(identity.parts)])))
        failed += off > allowed
        held += off <= allowed and telling
    return _weighed(held, failed)


def _order(lesser: str, greater: str, reported: Reported) -> float:
    """Broken where a part is larger than the whole in any period."""
    less, more = reported(lesser), reported(greater)
    broken = any(
        more[period].value >= 0 and amount.value > more[period].value + amount.room + more[period].room
        for period, amount in less.items()
        if period in more
    )
    return BROKEN if broken else 0.0


def _suggested(total: tuple[str, ...], parts: tuple[tuple[str, ...], ...], reported: Reported) -> float:
    """Held where, in every period that has them, a total and its parts of either sign add up."""
    for names in product(total, *parts):
        found = [reported(name) for name in names]
        periods = set(found[0]).intersection(*found[1:])
        if periods and all(_adds_up([amounts[period] for amounts in found]) for period in periods):
            return SUGGESTED
    return 0.0


def _adds_up(amounts: Sequence[Amount]) -> bool:
    (total, _), *parts = amounts
    allowed = sum((amount.room for amount in amounts), Decimal(0))
    values = [abs(part.value) for part in parts]
    return all(values) and any(
        abs(abs(total) - sum(sign * value for sign, value in zip(signs, values, strict=True))) <= allowed
        for signs in product((1, -1), repeat=len(values))
    )


def _rolled_forward(reported: Reported) -> float:
    """Held where the change in cash connects the balances of the first concept that has both of a period."""
    kind = next((name for name in CHANGE_IN_CASH if reported(name)), "")
    if not kind:
        return 0.0
    change = reported(kind)
    exchange = next((found for name in EXCHANGE_EFFECT if (found := reported(name))), {}) if "Excluding" in kind else {}
    for name in CASH:
        balances = {period.end: amount for period, amount in reported(name).items()}
        held = failed = 0
        for period, amount in change.items():
            if period.start is None:
                continue
            was, became = balances.get(period.start - timedelta(days=1)), balances.get(period.end)
            if was is not None and became is not None:
                moved = amount.value + (exchange[period].value if period in exchange else 0)
                good = abs(was.value + moved - became.value) <= was.room + 2 * amount.room + became.room
                held, failed = held + good, failed + (not good)
        if held + failed:
            return _weighed(held, failed)
    return 0.0
