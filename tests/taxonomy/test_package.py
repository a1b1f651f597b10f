"""The offline package: what is in it, that it loads, and that its declarations are the official ones."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from taxonomy import Catalogue
from taxonomy.installed import EMBEDDED
from taxonomy.package import closure_package, family_schemas, full_package, path_of
from taxonomy.schemas import UNCHECKED_TYPES

XS = "{http://www.w3.org/2001/XMLSchema}"
XBRLI = "{http://www.xbrl.org/2003/instance}"
DECLARED = ("id", "name", "type", "substitutionGroup", "abstract", "nillable")
TYPED = "InvestmentIdentifierAxis"
NAMES = ["us-gaap:Assets", "us-gaap:EarningsPerShareBasic", "dei:EntityFilerCategory", f"us-gaap:{TYPED}"]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(EMBEDDED / "us-gaap-2025")


def files_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {info.filename.partition("/")[2]: archive.read(info) for info in archive.infolist()}


def declarations(schema: bytes) -> dict[str, dict[str, str]]:
    """Attributes that make up a declaration (XBRL 2.1 §5.1.1), with the namespaces of QNames written out."""
    root = etree.fromstring(schema)
    found = {}
    for element in root.iterchildren(f"{XS}element"):
        attributes = {name: element.get(name, "") for name in DECLARED}
        attributes["abstract"] = attributes["abstract"] or "false"
        for name in ("type", "substitutionGroup"):
            prefix, _, local = attributes[name].rpartition(":")
            attributes[name] = f"{{{root.nsmap.get(prefix)}}}{local}" if local else ""
        for name in ("balance", "periodType"):
            attributes[name] = element.get(f"{XBRLI}{name}", "")
        attributes["typed domain"] = element.get("{http://xbrl.org/2005/xbrldt}typedDomainRef", "")
        found[attributes["name"]] = attributes
    return found


def test_the_closure_holds_what_was_named_and_no_more(catalogue: Catalogue) -> None:
    files = files_of(closure_package(catalogue, [*NAMES, "us-gaap:NoSuchThing", "abc:Mine"]))
    gaap = declarations(files["xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd"])
    assert set(gaap) == {"Assets", "EarningsPerShareBasic", TYPED, f"{TYPED}.domain"}
    assert gaap["Assets"] == {
        "id": "us-gaap_Assets",
        "name": "Assets",
        "type": "{http://www.xbrl.org/2003/instance}monetaryItemType",
        "substitutionGroup": "{http://www.xbrl.org/2003/instance}item",
        "abstract": "false",
        "nillable": "true",
        "balance": "debit",
        "periodType": "instant",
        "typed domain": "",
    }
    assert gaap[TYPED]["typed domain"] == f"#us-gaap_{TYPED}.domain"
    for namespace in catalogue.namespaces.values():
        assert path_of(namespace.schema_url) in files


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_closure_declares_every_concept_as_the_catalogue_has_it(catalogue: Catalogue, data: st.DataObject) -> None:
    family = data.draw(st.sampled_from(["us-gaap", "srt", "dei", "country"]))
    every = list(catalogue.concepts(family))
    chosen = data.draw(st.lists(st.sampled_from(every), max_size=8, unique=True))
    files = files_of(closure_package(catalogue, [concept.qname for concept in chosen]))
    declared = declarations(files[path_of(catalogue.namespaces[family].schema_url)])
    for concept in chosen:
        attributes = declared.pop(concept.name)
        assert attributes["periodType"] == concept.period_type
        assert attributes["balance"] == (concept.balance or "")
        assert attributes["abstract"] == str(concept.abstract).lower()
        assert attributes["substitutionGroup"].endswith(concept.substitution_group.partition(":")[2])
        expected = UNCHECKED_TYPES.get(concept.type, concept.type).partition(":")[2]
        assert attributes["type"].endswith(f"}}{expected}") and "None" not in attributes["type"]
    assert all(name.endswith(".domain") for name in declared)


def test_the_same_names_in_any_order_give_the_same_bytes(catalogue: Catalogue) -> None:
    assert closure_package(catalogue, NAMES) == closure_package(catalogue, reversed([*NAMES, *NAMES]))


def test_values_that_the_cover_allows_are_in_the_schema(catalogue: Catalogue) -> None:
    dei = etree.fromstring(files_of(closure_package(catalogue, NAMES))["xbrl.sec.gov/dei/2025/dei-2025.xsd"])
    values = dei.xpath(
        "xs:complexType[@name='filerCategoryItemType']//xs:enumeration/@value",
        namespaces={"xs": "http://www.w3.org/2001/XMLSchema"},
    )
    assert values == ["Large Accelerated Filer", "Accelerated Filer", "Non-accelerated Filer"]


def test_the_catalogue_of_the_package_remaps_to_files_that_are_there(catalogue: Catalogue) -> None:
    files = files_of(closure_package(catalogue, NAMES))
    mapping = etree.fromstring(files["META-INF/catalog.xml"])
    prefixes = {entry.get("uriStartString"): entry.get("rewritePrefix") for entry in mapping}
    for namespace in (*catalogue.namespaces.values(), catalogue.type_namespaces["us-types"]):
        start = next(start for start in prefixes if start and namespace.schema_url.startswith(start))
        inside = f"META-INF/{prefixes[start]}{namespace.schema_url.removeprefix(start)}"
        assert inside.removeprefix("META-INF/../") in files
    package = etree.fromstring(files["META-INF/taxonomyPackage.xml"])
    texts = {etree.QName(child).localname: child.text for child in package}
    assert texts["identifier"] == "urn:xbrlgen:us-gaap-2025:closure"
    assert "Financial Accounting Foundation" in (texts["description"] or "")


def test_the_whole_package_declares_every_concept(catalogue: Catalogue) -> None:
    files = files_of(full_package(catalogue))
    for prefix, namespace in catalogue.namespaces.items():
        declared = declarations(files[path_of(namespace.schema_url)])
        concepts = {concept.name: concept for concept in catalogue.concepts(prefix)}
        assert {name for name in declared if not name.endswith(".domain")} == set(concepts)
        assert all(declared[name]["balance"] == (concept.balance or "") for name, concept in concepts.items())


def test_declarations_of_2020_equal_the_official_ones(official_2020: Path) -> None:
    catalogue = Catalogue(EMBEDDED / "us-gaap-2020")
    schemas = family_schemas(catalogue, [concept.qname for concept in catalogue.concepts()])
    ours = declarations(schemas[catalogue.namespaces["us-gaap"].schema_url])
    theirs = declarations((official_2020 / "us-gaap-2020-01-31.xsd").read_bytes())
    assert len(theirs) == 17_281
    assert {name: ours.get(name) for name in theirs if ours.get(name) != theirs[name]} == {}
    assert set(ours) == set(theirs)
