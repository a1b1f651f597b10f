"""The door of the room: a path or bytes to a `Document`."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity
from generator.documents.decoding import MAXIMUM_BYTES, decode, refuse
from generator.documents.html import read_html
from generator.documents.model import Document, SubmissionHeader
from generator.documents.submission import Selection, is_submission, select_part
from generator.documents.text import expand_tabs, read_blocks

_HTML = re.compile(r"<(?:!doctype html|html|body|head|div|table\s+[a-z]+=|tr\b|td\b|p\b|font\b|ix:)", re.IGNORECASE)
_LONGEST_FRONT = 400_000
_ELEMENT = re.compile(r"</(?:html|body|div|p|tr|td|font|span)\s*>", re.IGNORECASE)


def read_document(path: Path, *, exhibit: str | None = None) -> Document:
    """Read a file: plain text, HTML or a full submission, plain or gzipped.

    Raises `UnreadableInputError` (`read.missing`, `read.directory`, `read.unreadable`, and those of `parse_document`).
    """
    if path.is_dir():
        refuse("read.directory", f"{path.name} is a directory.", "Name the file to read.")
    if not path.exists():
        refuse("read.missing", f"There is no file {path.name}.", "Check the name.")
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            return parse_document(b" " * (MAXIMUM_BYTES + 1), path.name)
        data = path.read_bytes()
    except OSError as error:
        refuse("read.unreadable", f"{path.name} cannot be opened: {error.strerror}.", "Check its permissions.")
    return parse_document(data, path.name, exhibit=exhibit)


def parse_document(data: bytes, name: str, *, exhibit: str | None = None) -> Document:
    """Read bytes that came from a file called `name`.

    Raises `UnreadableInputError` (`read.empty`, `read.binary`, `read.too-large`, `read.no-such-exhibit`,
    `read.no-text-part`).
    """
    source = decode(data, name)
    header: SubmissionHeader | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    start, end, taken = 0, len(source), ""
    front: Document | None = None
    if is_submission(source):
        selection = select_part(source, name, exhibit)
        header, diagnostics = selection.header, selection.diagnostics
        start, end, taken = selection.part.start, selection.part.end, selection.part.exhibit
        front = _front(source, selection, name)
    elif exhibit is not None:
        diagnostics = (_no_exhibits(name),)
    # Lines before the part are kept blank, so that line numbers are those of the file that was given.
    source = "\n" * source.count("\n", 0, start) + source[start:end]
    if _is_html(source):
        with _without_collection():
            blocks, found = read_html(source)
        return Document(name, "grid", source, blocks, header, taken, diagnostics + found, front)
    source = expand_tabs(source)
    return Document(name, "characters", source, read_blocks(source), header, taken, diagnostics, front)


def _front(source: str, selection: Selection, name: str) -> Document | None:
    """The form whose exhibit is read, as far as its cover page can reach."""
    part = selection.front
    if part is None:
        return None
    text = source[part.start : min(part.end, part.start + _LONGEST_FRONT)]
    if _is_html(text):
        return Document(name, "grid", text, read_html(text)[0], exhibit=part.exhibit)
    text = expand_tabs(text)
    return Document(name, "characters", text, read_blocks(text), exhibit=part.exhibit)


@contextmanager
def _without_collection() -> Iterator[None]:
    """A table of a million cells holds no cycles, and looking for them again and again takes a fifth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _is_html(text: str) -> bool:
    """Whether the text is HTML: by its first elements and an end tag, since EDGAR text carries tags of its own."""
    start = len(text) - len(text.lstrip())
    return bool(_HTML.search(text, start, start + 8000)) and bool(_ELEMENT.search(text, start))


def _no_exhibits(name: str) -> Diagnostic:
    message = f"{name} is a single document, not a submission; all of it was read."
    return Diagnostic("read.exhibit-ignored", Severity.INFO, message)
