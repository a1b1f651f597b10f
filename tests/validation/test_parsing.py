"""Reading a filing's own files."""

from __future__ import annotations

from generator.report.model import Filing
from generator.validation.parsing import parse_files
from tests.validation import example
from tests.validation.breaking import clark

FILES = parse_files(example.filing())


def test_contexts_units_and_facts() -> None:
    (document,) = FILES.documents
    assert len(document.facts) == len(example.report().facts)
    assert {(u.numerator, u.denominator) for u in document.units} == {
        ((clark("iso4217:USD"),), ()),
        ((clark("xbrli:shares"),), ()),
        ((clark("iso4217:USD"),), (clark("xbrli:shares"),)),
    }
    assert {(c.start, c.end) for c in document.contexts if not c.members} == {
        ("2025-01-01", "2025-06-30"),
        ("2025-04-01", "2025-06-30"),
        ("", "2025-06-30"),
        ("", "2024-12-31"),
        ("", "2025-07-31"),
    }
    assert {member for c in document.contexts for _, member in c.members} == {
        clark("us-gaap:CommonStockMember"),
        clark("us-gaap:RetainedEarningsMember"),
    }
    assert document.schema_refs == (f"{example.BASE}.xsd",)


def test_every_arc_and_label_of_the_report() -> None:
    links = example.report().links
    for kind, count in (
        ("presentation", sum(len(link.presentation) for link in links)),
        ("calculation", sum(len(link.calculation) for link in links)),
        ("definition", sum(len(link.dimensions) for link in links)),
    ):
        assert len([arc for arc in FILES.arcs if arc.kind == kind]) == count
    wanted = {(clark(label.concept), label.role, label.text) for label in example.report().labels}
    assert {(x.concept, x.role.rpartition("/")[2], x.text) for x in FILES.labels} == wanted


def test_the_extension_schema() -> None:
    (schema,) = FILES.schemas
    assert (schema.namespace, schema.prefix) == (example.NAMESPACE, "exw")
    (element,) = schema.elements
    assert (element.name, element.period_type, element.balance) == ("RecyclingObligationCurrent", "instant", "credit")
    assert next(role.definition for role in schema.roles) == "0000001 - Document - Cover Page"


def test_what_is_not_well_formed_is_named_and_left_out() -> None:
    files = parse_files(Filing("x", "x.htm", (("x.htm", b"<html>"), ("x.xsd", b""), ("notes.txt", b"<"))))
    assert [name for name, _ in files.broken] == ["x.htm", "x.xsd"]
    assert files.documents == ()


def test_entities_are_not_expanded() -> None:
    bomb = (
        b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html xmlns="http://www.w3.org/1999/xhtml">&b;</html>'
    )
    files = parse_files(Filing("x", "x.htm", (("x.htm", bomb),)))
    assert "aaaa" not in "".join(str(t) for d in files.documents for t in d.root.itertext())
