"""The signs of all lines of a report: each by itself first, then by what the figures prove together.

A line by itself goes by its concept (`sign`). A concept of the filer's own runs the way of most that the line might
have been instead, so that a doubtful choice between the two costs no sign. Sums (`proven`), taxes inside captions
(`taxes`) and rows that show one fact twice overrule that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from generator.facts.model import Statement
from generator.mapping.evidence import Table
from generator.mapping.joint import contexts
from generator.mapping.knowledge import EXTENSION
from generator.mapping.lines import Line
from generator.mapping.model import Evidence
from generator.mapping.proven import proven_of_others, proven_per_share, proven_turns
from generator.mapping.reader import KINDS
from generator.mapping.sign import Sign, SignOf
from generator.mapping.taxes import caption_taxes
from taxonomy.catalogue import Catalogue


def report_signs(
    statements: Sequence[Statement],
    lines: Sequence[Line],
    names: Sequence[str],
    own_names: Sequence[str],
    table: Table,
    shares: Sequence[NDArray[np.float64]],
    sign_of: SignOf,
    catalogue: Catalogue,
) -> list[Sign]:
    """One sign for every line. `names` are the concepts decided, `own_names` with the names of concepts of the filer's
    own in place of `EXTENSION`; `shares` those of the candidates in the `table`."""
    signs = [
        _own(lines[at], at, table, shares[at], sign_of) if name == EXTENSION else sign_of(at, name)
        for at, name in enumerate(names)
    ]
    proved: set[int] = set()

    def overrule(found: dict[int, tuple[bool, str]], because: str) -> None:
        for at, (turned, what) in found.items():
            signs[at] = turned, Evidence("sign", because.format(what), 1.0)
            proved.add(at)

    turns = proven_turns(statements, lines, names, [turned for turned, _ in signs], catalogue)
    free = {at: found for at, found in turns.items() if not catalogue.never_negative(names[at])}
    overrule(free, "the figures of “{}” add up this way")
    overrule(caption_taxes(lines, names, catalogue), "{}")
    turned = [turned for turned, _ in signs]
    overrule(proven_of_others(lines, names, turned), "“{}” less net income gives the figure this way")
    overrule(proven_per_share(lines, names, turned), "“{}” over the number of shares gives the figure this way")
    overrule(_twice(lines, own_names, signs, proved), "“{}” shows the same fact")
    return signs


_PAYMENTS = re.compile(
    r"(?:net )?(?:cash )?(?:payments?|paid|purchases?|repayments?|repurchases?|acquisitions?|distributions?|dividends?|"
    r"investments? in|additions?|expenditures?|redemptions?|retirements?)\b",
    re.I,
)


def _own(line: Line, at: int, table: Table, shares: NDArray[np.float64], sign_of: SignOf) -> Sign:
    """The sign under a concept of the filer's own: payments are positive; others run as under most of the candidates,
    each with its share."""
    flow = line.kind == "CF" and line.unit == "money" and line.side != "supplemental"
    if flow and line.shown_negative and not line.shown_positive and _PAYMENTS.match(line.label):
        return True, Evidence("sign", "payments, which the table shows as they change cash", 0.8)
    weight = {False: 0.0, True: 0.0}
    for place, row in enumerate(table.rows(at)):
        if table.names[row] != EXTENSION:
            weight[sign_of(at, table.names[row])[0]] += float(shares[place])
    turned = weight[True] > weight[False]
    share = weight[turned] / (sum(weight.values()) or 1.0)
    return turned, Evidence("sign", "as under most of the concepts that come near", round(share, 3))


def _twice(
    lines: Sequence[Line], names: Sequence[str], signs: Sequence[Sign], proved: set[int]
) -> dict[int, tuple[bool, str]]:
    """For each line that shows the facts of another with the opposite meaning: the sign under which they are the same,
    and the caption of the other, whose sign is the surer."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        holders[name].append(at)
    found: dict[int, tuple[bool, str]] = {}
    for name, group in holders.items():
        surest = sorted(group, key=lambda at: (at not in proved, -signs[at][1].weight, KINDS.index(lines[at].kind), at))
        amounts: dict[object, tuple[Decimal, int]] = {}
        for at in surest:
            turned = signs[at][0]
            shown = [
                (context, -fact.value if turned else fact.value)
                for context, fact in contexts(lines[at], name)
                if fact.value
            ]
            met = [(amounts[context], value) for context, value in shown if context in amounts]
            if met and all(held == -value for (held, _), value in met):
                found[at] = not turned, lines[met[0][0][1]].label
                shown = [(context, -value) for context, value in shown]
            for context, value in shown:
                amounts.setdefault(context, (value, at))
    return found
