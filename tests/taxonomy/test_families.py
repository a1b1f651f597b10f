"""Namespaces and URLs by pattern."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from taxonomy.families import FamilyName, canonical, family_of


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("http://fasb.org/us-gaap/2020-01-31", FamilyName("us-gaap", 2020, "2020-01-31")),
        ("http://fasb.org/us-types/2025", FamilyName("us-types", 2025, "2025")),
        ("http://xbrl.sec.gov/dei/2021q4", FamilyName("dei", 2021, "2021q4")),
        ("http://fasb.org/us-gaap-ebp/2025", None),
        ("http://example.com/us-gaap/2025", None),
        ("http://fasb.org/us-gaap/2025/more", None),
    ],
)
def test_what_a_namespace_says(uri: str, expected: FamilyName | None) -> None:
    assert family_of(uri) == expected


def test_fasb_named_its_files_by_http_until_2021() -> None:
    assert canonical("srt", 2020).schema_url == "http://xbrl.fasb.org/srt/2020/elts/srt-2020-01-31.xsd"
    assert canonical("srt", 2022).schema_url == "https://xbrl.fasb.org/srt/2022/elts/srt-2022.xsd"


def test_the_pattern_gives_every_namespace_that_edgar_lists(shared: Path) -> None:
    with (shared / "us-gaap" / "namespaces.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in ("concepts", "types")]
    checked = 0
    for row in rows:
        name = family_of(row["namespace"])
        if name is None or "country-2017" in row["schema_url"]:
            continue
        namespace = canonical(name.family, name.year, name.version)
        assert namespace.uri == row["namespace"]
        assert namespace.schema_url.replace("http://", "https://") == row["schema_url"]
        if name.version == row["year"] or "-01-31" in name.version:
            assert canonical(name.family, name.year) == namespace
        checked += 1
    assert checked > 50
