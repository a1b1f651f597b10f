"""Contexts and units: derived from the facts, keyed canonically, only those in use (EFM 6.5.7, 6.5.8, 6.5.11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.facts.model import Period, Unit
from generator.rendering.numbers import figure
from generator.report.model import Fact, Report


@dataclass(frozen=True, slots=True)
class ContextElement:
    """An `xbrli:context`: id, ISO dates (`start` empty for an instant) and (axis, member) pairs in axis order."""

    id: str
    start: str
    end: str
    dimensions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UnitElement:
    """An `xbrli:unit`: one measure, or one per another when `per` is not empty."""

    id: str
    measure: str
    per: str


@dataclass(frozen=True, slots=True)
class Tag:
    """The attributes of an `ix:nonFraction` or `ix:nonNumeric`, ready to be written. `text` is its content."""

    id: str
    name: str
    context: str
    text: str
    unit: str = ""
    decimals: str = ""
    scale: str = ""
    sign: str = ""
    format: str = ""
    nil: bool = False
    escaped: bool = False

    @property
    def is_numeric(self) -> bool:
        return bool(self.unit)

    def attributes(self) -> tuple[tuple[str, str], ...]:
        """The attributes to write, in their usual order; those without a value are left out."""
        pairs = (
            ("id", self.id),
            ("name", self.name),
            ("contextRef", self.context),
            ("unitRef", self.unit),
            ("decimals", self.decimals),
            ("scale", self.scale),
            ("sign", self.sign),
            ("format", self.format),
            ("escape", "true" if self.escaped else ""),
        )
        return tuple((name, value) for name, value in pairs if value)


@dataclass(frozen=True, slots=True)
class Instance:
    """What the inline document's header declares, and a tag for every fact by fact id."""

    contexts: tuple[ContextElement, ...]
    units: tuple[UnitElement, ...]
    tags: Mapping[str, Tag]


def instance(report: Report) -> Instance:
    """Contexts `c-1`... and units in the order in which the facts first need them."""
    contexts: dict[tuple[Period, tuple[tuple[str, str], ...]], ContextElement] = {}
    units: dict[Unit, UnitElement] = {}
    tags: dict[str, Tag] = {}
    for fact in report.facts:
        key = (fact.period, tuple(sorted(fact.dimensions)))
        context = contexts.setdefault(key, _context(f"c-{len(contexts) + 1}", *key))
        unit_id = ""
        if fact.unit is not None:
            unit_id = units.setdefault(fact.unit, _unit(fact.unit)).id
        tags[fact.id] = _tag(fact, context.id, unit_id)
    return Instance(tuple(contexts.values()), tuple(units.values()), tags)


def _context(identifier: str, period: Period, dimensions: tuple[tuple[str, str], ...]) -> ContextElement:
    start = period.start.isoformat() if period.start else ""
    return ContextElement(identifier, start, period.end.isoformat(), dimensions)


def _unit(unit: Unit) -> UnitElement:
    name = _local(unit.measure)
    identifier = f"{name}Per{_local(unit.per)[:1].upper()}{_local(unit.per)[1:]}" if unit.per else name
    return UnitElement(identifier, unit.measure, unit.per)


def _local(measure: str) -> str:
    prefix, _, local = measure.partition(":")
    return local.lower() if prefix == "iso4217" else local


def _tag(fact: Fact, context: str, unit: str) -> Tag:
    if not fact.is_numeric:
        value = "" if fact.value is None else str(fact.value)
        text = fact.shown if fact.format else value
        nil = fact.value is None
        return Tag(fact.id, fact.concept, context, text, format=fact.format, nil=nil, escaped=fact.escaped)
    if isinstance(fact.value, str):
        raise ValueError(f"{fact.id}: a numeric fact cannot hold the text {fact.value!r}")
    written = figure(fact.value, scale=fact.scale, decimals=fact.decimals, shown=fact.shown)
    return Tag(
        fact.id,
        fact.concept,
        context,
        written.text,
        unit=unit,
        decimals="" if written.nil else "INF" if fact.decimals is None else str(fact.decimals),
        scale=str(written.scale) if written.scale and not written.nil else "",
        sign=written.sign,
        format=written.format,
        nil=written.nil,
    )
