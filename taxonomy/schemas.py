"""XML Schemas written from a catalogue: element declarations and the types they need (XBRL 2.1 §5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from taxonomy.catalogue import Catalogue
from taxonomy.model import Concept, Namespace, TypedDomain, TypeDeclaration

XS = "http://www.w3.org/2001/XMLSchema"
XBRLI = "http://www.xbrl.org/2003/instance"
XBRLDT = "http://xbrl.org/2005/xbrldt"
STANDARD_SCHEMAS = {
    "xbrli": Namespace("xbrli", XBRLI, "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"),
    "xbrldt": Namespace("xbrldt", XBRLDT, "http://www.xbrl.org/2005/xbrldt-2005.xsd"),
}
UNCHECKED_TYPES = {
    "enum2:enumerationSetItemType": "xbrli:stringItemType",
    "enum2:enumerationItemType": "xbrli:stringItemType",
}
"""An extensible enumeration must name its domain and the role that lists it (Extensible Enumerations 2.0 §3), which the
catalogue does not know; it is declared by its base type, and its values go unchecked."""


def concept_schema(
    catalogue: Catalogue,
    namespace: Namespace,
    concepts: Sequence[Concept],
    types: Sequence[TypeDeclaration],
    domains: Sequence[TypedDomain],
) -> bytes:
    """The schema of one family with the declarations given, importing what these need."""
    named = [_type(concept) for concept in concepts] + [type_.base for type_ in types]
    named += [concept.substitution_group for concept in concepts]
    used = {qname.partition(":")[0] for qname in named} | {"xbrli"}
    known = STANDARD_SCHEMAS | dict(catalogue.type_namespaces)
    imports = [known[prefix] for prefix in known if prefix in used and prefix != namespace.prefix]
    root = _schema(namespace, imports)
    _append_types(root, types)
    for concept in concepts:
        etree.SubElement(root, f"{{{XS}}}element", _attributes(concept))
    for domain in domains:
        attributes = {"id": f"{domain.prefix}_{domain.name}", "name": domain.name, "nillable": "true"}
        etree.SubElement(root, f"{{{XS}}}element", {**attributes, "type": domain.type})
    return serialized(root)


def type_schema(namespace: Namespace, types: Sequence[TypeDeclaration]) -> bytes:
    """The schema of a namespace that declares types only."""
    root = _schema(namespace, [STANDARD_SCHEMAS["xbrli"]])
    _append_types(root, types)
    return serialized(root)


def serialized(root: etree._Element) -> bytes:
    """The document as indented UTF-8 with an XML declaration."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _schema(namespace: Namespace, imports: Iterable[Namespace]) -> etree._Element:
    imports = list(imports)
    prefixes = {"xs": XS, "xbrli": XBRLI, "xbrldt": XBRLDT} | {other.prefix: other.uri for other in imports}
    prefixes[namespace.prefix] = namespace.uri
    root = etree.Element(f"{{{XS}}}schema", nsmap=prefixes)
    root.set("targetNamespace", namespace.uri)
    root.set("elementFormDefault", "qualified")
    for other in imports:
        attributes = {"namespace": other.uri, "schemaLocation": other.schema_url}
        etree.SubElement(root, f"{{{XS}}}import", attributes)
    return root


def _append_types(root: etree._Element, types: Iterable[TypeDeclaration]) -> None:
    for type_ in types:
        complex_type = etree.SubElement(root, f"{{{XS}}}complexType", {"name": type_.qname.partition(":")[2]})
        content = etree.SubElement(complex_type, f"{{{XS}}}simpleContent")
        restriction = etree.SubElement(content, f"{{{XS}}}restriction", {"base": type_.base})
        for value in type_.values:
            etree.SubElement(restriction, f"{{{XS}}}enumeration", {"value": value})
        if type_.pattern:
            etree.SubElement(restriction, f"{{{XS}}}pattern", {"value": type_.pattern})


def _attributes(concept: Concept) -> dict[str, str]:
    attributes = {
        "id": f"{concept.prefix}_{concept.name}",
        "name": concept.name,
        "nillable": "true" if concept.nillable else "false",
        "substitutionGroup": concept.substitution_group,
        "type": _type(concept),
        f"{{{XBRLI}}}periodType": concept.period_type,
    }
    if concept.abstract:
        attributes["abstract"] = "true"
    if concept.balance:
        attributes[f"{{{XBRLI}}}balance"] = concept.balance
    if concept.typed_domain:
        attributes[f"{{{XBRLDT}}}typedDomainRef"] = concept.typed_domain
    return attributes


def _type(concept: Concept) -> str:
    return concept.declared_type or UNCHECKED_TYPES.get(concept.type, concept.type)
