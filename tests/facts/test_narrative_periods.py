"""Words of time, resolved on the calendar of the statements."""

from __future__ import annotations

from datetime import date

import pytest

from generator.facts.model import Period
from generator.facts.narrative_calendar import Calendar, calendar_of
from generator.facts.narrative_periods import named_by, read_periods, resolved


def duration(start: str, end: str) -> Period:
    return Period(date.fromisoformat(end), date.fromisoformat(start))


def instant(day: str) -> Period:
    return Period(date.fromisoformat(day))


Q2_2008, Q2_2007 = duration("2008-04-01", "2008-06-30"), duration("2007-04-01", "2007-06-30")
H1_2008, H1_2007 = duration("2008-01-01", "2008-06-30"), duration("2007-01-01", "2007-06-30")


@pytest.fixture
def calendar() -> Calendar:
    found = calendar_of([Q2_2008, Q2_2007, H1_2008, H1_2007, instant("2008-06-30"), instant("2007-12-31")])
    assert found is not None
    return found


def test_the_year_to_date_tells_when_the_fiscal_year_ends(calendar: Calendar) -> None:
    assert (calendar.current, calendar.year_end) == (date(2008, 6, 30), date(2008, 12, 31))


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("for the second quarter of 2008", [Q2_2008]),
        ("in Q2 2007", [Q2_2007]),
        ("in the 2007 second quarter", [Q2_2007]),
        ("for the six months", [H1_2008]),
        ("for the nine months", []),
        ("for the June quarter", [Q2_2008]),
        ("for the March quarter", []),
        ("in the 2007 six-month period", [H1_2007]),
        ("in the 2008 second quarter and six-month period", [Q2_2008, H1_2008]),
        ("in the second quarter and first six months of 2008", [Q2_2008, H1_2008]),
        ("in the second quarter and first half of 2007", [Q2_2007, H1_2007]),
        ("for the six months ended June 30, 2007", [H1_2007]),
        ("for the three and six months ended June 30, 2008", [Q2_2008, H1_2008]),
        ("for the three months ended June 30, 2008 and 2007", [Q2_2008, Q2_2007]),
        ("the first six months of 2008", [H1_2008]),
        ("in the first half of 2007", [H1_2007]),
        ("as of June 30, 2008", [instant("2008-06-30")]),
        ("in the second quarter of 2008 and 2007", [Q2_2008, Q2_2007]),
        ("in the first six months of 2008 and 2007", [H1_2008, H1_2007]),
        ("for the six-month periods of 2008 and 2007", [H1_2008, H1_2007]),
        ("in the second quarter and year-to-date periods of 2008", [Q2_2008, H1_2008]),
        ("in the second quarter of 2008 and 2012 Notes", [Q2_2008]),
        (
            "for the period from January 1, 2008 to May 9, 2008 (Predecessor) and May 10, 2008 to June 30, 2008",
            [duration("2008-01-01", "2008-05-09"), duration("2008-05-10", "2008-06-30")],
        ),
        ("from December 31, 2007 to June 30, 2008", [H1_2008]),
        ("as of the second quarter of 2008", [instant("2008-06-30")]),
        ("as of June 30", [instant("2008-06-30")]),
        ("as of March 31", []),
        ("at June 30, 2008 and December 31, 2007", [instant("2008-06-30"), instant("2007-12-31")]),
        ("for the first quarter", [duration("2008-01-01", "2008-03-31")]),
        ("in fiscal 2007", [duration("2007-01-01", "2007-12-31")]),
        ("at the end of the quarter", [instant("2008-06-30")]),
        (
            "for fiscal years 2008 and 2007",
            [duration("2008-01-01", "2008-12-31"), duration("2007-01-01", "2007-12-31")],
        ),
        ("in the fiscal second quarter and fiscal six months of 2008", [Q2_2008, H1_2008]),
        ("for the fiscal six months of 2008 and 2007", [H1_2008, H1_2007]),
        ("subsequent to June 30, 2008", []),
        ("in June 2008", []),
        ("on August 6, 2008", []),
        ("which matures August 6, 2009", []),
    ],
)
def test_a_phrase_names_its_periods(calendar: Calendar, text: str, periods: list[Period]) -> None:
    (phrase,) = read_periods(text, calendar)
    assert list(phrase.periods) == periods


def test_a_phrase_says_whether_it_is_compared_with_or_holds_for_each(calendar: Calendar) -> None:
    text = "Compared with the second quarter of 2007, cash was $3 million at both June 30, 2008 and 2007"
    compared, each = read_periods(text, calendar)
    assert (compared.compared, compared.each) == (True, False)
    assert (each.compared, each.each) == (False, True)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in the same period in 2007", Q2_2007),
        ("the comparable period last year", Q2_2007),
        ("a year ago", Q2_2007),
        ("in the prior year quarter", Q2_2007),
        ("in the same prior year period", Q2_2007),
        ("in the preceding quarter", duration("2008-01-01", "2008-03-31")),
        ("for the period", Q2_2008),
    ],
)
def test_a_relative_phrase_moves_from_the_period_spoken_of(calendar: Calendar, text: str, period: Period) -> None:
    (phrase,) = read_periods(text, calendar)
    assert resolved(phrase, Q2_2008, calendar) == (period,)


def test_a_fiscal_year_may_be_called_after_the_year_it_began_in() -> None:
    quarters = [duration("2024-08-04", "2024-11-02"), duration("2023-07-30", "2023-10-28")]
    known = calendar_of([*quarters, duration("2024-02-04", "2024-11-02"), instant("2024-11-02"), instant("2024-02-03")])
    assert known is not None
    text = "for the third quarter of fiscal 2024, compared with the third quarter of fiscal 2023"
    found = [phrase.periods for phrase in read_periods(text, named_by(known, [text]))]
    assert found == [(quarters[0],), (quarters[1],)]


def test_a_calendar_of_weeks_invents_no_quarter() -> None:
    known = calendar_of(
        [duration("2006-10-01", "2006-12-30"), duration("2006-07-02", "2006-12-30"), instant("2006-07-01")]
    )
    assert known is not None
    (phrase,) = read_periods("in the third quarter of 2006", known)
    assert phrase.periods == ()


def test_a_fiscal_year_is_called_so_that_the_documents_own_quarter_is_named() -> None:
    quarters = [duration("2023-04-30", "2023-07-29"), duration("2022-05-01", "2022-07-30")]
    known = calendar_of([*quarters, duration("2023-01-29", "2023-07-29"), instant("2023-07-29")])
    assert known is not None
    text = "in the second quarter of fiscal 2023"
    (phrase,) = read_periods(text, named_by(known, [text]))
    assert phrase.periods == (quarters[0],)
