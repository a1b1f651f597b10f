"""Running headers and footers: lines that repeat beside page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol


class _Line(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def is_blank(self) -> bool: ...


_PAGE_NUMBER = re.compile(r"^(?:-\s*)?(?:page\s*)?[A-Z]?-?\d{1,4}(?:\s*of\s*\d+)?(?:\s*-)?$", re.IGNORECASE)
_MEANT = re.compile(
    r"statement|balance sheet|operations|cash flow|thousand|million|income|earnings|ended|unaudited", re.I
)
_NEAR = 3
_LONGEST = 75


def running_lines(regions: Sequence[tuple[str, Sequence[_Line]]]) -> set[int]:
    """The line numbers of page numbers and of lines that stand next to three or more page breaks.

    A line that could title a statement is never taken for a running header.
    """
    near: list[tuple[int, str]] = []
    for position, (sort, _) in enumerate(regions):
        if sort == "page":
            near.extend(_edge(regions, position, -1))
            near.extend(_edge(regions, position, 1))
    counts = Counter(key for _, key in near)
    return {number for number, key in near if key == "#" or counts[key] >= 3}


def is_sentence(text: str) -> bool:
    """Whether a line reads like the end of a sentence rather than a name or a page number."""
    return text.endswith(".") and len(text.split()) > 5


def _edge(regions: Sequence[tuple[str, Sequence[_Line]]], position: int, step: int) -> list[tuple[int, str]]:
    """Up to three lines before or after a break, from the break outwards, ending at the first that is content."""
    neighbour = position + step
    if not 0 <= neighbour < len(regions) or regions[neighbour][0] == "page":
        return []
    lines = regions[neighbour][1]
    found: list[tuple[int, str]] = []
    for line in lines if step > 0 else reversed(lines):
        if line.is_blank:
            continue
        stripped = " ".join(line.text.split())
        if len(found) == _NEAR or _MEANT.search(stripped) or len(stripped) > _LONGEST or is_sentence(stripped):
            break
        found.append((line.number, "#" if _PAGE_NUMBER.match(stripped) else re.sub(r"\d+", "#", stripped.lower())))
    return found
