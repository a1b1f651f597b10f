"""The extension schema and its four linkbases, as rows for the templates to write down (EFM 6.7 to 6.14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from generator.rendering import standards
from generator.report.model import ExtendedLink, Label, Report


@dataclass(frozen=True, slots=True)
class Locator:
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Arc:
    """An arc between locator labels; `attributes` are written as they are, in order."""

    arcrole: str
    source: str
    target: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LinkElement:
    """An extended link: its role, locators and arcs."""

    role: str
    locators: tuple[Locator, ...]
    arcs: tuple[Arc, ...]


@dataclass(frozen=True, slots=True)
class LabelElement:
    role: str
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class LabelledConcept:
    locator: Locator
    resource: str
    labels: tuple[LabelElement, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A `roleRef` or `arcroleRef`."""

    uri: str
    href: str


@dataclass(frozen=True, slots=True)
class Linkbase:
    """What a linkbase template needs: references first, then extended links."""

    role_refs: tuple[Reference, ...]
    arcrole_refs: tuple[Reference, ...]
    links: tuple[LinkElement, ...]


@dataclass(frozen=True, slots=True)
class Import:
    namespace: str
    location: str


@dataclass(frozen=True, slots=True)
class Schema:
    """What the schema template needs besides the report: namespace prefixes and imports, sorted."""

    prefixes: tuple[tuple[str, str], ...]
    imports: tuple[Import, ...]


_PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"


def schema(report: Report) -> Schema:
    used = sorted({q.partition(":")[0] for c in report.concepts for q in (c.type, c.substitution_group)} | {"xbrli"})
    types = [(prefix, *standards.TYPE_SCHEMAS[prefix]) for prefix in used]
    imports = [Import(namespace, location) for _, namespace, location in types]
    imports += [Import(n.uri, n.schema_url) for n in sorted(report.namespaces, key=lambda n: n.prefix)]
    return Schema(tuple((prefix, namespace) for prefix, namespace, _ in types), tuple(imports))


def label_linkbase(report: Report) -> tuple[tuple[Reference, ...], tuple[LabelledConcept, ...]]:
    """Every used concept with its labels, in the report's order, and roleRefs for the registered roles used."""
    by_concept: defaultdict[str, list[Label]] = defaultdict(list)
    for label in report.labels:
        by_concept[label.concept].append(label)
    concepts = tuple(
        LabelledConcept(
            Locator(element_id(concept), _href(report, concept)),
            f"lab_{element_id(concept)}",
            tuple(
                LabelElement(standards.label_role_uri(lab.role), lab.text, f"lab_{element_id(concept)}_{lab.role}")
                for lab in labels
            ),
        )
        for concept, labels in by_concept.items()
    )
    return _label_role_refs(label.role for label in report.labels), concepts


def presentation_linkbase(report: Report) -> Linkbase:
    links = []
    for link in report.links:
        writer = _Writer(report)
        for arc in link.presentation:
            attributes = [("order", str(arc.order))]
            if arc.preferred_label:
                attributes.append(("preferredLabel", standards.label_role_uri(arc.preferred_label)))
            writer.add(_PARENT_CHILD, arc.parent, arc.child, attributes)
        links.append(writer.link(link.role_uri))
    labels = _label_role_refs(arc.preferred_label for link in report.links for arc in link.presentation)
    return Linkbase(labels + _link_refs(report, report.links), (), tuple(links))


def calculation_linkbase(report: Report) -> Linkbase:
    """Calculations 1.1 arcs for the roles that have any."""
    used = [link for link in report.links if link.calculation]
    links = []
    for link in used:
        writer = _Writer(report)
        for arc in link.calculation:
            attributes = [("order", str(arc.order)), ("weight", str(arc.weight))]
            writer.add(standards.SUMMATION_ITEM, arc.parent, arc.child, attributes)
        links.append(writer.link(link.role_uri))
    refs = (Reference(standards.SUMMATION_ITEM, standards.SUMMATION_ITEM_REF),) if used else ()
    return Linkbase(_link_refs(report, used), refs, tuple(links))


def definition_linkbase(report: Report) -> Linkbase:
    """Hypercubes of the dimensional roles (XBRL Dimensions 1.0 §2)."""
    used = [link for link in report.links if link.dimensions]
    links = []
    for link in used:
        writer = _Writer(report)
        for arc in link.dimensions:
            attributes = [("order", str(arc.order))]
            if arc.arcrole == "all":
                attributes += [("xbrldt:closed", "true"), ("xbrldt:contextElement", "segment")]
            writer.add(standards.dimension_arcrole(arc.arcrole), arc.parent, arc.child, attributes)
        links.append(writer.link(link.role_uri))
    arcroles = sorted({arc.arcrole for link in used for arc in link.dimensions})
    refs = tuple(
        Reference(standards.dimension_arcrole(name), standards.dimension_arcrole_href(name)) for name in arcroles
    )
    return Linkbase(_link_refs(report, used), refs, tuple(links))


class _Writer:
    """Collects one extended link. Two arcs between the same two locators are an error (XLink §5.1.3), so a repeated
    pair gets a second locator for its target."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._locators: dict[str, str] = {}
        self._pairs: set[tuple[str, str]] = set()
        self._arcs: list[Arc] = []

    def add(self, arcrole: str, parent: str, child: str, attributes: Iterable[tuple[str, str]]) -> None:
        source = self._locate(element_id(parent), parent)
        target, again = element_id(child), 1
        while (source, target) in self._pairs:
            again += 1
            target = f"{element_id(child)}_{again}"
        self._locate(target, child)
        self._pairs.add((source, target))
        self._arcs.append(Arc(arcrole, source, target, tuple(attributes)))

    def link(self, role: str) -> LinkElement:
        locators = tuple(Locator(label, href) for label, href in self._locators.items())
        return LinkElement(role, locators, tuple(self._arcs))

    def _locate(self, label: str, concept: str) -> str:
        self._locators.setdefault(label, _href(self._report, concept))
        return label


def _link_refs(report: Report, links: Iterable[ExtendedLink]) -> tuple[Reference, ...]:
    return tuple(Reference(link.role_uri, f"{report.base}.xsd#{link.id}") for link in links)


def _label_role_refs(roles: Iterable[str]) -> tuple[Reference, ...]:
    registered = sorted(set(roles) & standards.REGISTERED_LABEL_ROLES.keys())
    return tuple(Reference(standards.label_role_uri(role), standards.label_role_href(role)) for role in registered)


def element_id(qname: str) -> str:
    """`prefix_Name` (EFM 6.7.17)."""
    return qname.replace(":", "_")


def _href(report: Report, qname: str) -> str:
    prefix = qname.partition(":")[0]
    if prefix == report.prefix:
        return f"{report.base}.xsd#{element_id(qname)}"
    location = next((n.schema_url for n in report.namespaces if n.prefix == prefix), None)
    if location is None:
        raise ValueError(f"{qname}: the report does not import the namespace of {prefix}")
    return f"{location}#{element_id(qname)}"
