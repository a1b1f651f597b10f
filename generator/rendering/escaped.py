"""The values of text blocks as an inline XBRL processor reads them (Inline XBRL 1.1 §4.1.2 and §11.1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import escape

from lxml import etree

from generator.rendering import standards
from generator.report.model import Filing, Report

_IX = f"{{{standards.IX}}}"
_QUOTE = {'"': "&quot;"}
_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "param"})


def with_text_blocks(report: Report, filing: Filing) -> Report:
    """The report with the values that its text blocks have in `filing`: the markup between their tags, of all links of
    the chain, without what `ix:exclude` holds and without the tags of other facts."""
    wanted = {fact.id for fact in report.facts if fact.escaped}
    if not wanted:
        return report
    values: dict[str, str] = {}
    contents = dict(filing.files)
    for name in filing.documents or (filing.entry,):
        root = etree.fromstring(contents[name], etree.XMLParser(huge_tree=True, resolve_entities=False))
        further = {element.get("id", ""): element for element in root.iter(f"{_IX}continuation")}
        for element in root.iter(f"{_IX}nonNumeric"):
            if element.get("id") in wanted:
                values[element.get("id", "")] = "".join(_chain(element, further))
    facts = tuple(replace(fact, value=values.get(fact.id, "")) if fact.escaped else fact for fact in report.facts)
    return replace(report, facts=facts)


def _chain(element: etree._Element, further: dict[str, etree._Element]) -> Iterator[str]:
    link: etree._Element | None = element
    while link is not None:
        yield from _content(link)
        link = further.get(link.get("continuedAt", ""))


def _content(parent: etree._Element) -> Iterator[str]:
    """What stands within an element, as a fragment of XHTML; inline tags leave nothing but their content."""
    stack: list[tuple[etree._Element, bool]] = [(parent, False)]
    while stack:
        element, closing = stack.pop()
        tagged = element is not parent and not str(element.tag).startswith(_IX)
        if closing:
            if tagged:
                yield _end(element)
            if element is not parent:
                yield escape(element.tail or "")
        elif element.tag == f"{_IX}exclude":
            yield escape(element.tail or "")
        else:
            if tagged:
                yield _start(element)
            yield escape(element.text or "")
            stack.append((element, True))
            stack += [(child, False) for child in reversed(element)]


def _start(element: etree._Element) -> str:
    items = sorted((str(name), str(value)) for name, value in element.items())
    attributes = (f' {name}="{escape(value, _QUOTE)}"' for name, value in items)
    closing = "/" if _is_void(element) else ""
    return f"<{etree.QName(element).localname}{''.join(attributes)}{closing}>"


def _end(element: etree._Element) -> str:
    return "" if _is_void(element) else f"</{etree.QName(element).localname}>"


def _is_void(element: etree._Element) -> bool:
    return etree.QName(element).localname in _VOID
