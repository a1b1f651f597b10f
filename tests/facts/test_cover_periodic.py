"""Annual and quarterly reports: the fiscal period that their columns prove, their auditor, their figures in place."""

from __future__ import annotations

from datetime import date

import pytest

from generator.documents import parse_document
from generator.facts import parse_statements
from generator.facts.cover import read_cover
from generator.facts.model import CoverFact, CoverItem

QUARTERLY = """<html><body><p>FORM 10-Q</p>
<p>&#9746; QUARTERLY REPORT PURSUANT TO SECTION 13</p><p>For the quarterly period ended {end}</p>
<p>Commission file number 001-12345</p><p>Lantern Works, Inc.</p>
<p>(Exact name of registrant as specified in its charter)</p>
<p>As of {end}, there were 12,345,678 shares of common stock outstanding.</p><p>{words}</p>
<p><b>Lantern Works, Inc.</b></p><p><b>Condensed Balance Sheets</b></p><table>
<tr><td></td><td>{end}</td><td>{opening}</td></tr>
<tr><td>Cash</td><td>10</td><td>12</td></tr><tr><td>Receivables</td><td>30</td><td>28</td></tr>
<tr><td>Total assets</td><td>40</td><td>40</td></tr>
<tr><td>Payables</td><td>15</td><td>15</td></tr><tr><td>Equity</td><td>25</td><td>25</td></tr>
<tr><td>Total liabilities and equity</td><td>40</td><td>40</td></tr></table>
<p><b>Condensed Statements of Cash Flows</b></p><table>
<tr><td></td><td>{length} Months Ended {end}</td><td>{length} Months Ended {before}</td></tr>
<tr><td>Net income</td><td>7</td><td>8</td></tr>
<tr><td>Net cash provided by operating activities</td><td>7</td><td>8</td></tr>
<tr><td>Net change in cash</td><td>7</td><td>8</td></tr></table></body></html>"""


def periodic(page: str) -> dict[CoverItem, list[CoverFact]]:
    document = parse_document(page.encode(), "report.htm")
    found: dict[CoverItem, list[CoverFact]] = {}
    for fact in read_cover(document, parse_statements(document)[0]):
        found.setdefault(fact.item, []).append(fact)
    return found


def fiscal(end: str, opening: str, length: str, before: str, words: str = "") -> tuple[str, ...]:
    found = periodic(QUARTERLY.format(end=end, opening=opening, length=length, before=before, words=words))
    items = (CoverItem.FISCAL_YEAR, CoverItem.FISCAL_PERIOD, CoverItem.FISCAL_YEAR_END)
    return tuple(found[item][0].value if item in found else "" for item in items)


def test_a_year_to_date_column_proves_the_fiscal_year() -> None:
    six = ("June 30, 2025", "December 31, 2024", "Six", "June 30, 2024")
    assert fiscal(*six) == ("2025", "Q2", "--12-31")
    nine = ("February 28, 2025", "May 31, 2024", "Nine", "February 29, 2024")
    assert fiscal(*nine) == ("2025", "Q3", "--05-31")


def test_a_year_that_ends_in_august_is_called_after_no_other() -> None:
    nine = ("May 31, 2025", "August 31, 2024", "Nine", "May 31, 2024")
    words = "Sales rose against fiscal 2022, and in the year that ends on August 31, 2025 they rose again."
    assert fiscal(*nine, words) == ("2025", "Q3", "--08-31")


def test_where_no_column_opens_with_a_balance_sheet_the_last_years_end_proves_it() -> None:
    assert fiscal("June 30, 2025", "December 31, 2024", "Three", "June 30, 2024") == ("2025", "Q2", "--12-31")
    assert fiscal("June 30, 2025", "June 30, 2024", "Three", "June 30, 2024") == ("", "", "")


def test_a_year_of_weeks_ends_where_the_text_says() -> None:
    weeks = ("August 2, 2025", "February 1, 2025", "Six", "August 3, 2024")
    assert fiscal(*weeks) == ("", "", "")
    said = "Fiscal year 2025 consists of the 52 weeks ending on January 31, 2026 (“fiscal 2025”)."
    assert fiscal(*weeks, said) == ("2025", "Q2", "--01-31")
    other = "Our fiscal 2026 ends on January 31, 2026."
    assert fiscal(*weeks, other) == ("2026", "Q2", "--01-31")


def test_a_year_that_is_named_over_and_over_is_the_documents_own() -> None:
    weeks = ("August 2, 2025", "February 1, 2025", "Six", "August 3, 2024")
    assert fiscal(*weeks, "In fiscal 2025 sales grew. " * 9) == ("", "", "")
    assert fiscal(*weeks, "In fiscal 2026 sales grew, in fiscal 2025 they fell. " * 9) == ("2026", "Q2", "")
    assert fiscal(*weeks, "In fiscal 2025 sales grew, in fiscal 2024 they fell. " * 9) == ("2025", "Q2", "")


@pytest.fixture(scope="module")
def annual() -> dict[CoverItem, list[CoverFact]]:
    return periodic(ANNUAL)


def test_a_state_behind_its_caption() -> None:
    said = "<p>State of Incorporation: Ohio</p><p>The aggregate"
    (fact,) = periodic(ANNUAL.replace("<p>The aggregate", said))[CoverItem.STATE_OF_INCORPORATION]
    assert (fact.value, fact.shown) == ("OH", "Ohio")


ANNUAL = """<html><body><p>FORM</p><p>10-K</p><p>For the fiscal year ended December 31, 2024</p>
<p>Commission file number 001-12345</p><p>Lantern Works, Inc.</p>
<p>(Exact name of registrant as specified in its charter)</p>
<p>The aggregate market value held by non-affiliates as of June 28, 2024 was $1.7 billion.</p>
<p>As of February 3, 2025, there were 12,345,678 shares of Class A common stock and 3,456,789 shares of Class B
common stock outstanding.</p><p>PART I</p><p>Item 1. Business</p>
<p>Report of Independent Registered Public Accounting Firm (PCAOB ID: 4321)</p>
<p>Report of Independent Registered Public Accounting Firm</p><p>We have audited the balance sheets.</p>
<p>/s/ Ledger &amp; Tally LLP</p><p>Springfield, Ohio</p><p>February 10, 2025</p>
<p>Report of Independent Registered Public Accounting Firm</p><p>We have audited the earlier balance sheets.</p>
<p>/s/ Abacus &amp; Sons LLP</p><p>Dayton, Ohio</p><p>February 9, 2024</p></body></html>"""


def test_the_auditor_of_the_latest_report(annual: dict[CoverItem, list[CoverFact]]) -> None:
    items = (CoverItem.AUDITOR_NAME, CoverItem.AUDITOR_LOCATION, CoverItem.AUDITOR_FIRM)
    assert [annual[item][0].value for item in items] == ["Ledger & Tally LLP", "Springfield, Ohio", "4321"]


def test_two_firms_on_one_day_or_two_numbers_are_none() -> None:
    joint = periodic(ANNUAL.replace("February 9, 2024", "February 10, 2025"))
    assert CoverItem.AUDITOR_NAME not in joint and CoverItem.AUDITOR_FIRM in joint
    numbers = periodic(ANNUAL.replace("Abacus &amp; Sons LLP", "Abacus &amp; Sons LLP</p><p>PCAOB ID 99"))
    assert CoverItem.AUDITOR_FIRM not in numbers
    said = "<p>Ledger &amp; Tally LLP, PCAOB ID: 4321</p><p>Abacus &amp; Sons LLP, PCAOB ID: 99</p></body>"
    assert periodic(ANNUAL.replace("</body>", said))[CoverItem.AUDITOR_FIRM][0].value == "4321"


def test_a_line_under_a_signature_that_is_no_place() -> None:
    found = periodic(ANNUAL.replace("Springfield, Ohio", "Certified Public Accountants, Advisors"))
    assert CoverItem.AUDITOR_NAME in found and CoverItem.AUDITOR_LOCATION not in found


def test_an_auditor_by_captions() -> None:
    table = (
        "<table><tr><td>Auditor Name</td><td>Auditor Location</td><td>Auditor Firm ID</td></tr>"
        "<tr><td>Ledger &amp; Tally LLP</td><td>Springfield, Ohio</td><td>4321</td></tr></table>"
    )
    found = periodic(ANNUAL[: ANNUAL.index("<p>Report of")] + table)
    assert found[CoverItem.AUDITOR_NAME][0].value == "Ledger & Tally LLP"
    assert found[CoverItem.AUDITOR_LOCATION][0].value == "Springfield, Ohio"
    lines = "<p>Auditor Name: Ledger &amp; Tally LLP</p><p>Auditor Location: Springfield, Ohio</p>"
    said = periodic(ANNUAL[: ANNUAL.index("<p>Report of")] + lines + "<p>Auditor Firm ID: 4321</p>")
    assert said[CoverItem.AUDITOR_NAME][0].value == "Ledger & Tally LLP"
    assert said[CoverItem.AUDITOR_FIRM][0].value == "4321"


def test_figures_of_the_cover_have_their_day_their_class_and_their_place(
    annual: dict[CoverItem, list[CoverFact]],
) -> None:
    shares = annual[CoverItem.SHARES_OUTSTANDING]
    assert [(f.value, f.as_of, f.share_class) for f in shares] == [
        ("12345678", date(2025, 2, 3), "Class A"),
        ("3456789", date(2025, 2, 3), "Class B"),
    ]
    (market,) = annual[CoverItem.PUBLIC_FLOAT]
    assert (market.value, market.shown, market.as_of) == ("1700000000", "1.7", date(2024, 6, 28))
    assert all(fact.span is not None and fact.proof for fact in (*shares, market))
    assert annual[CoverItem.FISCAL_YEAR][0].value == "2024"
