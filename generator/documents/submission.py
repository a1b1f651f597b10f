"""Full EDGAR submissions: the header's facts and the part of the submission that is to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Severity
from generator.documents.decoding import refuse
from generator.documents.model import SubmissionHeader

_DOCUMENT = re.compile(r"<DOCUMENT>(.*?)(?:</DOCUMENT>|(?=<DOCUMENT>)|\Z)", re.DOTALL)
_NAMED = 20
_TEXT = re.compile(r"<TEXT>[ \t]*\n?(.*?)(?:</TEXT>|\Z)", re.DOTALL)
_FIELD = re.compile(r"^<(TYPE|FILENAME|DESCRIPTION)>[ \t]*(.*)$", re.MULTILINE)
_HEADER = re.compile(r"<(?:SEC|IMS)-HEADER>.*?(?:</(?:SEC|IMS)-HEADER>|(?=<DOCUMENT>)|\Z)", re.DOTALL)
_WRAPPER = re.compile(r"</?(?:XBRL|PDF|XML)>", re.IGNORECASE)

_PREFERENCE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("8-K", (r"EX-99\.1", r"EX-99(\..*)?", r"8-K.*")),
    ("6-K", (r"EX-99\.1", r"EX-99(\..*)?", r"6-K.*")),
    ("10-K", (r"10-K.*", r"EX-13(\..*)?")),
    ("10-Q", (r"10-Q.*",)),
)
_OTHERWISE = (r"10-[KQ].*", r"EX-99(\..*)?", r"8-K.*", r".*")
_FIGURE = re.compile(r"\d,\d{3}\b")

_LABELS: tuple[tuple[str, str], ...] = (
    ("company_name", r"COMPANY CONFORMED NAME:\s*(.+)"),
    ("cik", r"CENTRAL INDEX KEY:\s*(\d+)"),
    ("form", r"CONFORMED SUBMISSION TYPE:\s*(\S+)"),
    ("period", r"CONFORMED PERIOD OF REPORT:\s*(\d{8})"),
    ("filed", r"FILED AS OF DATE:\s*(\d{8})"),
    ("fiscal_year_end", r"FISCAL YEAR END:\s*(\d{4})"),
    ("sic", r"STANDARD INDUSTRIAL CLASSIFICATION:.*?\[(\d+)\]"),
    ("state_of_incorporation", r"STATE OF INCORPORATION:\s*(\w\w)\b"),
    ("irs_number", r"IRS NUMBER:\s*([\d-]+)"),
    ("file_number", r"SEC FILE NUMBER:\s*(\S+)"),
)
_ADDRESS: tuple[tuple[str, str], ...] = (
    ("street", r"STREET 1:\s*(.+)"),
    ("city", r"CITY:\s*(.+)"),
    ("state", r"STATE:\s*(\w\w)\b"),
    ("zip_code", r"ZIP:\s*([\d-]+)"),
    ("phone", r"BUSINESS PHONE:\s*(.+)"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One `<DOCUMENT>` of a submission: `source[start:end]` is what stands in its `<TEXT>`."""

    exhibit: str
    filename: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The part to read, the header and a diagnostic that says what was chosen and what was left. `front` is the form
    itself where an exhibit of it is read."""

    part: Part
    header: SubmissionHeader | None
    diagnostics: tuple[Diagnostic, ...]
    front: Part | None = None


def is_submission(source: str) -> bool:
    """Whether the source is a full submission or at least a `<DOCUMENT>` wrapper with a `<TYPE>`."""
    head = source[:20000]
    return "<DOCUMENT>" in head and "<TYPE>" in head


def select_part(source: str, name: str, exhibit: str | None = None) -> Selection:
    """Choose what to read: the release of an 8-K, the annual or quarterly report itself; `exhibit` overrides.

    Raises `UnreadableInputError` (`read.no-such-exhibit`, `read.no-text-part`).
    """
    parts = _parts(source)
    header = _header(source)
    if not parts:
        refuse("read.no-text-part", f"{name} is a submission without any document that can be read.", "Check the file.")
    if exhibit is not None:
        chosen = [part for part in parts if part.exhibit.upper() == exhibit.upper()]
        chosen = chosen or [part for part in parts if part.exhibit.upper().startswith(exhibit.upper() + ".")]
        if not chosen:
            held = ", ".join(part.exhibit for part in parts)
            refuse("read.no-such-exhibit", f"{name} holds no exhibit {exhibit}.", f"It holds {held}.")
        part = chosen[0]
    else:
        part = _preferred(parts, source, header.form if header else "")
    front = next((other for other in parts if not _is_exhibit(other)), None) if _is_exhibit(part) else None
    return Selection(part, header, (_told(part, parts),) if len(parts) > 1 else (), front)


def _is_exhibit(part: Part) -> bool:
    return part.exhibit.upper().startswith("EX-")


def _parts(source: str) -> list[Part]:
    parts: list[Part] = []
    for match in _DOCUMENT.finditer(source):
        head = source[match.start(1) : match.start(1) + 2000].split("<TEXT>")[0]
        fields = dict(_FIELD.findall(head))
        text = _TEXT.search(source, match.start(1), match.end(1))
        start, end = text.span(1) if text else match.span(1)
        wrapper = _WRAPPER.match(source, start)
        if wrapper:
            start = wrapper.end()
        if _is_encoded(source, start) or fields.get("TYPE", "").strip().upper() in ("GRAPHIC", "ZIP", "EXCEL"):
            continue
        parts.append(Part(fields.get("TYPE", "").strip(), fields.get("FILENAME", "").strip(), start, end))
    return parts


def _is_encoded(source: str, start: int) -> bool:
    return bool(re.match(r"\s*begin [0-7]{3} ", source[start : start + 200]))


def _preferred(parts: list[Part], source: str, form: str) -> Part:
    form = form or next((p.exhibit for p in parts if not _is_exhibit(p)), parts[0].exhibit)
    wanted = next((patterns for prefix, patterns in _PREFERENCE if form.upper().startswith(prefix)), _OTHERWISE)
    candidates: dict[Part, None] = {}
    for pattern in (*wanted, ".*"):
        candidates.update(dict.fromkeys(p for p in parts if re.fullmatch(pattern, p.exhibit, re.IGNORECASE)))
    with_figures = [p for p in candidates if _has_statements(source, p)]
    first_choice = [p for p in candidates if re.fullmatch(wanted[0], p.exhibit, re.IGNORECASE)]
    if first_choice and not with_figures:
        return first_choice[0]
    return with_figures[0] if with_figures else next(iter(candidates))


def _has_statements(source: str, part: Part) -> bool:
    """Whether the part holds a table's worth of figures; the front part of a filing often only points to an exhibit."""
    return sum(1 for _ in zip(_FIGURE.finditer(source, part.start, part.end), range(40), strict=False)) >= 40


def _told(part: Part, parts: list[Part]) -> Diagnostic:
    names = [other.exhibit or "(no type)" for other in parts if other is not part]
    left = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    return Diagnostic(
        "read.exhibit-chosen",
        Severity.INFO,
        f"The submission holds {len(parts)} documents; {part.exhibit or 'one without type'} was read, left: {left}.",
        "Name another with --exhibit.",
    )


def _header(source: str) -> SubmissionHeader | None:
    match = _HEADER.search(source)
    if not match:
        return None
    text = match.group()
    found = {name: _first(pattern, text) for name, pattern in _LABELS}
    business = re.search(r"BUSINESS ADDRESS:(.*?)(?:MAIL ADDRESS:|\n\s*\n|\Z)", text, re.DOTALL)
    if business:
        found |= {name: _first(r"^\s*" + pattern, business.group(1)) for name, pattern in _ADDRESS}
    for name in ("period", "filed"):
        found[name] = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", found[name])
    return SubmissionHeader(**found)


def _first(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.MULTILINE)
    return match.group(1).strip() if match else ""
