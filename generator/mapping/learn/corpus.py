"""The filings that are learned from: as lines with the concept that the filer chose.

Two sources: benchmark filings of today (gold rows) and the statements of 2009 and 2010 (captions and concepts in order,
without figures). Companies are told apart by CIK across both, so that a company can be left out of everything.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.diagnostics import SourceSpan
from generator.facts.model import Column, ParsedFact, Period, Row, Statement, StatementKind, Unit
from generator.mapping.knowledge import EXTENSION, translate
from generator.mapping.lines import Line, read_lines, surround
from taxonomy.catalogue import Catalogue

HELD_BACK = frozenset({"C-epicept-2008q2", "C-epicept-2008may"})
"""The end-to-end check: never learned from."""

_KINDS = {
    "BS": StatementKind.BALANCE_SHEET,
    "BSP": StatementKind.PARENTHETICAL,
    "IS": StatementKind.OPERATIONS,
    "CI": StatementKind.COMPREHENSIVE_INCOME,
    "CF": StatementKind.CASH_FLOWS,
    "EQ": StatementKind.EQUITY,
}


@dataclass(slots=True)
class Filing:
    """Lines of one report with what their filer chose: `answers[i]` are the acceptable concepts of `lines[i]`, the
    filer's own first (`extension` where it is not a standard one); `flipped[i]` whether the fact's sign is opposite to
    the shown one (None: unknown); `counts[i]` how many figures the line has."""

    id: str
    company: str
    era: str
    industry: str
    lines: list[Line]
    answers: list[tuple[str, ...]]
    flipped: list[bool | None]
    weight: float = 1.0
    statements: tuple[Statement, ...] = field(default=())
    gold: list[list[dict[str, Any]]] = field(default_factory=list)


def all_filings(shared: Path, catalogue: Catalogue) -> list[Filing]:
    """Everything that is learned from, in a fixed order."""
    old = shared / "us-gaap" / "filers-2009-2010" / "statements.csv.gz"
    return [*gold_filings(shared / "bench" / "dev", catalogue), *old_filings(old, catalogue)]


def gold_filings(folder: Path, catalogue: Catalogue, *, held_back: bool = False) -> Iterator[Filing]:
    """The benchmark filings below `folder` (sets A, A2, B; and C only when `held_back`)."""
    for path in sorted(folder.glob("*/*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["facts"] and (gold["id"] in HELD_BACK) == held_back:
            yield gold_filing(gold, catalogue)


def gold_filing(gold: dict[str, Any], catalogue: Catalogue) -> Filing:
    statements, chosen = gold_statements(gold)
    lines = read_lines(statements)
    filing = Filing(gold["id"], company(gold), "new", gold.get("industry") or "", lines, [], [], statements=statements)
    for line in lines:
        entries = [chosen[id(fact)] for fact in line.facts]
        # the undimensioned facts speak for the line: a dimension may change what the filer calls the whole row
        plain = [entry for entry in entries if not entry["dimensions"]] or entries
        names: dict[str, int] = defaultdict(int)
        for entry in plain:
            names[_combined(line, standard(entry["concept"], catalogue))] += 1
        best = sorted(names, key=lambda name: -names[name])
        also = [standard(other["concept"], catalogue) for entry in plain for other in entry.get("alternatives", ())]
        filing.answers.append(tuple(dict.fromkeys([*best[:1], *best[1:], *also])))
        filing.flipped.append(_flipped(line, entries, best[0], catalogue))
        filing.gold.append(entries)
    return filing


def standard(concept: str, catalogue: Catalogue) -> str:
    prefix, _, _ = concept.partition(":")
    if prefix not in ("us-gaap", "srt", "dei"):
        return EXTENSION
    found = translate(concept, catalogue)
    return found or EXTENSION


def _combined(line: Line, answer: str) -> str:
    """A figure for basic and diluted had a concept of its own until 2024; now it is two facts, the basic first."""
    seen = line.key.split()
    if answer == EXTENSION and "basic" in seen and "diluted" in seen and "continuing" not in line.key:
        if line.unit == "per-share":
            return "us-gaap:EarningsPerShareBasic"
        if line.unit == "shares":
            return "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic"
    return answer


def _flipped(line: Line, entries: Sequence[dict[str, Any]], answer: str, catalogue: Catalogue) -> bool | None:
    same = opposite = 0
    for fact, entry in zip(line.facts, entries, strict=True):
        if fact.value and entry["value"] is not None and standard(entry["concept"], catalogue) == answer:
            same += fact.value == Decimal(entry["value"])
            opposite += fact.value == -Decimal(entry["value"])
    return None if same + opposite == 0 else opposite > same


def company(gold: dict[str, Any]) -> str:
    return str(int(gold["cik"])) if str(gold.get("cik") or "").isdigit() else str(gold["company"])


def gold_statements(gold: dict[str, Any]) -> tuple[tuple[Statement, ...], dict[int, dict[str, Any]]]:
    """Statements rebuilt from gold rows, and for each fact (by identity) the gold entry behind it."""
    tables: defaultdict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for entry in gold["facts"]:
        kind = entry["statement"].removesuffix("_cont")
        if kind in _KINDS:
            tables[(kind, entry["table"])].append(entry)
    statements: list[Statement] = []
    chosen: dict[int, dict[str, Any]] = {}
    for index, (kind, table) in enumerate(sorted(tables, key=lambda found: found[1])):
        entries = tables[(kind, table)]
        numbers = sorted({_row(entry) for entry in entries})
        place = {number: at for at, number in enumerate(numbers)}
        rows: dict[int, Row] = {}
        columns: dict[str, Column] = {}
        facts: list[ParsedFact] = []
        seen: dict[tuple[int, str, str, str, str], int] = {}
        for entry in sorted(entries, key=lambda found: (_row(found), found["in_label"])):
            at = place[_row(entry)]
            span = SourceSpan(_row(entry) + 1)
            label = entry["row_label"]
            if at not in rows:
                total = bool(re.match(r"\s*(total|net cash)", label, re.I))
                rows[at] = Row(at, label, span, section=tuple(entry["row_section"]), is_total=total)
            heading = entry["column_header"]
            column = columns.setdefault(
                heading, Column(len(columns), heading, component=heading if kind == "EQ" else "")
            )
            fact = _fact(entry, index, at, column.index, span)
            place_key = (at, heading, str(fact.period), str(fact.unit), f"{fact.shown}{entry['in_label']}")
            if place_key in seen and not entry["in_label"]:
                continue  # the same printed figure under a second concept: the first one speaks
            seen[place_key] = 1
            facts.append(fact)
            chosen[id(fact)] = entry
        statements.append(
            Statement(
                index,
                _KINDS[kind],
                kind,
                tuple(columns.values()),
                tuple(rows[at] for at in sorted(rows)),
                tuple(facts),
                0,
                "USD",
                table,
                SourceSpan(1),
            )
        )
    return tuple(statements), chosen


def _row(entry: dict[str, Any]) -> int:
    return int(entry.get("row", entry.get("line", 9999)))


def _fact(entry: dict[str, Any], statement: int, row: int, column: int, span: SourceSpan) -> ParsedFact:
    measure, _, per = str(entry["unit"]).partition("/")
    period = entry["period"]
    shown = entry["displayed"] or ""
    value = None if entry["value"] is None else Decimal(entry["value"])
    if value is not None:
        negative = bool(re.match(r"\s*[$€£]?\s*[(\-−–]", shown)) and any(letter.isdigit() for letter in shown)
        value = -abs(value) if negative else abs(value)
    instant = period.get("instant")
    return ParsedFact(
        value,
        Unit(measure, per),
        Period(date.fromisoformat(instant))
        if instant
        else Period(date.fromisoformat(period["end"]), date.fromisoformat(period["start"])),
        None,
        0,
        shown,
        span,
        statement=statement,
        row=row,
        column=column,
        dash=bool(entry["dash"]),
        phrase=entry["row_label"] if entry["in_label"] else "",
    )


def old_filings(path: Path, catalogue: Catalogue) -> Iterator[Filing]:
    """The statements of 2009 and 2010, one filing at a time."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        filing: Filing | None = None
        for row in csv.DictReader(file):
            if filing is None or filing.id != row["adsh"]:
                if filing is not None:
                    surround(filing.lines)
                    yield filing
                filing = Filing(row["adsh"], str(int(row["cik"])), "old", row["sic"].partition(".")[0], [], [], [])
            _add_old(filing, row, catalogue)
        if filing is not None:
            surround(filing.lines)
            yield filing


def _add_old(filing: Filing, row: dict[str, str], catalogue: Catalogue) -> None:
    kind = "BSP" if row["stmt"] == "BS" and row["inpth"] == "1" else row["stmt"]
    answer = EXTENSION
    unit, instant = "money", kind in ("BS", "BSP")
    if row["custom"] == "false":
        found = translate("us-gaap:" + row["tag"], catalogue)
        concept = catalogue.concept(found) if found else None
        if concept is None or concept.abstract:
            return
        answer, unit, instant = concept.qname, unit_of(concept.type), concept.period_type == "instant"
        if unit == "text":
            return
    elif re.search(r"per share|per unit", row["label"], re.I):
        unit = "per-share"
    elif re.search(r"\bshares\b", row["label"], re.I):
        unit = "shares"
    if kind == "CF" and answer == "us-gaap:CashAndCashEquivalentsAtCarryingValue":
        answer = "us-gaap:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"  # since ASU 2016-18
    flipped = None if kind in ("BS", "BSP") else row["negating"] == "true"
    line = Line(kind, row["label"], unit, instant, statement=int(row["report"]), row=int(row["line"]))
    filing.lines.append(line)
    filing.answers.append((_combined(line, answer),))
    filing.flipped.append(flipped)


def unit_of(type_name: str) -> str:
    """The kind of unit that a concept of this type is measured in."""
    local = type_name.partition(":")[2]
    return {
        "monetaryItemType": "money",
        "sharesItemType": "shares",
        "perShareItemType": "per-share",
        "percentItemType": "pure",
        "pureItemType": "pure",
        "decimalItemType": "pure",
        "integerItemType": "pure",
    }.get(
        local, "text" if local in ("stringItemType", "textBlockItemType", "domainItemType", "dateItemType") else "other"
    )
