"""The processor's messages in our own words: one `Diagnostic` each, placed in the source through the fact it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.diagnostics import Diagnostic, Severity
from generator.report.model import Fact
from generator.validation.worker import Message

# A failed calculation has a level of its own; to a report whose arcs the numbers proved, it is an error.
_ERROR_LEVELS = ("error", "critical", "inconsistency", "assertion-not-satisfied")
_WARNING_LEVELS = ("warning",)

# What to do, by the start of the processor's code; the first that fits.
_REMEDIES: tuple[tuple[str, str], ...] = (
    ("ix11.", "The inline markup breaks Inline XBRL 1.1: correct the template that wrote it."),
    ("xbrl.5.2.5.2", "Check the figures of this total, or remove its calculation from the extension."),
    ("calc11e:", "Check the figures of this total, or remove its calculation from the extension."),
    ("xbrldie:", "Check the axis and member of the fact against the definition linkbase."),
    ("xbrl", "See XBRL 2.1, the section that the code names."),
    ("xmlSchema:", "Correct the file so that it follows its schema."),
    ("lxml.", "Correct the markup so that it follows the schema of XHTML with Inline XBRL."),
    ("exception:", "The processor itself failed here; correct what the other messages name first."),
    ("utre:", "Use the unit that the type of this concept asks for."),
    ("EFM.", "See the EDGAR Filer Manual, volume II, the section that the code names."),
    ("DQC.", "See the data quality rule of that number at xbrl.us/dqc-rules."),
    ("IOerror", "The taxonomy package lacks a file that the report refers to."),
    ("FileNotLoadable", "The taxonomy package lacks a file that the report refers to."),
)


_LOOK_UP = "Look the code up in the specification that it names."

# What only a filing needs: no fault of a report whose entity has no CIK.
_TO_FILE = ("EFM.6.05.01", "EFM.6.05.02", "EFM.6.05.20.", "EFM.6.05.21.", "EFM.6.05.23.")
_SUPPLY = "Supply the company's CIK and what else the cover page asks for."


def to_diagnostics(
    messages: Iterable[Message], facts: Iterable[Fact], *, has_cik: bool = True
) -> tuple[Diagnostic, ...]:
    """Errors and warnings, and information that carries a code of its own; in the processor's order, repeats once.
    Without a CIK, what only a filing needs is a warning that tells what to supply."""
    by_id = {fact.id: fact for fact in facts}
    said = (_diagnostic(m, by_id) for m in messages if _severity(m) or _says_something(m))
    return tuple(dict.fromkeys(said if has_cik else map(_lowered, said)))


def _lowered(diagnostic: Diagnostic) -> Diagnostic:
    if not diagnostic.code.startswith(_TO_FILE) or diagnostic.severity is not Severity.ERROR:
        return diagnostic
    return replace(diagnostic, severity=Severity.WARNING, remedy=_SUPPLY)


def _diagnostic(message: Message, facts: Mapping[str, Fact]) -> Diagnostic:
    fact = next((facts[i] for i in message.facts if i in facts), None)
    place = f" ({message.file}, line {message.line})" if message.file and message.line else ""
    return Diagnostic(
        code=message.code or "validate.arelle",
        severity=_severity(message) or Severity.INFO,
        message=message.text.partition(" Traceback (")[0] + place,
        remedy=_remedy(message.code),
        span=fact.span if fact else None,
        concept=fact.concept if fact else None,
        fact_id=fact.id if fact else next(iter(message.facts), None),
    )


def _remedy(code: str) -> str:
    if code.startswith("EFM.6.05.") and code.endswith("Missing"):
        return "Supply it on the command line, in company.yaml or in the document."
    return next((remedy for start, remedy in _REMEDIES if code.startswith(start)), _LOOK_UP)


def _severity(message: Message) -> Severity | None:
    if message.level.startswith(_ERROR_LEVELS):
        return Severity.ERROR
    if message.level.startswith(_WARNING_LEVELS):
        return Severity.WARNING
    return None


def _says_something(message: Message) -> bool:
    return message.code.startswith(("EFM", "DQC"))
