"""What documents say about themselves and their companies."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.documents import parse_document, read_document
from generator.facts.cover import read_cover
from generator.facts.model import CoverFact, CoverItem

RELEASE = """\
CONTACTS

ACME WIDGET, INC.:                          INVESTORS:
1 Old Mill Road, Suite 5                    BRIGHT & PARTNERS ASSOCIATES
Springfield, OH 45501                       500 Fifth Avenue
Jane Doe                                    New York, NY 10110
(937) 555-0100                              (212) 555-0199

SPRINGFIELD, Ohio (May 4, 2005) - Acme Widget, Inc. (NYSE American: ACW) today announced results for the first
quarter ended March 31, 2005. The supplier, Other Corp. (NASDAQ: OTHR), delivered late.
"""

FORM = """\
                       SECURITIES AND EXCHANGE COMMISSION
                             Washington, D.C. 20549

                                   FORM 10-K

   ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT
For the fiscal year ended September 30, 1998     Commission File No. 1-8037

                               ACME WIDGET, INC.
             (Exact name of registrant as specified in its charter)

            Delaware                                     11-1974412
  (State of incorporation)                  (I.R.S. Employer Identification No.)

35 South Mill Road, Springfield, Ohio                                45501
(Address of principal executive offices)                           (Zip Code)

       Registrant's telephone number, including area code: (937) 555-0100

          Securities registered pursuant to Section 12(b) of the Act:

Common Stock, $.10 par value                  New York Stock Exchange
"""


def cover(text: str, name: str = "release.txt") -> dict[CoverItem, CoverFact]:
    return {fact.item: fact for fact in read_cover(parse_document(text.encode(), name))}


def values(text: str, name: str = "release.txt") -> dict[str, str]:
    return {item.value: fact.value for item, fact in cover(text, name).items()}


def test_a_release() -> None:
    assert values(RELEASE) == {
        "registrant-name": "Acme Widget, Inc.",
        "trading-symbol": "ACW",
        "exchange": "NYSEAMER",
        "document-date": "2005-05-04",
        "period-end": "2005-03-31",
        "street": "1 Old Mill Road",
        "street-2": "Suite 5",
        "city": "Springfield",
        "state": "OH",
        "zip-code": "45501",
        "area-code": "937",
        "phone": "555-0100",
    }


def test_every_fact_has_its_place_and_proof() -> None:
    source = parse_document(RELEASE.encode(), "release.txt").source
    for fact in cover(RELEASE).values():
        assert fact.span is not None and fact.proof
        assert source[fact.span.offset : fact.span.offset + fact.span.length] == fact.shown


def test_the_agency_is_not_the_company() -> None:
    without = RELEASE.replace("1 Old Mill Road, Suite 5 ", " " * 25).replace("Springfield, OH 45501", " " * 21)
    assert not {"street", "city", "zip-code"} & values(without).keys()
    agency = "MEDIA:\nBRIGHT & PARTNERS ASSOCIATES\n9 Side Street\nSpringfield, OH 45502\n(937) 555-0777\n\n"
    assert "zip-code" not in values(agency + "\n" + RELEASE[RELEASE.index("SPRINGFIELD, Ohio") :])


def test_an_address_in_the_city_of_the_dateline() -> None:
    footer = "\n          9 Side Street     Springfield, OH 45502     (937) 555-0777\n"
    found = values(RELEASE[RELEASE.index("SPRINGFIELD, Ohio") :] + footer)
    assert (found["street"], found["zip-code"], found["phone"]) == ("9 Side Street", "45502", "555-0777")


@pytest.mark.parametrize(
    ("listing", "symbol", "exchange"),
    [
        ("(Nasdaq: ACW)", "ACW", "NASDAQ"),
        ("[NASDAQ National Market: ACW]", "ACW", "NASDAQ"),
        ("(New York Stock Exchange: AC.A)", "AC.A", "NYSE"),
        ("(AMEX: ACW)", "ACW", "NYSEAMER"),
        ("(TSX: ACM; NYSE: ACW)", "ACW", "NYSE"),
        ("(OTCBB: ACWI)", "ACWI", None),
        ("(the Company)", None, None),
    ],
)
def test_listings(listing: str, symbol: str | None, exchange: str | None) -> None:
    found = values(RELEASE.replace("(NYSE American: ACW)", listing).replace("Other Corp. (NASDAQ: OTHR)", "Other"))
    assert (found.get("trading-symbol"), found.get("exchange")) == (symbol, exchange)


def test_a_date_without_its_year_is_none() -> None:
    assert "document-date" not in values(RELEASE.replace("(May 4, 2005)", "(May 4)"))


def test_a_form_in_text() -> None:
    assert values(FORM) == {
        "registrant-name": "ACME WIDGET, INC.",
        "document-type": "10-K",
        "period-end": "1998-09-30",
        "fiscal-year-end": "--09-30",
        "fiscal-year": "1998",
        "fiscal-period": "FY",
        "state-of-incorporation": "DE",
        "tax-number": "11-1974412",
        "file-number": "1-8037",
        "security-title": "Common Stock, $.10 par value",
        "exchange": "NYSE",
        "street": "35 South Mill Road",
        "city": "Springfield",
        "state": "OH",
        "zip-code": "45501",
        "area-code": "937",
        "phone": "555-0100",
    }


def test_a_form_in_html() -> None:
    source = """<html><body><p><b>FORM 10-Q</b></p><p>For the quarterly period ended June 30, 2024</p>
    <p>Commission file number <b>001-12345</b></p><p><b>ACME WIDGET, INC.</b></p>
    <p>(Exact name of registrant as specified in its charter)</p>
    <table><tr><td>Ontario</td><td>98-1234567</td></tr>
    <tr><td>(State or other jurisdiction of incorporation)</td><td>(I.R.S. Employer No.)</td></tr></table>
    <p>1 Acme Road<br>Springfield, Ohio 45501</p><p>(Address of principal executive offices)</p>
    <p>(<span>937</span>) 555-0100</p><p>(Registrant's telephone number, including area code)</p>
    <p>Securities registered pursuant to Section 12(b) of the Act:</p>
    <table><tr><td>Title of each class</td><td>Trading Symbol</td><td>Name of each exchange</td></tr>
    <tr><td>Common stock</td><td>ACW</td><td>The Nasdaq Stock Market LLC</td></tr>
    <tr><td>1.5% notes due 2031</td><td>ACW31</td><td>New York Stock Exchange</td></tr></table></body></html>"""
    found = values(source, "report.htm")
    assert (found["document-type"], found["period-end"], found["file-number"]) == ("10-Q", "2024-06-30", "001-12345")
    assert (found["state-of-incorporation"], found["tax-number"]) == ("A6", "98-1234567")
    assert (found["street"], found["city"], found["phone"]) == ("1 Acme Road", "Springfield", "555-0100")
    assert (found["security-title"], found["trading-symbol"], found["exchange"]) == ("Common stock", "ACW", "NASDAQ")
    assert "fiscal-year-end" not in found


def test_an_address_abroad_is_not_forced_into_a_us_one() -> None:
    text = FORM.replace(
        "35 South Mill Road, Springfield, Ohio                                45501",
        "One Albert Quay, Cork, Ireland   T12 X8N6",
    )
    assert not {"street", "city", "state", "zip-code"} & values(text).keys()


def test_text_without_a_company_proves_nothing() -> None:
    assert values("The weather was fine on the day of the meeting.\n") == {}


def test_the_submission_header_speaks_last() -> None:
    header = (
        "<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t8-K\nCONFORMED PERIOD OF REPORT:\t20050503\n"
        "COMPANY CONFORMED NAME:\tACME WIDGET INC\nCENTRAL INDEX KEY:\t0000123456\nIRS NUMBER:\t521841431\n"
        "FISCAL YEAR END:\t1231\n</SEC-HEADER>\n"
    )
    found = values(f"{header}<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n{RELEASE}</TEXT>\n</DOCUMENT>\n")
    assert (found["registrant-name"], found["cik"], found["document-date"]) == (
        "Acme Widget, Inc.",
        "0000123456",
        "2005-05-04",
    )
    assert (found["tax-number"], found["fiscal-year-end"], found["period-end"]) == (
        "52-1841431",
        "--12-31",
        "2005-03-31",
    )


def test_the_seed(seed: Path) -> None:
    found = {fact.item.value: fact.value for fact in read_cover(read_document(seed))}
    assert found == {
        "registrant-name": "EpiCept Corporation",
        "trading-symbol": "EPCT",
        "exchange": "NASDAQ",
        "document-date": "2008-08-11",
        "period-end": "2008-06-30",
        "street": "777 Old Saw Mill River Road",
        "city": "Tarrytown",
        "state": "NY",
        "zip-code": "10591",
        "area-code": "914",
        "phone": "606-3500",
    }
