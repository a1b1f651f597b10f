"""Parsing a filing's own files from their bytes (Inline XBRL 1.1, XBRL 2.1 §3.5 and §5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from generator.report.model import Filing
from generator.validation.files import (
    IX,
    LINK,
    XBRLDI,
    XBRLI,
    XHTML,
    XLINK,
    XML,
    XS,
    XSI,
    Arc,
    Context,
    ElementDeclaration,
    FilingFiles,
    InlineDocument,
    InlineFact,
    LabelResource,
    RoleType,
    Schema,
    UnitElement,
    line_of,
    local,
    safe_parser,
)

_ARC_KINDS = ("presentationArc", "calculationArc", "definitionArc")


def parse_files(filing: Filing) -> FilingFiles:
    """Parse every file of a filing. Never raises for what the files hold."""
    roots: list[tuple[str, etree._Element]] = []
    broken: list[tuple[str, str]] = []
    for name, data in filing.files:
        if not name.endswith((".htm", ".html", ".xhtml", ".xsd", ".xml")):
            continue
        try:
            roots.append((name, etree.fromstring(data, safe_parser())))
        except (etree.XMLSyntaxError, ValueError) as error:
            broken.append((name, str(error)))
    schemas = tuple(_schema(n, r) for n, r in roots if r.tag == f"{{{XS}}}schema")
    linkbases = [(n, r) for n, r in roots if r.tag == f"{{{LINK}}}linkbase"]
    targets = _targets(schemas)
    return FilingFiles(
        raw=filing.files,
        broken=tuple(broken),
        documents=tuple(_document(n, r) for n, r in roots if r.tag == f"{{{XHTML}}}html"),
        schemas=schemas,
        arcs=tuple(arc for n, r in linkbases for arc in _arcs(n, r, targets)),
        labels=tuple(label for n, r in linkbases for label in _labels(n, r, targets)),
        references=sum(1 for _, r in linkbases for _ in r.iter(f"{{{LINK}}}reference")),
        linkbases=tuple((n, sum(e.get(f"{{{XLINK}}}type") == "extended" for e in r)) for n, r in linkbases),
    )


def _document(name: str, root: etree._Element) -> InlineDocument:
    return InlineDocument(
        name=name,
        root=root,
        contexts=tuple(_context(e) for e in root.iter(f"{{{XBRLI}}}context")),
        units=tuple(_unit(e) for e in root.iter(f"{{{XBRLI}}}unit")),
        facts=tuple(_facts(root)),
        schema_refs=tuple(e.get(f"{{{XLINK}}}href", "") for e in root.iter(f"{{{LINK}}}schemaRef")),
    )


def _context(element: etree._Element) -> Context:
    identifier = element.find(f".//{{{XBRLI}}}identifier")
    members: list[tuple[str, str]] = []
    typed, odd = [], []
    for child in element.iterfind(f"{{{XBRLI}}}entity/{{{XBRLI}}}segment/*"):
        axis = _clark(child, child.get("dimension", ""))
        if child.tag == f"{{{XBRLDI}}}explicitMember":
            members.append((axis, _clark(child, (child.text or "").strip())))
        elif child.tag == f"{{{XBRLDI}}}typedMember":
            members.append((axis, " ".join("".join(_strings(child)).split())))
            typed.append(axis)
        else:
            odd.append(str(child.tag))
    return Context(
        id=element.get("id", ""),
        line=line_of(element),
        scheme=identifier.get("scheme", "") if identifier is not None else "",
        identifier=(identifier.text or "").strip() if identifier is not None else "",
        start=_text_of(element, "startDate"),
        end=_text_of(element, "endDate") or _text_of(element, "instant"),
        members=tuple(sorted(members)),
        typed=tuple(typed),
        odd=tuple(odd),
        scenario=element.find(f"{{{XBRLI}}}scenario") is not None,
    )


def _text_of(context: etree._Element, name: str) -> str:
    return (context.findtext(f"{{{XBRLI}}}period/{{{XBRLI}}}{name}") or "").strip()


def _unit(element: etree._Element) -> UnitElement:
    measure = f"{{{XBRLI}}}measure"
    top = element.findall(measure) or element.findall(f".//{{{XBRLI}}}unitNumerator/{measure}")
    bottom = element.findall(f".//{{{XBRLI}}}unitDenominator/{measure}")
    numerator, denominator = (tuple(sorted(_clark(m, (m.text or "").strip()) for m in side)) for side in (top, bottom))
    return UnitElement(element.get("id", ""), line_of(element), numerator, denominator)


def _facts(root: etree._Element) -> Iterator[InlineFact]:
    for element in root.iter(*(f"{{{IX}}}{name}" for name in ("nonFraction", "nonNumeric", "fraction", "tuple"))):
        yield InlineFact(
            id=element.get("id", ""),
            line=line_of(element),
            element=local(str(element.tag)),
            concept=_clark(element, element.get("name", "")),
            context=element.get("contextRef", ""),
            unit=element.get("unitRef", ""),
            decimals=element.get("decimals", ""),
            precision=element.get("precision", ""),
            scale=element.get("scale", ""),
            sign=element.get("sign", ""),
            format=_clark(element, element.get("format", "")),
            nil=element.get(f"{{{XSI}}}nil", "") in ("true", "1"),
            hidden=next(element.iterancestors(f"{{{IX}}}hidden"), None) is not None,
            text=" ".join("".join(_strings(element)).split()),
        )


def _schema(name: str, root: etree._Element) -> Schema:
    namespace = root.get("targetNamespace", "")
    return Schema(
        name=name,
        root=root,
        namespace=namespace,
        prefix=next((prefix for prefix, uri in root.nsmap.items() if prefix and uri == namespace), ""),
        elements=tuple(_element(e) for e in root.iterfind(f"{{{XS}}}element")),
        roles=tuple(_role(e) for e in root.iter(f"{{{LINK}}}roleType")),
        imports=tuple((e.get("namespace", ""), e.get("schemaLocation", "")) for e in root.iterfind(f"{{{XS}}}import")),
        includes=sum(1 for _ in root.iterfind(f"{{{XS}}}include")),
    )


def _element(element: etree._Element) -> ElementDeclaration:
    return ElementDeclaration(
        name=element.get("name", ""),
        line=line_of(element),
        id=element.get("id", ""),
        type=_clark(element, element.get("type", "")),
        substitution_group=_clark(element, element.get("substitutionGroup", "")),
        nillable=element.get("nillable") in ("true", "1"),
        abstract=element.get("abstract") in ("true", "1"),
        period_type=element.get(f"{{{XBRLI}}}periodType", ""),
        balance=element.get(f"{{{XBRLI}}}balance", ""),
        typed_domain=element.get("{http://xbrl.org/2005/xbrldt}typedDomainRef", ""),
    )


def _role(element: etree._Element) -> RoleType:
    return RoleType(
        uri=element.get("roleURI", ""),
        line=line_of(element),
        id=element.get("id", ""),
        definition=element.findtext(f"{{{LINK}}}definition") or "",
        used_on=tuple((e.text or "").strip() for e in element.iterfind(f"{{{LINK}}}usedOn")),
    )


def _targets(schemas: Iterable[Schema]) -> dict[str, str]:
    """Schema address -> namespace, for reading locators."""
    targets = {location: uri for schema in schemas for uri, location in schema.imports}
    return targets | {schema.name: schema.namespace for schema in schemas}


def _arcs(file: str, root: etree._Element, targets: dict[str, str]) -> Iterator[Arc]:
    for link in root:
        if not isinstance(link.tag, str) or link.get(f"{{{XLINK}}}type") != "extended":
            continue
        located = _located(link, targets)
        for name in _ARC_KINDS:
            for element in link.iterfind(f"{{{LINK}}}{name}"):
                for source in located.get(element.get(f"{{{XLINK}}}from", ""), ()):
                    for target in located.get(element.get(f"{{{XLINK}}}to", ""), ()):
                        yield _arc(file, link, element, source, target)


def _arc(file: str, link: etree._Element, element: etree._Element, source: str, target: str) -> Arc:
    return Arc(
        file=file,
        line=line_of(element),
        kind=local(str(element.tag)).removesuffix("Arc"),
        role=link.get(f"{{{XLINK}}}role", ""),
        arcrole=element.get(f"{{{XLINK}}}arcrole", ""),
        source=source,
        target=target,
        order=element.get("order", ""),
        weight=element.get("weight", ""),
        preferred_label=element.get("preferredLabel", ""),
        priority=element.get("priority", ""),
        use=element.get("use", ""),
    )


def _labels(file: str, root: etree._Element, targets: dict[str, str]) -> Iterator[LabelResource]:
    for link in root.iterfind(f"{{{LINK}}}labelLink"):
        located = _located(link, targets)
        resources: dict[str, list[etree._Element]] = {}
        for resource in link.iterfind(f"{{{LINK}}}label"):
            resources.setdefault(resource.get(f"{{{XLINK}}}label", ""), []).append(resource)
        for arc in link.iterfind(f"{{{LINK}}}labelArc"):
            for concept in located.get(arc.get(f"{{{XLINK}}}from", ""), ()):
                for resource in resources.get(arc.get(f"{{{XLINK}}}to", ""), ()):
                    yield LabelResource(
                        file=file,
                        line=line_of(resource),
                        concept=concept,
                        role=resource.get(f"{{{XLINK}}}role", ""),
                        language=resource.get(f"{{{XML}}}lang", ""),
                        text="".join(_strings(resource)),
                    )


def _located(link: etree._Element, targets: dict[str, str]) -> dict[str, list[str]]:
    """Locator label -> concepts. An element's id is `prefix_Name`; the name is what follows the last underscore."""
    found: dict[str, list[str]] = {}
    for locator in link.iterfind(f"{{{LINK}}}loc"):
        address, _, fragment = locator.get(f"{{{XLINK}}}href", "").partition("#")
        namespace = targets.get(address) or targets.get(address.rpartition("/")[2]) or _guessed_namespace(address)
        concept = f"{{{namespace}}}{fragment.rpartition('_')[2]}"
        found.setdefault(locator.get(f"{{{XLINK}}}label", ""), []).append(concept)
    return found


def _guessed_namespace(address: str) -> str:
    """The namespace of a standard schema that the extension does not import itself."""
    match = re.match(r"https?://(xbrl\.fasb\.org|xbrl\.sec\.gov)/([\w-]+)/(\d{4})/", address)
    if match is None:
        return address
    authority = "fasb.org" if match[1] == "xbrl.fasb.org" else match[1]
    return f"http://{authority}/{match[2]}/{match[3]}"


def _clark(element: etree._Element, qname: str) -> str:
    """A QName in the scope of an element; a name without a prefix is in the default namespace where there is one."""
    prefix, colon, name = qname.strip().rpartition(":")
    if not qname:
        return ""
    uri = element.nsmap.get(prefix if colon else None)
    return f"{{{uri}}}{name}" if uri else qname.strip()


def _strings(element: etree._Element) -> Iterator[str]:
    return (str(text) for text in element.itertext(with_tail=False))
