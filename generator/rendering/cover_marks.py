"""Where a source shows a cover fact, and the transformation that reads it there (EFM 6.5.20, 5.2.5.12).

Figures of statements are tagged first, where their spans say. The boxes and figures of the cover page are read again
from the page itself, by the reader that found them. Any other cover fact is looked for near its span and then on the
whole page, in the ways in which covers print it: dates in words, a form behind the word "Form", a state or an exchange
by its name. What is shown in no way that a transformation reads stays hidden.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree

from generator.facts.cover_boxes import NODE_SEAM, Answer, read_boxes
from generator.facts.cover_figures import Counted, read_figures
from generator.facts.cover_lines import cover_end
from generator.facts.cover_words import STATE_NAMES
from generator.rendering.instance import Tag
from generator.rendering.lawful import is_invisible
from generator.rendering.marking import IDS, MARK, Place, Resolve, mark
from generator.report.cover import dei_name
from generator.report.model import Fact

_NEAR = 600
_UNSEEN = "\0"

_FLAGS = {"true": "ixt:fixed-true", "false": "ixt:fixed-false"}
_BALLOT_BOXES = frozenset("☐☑☒")  # what ixt-sec:yesnoballotbox reads
_DATES = frozenset({"DocumentPeriodEndDate"})
_STATES = frozenset({"EntityIncorporationStateCountryCode", "EntityAddressStateOrProvince"})
# Texts that mean nothing else wherever they stand.
_UNMISTAKABLE = frozenset(
    {"EntityRegistrantName", "EntityCentralIndexKey", "EntityFileNumber", "EntityTaxIdentificationNumber"}
    | {"EntityAddressAddressLine1", "LocalPhoneNumber", "Security12bTitle", "TradingSymbol", "AuditorName"}
)

# How the names of exchanges are written that `ixt-sec:exchnameen` reads.
_EXCHANGES = {
    "NYSE": r"(?:[Tt]he\s+)?New\s+York\s+Stock\s+Exchange(?:,?\s+LLC)?\b",
    "NASDAQ": r"(?:[Tt]he\s+)?(?:Nasdaq|NASDAQ)\s+(?:Stock|Global(?:\s+Select)?)\s+Market(?:,?\s+LLC)?\b|\bNasdaq\b",
    "NYSEAMER": r"NYSE\s+American(?:,?\s+LLC)?\b",
    "NYSEArca": r"NYSE\s+Arca(?:,?\s+Inc\.?)?",
    "CHX": r"Chicago\s+Stock\s+Exchange(?:,?\s+Inc\.?)?",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A way to print a fact: a pattern whose group `shown` (or all of it) is the text, the transformation that reads
    it, and whether it may be looked for beyond the neighbourhood of the fact's span."""

    pattern: str
    format: str = ""
    anywhere: bool = True


def mark_cover(
    facts: Sequence[Fact], tags: dict[str, Tag], root: etree._Element, resolve: Resolve
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Mark each fact where `root` shows it, and give its tag in `tags` the text and transformation that stand there.
    The facts marked, as they are now printed, and those that are not shown."""
    page = _Page(root)
    cover = page.text[: cover_end(page.text)]
    answers = {dei_name(answer.item): answer for answer in read_boxes(cover)}
    counted = read_figures(cover)
    found: list[Fact] = []
    lost: list[Fact] = []
    for fact in facts:
        if fact.is_numeric:
            (found if _mark_figure(fact, tags[fact.id], page, counted) else lost).append(fact)
            continue
        answer = answers.get(_name(fact))
        if answer is not None:
            written = _mark_answer(fact, tags[fact.id], page, answer)
        elif _name(fact) == "CurrentFiscalYearEndDate":
            period = next((f.id for f in found if _name(f) == "DocumentPeriodEndDate"), "")
            written = _mark_year_end(fact, tags[fact.id], root, period)
        else:
            element = resolve(fact.span.path) if fact.span is not None else None
            near = page.begins[element] + fact.span.offset if fact.span is not None and element is not None else None
            written = _marked(fact, tags[fact.id], page, near)
        if written is None:
            lost.append(fact)
        else:
            tags[fact.id] = written
            found.append(replace(fact, shown=written.text, format=written.format))
    _unbreakable(root, (fact.id for fact in found if not (fact.format or fact.is_numeric)))
    return tuple(found), tuple(lost)


def _unbreakable(root: etree._Element, ids: Iterable[str]) -> None:
    """A value read as it stands has plain spaces; folding makes the text the same."""
    wanted = set(ids)
    for made in root.iter(MARK):
        if made.get(IDS) in wanted:
            made.text = (made.text or "").replace("\xa0", " ")


class _Page:
    """The visible text of a tree, its text nodes parted by seams. `begins` says where the text of an element begins in
    it, `starts` where a text node does, and `inside` how far into the string value of its owner."""

    def __init__(self, root: etree._Element) -> None:
        parts: list[str] = []
        self.starts: list[int] = []
        self.inside: list[int] = []
        self.owners: list[etree._Element] = []
        self.begins: dict[etree._Element, int] = {}
        values: dict[etree._Element, int] = {}
        position, unseen = 0, 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                values[element] = position
                self.begins[element] = position + len(parts)
                unseen += is_invisible(element)
                text, owner = element.text, element
            else:
                unseen -= is_invisible(element)
                text, owner = (element.tail, element.getparent()) if element is not root else (None, element)
            if text:
                self.starts.append(position + len(parts))
                self.inside.append(position - values[owner])
                self.owners.append(owner)
                parts.append(_UNSEEN * len(text) if unseen else text)
                position += len(text)
        self.text = NODE_SEAM.join(parts)

    def place(self, start: int, end: int, fact: Fact) -> Place | None:
        """The stretch in the element whose text node holds all of it."""
        if NODE_SEAM in self.text[start:end]:
            return None
        node = bisect_right(self.starts, start) - 1
        shift = self.inside[node] - self.starts[node]
        return Place(self.owners[node], start + shift, end + shift, (fact.id,))


def _name(fact: Fact) -> str:
    return fact.concept.partition(":")[2]


def _mark_figure(fact: Fact, tag: Tag, page: _Page, counted: Iterable[Counted]) -> bool:
    """Whether the figure is marked where the page states it, digits and day the same."""
    for figure in counted:
        same = dei_name(figure.item) == _name(fact) and figure.value == fact.value and figure.day == fact.period.end
        if same and page.text[figure.start : figure.end] == tag.text:
            place = page.place(figure.start, figure.end, fact)
            return place is not None and mark(place)
    return False


def _mark_answer(fact: Fact, tag: Tag, page: _Page, answer: Answer) -> Tag | None:
    """The tag of an answer on its word or its box, once that is marked; None where the page gives another answer."""
    for (start, end), read in _answered(answer, page.text) if answer.value == fact.value else ():
        place = page.place(start, end, fact)
        if place is not None and mark(place):
            return replace(tag, text=page.text[start:end], format=read)
    return None


def _mark_year_end(fact: Fact, tag: Tag, root: etree._Element, period: str) -> Tag | None:
    """The end of the fiscal year, nested in the end of the period where that is the same day, in words."""
    outer = next((made for made in root.iter(MARK) if made.get(IDS) == period), None)
    text = (outer.text or "") if outer is not None else ""
    day = date.fromisoformat(f"2000{str(fact.value)[1:]}")
    shown = re.match(rf"(?i:{day:%B})\s+{day.day}(?=,?\s)", text)
    if outer is None or shown is None or len(outer):
        return None
    inner = etree.SubElement(outer, MARK, {IDS: fact.id})
    outer.text, inner.text, inner.tail = "", shown.group(), text[shown.end() :]
    return replace(tag, text=shown.group(), format="ixt:date-monthname-day-en")


def _answered(answer: Answer, text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Where an answer can be tagged, and the transformation that reads it there."""
    words = text[slice(*answer.words)]
    if answer.value in _FLAGS:
        yield answer.box, _FLAGS[answer.value]
    elif words == answer.value:
        yield answer.words, ""
    elif answer.value in ("Yes", "No"):
        if text[slice(*answer.yes)] in _BALLOT_BOXES:
            yield answer.yes, "ixt-sec:yesnoballotbox"
    else:
        yield answer.words, "ixt-sec:entityfilercategoryen"


def _marked(fact: Fact, tag: Tag, page: _Page, near: int | None) -> Tag | None:
    """The tag as it stands on the page, once its place is marked."""
    for way in _ways(fact):
        for start, end in _stretches(way, page.text, near):
            place = page.place(start, end, fact)
            if place is not None and mark(place):
                return replace(tag, text=page.text[start:end], format=way.format)
    return None


def _stretches(way: Shown, text: str, near: int | None) -> Iterator[tuple[int, int]]:
    """Where a way of printing is met: close behind the span first, then from the top of the page."""
    pattern = re.compile(way.pattern)
    regions = [(near, near + _NEAR)] if near is not None else []
    regions += [(0, len(text))] if way.anywhere else []
    for begin, stop in regions:
        for match in pattern.finditer(text, begin, min(stop, len(text))):
            yield match.span("shown") if "shown" in pattern.groupindex else match.span()


def _ways(fact: Fact) -> Iterator[Shown]:
    name, value = _name(fact), str(fact.value)
    if name in _DATES:
        day = date.fromisoformat(value)
        month = rf"(?:{day:%B}|{f'{day:%B}'.upper()})"
        yield Shown(rf"\b{month}\s+0?{day.day},?\s+{day.year}\b", "ixt:date-monthname-day-year-en")
        yield Shown(rf"\b0?{day.day}\s+{month},?\s+{day.year}\b", "ixt:date-day-monthname-year-en")
        yield Shown(rf"(?<![\d/])0?{day.month}/0?{day.day}/{day.year}\b", "ixt:date-month-day-year")
    elif name == "DocumentFiscalYearFocus":
        yield Shown(rf"\b[Ff]iscal(?:\s+[Yy]ear)?\s+(?P<shown>{value})\b")
    elif name == "DocumentType":
        yield Shown(rf"\b(?:FORM|Form)\s+(?P<shown>{re.escape(value)})(?![\w/-])")
    elif name in _STATES and value in STATE_NAMES:
        words = r"\s+".join(STATE_NAMES[value].split())
        yield Shown(rf"\b{words}\b", "ixt-sec:stateprovnameen", anywhere=False)
        yield Shown(rf"\b{value}\b", anywhere=False)
    elif name == "SecurityExchangeName":
        yield Shown(rf"\b{value}\b")
        if value in _EXCHANGES:
            yield Shown(_EXCHANGES[value], "ixt-sec:exchnameen")
    elif not fact.format and re.search(r"\w", value):
        words = r"\s".join(re.escape(word) for word in value.split(" "))
        yield Shown(rf"(?<!\w){words}(?!\w)", anywhere=name in _UNMISTAKABLE and len(value) > 2)
