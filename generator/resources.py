"""Where the files that travel with the package lie: inside the wheel once installed, at the top level in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates_directory() -> Path:
    """The folder of the built-in Jinja templates."""
    installed = _PACKAGE / "_templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"
