from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import UnreadableInputError
from generator.report import load_company

GOOD = """
cik: 0001234567
name: Brücke & Söhne Holdings, Inc.
ticker: BRKX
fiscal_year_end: 12-31
file_number: 001-12345
address: {line_1: 1 Main Street, city: Tarrytown, state: NY, postal_code: 10591}
securities:
  - {title: Common Stock, symbol: BRKX, exchange: NASDAQ}
status: {filer_category: Accelerated Filer, shell_company: false, current_reporting: true}
"""


def test_a_company_file_becomes_options(tmp_path: Path) -> None:
    path = tmp_path / "company.yaml"
    path.write_text(GOOD.replace("0001234567", "'0001234567'"), encoding="utf-8")
    options = load_company(path)
    assert (options.cik, options.ticker, options.fiscal_year_end) == ("0001234567", "BRKX", "12-31")
    assert options.securities[0].exchange == "NASDAQ"
    dei = dict(options.dei)
    assert dei["EntityAddressPostalZipCode"] == "10591"
    assert (dei["EntityShellCompany"], dei["EntityCurrentReportingStatus"]) == ("false", "Yes")
    assert "EntityEmergingGrowthCompany" not in dei


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("cik: twelve", "cik"),
        ("colour: red", "colour"),
        ("a: [", "YAML"),
        ("fiscal_year_end: 13-40", "fiscal_year_end"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "company.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInputError) as caught:
        load_company(path)
    (told,) = caught.value.diagnostics
    assert told.code == "report.company-file" and named in told.message


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError):
        load_company(tmp_path / "nowhere.yaml")
