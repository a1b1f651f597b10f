"""Taxes inside the captions of comprehensive income: expense or benefit?

“Foreign currency translation, net of tax of $(12)” does not say which way its figure runs. Where the caption has words
for both ways (“tax expense (benefit)”) they decide; otherwise the amounts of the row do: a gain is taxed, a loss saves
taxes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.mapping.lines import Line
from taxonomy.catalogue import Catalogue

_EXPENSE = r"(?:expenses?|provisions?|charges?)"
_BENEFIT = r"(?:benefits?|credits?)"
_EXPENSES = re.compile(
    rf"\b{_EXPENSE}\s*/?\s*\({_BENEFIT}\)|\({_BENEFIT}\)\s*/?\s*{_EXPENSE}|\b{_EXPENSE}\s*/\s*{_BENEFIT}\b", re.I
)
_BENEFITS = re.compile(
    rf"\b{_BENEFIT}\s*/?\s*\({_EXPENSE}\)|\({_EXPENSE}\)\s*/?\s*{_BENEFIT}|\b{_BENEFIT}\s*/\s*{_EXPENSE}\b", re.I
)
_TAX = re.compile(r"(?<!NetOf)(?<!Before)(?<!After)(?<!And)Tax(?:(?:PortionAttributable|Effect)\w*)?$")
_KINDS = ("IS", "CI", "EQ")


def caption_taxes(lines: Sequence[Line], names: Sequence[str], catalogue: Catalogue) -> dict[int, tuple[bool, str]]:
    """For each line of taxes on another row's amounts (by its place) that caption or amounts decide: whether it is
    turned under its concept, and why. `names` are the concepts decided for the lines."""
    rows = {(line.statement, line.row): line for line in lines if line.unit == "money" and not line.figure}
    found: dict[int, tuple[bool, str]] = {}
    for at, (line, name) in enumerate(zip(lines, names, strict=True)):
        is_tax = bool(_TAX.search(name))
        inside = bool(line.figure) and "tax" in line.key.split()
        if (
            line.kind not in _KINDS
            or line.unit != "money"
            or line.instant
            or not (inside or (is_tax and line.kind == "CI"))
        ):
            continue
        declared = catalogue.concept(name)
        counts_benefits = is_tax and declared is not None and declared.balance == "credit"
        because = "the caption says which way the tax runs"
        shows_benefits = _by_words(line.label)
        if shows_benefits is None and inside:
            shows_benefits = _by_amounts(line, rows.get((line.statement, line.row)))
            because = "a gain is taxed, a loss saves taxes"
        if shows_benefits is not None:
            found[at] = shows_benefits != counts_benefits, because
    return found


def _by_words(label: str) -> bool | None:
    """Whether positive figures are benefits, by words for both ways; None where there are none."""
    expenses, benefits = _EXPENSES.search(label), _BENEFITS.search(label)
    return benefits is not None if bool(expenses) != bool(benefits) else None


def _by_amounts(tax: Line, row: Line | None) -> bool | None:
    """Whether positive figures are benefits: those that have the other sign than their row in most of the periods."""
    if row is None:
        return None
    opposite = same = 0
    for fact in tax.facts:
        amounts = {other.value > 0 for other in row.facts if other.value and other.period == fact.period}
        if fact.value and len(amounts) == 1:
            agrees = amounts == {fact.value > 0}
            same, opposite = same + agrees, opposite + (not agrees)
    return opposite > same if same != opposite else None
