"""A full submission of a current report: the exhibit's figures, and the cover of the form beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from generator.documents import read_document
from generator.documents.html import parse_tree
from generator.pipeline import Generated, GenerateOptions, Style, generate
from generator.rendering.lawful import visible_text
from generator.validation import Status

IX = "{http://www.xbrl.org/2013/inlineXBRL}"
SUBMISSION = """<SEC-DOCUMENT>0001234567-25-000123.txt : 20251028
<SEC-HEADER>
CONFORMED SUBMISSION TYPE:	8-K
CONFORMED PERIOD OF REPORT:	20251028
FILER:
	COMPANY DATA:
		COMPANY CONFORMED NAME:			LANTERN WORKS INC
		CENTRAL INDEX KEY:			0001234567
		FISCAL YEAR END:			1231
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<FILENAME>form8k.htm
<TEXT>
<html><body><p>FORM 8-K</p><p>Date of Report (Date of earliest event reported): October 28, 2025</p>
<p>Lantern Works, Inc.<br>(Exact name of registrant as specified in its charter)</p>
<table><tr><td>Delaware</td><td>001-31234</td><td>12-3456789</td></tr>
<tr><td>(State of incorporation)</td><td>(Commission File Number)</td><td>(IRS Employer No.)</td></tr></table>
<p>100 Lantern Way, Austin, Texas 78701<br>(Address of principal executive offices)</p>
<p>(512) 555-0100<br>(Registrant's telephone number, including area code)</p>
<p>Check the appropriate box below if the filing is intended to simultaneously satisfy the obligation:</p>
<p>&#9746; Written communications pursuant to Rule 425</p>
<p>&#9744; Soliciting material pursuant to Rule 14a-12</p>
<p>&#9744; Pre-commencement communications pursuant to Rule 14d-2(b)</p>
<p>&#9744; Pre-commencement communications pursuant to Rule 13e-4(c)</p>
<p>Securities registered pursuant to Section 12(b) of the Act:</p>
<table><tr><td>Title of each class</td><td>Trading Symbol(s)</td><td>Name of each exchange</td></tr>
<tr><td>Common Stock, $0.001 par value</td><td>LNTN</td><td>The Nasdaq Stock Market LLC</td></tr></table>
<p>Indicate by check mark whether the registrant is an emerging growth company as defined in Rule 405.</p>
<p>Emerging growth company &#9746;</p>
<p>If an emerging growth company, indicate by check mark if the registrant has elected not to use the extended
transition period for complying with any new standards. &#9744;</p><p>Item 2.02 Results</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<FILENAME>ex991.htm
<TEXT>
<html><body><p><b>Lantern Works Reports Third Quarter Results</b></p>
<p>AUSTIN, Texas, October 28, 2025 &#8211; Lantern Works, Inc. (NASDAQ: LNTN) today announced results.</p>
<p><b>Lantern Works, Inc.</b></p><p><b>Balance Sheets</b></p><p>(In thousands)</p><table>
<tr><td></td><td>September 30, 2025</td><td>December 31, 2024</td></tr>
<tr><td>Cash</td><td>1,250</td><td>980</td></tr><tr><td>Accounts receivable</td><td>741</td><td>655</td></tr>
<tr><td>Total assets</td><td>1,991</td><td>1,635</td></tr>
<tr><td>Accounts payable</td><td>991</td><td>835</td></tr>
<tr><td>Stockholders' equity</td><td>1,000</td><td>800</td></tr>
<tr><td>Total liabilities and stockholders' equity</td><td>1,991</td><td>1,635</td></tr></table></body></html>
</TEXT>
</DOCUMENT>
"""
OF_THE_FORM = {
    "dei:WrittenCommunications": "true",
    "dei:SolicitingMaterial": "false",
    "dei:PreCommencementTenderOffer": "false",
    "dei:PreCommencementIssuerTenderOffer": "false",
    "dei:EntityEmergingGrowthCompany": "true",
    "dei:EntityExTransitionPeriod": "false",
    "dei:Security12bTitle": "Common Stock, $0.001 par value",
    "dei:EntityFileNumber": "001-31234",
    "dei:EntityAddressAddressLine1": "100 Lantern Way",
    "dei:TradingSymbol": "LNTN",
    "dei:SecurityExchangeName": "NASDAQ",
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "submission.txt"
    path.write_text(SUBMISSION, encoding="utf-8")
    return path


def made(source: Path, style: Style, folder: Path) -> Generated:
    return generate(source, folder, GenerateOptions(style=style))


@pytest.mark.parametrize("style", [Style.STATEMENT, Style.SET_8K])
def test_the_cover_of_the_form_is_reported_and_printed(source: Path, style: Style, tmp_path: Path) -> None:
    done = made(source, style, tmp_path)
    values = {fact.concept: fact.value for fact in done.report.facts}
    assert OF_THE_FORM.items() <= values.items()
    assert done.verdict.status in (Status.VALID, Status.VALID_WITH_WARNINGS) and done.verdict.needed == ()
    assert [d for d in done.verdict.diagnostics if d.code.startswith("efm.") and d.severity != "info"] == []
    page = etree.parse(done.folder / done.filing.entry)
    assert {e.get("name") for e in page.iterfind(f".//{IX}hidden/*")} == {"dei:AmendmentFlag"}


def test_tagged_in_place_the_exhibit_hides_what_only_the_form_prints(source: Path, tmp_path: Path) -> None:
    done = made(source, Style.AS_PUBLISHED, tmp_path)
    values = {fact.concept: fact.value for fact in done.report.facts}
    assert OF_THE_FORM.items() <= values.items() and done.verdict.needed == ()
    page = etree.parse(done.folder / done.filing.entry).getroot()
    hidden = {e.get("name") for e in page.iterfind(f".//{IX}hidden/*")}
    assert {"dei:WrittenCommunications", "dei:Security12bTitle", "dei:EntityFileNumber"} <= hidden
    assert not {"dei:EntityRegistrantName", "dei:TradingSymbol", "dei:DocumentPeriodEndDate"} & hidden
    (told,) = (d for d in done.report.diagnostics if d.code == "render.cover-hidden")
    assert "8-k-set" in told.remedy
    for element in page.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname
    assert visible_text(page) == visible_text(parse_tree(read_document(source).source))
