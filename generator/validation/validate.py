"""Validation of a generated filing: the processor, the round trip, and the rules of the chosen profiles."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from lxml import etree

from generator.diagnostics import Diagnostic, Severity
from generator.report.model import Filing, Report
from generator.validation.files import safe_parser
from generator.validation.messages import to_diagnostics
from generator.validation.roundtrip import compare
from generator.validation.verdict import Check, CheckNotRun, Counts, TaxonomyFile, Verdict, status_of
from generator.validation.worker import Answer, Job, Limits, ask

CORE_CHECKS = (
    "XBRL 2.1",
    "Inline XBRL 1.1",
    "Dimensions 1.0",
    "Calculations 1.1 (rounding)",
    "Unit Type Registry",
    "Duplicate facts",
)
ROUND_TRIP = "Round trip"
_PACKAGE = "{http://xbrl.org/2016/taxonomy-package}"


def validate_filing(
    filing: Filing,
    report: Report,
    package: bytes,
    *,
    diagnostics: Sequence[Diagnostic] = (),
    csv: bool = False,
    viewer: bool = False,
    limits: Limits | None = None,
) -> Verdict:
    """Judge a filing. `package` is the taxonomy package (zip) that answers for every taxonomy file it refers to.

    `diagnostics` are what the earlier stages said; `csv` and `viewer` ask for those outputs of the same load. Never
    raises for what the filing holds.
    """
    answer = ask(Job(filing.files, filing.entry, (package,), csv=csv, viewer=viewer), limits)
    earlier = (*report.diagnostics, *diagnostics)
    if not answer.complete:
        return _not_validated(filing, report, answer, earlier)
    processor = to_diagnostics(answer.messages, report.facts)
    if not answer.loaded:
        processor = (*processor, _not_loaded(filing))
    trip = compare(report, answer.facts)
    found = (*processor, *trip)
    findings = sum(d.severity is not Severity.INFO for d in processor)
    return Verdict(
        name=filing.name,
        status=status_of(found, earlier=earlier),
        profiles=("core",),
        checks=(
            Check("; ".join(CORE_CHECKS), "core", f"Arelle {answer.version}", findings),
            Check(ROUND_TRIP, "core", "1", len(trip)),
        ),
        not_run=(),
        taxonomy=taxonomy_files(answer.documents, package),
        counts=_counts(report, answer),
        diagnostics=found,
        earlier=earlier,
        outputs=answer.outputs,
    )


def taxonomy_files(documents: Sequence[str], package: bytes) -> tuple[TaxonomyFile, ...]:
    """Which files answered for the taxonomy, and whether they are the owner's own. Files outside the package are the
    specifications' own schemas, which the processor carries with it."""
    name, official, prefixes = _package_facts(package)
    return tuple(
        TaxonomyFile(address, official, name)
        if any(address.startswith(prefix) for prefix in prefixes)
        else TaxonomyFile(address, True, "bundled with Arelle")
        for address in documents
    )


def _package_facts(package: bytes) -> tuple[str, bool, tuple[str, ...]]:
    """Name, officialness and rewrite prefixes of a taxonomy package (Taxonomy Packages 1.0). One that was written from
    the catalogue says so in its identifier; every other one is taken to be its publisher's own."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            about, catalog = (_member(archive, f"META-INF/{name}.xml") for name in ("taxonomyPackage", "catalog"))
    except (zipfile.BadZipFile, StopIteration, etree.XMLSyntaxError):
        return "unknown package", False, ()
    name = about.findtext(f"{_PACKAGE}name") or "unnamed package"
    prefixes = tuple(str(e.get("uriStartString")) for e in catalog.iter() if e.get("uriStartString"))
    return name, not (about.findtext(f"{_PACKAGE}identifier") or "").startswith("urn:xbrlgen:"), prefixes


def _member(archive: zipfile.ZipFile, end: str) -> etree._Element:
    return etree.fromstring(archive.read(next(n for n in archive.namelist() if n.endswith(end))), safe_parser())


def _not_validated(filing: Filing, report: Report, answer: Answer, earlier: tuple[Diagnostic, ...]) -> Verdict:
    kind, _, detail = answer.failure.partition(": ")
    code = "validate.timeout" if kind == "timeout" else "validate.arelle-crashed"
    remedy = (
        "Allow more time, or validate the report on a less busy machine."
        if kind == "timeout"
        else "Run `xbrlgen validate` on the written filing; if it fails again, report it with the source document."
    )
    failure = Diagnostic(code, Severity.ERROR, f"The filing was not validated: {detail}.", remedy)
    return Verdict(
        name=filing.name,
        status=status_of((failure,), complete=False),
        profiles=("core",),
        checks=(),
        not_run=tuple(CheckNotRun(name, "core", detail) for name in (*CORE_CHECKS, ROUND_TRIP)),
        taxonomy=(),
        counts=_counts(report, answer),
        diagnostics=(failure,),
        earlier=earlier,
    )


def _not_loaded(filing: Filing) -> Diagnostic:
    return Diagnostic(
        "validate.not-loaded",
        Severity.ERROR,
        f"{filing.entry} could not be opened as an inline XBRL report.",
        "See the other messages; the document is not well-formed or its schema is missing.",
    )


def _counts(report: Report, answer: Answer) -> Counts:
    own = f"{report.prefix}:"
    return Counts(
        facts=len(report.facts),
        read_back=len(answer.facts),
        hidden=sum(fact.hidden for fact in report.facts),
        nil=sum(fact.value is None for fact in report.facts),
        extension=sum(fact.concept.startswith(own) for fact in report.facts),
    )
