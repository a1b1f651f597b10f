"""SEC rules on labels (EFM 6.10, 6.18)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.validation.files import LabelResource, namespace_of
from generator.validation.profiles.registry import Finding, Inspection, rule

_STANDARD = "http://www.xbrl.org/2003/role/label"
_DOCUMENTATION = "http://www.xbrl.org/2003/role/documentation"
_ROLES = ("http://www.xbrl.org/2003/role/", "http://www.xbrl.org/2006/role/", "http://www.xbrl.org/2009/role/")
_LONGEST = 511


@rule("efm.label-missing", Severity.ERROR, "EFM 6.10.1", "Write a standard label in en-US for every concept used.")
def label_missing(inspection: Inspection) -> Iterator[Finding]:
    """Every concept used has a standard label in American English."""
    labelled = {x.concept for x in inspection.files.labels if x.role == _STANDARD and x.language == "en-US"}
    in_trees = (c for arc in inspection.arcs("presentation") for c in (arc.source, arc.target))
    for concept in dict.fromkeys([*inspection.used, *in_trees]):
        if concept and concept not in labelled:
            yield Finding(f"{inspection.qname(concept)} has no standard label.", concept)


@rule("efm.label-language", Severity.ERROR, "EFM 6.10.3", "Write the label in en-US as well, in the same role.")
def label_language(inspection: Inspection) -> Iterator[Finding]:
    """A label in another language has one in American English beside it."""
    english = {(label.concept, label.role) for label in inspection.files.labels if label.language == "en-US"}
    for label in inspection.files.labels:
        if label.language != "en-US" and (label.concept, label.role) not in english:
            name = inspection.qname(label.concept)
            yield _finding(label, f'{name} has a label in the language "{label.language}" alone.')


@rule("efm.label-repeated", Severity.ERROR, "EFM 6.10.2", "Keep one label of that role.")
def label_repeated(inspection: Inspection) -> Iterator[Finding]:
    """A concept has one label of each role."""
    seen: set[tuple[str, str, str]] = set()
    for label in inspection.files.labels:
        key = (label.concept, label.role, label.language)
        if key in seen:
            role = label.role.rpartition("/")[2]
            yield _finding(label, f"{inspection.qname(label.concept)} has several labels of the role {role}.")
        seen.add(key)


@rule("efm.label-shared", Severity.ERROR, "EFM 6.10.4", "Word one of the labels differently.")
def label_shared(inspection: Inspection) -> Iterator[Finding]:
    """No two concepts have the same standard label."""
    first: dict[str, str] = {}
    for label in inspection.files.labels:
        if label.role == _STANDARD and label.language == "en-US":
            other = first.setdefault(label.text, label.concept)
            if other != label.concept:
                names = f"{inspection.qname(other)} and {inspection.qname(label.concept)}"
                yield _finding(label, f'{names} are both labelled "{label.text}".')


@rule("efm.label-documentation", Severity.ERROR, "EFM 6.10.5", "Document the extension's own concepts only.")
def label_documentation(inspection: Inspection) -> Iterator[Finding]:
    """Standard concepts get no documentation of the filer's own."""
    own = {schema.namespace for schema in inspection.files.schemas}
    for label in inspection.files.labels:
        if label.role == _DOCUMENTATION and namespace_of(label.concept) not in own:
            yield _finding(label, f"{inspection.qname(label.concept)} is documented by the extension.")


@rule("efm.label-text", Severity.ERROR, "EFM 6.10.6", "Shorten the label, or leave the markup out.")
def label_text(inspection: Inspection) -> Iterator[Finding]:
    """A label has at most 511 characters, no markup, and is not empty."""
    for label in inspection.files.labels:
        if label.role == _DOCUMENTATION:
            continue
        if len(label.text) > _LONGEST or "<" in label.text or not label.text.strip():
            yield _finding(label, f"A label of {inspection.qname(label.concept)} is empty, too long or holds markup.")


@rule("efm.label-trimmed", Severity.ERROR, "EFM 6.10.8", "Trim the label and fold its white space.")
def label_trimmed(inspection: Inspection) -> Iterator[Finding]:
    """A label has no spaces around it."""
    for label in inspection.files.labels:
        if label.text != label.text.strip():
            yield _finding(label, f"A label of {inspection.qname(label.concept)} begins or ends with a space.")


@rule("efm.label-role", Severity.ERROR, "EFM 6.10", "Use the label roles of XBRL 2.1 and the link role registry.")
def label_role(inspection: Inspection) -> Iterator[Finding]:
    """Labels have roles of the specification or the registry."""
    for label in inspection.files.labels:
        if not label.role.startswith(_ROLES):
            yield _finding(label, f"A label of {inspection.qname(label.concept)} has the role {label.role}.")


@rule("efm.reference-resource", Severity.ERROR, "EFM 6.18", "Leave references out.")
def reference_resource(inspection: Inspection) -> Iterator[Finding]:
    """The extension adds no references."""
    if inspection.files.references:
        yield Finding(f"The extension has {inspection.files.references} references.")


def _finding(label: LabelResource, message: str) -> Finding:
    return Finding(message, label.concept, file=label.file, line=label.line)
