"""Tables on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import UnreadableInputError
from taxonomy.store import About, read_about, read_rows, write_store

ABOUT = About(
    id="us-gaap-2026",
    title="A small one",
    year=2026,
    official=True,
    namespaces=(("us-gaap", "http://fasb.org/us-gaap/2026", "https://xbrl.fasb.org/x.xsd"),),
    type_namespaces=(),
    gaps=("no labels",),
)
TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_rows_come_back_with_spaces_as_one(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    written = [("c", *row[:1]) for row in rows]
    write_store(folder, ABOUT, {"evidence": written})
    assert read_rows(folder, "evidence") == [[" ".join(value.split()) for value in row] for row in written]


def test_about_comes_back_with_the_counts(tmp_path: Path) -> None:
    about = write_store(tmp_path, ABOUT, {"evidence": [("a", "b")], "labels": []})
    assert read_about(tmp_path) == about
    assert about.counts == {"evidence": 1} and not about.complete
    assert read_rows(tmp_path, "labels") == []


def test_a_row_of_the_wrong_width_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="evidence"):
        write_store(tmp_path, ABOUT, {"evidence": [("a", "b", "c")]})


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"id": 3}', "\x00"])
def test_a_damaged_description_is_a_value_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "about.json").write_text(text)
    with pytest.raises((ValueError, OSError)):
        read_about(tmp_path)


def test_the_description_is_readable_json(tmp_path: Path) -> None:
    write_store(tmp_path, ABOUT, {})
    assert json.loads((tmp_path / "about.json").read_text())["gaps"] == ["no labels"]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_store(tmp_path / name, ABOUT, {"evidence": [("a", "b")], "labels": [("a", "label", "official", "A")]})
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == ["about.json", "evidence.tsv.gz", "labels.tsv.gz"]
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_a_damaged_table_is_a_diagnostic(tmp_path: Path) -> None:
    write_store(tmp_path, ABOUT, {"evidence": [("a", "b")]})
    path = tmp_path / "evidence.tsv.gz"
    for damaged in (path.read_bytes()[:-6], b"not gzip"):
        path.write_bytes(damaged)
        with pytest.raises(UnreadableInputError) as raised:
            read_rows(tmp_path, "evidence")
        assert raised.value.diagnostics[0].code == "taxonomy.damaged"
