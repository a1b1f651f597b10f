"""The source document itself, tagged in place: what a reader sees is what was published, character for character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree
from markupsafe import Markup

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from generator.documents.html import elements_by_path, parse_tree
from generator.documents.model import Document
from generator.rendering.cover_marks import mark_cover
from generator.rendering.environment import Page, spaced
from generator.rendering.filing import extension_pages, filing_of, inline_document, inline_namespaces, write_pages
from generator.rendering.instance import Instance, Tag, instance
from generator.rendering.lawful import lawful_body, visible_text
from generator.rendering.marking import Caption, Resolve, mark, places
from generator.rendering.note_marks import mark_notes
from generator.report.model import DisplayTable, Fact, Filing, Report

_EXHIBIT = "ex991"


class NotPlacedError(UnreadableInputError):
    """A figure of the report cannot be tagged where the source prints it, so the filing is refused."""


def render_as_published(report: Report, document: Document, *, templates: Path | None = None) -> tuple[Filing, Report]:
    """Tag the facts of `report` in `document`, which it was built from; also returns the report as it was written.

    The visible text of the result is that of the source after white-space folding. Cover facts that the source does
    not print stand in `ix:hidden`: they are `hidden` in the returned report, whose diagnostics tell them. Raises
    `NotPlacedError` (`render.fact-not-placed`, `render.text-changed`) rather than hide a figure or change the text.
    """
    page = instance(report)
    printed = [fact for fact in report.facts if not fact.hidden]
    body, shown, lost = _published(printed, document, page, report)
    hidden = {fact.id for fact in lost} | {fact.id for fact in report.facts if fact.hidden}
    as_shown = {fact.id: fact for fact in shown}
    facts = tuple(replace(as_shown.get(fact.id, fact), hidden=fact.id in hidden) for fact in report.facts)
    told = (*_hidden_here(lost, document), *_left_out(document))
    report = replace(report, facts=facts, diagnostics=(*report.diagnostics, *told))
    pages = {f"{report.base}.htm": _page(report, page, body, with_header=True)}
    return filing_of(report, write_pages(pages | extension_pages(report), templates)), report


def render_8k_set(report: Report, document: Document, *, templates: Path | None = None) -> tuple[Filing, Report]:
    """The cover page of a current report and its exhibit, the source document tagged in place: two inline documents
    that share the cover's header (Inline XBRL 1.1 §8.1), so that every cover fact is visible.

    Returns and raises as `render_as_published` does.
    """
    page = instance(report)
    figures = [fact for fact in report.facts if not _is_cover(fact)]
    body, _, _ = _published(figures, document, page, report)
    report = replace(report, diagnostics=(*report.diagnostics, *_left_out(document)))
    form = next((str(fact.value) for fact in report.facts if fact.concept == "dei:DocumentType"), "8-K")
    cover, exhibit = f"{report.base}.htm", f"{_EXHIBIT}-{report.base[-8:]}.htm"
    printed = replace(report, title=f"Form {form}", tables=(), notes=())
    pages = {
        cover: inline_document(report, page, printed, exhibit=exhibit),
        exhibit: _page(report, page, body, with_header=False),
    }
    filing = filing_of(report, write_pages(pages | extension_pages(report), templates))
    return replace(filing, documents=(cover, exhibit)), report


def _published(
    facts: Sequence[Fact], document: Document, page: Instance, report: Report
) -> tuple[etree._Element, tuple[Fact, ...], tuple[Fact, ...]]:
    """The source rewritten lawfully with `facts` tagged in it, the cover facts as it shows them, and those that it does
    not."""
    root = _tree(document)
    before = visible_text(root)
    tags = dict(page.tags)
    shown, lost = _mark_all(facts, document, tags, root, report)
    body = lawful_body(root, tags)
    try:
        after = visible_text(_unprefixed(body))
    except etree.XMLSyntaxError as error:  # deeper than XML processors read
        raise NotPlacedError(_text_changed()) from error
    if after != before:
        raise NotPlacedError(_text_changed())
    return body, shown, lost


def _page(report: Report, page: Instance, body: etree._Element, *, with_header: bool) -> Page:
    values = {
        "report": report,
        "instance": page,
        "hidden": [fact.id for fact in report.facts if fact.hidden],
        "namespaces": inline_namespaces(report),
        "body": Markup(etree.tostring(body, encoding="unicode")),
        "with_header": with_header,
    }
    return Page("as_published.htm.jinja", values)


def _is_cover(fact: Fact) -> bool:
    return fact.concept.startswith("dei:")


def _tree(document: Document) -> etree._Element:
    """The source's element tree; plain text is one preformatted element. Characters that no XML document may hold
    become spaces, so that every other character keeps its place."""
    if document.geometry == "grid":
        page: etree._Element = parse_tree(document.source)
        for element in page.iter():
            element.text, element.tail = spaced(element.text), spaced(element.tail)
        return page
    root = etree.Element("pre")
    root.text = spaced(document.source)
    return root


def _elements(document: Document, root: etree._Element) -> Resolve:
    """The element that the path of a span names. The paths are those of the source: they are written down before the
    tree is touched, and lead to the same elements whatever is wrapped around them."""
    if document.geometry == "characters":
        return lambda path: root
    return ({"": root} | elements_by_path(root)).get


def _captions(tables: Sequence[DisplayTable]) -> dict[str, Caption]:
    """By fact id, the captions that print a figure."""
    found: dict[str, Caption] = {}
    for label in (row.label for table in tables for row in table.rows):
        text, at = "".join(piece.text for piece in label), 0
        for piece in label:
            found |= dict.fromkeys(piece.facts, Caption(text, at))
            at += len(piece.text)
    return found


def _mark_all(
    facts: Sequence[Fact], document: Document, tags: dict[str, Tag], root: etree._Element, report: Report
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Mark every fact where it is printed, and write down in `tags` how the page shows the cover facts; those that it
    shows and those that it does not. Text blocks come first: figures stand in them."""
    resolve = _elements(document, root)
    figures = [fact for fact in facts if fact.is_numeric and not _is_cover(fact)]
    found, lost = places(figures, tags, resolve, _captions(report.tables))
    by_id = {fact.id: fact for fact in facts}
    unplaced = mark_notes(report.notes, root, resolve, lines=document.geometry == "characters")
    if unplaced:
        raise NotPlacedError(*(_not_placed(by_id[number]) for number in sorted(unplaced)))
    for place in found:
        if not mark(place):
            lost = (*lost, *(by_id[number] for number in place.facts))
    if lost:
        raise NotPlacedError(*(_not_placed(fact) for fact in lost))
    return mark_cover([fact for fact in facts if _is_cover(fact)], tags, root, resolve)


def _unprefixed(body: etree._Element) -> etree._Element:
    """The tree under local names, as `visible_text` reads it."""
    copy = etree.fromstring(etree.tostring(body))
    for element in copy.iter():
        element.tag = etree.QName(element).localname
    return copy


def _not_placed(fact: Fact) -> Diagnostic:
    return Diagnostic(
        "render.fact-not-placed",
        Severity.ERROR,
        f"The figure {fact.shown!r} ({fact.concept}) cannot be tagged where the source prints it.",
        "Generate the report in the statement style.",
        fact.span,
        concept=fact.concept,
        fact_id=fact.id,
    )


def _left_out(document: Document) -> tuple[Diagnostic, ...]:
    """What a reader of the source sees and a reader of the result does not: its pictures, which are other files."""
    count = 0
    if document.geometry == "grid":
        count = sum(1 for _ in parse_tree(document.source).iter("img"))
    if not count:
        return ()
    return (
        Diagnostic(
            "render.pictures-left-out",
            Severity.INFO,
            f"{count} picture{'s' if count > 1 else ''} of the source {'were' if count > 1 else 'was'} left out.",
            "Add them to the filing as .jpg or .gif files where they matter.",
        ),
    )


def _hidden_here(lost: Sequence[Fact], document: Document) -> tuple[Diagnostic, ...]:
    """What is told of the cover facts that the source does not print: of an exhibit once for all of them, since its
    form prints them."""
    if document.front is None or len(lost) < 2:
        return tuple(_now_hidden(fact) for fact in lost)
    names = ", ".join(fact.concept.removeprefix("dei:") for fact in lost)
    return (
        Diagnostic(
            "render.cover-hidden",
            Severity.INFO,
            f"{len(lost)} cover facts are printed by the form and not by its exhibit, so they stand in the hidden "
            f"section: {names}.",
            "The style 8-k-set prints them on a cover page, with the exhibit beside it.",
        ),
    )


def _now_hidden(fact: Fact) -> Diagnostic:
    return Diagnostic(
        "render.cover-hidden",
        Severity.INFO,
        f"{fact.concept} is not printed in the source as its type is written, so it stands in the hidden section.",
        "A filing shows it on the cover page.",
        fact.span,
        concept=fact.concept,
        fact_id=fact.id,
    )


def _text_changed() -> Diagnostic:
    return Diagnostic(
        "render.text-changed",
        Severity.ERROR,
        "The source's visible text could not be kept as it is.",
        "Generate the report in the statement style.",
    )
