"""The catalogue: what one year's taxonomy says, looked up by QName."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from taxonomy.model import (
    CalculationArc,
    Concept,
    CoverRule,
    Deprecation,
    Namespace,
    PresentationNode,
    Role,
    TypedDomain,
    TypeDeclaration,
)
from taxonomy.store import About, read_about, read_lines, read_rows, read_text

_T = TypeVar("_T")

OFFICIAL_SOURCES = frozenset({"official", "2020-official", "2022q3-official-supplement"})
"""Where a declaration was read from a file of FASB or the SEC; everything else was inferred from other evidence."""

_FORMER_REGISTRIES = frozenset({"num", "nonnum"})
"""The data type registry's namespaces before it had one, as us-gaap used them until 2021."""


class Catalogue:
    """The concepts, labels and relationships of one taxonomy, read from its store when first asked for.

    QNames are written `prefix:Name` with the families' usual prefixes, whatever their year. A catalogue never changes
    once opened, so one may be shared by everything in a process.
    """

    def __init__(self, folder: Path, about: About | None = None) -> None:
        self._folder = folder
        self.about = about or read_about(folder)
        self._families: dict[str, _Family] = {}
        self._concepts: dict[str, Concept] = {}

    def __repr__(self) -> str:
        return f"Catalogue({self.id!r})"

    @property
    def id(self) -> str:
        return self.about.id

    @cached_property
    def namespaces(self) -> Mapping[str, Namespace]:
        """The families by prefix: us-gaap, srt, dei, country, currency, exch, stpr."""
        return MappingProxyType({row[0]: Namespace(*row) for row in self.about.namespaces})

    @cached_property
    def type_namespaces(self) -> Mapping[str, Namespace]:
        """The schemas that declare types, by prefix: us-types, srt-types, dtr-types and their like."""
        return MappingProxyType({row[0]: Namespace(*row) for row in self.about.type_namespaces})

    # Concepts

    def concept(self, qname: str) -> Concept | None:
        """The declaration of `prefix:Name`, or None where this taxonomy has none."""
        known = self._concepts.get(qname)
        if known is None:
            prefix, _, name = qname.partition(":")
            line = self._family(prefix).line(name)
            if not line:
                return None
            known = self._concepts[qname] = _concept(prefix, line)
        return known

    def concepts(self, prefix: str = "us-gaap") -> Iterator[Concept]:
        """Every concept of a family, in order of its name."""
        for name in self._family(prefix).index:
            concept = self.concept(f"{prefix}:{name}")
            assert concept is not None
            yield concept

    def evidence(self, qname: str) -> str:
        """How the attributes of an inferred concept were found; empty for the others."""
        return self._evidence.get(qname, "")

    # Labels

    def labels(self, qname: str) -> Mapping[str, str]:
        """The labels by the last part of their role (`label`, `totalLabel`, `periodStartLabel`)."""
        concept = self.concept(qname)
        if concept is None:
            return {}
        standard = {"label": concept.label} if concept.label else {}
        return standard | self._labels.get(qname, {})

    def label(self, qname: str, role: str = "label") -> str:
        """The label of that role, else the standard label, else an empty text."""
        if role == "documentation":
            return self.documentation(qname)
        labels = self.labels(qname)
        return labels.get(role) or labels.get("label", "")

    def documentation(self, qname: str) -> str:
        """The definition of a concept; empty where the taxonomy came without."""
        return self._documentation.get(qname, "")

    # Relationships

    def roles(self) -> tuple[Role, ...]:
        """The extended link roles, in the taxonomy's own order."""
        return tuple(self._roles.values())

    def role(self, uri: str) -> Role | None:
        return next((role for role in self._roles.values() if role.uri == uri), None)

    def calculations(self, role_uri: str | None = None) -> tuple[CalculationArc, ...]:
        """Every calculation arc, or those of one role."""
        return tuple(arc for arc in self._arcs if role_uri is None or arc.role == role_uri)

    def calculation_children(self, qname: str) -> tuple[CalculationArc, ...]:
        return self._arcs_by_parent.get(qname, ())

    def calculation_parents(self, qname: str) -> tuple[CalculationArc, ...]:
        return self._arcs_by_child.get(qname, ())

    def presentation_roles(self) -> tuple[str, ...]:
        """The URIs of the roles that have a presentation tree here."""
        return tuple(self._trees)

    def presentation(self, role_uri: str) -> tuple[PresentationNode, ...]:
        """The tree of one role in pre-order."""
        return self._trees.get(role_uri, ())

    def presented_in(self, qname: str) -> tuple[PresentationNode, ...]:
        """Every place of the concept in the trees."""
        return self._places.get(qname, ())

    # Rules

    def never_negative(self, qname: str) -> bool:
        """Whether a negative value is an error where no dimension makes it one of an adjustment (DQC_0015)."""
        return qname in self._non_negative

    def negative_allowed_with(self, dimensions: Mapping[str, str]) -> bool:
        """Whether one of the dimensions (axis -> member) lifts `never_negative`, as eliminations do (DQC_0015)."""
        axes, pairs, members, parts = self._exclusions
        return any(
            axis in axes
            or member in axes
            or (axis, member) in pairs
            or member in members
            or any(part in member.lower() for part in parts)
            for axis, member in dimensions.items()
        )

    def deprecation(self, qname: str) -> Deprecation | None:
        """When and why the concept was taken out of use, also where this taxonomy no longer declares it."""
        return self._deprecations.get(qname)

    def replacement(self, qname: str) -> str | None:
        """The one concept that took the place of a deprecated one, followed to a concept in use; None where the
        taxonomy names none, several, or one with dimensions."""
        seen = {qname}
        while (deprecation := self.deprecation(qname)) and deprecation.replacement:
            qname = deprecation.replacement
            if qname in seen:
                return None
            seen.add(qname)
            concept = self.concept(qname)
            if concept is not None and concept.deprecated is None:
                return qname
        return None

    def enumeration(self, type_qname: str) -> tuple[str, ...]:
        """The values that a type allows; empty where it allows any."""
        return self._enumerations.get(type_qname, ())

    def types(self) -> tuple[TypeDeclaration, ...]:
        """The types that the taxonomy's own schemas declare, by QName."""
        return self._types

    def typed_domains(self) -> tuple[TypedDomain, ...]:
        """The elements that typed axes refer to."""
        return tuple(TypedDomain(*row) for row in read_rows(self._folder, "typed_domains"))

    def cover_rules(self, form: str) -> tuple[CoverRule, ...]:
        """What EDGAR asks of the cover of a form (`10-K`, `10-Q`, `8-K` and so on; EFM 6.5.20 ff.)."""
        return self._cover_rules.get(form, ())

    def filer_labels(self) -> tuple[tuple[str, str, int], ...]:
        """How filers labelled their statement rows: concept, label in lower case, number of companies that did."""
        return tuple((row[0], row[1], int(row[2])) for row in read_rows(self._folder, "filer_labels"))

    # Tables, each read once

    def _family(self, prefix: str) -> _Family:
        if prefix not in self._families:
            table = read_text(self._folder, f"concepts-{prefix}") if prefix in self.namespaces else ""
            self._families[prefix] = _Family(table)
        return self._families[prefix]

    @cached_property
    def _evidence(self) -> dict[str, str]:
        return {row[0]: row[1] for row in read_rows(self._folder, "evidence")}

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for concept, role, _, text in read_rows(self._folder, "labels"):
            found.setdefault(concept, {})[role] = text
        return found

    @cached_property
    def _documentation(self) -> dict[str, str]:
        return {row[0]: row[1] for row in read_rows(self._folder, "documentation")}

    @cached_property
    def _roles(self) -> dict[str, Role]:
        rows = read_rows(self._folder, "roles")
        return {id_: Role(uri, id_, definition, tuple(used.split())) for uri, id_, definition, used in rows}

    @cached_property
    def _arcs(self) -> tuple[CalculationArc, ...]:
        return tuple(
            CalculationArc(self._roles[role].uri, parent, child, int(weight), float(order))
            for role, parent, child, weight, order in read_rows(self._folder, "calculations")
        )

    @cached_property
    def _arcs_by_parent(self) -> dict[str, tuple[CalculationArc, ...]]:
        return _grouped(self._arcs, lambda arc: arc.parent)

    @cached_property
    def _arcs_by_child(self) -> dict[str, tuple[CalculationArc, ...]]:
        return _grouped(self._arcs, lambda arc: arc.child)

    @cached_property
    def _trees(self) -> dict[str, tuple[PresentationNode, ...]]:
        trees: dict[str, list[PresentationNode]] = {}
        path: list[str] = []
        for role_id, level, concept, preferred in read_rows(self._folder, "presentation"):
            depth, role = int(level), self._roles[role_id].uri
            tree = trees.setdefault(role, [])
            del path[depth:]
            parent = path[-1] if depth else None
            path.append(concept)
            tree.append(PresentationNode(role, concept, parent, depth, len(tree) + 1, preferred or None))
        return {role: tuple(tree) for role, tree in trees.items()}

    @cached_property
    def _places(self) -> dict[str, tuple[PresentationNode, ...]]:
        return _grouped((node for tree in self._trees.values() for node in tree), lambda node: node.concept)

    @cached_property
    def _non_negative(self) -> frozenset[str]:
        return frozenset(line.partition("\t")[0] for line in read_lines(self._folder, "non_negative"))

    @cached_property
    def _exclusions(self) -> tuple[frozenset[str], frozenset[tuple[str, str]], frozenset[str], tuple[str, ...]]:
        rows = read_rows(self._folder, "non_negative_exclusions")
        return (
            frozenset(name for kind, name, _ in rows if kind == "axis"),
            frozenset((name, member) for kind, name, member in rows if kind == "axis-member"),
            frozenset(name for kind, name, _ in rows if kind == "member"),
            tuple(name for kind, name, _ in rows if kind == "member-text"),
        )

    @cached_property
    def _deprecations(self) -> dict[str, Deprecation]:
        return {
            concept: Deprecation(concept, int(year), remains == "true", replacement or None, reason)
            for concept, year, remains, replacement, reason in read_rows(self._folder, "deprecations")
        }

    @cached_property
    def _enumerations(self) -> dict[str, tuple[str, ...]]:
        rows = read_rows(self._folder, "enumerations")
        return {type_: tuple(value for _, value, _ in group) for type_, group in _grouped(rows, lambda r: r[0]).items()}

    @cached_property
    def _types(self) -> tuple[TypeDeclaration, ...]:
        rows = read_rows(self._folder, "types")
        return tuple(TypeDeclaration(type_, base, pattern, self.enumeration(type_)) for type_, base, pattern in rows)

    @cached_property
    def _cover_rules(self) -> dict[str, tuple[CoverRule, ...]]:
        rules = [_cover_rule(*row) for row in read_rows(self._folder, "cover_rules")]
        return _grouped(rules, lambda rule: rule.form)


class _Family:
    """The rows of one `concepts` table. A few look-ups search its text, more of them are worth an index."""

    _WORTH_AN_INDEX = 40

    def __init__(self, text: str) -> None:
        self._text = text
        self._lookups = 0

    @cached_property
    def index(self) -> dict[str, str]:
        """Name -> row, in the order of the table."""
        return {line[: line.index("\t")]: line for line in self._text.split("\n")[1:-1]}

    def line(self, name: str) -> str:
        """The row of a concept; empty where there is none."""
        if not name.isprintable():
            return ""
        self._lookups += 1
        if self._lookups > self._WORTH_AN_INDEX:
            return self.index.get(name, "")
        start = self._text.find(f"\n{name}\t") + 1
        return self._text[start : self._text.index("\n", start)] if start else ""


def _concept(prefix: str, line: str) -> Concept:
    name, type_, group, period, balance, flags, deprecated, source, confidence, domain, label_source, label = (
        line.split("\t")
    )
    registry, _, local = type_.partition(":")
    renamed = registry in _FORMER_REGISTRIES
    return Concept(
        qname=f"{prefix}:{name}",
        type=f"dtr-types:{local}" if renamed else type_,
        period_type=period,
        balance=balance or None,
        abstract="a" in flags,
        substitution_group=group,
        label=label,
        deprecated=int(deprecated) if deprecated else None,
        inferred=source not in OFFICIAL_SOURCES,
        confidence=float(confidence) if confidence else 1.0,
        source=source,
        nillable="n" not in flags,
        typed_domain=domain or None,
        label_source=label_source,
        declared_type=type_ if renamed else None,
    )


def _cover_rule(
    form: str,
    concept: str,
    rule: str,
    severity: str,
    axis: str,
    value: str,
    references: str,
    source: str,
    scope: str,
    efm_section: str,
    meaning: str,
) -> CoverRule:
    named = tuple(references.split())
    return CoverRule(form, concept, rule, severity, axis, value, named, source, scope, efm_section, meaning)


def _grouped(items: Iterable[_T], key: Callable[[_T], str]) -> dict[str, tuple[_T, ...]]:
    groups: dict[str, list[_T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in groups.items()}
