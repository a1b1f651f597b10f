from __future__ import annotations

import pytest

from generator.mapping.lines import Line
from generator.mapping.sign import negated
from taxonomy import Catalogue


def line(kind: str, shown: int, section: str = "") -> Line:
    return Line(
        kind, "x", "money", False, section=(section,), shown_negative=int(shown < 0), shown_positive=int(shown > 0)
    )


@pytest.mark.parametrize(
    ("kind", "shown", "concept", "turned"),
    [
        ("IS", -1, "InterestExpense", True),
        ("IS", 1, "InterestExpense", False),
        ("CF", -1, "PaymentsToAcquirePropertyPlantAndEquipment", True),
        ("CF", 1, "ProceedsFromIssuanceOfLongTermDebt", False),
        ("CF", -1, "IncreaseDecreaseInAccountsReceivable", True),
        ("CF", 1, "IncreaseDecreaseInAccountsReceivable", True),
        ("CF", -1, "IncreaseDecreaseInAccountsPayable", False),
        ("CF", -1, "NetIncomeLoss", False),
        ("IS", -1, "GainsLossesOnExtinguishmentOfDebt", False),
        ("BS", -1, "RetainedEarningsAccumulatedDeficit", False),
        ("BS", -1, "TreasuryStockValue", True),
    ],
)
def test_signs(catalogue: Catalogue, kind: str, shown: int, concept: str, turned: bool) -> None:
    found, why = negated(line(kind, shown), f"us-gaap:{concept}", catalogue, {})
    assert found is turned
    assert why.kind == "sign"


def test_habits_of_filers_decide_two_way_concepts(catalogue: Catalogue) -> None:
    name = ("us-gaap:OtherNonoperatingIncomeExpense", "IS", "+")
    assert not negated(line("IS", 1), name[0], catalogue, {name: (8.0, 1.0)})[0]
    assert negated(line("IS", 1), name[0], catalogue, {name: (1.0, 8.0)})[0]


@pytest.mark.parametrize(
    ("caption", "concept", "turned"),
    [
        ("Minority interest in (income) loss of subsidiaries", "IncomeLossAttributableToNoncontrollingInterest", True),
        ("Other income (expense), net", "OtherNonoperatingIncomeExpense", False),
        ("Other expense (income), net", "OtherNonoperatingIncomeExpense", True),
        ("Income tax benefit (expense)", "IncomeTaxExpenseBenefit", True),
        ("Income tax expense (benefit)", "IncomeTaxExpenseBenefit", False),
    ],
)
def test_captions_say_which_way_figures_run(catalogue: Catalogue, caption: str, concept: str, turned: bool) -> None:
    for shown in (1, -1):
        figures = Line("IS", caption, "money", False, shown_negative=int(shown < 0), shown_positive=int(shown > 0))
        assert negated(figures, f"us-gaap:{concept}", catalogue, {})[0] is turned


@pytest.mark.parametrize(
    ("caption", "shown", "turned"),
    [
        ("Net (income) loss attributable to noncontrolling interests", -1, True),
        ("Net (income) loss attributable to noncontrolling interests", 1, True),
        ("Less: comprehensive income (loss) attributable to noncontrolling interests", -1, False),
        ("Less: net income attributable to noncontrolling interests", -1, True),
        ("Less: net income attributable to noncontrolling interests", 1, False),
        ("Less: net loss attributable to noncontrolling interests", -1, False),
        ("Net loss attributable to noncontrolling interests", 1, True),
    ],
)
def test_income_of_others_is_income_whichever_way_it_is_taken_off(
    catalogue: Catalogue, caption: str, shown: int, turned: bool
) -> None:
    figures = Line("CI", caption, "money", False, shown_negative=int(shown < 0), shown_positive=int(shown > 0))
    concept = "us-gaap:ComprehensiveIncomeNetOfTaxAttributableToNoncontrollingInterest"
    assert negated(figures, concept, catalogue, {})[0] is turned


@pytest.mark.parametrize(
    ("caption", "shown", "turned"),
    [
        ("Gain on sale of plots", -1, True),
        ("Gain on sale of plots", 1, False),
        ("Gain (loss) on sale of plots", -1, False),
        ("Other income, net", -1, False),
    ],
)
def test_an_income_shown_negative_stands_among_costs(
    catalogue: Catalogue, caption: str, shown: int, turned: bool
) -> None:
    figures = Line("IS", caption, "money", False, shown_negative=int(shown < 0), shown_positive=int(shown > 0))
    assert negated(figures, "us-gaap:GainLossOnDispositionOfAssets", catalogue, {})[0] is turned
