from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.mapping.extensions import propose, turned
from generator.mapping.lines import Line
from taxonomy import Catalogue, open_catalogue


def test_an_extension_is_named_after_its_caption(catalogue: Catalogue) -> None:
    line = Line("BS", "Rotable spares and equipment on short-term lease", "money", True, section=("Current assets:",))
    proposal = propose(line, "us-gaap:OtherAssetsCurrent", "none fits", catalogue)
    assert proposal.name == "RotableSparesEquipmentShortTermLease"
    assert (proposal.type, proposal.balance, proposal.period_type) == ("xbrli:monetaryItemType", "debit", "instant")
    assert proposal.nearest == "us-gaap:OtherAssetsCurrent"
    assert proposal.label == line.label


def test_changes_of_working_capital_say_so(catalogue: Catalogue) -> None:
    line = Line(
        "CF", "Deposits of plot buyers", "money", False, section=("Changes in operating assets and liabilities:",)
    )
    assert propose(line, "", "none fits", catalogue).name == "IncreaseDecreaseInDepositsPlotBuyers"


def test_a_name_of_the_standard_taxonomy_is_not_taken(catalogue: Catalogue) -> None:
    assert propose(Line("BS", "Goodwill", "money", True), "", "none fits", catalogue).name != "Goodwill"


@given(st.text(max_size=300))
def test_names_are_always_good_xml_names(label: str) -> None:
    proposal = propose(Line("IS", label, "per-share", False), "", "none fits", open_catalogue())
    assert re.fullmatch(r"[A-Z][A-Za-z0-9]{0,200}", proposal.name)
    assert proposal.label
    assert proposal.balance is None


def test_payments_shown_negative_are_positive_payments(catalogue: Catalogue) -> None:
    paid = Line("CF", "Payments for buy-outs of partners", "money", False, side="financing", shown_negative=1)
    assert turned(paid, "PaymentsBuyOutsPartners", "debit")
    assert propose(paid, "", "none fits", catalogue).balance == "credit"
    received = Line("CF", "Receipts from partners", "money", False, side="financing", shown_positive=1)
    assert not turned(received, "ReceiptsPartners", "debit")
    assert propose(received, "", "none fits", catalogue).balance == "debit"
