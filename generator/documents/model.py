"""The `Document`: what the page says and where, before anybody asks what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from generator.diagnostics import Diagnostic, SourceSpan

WIDEST_TABLE = 1000
"""Cells on a row of the widest table that is read: no statement looks so."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One piece of text in a table row.

    `text` is the visible text, white space folded. `left` and `right` are the half-open horizontal extent: grid columns
    in HTML, character columns (0-based) in plain text, so that headings and values meet by overlap in both.
    `row_span` counts the rows it covers. `indent` is leading indentation in characters (HTML lengths are converted at
    one character to 0.5 em, 6 pt, 8 px). `rule_above` and `rule_below` say that a rule (border, `---`, `===`) touches
    the cell. `superscript` is text that the page raised (footnote marks), already taken out of `text`. `is_stacked`
    says that it prints several figures under one another that no label tells apart: `text` is no number.
    """

    text: str
    left: int
    right: int
    span: SourceSpan
    row_span: int = 1
    indent: float = 0.0
    bold: bool = False
    rule_above: bool = False
    rule_below: bool = False
    is_header: bool = False
    superscript: str = ""
    is_stacked: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells that start in one row, left to right; blank rows are kept (they separate sections)."""

    cells: tuple[Cell, ...]
    span: SourceSpan

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells if cell.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid. `geometry` tells what `Cell.left` counts. `header_rows` is how many leading rows the markup itself
    declares to be headings (`<CAPTION>`...`<S>` in EDGAR text, `<thead>` in HTML); 0 when the markup says nothing.
    `stub_right` is the character column where the `<S>` stub ends, where the markup says so. `beside` says that the
    table stands to the right of the table before it, on the same lines, under the same title."""

    rows: tuple[TableRow, ...]
    span: SourceSpan
    geometry: Literal["grid", "characters"]
    header_rows: int = 0
    stub_right: int | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that stands alone as a title (a heading element, or bold, centred or capitalised text). `look` names how
    it is set: headings of one level look alike."""

    text: str
    span: SourceSpan
    look: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `text` has white space folded; `lines` locates it: one (offset into `text`, span) pair for every
    line or text node that it was folded from, in order, so that a place in a sentence leads back to the source.
    `breaks` are the offsets into `text` where the page starts a new line by force (`<br>` in HTML)."""

    text: str
    span: SourceSpan
    lines: tuple[tuple[int, SourceSpan], ...] = ()
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """`<PAGE>`, a form feed or a page-break style, with the running header or footer lines that surround it;
    `running` says where those stand."""

    span: SourceSpan
    running_text: str = ""
    running: tuple[SourceSpan, ...] = ()


Block = Heading | Paragraph | Table | PageBreak


@dataclass(frozen=True, slots=True)
class SubmissionHeader:
    """What an EDGAR `<SEC-HEADER>` states; empty strings where it is silent. Dates are `YYYY-MM-DD`;
    `fiscal_year_end` is `MMDD`."""

    company_name: str = ""
    cik: str = ""
    form: str = ""
    period: str = ""
    filed: str = ""
    fiscal_year_end: str = ""
    sic: str = ""
    state_of_incorporation: str = ""
    irs_number: str = ""
    file_number: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source as read: its blocks in document order. `source` is the decoded text that spans point into; `exhibit`
    is the `<TYPE>` of the part taken from a full submission (`EX-99.1`), empty otherwise. `front` is the beginning of
    the form itself, with its cover page, where an exhibit of it was taken."""

    name: str
    geometry: Literal["grid", "characters"]
    source: str
    blocks: tuple[Block, ...]
    header: SubmissionHeader | None = None
    exhibit: str = ""
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    front: Document | None = None

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))
