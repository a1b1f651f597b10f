"""From statements to mappings: every fact of every primary statement gets a concept, an extension or a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import numpy as np

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import ParsedFact, Statement, StatementKind
from generator.mapping.breakdown import part_dimension
from generator.mapping.components import class_dimension, dimensions
from generator.mapping.concepts import Concepts
from generator.mapping.equity import settle_balances
from generator.mapping.evidence import Table, gather
from generator.mapping.explain import explain
from generator.mapping.extensions import balance_of, own_names, propose
from generator.mapping.joint import Choice, decide
from generator.mapping.knowledge import EXTENSION
from generator.mapping.labels import undated, words
from generator.mapping.lines import Line, read_lines
from generator.mapping.model import UNSURE, Dimension, Evidence, Mapping, Outcome, RunnerUp
from generator.mapping.pairs import twins
from generator.mapping.report_signs import report_signs
from generator.mapping.settling import Settled, settle
from generator.mapping.sign import Sign, SignOf, negated
from generator.mapping.store import Learned, open_learned
from taxonomy.catalogue import Catalogue

_ALL_OWNERS = re.compile(r"\b(?:stock|share)(?:holders|owners)\W*s?\W* (?:equity|deficit)", re.I)
"""A row that the components above add up to, though it may still stand under the last one's heading."""

WITHOUT_CAPTION = 0.9
"""How sure a row without words must be from its place and its sums alone."""


def map_statements(
    statements: Sequence[Statement], catalogue: Catalogue
) -> tuple[tuple[Mapping, ...], tuple[Diagnostic, ...]]:
    """One mapping for every fact of the primary statements, in the order of the statements and their facts.

    Nothing is guessed in silence: an extension and an unmapped fact say why, and everything has its confidence (of what
    is said with 0.9, nine in ten hold).
    """
    learned = open_learned()
    return map_with(statements, catalogue, learned, _concepts(catalogue))


def map_with(
    statements: Sequence[Statement], catalogue: Catalogue, learned: Learned, concepts: Concepts
) -> tuple[tuple[Mapping, ...], tuple[Diagnostic, ...]]:
    """The same with other knowledge than the one that travels with the package (evaluation leaves companies out)."""
    lines = read_lines(statements)
    if not lines:
        return (), ()
    table = gather(lines, concepts, learned.knowledge)
    shares = learned.ranker.shares(table)
    settle_balances(lines, table, shares)
    choices = decide(lines, table, shares)

    @cache
    def sign_of(at: int, name: str) -> Sign:
        return negated(lines[at], name, catalogue, learned.knowledge.flips)

    settled = settle(statements, lines, table, shares, choices, catalogue, sign_of)
    choices = settled.choices
    report = _Report(statements, lines, table, settled, sign_of, catalogue, learned)
    components = _Components(statements)
    chosen: dict[int, Mapping] = {}
    for at, line in enumerate(lines):
        decision = report.decision(at)
        for fact in line.facts:
            chosen[id(fact)] = _mapping(fact, decision, *components.of(fact))
    ordered = tuple(chosen[id(fact)] for statement in statements for fact in statement.facts if id(fact) in chosen)
    return ordered, tuple(_diagnostics(lines, choices, ordered))


@lru_cache(maxsize=4)
def _concepts(catalogue: Catalogue) -> Concepts:
    return Concepts(catalogue, open_learned().knowledge.concepts)


class _Report:
    """The decided lines of one report, told as mappings without their fact."""

    def __init__(
        self,
        statements: Sequence[Statement],
        lines: Sequence[Line],
        table: Table,
        settled: Settled,
        sign_of: SignOf,
        catalogue: Catalogue,
        learned: Learned,
    ) -> None:
        self.lines, self.table = lines, table
        self.choices, self.shares, self.reasons = settled
        choices = self.choices
        self.catalogue, self.learned = catalogue, learned
        self.sign_of = sign_of
        self.names = [table.names[table.starts[at] + choice.place] for at, choice in enumerate(choices)]
        self.own_names = own_names(lines, self.names, catalogue)
        self.signs = report_signs(statements, lines, self.names, self.own_names, table, self.shares, sign_of, catalogue)

    def decision(self, at: int) -> Mapping:
        """The mapping of a line, with its first fact standing for all."""
        line, choice, name = self.lines[at], self.choices[at], self.names[at]
        share = float(self.shares[at][choice.place])
        runners = self._runners_up(at, choice.place)
        if share < WITHOUT_CAPTION and not _says_anything(line):
            return Mapping(
                line.facts[0], Outcome.UNMAPPED, runners_up=runners, reason="the row has no caption to go by"
            )
        confidence = round(self.learned.ranker.confidence(share), 4)
        if choice.whole >= 0:  # proved by the sum: as sure as the whole is
            whole = self.choices[choice.whole]
            confidence = round(self.learned.ranker.confidence(float(self.shares[choice.whole][whole.place])), 4)
        if name == EXTENSION:
            return self._extension(line, runners, confidence, at)
        evidence = list(explain(self.lines, at, choice.place, self.table, self.learned.knowledge, self.catalogue))
        if choice.given_up >= 0:
            lost = self.table.names[self.table.starts[at] + choice.given_up]
            other = self.lines[choice.to].label
            evidence.append(Evidence("rivals", f"{lost} already reports other figures, those of “{other}”", -0.3))
        if choice.whole >= 0:
            detail = (
                f"with the rows beside it, it adds up to “{self.lines[choice.whole].label}”, whose concept it shares"
            )
            evidence.append(Evidence("arithmetic", detail, 1.0))
        evidence += [
            Evidence("arithmetic", f"{words}: the figures bear it out", 1.0) for words in self.reasons.get(at, ())
        ]
        sign, why = self.signs[at]
        also = twins(line, name, self.lines, self.names)
        return Mapping(
            line.facts[0],
            Outcome.STANDARD,
            concept=name,
            also=also,
            negated=sign,
            dimensions=self._dimensions(at, name),
            confidence=confidence,
            evidence=(*evidence, why),
            runners_up=runners,
        )

    def _dimensions(self, at: int, name: str) -> tuple[Dimension, ...]:
        """What tells a line from others of its concept: the part that it is of a whole, or its class of shares."""
        line = self.lines[at]
        if self.choices[at].whole >= 0:
            return (part_dimension(line, self.catalogue),)
        if not line.share_class:
            return ()
        classes = {other.share_class for other, held in zip(self.lines, self.names, strict=True) if held == name}
        dimension = class_dimension(line.share_class, line.label)
        several = len(classes - {""}) > 1 and self.catalogue.concept(dimension.member) is not None
        return (dimension,) if several else ()

    def _extension(self, line: Line, runners: tuple[RunnerUp, ...], confidence: float, at: int) -> Mapping:
        nearest = runners[0].concept if runners else ""
        choice = self.choices[at]
        if choice.given_up >= 0:
            lost = self.table.names[self.table.starts[at] + choice.given_up]
            reason = f"{lost} already reports the figures of “{self.lines[choice.to].label}”, and no other concept fits"
        else:
            near = f"; the nearest, {nearest}, is {self.catalogue.label(nearest)!r}" if nearest else ""
            reason = f"no standard concept fits the caption well enough{near}"
        total = self.names[line.total] if line.total >= 0 else ""
        turned, why = self.signs[at]
        alike = (runner.concept for runner in runners if self.sign_of(at, runner.concept)[0] is turned)
        declared = self.catalogue.concept(next(alike, nearest)) if nearest else None
        balance = balance_of(line, turned, declared.balance if declared else None)
        parent = total if total not in ("", EXTENSION) else nearest
        proposal = propose(line, self.own_names[at], turned, balance, parent, reason)
        evidence = Evidence("caption", "filers give rows like this one a concept of their own", round(confidence, 3))
        return Mapping(
            line.facts[0],
            Outcome.EXTENSION,
            extension=proposal,
            negated=turned,
            confidence=confidence,
            evidence=(evidence, why),
            runners_up=runners,
            reason=reason,
        )

    def _runners_up(self, at: int, chosen: int) -> tuple[RunnerUp, ...]:
        start = self.table.starts[at]
        order = [int(place) for place in np.argsort(-self.shares[at], kind="stable")]
        found = [
            RunnerUp(self.table.names[start + place], round(float(self.shares[at][place]), 4))
            for place in order
            if place != chosen and self.table.names[start + place] != EXTENSION
        ]
        return tuple(found[:5])


def _says_anything(line: Line) -> bool:
    """Whether there are words to go by; of a statement of equity a mere date says that the row is its balance."""
    balance = line.kind == "EQ" and line.instant
    return balance or bool(line.figure) or re.search(r"[^\W\d_]{2}", undated(line.label)) is not None


class _Components:
    """The dimensions that columns and sections give their facts."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = {statement.index: statement for statement in statements}
        self._whole = {
            statement.index: any("noncontrolling" in words(name) for name in _component_names(statement))
            for statement in statements
            if statement.kind is StatementKind.EQUITY
        }

    def of(self, fact: ParsedFact) -> tuple[tuple[Dimension, ...], str]:
        statement = self._statements[fact.statement]
        if fact.unit.per or not 0 <= fact.column < len(statement.columns):
            return (), ""  # what a share gets is of no component
        column = statement.columns[fact.column]
        row = statement.rows[fact.row] if 0 <= fact.row < len(statement.rows) else None
        aside = row is None or _ALL_OWNERS.search(row.label)
        section = "" if row is None or aside else row.component
        return dimensions(column, statement.kind, with_parent=self._whole.get(statement.index, False), section=section)


def _component_names(statement: Statement) -> list[str]:
    return [column.component for column in statement.columns] + [row.component for row in statement.rows]


def _mapping(fact: ParsedFact, decision: Mapping, found: tuple[Dimension, ...], because: str) -> Mapping:
    evidence = (*decision.evidence, Evidence("column", because, 1.0)) if because else decision.evidence
    return Mapping(
        fact,
        decision.outcome,
        decision.concept,
        decision.also,
        decision.extension,
        decision.negated,
        (*decision.dimensions, *found),
        decision.confidence,
        evidence,
        decision.runners_up,
        decision.reason,
    )


def _diagnostics(lines: Sequence[Line], choices: Sequence[Choice], mappings: Sequence[Mapping]) -> Iterator[Diagnostic]:
    unmapped = [mapping for mapping in mappings if mapping.outcome is Outcome.UNMAPPED]
    for mapping in unmapped:
        yield Diagnostic(
            "map.unmapped",
            Severity.WARNING,
            f"The figure {mapping.fact.shown!r} has no concept: {mapping.reason}.",
            "Choose a concept for it by hand.",
            mapping.fact.span,
        )
    for line, choice in zip(lines, choices, strict=True):
        if choice.given_up >= 0:
            other = lines[choice.to].label
            yield Diagnostic(
                "map.rivals",
                Severity.INFO,
                f"“{line.label}” and “{other}” would be the same concept with different values; the surer one has it.",
                "Check both rows in the mapping.",
                line.facts[0].span,
            )
    unsure = {(mapping.fact.statement, mapping.fact.row) for mapping in mappings if mapping.is_unsure}
    if unsure:
        yield Diagnostic(
            "map.low-confidence",
            Severity.WARNING,
            f"{len(unsure)} {'row was' if len(unsure) == 1 else 'rows were'} mapped with a confidence under {UNSURE}.",
            "Confirm them: the verdict page and the mapping show the runners-up beside each.",
        )
