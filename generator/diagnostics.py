"""What a user is told, and where in the source it was found.

Every stage returns `Diagnostic`s beside its result; exceptions are kept for programming errors and for input that
cannot be read at all (`UnreadableInputError`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a diagnostic is: an error refuses the result, a warning asks for a look, info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A place in the source document.

    `line` and `column` are 1-based and point into the decoded source. `offset` and `length` count characters of the
    string value of the element at `path` (an absolute element path such as `/html/body/div[3]/table/tr[2]/td[4]`);
    where `path` is empty, as in plain text, they count characters of the whole decoded source. `near` is text that a
    person finds the place by, where lines say little: the caption of the row, or how the text begins (HTML only).
    """

    line: int
    column: int = 1
    offset: int = 0
    length: int = 0
    path: str = ""
    near: str = ""

    def __str__(self) -> str:
        place = f"line {self.line}" if self.column <= 1 else f"line {self.line}, column {self.column}"
        return f"{place}, at “{self.near}”" if self.near else place


def excerpt(text: str) -> str:
    """How `text` begins: few words, enough to find it by."""
    words = text[:80].split()
    while len(words) > 1 and len(" ".join(words)) > 40:
        words.pop()
    return " ".join(words)[:60]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing a person is told: a stable dotted `code`, what happened, where, and what to do about it."""

    code: str
    severity: Severity
    message: str
    remedy: str = ""
    span: SourceSpan | None = None
    concept: str | None = None
    fact_id: str | None = None

    def __str__(self) -> str:
        place = f" ({self.span})" if self.span else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.severity}: {self.code}{place}: {self.message}{remedy}"


class UnreadableInputError(Exception):
    """The input cannot be read at all or holds nothing to report; carries the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics
