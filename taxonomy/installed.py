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
    same name. Damaged ones are left out here; `damaged` names them."""
    found: dict[str, tuple[About, Path]] = {}
    for folder in _folders():
        about = _described(folder)
        if about is not None:
            found.setdefault(about.id, (about, folder))
    return tuple(found[name] for name in sorted(found))


def damaged() -> tuple[Path, ...]:
    """The folders of catalogues whose description cannot be read."""
    return tuple(folder for folder in _folders() if _described(folder) is None)


def forget() -> None:
    """Open catalogues afresh from now on: one has been added or replaced."""
    _opened.cache_clear()


def _folders() -> list[Path]:
    return [path.parent for parent in (user_folder(), EMBEDDED) for path in sorted(parent.glob("[!.]*/about.json"))]


def _described(folder: Path) -> About | None:
    try:
        return read_about(folder)
    except (OSError, ValueError):
        return None


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
