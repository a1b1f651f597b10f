"""Values that are hardly what they should be: sign, size, relation to other facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from generator.diagnostics import Severity
from generator.validation.files import local
from generator.validation.profiles.quality_identities import tolerance
from generator.validation.profiles.registry import Finding, Inspection, numeric, rule
from generator.validation.worker import ReadFact
from taxonomy.identities import EARNINGS_PER_SHARE, LESSER_GREATER, PRETAX

_PURE = "{http://www.xbrl.org/2003/instance}pure"
_HIGHEST_RATIO = Decimal(10)
_SLIP = (Decimal(500), Decimal(2000))
_SHARES_SLIP = Decimal(100)
_AFTER_TAX = (
    "ProfitLoss",
    "NetIncomeLoss",
    "IncomeLossFromContinuingOperationsIncludingPortionAttributableToNoncontrollingInterest",
    "IncomeLossFromContinuingOperations",
)
_INCOME = ("NetIncomeLossAvailableToCommonStockholdersBasic", "NetIncomeLoss")
_DILUTED_INCOME = ("NetIncomeLossAvailableToCommonStockholdersDiluted", *_INCOME, "ProfitLoss")
_EPS_FACTOR = Decimal(5)
_COMPARE = "Compare the figure, its sign and its scale with the source."


@rule("quality.negative", Severity.WARNING, "us-gaap definitions", _COMPARE, resembles="DQC_0015")
def negative(inspection: Inspection) -> Iterator[Finding]:
    """A concept whose values are positive by its definition is not negative."""
    for fact, value in numeric(inspection.facts):
        name = inspection.qname(fact.concept)
        if value < 0 and inspection.catalogue.never_negative(name) and not _excused(inspection, fact):
            yield _finding(fact, f"{name} for {_period(fact)} is {value:,f}; by its definition it is not negative.")


@rule("quality.percentage", Severity.WARNING, "us-gaap types", _COMPARE, resembles="DQC_0091")
def percentage(inspection: Inspection) -> Iterator[Finding]:
    """A percentage is at most 1,000 percent."""
    for fact, value in numeric(inspection.facts):
        if inspection.type_name(fact.concept) == "percentItemType" and abs(value) > _HIGHEST_RATIO:
            yield _finding(fact, f"{inspection.qname(fact.concept)} is {value * 100:,f} percent.")


@rule("quality.lesser-greater", Severity.WARNING, "us-gaap definitions", _COMPARE, resembles="DQC_0009")
def lesser_greater(inspection: Inspection) -> Iterator[Finding]:
    """What is part of another figure is not larger than it."""
    known = _known(inspection)
    for lesser, greater in LESSER_GREATER:
        for key, (fact, value) in known.get(lesser, {}).items():
            other = known.get(greater, {}).get(key)
            if other is not None and other[1] >= 0 and value > other[1] + tolerance(fact, other[0]):
                yield _finding(fact, f"us-gaap:{lesser} is {value:,f}, more than us-gaap:{greater} of {other[1]:,f}.")


@rule("quality.quarters", Severity.WARNING, "ASC 270-10", _COMPARE, resembles="DQC_0084")
def quarters(inspection: Inspection) -> Iterator[Finding]:
    """Periods that follow one another add up to the period that spans them."""
    for key, facts in _series(inspection).items():
        by_start: defaultdict[date, list[ReadFact]] = defaultdict(list)
        for fact in facts:
            if fact.start is not None and inspection.type_name(key[0]) == "monetaryItemType":
                by_start[fact.start].append(fact)
        for whole in facts:
            for first in by_start.get(whole.start, ()) if whole.start else ():
                if whole.end is None or first.end is None or first.end >= whole.end:
                    continue
                for second in by_start.get(first.end + timedelta(days=1), ()):
                    if second.end == whole.end:
                        yield from _compare_sum(inspection, whole, first, second)


@rule("quality.longer-period", Severity.WARNING, "us-gaap definitions", _COMPARE, resembles="DQC_0108")
def longer_period(inspection: Inspection) -> Iterator[Finding]:
    """What only grows is not larger over a part of a period than over the whole."""
    for key, facts in _series(inspection).items():
        if not inspection.catalogue.never_negative(inspection.qname(key[0])) or not _is_money(inspection, key[0]):
            continue
        for part in facts:
            for whole in facts:
                grows = _value(part) >= 0 and _value(whole) >= 0  # a negative value is for another rule to tell
                if grows and _within(part, whole) and _value(part) > _value(whole) + tolerance(part, whole):
                    name = inspection.qname(key[0])
                    message = (
                        f"{name} is {_value(part):,f} for {_period(part)} but {_value(whole):,f} for {_period(whole)}."
                    )
                    yield _finding(part, message)


@rule("quality.scale", Severity.WARNING, "EFM 6.6.32", "Check the scale of this column.", resembles="DQC_0095")
def scale(inspection: Inspection) -> Iterator[Finding]:
    """A figure is not a thousand times that of the comparable period, as where the scale was read differently."""
    totals = ("Assets", "Liabilities", "StockholdersEquity", "Revenues", "AssetsCurrent", "LiabilitiesCurrent")
    for key, facts in _series(inspection, instants=True).items():
        if local(key[0]) not in totals:
            continue
        values = sorted(((abs(_value(f)), f) for f in facts if _value(f)), key=lambda pair: pair[0])
        if len(values) > 1 and _SLIP[0] <= values[-1][0] / values[0][0] <= _SLIP[1]:
            message = (
                f"{inspection.qname(key[0])} is {values[-1][0]:,f} in one period and {values[0][0]:,f} in another."
            )
            yield _finding(values[-1][1], message)


@rule(
    "quality.cover-shares",
    Severity.WARNING,
    "EFM 6.5.26",
    "Check the scale of the number of shares.",
    resembles="DQC_0095",
)
def cover_shares(inspection: Inspection) -> Iterator[Finding]:
    """The shares on the cover and on the balance sheet are of one order of magnitude."""
    cover = inspection.cover.get("EntityCommonStockSharesOutstanding")
    if cover is None or not isinstance(cover.value, Decimal) or cover.value <= 0:
        return
    for fact, value in numeric(inspection.facts):
        if fact.concept == inspection.gaap("CommonStockSharesOutstanding") and not fact.dimensions and value > 0:
            ratio = max(value / cover.value, cover.value / value)
            if ratio >= _SHARES_SLIP:
                yield _finding(cover, f"The cover states {cover.value:,f} shares, the balance sheet {value:,f}.")
                return


@rule(
    "quality.tax-sign",
    Severity.WARNING,
    "ASC 740",
    "Check the sign of tax and of income before tax.",
    resembles="DQC_0013",
)
def tax_sign(inspection: Inspection) -> Iterator[Finding]:
    """A tax benefit is not larger than the income before tax that it stands beside, unless what is left proves it."""
    known = _known(inspection)
    for key, (fact, tax) in known.get("IncomeTaxExpenseBenefit", {}).items():
        pretax = next((known[name][key][1] for name in PRETAX if key in known.get(name, {})), None)
        income = next((known[name][key][1] for name in _AFTER_TAX if key in known.get(name, {})), None)
        proven = pretax is not None and income is not None and income == pretax - tax
        if pretax is not None and pretax > 0 and -tax > pretax and not proven:
            yield _finding(fact, f"The tax benefit of {-tax:,f} exceeds the income before tax of {pretax:,f}.")


@rule("quality.per-share", Severity.WARNING, "ASC 260", _COMPARE)
def per_share(inspection: Inspection) -> Iterator[Finding]:
    """Earnings per share have the sign of net income, and about the size that the number of shares gives."""
    known = _known(inspection, any_unit=True)
    for eps_name, shares_name in EARNINGS_PER_SHARE:
        names = _DILUTED_INCOME if "Diluted" in eps_name else _INCOME
        for key, (fact, eps) in known.get(eps_name, {}).items():
            incomes = [known[name][key][1] for name in names if key in known.get(name, {})]
            shares = known.get(shares_name, {}).get(key)
            if not incomes or shares is None or shares[1] <= 0 or not eps:
                continue
            # Dilution may bring in the income of those who can exchange their interests for shares.
            wanted = incomes if "Diluted" in eps_name else incomes[:1]
            if not any(_plausible(eps, income / shares[1], tolerance(fact)) for income in wanted):
                message = (
                    f"{eps} per share, but {incomes[0]:,f} over {shares[1]:,f} shares is {incomes[0] / shares[1]:.2f}."
                )
                yield _finding(fact, message)


def _plausible(eps: Decimal, expected: Decimal, slack: Decimal) -> bool:
    """Of the expected sign and about its size, within what rounding leaves of either."""
    wrong_sign = eps * expected < 0 and abs(expected) > slack
    too_large = abs(eps) > abs(expected) * _EPS_FACTOR + slack
    too_small = abs(eps) * _EPS_FACTOR + slack < abs(expected)
    return not (wrong_sign or too_large or too_small)


def _excused(inspection: Inspection, fact: ReadFact) -> bool:
    dimensions = {inspection.qname(axis): inspection.qname(member) for axis, member in fact.dimensions}
    return bool(dimensions) and inspection.catalogue.negative_allowed_with(dimensions)


_PeriodKey = tuple[object, ...]


def _known(inspection: Inspection, *, any_unit: bool = False) -> dict[str, dict[_PeriodKey, tuple[ReadFact, Decimal]]]:
    """us-gaap facts by name, then by period and members (and unit); the first of each."""
    found: defaultdict[str, dict[_PeriodKey, tuple[ReadFact, Decimal]]] = defaultdict(dict)
    for fact, value in numeric(inspection.facts):
        if fact.concept == inspection.gaap(local(fact.concept)):
            key = (fact.start, fact.end, fact.dimensions) + (() if any_unit else (fact.unit,))
            found[local(fact.concept)].setdefault(key, (fact, value))
    return found


def _series(inspection: Inspection, *, instants: bool = False) -> dict[tuple[str, object, object], list[ReadFact]]:
    """Facts that differ in their period alone."""
    found: defaultdict[tuple[str, object, object], list[ReadFact]] = defaultdict(list)
    for fact, _ in numeric(inspection.facts):
        if fact.start is not None or instants:
            found[fact.concept, fact.unit, fact.dimensions].append(fact)
    return found


def _compare_sum(inspection: Inspection, whole: ReadFact, first: ReadFact, second: ReadFact) -> Iterator[Finding]:
    total = _value(first) + _value(second)
    if abs(total - _value(whole)) > tolerance(whole, first, second):
        name = inspection.qname(whole.concept)
        message = (
            f"{name} for {_period(whole)} is {_value(whole):,f}, but {_period(first)} and {_period(second)} "
            f"come to {total:,f}."
        )
        yield _finding(whole, message)


def _within(part: ReadFact, whole: ReadFact) -> bool:
    if None in (part.start, part.end, whole.start, whole.end) or part is whole:
        return False
    same = (part.start, part.end) == (whole.start, whole.end)
    return not same and whole.start <= part.start and part.end <= whole.end  # type: ignore[operator]


def _is_money(inspection: Inspection, concept: str) -> bool:
    return inspection.type_name(concept) == "monetaryItemType"


def _value(fact: ReadFact) -> Decimal:
    return fact.value if isinstance(fact.value, Decimal) else Decimal(0)


def _period(fact: ReadFact) -> str:
    return f"{fact.start} to {fact.end}" if fact.start else str(fact.end)


def _finding(fact: ReadFact, message: str) -> Finding:
    return Finding(message, fact.concept, fact.id)
