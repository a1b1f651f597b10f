"""SEC rules on facts: accuracy, duplicates, hidden facts, footnotes (EFM 5.2.5.14, 6.5)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from generator.diagnostics import Severity
from generator.validation.files import IX, XML, InlineFact, line_of, namespace_of
from generator.validation.profiles.quality_identities import tolerance
from generator.validation.profiles.registry import Finding, Inspection, numeric, places, rule
from generator.validation.worker import ReadFact
from taxonomy import Concept

# Types that no transformation produces (EFM 5.2.5.14): a hidden fact of one of these is lawful when it is shown by
# reference; their XSD base is anyURI, base64Binary, hexBinary, NOTATION, QName, time, token or language.
_HIDEABLE = (
    "anyURIItemType", "base64BinaryItemType", "hexBinaryItemType", "QNameItemType", "timeItemType", "tokenItemType",
    "languageItemType", "enumerationItemType", "enumerationSetItemType",
)  # fmt: skip
_LANG = f"{{{XML}}}lang"
_FOOTNOTE_ROLES = {
    "footnoteRole": ("http://www.xbrl.org/2003/role/footnote",),
    "linkRole": ("http://www.xbrl.org/2003/role/link",),
    "arcrole": (
        "http://www.xbrl.org/2003/arcrole/fact-footnote",
        "http://www.xbrl.org/2009/arcrole/fact-explanatoryFact",
    ),
}
_SHOWN_BY_REFERENCE = re.compile(r"-sec-ix-hidden\s*:\s*([^\s;]+)")


@rule("efm.precision", Severity.ERROR, "EFM 6.5.17", "State decimals instead.")
def precision(inspection: Inspection) -> Iterator[Finding]:
    """Accuracy is stated by decimals, not by precision."""
    for fact in inspection.inline:
        if fact.precision:
            yield _finding(fact, f"{inspection.qname(fact.concept)} states its precision.")


@rule("efm.digits-truncated", Severity.ERROR, "EFM 6.5.37", "State decimals that cover every digit shown.")
def digits_truncated(inspection: Inspection) -> Iterator[Finding]:
    """No digit other than zero lies beyond the accuracy that decimals states."""
    for fact, value in numeric(inspection.facts):
        accuracy = places(fact)
        if accuracy is not None and value != round(value, accuracy):
            message = f"{inspection.qname(fact.concept)} = {value:f} has digits beyond decimals {accuracy}."
            yield Finding(message, fact.concept, fact.id)


@rule("efm.fact-duplicate", Severity.ERROR, "EFM 6.5.12", "Find out which figure is right, and tag that one.")
def fact_duplicate(inspection: Inspection) -> Iterator[Finding]:
    """A fact stated twice has the same value, within its rounding."""
    first: dict[object, ReadFact] = {}
    for fact in inspection.facts:
        if fact.nil or fact.value is None:
            continue
        key = (fact.concept, fact.start, fact.end, fact.unit, fact.dimensions)
        other = first.setdefault(key, fact)
        if other is not fact and not _consistent(other, fact):
            message = f"{inspection.qname(fact.concept)} is {fact.value} here and {other.value} in {other.id}."
            yield Finding(message, fact.concept, fact.id)


@rule("efm.member-as-fact", Severity.ERROR, "EFM 6.5.25", "Tag the figure with a concept that can be reported.")
def member_as_fact(inspection: Inspection) -> Iterator[Finding]:
    """A member, a domain or an abstract concept is not reported as a fact."""
    for fact in inspection.inline:
        concept = inspection.catalogue.concept(inspection.qname(fact.concept))
        if concept is not None and (concept.abstract or concept.type.endswith(":domainItemType")):
            yield _finding(fact, f"{concept.qname} cannot be reported as a fact.")


@rule("efm.deprecated-concept", Severity.WARNING, "EFM 6.5.42", "Use the concept's successor.")
def deprecated_concept(inspection: Inspection) -> Iterator[Finding]:
    """Concepts that the taxonomy has taken out of use are not used."""
    for clark in inspection.used:
        deprecation = inspection.catalogue.deprecation(inspection.qname(clark))
        if deprecation is not None:
            successor = f", succeeded by {deprecation.replacement}" if deprecation.replacement else ""
            message = f"{deprecation.concept} is out of use since {deprecation.year}{successor}."
            fact = next((f for f in inspection.inline if f.concept == clark), None)
            yield Finding(message, clark, fact.id if fact else "")


@rule(
    "efm.hidden-eligible",
    Severity.WARNING,
    "EFM 5.2.5.14",
    "Show the fact in the document; its type can be transformed from text.",
)
def hidden_eligible(inspection: Inspection) -> Iterator[Finding]:
    """A fact that could be shown is not hidden."""
    dei = inspection.catalogue.namespaces["dei"].uri
    for fact in inspection.inline:
        if fact.hidden and namespace_of(fact.concept) != dei and not _hideable(inspection, fact):
            yield _finding(fact, f"{inspection.qname(fact.concept)} is hidden though it could be shown.")


@rule(
    "efm.hidden-not-referenced",
    Severity.WARNING,
    "EFM 5.2.5.14",
    'Show it once: style="-sec-ix-hidden:<id>" on the text that says it.',
)
def hidden_not_referenced(inspection: Inspection) -> Iterator[Finding]:
    """A hidden fact outside the cover is shown by reference."""
    dei = inspection.catalogue.namespaces["dei"].uri
    referenced = set(_references(inspection))
    for fact in inspection.inline:
        if (
            fact.hidden
            and namespace_of(fact.concept) != dei
            and fact.id not in referenced
            and _hideable(inspection, fact)
        ):
            yield _finding(fact, f"{inspection.qname(fact.concept)} is hidden and never shown.")


@rule("efm.hidden-not-found", Severity.ERROR, "EFM 5.2.5.14", "Refer to the id of a hidden fact.")
def hidden_not_found(inspection: Inspection) -> Iterator[Finding]:
    """A reference to a hidden fact leads to one."""
    hidden = {fact.id for fact in inspection.inline if fact.hidden}
    for name in _references(inspection):
        if name not in hidden:
            yield Finding(f"Text refers to a hidden fact {name} that does not exist.")


@rule("efm.escape", Severity.ERROR, "EFM 5.2.5", "Escape the markup of text blocks, and of nothing else.")
def escape(inspection: Inspection) -> Iterator[Finding]:
    """The value of a text block is markup, that of any other fact is none."""
    for document in inspection.files.documents:
        for element in document.root.iter(f"{{{IX}}}nonNumeric"):
            prefix, _, name = element.get("name", "").rpartition(":")
            concept = inspection.catalogue.concept(inspection.qname(f"{{{element.nsmap.get(prefix)}}}{name}"))
            escaped = element.get("escape") in ("true", "1")
            if concept is not None and escaped != concept.type.endswith(":textBlockItemType"):
                message = f"{concept.qname} is {'' if escaped else 'not '}escaped; its type is {concept.type}."
                yield Finding(message, concept.qname, element.get("id", ""), file=document.name, line=line_of(element))


@rule("efm.footnote-dangling", Severity.ERROR, "EFM 6.5.33", "Tie the footnote to a fact with ix:relationship.")
def footnote_dangling(inspection: Inspection) -> Iterator[Finding]:
    """Every footnote is tied to a fact."""
    for document in inspection.files.documents:
        tied = {i for e in document.root.iter(f"{{{IX}}}relationship") for i in e.get("toRefs", "").split()}
        for element in document.root.iter(f"{{{IX}}}footnote"):
            if element.get("id", "") not in tied:
                message = f"The footnote {element.get('id', '')} is tied to no fact."
                yield Finding(message, file=document.name, line=line_of(element))


@rule(
    "efm.footnote-role", Severity.ERROR, "EFM 6.5.28 to 6.5.32", "Leave the roles of footnotes as they are by default."
)
def footnote_role(inspection: Inspection) -> Iterator[Finding]:
    """Footnotes and their relationships have the roles of the specification."""
    for document in inspection.files.documents:
        for element in document.root.iter(f"{{{IX}}}footnote", f"{{{IX}}}relationship"):
            for attribute, usual in _FOOTNOTE_ROLES.items():
                stated = element.get(attribute, usual[0])
                if stated not in usual:
                    message = f"A footnote has the {attribute} {stated}."
                    yield Finding(message, file=document.name, line=line_of(element))


@rule("efm.text-language", Severity.ERROR, "EFM 6.5.14", "State the text in American English as well.")
def text_language(inspection: Inspection) -> Iterator[Finding]:
    """A text in another language has one in American English beside it."""
    for document in inspection.files.documents:
        spoken: defaultdict[tuple[str, str], dict[str, etree._Element]] = defaultdict(dict)
        for element in document.root.iter(f"{{{IX}}}nonNumeric"):
            language = next((e.get(_LANG) for e in (element, *element.iterancestors()) if e.get(_LANG)), None)
            spoken[element.get("name", ""), element.get("contextRef", "")][language or "en-US"] = element
        for (name, _), found in spoken.items():
            if "en-US" not in found:
                language, element = next(iter(found.items()))
                message = f'{name} is stated in the language "{language}" alone.'
                yield Finding(message, fact=element.get("id", ""), file=document.name, line=line_of(element))


def _consistent(one: ReadFact, other: ReadFact) -> bool:
    if not isinstance(one.value, Decimal) or not isinstance(other.value, Decimal):
        return str(one.value).split() == str(other.value).split()
    if places(one) is None and places(other) is None:
        return one.value == other.value
    return abs(one.value - other.value) <= tolerance(one, other)


def _hideable(inspection: Inspection, fact: InlineFact) -> bool:
    if fact.nil:
        return True
    concept: Concept | None = inspection.catalogue.concept(inspection.qname(fact.concept))
    return concept is not None and concept.type.endswith(_HIDEABLE)


def _references(inspection: Inspection) -> Iterator[str]:
    for document in inspection.files.documents:
        for element in document.root.iter():
            if isinstance(element.tag, str):
                yield from _SHOWN_BY_REFERENCE.findall(element.get("style", ""))


def _finding(fact: InlineFact, message: str) -> Finding:
    return Finding(message, fact.concept, fact.id)
