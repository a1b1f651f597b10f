"""The build from tables: deterministic, and what is committed is what it builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from taxonomy.build import build
from taxonomy.installed import EMBEDDED
from taxonomy.store import read_about, read_lines


@pytest.fixture(scope="module")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("data")
    build(shared / "us-gaap", out)
    return out


@pytest.mark.parametrize("taxonomy_id", ["us-gaap-2025", "us-gaap-2020"])
def test_the_committed_store_is_what_the_tables_build(built: Path, taxonomy_id: str) -> None:
    fresh, committed = built / taxonomy_id, EMBEDDED / taxonomy_id
    names = sorted(path.name for path in fresh.iterdir())
    assert names == sorted(path.name for path in committed.iterdir())
    assert read_about(fresh) == read_about(committed)
    for name in names:
        if name != "about.json":
            table = name.removesuffix(".tsv.gz")
            assert read_lines(fresh, table) == read_lines(committed, table), table


def test_all_that_is_embedded_is_small_and_carries_its_notice() -> None:
    assert sum(path.stat().st_size for path in EMBEDDED.rglob("*") if path.is_file()) < 8_000_000
    for taxonomy_id in ("us-gaap-2025", "us-gaap-2020"):
        about = read_about(EMBEDDED / taxonomy_id)
        assert "Financial Accounting Foundation" in about.notice and "must not be presented" in about.notice
        assert about.gaps and not about.complete
