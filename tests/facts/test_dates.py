from datetime import date

import pytest

from generator.facts.dates import Length, months_before, read_time


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("As of June 30, 2008", date(2008, 6, 30)),
        ("Dec. 31, 2007 (audited)", date(2007, 12, 31)),
        ("12/31/07", date(2007, 12, 31)),
        ("31 December 2007", date(2007, 12, 31)),
        ("December 31 2022", date(2022, 12, 31)),
    ],
)
def test_full_dates(text: str, day: date) -> None:
    assert read_time(text).dates == (day,)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("For the Three Months Ended", Length(months=3)),
        ("13 weeks ended", Length(weeks=13)),
        ("Fifty-Two Weeks Ended", Length(weeks=52)),
        ("Second Quarter 2024", Length(months=3, quarter=2)),
        ("Fiscal 2024", Length(months=12)),
        ("Year to date", Length(to_date=True)),
        ("Fiscal year-to-date", Length(to_date=True)),
        ("Quarter ended Sept. 30", Length(months=3)),
    ],
)
def test_lengths_of_time(text: str, length: Length) -> None:
    assert read_time(text).lengths == (length,)


def test_years_and_days_that_stand_apart() -> None:
    words = read_time("Six Months Ended June 30,")
    assert words.month_days == ((6, 30),)
    assert read_time("2008").years == (2008,)
    assert read_time("Years ended December 31, 2023, 2022 and 2021").years == (2022, 2021)


def test_spans() -> None:
    assert read_time("Period from March 3, 2007 (inception) to June 30, 2008").is_range
    assert not read_time("June 30, 2008 and December 31, 2007").is_range
    assert read_time("July 22 to September 30").between == ((7, 22), (9, 30))


def test_a_span_whose_last_day_is_missing_is_open() -> None:
    assert read_time("2023 July 22 to September").is_open
    assert read_time("January 1, 2023 through").is_open
    for closed in ("July 22 to September 30", "July 22, 2023 to September 30, 2023", "March 3 (inception) to June 30"):
        assert not read_time(closed).is_open


def test_months_keep_to_the_month_end() -> None:
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2023, 2, 28), 12) == date(2022, 2, 28)
    assert months_before(date(2008, 6, 30), 3) == date(2008, 3, 31)
    assert months_before(date(2023, 7, 2), 6) == date(2023, 1, 2)
