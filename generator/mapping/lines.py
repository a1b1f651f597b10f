"""Statements as the mapper reads them: one `Line` for every caption and kind of figure that needs a concept.

A row holds one line for its amounts and another for its share counts; an opening balance and the flow under the same
caption are two lines; every figure inside a caption is a line of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.facts.model import ParsedFact, Row, Statement, StatementKind, Unit
from generator.mapping.components import column_component, share_class
from generator.mapping.labels import key, words

SHORT = {
    StatementKind.BALANCE_SHEET: "BS",
    StatementKind.PARENTHETICAL: "BSP",
    StatementKind.OPERATIONS: "IS",
    StatementKind.COMPREHENSIVE_INCOME: "CI",
    StatementKind.CASH_FLOWS: "CF",
    StatementKind.EQUITY: "EQ",
}


@dataclass(slots=True, eq=False)
class Line:
    """What needs a concept, with everything around it that tells which.

    `kind` is the statement's short name, `unit` one of money, shares, per-share, pure, other; `figure` the words
    that name a figure inside a caption. `shown_negative` counts the figures shown negative, `shown_positive` those
    shown positive. Neighbours are lines of the same statement, by their `place` in the report (-1: none);
    `total_after` is the caption of the next total below. `side` is the part of the statement: “assets current”,
    “claims noncurrent”, “operating”, “supplemental”. `columns` are the headings under which a line of a statement
    of equity has figures, `headers` one for each fact; `share_class` is the class of shares that its words name.
    """

    kind: str
    label: str
    unit: str
    instant: bool
    statement: int = 0
    row: int = 0
    section: tuple[str, ...] = ()
    figure: str = ""
    is_total: bool = False
    component: str = ""
    facts: tuple[ParsedFact, ...] = ()
    shown_negative: int = 0
    shown_positive: int = 0
    total_after: str = ""
    key: str = field(default="")
    place: int = 0
    previous: int = -1
    following: int = -1
    total: int = -1
    side: str = ""
    columns: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    share_class: str = ""

    def __post_init__(self) -> None:
        if not self.key:
            self.key = key(self.label)


def read_lines(statements: Sequence[Statement]) -> list[Line]:
    """Every line of the primary statements, in reading order, with its surroundings filled in."""
    lines: list[Line] = []
    for statement in statements:
        if statement.kind.is_primary:
            lines.extend(_lines_of(statement))
    surround(lines)
    return lines


def unit_name(unit: Unit) -> str:
    if unit.measure.startswith("iso4217:"):
        return "per-share" if unit.per == "xbrli:shares" else ("other" if unit.per else "money")
    return {"xbrli:shares": "shares", "xbrli:pure": "pure"}.get(unit.measure, "other") if not unit.per else "other"


def surround(lines: Sequence[Line]) -> None:
    """Fill in neighbours, totals and parts within each statement."""
    by_statement: defaultdict[int, list[Line]] = defaultdict(list)
    for place, line in enumerate(lines):
        line.place = place
        by_statement[line.statement].append(line)
    classified = any(line.kind == "BS" and "total current" in line.key for line in lines)
    for members in by_statement.values():
        near: Line | None = None
        for line in members:
            line.previous = near.place if near else -1
            near = near if line.figure else line
        near = total = None
        for line in reversed(members):
            line.following, line.total = near.place if near else -1, total.place if total else -1
            line.total_after = total.key if total else ""
            if not line.figure:
                near = line
                total = line if looks_total(line) else total
        _take_sides(members, classified=classified)


def _take_sides(members: Sequence[Line], *, classified: bool) -> None:
    """Which part of its statement a line stands in, by the totals below it: assets or claims of a balance sheet,
    current or not; operating, investing, financing or supplemental on a statement of cash flows."""
    side, current = "", "noncurrent" if classified else ""
    for line in reversed(members):
        seen = line.key
        if line.kind in ("BS", "BSP"):
            if seen.startswith("total asset"):
                side, current = "assets", "noncurrent" if classified else ""
            elif seen.startswith(("total liability", "total equity", "total stockholder")) and not side:
                side = "claims"
            if seen.startswith("total current"):
                current = "current"
            elif looks_total(line):
                current = "noncurrent" if seen.startswith(("total noncurrent", "total long term")) else current
            heading = " ".join(key(part) for part in line.section[-2:])
            now = current
            if heading:
                now = "noncurrent" if re.search(r"noncurrent|long term|other asset", heading) else current
                now = "current" if re.search(r"\bcurrent", heading) and current != "" else now
            line.side = f"{side} {now}".strip()
        elif line.kind == "CF":
            for word in ("operating", "investing", "financing"):
                if re.match(
                    rf"(?:total )?(?:net )?cash .*{word}|(?:net )?cash flow .*{word}|{word} activity", seen
                ) and looks_total(line):
                    side = word
            if not side:
                heading = " ".join(key(part) for part in line.section)
                words_here = [
                    w for w in ("operating", "investing", "financing") if w in heading.rpartition("cash flow")[2]
                ]
                if re.search(r"supplement|noncash (?:investing|financing|transaction)|disclosure", heading):
                    line.side = "supplemental"
                    continue
                line.side = words_here[0] if words_here else "end"
            else:
                line.side = side


_TOTAL = re.compile(
    r"^total\b|^net cash\b|^cash (?:provided|used|flow|generated)|^(?:gross|operating) (?:income|margin|loss)\b|"
    r"^(?:net )?income (?:loss )?(?:before|operation)|^(?:net )?loss (?:income )?(?:before|operation)|"
    r"^net (?:income|loss)\b|"
    r"^comprehensive (?:income|loss)"
)


def looks_total(line: Line) -> bool:
    return line.is_total or bool(_TOTAL.match(line.key))


def _lines_of(statement: Statement) -> list[Line]:
    groups: dict[tuple[int, str, bool, str, str, str], list[ParsedFact]] = {}
    classes = _classes(statement)
    for fact in statement.facts:
        row = statement.rows[fact.row] if 0 <= fact.row < len(statement.rows) else None
        figure = figure_words(row.label if row else "", fact) if fact.phrase else ""
        outside = _outside_equity(statement, fact)
        group = (fact.row, unit_name(fact.unit), fact.period.is_instant, figure, outside, classes.get(id(fact), ""))
        groups.setdefault(group, []).append(fact)
    order = sorted(groups, key=lambda group: (group[0], bool(group[3]), bool(group[4])))
    kind = SHORT[statement.kind]
    lines = []
    for group in order:
        number, unit, instant, figure, outside, class_ = group
        row = statement.rows[number] if 0 <= number < len(statement.rows) else Row(number, "", statement.span)
        facts = tuple(groups[group])
        values = [fact.value for fact in facts if fact.value]
        lines.append(
            Line(
                kind,
                f"{outside} {row.label}" if outside else row.label,
                unit,
                instant,
                statement=statement.index,
                row=number,
                section=row.section,
                figure=figure,
                is_total=row.is_total,
                component=row.component,
                facts=facts,
                shown_negative=sum(value < 0 for value in values),
                shown_positive=sum(value > 0 for value in values),
                columns=_headed(statement, facts) if kind == "EQ" else (),
                headers=tuple(_header(statement, fact) for fact in facts),
                share_class=class_,
            )
        )
    return lines


def _classes(statement: Statement) -> dict[int, str]:
    """The class of shares of every fact (by identity) whose words name one: its row's caption, or in a caption of
    several classes the words at the figure and at those after it."""
    found: dict[int, str] = {}
    if statement.kind is StatementKind.EQUITY:
        return found
    named: dict[int, str] = {}
    for fact in statement.facts:
        label = statement.rows[fact.row].label if 0 <= fact.row < len(statement.rows) else ""
        if fact.phrase and re.match(r"(?:class|series) [a-h]\b", fact.phrase, re.I):
            named[fact.row] = share_class(fact.phrase)
        found[id(fact)] = share_class(label) or (named.get(fact.row, "") if fact.phrase else "")
    return found


def _headed(statement: Statement, facts: Sequence[ParsedFact]) -> tuple[str, ...]:
    """The headings of the columns in which a line of a statement of equity has figures."""
    found = [
        statement.columns[fact.column].component
        for fact in facts
        if fact.value and 0 <= fact.column < len(statement.columns) and statement.columns[fact.column].component
    ]
    return tuple(dict.fromkeys(found))


def _outside_equity(statement: Statement, fact: ParsedFact) -> str:
    """The heading of a column that stands beside equity, not in it: there a caption means another concept."""
    if statement.kind is not StatementKind.EQUITY or not 0 <= fact.column < len(statement.columns):
        return ""
    heading = statement.columns[fact.column].component
    return heading if heading and column_component(heading) == "" else ""


def _header(statement: Statement, fact: ParsedFact) -> str:
    """What sets a fact's column apart from the others beside its period: its component, nothing for a total of all."""
    if statement.kind is not StatementKind.EQUITY or not 0 <= fact.column < len(statement.columns):
        return ""
    heading = statement.columns[fact.column].component
    member = column_component(heading) if heading else "total"
    if member == "total" and _OWNERS.search(heading):
        others = any("noncontrolling" in words(column.component) for column in statement.columns)
        return heading if others else ""
    return "" if member in ("total", "") else heading


_OWNERS = re.compile(r"stock|share|parent|attributable|owner", re.I)


_CUES = (
    "par", "stated", "authorized", "issued", "outstanding", "liquidation", "redemption", "allowance", "reserve",
    "depreciation", "amortization", "accumulated", "tax", "treasury", "held", "doubtful", "credit", "discount",
    "issuable", "subscribed", "per", "dividend", "interest", "value", "related", "consolidated", "variable",
    "restricted", "net",
)  # fmt: skip
_DIGITS = re.compile(r"\d[\d,.]*")
_CLAUSE = re.compile(r"[;,)(–—]")


def figure_words(label: str, fact: ParsedFact) -> str:
    """What a figure inside a caption measures: the telling words of the clause it stands in, or of its phrase; of the
    phrase alone for a word ("no shares and 22,094 shares issued"), which may stand in others."""
    shown = fact.shown.strip("$()- ")
    at = label.find(shown) if shown and not shown.isalpha() else -1
    found = ""
    if at >= 0:
        found = _cues(_following(label[at + len(shown) :])) or _cues(_preceding(label[:at]))
    return found or _cues(fact.phrase) or "figure"


def _following(text: str) -> str:
    """The rest of the clause after a figure; a figure that is joined by "and" to another shares its clause."""
    joined = re.match(r"\s*(?:and|,|;)\s*(?:and\s+)?[$]?[\d.,]+", text)
    if joined:
        text = text[joined.end() :]
    number = _DIGITS.search(text)
    text = text[: number.start()] if number else text
    return _CLAUSE.split(text, maxsplit=1)[0]


def _preceding(text: str) -> str:
    number = None
    for number in _DIGITS.finditer(text):
        if words(text[number.end() :]):
            continue
        break
    clauses = [clause for clause in re.split(r"[;)(]", text) if words(clause)]
    return clauses[-1] if clauses else ""


def _cues(text: str) -> str:
    seen = words(text)
    return " ".join(cue for cue in _CUES if cue in seen)
