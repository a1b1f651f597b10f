"""Break one thing in a good filing and see which rules say so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from generator.diagnostics import Diagnostic
from generator.report.model import Fact, Filing
from generator.validation.parsing import parse_files
from generator.validation.profiles import Inspection, rules, run_rules
from generator.validation.worker import ReadFact
from taxonomy import Catalogue, open_catalogue
from tests.validation import example

Edit = Callable[[dict[str, str]], None]
EditFacts = Callable[[list[ReadFact]], None]

CLARK = {
    "us-gaap": example.GAAP.uri,
    "dei": example.DEI.uri,
    "exw": example.NAMESPACE,
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrli": "http://www.xbrl.org/2003/instance",
}


def sub(suffix: str, old: str, new: str, count: int = 1) -> Edit:
    """Replace text in the file that ends in `suffix` (`.htm`, `.xsd`, `_lab.xml`, ...); the text must be there."""

    def edit(files: dict[str, str]) -> None:
        name = next(n for n in files if n.endswith(suffix))
        assert old in files[name], f"{old!r} is not in {name}"
        files[name] = files[name].replace(old, new, count)

    return edit


def rx(suffix: str, pattern: str, new: str, count: int = 1) -> Edit:
    """Replace what matches a pattern, which must match."""

    def edit(files: dict[str, str]) -> None:
        name = next(n for n in files if n.endswith(suffix))
        files[name], times = re.subn(pattern, new, files[name], count=count, flags=re.S)
        assert times, f"{pattern!r} matches nothing in {name}"

    return edit


def rename(suffix: str, new: str) -> Edit:
    def edit(files: dict[str, str]) -> None:
        name = next(n for n in files if n.endswith(suffix))
        files[new] = files.pop(name)

    return edit


def both(*edits: Edit) -> Edit:
    def edit(files: dict[str, str]) -> None:
        for one in edits:
            one(files)

    return edit


def value(concept: str, new: str | None, *, end: str = "2025-06-30", start: str | None = None) -> EditFacts:
    """Give the facts of a concept for a period (any start unless given) another value; None removes them."""

    def edit(facts: list[ReadFact]) -> None:
        found = [
            f for f in facts if f.concept == clark(concept) and str(f.end) == end and start in (None, str(f.start))
        ]
        assert found, f"no fact {concept} for {end}"
        for fact in found:
            index = facts.index(fact)
            if new is None:
                del facts[index]
            else:
                facts[index] = replace(fact, value=Decimal(new) if fact.unit else new)

    return edit


def add(concept: str, new: str, like: str, *, start: str | None = None, end: str | None = None) -> EditFacts:
    """One more fact, with the aspects of the first one of another concept, in another period where given."""

    def edit(facts: list[ReadFact]) -> None:
        model = next(f for f in facts if f.concept == clark(like))
        fact = replace(model, id=f"added-{len(facts)}", concept=clark(concept))
        fact = replace(fact, value=Decimal(new) if model.unit else new)
        if end is not None:
            fact = replace(fact, start=date.fromisoformat(start) if start else None, end=date.fromisoformat(end))
        facts.append(fact)

    return edit


def each(*edits: EditFacts) -> EditFacts:
    def edit(facts: list[ReadFact]) -> None:
        for one in edits:
            one(facts)

    return edit


def clark(qname: str) -> str:
    prefix, _, name = qname.partition(":")
    return f"{{{CLARK[prefix]}}}{name}"


def broken_filing(edit: Edit | None) -> Filing:
    good = example.filing()
    files = {name: data.decode("ascii") for name, data in good.files}
    if edit:
        edit(files)
    encoded = tuple((name, text.encode("utf-8")) for name, text in sorted(files.items()))
    entry = next(name for name in sorted(files) if name.endswith(".htm"))
    return Filing(good.name, entry, encoded)


def read_facts() -> list[ReadFact]:
    """The facts as a processor reads them from the good filing."""
    return [_read(fact) for fact in example.report().facts]


def inspect(edit: Edit | None = None, edit_facts: EditFacts | None = None) -> Inspection:
    facts = read_facts()
    if edit_facts:
        edit_facts(facts)
    return Inspection(parse_files(broken_filing(edit)), tuple(facts), catalogue(), example.report().facts)


def findings(edit: Edit | None = None, edit_facts: EditFacts | None = None) -> tuple[Diagnostic, ...]:
    """What all rules say of the broken filing. A rule that fails fails the test."""
    runs = run_rules(rules(), inspect(edit, edit_facts))
    assert [(run.rule.code, run.failure) for run in runs if run.failure] == []
    return tuple(d for run in runs for d in run.diagnostics)


@cache
def catalogue() -> Catalogue:
    return open_catalogue()


def _read(fact: Fact) -> ReadFact:
    unit = None
    if fact.unit:
        unit = (clark(fact.unit.measure),), (clark(fact.unit.per),) if fact.unit.per else ()
    return ReadFact(
        id=fact.id,
        concept=clark(fact.concept),
        entity=("http://www.sec.gov/CIK", example.CIK),
        start=fact.period.start,
        end=fact.period.end,
        unit=unit,
        dimensions=tuple(sorted((clark(axis), clark(member)) for axis, member in fact.dimensions)),
        value=fact.value,
        decimals=str(fact.decimals) if fact.decimals is not None else None,
        nil=False,
        hidden=fact.hidden,
        valid=True,
        line=0,
    )
