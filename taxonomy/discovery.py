"""Reading schemas and linkbases: what one file of an official package declares (XBRL 2.1 §5)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from taxonomy.model import Role, TypeDeclaration
from taxonomy.schemas import XBRLDT, XBRLI, XS

LINK = "{http://www.xbrl.org/2003/linkbase}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
_XS = f"{{{XS}}}"


@dataclass(frozen=True, slots=True)
class Element:
    """A global element declaration; without a substitution group it is no concept."""

    name: str
    type: str
    substitution_group: str
    period_type: str
    balance: str
    abstract: bool
    nillable: bool
    typed_domain: str


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema; `prefixes` are its own for the namespaces of its QNames, `references` the URLs it names, as written:
    imports with their namespace, linkbases with an empty one."""

    target_namespace: str
    prefixes: dict[str, str]
    elements: tuple[Element, ...]
    types: tuple[TypeDeclaration, ...]
    roles: tuple[Role, ...]
    references: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Arc:
    arcrole: str
    source: str
    target: str
    order: float
    weight: float
    preferred_label: str
    prohibited: bool


@dataclass(slots=True)
class ExtendedLink:
    """One extended link: `locators` label -> `prefix:Name`, `resources` label -> (role, language, text)."""

    kind: str
    role: str
    locators: dict[str, list[str]] = field(default_factory=dict)
    resources: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    arcs: list[Arc] = field(default_factory=list)

    def between(self) -> Iterator[tuple[Arc, str, str]]:
        """The arcs with the concepts at both ends, an arc once for every pair its labels stand for."""
        for arc in self.arcs:
            for source in self.locators.get(arc.source, ()):
                for target in self.locators.get(arc.target, ()):
                    yield arc, source, target


def read_schema(data: bytes, name: str) -> Schema:
    """Parse a schema; `UnreadableInputError` (`taxonomy.bad-xml`) where it is no well-formed schema."""
    root = _parsed(data, name)
    if root.tag != f"{_XS}schema":
        raise _bad(name, "it is not an XML Schema")
    target = root.get("targetNamespace", "")
    prefixes = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    own = next((prefix for prefix, uri in prefixes.items() if uri == target), "")
    references = [(e.get("namespace", ""), e.get("schemaLocation", "")) for e in root.iter(f"{_XS}import")]
    references += [("", e.get(f"{XLINK}href", "")) for e in root.iter(f"{LINK}linkbaseRef")]
    return Schema(
        target_namespace=target,
        prefixes=prefixes,
        elements=tuple(_element(e) for e in root.iterchildren(f"{_XS}element") if e.get("name")),
        types=tuple(_types(root, own)),
        roles=tuple(
            Role(
                uri=e.get("roleURI", ""),
                id=e.get("id", ""),
                definition=" ".join((e.findtext(f"{LINK}definition") or "").split()),
                used_on=tuple(text for u in e.iterchildren(f"{LINK}usedOn") if (text := (u.text or "").strip())),
            )
            for e in root.iter(f"{LINK}roleType")
        ),
        references=tuple((space, url) for space, url in references if url),
    )


def read_links(data: bytes, name: str) -> Iterator[ExtendedLink]:
    """The extended links of a linkbase, one after another without holding the file as a tree."""
    events = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    link: ExtendedLink | None = None
    depth = 0
    try:
        for event, element in events:
            depth += 1 if event == "start" else -1
            if not isinstance(element.tag, str) or not element.tag.startswith(LINK):
                continue
            kind = element.get(f"{XLINK}type", "")
            if event == "start" and kind == "extended":
                link = ExtendedLink(element.tag.removeprefix(LINK), element.get(f"{XLINK}role", ""))
            elif event == "end" and link is not None:
                if kind == "extended":
                    yield link
                    link = None
                    element.clear()
                elif kind in ("locator", "resource", "arc"):
                    _collect(link, element, kind)
                    element.clear()
    except etree.XMLSyntaxError as error:
        raise _bad(name, str(error)) from error
    if events.root is not None and events.root.getroottree().docinfo.internalDTD is not None:
        raise _bad(name, "it declares a document type")


def references(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Every other file that a schema or linkbase names, as (namespace of an import or empty, URL as written)."""
    for element in _parsed(data, name).iter():
        if isinstance(element.tag, str):
            location = element.get("schemaLocation") or element.get(f"{XLINK}href") or ""
            if location and not location.startswith("#"):
                yield element.get("namespace", ""), location


def concept_of(href: str) -> str:
    """`prefix:Name` of a locator such as `../elts/us-gaap-2025.xsd#us-gaap_Assets`."""
    prefix, _, name = href.partition("#")[2].partition("_")
    return f"{prefix}:{name}"


def _parsed(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _bad(name, str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _bad(name, "it declares a document type")
    return root


def _element(element: etree._Element) -> Element:
    return Element(
        name=element.get("name", ""),
        type=element.get("type", ""),
        substitution_group=element.get("substitutionGroup", ""),
        period_type=element.get(f"{{{XBRLI}}}periodType", ""),
        balance=element.get(f"{{{XBRLI}}}balance", ""),
        abstract=element.get("abstract") in ("true", "1"),
        nillable=element.get("nillable") in ("true", "1"),
        typed_domain=element.get(f"{{{XBRLDT}}}typedDomainRef", ""),
    )


def _types(root: etree._Element, own: str) -> Iterator[TypeDeclaration]:
    for complex_type in root.iterchildren(f"{_XS}complexType"):
        restriction = complex_type.find(f".//{_XS}restriction")
        if restriction is None or not complex_type.get("name"):
            continue
        values = tuple(e.get("value", "") for e in restriction.iterchildren(f"{_XS}enumeration"))
        pattern = next((e.get("value", "") for e in restriction.iterchildren(f"{_XS}pattern")), "")
        yield TypeDeclaration(f"{own}:{complex_type.get('name')}", restriction.get("base", ""), pattern, values)


def _collect(link: ExtendedLink, element: etree._Element, kind: str) -> None:
    label = element.get(f"{XLINK}label", "")
    if kind == "locator":
        link.locators.setdefault(label, []).append(concept_of(element.get(f"{XLINK}href", "")))
    elif kind == "resource":
        text = " ".join("".join(str(part) for part in element.itertext()).split())
        entry = (element.get(f"{XLINK}role", ""), element.get(f"{XML}lang", ""), text)
        link.resources.setdefault(label, []).append(entry)
    else:
        link.arcs.append(
            Arc(
                arcrole=element.get(f"{XLINK}arcrole", ""),
                source=element.get(f"{XLINK}from", ""),
                target=element.get(f"{XLINK}to", ""),
                order=_number(element.get("order"), 1.0),
                weight=_number(element.get("weight"), 1.0),
                preferred_label=element.get("preferredLabel", ""),
                prohibited=element.get("use") == "prohibited",
            )
        )


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default


def _bad(name: str, reason: str) -> UnreadableInputError:
    return UnreadableInputError(
        Diagnostic(
            "taxonomy.bad-xml",
            Severity.ERROR,
            f"{name} cannot be read: {reason}.",
            "Download the package again and compare its checksum.",
        )
    )
