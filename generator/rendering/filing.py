"""`Report` in, `Filing` out: the inline document, the extension schema and four linkbases, all in memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.rendering import standards, taxonomy_files
from generator.rendering.environment import Page, ascii_bytes, environment, write_page
from generator.rendering.instance import Instance, instance
from generator.rendering.names import check_file_name
from generator.rendering.own_templates import write_apart
from generator.report.model import Filing, Report

_LINKBASES = (("label", "lab"), ("presentation", "pre"), ("calculation", "cal"), ("definition", "def"))


def render(report: Report, *, templates: Path | None = None) -> Filing:
    """Write `report` down in the house style.

    `templates` is a folder whose templates take precedence over the built-in ones. Raises `ValueError` when the report
    contradicts itself (a programming error) and `UnreadableInputError` when a user's template is at fault.
    """
    pages = {f"{report.base}.htm": inline_document(report, instance(report), report)}
    return filing_of(report, write_pages(pages | extension_pages(report), templates))


def write_pages(pages: Mapping[str, Page], templates: Path | None) -> dict[str, bytes]:
    """The files that `pages` make, by name. A user's templates run in a process of their own."""
    if templates is not None:
        written = write_apart(pages, templates)
    else:
        env = environment()
        written = {name: write_page(env, page) for name, page in pages.items()}
    return {name: ascii_bytes(text) for name, text in written.items()}


def filing_of(report: Report, files: Mapping[str, bytes]) -> Filing:
    """`files` as a filing named after the report, once EDGAR would take their names."""
    for name in files:
        check_file_name(name)
    return Filing(report.base, f"{report.base}.htm", tuple(sorted(files.items())))


def inline_document(report: Report, page: Instance, printed: Report, *, exhibit: str = "") -> Page:
    """The inline document that declares `report` and prints what `printed` lays out; `exhibit` is the file name of the
    document that follows it, where there is one."""
    values = {
        "report": printed,
        "exhibit": exhibit,
        "instance": page,
        "hidden": [fact.id for fact in report.facts if fact.hidden],
        "namespaces": inline_namespaces(report),
    }
    return Page("report.htm.jinja", values)


def inline_namespaces(report: Report) -> tuple[tuple[str, str], ...]:
    """The prefixes that the root element declares: the standards', the families in use, the extension's own."""
    families = sorted((n.prefix, n.uri) for n in report.namespaces)
    sec = (("ixt-sec", standards.IXT_SEC),) if any(fact.format.startswith("ixt-sec:") for fact in report.facts) else ()
    return (*standards.INLINE_NAMESPACES, *sec, *families, (report.prefix, report.namespace))


def extension_pages(report: Report) -> dict[str, Page]:
    """The schema and its linkbases; every one is written, even when it has nothing to say."""
    schema = {"report": report, "schema": taxonomy_files.schema(report), "linkbases": _LINKBASES}
    role_refs, concepts = taxonomy_files.label_linkbase(report)
    trees = {
        "presentation": taxonomy_files.presentation_linkbase(report),
        "calculation": taxonomy_files.calculation_linkbase(report),
        "definition": taxonomy_files.definition_linkbase(report),
    }
    written = {kind: Page("linkbase.xml.jinja", {"kind": kind, "linkbase": tree}) for kind, tree in trees.items()}
    written["label"] = Page("label.xml.jinja", {"role_refs": role_refs, "concepts": concepts})
    files = {f"{report.base}_{suffix}.xml": written[kind] for kind, suffix in _LINKBASES}
    return {f"{report.base}.xsd": Page("schema.xsd.jinja", schema), **files}
