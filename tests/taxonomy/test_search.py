"""Finding concepts: what a person means comes first."""

from __future__ import annotations

import pytest

from taxonomy import Catalogue
from taxonomy.installed import EMBEDDED
from taxonomy.search import ancestors, find_concepts, similar_names, statement_title


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(EMBEDDED / "us-gaap-2025")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("accrued interest", "InterestPayableCurrent"),
        ("net sales", "RevenueFromContractWithCustomerExcludingAssessedTax"),
        ("revenue", "Revenues"),
        ("net income", "NetIncomeLoss"),
        ("total assets", "Assets"),
        ("inventory", "InventoryNet"),
        ("diluted eps", "EarningsPerShareDiluted"),
        ("R&D", "ResearchAndDevelopmentExpense"),
        ("gross profit", "GrossProfit"),
        ("income tax expense", "IncomeTaxExpenseBenefit"),
        ("stock-based compensation", "ShareBasedCompensation"),
        ("operating lease liability current", "OperatingLeaseLiabilityCurrent"),
        ("goodwil impairment", "GoodwillImpairmentLoss"),
        ("accum deprec", "AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment"),
        ("public float", "EntityPublicFloat"),
    ],
)
def test_the_first_answer(catalogue: Catalogue, query: str, name: str) -> None:
    assert find_concepts(catalogue, query, limit=1)[0].concept.name == name


def test_a_name_is_found_by_itself_whatever_its_case(catalogue: Catalogue) -> None:
    for query in ("NetIncomeLoss", "netincomeloss", "us-gaap:NetIncomeLoss"):
        assert find_concepts(catalogue, query, limit=1)[0].concept.qname == "us-gaap:NetIncomeLoss"


def test_deprecated_concepts_stand_behind_those_in_use(catalogue: Catalogue) -> None:
    hits = find_concepts(catalogue, "available-for-sale securities", limit=10)
    in_use = [hit.concept.deprecated is None for hit in hits]
    assert in_use == sorted(in_use, reverse=True)


def test_answers_are_ranked_and_limited(catalogue: Catalogue) -> None:
    hits = find_concepts(catalogue, "cash", limit=7)
    assert len(hits) == 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert find_concepts(catalogue, "cash", limit=7) == hits


@pytest.mark.parametrize("query", ["", "   ", "zzzqqq", "the of", "§§§"])
def test_words_that_mean_nothing_find_nothing(catalogue: Catalogue, query: str) -> None:
    assert find_concepts(catalogue, query) == ()


def test_a_misspelt_name_has_neighbours(catalogue: Catalogue) -> None:
    assert similar_names(catalogue, "NetIncomLoss")[0] == "us-gaap:NetIncomeLoss"


def test_the_way_down_to_a_concept(catalogue: Catalogue) -> None:
    places = dict(ancestors(catalogue, "us-gaap:AssetsCurrent"))
    above = places["Statement of Financial Position, Classified"]
    assert above[0] == "us-gaap:StatementOfFinancialPositionAbstract"
    assert above[-2:] == ("us-gaap:AssetsAbstract", "us-gaap:AssetsCurrentAbstract")


def test_titles_without_number_and_kind() -> None:
    assert (
        statement_title("104000 - Statement - Financial Position - Real Estate") == "Financial Position - Real Estate"
    )
    assert statement_title("no number") == "no number"
