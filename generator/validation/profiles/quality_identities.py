"""Sums that hold by definition, each checked wherever all of it is reported for one period without dimensions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from generator.diagnostics import Severity
from generator.validation.files import local
from generator.validation.profiles.registry import Check, Finding, Inspection, numeric, places, rule
from generator.validation.worker import ReadFact
from taxonomy.identities import CASH, CHANGE_IN_CASH, EXCHANGE_EFFECT, IDENTITIES, RECLASSIFIED_CASH, Identity

_REMEDY = "Compare the figures with the source; where they are as published, the source itself does not add up."


_RESTRICTED = "RestrictedCash"


def _register(code: str) -> None:
    told = [identity for identity in IDENTITIES if identity.code == code]

    def check(inspection: Inspection) -> Iterator[Finding]:
        return (finding for identity in told for finding in _check(inspection, identity))

    check.__doc__ = told[0].summary
    registered: Check = check
    rule(f"quality.{code}", Severity.WARNING, "us-gaap calculations", _REMEDY, resembles="DQC_0004")(registered)


for _code in dict.fromkeys(identity.code for identity in IDENTITIES):
    _register(_code)


@rule("quality.cash-rollforward", Severity.WARNING, "ASC 230-10-45-4", _REMEDY, resembles="DQC_0057")
def cash_rollforward(inspection: Inspection) -> Iterator[Finding]:
    """Opening cash and the change in cash give closing cash."""
    by_period = _by_period(inspection)
    has_restricted = any(name.startswith(_RESTRICTED) for facts in by_period.values() for name in facts)
    for (start, end, unit), flows in by_period.items():
        total = _first(flows, CHANGE_IN_CASH)
        if start is None or end is None or total is None:
            continue
        before = by_period.get((None, start - timedelta(days=1), unit), {})
        after = by_period.get((None, end, unit), {})
        name = next((name for name in CASH if name in before and name in after), None)
        # Where some cash is restricted, the balance sheet's cash is not what the cash flow statement rolls forward.
        if name is None or (has_restricted and name not in CASH[:2]):
            continue
        exchange = _first(flows, EXCHANGE_EFFECT) if "Excluding" in total[0].concept else None
        change = total[1] + (exchange[1] if exchange else 0)
        (opening, was), (closing, became) = before[name], after[name]
        if RECLASSIFIED_CASH in flows and was + change + flows[RECLASSIFIED_CASH][1] == became:
            continue
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
        found = identity.terms({name: value for name, (_, value) in facts.items()})
        if found is None:
            continue
        total, value = facts[found[0]]
        parts = [(weight, *facts[name]) for weight, name in found[1]]
        computed = sum((weight * amount for weight, _, amount in parts), Decimal(0))
        if abs(value - computed) > tolerance(total, *(fact for _, fact, _ in parts)):
            message = (
                f"{inspection.qname(total.concept)} for {_period(total)} is {value:,f}, "
                f"but its parts come to {computed:,f}."
            )
            yield Finding(message, total.concept, total.id)


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
