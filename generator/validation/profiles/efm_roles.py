"""SEC rules on role types and on arcs of any kind (EFM 6.7.9 to 6.7.12, 6.9)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.validation.files import RoleType, Schema
from generator.validation.profiles.registry import Finding, Inspection, rule

_DEFINITION = re.compile(r"^\d+ - (Statement|Disclosure|Schedule|Document) - \S.*$")
_USED_ON = {"link:presentationLink", "link:calculationLink", "link:definitionLink"}
_ORDER = {"Document": 0, "Statement": 1, "Disclosure": 2, "Schedule": 3}
_HIGHEST_PRIORITY = 9


@rule("efm.role-uri", Severity.ERROR, "EFM 6.7.9", "Let role URIs begin with the authority of the namespace.")
def role_uri(inspection: Inspection) -> Iterator[Finding]:
    """A role's URI is under the extension's own authority."""
    for schema, role in _roles(inspection):
        authority = schema.namespace.rpartition("/")[0]
        if not role.uri.startswith(f"{authority}/"):
            yield _finding(schema, role, f"The role {role.uri} is not under {authority}.")


@rule("efm.role-used-on", Severity.ERROR, "EFM 6.7.11", "Declare the role for all three kinds of link.")
def role_used_on(inspection: Inspection) -> Iterator[Finding]:
    """A role is declared for presentation, calculation and definition links."""
    for schema, role in _roles(inspection):
        missing = sorted(_USED_ON - set(role.used_on))
        if missing:
            yield _finding(schema, role, f"The role {role.uri} is not declared for {', '.join(missing)}.")


@rule("efm.role-definition", Severity.ERROR, "EFM 6.7.12", "Write it as 0000001 - Statement - Title.")
def role_definition(inspection: Inspection) -> Iterator[Finding]:
    """A role's definition is a number, a kind and a title."""
    for schema, role in _roles(inspection):
        if not _DEFINITION.match(role.definition):
            yield _finding(schema, role, f'The role {role.uri} is defined as "{role.definition}".')


@rule("efm.role-order", Severity.WARNING, "EFM 6.7.12", "Number the cover first, then statements, then notes.")
def role_order(inspection: Inspection) -> Iterator[Finding]:
    """Roles sort as document, statements, disclosures."""
    found = [(r.definition, m[1]) for _, r in _roles(inspection) if (m := _DEFINITION.match(r.definition))]
    kinds = [_ORDER[kind] for _, kind in sorted(found)]
    if kinds != sorted(kinds):
        yield Finding("Sorted by their definitions, the roles do not run from document to statements to disclosures.")


@rule("efm.role-duplicate", Severity.ERROR, "EFM 6.7.10", "Declare each role once, under a title of its own.")
def role_duplicate(inspection: Inspection) -> Iterator[Finding]:
    """Each role is declared once, and no two have the same definition."""
    declared = list(_roles(inspection))
    for what, values in (("URI", [r.uri for _, r in declared]), ("definition", [r.definition for _, r in declared])):
        for value, times in Counter(values).items():
            if times > 1 and value:
                yield Finding(f"{times} roles have the {what} {value}.")


@rule("efm.arc-ineffectual", Severity.ERROR, "EFM 6.9.3", "Write each relationship once.")
def arc_ineffectual(inspection: Inspection) -> Iterator[Finding]:
    """No relationship is stated twice."""
    keys = Counter((a.kind, a.role, a.arcrole, a.source, a.target, a.preferred_label) for a in inspection.files.arcs)
    for (kind, role, _, source, target, _), times in keys.items():
        if times > 1:
            names = f"{inspection.qname(source)} to {inspection.qname(target)}"
            yield Finding(f"The {kind} relationship from {names} in {role} is stated {times} times.", target)


@rule("efm.arc-priority", Severity.ERROR, "EFM 6.9.9", "Leave the priority out.")
def arc_priority(inspection: Inspection) -> Iterator[Finding]:
    """Priorities are below ten."""
    for arc in inspection.files.arcs:
        if arc.priority.isdigit() and int(arc.priority) > _HIGHEST_PRIORITY:
            yield Finding(f"A relationship has the priority {arc.priority}.", arc.target, file=arc.file, line=arc.line)


def _roles(inspection: Inspection) -> Iterator[tuple[Schema, RoleType]]:
    for schema in inspection.files.schemas:
        for role in schema.roles:
            yield schema, role


def _finding(schema: Schema, role: RoleType, message: str) -> Finding:
    return Finding(message, file=schema.name, line=role.line)
