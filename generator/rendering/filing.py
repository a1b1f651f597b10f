"""`Report` in, `Filing` out: the inline document, the extension schema and four linkbases, all in memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.rendering import standards, taxonomy_files
from generator.rendering.environment import ascii_bytes, environment
from generator.rendering.instance import Instance, instance
from generator.rendering.names import check_file_name
from generator.report.model import Filing, Report
from taxonomy import Catalogue

_LINKBASES = (("label", "lab"), ("presentation", "pre"), ("calculation", "cal"), ("definition", "def"))


def render(report: Report, catalogue: Catalogue | None = None, *, templates: Path | None = None) -> Filing:
    """Write `report` down in the house style.

    `templates` is a folder whose templates take precedence over the built-in ones. Raises `ValueError` when the report
    contradicts itself (a programming error) and `jinja2.TemplateError` when a user's template is at fault.
    """
    env = environment(templates)
    inline = inline_document(env, report, instance(report), report)
    return filing_of(report, {f"{report.base}.htm": inline, **extension_files(env, report)})


def filing_of(report: Report, files: Mapping[str, bytes]) -> Filing:
    """`files` as a filing named after the report, once EDGAR would take their names."""
    for name in files:
        check_file_name(name)
    return Filing(report.base, f"{report.base}.htm", tuple(sorted(files.items())))


def inline_document(
    env: ImmutableSandboxedEnvironment, report: Report, page: Instance, printed: Report, *, exhibit: str = ""
) -> bytes:
    """The inline document that declares `report` and prints what `printed` lays out; `exhibit` is the file name of the
    document that follows it, where there is one."""
    written = env.get_template("report.htm.jinja").render(
        report=printed,
        exhibit=exhibit,
        instance=page,
        hidden=[fact.id for fact in report.facts if fact.hidden],
        namespaces=inline_namespaces(report),
    )
    return ascii_bytes(written.lstrip())


def inline_namespaces(report: Report) -> tuple[tuple[str, str], ...]:
    """The prefixes that the root element declares: the standards', the families in use, the extension's own."""
    families = sorted((n.prefix, n.uri) for n in report.namespaces)
    sec = (("ixt-sec", standards.IXT_SEC),) if any(fact.format.startswith("ixt-sec:") for fact in report.facts) else ()
    return (*standards.INLINE_NAMESPACES, *sec, *families, (report.prefix, report.namespace))


def extension_files(env: ImmutableSandboxedEnvironment, report: Report) -> dict[str, bytes]:
    """The schema and its linkbases; every one is written, even when it has nothing to say."""
    env.filters["element_id"] = taxonomy_files.element_id
    schema = env.get_template("schema.xsd.jinja").render(
        report=report, schema=taxonomy_files.schema(report), linkbases=_LINKBASES
    )
    role_refs, concepts = taxonomy_files.label_linkbase(report)
    label = env.get_template("label.xml.jinja").render(role_refs=role_refs, concepts=concepts)
    linkbase = env.get_template("linkbase.xml.jinja")
    rows = {
        "presentation": taxonomy_files.presentation_linkbase(report),
        "calculation": taxonomy_files.calculation_linkbase(report),
        "definition": taxonomy_files.definition_linkbase(report),
    }
    written = {"label": label} | {kind: linkbase.render(kind=kind, linkbase=row) for kind, row in rows.items()}
    files = {f"{report.base}_{suffix}.xml": ascii_bytes(written[kind]) for kind, suffix in _LINKBASES}
    return {f"{report.base}.xsd": ascii_bytes(schema), **files}
