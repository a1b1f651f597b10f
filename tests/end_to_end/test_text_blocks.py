"""Notes as text blocks, from the source to what Arelle reads: chains, what is left out, figures that stay facts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.pipeline import Generated, GenerateOptions, Style, generate

DEBT = "us-gaap:DebtDisclosureTextBlock"
POLICIES = "us-gaap:SignificantAccountingPoliciesTextBlock"
USE_OF_ESTIMATES = "us-gaap:UseOfEstimates"

BALANCE_SHEET = """
<p><b>WIDGETS INCORPORATED</b></p><p><b>CONSOLIDATED BALANCE SHEETS</b></p><p>(In thousands)</p>
<table>
<tr><td></td><td>June 30, 2008</td><td>December 31, 2007</td></tr>
<tr><td>Cash and cash equivalents</td><td>$1,200</td><td>$1,100</td></tr>
<tr><td>Inventories</td><td>800</td><td>900</td></tr>
<tr><td>Total assets</td><td>$2,000</td><td>$2,000</td></tr>
<tr><td>Long-term debt</td><td>$1,500</td><td>$1,700</td></tr>
<tr><td>Total liabilities</td><td>1,500</td><td>1,700</td></tr>
<tr><td>Retained earnings</td><td>500</td><td>300</td></tr>
<tr><td>Total stockholders' equity</td><td>500</td><td>300</td></tr>
<tr><td>Total liabilities and stockholders' equity</td><td>$2,000</td><td>$2,000</td></tr>
</table>
"""


def page(number: int, body: str) -> str:
    head = "<p><b>NOTES TO CONSOLIDATED FINANCIAL STATEMENTS (Continued)</b></p>"
    return f"<div style='page-break-after:always'>{head}<div>{body}</div><p>{number}</p></div>"


POLICY_NOTE = """
<p><b>Note 1. Significant Accounting Policies</b></p>
<p><i><b>Use of Estimates</b></i></p><p>We estimate what we cannot count &amp; say so.</p>
<p><i><b>Color of Widgets</b></i></p><p>All are red.</p>
"""
DEBT_NOTE = """
<p><b>Note 2. Debt</b></p><p>As of June 30, 2008, our long-term debt was $1.5 million.</p>
<table><tr><td>Bank</td><td>$1,000</td></tr><tr><td>Bonds</td><td>500</td></tr></table>
"""
REST = "<p>The bonds are due in 2031.</p><p><b>Note 3. The Widget Museum</b></p><p>It opened in May.</p>"
HTML = f"""<html><head><title>Report</title></head><body>{BALANCE_SHEET}
{page(1, POLICY_NOTE)}{page(2, DEBT_NOTE)}{page(3, REST)}
<p><b>Item 2. Management's Discussion</b></p><p>Sales rose.</p></body></html>"""

TEXT = """
                      WIDGETS INCORPORATED
                  CONSOLIDATED BALANCE SHEETS
                        (In thousands)
<TABLE>
<CAPTION>
                                            June 30,    December 31,
                                              2008          2007
<S>                                      <C>           <C>
Cash and cash equivalents                 $    1,200    $    1,100
Inventories                                      800           900
Total assets                              $    2,000    $    2,000
Long-term debt                            $    1,500    $    1,700
Total liabilities                              1,500         1,700
Retained earnings                                500           300
Total stockholders' equity                       500           300
Total liabilities and stockholders' equity $   2,000    $    2,000
</TABLE>

             NOTES TO CONSOLIDATED FINANCIAL STATEMENTS

NOTE 1.  DEBT

     As of June 30, 2008, our long-term debt was $1.5 million.

                                    2
<PAGE>
     NOTES TO CONSOLIDATED FINANCIAL STATEMENTS (Continued)

     The bonds are due in 2031:

<TABLE>
<CAPTION>
                                                2008
<S>                                        <C>
     First bond                              $   300
     Second bond                                 200
</TABLE>

NOTE 2.  INCOME TAXES

     We pay them.

             ITEM 2. MANAGEMENT'S DISCUSSION

     Sales rose.
"""


def made(tmp_path: Path, source: str, name: str, style: Style) -> Generated:
    path = tmp_path / name
    path.write_text(source)
    return generate(path, tmp_path / "out", GenerateOptions(style=style))


def values(generated: Generated) -> dict[str, str]:
    return {fact.concept: str(fact.value) for fact in generated.report.facts if fact.escaped}


def plain(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def document(generated: Generated) -> str:
    return dict(generated.filing.files)[generated.filing.entry].decode()


def errors(generated: Generated) -> list[str]:
    return [note.code for note in generated.verdict.diagnostics if note.severity == "error"]


@pytest.mark.parametrize("style", [Style.STATEMENT, Style.AS_PUBLISHED])
def test_notes_of_an_html_report(tmp_path: Path, style: Style) -> None:
    generated = made(tmp_path, HTML, "report.htm", style)
    assert errors(generated) == []  # the round trip compares every value with what Arelle read
    found = values(generated)
    assert set(found) == {POLICIES, USE_OF_ESTIMATES, DEBT}
    assert plain(found[DEBT]) == (
        "Note 2. Debt As of June 30, 2008, our long-term debt was $1.5 million. Bank $1,000 Bonds 500 "
        "The bonds are due in 2031."
    )
    assert plain(found[USE_OF_ESTIMATES]) == "Use of Estimates We estimate what we cannot count &amp; say so."
    assert plain(found[POLICIES]).endswith("Color of Widgets All are red.")
    assert "ix:" not in found[DEBT] and "<table" in found[DEBT]
    periods = {str(fact.period) for fact in generated.report.facts if fact.escaped}
    assert len(periods) == 1
    left = [note.message for note in generated.verdict.earlier if note.code == "map.text-block-left"]
    assert any("The Widget Museum" in message for message in left)
    assert any("Color of Widgets" in message for message in left)


def test_a_note_over_two_pages_is_a_chain_and_its_figures_stay_facts(tmp_path: Path) -> None:
    generated = made(tmp_path, HTML, "report.htm", Style.AS_PUBLISHED)
    markup = document(generated)
    debt = next(fact.id for fact in generated.report.facts if fact.concept == DEBT)
    assert f'continuedAt="{debt}-1"' in markup and f'<ix:continuation id="{debt}-1"' in markup
    start = markup.index(f'<ix:nonNumeric id="{debt}"')
    assert 'name="us-gaap:LongTermDebt' in markup[start : markup.index("<ix:continuation", start)]
    written: dict[str, Any] = json.loads((generated.folder / "facts.json").read_text())
    assert written["facts"][debt]["value"] == values(generated)[DEBT]
    assert "Note 2. Debt As of June 30" in (generated.folder / "verdict.html").read_text()
    assert ",Debt,," in (generated.folder / "mapping.csv").read_text()


@pytest.mark.parametrize("style", [Style.STATEMENT, Style.AS_PUBLISHED])
def test_notes_of_a_plain_text_report(tmp_path: Path, style: Style) -> None:
    generated = made(tmp_path, TEXT, "report.txt", style)
    assert errors(generated) == []
    found = values(generated)
    assert set(found) == {DEBT, "us-gaap:IncomeTaxDisclosureTextBlock"}
    text = plain(found[DEBT])
    assert "The bonds are due in 2031: " in text
    assert re.search(r"First bond +\$ +300\n +Second bond +200", found[DEBT])
    assert "PAGE" not in text and "(Continued)" not in text and " 2 " not in text
    assert "white-space:pre" in found[DEBT]
    assert ("<ix:exclude" in document(generated)) == (style is Style.AS_PUBLISHED)


def test_the_house_style_prints_a_sentence_once(tmp_path: Path) -> None:
    markup = document(made(tmp_path, HTML, "report.htm", Style.STATEMENT))
    assert markup.count("our long-term debt was") == 1
    assert "It opened in May." in markup and "Sales rose." not in markup
