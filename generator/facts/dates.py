"""Words of time: dates, years and lengths of time as headings print them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"  # noqa: E501
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"""
      \b{_MONTH.format("m1")}\s*(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\s*,?\s*(?P<y1>{_YEAR})\b
    | \b(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?[\s-]+{_MONTH.format("m2")}[\s,-]+(?P<y2>{_YEAR}|\d\d)\b
    | \b(?P<m3>0?[1-9]|1[0-2])[/](?P<d3>0?[1-9]|[12]\d|3[01])[/](?P<y3>{_YEAR}|\d\d)\b
    | \b(?P<m5>0?[1-9]|1[0-2])-(?P<d5>0?[1-9]|[12]\d|3[01])-(?P<y5>{_YEAR}|\d\d)\b
    | \b(?P<y4>{_YEAR})-(?P<m4>0[1-9]|1[0-2])-(?P<d4>0[1-9]|[12]\d|3[01])\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MONTH_DAY = re.compile(rf"\b{_MONTH.format('m')}\s*(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\b(?![,\d]*\d)", re.IGNORECASE)
_MONTH_DAY_ANY = re.compile(rf"{_MONTH.format('m')}\s*(?P<d>[0-3]?\d)\b", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b{_MONTH.format('m')},?\s*(?P<y>{_YEAR})\b", re.IGNORECASE)
_LONE_YEAR = re.compile(rf"(?<![\d,.$/-])(?P<y>{_YEAR})(?![\d,]*\d)(?!\s*(?:notes?|plan|act)\b)|\bFY\s*'?(?P<s>\d\d)\b|(?<=\s)['’](?P<t>\d\d)\b", re.IGNORECASE)  # fmt: skip  # noqa: E501

_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_COUNT = rf"(?:(?:twenty|thirty|forty|fifty)(?:[\s-]?(?:{_UNITS}))?|{'|'.join(list(_COUNTS)[:19])}|\d{{1,2}})"
_LENGTHS = re.compile(
    rf"""
      \b(?P<weeks>{_COUNT})(?:[\s-]*(?:or|and)[\s-]*{_COUNT})?(?:\s*\(\d+\))?[\s-]*(?:wks?\b|weeks?\b)
    | \b(?P<months>{_COUNT})(?:\s*\(\d+\))?[\s-]*(?:mos?\b|mths?\b|months?\b)
    | \b(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]*(?:fiscal[\s-]*)?quarters?\b
    | \bQ(?P<q1>[1-4])\b | \b(?P<q2>[1-4])Q(?=\d|\b)
    | \b(?P<half>first|second)[\s-]*half\b
    | \b(?P<ytd>year[\s-]*to[\s-]*date|fiscal\s+to\s+date|ytd)\b
    | \b(?P<threes>quarters?|quarterly|qtrs?)\b
    | \b(?P<year>(?:fiscal[\s-]*)?years?(?=\s*(?:end|\d{{4}}|:|$|\s\())|fiscal[\s-]*years?|annual|fy(?=\s*'?\d)
        |fiscal(?=\s*'?\d{{4}})|^fiscal$)(?![\s-]*to\b)
    | \b(?P<month>month)\s+(?:of|end)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OPEN_SPAN = re.compile(
    rf"\b{_MONTH.format('m')}\s*[0-3]?\d(?:,?\s*{_YEAR})?\s+(?:to|through|thru)\b(?!\s*{_MONTH.format('n')},?\s*\d)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?:from|inception|period)\b|\b(?:to|through|thru)\b|[–—-]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A length of time in `months` or `weeks` (the other is 0). `quarter` is the number of the fiscal quarter that the
    words name, 0 where they name none; `to_date` says the words only tell that it runs from the year's start."""

    months: int = 0
    weeks: int = 0
    quarter: int = 0
    to_date: bool = False

    @property
    def days(self) -> int:
        """The nominal number of days."""
        return self.weeks * 7 if self.weeks else round(self.months * 365.25 / 12)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What a heading says about time, each kind in the order of the text. `month_days` and `years` are those that are
    not part of a full date. `between` is a span given by month and day only ("July 1 to July 21"); `is_range` says that
    the two full dates bound one."""

    dates: tuple[date, ...] = ()
    month_days: tuple[tuple[int, int], ...] = ()
    years: tuple[int, ...] = ()
    lengths: tuple[Length, ...] = ()
    is_range: bool = False
    since_inception: bool = False
    between: tuple[tuple[int, int], tuple[int, int]] | None = None
    is_open: bool = False

    def __bool__(self) -> bool:
        return bool(self.dates or self.month_days or self.years or self.lengths)


def read_time(text: str) -> TimeWords:
    """The dates, years and lengths of time in `text`. Two-digit years are 1950 to 2049."""
    text = text.replace("\u00a0", " ")
    dates, rest, starts = [], text, []
    for match in _DATE.finditer(text):
        if (found := _date(match)) is not None:
            dates.append(found)
            starts.append(match.span())
    for start, end in reversed(starts):
        rest = rest[:start] + " | " + rest[end:]
    lengths = tuple(_lengths(rest))
    month_days = []
    for match in _MONTH_DAY.finditer(rest):
        month, day = _MONTHS[match["m"].lower().rstrip(".")], int(match["d"])
        if 1 <= day <= monthrange(2024, month)[1]:
            month_days.append((month, day))
    years = [_year(match["y"] or match["s"] or match["t"]) for match in _LONE_YEAR.finditer(rest)]
    if not dates and not month_days:
        for match in _MONTH_YEAR.finditer(rest):
            month, year = _MONTHS[match["m"].lower()], int(match["y"])
            dates.append(date(year, month, monthrange(year, month)[1]))
    inception = bool(re.search(r"\binception\b", text, re.IGNORECASE))
    is_range = len(dates) == 2 and bool(
        re.search(r"\b(from|period|inception|commenc|to|through|thru)\b|[–—-]\s*\|", rest, re.IGNORECASE)
    ) and not re.search(r"\band\b\s*\|", rest, re.IGNORECASE)  # fmt: skip
    is_open = bool(_OPEN_SPAN.search(text))
    return TimeWords(
        tuple(dates), tuple(month_days), tuple(years), lengths, is_range, inception, _between(text), is_open
    )


def is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def months_before(day: date, months: int) -> date:
    """The date `months` calendar months earlier; a month's end stays a month's end."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if is_month_end(day) else min(day.day, last))


def on(year: int, month: int, day: int) -> date:
    """That date, with the day cut to the month's last (29 February in a common year)."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def day_after(day: date) -> date:
    return day + timedelta(days=1)


def day_before(day: date) -> date:
    return day - timedelta(days=1)


def _between(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """A span of days without a year between them, such as "July 22 to September 30"."""
    for match in _MONTH_DAY.finditer(text):
        gap = re.match(r"\s*(?:to|through|thru|[–—-])\s*", text[match.end() :], re.IGNORECASE)
        last = _MONTH_DAY_ANY.match(text, match.end() + gap.end()) if gap else None
        if last:
            first = (_MONTHS[match["m"].lower().rstrip(".")], int(match["d"]))
            return first, (_MONTHS[last["m"].lower().rstrip(".")], int(last["d"]))
    return None


def _lengths(text: str) -> list[Length]:
    found = []
    for match in _LENGTHS.finditer(text):
        if match["weeks"]:
            found.append(Length(weeks=_count(match["weeks"])))
        elif match["months"]:
            found.append(Length(months=_count(match["months"])))
        elif match["quarter"]:
            found.append(Length(months=3, quarter=_COUNTS[match["quarter"].lower()]))
        elif match["q1"] or match["q2"]:
            found.append(Length(months=3, quarter=int(match["q1"] or match["q2"])))
        elif match["half"]:
            found.append(Length(months=6, quarter=2 * _COUNTS[match["half"].lower()]))
        elif match["ytd"]:
            found.append(Length(to_date=True))
        elif match["threes"]:
            found.append(Length(months=3))
        elif match["year"]:
            found.append(Length(months=12))
        elif match["month"]:
            found.append(Length(months=1))
    return [length for length in found if 0 < length.months <= 24 or 0 < length.weeks <= 106 or length.to_date]


def _count(words: str) -> int:
    if words.isdigit():
        return int(words)
    return sum(_COUNTS[word] for word in re.split(r"[\s-]+", words.lower()) if word)


def _date(match: re.Match[str]) -> date | None:
    for number in "12345":
        if match[f"y{number}"]:
            month = match[f"m{number}"].lower().rstrip(".")
            try:
                return date(_year(match[f"y{number}"]), _MONTHS.get(month) or int(month), int(match[f"d{number}"]))
            except ValueError:
                return None
    return None


def _year(digits: str) -> int:
    year = int(digits)
    if year >= 100:
        return year
    return year + (2000 if year < 50 else 1900)
