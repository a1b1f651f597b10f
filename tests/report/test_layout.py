"""How rows are set in: as the source sets them in, or by their nesting where it does not."""

from __future__ import annotations

import pytest

from generator.diagnostics import SourceSpan
from generator.facts.model import Row
from generator.report.layout import _indents

ROWS = (
    ("ASSETS", (), True),
    ("Current assets:", (), True),
    ("Cash", ("Current assets:",), False),
    ("Total current assets", ("Current assets:",), False),
    ("Goodwill", ("Current assets:",), False),  # no total in the heading's own words closed it
)


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [((30, 0, 2, 4, 0), [0, 0, 1, 2, 0]), ((0, 0, 0, 0, 0), [0, 0, 1, 1, 1]), ((12, 0, 0, 0, 0), [0, 0, 1, 1, 1])],
    ids=["set in, a centred heading", "flush", "flush, a centred heading"],
)
def test_rows_are_set_in_as_the_source_sets_them_in(printed: tuple[int, ...], wanted: list[int]) -> None:
    rows = [
        Row(n, label, SourceSpan(n + 1), indent, section, heading)
        for n, ((label, section, heading), indent) in enumerate(zip(ROWS, printed, strict=True))
    ]
    assert _indents(rows) == wanted
