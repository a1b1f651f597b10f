"""Who audited an annual report: the firm that signs the latest report, where, and its PCAOB number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from generator.facts.cover_lines import Line, Passage, RunningText
from generator.facts.cover_words import dates, incorporation_code
from generator.facts.model import CoverFact, CoverItem

_FIRM_NUMBER = re.compile(
    r"(?:PCAOB(?:\s+Firm)?|Auditor(?:’s|'s)?\s+Firm|\bFirm)\s+(?:ID|Identification)\b(?:\s+is\b)?\W{0,3}(?:(?:No|Number|Num)\b\.?|#)?\W{0,4}"
    r"(?P<number>\d{1,5})\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"(?:/s/\s*)?(?P<name>[A-Z][\w&.,’' -]{1,70}?,?\s+(?:LLP|llp|L\.L\.P\.|LLC|PLLC|P\.?C\.?|P\.?A\.?|CPAs?|Ltd\.?))"
    r"(?:\s*/s/)?\W*"
)
_PLACE = re.compile(r"(?P<place>[A-Z][A-Za-z.,’' -]+,\s*(?P<land>[A-Z][A-Za-z.’']+(?:\s+[A-Za-z.]+){0,4}))")
_LANDS = frozenset(
    {"Argentina", "Australia", "Belgium", "Brazil", "China", "Denmark", "England", "France", "Germany", "Greece"}
    | {"Hong Kong", "Hong Kong SAR", "India", "Italy", "Japan", "Korea", "Malaysia", "Mexico", "Norway", "Spain"}
    | {"Sweden", "Taiwan", "People’s Republic of China", "The People’s Republic of China", "UK", "U.K."}
)
_REPORT = re.compile(r"report\s+of\s+(?:the\s+)?independent\s+registered\s+public\s+accounting\s+firm", re.IGNORECASE)
_CAPTIONS: tuple[tuple[CoverItem, str], ...] = (
    (CoverItem.AUDITOR_NAME, r"auditor(?:’s|'s)?\s+name"),
    (CoverItem.AUDITOR_LOCATION, r"auditor(?:’s|'s)?\s+location"),
    (CoverItem.AUDITOR_FIRM, r"auditor(?:’s|'s)?\s+firm\s+id"),
)
_REACH_ABOVE = 150
_REACH_BELOW = 6


def read_auditor(lines: Sequence[Line]) -> Iterator[CoverFact]:
    """The auditor of the latest report in the document; nothing where two firms sign on one day, and no number where
    the document has two."""
    captioned = list(_captioned(lines))
    yield from captioned
    found = list(_signatures(lines))
    latest = [signed for signed in found if signed.day == max(s.day for s in found)]
    if not captioned and len({_key(signed.name) for signed in latest}) == 1:
        yield from latest[0].facts
    running = RunningText(lines)
    numbers = list(_FIRM_NUMBER.finditer(running.text))
    if len({match["number"] for match in numbers}) > 1 and latest:
        firm = _key(latest[0].name)
        numbers = [m for m in numbers if _key(running.text[max(0, m.start() - 80) : m.start()]).endswith(firm)]
    if len({match["number"] for match in numbers}) == 1:
        span = running.span(*numbers[0].span("number"))
        proof = " ".join(numbers[0].group().split())
        yield CoverFact(CoverItem.AUDITOR_FIRM, numbers[0]["number"], numbers[0]["number"], span, proof)


@dataclass(frozen=True, slots=True)
class _Signed:
    """A report of an auditor: the day that it bears, if any, the name of the firm and the facts of its signature."""

    day: str
    name: str
    facts: tuple[CoverFact, ...]


def _captioned(lines: Sequence[Line]) -> Iterator[CoverFact]:
    """What stands beside or under the words "Auditor name" and "Auditor location"."""
    for item, words in _CAPTIONS[:2]:
        for index, line in enumerate(lines):
            number = next((n for n, c in enumerate(line.cells) if re.match(rf"\W*{words}\W*", c.text, re.I)), None)
            if number is None:
                continue
            cell = line.cells[number]
            own = re.match(rf"\W*{words}\s*:\s*(?P<value>\S.*)", cell.text, re.IGNORECASE)
            headed = sum(bool(re.search(pattern, c.text, re.I)) for _, pattern in _CAPTIONS for c in line.cells) > 1
            below = lines[index + 1].cells if index + 1 < len(lines) else ()
            if own:
                yield _fact(item, own["value"], cell, own.start("value"), "beside its caption")
            elif headed and len(below) == len(line.cells):
                yield _fact(item, below[number].text, below[number], 0, "under its caption")
            elif not headed and number + 1 < len(line.cells):
                yield _fact(item, line.cells[number + 1].text, line.cells[number + 1], 0, "beside its caption")
            else:
                continue
            break


def _signatures(lines: Sequence[Line]) -> Iterator[_Signed]:
    for index, line in enumerate(lines):
        for cell in line.cells:
            match = _FIRM.fullmatch(cell.text.strip()) if len(cell.text) < 100 else None
            above = lines[max(0, index - _REACH_ABOVE) : index]
            if match is None or not any(_REPORT.search(before.text) for before in above):
                continue
            after = takewhile(lambda n: not _REPORT.search(n.text), lines[index + 1 : index + 1 + _REACH_BELOW])
            below = [c for following in after for c in following.cells]
            day = next((d.value for c in below if len(c.text) < 60 for d in dates(c.text)), "")
            places = tuple(_place(below))
            if day or places:
                shift = len(cell.text) - len(cell.text.lstrip())
                name = _fact(CoverItem.AUDITOR_NAME, match["name"], cell, shift + match.start("name"), "its report")
                yield _Signed(day, match["name"], (name, *places))
                break


def _place(below: Sequence[Passage]) -> Iterator[CoverFact]:
    for cell in below:
        place = _PLACE.fullmatch(cell.text.strip())
        land = place["land"] if place else ""
        if place and (incorporation_code(land) or land in _LANDS):
            start = cell.text.find(place["place"])
            yield _fact(CoverItem.AUDITOR_LOCATION, place["place"], cell, start, "under the signature of its report")
            return


def _fact(item: CoverItem, value: str, cell: Passage, start: int, proof: str) -> CoverFact:
    text = " ".join(value.split())
    return CoverFact(item, text, text, cell.span(start, start + len(value)), f"auditor: {proof}")


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name).lower()
