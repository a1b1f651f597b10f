"""Whether a fact's value is the shown figure or its opposite.

XBRL gives a concept one direction (its balance, or the words of its two-way name); the page shows a figure in the
direction of its table. Four sources, in order: a never-negative concept shown negative is always turned; words of the
caption; how filers of this concept treat figures shown that way in this statement; the concept's balance against the
statement's direction. Where printed sums prove a sign (`proven`), the mapper takes their word instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.mapping.lines import Line
from generator.mapping.model import Evidence
from taxonomy.catalogue import Catalogue

FlipHabits = Mapping[tuple[str, str, str], tuple[float, float]]
"""(concept, statement, shown sign) -> figures kept, figures turned, as counts of companies."""
Sign = tuple[bool, Evidence]
"""Whether the figures mean the opposite of what is shown, and why."""
SignOf = Callable[[int, str], Sign]
"""The sign of a line (by its place) under a concept."""


def negated(line: Line, concept: str, catalogue: Catalogue, habits: FlipHabits) -> Sign:
    """Whether the figures of `line` mean the opposite under `concept`, and why."""
    if line.unit in ("shares", "pure", "per-share") and line.shown_negative == 0:
        return False, Evidence("sign", "the figure is shown in the concept's own direction", 0.0)
    declared = catalogue.concept(concept)
    balance = declared.balance if declared else None
    only_positive = catalogue.never_negative(concept)
    if only_positive and line.shown_negative and not line.shown_positive:
        return True, Evidence(
            "sign", "shown negative, and this concept is never negative: the sign is the table's", 1.0
        )
    if only_positive and line.shown_positive and not line.shown_negative:
        return False, Evidence("sign", "shown positive, and this concept is never negative", 1.0)
    family = "IS" if line.kind == "CI" else line.kind
    if family == "IS" and _TO_OTHERS.search(concept) and (taken_off := _taken_off(line)) is not None:
        return taken_off, Evidence("sign", "the caption says whether it is an income or a loss that is taken off", 0.9)
    if _income_among_costs(line) and balance != "debit":
        return True, Evidence("sign", "an income shown negative: the table counts costs", 0.9)
    if (worded := _worded(line, concept)) is not None:
        return worded, Evidence("sign", "the caption and the concept's name say which way each runs", 0.9)
    shown = "-" if line.shown_negative > line.shown_positive else "+"
    kept, turned = habits.get((concept, family, shown), (0.0, 0.0))
    if kept + turned >= 1.0 and max(kept, turned) >= 2.0 * min(kept, turned):
        word = "turned" if turned > kept else "kept"
        share = max(kept, turned) / (kept + turned)
        return turned > kept, Evidence(
            "sign", f"{share:.0%} of filers have {word} the sign of such a figure here", share
        )
    if family == "CF":
        return _against_cash(line, concept, balance, catalogue)
    if family == "IS" and shown == "-" and balance == "debit" and not _TWO_WAY.search(concept):
        return True, Evidence("sign", "a cost shown negative: the table counts it against income", 0.7)
    return False, Evidence("sign", "kept as shown", 0.0)


_COST_SHOWN = re.compile(r"\((?:income|gains?|earnings|benefits?|recover\w+|credits?)\)", re.I)
_INCOME_SHOWN = re.compile(r"\((?:loss(?:es)?|expenses?|costs?|provision|charges?)\)", re.I)
_COSTS, _INCOMES = {"expense", "loss", "cost", "charge"}, {"income", "gain", "benefit", "before"}
_INCOME_NAMED = re.compile(r"IncomeExpense|IncomeLoss|GainLoss|GainsLosses|BenefitExpense")
_COST_NAMED = re.compile(r"ExpenseBenefit|ExpenseIncome|LossGain|LossesGains|CostsAndExpenses|Expense$")


def _worded(line: Line, concept: str) -> bool | None:
    """On a statement of operations a caption's bracketed word is what a negative figure means: “(income) loss” shows
    losses positive; and a plain “loss” or “expense” shown positive is one. None where caption or name say nothing."""
    cost_shown, income_shown = _COST_SHOWN.search(line.label), _INCOME_SHOWN.search(line.label)
    income_named, cost_named = _INCOME_NAMED.search(concept), _COST_NAMED.search(concept)
    if line.kind == "IS" and line.unit == "money" and income_named and line.shown_positive and not line.shown_negative:
        seen = set(line.key.split())
        if seen & _COSTS and not seen & _INCOMES and not cost_shown and not income_shown:
            return True
    if line.kind != "IS" or bool(cost_shown) == bool(income_shown) or not (income_named or cost_named):
        return None
    return bool(income_named) == bool(cost_shown)


_INCOME_WORDS = {"gain", "income", "revenue", "grant", "benefit", "recovery"}
_EITHER_WORDS = _COSTS | {"before", "provision", "tax", "net"}


def _income_among_costs(line: Line) -> bool:
    """Whether figures of a statement of operations are shown negative though the caption says plainly that they are
    income: so they stand among costs that are shown positive."""
    if line.kind != "IS" or line.unit != "money" or line.is_total or line.shown_positive or not line.shown_negative:
        return False
    seen = set(line.key.split())
    return bool(seen & _INCOME_WORDS) and not seen & _EITHER_WORDS


_TO_OTHERS = re.compile(r"AttributableTo\w*(?:Noncontrolling|MinorityInterest)|MinorityInterestInNetIncomeLoss")


def _taken_off(line: Line) -> bool | None:
    """Others' share of income is taken off: “net income” shown negative and “net loss” shown positive are shown as they
    change the owners' income, the opposite of what they are. None where the caption has no such word."""
    if _COST_SHOWN.search(line.label) or _INCOME_SHOWN.search(line.label):
        return bool(_COST_SHOWN.search(line.label))
    if re.search(r"\bloss(?:es)?\b", line.label, re.I):
        return line.shown_positive > 0 and not line.shown_negative
    if re.search(r"\b(?:income|earnings|profits?|margin)\b", line.label, re.I):
        return line.shown_negative > 0 and not line.shown_positive
    return None


_TWO_WAY = re.compile(r"GainLoss|GainsLosses|IncomeLoss|IncomeExpense|ExpenseBenefit|BenefitExpense|IncreaseDecrease")
_INCOME = re.compile(r"^us-gaap:(?:NetIncomeLoss|ProfitLoss|IncomeLossFromContinuingOperations)")


def _against_cash(line: Line, concept: str, balance: str | None, catalogue: Catalogue) -> tuple[bool, Evidence]:
    """On a cash flow statement figures are shown as they change cash, a debit: what counts against cash is turned.
    Income is where the indirect method starts, supplemental figures are plain amounts."""
    effect = 1 if _INCOME.match(concept) else _effect_on_cash(concept, catalogue)
    supplemental = line.side == "supplemental" or "supplement" in " ".join(line.section).lower()
    if effect == 0 and not supplemental and not line.instant:
        effect = -1 if balance == "credit" else 1
    if effect < 0:
        return True, Evidence("sign", "the concept counts against cash, the table shows its effect on cash", 0.7)
    return False, Evidence("sign", "the concept counts as the table shows it", 0.7)


def _effect_on_cash(concept: str, catalogue: Catalogue) -> int:
    """+1 or -1 as the taxonomy adds the concept to the net cash of an activity or takes it off; 0 for neither."""
    reached = [(concept, 1)]
    seen = {concept}
    while reached:
        name, effect = reached.pop()
        if name.startswith("us-gaap:NetCashProvidedByUsedIn"):
            return effect
        for arc in catalogue.calculation_parents(name):
            if "CashFlow" in arc.role and "Supplemental" not in arc.role and arc.parent not in seen:
                seen.add(arc.parent)
                reached.append((arc.parent, effect * arc.weight))
    return 0
