"""Validating against official files: a package of the publisher's own, filled up where a report's DTS needs more.

The us-gaap package of FASB refers to srt, and a report to dei, which come in packages of their own. What none of the
given sources holds is taken from the catalogue, or stands in empty where the catalogue has nothing of the kind
(enumeration lists, role declarations). Which file is whose is written into the package and told.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

from lxml import etree

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from taxonomy.archive import SourceFiles
from taxonomy.catalogue import Catalogue
from taxonomy.discovery import read_schema, references
from taxonomy.families import canonical, family_of
from taxonomy.package import family_schemas, zipped
from taxonomy.schemas import XS, serialized

_MANIFEST = "sources.json"
_BUNDLED = ("www.xbrl.org/", "xbrl.org/", "www.w3.org/")
"""Whose files a processor brings along."""

_FOLDERS = (("-stm-", "stm"), ("-dis-", "dis"), ("", "elts"))
"""Where the files of a package lie by their names, for a source without folders."""


@dataclass(frozen=True, slots=True)
class OfficialPackage:
    """A taxonomy package as the bytes of a zip: `official` are the URLs of the publisher's files in it, `embedded` of
    those written from the catalogue, `empty` of those that only stand in."""

    data: bytes
    official: tuple[str, ...]
    embedded: tuple[str, ...]
    empty: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def official_package(sources: Path | Sequence[Path], catalogue: Catalogue) -> OfficialPackage:
    """The package to validate a report of `catalogue`'s year against, from official zips or folders.

    Raises `UnreadableInputError`: what `SourceFiles` raises, and `taxonomy.other-year` where the sources have no
    us-gaap schema of that year. A `taxonomy.filled-up` diagnostic names what was not the publisher's own.
    """
    paths = [sources] if isinstance(sources, Path) else list(sources)
    given: dict[str, bytes] = {}
    for path in paths:
        source = SourceFiles(path)
        for url, name in _addresses(source).items():
            given.setdefault(url, source.read(name))
    main = _secure(catalogue.namespaces["us-gaap"].schema_url)
    if main not in given:
        raise _other_year(catalogue, paths, given)
    own = {_secure(url): data for url, data in family_schemas(catalogue, _unofficial(catalogue, given)).items()}
    entries = [_secure(namespace.schema_url) for namespace in catalogue.namespaces.values()]
    files, empty = _discovered([main, *entries], given, own)
    official = tuple(sorted(url for url in files if url in given))
    embedded = tuple(sorted(set(files) - set(official) - set(empty)))
    identity = f"urn:xbrlgen:{catalogue.id}:official"
    title = f"{catalogue.about.title}, official files"
    manifest = dict.fromkeys(official, "official") | dict.fromkeys(embedded, "embedded")
    manifest |= dict.fromkeys(empty, "empty")
    data = zipped(catalogue, files, identity, title, {_MANIFEST: _json(manifest)})
    return OfficialPackage(data, official, embedded, tuple(empty), tuple(_told(embedded, empty)))


def file_sources(package: bytes) -> Mapping[str, str]:
    """For a package made here: URL -> `official`, `embedded` or `empty`. Nothing for any other."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        name = next((name for name in archive.namelist() if PurePosixPath(name).name == _MANIFEST), None)
        if name is None:
            return {}
        return {str(url): str(kind) for url, kind in json.loads(archive.read(name)).items()}


def _addresses(source: SourceFiles) -> dict[str, str]:
    """Canonical URL -> name in the source: by its catalog, else by where its schemas belong."""
    roots = _catalog_roots(source) or _schema_roots(source)
    found: dict[str, str] = {}
    for name in source.names:
        for folder, url in roots:
            if name.startswith(folder):
                found.setdefault(_secure(url + _placed(name.removeprefix(folder), url)), name)
                break
    return found


def _catalog_roots(source: SourceFiles) -> list[tuple[str, str]]:
    """(folder in the source, URL prefix) of `META-INF/catalog.xml` (Taxonomy Packages 1.0 §4), the longest first."""
    name = next((name for name in source.names if name.endswith("META-INF/catalog.xml")), None)
    if name is None:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(source.read(name), parser)
    except etree.XMLSyntaxError:
        return []
    base = PurePosixPath(name).parent
    roots: dict[str, str] = {}
    for entry in root.iter("{*}rewriteURI"):
        start, prefix = entry.get("uriStartString", ""), entry.get("rewritePrefix", "")
        folder = _normal(base / prefix)
        if folder is not None and start.startswith(("http://", "https://")):
            roots.setdefault(folder, start)
    return sorted(roots.items(), key=lambda root: -len(root[0]))


def _schema_roots(source: SourceFiles) -> list[tuple[str, str]]:
    roots: dict[str, str] = {}
    for name in source.names:
        if name.endswith(".xsd"):
            family = family_of(read_schema(source.read(name), name).target_namespace)
            if family is not None:
                url = canonical(family.family, family.year, family.version).schema_url
                head, _, tail = url.rpartition("/elts/")
                if head and name.endswith(f"elts/{tail}"):
                    roots.setdefault(name.removesuffix(f"elts/{tail}"), f"{head}/")
                else:
                    folder = f"{head}/" if head else url.rpartition("/")[0] + "/"
                    roots.setdefault(name.rpartition("/")[0] + "/" if "/" in name else "", folder)
    return sorted(roots.items(), key=lambda root: -len(root[0]))


def _placed(name: str, url: str) -> str:
    """The path below the URL; in a FASB package a file without a folder belongs into the one its name tells."""
    if "/" in name or "fasb.org" not in url or url.rstrip("/").endswith(("elts", "stm", "dis")):
        return name
    return next(f"{folder}/{name}" for mark, folder in _FOLDERS if mark in name)


def _unofficial(catalogue: Catalogue, given: Mapping[str, bytes]) -> list[str]:
    """The concepts of the families that the sources do not hold."""
    families = [
        prefix for prefix, namespace in catalogue.namespaces.items() if _secure(namespace.schema_url) not in given
    ]
    return [concept.qname for prefix in families for concept in catalogue.concepts(prefix)]


def _discovered(
    entries: Iterable[str], given: Mapping[str, bytes], own: Mapping[str, bytes]
) -> tuple[dict[str, bytes], list[str]]:
    """The files that the entry points lead to, and which of them had to be made empty."""
    files: dict[str, bytes] = {}
    empty: list[str] = []
    pending = [(url, "") for url in entries]
    while pending:
        url, namespace = pending.pop()
        if url in files or url.partition("://")[2].startswith(_BUNDLED) or not url.startswith("https://"):
            continue
        data = given.get(url) or own.get(url)
        if data is None:
            data = _empty(url, namespace)
            empty.append(url)
        files[url] = data
        for target, location in references(data, url):
            pending.append((_secure(urljoin(url, location).partition("#")[0]), target))
    return files, sorted(empty)


def _empty(url: str, namespace: str) -> bytes:
    if url.endswith(".xsd"):
        root = etree.Element(f"{{{XS}}}schema", nsmap={"xs": XS})
        if namespace:
            root.set("targetNamespace", namespace)
    else:
        link = "http://www.xbrl.org/2003/linkbase"
        root = etree.Element(f"{{{link}}}linkbase", nsmap={"link": link})
    return serialized(root)


def _told(embedded: Sequence[str], empty: Sequence[str]) -> Iterable[Diagnostic]:
    if embedded or empty:
        parts = [
            f"{kind}: {', '.join(PurePosixPath(url).name for url in urls)}"
            for kind, urls in (("from the catalogue", embedded), ("empty", empty))
            if urls
        ]
        yield Diagnostic(
            "taxonomy.filled-up",
            Severity.INFO,
            f"The official package was filled up ({'; '.join(parts)}).",
            "Give the packages of srt and dei too to validate against official files alone.",
        )


def _other_year(catalogue: Catalogue, paths: Sequence[Path], given: Mapping[str, bytes]) -> UnreadableInputError:
    schemas = ", ".join(sorted(PurePosixPath(url).name for url in given if url.endswith(".xsd"))[:5]) or "no schema"
    names = ", ".join(path.name for path in paths)
    return UnreadableInputError(
        Diagnostic(
            "taxonomy.other-year",
            Severity.ERROR,
            f"{names} does not hold the us-gaap schema of {catalogue.id}; it holds {schemas}.",
            f"Give the official us-gaap package of {catalogue.about.year}, or choose its year with --taxonomy.",
        )
    )


def _normal(path: PurePosixPath) -> str | None:
    """A folder inside the source with a slash at its end, `..` resolved; None for one outside."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts) + "/" if parts else ""


def _secure(url: str) -> str:
    """FASB and the SEC named their files by http until 2021; both lead to the same file."""
    return "https://" + url.removeprefix("http://") if url.startswith("http://") else url


def _json(value: Mapping[str, str]) -> bytes:
    return (json.dumps(value, indent=1, sort_keys=True) + "\n").encode("utf-8")
