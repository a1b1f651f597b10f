"""SEC rules on the extension schema's namespace, imports and concepts (EFM 6.7, 6.22)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.validation.files import LINK, XLINK, ElementDeclaration, Schema, line_of, local
from generator.validation.profiles.registry import Finding, Inspection, rule

_NAMESPACE = re.compile(r"^http://[^/]+/([0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2})$")
_STANDARD_AUTHORITY = re.compile(r"://([\w-]+\.)*(sec\.gov|fasb\.org|xbrl\.org|xbrl\.us|iasb\.org|ifrs\.org)(/|$)")
_YEAR = re.compile(r"/(\d{4})(?:-\d\d-\d\d)?$")
_LC3 = re.compile(r"^[A-Z][A-Za-z0-9]*$")
_LONGEST_NAME = 200
_ITEMS = ("item", "dimensionItem", "hypercubeItem")
# Schemas of the specifications and registries that any extension may import (EFM 6.22.00).
_SPECIFICATIONS = ("http://www.xbrl.org/", "https://www.xbrl.org/")


@rule("efm.namespace", Severity.ERROR, "EFM 6.7.4", "Let the namespace be http://<authority>/<yyyymmdd>.")
def namespace(inspection: Inspection) -> Iterator[Finding]:
    """The target namespace is an authority and a date."""
    for schema in inspection.files.schemas:
        if not _NAMESPACE.match(schema.namespace):
            yield Finding(f"The target namespace is {schema.namespace}.", file=schema.name, line=_line(schema))


@rule("efm.namespace-authority", Severity.ERROR, "EFM 6.7.3", "Use an authority of the company's own.")
def namespace_authority(inspection: Inspection) -> Iterator[Finding]:
    """The target namespace is not that of a standard setter."""
    for schema in inspection.files.schemas:
        if _STANDARD_AUTHORITY.search(schema.namespace):
            yield Finding(f"{schema.namespace} belongs to a standard setter.", file=schema.name, line=_line(schema))


@rule("efm.schema-prefix", Severity.ERROR, "EFM 6.7.7", "Declare one prefix without underscore for the namespace.")
def schema_prefix(inspection: Inspection) -> Iterator[Finding]:
    """The target namespace has one prefix, without an underscore."""
    for schema in inspection.files.schemas:
        prefixes = [p for p, uri in schema.root.nsmap.items() if p and uri == schema.namespace]
        if len(prefixes) != 1 or "_" in prefixes[0]:
            yield Finding(f"The target namespace has the prefixes {', '.join(prefixes) or 'none'}.", file=schema.name)


@rule("efm.include", Severity.ERROR, "EFM 6.7", "Declare everything in the one schema.")
def include(inspection: Inspection) -> Iterator[Finding]:
    """The schema includes no other."""
    for schema in inspection.files.schemas:
        if schema.includes:
            yield Finding(f"{schema.name} includes another schema.", file=schema.name)


@rule("efm.import-unlisted", Severity.ERROR, "EFM 6.22.0", "Import the schemas of the standard taxonomies only.")
def import_unlisted(inspection: Inspection) -> Iterator[Finding]:
    """Only schemas that EDGAR lists are imported, and only linkbases of the filing are referred to."""
    families = {**inspection.catalogue.namespaces, **inspection.catalogue.type_namespaces}
    listed = {n.schema_url for n in families.values()}
    folders = {url.rpartition("/")[0] + "/" for url in listed}
    for schema in inspection.files.schemas:
        for _, location in schema.imports:
            roles_or_types = location.rpartition("/")[0] + "/" in folders
            if location not in listed and not roles_or_types and not location.startswith(_SPECIFICATIONS):
                yield Finding(f"{location} is not in EDGAR's list of taxonomies.", file=schema.name)
        for element in schema.root.iter(f"{{{LINK}}}linkbaseRef"):
            location = element.get(f"{{{XLINK}}}href", "")
            if "/" in location:
                yield Finding(f"{location} is no linkbase of the filing.", file=schema.name, line=line_of(element))


@rule("efm.taxonomy-years", Severity.ERROR, "EFM 6.22.3", "Take all taxonomies of one year.")
def taxonomy_years(inspection: Inspection) -> Iterator[Finding]:
    """All standard taxonomies are of one year."""
    for schema in inspection.files.schemas:
        uris = [uri for uri, _ in schema.imports if "fasb.org/" in uri or "sec.gov/" in uri]
        years = sorted({match[1] for uri in uris if (match := _YEAR.search(uri))})
        if len(years) > 1:
            yield Finding(f"The schema imports taxonomies of {' and '.join(years)}.", file=schema.name)


@rule("efm.concept-name-base", Severity.ERROR, "EFM 6.7.16", "Use the standard concept, or another name.")
def concept_name_base(inspection: Inspection) -> Iterator[Finding]:
    """No concept of the extension is called like a standard one."""
    for schema, element in _elements(inspection):
        for prefix in ("us-gaap", "srt", "dei"):
            if inspection.catalogue.concept(f"{prefix}:{element.name}") is not None:
                yield _finding(schema, element, f"{element.name} is the name of {prefix}:{element.name}.")


@rule("efm.concept-id", Severity.ERROR, "EFM 6.7.17", "Write the id as <prefix>_<name>.")
def concept_id(inspection: Inspection) -> Iterator[Finding]:
    """A concept's id is its prefix, an underscore and its name."""
    for schema, element in _elements(inspection):
        if element.id != f"{schema.prefix}_{element.name}":
            yield _finding(schema, element, f"{element.name} has the id {element.id or 'none'}.")


@rule("efm.concept-nillable", Severity.ERROR, "EFM 6.7.18", 'Write nillable="true".')
def concept_nillable(inspection: Inspection) -> Iterator[Finding]:
    """Every concept is nillable."""
    for schema, element in _elements(inspection):
        if not element.nillable:
            yield _finding(schema, element, f"{element.name} is not nillable.")


@rule("efm.concept-group", Severity.ERROR, "EFM 6.7.19", "Declare items, axes and tables only.")
def concept_group(inspection: Inspection) -> Iterator[Finding]:
    """Concepts are items, axes or tables; there are no tuples."""
    for schema, element in _elements(inspection):
        if local(element.substitution_group) not in _ITEMS:
            yield _finding(schema, element, f"{element.name} has the substitution group {element.substitution_group}.")


@rule("efm.concept-typed-domain", Severity.ERROR, "EFM 6.7.22", "Declare an explicit axis.")
def concept_typed_domain(inspection: Inspection) -> Iterator[Finding]:
    """The extension declares no typed axis."""
    for schema, element in _elements(inspection):
        if element.typed_domain:
            yield _finding(schema, element, f"{element.name} is a typed axis.")


@rule("efm.concept-suffix", Severity.ERROR, "EFM 6.7.23 to 6.7.27", "Let name and kind of concept agree.")
def concept_suffix(inspection: Inspection) -> Iterator[Finding]:
    """Axis, Table, LineItems, Domain and Member in a name agree with the kind of concept."""
    for schema, element in _elements(inspection):
        group, kind = local(element.substitution_group), local(element.type)
        agreements = (
            ("Axis", element.name.endswith("Axis"), group == "dimensionItem"),
            ("Table", element.name.endswith("Table"), group == "hypercubeItem"),
            ("Domain or Member", element.name.endswith(("Domain", "Member")), kind == "domainItemType"),
        )
        for suffix, named, is_so in agreements:
            if named != is_so:
                what = "ends in" if named else "does not end in"
                yield _finding(schema, element, f"{element.name} {what} {suffix}, which its declaration contradicts.")
        if element.name.endswith(("LineItems", "Abstract")) and not element.abstract:
            yield _finding(schema, element, f"{element.name} is not abstract.")


@rule("efm.concept-duration", Severity.ERROR, "EFM 6.7.28", 'Write periodType="duration".')
def concept_duration(inspection: Inspection) -> Iterator[Finding]:
    """Abstract concepts, members and text blocks are of a duration."""
    for schema, element in _elements(inspection):
        lasting = element.abstract or local(element.type) in ("domainItemType", "textBlockItemType")
        if lasting and element.period_type != "duration":
            yield _finding(schema, element, f"{element.name} is of an {element.period_type or 'unstated period'}.")


@rule("efm.concept-name", Severity.ERROR, "EFM 6.8.5", "Write the name in LC3 camel case, at most 200 characters.")
def concept_name(inspection: Inspection) -> Iterator[Finding]:
    """Names are in LC3 camel case and not too long."""
    for schema, element in _elements(inspection):
        if not _LC3.match(element.name) or len(element.name) > _LONGEST_NAME:
            yield _finding(schema, element, f"{element.name[:80]} is no proper name.")


def _elements(inspection: Inspection) -> Iterator[tuple[Schema, ElementDeclaration]]:
    for schema in inspection.files.schemas:
        for element in schema.elements:
            yield schema, element


def _finding(schema: Schema, element: ElementDeclaration, message: str) -> Finding:
    return Finding(message, f"{{{schema.namespace}}}{element.name}", file=schema.name, line=element.line)


def _line(schema: Schema) -> int:
    return line_of(schema.root)
