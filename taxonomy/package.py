"""The offline taxonomy package: the catalogue's declarations under their canonical URLs.

A taxonomy package (Taxonomy Packages 1.0) with `META-INF/taxonomyPackage.xml` and `META-INF/catalog.xml`, so that a
processor without a network finds `https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd` and its like inside it.
Two cuts: `closure_package` holds what one report names, `full_package` everything. Neither is the official taxonomy:
they declare the same elements for a validator to check against.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree

from taxonomy.catalogue import Catalogue
from taxonomy.model import Concept, TypedDomain
from taxonomy.schemas import concept_schema, serialized, type_schema

_PACKAGE = "http://xbrl.org/2016/taxonomy-package"
_CATALOG = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def closure_package(catalogue: Catalogue, qnames: Iterable[str]) -> bytes:
    """The package with just the concepts named, and every type and schema of the families, as the bytes of a zip.

    Names that the catalogue does not have are left out, so that validation reports them. The same set of names gives
    the same bytes.
    """
    return _package(catalogue, sorted(set(qnames)), "closure")


def full_package(catalogue: Catalogue) -> bytes:
    """The package with every concept of every family."""
    return _package(catalogue, [c.qname for prefix in catalogue.namespaces for c in catalogue.concepts(prefix)], "full")


def family_schemas(catalogue: Catalogue, qnames: Iterable[str]) -> dict[str, bytes]:
    """URL -> schema with the concepts named, for every family and every type schema that is the taxonomy's own."""
    concepts = [concept for name in qnames if (concept := catalogue.concept(name)) is not None]
    own_types = {type_.qname.partition(":")[0] for type_ in catalogue.types()}
    made: dict[str, bytes] = {}
    for prefix, namespace in catalogue.namespaces.items():
        members = [concept for concept in concepts if concept.prefix == prefix]
        domains = _domains(catalogue, prefix, members)
        types = [type_ for type_ in catalogue.types() if type_.qname.startswith(f"{prefix}:")]
        made[namespace.schema_url] = concept_schema(catalogue, namespace, members, types, domains)
    for prefix, namespace in catalogue.type_namespaces.items():
        if prefix in own_types:
            types = [type_ for type_ in catalogue.types() if type_.qname.startswith(f"{prefix}:")]
            made[namespace.schema_url] = type_schema(namespace, types)
    return made


def zipped(
    catalogue: Catalogue, schemas: Mapping[str, bytes], identifier: str, title: str, more: Mapping[str, bytes]
) -> bytes:
    """A taxonomy package of the files at their canonical URLs, with `more` beside them, as the bytes of a zip."""
    files = {path_of(url): data for url, data in schemas.items()} | dict(more)
    files["META-INF/catalog.xml"] = _catalog(schemas)
    files["META-INF/taxonomyPackage.xml"] = _description(catalogue, identifier, title)
    return _zip({f"{catalogue.id}/{name}": data for name, data in files.items()})


def _package(catalogue: Catalogue, qnames: Iterable[str], cut: str) -> bytes:
    title = f"{catalogue.about.title}, declarations for offline validation ({cut})"
    return zipped(catalogue, family_schemas(catalogue, qnames), f"urn:xbrlgen:{catalogue.id}:{cut}", title, {})


def _domains(catalogue: Catalogue, prefix: str, members: Iterable[Concept]) -> list[TypedDomain]:
    references = {concept.typed_domain for concept in members if concept.typed_domain}
    return [
        domain
        for domain in catalogue.typed_domains()
        if domain.prefix == prefix and f"#{prefix}_{domain.name}" in references
    ]


def path_of(url: str) -> str:
    """Where the file of a canonical URL lies in a package: `xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd`."""
    return url.partition("://")[2]


def _catalog(urls: Mapping[str, bytes]) -> bytes:
    """Prefixes of the URLs remapped into the package (Taxonomy Packages §4), under https and, as before 2021, http."""
    folders = sorted({"/".join(path_of(url).split("/")[:3]) + "/" for url in urls})
    root = etree.Element(f"{{{_CATALOG}}}catalog", nsmap={"er": _CATALOG})
    for folder in folders:
        for scheme in ("http", "https"):
            attributes = {"uriStartString": f"{scheme}://{folder}", "rewritePrefix": f"../{folder}"}
            etree.SubElement(root, f"{{{_CATALOG}}}rewriteURI", attributes)
    return serialized(root)


def _description(catalogue: Catalogue, identifier: str, title: str) -> bytes:
    root = etree.Element(f"{{{_PACKAGE}}}taxonomyPackage", nsmap={"tp": _PACKAGE})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    about = catalogue.about
    for name, text in (
        ("identifier", identifier),
        ("name", title),
        ("description", about.notice),
        ("version", str(about.year)),
    ):
        _child(root, name).text = text
    entry_point = _child(_child(root, "entryPoints"), "entryPoint")
    _child(entry_point, "name").text = about.title
    _child(entry_point, "entryPointDocument").set("href", catalogue.namespaces["us-gaap"].schema_url)
    return serialized(root)


def _child(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_PACKAGE}}}{name}")


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, files[name])
    return buffer.getvalue()
