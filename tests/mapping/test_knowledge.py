from __future__ import annotations

from generator.mapping.knowledge import successors, translate
from taxonomy import Catalogue


def test_old_concepts_become_their_successors(catalogue: Catalogue) -> None:
    assert translate("us-gaap:Assets", catalogue) == "us-gaap:Assets"
    assert (
        translate("us-gaap:SalesRevenueNet", catalogue) == "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"
    )
    assert translate("us-gaap:NeverWasAConcept", catalogue) is None


def test_every_successor_is_in_use(catalogue: Catalogue) -> None:
    for old, new in successors().items():
        declared = catalogue.concept(f"us-gaap:{new}")
        assert declared is not None and declared.deprecated is None and not declared.abstract, new
        before = catalogue.concept(f"us-gaap:{old}")
        assert before is None or before.deprecated is not None, old
