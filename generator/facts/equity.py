"""Statements of equity whose columns are components: rows take their periods from the balance rows around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.facts.dates import TimeWords, day_after, day_before, is_month_end, on, read_time
from generator.facts.headings import Headings
from generator.facts.model import Period
from generator.facts.periods import Calendar, length_of
from generator.facts.rows import LogicalRow

_BALANCE = re.compile(
    r"^\W*(?:(?:total|ending|beginning|opening|closing|adjusted|as)\s+)*(?:\w+['’]?s?['’]?\s+){0,2}balances?\b|^\W*(?:total\s+)?(?:\w+['’]?s?['’]?\s+)?(?:equity|deficit)\s*(?:\(deficit\))?\W*(?:at|as of|,|-|–|—|balance)",  # noqa: E501
    re.IGNORECASE,
)  # fmt: skip
_BEGINNING = re.compile(r"\b(?:beginning|beg\.|start|opening)\b", re.IGNORECASE)
_ENDING = re.compile(r"\b(?:end|ending|closing)\b", re.IGNORECASE)
_VOCABULARY = re.compile(
    r"\b(?:balances?|total|equity|deficit|deficiency|stockholders|shareholders|shareowners|stockholder|shareholder|members?|partners|owners|capital|beginning|ending|opening|closing|end|start|of|the|period|year|quarter|fiscal|at|as|on|and|unaudited|audited|restated|adjusted|previously|reported|revised|s)\b|\W|\d",
    re.IGNORECASE,
)  # fmt: skip
_TOTAL = re.compile(r"\btotals?\b", re.IGNORECASE)
_TIME_PHRASE = re.compile(
    r"\b(?:for the |fiscal )*(?:three|six|nine|twelve|\d+|thirteen|twenty-six|thirty-nine|fifty-two|fifty-three)?[\s-]*(?:months?|weeks?|quarters?|years?)(?:[\s-]+periods?)?\s+end(?:ed|ing)\b|"  # noqa: E501
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b,?|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_SHARES_ONLY = re.compile(
    r"^(?:number of |outstanding |# of |in )?(?:shares|units)(?: outstanding| issued)?\W*$", re.IGNORECASE
)
_AMOUNT = re.compile(r"\b(?:amounts?|dollars|(?:par )?value)\W*$|\$\W*$", re.IGNORECASE)
_MEASURE = re.compile(
    r"\b(?:number of |outstanding )?(?:shares|units|number)(?: outstanding| issued)?\W*$|\b(?:amounts?|dollars|par value|par)\W*$|\$\W*$|\(shares\)",  # noqa: E501
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^(?:number of )?(?:shares|units) of\b|^\W*(?:number|#) of\b|\b(?:common|preferred|ordinary|treasury) shares (?:issued|outstanding)\W*$"  # noqa: E501
    r"|\b(?:stock|capital) shares\W*$",
    re.IGNORECASE,
)
_SCALE_LEVEL = re.compile(
    r"^\(?(?:dollars |amounts )?in (?:thousands|millions|billions).*|^\(?unaudited\)?$", re.IGNORECASE
)
_COMPONENT = re.compile(
    r"\b(?:common|preferred|ordinary|capital|treasury) (?:stock|shares?)|\bpaid[\s-]*in\b|\b(?:retained|reinvested|accumulated|undistributed) (?:earnings|deficit|loss|income|other)|\bother comprehensive|\bnon-?\s?controlling|\btotal (?:\w+['’]?s?['’]? )?(?:equity|deficit)|^(?:earnings|surplus|deficit)$|\bunearned\b|\bpartners['’]? capital",  # noqa: E501
    re.IGNORECASE,
)


_OF_ALL = re.compile(
    r"\W*total\b|(?:\W*\w+[\s,.'’]+){0,6}(?:stock|share)(?:holders|owners)['’]? ?(?:equity|deficit)(?: balance)?\W*$"
    r"|\W*(?:non-?\s?controlling|minority) interests?(?: balance)?\W*$",
    re.IGNORECASE,
)


_LONGEST_NAME = 60


def with_lone_component(headings: Headings) -> Headings:
    """The headings, with a component that is set over the labels given to the columns at the left edge that name none
    or only a measure ("Shares", "Amount"), where all others name one."""
    lone = [text for text in headings.context if len(text) <= _LONGEST_NAME and _is_name(text)]
    nameless = [not _stem(levels) for levels in headings.levels]
    count = nameless.index(False) if False in nameless else 0
    if len(lone) != 1 or not 0 < count <= 2 or any(nameless[count:]) or component_evidence(headings) < 2:
        return headings
    levels = [(lone[0], *level) if i < count else level for i, level in enumerate(headings.levels)]
    return Headings(tuple(levels), tuple(text for text in headings.context if text != lone[0]))


def _is_name(text: str) -> bool:
    return text.lower() == "total" or (bool(_COMPONENT.search(text)) and not read_time(text))


def _stem(levels: Sequence[str]) -> str:
    """The words of a heading apart from time, measure and scale."""
    words = " ".join(level.strip() for level in levels if not _SCALE_LEVEL.match(level.strip()))
    return _MEASURE.sub(" ", _TIME_PHRASE.sub(" ", words)).strip(" ,|-")


@dataclass(frozen=True, slots=True)
class EquityColumn:
    """The component that a column is about (empty for the total of the entity) and whether it counts shares."""

    component: str
    shares: bool


def equity_columns(headings: Headings) -> tuple[EquityColumn, ...]:
    """What each column is about. The last column called a total is the entity's; an earlier one ("Total parent
    equity") is a component."""
    words = [[level.strip() for level in levels if not _SCALE_LEVEL.match(level.strip())] for levels in headings.levels]
    joined = [
        re.sub(r"^(?:[\s,]|and\b|for the\b)+", "", _TIME_PHRASE.sub(" ", " ".join(levels)), flags=re.IGNORECASE)
        for levels in words
    ]
    stems = [re.sub(r"\s+", " ", _MEASURE.sub(" ", text)).strip(" ,|-") for text in joined]
    shares = []
    for i, levels in enumerate(words):
        exact = any(_SHARES_ONLY.match(level) for level in levels)
        named = bool(re.search(r"\b(?:shares|number)\W*$|\(shares\)", joined[i], re.IGNORECASE))
        counted = bool(_COUNTED.search(joined[i]))
        sibling = any(j != i and stems[j] == stems[i] and _AMOUNT.search(joined[j]) for j in range(len(words)))
        shares.append((exact or counted or (named and sibling)) and not _AMOUNT.search(levels[-1] if levels else ""))
    names = [stem if counts or _AMOUNT.search(text) else re.sub(r"\s+", " ", text).strip(" ,|-") for stem, counts, text in zip(stems, shares, joined, strict=True)]  # fmt: skip  # noqa: E501
    names = [_stock(name) if counts else name for name, counts in zip(names, shares, strict=True)]
    totals = [i for i, name in enumerate(names) if _TOTAL.search(name) and not shares[i]]
    plain = [i for i in totals if re.fullmatch(r"total(?: (?:stockholders|shareholders|shareowners|owners|members|partners)['’]?s?['’]?)? ?(?:equity|deficit|capital|\(deficit\)| )*", names[i], re.IGNORECASE)]  # fmt: skip  # noqa: E501
    total = (totals[-1:] if len(totals) <= 1 or not plain or totals[-1] in plain else plain[-1:]) or (
        [] if any(names[-1:]) else [len(names) - 1]
    )
    return tuple(
        EquityColumn("" if names[i] in (names[k] for k in total) else (name or "Component"), share)
        for i, (name, share) in enumerate(zip(names, shares, strict=True))
    )


def _stock(name: str) -> str:
    """What a column that counts shares is about: "Shares of Common Stock" and "Common" both of the common stock."""
    name = re.sub(r"^(?:number of )?(?:shares|units) of\s+", "", name, flags=re.IGNORECASE)
    return f"{name} stock" if re.fullmatch(r"common|preferred|treasury|ordinary", name, re.IGNORECASE) else name


def is_component_statement(headings: Headings) -> bool:
    """True where columns speak of components, not of time; or of both, as many components under every period."""
    times = [read_time(" ".join(levels)) for levels in headings.levels]
    named = [without_time(" ".join(levels)).lower() for levels in headings.levels]
    components = len({name for name in named if len(name) > 3})
    if len(headings.levels) < 2 or components < max(2, len(headings.levels) // 2):
        return False
    if not all(words.dates or words.years for words in times) or components >= len(headings.levels) - 1:
        return True
    sizes = {times.count(words) for words in times}
    pairs = set(zip(times, named, strict=True))
    return len(pairs) == len(times) and len(sizes) == 1 and max(sizes) >= 3 and component_evidence(headings) >= 3


def without_time(text: str) -> str:
    """A heading without its words of time."""
    return _TIME_PHRASE.sub("", text).strip(" ,-|()")


def counts_shares(levels: Sequence[str]) -> bool:
    """True for a column headed "Shares" and nothing else on its last line."""
    own = [level.strip() for level in levels if not _SCALE_LEVEL.match(level.strip())]
    return bool(own) and bool(_SHARES_ONLY.match(own[-1]))


def section_component(row: LogicalRow) -> str:
    """The component that a row of a statement with columns of periods stands under ("Retained earnings:"), empty for
    totals of all equity and for rows under no such heading."""
    if not row.section or _OF_ALL.match(row.label):
        return ""
    heading = row.section[-1].strip(" :")
    about_all = re.search(r"\btotal\b|\b(?:stockholders|shareholders|shareowners|owners)\b", heading, re.IGNORECASE)
    return heading if _COMPONENT.search(heading) and not about_all else ""


def component_evidence(headings: Headings) -> int:
    """How many columns are headed by words for components of equity."""
    return sum(bool(_COMPONENT.search(" ".join(levels))) for levels in headings.levels)


def row_periods(rows: Sequence[LogicalRow], context: Sequence[str], calendar: Calendar) -> list[Period | None]:
    """The period of each row: a balance row's date, else the time from the balance before to the one after. Headings
    such as "Six months ended June 30" and the lines above the table stand in for dates that balance rows leave out."""
    frame = _frame([read_time(text) for text in reversed(context)], calendar)
    frames: list[Period | None] = []
    instants: list[date | None] = []
    since_balance = 0
    for row in rows:
        words = read_time(row.label)
        if row.is_heading and words and not _is_balance(row.label, words):
            frame = _frame([words, *(read_time(text) for text in reversed(context))], calendar) or frame
            since_balance = 0
        instant = None
        if _is_balance(row.label, words):
            instant = _instant(row.label, words, frame, calendar, opening=since_balance == 0)
            since_balance += 1
            before = next((day for day in reversed(instants) if day), None)
            if instant and before and day_after(before) == instant:
                instant = before  # the opening balance, restated for the first day
        instants.append(instant)
        frames.append(frame)
    return [_between(i, rows, instants, frames) for i in range(len(rows))]


def _is_balance(label: str, words: TimeWords) -> bool:
    if not label:
        return False
    rest = _TIME_PHRASE.sub(" ", label)
    only = not _VOCABULARY.sub("", rest).strip()
    if only and (
        words.dates or words.month_days or _BALANCE.search(label) or _BEGINNING.search(label) or _ENDING.search(label)
    ):
        return True
    return bool(_BALANCE.search(label)) and bool(words or _BEGINNING.search(label) or _ENDING.search(label) or only)


def _instant(label: str, words: TimeWords, frame: Period | None, calendar: Calendar, *, opening: bool) -> date | None:
    start = day_before(frame.start) if frame and frame.start else None
    end = frame.end if frame else None
    if words.dates:
        return _closing(words.dates[-1], calendar)
    if words.month_days:
        month_day = words.month_days[-1]
        if words.years:
            return _closing(on(words.years[-1], *month_day), calendar)
        for candidate in (start, end):
            if candidate and (candidate.month, candidate.day) == month_day:
                return candidate
        if start and month_day[1] == 1 and (day_after(start).month, day_after(start).day) == month_day:
            return start
        if end:
            day = on(end.year, *month_day)
            return _closing(day if day <= end else on(end.year - 1, *month_day), calendar)
        return None
    if words.years:
        return calendar.end_of_year(words.years[-1])
    if _BEGINNING.search(label):
        return start
    if _ENDING.search(label):
        return end
    return start if opening else end


def _closing(day: date, calendar: Calendar) -> date:
    """A balance "at January 1" is the one at the close of the day before, unless years end on that weekday."""
    if day.day != 1 or not is_month_end(day_before(day)):
        return day
    if calendar.weekly and not calendar.fixed_year_end and day.weekday() == calendar.weekday:
        return day
    return day_before(day)


def _frame(words: Sequence[TimeWords], calendar: Calendar) -> Period | None:
    """The length of time that the nearest words describe."""
    for i, first in enumerate(words):
        length = length_of(first)
        if first.is_range:
            return Period(max(first.dates), min(first.dates))
        if length is None:
            continue
        for other in words[i:]:
            if other.dates:
                end = other.dates[0]
            elif other.month_days and (years := other.years or _years(words)):
                end = on(max(years), *other.month_days[-1])
            else:
                continue
            return Period(end, calendar.start_of(end, length))
    return None


def _years(words: Sequence[TimeWords]) -> tuple[int, ...]:
    return next((other.years for other in words if other.years), ())


def _between(
    index: int, rows: Sequence[LogicalRow], instants: Sequence[date | None], frames: Sequence[Period | None]
) -> Period | None:
    if (instant := instants[index]) is not None:
        return Period(instant)
    before = next((i for i in range(index - 1, -1, -1) if instants[i]), None)
    after = next((i for i in range(index + 1, len(rows)) if instants[i]), None)
    if before is not None and after is not None:
        start, end = instants[before], instants[after]
        while after is not None and start and end and end <= start:
            after = next((i for i in range(after + 1, len(rows)) if instants[i]), None)
            end = instants[after] if after is not None else None
        if start and end and end > start:
            return Period(end, day_after(start))
    return frames[index]
