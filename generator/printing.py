"""What the command line prints: tables and diagnostics for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from generator.diagnostics import Diagnostic, Severity
from generator.facts.check import CheckRow
from generator.facts.model import Note, StatementKind
from generator.pipeline import Generated
from generator.report.layout import statement_title
from generator.validation import Rule, Verdict

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_T = TypeVar("_T")


def with_progress(silent: bool, work: Callable[[Callable[[str], None]], _T]) -> _T:
    """Run `work`, showing the stage it is in where a person watches."""
    if silent or not err.is_terminal:
        return work(lambda stage: None)
    with err.status("Starting ...") as status:
        return work(lambda stage: status.update(f"{stage} ..."))


def print_generated(done: Generated) -> None:
    """Which statements were found and tagged, what a person should look at, and where the report is."""
    _print_statements(done)
    needed = set(done.verdict.needed)
    found = (*done.verdict.diagnostics, *done.verdict.earlier)
    print_diagnostics((d for d in found if d not in needed), least=Severity.WARNING)
    _print_needed(done.verdict)
    _print_status(done.verdict, f"{len(done.report.facts)} facts of {done.report.entity.name}")
    out.print(f"report   {escape(str(done.folder / done.filing.entry))}")
    out.print(f"verdict  {escape(str(done.folder / 'verdict.html'))}")


def _print_statements(done: Generated) -> None:
    """How many figures of each statement were tagged; nothing is cut off, however narrow the terminal."""
    tagged = Counter((m.fact.statement, m.outcome.value) for m in done.understood.mappings)
    shown = [s for s in done.understood.statements if s.kind.is_primary or s.kind is StatementKind.NARRATIVE]
    if shown:
        out.print("[bold]tagged  extension  left  statement[/]")
    for statement in shown:
        standard, extension, left = (tagged[statement.index, o] for o in ("standard", "extension", "unmapped"))
        out.print(f"{standard + extension:6}  {extension:9}  {left:4}  {escape(statement_title(statement))}")


def print_verdict(verdict: Verdict) -> None:
    needed = set(verdict.needed)
    print_diagnostics(d for d in (*verdict.diagnostics, *verdict.earlier) if d not in needed)
    _print_needed(verdict)
    for check in verdict.not_run:
        out.print(f"[yellow]not run[/]: {escape(check.name)} ({check.profile}): {escape(check.reason)}")
    ran = Counter(check.profile for check in verdict.checks)
    out.print(f"ran: {', '.join(f'{count} {profile}' for profile, count in ran.items()) or 'no check'}")
    _print_status(verdict, f"{verdict.counts.read_back} facts")


def print_diagnostics(diagnostics: Iterable[Diagnostic], least: Severity = Severity.INFO) -> None:
    """Errors first, each once; those less severe than `least` are left to the verdict."""
    shown = dict.fromkeys(d for d in diagnostics if _RANK[d.severity] <= _RANK[least])
    for d in sorted(shown, key=lambda d: _RANK[d.severity]):
        place = f" ({d.span})" if d.span else ""
        remedy = f" [dim]{escape(d.remedy)}[/]" if d.remedy else ""
        err.print(f"[{_COLOURS[d.severity]}]{d.severity}[/]: {d.code}{place}: {escape(d.message)}{remedy}")


def print_checks(rows: Iterable[CheckRow]) -> None:
    """A line per comparison: outcome, place, figure, what it is of, and what it was held against."""
    colours = {"contradicts": "red", "agrees": "green"}
    for row in rows:
        period = f" ({row.period})" if row.period else ""
        against = f" against {row.against}" if row.against else ""
        words = escape(f"{row.place}: {row.figure} {row.subject}{period}{against}")
        out.print(f"[{colours.get(row.outcome, 'dim')}]{row.outcome:14}[/] {words}")


def print_holds(holds: bool, rows: Iterable[CheckRow]) -> None:
    """The outcome in a word, and how many comparisons came out how."""
    counts = Counter(row.outcome for row in rows)
    compared = [f"{counts.pop(name, 0)} {words}" for name, words in _COMPARED]
    left = sum(counts.values())
    said = escape(f"{', '.join(compared)}, {left} not compared")
    out.print(f"\n[bold green]all ties[/]: {said}" if holds else f"\n[bold red]contradictions found[/]: {said}")


_COMPARED = (("agrees", "agree"), ("contradicts", "contradict"), ("no-counterpart", "without counterpart"))


def print_notes(notes: Iterable[Note]) -> None:
    """A line per note: where it begins, its heading, and the topics told apart in it."""
    for note in notes:
        topics = f" ({len(note.topics)} topics)" if note.topics else ""
        heading = f"{note.number} {note.title}".strip()
        out.print(f"[dim]{'note':14}[/] {escape(f'{note.parts[0].span}: {heading}{topics}')}")


def notes_json(notes: Iterable[Note]) -> list[dict[str, Any]]:
    return [
        {
            "number": note.number,
            "title": note.title,
            "line": note.parts[0].span.line,
            "topics": [topic.title for topic in note.topics],
        }
        for note in notes
    ]


def print_rules(rules: Iterable[Rule]) -> None:
    table = _table(("Code", "left"), ("Profile", "left"), ("Severity", "left"), ("What it asks", "left"))
    for rule in rules:
        table.add_row(rule.code, rule.profile, rule.severity, escape(f"{rule.summary} ({rule.section})"))
    out.print(table)


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def generated_json(done: Generated) -> dict[str, Any]:
    return {
        "verdict": done.verdict.status,
        "exitCode": done.verdict.exit_code,
        "folder": str(done.folder),
        "report": str(done.folder / done.filing.entry),
        "facts": len(done.report.facts),
        "statements": [
            {"kind": s.kind, "title": s.title, "facts": len(s.facts)} for s in done.understood.statements if s.facts
        ],
        "needed": diagnostics_json(done.verdict.needed),
        "diagnostics": diagnostics_json((*done.verdict.diagnostics, *done.verdict.earlier)),
    }


def diagnostics_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    return [
        {
            "code": d.code,
            "severity": d.severity,
            "message": d.message,
            "remedy": d.remedy,
            "line": d.span.line if d.span else None,
        }
        for d in diagnostics
    ]


def _print_needed(verdict: Verdict) -> None:
    """What a filer must still supply, by name; the verdict page says where."""
    names = sorted({(d.concept or d.code).partition(":")[2] or d.code for d in verdict.needed})
    if names:
        err.print(f"[yellow]to file, supply[/]: {escape(', '.join(names))}")


def _print_status(verdict: Verdict, what: str) -> None:
    colour = "green" if verdict.exit_code == 0 else "red"
    out.print(f"\n[bold {colour}]{verdict.status}[/]: {escape(what)}")


def _table(*columns: tuple[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, justify in columns:
        table.add_column(name, justify=justify)
    return table
