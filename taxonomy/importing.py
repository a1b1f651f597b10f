"""Adding an official taxonomy: zips or folders of FASB and the SEC become a catalogue of the user's own.

The schema and the labels of us-gaap must be there; whatever else the sources lack (srt, dei, relationships, the rules
of EDGAR) is carried over from the embedded catalogue and named as a gap. The catalogue appears whole or not at all.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from taxonomy.archive import SourceFiles
from taxonomy.carrying import carried_over
from taxonomy.discovery import ExtendedLink, Schema, read_links, read_schema
from taxonomy.families import FAMILIES, canonical, family_of
from taxonomy.installed import forget, user_folder
from taxonomy.model import Role
from taxonomy.store import About, Row, write_store

Progress = Callable[[str, int, int], None]
"""Called with a file's name, how many files are done, and how many there are."""

_LABELS = "http://www.xbrl.org/2003/arcrole/concept-label"
_PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
_SUMMATIONS = frozenset(
    {"http://www.xbrl.org/2003/arcrole/summation-item", "https://xbrl.org/2023/arcrole/summation-item"}
)
_REPLACEMENTS = frozenset(
    {
        "http://www.xbrl.org/2009/arcrole/dep-concept-deprecatedConcept",
        "http://www.xbrl.org/2003/arcrole/essence-alias",
    }
)
_STATEMENTS = "http://fasb.org/us-gaap/role/statement/"
_DEPRECATED = re.compile(r"\(Deprecated (\d{4})(?:-\d\d-\d\d)?\)")
_SKIPPED = re.compile(r"-ref-|-(?!depcon-)\w+-def-", re.IGNORECASE)
"""References, dimensions and enumeration lists: most of a package's bytes, and nothing here speaks of them."""


@dataclass(slots=True)
class Gathered:
    """What the sources declare, in the order found."""

    schemas: dict[str, Schema] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    arcs: dict[str, list[tuple[str, str, int, float]]] = field(default_factory=dict)
    trees: dict[str, list[tuple[str, str, float, str]]] = field(default_factory=dict)
    replacements: dict[str, list[str]] = field(default_factory=dict)


def add_taxonomy(
    sources: Sequence[Path], *, origin: str = "", into: Path | None = None, progress: Progress | None = None
) -> About:
    """Build a catalogue from official packages (zips or folders) and install it for the user, replacing an earlier one
    of the same year. `origin` is a URL where the sources were downloaded from.

    Raises `UnreadableInputError`: `taxonomy.missing`, `taxonomy.bad-zip`, `taxonomy.unsafe-zip`, `taxonomy.bad-xml`,
    `taxonomy.not-us-gaap` (another taxonomy altogether), `taxonomy.several-years`, `taxonomy.incomplete` (no labels),
    `taxonomy.cannot-write`. Nothing is left behind then.
    """
    files = [SourceFiles(path) for path in sources]
    gathered = Gathered()
    for source in files:
        _gather(source, gathered, progress)
    year, version = _year(gathered, sources)
    fingerprints = tuple(f"{source.fingerprint()}{f' from {origin}' if origin else ''}" for source in files)
    about, tables = _catalogue(gathered, year, version, fingerprints)
    return _install(about, tables, into or user_folder())


def _gather(source: SourceFiles, gathered: Gathered, progress: Progress | None) -> None:
    wanted = [name for name in source.names if not _SKIPPED.search(PurePosixPath(name).name)]
    wanted = [name for name in wanted if "META-INF" not in name]
    for done, name in enumerate(wanted):
        if progress is not None:
            progress(PurePosixPath(name).name, done, len(wanted))
        data = source.read(name)
        if name.lower().endswith(".xsd"):
            schema = read_schema(data, name)
            if family_of(schema.target_namespace) is not None:
                gathered.schemas.setdefault(schema.target_namespace, schema)
            for role in schema.roles:
                gathered.roles.setdefault(role.uri, role)
        if not name.lower().endswith(".xsd") or b"labelLink" in data:  # the SEC keeps linkbases inside schemas
            for link in read_links(data, name):
                _take(link, gathered)
    if progress is not None:
        progress("", len(wanted), len(wanted))


def _take(link: ExtendedLink, gathered: Gathered) -> None:
    if link.kind == "labelLink":
        for arc in link.arcs:
            if arc.arcrole == _LABELS and not arc.prohibited:
                for concept in link.locators.get(arc.source, ()):
                    for role, language, text in link.resources.get(arc.target, ()):
                        if language.lower().startswith("en") and text:
                            roles = gathered.labels.setdefault(concept, {})
                            roles.setdefault(role.rpartition("/")[2], text)
        return
    for arc, source, target in link.between():
        if arc.prohibited:
            continue
        if link.kind == "presentationLink" and arc.arcrole == _PARENT_CHILD and link.role.startswith(_STATEMENTS):
            preferred = arc.preferred_label.rpartition("/")[2]
            gathered.trees.setdefault(link.role, []).append((source, target, arc.order, preferred))
        elif link.kind == "calculationLink" and arc.arcrole in _SUMMATIONS:
            gathered.arcs.setdefault(link.role, []).append((source, target, int(arc.weight), arc.order))
        elif link.kind == "definitionLink" and arc.arcrole in _REPLACEMENTS:
            found = gathered.replacements.setdefault(target, [])
            if source not in found:
                found.append(source)


def _year(gathered: Gathered, sources: Sequence[Path]) -> tuple[int, str]:
    found = {
        name.version: name.year
        for uri, schema in gathered.schemas.items()
        if (name := family_of(uri)) is not None and name.family == "us-gaap" and schema.elements
    }
    names = ", ".join(path.name for path in sources)
    if not found:
        spaces = ", ".join(sorted(gathered.schemas)) or "no schema of FASB or the SEC"
        raise _refused(
            "taxonomy.not-us-gaap",
            f"{names} does not declare US-GAAP concepts; it holds {spaces}.",
            "Give the us-gaap package of one year, such as us-gaap-2025.zip.",
        )
    if len(found) > 1:
        raise _refused(
            "taxonomy.several-years",
            f"{names} declare US-GAAP of several years: {', '.join(sorted(found))}.",
            "Add one year at a time.",
        )
    ((version, year),) = found.items()
    if not any(concept.startswith("us-gaap:") and "label" in roles for concept, roles in gathered.labels.items()):
        raise _refused(
            "taxonomy.incomplete",
            f"{names} has the us-gaap schema of {year} but not its label linkbase.",
            f"Add the whole package, or a folder that also holds us-gaap-lab-{version}.xml.",
        )
    return year, version


def _catalogue(
    gathered: Gathered, year: int, version: str, sources: tuple[str, ...]
) -> tuple[About, dict[str, Iterable[Row]]]:
    us_gaap = canonical("us-gaap", year, version)
    tables: dict[str, Iterable[Row]] = {}
    namespaces = []
    for family in FAMILIES:
        namespace = us_gaap if family == "us-gaap" else canonical(family, year)
        schema = gathered.schemas.get(namespace.uri)
        namespaces.append((family, namespace.uri, namespace.schema_url))
        if schema is not None:
            tables[f"concepts-{family}"] = _concepts(family, schema, gathered)
    main = gathered.schemas[us_gaap.uri]
    known = {f"{table.removeprefix('concepts-')}:{row[0]}" for table, rows in tables.items() for row in rows}
    about = About(
        id=f"us-gaap-{year}",
        title=f"US GAAP Financial Reporting Taxonomy {year}",
        year=year,
        official=True,
        namespaces=tuple(namespaces),
        type_namespaces=_type_namespaces(main, gathered),
        sources=sources,
        gaps=(
            *_unused(gathered, namespaces),
            *_unlabelled(tables["concepts-us-gaap"]),
        ),
    )
    domains = {element.name: element.type for element in main.elements if not element.substitution_group}
    tables |= {
        "labels": [
            (concept, role, "official", text)
            for concept, labels in sorted(gathered.labels.items())
            if concept in known
            for role, text in sorted(labels.items())
            if role not in ("label", "documentation")
        ],
        "documentation": [
            (concept, labels["documentation"])
            for concept, labels in sorted(gathered.labels.items())
            if concept in known and "documentation" in labels
        ],
        "deprecations": [
            (concept, row[6], "true", _only(gathered.replacements.get(concept)), "")
            for table, rows in tables.items()
            for row in rows
            if row[6] and (concept := f"{table.removeprefix('concepts-')}:{row[0]}")
        ],
        "types": _types(gathered),
        "enumerations": [
            (type_.qname, value, "official")
            for schema in gathered.schemas.values()
            for type_ in schema.types
            for value in type_.values
        ],
        "typed_domains": [("us-gaap", name, type_) for name, type_ in domains.items()],
    }
    relationships = _relationships(gathered)
    return carried_over(about, tables, relationships, declared_roles=frozenset(gathered.roles))


def _unused(gathered: Gathered, namespaces: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Families that were given, but of another year."""
    used = {uri for _, uri, _ in namespaces}
    for uri, schema in gathered.schemas.items():
        name = family_of(uri)
        if name is not None and name.family in FAMILIES and schema.elements and uri not in used:
            yield f"{name.family} of {name.version} was given and not used"


def _unlabelled(rows: Iterable[Row]) -> Iterator[str]:
    count = sum(1 for row in rows if not row[-1])
    if count:
        yield f"{count:,} us-gaap concepts have no label"


def _concepts(family: str, schema: Schema, gathered: Gathered) -> list[Row]:
    rows: list[Row] = []
    for element in schema.elements:
        if not element.substitution_group:
            continue
        label = gathered.labels.get(f"{family}:{element.name}", {}).get("label", "")
        deprecated = _DEPRECATED.search(label)
        rows.append(
            (
                element.name,
                element.type,
                element.substitution_group,
                element.period_type,
                element.balance,
                ("a" if element.abstract else "") + ("" if element.nillable else "n"),
                deprecated[1] if deprecated else "",
                "official",
                "",
                element.typed_domain,
                "official" if label else "",
                label,
            )
        )
    return sorted(rows, key=tuple)


def _types(gathered: Gathered) -> list[Row]:
    """The declared types. One that is built on something else than an item type or another declared type is taken for
    a string, since it cannot be written down again."""
    declared = {type_.qname: type_ for schema in gathered.schemas.values() for type_ in schema.types}
    known = ("xbrli:", "dtr-types:", "num:", "nonnum:")
    return [
        (
            type_.qname,
            type_.base if type_.base.startswith(known) or type_.base in declared else "xbrli:stringItemType",
            type_.pattern,
        )
        for type_ in declared.values()
    ]


def _type_namespaces(main: Schema, gathered: Gathered) -> tuple[tuple[str, str, str], ...]:
    """The type schemas by prefix, as the us-gaap schema imports them, with canonical URLs."""
    used = {element.type.partition(":")[0] for schema in gathered.schemas.values() for element in schema.elements}
    locations: dict[str, str] = {}
    for schema in (main, *gathered.schemas.values()):
        for namespace, location in schema.references:
            locations.setdefault(namespace, location)
    found = []
    for prefix in sorted(used - {"xs", "xbrli", "xbrldt", *FAMILIES}):
        uri = main.prefixes.get(prefix) or next(
            (schema.prefixes[prefix] for schema in gathered.schemas.values() if prefix in schema.prefixes), ""
        )
        if not uri:
            continue
        name = family_of(uri)
        url = canonical(name.family, name.year, name.version).schema_url if name else locations.get(uri, "")
        found.append((prefix, uri, url))
    return tuple(found)


def _relationships(gathered: Gathered) -> dict[str, list[Row]]:
    roles = {uri: role for uri, role in gathered.roles.items() if role.id}
    for uri in (*gathered.trees, *gathered.arcs):
        if uri not in roles:
            roles[uri] = Role(uri, uri.partition("/role/")[2].replace("/", "-") or uri, "")
    ids = [role.id for role in roles.values()]
    unique = {
        uri: role.id if ids.count(role.id) == 1 else f"{role.id}-{number}"
        for number, (uri, role) in enumerate(roles.items())
    }
    return {
        "roles": [(uri, unique[uri], role.definition, " ".join(role.used_on)) for uri, role in roles.items()],
        "calculations": [
            (unique[uri], source, target, str(weight), f"{order:g}")
            for uri, arcs in sorted(gathered.arcs.items())
            for source, target, weight, order in sorted(set(arcs), key=lambda arc: (arc[0], arc[3], arc[1]))
        ],
        "presentation": [
            (unique[uri], str(depth), concept, preferred)
            for uri, arcs in sorted(gathered.trees.items(), key=lambda tree: roles[tree[0]].definition)
            for depth, concept, preferred in _walked(list(dict.fromkeys(arcs)))
        ],
    }


def _walked(arcs: Sequence[tuple[str, str, float, str]]) -> list[tuple[int, str, str]]:
    """A presentation tree in pre-order; a concept under itself ends the walk there."""
    children: dict[str, list[tuple[float, int, str, str]]] = {}
    for number, (parent, child, order, preferred) in enumerate(arcs):
        children.setdefault(parent, []).append((order, number, child, preferred))
    targets = {child for _, child, _, _ in arcs}
    walked: list[tuple[int, str, str]] = []
    pending = [(0, root, "", frozenset[str]()) for root in reversed(children) if root not in targets]
    while pending:
        depth, concept, preferred, above = pending.pop()
        walked.append((depth, concept, preferred))
        if concept not in above:
            below = above | {concept}
            for _, _, child, label in sorted(children.get(concept, ()), reverse=True):
                pending.append((depth + 1, child, label, below))
    return walked


def _only(replacements: Sequence[str] | None) -> str:
    return replacements[0] if replacements and len(replacements) == 1 else ""


def _install(about: About, tables: dict[str, Iterable[Row]], into: Path) -> About:
    target = into / about.id
    try:
        into.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{about.id}-", dir=into))
        try:
            written = write_store(made, about, tables)
            made.chmod(0o755)
            old = into / f".{about.id}-replaced"
            shutil.rmtree(old, ignore_errors=True)
            if target.exists():
                target.rename(old)
            made.rename(target)
            shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise _refused(
            "taxonomy.cannot-write",
            f"The catalogue cannot be written: {error.strerror or error}.",
            "Set XBRLGEN_HOME to a folder that can be written.",
        ) from error
    forget()
    return written


def _refused(code: str, message: str, remedy: str) -> UnreadableInputError:
    return UnreadableInputError(Diagnostic(code, Severity.ERROR, message, remedy))
