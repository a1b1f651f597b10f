"""Figures that stand inside a caption: par values, shares authorized and issued, allowances, taxes netted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from generator.facts.dates import read_time
from generator.facts.model import Period
from generator.facts.numbers import read_amount

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_FIRST = (
    r"\d{1,2}\s+(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
)
_TOKEN = re.compile(
    rf"""
      (?P<date>\b(?:{_MONTHS}\s+\d{{1,2}}(?!\d)|{_DAY_FIRST})(?:,?\s+(?:19|20)\d\d)?)
    | (?P<skip>\b(?:note|notes|series|level|class|tranche|asc|asu|sfas|fas|no\.|section|rule|item|footnote
        |schedule|due|exhibit)\s+[A-Z]?\d[\d.-]*[A-Z]?\b
        | \d+(?:\.\d+)?\s*(?:-\s*\d+(?:\.\d+)?)?\s*% | \b\d{{3}}\s?\([a-z]\) | \b\d+(?:st|nd|rd|th)\b
        | \(\d{{1,2}}\)(?!\s*\d) | \d+-for-\d+|\b\d+\s*/\s*\d+\s*/\s*\d+)
    | (?P<none>\b(?:none|zero|nil|no\s+(?=(?:\w+\s+){{0,3}}shares))\b)
    | (?P<number>(?!\(?{_DAY_FIRST})(?:(?P<currency>(?:US)?\$|£|€)\s?)?(?P<open>\()?(?:(?P<currency2>\$)\s?)?
        (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d*\.\d+
        |\d+)(?P<fraction>\s?\d+/\d+)?(?P<close>\))?
        (?:\s*(?P<word>thousand|million|billion|cents?)\b)?(?P<slash>/\d+)?)
    """,
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_BETWEEN = re.compile(
    r"(?:\s|,|&|/|:|\(|\)|—|–|-|\band\b|\bor\b|\bin\b|\bat\b|\bas of\b|\bof\b|\bon\b|\bfor\b|\brespectively\b|\bshares?\b|\bboth\b|\bat both\b|\beach\b|@)*",  # noqa: E501
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[;()]|—|–|--|\s-\s|,(?!\d)|\.\s")
_COUNT = re.compile(r"\d[\d,.]*\d|\d")
_BESIDE = re.compile(r"[\s,:=(–—-]*")
_PAR = re.compile(r"\b(?:par|stated|nominal) value\b|\bpar\b|\bper\s+(?:\w+\s+)?(?:share|unit)", re.IGNORECASE)
_STATUS = re.compile(r"\b(?:authori[sz]ed|issued|outstanding|held|treasury)\b", re.IGNORECASE)
_SHARES = re.compile(
    r"\bshares?\b|\bunits\b|\bauthori[sz]ed\b|\bissued\b|\boutstanding\b|\bin treasury\b", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"\b(?:net of|less|allowances?|reserves?|depreciation|amortization|tax(?:es)?|includ\w+|related part\w+|interest|discount|premium|restricted|costs?|of)\b|\bat fair value\b|\bmeasured\b",  # noqa: E501
    re.IGNORECASE,
)
_BY_CLASS = re.compile(
    r"\((?:(?:,|;|\band\b|\s)*\b(?:class|series)\s+[a-z]\w?\b[\s:,–—-]*\$?\d[\d,.]*){2,}\s*\)", re.IGNORECASE
)
_SAME_AGAIN = re.compile(
    r"\b(?:corresponding|same|comparable|respective) (?:\w+ ){0,2}(?:periods?|quarters?)\b", re.IGNORECASE
)
_SHARED_WORD = re.compile(
    r"\b(three|six|nine|twelve)[\s-]+(?:and|or)[\s-]+(?=(?:three|six|nine|twelve)[\s-]+(?:fiscal )?months)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CaptionFigure:
    """A figure of a caption for one column: `kind` is `par`, `shares` or `money`; `value` is as printed, multiplied by
    a word that follows it ("million": `worded`); `exact` for par values and numbers of shares authorized; `start` is
    where in the caption it stands."""

    value: Decimal
    kind: str
    column: int
    phrase: str
    shown: str
    places: int
    worded: bool
    exact: bool
    start: int


@dataclass(slots=True)
class _Figure:
    start: int
    end: int
    value: Decimal
    shown: str
    places: int = 0
    currency: bool = False
    power: int = 0
    bare: bool = True
    when: tuple[int, date | None] | None = None
    months: tuple[int, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(slots=True)
class _Group:
    figures: list[_Figure] = field(default_factory=list)
    phrase: str = ""
    kind: str = ""


def read_caption(label: str, periods: Sequence[Period | None], *, balances: bool) -> tuple[CaptionFigure, ...]:
    """The figures inside `label`, each with the column that it belongs to.

    Figures go to columns by the dates or years beside them, else in order when there are as many as columns; a single
    figure of a statement of balances holds for all of them. What fits in neither way is left out.
    """
    if not any(c.isdigit() for c in label) and not re.search(r"\b(?:none|no shares)\b", label, re.IGNORECASE):
        return ()
    columns = [i for i, period in enumerate(periods) if period is not None]
    found: list[CaptionFigure] = []
    for group in _groups(label):
        if not group.kind:
            continue
        for figure, column in _to_columns(group, columns, periods, balances=balances):
            exact = group.kind == "par" or (group.kind == "shares" and "authori" in group.phrase.lower())
            found.append(
                CaptionFigure(
                    figure.value,
                    group.kind,
                    column,
                    group.phrase,
                    figure.shown,
                    figure.places,
                    bool(figure.power),
                    exact,
                    figure.start,
                )
            )
    return tuple(found)


def figures_left(label: str, found: Sequence[CaptionFigure]) -> tuple[str, ...]:
    """The amounts and counts inside `label` that are not among the figures `found` in it, as printed."""
    if not any(c.isdigit() for c in label):
        return ()
    read = {figure.shown for figure in found}
    figures = [figure for group in _groups(label) for figure in group.figures]
    left = [f.shown for f in figures if (f.currency or "," in f.shown or f.power) and f.shown not in read]
    return (*left, *(shown for by_class in _BY_CLASS.findall(label) for shown in _COUNT.findall(by_class)))


def _groups(label: str) -> list[_Group]:
    """The figures of a caption gathered into lists ("1,234 and 1,100"), each with the words around it."""
    figures: list[_Figure] = []
    times: list[tuple[int, int, str]] = []
    # What parentheses tell of each class of shares is part of the count before them.
    label = _BY_CLASS.sub(lambda by_class: " " * len(by_class.group()), label)
    for match in _TOKEN.finditer(label):
        if match["date"]:
            times.append((match.start(), match.end(), match["date"]))
        elif match["none"]:
            figures.append(_Figure(match.start(), match.end(), Decimal(0), match["none"].strip()))
        elif match["number"]:
            if re.fullmatch(r"(?:19|20)\d\d", match["number"].strip(" ()")):
                times.append((match.start(), match.end(), match["number"]))
            elif (figure := _figure(match)) is not None:
                figures.append(figure)
    groups: list[_Group] = []
    for k, figure in enumerate(figures):
        previous = figures[k - 1] if k else None
        joined = False
        dated = previous is not None and any(previous.end <= start < figure.start for start, _, _ in times)
        if previous is not None and (previous.currency == figure.currency or (dated and _are_money(previous, figure))):
            between = _without(label, previous.end, figure.start, times)
            joined = _BETWEEN.fullmatch(between.replace(";", " ") if dated else between) is not None
            joined = joined and not re.search(r"\bshares?\b\s*[,(]", between, re.IGNORECASE)
        if joined:
            groups[-1].figures.append(figure)
            _share_word(groups[-1].figures)
        else:
            groups.append(_Group([figure]))
    for k, group in enumerate(groups):
        start = groups[k - 1].figures[-1].end if k else 0
        end = groups[k + 1].figures[0].start if k + 1 < len(groups) else len(label)
        _describe(group, label, start, end, times)
        _date_figures(group, label, end, times)
    _give_lengths(groups, label)
    _share_dates(groups, label, times)
    return groups


def _are_money(first: _Figure, second: _Figure) -> bool:
    """True for amounts, also where one of them is none ("2023, nil; 2022, $5")."""
    return all(figure.currency or figure.shown.isalpha() for figure in (first, second))


def _share_word(figures: Sequence[_Figure]) -> None:
    """A word after the last figure of a list holds for those before it: "937.9 and 929.3 million shares"."""
    power = figures[-1].power
    for figure in figures[:-1]:
        if power > 0 and not figure.power and figure.value and "," not in figure.shown:
            figure.value, figure.places = figure.value.scaleb(power), max(0, figure.places - power)
            figure.power, figure.bare = power, False


def _figure(match: re.Match[str]) -> _Figure | None:
    value = read_amount(match["digits"])
    if match["slash"]:
        return None
    if match["fraction"]:
        numerator, denominator = match["fraction"].strip().split("/")
        if int(denominator) == 0:
            return None
        value += (Decimal(numerator) / Decimal(denominator)).quantize(Decimal("0.0001"))
    word = (match["word"] or "").lower()
    power = {"thousand": 3, "million": 6, "billion": 9, "cent": -2, "cents": -2}.get(word, 0)
    places = max(0, len(match["digits"].partition(".")[2]) - power)
    currency = bool(match["currency"] or match["currency2"] or word.startswith("cent"))
    negative = bool(match["open"] and match["close"] and currency)
    shown = match["number"].strip()
    start = match.start("digits") if match["open"] and not match["close"] and not currency else match.start()
    return _Figure(
        start, match.end(), (-value if negative else value).scaleb(power), shown, places,
        currency, power, not currency and "," not in match["digits"] and not power,
    )  # fmt: skip


def _describe(group: _Group, label: str, start: int, end: int, times: list[tuple[int, int, str]]) -> None:
    """Sets the phrase and the kind from the words between this group's neighbours, the nearest clauses first."""
    before = _without(label, start, group.figures[0].start, times)
    after = _without(label, group.figures[-1].end, end, times)
    inside = _without(label, group.figures[0].end, group.figures[-1].start, times) if len(group.figures) > 1 else ""
    near_before = _BOUNDARY.split(before)[-1].strip()
    near_after = _BOUNDARY.split(after)[0].strip()
    money = any(figure.currency for figure in group.figures)
    words_after = re.sub(r"^(?:and|or|respectively|in|at|as of)\b", "", near_after).strip()
    if not near_before and not words_after:
        pieces = [piece.strip() for piece in _BOUNDARY.split(before) if piece.strip()]
        near_before = pieces[-1] if pieces else ""
    own = f"{near_before} {inside} {near_after}"
    if money:
        group.kind = "par" if _PAR.search(f"{near_before} | {near_after}") else "money"
    elif _SHARES.search(own) and not re.search(r"\bpar value\s*$", near_before):
        group.kind = "shares"
    elif _PAR.search(own):
        group.kind = "par"
    elif _AMOUNT.search(near_before) and not all(f.bare and len(f.shown) < 3 for f in group.figures):
        group.kind = "money"
    elif _SHARES.search(before.split(")")[-1]) and not any(f.bare and len(f.shown) < 3 for f in group.figures):
        group.kind = "shares"
        near_before = before.strip(" ,;(")
    if all(f.shown.lower() in ("none", "zero", "nil", "no") for f in group.figures) and group.kind != "shares":
        group.kind = ""
    if len(re.findall(r"[a-z]{3,}", near_before, re.IGNORECASE)) < 1:
        near_before = re.sub(r"^.*[;,]", "", before).strip()
    if group.kind == "money":
        phrase = near_before or near_after
    elif group.kind == "shares" and _STATUS.search(near_after):
        phrase = near_after
    else:
        phrase = f"{near_before} {near_after}"
    phrase = re.sub(r"(?:\s|,|\b(?:and|at|as of|respectively|in)\b)+$", "", re.sub(r"\s+", " ", phrase))
    group.phrase = phrase.strip(" ,:;()-–—")


def _give_lengths(groups: Sequence[_Group], label: str) -> None:
    """Lengths of time after the lists of a caption that speaks of several ("of $1 and $2 for the three and six months
    ended June 30, 2023 and $3 and $4 for the corresponding periods of 2022"): one for each figure, or all for one. A
    list that names no year is of the year of the next. Lists that fit neither way are left out."""
    ends = [*(group.figures[0].start for group in groups[1:]), len(label)][: len(groups)]
    tails = [label[group.figures[-1].end : end] for group, end in zip(groups, ends, strict=True)]
    spoken = [_lengths(tail) for tail in tails]
    if len({length for lengths in spoken for length in lengths}) < 2:
        return
    for k in range(len(groups)):
        if k and _SAME_AGAIN.search(tails[k]):
            spoken[k] = spoken[k - 1]
    year: int | None = None
    for group, tail, lengths in reversed(list(zip(groups, tails, spoken, strict=True))):
        words = read_time(tail)
        years = {*words.years, *(day.year for day in words.dates)}
        year = (years.pop() if len(years) == 1 else None) if years else year
        if group.kind != "money":
            continue
        if len(group.figures) == 1 and len(years) > 1 and len(lengths) > 1:
            group.figures[0].months, group.figures[0].years = lengths, tuple(years)
            continue
        if year is None or (len(lengths) != len(group.figures) and len(group.figures) > 1) or not lengths:
            group.kind = ""
            continue
        for i, figure in enumerate(group.figures):
            figure.when = (year, None)
            figure.months = lengths if len(group.figures) == 1 else (lengths[i],)


def _share_dates(groups: Sequence[_Group], label: str, times: Sequence[tuple[int, int, str]]) -> None:
    """Figures of one clause share its date, where clauses follow one another with a date each ("5 shares issued and
    4 outstanding at June 30, 2023; 3 issued and 2 outstanding at June 30, 2022")."""
    clauses: dict[int, list[_Group]] = {}
    for group in groups:
        clauses.setdefault(label.count(";", 0, group.figures[0].start), []).append(group)
    days = {n: {text for start, _, text in times if label.count(";", 0, start) == n} for n in clauses}
    dated = [n for n in clauses if len(days[n]) == 1]
    if len({next(iter(days[n])) for n in dated}) < 2:
        return
    for n in dated:
        whens = {group.figures[0].when for group in clauses[n] if group.figures[0].when}
        for group in clauses[n]:
            if len(whens) == 1 and len(group.figures) == 1 and group.kind != "par" and group.figures[0].when is None:
                group.figures[0].when = next(iter(whens))


def _lengths(text: str) -> tuple[int, ...]:
    """The lengths of time that a text names, in months; "three and six months" names two."""
    text = _SHARED_WORD.sub(r"\1 months and ", text)
    found = tuple(length.months for length in read_time(text).lengths if length.months)
    counted = tuple(months for months in found if months != 12)
    return counted or found


def _date_figures(group: _Group, label: str, end: int, times: list[tuple[int, int, str]]) -> None:
    """Gives each figure the date or year that stands beside it, after it or (throughout) before it; or, after the
    list, one date for each."""
    figures = group.figures
    if len(figures) == 1:
        # What follows a semicolon is said of other figures.
        end = figures[0].end + len(label[figures[0].end : end].partition(";")[0])
    inner = [t for t in times if figures[0].start - 24 <= t[0] and t[0] < figures[-1].end]
    if group.kind == "par":
        return
    tail = [t for t in times if figures[-1].end <= t[0] < end]
    following = [[t for t in times if f.end <= t[0] < (figures[k + 1].start if k + 1 < len(figures) else end)] for k, f in enumerate(figures)]  # fmt: skip  # noqa: E501
    preceding = [
        [t for t in inner if (figures[k - 1].end if k else -1) <= t[0] < f.start] for k, f in enumerate(figures)
    ]
    chosen: list[str] = []
    beside = [
        [t for t in times if t[1] <= f.start and _BESIDE.fullmatch(label[t[1] : f.start].rstrip("$"))] for f in figures
    ]
    if len(figures) > 1 and all(beside):
        chosen = [b[-1][2] for b in beside]
    elif len(figures) > 1 and all(len(f) == 1 for f in preceding) and (not following[-1] or all(len(f) == 1 for f in following[:-1])) and not (all(len(f) == 1 for f in following)):  # fmt: skip  # noqa: E501
        chosen = [f[0][2] for f in preceding]
    elif all(len(f) >= 1 for f in following) and (len(figures) > 1 or len(following[0]) == 1):
        chosen = [f[0][2] for f in following]
    elif len(tail) == len(figures) > 1 and not any(following[:-1]):
        chosen = [t[2] for t in tail]
    if not chosen and len(figures) == 2 and beside[1] and not preceding[0]:
        figures[1].when = _when(beside[1][-1][2])  # "1,234 (July 31, 2022 - 1,200)"
    for figure, text in zip(figures, chosen, strict=False):
        figure.when = _when(text)


def _when(text: str) -> tuple[int, date | None] | None:
    """The year, or the day, that a text names; a day without a year is of year 0."""
    words = read_time(text)
    if words.dates:
        return (words.dates[0].year, words.dates[0])
    if words.years:
        return (words.years[0], None)
    day = re.fullmatch(r"(\d{1,2})\s+(\w+?)\.?", text)
    words = read_time(f"{day[2]} {day[1]}") if day else words
    return (0, date(2000, *words.month_days[0])) if words.month_days else None


def _to_columns(
    group: _Group, columns: Sequence[int], periods: Sequence[Period | None], *, balances: bool
) -> list[tuple[_Figure, int]]:
    figures = group.figures
    ends = {i: period.end for i in columns if (period := periods[i]) is not None}
    dated: list[tuple[_Figure, int]] = []
    if figures[0].years:  # one figure for all that its words name
        named = [
            i for i, end in ends.items() if end.year in figures[0].years and _months(periods[i]) in figures[0].months
        ]
        return [(figures[0], i) for i in named]
    for figure in figures:
        if figure.when is None:
            break
        year, day = figure.when
        matching = [i for i, end in ends.items() if _is_on(end, year, day)]
        lengths = {i: _months(periods[i]) for i in matching}
        if figure.months:
            matching = [i for i in matching if lengths[i] in figure.months]
        elif group.kind == "money" and len(set(lengths.values())) > 1:
            return []  # which of the lengths of time that end then is not said
        dated += [(figure, i) for i in matching]
    if dated and len({id(f) for f, _ in dated}) == len(figures):
        return dated
    if len(figures) == len(columns):
        last = figures[-1].when
        if len(figures) == 2 and not figures[0].when and last and _is_on(ends[columns[0]], *last):
            return [(figures[0], columns[1]), (figures[1], columns[0])]
        return list(zip(figures, columns, strict=True))
    if len(figures) == 1 and (balances or len(columns) == 1 or group.kind == "par"):
        return [(figures[0], i) for i in columns]
    return []


def _is_on(end: date, year: int, day: date | None) -> bool:
    if day is None:
        return end.year == year
    return end == day or (year == 0 and (end.month, end.day) == (day.month, day.day))


def _months(period: Period | None) -> int:
    """About how many months a duration has, 0 for an instant."""
    return 0 if period is None or period.start is None else round(((period.end - period.start).days + 1) / 30.4)


def _without(label: str, start: int, end: int, times: list[tuple[int, int, str]]) -> str:
    """The text between two places with its dates blanked."""
    text = label[start:end]
    for left, right, _ in times:
        if start <= left and right <= end:
            text = text[: left - start] + " " * (right - left) + text[right - start :]
    return text
