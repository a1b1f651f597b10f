"""The phrases of time that running text uses, each with the way to read it on a calendar. Data and its readers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from generator.facts.dates import is_month_end, on, read_time
from generator.facts.model import Period
from generator.facts.narrative_calendar import Calendar
from generator.facts.narrative_grammar import words


class Relation(StrEnum):
    """How a phrase names its periods: by itself, or from the period that the sentence speaks of. "The same period" is
    `LIKE` it: the year before where something is compared with it, else the period itself."""

    ABSOLUTE = "absolute"
    SAME = "same"
    YEAR_BEFORE = "year-before"
    LIKE = "like"
    QUARTER_BEFORE = "quarter-before"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class PeriodPhrase:
    """A phrase at `text[start:end]`. An absolute one has `periods` (several in "three and six months ended"; none where
    the calendar cannot place it); a relative one has a `relation` and, where it says so, the `year` it moves to. An
    event ("In June 2008", "On May 3, 2008") dates what happened, in `days`, and is no reporting period. `compared` says
    that the words before it make it the time that another is compared with, `each` that what is said holds for each of
    its periods alike ("at both June 30, 2025 and 2024"). `own` is what a relative one names where nothing is
    spoken of from which it could be counted ("In the prior-year quarter")."""

    start: int
    end: int
    relation: Relation
    periods: tuple[Period, ...] = ()
    year: int | None = None
    compared: bool = False
    each: bool = False
    days: tuple[Period, ...] = ()
    own: Period | None = None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_MONTHS_COUNT = r"(?:three|six|nine|twelve|3|6|9|12)"
_MONTH = words(
    "January | February | March | April | May | June | July | August | September | October | November | December"
    " | Jan\\.? | Feb\\.? | Mar\\.? | Apr\\.? | Jun\\.? | Jul\\.? | Aug\\.? | Sept?\\.? | Oct\\.? | Nov\\.? | Dec\\.?"
)
_DATE = rf"{_MONTH}\s+\d{{1,2}},?\s+(?:19|20)\d\d"
_DATES = (
    rf"(?P<dates>{_DATE}(?:(?:,? and |,? compared (?:to|with) |, ){_DATE})*"
    r"(?P<more>(?:,? and|,)\s+(?:19|20)\d\d(?!\s*\w*\s*(?:notes|plan)))*)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_YEAR_AGAIN = r"(?P=year)"
_CALLED = r"(?: \((?:predecessor|successor|unaudited)\))?"
_DAYS = rf"{_DATE}(?: \([^)]*\))? (?:to|through) {_DATE}{_CALLED}"
_NOT_NAMED = r"(?![\d,]*\d|-\d| (?:notes|plan|annual|term|credit))"  # "2025 Notes": a name, not a time
_MORE_YEARS = rf"(?:(?:,? and|,) (?:of )?(?:fiscal )?(?:19|20)\d\d(?!\d){_NOT_NAMED})*"
_FISCAL = r"(?:(?:the\s+)?(?:fiscal|calendar|full|financial)(?:[ -]years?)?|FY|the years?)"
_WEEKS = r"(?:\d{1,2}|thirteen|twenty-six|thirty-nine|fifty-two|fifty-three)"
_LENGTH = (
    rf"(?:(?:\w+[- ])?(?:fiscal )?{_ORDINAL}(?: fiscal)? quarter(?: of (?:fiscal(?: year)? )?(?:19|20)\d\d)?"
    rf"|(?:{_MONTHS_COUNT}|{_WEEKS})(?:\s*\([^)]*\))?[- ](?:months?|weeks?)(?: fiscal)?"
    r"(?: periods?| quarters?| years?)?"
    r"|(?:fiscal |full )*(?:years?|quarters?|periods?|months?))"
)


def _ended(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    """ "three and six months ended June 30, 2025 and 2024": every length with every date, lengths first."""
    days = _days_named(match)
    periods = []
    for day in days:
        for length in (match["length1"], match["length2"]):
            if length and (period := _ending(length, day, calendar)):
                periods.append(period)
    wanted = len(days) * (2 if match["length1"] else 1)
    return PeriodPhrase(*match.span(), Relation.ABSOLUTE, tuple(periods) if len(periods) == wanted else ())


def _ending(length: str, end: date, calendar: Calendar) -> Period | None:
    words = read_time(length + (" months" if length.strip().lower() in _COUNTS else "")).lengths
    lower = length.lower()
    if words and words[0].weeks:
        return calendar.duration(words[0].weeks * 7, end)
    months = words[0].months if words else 12 if "year" in lower else 3 if "quarter" in lower else 0
    if months:
        return calendar.duration(round(months * 30.4375), end, months)
    ending = [p for p in calendar.periods if p.start and abs(p.end - end) <= timedelta(days=3)]
    return ending[0] if len(ending) == 1 else None


def _range(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    """ "from May 1, 2024 to June 9, 2024 and June 10, 2024 to July 31, 2024": each stretch of days."""
    days = [day for found in re.findall(_DATE, match.group(), re.IGNORECASE) for day in read_time(found).dates]
    pairs = list(zip(days[::2], days[1::2], strict=False))
    periods = tuple(calendar.between(*pair) for pair in pairs) if all(start < end for start, end in pairs) else ()
    return PeriodPhrase(*match.span(), Relation.ABSOLUTE, periods)


def _quarter(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    groups = match.groupdict()
    number = groups.get("digit") or str(_ORDINALS[match["ordinal"].lower()])
    periods = _of_years(match, lambda year: calendar.quarter(int(number), year))
    if re.match(r"(?:as of|(?:the )?end of)\b", match.group(), re.IGNORECASE):
        periods = tuple(Period(period.end) for period in periods)
    return PeriodPhrase(*match.span(), Relation.ABSOLUTE, periods)


def _of_years(match: re.Match[str], period_of: Callable[[int | None], Period | None]) -> tuple[Period, ...]:
    """The like period of every year that the phrase names, none unless all can be placed; the latest where it names
    none."""
    years: list[int | None] = [int(year) for year in re.findall(r"(?:19|20)\d\d", match.group())]
    periods = [period_of(year) for year in years or [None]]
    return tuple(period for period in periods if period) if all(periods) else ()


def _months_of(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    said = match["count"] or match.groupdict().get("count2")
    months = _COUNTS[said.lower()] if said else 6
    periods = _of_years(match, lambda year: calendar.quarter(months // 3, year, months))
    return PeriodPhrase(*match.span(), Relation.ABSOLUTE, periods)


def _quarter_and_months(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    """ "the 2018 second quarter and six-month period": a quarter and the year to date that ends with it."""
    year = int(match["year"] or match["year2"])
    ordinal = _ORDINALS[(match["ordinal"] or match["ordinal2"]).lower()]
    said = match["count"] or match["count2"] or match["count3"]
    months = _COUNTS[said.lower()] if said else 6 if "half" in match.group().lower() else 3 * ordinal
    quarter = calendar.quarter(ordinal, year)
    to_date = calendar.quarter(months // 3, year, months)
    return PeriodPhrase(*match.span(), Relation.ABSOLUTE, (quarter, to_date) if quarter and to_date else ())


def _year_phrase(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    periods = tuple(p for y in re.findall(r"(?:19|20)\d\d", match.group()) if (p := calendar.year(int(y))))
    if re.match(r"(?:at |as of )?(?:the )?(?:year[- ])?end", match.group(), re.IGNORECASE):
        periods = tuple(Period(period.end) for period in periods)
    return PeriodPhrase(*match.span(), Relation.ABSOLUTE, periods)


def _bare_year(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    """A lone year is a period only where a full year is reported; elsewhere it may mean the like quarter."""
    years = [int(year) for year in re.findall(r"(?:19|20)\d\d", match.group())]
    periods = tuple(p for year in years if (p := calendar.year(year)) and p in calendar.periods)
    if len(periods) == len(years):
        return PeriodPhrase(*match.span("years"), Relation.ABSOLUTE, periods)
    days = tuple(period for year in years if (period := calendar.year(year)))
    return PeriodPhrase(*match.span("years"), Relation.EVENT, year=years[0], days=days)


def _instants(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    days = _days_named(match)
    return PeriodPhrase(*match.span(), Relation.ABSOLUTE, tuple(Period(day) for day in days))


def _day_now(match: re.Match[str], calendar: Calendar) -> PeriodPhrase:
    """ "As of June 30": the latest day of that name on which the tables show anything."""
    shown = [p.end for p in calendar.periods if p.end <= calendar.current and f"{p.end:%B} {p.end.day}" == _day(match)]
    return PeriodPhrase(*match.span(), Relation.ABSOLUTE, (Period(max(shown)),) if shown else ())


def _day(match: re.Match[str]) -> str:
    return " ".join(match["day"].split())


def _event(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    """A day, or a month: the whole of it."""
    days = read_time(match.group()).dates
    if days:
        return PeriodPhrase(*match.span(), Relation.EVENT, days=(Period(days[0], days[0]),))
    year, month = re.search(r"(?:19|20)\d\d", match.group()), re.search(_MONTH, match.group(), re.IGNORECASE)
    if year is None or month is None:
        return PeriodPhrase(*match.span(), Relation.EVENT)
    first = date(int(year.group()), _MONTHS.index(month.group()[:3].lower()) + 1, 1)
    return PeriodPhrase(*match.span(), Relation.EVENT, days=(Period(on(first.year, first.month, 31), first),))


def _year_before(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    years = re.findall(r"(?:19|20)\d\d", match.group())
    if not years and _THE_SAME.fullmatch(match.group()):
        return PeriodPhrase(*match.span(), Relation.LIKE)
    own = _quarter_of_the_year_before(calendar) if not years and _A_QUARTER.search(match.group()) else None
    return PeriodPhrase(*match.span(), Relation.YEAR_BEFORE, year=int(years[-1]) if years else None, own=own)


def _quarter_of_the_year_before(calendar: Calendar) -> Period | None:
    """The quarter a year before the document's own, where both are reported."""
    now = calendar.current_duration(3)
    before = calendar.moved(now, years=1) if now in calendar.periods and now else None
    return before if before in calendar.periods else None


_A_QUARTER = re.compile(r"^(?:the )?(?:prior|year)[- ](?:year|ago)(?:['’]s)?(?: \w+)? quarter$", re.IGNORECASE)


_THE_SAME = re.compile(r"(?:the )?same (?:(?!years?\b|prior|last|previous|ago)\w+[- ]?)+", re.IGNORECASE)


def _quarter_before(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    return PeriodPhrase(*match.span(), Relation.QUARTER_BEFORE)


def _current(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    words = match.group().lower()
    period: Period | None
    if "end" in words:
        period = Period(calendar.current)
    elif "to-date" in words or "to date" in words:
        period = calendar.to_date()
    elif "quarter" in words:
        period = calendar.current_duration(3)
    elif "year" in words:
        period = calendar.current_duration(12)
        period = period if period in calendar.periods else None
    else:
        return PeriodPhrase(*match.span(), Relation.SAME)
    return PeriodPhrase(*match.span(), Relation.ABSOLUTE, (period,) if period else ())


def _months_now(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    """ "for the nine months": those that end now, where the statements report them."""
    period = calendar.current_duration(_COUNTS[match["count"].lower()])
    return PeriodPhrase(*match.span(), Relation.ABSOLUTE, (period,) if period and period in calendar.periods else ())


def _quarter_to(match: re.Match[str], calendar: Calendar) -> PeriodPhrase | None:
    """ "the June quarter": the one that ends now, where it ends in that month."""
    period = calendar.current_duration(3)
    ends = period is not None and period.end.strftime("%B").startswith(match["month"].rstrip(".").capitalize()[:3])
    return PeriodPhrase(*match.span(), Relation.ABSOLUTE, (period,) if period and ends else ())


def _days_named(match: re.Match[str]) -> list[date]:
    """The dates of a list such as "June 30, 2025 and 2024" or "July 29, 2023, July 30, 2022 and January 28, 2023"."""
    text = match["dates"]
    days = list(read_time(text).dates)
    for year in re.findall(r"(?:19|20)\d\d", re.sub(_DATE, "", text)):
        if days:
            days.append(on(int(year), days[-1].month, 31 if is_month_end(days[-1]) else days[-1].day))
    return days


def _compiled(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})", re.IGNORECASE)


_OF = rf",? (?:of|in|for) (?:the )?(?:fiscal |calendar )?(?:year )?{_YEAR}"
_OF_YEAR = rf"(?:{_OF}| {_YEAR.replace('<year>', '<year2>')})"
_PRIOR = r"(?:prior|previous|preceding|last|year[- ]ago|year[- ]earlier|prior[- ]year(?:['’]s)?|last year['’]s)"
_LIKE = rf"(?:same|comparable|corresponding|equivalent|like|similar|{_PRIOR})"
_AGO = r"(?:a|one) year (?:ago|earlier|before)"
_LAST_YEAR = r"(?:the )?(?:prior|previous|last|preceding)(?: fiscal)? year"
_SAME = rf"(?:comparable|comparative|corresponding|same|{_ORDINAL})"
_LIKE_MORE = r"(?:[- ](?:prior|previous|comparable|comparative|corresponding|year|ago|fiscal|calendar|last))*(?:['’]s)?"
_TIME = (
    rf"(?:(?:{_MONTHS_COUNT}|\d\d)[- ](?:month|week)s? )?(?:fiscal )?(?:periods?|quarters?|months?|weeks?|years?|half)"
)
NAMED = _compiled(
    rf"\b{_ORDINAL}(?: fiscal)? quarter of (?:fiscal(?: year)? )?(?:19|20)\d\d",
    r"\bQ[1-4](?: of)?(?: fiscal)? (?:19|20)\d\d",
    r"\bfiscal (?:year )?(?:19|20)\d\d",
)

# Tried in this order, each only where nothing before it stands: the longer and more certain reading comes first.
PHRASES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Calendar], PeriodPhrase | None]], ...] = (
    (
        _compiled(
            rf"(?:the )?(?:(?P<length1>{_LENGTH}|{_MONTHS_COUNT}) and )?(?:the )?(?P<length2>{_LENGTH}),?"
            rf" (?:ended|ending)(?: on)? {_DATES}"
        ),
        _ended,
    ),
    (
        _compiled(
            rf"(?:the )?(?:periods? )?(?:from {_DAYS}(?:(?:,? and|,) (?:(?:the )?period )?(?:from )?{_DAYS})*"
            rf"|between {_DATE}(?: \([^)]*\))? and {_DATE})"
        ),
        _range,
    ),
    (
        _compiled(rf"(?:the )?end of (?:the )?(?:fiscal )?(?P<ordinal>{_ORDINAL})(?: fiscal)? quarter{_OF_YEAR}?"),
        _quarter,
    ),
    (
        _compiled(rf"(?:the )?{_LIKE}{_LIKE_MORE} {_TIME},? (?:of|in|for) (?:the )?(?:fiscal )?(?:year )?{_YEAR}"),
        _year_before,
    ),
    (
        _compiled(
            rf"(?:the )?{_LIKE}{_LIKE_MORE} {_TIME},? (?:{_AGO}|(?:(?:of|in|from|for) )?{_LAST_YEAR}"
            r"|in the year[- ]ago period)",
            rf"(?:the )?(?:fiscal )?{_ORDINAL}(?: fiscal)? quarter (?:of )?(?:{_LAST_YEAR}|{_AGO})",
        ),
        _year_before,
    ),
    (
        _compiled(
            rf"(?:the )?{_YEAR} (?:fiscal )?(?P<ordinal>{_ORDINAL})[- ]quarter and (?:the )?(?:{_YEAR_AGAIN} )?"
            rf"(?:first )?(?P<count>{_MONTHS_COUNT})[- ]months?(?: periods?)?",
            rf"(?:the )?(?:fiscal )?(?P<ordinal2>{_ORDINAL}) quarter and (?:the )?(?:(?:first|fiscal)"
            rf" (?:(?P<count2>{_MONTHS_COUNT}) months|half)|(?P<count3>{_MONTHS_COUNT})[- ]months? periods?"
            r"|year[- ]to[- ]date(?: periods?)?),? of (?:the )?(?:fiscal )?(?:year )?(?P<year2>(?:19|20)\d\d)",
        ),
        _quarter_and_months,
    ),
    (
        _compiled(rf"(?:the )?(?:fiscal |calendar )?(?:year )?{_YEAR} (?:fiscal )?(?P<ordinal>{_ORDINAL})[- ]quarter"),
        _quarter,
    ),
    (_compiled(rf"(?:the )?(?:fiscal )?{_YEAR} (?P<count>{_MONTHS_COUNT})[- ]month periods?"), _months_of),
    (
        _compiled(
            rf"(?:as of )?(?:the )?(?:fiscal )?(?P<ordinal>{_ORDINAL})(?:[- ]fiscal)?[- ]quarters?"
            rf"(?:{_OF_YEAR}{_MORE_YEARS})?"
        ),
        _quarter,
    ),
    (_compiled(rf"\bQ(?P<digit>[1-4])(?:,? (?:of )?(?:fiscal |FY)?(?:year )?{_YEAR})?(?!\d)"), _quarter),
    (_compiled(rf"(?:the )?first (?:(?P<count>three|six|nine|twelve) months|half)(?:{_OF}{_MORE_YEARS})?"), _months_of),
    (
        _compiled(
            rf"(?:the )?(?:(?:fiscal )?(?P<count>{_MONTHS_COUNT})[- ]months? periods?"
            rf"|fiscal (?P<count2>{_MONTHS_COUNT})[- ]months?) of (?:fiscal )?{_YEAR}{_MORE_YEARS}"
        ),
        _months_of,
    ),
    (
        _compiled(
            r"(?:the )?(?:immediately )?(?:preceding|previous|prior|last|sequential)(?: fiscal)? quarter\b",
            r"\bsequentially",
        ),
        _quarter_before,
    ),
    (
        _compiled(
            rf"(?:the )?(?:same|comparable|corresponding){_LIKE_MORE} {_TIME}",
            rf"(?:the )?prior[- ]year(?:['’]s)?(?: (?:{_SAME}|fiscal))*(?: {_TIME})?",
            rf"(?:the )?year[- ]ago(?: {_TIME})?",
            rf"(?:the )?{_PRIOR}(?: fiscal)? (?:year|period)(?:['’]s)?(?: (?:{_SAME} )?{_TIME})?",
            _AGO,
            r"year[- ]over[- ]year",
        ),
        _year_before,
    ),
    (
        _compiled(
            r"(?:the )?(?:year[- ])?end of (?:fiscal |the year )?(?:year )?(?:19|20)\d\d",
            r"(?:fiscal )?year[- ]end (?:19|20)\d\d",
        ),
        _year_phrase,
    ),
    (
        _compiled(
            r"\b(?:on|on or about|dated|declared|paid|distributed|until"
            r"|before|after|by|through|subsequent to|prior to|following|effective|beginning|since"
            rf"|matur(?:es|ed|ing)|expir(?:es|ed|ing)|due|payable)(?: on)?(?: \w+day,)? {_DATES}"
        ),
        _event,
    ),
    (_compiled(_DATES), _instants),
    (
        _compiled(rf"\b(?:as of|at) (?P<day>{_MONTH}\s+\d{{1,2}})\b(?!,?\s+(?:(?:19|20)\d\d|(?:and|or|to)\b))"),
        _day_now,
    ),
    (_compiled(rf"\b{_FISCAL} (?:19|20)\d\d(?:(?:,? and |, )(?:{_FISCAL} )?(?:19|20)\d\d)*"), _year_phrase),
    (_compiled(rf"\b(?:in |during |early |late )?{_MONTH}(?: of)?,? (?:19|20)\d\d"), _event),
    (_compiled(rf"\b(?:for|in|during) the (?P<count>{_MONTHS_COUNT}) months\b(?! (?:ended|ending|of))"), _months_now),
    (_compiled(rf"\b(?:the|our) (?P<month>{_MONTH})[- ]quarter\b"), _quarter_to),
    (
        _compiled(
            r"\b(?:the )?end of the (?:fiscal )?(?:quarter|year|period)",
            r"\b(?:the )?(?:fiscal )?(?:quarter|year|period)[- ]end\b",
            r"\b(?:the|this|our) (?:current |most recent |latest |full |fiscal |reporting )*(?:quarter|year|period)\b"
            r"(?![- ](?:ago|over|earlier|end))",
            rf"\b(?:the )?{_MONTHS_COUNT}[- ]month periods?",
            r"\byear[- ]to[- ]date",
            r"\bfiscal year(?= (?:net )?(?:revenues?|sales|earnings|income|results)\b)",
        ),
        _current,
    ),
    (
        _compiled(
            r"\b(?:in|for|during|to|from|of|over|versus|and|with|than)\s+"
            r"(?P<years>(?:19|20)\d\d(?:(?:,? and |, )(?:19|20)\d\d)*)"
            r"(?![\d,]*\d|-\d| (?:notes|plan|annual|term|credit))"
        ),
        _bare_year,
    ),
)
