"""The mapping as a table: one row for each fact, for a person to check in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from generator.facts.model import Note, Statement
from generator.mapping.model import Mapping, Outcome, TextBlockMapping

COLUMNS = (
    "statement",
    "label",
    "section",
    "period",
    "value",
    "unit",
    "outcome",
    "concept",
    "also",
    "negated",
    "dimensions",
    "confidence",
    "evidence",
    "runners_up",
    "source_line",
)


def mapping_csv(
    statements: Sequence[Statement],
    mappings: Sequence[Mapping],
    notes: Sequence[Note] = (),
    text_blocks: Sequence[TextBlockMapping] = (),
) -> bytes:
    """UTF-8 CSV (RFC 4180) with a heading row. `value` is the value that is reported (after `negated`), empty for nil
    and for the sections of the notes, which come last.

    Text that a spreadsheet would run as a formula is preceded by an apostrophe.
    """
    known = {statement.index: statement for statement in statements}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for mapping in mappings:
        writer.writerow([_safe(text) for text in _cells(mapping, known.get(mapping.fact.statement))])
    for block in text_blocks:
        writer.writerow([_safe(text) for text in _section_cells(block, notes[block.note])])
    return out.getvalue().encode("utf-8")


def _cells(mapping: Mapping, statement: Statement | None) -> list[str]:
    fact = mapping.fact
    row = statement.rows[fact.row] if statement and 0 <= fact.row < len(statement.rows) else None
    value = None if fact.value is None else (-fact.value if mapping.negated and fact.value else fact.value)
    return [
        statement.kind.value if statement else "",
        row.label if row else fact.phrase,
        " > ".join(row.section) if row else "",
        str(fact.period),
        "" if value is None else format(value, "f"),
        str(fact.unit),
        mapping.outcome.value,
        _concept(mapping),
        " ".join(mapping.also),
        "yes" if mapping.negated else "no",
        "; ".join(f"{dimension.axis}={dimension.member}" for dimension in mapping.dimensions),
        f"{mapping.confidence:.2f}",
        "; ".join(f"{evidence.kind}: {evidence.detail}" for evidence in mapping.evidence),
        "; ".join(f"{runner.concept} ({runner.confidence:.2f})" for runner in mapping.runners_up),
        str(fact.span.line),
    ]


def _section_cells(block: TextBlockMapping, note: Note) -> list[str]:
    """A note, or one of its topics under it."""
    topic = None if block.topic is None else note.topics[block.topic]
    known = {
        "statement": "note" if topic is None else "policy",
        "label": block.title,
        "section": "" if topic is None else note.title,
        "outcome": Outcome.STANDARD.value if block.concept else Outcome.UNMAPPED.value,
        "concept": block.concept or f"unmapped: {block.reason}",
        "negated": "no",
        "confidence": f"{block.confidence:.2f}",
        "evidence": "; ".join(f"{evidence.kind}: {evidence.detail}" for evidence in block.evidence),
        "source_line": str(note.parts[0 if topic is None else topic.first].span.line),
    }
    return [known.get(column, "") for column in COLUMNS]


def _concept(mapping: Mapping) -> str:
    if mapping.outcome is Outcome.UNMAPPED:
        return f"unmapped: {mapping.reason}"
    if mapping.extension is not None:
        return f"extension: {mapping.extension.name}"
    return mapping.concept or ""


def _safe(text: str) -> str:
    """Numbers stay numbers; anything else that starts like a formula is text."""
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit() and text.isascii()
