"""The verdict: which checks ran, which did not and why, what they found, and one word for all of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.diagnostics import Diagnostic, Severity


class Status(StrEnum):
    VALID = "valid"
    VALID_WITH_WARNINGS = "valid-with-warnings"
    INVALID = "invalid"
    NOT_VALIDATED = "not-validated"


@dataclass(frozen=True, slots=True)
class Check:
    """A check that ran to its end. `version` is the version of what did it, `findings` how many messages it gave."""

    name: str
    profile: str
    version: str
    findings: int = 0


@dataclass(frozen=True, slots=True)
class CheckNotRun:
    """A check of a chosen profile that did not run. Not run never looks like passed."""

    name: str
    profile: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaxonomyFile:
    """A taxonomy file that the report was checked against. `official` is False where it was made from tables rather
    than published by the taxonomy's owner; `source` says where it came from."""

    address: str
    official: bool
    source: str


@dataclass(frozen=True, slots=True)
class Counts:
    """`facts` in the report, `read_back` by the processor, `hidden` and `nil` among those meant, `extension` facts with
    a concept of the report's own."""

    facts: int = 0
    read_back: int = 0
    hidden: int = 0
    nil: int = 0
    extension: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of validation. `diagnostics` holds what was found, in the order: processor, round trip, rules by
    profile; `earlier` what the stages before validation had to say (shown with the verdict, but no ground to call a
    filing invalid). `needed` tells a filer what must still be supplied. `outputs` are files made in the same load
    (xBRL-CSV, viewer); they are not part of the JSON."""

    name: str
    status: Status
    profiles: tuple[str, ...]
    checks: tuple[Check, ...]
    not_run: tuple[CheckNotRun, ...]
    taxonomy: tuple[TaxonomyFile, ...]
    counts: Counts
    diagnostics: tuple[Diagnostic, ...]
    earlier: tuple[Diagnostic, ...] = ()
    needed: tuple[Diagnostic, ...] = ()
    outputs: tuple[tuple[str, bytes], ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when valid, with or without warnings; 1 when invalid or not validated."""
        return 0 if self.status in (Status.VALID, Status.VALID_WITH_WARNINGS) else 1

    def count(self, severity: Severity) -> int:
        return sum(d.severity is severity for d in self.diagnostics)


def status_of(
    diagnostics: Iterable[Diagnostic], *, earlier: Iterable[Diagnostic] = (), complete: bool = True
) -> Status:
    """Invalid with any error that validation found; with warnings when anything else was wrong on the way."""
    if not complete:
        return Status.NOT_VALIDATED
    severities = {d.severity for d in diagnostics}
    if Severity.ERROR in severities:
        return Status.INVALID
    before = {d.severity for d in earlier}
    if Severity.WARNING in severities or before & {Severity.ERROR, Severity.WARNING}:
        return Status.VALID_WITH_WARNINGS
    return Status.VALID


def verdict_json(verdict: Verdict) -> bytes:
    """The verdict as JSON (UTF-8, ends in a newline): no clock, no path, the same bytes for the same input."""
    return (json.dumps(_plain(verdict), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _plain(verdict: Verdict) -> dict[str, Any]:
    severities = Counter(d.severity for d in verdict.diagnostics)
    return {
        "verdict": verdict.status,
        "name": verdict.name,
        "exitCode": verdict.exit_code,
        "profiles": list(verdict.profiles),
        "counts": {
            "facts": verdict.counts.facts,
            "readBack": verdict.counts.read_back,
            "hidden": verdict.counts.hidden,
            "nil": verdict.counts.nil,
            "extension": verdict.counts.extension,
            "errors": severities[Severity.ERROR],
            "warnings": severities[Severity.WARNING],
        },
        "checks": [
            {"name": c.name, "profile": c.profile, "version": c.version, "findings": c.findings} for c in verdict.checks
        ],
        "notRun": [{"name": c.name, "profile": c.profile, "reason": c.reason} for c in verdict.not_run],
        "taxonomy": [{"address": f.address, "official": f.official, "source": f.source} for f in verdict.taxonomy],
        "needed": [_diagnostic(d) for d in verdict.needed],
        "diagnostics": [_diagnostic(d) for d in verdict.diagnostics],
        "earlier": [_diagnostic(d) for d in verdict.earlier],
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
    }
    if diagnostic.remedy:
        plain["remedy"] = diagnostic.remedy
    if diagnostic.concept:
        plain["concept"] = diagnostic.concept
    if diagnostic.fact_id:
        plain["fact"] = diagnostic.fact_id
    if diagnostic.span is not None:
        span = diagnostic.span
        place = {"line": span.line, "column": span.column, "path": span.path, "near": span.near}
        plain["source"] = {name: value for name, value in place.items() if value}
    return plain
