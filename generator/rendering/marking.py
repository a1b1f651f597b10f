"""Finding the printed text of facts in a source tree and wrapping it in marks, without changing a character."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from generator.diagnostics import SourceSpan
from generator.rendering.instance import Tag
from generator.rendering.numbers import FIXED_ZERO, NUM_DOT_DECIMAL
from generator.report.model import Fact
from generator.report.values import PRINTED_NUMBER, ZERO_WORD, piece_pattern

MARK = "fact-mark"
IDS = "facts"
Resolve = Callable[[str], etree._Element | None]

_DASH = re.compile(r"[-\u2010-\u2015\u2212\u0096\u0097_.]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the string value of `element`, and the facts whose text it is, outermost first. An empty stretch
    marks where nil facts stand."""

    element: etree._Element
    start: int
    end: int
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a row and where among them a figure stands."""

    text: str
    at: int


def places(
    facts: Iterable[Fact], tags: Mapping[str, Tag], resolve: Resolve, captions: Mapping[str, Caption]
) -> tuple[tuple[Place, ...], tuple[Fact, ...]]:
    """Where each fact is printed, facts of one figure together; and the facts that the source does not print in a way
    that a transformation reads. `captions` has, by fact id, those whose figure stands in a caption."""
    found: dict[tuple[etree._Element, int, int], list[Fact]] = {}
    lost: list[Fact] = []
    strings: dict[etree._Element, str] = {}
    for fact in facts:
        element = resolve(fact.span.path) if fact.span is not None else None
        if element is None or fact.span is None:
            lost.append(fact)
            continue
        if element not in strings:
            strings[element] = string_value(element)
        stretch = _stretch(fact, tags[fact.id], strings[element], fact.span, captions.get(fact.id))
        if stretch is None:
            lost.append(fact)
        else:
            found.setdefault((element, *stretch), []).append(fact)
    placed = []
    for (element, start, end), group in found.items():
        like = [f for f in group if (f.unit, f.scale, f.format) == (group[0].unit, group[0].scale, group[0].format)]
        lost += [f for f in group if f not in like]
        placed.append(Place(element, start, end, tuple(f.id for f in like)))
    return tuple(placed), tuple(lost)


def string_value(element: etree._Element) -> str:
    return "".join(text for _, _, text in _text_nodes(element))


def mark(place: Place) -> bool:
    """Wrap the stretch in a MARK element that names its facts. False where elements begin or end inside the stretch,
    or where another mark already holds part of it; nothing is changed then."""
    position = 0
    for owner, is_tail, text in _text_nodes(place.element):
        start, end = place.start - position, place.end - position
        if 0 <= start <= end <= len(text) and (start < len(text) or start == end):
            if not is_tail and owner.tag == MARK:
                return False
            _wrap(owner, is_tail, text, start, end, place.facts)
            return True
        position += len(text)
    return False


def _stretch(fact: Fact, tag: Tag, text: str, span: SourceSpan, caption: Caption | None) -> tuple[int, int] | None:
    """The characters, within the fact's span, that its tag can hold."""
    length = span.length or len(text) - span.offset
    printed = text[span.offset : span.offset + length]
    equal = _equal_figures(tag, printed)
    if equal:
        number = _number(tag, printed, caption) if caption else 0
        if number >= len(equal):
            return None
        start, end = span.offset + equal[number][0], span.offset + equal[number][1]
        return (start, start) if tag.nil else (start, end)
    if tag.format == FIXED_ZERO or tag.nil:
        word = re.search(r"[^\s$()]+", printed)
        if word:
            start = span.offset + word.start()
            return (start, start if tag.nil else span.offset + word.end())
    return None


def _equal_figures(tag: Tag, text: str) -> list[tuple[int, int]]:
    """Where the figure of `tag` is printed in `text`."""
    if tag.format == NUM_DOT_DECIMAL:
        return [match.span() for match in PRINTED_NUMBER.finditer(text) if match.group() == tag.text]
    pattern = piece_pattern(tag.text) if ZERO_WORD.fullmatch(tag.text) else _DASH
    return [match.span() for match in pattern.finditer(text)]


def _number(tag: Tag, printed: str, caption: Caption) -> int:
    """How many equal figures of `printed` stand before the caption's. It may print all of the caption (and more), or
    the one line of it that has the figure."""
    words, text, at = " ".join(printed.split()), caption.text, caption.at
    line = next((m.start() for m in re.finditer(re.escape(words), text) if m.start() <= at < m.end()), None)
    if line is not None:
        text, at = words, at - line
    elif text in words:
        text, at = words, words.index(text) + at
    return sum(start < at for start, _ in _equal_figures(tag, text))


def _text_nodes(element: etree._Element) -> Iterator[tuple[etree._Element, bool, str]]:
    """The text nodes of the string value: (element, whether it is that element's tail, text), in document order."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and node.text:
            yield node, False, node.text
        elif event == "end" and node is not element and node.tail:
            yield node, True, node.tail


def _wrap(owner: etree._Element, is_tail: bool, text: str, start: int, end: int, facts: tuple[str, ...]) -> None:
    wrapped = owner.makeelement(MARK, {IDS: " ".join(facts)})
    wrapped.text, wrapped.tail = text[start:end], text[end:]
    if is_tail:
        parent = owner.getparent()
        assert parent is not None
        owner.tail = text[:start]
        tail, wrapped.tail = wrapped.tail, None
        parent.insert(parent.index(owner) + 1, wrapped)
        wrapped.tail = tail
    else:
        owner.text = text[:start]
        tail, wrapped.tail = wrapped.tail, None
        owner.insert(0, wrapped)
        wrapped.tail = tail
