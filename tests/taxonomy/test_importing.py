"""Adding official packages: the catalogue they become, and what is refused whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.diagnostics import UnreadableInputError
from taxonomy import Catalogue, open_catalogue
from taxonomy.importing import add_taxonomy
from taxonomy.installed import EMBEDDED, installed
from taxonomy.package import closure_package
from tests.taxonomy.conftest import MakeZip

ROLE = "http://fasb.org/us-gaap/role/statement/StatementOfFinancialPositionClassified"
Files = dict[str, str]


@pytest.fixture
def added(mini: Files, make_zip: MakeZip) -> Catalogue:
    add_taxonomy([make_zip(mini)])
    return open_catalogue("us-gaap-2026")


def refused(files: Files, make_zip: MakeZip, home: Path) -> str:
    with pytest.raises(UnreadableInputError) as raised:
        add_taxonomy([make_zip(files)])
    assert list(home.rglob("*.gz")) == [], "nothing is half installed"
    assert [about.id for about, _ in installed()] == ["us-gaap-2020", "us-gaap-2025"]
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.message
    return diagnostic.code


def test_concepts_as_the_package_declares_them(added: Catalogue) -> None:
    robots = added.concept("us-gaap:RobotsNet")
    assert robots is not None
    assert (robots.type, robots.balance, robots.period_type) == ("xbrli:monetaryItemType", "debit", "instant")
    assert (robots.label, robots.source, robots.inferred) == ("Robots, Net", "official", False)
    method, axis = added.concept("us-gaap:RobotMethod"), added.concept("us-gaap:RobotAxis")
    assert method is not None and axis is not None
    assert (method.nillable, axis.abstract, axis.typed_domain) == (False, True, "#us-gaap_RobotAxis.domain")
    assert [concept.name for concept in added.concepts()] == sorted(
        [
            "Assets",
            "AssetsCurrent",
            "EarningsPerShareBasic",
            "RobotAxis",
            "RobotMethod",
            "RobotsNet",
            "StatementOfFinancialPositionAbstract",
        ]
    )


def test_labels_documentation_and_values(added: Catalogue) -> None:
    assert added.labels("us-gaap:Assets") == {"label": "Assets", "totalLabel": "Assets, Total"}
    assert added.documentation("us-gaap:RobotsNet") == "Amount of robots."
    assert added.label("us-gaap:RobotsNet", "documentation") == "Amount of robots."
    assert added.enumeration("us-types:robotMethodItemType") == ("By hand", "By machine")


def test_relationships_in_their_order(added: Catalogue) -> None:
    assert [(node.concept, node.depth, node.preferred_label) for node in added.presentation(ROLE)] == [
        ("us-gaap:StatementOfFinancialPositionAbstract", 0, None),
        ("us-gaap:RobotsNet", 1, None),
        ("us-gaap:Assets", 1, "totalLabel"),
    ]
    (arc,) = added.calculation_children("us-gaap:Assets")
    assert (arc.child, arc.weight, arc.role) == ("us-gaap:RobotsNet", 1, ROLE)
    role = added.role(ROLE)
    assert role is not None and role.definition == "104000 - Statement - Statement of Financial Position, Classified"


def test_deprecation_with_its_successor(added: Catalogue) -> None:
    old = added.concept("us-gaap:AssetsCurrent")
    assert old is not None and old.deprecated == 2025
    assert added.replacement("us-gaap:AssetsCurrent") == "us-gaap:RobotsNet"


def test_what_the_package_lacks_is_carried_over_and_said(added: Catalogue) -> None:
    document_type = added.concept("dei:DocumentType")
    assert document_type is not None and document_type.inferred and document_type.source == "carried-from-2025"
    assert added.namespaces["dei"].uri == "http://xbrl.sec.gov/dei/2026"
    assert added.namespaces["srt"].schema_url == "https://xbrl.fasb.org/srt/2026/elts/srt-2026.xsd"
    assert "2 us-gaap concepts have no label" in added.about.gaps
    assert any("dei" in gap for gap in added.about.gaps) and not added.about.complete and added.about.official
    assert added.cover_rules("10-Q") and "DE" in added.enumeration("dei:stateOrProvinceItemType")
    assert added.type_namespaces["dtr-types"].uri == "http://www.xbrl.org/dtr/type/2024-01-31"


def test_its_package_declares_its_own_types(added: Catalogue) -> None:
    data = closure_package(added, ["us-gaap:RobotMethod", "us-gaap:RobotAxis", "dei:DocumentType"])
    assert data == closure_package(added, ["us-gaap:RobotMethod", "us-gaap:RobotAxis", "dei:DocumentType"])


def test_a_folder_does_as_well_as_a_zip(mini: Files, make_zip: MakeZip, tmp_path: Path) -> None:
    zipped = add_taxonomy([make_zip(mini)])
    for name, content in mini.items():
        (tmp_path / "files" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "files" / name).write_text(content)
    folder = add_taxonomy([tmp_path / "files"])
    assert folder.counts == zipped.counts and folder.gaps == zipped.gaps
    assert str(tmp_path) not in "".join(folder.sources + zipped.sources)


def test_adding_again_replaces(mini: Files, make_zip: MakeZip) -> None:
    add_taxonomy([make_zip(mini)])
    assert open_catalogue("us-gaap-2026").label("us-gaap:RobotsNet") == "Robots, Net"
    labels = "us-gaap-2026/elts/us-gaap-lab-2026.xml"
    mini[labels] = mini[labels].replace("Robots, Net", "Robots, after Wear")
    add_taxonomy([make_zip(mini)])
    assert open_catalogue("us-gaap-2026").label("us-gaap:RobotsNet") == "Robots, after Wear"


def test_an_added_year_stands_before_the_embedded_one(mini: Files, make_zip: MakeZip) -> None:
    add_taxonomy([make_zip({name: text.replace("2026", "2025") for name, text in mini.items()})])
    assert open_catalogue("us-gaap-2025").concept("us-gaap:RobotsNet") is not None
    assert open_catalogue("us-gaap-2025").about.sources[0].startswith("us-gaap-2026.zip (sha256 ")


def test_labels_inside_a_schema_are_read_as_the_sec_keeps_them(mini: Files, make_zip: MakeZip) -> None:
    mini["dei-2026.xsd"] = (
        "<xs:schema targetNamespace='http://xbrl.sec.gov/dei/2026' xmlns:xs='http://www.w3.org/2001/XMLSchema'"
        " xmlns:xbrli='http://www.xbrl.org/2003/instance'><xs:element id='dei_DocumentType' name='DocumentType'"
        " nillable='true' substitutionGroup='xbrli:item' type='xbrli:stringItemType' xbrli:periodType='duration'/>"
        "</xs:schema>"
    )
    links = mini["us-gaap-2026/elts/us-gaap-lab-2026.xml"].replace(
        "us-gaap-2026.xsd#us-gaap_Assets'", "#dei_DocumentType'"
    )
    mini["dei-2026_lab.xsd"] = (
        "<xs:schema targetNamespace='http://xbrl.sec.gov/dei-lab/2026' xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
        f"<xs:annotation><xs:appinfo>{links}</xs:appinfo></xs:annotation></xs:schema>"
    )
    add_taxonomy([make_zip(mini)])
    concept = open_catalogue("us-gaap-2026").concept("dei:DocumentType")
    assert concept is not None and concept.source == "official"
    assert concept.label == "Assets", "the label of the schema's own linkbase"


def test_a_family_of_another_year_is_not_used_and_that_is_said(mini: Files, make_zip: MakeZip) -> None:
    schema = mini["us-gaap-2026/elts/us-gaap-2026.xsd"].replace("fasb.org/us-gaap/2026", "fasb.org/srt/2024")
    about = add_taxonomy([make_zip(mini), make_zip({"srt-2024.xsd": schema}, "srt-2024.zip")])
    assert "srt of 2024 was given and not used" in about.gaps
    assert open_catalogue("us-gaap-2026").namespaces["srt"].uri == "http://fasb.org/srt/2026"


def test_progress_ends_at_the_number_of_files(mini: Files, make_zip: MakeZip) -> None:
    seen: list[tuple[str, int, int]] = []
    add_taxonomy([make_zip(mini)], progress=lambda name, done, total: seen.append((name, done, total)))
    assert seen[-1] == ("", len(mini), len(mini)) and seen[0][1] == 0


Damage = Callable[[Files], object]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda files: files.pop("us-gaap-2026/elts/us-gaap-2026.xsd"), "taxonomy.not-us-gaap"),
        (lambda files: files.clear(), "taxonomy.not-us-gaap"),
        (lambda files: files.pop("us-gaap-2026/elts/us-gaap-lab-2026.xml"), "taxonomy.incomplete"),
        (lambda files: files.update({"us-gaap-2026/elts/us-gaap-2026.xsd": "<xs:schema"}), "taxonomy.bad-xml"),
        (lambda files: files.update({"us-gaap-2026/elts/us-gaap-lab-2026.xml": "<a><b></a>"}), "taxonomy.bad-xml"),
        (lambda files: files.update({"us-gaap-2026/elts/us-types-2026.xsd": "<html/>"}), "taxonomy.bad-xml"),
        (
            lambda files: files.update(
                {"us-gaap-2025.xsd": files["us-gaap-2026/elts/us-gaap-2026.xsd"].replace("2026", "2025")}
            ),
            "taxonomy.several-years",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_whole(
    mini: Files, make_zip: MakeZip, home: Path, damage: Damage, code: str
) -> None:
    damage(mini)
    assert refused(mini, make_zip, home) == code


def test_another_taxonomy_altogether_is_named(mini: Files, make_zip: MakeZip) -> None:
    schema = mini["us-gaap-2026/elts/us-gaap-2026.xsd"].replace("http://fasb.org/us-gaap/", "http://fasb.org/srt/")
    with pytest.raises(UnreadableInputError, match=r"http://fasb\.org/srt/2026"):
        add_taxonomy([make_zip({"srt-2026.xsd": schema})])


def test_entities_are_refused(mini: Files, make_zip: MakeZip, home: Path) -> None:
    name = "us-gaap-2026/elts/us-gaap-lab-2026.xml"
    mini[name] = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + mini[name].replace("Robots, Net", "&e;")
    assert refused(mini, make_zip, home) == "taxonomy.bad-xml"


def test_a_cycle_in_the_presentation_ends(mini: Files, make_zip: MakeZip) -> None:
    name = "us-gaap-2026/stm/us-gaap-stm-sfp-cls-pre-2026.xml"
    arc = mini[name][mini[name].index("<link:presentationArc") : mini[name].index("</link:presentationLink>")]
    back = arc.replace("xlink:from='StatementOfFinancialPositionAbstract'", "xlink:from='RobotsNet'")
    mini[name] = mini[name].replace(arc, arc + back)
    add_taxonomy([make_zip(mini)])
    concepts = [node.concept for node in open_catalogue("us-gaap-2026").presentation(ROLE)]
    assert concepts.count("us-gaap:RobotsNet") == 2


def test_a_folder_that_cannot_be_written_is_a_diagnostic(mini: Files, make_zip: MakeZip, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnreadableInputError) as raised:
        add_taxonomy([make_zip(mini)], into=tmp_path / "file" / "below")
    assert raised.value.diagnostics[0].code == "taxonomy.cannot-write"


def test_the_official_files_of_2020_become_a_catalogue(official_2020: Path) -> None:
    about = add_taxonomy([official_2020])
    catalogue = open_catalogue("us-gaap-2020")
    assert about.counts["concepts-us-gaap"] == 17_280 and about.official
    assert catalogue.documentation("us-gaap:Assets").startswith("Sum of the carrying amounts")
    income = "http://fasb.org/us-gaap/role/statement/StatementOfIncome"
    assert catalogue.presentation(income)[0].concept == "us-gaap:IncomeStatementAbstract"
    parents = {arc.parent for arc in catalogue.calculation_parents("us-gaap:NetIncomeLoss") if arc.role == income}
    assert "us-gaap:NetIncomeLossAvailableToCommonStockholdersBasic" in parents
    assert any("carried over" in gap for gap in about.gaps)
    embedded = Catalogue(EMBEDDED / "us-gaap-2020")
    declared = {replace(concept, source="", label_source="", deprecated=None) for concept in catalogue.concepts()}
    assert declared == {
        replace(concept, source="", label_source="", deprecated=None) for concept in embedded.concepts()
    }
