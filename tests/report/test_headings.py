from __future__ import annotations

from datetime import date

import pytest

from generator.facts.model import Column, Period
from generator.report.headings import column_headings
from generator.report.sections import abstract_of
from taxonomy import Catalogue
from tests.report.making import CLOSE, CLOSE_BEFORE, HALF, HALF_BEFORE

QUARTER = Period(date(2025, 6, 30), date(2025, 4, 1))
QUARTER_BEFORE = Period(date(2024, 6, 30), date(2024, 4, 1))


def lines(*periods: Period, heading: str = "") -> list[list[tuple[str, int]]]:
    made = column_headings([Column(n, heading, period) for n, period in enumerate(periods)])
    return [[(heading.text, heading.span) for heading in line] for line in made]


def test_dates_stand_alone_over_instants() -> None:
    assert lines(CLOSE, CLOSE_BEFORE) == [[("June 30, 2025", 1), ("December 31, 2024", 1)]]


def test_the_length_of_a_period_spans_its_years() -> None:
    assert lines(QUARTER, QUARTER_BEFORE, HALF, HALF_BEFORE) == [
        [("Three Months Ended June 30,", 2), ("Six Months Ended June 30,", 2)],
        [("2025", 1), ("2024", 1), ("2025", 1), ("2024", 1)],
    ]


def test_days_that_differ_stay_with_their_columns() -> None:
    weeks = Period(date(2025, 5, 3), date(2025, 2, 2)), Period(date(2024, 5, 4), date(2024, 2, 4))
    assert lines(*weeks, heading="Thirteen Weeks Ended") == [
        [("Thirteen Weeks Ended", 2)],
        [("May 3, 2025", 1), ("May 4, 2024", 1)],
    ]


def test_years() -> None:
    year = Period(date(2024, 12, 31), date(2024, 1, 1)), Period(date(2023, 12, 31), date(2023, 1, 1))
    assert lines(*year)[0] == [("Year Ended December 31,", 2)]


@pytest.mark.parametrize(
    ("heading", "abstract"),
    [
        ("Current assets:", "AssetsCurrentAbstract"),
        ("CURRENT LIABILITIES", "LiabilitiesCurrentAbstract"),
        ("Liabilities and stockholders’ deficit", "LiabilitiesAndStockholdersEquityAbstract"),
        ("Stockholders' equity:", "StockholdersEquityAbstract"),
        ("Shareholders' equity", "StockholdersEquityAbstract"),
        ("Other income (expense):", "NonoperatingIncomeExpenseAbstract"),
        ("Cash flows from financing activities:", "NetCashProvidedByUsedInFinancingActivitiesAbstract"),
        ("Non-cash investing and financing activities", "NoncashInvestingAndFinancingItemsAbstract"),
        ("Net loss per share:", "EarningsPerShareAbstract"),
    ],
)
def test_headings_are_found_in_the_taxonomy(heading: str, abstract: str, catalogue: Catalogue) -> None:
    assert abstract_of(heading, catalogue) == f"us-gaap:{abstract}"


def test_a_heading_of_its_own_is_no_abstract(catalogue: Catalogue) -> None:
    assert abstract_of("Things we like:", catalogue) is None


def test_weeks_in_words() -> None:
    period = Period(date(2024, 11, 2), date(2024, 2, 4))
    assert lines(period, heading="Thirty-Nine Weeks Ended")[0] == [("Thirty-Nine Weeks Ended", 1)]


def test_components_stand_under_the_period_they_share() -> None:
    made = column_headings([Column(0, "", HALF, component="Common Stock"), Column(1, "", HALF)])
    assert [[(h.text, h.span) for h in line] for line in made] == [
        [("Six Months Ended June 30, 2025", 2)],
        [("Common Stock", 1), ("Total", 1)],
    ]
