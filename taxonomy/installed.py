"""Which catalogues there are: those embedded in the package and those a user has added."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from taxonomy.catalogue import Catalogue
from taxonomy.store import About, read_about

_PLAIN_NAME = re.compile(r"[A-Za-z0-9][\w-]*")
EMBEDDED = Path(__file__).parent / "data"


def open_catalogue(taxonomy_id: str = "us-gaap-2025") -> Catalogue:
    """The catalogue of that name, opened once per process; an added one comes before an embedded one.

    `UnreadableInputError` (`taxonomy.unknown`, `taxonomy.damaged`) where there is none or its store cannot be read.
    """
    return _opened(taxonomy_id, user_folder())


def user_folder() -> Path:
    """Where added taxonomies lie: `$XBRLGEN_HOME/taxonomies`, else the user's data folder (XDG base directories)."""
    home = os.environ.get("XBRLGEN_HOME")
    if home:
        return Path(home).expanduser() / "taxonomies"
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "xbrlgen" / "taxonomies"


def installed() -> tuple[tuple[About, Path], ...]:
    """Every catalogue that can be opened, with its folder, by name; an added one stands before an embedded one of the
    same name, and damaged ones are left out."""
    found: dict[str, tuple[About, Path]] = {}
    for parent in (user_folder(), EMBEDDED):
        for folder in sorted(parent.glob("[!.]*/about.json")):
            try:
                about = read_about(folder.parent)
            except (OSError, ValueError):
                continue
            found.setdefault(about.id, (about, folder.parent))
    return tuple(found[name] for name in sorted(found))


def forget() -> None:
    """Open catalogues afresh from now on: one has been added or replaced."""
    _opened.cache_clear()


@lru_cache(maxsize=8)
def _opened(taxonomy_id: str, added: Path) -> Catalogue:
    for parent in (added, EMBEDDED):
        folder = parent / taxonomy_id
        if not _PLAIN_NAME.fullmatch(taxonomy_id) or not (folder / "about.json").is_file():
            continue
        try:
            return Catalogue(folder, read_about(folder))
        except (OSError, ValueError) as error:
            raise UnreadableInputError(
                Diagnostic(
                    "taxonomy.damaged",
                    Severity.ERROR,
                    f"The catalogue of {taxonomy_id} cannot be read: {error}.",
                    "Add the taxonomy again with `xbrlgen taxonomy add`.",
                )
            ) from error
    names = ", ".join(about.id for about, _ in installed())
    raise UnreadableInputError(
        Diagnostic(
            "taxonomy.unknown",
            Severity.ERROR,
            f"There is no taxonomy {taxonomy_id!r} here.",
            f"Installed are: {names}. Add another with `xbrlgen taxonomy add`.",
        )
    )
