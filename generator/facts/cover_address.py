"""A US postal address taken apart: street, city, state, ZIP code, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.diagnostics import SourceSpan
from generator.facts.cover_lines import Passage
from generator.facts.cover_words import STATE, state_code

_ZIP = re.compile(r"(?<![\d-])(\d{5}(?:-\d{4})?)(?![\d-])")
_STATE_AT_END = re.compile(rf"(?:^|[,\s])({STATE})[\s,.]*$")
_WAY = (
    r"(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Drive|Dr\.?|Boulevard|Blvd\.?|Way|Lane|Ln\.?|Parkway|Pkwy\.?|Court|Ct\.?"
    r"|Place|Pl\.?|Plaza|Square|Circle|Highway|Hwy\.?|Broadway|Center|Centre|Terrace|Loop|Pike|Row|Trail)"
)
_STREET_END = re.compile(
    rf"^(.*?\b{_WAY}(?:\s+(?:North|South|East|West|N\.?W\.?|N\.?E\.?|S\.?W\.?|S\.?E\.?|N\.|S\.|E\.|W\.))?)[,\s]+(?=[A-Z])",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"^(?:suite|ste\.?|floor|building|bldg\.?|room|unit|p\.?\s?o\.?\s+box|mail|\d+(?:st|nd|rd|th)\s+floor)\b",
    re.IGNORECASE,
)
_STREET_START = re.compile(
    r"^(?:\d+[A-Za-z]?(?:-\d+)?\s+\S|[NSEW]\d+|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|P\.?\s?O\.?\s+Box)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an address as it is given and as it is printed."""

    value: str
    shown: str
    span: SourceSpan


@dataclass(frozen=True, slots=True)
class Address:
    """A US address; `street_2` is a suite, floor or box where it has one."""

    street: Part
    city: Part
    state: Part
    zip_code: Part
    street_2: Part | None = None


def parse_address(cells: Sequence[Passage]) -> Address | None:
    """The address that `cells` print in order, or None where street, city, state and ZIP code are not all there."""
    zip_cell = next((i for i in range(len(cells) - 1, -1, -1) if _ZIP.search(cells[i].text)), None)
    if zip_cell is None:
        return None
    match = list(_ZIP.finditer(cells[zip_cell].text))[-1]
    pieces = [_Piece(c, 0, len(c.text)) for i, c in enumerate(cells) if i != zip_cell]
    pieces.insert(zip_cell, _Piece(cells[zip_cell], 0, match.start()))
    pieces = [piece for piece in (p.trimmed() for p in pieces) if piece.text]
    zip_code = Part(match.group(1), match.group(1), cells[zip_cell].span(*match.span(1)))
    for index in range(len(pieces) - 1, -1, -1):
        state = _STATE_AT_END.search(pieces[index].text)
        if state:
            part = pieces[index].part(state.start(1), state.end(1), state_code(state.group(1)))
            rest = [*pieces[:index], pieces[index].cut(0, state.start(1))]
            split = _split([piece for piece in (p.trimmed() for p in rest) if piece.text])
            return Address(split[0], split[2], part, zip_code, split[1]) if split else None
    return None


def starts_street(text: str) -> bool:
    """Whether a line could begin a postal address."""
    return bool(_STREET_START.match(text.strip()))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a printed cell."""

    cell: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.cell.text[self.start : self.end]

    def cut(self, start: int, end: int) -> _Piece:
        return _Piece(self.cell, self.start + start, self.start + end)

    def trimmed(self) -> _Piece:
        text = self.text
        return self.cut(len(text) - len(text.lstrip(" ,;_")), len(text.rstrip(" ,;_")))

    def part(self, start: int, end: int, value: str = "") -> Part:
        piece = self.cut(start, end)
        return Part(value or piece.text, piece.text, self.cell.span(piece.start, piece.end))


def _split(pieces: Sequence[_Piece]) -> tuple[Part, Part | None, Part] | None:
    """(street, second line, city) of what stands before the state."""
    parts = [cut for piece in pieces for cut in _at_commas(piece)]
    if len(parts) == 1:
        match = _STREET_END.match(parts[0].text)
        if not match:
            return None
        parts = [parts[0].cut(0, match.end(1)), parts[0].cut(match.end(), len(parts[0].text))]
    city, streets = parts[-1], parts[:-1]
    first = next((i for i, piece in enumerate(streets) if starts_street(piece.text)), None)
    if first is None or not re.fullmatch(r"[A-Z][A-Za-z .'’-]+", city.text):
        return None
    street = streets[first]
    second = next((piece for piece in streets[first + 1 :] if _SECOND.match(piece.text)), None)
    whole = Part(street.text, street.text, street.cell.span(street.start, street.end))
    other = Part(second.text, second.text, second.cell.span(second.start, second.end)) if second else None
    return whole, other, Part(city.text, city.text, city.cell.span(city.start, city.end))


def _at_commas(piece: _Piece) -> list[_Piece]:
    cuts = [-1, *(m.start() for m in re.finditer(",", piece.text)), len(piece.text)]
    found = [piece.cut(a + 1, b).trimmed() for a, b in pairwise(cuts)]
    return [part for part in found if part.text]
