"""What a person is told of a statement's figures: those that are not reported, and sums that do not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.diagnostics import Diagnostic, Severity, SourceSpan
from generator.facts.extraction import Lost
from generator.facts.model import Column, Statement
from generator.facts.rows import LogicalRow
from generator.facts.scale import Scaling, read_scaling

_ONE_BY_ONE = 3
_ROLES = {
    "change": "shows changes between the others",
    "percent": "shows percentages",
    "note": "refers to notes",
    "previously-reported": "shows figures as they were reported before",
    "adjusted": "shows adjusted or pro forma figures",
    "guidance": "shows what is expected",
}


def columns_left(rows: Sequence[LogicalRow], columns: Sequence[Column], title: str) -> list[Diagnostic]:
    """Columns of figures that report no facts because of what their headings or figures say."""
    said = []
    for column in columns:
        cells = [row.line.values[column.index][0] for row in rows if column.index in row.line.values]
        if column.role in _ROLES and cells:
            said.append(
                Diagnostic(
                    "parse.column-left",
                    Severity.INFO,
                    f"Column {_called(column)} of “{title}” {_ROLES[column.role]}: "
                    f"its {len(cells)} figures are not reported.",
                    "If it holds figures of the statement itself, head it with its period alone.",
                    cells[0].span,
                )
            )
    return said


def misfooted(statement: Statement) -> list[Diagnostic]:
    """Totals that the rows above make up in some columns only."""
    return [
        Diagnostic(
            "parse.footing",
            Severity.WARNING,
            f"“{statement.rows[footing.total].label}” in “{statement.title}” is not the sum of the {len(footing.items)} rows "  # noqa: E501
            f"above it in column {', '.join(str(c + 1) for c in footing.fails)} "
            f"(off by {', '.join(str(d) for d in footing.differences)} as printed).",
            "Compare the rows with the source: a figure may be misprinted or misread.",
            statement.rows[footing.total].span,
        )
        for footing in statement.footings
        if footing.fails
    ]


def not_across(statement: Statement, rows: Sequence[int]) -> list[Diagnostic]:
    """Rows of a statement of equity whose components do not make up their total."""
    if not rows:
        return []
    count = "One row does" if len(rows) == 1 else f"{len(rows)} rows do"
    return [
        Diagnostic(
            "parse.cross-footing",
            Severity.WARNING,
            f"{count} not add up across to the total column of “{statement.title}”, "
            f"the first is “{statement.rows[rows[0]].label}”.",
            "Check that each figure stands under its own heading, and which columns count shares.",
            statement.rows[rows[0]].span,
        )
    ]


def scales_at_odds(texts: Sequence[str], scaling: Scaling, title: str, span: SourceSpan) -> list[Diagnostic]:
    """Headings of one statement that state two scales for its money."""
    stated = {text: read_scaling([text]).money for text in texts}
    others = [text for text, power in stated.items() if power is not None and power != scaling.money]
    if scaling.money is None or not others:
        return []
    return [
        Diagnostic(
            "parse.scale-conflict",
            Severity.WARNING,
            f"The headings of “{title}” state two scales: “{scaling.proof}”, which was taken, and “{others[0]}”.",
            "Compare the figures with the source; keep the heading that is right.",
            span,
        )
    ]


def scales_unsaid(scalings: Sequence[Scaling], statements: Sequence[Statement]) -> list[Diagnostic]:
    """Statements whose figures were taken in full because nothing says thousands or millions."""
    primary = [statement for statement in statements if statement.kind.is_primary and statement.facts]
    if not primary or any(scaling.money is not None for scaling in scalings):
        return []
    return [
        Diagnostic(
            "parse.scale-unsaid",
            Severity.INFO,
            "No heading states thousands or millions: the figures of all statements were taken in full.",
            "If they are in thousands, say so in a heading above the figures.",
            primary[0].span,
        )
    ]


def unread(lost: Sequence[Lost], columns: Sequence[Column], title: str) -> list[Diagnostic]:
    """Figures of a statement that became no fact: one by one, those of a whole column at once."""
    said = []
    by_column: defaultdict[int, list[Lost]] = defaultdict(list)
    for one in lost:
        by_column[one.column].append(one)
    whole = {at: members for at, members in by_column.items() if at >= 0 and len(members) > _ONE_BY_ONE}
    for column in columns:
        if members := whole.get(column.index):
            message = (
                f"Column {_called(column)} of “{title}” has no period that is proved: "
                f"its {len(members)} figures are not reported."
            )
            said.append(_left(message, "Give the column a heading with its whole date, or --period-end.", members[0]))
    for one in lost:
        if one.column not in whole:
            message = f"The figure {one.shown} in “{title}” {one.why}; it is not reported."
            said.append(_left(message, "Check the table's layout.", one))
    return said


def _called(column: Column) -> str:
    return f"“{column.heading}”" if column.heading else f"number {column.index + 1}"


def _left(message: str, remedy: str, first: Lost) -> Diagnostic:
    return Diagnostic("parse.unread-cell", Severity.WARNING, message, remedy, first.cell.span)
