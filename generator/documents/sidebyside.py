"""Two tables printed side by side: where the labels of the second begin, and what belongs to which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from generator.documents.columns import is_figure


class _Printed(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def left(self) -> int: ...
    @property
    def right(self) -> int: ...


PrintedT = TypeVar("PrintedT", bound=_Printed)

_WORDS = re.compile(r"[^\W\d_]{2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_PART = re.compile(rf"^(?!.*\b(?:19|20)\d\d\b).*(?:{_TIME.pattern}|\bended\b|\bas of\b)", re.IGNORECASE)
_ASSETS = re.compile(r"^(?:total )?(?:current )?assets\b", re.IGNORECASE)
_CLAIMS = re.compile(
    r"^(?:total )?(?:current )?liabilities\b|^(?:total )?(?:(?:stock|share)holders\W{0,2}s? |partners\W{0,2}s? )?"
    r"(?:equity|deficit|deficiency|capital)\b",
    re.IGNORECASE,
)
_MINIMUM_ROWS = 3
_OVERHANG = 0.25


@dataclass(frozen=True, slots=True)
class Seam:
    """The second table begins at `left`, its labels at `labels`; its first row of figures is row `body`."""

    left: int
    labels: int
    body: int

    def halves(self, row: Sequence[PrintedT], index: int) -> tuple[tuple[PrintedT, ...], tuple[PrintedT, ...]]:
        """The pieces of row `index` in the first and in the second table; a heading over both is in both."""
        return (
            tuple(piece for piece in row if self._is_in(piece, index, first=True)),
            tuple(piece for piece in row if self._is_in(piece, index, first=False)),
        )

    def titles(self, rows: Sequence[Sequence[_Printed]]) -> int:
        """How many of the first rows, blank ones among them, are titles over both tables: one piece, and no part of a
        period that the headings below complete."""
        for index, row in enumerate(rows):
            over_both = len(row) == 1 and all(self.halves(row, index))
            if index >= self.body or (row and not over_both) or any(_PART.search(piece.text) for piece in row):
                return index
        return 0

    def _is_in(self, piece: _Printed, index: int, *, first: bool) -> bool:
        border = self.left if index >= self.body else self.labels
        before, after = border - piece.left, piece.right - border
        if before <= 0 or after <= 0:
            return (after <= 0) is first
        if index >= self.body:
            return first
        if min(before, after) >= _OVERHANG * (before + after):
            return True
        return (before > after) is first


def find_seam(rows: Sequence[Sequence[_Printed]]) -> Seam | None:
    """Where a second table begins to the right of the first, or None where the rows are one table.

    Text between figures is common (locations, notes, terms of a loan). It is the stub of a second table only where
    label, figures, label, figures is the shape of most rows, the labels differ from row to row, nothing stands across
    the seam, and the page says so: the headings over the left figures come again over the right ones, or assets face
    liabilities and equity.
    """
    paired = {index: second for index, row in enumerate(rows) if (second := _second_label(row))}
    if len(paired) < _MINIMUM_ROWS:
        return None
    labels = [rows[index][second] for index, second in paired.items()]
    if len({label.text for label in labels}) < max(_MINIMUM_ROWS, 0.7 * len(labels)):
        return None
    body, border = min(paired), min(label.left for label in labels)
    figures = [[piece for piece in row if is_figure(piece.text)] for row in rows[body:]]
    end = max(piece.right for row in figures for piece in row if piece.left < border)
    both = sum(1 for row in figures if row and row[0].left < border <= row[-1].left)
    values = min(piece.left for index, second in paired.items() for piece in rows[index][second + 1 :])
    if end > border or max(label.left for label in labels) >= values or 2 * len(paired) < both:
        return None
    seam = Seam(min(border, end + 1), border, body)
    return seam if _is_headed_twice(rows, seam) or _faces(rows, seam) else None


def _second_label(row: Sequence[_Printed]) -> int:
    """The position of the second label in a row of the shape label, figures, label, figures; 0 in any other row."""
    if len(row) < 4:
        return 0
    figures = [is_figure(piece.text) for piece in row]
    labels = [position for position, figure in enumerate(figures) if not figure]
    if len(labels) != 2 or labels[0] != 0 or labels[1] < 2 or not figures[-1]:
        return 0
    if not all(_WORDS.search(row[position].text) for position in labels):
        return 0
    if all(_YEAR.fullmatch(piece.text) for piece, figure in zip(row, figures, strict=True) if figure):
        return 0
    return labels[1]


def _is_headed_twice(rows: Sequence[Sequence[_Printed]], seam: Seam) -> bool:
    """Whether the years and months over the left figures come again, in order, over the right ones."""
    times: tuple[list[str], list[str]] = ([], [])
    for index, row in enumerate(rows[: seam.body]):
        first, second = seam.halves(row, index)
        for half, own in zip(
            times, ([p for p in first if p not in second], [p for p in second if p not in first]), strict=True
        ):
            half.extend(word.lower() for piece in own for word in _TIME.findall(piece.text))
    return bool(times[0]) and times[0] == times[1]


def _faces(rows: Sequence[Sequence[_Printed]], seam: Seam) -> bool:
    """Whether assets stand on the left alone, liabilities or equity on the right."""
    halves = [seam.halves(row, index) for index, row in enumerate(rows)]
    left = [row[0].text for row, _ in halves if row]
    right = [row[0].text for _, row in halves if row]
    return (
        any(_ASSETS.search(text) for text in left)
        and not any(_CLAIMS.search(text) for text in left)
        and any(_CLAIMS.search(text) for text in right)
    )
