"""Balances inside statements of flows: which rows of a duration's column report an instant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from generator.facts.dates import day_before, read_time
from generator.facts.model import Period, StatementKind
from generator.facts.rows import LogicalRow

_BEGINNING = re.compile(r"\b(?:beginning|beg\.|start|opening)\b", re.IGNORECASE)
_ENDING = re.compile(r"\b(?:end|ending|closing)\b", re.IGNORECASE)
_BALANCE_WORDS = re.compile(
    r"\b(?:cash|balances?|equity|deficit|deficiency|equivalents|capital|earnings|shares|period|year|quarter)\b",
    re.IGNORECASE,
)
_FLOW = re.compile(
    r"\b(?:increase|decrease|change|effect|paid|payments?|received|proceeds|provided|used|from|flows?|refunds?|interest|taxes|non-?cash|dividends|purchases?|transferred|net cash)\b",  # noqa: E501
    re.IGNORECASE,
)
_CASH = re.compile(
    r"^\W*(?:less:?|plus:?|add:?|total:?|and)?\W*(?:\w+\s+){0,2}"
    r"(?:cash|restricted(?! (?:stock|shares?|units?|securities|awards?)\b)|short-term investments)\b",
    re.IGNORECASE,
)
_STARTS_AS_FLOW = re.compile(
    r"^\W*(?:proceeds|(?:re)?payments?|(?:re)?purchases?|issuances?|sales?|dividends|distributions|acquisitions?)\b",
    re.IGNORECASE,
)
_TOTAL_EQUITY = re.compile(
    r"^(?:total\b.*\b)?(?:\w+[\s,.'’]+){0,6}(?:equity|deficit|capital)(?: balance)?\W*$", re.IGNORECASE
)
_LEFT_BESIDE = re.compile(
    r"^\W*(?:(?:non-?\s?controlling|minority) interests?(?: balance)?|(?:\w+ ){1,4}balance)\W*$", re.IGNORECASE
)
_STOCK = re.compile(
    r"^\W*(?:common|preferred|ordinary|capital) (?:stock|shares)(?:,? (?:issued|outstanding|par value|at par))?"
    r"\s*(?:\(\w\))?\W*$",
    re.IGNORECASE,
)
_INCOME = frozenset({StatementKind.OPERATIONS, StatementKind.COMPREHENSIVE_INCOME})
_OWN_BALANCE = re.compile(r"^\W*(?:balances?|retained earnings|accumulated deficit|deficit)\b", re.IGNORECASE)
_DATED_BALANCE = re.compile(
    r"^\W*(?:(?:total|net|ending|beginning)\s+)*(?:\w+['’]?s?['’]?\s+){0,3}(?:balances?|cash|equity|deficit)\b(?!.*\b(?:net of|ended|flow))",  # noqa: E501
    re.IGNORECASE,
)


def row_instants(
    rows: Sequence[LogicalRow], periods: Sequence[Period | None], kind: StatementKind
) -> list[list[Period | None]]:
    """The period of every row and column: balances at the beginning and end of a column's duration become instants.

    Beginning is the day before the duration starts. In cash flows the rows that split the closing cash are balances
    too; in a roll-forward of equity, so is a row that the rows since the opening balance add up to, and stock that
    stands outside every roll-forward.
    """
    if kind.is_of_balances:
        return [list(periods) for _ in rows]
    found: list[list[Period | None]] = []
    opening: int | None = None
    closed = False
    rolls_forward = any(_BEGINNING.search(row.label) for row in rows)
    for i, row in enumerate(rows):
        may = kind not in _INCOME or _OWN_BALANCE.match(row.label)
        place = [_place(row.label, period) if may else "" for period in periods]
        if "start" in place:
            opening = i
        elif kind is StatementKind.EQUITY and "end" not in place and row.line.values:
            adds_up = opening is not None and i - opening > 1 and _adds_up(rows, opening, i)
            beside = opening is None and closed and _LEFT_BESIDE.match(row.label)
            unmoved = opening is None and rolls_forward and _STOCK.match(row.label)
            if adds_up or beside or unmoved or _TOTAL_EQUITY.match(row.label):
                place = ["end"] * len(periods)
        elif kind is StatementKind.CASH_FLOWS and closed and _CASH.match(row.label) and not _FLOW.search(row.label):
            place = ["end"] * len(periods)
        if "end" in place:
            closed = True
            opening = None
        found.append([_at(period, where) for period, where in zip(periods, place, strict=True)])
    return found


def _at(period: Period | None, where: str) -> Period | None:
    if period is None or period.start is None or not where:
        return period
    return Period(day_before(period.start) if where == "start" else period.end)


def _place(label: str, period: Period | None) -> str:
    """`start`, `end` or nothing, by the words of the label."""
    if period is None or period.start is None or _STARTS_AS_FLOW.match(label):
        return ""
    if _BEGINNING.search(label) and _BALANCE_WORDS.search(label):
        return "start"
    if _ENDING.search(label) and _BALANCE_WORDS.search(label):
        return "end"
    if _DATED_BALANCE.match(label):
        words = read_time(label)
        days = set(words.month_days) | {(day.month, day.day) for day in words.dates}
        if (period.end.month, period.end.day) in days:
            return "end"
        before = day_before(period.start)
        if days & {(before.month, before.day), (period.start.month, period.start.day)}:
            return "start"
    return ""


def _adds_up(rows: Sequence[LogicalRow], opening: int, index: int) -> bool:
    """True where the row's figures are the sum of all rows from the opening balance on, in every column."""
    columns = set(rows[index].line.values) & set(rows[opening].line.values)
    if not columns:
        return False
    for column in columns:
        parts = [rows[k].line.values.get(column) for k in range(opening, index)]
        total = sum((part[1].value or Decimal(0) for part in parts if part is not None), Decimal(0))
        shown = rows[index].line.values[column][1].value
        if shown is None or not shown or abs(shown - total) > Decimal(len(parts)) / 2:
            return False
    return True
