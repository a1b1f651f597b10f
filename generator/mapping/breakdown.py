"""Rows that split a revenue or cost line by product or service: one concept, told apart by a dimension.

“Products” and “Services” over “Total revenue” are not concepts of their own: all three rows carry the total's concept,
and the parts a member of the product or service axis.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from generator.mapping.evidence import Table
from generator.mapping.lines import Line, looks_total
from generator.mapping.model import Dimension
from taxonomy.catalogue import Catalogue

AXIS = "srt:ProductOrServiceAxis"
_SPLIT = {
    "Revenues": "revenue",
    "RevenueFromContractWithCustomerExcludingAssessedTax": "revenue",
    "RevenueFromContractWithCustomerIncludingAssessedTax": "revenue",
    "CostOfRevenue": "cost",
    "CostOfGoodsAndServicesSold": "cost",
}
_LEAST = 0.1
"""The share that the total's concept must have for a part to be called one."""
_MEMBERS = (
    (r"product.*service|service.*product", ""),
    (r"licen[sc]e", "us-gaap:LicenseMember"),
    (r"maintenance", "us-gaap:MaintenanceMember"),
    (r"advertising", "us-gaap:AdvertisingMember"),
    (r"royalt", "us-gaap:RoyaltyMember"),
    (r"franchise", "us-gaap:FranchiseMember"),
    (r"^(?:net )?(?:product|goods?)\b(?! and)", "us-gaap:ProductMember"),
    (r"^(?:net )?services?\b(?! and)", "us-gaap:ServiceMember"),
    (r"^(?:cost of |revenues? from )?(?:net )?products?(?: sales?| revenues?| sold)?$", "us-gaap:ProductMember"),
    (r"^(?:cost of |revenues? from )?services?(?: sales?| revenues?)?$", "us-gaap:ServiceMember"),
)


def breakdowns(
    lines: Sequence[Line], table: Table, shares: Sequence[NDArray[np.float64]]
) -> dict[int, tuple[int, str]]:
    """For each line that is a part: the line of the whole, and the concept they share. Arithmetic proves it: the rows
    above the total that may be of its concept add up to it; a total of some of them is a part of the larger one."""
    found: dict[int, tuple[int, str]] = {}
    inside: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        if line.kind != "IS" or line.figure or not looks_total(line) or not line.facts:
            continue
        best = table.names[table.starts[at] + int(np.argmax(shares[at]))]
        kind = _SPLIT.get(best.removeprefix("us-gaap:"), "")
        parts = _parts(at, kind, lines, table, shares, inside) if kind else []
        if len(parts) > 1 and _add_up(line, [lines[part] for part in parts]):
            inside[at] = parts
            found.update(dict.fromkeys(parts, (at, best)))
            for part in parts:
                found.update((nested, (part, best)) for nested in inside.get(part, ()))
    return found


def part_dimension(line: Line, catalogue: Catalogue) -> Dimension:
    """The member that a part's caption means; one of the filer's own where the taxonomy has none."""
    caption = re.sub(r"\s*\([^)]*\)|[:,].*$", "", line.label).strip()
    for pattern, member in _MEMBERS:
        if member and re.search(pattern, caption, re.I) and catalogue.concept(member) is not None:
            return Dimension(AXIS, member)
    name = "".join(word[:1].upper() + word[1:].lower() for word in re.findall(r"[A-Za-z]+", caption))[:80]
    return Dimension(AXIS, f"{name or 'Other'}Member", caption or "Other")


def _parts(
    whole: int,
    kind: str,
    lines: Sequence[Line],
    table: Table,
    shares: Sequence[NDArray[np.float64]],
    inside: Mapping[int, Sequence[int]],
) -> list[int]:
    """The rows right above a total that could be of its concept; `inside` are the parts of the totals among them."""
    found: list[int] = []
    at = lines[whole].previous
    while at >= 0 and lines[at].unit == "money" and not lines[at].instant:
        if looks_total(lines[at]) and at not in inside:
            break
        names = table.names[table.starts[at] : table.starts[at + 1]]
        wanted: defaultdict[str, float] = defaultdict(float)
        for name, share in zip(names, shares[at], strict=True):
            wanted[_SPLIT.get(name.removeprefix("us-gaap:"), "")] += float(share)
        if wanted[kind] < _LEAST:
            break
        found.append(at)
        at = lines[inside[at][0] if at in inside else at].previous
    return found[::-1]


def _add_up(whole: Line, parts: Sequence[Line]) -> bool:
    """Whether the parts' amounts add up to the whole's in every column of the whole, within rounding."""
    cells: Mapping[int, list[Decimal]] = defaultdict(list)
    for part in parts:
        for fact in part.facts:
            cells[fact.column].append(fact.value or Decimal(0))
    checked = 0
    for fact in whole.facts:
        if fact.value is None or len(cells[fact.column]) != len(parts):
            return False
        room = Decimal(len(parts)).scaleb(fact.scale)
        if abs(sum(cells[fact.column], Decimal(0)) - fact.value) > room:
            return False
        checked += 1
    return checked > 0
