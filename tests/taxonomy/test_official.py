"""Packages of official files: which file is whose."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.diagnostics import UnreadableInputError
from taxonomy import Catalogue, open_catalogue
from taxonomy.importing import add_taxonomy
from taxonomy.installed import EMBEDDED
from taxonomy.official import file_sources, official_package
from taxonomy.package import closure_package
from tests.taxonomy.conftest import MakeZip
from tests.taxonomy.test_package_in_arelle import load

ELTS = "https://xbrl.fasb.org/us-gaap/2026/elts"
CATALOG = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <rewriteURI uriStartString="http://xbrl.fasb.org/us-gaap/2026/" rewritePrefix="../"/>
  <rewriteURI uriStartString="https://xbrl.fasb.org/us-gaap/2026/" rewritePrefix="../"/></catalog>"""
Files = dict[str, str]


@pytest.fixture
def catalogue(mini: Files, make_zip: MakeZip) -> Catalogue:
    add_taxonomy([make_zip(mini)])
    return open_catalogue("us-gaap-2026")


@pytest.mark.parametrize("with_catalog", [True, False])
def test_official_files_stand_as_they_are_and_the_rest_is_told(
    catalogue: Catalogue, mini: Files, make_zip: MakeZip, with_catalog: bool
) -> None:
    if with_catalog:
        mini["us-gaap-2026/META-INF/catalog.xml"] = CATALOG
    made = official_package(make_zip(mini), catalogue)
    assert made.official == (f"{ELTS}/us-gaap-2026.xsd", f"{ELTS}/us-types-2026.xsd")
    assert made.empty == (f"{ELTS}/us-gaap-eedm-def-2026.xml",)
    assert "https://xbrl.sec.gov/dei/2026/dei-2026.xsd" in made.embedded
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        schema = archive.read("us-gaap-2026/xbrl.fasb.org/us-gaap/2026/elts/us-gaap-2026.xsd")
    assert schema == mini["us-gaap-2026/elts/us-gaap-2026.xsd"].encode()
    (told,) = made.diagnostics
    assert told.code == "taxonomy.filled-up" and "dei-2026.xsd" in told.message and "eedm" in told.message


def test_each_file_s_source_can_be_asked_of_the_package(catalogue: Catalogue, mini: Files, make_zip: MakeZip) -> None:
    made = official_package(make_zip(mini), catalogue)
    sources = file_sources(made.data)
    assert sources[f"{ELTS}/us-gaap-2026.xsd"] == "official"
    assert sources["https://xbrl.sec.gov/dei/2026/dei-2026.xsd"] == "embedded"
    assert sources[f"{ELTS}/us-gaap-eedm-def-2026.xml"] == "empty"
    assert file_sources(closure_package(catalogue, [])) == {}


def test_a_flat_folder_is_understood(catalogue: Catalogue, mini: Files, tmp_path: Path) -> None:
    (tmp_path / "flat").mkdir()
    for name, content in mini.items():
        (tmp_path / "flat" / Path(name).name).write_text(content)
    made = official_package(tmp_path / "flat", catalogue)
    assert made.official == (f"{ELTS}/us-gaap-2026.xsd", f"{ELTS}/us-types-2026.xsd")


def test_it_loads_in_arelle(catalogue: Catalogue, mini: Files, make_zip: MakeZip, tmp_path: Path) -> None:
    made = official_package(make_zip(mini), catalogue)
    found, complaints = load(made.data, f"{ELTS}/us-gaap-2026.xsd", tmp_path)
    assert complaints == [] and "http://fasb.org/us-gaap/2026#RobotsNet" in found


def test_the_same_sources_give_the_same_bytes(catalogue: Catalogue, mini: Files, make_zip: MakeZip) -> None:
    path = make_zip(mini)
    assert official_package(path, catalogue).data == official_package(path, catalogue).data


def test_another_year_is_refused(mini: Files, make_zip: MakeZip) -> None:
    with pytest.raises(UnreadableInputError) as raised:
        official_package(make_zip(mini), open_catalogue("us-gaap-2025"))
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "taxonomy.other-year" and "us-gaap-2026.xsd" in diagnostic.message


def test_the_official_schema_of_2020_loads_with_stand_ins(official_2020: Path, tmp_path: Path) -> None:
    catalogue = Catalogue(EMBEDDED / "us-gaap-2020")
    made = official_package(official_2020, catalogue)
    url = catalogue.namespaces["us-gaap"].schema_url
    assert made.official == (url.replace("http://", "https://"),)
    found, complaints = load(made.data, url, tmp_path)
    assert complaints == []
    assert sum(1 for name in found if name.startswith("http://fasb.org/us-gaap/2020-01-31#")) == 17_280


def test_a_report_may_use_srt_beside_the_official_schema(official_2020: Path, tmp_path: Path) -> None:
    """The official schema names srt-types by http; another spelling beside it would be a second schema."""
    catalogue = Catalogue(EMBEDDED / "us-gaap-2020")
    made = official_package(official_2020, catalogue)
    imports = "".join(
        f"<xs:import namespace='{namespace.uri}' schemaLocation='{namespace.schema_url}'/>"
        for namespace in catalogue.namespaces.values()
    )
    entry = tmp_path / "entry.xsd"
    xs = "http://www.w3.org/2001/XMLSchema"
    entry.write_text(f"<xs:schema xmlns:xs='{xs}' targetNamespace='http://example.com/'>{imports}</xs:schema>")
    assert load(made.data, str(entry), tmp_path)[1] == []
