"""The one word, and the JSON."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics import Diagnostic, Severity, SourceSpan
from generator.validation.verdict import (
    Check,
    CheckNotRun,
    Counts,
    Status,
    TaxonomyFile,
    Verdict,
    status_of,
    verdict_json,
)

ERROR = Diagnostic("a.b", Severity.ERROR, "Wrong.")
WARNING = Diagnostic("a.c", Severity.WARNING, "Odd.", "Look.", SourceSpan(3, 4), "us-gaap:Assets", "f-1")
INFO = Diagnostic("a.d", Severity.INFO, "So.")


def verdict(status: Status = Status.VALID, **parts: object) -> Verdict:
    settings: dict[str, object] = {
        "name": "x",
        "profiles": ("core",),
        "checks": (Check("Round trip", "core", "1"),),
        "not_run": (CheckNotRun("EDGAR", "efm", "not given"),),
        "taxonomy": (TaxonomyFile("https://a/b.xsd", False, "made"),),
        "counts": Counts(facts=2, read_back=2),
        "diagnostics": (),
    }
    return Verdict(status=status, **{**settings, **parts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "earlier", "complete", "status"),
    [
        ((), (), True, Status.VALID),
        ((INFO,), (INFO,), True, Status.VALID),
        ((WARNING,), (), True, Status.VALID_WITH_WARNINGS),
        ((), (WARNING,), True, Status.VALID_WITH_WARNINGS),
        ((), (ERROR,), True, Status.VALID_WITH_WARNINGS),
        ((WARNING, ERROR), (), True, Status.INVALID),
        ((), (), False, Status.NOT_VALIDATED),
    ],
)
def test_the_word(
    found: tuple[Diagnostic, ...], earlier: tuple[Diagnostic, ...], complete: bool, status: Status
) -> None:
    assert status_of(found, earlier=earlier, complete=complete) is status


@pytest.mark.parametrize(
    ("status", "code"),
    [(Status.VALID, 0), (Status.VALID_WITH_WARNINGS, 0), (Status.INVALID, 1), (Status.NOT_VALIDATED, 1)],
)
def test_the_exit_code(status: Status, code: int) -> None:
    assert verdict(status).exit_code == code


def test_the_json_says_everything() -> None:
    plain = json.loads(verdict_json(verdict(Status.VALID_WITH_WARNINGS, diagnostics=(WARNING,), needed=(INFO,))))
    assert plain["verdict"] == "valid-with-warnings"
    assert plain["counts"]["warnings"] == 1
    assert plain["diagnostics"] == [
        {
            "code": "a.c",
            "severity": "warning",
            "message": "Odd.",
            "remedy": "Look.",
            "concept": "us-gaap:Assets",
            "fact": "f-1",
            "source": {"line": 3, "column": 4},
        }
    ]
    assert plain["needed"][0]["code"] == "a.d"
    assert plain["notRun"] == [{"name": "EDGAR", "profile": "efm", "reason": "not given"}]
    assert plain["taxonomy"] == [{"address": "https://a/b.xsd", "official": False, "source": "made"}]


def test_files_made_in_the_same_load_are_not_in_the_json() -> None:
    assert verdict_json(verdict(outputs=(("viewer.html", b"x"),))) == verdict_json(verdict())
