from datetime import date

import pytest

from generator.facts.dates import Length
from generator.facts.headings import Headings
from generator.facts.periods import Calendar, resolve_columns, with_statements


def periods(
    *levels: str, titles: tuple[str, ...] = (), instants: bool = False, calendar: Calendar | None = None
) -> list[str]:
    headings = Headings(tuple((level,) for level in levels))
    found = resolve_columns(headings, titles, instants=instants, calendar=calendar or Calendar())
    return [str(one.period) for one in found]


def test_a_title_lends_day_and_length_to_bare_years() -> None:
    assert periods("2008", "2007", titles=("Six Months Ended June 30, 2008 and 2007",)) == [
        "2008-01-01/2008-06-30", "2007-01-01/2007-06-30",
    ]  # fmt: skip


def test_dates_listed_in_a_title_go_to_the_columns_in_order() -> None:
    assert periods("2023", "2022", titles=("At December 31, 2023 and January 1, 2023",), instants=True) == [
        "2023-12-31", "2023-01-01",
    ]  # fmt: skip


def test_nothing_is_invented() -> None:
    assert periods("2008", "2007", titles=("Statement of operations",)) == ["None", "None"]
    assert periods("June 30, 2008", "June 30, 2007") == ["None", "None"]


def test_fiscal_years_lean_on_the_balance_sheet() -> None:
    calendar = with_statements(Calendar(), [], [], [date(2024, 2, 3), date(2023, 1, 28)])
    assert periods("Fiscal 2023", "Fiscal 2022", calendar=calendar) == [
        "2023-01-29/2024-02-03", "2022-01-30/2023-01-28",
    ]  # fmt: skip


def test_quarter_words() -> None:
    calendar = with_statements(Calendar(), [], [], [date(2024, 6, 30), date(2023, 12, 31)])
    assert periods("Q2 2024", "Q2 2023", calendar=calendar) == ["2024-04-01/2024-06-30", "2023-04-01/2023-06-30"]


def test_inception_to_date_and_spans_within_a_year() -> None:
    assert periods("Period from March 3, 2001 (inception) to June 30, 2004") == ["2001-03-03/2004-06-30"]
    assert periods("2023 Successor July 22 to September 30") == ["2023-07-22/2023-09-30"]
    assert periods("Three Months Ended 2023 July 22 to September") == ["None"]


@pytest.mark.parametrize(
    ("end", "length", "start"),
    [
        (date(2019, 5, 4), Length(weeks=13), date(2019, 2, 3)),
        (date(2008, 6, 30), Length(months=3), date(2008, 4, 1)),
        (date(2024, 2, 29), Length(months=12), date(2023, 3, 1)),
    ],
)
def test_starts_by_arithmetic(end: date, length: Length, start: date) -> None:
    assert Calendar().start_of(end, length) == start


def test_starts_of_fiscal_weeks_follow_a_known_period_end() -> None:
    # Quarters on Sundays, the year on 31 December: six months start on 1 January, three on a Monday.
    calendar = with_statements(Calendar(), ["July 2, 2023", "July 3, 2022"], [], [date(2023, 7, 2), date(2022, 12, 31)])
    assert calendar.weekly
    assert calendar.start_of(date(2023, 7, 2), Length(months=6)) == date(2023, 1, 1)
    assert calendar.start_of(date(2023, 7, 2), Length(months=3)) == date(2023, 4, 3)


def test_month_ends_are_not_weeks() -> None:
    calendar = with_statements(
        Calendar(), ["April 30, 2024", "April 30, 2023"], [], [date(2024, 4, 30), date(2023, 4, 30)]
    )
    assert not calendar.weekly
    assert calendar.start_of(date(2024, 4, 30), Length(months=12)) == date(2023, 5, 1)
