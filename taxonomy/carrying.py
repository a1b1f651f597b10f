"""What an added taxonomy lacks is carried over from the embedded one of 2025, and said to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from taxonomy.families import FAMILIES
from taxonomy.installed import EMBEDDED
from taxonomy.store import About, Row, read_about, read_rows

SOURCE = "us-gaap-2025"
RULES = ("non_negative", "non_negative_exclusions", "cover_rules", "filer_labels")
TYPES_BEFORE_2021 = {
    "dtr-types:domainItemType": "nonnum:domainItemType",
    "dtr-types:textBlockItemType": "nonnum:textBlockItemType",
    "dtr-types:percentItemType": "num:percentItemType",
    "dtr-types:perShareItemType": "num:perShareItemType",
    "dtr-types:volumeItemType": "num:volumeItemType",
    "dtr-types:energyItemType": "num:energyItemType",
    "dtr-types:areaItemType": "num:areaItemType",
    "dtr-types:guidanceItemType": "xbrli:stringItemType",
    "enum2:enumerationSetItemType": "srt-types:extensibleListItemType",
}
"""How the data types that srt and dei use were called before the registry joined num and nonnum."""


def carried_row(row: Row, *, before_2021: bool) -> Row:
    """A row of `concepts` as another year's: its types by their names then, its source no longer official."""
    name, type_, *rest = row
    rest[5] = "carried-from-2025"
    return (name, TYPES_BEFORE_2021.get(type_, type_) if before_2021 else type_, *rest)


def pruned(rows: Iterable[Row], known: frozenset[str]) -> list[Row]:
    """Rows of `presentation` without the concepts that are not known; what stood under one moves up to its parent."""
    kept: list[Row] = []
    dropped: list[int] = []
    role = ""
    for role_id, level, concept, preferred in rows:
        depth = int(level)
        dropped = [above for above in dropped if above < depth] if role_id == role else []
        role = role_id
        if concept in known:
            kept.append((role_id, str(depth - len(dropped)), concept, preferred))
        else:
            dropped.append(depth)
    return kept


def carried_over(
    about: About,
    tables: dict[str, Iterable[Row]],
    relationships: Mapping[str, list[Row]],
    declared_roles: frozenset[str],
) -> tuple[About, dict[str, Iterable[Row]]]:
    """Fill the families, relationships and rules that are missing, and name them in `gaps`.

    A role's tree or sums are carried over only where the added taxonomy does not say which roles it has, or has the
    role without them.
    """
    folder = EMBEDDED / SOURCE
    donor = read_about(folder)
    before_2021 = any(prefix == "nonnum" for prefix, _, _ in about.type_namespaces)
    made = dict(tables)
    gaps = list(about.gaps)
    carried = [family for family in FAMILIES if f"concepts-{family}" not in made]
    for family in carried:
        rows = read_rows(folder, f"concepts-{family}")
        if rows:
            made[f"concepts-{family}"] = [carried_row(row, before_2021=before_2021) for row in rows]
    if carried:
        gaps.append(f"{', '.join(carried)}: declarations carried over from {SOURCE}")
    known = frozenset(
        f"{table.removeprefix('concepts-')}:{row[0]}"
        for table, rows in made.items()
        if table.startswith("concepts-")
        for row in rows
    )
    made |= _carried_types(made, folder_rows=read_rows(folder, "types"), enumerations=read_rows(folder, "enumerations"))
    related, more = _carried_relationships(relationships, known, declared_roles)
    gaps += more
    made |= related
    made |= {table: read_rows(folder, table) for table in RULES}
    made["deprecations"] = _deprecations(made["deprecations"], read_rows(folder, "deprecations"), about.year, known)
    if not any(True for _ in made.get("documentation", ())):
        gaps.append("no documentation labels")
        made.pop("documentation", None)
    prefixes = {prefix for prefix, _, _ in about.type_namespaces}
    needed = {row[1].partition(":")[0] for table, rows in made.items() if table.startswith("concepts-") for row in rows}
    types = [row for row in donor.type_namespaces if row[0] in needed and row[0] not in prefixes]
    types = [
        (prefix, uri.replace("2025", str(about.year)), url.replace("2025", str(about.year)))
        for prefix, uri, url in types
    ]
    described = replace(
        about,
        type_namespaces=(*about.type_namespaces, *types),
        gaps=tuple(gaps),
        notice=donor.notice,
    )
    return described, made


def _carried_types(
    tables: Mapping[str, Iterable[Row]], *, folder_rows: list[list[str]], enumerations: list[list[str]]
) -> dict[str, Iterable[Row]]:
    """The declared types in use, the added taxonomy's own first."""
    types, values = list(tables["types"]), list(tables["enumerations"])
    own = {row[0] for row in types}
    used = {row[1] for table, rows in tables.items() if table.startswith("concepts-") for row in rows}
    lacking = {row[0]: row for row in folder_rows if row[0] not in own and row[0] in used}
    for type_ in sorted(used - own - set(lacking)):
        if type_.partition(":")[0] in ("us-types", "srt-types", "dei"):
            lacking[type_] = [type_, "xbrli:stringItemType", ""]
    return {
        "types": sorted([*types, *lacking.values()], key=tuple),
        "enumerations": [*values, *(row for row in enumerations if row[0] in lacking)],
    }


def _carried_relationships(
    own: Mapping[str, list[Row]], known: frozenset[str], declared_roles: frozenset[str]
) -> tuple[dict[str, Iterable[Row]], list[str]]:
    folder = EMBEDDED / SOURCE
    donor_roles = {row[1]: row for row in read_rows(folder, "roles")}
    described = {row[0]: row[2:] for row in donor_roles.values()}
    roles = [row if row[2] else (*row[:2], *described.get(row[0], (row[1], row[3]))) for row in own["roles"]]
    ids = {row[0]: row[1] for row in roles}
    taken = set(ids.values())
    made: dict[str, Iterable[Row]] = {}
    gaps: list[str] = []
    for table, subject in (("presentation", "presentation"), ("calculations", "calculations")):
        rows = _known(table, own[table], known)
        present = {row[0] for row in rows}
        carried: dict[str, list[Row]] = {}
        for row in read_rows(folder, table):
            uri = donor_roles[row[0]][0]
            has = ids.get(uri) in present
            expected = not declared_roles or uri in declared_roles
            if not has and expected:
                carried.setdefault(row[0], []).append(row)
        for id_, donated in carried.items():
            uri = donor_roles[id_][0]
            if uri not in ids:
                ids[uri] = id_ if id_ not in taken else f"{id_}-{SOURCE}"
                taken.add(ids[uri])
                roles.append([uri, ids[uri], *donor_roles[id_][2:]])
            moved = [(ids[uri], *row[1:]) for row in donated]
            rows += _known(table, moved, known)
        made[table] = rows
        if carried:
            gaps.append(f"{subject} of {len(carried)} roles carried over from {SOURCE}, where the concepts exist")
    made["roles"] = roles
    return made, gaps


def _known(table: str, rows: Iterable[Row], known: frozenset[str]) -> list[Row]:
    """The rows of `presentation` or `calculations` that speak of concepts the taxonomy has."""
    if table == "presentation":
        return pruned(rows, known)
    return [row for row in rows if row[1] in known and row[2] in known]


def _deprecations(own: Iterable[Row], donor: Iterable[Row], year: int, known: frozenset[str]) -> list[Row]:
    rows = list(own)
    named = {row[0] for row in rows}
    return rows + [
        (concept, when, "false", replacement, reason)
        for concept, when, _, replacement, reason in donor
        if concept not in named and concept not in known and int(when) <= year
    ]
