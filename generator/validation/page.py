"""The verdict as a page for a person: what was read, tagged and left, what was found, what remains to be done."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.diagnostics import Diagnostic, Severity, SourceSpan
from generator.facts.model import Footing, ParsedFact, Period, Statement, StatementKind
from generator.mapping.model import Mapping
from generator.report.cover import CAPTIONS
from generator.report.model import Fact, NoteTopic, Report
from generator.resources import templates_directory
from generator.validation.verdict import Check, Status, Verdict

_UNTITLED = {StatementKind.NARRATIVE: "Figures in the text"}
_HEADLINES = {
    Status.VALID: ("Valid", "Every check that ran was passed."),
    Status.VALID_WITH_WARNINGS: ("Valid, with warnings", "The filing is valid; some things ask for a look."),
    Status.INVALID: ("Invalid", "The filing must not be used as it is."),
    Status.NOT_VALIDATED: ("Not validated", "The checks did not run to their end, so nothing can be said."),
}
_NOT_YET = "EDGAR does not take it yet: something is still to be supplied."
_LONGEST = 120
_OTHERS = 3
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class MessageGroup:
    """Messages of one code, worst code first. They share a remedy, or each carries its own."""

    code: str
    severity: Severity
    remedy: str
    messages: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class SupplyLine:
    """What a filer must still supply, as a cover page calls it, and the concepts that it is reported by."""

    name: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What was read of one statement: `left` counts the numbers that no fact reports."""

    title: str
    kind: str
    line: int
    periods: tuple[str, ...]
    scale: str
    numbers: int
    tagged: int
    left: int


@dataclass(frozen=True, slots=True)
class LeftNumber:
    statement: str
    label: str
    shown: str
    period: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A row whose concept a person should confirm; `others` are the next best worth a percent. Confidences are in
    percent."""

    label: str
    statement: str
    concept: str
    confidence: int
    others: tuple[tuple[str, int], ...]
    place: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note of the source: the text block that it reports, if any, and how many of its topics are one each."""

    title: str
    concept: str
    topics: int
    place: str


@dataclass(frozen=True, slots=True)
class FactLine:
    id: str
    concept: str
    label: str
    period: str
    value: str
    unit: str
    decimals: str
    members: str
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class FootingLine:
    """One total in one column: `shown` on the page, `computed` from its items."""

    total: str
    items: int
    period: str
    shown: str
    computed: str
    holds: bool


@dataclass(frozen=True, slots=True)
class FootingTable:
    title: str
    lines: tuple[FootingLine, ...]
    failed: int


def render_verdict_page(
    verdict: Verdict, report: Report, statements: Sequence[Statement], mappings: Sequence[Mapping] = ()
) -> bytes:
    """The page as HTML (UTF-8): one file, no network, light and dark, readable on a phone. Same input, same bytes.
    `mappings` give the choices to confirm and the reasons for numbers that were left untagged."""
    environment = Environment(
        loader=FileSystemLoader(templates_directory()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"place": str, "name": _breakable}
    headline, explanation = _HEADLINES[verdict.status]
    if verdict.needed and not verdict.exit_code:
        explanation = f"{explanation} {_NOT_YET}"
    left = tuple(_left(statements, report, verdict.earlier, mappings))
    findings = _without(verdict.diagnostics, verdict.needed)
    severities = Counter(d.severity for d in (*findings, *verdict.earlier))
    text = environment.get_template("verdict.html").render(
        verdict=verdict,
        report=report,
        headline=headline,
        explanation=explanation,
        supply=_supply(verdict.needed),
        needed=groups(verdict.needed),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        findings=groups(findings),
        earlier=groups(verdict.earlier),
        statements=tuple(_statement_lines(statements, report)),
        unsure=tuple(_unsure(statements, mappings)),
        left=left,
        reasons=Counter(number.reason for number in left).most_common(),
        footings=tuple(_footings(statements)),
        notes=tuple(_note_lines(report)),
        facts=tuple(_fact_lines(report)),
        checks=_checks_by_profile(verdict.checks),
    )
    return text.encode("utf-8")


def _breakable(name: str) -> Markup:
    """The name of a concept, which may be broken before each of its words; `us-gaap` goes without saying."""
    words = re.split(r"(?<=[a-z0-9:])(?=[A-Z])", name.removeprefix("us-gaap:"))
    return Markup("<wbr>").join(escape(word) for word in words)


def _supply(needed: Sequence[Diagnostic]) -> tuple[SupplyLine, ...]:
    """Each thing once, in the order in which a cover page has them; what no concept stands for comes last, in words."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    order = list(CAPTIONS)
    local = {d: (d.concept or "").partition(":")[2] for d in needed}
    for d in sorted(needed, key=lambda d: order.index(local[d]) if local[d] in CAPTIONS else len(order)):
        caption = CAPTIONS.get(local[d]) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local[d]) or d.message
        found[caption] |= {local[d]: None} if local[d] else {}
    return tuple(SupplyLine(caption, tuple(concepts)) for caption, concepts in found.items())


def groups(diagnostics: Iterable[Diagnostic]) -> tuple[MessageGroup, ...]:
    """Messages by code and severity, errors first, then in order of appearance."""
    found: defaultdict[tuple[str, Severity], list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        found[diagnostic.code, diagnostic.severity].append(diagnostic)
    made = []
    for (code, severity), members in found.items():
        remedies = {d.remedy for d in members}
        made.append(MessageGroup(code, severity, remedies.pop() if len(remedies) == 1 else "", tuple(members)))
    return tuple(sorted(made, key=lambda group: _ORDER[group.severity]))


def _without(diagnostics: Sequence[Diagnostic], others: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    known = set(others)
    return tuple(d for d in diagnostics if d not in known)


def _statement_lines(statements: Sequence[Statement], report: Report) -> Iterator[StatementLine]:
    tagged = _tagged(report)
    for statement in statements:
        count = sum(fact.span in tagged for fact in statement.facts)
        periods = dict.fromkeys(_period(c.period) for c in statement.columns if c.period)
        by_row = {_period(fact.period) for fact in statement.facts}
        if not periods and by_row:
            periods = {f"{len(by_row)} periods, each row its own" if len(by_row) > 1 else by_row.pop(): None}
        yield StatementLine(
            title=statement.title or _UNTITLED.get(statement.kind) or _kind(statement),
            kind=_kind(statement),
            line=statement.span.line,
            periods=tuple(periods),
            scale="" if statement.kind is StatementKind.NARRATIVE else _scale(statement),
            numbers=len(statement.facts),
            tagged=count,
            left=len(statement.facts) - count,
        )


def _unsure(statements: Sequence[Statement], mappings: Iterable[Mapping]) -> Iterator[ChoiceLine]:
    """The rows to confirm, least sure first. A sentence that restates a row is confirmed with it."""
    known = {statement.index: statement for statement in statements if statement.kind is not StatementKind.NARRATIVE}
    rows = {(m.fact.statement, m.fact.row): m for m in reversed(list(mappings)) if m.is_unsure}
    for (index, row), mapping in sorted(rows.items(), key=lambda item: (item[1].confidence, item[0])):
        if index in known:
            extension = mapping.extension
            yield ChoiceLine(
                label=known[index].rows[row].label or mapping.fact.phrase or "(no label)",
                statement=known[index].title or known[index].kind.value,
                concept=mapping.concept or f"an extension: {extension.name if extension else ''}",
                confidence=round(mapping.confidence * 100),
                others=tuple(
                    (other.concept, percent)
                    for other in mapping.runners_up[:_OTHERS]
                    if (percent := round(other.confidence * 100))
                ),
                place=str(mapping.fact.span),
            )


def _left(
    statements: Sequence[Statement], report: Report, earlier: Iterable[Diagnostic], mappings: Iterable[Mapping]
) -> Iterator[LeftNumber]:
    """Numbers of the source that no fact reports, with what was said about their place."""
    tagged = _tagged(report)
    reasons = {d.span: d.message for d in earlier if d.span is not None}
    reasons |= {m.fact.span: m.reason for m in mappings if m.reason}
    for statement in statements:
        usual = "" if statement.kind.is_primary else f"its table is no primary statement ({_kind(statement)})"
        for fact in statement.facts:
            if fact.span in tagged:
                continue
            label = statement.rows[fact.row].label if 0 <= fact.row < len(statement.rows) else fact.phrase
            yield LeftNumber(
                statement=statement.title or statement.kind.value,
                label=label or fact.phrase or "(no label)",
                shown=fact.shown or _number(fact.value),
                period=_period(fact.period),
                place=str(fact.span),
                reason=reasons.get(fact.span) or usual or "see the messages above",
            )


def _tagged(report: Report) -> set[SourceSpan]:
    return {fact.span for fact in report.facts if fact.span is not None}


def _kind(statement: Statement) -> str:
    return {"non-gaap": "non-GAAP"}.get(statement.kind.value) or statement.kind.value.replace("-", " ")


def _scale(statement: Statement) -> str:
    words = {0: "in units", 3: "in thousands", 6: "in millions", 9: "in billions"}
    return f"{statement.currency} {words.get(statement.scale, f'scale {statement.scale}')}"


def _footings(statements: Sequence[Statement]) -> Iterator[FootingTable]:
    for statement in statements:
        values = {(fact.row, fact.column): fact for fact in statement.facts if fact.value is not None}
        lines = [line for footing in statement.footings for line in _footing_lines(statement, footing, values)]
        if lines:
            title = statement.title or _kind(statement)
            yield FootingTable(title, tuple(lines), sum(not line.holds for line in lines))


def _footing_lines(
    statement: Statement, footing: Footing, values: dict[tuple[int, int], ParsedFact]
) -> Iterator[FootingLine]:
    differences = dict(zip(footing.fails, footing.differences, strict=False))
    for column in sorted((*footing.holds, *footing.fails)):
        total = values.get((footing.total, column))
        if total is None or total.value is None:
            continue
        computed = total.value - differences.get(column, Decimal(0))
        yield FootingLine(
            total=statement.rows[footing.total].label or "(unlabelled total)",
            items=len(footing.items),
            period=_period(total.period),
            shown=_number(total.value),
            computed=_number(computed) if column in differences else "agrees",
            holds=column in footing.holds,
        )


def _note_lines(report: Report) -> Iterator[NoteLine]:
    concepts = {fact.id: fact.concept for fact in report.facts}
    for note in report.notes:
        topics = sum(isinstance(item, NoteTopic) and bool(item.fact) for item in note.content)
        yield NoteLine(note.title, concepts.get(note.fact, ""), topics, str(note.blocks[0].begins))


def _fact_lines(report: Report) -> Iterator[FactLine]:
    labels = {label.concept: label.text for label in report.labels if label.role == "label"}
    for fact in report.facts:
        yield FactLine(
            id=fact.id,
            concept=fact.concept,
            label=labels.get(fact.concept, ""),
            period=_period(fact.period),
            value=_value(fact),
            unit=_unit(fact),
            decimals="" if not fact.is_numeric else "exact" if fact.decimals is None else str(fact.decimals),
            members=", ".join(member.partition(":")[2] for _, member in fact.dimensions),
            place=str(fact.span) if fact.span else "",
            note=", ".join(word for word, holds in (("hidden", fact.hidden), ("dash", fact.dash)) if holds),
        )


def _period(period: Period) -> str:
    """`2008-01-01 to 2008-06-30`; one date for an instant and for a single day."""
    if period.start in (None, period.end):
        return period.end.isoformat()
    return f"{period.start} to {period.end}"


def _unit(fact: Fact) -> str:
    return "" if fact.unit is None else "/".join(p.partition(":")[2] for p in str(fact.unit).split("/"))


def _value(fact: Fact) -> str:
    """The value; of a text block, how it begins."""
    if not fact.escaped:
        return _number(fact.value) if fact.value is not None else "nil"
    text = " ".join(re.sub(r"<[^>]*>", " ", str(fact.value)).split())
    return html.unescape(text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} ...")


def _number(value: Decimal | str | None) -> str:
    return f"{value:,f}".replace("-", "\u2212") if isinstance(value, Decimal) else str(value)


def _checks_by_profile(checks: Iterable[Check]) -> dict[str, list[Check]]:
    found: defaultdict[str, list[Check]] = defaultdict(list)
    for check in checks:
        found[check.profile].append(check)
    return dict(found)
