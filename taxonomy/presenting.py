"""How concepts are shown: as lines for a terminal and as JSON for programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from taxonomy.catalogue import Catalogue
from taxonomy.model import CalculationArc, Concept
from taxonomy.search import Hit, ancestors, statement_title

MOST_FILER_LABELS = 8
_FRAME_MARKS = ("[Table]", "[Line Items]")
"""Headings that every statement has and that say nothing of a concept's place."""


def hits_view(catalogue: Catalogue, hits: Sequence[Hit]) -> RenderableType:
    """What was found, the best first, each in three lines: name and declaration, label, place."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(overflow="ellipsis")
    for number, hit in enumerate(hits, start=1):
        concept = hit.concept
        declared = " ".join(filter(None, (_type(concept), concept.balance, concept.period_type)))
        grid.add_row(str(number), Text.assemble((concept.qname, "bold"), "  ", (declared, "cyan")))
        label = Text(concept.label)
        for note in _notes(catalogue, concept):
            label.append(f"  {note}", "yellow")
        grid.add_row("", label)
        place = " · ".join(_where(catalogue, hit))
        if place:
            grid.add_row("", Text(place, "dim", no_wrap=True, overflow="ellipsis"))
    return grid


def concept_view(catalogue: Catalogue, concept: Concept) -> RenderableType:
    """One concept whole."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column()
    for name, value in _facts(catalogue, concept):
        facts.add_row(name, Text(value))
    parts: list[RenderableType] = [Text(concept.qname, "bold"), facts]
    documentation = catalogue.documentation(concept.qname)
    if documentation:
        parts += [Text(), Text(documentation)]
    places = _places(catalogue, concept.qname)
    if places:
        parts += [Text(), Text("In the statements", "bold")]
    for path, titles in places.items():
        parts.append(Text(f"  {path}" if path else "  at the root"))
        parts += [Text(f"      {title}", "dim") for title in titles]
    for heading, arcs, outward in (
        ("Part of", catalogue.calculation_parents(concept.qname), True),
        ("Sum of", catalogue.calculation_children(concept.qname), False),
    ):
        if arcs:
            parts += [Text(), _sums(catalogue, heading, arcs, outward)]
    labels = _filer_labels(catalogue, concept.qname)
    if labels:
        parts += [Text(), Text("How companies labelled it in 2009 and 2010", "bold")]
        parts += [Text.assemble(f"  {label}", (f"  {count} companies", "dim")) for label, count in labels]
    return Group(*parts)


def concept_json(catalogue: Catalogue, concept: Concept) -> dict[str, Any]:
    """One concept as JSON: its declaration, labels, places, sums, deprecation and provenance."""
    deprecation = catalogue.deprecation(concept.qname)
    return {
        "concept": concept.qname,
        "label": concept.label,
        "labels": dict(catalogue.labels(concept.qname)),
        "documentation": catalogue.documentation(concept.qname),
        "type": concept.type,
        "balance": concept.balance,
        "periodType": concept.period_type,
        "abstract": concept.abstract,
        "substitutionGroup": concept.substitution_group,
        "neverNegative": catalogue.never_negative(concept.qname),
        "deprecated": None
        if concept.deprecated is None
        else {
            "year": concept.deprecated,
            "replacement": catalogue.replacement(concept.qname),
            "reason": deprecation.reason if deprecation else "",
        },
        "allowedValues": list(catalogue.enumeration(concept.type)),
        "statements": [
            {"statement": title, "path": list(above)} for title, above in ancestors(catalogue, concept.qname)
        ],
        "calculationParents": [_arc_json(arc, arc.parent) for arc in catalogue.calculation_parents(concept.qname)],
        "calculationChildren": [_arc_json(arc, arc.child) for arc in catalogue.calculation_children(concept.qname)],
        "provenance": {
            "source": concept.source,
            "inferred": concept.inferred,
            "confidence": concept.confidence,
            "evidence": catalogue.evidence(concept.qname),
            "label": concept.label_source,
        },
    }


def _arc_json(arc: CalculationArc, concept: str) -> dict[str, Any]:
    return {"concept": concept, "weight": arc.weight, "role": arc.role}


def _type(concept: Concept) -> str:
    return concept.type.rpartition(":")[2].removesuffix("ItemType")


def _notes(catalogue: Catalogue, concept: Concept) -> Iterable[str]:
    if concept.deprecated is not None:
        replacement = catalogue.replacement(concept.qname)
        yield f"deprecated {concept.deprecated}" + (f", use {replacement}" if replacement else "")
    if concept.abstract:
        yield "abstract"
    if concept.inferred:
        yield f"attributes inferred ({concept.confidence:.0%})"


def _where(catalogue: Catalogue, hit: Hit) -> Iterable[str]:
    """The statements by kind, with how many variants of each have the concept, and the sums it belongs to."""
    kinds = Counter(re.split(r" \(|, | - ", title)[0] for title in hit.statements)
    for kind, variants in kinds.items():
        yield f"{kind} ({variants})" if variants > 1 else kind
    parents = dict.fromkeys(arc.parent for arc in catalogue.calculation_parents(hit.concept.qname))
    if parents:
        more = f" and {len(parents) - 1} more" if len(parents) > 1 else ""
        yield f"part of {next(iter(parents)).rpartition(':')[2]}{more}"
    children = dict.fromkeys(arc.child for arc in catalogue.calculation_children(hit.concept.qname))
    if children:
        yield f"sum of {len(children)} concepts"


def _facts(catalogue: Catalogue, concept: Concept) -> Iterable[tuple[str, str]]:
    for role, text in catalogue.labels(concept.qname).items():
        yield role, text
    yield "type", concept.type
    if concept.balance:
        yield "balance", concept.balance
    yield "period", concept.period_type
    if concept.substitution_group != "xbrli:item":
        yield "substitution group", concept.substitution_group
    if concept.abstract:
        yield "abstract", "yes: a heading, an axis, a member; never a fact"
    if catalogue.never_negative(concept.qname):
        yield "sign", "never negative (DQC_0015)"
    values = catalogue.enumeration(concept.type)
    if values:
        shown = ", ".join(values[:10])
        yield "values", shown + (f" and {len(values) - 10} more" if len(values) > 10 else "")
    deprecation = catalogue.deprecation(concept.qname)
    if concept.deprecated is not None:
        replacement = catalogue.replacement(concept.qname)
        reason = deprecation.reason if deprecation else ""
        text = f"{concept.deprecated}{f', use {replacement}' if replacement else ''}"
        yield "deprecated", f"{text}. {reason}".rstrip(". ") + "."
    yield "taxonomy", catalogue.id
    if concept.inferred:
        evidence = catalogue.evidence(concept.qname)
        yield "attributes", f"inferred, confidence {concept.confidence:.2f} ({evidence or concept.source})"
    else:
        yield "attributes", concept.source
    if concept.label_source not in ("official", "2020-official"):
        yield "label from", concept.label_source


def _places(catalogue: Catalogue, qname: str) -> dict[str, dict[str, None]]:
    """The headings above a concept, from the root, and the statements that have it under just these."""
    places: dict[str, dict[str, None]] = {}
    for title, above in ancestors(catalogue, qname):
        headings = [catalogue.label(name) for name in above]
        shown = [text.removesuffix(" [Abstract]") for text in headings if not text.endswith(_FRAME_MARKS)]
        places.setdefault(" › ".join(shown), {})[title] = None
    return places


def _sums(catalogue: Catalogue, heading: str, arcs: Sequence[CalculationArc], outward: bool) -> Tree:
    tree = Tree(Text(heading, "bold"), guide_style="dim")
    branches: dict[str, Tree] = {}
    for arc in sorted(arcs, key=lambda arc: (arc.role, arc.order)):
        if arc.role not in branches:
            role = catalogue.role(arc.role)
            title = statement_title(role.definition) if role and role.definition else arc.role
            branches[arc.role] = tree.add(Text(title, "dim"))
        other = arc.parent if outward else arc.child
        branches[arc.role].add(f"{'+' if arc.weight > 0 else '−'} {escape(other)}")
    return tree


def _filer_labels(catalogue: Catalogue, qname: str) -> list[tuple[str, int]]:
    found = [(label, count) for concept, label, count in catalogue.filer_labels() if concept == qname]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:MOST_FILER_LABELS]
