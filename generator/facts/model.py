"""Statements and the facts read out of them. No concept names here: what a number is called comes later."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from generator.diagnostics import SourceSpan


class StatementKind(StrEnum):
    """What a table is. The first six are primary statements; the others are recognised so as not to be mistaken for
    one, and `UNKNOWN` is a table of figures that nothing identifies. `NARRATIVE` is no table: its rows are sentences
    and its facts the figures in them."""

    BALANCE_SHEET = "balance-sheet"
    PARENTHETICAL = "parenthetical"
    OPERATIONS = "operations"
    COMPREHENSIVE_INCOME = "comprehensive-income"
    CASH_FLOWS = "cash-flows"
    EQUITY = "equity"
    SEGMENT = "segment"
    NON_GAAP = "non-gaap"
    GUIDANCE = "guidance"
    NARRATIVE = "narrative"
    UNKNOWN = "unknown"

    @property
    def is_primary(self) -> bool:
        return self in PRIMARY_KINDS

    @property
    def is_of_balances(self) -> bool:
        """Whether its columns are days."""
        return self in (StatementKind.BALANCE_SHEET, StatementKind.PARENTHETICAL)


PRIMARY_KINDS = frozenset(
    {
        StatementKind.BALANCE_SHEET,
        StatementKind.PARENTHETICAL,
        StatementKind.OPERATIONS,
        StatementKind.COMPREHENSIVE_INCOME,
        StatementKind.CASH_FLOWS,
        StatementKind.EQUITY,
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """An instant (`start` is None: the end of the day `end`) or a duration, both dates inclusive."""

    end: date
    start: date | None = None

    @property
    def is_instant(self) -> bool:
        return self.start is None

    def __str__(self) -> str:
        return self.end.isoformat() if self.start is None else f"{self.start.isoformat()}/{self.end.isoformat()}"


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """A measure, or one per another: `iso4217:USD`, `xbrli:shares`, `iso4217:USD/xbrli:shares`, `xbrli:pure`."""

    measure: str
    per: str = ""

    def __str__(self) -> str:
        return f"{self.measure}/{self.per}" if self.per else self.measure


SHARES = Unit("xbrli:shares")
PURE = Unit("xbrli:pure")


def money(currency: str = "USD") -> Unit:
    return Unit(f"iso4217:{currency}")


def money_per_share(currency: str = "USD") -> Unit:
    return Unit(f"iso4217:{currency}", "xbrli:shares")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a statement. `period` is None where the column reports no facts (a change, a percentage, a note
    reference: `role` says which). `component` holds the heading words of a dimensional column ("Common Stock" in a
    statement of equity), empty otherwise; `proof` the words of the page that fixed the period."""

    index: int
    heading: str
    period: Period | None = None
    role: str = "reported"
    component: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a statement. `section` holds the headings it stands under, outermost first. A heading row has
    `is_heading` and no facts. `component` is the dimensional heading of rows that split a line ("Products" under
    "Revenue") only where the layout proves it; empty otherwise."""

    index: int
    label: str
    span: SourceSpan
    indent: float = 0.0
    section: tuple[str, ...] = ()
    is_heading: bool = False
    is_total: bool = False
    component: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFact:
    """One published number.

    `value` is signed as shown (parentheses and minus are negative) with the scale applied; None when the page shows
    that there is no value (nil). `shown` is the text of the number as printed, `dash` says it was printed as a dash.
    `scale` is the power of ten between print and value, `decimals` the accuracy the print implies (None: exact, INF).
    `row` and `column` index the statement's tuples (-1 for a fact outside a table); `statement` is the index of the
    statement. A figure inside a caption (par value, allowances) has `phrase`: the words that name it. A narrative
    fact has its `sentence`, and `phrase` names what it measures.
    """

    value: Decimal | None
    unit: Unit
    period: Period
    decimals: int | None
    scale: int
    shown: str
    span: SourceSpan
    statement: int = -1
    row: int = -1
    column: int = -1
    dash: bool = False
    phrase: str = ""
    sentence: str = ""
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Footing:
    """A total and the rows that make it up, found by arithmetic and layout. `items` pairs row index and weight (+1 or
    -1, applied to the values as shown). `holds` and `fails` list the column indexes where the sum is right within
    rounding and where it is not; `differences` gives shown total less computed sum for every failing column."""

    total: int
    items: tuple[tuple[int, int], ...]
    holds: tuple[int, ...]
    fails: tuple[int, ...] = ()
    differences: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A recognised table of figures. `scale` is the power of ten of its money (3 = thousands), `currency` an ISO 4217
    code. `table` is the index of the source block in `Document.blocks`."""

    index: int
    kind: StatementKind
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    facts: tuple[ParsedFact, ...]
    scale: int
    currency: str
    table: int
    span: SourceSpan
    footings: tuple[Footing, ...] = ()
    headings: tuple[str, ...] = field(default=())


class CoverItem(StrEnum):
    """What a document says about itself and its company (facts about the filing, not from statements)."""

    REGISTRANT_NAME = "registrant-name"
    CIK = "cik"
    TRADING_SYMBOL = "trading-symbol"
    EXCHANGE = "exchange"
    SECURITY_TITLE = "security-title"
    DOCUMENT_TYPE = "document-type"
    DOCUMENT_DATE = "document-date"
    PERIOD_END = "period-end"
    FISCAL_YEAR_END = "fiscal-year-end"
    STATE_OF_INCORPORATION = "state-of-incorporation"
    TAX_NUMBER = "tax-number"
    FILE_NUMBER = "file-number"
    STREET = "street"
    STREET_2 = "street-2"
    CITY = "city"
    STATE = "state"
    ZIP_CODE = "zip-code"
    AREA_CODE = "area-code"
    PHONE = "phone"
    ANNUAL_REPORT = "annual-report"
    QUARTERLY_REPORT = "quarterly-report"
    TRANSITION_REPORT = "transition-report"
    FISCAL_YEAR = "fiscal-year"
    FISCAL_PERIOD = "fiscal-period"
    WRITTEN_COMMUNICATIONS = "written-communications"
    SOLICITING_MATERIAL = "soliciting-material"
    TENDER_OFFER = "pre-commencement-tender-offer"
    ISSUER_TENDER_OFFER = "pre-commencement-issuer-tender-offer"
    SEASONED_ISSUER = "well-known-seasoned-issuer"
    VOLUNTARY_FILER = "voluntary-filer"
    CURRENT_REPORTING = "current-reporting"
    INTERACTIVE_DATA = "interactive-data-current"
    FILER_CATEGORY = "filer-category"
    SMALL_BUSINESS = "small-business"
    EMERGING_GROWTH = "emerging-growth-company"
    EX_TRANSITION = "ex-transition-period"
    AUDITOR_ATTESTATION = "auditor-attestation"
    ERROR_CORRECTION = "error-correction"
    SHELL_COMPANY = "shell-company"
    PUBLIC_FLOAT = "public-float"
    SHARES_OUTSTANDING = "shares-outstanding"
    AUDITOR_NAME = "auditor-name"
    AUDITOR_LOCATION = "auditor-location"
    AUDITOR_FIRM = "auditor-firm"


@dataclass(frozen=True, slots=True)
class CoverFact:
    """`value` is normalised (dates ISO, states as two letters, exchanges by EDGAR code, boxes `true` and `false` or
    `Yes` and `No` as their element's type has it, figures in full), `shown` is the text as printed; `span` is None when
    it did not come from the page but from a header, the form's own document or an option. A figure of the cover is
    stated as of a day, and a number of shares for the `share_class` that the page tells apart, if it does."""

    item: CoverItem
    value: str
    shown: str
    span: SourceSpan | None
    proof: str = ""
    as_of: date | None = None
    share_class: str = ""


@dataclass(frozen=True, slots=True)
class NoteCell:
    """A cell of a table in a note; `left` and `right` are its grid columns, half-open."""

    text: str
    left: int
    right: int
    row_span: int = 1
    bold: bool = False


@dataclass(frozen=True, slots=True)
class NotePart:
    """A block of a note. `text` has white space folded, but for `preformatted` text, whose lines and columns count; a
    `table` has `rows` instead. It reaches from the start of `span` to the end of `end`."""

    style: Literal["heading", "paragraph", "preformatted", "table"]
    text: str
    span: SourceSpan
    end: SourceSpan
    rows: tuple[tuple[NoteCell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A headed stretch of a note, such as one accounting policy: its parts from `first` to before `last`."""

    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note to the financial statements, its heading among its `parts`. `number` is as printed, `apart` says where
    page numbers, running heads and continued headings stand within it, which are no part of it."""

    number: str
    title: str
    parts: tuple[NotePart, ...]
    topics: tuple[Topic, ...]
    apart: tuple[SourceSpan, ...]
