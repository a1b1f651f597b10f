"""Bytes to text: compression, size, encoding; refuses what is not text with a diagnostic that says so."""

from __future__ import annotations

import re
import zlib
from typing import NoReturn

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError

MAXIMUM_BYTES = 50_000_000

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (a spreadsheet, word processor file or report package)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"{\\rtf", "an RTF file"),
)
_UNICODE_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def decode(data: bytes, name: str) -> str:
    """The text of `data`, line ends normalised to `\\n`, control characters (form feeds apart) made spaces.

    Gzip is undone first. UTF-8 is tried before Windows-1252, which takes every byte that is left.
    Raises `UnreadableInputError` with `read.empty`, `read.too-large` or `read.binary`.
    """
    if len(data) > MAXIMUM_BYTES:
        _refuse_size(name)
    if data.startswith(b"\x1f\x8b"):
        data = _gunzip(data, name)
    if not data.strip():
        refuse("read.empty", f"{name} is empty.", "Give a file that holds the text of a release or report.")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            refuse("read.binary", f"{name} is {what}, not text or HTML.", "Save it as plain text or HTML first.")
    text = _characters(data, name)
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def refuse(code: str, message: str, remedy: str) -> NoReturn:
    """Raise `UnreadableInputError` with one error diagnostic."""
    raise UnreadableInputError(Diagnostic(code, Severity.ERROR, message, remedy))


def _refuse_size(name: str) -> NoReturn:
    limit = f"{MAXIMUM_BYTES // 1_000_000} MB"
    refuse("read.too-large", f"{name} is larger than {limit}.", "Give the exhibit alone instead of the whole filing.")


def _gunzip(data: bytes, name: str) -> bytes:
    stream = zlib.decompressobj(wbits=31)
    try:
        plain = stream.decompress(data, MAXIMUM_BYTES + 1)
    except zlib.error:
        _refuse_damaged(name)
    if len(plain) > MAXIMUM_BYTES:
        _refuse_size(name)
    if not stream.eof:
        _refuse_damaged(name)  # cut off: what is left would read like a shorter release
    return plain


def _refuse_damaged(name: str) -> NoReturn:
    refuse("read.binary", f"{name} is a damaged gzip file.", "Download or compress it again.")


def _characters(data: bytes, name: str) -> str:
    for mark, encoding in _UNICODE_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    control = len(_CONTROL.findall(data[:65536].decode("latin-1")))
    if b"\x00" in data[:65536] or control > min(len(data), 65536) // 50 + 2:
        refuse("read.binary", f"{name} is not text.", "Give a plain text or HTML file.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
