"""What the embedded catalogues answer."""

from __future__ import annotations

import pytest

from generator.diagnostics import UnreadableInputError
from taxonomy import Catalogue, open_catalogue
from taxonomy.installed import EMBEDDED
from taxonomy.model import Concept


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(EMBEDDED / "us-gaap-2025")


def test_a_concept_has_the_attributes_of_its_declaration(catalogue: Catalogue) -> None:
    concept = catalogue.concept("us-gaap:NetIncomeLoss")
    assert concept == Concept(
        qname="us-gaap:NetIncomeLoss",
        type="xbrli:monetaryItemType",
        period_type="duration",
        balance="credit",
        label="Net Income (Loss) Attributable to Parent",
        source="2020-official",
        label_source="2020-official",
    )


def test_what_is_not_there_is_none(catalogue: Catalogue) -> None:
    assert catalogue.concept("us-gaap:NoSuchThing") is None
    assert catalogue.concept("nonsense") is None
    assert catalogue.concept("ifrs-full:Assets") is None
    assert catalogue.labels("us-gaap:NoSuchThing") == {}
    assert catalogue.calculation_children("us-gaap:NoSuchThing") == ()


def test_every_look_up_finds_the_same_row_by_search_and_by_index() -> None:
    fresh = Catalogue(EMBEDDED / "us-gaap-2025")
    names = [
        "us-gaap:Assets",
        list(Catalogue(EMBEDDED / "us-gaap-2025").concepts())[-1].qname,
        "us-gaap:AOCIAttributableToParentAbstract",
        "us-gaap:name",
    ]
    names += ["us-gaap:Nothing", "us-gaap:", "us-gaap:Assets\txbrli:monetaryItemType"]
    searched = [fresh.concept(name) for name in names]
    assert len(list(fresh.concepts())) == 17_319
    indexed = Catalogue(EMBEDDED / "us-gaap-2025")
    assert len(list(indexed.concepts())) == 17_319
    assert [indexed.concept(name) for name in names] == searched
    assert [concept is not None for concept in searched] == [True, True, True, False, False, False, False]


def test_families_and_their_sizes(catalogue: Catalogue) -> None:
    assert list(catalogue.namespaces) == ["us-gaap", "srt", "dei", "country", "currency", "exch", "stpr"]
    sizes = {prefix: sum(1 for _ in catalogue.concepts(prefix)) for prefix in catalogue.namespaces}
    assert sizes["us-gaap"] == 17_319
    assert (sizes["srt"], sizes["dei"]) == (617, 207)
    assert sizes["country"] > 240 and sizes["currency"] > 170 and sizes["stpr"] == 64
    assert catalogue.namespaces["dei"].schema_url == "https://xbrl.sec.gov/dei/2025/dei-2025.xsd"


def test_inferred_attributes_are_marked_with_their_confidence(catalogue: Catalogue) -> None:
    inferred = [concept for concept in catalogue.concepts() if concept.inferred]
    assert len(inferred) == 17_319 - 15_510 - 253
    assert all(0 < concept.confidence <= 1 for concept in inferred)
    assert all(catalogue.evidence(concept.qname) for concept in inferred)
    assert not any(concept.inferred for concept in catalogue.concepts("srt"))


def test_labels_by_role(catalogue: Catalogue) -> None:
    assert catalogue.label("us-gaap:Assets") == "Assets"
    assert catalogue.label("us-gaap:Assets", "totalLabel") == "Assets, Total"
    assert catalogue.label("us-gaap:Goodwill", "periodStartLabel") == catalogue.labels("us-gaap:Goodwill").get(
        "periodStartLabel", "Goodwill"
    )
    assert catalogue.label("us-gaap:GrossProfit", "terseLabel") == "Gross Profit"


def test_sums_of_the_balance_sheet(catalogue: Catalogue) -> None:
    role = "http://fasb.org/us-gaap/role/statement/StatementOfFinancialPositionClassified"
    children = [arc.child for arc in catalogue.calculation_children("us-gaap:Assets") if arc.role == role]
    assert children == ["us-gaap:AssetsCurrent", "us-gaap:AssetsNoncurrent"]
    parents = {arc.parent for arc in catalogue.calculation_parents("us-gaap:Liabilities")}
    assert "us-gaap:LiabilitiesAndStockholdersEquity" in parents
    treasury = [arc for arc in catalogue.calculation_parents("us-gaap:TreasuryStockValue") if arc.role == role]
    assert [arc.weight for arc in treasury] == [-1]


def test_presentation_is_a_tree_in_pre_order(catalogue: Catalogue) -> None:
    for role in catalogue.presentation_roles():
        path: list[str] = []
        tree = catalogue.presentation(role)
        for order, node in enumerate(tree, start=1):
            assert node.order == order and node.role == role
            assert node.depth <= len(path)
            assert node.parent == (path[node.depth - 1] if node.depth else None)
            path[node.depth :] = [node.concept]
    assert len(catalogue.presentation_roles()) == 26
    places = catalogue.presented_in("us-gaap:Assets")
    assert {node.preferred_label for node in places} == {"totalLabel"}


def test_every_name_in_the_relationships_is_a_concept(catalogue: Catalogue) -> None:
    named = {name for arc in catalogue.calculations() for name in (arc.parent, arc.child)}
    named |= {node.concept for role in catalogue.presentation_roles() for node in catalogue.presentation(role)}
    assert [name for name in sorted(named) if catalogue.concept(name) is None] == []


def test_roles_have_definitions(catalogue: Catalogue) -> None:
    role = catalogue.role("http://fasb.org/us-gaap/role/statement/StatementOfFinancialPositionClassified")
    assert role is not None
    assert (role.id, role.definition) == (
        "sfp-cls",
        "104000 - Statement - Statement of Financial Position, Classified",
    )
    assert len({role.id for role in catalogue.roles()}) == len(catalogue.roles()) == 600
    assert catalogue.role("http://example.com/none") is None


def test_signs_that_may_not_be_negative(catalogue: Catalogue) -> None:
    assert catalogue.never_negative("us-gaap:Assets")
    assert not catalogue.never_negative("us-gaap:NetIncomeLoss")
    assert catalogue.negative_allowed_with({"srt:ConsolidationItemsAxis": "srt:ConsolidationEliminationsMember"})
    assert catalogue.negative_allowed_with({"us-gaap:StatementEquityComponentsAxis": "us-gaap:CommonStockMember"})
    assert not catalogue.negative_allowed_with({"us-gaap:AssetClassAxis": "us-gaap:PatentsMember"})


def test_deprecation_and_replacement(catalogue: Catalogue) -> None:
    still_there = [concept for concept in catalogue.concepts() if concept.deprecated]
    assert len(still_there) == 748
    for concept in still_there:
        deprecation = catalogue.deprecation(concept.qname)
        assert deprecation is not None and deprecation.year == concept.deprecated and deprecation.remains
        successor = catalogue.replacement(concept.qname)
        assert successor is None or ((found := catalogue.concept(successor)) is not None and found.deprecated is None)
    gone = catalogue.deprecation("us-gaap:SalesRevenueNet")
    assert gone is not None and (gone.year, gone.remains) == (2018, False)
    assert catalogue.replacement("us-gaap:Assets") is None


def test_enumerations_of_the_cover(catalogue: Catalogue) -> None:
    assert catalogue.enumeration("dei:filerCategoryItemType") == (
        "Large Accelerated Filer",
        "Accelerated Filer",
        "Non-accelerated Filer",
    )
    assert "DE" in catalogue.enumeration("dei:stateOrProvinceItemType")
    assert catalogue.enumeration("xbrli:monetaryItemType") == ()


def test_cover_rules_by_form(catalogue: Catalogue) -> None:
    required = {rule.concept for rule in catalogue.cover_rules("10-K") if rule.rule in ("x", "xv")}
    assert {"dei:DocumentType", "dei:EntityRegistrantName", "dei:EntityCentralIndexKey"} <= required
    amended = next(rule for rule in catalogue.cover_rules("10-Q") if rule.concept == "dei:AmendmentDescription")
    assert amended.references == ("dei:AmendmentFlag",) and amended.efm_section == "6.5.20"
    assert catalogue.cover_rules("S-1") == ()


def test_2020_has_the_official_declarations_of_its_year() -> None:
    catalogue = open_catalogue("us-gaap-2020")
    assert sum(1 for _ in catalogue.concepts()) == 17_280
    assert catalogue.about.official and not any(concept.inferred for concept in catalogue.concepts())
    sales = catalogue.concept("us-gaap:EarningsPerShareBasicAndDiluted")
    assert sales is not None
    assert (sales.type, sales.declared_type) == ("dtr-types:perShareItemType", "num:perShareItemType")
    assert catalogue.namespaces["us-gaap"].uri == "http://fasb.org/us-gaap/2020-01-31"
    assert catalogue.concept("dei:DocumentType") is not None
    assert "calculations" in " ".join(catalogue.about.gaps)


def test_an_unknown_taxonomy_is_a_diagnostic() -> None:
    for name in ("us-gaap-1999", "", "../data/us-gaap-2025", "us-gaap-2025/"):
        with pytest.raises(UnreadableInputError) as raised:
            open_catalogue(name)
        assert raised.value.diagnostics[0].code == "taxonomy.unknown"
        assert "us-gaap-2025" in raised.value.diagnostics[0].remedy
