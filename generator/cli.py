"""The command line: a face over the pipeline. It reads options, has results printed, and chooses the exit code.

Exit codes: 0 valid (warnings allowed), 1 generated but invalid or not validated, 2 wrong usage, 3 the input, or a file
given with it, cannot be used, or there is nothing to report.
"""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.markup import escape

from generator import __version__, pipeline
from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from generator.documents import read_document
from generator.facts.check import check as check_document
from generator.facts.check import check_rows
from generator.facts.notes import read_notes
from generator.printing import (
    diagnostics_json,
    err,
    generated_json,
    notes_json,
    out,
    print_checks,
    print_diagnostics,
    print_generated,
    print_holds,
    print_json,
    print_notes,
    print_rules,
    print_verdict,
    with_progress,
)
from generator.report import FORMS, ReportOptions, load_company
from generator.validation import PROFILES, Options, rules, verdict_json
from generator.validation.paths import validate_path
from taxonomy.cli import concepts, taxonomy_app

FAILED, USAGE, UNREADABLE = 1, 2, 3

Profile = StrEnum("Profile", {name: name for name in PROFILES})  # type: ignore[misc]

app = typer.Typer(
    name="xbrlgen",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("concepts")(concepts)
app.add_typer(taxonomy_app)


def main() -> None:
    """The console script. Nobody sees a traceback: what went wrong is a diagnostic, or one line for a fault of the
    program itself."""
    try:
        app()
    except UnreadableInputError as refusal:
        print_diagnostics(refusal.diagnostics)
        sys.exit(UNREADABLE)
    except OSError as fault:
        remedy = "Check the path and the rights to it."
        problem = f"{fault.filename or 'the file system'}: {fault.strerror or fault}."
        print_diagnostics([Diagnostic("cli.file", Severity.ERROR, problem, remedy)])
        sys.exit(USAGE)
    except Exception as fault:
        err.print(f"[red]error[/]: cli.internal: {type(fault).__name__}: {escape(str(fault))}")
        err.print("This is a fault of xbrlgen, not of your input. Please report it together with the source.")
        sys.exit(FAILED)


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"xbrlgen {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Turns a US company's published numbers into valid inline XBRL."""


def _cik(value: str | None) -> str | None:
    if value is None:
        return None
    digits = value.strip().upper().removeprefix("CIK")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 10 and int(digits)):
        raise typer.BadParameter("a CIK is a number of up to ten digits")
    return digits.zfill(10)


def _ticker(value: str | None) -> str | None:
    if value is not None and not (value.isascii() and value.replace(".", "").replace("-", "").isalnum()):
        raise typer.BadParameter("a ticker is letters and digits")
    return value


def _form(value: str | None) -> str | None:
    if value is not None and value.upper().removesuffix("/A") not in FORMS:
        raise typer.BadParameter(f"the forms are {', '.join(sorted(FORMS))}, or one of them with /A")
    return value.upper() if value else value


def _plugin(value: Path | None) -> Path | None:
    if value is not None and not (value / "validate").is_dir():
        raise typer.BadParameter("it is the folder that holds the plug-in's folder “validate”")
    return value


Json = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")]
Profiles = Annotated[
    list[Profile] | None, typer.Option("--profile", help="Which checks to run; may be repeated. All by default.")
]
EdgarPlugin = Annotated[
    Path | None,
    typer.Option(help="The folder of the SEC's Arelle plug-in (called EDGAR), run in the same load.", callback=_plugin),
]
Official = Annotated[
    Path | None, typer.Option(help="An official taxonomy package to validate against instead of the embedded one.")
]


@app.command()
def generate(
    source: Annotated[Path, typer.Argument(help="An earnings release, a statement or a full EDGAR submission.")],
    folder: Annotated[Path, typer.Option("--out", help="The folder to write the filing's own folder into.")],
    cik: Annotated[str | None, typer.Option(help="The filer's Central Index Key.", callback=_cik)] = None,
    ticker: Annotated[str | None, typer.Option(help="The trading symbol; names the files.", callback=_ticker)] = None,
    period_end: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day of the period reported on.")
    ] = None,
    taxonomy: Annotated[str, typer.Option(help="The taxonomy to report in; see `taxonomy list`.")] = "us-gaap-2025",
    form: Annotated[
        str | None, typer.Option(help="The form to file on: 8-K, 10-Q, 10-K (or with /A).", callback=_form)
    ] = None,
    company: Annotated[Path | None, typer.Option(help="A company.yaml with what the document does not say.")] = None,
    exhibit: Annotated[str | None, typer.Option(help="Which part of a full submission to read, such as EX-99.1.")] = (
        None
    ),
    style: Annotated[
        pipeline.Style, typer.Option(help="A financial report, the source document tagged, or an 8-K set of both.")
    ] = pipeline.Style.STATEMENT,
    templates: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="A folder of templates that beat the built-in ones."),
    ] = None,
    package: Annotated[
        list[pipeline.Form] | None, typer.Option(help="Add a report package or EDGAR's zip; may be repeated.")
    ] = None,
    viewer: Annotated[bool, typer.Option("--viewer", help="Add viewer.html, which works offline.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Add the facts as xBRL-CSV.")] = False,
    profile: Profiles = None,
    official: Official = None,
    edgar_plugin: EdgarPlugin = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but what makes the run fail.")] = False,
    as_json: Json = False,
) -> None:
    """Generate a validated inline XBRL filing from SOURCE."""
    try:
        report = _report_options(company, cik, ticker, period_end.date() if period_end else None, form)
        validation = replace(_validation(profile, edgar_plugin), viewer=viewer, csv=csv)
        options = pipeline.GenerateOptions(
            taxonomy=taxonomy,
            exhibit=exhibit,
            style=style,
            templates=templates,
            packages=tuple(package or ()),
            official=official,
            report=report,
            validation=validation,
        )
        done = with_progress(quiet or as_json, lambda progress: pipeline.generate(source, folder, options, progress))
    except UnreadableInputError as refusal:
        _refuse(refusal, as_json)
    if as_json:
        print_json(generated_json(done))
    elif not quiet:
        print_generated(done)
    elif done.verdict.exit_code:
        print_diagnostics(done.verdict.diagnostics)
    raise typer.Exit(done.verdict.exit_code)


@app.command()
def validate(
    path: Annotated[Path, typer.Argument(help="A generated folder, an inline document or a report package.")],
    profile: Profiles = None,
    official: Official = None,
    edgar_plugin: EdgarPlugin = None,
    as_json: Json = False,
) -> None:
    """Validate a filing: Arelle, and the rules of the chosen profiles."""
    try:
        verdict = with_progress(
            as_json, lambda progress: validate_path(path, options=_validation(profile, edgar_plugin), official=official)
        )
    except UnreadableInputError as refusal:
        _refuse(refusal, as_json)
    if as_json:
        sys.stdout.write(verdict_json(verdict).decode())
    else:
        print_verdict(verdict)
    raise typer.Exit(verdict.exit_code)


@app.command()
def check(
    source: Annotated[Path, typer.Argument(help="An earnings release, a statement or a full EDGAR submission.")],
    exhibit: Annotated[str | None, typer.Option(help="Which part of a full submission to read.")] = None,
    as_json: Json = False,
) -> None:
    """Check whether the numbers of SOURCE agree: prose with tables, totals with their parts, statements with each
    other; and show the notes found. Exit code 0 when everything ties, 1 when something contradicts."""
    try:
        document = read_document(source, exhibit=exhibit)
        statements, found, diagnostics = check_document(document)
        notes, told = read_notes(document)
    except UnreadableInputError as refusal:
        _refuse(refusal, as_json)
    rows = list(check_rows(found, statements))
    if as_json:
        plain = [asdict(row) | {"place": row.place.line} for row in rows]
        told_json = diagnostics_json((*diagnostics, *told))
        print_json({"holds": found.holds, "ties": plain, "notes": notes_json(notes), "diagnostics": told_json})
    else:
        print_checks(rows)
        print_notes(notes)
        print_diagnostics((*diagnostics, *told))
        print_holds(found.holds, rows)
    raise typer.Exit(0 if found.holds else FAILED)


@app.command("rules")
def list_rules(
    profile: Annotated[Profile | None, typer.Option(help="Only the rules of this profile.")] = None,
    as_json: Json = False,
) -> None:
    """List the rules that validation runs beside Arelle's own."""
    chosen = rules(profile.value if profile else None)
    if as_json:
        names = ("code", "profile", "severity", "section", "summary", "remedy", "resembles")
        print_json([{name: getattr(rule, name) for name in names} for rule in chosen])
    else:
        print_rules(chosen)


def _report_options(
    company: Path | None, cik: str | None, ticker: str | None, period_end: date | None, form: str | None
) -> ReportOptions:
    """What `company.yaml` says, overruled by the options given."""
    given = {"cik": cik, "ticker": ticker, "period_end": period_end, "form": form}
    base = load_company(company) if company else ReportOptions()
    return replace(base, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def _validation(profiles: list[Profile] | None, edgar_plugin: Path | None) -> Options:
    chosen = tuple(p.value for p in profiles) if profiles else PROFILES
    return Options(profiles=chosen, edgar_plugin=str(edgar_plugin.resolve()) if edgar_plugin else "")


def _refuse(refusal: UnreadableInputError, as_json: bool) -> NoReturn:
    if as_json:
        print_json({"verdict": None, "exitCode": UNREADABLE, "diagnostics": diagnostics_json(refusal.diagnostics)})
    else:
        print_diagnostics(refusal.diagnostics)
    raise typer.Exit(UNREADABLE) from refusal


if __name__ == "__main__":
    main()
