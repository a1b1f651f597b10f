"""Every rule is silent on a good filing and speaks when that filing is broken on purpose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.diagnostics import Severity
from generator.validation.profiles import Finding, Inspection, Rule, rules, run_rules
from tests.validation.breaking import findings, inspect
from tests.validation.profiles.cases import CASES, Case


def test_a_good_filing_breaks_no_rule() -> None:
    assert [str(d) for d in findings()] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_breaking_the_filing_is_seen(case: Case) -> None:
    found = findings(case.edit, case.facts)
    assert case.code in {d.code for d in found}, sorted({d.code for d in found})


def test_every_rule_is_broken_by_a_case() -> None:
    assert {r.code for r in rules()} == {case.code for case in CASES}


def test_every_rule_says_what_it_asks_and_what_to_do() -> None:
    for r in rules():
        assert r.summary and r.remedy and r.section, r.code
        assert r.profile in ("efm", "quality")
        assert r.severity in (Severity.ERROR, Severity.WARNING) or r.code == "quality.calculation-missing"
        assert r.profile != "quality" or r.resembles.startswith("DQC_") or r.code == "quality.per-share", r.code


def test_what_only_a_filing_needs_is_a_warning_without_a_cik() -> None:
    from tests.validation.breaking import sub

    without = findings(sub(".htm", "http://www.sec.gov/CIK", "urn:xbrlgen:name", 99))
    severities = {d.code: d.severity for d in without}
    assert severities["efm.identifier-scheme"] is Severity.WARNING
    assert Severity.ERROR not in severities.values()


def test_a_finding_leads_to_the_source_of_its_fact() -> None:
    case = next(c for c in CASES if c.code == "quality.balance-sheet")
    found = next(d for d in findings(case.edit, case.facts) if d.code == case.code)
    assert found.concept == "us-gaap:Assets"
    assert found.fact_id is not None and found.span is not None
    assert found.span.line == 10 + int(found.fact_id.removeprefix("f-"))


def test_a_rule_that_fails_is_reported_as_not_run() -> None:
    def fails(inspection: Inspection) -> list[Finding]:
        raise ZeroDivisionError("no")

    broken: Rule = replace(rules()[0], check=fails)  # type: ignore[arg-type]
    first, second = run_rules([broken, rules()[1]], inspect())
    assert first.failure == "the rule itself failed (ZeroDivisionError: no)"
    assert first.diagnostics == ()
    assert second.failure == ""
