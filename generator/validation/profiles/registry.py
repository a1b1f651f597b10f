"""The table of rules and how they are run.

A rule is one small function: it takes an `Inspection` and yields a `Finding` for every place that breaks it. Its code,
severity, section and remedy stand beside it in the decorator, its docstring says what it asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from generator.diagnostics import Diagnostic, Severity
from generator.report.model import Fact
from generator.validation.files import (
    Arc,
    Context,
    ElementDeclaration,
    FilingFiles,
    InlineFact,
    Schema,
    local,
    namespace_of,
)
from generator.validation.worker import ReadFact
from taxonomy import Catalogue

SEC_SCHEME = "http://www.sec.gov/CIK"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that breaks a rule. `concept` is in Clark notation; `file` and `line` point into the generated filing."""

    message: str
    concept: str = ""
    fact: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class Inspection:
    """What rules look at: the files from their bytes, the facts as read back, the taxonomy that they refer to. `meant`
    are the report's facts, which know their place in the source; it is empty for a filing that was not made here."""

    files: FilingFiles
    facts: tuple[ReadFact, ...]
    catalogue: Catalogue
    meant: tuple[Fact, ...] = ()

    @cached_property
    def prefixes(self) -> dict[str, str]:
        known = {n.uri: prefix for prefix, n in self.catalogue.namespaces.items()}
        return known | {schema.namespace: schema.prefix for schema in self.files.schemas}

    @cached_property
    def inline(self) -> tuple[InlineFact, ...]:
        return tuple(fact for document in self.files.documents for fact in document.facts)

    @cached_property
    def contexts(self) -> dict[str, Context]:
        return {context.id: context for document in self.files.documents for context in document.contexts}

    @cached_property
    def extension(self) -> Schema | None:
        return self.files.schemas[0] if self.files.schemas else None

    @cached_property
    def used(self) -> tuple[str, ...]:
        """Every concept that the report uses: of facts, axes and members, in order of appearance."""
        members = (name for c in self.contexts.values() for pair in c.members for name in pair if name.startswith("{"))
        return tuple(dict.fromkeys([*(fact.concept for fact in self.inline), *members]))

    @cached_property
    def is_for_edgar(self) -> bool:
        """Whether the report names its entity by CIK; without one it cannot be filed, which is no fault of its own."""
        return all(c.scheme == SEC_SCHEME for c in self.contexts.values()) and bool(self.contexts)

    @cached_property
    def cover(self) -> dict[str, ReadFact]:
        """The dei facts without dimensions, by name; the first of each."""
        dei = self.catalogue.namespaces["dei"].uri
        found: dict[str, ReadFact] = {}
        for fact in self.facts:
            if namespace_of(fact.concept) == dei and not fact.dimensions:
                found.setdefault(local(fact.concept), fact)
        return found

    def cover_text(self, name: str) -> str:
        fact = self.cover.get(name)
        return str(fact.value).strip() if fact is not None and fact.value is not None else ""

    def cover_date(self, name: str) -> date | None:
        try:
            return date.fromisoformat(self.cover_text(name))
        except ValueError:
            return None

    def qname(self, clark: str) -> str:
        """A concept as a person writes it: `us-gaap:Assets`."""
        prefix = self.prefixes.get(namespace_of(clark))
        return f"{prefix}:{local(clark)}" if prefix else clark

    def period_type(self, clark: str) -> str:
        """`instant` or `duration`; empty for a concept that nobody declares."""
        standard = self.catalogue.concept(self.qname(clark))
        own = self._declared.get(clark)
        return standard.period_type if standard else own.period_type if own else ""

    def type_name(self, clark: str) -> str:
        """The local name of a concept's type; empty for a concept that nobody declares."""
        standard = self.catalogue.concept(self.qname(clark))
        own = self._declared.get(clark)
        return standard.type.rpartition(":")[2] if standard else local(own.type) if own else ""

    @cached_property
    def _declared(self) -> dict[str, ElementDeclaration]:
        return {f"{{{schema.namespace}}}{e.name}": e for schema in self.files.schemas for e in schema.elements}

    def gaap(self, name: str) -> str:
        return f"{{{self.catalogue.namespaces['us-gaap'].uri}}}{name}"

    def arcs(self, kind: str) -> tuple[Arc, ...]:
        return tuple(arc for arc in self.files.arcs if arc.kind == kind and arc.use != "prohibited")


Check = Callable[[Inspection], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule. `to_file` marks what only a filer can supply: its absence is no fault of the report, so its
    findings are warnings that tell what to supply (`Verdict.needed`), whatever EDGAR's own `severity` for it.
    `resembles` names the public data quality rule that asks for a similar thing."""

    code: str
    profile: str
    severity: Severity
    section: str
    summary: str
    remedy: str
    check: Check
    to_file: bool = False
    resembles: str = ""


@dataclass(frozen=True, slots=True)
class RuleRun:
    """What came of running one rule; `failure` says why it did not run to its end, empty when it did."""

    rule: Rule
    diagnostics: tuple[Diagnostic, ...]
    failure: str = ""


_TABLE: dict[str, Rule] = {}


def rule(
    code: str,
    severity: Severity,
    section: str,
    remedy: str,
    *,
    to_file: bool = False,
    resembles: str = "",
) -> Callable[[Check], Check]:
    """Register a rule; the profile is the first part of its code, the summary its docstring's first sentence."""

    def register(check: Check) -> Check:
        if code in _TABLE:
            raise ValueError(f"two rules are called {code}")
        summary = " ".join((check.__doc__ or "").split()).partition(". ")[0].rstrip(".")
        profile = code.partition(".")[0]
        _TABLE[code] = Rule(code, profile, severity, section, summary, remedy, check, to_file, resembles)
        return check

    return register


def rules(profile: str | None = None) -> tuple[Rule, ...]:
    """Every rule, or those of a profile, by code."""
    return tuple(r for _, r in sorted(_TABLE.items()) if profile in (None, r.profile))


def run_rules(chosen: Iterable[Rule], inspection: Inspection) -> tuple[RuleRun, ...]:
    """Run rules one by one. A rule that fails is reported as not run and takes nothing else with it."""
    return tuple(_run(r, inspection) for r in chosen)


def _run(rule: Rule, inspection: Inspection) -> RuleRun:
    meant = {fact.id: fact for fact in inspection.meant}
    severity = Severity.WARNING if rule.to_file else rule.severity
    try:
        findings = tuple(rule.check(inspection))
    except Exception as error:  # a broken rule must not take the others with it, and must not look passed
        return RuleRun(rule, (), f"the rule itself failed ({type(error).__name__}: {error})")
    return RuleRun(rule, tuple(_diagnostic(rule, severity, f, inspection, meant) for f in findings))


def _diagnostic(
    rule: Rule, severity: Severity, finding: Finding, inspection: Inspection, meant: dict[str, Fact]
) -> Diagnostic:
    fact = meant.get(finding.fact)
    concept = inspection.qname(finding.concept) if finding.concept else fact.concept if fact else None
    place = f" ({finding.file}, line {finding.line})" if finding.file and finding.line else ""
    return Diagnostic(
        code=rule.code,
        severity=severity,
        message=finding.message + place,
        remedy=f"{rule.remedy} [{rule.section}]",
        span=fact.span if fact else None,
        concept=concept,
        fact_id=finding.fact or None,
    )


def number(fact: ReadFact | None) -> Decimal | None:
    return fact.value if fact is not None and isinstance(fact.value, Decimal) else None


def places(fact: ReadFact) -> int | None:
    """The accuracy of a fact as its decimals state it; None where it is exact, unstated or no sensible number."""
    text = fact.decimals or ""
    return int(text) if re.fullmatch(r"-?[0-9]{1,2}", text) else None


def weight_of(arc: Arc) -> Decimal:
    """The weight of a calculation arc; 0 where it is no number, which is for another rule to say."""
    return Decimal(arc.weight) if re.fullmatch(r"[-+]?[0-9]{1,9}(\.[0-9]{1,9})?", arc.weight) else Decimal(0)


def numeric(facts: Sequence[ReadFact]) -> Iterator[tuple[ReadFact, Decimal]]:
    """The numeric facts that are not nil, with their values."""
    return ((fact, fact.value) for fact in facts if isinstance(fact.value, Decimal))
