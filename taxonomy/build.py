"""Build the embedded catalogues from the tables of facts about US-GAAP 2025 and 2020.

    python -m taxonomy.build SOURCE_DIR [--out taxonomy/data]

The same tables give the same bytes. Needed only when the tables change: what it writes is part of the repository.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import shutil
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from taxonomy.carrying import carried_row, pruned
from taxonomy.declared_types import DECLARING_PREFIXES, declared_type
from taxonomy.families import FAMILIES, canonical
from taxonomy.store import About, Row, write_store

NOTICE = (
    "The US GAAP and SEC Reporting taxonomies are (c) 2010-2025 Financial Accounting Foundation; (c) 2007-2010 XBRL "
    "US, Inc. and may be incorporated, without change, in whole or in part, in works that assist in their use, with "
    "this notice kept (https://xbrl.fasb.org/terms/TaxonomiesTermsConditions.html). The SEC taxonomies (dei, country, "
    "currency, exch, stpr) are works of the United States government. Rows whose source is not official are not the "
    "text or values of FASB or the SEC and must not be presented as the official taxonomy."
)
EXCLUSION_KINDS = {
    "EXCLUDE_NON_NEG_AXIS": "axis",
    "EXCLUDE_NON_NEG_AXIS_MEMBERS": "axis-member",
    "EXCLUDE_NON_NEG_MEMBERS": "member",
    "EXCLUDE_NON_NEG_STRING_MEMBERS": "member-text",
}
TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "UM", "VI"})
PROVINCES = frozenset({"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"})
"""How stpr differs from EDGAR's state codes: no territories, and the Canadian provinces as `CA-ON`."""

TYPED_DOMAINS_2025 = (
    ("InvestmentIdentifierAxis.domain", "xs:string"),
    ("RevenueRemainingPerformanceObligationExpectedTimingOfSatisfactionStartDateAxis.domain", "xs:date"),
)
SUCCESSORS = {
    "SalesRevenueNet": "RevenueFromContractWithCustomerExcludingAssessedTax",
    "SalesRevenueGoodsNet": "RevenueFromContractWithCustomerExcludingAssessedTax",
    "SalesRevenueServicesNet": "RevenueFromContractWithCustomerExcludingAssessedTax",
    "CostOfGoodsSold": "CostOfGoodsAndServicesSold",
    "CostOfServices": "CostOfGoodsAndServicesSold",
}
"""Concepts of 2009 that filers used most and that are gone, with what those filers use now."""

Source = Mapping[str, str]


def build(source: Path, out: Path) -> tuple[About, ...]:
    """Write the catalogues `us-gaap-2025` and `us-gaap-2020` under `out`, replacing those that are there."""
    made = (_about_2025(source), _tables_2025(source)), (_about_2020(source), _tables_2020(source))
    written = []
    for about, tables in made:
        folder = out / about.id
        if folder.exists():
            shutil.rmtree(folder)
        written.append(write_store(folder, about, tables))
    (out / "NOTICE").write_text(textwrap.fill(NOTICE, 100) + "\n", "utf-8")
    return tuple(written)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Build the embedded catalogues.")
    parser.add_argument("source", type=Path, metavar="SOURCE_DIR")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "data")
    options = parser.parse_args(arguments)
    build(options.source, options.out)


def _about_2025(source: Path) -> About:
    return About(
        id="us-gaap-2025",
        title="US GAAP Financial Reporting Taxonomy 2025",
        year=2025,
        official=False,
        namespaces=tuple(_namespaces(source, 2025)),
        type_namespaces=(
            _type_namespace("us-types", 2025),
            _type_namespace("srt-types", 2025),
            _DTR_2022,
            _ENUM2,
        ),
        sources=("embedded tables: official linkbases of 2025, attributes by evidence",),
        gaps=(
            "attributes of concepts newer than 2020 are inferred where no official file gives them (see each concept)",
            "enumeration domains of the extensible enumerations are not known",
            "base types and some values of the dei and us-types types are not official",
            "country, currency and stpr as far as statements and EDGAR's lists name them; no members of exch",
            "calculations of the employee benefit plan taxonomy (us-gaap-ebp) are left out",
            "no documentation labels",
        ),
        notice=NOTICE,
    )


_DTR_2022 = (
    "dtr-types",
    "http://www.xbrl.org/dtr/type/2022-03-31",
    "https://www.xbrl.org/dtr/type/2022-03-31/types.xsd",
)
_ENUM2 = (
    "enum2",
    "http://xbrl.org/2020/extensible-enumerations-2.0",
    "https://www.xbrl.org/2020/extensible-enumerations-2.0.xsd",
)


def _about_2020(source: Path) -> About:
    return About(
        id="us-gaap-2020",
        title="US GAAP Financial Reporting Taxonomy 2020",
        year=2020,
        official=True,
        namespaces=tuple(_namespaces(source, 2020)),
        type_namespaces=(
            _type_namespace("us-types", 2020),
            _type_namespace("srt-types", 2020),
            ("num", "http://www.xbrl.org/dtr/type/numeric", "http://www.xbrl.org/dtr/type/numeric-2009-12-16.xsd"),
            (
                "nonnum",
                "http://www.xbrl.org/dtr/type/non-numeric",
                "http://www.xbrl.org/dtr/type/nonNumeric-2009-12-16.xsd",
            ),
        ),
        sources=("embedded tables: official schema and labels of 2020",),
        gaps=(
            "calculations and presentation are those of 2025, where 2020 has the concepts",
            "srt, dei, country and currency declarations are those of 2025",
            "base types and some values of the dei and us-types types are not official",
            "no documentation labels",
        ),
        notice=NOTICE,
    )


def _type_namespace(prefix: str, year: int) -> tuple[str, str, str]:
    namespace = canonical(prefix, year)
    return namespace.prefix, namespace.uri, namespace.schema_url


def _namespaces(source: Path, year: int) -> Iterator[tuple[str, str, str]]:
    rows = [row for row in _read(source / "namespaces.csv") if row["year"] == str(year) and row["kind"] == "concepts"]
    for family in FAMILIES:
        if any(row["family"] == row["prefix"] == family for row in rows):
            namespace = canonical(family, year)
            yield namespace.prefix, namespace.uri, namespace.schema_url


def _tables_2025(source: Path) -> dict[str, Iterable[Row]]:
    folder = source / "us-gaap-2025"
    concepts = list(_read(folder / "concepts.csv"))
    labels = list(_read(folder / "labels.csv"))
    presentation = list(_read(folder / "presentation.csv"))
    return {
        "concepts-us-gaap": [_us_gaap_row(row) for row in concepts],
        **_families(source, presentation),
        "labels": [
            (f"us-gaap:{row['concept']}", row["role"], row["source"], row["label"])
            for row in labels
            if row["role"] != "label"
        ],
        "evidence": [(f"us-gaap:{row['name']}", row["evidence"]) for row in concepts if row["evidence"]],
        "deprecations": [_deprecation(row, row["in_2025"] == "true") for row in _read(folder / "deprecated.csv")],
        **_relationships(folder, presentation),
        **_rules(source),
        "filer_labels": _filer_labels(source, frozenset(row["name"] for row in concepts)),
        **_types(source, [row["type"] for row in concepts]),
        "typed_domains": [("us-gaap", name, type_) for name, type_ in TYPED_DOMAINS_2025],
    }


def _tables_2020(source: Path) -> dict[str, Iterable[Row]]:
    later, folder = source / "us-gaap-2025", source / "us-gaap-2020"
    declared = list(_read(folder / "concepts.csv"))
    concepts = [row for row in declared if row["substitution_group"]]
    domains = [row for row in declared if not row["substitution_group"]]
    presentation = list(_read(later / "presentation.csv"))
    families = {
        table: [carried_row(row, before_2021=True) for row in rows]
        for table, rows in _families(source, presentation).items()
        if table != "concepts-stpr"
    }
    known = {f"us-gaap:{row['name']}" for row in concepts}
    for table, rows in families.items():
        known |= {f"{table.removeprefix('concepts-')}:{row[0]}" for row in rows}
    relationships = _relationships(later, presentation)
    relationships["presentation"] = pruned(relationships["presentation"], frozenset(known))
    relationships["calculations"] = [
        row for row in relationships["calculations"] if row[1] in known and row[2] in known
    ]
    deprecated = {row["concept"]: row for row in _read(later / "deprecated.csv") if int(row["year"]) <= 2020}
    return {
        "concepts-us-gaap": [_us_gaap_row(row, deprecated.get(row["name"], {}).get("year", "")) for row in concepts],
        **families,
        "labels": [
            (f"us-gaap:{row['concept']}", row["role"], "2020-official", row["label"])
            for row in _read(folder / "labels.csv")
            if row["role"] != "label"
        ],
        "deprecations": [_deprecation(row, f"us-gaap:{row['concept']}" in known) for row in deprecated.values()],
        **relationships,
        **_rules(source),
        "filer_labels": _filer_labels(source, frozenset(row["name"] for row in concepts)),
        **_types(source, [row["type"] for row in concepts]),
        "typed_domains": [("us-gaap", row["name"], row["type"]) for row in domains],
    }


def _us_gaap_row(row: Source, deprecated: str | None = None) -> Row:
    year = row["deprecated"].rpartition(":")[2] if deprecated is None else deprecated
    return (
        row["name"],
        row["type"],
        row["substitution_group"],
        row["period"],
        row["balance"],
        ("a" if row["abstract"] == "true" else "") + ("n" if row.get("nillable") == "false" else ""),
        year if year.isdigit() else "",
        row["attributes_source"],
        row.get("confidence", ""),
        row["typed_domain_ref"],
        row["label_source"],
        row["label"],
    )


def _families(source: Path, presentation: Iterable[Source]) -> dict[str, list[Row]]:
    """The other families: srt and dei from their own tables, the members of the rest as far as they are named."""
    enumerations = list(_read(source / "dei_enumerations.csv"))
    named: dict[str, set[str]] = {"country": set(), "currency": set(), "stpr": set()}
    for node in presentation:
        prefix, _, name = node["concept"].partition(":")
        if prefix in named:
            named[prefix].add(name)
    states = {row["value"] for row in enumerations if row["type"] == "dei:stateOrProvinceItemType"} - TERRITORIES
    named["stpr"] = {f"CA-{state}" if state in PROVINCES else state for state in states}
    return {
        "concepts-srt": [_family_row(row) for row in _read(source / "srt.csv")],
        "concepts-dei": [_family_row(row) for row in _read(source / "dei.csv")],
        **{f"concepts-{prefix}": [_member_row(name) for name in sorted(names)] for prefix, names in named.items()},
    }


def _family_row(row: Source) -> Row:
    return (
        row["concept"].partition(":")[2],
        row["type"],
        row["substitution_group"],
        row["period"],
        row["balance"],
        "a" if row["abstract"] == "true" else "",
        row["deprecated"],
        "official",
        "",
        "",
        row["label_source"],
        row["label"],
    )


def _member_row(name: str) -> Row:
    return (
        name,
        "dtr-types:domainItemType",
        "xbrli:item",
        "duration",
        "",
        "a",
        "",
        "inferred",
        "",
        "",
        "derived",
        name,
    )


def _relationships(folder: Path, presentation: Iterable[Source]) -> dict[str, list[Row]]:
    roles = {row["role"]: row for row in _read(folder / "roles.csv")}
    arcs = [row for row in _read(folder / "calculations.csv") if not row["parent"].startswith("us-gaap-ebp:")]
    for uri in {row["role"]: None for row in arcs if row["role"] not in roles}:
        id_ = uri.partition("/role/")[2].replace("/", "-")
        roles[uri] = {"id": id_, "definition": id_, "used_on": "link:calculationLink"}
    return {
        "roles": [(uri, row["id"], row["definition"], row["used_on"].replace("|", " ")) for uri, row in roles.items()],
        "calculations": [
            (roles[row["role"]]["id"], row["parent"], row["child"], row["weight"], row["order"]) for row in arcs
        ],
        "presentation": [
            (roles[row["role"]]["id"], row["depth"], row["concept"], row["preferred_label"]) for row in presentation
        ],
    }


def _deprecation(row: Source, remains: bool) -> Row:
    names = row["replacement"].split()
    replacement = f"us-gaap:{names[0]}" if len(names) == 1 and ":" not in names[0] else ""
    replacement = names[0] if len(names) == 1 and ":" in names[0] else replacement
    reason = row["reason"]
    if len(names) > 1:
        reason = f"{reason} Replaced by a combination: {' '.join(names)}.".strip()
    return (f"us-gaap:{row['concept']}", row["year"], "true" if remains else "false", replacement, reason)


def _rules(source: Path) -> dict[str, list[Row]]:
    folder = source / "us-gaap-2025"
    return {
        "non_negative": [(row["concept"], row["dqc_0015_rule_id"]) for row in _read(folder / "non_negative.csv")],
        "non_negative_exclusions": [
            (EXCLUSION_KINDS[row["set"]], row["axis_or_member_or_substring"], row["member"])
            for row in _read(folder / "non_negative_exclusions.csv")
        ],
        "enumerations": [(row["type"], row["value"], row["source"]) for row in _read(source / "dei_enumerations.csv")],
        "cover_rules": [
            (
                row["form"],
                row["concept"],
                row["rule"],
                row["severity"],
                row["axis"],
                row["value"],
                " ".join(f"dei:{name}" for name in row["reference"].split("|") if name),
                row["source"],
                row["dei_or_cover"].lower(),
                row["efm_section"],
                row["meaning"],
            )
            for row in _read(source / "dei_cover_rules.csv")
        ],
    }


def _filer_labels(source: Path, known: frozenset[str]) -> list[Row]:
    """The labels that at least two companies gave a concept on a statement; a concept since gone counts for its
    successor."""
    companies: Counter[tuple[str, str]] = Counter()
    with gzip.open(source / "filers-2009-2010" / "lexicon.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            concept = SUCCESSORS.get(row["tag"], row["tag"])
            if concept in known:
                companies[concept, row["label"]] += int(row["companies"])
    return [(f"us-gaap:{concept}", label, str(n)) for (concept, label), n in sorted(companies.items()) if n >= 2]


def _types(source: Path, us_gaap: Sequence[str]) -> dict[str, Iterable[Row]]:
    """The declared types in use, with the values they allow: EDGAR's lists for dei, else what is publicly known."""
    listed = [(row["type"], row["value"], row["source"]) for row in _read(source / "dei_enumerations.csv")]
    listed_types = {row[0] for row in listed}
    others = [row["type"] for name in ("dei.csv", "srt.csv") for row in _read(source / name)]
    used = {type_ for type_ in (*us_gaap, *others, *listed_types) if type_.partition(":")[0] in DECLARING_PREFIXES}
    return {
        "types": [(type_, declared_type(type_).base, declared_type(type_).pattern) for type_ in sorted(used)],
        "enumerations": listed
        + [
            (type_, value, "public description of an earlier year, unverified")
            for type_ in sorted(used - listed_types)
            for value in declared_type(type_).values
        ],
    }


def _read(path: Path) -> Iterator[Source]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    main()
