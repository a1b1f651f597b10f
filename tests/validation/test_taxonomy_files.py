"""Whose taxonomy files a filing was checked against."""

from __future__ import annotations

import io
import json
import zipfile

from generator.validation.parsing import parse_files
from generator.validation.taxonomy_files import is_closure, standard_names, taxonomy_files, whole_family
from generator.validation.verdict import TaxonomyFile
from taxonomy import open_catalogue
from tests.validation import example

GAAP = "https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd"
INSTANCE = "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"


def made(identifier: str, sources: dict[str, str] | None = None) -> bytes:
    about = (
        '<tp:taxonomyPackage xmlns:tp="http://xbrl.org/2016/taxonomy-package"><tp:identifier>'
        f"{identifier}</tp:identifier><tp:name>Tables</tp:name></tp:taxonomyPackage>"
    )
    catalog = (
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><rewriteURI '
        'uriStartString="https://xbrl.fasb.org/us-gaap/2025/" rewritePrefix="../gaap/"/></catalog>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("p/META-INF/taxonomyPackage.xml", about)
        archive.writestr("p/META-INF/catalog.xml", catalog)
        if sources:
            archive.writestr("p/sources.json", json.dumps(sources))
    return buffer.getvalue()


def test_files_outside_the_package_are_the_specifications_own() -> None:
    found = taxonomy_files([INSTANCE], made("urn:xbrlgen:x:closure"))
    assert found == (TaxonomyFile(INSTANCE, True, "bundled with Arelle"),)


def test_declarations_from_the_catalogue_are_never_called_official() -> None:
    assert taxonomy_files([GAAP], made("urn:xbrlgen:x:closure")) == (TaxonomyFile(GAAP, False, "Tables"),)
    assert taxonomy_files([GAAP], made("http://xbrl.fasb.org/us-gaap/2025")) == (TaxonomyFile(GAAP, True, "Tables"),)


def test_a_filled_up_package_says_for_each_file_whose_it_is() -> None:
    other = "https://xbrl.fasb.org/us-gaap/2025/elts/us-types-2025.xsd"
    package = made("urn:xbrlgen:x:official", {GAAP: "official", other: "empty"})
    assert [f.official for f in taxonomy_files([GAAP, other], package)] == [True, False]
    assert taxonomy_files([other], package)[0].source == "an empty stand-in"


def test_bytes_that_are_no_package_make_nothing_official() -> None:
    assert taxonomy_files([GAAP], b"no zip")[0].source == "bundled with Arelle"
    assert not is_closure(b"no zip")


def test_a_closure_is_told_by_its_name(package: bytes) -> None:
    assert is_closure(package)
    assert not is_closure(made("urn:xbrlgen:us-gaap-2025:full"))


def test_names_of_a_filing_are_those_of_its_facts_trees_and_labels() -> None:
    names = standard_names(parse_files(example.filing()), open_catalogue())
    assert names == {name for name in example.concepts() if not name.startswith("exw:")}


def test_a_whole_family() -> None:
    names = set(whole_family(open_catalogue(), "dei"))
    assert {"dei:AuditorName", "dei:DocumentType"} <= names
    assert not any(name.startswith("us-gaap:") for name in names)
