"""One report against every cut of the taxonomy, the closure, the whole, the official schema: one verdict."""

from __future__ import annotations

from pathlib import Path

from generator.pipeline import GenerateOptions, understand
from generator.rendering import render
from generator.report import build_report, used_concepts
from generator.report.model import Filing, Report
from generator.validation import Verdict, validate_filing
from taxonomy import Catalogue
from taxonomy.importing import add_taxonomy
from taxonomy.official import official_package
from taxonomy.package import closure_package, full_package
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "epicept-2008-q2.txt"
Outcome = tuple[str, int, list[str]]


def made(taxonomy: str) -> tuple[Report, Filing, Catalogue]:
    options = GenerateOptions(taxonomy=taxonomy)
    understood = understand(EXAMPLE, options)
    statements, mappings = understood.statements, understood.mappings
    report = build_report(statements, mappings, understood.cover, understood.catalogue, options.report)
    return report, render(report), understood.catalogue


def outcome(verdict: Verdict) -> Outcome:
    """What a verdict comes to; that the facts read back are the facts meant is one of its checks."""
    return str(verdict.status), verdict.counts.read_back, [str(diagnostic) for diagnostic in verdict.diagnostics]


def test_closure_and_whole_agree() -> None:
    report, filing, catalogue = made("us-gaap-2025")
    closure = validate_filing(filing, report, closure_package(catalogue, used_concepts(report)))
    whole = validate_filing(filing, report, full_package(catalogue))
    assert outcome(closure) == outcome(whole)
    assert closure.exit_code == 0 and closure.counts.read_back == len(report.facts) > 100
    assert not any(file.official for file in whole.taxonomy if "fasb.org" in file.address)


def test_the_official_schema_of_2020_agrees_with_both_and_is_named(official_2020: Path) -> None:
    report, filing, catalogue = made("us-gaap-2020")
    closure = validate_filing(filing, report, closure_package(catalogue, used_concepts(report)))
    whole = validate_filing(filing, report, full_package(catalogue))
    official = validate_filing(filing, report, official_package(official_2020, catalogue).data)
    assert outcome(closure) == outcome(whole) == outcome(official)
    assert closure.exit_code == 0 and closure.counts.read_back == len(report.facts) > 100
    named = {file.address.rpartition("/")[2]: file.official for file in official.taxonomy}
    assert named["us-gaap-2020-01-31.xsd"] is True and named["dei-2020-01-31.xsd"] is False


def test_an_imported_taxonomy_generates_a_valid_report(official_2020: Path) -> None:
    about = add_taxonomy([official_2020])
    report, filing, catalogue = made(about.id)
    assert catalogue.about.sources == about.sources
    verdict = validate_filing(filing, report, closure_package(catalogue, used_concepts(report)))
    assert verdict.exit_code == 0 and verdict.counts.read_back == len(report.facts) > 100
