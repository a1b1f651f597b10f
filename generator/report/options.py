"""What a user decides about a report: who files it, on which form, for which period."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

FORMS = frozenset({"8-K", "10-Q", "10-K", "10-QT", "10-KT"})
"""The forms that such a report can be filed on; each may be amended (`/A`)."""


@dataclass(frozen=True, slots=True)
class SecurityClass:
    """A class of securities registered under section 12(b). `exchange` is EDGAR's code (`NYSE`, `NASDAQ`)."""

    title: str
    symbol: str = ""
    exchange: str = ""


@dataclass(frozen=True, slots=True)
class CoverAmount:
    """A figure of the cover: dei element `name`, `value` (shares, or U.S. dollars) on the day `as_of`. One that a
    document prints has its `scale`, its `decimals` and the digits `shown`; without these it is exact. `share_class`
    names the class of shares that it counts, where there are several."""

    name: str
    value: Decimal
    as_of: date
    share_class: str = ""
    shown: str = ""
    scale: int = 0
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Decisions that beat what the document says; everything may be left out.

    `cik` has up to ten digits. `period_end` is the last day of the period reported on, `event_date` the date of an
    8-K. `form` is the one to file on; where it is empty, the form that the document states, else 8-K.
    `fiscal_year_end` is `MM-DD`; `fiscal_year_named` says whether a fiscal year that ends in January or February is
    called after the calendar year of its `start` or of its `end`. `authority` is the domain under which the extension
    is named; without one a reserved `.example` domain is used (RFC 2606). `dei` holds further cover facts as (element
    name, lexical value), `amounts` the figures among them.
    """

    cik: str = ""
    ticker: str = ""
    period_end: date | None = None
    event_date: date | None = None
    form: str = ""
    entity_name: str = ""
    fiscal_year_end: str = ""
    fiscal_year_named: str = ""
    authority: str = ""
    securities: tuple[SecurityClass, ...] = ()
    dei: tuple[tuple[str, str], ...] = field(default=())
    amounts: tuple[CoverAmount, ...] = ()

    @property
    def base_form(self) -> str:
        """The form without its amendment suffix."""
        return self.form.removesuffix("/A")

    @property
    def is_amendment(self) -> bool:
        return self.form.endswith("/A")
