"""The taxonomy package that a filing is checked against: what it holds, whose it is, what a filing needs of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

from lxml import etree

from generator.validation.files import FilingFiles, local, namespace_of, safe_parser
from generator.validation.verdict import TaxonomyFile
from taxonomy import Catalogue
from taxonomy.official import file_sources

_SOURCES = {"embedded": "declarations from the catalogue", "empty": "an empty stand-in"}
_PACKAGE = "{http://xbrl.org/2016/taxonomy-package}"


def standard_names(files: FilingFiles, catalogue: Catalogue) -> frozenset[str]:
    """Every concept, axis and member of the standard taxonomies that the files refer to."""
    clarks = {fact.concept for document in files.documents for fact in document.facts}
    clarks |= {name for d in files.documents for c in d.contexts for pair in c.members for name in pair}
    clarks |= {name for arc in files.arcs for name in (arc.source, arc.target)} | {x.concept for x in files.labels}
    prefixes = {n.uri: prefix for prefix, n in catalogue.namespaces.items()}
    return frozenset(f"{prefixes[uri]}:{local(clark)}" for clark in clarks if (uri := namespace_of(clark)) in prefixes)


def whole_family(catalogue: Catalogue, prefix: str) -> Iterable[str]:
    """All of a family. The SEC's plug-in tells a taxonomy's version by concepts that a report need not use."""
    return (concept.qname for concept in catalogue.concepts(prefix))


def taxonomy_files(documents: Sequence[str], package: bytes) -> tuple[TaxonomyFile, ...]:
    """Which files answered for the taxonomy, and whether they are the owner's own. Files outside the package are the
    specifications' own schemas, which the processor carries with it."""
    name, official, prefixes = _package_facts(package)
    kinds = file_sources(package) if prefixes else {}

    def described(address: str) -> TaxonomyFile:
        if not address.startswith(prefixes or ("\0",)):
            return TaxonomyFile(address, True, "bundled with Arelle")
        kind = kinds.get(address.replace("http://", "https://", 1))
        if kind is None:
            return TaxonomyFile(address, official, name)
        return TaxonomyFile(address, kind == "official", name if kind == "official" else _SOURCES[kind])

    return tuple(described(address) for address in documents)


def is_closure(package: bytes) -> bool:
    """Whether the package was cut to what one report names."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            about = _member(archive, "META-INF/taxonomyPackage.xml")
    except (zipfile.BadZipFile, StopIteration, etree.XMLSyntaxError):
        return False
    identifier = about.findtext(f"{_PACKAGE}identifier") or ""
    return identifier.startswith("urn:xbrlgen:") and identifier.endswith(":closure")


def _package_facts(package: bytes) -> tuple[str, bool, tuple[str, ...]]:
    """Name, officialness and rewrite prefixes of a taxonomy package (Taxonomy Packages 1.0). One that was written from
    the catalogue says so in its identifier; every other one is taken to be its publisher's own."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            about, catalog = (_member(archive, f"META-INF/{name}.xml") for name in ("taxonomyPackage", "catalog"))
    except (zipfile.BadZipFile, StopIteration, etree.XMLSyntaxError):
        return "unknown package", False, ()
    name = about.findtext(f"{_PACKAGE}name") or "unnamed package"
    prefixes = tuple(str(e.get("uriStartString")) for e in catalog.iter() if e.get("uriStartString"))
    return name, not (about.findtext(f"{_PACKAGE}identifier") or "").startswith("urn:xbrlgen:"), prefixes


def _member(archive: zipfile.ZipFile, end: str) -> etree._Element:
    return etree.fromstring(archive.read(next(n for n in archive.namelist() if n.endswith(end))), safe_parser())
