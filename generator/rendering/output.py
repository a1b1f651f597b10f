"""Writing a filing to disk: all of it or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from generator.report.model import Filing


def write_filing(filing: Filing, directory: Path) -> Path:
    """Write the files of `filing` into `directory/<name>/` and return that folder.

    The folder appears whole: it is filled under a temporary name beside its place and then renamed, and a folder of
    that name from an earlier run is replaced. Raises `ValueError` for a file name that leaves the folder and `OSError`
    when the disk refuses.
    """
    for name in (filing.name, *(name for name, _ in filing.files)):
        if name in {"", ".", ".."} or Path(name).name != name or set(name) & set("\\:\0"):
            raise ValueError(f"{name!r} is not a plain name")
    directory.mkdir(parents=True, exist_ok=True)
    target = directory / filing.name
    fresh = Path(tempfile.mkdtemp(prefix=f".{filing.name}.", dir=directory))
    try:
        for name, data in filing.files:
            (fresh / name).write_bytes(data)
        fresh.chmod(0o777 & ~_umask())
        _replace(fresh, target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return target


def _replace(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target`, keeping the old folder until the new one stands."""
    if not target.exists():
        fresh.rename(target)
        return
    old = fresh.with_name(fresh.name + ".old")
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
