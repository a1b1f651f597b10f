"""The source document itself, tagged in place: what a reader sees is what was published, character for character."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import etree
from markupsafe import Markup

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from generator.documents.html import find, parse_tree
from generator.documents.model import Document
from generator.rendering.environment import ascii_bytes, environment
from generator.rendering.filing import extension_files, inline_namespaces
from generator.rendering.instance import Instance, instance
from generator.rendering.lawful import lawful_body, visible_text
from generator.rendering.marking import Place, mark, places
from generator.rendering.names import check_file_name
from generator.report.model import Fact, Filing, Report

_NOT_XML_SPACE = str.maketrans({"\f": " ", "\v": " ", "\x85": " "})


class NotPlacedError(UnreadableInputError):
    """A figure of the report cannot be tagged where the source prints it, so the filing is refused."""


def render_as_published(report: Report, document: Document, *, templates: Path | None = None) -> tuple[Filing, Report]:
    """Tag the facts of `report` in `document`, which it was built from; also returns the report as it was written.

    The visible text of the result is that of the source after white-space folding. Cover facts that the source does
    not print stand in `ix:hidden`: they are `hidden` in the returned report, whose diagnostics tell them. Raises
    `NotPlacedError` (`render.fact-not-placed`, `render.text-changed`) rather than hide a figure or change the text.
    """
    page = instance(report)
    root = _tree(document)
    before = visible_text(root)
    hidden, told = _mark_all(report, document, page, root)
    body = lawful_body(root, page.tags)
    if visible_text(_unprefixed(body)) != before:
        raise NotPlacedError(_text_changed())
    env = environment(templates)
    written = env.get_template("as_published.htm.jinja").render(
        report=report,
        instance=page,
        hidden=hidden,
        namespaces=inline_namespaces(report),
        body=Markup(etree.tostring(body, encoding="unicode")),
    )
    files = {f"{report.base}.htm": ascii_bytes(written.lstrip()), **extension_files(env, report)}
    for name in files:
        check_file_name(name)
    facts = tuple(replace(fact, hidden=fact.id in set(hidden)) for fact in report.facts)
    written_report = replace(report, facts=facts, diagnostics=(*report.diagnostics, *told))
    return Filing(report.base, f"{report.base}.htm", tuple(sorted(files.items()))), written_report


def _tree(document: Document) -> etree._Element:
    """The source's element tree; plain text is one preformatted element."""
    if document.geometry == "grid":
        page: etree._Element = parse_tree(document.source)
        return page
    root = etree.Element("pre")
    root.text = document.source.translate(_NOT_XML_SPACE)
    return root


def _mark_all(
    report: Report, document: Document, page: Instance, root: etree._Element
) -> tuple[list[str], tuple[Diagnostic, ...]]:
    """Mark every printed fact; the ids of those to hide, and what there is to say about them."""

    def resolve(path: str) -> etree._Element | None:
        return root if not path or document.geometry == "characters" else find(root, path)

    visible = [fact for fact in report.facts if not fact.hidden]
    found, lost = places(visible, page.tags, resolve)
    by_id = {fact.id: fact for fact in report.facts}
    # The last stretch first: marking does not move what stands before it.
    for place in sorted(found, key=_reading_order, reverse=True):
        if not mark(place):
            lost = (*lost, *(by_id[number] for number in place.facts))
    figures = [fact for fact in lost if fact.is_numeric]
    if figures:
        raise NotPlacedError(*(_not_placed(fact) for fact in figures))
    hidden = {fact.id for fact in lost} | {fact.id for fact in report.facts if fact.hidden}
    told = tuple(_now_hidden(fact) for fact in lost)
    return [fact.id for fact in report.facts if fact.id in hidden], told


def _reading_order(place: Place) -> tuple[int, int]:
    return place.start, place.end


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
