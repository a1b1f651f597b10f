"""Whatever labels and figures a statement holds, the report is built and its documents are well formed."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.facts.model import StatementKind
from generator.mapping.model import ProposedExtension
from generator.rendering import facts_json, render
from generator.report import ReportOptions, build_report
from taxonomy import Catalogue
from tests.report.making import CLOSE, CLOSE_BEFORE, Line, To, mapped, statement

IX = "{http://www.xbrl.org/2013/inlineXBRL}"
concepts = st.sampled_from(["us-gaap:Assets", "us-gaap:Liabilities", "us-gaap:Goodwill", "us-gaap:Nonsense", "x:", ""])
figures = st.from_regex(r"\$? ?\(?\d{1,3}(,\d{3}){0,2}\)?|--|nil", fullmatch=True)
labels = st.text(max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(labels, st.lists(figures, min_size=2, max_size=2), concepts, st.booleans()), max_size=6),
    st.text(max_size=20),
    st.text(max_size=20),
)
def test_any_statement_makes_a_well_formed_report(
    catalogue: Catalogue, lines: list[tuple[str, list[str], str, bool]], ticker: str, name: str
) -> None:
    made = statement(
        StatementKind.BALANCE_SHEET, [CLOSE, CLOSE_BEFORE], [Line(label, shown) for label, shown, _, _ in lines]
    )
    to = {}
    for label, _, concept, negated in lines:
        own = ProposedExtension(label, "xbrli:monetaryItemType", "debit", "instant", label, "", "why")
        to[label] = To(concept, negated) if concept else To(extension=own)
    options = ReportOptions(ticker=ticker, entity_name=name)
    report = build_report([made], mapped(made, to), (), catalogue, options)
    files = dict(render(report).files)
    pages = {n: etree.fromstring(data) for n, data in files.items()}
    facts_json(report)
    tagged = {e.get("id") for e in pages[f"{report.base}.htm"].iter(f"{IX}nonFraction")}
    assert tagged == {fact.id for fact in report.facts if fact.is_numeric}
    values: dict[tuple[object, ...], set[Decimal | str | None]] = {}
    for fact in report.facts:
        values.setdefault((fact.concept, fact.period, fact.unit, fact.dimensions), set()).add(fact.value)
    assert all(len(found) == 1 for found in values.values())
