"""Validation of a filing: the processor, the round trip, and the rules of the chosen profiles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generator.diagnostics import Diagnostic, Severity
from generator.report.model import Filing, Report
from generator.validation.messages import to_diagnostics
from generator.validation.parsing import parse_files
from generator.validation.profiles import Inspection, RuleRun, rules, run_rules
from generator.validation.roundtrip import compare
from generator.validation.taxonomy_files import is_closure, standard_names, taxonomy_files, whole_family
from generator.validation.verdict import Check, CheckNotRun, Counts, Verdict, status_of
from generator.validation.worker import Answer, Job, Limits, ask
from taxonomy import Catalogue, open_catalogue
from taxonomy.package import closure_package

CORE = "core"
PROFILES = (CORE, "efm", "quality")
CORE_CHECKS = (
    "XBRL 2.1",
    "Inline XBRL 1.1",
    "XBRL Dimensions 1.0",
    "Calculations 1.1 (rounding)",
    "Unit Type Registry",
    "Duplicate facts",
)
ROUND_TRIP = "Round trip"


@dataclass(frozen=True, slots=True)
class Options:
    """What to do beside the core profile, which always runs. `profiles` names the further ones (`efm`, `quality`);
    `csv` and `viewer` ask for those outputs of the same load; `edgar_plugin` is the folder of the SEC's Arelle plug-in
    (called `EDGAR`), empty for none."""

    profiles: tuple[str, ...] = ()
    csv: bool = False
    viewer: bool = False
    edgar_plugin: str = ""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: a filing, the inline `documents` among its files (its entry where none are named), the `report`
    that it was made from where there is one, and the bytes of the report `package` where it came in one."""

    filing: Filing
    documents: tuple[str, ...] = ()
    report: Report | None = None
    package: bytes | None = None

    @property
    def job_files(self) -> tuple[tuple[str, bytes], ...]:
        return ((f"{self.filing.name}.xbri", self.package),) if self.package else self.filing.files

    @property
    def job_entries(self) -> tuple[str, ...]:
        return (f"{self.filing.name}.xbri",) if self.package else self.documents or (self.filing.entry,)


def validate_filing(
    filing: Filing,
    report: Report,
    package: bytes,
    *,
    options: Options | None = None,
    catalogue: Catalogue | None = None,
    diagnostics: Sequence[Diagnostic] = (),
) -> Verdict:
    """Judge a generated filing. `package` is the taxonomy package (zip) that answers for every taxonomy file that it
    refers to; `diagnostics` is what the stages before validation said, beside `report.diagnostics`. Never raises for
    what the filing holds: a processor that dies or overruns makes the verdict `not-validated`."""
    catalogue = catalogue or open_catalogue(report.taxonomy)
    subject = Subject(filing, filing.documents, report)
    return judge(subject, package, catalogue, options or Options(), (*report.diagnostics, *diagnostics))


def judge(
    subject: Subject, package: bytes, catalogue: Catalogue, options: Options, earlier: tuple[Diagnostic, ...] = ()
) -> Verdict:
    """Judge any filing. Without a report there is nothing to compare the facts with: the round trip is not run."""
    chosen = _chosen(options)
    filing, report = subject.filing, subject.report
    files = parse_files(filing)
    if options.edgar_plugin and is_closure(package):
        package = closure_package(catalogue, {*standard_names(files, catalogue), *whole_family(catalogue, "dei")})
    job = Job(subject.job_files, subject.job_entries, (package,), options.csv, options.viewer, options.edgar_plugin)
    answer = ask(job, options.limits)
    if not answer.complete:
        return _not_validated(subject, answer, options, earlier)

    meant = report.facts if report else ()
    inspection = Inspection(files, answer.facts, catalogue, meant)
    processor = to_diagnostics(answer.messages, meant, has_cik=inspection.is_for_edgar)
    if not answer.loaded:
        processor = (*processor, _not_loaded(filing))
    trip = compare(report, answer.facts) if report else ()
    runs = run_rules([r for profile in chosen for r in rules(profile)], inspection)

    found = (*processor, *trip, *(d for run in runs for d in run.diagnostics))
    checks = [Check("; ".join(CORE_CHECKS), CORE, f"Arelle {answer.version}", _findings(processor))]
    checks += [Check(name, "plug-in", version) for name, version in answer.plugins]
    if report:
        checks.append(Check(ROUND_TRIP, CORE, "xbrlgen", _findings(trip)))
    checks += [Check(r.rule.code, r.rule.profile, "xbrlgen", len(r.diagnostics)) for r in runs if not r.failure]
    return Verdict(
        name=filing.name,
        status=status_of(found, earlier=earlier),
        profiles=chosen,
        checks=tuple(checks),
        not_run=tuple(_not_run(report, runs, options)),
        taxonomy=taxonomy_files(answer.documents, package),
        counts=_counts(report, answer),
        diagnostics=found,
        earlier=earlier,
        needed=_needed(inspection, runs),
        outputs=answer.outputs,
    )


def refuse(filing: Filing, options: Options, why: tuple[Diagnostic, ...]) -> Verdict:
    """The verdict on a filing that could not be judged for want of its taxonomy."""
    reason = why[0].message
    return Verdict(
        name=filing.name,
        status=status_of(why, complete=False),
        profiles=_chosen(options),
        checks=(),
        not_run=tuple(_everything(options, reason)),
        taxonomy=(),
        counts=Counts(),
        diagnostics=why,
    )


def _chosen(options: Options) -> tuple[str, ...]:
    return tuple(profile for profile in PROFILES if profile == CORE or profile in options.profiles)


def _not_run(report: Report | None, runs: Iterable[RuleRun], options: Options) -> Iterable[CheckNotRun]:
    if report is None:
        yield CheckNotRun(ROUND_TRIP, CORE, "the report was not made in this run, so there is nothing to compare with")
    if "efm" in options.profiles and not options.edgar_plugin:
        reason = "the SEC's plug-in was not given (--edgar-plugin)"
        yield CheckNotRun("EDGAR renderer and full EFM validation", "efm", reason)
    for run in runs:
        if run.failure:
            yield CheckNotRun(run.rule.code, run.rule.profile, run.failure)


def _needed(inspection: Inspection, runs: Sequence[RuleRun]) -> tuple[Diagnostic, ...]:
    """What a filer must still supply, whether or not the profile that asks for it was chosen."""
    done = {run.rule.code: run for run in runs}
    asking = [r for r in rules() if r.to_file]
    rest = {run.rule.code: run for run in run_rules([r for r in asking if r.code not in done], inspection)}
    return tuple(d for r in asking for d in (done | rest)[r.code].diagnostics)


def _not_validated(subject: Subject, answer: Answer, options: Options, earlier: tuple[Diagnostic, ...]) -> Verdict:
    kind, _, detail = answer.failure.partition(": ")
    code = "validate.timeout" if kind == "timeout" else "validate.arelle-crashed"
    remedy = (
        "Allow more time, or validate the report on a less busy machine."
        if kind == "timeout"
        else "Run `xbrlgen validate` on the written filing; if it fails again, report it with the source document."
    )
    failure = Diagnostic(code, Severity.ERROR, f"The filing was not validated: {detail}.", remedy)
    verdict = refuse(subject.filing, options, (failure,))
    return replace(
        verdict,
        not_run=tuple(_everything(options, detail)),
        counts=_counts(subject.report, answer),
        earlier=earlier,
    )


def _everything(options: Options, reason: str) -> Iterable[CheckNotRun]:
    for name in (*CORE_CHECKS, ROUND_TRIP):
        yield CheckNotRun(name, CORE, reason)
    for profile in _chosen(options):
        for r in rules(profile):
            yield CheckNotRun(r.code, r.profile, reason)


def _not_loaded(filing: Filing) -> Diagnostic:
    return Diagnostic(
        "validate.not-loaded",
        Severity.ERROR,
        f"{filing.entry} could not be opened as an inline XBRL report.",
        "See the other messages; the document is not well-formed or its schema is missing.",
    )


def _findings(diagnostics: Iterable[Diagnostic]) -> int:
    return sum(d.severity is not Severity.INFO for d in diagnostics)


def _counts(report: Report | None, answer: Answer) -> Counts:
    facts = report.facts if report else ()
    own = f"{report.prefix}:" if report else ""
    return Counts(
        facts=len(facts),
        read_back=len(answer.facts),
        hidden=sum(fact.hidden for fact in facts),
        nil=sum(fact.value is None for fact in facts),
        extension=sum(fact.concept.startswith(own) for fact in facts),
    )
