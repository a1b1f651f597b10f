"""The tables' own cross-checks, reproduced against the built catalogue (they need the tables it was built from)."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from taxonomy import Catalogue
from taxonomy.installed import EMBEDDED


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(EMBEDDED / "us-gaap-2025")


@pytest.fixture(scope="module")
def tables(shared: Path) -> Path:
    return shared / "us-gaap"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_four_hundred_concepts_as_filings_render_them(catalogue: Catalogue, tables: Path) -> None:
    checked = rows(tables / "crosscheck_400.csv")
    right = Counter[str]()
    for row in checked:
        concept = catalogue.concept(f"us-gaap:{row['concept']}")
        if concept is None:
            continue
        right["present"] += 1
        for subject, ours in (
            ("type ours|filing|ok", concept.type.partition(":")[2]),
            ("balance", concept.balance or ""),
            ("period", concept.period_type),
        ):
            filed = row[subject].split("|")[1].rpartition(":")[2]
            if not filed:
                continue
            right[f"{subject.split()[0]} known"] += 1
            right[subject.split()[0]] += ours == filed
    assert right["present"] == len(checked) == 400
    assert right["type"] == right["type known"] == 400
    assert right["balance"] == right["balance known"]
    assert right["period"] == right["period known"] == 364


def test_the_catalogue_answers_for_every_name_of_the_linkbases(catalogue: Catalogue, tables: Path) -> None:
    declared = rows(tables / "us-gaap-2025" / "concepts.csv")
    assert sum(row["in_linkbases"] == "true" for row in declared) == 17_201
    assert [row["name"] for row in declared if catalogue.concept(f"us-gaap:{row['name']}") is None] == []


def test_sources_of_the_attributes_are_as_stated(catalogue: Catalogue) -> None:
    assert Counter(concept.source for concept in catalogue.concepts()) == {
        "2020-official": 15_510,
        "2022q3-official-supplement": 253,
        "filing": 428,
        "filing+inferred-balance": 52,
        "inferred": 943,
        "inferred-reviewed": 133,
    }


def test_every_official_arc_is_there(catalogue: Catalogue, tables: Path) -> None:
    official = {
        (row["role"], row["parent"], row["child"], int(row["weight"]))
        for row in rows(tables / "us-gaap-2025" / "calculations.csv")
        if not row["parent"].startswith("us-gaap-ebp:")
    }
    arcs = {(arc.role, arc.parent, arc.child, arc.weight) for arc in catalogue.calculations()}
    assert arcs == official
    ours = [arc for arc in catalogue.calculations() if {arc.parent[:8], arc.child[:8]} == {"us-gaap:"}]
    assert len(ours) == 6_494


def test_arcs_agree_with_type_period_and_balance(catalogue: Catalogue) -> None:
    """XBRL 2.1 §5.2.5.2: same type and period type at both ends, and a weight that the balances allow (§5.1.1.2)."""
    conflicts = []
    for arc in catalogue.calculations():
        parent, child = catalogue.concept(arc.parent), catalogue.concept(arc.child)
        assert parent is not None and child is not None
        same_balance = parent.balance == child.balance
        allowed = not (parent.balance and child.balance) or (arc.weight > 0) == same_balance
        if parent.type != child.type or parent.period_type != child.period_type or not allowed:
            conflicts.append(arc)
    assert conflicts == []


def test_the_presentation_is_the_tables(catalogue: Catalogue, tables: Path) -> None:
    expected = [
        (row["role"], int(row["order"]), row["concept"], row["parent"] or None, row["preferred_label"] or None)
        for row in rows(tables / "us-gaap-2025" / "presentation.csv")
    ]
    found = [
        (node.role, node.order, node.concept, node.parent, node.preferred_label)
        for role in catalogue.presentation_roles()
        for node in catalogue.presentation(role)
    ]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_the_non_negative_set_is_the_rules(catalogue: Catalogue, tables: Path) -> None:
    listed = {row["concept"] for row in rows(tables / "us-gaap-2025" / "non_negative.csv")}
    assert len(listed) == 6_632
    assert all(catalogue.never_negative(concept) for concept in listed)
    gone = [name for name in listed if name.startswith("us-gaap:") and catalogue.concept(name) is None]
    assert len(gone) == 72
