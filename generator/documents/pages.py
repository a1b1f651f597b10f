"""Page breaks of HTML: one per page, with the running headers and footers that stand beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.documents.model import Block, Heading, PageBreak, Paragraph
from generator.documents.running import is_sentence

_PAGE_NUMBER = re.compile(r"^(?:-\s*)?(?:page\s*)?(?:[A-Z]-)?\d{1,4}(?:\s*of\s*\d+)?(?:\s*-)?$", re.IGNORECASE)
_RUNNING_OFTEN = 3
_LONGEST = 75
_MEANT = re.compile(r"balance sheet|statement|unaudited|million|thousand|\bended\b|^(?:note|item)\s*\d", re.IGNORECASE)


def gather_pages(blocks: Sequence[Block]) -> list[Block]:
    """Consecutive breaks made one; page numbers and lines that stand beside three or more breaks moved into them.

    A line that could title a statement, a note or an item stays where it is.
    """
    near = Counter(key for index in _beside_breaks(blocks) if (key := _key(blocks[index])))
    running = {
        index
        for index in _beside_breaks(blocks)
        if (key := _key(blocks[index])) and (key == "#" or near[key] >= _RUNNING_OFTEN)
    }
    gathered: list[Block] = []
    pending: list[Heading | Paragraph] = []
    for index, block in enumerate(blocks):
        if index in running and isinstance(block, Heading | Paragraph):
            if gathered and isinstance(gathered[-1], PageBreak):
                gathered[-1] = _with(gathered[-1], [block])
            else:
                pending.append(block)
            continue
        if isinstance(block, PageBreak):
            if gathered and isinstance(gathered[-1], PageBreak):
                block = gathered.pop()
            gathered.append(_with(block, pending) if isinstance(block, PageBreak) else block)
            pending = []
            continue
        gathered.append(block)
    return gathered


def _with(page: PageBreak, lines: Sequence[Heading | Paragraph]) -> PageBreak:
    text = " | ".join(part for part in (page.running_text, *(line.text for line in lines)) if part)
    return PageBreak(page.span, text, (*page.running, *(line.span for line in lines)))


def _beside_breaks(blocks: Sequence[Block]) -> list[int]:
    """Indexes of the nearest two blocks of text on either side of a break, nothing but text between."""
    found: dict[int, None] = {}
    for index, block in enumerate(blocks):
        if not isinstance(block, PageBreak):
            continue
        for step in (-1, 1):
            for distance in (1, 2):
                position = index + step * distance
                if not 0 <= position < len(blocks) or not _key(blocks[position]):
                    break
                found[position] = None
    return sorted(found)


def _key(block: Block) -> str:
    """What makes a running line the same on every page; empty for a block that can be none."""
    if not isinstance(block, Heading | Paragraph) or len(block.text) > _LONGEST:
        return ""
    if _MEANT.search(block.text) or is_sentence(block.text):
        return ""
    return "#" if _PAGE_NUMBER.match(block.text) else re.sub(r"\d+", "#", block.text.lower())
