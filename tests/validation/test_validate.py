"""Whole verdicts, with the real processor."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics import Diagnostic, Severity
from generator.validation import PROFILES, Limits, Options, Status, Verdict, validate_filing, verdict_json
from generator.validation.worker import Answer
from tests.validation import example
from tests.validation.breaking import Edit, both, broken_filing, rx, sub

WRONG_TOTAL = rx(".htm", r'(name="us-gaap:Assets" [^>]*>)[^<]*', r"\g<1>1,700")


drop_calculations = rx("_cal.xml", r"<link:calculationArc[^>]*/>", "", 99)


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> None:
    """The processor's answer for the good filing, given once for all tests that do not change the filing."""
    monkeypatch.setattr("generator.validation.validate.ask", lambda job, limits: answer)


@pytest.fixture(scope="module")
def wrong_total(package: bytes) -> Verdict:
    return validate_filing(broken_filing(WRONG_TOTAL), example.report(), package)


def codes(package: bytes, edit: Edit) -> set[str]:
    verdict = validate_filing(broken_filing(edit), example.report(), package)
    assert verdict.status is Status.INVALID
    assert verdict.exit_code == 1
    return {d.code for d in verdict.diagnostics if d.severity is Severity.ERROR}


@pytest.mark.usefixtures("answered")
def test_the_good_filing_is_valid_under_every_profile(package: bytes) -> None:
    verdict = validate_filing(example.filing(), example.report(), package, options=Options(PROFILES))
    assert [str(d) for d in verdict.diagnostics] == []
    assert verdict.status is Status.VALID
    assert verdict.exit_code == 0
    assert verdict.counts.facts == verdict.counts.read_back == 93
    assert verdict.counts.extension == 2
    assert verdict.needed == ()
    assert [c.name for c in verdict.checks if c.version.startswith("Arelle")] == [
        "XBRL 2.1; Inline XBRL 1.1; XBRL Dimensions 1.0; Calculations 1.1 (rounding); Unit Type Registry; "
        "Duplicate facts"
    ]
    assert {c.profile for c in verdict.checks} == {*PROFILES, "plug-in"}
    assert [c.name for c in verdict.not_run] == ["EDGAR renderer and full EFM validation"]
    made = {f.address for f in verdict.taxonomy if not f.official}
    assert made == {example.GAAP.schema_url, example.DEI.schema_url}


def test_two_runs_give_the_same_bytes(package: bytes, wrong_total: Verdict) -> None:
    again = validate_filing(broken_filing(WRONG_TOTAL), example.report(), package)
    assert verdict_json(wrong_total) == verdict_json(again)
    plain = json.loads(verdict_json(again))
    assert plain["verdict"] == "invalid"
    assert plain["exitCode"] == 1


def test_a_wrong_total_is_an_error_at_its_place_in_the_source(wrong_total: Verdict) -> None:
    found = [d for d in wrong_total.diagnostics if d.code == "calc11e:inconsistentCalculationUsingRounding"]
    assert found and all(d.severity is Severity.ERROR for d in found)
    assert {d.concept for d in found} <= {"us-gaap:Assets", "us-gaap:LiabilitiesAndStockholdersEquity"}
    assert all(d.span is not None and d.span.line > 10 for d in found)
    assert "validate.roundtrip-value" in {d.code for d in wrong_total.diagnostics}


def test_a_wrong_scale_is_seen_by_the_round_trip_alone(package: bytes) -> None:
    edit = rx(".htm", r'(name="us-gaap:AdditionalPaidInCapital" [^>]*)scale="3"([^>]*>)[^<]*', r'\1scale="4"\g<2>1,180')
    edit = both(edit, drop_calculations)
    assert codes(package, edit) == {"validate.roundtrip-value"}


def test_an_unknown_concept_is_dropped_by_the_processor_and_missed_by_the_round_trip(package: bytes) -> None:
    found = codes(package, sub(".htm", 'name="us-gaap:Depreciation"', 'name="us-gaap:Deprecation"'))
    assert "ix11.12.1.2:missingReferences" in found
    assert "validate.roundtrip-concept" in found or "validate.roundtrip-missing" in found


def test_a_transformation_of_the_sec_refuses_what_it_does_not_know(package: bytes) -> None:
    assert "ix11.11.1.1:transformValueError" in codes(package, sub(".htm", ">Delaware<", ">DELAWARE<"))


def test_a_document_that_is_no_xml_is_invalid(package: bytes) -> None:
    assert "xmlSchema:syntax" in codes(package, sub(".htm", "</body>", ""))


@pytest.mark.parametrize(("limits", "code"), [(Limits(seconds=0.05), "validate.timeout")])
def test_what_was_not_run_never_looks_passed(package: bytes, limits: Limits, code: str) -> None:
    options = Options(PROFILES, limits=limits)
    verdict = validate_filing(example.filing(), example.report(), package, options=options)
    assert verdict.status is Status.NOT_VALIDATED
    assert verdict.exit_code == 1
    assert verdict.checks == ()
    assert [d.code for d in verdict.diagnostics] == [code]
    assert {c.profile for c in verdict.not_run} == set(PROFILES)


@pytest.mark.usefixtures("answered")
def test_what_earlier_stages_said_makes_no_filing_invalid(package: bytes) -> None:
    said = Diagnostic("map.unmapped", Severity.ERROR, "No concept was found.")
    verdict = validate_filing(example.filing(), example.report(), package, diagnostics=(said,))
    assert verdict.status is Status.VALID_WITH_WARNINGS
    assert verdict.earlier == (said,)
    assert verdict.diagnostics == ()


@pytest.mark.parametrize(
    "edit",
    [
        both(
            sub(".htm", "<p>DocumentType:", "<div>" * 5_000 + "</div>" * 5_000 + "<p>DocumentType:"),
            rx(".htm", r'(name="us-gaap:Assets" [^>]*)scale="3"', r'\1scale="99999999"'),
        ),
    ],
    ids=["nesting-and-scale"],
)
def test_hostile_input_gives_a_verdict(package: bytes, edit: Edit) -> None:
    verdict = validate_filing(broken_filing(edit), example.report(), package, options=Options(PROFILES))
    assert verdict.status is Status.INVALID
    assert all(len(d.message) < 5_000 for d in verdict.diagnostics)
    assert [c.name for c in verdict.not_run] == ["EDGAR renderer and full EFM validation"]
