"""Zips that mean harm, or are merely broken, are told and not used."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from generator.diagnostics import UnreadableInputError
from taxonomy import archive
from taxonomy.archive import SourceFiles
from tests.taxonomy.conftest import MakeZip


def code_of(path: Path) -> str:
    with pytest.raises(UnreadableInputError) as raised:
        SourceFiles(path)
    (diagnostic,) = raised.value.diagnostics
    assert str(path.parent) not in diagnostic.message
    return diagnostic.code


def test_a_zip_and_a_folder_with_the_same_files_read_the_same(make_zip: MakeZip, tmp_path: Path) -> None:
    files = {"a/one.xsd": "<x/>", "a/b/two.xml": "<y/>", "a/read.txt": "no schema"}
    zipped = SourceFiles(make_zip(files))
    for name, content in files.items():
        (tmp_path / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "folder" / name).write_text(content)
    folder = SourceFiles(tmp_path / "folder")
    assert zipped.names == folder.names == ("a/b/two.xml", "a/one.xsd")
    assert zipped.read("a/one.xsd") == folder.read("a/one.xsd") == b"<x/>"


def test_the_fingerprint_names_the_content_and_no_place(make_zip: MakeZip, tmp_path: Path) -> None:
    one = SourceFiles(make_zip({"a.xsd": "<x/>"}, "one.zip")).fingerprint()
    assert one.startswith("one.zip (sha256 ") and str(tmp_path) not in one


@pytest.mark.parametrize(
    "name",
    ["../up.xsd", "/etc/abs.xsd", "a/../../up.xsd", "c:/windows.xsd", "a\\..\\b.xsd"],
)
def test_entries_that_lead_outside_are_refused(make_zip: MakeZip, name: str) -> None:
    assert code_of(make_zip({name: "<x/>"})) == "taxonomy.unsafe-zip"


def test_a_bomb_is_refused_before_it_is_opened(make_zip: MakeZip) -> None:
    assert code_of(make_zip({"bomb.xsd": b"\0" * (8 * 2**20)})) == "taxonomy.unsafe-zip"


def test_too_many_entries_are_refused(make_zip: MakeZip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILES", 3)
    assert code_of(make_zip({f"{n}.xsd": "" for n in range(4)})) == "taxonomy.unsafe-zip"


def test_too_much_in_all_is_refused(make_zip: MakeZip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 100)
    assert code_of(make_zip({"a.xsd": "a" * 60, "b.xsd": "b" * 60})) == "taxonomy.unsafe-zip"


def test_the_same_entry_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as file, pytest.warns(UserWarning):
        file.writestr("a.xsd", "<x/>")
        file.writestr("a.xsd", "<y/>")
    assert code_of(path) == "taxonomy.unsafe-zip"


def test_what_is_no_zip_or_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("not a zip")
    assert code_of(tmp_path / "text.zip") == "taxonomy.bad-zip"
    assert code_of(tmp_path / "none.zip") == "taxonomy.missing"
    (tmp_path / "package.tar.gz").write_bytes(b"\x1f\x8b not a zip")
    with pytest.raises(UnreadableInputError) as raised:
        archive.SourceFiles(tmp_path / "package.tar.gz")
    assert raised.value.diagnostics[0].remedy == "Unpack it and give the folder."


def test_a_zip_cut_short_or_damaged_is_told(make_zip: MakeZip, tmp_path: Path) -> None:
    data = make_zip({"a.xsd": bytes(range(256)) * 40}).read_bytes()
    (tmp_path / "cut.zip").write_bytes(data[: len(data) // 2])
    assert code_of(tmp_path / "cut.zip") == "taxonomy.bad-zip"
    (tmp_path / "hurt.zip").write_bytes(data[:60] + bytes(len(data[60:90])) + data[90:])
    with pytest.raises(UnreadableInputError) as raised:
        SourceFiles(tmp_path / "hurt.zip").read("a.xsd")
    assert raised.value.diagnostics[0].code == "taxonomy.bad-zip"


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<secret/>")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link.xml").symlink_to(tmp_path / "secret.xml")
    assert SourceFiles(tmp_path / "folder").names == ()
