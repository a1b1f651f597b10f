"""Reading a filing from a folder, a single file or a zip, within bounds: hostile until shown otherwise."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError

MAX_FILES = 2_000
MAX_FILE_BYTES = 64 << 20
MAX_TOTAL_BYTES = 256 << 20
MAX_RATIO = 200
INLINE = (".htm", ".html", ".xhtml")
PACKAGES = (".xbri", ".xbr", ".zip")
_PARTS = (*INLINE, ".xsd", ".xml", ".gif", ".jpg")
_INLINE_MARK = re.compile(rb"<(\w+:)?(nonFraction|nonNumeric|header)[\s>]")
_REPORT_PACKAGE = "META-INF/reportPackage.json"


@dataclass(frozen=True, slots=True)
class Found:
    """A filing as found. `files` have plain names, `documents` are the inline ones among them, in name order;
    `package` holds the bytes of a report package (Report Packages 1.0), which a processor opens itself."""

    name: str
    files: tuple[tuple[str, bytes], ...]
    documents: tuple[str, ...]
    package: bytes | None = None


def find_filing(path: Path) -> Found:
    """The filing at `path`: a folder, an inline document with what lies beside it, a report package or a zip.

    Raises `UnreadableInputError`: `validate.missing`, `validate.unknown-type`, `validate.bad-zip`, `validate.unsafe`
    (too large, too many files, too strongly compressed) or `validate.no-report`.
    """
    if path.is_dir():
        return _found(path.resolve().name, _in_folder(path))
    if not path.is_file():
        raise _refused("validate.missing", f"There is no file or folder {path.name!r}.", "Check the path.")
    suffix = path.suffix.lower()
    if suffix in INLINE:
        beside = {name: data for name, data in _in_folder(path.parent).items() if not name.lower().endswith(INLINE)}
        return _found(path.stem, {**beside, path.name: _read(path)})
    if suffix in PACKAGES:
        return _in_zip(path)
    raise _refused(
        "validate.unknown-type",
        f"{path.name} is no folder, inline document or report package.",
        "Give a generated folder, an .htm file, an .xbri package or a .zip.",
    )


def _in_folder(folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for count, path in enumerate(sorted(folder.iterdir()), 1):
        if count > MAX_FILES:
            raise _unsafe(f"The folder holds more than {MAX_FILES} files.")
        if path.suffix.lower() in _PARTS and path.is_file():
            found[path.name] = _read(path)
            total += len(found[path.name])
            if total > MAX_TOTAL_BYTES:
                raise _unsafe("The folder is too large.")
    return found


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _unsafe(f"{path.name} is larger than {MAX_FILE_BYTES >> 20} MB.")
        return path.read_bytes()
    except OSError as error:
        raise _refused(
            "validate.missing", f"{path.name} cannot be read: {error.strerror}.", "Check the file."
        ) from error


def _in_zip(path: Path) -> Found:
    data = _read(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: archive.read(info) for info in _checked(archive)}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise _refused("validate.bad-zip", f"{path.name} is no readable zip: {error}.", "Make it again.") from error
    is_package = any(name.endswith(_REPORT_PACKAGE) for name in members)
    found: dict[str, bytes] = {}
    for name, content in members.items():
        plain = PurePosixPath(name).name
        if plain.lower().endswith(_PARTS) and "META-INF" not in PurePosixPath(name).parts:
            found.setdefault(plain, content)
    return _found(path.stem, found, data if is_package else None)


def _checked(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files of a zip, once their number, sizes and ratio are known to be harmless."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_FILES:
        raise _unsafe(f"The package holds more than {MAX_FILES} files.")
    for info in infos:
        too_dense = info.file_size > MAX_RATIO * max(info.compress_size, 1) and info.file_size > 1 << 20
        if info.file_size > MAX_FILE_BYTES or too_dense:
            raise _unsafe(f"{info.filename} in the package is too large.")
    if sum(info.file_size for info in infos) > MAX_TOTAL_BYTES:
        raise _unsafe("The package is too large.")
    yield from infos


def _found(name: str, files: dict[str, bytes], package: bytes | None = None) -> Found:
    inline = inline_documents(files.items())
    documents = tuple(n for n in inline if n.lower().endswith(".htm")) or tuple(
        inline
    )  # a viewer is an .html beside it
    if not documents:
        message = f"There is no inline XBRL document in {name}."
        raise _refused("validate.no-report", message, "Give the folder of a generated filing.")
    kept = {n: data for n, data in sorted(files.items()) if n in documents or not n.lower().endswith(INLINE)}
    return Found(name, tuple(kept.items()), documents, package)


def inline_documents(files: Iterable[tuple[str, bytes]]) -> list[str]:
    """The names of the files that hold inline XBRL, sorted."""
    return sorted(n for n, data in files if n.lower().endswith(INLINE) and _INLINE_MARK.search(data))


def _unsafe(message: str) -> UnreadableInputError:
    return _refused("validate.unsafe", message, "A filing is far smaller; check where this comes from.")


def _refused(code: str, message: str, remedy: str) -> UnreadableInputError:
    return UnreadableInputError(Diagnostic(code, Severity.ERROR, message, remedy))
