"""The cover's values as facts, and the lines that print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.facts.model import SHARES, Period, money
from generator.report import naming
from generator.report.cover import CoverValue
from generator.report.extension import ExtensionRegistry
from generator.report.headings import long_date
from generator.report.model import CoverLine, Fact, LabelPiece
from taxonomy import Catalogue

CLASS_AXIS = "us-gaap:StatementClassOfStockAxis"
_NAMED_CLASSES = {"Common Stock": "CommonStock", "Common Shares": "CommonStock", "Common Share": "CommonStock"}
_SCALE_WORDS = {3: " thousand", 6: " million", 9: " billion", 12: " trillion"}
_AFTER_A_SPACE = frozenset({"EntityAddressPostalZipCode", "LocalPhoneNumber"})


def cover_facts(
    values: Sequence[CoverValue], period: Period, catalogue: Catalogue, registry: ExtensionRegistry
) -> tuple[tuple[Fact, ...], tuple[CoverLine, ...]]:
    """A fact for each value, numbered from `f-1`, in the required context `period` (amounts on their own day)."""
    bases = {declared.qname: declared.base for declared in catalogue.types()}
    facts: list[Fact] = []
    lines: list[CoverLine] = []
    for number, value in enumerate(values, 1):
        fact = _fact(
            f"f-{number}", value, period, _security_class(value, values, catalogue, registry), catalogue, bases
        )
        facts.append(fact)
        if value.hidden:
            continue
        caption = value.caption or catalogue.label(value.concept)
        piece = LabelPiece(value.shown, (fact.id,))
        if lines and lines[-1].caption == caption and not value.security and value.amount is None:
            separator = LabelPiece(" " if value.name in _AFTER_A_SPACE else ", ")
            lines[-1] = CoverLine(caption, (*lines[-1].pieces, separator, piece))
        else:
            lines.append(CoverLine(caption, _with_day(value, fact, piece)))
    return tuple(facts), tuple(lines)


def _security_class(
    value: CoverValue, values: Sequence[CoverValue], catalogue: Catalogue, registry: ExtensionRegistry
) -> tuple[tuple[str, str], ...]:
    """The class of stock that a fact is about, where there are several (EFM 6.5.26, 6.5.46)."""
    titles = {v.security: v.value for v in values if v.security and v.name == "Security12bTitle"}
    security = value.security
    if value.amount is not None and value.amount.share_class:
        words = value.amount.share_class
        named = [number for number, title in titles.items() if words.lower() in title.lower()]
        if len(named) != 1:
            return ((CLASS_AXIS, _class_member(words, catalogue, registry)),)
        security = named[0]
    if not security:
        return ()
    title = titles.get(security, "")
    name = naming.camel(title or f"Security Class {security}")[:100]
    return ((CLASS_AXIS, registry.member(name, title, CLASS_AXIS)),)


def _class_member(words: str, catalogue: Catalogue, registry: ExtensionRegistry) -> str:
    """The member of a class that a page names: the standard one of Class A, B or C and of common stock as such."""
    standard = f"us-gaap:{_NAMED_CLASSES.get(words, naming.camel(f'Common {words}'))}Member"
    if catalogue.concept(standard) is not None:
        return standard
    return registry.member(naming.camel(words), words, CLASS_AXIS)


def _fact(
    identifier: str,
    value: CoverValue,
    period: Period,
    dimensions: tuple[tuple[str, str], ...],
    catalogue: Catalogue,
    bases: Mapping[str, str],
) -> Fact:
    concept = catalogue.concept(value.concept)
    if concept is None:
        raise ValueError(f"{value.concept} is not in the taxonomy")
    fact = Fact(
        identifier,
        value.concept,
        period,
        None,
        value.value,
        dimensions=dimensions,
        shown=value.shown,
        format=value.format,
        hidden=value.hidden,
        span=value.span,
        language=text_language(concept.type, bases),
    )
    if value.amount is None:
        return fact
    unit = money() if concept.is_monetary else SHARES
    return replace(
        fact,
        period=Period(value.amount.as_of),
        unit=unit,
        value=value.amount.value,
        decimals=value.amount.decimals,
        scale=value.amount.scale,
        language="",
    )


def text_language(type_qname: str, bases: Mapping[str, str]) -> str:
    """`en-us` where facts of that type are text and so have a language aspect (OIM §5.4), else empty."""
    seen: set[str] = set()
    while type_qname in bases and type_qname not in seen:
        seen.add(type_qname)
        type_qname = bases[type_qname]
    base = type_qname.partition(":")[2].removesuffix("ItemType")
    return "en-us" if base in {"string", "normalizedString", "token"} else ""


def _with_day(value: CoverValue, fact: Fact, piece: LabelPiece) -> tuple[LabelPiece, ...]:
    """A figure of the cover between its currency sign and its day; any other answer alone."""
    if value.amount is None:
        return (piece,)
    sign = (LabelPiece("$"),) if fact.unit != SHARES else ()
    scale = _SCALE_WORDS.get(value.amount.scale, "")
    what = f"{value.amount.share_class}, " if value.amount.share_class else ""
    return (*sign, piece, LabelPiece(f"{scale} ({what}as of {long_date(value.amount.as_of)})"))
