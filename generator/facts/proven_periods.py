"""Columns whose headings give no period, told by figures that they share with other statements of the document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.diagnostics import Diagnostic, Severity, SourceSpan
from generator.facts.dates import read_time
from generator.facts.model import Column, ParsedFact, Period, Statement, StatementKind
from generator.facts.rows import LogicalRow

_NET_INCOME = re.compile(
    r"(?:consolidated )?net (?:income|loss|earnings)(?: (?:loss|income|earnings))?"
    r"(?: including noncontrolling interests?)?"
)
_CASH = re.compile(r"(?:total )?cash\b(?!.*\b(?:provided|used|flows?|paid|from)\b)")
_EQUITY = re.compile(r"total (?!.*\bliabilities\b).*\b(?:equity|deficit|capital)\b")
_DISTINCT = 100
"""Smaller figures are often equal by chance."""

_Key = tuple[str, Decimal]
Evidence = Mapping[_Key, Mapping[Period, str]]
"""What a row is about and its value; the periods for which statements report that, and the title of one that does."""


def evidence(statements: Sequence[Statement]) -> Evidence:
    """The amounts of money of the primary statements that are large enough to be known again."""
    found: defaultdict[_Key, dict[Period, str]] = defaultdict(dict)
    for statement in statements:
        for fact in statement.facts if statement.kind.is_primary else ():
            if _is_known_again(fact) and fact.value and (about := _about_fact(statement, fact)):
                found[about, fact.value].setdefault(fact.period, statement.title)
    return found


def has_gaps(columns: Sequence[Column]) -> bool:
    """Whether a column that should report facts has no period."""
    return any(column.role == "reported" and column.period is None for column in columns)


def prove_periods(
    rows: Sequence[LogicalRow], columns: Sequence[Column], kind: StatementKind, scale: int, known: Evidence
) -> dict[int, tuple[Period, str]]:
    """The periods of columns that have none, with the title of a statement that shows the same figures.

    All figures of a column that other statements show again (net income in the cash flows, their closing cash among the
    balances) must be of one period, which no other column has and which no word of the heading contradicts.
    """
    taken = Counter(column.period for column in columns if column.period is not None)
    proved: dict[int, tuple[Period, str]] = {}
    for column in columns:
        if column.role == "reported" and column.period is None:
            votes = _votes(rows, column.index, kind, scale, known)
            if len(votes) == 1:
                ((period, title),) = votes.items()
                if not taken[period] and _may_be(column.heading, period):
                    proved[column.index] = (period, title)
    twice = Counter(period for period, _ in proved.values())
    return {index: found for index, found in proved.items() if twice[found[0]] == 1}


def proof_told(
    columns: Sequence[Column], proved: Mapping[int, tuple[Period, str]], span: SourceSpan
) -> list[Diagnostic]:
    """What is said of columns that other statements gave their period."""
    return [
        Diagnostic(
            "parse.period-proved",
            Severity.INFO,
            f"The heading of column number {index + 1} (“{columns[index].heading}”) gives no period: its figures are "
            f"those that “{title}” shows for {period}, which was taken.",
            "Compare the heading with the source.",
            span,
        )
        for index, (period, title) in proved.items()
    ]


def _is_known_again(fact: ParsedFact) -> bool:
    if not fact.value or fact.phrase or fact.unit.per or not fact.unit.measure.startswith("iso4217:"):
        return False
    return abs(fact.value.scaleb(-fact.scale)) >= _DISTINCT


def _votes(
    rows: Sequence[LogicalRow], column: int, kind: StatementKind, scale: int, known: Evidence
) -> dict[Period, str]:
    votes: dict[Period, str] = {}
    for row in rows:
        cell = row.line.values.get(column)
        if cell is None or cell[1].value is None or cell[1].size < _DISTINCT:
            continue
        elsewhere = {number.value for i, (_, number) in row.line.values.items() if i != column}
        if cell[1].value in elsewhere:
            continue
        found = known.get((_about(row.label), cell[1].value.scaleb(scale)), {})
        fitting = {period: title for period, title in found.items() if period.is_instant is kind.is_of_balances}
        if len(fitting) == 1:
            votes |= fitting
    return votes


def _may_be(heading: str, period: Period) -> bool:
    """Whether no word of the heading speaks against the period."""
    words = read_time(heading)
    days = {*words.month_days, *((day.month, day.day) for day in words.dates)}
    years = {*words.years, *(day.year for day in words.dates)}
    return (not days or (period.end.month, period.end.day) in days) and (
        not years or bool({period.end.year, period.end.year - 1} & years)
    )


def _about_fact(statement: Statement, fact: ParsedFact) -> str:
    label = statement.rows[fact.row].label
    of_all = not (0 <= fact.column < len(statement.columns) and statement.columns[fact.column].component)
    if statement.kind is StatementKind.EQUITY:
        if not of_all or statement.rows[fact.row].component:
            return ""
        return "equity" if fact.period.is_instant else _about(label)
    return _about(label) if of_all else ""


def _about(label: str) -> str:
    """What a row is about: the same words in two statements, or the few things that are called differently."""
    words = " ".join(re.sub(r"[^a-z ]", "", label.lower()).split())
    if _NET_INCOME.fullmatch(words):
        return "net income"
    if _CASH.match(words):
        return "cash"
    return "equity" if _EQUITY.match(words) else words
