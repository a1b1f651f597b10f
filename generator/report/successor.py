"""Two companies in one report: a predecessor up to the day of its sale, its successor from then on.

The day on which one ends and the other begins has two balances, its closing one and its opening one. Where they differ,
each is reported for its company; all other figures need no such aspect.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from generator.facts.model import Statement
from generator.report.binding import Draft, Key
from generator.report.extension import ExtensionRegistry
from generator.report.ledger import agree
from taxonomy import Catalogue

_AXIS = "srt:StatementScenarioAxis"
_COMPANY = re.compile(r"\b(predecessor|successor)\b", re.IGNORECASE)


def tell_apart(
    drafts: Sequence[Draft], statements: Sequence[Statement], catalogue: Catalogue, registry: ExtensionRegistry
) -> list[Draft]:
    """The drafts, with a member for the company where predecessor and successor state one concept of one day
    differently."""
    by_index = {statement.index: statement for statement in statements}
    groups: defaultdict[Key, dict[int, str]] = defaultdict(dict)
    for number, draft in enumerate(drafts):
        company = _company(draft, by_index)
        if company and _AXIS not in dict(draft.dimensions):
            groups[draft.key][number] = company
    told = list(drafts)
    if catalogue.concept(_AXIS) is None:
        return told
    for companies in groups.values():
        if len(set(companies.values())) < 2 or all(agree(drafts[n], drafts[min(companies)]) for n in companies):
            continue
        for number, company in companies.items():
            member = registry.member(f"{company}Member", company, _AXIS)
            pairs = (*drafts[number].dimensions, (_AXIS, member))
            told[number] = replace(drafts[number], dimensions=tuple(sorted(pairs)))
    return told


def _company(draft: Draft, statements: dict[int, Statement]) -> str:
    """Which of the two the column is headed with; empty where it names none or both."""
    columns = statements[draft.slot.statement].columns
    heading = columns[draft.source.column].heading if 0 <= draft.source.column < len(columns) else ""
    named = {word.capitalize() for word in _COMPANY.findall(heading)}
    return named.pop() if len(named) == 1 else ""
