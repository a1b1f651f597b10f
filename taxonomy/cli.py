"""The taxonomy commands: `xbrlgen concepts`, `xbrlgen taxonomy add` and `xbrlgen taxonomy list`."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from taxonomy.catalogue import Catalogue
from taxonomy.download import OfficialFile, download, official_files
from taxonomy.importing import add_taxonomy
from taxonomy.installed import EMBEDDED, damaged, installed, open_catalogue
from taxonomy.presenting import concept_json, concept_view, hits_view
from taxonomy.search import find_concepts, similar_names
from taxonomy.store import About

taxonomy_app = typer.Typer(
    name="taxonomy", help="The taxonomies at hand, and adding official ones.", no_args_is_help=True
)
_NOT_FOUND = 1
_WIDTH_OF_A_PIPE = 240


@taxonomy_app.command("list")
def list_taxonomies(
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Show every taxonomy that `--taxonomy` accepts: official or not, complete or not, and where it came from."""
    console = _console()
    found = [(about, folder.parent == EMBEDDED) for about, folder in installed()]
    if as_json:
        typer.echo(json.dumps([_about_json(about, embedded) for about, embedded in found], indent=2))
        return
    for about, embedded in found:
        declarations = "official declarations" if about.official else "declarations partly inferred"
        completeness = "complete" if about.complete else "with gaps"
        console.print(f"[bold]{escape(about.id)}[/]  {escape(about.title)}")
        console.print(f"  {'embedded' if embedded else 'added'}, {declarations}, {completeness}", highlight=False)
        concepts = sum(count for table, count in about.counts.items() if table.startswith("concepts-"))
        sizes = f"{concepts:,} concepts, {about.counts.get('calculations', 0):,} calculation arcs"
        console.print(f"  {sizes}, {about.counts.get('presentation', 0):,} places in statements", highlight=False)
        for source in about.sources:
            console.print(f"  from {escape(source)}", highlight=False)
        for gap in about.gaps:
            console.print(f"  [yellow]gap[/]: {escape(gap)}", highlight=False)
    for folder in damaged():
        console.print(f"[red]damaged[/]: {escape(folder.name)}; add it again", highlight=False)


@taxonomy_app.command("add")
def add(
    sources: Annotated[
        list[Path] | None, typer.Argument(help="Official packages of one year: zips or folders.", metavar="PACKAGE...")
    ] = None,
    year: Annotated[int | None, typer.Option(help="Fetch the packages of this year from xbrl.fasb.org.")] = None,
    network: Annotated[bool, typer.Option("--network", help="Allow the network; nothing is fetched without.")] = False,
    sha256: Annotated[str | None, typer.Option(help="The SHA-256 that the us-gaap package must have.")] = None,
    mirror: Annotated[str, typer.Option(help="Fetch from this address and the publisher's host name below it.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print what was added as JSON.")] = False,
) -> None:
    """Build a catalogue from official US-GAAP packages, so that `generate --taxonomy` can use it."""
    if bool(sources) == (year is not None):
        raise typer.BadParameter("give either packages or --year")
    if year is not None and not network:
        raise UnreadableInputError(
            Diagnostic(
                "taxonomy.network-off",
                Severity.ERROR,
                f"Fetching the packages of {year} needs the network, which is off unless it is asked for.",
                "Give --network, or download them and add the files.",
            )
        )
    console = Console(stderr=True)
    if year is None:
        about = _add(list(sources or ()), "", console)
    else:
        with tempfile.TemporaryDirectory(prefix="xbrlgen-") as folder:
            files = [_at(file, mirror, sha256) for file in official_files(year)]
            fetched = [path for file in files if (path := _fetched(file, Path(folder), console)) is not None]
            about = _add(fetched, files[0].url.rpartition("/")[0], console)
    if as_json:
        typer.echo(json.dumps(_about_json(about, embedded=False), indent=2))
        return
    count = about.counts.get("concepts-us-gaap", 0)
    console.print(f"Added [bold]{escape(about.id)}[/]: {count:,} us-gaap concepts.", highlight=False)
    for gap in about.gaps:
        console.print(f"  [yellow]gap[/]: {escape(gap)}", highlight=False)
    console.print(f"Use it with --taxonomy {about.id}.", highlight=False)


def concepts(
    query: Annotated[str | None, typer.Argument(help="Words to look for, such as “accrued interest”.")] = None,
    name: Annotated[str | None, typer.Option(help="Show one concept whole, such as NetIncomeLoss.")] = None,
    taxonomy: Annotated[str, typer.Option(help="The taxonomy to look in.")] = "us-gaap-2025",
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many concepts to show.")] = 15,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Find concepts by words, or show one whole: type, balance, period, place in the statements, sums, deprecation."""
    if (query is None) == (name is None):
        raise typer.BadParameter("give either words to look for or --name")
    catalogue = open_catalogue(taxonomy)
    console = _console()
    if name is not None:
        qname = (
            name
            if ":" in name
            else next(
                (f"{prefix}:{name}" for prefix in catalogue.namespaces if catalogue.concept(f"{prefix}:{name}")), name
            )
        )
        concept = catalogue.concept(qname)
        if concept is None:
            raise _absent(catalogue, name)
        if as_json:
            typer.echo(json.dumps(concept_json(catalogue, concept), indent=2, ensure_ascii=False))
        else:
            console.print(concept_view(catalogue, concept))
        return
    hits = find_concepts(catalogue, query or "", limit=limit)
    if as_json:
        found: list[dict[str, Any]] = [
            {"score": hit.score, "filers": hit.filers, **concept_json(catalogue, hit.concept)} for hit in hits
        ]
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    elif hits:
        console.print(hits_view(catalogue, hits))
    else:
        Console(stderr=True).print(f"No concept of {escape(catalogue.id)} has anything of {escape(repr(query))}.")
    if not hits:
        raise typer.Exit(_NOT_FOUND)


def _console() -> Console:
    """Standard output; as wide as it needs to be where no terminal says how wide it is."""
    narrow = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if narrow else _WIDTH_OF_A_PIPE)


def _add(sources: list[Path], origin: str, console: Console) -> About:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)

        def show(name: str, done: int, total: int) -> None:
            bar.update(task, description=name or "Writing", completed=done, total=total)

        return add_taxonomy(sources, origin=origin, progress=show)


def _at(file: OfficialFile, mirror: str, sha256: str | None) -> OfficialFile:
    url = f"{mirror.rstrip('/')}/{file.url.removeprefix('https://')}" if mirror else file.url
    return OfficialFile(url, sha256 if sha256 and file.needed else file.sha256, file.needed)


def _fetched(file: OfficialFile, folder: Path, console: Console) -> Path | None:
    """The file; None where it could not be had and is not needed, which is said."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(file.name, total=None)

        def show(_: str, received: int, expected: int) -> None:
            bar.update(task, completed=received, total=expected or None)

        try:
            return download(file, folder, progress=show)
        except UnreadableInputError as error:
            if file.needed:
                raise
            console.print(f"[yellow]left out[/]: {escape(error.diagnostics[0].message)}", highlight=False)
            return None


def _about_json(about: About, embedded: bool) -> dict[str, Any]:
    return {
        "id": about.id,
        "title": about.title,
        "year": about.year,
        "embedded": embedded,
        "official": about.official,
        "complete": about.complete,
        "gaps": list(about.gaps),
        "sources": list(about.sources),
        "counts": dict(about.counts),
    }


def _absent(catalogue: Catalogue, name: str) -> UnreadableInputError:
    qname = name if ":" in name else f"us-gaap:{name}"
    gone, successor = catalogue.deprecation(qname), catalogue.replacement(qname)
    similar = similar_names(catalogue, name)
    message = f"{catalogue.id} has no concept {name!r}."
    if gone is not None:
        message = f"{catalogue.id} no longer has the concept {name!r}; it was deprecated in {gone.year}."
    remedy = f"It was replaced by {successor}." if successor else ""
    if not remedy and gone is None and similar:
        remedy = f"Did you mean {', '.join(similar)}?"
    return UnreadableInputError(Diagnostic("taxonomy.unknown-concept", Severity.ERROR, message, remedy))
