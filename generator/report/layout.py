"""A statement laid out for print: rows with their figures, rules above totals, currency signs where they belong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.facts.model import Column, ParsedFact, Row, Statement, StatementKind, Unit
from generator.report.headings import column_headings
from generator.report.kinds import statement_role
from generator.report.model import DisplayCell, DisplayRow, DisplayTable, LabelPiece
from generator.report.placement import IN_CAPTION, Slot
from generator.report.values import printed_piece

EM_DASH = "—"
_DEEPEST = 4
_SCALES = {3: "thousands", 6: "millions", 9: "billions"}
_CURRENCIES = {"USD": "U.S. dollars", "CAD": "Canadian dollars", "EUR": "euros", "GBP": "pounds sterling"}
_PROFIT = frozenset(
    {
        "us-gaap:NetIncomeLoss",
        "us-gaap:ProfitLoss",
        "us-gaap:NetIncomeLossAvailableToCommonStockholdersBasic",
        "us-gaap:ComprehensiveIncomeNetOfTax",
    }
)
_GRAND = _PROFIT | {"us-gaap:Assets", "us-gaap:LiabilitiesAndStockholdersEquity"}
_ROLL_FORWARDS = frozenset({StatementKind.CASH_FLOWS, StatementKind.EQUITY})

_CLOSING = re.compile(r"\b(end of|ending|at end)\b", re.IGNORECASE)

_BALANCE = re.compile(r"^balances?\b", re.IGNORECASE)

RowKey = tuple[int, int]


def display_table(
    statement: Statement,
    role_id: str,
    slots: Sequence[Slot],
    facts: Mapping[Slot, tuple[str, ...]],
    concepts: Mapping[RowKey, str],
) -> DisplayTable:
    """Print `statement`. `facts` gives the ids of the facts that a slot reports (none: printed untagged), `concepts`
    the concept of a row by (statement index, row index). Columns without any figure are left out."""
    columns = sorted({slot.column for slot in slots if slot.column != IN_CAPTION})
    by_row: dict[int, dict[int, Slot]] = {}
    captions: dict[int, list[Slot]] = {}
    for slot in slots:
        if slot.column == IN_CAPTION:
            captions.setdefault(slot.row, []).append(slot)
        else:
            by_row.setdefault(slot.row, {})[slot.column] = slot
    marked = _rows_with_currency(statement, by_row, concepts)
    indents = _indents(statement.rows)
    rows = tuple(
        _row(statement, row, by_row.get(n, {}), captions.get(n, []), facts, columns, n in marked, indents[n], concepts)
        for n, row in enumerate(statement.rows)
        if row.label or n in by_row
    )
    return DisplayTable(
        statement_title(statement),
        _subtitle(statement),
        role_id,
        column_headings([_dated(statement, c) for c in columns]) if columns else (),
        rows,
    )


def _dated(statement: Statement, index: int) -> Column:
    """A column with the period that its rows share where it has none of its own, and with the unit beside its
    component where a neighbour prints the same component in another unit."""
    column = statement.columns[index]
    facts = [fact for fact in statement.facts if fact.column == index]
    durations = {fact.period for fact in facts if fact.period.start is not None}
    if column.period is None and len(durations) == 1:
        column = replace(column, period=durations.pop())
    twins = [c for c in statement.columns if column.component and c.component == column.component]
    if len(twins) > 1:
        in_shares = bool(facts) and all(fact.unit.measure == "xbrli:shares" for fact in facts)
        column = replace(column, component=f"{column.component} {'Shares' if in_shares else 'Amount'}")
    return column


def is_total(statement: Statement, row: Row, concept: str) -> bool:
    """Whether a row is a total here. Profit opens a cash flow statement and is a movement of equity: no total there,
    whatever the print suggests."""
    return row.is_total and not (statement.kind in _ROLL_FORWARDS and concept in _PROFIT)


def _closes(statement: Statement, row: Row) -> bool:
    """Whether a roll-forward ends with this row: by its words, or as the last balance of a statement of equity."""
    if statement.kind not in _ROLL_FORWARDS:
        return False
    balances = [r.index for r in statement.rows if _BALANCE.search(r.label) and not r.is_heading]
    last = statement.kind is StatementKind.EQUITY and balances[-1:] == [row.index]
    return last or bool(_CLOSING.search(row.label))


def statement_title(statement: Statement) -> str:
    """The title as published, in capitals and small letters; the kind's own name where there is none."""
    title = " ".join(statement.title.split())
    if not title or title.islower():
        return statement_role(statement.kind).title
    shouted = re.sub(r"\([^()]*\)", "", title).isupper()  # "BALANCE SHEETS (Parenthetical)" too
    return _title_case(title) if shouted else title


def _title_case(title: str) -> str:
    small = {"of", "and", "the", "in", "for", "to", "by", "a", "an", "or", "on", "at"}
    words = re.split(r"(\s+|-|/)", title.lower())
    return "".join(
        word if word in small and n else re.sub(r"[a-z]", lambda m: m.group().upper(), word, count=1)
        for n, word in enumerate(words)
    )


def _subtitle(statement: Statement) -> str:
    """`(In thousands, except share and per share amounts)`, from the figures themselves."""
    units = {(f.unit, f.scale) for f in statement.facts}
    money = [unit for unit, _ in units if unit.measure.startswith("iso4217:") and not unit.per]
    parts: list[str] = []
    if money:
        scale = _SCALES.get(statement.scale, "")
        currency = "" if statement.currency == "USD" else _CURRENCIES.get(statement.currency, statement.currency)
        words = " of ".join(word for word in (scale, currency) if word) or "U.S. dollars"
        others = [
            name
            for name, found in (
                ("share", any(u.measure == "xbrli:shares" and s != statement.scale for u, s in units)),
                ("per share", any(u.per for u, _ in units)),
            )
            if found
        ]
        parts.append(f"In {words}" + (f", except {' and '.join(others)} amounts" if others and scale else ""))
    if any("unaudited" in heading.lower() for heading in (*statement.headings, statement.title)):
        parts.append("unaudited" if parts else "Unaudited")
    return f"({'; '.join(parts)})" if parts else ""


def _row(
    statement: Statement,
    row: Row,
    cells: Mapping[int, Slot],
    captions: Sequence[Slot],
    facts: Mapping[Slot, tuple[str, ...]],
    columns: Sequence[int],
    currency: bool,
    indent: int,
    concepts: Mapping[RowKey, str],
) -> DisplayRow:
    concept = concepts.get((statement.index, row.index), "")
    # What stands below the last figure heads nothing: it is a note.
    heads = row.is_heading and not cells and row.index < max((f.row for f in statement.facts), default=-1)
    style = "heading" if heads else "line"
    if cells and _closes(statement, row):
        style = "grand-total"
    elif cells and is_total(statement, row, concept):
        style = "grand-total" if concept in _GRAND else "total"
    printed = tuple(_cell(cells[c], facts, currency) if c in cells else DisplayCell() for c in columns)
    return DisplayRow(style, _label(row.label, captions, facts), indent, printed)  # type: ignore[arg-type]


def _label(label: str, captions: Sequence[Slot], facts: Mapping[Slot, tuple[str, ...]]) -> tuple[LabelPiece, ...]:
    pieces: list[LabelPiece] = []
    position = 0
    for slot in sorted(captions, key=lambda s: s.offset):
        ids = facts.get(slot, ())
        if not ids:
            continue
        pieces.append(LabelPiece(label[position : slot.offset]))
        pieces.append(LabelPiece(slot.text, ids))
        position = slot.offset + len(slot.text)
    pieces.append(LabelPiece(label[position:]))
    return tuple(piece for piece in pieces if piece.text or piece.facts)


def _cell(slot: Slot, facts: Mapping[Slot, tuple[str, ...]], currency: bool) -> DisplayCell:
    fact = slot.facts[0]
    before, after = _affixes(fact)
    if currency and "$" not in before and fact.unit.measure == "iso4217:USD":
        before = f"${before}"
    text = printed_piece(fact.shown) or (EM_DASH if fact.dash or fact.value == 0 else fact.shown)
    return DisplayCell(text, facts.get(slot, ()), before, after)


def _affixes(fact: ParsedFact) -> tuple[str, str]:
    """What stands before and after the digits: currency sign, parentheses for a negative figure, per cent sign."""
    currency = "$" if "$" in fact.shown and fact.unit.measure.startswith("iso4217:") else ""
    percent = "%" if "%" in fact.shown else ""
    if fact.value is not None and fact.value < 0:
        return f"{currency}(", f"{percent})"
    return currency, percent


def _rows_with_currency(
    statement: Statement, by_row: Mapping[int, Mapping[int, Slot]], concepts: Mapping[RowKey, str]
) -> frozenset[int]:
    """Rows that get a currency sign by custom: where the source prints any, only those it prints; otherwise the first
    amount, the great totals, and amounts per share."""
    shown = [slot.facts[0] for cells in by_row.values() for slot in cells.values()]
    if any("$" in fact.shown for fact in shown):
        return frozenset()
    marked: set[int] = set()
    for row, cells in sorted(by_row.items()):
        units: set[Unit] = {slot.facts[0].unit for slot in cells.values()}
        first = not marked and any(unit.measure.startswith("iso4217:") and not unit.per for unit in units)
        grand = concepts.get((statement.index, row)) in _GRAND and statement.rows[row].is_total
        if first or grand or any(unit.per for unit in units):
            marked.add(row)
    return frozenset(marked)


def _indents(rows: Sequence[Row]) -> list[int]:
    """Whole steps: the rank of a row's own indentation where the source sets rows in under their headings, else the
    row's nesting. A heading that is set deeper than the row after it is a centred one."""
    ranks = sorted({round(row.indent) for row in rows})
    steps: list[int] = []
    for value in ranks:
        near = steps and value - ranks[len(steps) - 1] < 2
        steps.append(steps[-1] if near else (steps[-1] + 1 if steps else 0))
    rank = dict(zip(ranks, steps, strict=True))
    found = [rank[round(row.indent)] for row in rows]
    if not any(above.is_heading and found[n] < found[n + 1] for n, above in enumerate(rows[:-1])):
        found = [max(len(row.section), steps) for row, steps in zip(rows, found, strict=True)]
    for n in range(len(rows) - 2, -1, -1):
        if rows[n].is_heading:
            found[n] = min(found[n], found[n + 1])
    return [min(indent, _DEEPEST) for indent in found]
