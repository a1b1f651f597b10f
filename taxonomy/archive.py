"""Reading an official package from a zip or a folder, within bounds.

Nothing is unpacked to disk. A zip is hostile until shown otherwise: the number of entries, the size of each and of all,
the ratio of compression and every name are checked before a byte is used.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError

MAX_FILES = 20_000
MAX_FILE_BYTES = 128 * 2**20
MAX_TOTAL_BYTES = 1024 * 2**20
MAX_RATIO = 200
"""A package of FASB holds about 1,500 files, 90 MB in all, its largest 14 MB, compressed some 13 times."""

READ = (".xsd", ".xml")


class SourceFiles:
    """The schemas and linkbases of one package by their path inside it, with `/` between folders."""

    def __init__(self, path: Path) -> None:
        """Open a zip or a folder. `UnreadableInputError` (`taxonomy.missing`, `taxonomy.bad-zip`,
        `taxonomy.unsafe-zip`) where it is neither, is damaged, or is beyond the bounds."""
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        if path.is_dir():
            self.names = tuple(self._in_folder())
        elif path.is_file():
            self._zip = self._opened()
            self.names = tuple(sorted(info.filename for info in self._checked(self._zip)))
        else:
            raise _unreadable("taxonomy.missing", f"There is no file or folder {path.name!r}.", "Check the path.")

    def read(self, name: str) -> bytes:
        """The content of one file."""
        if self._zip is None:
            return (self.path / name).read_bytes()
        try:
            with self._zip.open(name) as file:
                data = file.read(MAX_FILE_BYTES + 1)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise _unreadable("taxonomy.bad-zip", f"{name} in {self.path.name} cannot be read: {error}.") from error
        if len(data) > MAX_FILE_BYTES:
            raise _unsafe(f"{name} in {self.path.name} is larger than it says.")
        return data

    def fingerprint(self) -> str:
        """`name (sha256 …)`, which says what was read without saying where it lay."""
        digest = hashlib.sha256()
        if self._zip is not None:
            with self.path.open("rb") as file:
                while chunk := file.read(2**20):
                    digest.update(chunk)
        else:
            for name in self.names:
                digest.update(name.encode() + b"\0" + hashlib.sha256(self.read(name)).digest())
        return f"{self.path.name} (sha256 {digest.hexdigest()})"

    def _in_folder(self) -> Iterator[str]:
        total = 0
        for count, file in enumerate(sorted(self.path.rglob("*")), start=1):
            if count > MAX_FILES:
                raise _unsafe(f"{self.path.name} holds more than {MAX_FILES} files.")
            if file.suffix.lower() in READ and file.is_file() and not file.is_symlink():
                size = file.stat().st_size
                total += size
                if size > MAX_FILE_BYTES or total > MAX_TOTAL_BYTES:
                    raise _unsafe(f"{self.path.name} is too large at {file.name}.")
                yield file.relative_to(self.path).as_posix()

    def _opened(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self.path)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            if self.path.name.endswith((".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z")):
                raise _unreadable(
                    "taxonomy.bad-zip",
                    f"{self.path.name} is another kind of archive; a taxonomy package is read from a zip or a folder.",
                    "Unpack it and give the folder.",
                ) from error
            raise _unreadable(
                "taxonomy.bad-zip",
                f"{self.path.name} is not a readable zip: {error}.",
                "Download the package again and compare its checksum.",
            ) from error

    def _checked(self, archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
        infos = archive.infolist()
        if len(infos) > MAX_FILES:
            raise _unsafe(f"{self.path.name} holds {len(infos)} entries, more than {MAX_FILES}.")
        total, seen = 0, set()
        for info in infos:
            name = info.filename
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name:
                raise _unsafe(f"{self.path.name} has an entry that leads outside it: {name!r}.")
            if info.is_dir():
                continue
            if name in seen:
                raise _unsafe(f"{self.path.name} has the entry {name!r} twice.")
            seen.add(name)
            total += info.file_size
            ratio = info.file_size / max(info.compress_size, 1)
            if (
                info.file_size > MAX_FILE_BYTES
                or total > MAX_TOTAL_BYTES
                or (info.file_size > 2**20 and ratio > MAX_RATIO)
            ):
                raise _unsafe(f"{self.path.name} unpacks to an unreasonable size at {name!r}.")
            if path.suffix.lower() in READ:
                yield info


def _unsafe(message: str) -> UnreadableInputError:
    return _unreadable("taxonomy.unsafe-zip", message, "Take the package from xbrl.fasb.org or xbrl.sec.gov.")


def _unreadable(code: str, message: str, remedy: str = "") -> UnreadableInputError:
    return UnreadableInputError(Diagnostic(code, Severity.ERROR, message, remedy))
