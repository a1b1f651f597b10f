from __future__ import annotations

from pathlib import Path

import pytest

from generator.rendering import write_filing
from generator.rendering.names import check_file_name
from generator.report.model import Filing


def test_a_filing_replaces_the_one_before(tmp_path: Path) -> None:
    write_filing(Filing("demo", "a.htm", (("a.htm", b"1"), ("b.xsd", b"2"))), tmp_path)
    folder = write_filing(Filing("demo", "a.htm", (("a.htm", b"3"),)), tmp_path)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {"a.htm": b"3"}
    assert [p.name for p in tmp_path.iterdir()] == ["demo"]


@pytest.mark.parametrize("name", ["../a.htm", "a/b.htm", "", ".", "a\\b.htm"])
def test_a_name_that_leaves_the_folder_writes_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="plain"):
        write_filing(Filing("demo", "a.htm", (("a.htm", b"1"), (name, b"2"))), tmp_path)
    with pytest.raises(ValueError, match="plain"):
        write_filing(Filing(name, "a.htm", (("a.htm", b"1"),)), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_filing(Filing("demo", "a.htm", (("a.htm", b"1"),)), tmp_path)

    def full(self: Path, data: bytes) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="full"):
        write_filing(Filing("demo", "a.htm", (("a.htm", b"2"),)), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["demo"]
    assert (tmp_path / "demo" / "a.htm").read_bytes() == b"1"


@pytest.mark.parametrize(
    "name", ["demo-20250930.htm", "demo-20250930.xsd", "demo-20250930_lab.xml", "3m-20250930_cal.xml"]
)
def test_names_that_edgar_takes(name: str) -> None:
    check_file_name(name)


@pytest.mark.parametrize(
    "name", ["averyveryverylongname-20250930_lab.xml", "Demo-20250930.xsd", "demo.xsd", "-demo.htm", "de mo.htm"]
)
def test_names_that_edgar_refuses(name: str) -> None:
    with pytest.raises(ValueError, match=r"EDGAR|longer"):
        check_file_name(name)
