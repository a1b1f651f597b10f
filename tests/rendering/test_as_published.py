"""The source tagged in place: the same visible text, every figure where it was printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lxml import etree

from generator.diagnostics import SourceSpan
from generator.documents import parse_document
from generator.documents.html import elements_by_path, parse_tree
from generator.documents.model import Document
from generator.facts import parse_statements
from generator.facts.cover import read_cover
from generator.facts.model import CoverFact, CoverItem
from generator.facts.notes import read_notes
from generator.mapping.text_blocks import map_text_blocks
from generator.rendering import NotPlacedError, render, render_8k_set, render_as_published
from generator.rendering.lawful import visible_text
from generator.report import ReportOptions, build_report, used_concepts
from generator.report.model import Filing, Report
from generator.validation import validate_filing
from taxonomy import open_catalogue
from taxonomy.package import closure_package
from tests.report.making import To, mapped

IX = "{http://www.xbrl.org/2013/inlineXBRL}"

PAGE = b"""<!DOCTYPE html><html lang="en"><head><title>Quiet</title><style>p{color:red}</style>
<script>var x = "Total assets 9";</script></head>
<body bgcolor=#ffffff link=blue><a name="top"></a><!-- not seen -->
<center><font size=4 face="Times New Roman"><b>Lantern Works, Inc.</b></font></center>
<p>Results for the quarter &#8211; a <q>good</q> one^ &nbsp; <span style="display:none">Secret 42</span>
<img src="logo.png" alt="Logo">See <a href="http://elsewhere.example/x">our site</a>.
<table border=0 width="100%"><tr><td>
<p align=center><b>Condensed Consolidated Balance Sheets</b><br>(In thousands)</p>
<table><thead><tr><th></th><th colspan=2 style="background:url(x.gif);color:navy">June 30, 2025</th>
<th colspan=2>December 31, 2024</th></tr></thead><tbody>
<tr><td>Cash and cash equivalents</td><td>$</td><td align=right>1,326</td><td>$</td><td align=right>4,943</td></tr>
<tr><td>Inventories</td><td></td><td align=right><font color=red>674</font></td><td></td><td>&mdash;</td></tr>
<tr><td>Less treasury stock</td><td></td><td align=right>(9</td><td>)</td><td align=right>(8)</td></tr>
<tr><td>Total assets</td><td>$</td><td align=right>1,991</td><td>$</td><td align=right>4,935</td></tr>
</tbody></table></td></tr></table>
<form action="x"><input type="checkbox"> Agreed <button>Send</button></form>
<ul>Loose<li>One<li>Two</ul></body></html>"""

TEXT = b"""<PAGE>
LANTERN WORKS, INC.
CONDENSED CONSOLIDATED BALANCE SHEETS
(IN THOUSANDS)

<TABLE>
<CAPTION>
                                          June 30,     December 31,
                                            2025           2024
<S>                                     <C>            <C>
Cash and cash equivalents               $    1,326     $    4,943
Inventories                                    674             --
Less treasury stock                             (9)            (8)
                                        ----------     ----------
Total assets                            $    1,991     $    4,935
                                        ==========     ==========
</TABLE>
R&D <made> here \x0c caf\xe9
"""

DECISIONS = {
    "Cash and cash equivalents": "us-gaap:CashAndCashEquivalentsAtCarryingValue",
    "Inventories": "us-gaap:InventoryNet",
    "Less treasury stock": To("us-gaap:TreasuryStockValue", negated=True),
    "Total assets": "us-gaap:Assets",
}


def built(data: bytes, name: str) -> tuple[Report, Document]:
    document = parse_document(data, name)
    (made,), _ = parse_statements(document)
    cover = (CoverFact(CoverItem.REGISTRANT_NAME, "Lantern Works, Inc.", "Lantern Works, Inc.", None),)
    options = ReportOptions(cik="1234567", ticker="LNTN")
    return build_report([made], mapped(made, DECISIONS), cover, open_catalogue(), options), document


@pytest.fixture(scope="module", params=[(PAGE, "release.htm"), (TEXT, "release.txt")], ids=["html", "text"])
def published(request: pytest.FixtureRequest) -> tuple[Report, Document, Filing]:
    report, document = built(*request.param)
    filing, written = render_as_published(report, document)
    return written, document, filing


def page_of(filing: Filing) -> etree._Element:
    return etree.fromstring(dict(filing.files)[filing.entry])


def seen(page: etree._Element) -> str:
    for element in page.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname
    return visible_text(page)


def test_the_visible_text_is_the_sources(published: tuple[Report, Document, Filing]) -> None:
    _, document, filing = published
    source = document.source if document.geometry == "characters" else visible_text(parse_tree(document.source))
    assert seen(page_of(filing)) == " ".join(source.split())
    if document.geometry == "grid":
        assert "Secret" not in source and "var x" not in source and "Agreed" in source


def test_every_figure_is_tagged_where_it_is_printed(published: tuple[Report, Document, Filing]) -> None:
    report, _, filing = published
    tags = {e.get("id"): e for e in page_of(filing).iter(f"{IX}nonFraction")}
    figures = [fact for fact in report.facts if fact.is_numeric]
    assert len(figures) == 8
    assert {fact.id for fact in figures} == set(tags)
    dash = next(f for f in figures if f.value == 0)
    assert tags[dash.id].get("format") == "ixt:fixed-zero"
    treasury = [f for f in figures if f.concept == "us-gaap:TreasuryStockValue"]
    assert [(f.value, tags[f.id].text, tags[f.id].get("sign")) for f in treasury] == [
        (Decimal(9000), "9", None),
        (Decimal(8000), "8", None),
    ]


def test_arelle_accepts_it_and_reads_back_every_fact(published: tuple[Report, Document, Filing]) -> None:
    report, _, filing = published
    package = closure_package(open_catalogue(), used_concepts(report))
    verdict = validate_filing(filing, report, package)
    bad = [str(d) for d in verdict.diagnostics if d.severity == "error"]
    assert bad == []
    assert not [d for d in verdict.diagnostics if d.code.startswith(("validate", "ix", "xbrl", "lxml", "arelle"))]


def test_nothing_reaches_outside_the_page() -> None:
    report, document = built(PAGE, "release.htm")
    data = dict(render_as_published(report, document)[0].files)["lntn-20250630.htm"]
    assert data.isascii() and b"^" not in data
    for forbidden in (b"elsewhere", b"url(", b"<script", b"<img", b"<input", b"<form", b"<!DOCTYPE", b"<q>", b"class="):
        assert forbidden not in data
    page = etree.fromstring(data)
    tables = page.xpath("//*[local-name()='table']")
    assert len(tables) == 1 and not tables[0].xpath(".//*[local-name()='table']")


def test_a_cover_fact_that_is_not_printed_is_hidden_and_told() -> None:
    report, document = built(TEXT, "release.txt")
    filing, written = render_as_published(report, document)
    hidden = {e.get("name") for e in page_of(filing).iterfind(f".//{IX}hidden/{IX}nonNumeric")}
    assert hidden == {fact.concept for fact in report.facts if not fact.is_numeric}
    assert hidden == {fact.concept for fact in written.facts if fact.hidden}
    told = {d.concept for d in written.diagnostics if d.code == "render.cover-hidden"}
    assert told == hidden - {"dei:AmendmentFlag"}


def test_pictures_are_left_out_and_told() -> None:
    report, document = built(PAGE, "release.htm")
    _, written = render_as_published(report, document)
    assert [d.message for d in written.diagnostics if d.code == "render.pictures-left-out"] == [
        "1 picture of the source was left out."
    ]


def test_a_figure_that_elements_cut_through_is_refused() -> None:
    report, document = built(PAGE.replace(b"1,991", b"1,<b>991</b>"), "release.htm")
    assert next(f.value for f in report.facts if f.concept == "us-gaap:Assets") == Decimal(1991000)
    with pytest.raises(NotPlacedError) as caught:
        render_as_published(report, document)
    (told,) = caught.value.diagnostics
    assert (told.code, told.concept) == ("render.fact-not-placed", "us-gaap:Assets")


def test_the_same_source_gives_the_same_bytes() -> None:
    report, document = built(PAGE, "release.htm")
    assert render_as_published(report, document) == render_as_published(report, document)


def test_an_8k_set_shares_one_header_and_shows_its_cover() -> None:
    report, document = built(PAGE, "release.htm")
    filing, report = render_8k_set(report, document)
    assert filing.documents == ("lntn-20250630.htm", "ex991-20250630.htm")
    cover, exhibit = (etree.fromstring(dict(filing.files)[name]) for name in filing.documents)
    assert exhibit.find(f".//{IX}header") is None and cover.find(f".//{IX}header") is not None
    assert {e.get("name") for e in cover.iterfind(f".//{IX}hidden/*")} == {"dei:AmendmentFlag"}
    assert not list(cover.iter(f"{IX}nonFraction"))
    assert len(list(exhibit.iter(f"{IX}nonFraction"))) == 8
    assert seen(exhibit) == " ".join(visible_text(parse_tree(document.source)).split())
    verdict = validate_filing(filing, report, closure_package(open_catalogue(), used_concepts(report)))
    assert [str(d) for d in verdict.diagnostics if d.severity == "error"] == []


def test_characters_that_xml_refuses_become_spaces() -> None:
    report, document = built(PAGE.replace(b"Results for", b"Results&#1;\x0cfor&#11;"), "release.htm")
    filing, _ = render_as_published(report, document)
    assert "Results for the quarter" in seen(page_of(filing))


def test_a_page_too_deep_for_xml_processors_is_refused() -> None:
    report, document = built(PAGE.replace(b"<ul>", b"<div>" * 400 + b"<ul>"), "release.htm")
    with pytest.raises(NotPlacedError) as caught:
        render_as_published(report, document)
    assert [d.code for d in caught.value.diagnostics] == ["render.text-changed"]


CAPTION = b"""<html><body><p><b>Lantern Works, Inc.</b></p><p>Condensed Balance Sheets</p><table>
<tr><td></td><td>June 30, 2025</td><td>December 31, 2024</td></tr>
<tr><td>Common stock, 400,000 shares issued as of June 30, 2025 (400,000 as of December 31, 2024)</td>
<td>1,326</td><td>4,943</td></tr>
<tr><td>Total assets</td><td>1,991</td><td>4,935</td></tr></table></body></html>"""


def test_equal_figures_of_a_caption_are_tagged_each_in_its_place() -> None:
    document = parse_document(CAPTION, "release.htm")
    (made,), _ = parse_statements(document)
    report = build_report(
        [made],
        mapped(made, {"shares issued": "us-gaap:CommonStockSharesIssued"}),
        (CoverFact(CoverItem.REGISTRANT_NAME, "Lantern Works, Inc.", "Lantern Works, Inc.", None),),
        open_catalogue(),
        ReportOptions(cik="1234567", ticker="LNTN"),
    )
    filing, _ = render_as_published(report, document)
    tags = [e for e in page_of(filing).iter(f"{IX}nonFraction") if e.get("name") == "us-gaap:CommonStockSharesIssued"]
    assert [e.text for e in tags] == ["400,000", "400,000"]
    assert [(e.tail or "").split()[0] for e in tags] == ["shares", "as"]


LINES = b"""LANTERN WORKS, INC.
CONDENSED BALANCE SHEETS
(IN THOUSANDS)
<TABLE>
<CAPTION>
                                          June 30,     December 31,
                                            2025           2024
<S>                                     <C>            <C>
Cash and cash equivalents               $    1,326     $    4,943
Common stock, 900 and 700 shares
  authorized; 700 and 700 shares issued;
  and outstanding 700 and 700 shares           674            674
Total assets                            $    2,000     $    5,617
</TABLE>
"""


def test_equal_figures_of_a_caption_in_several_lines_are_tagged_each_in_its_place() -> None:
    document = parse_document(LINES, "release.txt")
    (made,), _ = parse_statements(document)
    decisions = {
        "shares authorized": "us-gaap:CommonStockSharesAuthorized",
        "shares issued": "us-gaap:CommonStockSharesIssued",
        "and outstanding shares": "us-gaap:CommonStockSharesOutstanding",
    }
    report = build_report([made], mapped(made, decisions), (), open_catalogue(), ReportOptions(cik="1234567"))
    page = page_of(render_as_published(report, document)[0])
    tags = [(e.get("name", "")[25:], e.text, (e.tail or "").split()[0]) for e in page.iter(f"{IX}nonFraction")]
    assert tags == [
        ("Authorized", "900", "and"),
        ("Authorized", "700", "shares"),
        ("Issued", "700", "and"),
        ("Issued", "700", "shares"),
        ("Outstanding", "700", "and"),
        ("Outstanding", "700", "shares"),
    ]


COVER = b"""<html><body><p>FORM <b>10-Q</b></p><table>
<tr><td>&#9746;</td><td>QUARTERLY REPORT PURSUANT TO SECTION 13</td>
</tr><tr><td>&#9744;</td><td>TRANSITION REPORT PURSUANT TO SECTION 13</td></tr></table>
<p style="display:none">FORM 10-Q of December 31, 2024 and June 30, 2025</p>
<p>For the quarterly period ended June&nbsp;30, 2025</p><div><span>Lantern&nbsp;Works, Inc.</span></div>
<table><tr><td>Delaware</td><td>12-3456789</td></tr></table>
<table><tr><td>Common Stock</td><td>LNTN</td><td>The New York Stock Exchange</td></tr></table>"""


def test_cover_facts_are_tagged_where_the_source_shows_them() -> None:
    data = COVER + PAGE.partition(b"<body bgcolor=#ffffff link=blue>")[2]
    document = parse_document(data, "report.htm")
    (made,), _ = parse_statements(document)
    stated = {
        CoverItem.REGISTRANT_NAME: ("Lantern Works, Inc.", "/html/body/div/span"),
        CoverItem.STATE_OF_INCORPORATION: ("DE", "/html/body/table[2]/tr/td[1]"),
        CoverItem.TAX_NUMBER: ("12-3456789", "/html/body/table[2]/tr/td[1]"),
        CoverItem.TRADING_SYMBOL: ("LNTN", "/html/body/table[3]/tr/td[2]"),
        CoverItem.EXCHANGE: ("NYSE", "/html/body/table[3]/tr/td[3]"),
    }
    cover = [CoverFact(i, v, v, SourceSpan(1, path=path)) for i, (v, path) in stated.items()]
    options = ReportOptions(cik="1234567", form="10-Q")
    report = build_report([made], mapped(made, DECISIONS), cover, open_catalogue(), options)
    filing, written = render_as_published(report, document)
    page = page_of(filing)
    hidden = {e.get("name") for e in page.iterfind(f".//{IX}hidden/*")}
    assert hidden == {"dei:AmendmentFlag", "dei:EntityCentralIndexKey"}
    tags = {
        e.get("name"): (e.text, e.get("format")) for e in page.iter(f"{IX}nonNumeric") if e.get("name") not in hidden
    }
    assert tags == {
        "dei:DocumentType": ("10-Q", None),
        "dei:DocumentQuarterlyReport": ("\u2612", "ixt:fixed-true"),
        "dei:DocumentTransitionReport": ("\u2610", "ixt:fixed-false"),
        "dei:DocumentPeriodEndDate": ("June\xa030, 2025", "ixt:date-monthname-day-year-en"),
        "dei:EntityRegistrantName": ("Lantern Works, Inc.", None),
        "dei:EntityIncorporationStateCountryCode": ("Delaware", "ixt-sec:stateprovnameen"),
        "dei:EntityTaxIdentificationNumber": ("12-3456789", None),
        "dei:TradingSymbol": ("LNTN", None),
        "dei:SecurityExchangeName": ("The New York Stock Exchange", "ixt-sec:exchnameen"),
    }
    assert seen(page) == visible_text(parse_tree(document.source))
    verdict = validate_filing(filing, written, closure_package(open_catalogue(), used_concepts(written)))
    assert [str(d) for d in verdict.diagnostics if d.severity == "error"] == []


ANNUAL = """<html><body><p>FORM 10-K</p>
<table><tr><td>þ</td><td>ANNUAL REPORT PURSUANT TO SECTION 13</td></tr>
<tr><td>o</td><td>TRANSITION REPORT PURSUANT TO SECTION 13</td></tr></table>
<p>For the fiscal year ended June 30, 2025</p><p>Commission file number 001-12345</p>
<p>Lantern Works, Inc.</p><p>(Exact name of registrant as specified in its charter)</p>
<p>Indicate by check mark if the registrant is a well-known seasoned issuer. Yes <b>þ</b> No o</p>
<p>Indicate by check mark if the registrant is not required to file reports. YES ☐ NO ☒</p>
<p>Indicate by check mark whether the registrant has filed all reports. YES þ NO o</p>
<p>Indicate by check mark whether the registrant is a shell company.
Yes <u>__</u><u>&#9744;</u> No _<u>ü</u>_<b>&#9745;</b></p>
<p>Indicate by check mark whether the registrant is a large accelerated filer or an accelerated filer.</p>
<table><tr><td>Large accelerated filer o</td><td>Accelerated filer o</td></tr>
<tr><td>Non&#8211;accelerated filer x</td><td>Smaller reporting company x</td></tr></table>
<p>The aggregate market value held by non-affiliates on December 31, 2024 (at $24.40 a share) was $<b>1.7</b>
billion.</p><p>As of August 1, 2025, there were 1,234,567 shares of Class A common stock and 7,654,321 shares of
Class D common stock outstanding.</p><p>PART I</p>"""


def test_boxes_and_figures_of_a_cover_are_tagged_at_their_places() -> None:
    document = parse_document(
        (ANNUAL + PAGE.decode().partition("<body bgcolor=#ffffff link=blue>")[2]).encode(), "r.htm"
    )
    statements, _ = parse_statements(document)
    made = statements[0]
    cover = read_cover(document, statements)
    report = build_report([made], mapped(made, DECISIONS), cover, open_catalogue(), ReportOptions(cik="1234567"))
    filing, written = render_as_published(report, document)
    page = page_of(filing)
    hidden = {e.get("name") for e in page.iterfind(f".//{IX}hidden/*")}
    tags = {
        e.get("name"): ("".join(e.itertext()), e.get("format"))
        for e in page.iter(f"{IX}nonNumeric")
        if e.get("name") not in hidden
    }
    assert {
        "dei:DocumentAnnualReport": ("þ", "ixt:fixed-true"),
        "dei:DocumentTransitionReport": ("o", "ixt:fixed-false"),
        "dei:EntityWellKnownSeasonedIssuer": ("Yes", None),
        "dei:EntityVoluntaryFilers": ("☐", "ixt-sec:yesnoballotbox"),
        "dei:EntityFilerCategory": ("Non–accelerated filer", "ixt-sec:entityfilercategoryen"),
        "dei:EntityShellCompany": ("☑", "ixt:fixed-false"),
        "dei:EntitySmallBusiness": ("x", "ixt:fixed-true"),
    }.items() <= tags.items()
    year_end = next(e for e in page.iter(f"{IX}nonNumeric") if e.get("name") == "dei:CurrentFiscalYearEndDate")
    assert (year_end.text, year_end.getparent().get("name")) == ("June 30", "dei:DocumentPeriodEndDate")
    assert "dei:EntityCurrentReportingStatus" in hidden  # no transformation reads "YES"
    amounts = [
        (e.get("name"), e.text, e.get("scale"), e.get("decimals"))
        for e in page.iter(f"{IX}nonFraction")
        if "dei:" in (e.get("name") or "")
    ]
    assert amounts == [
        ("dei:EntityPublicFloat", "1.7", "9", "-8"),
        ("dei:EntityCommonStockSharesOutstanding", "1,234,567", None, "0"),
        ("dei:EntityCommonStockSharesOutstanding", "7,654,321", None, "0"),
    ]
    members = [dict(f.dimensions) for f in written.facts if f.concept.endswith("SharesOutstanding") and f.dimensions]
    assert [m["us-gaap:StatementClassOfStockAxis"] for m in members] == [
        "us-gaap:CommonClassAMember",
        "lanternworksinc:ClassDMember",
    ]
    assert seen(page) == visible_text(parse_tree(document.source))
    verdict = validate_filing(filing, written, closure_package(open_catalogue(), used_concepts(written)))
    assert [str(d) for d in verdict.diagnostics if d.severity == "error"] == []


def test_the_word_that_reports_no_shares_is_tagged_and_that_of_no_par_value_is_not() -> None:
    page = b"""<html><body><p>Lantern Works, Inc.</p><p>Balance Sheets</p><table>
<tr><td></td><td>June 30, 2025</td><td>December 31, 2024</td></tr>
<tr><td>Preferred stock, no par value; 500 shares authorized; no shares issued or outstanding</td>
<td>&#8212;</td><td>&#8212;</td></tr>
<tr><td>Total assets</td><td>1,991</td><td>4,935</td></tr></table></body></html>"""
    document = parse_document(page, "release.htm")
    (made,), _ = parse_statements(document)
    decisions = {"Total assets": "us-gaap:Assets"} | {
        fact.phrase: "us-gaap:PreferredStockSharesIssued" for fact in made.facts if fact.phrase and fact.value == 0
    }
    report = build_report([made], mapped(made, decisions), (), open_catalogue(), ReportOptions(cik="1234567"))
    for filing in (render_as_published(report, document)[0], render(report)):
        tags = [tag for tag in page_of(filing).iter(f"{IX}nonFraction") if "Issued" in (tag.get("name") or "")]
        assert [tag.get("format") for tag in tags] == ["ixt:fixed-zero"] * 2  # at both dates
        assert ["".join(tag.itertext()) for tag in tags] == ["no"] * 2
        outer = next(tag for tag in tags if tag.getparent().tag != tag.tag)
        assert (outer.tail or "").split()[:2] == ["shares", "issued"]


def test_cover_facts_behind_a_note_are_found_where_the_source_has_them() -> None:
    page = PAGE.replace(
        b"</body>",
        b"""<p><b>NOTES TO FINANCIAL STATEMENTS</b></p><p><b>Note 1. Debt</b></p><p>It is small.</p>
<p><b>Note 2. Income Taxes</b></p><p>We pay them.</p><p><b>Item 2. Management's Discussion</b></p><p>Sales rose.</p>
<p>Organized in Delaware</p></body>""",
    )
    document = parse_document(page, "report.htm")
    (made,), _ = parse_statements(document)
    (last,) = [
        path for path, e in elements_by_path(parse_tree(page.decode())).items() if e.text == "Organized in Delaware"
    ]
    cover = (
        CoverFact(CoverItem.REGISTRANT_NAME, "Lantern Works, Inc.", "Lantern Works, Inc.", None),
        CoverFact(CoverItem.STATE_OF_INCORPORATION, "DE", "Delaware", SourceSpan(1, path=last)),
    )
    notes, _ = read_notes(document)
    blocks, _ = map_text_blocks(notes, open_catalogue())
    options = ReportOptions(cik="1234567", form="10-Q")
    report = build_report([made], mapped(made, DECISIONS), cover, open_catalogue(), options, notes, blocks)
    filing, written = render_as_published(report, document)
    tags = {e.get("name"): e for e in page_of(filing).iter(f"{IX}nonNumeric")}
    assert {"us-gaap:DebtDisclosureTextBlock", "us-gaap:IncomeTaxDisclosureTextBlock"} <= set(tags)
    state = tags["dei:EntityIncorporationStateCountryCode"]
    assert (state.text, state.get("format")) == ("Delaware", "ixt-sec:stateprovnameen")
    assert "dei:EntityIncorporationStateCountryCode" not in {f.concept for f in written.facts if f.hidden}
