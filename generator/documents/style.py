"""What markup and CSS say about a piece of text: weight, place, indentation, rules, visibility."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

HIDDEN_TAGS = frozenset(
    {"script", "style", "head", "template", "ix:header", "ix:hidden", "ix:references", "ix:resources"}
)
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCK_TAGS = HEADING_TAGS | frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("footer", "form", "header", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "ul"),
    }
)

_LENGTH = re.compile(r"^(-?\d*\.?\d+)\s*(em|rem|ex|pt|px|in|cm|mm|pc|%)?$")
# One character of indentation is 0.5 em, 6 pt or 8 px (see `Cell.indent`); a percentage is taken of a 720 pt page.
_CHARACTERS = {
    "em": 2.0,
    "rem": 2.0,
    "ex": 1.0,
    "pt": 1 / 6,
    "px": 1 / 8,
    "in": 12.0,
    "cm": 4.72,
    "mm": 0.472,
    "pc": 2.0,
}
_PERCENT = 1.2
_INVISIBLE_BORDER = re.compile(
    r"\bnone\b|\bhidden\b|(?<![\d.])0(?:px|pt)?(?![\d.])|#fff\b|#ffffff|\bwhite\b|transparent"
)


@dataclass(frozen=True, slots=True)
class Style:
    """The inherited state of a piece of text. `indent` is in characters."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    centred: bool = False
    underlined: bool = False
    heading: bool = False
    hidden: bool = False
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """What an element's own style says and children do not inherit."""

    absent: bool = False
    border_top: bool = False
    border_bottom: bool = False
    break_before: bool = False
    break_after: bool = False


PLAIN_BOX = BoxStyle()


@lru_cache(maxsize=4096)
def derive(parent: Style, tag: str, css: str, align: str) -> Style:
    """The style of text in a `tag` element with that `style` and `align` inside `parent`."""
    rules = declarations(css)
    weight = rules.get("font-weight", "")
    bold = parent.bold
    if tag in ("b", "strong", "th") or tag in HEADING_TAGS:
        bold = True
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    alignment = rules.get("text-align", align.lower())
    centred = parent.centred or tag == "center"
    if alignment:
        centred = alignment == "center"
    indent = 0.0 if tag in ("td", "th", "table") else parent.indent
    slant = rules.get("font-style", "")
    return Style(
        bold=bold,
        italic=slant in ("italic", "oblique") if slant else parent.italic or tag in ("i", "em"),
        raised=parent.raised or tag == "sup" or _is_raised(rules),
        centred=centred,
        underlined=parent.underlined or tag == "u" or "underline" in rules.get("text-decoration", ""),
        heading=parent.heading or tag in HEADING_TAGS,
        hidden=parent.hidden or tag in HIDDEN_TAGS or _is_hidden(rules),
        indent=indent + _indent(rules),
    )


@lru_cache(maxsize=4096)
def box(css: str) -> BoxStyle:
    """The element's own borders, page breaks and whether it takes no place at all."""
    rules = declarations(css)
    if not rules:
        return PLAIN_BOX
    return BoxStyle(
        absent=rules.get("display") == "none",
        border_top=_has_border(rules, "top"),
        border_bottom=_has_border(rules, "bottom"),
        break_before="always" in rules.get("page-break-before", "") or rules.get("break-before") == "page",
        break_after="always" in rules.get("page-break-after", "") or rules.get("break-after") == "page",
    )


def hide(style: Style) -> Style:
    return replace(style, hidden=True)


@lru_cache(maxsize=4096)
def declarations(css: str) -> dict[str, str]:
    """The declarations of a `style` attribute, lower case, the last of a kind winning."""
    found: dict[str, str] = {}
    for declaration in css[:4000].lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def _is_raised(rules: dict[str, str]) -> bool:
    if rules.get("vertical-align") in ("super", "text-top"):
        return True
    return rules.get("position") == "relative" and rules.get("top", "").startswith("-")


def _is_hidden(rules: dict[str, str]) -> bool:
    return rules.get("display") == "none" or rules.get("visibility") in ("hidden", "collapse")


def _indent(rules: dict[str, str]) -> float:
    total = _characters(rules.get("text-indent", ""))
    for name in ("padding", "margin"):
        parts = rules.get(name, "").split()
        left = {1: 0, 2: 1, 3: 1, 4: 3}.get(len(parts))
        value = rules.get(f"{name}-left") or (parts[left] if left is not None else "")
        total += _characters(value)
    return total


def _characters(length: str) -> float:
    match = _LENGTH.match(length)
    if not match:
        return 0.0
    number, unit = float(match.group(1)), match.group(2) or "px"
    if abs(number) > 2000:
        return 0.0
    return number * (_PERCENT if unit == "%" else _CHARACTERS[unit])


def _has_border(rules: dict[str, str], side: str) -> bool:
    for name in (f"border-{side}-style", f"border-{side}-width"):
        if rules.get(name) in ("none", "hidden", "0", "0px", "0pt"):
            return False
    value = rules.get(f"border-{side}") or rules.get("border", "")
    if value:
        return bool(value.strip()) and not _INVISIBLE_BORDER.search(value)
    return rules.get(f"border-{side}-style") in ("solid", "double", "dashed", "dotted")
