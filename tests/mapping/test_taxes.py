from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.facts.model import Statement, StatementKind
from generator.mapping.lines import read_lines
from generator.mapping.taxes import caption_taxes
from taxonomy import Catalogue
from tests.mapping.conftest import BuildStatement

TAX = "us-gaap:OtherComprehensiveIncomeLossForeignCurrencyTranslationAdjustmentTax"
PENSION_TAX = "us-gaap:OtherComprehensiveIncomeLossPensionAndOtherPostretirementBenefitPlansTax"
"""Its balance is credit: benefits are positive."""


def translation(build: BuildStatement, caption: str, row: str, taxes: tuple[int, ...]) -> Statement:
    """One row of comprehensive income with taxes inside its caption, a tax for each column."""
    statement = build(StatementKind.COMPREHENSIVE_INCOME, [("", caption, row)])
    inside = tuple(
        replace(fact, value=Decimal(tax), phrase="net of tax of", column=-1)
        for fact, tax in zip(statement.facts, taxes, strict=True)
    )
    return replace(statement, facts=(*statement.facts, *inside))


@pytest.mark.parametrize(
    ("caption", "row", "taxes", "concept", "turned"),
    [
        ("Translation, net of tax of $(5) and $8", "40 (60)", (-5, 8), TAX, True),
        ("Translation, net of tax of $5 and $(8)", "40 (60)", (5, -8), TAX, False),
        ("Translation, net of tax of $5 and $(8)", "40 (60)", (5, -8), PENSION_TAX, True),
        ("Translation, net of tax benefit (expense) of $5 and $8", "40 60", (5, 8), TAX, True),
        ("Translation, net of tax (expense) benefit of $5 and $8", "40 60", (5, 8), PENSION_TAX, False),
        ("Translation, net of tax expense (benefit) of $5 and $8", "40 60", (5, 8), TAX, False),
        ("Translation, net of tax (benefit) expense of $5 and $8", "(40) (60)", (5, 8), PENSION_TAX, True),
    ],
)
def test_a_tax_in_a_caption_runs_as_its_words_or_its_row_say(
    build: BuildStatement,
    catalogue: Catalogue,
    caption: str,
    row: str,
    taxes: tuple[int, ...],
    concept: str,
    turned: bool,
) -> None:
    lines = read_lines([translation(build, caption, row, taxes)])
    names = [concept if line.figure else "us-gaap:OtherComprehensiveIncomeLossNetOfTax" for line in lines]
    found = caption_taxes(lines, names, catalogue)
    assert {lines[at].figure != "": sign for at, (sign, _) in found.items()} == {True: turned}


def test_taxes_that_have_their_rows_sign_as_often_as_not_prove_nothing(
    build: BuildStatement, catalogue: Catalogue
) -> None:
    lines = read_lines([translation(build, "Translation, net of tax of $5 and $8", "40 (60)", (5, 8))])
    assert caption_taxes(lines, [TAX] * len(lines), catalogue) == {}
