"""How a catalogue lies on disk: a folder with `about.json` and one gzipped, tab-separated table per subject.

A table is read when it is first asked for, and a row parsed when its concept is looked up. Measured against SQLite
(`benchmarks/catalogue.py`): looking up one concept in a fresh process costs some 15 ms more, in a thirteenth of the
space.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "concepts": (
        "name",
        "type",
        "substitution_group",
        "period_type",
        "balance",
        "flags",  # a: abstract, n: not nillable
        "deprecated",
        "source",
        "confidence",
        "typed_domain",
        "label_source",
        "label",
    ),
    "labels": ("concept", "role", "source", "text"),
    "documentation": ("concept", "text"),
    "roles": ("uri", "id", "definition", "used_on"),
    "calculations": ("role_id", "parent", "child", "weight", "order"),
    "presentation": ("role_id", "depth", "concept", "preferred_label"),
    "deprecations": ("concept", "year", "remains", "replacement", "reason"),
    "non_negative": ("concept", "rule"),
    "non_negative_exclusions": ("kind", "name", "member"),
    "enumerations": ("type", "value", "source"),
    "types": ("type", "base", "pattern"),
    "typed_domains": ("family", "name", "type"),
    "cover_rules": (
        "form",
        "concept",
        "rule",
        "severity",
        "axis",
        "value",
        "references",
        "source",
        "scope",
        "efm_section",
        "meaning",
    ),
    "filer_labels": ("concept", "label", "companies"),
    "evidence": ("concept", "evidence"),
}
"""The columns of every table, in order; `concepts` stands once per family, as `concepts-us-gaap` and so on."""

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class About:
    """What a stored taxonomy is and where it came from. `namespaces` are (prefix, uri, schema URL) of the families,
    `type_namespaces` of the type schemas; `official` says that every us-gaap declaration was read from an official
    file; `gaps` name what is missing or was carried over from elsewhere."""

    id: str
    title: str
    year: int
    official: bool
    namespaces: tuple[tuple[str, str, str], ...]
    type_namespaces: tuple[tuple[str, str, str], ...]
    sources: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    notice: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return not self.gaps


def read_about(folder: Path) -> About:
    """The description of the catalogue in `folder`; OSError or ValueError where it is missing or damaged."""
    data = json.loads((folder / "about.json").read_text("utf-8"))
    try:
        for key in ("namespaces", "type_namespaces"):
            data[key] = tuple((str(prefix), str(uri), str(url)) for prefix, uri, url in data[key])
        for key in ("sources", "gaps"):
            data[key] = tuple(data[key])
        return About(**data)
    except (TypeError, KeyError) as error:
        raise ValueError(f"about.json: {error}") from error


def read_text(folder: Path, table: str) -> str:
    """A table as it stands, its header first and every line ended; an absent table is an empty text.
    `UnreadableInputError` (`taxonomy.damaged`) where it cannot be read."""
    path = folder / f"{table}.tsv.gz"
    if not path.is_file():
        return ""
    try:
        return gzip.decompress(path.read_bytes()).decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise UnreadableInputError(
            Diagnostic(
                "taxonomy.damaged",
                Severity.ERROR,
                f"The table {table} of {folder.name} cannot be read: {error}.",
                "Add the taxonomy again with `xbrlgen taxonomy add`, or install xbrlgen again.",
            )
        ) from error


def read_lines(folder: Path, table: str) -> list[str]:
    """The rows of a table as unsplit lines."""
    return read_text(folder, table).split("\n")[1:-1]


def read_rows(folder: Path, table: str) -> list[list[str]]:
    return [line.split("\t") for line in read_lines(folder, table)]


def write_store(folder: Path, about: About, tables: Mapping[str, Iterable[Row]]) -> About:
    """Write the tables and `about.json` into `folder`, byte for byte the same for the same content. Returns `about`
    with the number of rows of each table."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for name, rows in sorted(tables.items()):
        columns = COLUMNS[name.partition("-")[0]]
        lines = ["\t".join(columns)]
        for row in rows:
            if len(row) != len(columns):
                raise ValueError(f"{name}: {len(row)} values for {len(columns)} columns: {row!r}")
            lines.append("\t".join(" ".join(value.split()) for value in row))
        if len(lines) == 1:
            continue
        counts[name] = len(lines) - 1
        data = ("\n".join(lines) + "\n").encode("utf-8")
        (folder / f"{name}.tsv.gz").write_bytes(gzip.compress(data, compresslevel=9, mtime=0))
    described = asdict(about) | {"counts": counts}
    (folder / "about.json").write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return read_about(folder)
