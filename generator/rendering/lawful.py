"""A source page rewritten with what EDGAR and the inline XHTML schema allow, its visible text untouched (EFM 5.2.5).

Blocks become `div` (or stay `p`), inline elements become `span`, regular tables stay tables; presentational elements
and attributes become styles. Tables that hold tables, or text between their cells, become `div`s that CSS lays out as
a table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

from generator.rendering import standards
from generator.rendering.instance import Tag
from generator.rendering.marking import IDS, MARK
from generator.rendering.note_marks import CONTINUED, ELEMENT, IDENTIFIER, SECTION

_X = f"{{{standards.XHTML}}}"
_IX = f"{{{standards.IX}}}"
_NSMAP: dict[Any, str] = {None: standards.XHTML, "ix": standards.IX, "xsi": standards.XSI}

INVISIBLE = frozenset(
    {"head", "title", "script", "style", "noscript", "template", "iframe", "object", "applet", "svg", "math", "meta"}
    | {"link", "base", "img", "input", "area", "map", "param", "embed", "col", "colgroup", "audio", "video", "canvas"}
    | {"ix:header", "datalist", "frameset"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"}
    | {"html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot"}
    | {"th", "thead", "tr", "ul", "xmp", "listing", "plaintext"}
)
_PARTS = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot", "caption"})
_LOOKS = frozenset(
    {"style", "align", "valign", "bgcolor", "color", "text", "width", "height", "nowrap", "face", "size"}
)
_STYLES: Mapping[str, str] = {
    "b": "font-weight:bold",
    "strong": "font-weight:bold",
    "i": "font-style:italic",
    "em": "font-style:italic",
    "cite": "font-style:italic",
    "var": "font-style:italic",
    "u": "text-decoration:underline",
    "ins": "text-decoration:underline",
    "s": "text-decoration:line-through",
    "strike": "text-decoration:line-through",
    "del": "text-decoration:line-through",
    "tt": "font-family:monospace",
    "code": "font-family:monospace",
    "big": "font-size:larger",
    "small": "font-size:smaller",
    "sup": "vertical-align:super;font-size:smaller",
    "sub": "vertical-align:sub;font-size:smaller",
    "center": "text-align:center",
    "pre": "white-space:pre;font-family:monospace",
    "xmp": "white-space:pre;font-family:monospace",
    "listing": "white-space:pre;font-family:monospace",
    "plaintext": "white-space:pre;font-family:monospace",
    "blockquote": "margin:1em 40px",
    "dd": "margin-left:40px",
    "p": "margin:1em 0",
    "ul": "margin:1em 0;padding-left:40px",
    "ol": "margin:1em 0;padding-left:40px",
    "li": "display:list-item;margin-left:24px",
    "h1": "font-size:2em;font-weight:bold;margin:0.67em 0",
    "h2": "font-size:1.5em;font-weight:bold;margin:0.83em 0",
    "h3": "font-size:1.17em;font-weight:bold;margin:1em 0",
    "h4": "font-weight:bold;margin:1.33em 0",
    "h5": "font-size:0.83em;font-weight:bold;margin:1.67em 0",
    "h6": "font-size:0.67em;font-weight:bold;margin:2.33em 0",
    "th": "font-weight:bold;text-align:center",
    "caption": "text-align:center",
}
_LOOSE_TABLE = {
    "table": "display:table",
    "thead": "display:table-header-group",
    "tbody": "display:table-row-group",
    "tfoot": "display:table-footer-group",
    "tr": "display:table-row",
    "td": "display:table-cell",
    "th": "display:table-cell",
}
_ROWS = frozenset({"tr"})
_CONTENT: Mapping[str, frozenset[str]] = {
    "table": frozenset({"tr", "thead", "tbody", "tfoot", "col", "colgroup"}),
    "thead": _ROWS,
    "tbody": _ROWS,
    "tfoot": _ROWS,
    "tr": frozenset({"td", "th"}),
}
_FONT_SIZES = {"1": "x-small", "2": "small", "3": "medium", "4": "large", "5": "x-large", "6": "xx-large"}
_UNSAFE = re.compile(r"url\s*\(|expression\s*\(|behavior|binding|javascript:|@|\\|<|-sec-", re.IGNORECASE)
_HIDDEN = re.compile(r"(^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_VOID = frozenset({"br", "hr"})


def is_invisible(element: etree._Element) -> bool:
    """Whether a browser shows nothing of the element: no text of it is part of the visible text."""
    return (
        not isinstance(element.tag, str)
        or element.tag in INVISIBLE
        or "hidden" in element.attrib
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def visible_text(root: etree._Element) -> str:
    """The text a reader sees, white space folded."""
    parts: list[str] = []
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        if closing:
            parts.append(element.tail or "")
            continue
        if element is not root:
            stack.append((element, True))
        if not is_invisible(element):
            parts.append(element.text or "")
            stack += [(child, False) for child in reversed(element)]
    return " ".join("".join(parts).split())


def lawful_body(source: etree._Element, tags: Mapping[str, Tag]) -> etree._Element:
    """The content of `source` as one `div`, its MARK elements turned into the tags they name."""
    shapes = _Shapes(source)
    body = etree.Element(f"{_X}div", nsmap=_NSMAP)
    body.text = ""
    last: dict[etree._Element, etree._Element] = {}
    stack: list[tuple[etree._Element, etree._Element]] = [(source, body)]
    while stack:
        element, parent = stack.pop()
        if is_invisible(element):
            if element is not source:
                _append_text(parent, last.get(parent), element.tail)
            continue
        made = _convert(element, parent, shapes, tags)
        inner = made
        while len(inner):
            inner = inner[0]
        if element.tag not in _VOID:
            inner.text = element.text or ""
            # Children come off the stack after their earlier siblings' subtrees; tails are added when a child closes.
            stack += [(child, inner) for child in reversed(element)]
        last[parent] = made
        made.tail = element.tail if element is not source else None
    return body


def _append_text(parent: etree._Element, previous: etree._Element | None, text: str | None) -> None:
    if not text:
        return
    if previous is None:
        parent.text = (parent.text or "") + text
    else:
        previous.tail = (previous.tail or "") + text


class _Shapes:
    """What has to be known about an element before it is written: whether it holds blocks, and which tables are
    regular enough to stay tables."""

    def __init__(self, root: etree._Element) -> None:
        self.holds_block: set[etree._Element] = set()
        self.holds_table: set[etree._Element] = set()
        self.loose: set[etree._Element] = set()
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        for element in reversed(elements):
            parent = element.getparent()
            if parent is None:
                continue
            if element.tag in _BLOCKS or element in self.holds_block:
                self.holds_block.add(parent)
            if element.tag == "table" or element in self.holds_table:
                self.holds_table.add(parent)
        for element in elements:
            if element.tag == "table" and (element in self.holds_table or not _is_regular(element)):
                self.loose.add(element)

    def is_loose(self, element: etree._Element) -> bool:
        """Whether a table or a part of one is written as `div`s."""
        if element.tag == "table":
            return element in self.loose
        table = next(element.iterancestors("table"), None)
        return table is None or table in self.loose


def _is_regular(table: etree._Element) -> bool:
    """Whether a table has nothing between its rows and cells, and at least one row."""
    if next(table.iter("tr"), None) is None or (table.text or "").strip():
        return False
    for holder in (table, *table.iter("thead", "tbody", "tfoot", "tr")):
        names = _CONTENT[holder.tag]
        if (holder.text or "").strip() or any((child.tail or "").strip() for child in holder):
            return False
        if any(child.tag not in names or (child.tag in _PARTS and is_invisible(child)) for child in holder):
            return False
    return True


def _convert(
    element: etree._Element, parent: etree._Element, shapes: _Shapes, tags: Mapping[str, Tag]
) -> etree._Element:
    """Append the counterpart of `element` to `parent`; its innermost first child takes the content."""
    name = element.tag
    if name == MARK:
        return _tagged(element.get(IDS, "").split(), parent, tags)
    if name == SECTION:
        return _section(element, parent, tags)
    if name in _VOID:
        return etree.SubElement(parent, f"{_X}{name}")
    is_part = name in _PARTS or name == "table"
    if is_part and not shapes.is_loose(element):
        return _table_part(element, parent)
    is_block = name in _BLOCKS or element in shapes.holds_block
    made = etree.SubElement(parent, f"{_X}{'div' if is_block else 'span'}")
    made.text = ""
    _style(made, _LOOSE_TABLE.get(name, "") if is_part else "", element)
    return made


def _tagged(ids: list[str], parent: etree._Element, tags: Mapping[str, Tag]) -> etree._Element:
    """Nested `ix` elements, outermost first; nil facts stand empty beside each other before the text."""
    outer: etree._Element | None = None
    for number in ids:
        tag = tags[number]
        made = etree.SubElement(parent, f"{_IX}{'nonFraction' if tag.is_numeric else 'nonNumeric'}")
        made.text = ""
        for key, value in tag.attributes():
            made.set(key, value)
        if tag.nil:
            made.set(f"{{{standards.XSI}}}nil", "true")
        else:
            parent = made
        outer = made if outer is None or tag.nil else outer
    assert outer is not None
    return outer


def _section(element: etree._Element, parent: etree._Element, tags: Mapping[str, Tag]) -> etree._Element:
    """A text block, a further link of its chain, or what is left out of it."""
    kind, identifier = element.get(ELEMENT, ""), element.get(IDENTIFIER, "")
    made = etree.SubElement(parent, f"{_IX}{kind}")
    made.text = ""
    for key, value in tags[identifier].attributes() if kind == "nonNumeric" else (("id", identifier),):
        if value:
            made.set(key, value)
    if element.get(CONTINUED):
        made.set("continuedAt", element.get(CONTINUED, ""))
    return made


def _table_part(element: etree._Element, parent: etree._Element) -> etree._Element:
    """`table`, row group, row or cell of a regular table. All rows form one `tbody`: groups say nothing visible."""
    name = element.tag
    if name in {"thead", "tbody", "tfoot"} or name == "caption":
        name = "tbody"
    made = etree.SubElement(parent, f"{_X}{name}")
    made.text = ""
    if name in {"td", "th"}:
        for span in ("colspan", "rowspan"):
            count = element.get(span, "").strip()
            if count.isascii() and count.isdigit() and 1 < int(count) < 1000:
                made.set(span, str(int(count)))
    _style(made, "", element)
    return made


def _style(made: etree._Element, extra: str, element: etree._Element) -> None:
    looks = tuple((str(name), str(value)) for name, value in element.items() if name in _LOOKS)
    text = _declarations(element.tag, extra, looks)
    if text:
        made.set("style", text)


@lru_cache(maxsize=4096)
def _declarations(tag: str, extra: str, looks: tuple[tuple[str, str], ...]) -> str:
    """How an element of these attributes looks; a page has few such looks and very many elements."""
    attributes = dict(looks)
    declared = [_STYLES.get(tag, ""), extra, *_presentational(tag, attributes), *_own(attributes.get("style", ""))]
    return ";".join(part for part in declared if part)


def _own(style: str) -> list[str]:
    """The declarations of the source's own style that reach nothing outside the page."""
    parts = [part.strip() for part in style.split(";")]
    return [" ".join(part.split()) for part in parts if ":" in part and not _UNSAFE.search(part)]


def _presentational(tag: str, attributes: Mapping[str, str]) -> list[str]:
    """Attributes that only say how things look, as declarations."""
    found: list[str] = []
    align = attributes.get("align", "").strip().lower()
    if align in {"left", "right", "center", "justify"}:
        centred = tag in {"table", "hr"} and align == "center"
        found.append("margin-left:auto;margin-right:auto" if centred else f"text-align:{align}")
    valign = attributes.get("valign", "").strip().lower()
    if valign in {"top", "middle", "bottom", "baseline"}:
        found.append(f"vertical-align:{valign}")
    for attribute, declared in (("bgcolor", "background-color"), ("color", "color"), ("text", "color")):
        colour = attributes.get(attribute, "").strip()
        if re.fullmatch(r"#?[A-Za-z0-9]{3,20}", colour):
            bare_hex = re.fullmatch(r"[0-9A-Fa-f]{6}", colour)
            found.append(f"{declared}:{'#' if bare_hex else ''}{colour}")
    for attribute in ("width", "height"):
        size = attributes.get(attribute, "").strip()
        if re.fullmatch(r"\d{1,4}(px|%)?", size):
            found.append(f"{attribute}:{size if size[-1] in 'x%' else f'{size}px'}")
    if "nowrap" in attributes:
        found.append("white-space:nowrap")
    face = attributes.get("face", "").strip()
    if re.fullmatch(r"[A-Za-z0-9 ,\-]{1,100}", face):
        found.append(f"font-family:{face}")
    if tag == "font" and attributes.get("size", "").strip() in _FONT_SIZES:
        found.append(f"font-size:{_FONT_SIZES[attributes.get('size', '').strip()]}")
    return found
