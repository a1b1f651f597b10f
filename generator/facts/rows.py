"""Lines to rows: wrapped labels joined, sections stacked, totals told by words and rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generator.facts.columns import Line

_OPEN_END = re.compile(
    r"(?:[,\-–—/&(]|\b(?:and|or|of|the|a|an|in|to|from|for|by|on|at|per|with|net|common|than|its|used|provided|attributable|other|as|fiscal|ended))$",
    re.IGNORECASE,
)
# What a wrapped line that starts with a figure goes on from: a month before its day, a list, a name before its number.
_AWAITS_FIGURE = re.compile(
    r"(?:;|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.|asu|asc|topic|notes?|series|class|no\."
    r"|(?:authori[sz]ed|issued|outstanding|shares|less allowances?[^:]*|less accumulated[^:]*):))$",
    re.IGNORECASE,
)
_STARTS_WITH_FIGURE = re.compile(r"[($\d]|(?:none|nil)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
_BY_YEAR = re.compile(r"(?:^|[:;(]\s*)(?:19|20)\d\d\s*(?:-{1,2}|[–—:=,])\s*\$?\d[\d,.]*\W*$")
_TOTAL = re.compile(
    r"^(?:sub-?)?total\b|\btotal$|^net cash\b|^gross (?:profit|margin)|^net (?:income|loss|earnings|\(loss\)|increase|decrease|change)"  # noqa: E501
    r"|^(?:income|loss|earnings|\(loss\)).{0,40}\b(?:before|from (?:continuing )?operations)|^operating (?:income|loss|profit|earnings)"  # noqa: E501
    r"|^comprehensive (?:income|loss)|^(?:net )?cash (?:flows? )?(?:from|provided|used|\().*\bactivities\b",
    re.IGNORECASE,
)  # fmt: skip
_LEFT_NET = re.compile(r",? net$", re.IGNORECASE)
_PART = {"current", "noncurrent", "other"}  # a total of these is a total of a part
_NO_SECTION = re.compile(
    r"^\W*(?:commitments|contingenc|contingent|see (?:accompanying )?notes?|\()"
    r"|^(?=.*\b(?:shares|authori[sz]ed|issued|outstanding)\b).*\d{1,3},\d{3}.*[^:]$",  # a caption of share counts
    re.IGNORECASE,
)


@dataclass(slots=True)
class LogicalRow:
    """A row of the statement put together from one or several printed lines."""

    label: str
    indent: float
    line: Line
    lines: list[Line] = field(default_factory=list)
    section: tuple[str, ...] = ()
    is_heading: bool = False
    is_total: bool = False
    after_blank: bool = False


def join_lines(lines: Sequence[Line]) -> list[LogicalRow]:
    """Rows in order. A label without figures is joined to the row that continues it; otherwise it is a heading."""
    rows: list[LogicalRow] = []
    pending: LogicalRow | None = None
    blank = False
    for line in lines:
        if not line.label and not line.values and not line.stray:
            blank = True
            if pending is not None and not _open(pending.label):
                rows.append(replace(pending, is_heading=True))
                pending = None
            continue
        if line.values or line.stray:
            if pending is not None and (not line.label or _continues(pending, line)):
                joined = " ".join(part for part in (pending.label, line.label) if part)
                rows.append(LogicalRow(joined, pending.indent, line, [*pending.lines, line], after_blank=pending.after_blank))  # fmt: skip  # noqa: E501
            else:
                if pending is not None:
                    rows.append(replace(pending, is_heading=True))
                rows.append(LogicalRow(line.label, line.indent, line, [line], after_blank=blank))
            pending = None
        elif pending is not None and _continues(pending, line):
            pending.label = f"{pending.label} {line.label}"
            pending.lines.append(line)
        elif pending is None and rows and not blank and _trails(rows[-1], line):
            rows[-1].label = f"{rows[-1].label} {line.label}"
            rows[-1].lines.append(line)
        else:
            if pending is not None:
                rows.append(replace(pending, is_heading=True))
            pending = LogicalRow(line.label, line.indent, line, [line], after_blank=blank)
        blank = False
    if pending is not None:
        rows.append(replace(pending, is_heading=True))
    return rows


def is_total_label(label: str) -> bool:
    """True for words that name a sum ("Total", "Net cash provided by", "Gross profit")."""
    return bool(_TOTAL.search(label))


def stack_sections(rows: list[LogicalRow]) -> None:
    """Sets `section` and `is_total` on every row. A heading holds the rows under it until a heading at its depth, a
    row further out, or the total that names it."""
    stack: list[LogicalRow] = []
    filled: set[int] = set()
    for row in rows:
        if row.is_heading:
            while (
                stack and stack[-1].indent >= row.indent and (id(stack[-1]) in filled or stack[-1].indent > row.indent)
            ):
                stack.pop()
            row.section = tuple(heading.label for heading in stack)
            if not _NO_SECTION.search(row.label):
                stack.append(row)
            continue
        row.is_total = is_total_label(row.label)
        while len(stack) > 1 and stack[-1].indent > row.indent and not row.is_total:
            stack.pop()
        if stack and stack[-1].indent > row.indent + 0.5 and not row.is_total and id(stack[-1]) in filled:
            stack.pop()
        row.section = tuple(heading.label for heading in stack)
        filled.update(id(heading) for heading in stack)
        if not row.label and row.line.values:
            row.label = _name_of_total(stack)
            row.is_total = True
        closed = next((i for i in range(len(stack) - 1, -1, -1) if _closes(row, stack[i])), None)
        if closed is not None:
            row.section = tuple(heading.label for heading in stack[: closed + 1])
            del stack[closed:]


def usual_places(rows: Iterable[LogicalRow]) -> int | None:
    """How many decimal places more than half of the amounts print; None where no number of places has so many."""
    places = Counter(
        number.places
        for row in rows
        for _, number in row.line.values.values()
        if not number.dash and not number.percent and number.value
    )
    usual = min(places, key=lambda p: (-places[p], p), default=None)
    return usual if usual is not None and places[usual] * 2 > sum(places.values()) else None


def _name_of_total(stack: Sequence[LogicalRow]) -> str:
    """A figure without a label under a list is the list's total: it is called after the heading."""
    heading = stack[-1].label.strip(" :") if stack else ""
    lowered = heading if heading.isupper() else f"{heading[:1].lower()}{heading[1:]}"
    return f"Total {lowered}" if heading else "Total"


def _continues(pending: LogicalRow, line: Line) -> bool:
    """A label goes on in a line that starts in lower case or after words that cannot end one."""
    if _STARTS_WITH_FIGURE.match(line.label) and line.indent >= pending.indent:
        if _AWAITS_FIGURE.search(pending.label) or pending.label.count("(") > pending.label.count(")"):
            return True
        if _BY_YEAR.search(pending.label) and _BY_YEAR.match(line.label):
            return True
    if pending.label.endswith(":"):
        return False
    if _ASIDE.fullmatch(line.label) and line.indent > pending.indent and line.values:
        return True
    if line.label[:1].islower() and not re.match(r"(?:i{1,3}|iv|vi{0,3}|[a-z])[.)]\s", line.label):
        return True
    return _open(pending.label) and line.indent >= pending.indent


def _trails(row: LogicalRow, line: Line) -> bool:
    """A line in lower case, or one after an open end, under a row that already has its figures."""
    if row.is_heading or line.label.endswith(":"):
        return False
    if line.label[:1].islower():
        return True
    return _open(row.label) and line.indent > row.indent


def _open(label: str) -> bool:
    return bool(_OPEN_END.search(label)) or label.count("(") > label.count(")")


def _closes(row: LogicalRow, heading: LogicalRow) -> bool:
    """A total in the heading's words; what is left net ("Property and equipment, net") in these words alone. Neither
    "Total current assets" nor "Intangible assets, net" is an end of all assets."""
    words, total = _words(heading.label), _words(row.label)
    if not words or not total:
        return False
    shared = len(words & total)
    if row.is_total:
        return shared / len(words) > 0.66 and not _PART & (total - words)
    return bool(_LEFT_NET.search(row.label)) and shared / len(words | total) > 0.66


def _words(label: str) -> set[str]:
    return {w.rstrip("s") for w in re.findall(r"[a-z]{3,}", label.lower())} - {
        "total",
        "net",
        "the",
        "and",
        "from",
        "adjustment",
    }
