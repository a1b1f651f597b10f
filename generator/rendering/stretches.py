"""Wrapping a stretch of a source tree, from one character to another, whatever elements begin and end within it.

A stretch that crosses elements is wrapped in several pieces; in order, they hold just its characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "colgroup"})


class Bounds:
    """Where every element begins and ends, counted in characters of the tree's text. Wrapping changes no text, so
    bounds stay true while stretches are wrapped."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._of: dict[etree._Element, tuple[int, int]] = {}
        texts: list[str] = []
        starts: list[int] = []
        at = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                starts.append(at)
                text = element.text or ""
            else:
                self._of[element] = (starts.pop(), at)
                text = element.tail or "" if element is not root else ""
            texts.append(text)
            at += len(text)
        self.text = self.content = "".join(texts)

    def blank(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Take the stretches for white space: `content` is the text without them."""
        characters = list(self.content)
        for start, end in stretches:
            characters[start:end] = " " * (end - start)
        self.content = "".join(characters)

    def of(self, element: etree._Element) -> tuple[int, int]:
        return self._of[element]

    def add(self, element: etree._Element, start: int, end: int) -> None:
        self._of[element] = (start, end)

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """The stretch with the white space around it, so that elements that hold nothing else lie within."""
        while start > 0 and self.text[start - 1].isspace():
            start -= 1
        while end < len(self.text) and self.text[end].isspace():
            end += 1
        return start, end

    def whole_lines(self, start: int, end: int) -> tuple[int, int]:
        """The lines that the stretch touches, each with its line end."""
        last = self.text.find("\n", max(start, end - 1))
        return self.text.rfind("\n", 0, start) + 1, len(self.text) if last < 0 else last + 1


def wrap(bounds: Bounds, start: int, end: int, tag: str) -> list[etree._Element]:
    """Wrap the characters from `start` to before `end` in as few elements called `tag` as the tree allows, in order.
    What has no content is not wrapped alone; parts of a table are wrapped within their cells."""
    runs = sorted(_runs(bounds, bounds.content, start, end), key=lambda run: run[1:])
    return [_wrap_run(bounds, parent, low, high, tag) for parent, low, high in runs]


def wrap_within(bounds: Bounds, start: int, end: int, tag: str) -> list[etree._Element]:
    """Wrap the characters once more, only where elements called `tag` hold them already, and inside those."""
    runs = [run for run in _runs(bounds, bounds.text, start, end, tag) if _is_within(run[0], tag)]
    return [_wrap_run(bounds, parent, low, high, tag) for parent, low, high in runs]


def _is_within(element: etree._Element, tag: str) -> bool:
    return element.tag == tag or next(element.iterancestors(tag), None) is not None


Run = tuple[etree._Element, int, int]


def _runs(bounds: Bounds, text: str, start: int, end: int, opened: str = "") -> Iterator[Run]:
    """Stretches with content, by `text`, that begin and end in one element's own text or between its children; elements
    called `opened`, and what holds one, are never taken whole."""
    stack: list[Run] = [(bounds.root, start, end)]
    while stack:
        parent, low, high = stack.pop()
        at = low
        for child in parent:
            first, last = bounds.of(child)
            within = low <= first and last <= high and not (opened and next(child.iter(opened), None) is not None)
            if within and parent.tag not in _TABLE_PARTS:
                continue
            overlap = max(first, low), min(last, high)
            if overlap[0] < overlap[1]:
                if text[at:first].strip() and parent.tag not in _TABLE_PARTS:
                    yield parent, at, first
                stack.append((child, *overlap))
                at = overlap[1]
        if text[at:high].strip() and parent.tag not in _TABLE_PARTS:
            yield parent, at, high


def _wrap_run(bounds: Bounds, parent: etree._Element, start: int, end: int, tag: str) -> etree._Element:
    made = parent.makeelement(tag, {})
    extents = [bounds.of(child) for child in parent]
    inside = [n for n, (first, last) in enumerate(extents) if start <= first and last <= end]
    if inside:
        children = [parent[n] for n in inside]
        made.text = _cut_before(parent, inside[0], extents[inside[0]][0] - start)
        parent.insert(inside[0], made)
        for child in children:
            made.append(child)
        kept = end - extents[inside[-1]][1]
        tail = children[-1].tail or ""
        children[-1].tail, made.tail = tail[:kept], tail[kept:]
    else:
        following = sum(1 for _, last in extents if last <= start)
        begin = extents[following - 1][1] if following else bounds.of(parent)[0]
        text = (parent[following - 1].tail if following else parent.text) or ""
        _set_text_before(parent, following, text[: start - begin])
        made.text = text[start - begin : end - begin]
        parent.insert(following, made)
        made.tail = text[end - begin :]
    bounds.add(made, start, end)
    return made


def _cut_before(parent: etree._Element, index: int, length: int) -> str:
    """Take the last `length` characters from the text that stands before the child at `index`."""
    text = (parent[index - 1].tail if index else parent.text) or ""
    _set_text_before(parent, index, text[: len(text) - length])
    return text[len(text) - length :]


def _set_text_before(parent: etree._Element, index: int, text: str) -> None:
    if index:
        parent[index - 1].tail = text
    else:
        parent.text = text
