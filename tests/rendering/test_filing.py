from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from jinja2 import TemplateError
from lxml import etree

from generator.rendering import facts_json, render
from generator.rendering.environment import ascii_bytes, environment
from generator.report import used_concepts
from generator.report.model import Report
from generator.validation import Status, validate_filing
from taxonomy import open_catalogue
from taxonomy.package import closure_package

IX = "{http://www.xbrl.org/2013/inlineXBRL}"
XHTML = "{http://www.w3.org/1999/xhtml}"
BLOCKED = frozenset(
    {"acronym", "area", "base", "bdo", "button", "cite", "col", "colgroup", "dd", "del", "embed", "fieldset", "form"}
    | {"input", "ins", "label", "legend", "map", "noscript", "object", "option", "param", "q", "script", "select"}
    | {"style", "textarea"}
)


@pytest.fixture(scope="module")
def page(hand_made: Report) -> etree._Element:
    return etree.fromstring(dict(render(hand_made).files)["demo-20250930.htm"])


def test_arelle_accepts_the_filing_and_reads_back_every_fact(hand_made: Report) -> None:
    package = closure_package(open_catalogue(), [q for q in used_concepts(hand_made) if not q.startswith("demo:")])
    verdict = validate_filing(render(hand_made), hand_made, package)
    assert [str(d) for d in verdict.diagnostics if d.severity != "info"] == []
    assert verdict.status is Status.VALID


def test_all_six_files_are_ascii_and_two_runs_agree(hand_made: Report) -> None:
    files = render(hand_made).files
    assert [name for name, _ in files] == [
        f"demo-20250930{end}" for end in (".htm", ".xsd", "_cal.xml", "_def.xml", "_lab.xml", "_pre.xml")
    ]
    assert all(data.isascii() and b"^" not in data for _, data in files)
    assert render(hand_made).files == files


def test_only_what_edgar_allows_is_on_the_page(page: etree._Element) -> None:
    elements = [e for e in page.iter() if isinstance(e.tag, str) and e.tag.startswith(XHTML)]
    assert not BLOCKED & {e.tag.removeprefix(XHTML) for e in elements}
    assert not [e for e in elements if e.tag == f"{XHTML}table" and list(e.iterancestors(f"{XHTML}table"))]
    assert not [e for e in elements if "class" in e.attrib or "lang" in e.attrib]
    assert not page.xpath("//@src | //@href[not(starts-with(., 'demo-'))]")


def test_signs_and_brackets_stand_outside_the_tags(page: etree._Element) -> None:
    texts = [e.text or "" for e in page.iter(f"{IX}nonFraction")]
    assert not set("".join(texts)) & set("$()%-")
    treasury = next(page.iter(f"{IX}nonFraction"), None)
    assert treasury is not None
    (row,) = page.xpath("//*[local-name()='tr'][.//*[@id='f-8']]")
    assert "".join(row.itertext()) == "Treasury stock(9)"


def test_one_figure_for_two_facts_is_nested(page: etree._Element) -> None:
    (outer,) = page.xpath("//*[@id='f-12']")
    (inner,) = outer
    assert inner.get("id") == "f-13"
    assert (outer.get("sign"), inner.get("sign"), inner.text) == ("-", "-", "0.15")


def test_contexts_and_units_are_declared_once_and_used(page: etree._Element) -> None:
    refs = {e.get("contextRef") for e in page.iter(f"{IX}nonFraction", f"{IX}nonNumeric")}
    declared = page.xpath("//*[local-name()='context']/@id")
    assert sorted(declared) == sorted(refs)
    assert page.xpath("//*[local-name()='unit']/@id") == ["usd", "usdPerShares"]


def test_a_default_member_is_declared_with_locators_of_its_own(hand_made: Report) -> None:
    definition = etree.fromstring(dict(render(hand_made).files)["demo-20250930_def.xml"])
    pairs = [
        (arc.get("{http://www.w3.org/1999/xlink}from"), arc.get("{http://www.w3.org/1999/xlink}to"))
        for arc in definition.iter("{http://www.xbrl.org/2003/linkbase}definitionArc")
    ]
    assert len(pairs) == len(set(pairs))


def test_xbrl_json_says_the_same(hand_made: Report) -> None:
    document = json.loads(facts_json(hand_made))
    assert document["documentInfo"]["taxonomy"] == ["demo-20250930.xsd"]
    facts = document["facts"]
    assert set(facts) == {fact.id for fact in hand_made.facts}
    for fact in hand_made.facts:
        if isinstance(fact.value, Decimal):
            assert Decimal(facts[fact.id]["value"]) == fact.value
    assert facts["f-12"] == {
        "value": "-0.15",
        "decimals": 2,
        "dimensions": {
            "concept": "us-gaap:EarningsPerShareBasic",
            "entity": "cik:0001234567",
            "period": "2025-07-01T00:00:00/2025-10-01T00:00:00",
            "unit": "iso4217:USD/xbrli:shares",
        },
    }
    assert facts["f-10"]["value"] is None
    assert facts["f-15"]["dimensions"]["us-gaap:StatementEquityComponentsAxis"] == "us-gaap:CommonStockMember"


def test_a_user_may_override_a_block_and_nothing_else(hand_made: Report, tmp_path: Path) -> None:
    mine = tmp_path / "report.htm.jinja"
    mine.write_text(
        '{% extends "builtin/report.htm.jinja" %}{% block closing %}<p>Kept & told by us</p>{% endblock %}',
        encoding="utf-8",
    )
    plain, changed = render(hand_made), render(hand_made, templates=tmp_path)
    (before,), (after,) = ([d for n, d in f.files if n.endswith(".htm")] for f in (plain, changed))
    assert after == before.replace(b"</div>\n</body>", b"<p>Kept & told by us</p></div>\n</body>")


@pytest.mark.parametrize("reach", ["{{ report.__class__ }}", "{{ nothing }}", "{% include '../pyproject.toml' %}"])
def test_templates_are_sandboxed_and_strict(reach: str, tmp_path: Path, hand_made: Report) -> None:
    (tmp_path / "bad.jinja").write_text(reach, encoding="utf-8")
    with pytest.raises(TemplateError):
        environment(tmp_path).get_template("bad.jinja").render(report=hand_made)


def test_hostile_text_cannot_leave_its_place() -> None:
    made = environment().from_string("<p>{{ text }}</p>").render(text="</p><script>\x00\x0b\ud800^é")
    assert ascii_bytes(made) == b"<p>&lt;/p&gt;&lt;script&gt;&#94;&#233;</p>"
