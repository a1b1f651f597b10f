from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.model import StatementKind
from generator.mapping.extensions import balance_of, own_names, propose
from generator.mapping.knowledge import EXTENSION
from generator.mapping.lines import Line, read_lines
from generator.mapping.model import ProposedExtension
from taxonomy import Catalogue, open_catalogue
from tests.mapping.conftest import BuildStatement


def proposed(line: Line, *, turned: bool = False, nearest: str | None = None) -> ProposedExtension:
    (name,) = own_names([line], [EXTENSION], open_catalogue())
    return propose(line, name, turned, balance_of(line, turned, nearest), "us-gaap:OtherAssetsCurrent", "none fits")


def test_an_extension_is_named_after_its_caption() -> None:
    line = Line("BS", "Rotable spares and equipment on short-term lease", "money", True, section=("Current assets:",))
    proposal = proposed(line)
    assert proposal.name == "RotableSparesEquipmentShortTermLease"
    assert (proposal.type, proposal.balance, proposal.period_type) == ("xbrli:monetaryItemType", "debit", "instant")
    assert proposal.nearest == "us-gaap:OtherAssetsCurrent"
    assert proposal.label == line.label


def test_changes_of_working_capital_say_so() -> None:
    line = Line(
        "CF", "Deposits of plot buyers", "money", False, section=("Changes in operating assets and liabilities:",)
    )
    assert proposed(line).name == "IncreaseDecreaseInDepositsPlotBuyers"


def test_a_name_of_the_standard_taxonomy_is_not_taken() -> None:
    assert proposed(Line("BS", "Goodwill", "money", True)).name != "Goodwill"


def test_amounts_inside_a_caption_are_no_part_of_a_name() -> None:
    caption = "Net hedging of plots, net of tax benefit of $2 for the three months ended June 30, 2024"
    assert proposed(Line("CI", caption, "money", False)).name == "NetHedgingPlotsNetTaxBenefit"
    inside = Line("CI", caption, "money", False, figure="tax net")
    assert proposed(inside).name == "NetHedgingPlotsNetTaxBenefitTaxNet"


@given(st.text(max_size=300))
def test_names_are_always_good_xml_names(label: str) -> None:
    proposal = proposed(Line("IS", label, "per-share", False))
    assert re.fullmatch(r"[A-Z][A-Za-z0-9]{0,200}", proposal.name)
    assert proposal.label
    assert proposal.balance is None


def test_rows_of_one_caption_that_differ_have_names_of_their_own(build: BuildStatement, catalogue: Catalogue) -> None:
    flows = build(
        StatementKind.CASH_FLOWS,
        [
            ("", "Plot agreements, net", "300 200"),
            ("", "Net cash used in investing activities", "300 200"),
            ("", "Plot agreements, net", "(50) 20"),
            ("", "Plot agreements, net", "300 200"),
            ("", "Net cash used in financing activities", "250 220"),
        ],
    )
    lines = read_lines([flows])
    names = own_names(lines, [EXTENSION, "us-gaap:A", EXTENSION, EXTENSION, "us-gaap:B"], catalogue)
    assert names == ["PlotAgreementsNet", "us-gaap:A", "PlotAgreementsNetFinancing", "PlotAgreementsNet", "us-gaap:B"]


@pytest.mark.parametrize(
    ("caption", "label"),
    [
        ("Plots loss (gain), net", "Plots (loss) gain, net"),
        ("Net (purchases)/sales of plots", "Net purchases/(sales) of plots"),
        ("Plots (at cost)", "Plots (at cost)"),
    ],
)
def test_the_label_of_a_turned_concept_brackets_the_other_word(caption: str, label: str) -> None:
    line = Line("CF", caption, "money", False, side="operating")
    assert proposed(line, turned=True).label == label
    assert proposed(line).label == caption


def test_what_a_flow_does_to_cash_is_its_balance() -> None:
    paid = Line("CF", "Payments for buy-outs of partners", "money", False, side="financing", shown_negative=1)
    assert proposed(paid, turned=True).balance == "credit"
    received = replace(paid, label="Receipts from partners", shown_negative=0, shown_positive=1)
    assert proposed(received).balance == "debit"
    assert proposed(Line("IS", "Plots", "money", False), nearest="credit").balance == "credit"
