"""Finding tables that no markup announces: lines whose figures line up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from generator.documents.columns import Piece, is_rule, split_line


class _Line(Protocol):
    @property
    def text(self) -> str: ...


LineT = TypeVar("LineT", bound=_Line)

_PERIOD = re.compile(r"\b(?:ended|ending|months|weeks|years?|quarters?|as of|(?:19|20)\d\d)\b", re.IGNORECASE)
_TITLE = re.compile(
    r"statements?\s+of\s+(?:\w+\s+)?(?:operations|income|earnings|cash|financial|stockholders|shareholders|changes|comp)"
    r"|(?:balance\s+sheets?|(?:income|cash\s+flow)\s+statements?)|\(?(?:\w+\s+)?in\s+(?:thousands|millions)",
    re.IGNORECASE,
)
_GAP_LINES = 12
_MINIMUM_ROWS = 2
_HEAD_LINES = 20


def is_table_like(text: str) -> bool:
    """Whether a line alone could be a row of figures: a label and figures, or two or more figures, set apart."""
    return _figures(split_line(text)) > 0


def plain_regions(lines: Sequence[LineT]) -> list[tuple[bool, Sequence[LineT]]]:
    """Cut lines without markup into regions, each with whether it is a table."""
    rows = [() if not line.text or is_rule(line.text) else split_line(line.text) for line in lines]
    strong = [index for index, row in enumerate(rows) if _figures(row)]
    tables = [(_head(lines, rows, start), end + 1) for start, end in _groups(lines, rows, strong)]
    regions: list[tuple[bool, Sequence[LineT]]] = []
    position = 0
    for start, end in tables:
        start = max(start, position)
        while end < len(lines) and is_rule(lines[end].text):
            end += 1
        regions.extend([(False, lines[position:start]), (True, lines[start:end])])
        position = end
    regions.append((False, lines[position:]))
    return [(is_table, region) for is_table, region in regions if region]


def _figures(row: tuple[Piece, ...]) -> int:
    """How many figures a line sets apart; 0 where it could be prose."""
    values = [piece for piece in row if piece.is_value]
    words = [piece for piece in row if not piece.is_value]
    if not values or not row[-1].is_value or not any(c.isdigit() for piece in values for c in piece.text):
        return 0
    if len(words) > 1 + len(values) or (len(values) == 1 and row[0].is_value):
        return 0
    return len(values)


def _groups(lines: Sequence[_Line], rows: Sequence[tuple[Piece, ...]], strong: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of figure lines with nothing but labels, blanks and rules between, long enough and lined up."""
    groups: list[list[int]] = []
    for index in strong:
        if groups and _joins(lines, rows, groups[-1][-1], index):
            groups[-1].append(index)
        else:
            groups.append([index])
    return [(group[0], group[-1]) for group in groups if _lines_up([rows[index] for index in group])]


def _joins(lines: Sequence[_Line], rows: Sequence[tuple[Piece, ...]], first: int, second: int) -> bool:
    if second - first > _GAP_LINES:
        return False
    between = [index for index in range(first + 1, second) if rows[index]]
    prose = sum(1 for index in between if len(rows[index]) == 1 and len(lines[index].text.strip()) > 62)
    # The end of a wrapped label ("... to the consolidated" over "balance sheets") is no title.
    begun = [line for index in between if not (line := lines[index].text.lstrip())[:1].islower()]
    titles = any(_TITLE.search(line) for line in begun) and second - first > 3
    return prose < 2 and not titles


def _lines_up(rows: Sequence[tuple[Piece, ...]]) -> bool:
    if len(rows) < _MINIMUM_ROWS:
        return False
    edges: dict[int, int] = {}
    for row in rows:
        for piece in row:
            if piece.is_value:
                edges[piece.digit_edge] = edges.get(piece.digit_edge, 0) + 1
    aligned = sum(1 for row in rows if any(p.is_value and _support(edges, p.digit_edge) > 1 for p in row))
    figures = max(sum(piece.is_value for piece in row) for row in rows)
    return aligned >= max(2, 0.6 * len(rows)) and (len(rows) > 2 or figures > 1)


def _support(edges: dict[int, int], edge: int) -> int:
    return sum(edges.get(edge + shift, 0) for shift in (-1, 0, 1))


def _head(lines: Sequence[_Line], rows: Sequence[tuple[Piece, ...]], start: int) -> int:
    """Where the headings above the first row of figures begin: lines that stand over the figures, rules, and labels
    that lead to the first figures. Titles further up stay outside."""
    first_value = min(piece.left for piece in rows[start] if piece.is_value)
    head, blanks, over = start, 0, False
    for index in range(start - 1, max(-1, start - _HEAD_LINES), -1):
        row = rows[index]
        if not lines[index].text:
            blanks += 1
            if blanks > 3:
                break
            continue
        if is_rule(lines[index].text) or _stands_over(row, first_value):
            head, over = index, True
        elif len(row) == 1 and row[0].right <= first_value + 6 and len(row[0].text) <= 60:
            head = index if head == index + 1 and not over else head
        else:
            break
        blanks = 0
    return head


def _stands_over(row: tuple[Piece, ...], first_value: int) -> bool:
    """Whether a line heads columns: it begins over the figures, or speaks of a period and is centred over them."""
    if not row or row[-1].right <= first_value:
        return False
    last = row[-1]
    if last.left >= first_value - (8 if len(row) > 1 else 4):
        return True
    return bool(_PERIOD.search(last.text)) and (last.left + last.right) // 2 >= first_value and len(last.text) < 60
