"""The report as the Open Information Model sees it, with the layout its figures were published in.

Everything after mapping shares this: rendering writes it down, validation compares what Arelle reads back with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.diagnostics import Diagnostic, SourceSpan
from generator.facts.model import Period, Unit
from taxonomy.model import Namespace


@dataclass(frozen=True, slots=True)
class Entity:
    """The reporting entity (XBRL 2.1 §4.7.3). `scheme` is `http://www.sec.gov/CIK` and `identifier` ten digits where
    the CIK is known; otherwise a `urn:xbrlgen:` scheme with what the document proves, and `has_cik` is False."""

    scheme: str
    identifier: str
    name: str
    has_cik: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact and its aspects (OIM §5). `value` is the XBRL value: a Decimal after scale and sign for a numeric fact, a
    string in lexical form otherwise, None when nil. `decimals` None means INF. `dimensions` pairs axis and member
    QNames, sorted by axis. `shown`, `scale`, `dash` and `span` tell how and where the source printed it; `hidden` facts
    appear in `ix:hidden` only. `language` is set (`en-us`) where the concept's type is text (OIM §5.4). The value of an
    `escaped` fact is markup (Inline XBRL 1.1 §11.1.1): empty until the filing is rendered."""

    id: str
    concept: str
    period: Period
    unit: Unit | None
    value: Decimal | str | None
    decimals: int | None = None
    dimensions: tuple[tuple[str, str], ...] = ()
    shown: str = ""
    scale: int = 0
    dash: bool = False
    format: str = ""
    hidden: bool = False
    span: SourceSpan | None = None
    language: str = ""
    escaped: bool = False

    @property
    def is_numeric(self) -> bool:
        return self.unit is not None


@dataclass(frozen=True, slots=True)
class ExtensionConcept:
    """A concept that the extension schema declares (EFM 6.7). `reason` is why no standard concept fits, `nearest` the
    standard concept it stands beside."""

    qname: str
    type: str
    period_type: str
    balance: str | None
    label: str
    abstract: bool = False
    substitution_group: str = "xbrli:item"
    nearest: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        return self.qname.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Label:
    """A label resource of the extension's label linkbase; `role` is the last segment of a 2003 or 2009 label role URI
    (`label`, `totalLabel`, `negatedLabel`, ...)."""

    concept: str
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class PresentationArc:
    parent: str
    child: str
    order: int
    preferred_label: str = ""


@dataclass(frozen=True, slots=True)
class SummationArc:
    """A calculation that the numbers proved: never emitted where any published column contradicts it."""

    parent: str
    child: str
    weight: int
    order: int


@dataclass(frozen=True, slots=True)
class DefinitionArc:
    arcrole: Literal["all", "hypercube-dimension", "dimension-domain", "domain-member", "dimension-default"]
    parent: str
    child: str
    order: int


@dataclass(frozen=True, slots=True)
class ExtendedLink:
    """One role of the extension: its trees. `kind` orders and names it (EFM 6.7.12)."""

    role_uri: str
    id: str
    definition: str
    kind: Literal["document", "statement", "disclosure"]
    presentation: tuple[PresentationArc, ...]
    calculation: tuple[SummationArc, ...] = ()
    dimensions: tuple[DefinitionArc, ...] = ()


@dataclass(frozen=True, slots=True)
class DisplayCell:
    """A printed cell: `before` + number + `after` around the facts that the number reports (nested tags when several);
    `text` is the printed number, or the whole printed text where `facts` is empty."""

    text: str = ""
    facts: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class LabelPiece:
    """A stretch of a row's label; figures inside a caption (par value, allowances) are facts too."""

    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisplayRow:
    style: Literal["heading", "line", "total", "grand-total", "blank"]
    label: tuple[LabelPiece, ...]
    indent: int
    cells: tuple[DisplayCell, ...]


@dataclass(frozen=True, slots=True)
class DisplayHeading:
    text: str
    span: int


@dataclass(frozen=True, slots=True)
class DisplayTable:
    """A statement as it is to be printed: heading lines above, rows of column headings, rows."""

    title: str
    subtitle: str
    role_id: str
    headings: tuple[tuple[DisplayHeading, ...], ...]
    rows: tuple[DisplayRow, ...]

    @property
    def width(self) -> float:
        """How wide the table is at its narrowest, in ems of its text: the labels, and every column as its longest
        figure or the longest word of its heading wants it, between its signs."""
        if not self.headings:
            return 0.0
        total = 13.5
        for n, heading in enumerate(self.headings[-1]):
            figure = max((len(row.cells[n].text) for row in self.rows if n < len(row.cells)), default=0)
            word = max((len(word) for word in heading.text.split()), default=0)
            total += max(7.6, 0.5 * figure + 3.0, 0.5 * word + 1.4)
        return total


@dataclass(frozen=True, slots=True)
class NoteTableCell:
    """A cell of a table in a note: its text over `span` columns and `row_span` rows."""

    text: str
    span: int = 1
    row_span: int = 1
    bold: bool = False
    figure: bool = False


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A block of a note: words and facts, or the rows of a table. It reaches from the start of `begins` to the end of
    `ends` in the source."""

    style: Literal["heading", "paragraph", "preformatted", "table"]
    pieces: tuple[LabelPiece, ...]
    rows: tuple[tuple[NoteTableCell, ...], ...]
    begins: SourceSpan
    ends: SourceSpan


@dataclass(frozen=True, slots=True)
class NoteTopic:
    """A headed stretch of a note and the text block that it reports; `fact` is empty where it reports none."""

    fact: str
    blocks: tuple[NoteBlock, ...]


@dataclass(frozen=True, slots=True)
class DisplayNote:
    """A note to the financial statements as it is to be printed, its topics among its blocks. `apart` says where the
    source prints page numbers and running heads in it, which are no part of it."""

    fact: str
    title: str
    content: tuple[NoteBlock | NoteTopic, ...]
    apart: tuple[SourceSpan, ...]

    @property
    def blocks(self) -> tuple[NoteBlock, ...]:
        parts = (item.blocks if isinstance(item, NoteTopic) else (item,) for item in self.content)
        return tuple(block for blocks in parts for block in blocks)


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A line of the cover block: a caption and the text of the facts it shows."""

    caption: str
    pieces: tuple[LabelPiece, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A complete report. `facts` have the ids `f-1`...; `cover`, `tables` and `notes` print every fact that is not
    hidden. `base` is the file name stem, `<ticker>-<yyyymmdd>`."""

    base: str
    title: str
    entity: Entity
    period_end: date
    prefix: str
    namespace: str
    taxonomy: str
    namespaces: tuple[Namespace, ...]
    facts: tuple[Fact, ...]
    concepts: tuple[ExtensionConcept, ...]
    labels: tuple[Label, ...]
    links: tuple[ExtendedLink, ...]
    cover: tuple[CoverLine, ...]
    tables: tuple[DisplayTable, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[DisplayNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """The files of a generated filing, in memory until all of them are good. `files` maps a flat file name to bytes, in
    name order; `entry` is the inline document, `documents` names all of them, entry first, where there are several."""

    name: str
    entry: str
    files: tuple[tuple[str, bytes], ...]
    documents: tuple[str, ...] = ()
