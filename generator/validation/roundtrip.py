"""What went in comes out: the facts that Arelle read back must equal the facts that were meant, both ways.

A concept unknown to the taxonomy is silently dropped by a processor, and a wrong scale is perfectly valid XBRL; only
this comparison sees either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import Unit
from generator.report.model import Fact, Report
from generator.validation.worker import ReadFact

_REMEDY = (
    "Templates of your own must print every fact once; without them this is a fault of the generator, not of the "
    "source: please report it with the source document."
)
_LONGEST = 200
_FIXED_NAMESPACES = {
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "utr": "http://www.xbrl.org/2009/utr",
}


def compare(report: Report, read: Iterable[ReadFact]) -> tuple[Diagnostic, ...]:
    """One error for every aspect of every fact that differs, in document order; facts read but never meant come last.

    Facts are paired by id. Texts are compared with white space folded, as XBRL compares them when it looks for
    duplicates; everything else must be the same, value for value.
    """
    read = tuple(read)
    names = _Names(report)
    found = {fact.id: fact for fact in read}
    diagnostics = [d for fact in report.facts for d in _compare_fact(fact, found.get(fact.id), names, report)]
    meant = {fact.id for fact in report.facts}
    times = Counter(fact.id for fact in read)
    for fact in read:
        if fact.id not in meant or (times[fact.id] > 1 and fact is not found[fact.id]):
            diagnostics.append(_extra(fact, names))
    return tuple(diagnostics)


class _Names:
    """QNames of the report in Clark notation, and back again for a person to read."""

    def __init__(self, report: Report) -> None:
        self._uris = {n.prefix: n.uri for n in report.namespaces} | {report.prefix: report.namespace}
        self._uris |= _FIXED_NAMESPACES
        self._prefixes = {uri: prefix for prefix, uri in self._uris.items()}

    def clark(self, qname: str) -> str:
        prefix, _, name = qname.rpartition(":")
        return f"{{{self._uris[prefix]}}}{name}" if prefix in self._uris else qname

    def short(self, clark: str) -> str:
        uri, _, name = clark.removeprefix("{").rpartition("}")
        return f"{self._prefixes[uri]}:{name}" if uri in self._prefixes else clark

    def unit(self, unit: Unit | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        if unit is None:
            return None
        return (self.clark(unit.measure),), (self.clark(unit.per),) if unit.per else ()

    def short_unit(self, unit: tuple[tuple[str, ...], tuple[str, ...]] | None) -> str:
        if unit is None:
            return "no unit"
        top, bottom = ("*".join(self.short(m) for m in side) for side in unit)
        return f"{top}/{bottom}" if bottom else top

    def short_dimensions(self, dimensions: Iterable[tuple[str, str]]) -> str:
        return ", ".join(f"{self.short(axis)}={self.short(member)}" for axis, member in dimensions) or "none"


def _compare_fact(fact: Fact, read: ReadFact | None, names: _Names, report: Report) -> Iterator[Diagnostic]:
    if read is None:
        yield _error("missing", fact, f"{fact.concept} for {fact.period} was written but not read back.")
        return

    def differs(aspect: str, meant: object, found: object) -> Diagnostic:
        message = f"{fact.concept} for {fact.period}: {aspect} {meant} was meant, {found} was read back."
        return _error(aspect, fact, message)

    if names.clark(fact.concept) != read.concept:
        yield differs("concept", fact.concept, names.short(read.concept))
    if (report.entity.scheme, report.entity.identifier) != read.entity:
        yield differs("entity", report.entity.identifier, read.entity[1])
    if (fact.period.start, fact.period.end) != (read.start, read.end):
        yield differs("period", fact.period, f"{read.start}/{read.end}" if read.start else read.end)
    if names.unit(fact.unit) != read.unit:
        yield differs("unit", fact.unit or "no unit", names.short_unit(read.unit))
    meant_dimensions = tuple(sorted((names.clark(axis), names.clark(member)) for axis, member in fact.dimensions))
    if meant_dimensions != read.dimensions:
        meant, found = (names.short_dimensions(d) for d in (meant_dimensions, read.dimensions))
        yield differs("dimensions", meant, found)
    if (fact.value is None) != read.nil:
        yield differs("nil", fact.value is None, read.nil)
    elif not _same_value(fact.value, read.value):
        yield differs("value", _text(fact.value), _text(read.value))
    elif not read.valid and not read.nil:
        yield _error(
            "value", fact, f"{fact.concept} for {fact.period}: the value {_text(read.value)} does not suit its type."
        )
    if _decimals(fact) != read.decimals:
        yield differs("decimals", _decimals(fact), read.decimals)
    if fact.hidden != read.hidden:
        yield differs("hidden", fact.hidden, read.hidden)


def _same_value(meant: Decimal | str | None, read: Decimal | str | None) -> bool:
    if isinstance(meant, str) and isinstance(read, str):
        return meant.split() == read.split()
    return type(meant) is type(read) and meant == read


def _text(value: Decimal | str | None) -> str:
    if isinstance(value, Decimal):
        return f"{value:,f}"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}... ({len(text)} characters)"


def _decimals(fact: Fact) -> str | None:
    """The attribute as it should be written: none on text and on nil facts (XBRL 2.1 §4.6.3)."""
    if not fact.is_numeric or fact.value is None:
        return None
    return "INF" if fact.decimals is None else str(fact.decimals)


def _extra(read: ReadFact, names: _Names) -> Diagnostic:
    return Diagnostic(
        code="validate.roundtrip-extra",
        severity=Severity.ERROR,
        message=f"{names.short(read.concept)} = {_text(read.value)} was read back but never meant.",
        remedy=_REMEDY,
        concept=names.short(read.concept),
        fact_id=read.id or None,
    )


def _error(aspect: str, fact: Fact, message: str) -> Diagnostic:
    return Diagnostic(
        code=f"validate.roundtrip-{aspect}",
        severity=Severity.ERROR,
        message=message,
        remedy=_REMEDY,
        span=fact.span,
        concept=fact.concept,
        fact_id=fact.id,
    )
