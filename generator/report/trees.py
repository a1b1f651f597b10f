"""Presentation and definition trees of one role (EFM 6.12, 6.16; XBRL Dimensions 1.0 §2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.report.binding import axis_domain
from generator.report.kinds import LINE_ITEMS, TABLE
from generator.report.model import DefinitionArc, PresentationArc
from generator.report.sections import abstract_of
from taxonomy import Catalogue

_LABEL_ROLES = {
    # (opening or closing balance, total, negated) -> label role
    ("start", False, False): "periodStartLabel",
    ("start", True, False): "periodStartLabel",
    ("start", False, True): "negatedPeriodStartLabel",
    ("start", True, True): "negatedPeriodStartLabel",
    ("end", False, False): "periodEndLabel",
    ("end", True, False): "periodEndLabel",
    ("end", False, True): "negatedPeriodEndLabel",
    ("end", True, True): "negatedPeriodEndLabel",
    ("", True, False): "totalLabel",
    ("", True, True): "negatedTotalLabel",
    ("", False, True): "negatedTerseLabel",
    ("", False, False): "terseLabel",
}


def label_role(*, boundary: str, total: bool, negated: bool) -> str:
    """The label role that a row is shown with; `boundary` is `start` or `end` for a roll-forward's balances."""
    return _LABEL_ROLES[boundary, total, negated]


@dataclass(frozen=True, slots=True)
class Line:
    """A concept to be presented: under which headings, with which preferred label, and the dimensions of its facts."""

    concept: str
    role: str
    section: tuple[str, ...] = ()
    dimensions: frozenset[tuple[str, str]] = frozenset()


class _Tree:
    """Arcs with distinct orders under every parent and no arc twice."""

    def __init__(self) -> None:
        self.arcs: list[PresentationArc] = []
        self._seen: set[tuple[str, str, str]] = set()
        self._orders: dict[str, int] = {}

    def add(self, parent: str, child: str, role: str = "") -> None:
        if (parent, child, role) in self._seen:
            return
        self._seen.add((parent, child, role))
        self._orders[parent] = self._orders.get(parent, 0) + 1
        self.arcs.append(PresentationArc(parent, child, self._orders[parent], role))


def statement_trees(
    root: str, lines: Sequence[Line], catalogue: Catalogue
) -> tuple[tuple[PresentationArc, ...], tuple[DefinitionArc, ...]]:
    """The trees of a statement. A statement whose facts have dimensions gets a table with its axes, their domains and
    members, and line items; headings become the taxonomy's own abstracts where it has them."""
    tree = _Tree()
    pairs = dict.fromkeys(pair for line in lines for pair in sorted(line.dimensions))
    if not pairs:
        _hang(tree, root, lines, catalogue)
        return tuple(tree.arcs), ()
    tree.add(root, TABLE)
    definition = [DefinitionArc("all", LINE_ITEMS, TABLE, 1)]
    for number, axis in enumerate(dict.fromkeys(axis for axis, _ in pairs), 1):
        domain = axis_domain(catalogue, axis)
        if domain is None:
            raise ValueError(f"{axis} has no domain")
        tree.add(TABLE, axis)
        tree.add(axis, domain)
        definition += [
            DefinitionArc("hypercube-dimension", TABLE, axis, number),
            DefinitionArc("dimension-domain", axis, domain, 1),
            DefinitionArc("dimension-default", axis, domain, 2),
        ]
        members = [member for of, member in pairs if of == axis]
        for order, member in enumerate(members, 1):
            tree.add(domain, member)
            definition.append(DefinitionArc("domain-member", domain, member, order))
    tree.add(TABLE, LINE_ITEMS)
    _hang(tree, LINE_ITEMS, lines, catalogue)
    concepts = dict.fromkeys(line.concept for line in lines)
    definition += [DefinitionArc("domain-member", LINE_ITEMS, name, n) for n, name in enumerate(concepts, 1)]
    return tuple(tree.arcs), tuple(definition)


def _hang(tree: _Tree, root: str, lines: Sequence[Line], catalogue: Catalogue) -> None:
    """Hang the lines under `root`, each below the abstracts of its headings. An abstract has one place in a tree."""
    parents: dict[str, str] = {}
    for line in lines:
        parent = root
        for heading in line.section:
            abstract = abstract_of(heading, catalogue)
            if abstract is None or abstract == root or parents.get(abstract, parent) != parent:
                continue
            parents[abstract] = parent
            tree.add(parent, abstract)
            parent = abstract
        tree.add(parent, line.concept, line.role)
