"""Wrapping stretches of a tree: the text stays, the pieces hold the stretch, tables stay tables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.rendering.stretches import Bounds, wrap, wrap_within

SOURCE = (
    "<div>a <b>bold</b> line<div><p>one</p> two <p>three</p></div>"
    "<table><tr><td>cell</td><td>other</td></tr></table> the end</div>"
)


def wrapped(start: str, end: str) -> tuple[str, list[str]]:
    root = etree.fromstring(SOURCE)
    bounds = Bounds(root)
    low, high = bounds.text.index(start), bounds.text.index(end) + len(end)
    pieces = wrap(bounds, low, high, "w")
    return etree.tostring(root, encoding="unicode"), ["".join(str(t) for t in piece.itertext()) for piece in pieces]


def test_neighbours_share_a_wrapper() -> None:
    markup, pieces = wrapped("one", "three")
    assert pieces == ["one two three"]
    assert "<w><div><p>one</p> two <p>three</p></div></w>" in markup


def test_a_stretch_across_elements_is_a_chain() -> None:
    assert wrapped("two", "cell") == (
        "<div>a <b>bold</b> line<div><p>one</p> <w>two <p>three</p></w></div>"
        "<table><tr><td><w>cell</w></td><td>other</td></tr></table> the end</div>",
        ["two three", "cell"],
    )


def test_wrapping_within_reaches_what_is_wrapped_only() -> None:
    root = etree.fromstring(SOURCE)
    bounds = Bounds(root)
    wrap(bounds, bounds.text.index("two"), bounds.text.index("the end"), "w")
    pieces = wrap_within(bounds, bounds.text.index("one"), bounds.text.index("three") + 5, "w")
    assert ["".join(str(t) for t in piece.itertext()) for piece in pieces] == ["two three"]


@given(st.integers(0, 45), st.integers(0, 45), st.integers(0, 45), st.integers(0, 45))
def test_the_text_stays_and_the_pieces_hold_the_stretch(a: int, b: int, c: int, d: int) -> None:
    root = etree.fromstring(SOURCE)
    bounds = Bounds(root)
    before = bounds.text
    for low, high in (sorted((a, b)), sorted((c, d))):
        low, high = min(low, len(before)), min(high, len(before))
        pieces = wrap(bounds, low, high, "w")
        held = "".join(str(t) for piece in pieces for t in piece.itertext())
        assert "".join(held.split()) == "".join(before[low:high].split())
        assert "".join(str(t) for t in root.itertext()) == before
    assert not [child for part in root.iter("table", "tr") for child in part if child.tag == "w"]
