"""From a source to a validated filing: the one module that knows every stage."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from generator.documents import read_document
from generator.documents.model import Document
from generator.facts import parse_statements
from generator.facts.cover import read_cover
from generator.facts.model import CoverFact, CoverItem, Note, Statement
from generator.facts.narrative import narrative_facts, narrative_statement
from generator.facts.narrative_reading import read_amounts
from generator.facts.notes import read_notes
from generator.facts.tie_tables import shown_rows
from generator.facts.tieout import tie_out
from generator.facts.unread import unread_sentences
from generator.mapping import map_statements, mapping_csv
from generator.mapping.model import Mapping, TextBlockMapping
from generator.mapping.narrative import map_narrative
from generator.mapping.text_blocks import map_text_blocks
from generator.rendering import (
    check_templates,
    facts_json,
    render,
    render_8k_set,
    render_as_published,
    with_text_blocks,
    write_filing,
)
from generator.rendering.packages import edgar_zip, report_package
from generator.report import ReportOptions, build_report, used_concepts
from generator.report.model import Filing, Report
from generator.validation import PROFILES, Options, Verdict, prepare, validate_filing, verdict_json
from generator.validation.page import render_verdict_page
from taxonomy import Catalogue, open_catalogue
from taxonomy.official import official_package
from taxonomy.package import closure_package

Progress = Callable[[str], None]


class Style(StrEnum):
    """How the facts are shown: as a financial report in the house style, in the source document itself, or as an 8-K
    set of a cover page and the source document as its exhibit."""

    STATEMENT = "statement"
    AS_PUBLISHED = "as-published"
    SET_8K = "8-k-set"


class Form(StrEnum):
    """An archive of the filing to write beside it: an inline report package, or the flat zip that EDGAR takes."""

    REPORT_PACKAGE = "xbri"
    EDGAR_ZIP = "zip"


_ARCHIVES = {Form.REPORT_PACKAGE: report_package, Form.EDGAR_ZIP: edgar_zip}


@dataclass(frozen=True, slots=True)
class GenerateOptions:
    """What a user may say about a run. `exhibit` names the part of a full submission to read, `official` an official
    taxonomy package to validate against, `templates` a folder of templates that beat the built-in ones; `report` is
    what is said about the filing itself."""

    taxonomy: str = "us-gaap-2025"
    exhibit: str | None = None
    style: Style = Style.STATEMENT
    templates: Path | None = None
    packages: tuple[Form, ...] = ()
    official: Path | None = None
    report: ReportOptions = field(default_factory=ReportOptions)
    validation: Options = field(default_factory=lambda: Options(profiles=PROFILES))


@dataclass(frozen=True, slots=True)
class Understood:
    """What reading and mapping made of a source, before anything is written down. The figures of its sentences come
    last among the statements."""

    document: Document
    statements: tuple[Statement, ...]
    cover: tuple[CoverFact, ...]
    mappings: tuple[Mapping, ...]
    catalogue: Catalogue
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[Note, ...] = ()
    text_blocks: tuple[TextBlockMapping, ...] = ()


@dataclass(frozen=True, slots=True)
class Generated:
    """Everything a run produced; `folder` is where the files were written."""

    folder: Path
    understood: Understood
    report: Report
    filing: Filing
    verdict: Verdict


def generate(source: Path, out: Path, options: GenerateOptions, progress: Progress = lambda stage: None) -> Generated:
    """Generate the filing of `source` into a folder of `out` named after it: every file, or none.

    Raises `UnreadableInputError` when the input or a template of the user's cannot be used, when there is nothing to
    report, or when a fact has no lawful place in the source document (style as-published); nothing is written then.
    Raises `OSError` when `out` cannot be written to.
    """
    own = check_templates(options.templates) if options.templates else ()
    prepare()  # Arelle loads while the source is being read
    understood = understand(source, options, progress)
    progress("Rendering")
    catalogue = understood.catalogue
    report = build_report(
        understood.statements,
        understood.mappings,
        understood.cover,
        catalogue,
        options.report,
        understood.notes,
        understood.text_blocks,
    )
    filing, report = _rendered(report, understood, options)
    report = with_text_blocks(report, filing)
    filing = replace(filing, name=folder_name(source))
    progress("Validating with Arelle")
    package, package_notes = _package(report, catalogue, options.official)
    notes = (*own, *understood.diagnostics, *package_notes)
    verdict = validate_filing(
        filing, report, package, options=options.validation, catalogue=catalogue, diagnostics=notes
    )
    progress("Writing")
    archives = {f"{report.base}.{form}": _ARCHIVES[form](filing) for form in options.packages}
    folder = write_filing(_complete(filing, report, understood, verdict, archives), out)
    return Generated(folder, understood, report, filing, verdict)


def understand(source: Path, options: GenerateOptions, progress: Progress = lambda stage: None) -> Understood:
    """Read `source` and map what it reports. Raises `UnreadableInputError` as `generate` does."""
    progress("Reading")
    document = read_document(source, exhibit=options.exhibit)
    progress("Understanding the numbers")
    statements, parse_notes = parse_statements(document, period_end=options.report.period_end)
    cover = read_cover(document, statements)
    _refuse_nothing(document, statements, cover, parse_notes)
    progress("Mapping onto the taxonomy")
    catalogue = open_catalogue(options.taxonomy)
    mappings, map_notes = map_statements(statements, catalogue)
    tied = tie_out(statements, read_amounts(document, statements), shown_rows(document, statements))
    pairs = tuple(narrative_facts(tied.ties))
    prose = narrative_statement([fact for fact, _ in pairs], len(statements))
    if prose is not None:
        restated = [table for _, table in pairs]
        mappings = (*mappings, *map_narrative(prose.facts, restated, mappings, catalogue))
        statements = (*statements, prose)
    unread = unread_sentences(document)
    notes, reading = read_notes(document)
    text_blocks, left = map_text_blocks(notes, catalogue)
    told = (*document.diagnostics, *parse_notes, *map_notes, *tied.diagnostics, *unread, *reading, *left)
    return Understood(document, statements, cover, mappings, catalogue, told, notes, text_blocks)


def folder_name(source: Path) -> str:
    """A plain folder name after the source's: its stem, letters, digits, `.`, `_` and `-` only."""
    stem = source.name.removesuffix(".gz")
    stem = stem[: stem.rfind(".")] if "." in stem[1:] else stem
    return re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip(".-") or "report"


def _rendered(report: Report, understood: Understood, options: GenerateOptions) -> tuple[Filing, Report]:
    """The filing in the style asked for, and the report as it was written."""
    document, templates = understood.document, options.templates
    match options.style:
        case Style.AS_PUBLISHED:
            return render_as_published(report, document, templates=templates)
        case Style.SET_8K:
            return render_8k_set(report, document, templates=templates)
        case Style.STATEMENT:
            return render(report, templates=templates), report


def _package(report: Report, catalogue: Catalogue, official: Path | None) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The taxonomy package to validate against: just what the report uses, or the official files."""
    if official is None:
        return closure_package(catalogue, used_concepts(report)), ()
    given = official_package(official, catalogue)
    return given.data, given.diagnostics


def _refuse_nothing(
    document: Document, statements: Sequence[Statement], cover: Sequence[CoverFact], notes: Sequence[Diagnostic]
) -> None:
    """A source without one statement is worth a filing only for its cover facts, and only where no table of figures
    was left unread for want of a period."""
    if any(statement.facts for statement in statements):
        return
    if any(note.code == "parse.no-period" for note in notes):
        raise UnreadableInputError(*(note for note in notes if note.code == "parse.no-period"))
    known = {fact.item for fact in cover}
    if not ({CoverItem.REGISTRANT_NAME} <= known and known & {CoverItem.DOCUMENT_DATE, CoverItem.PERIOD_END}):
        raise UnreadableInputError(
            Diagnostic(
                "parse.nothing-to-report",
                Severity.ERROR,
                f"{document.name} holds no financial statement, and no company name with a date.",
                "Give an earnings release, a financial statement or a full EDGAR submission.",
            )
        )


def _complete(
    filing: Filing, report: Report, understood: Understood, verdict: Verdict, archives: dict[str, bytes]
) -> Filing:
    """The filing with what goes beside it: facts as xBRL-JSON, the mapping, the verdict as data and as a page."""
    beside = {
        "facts.json": facts_json(report),
        "mapping.csv": mapping_csv(
            understood.statements, understood.mappings, understood.notes, understood.text_blocks
        ),
        "verdict.json": verdict_json(verdict),
        "verdict.html": render_verdict_page(verdict, report, understood.statements, understood.mappings),
    }
    files = {**dict(filing.files), **beside, **archives, **dict(verdict.outputs)}
    return replace(filing, files=tuple(sorted(files.items())))
