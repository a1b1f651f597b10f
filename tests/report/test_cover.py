from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from generator.facts.model import SHARES, CoverFact, CoverItem
from generator.rendering import render
from generator.report import CoverAmount, ReportOptions, SecurityClass, build_report, used_concepts
from generator.report.cover import fiscal_period
from generator.validation import validate_filing
from taxonomy import Catalogue
from taxonomy.package import closure_package

DAY = CoverFact(CoverItem.DOCUMENT_DATE, "2025-08-07", "August 7, 2025", None)


@pytest.mark.parametrize(
    ("end", "year_end", "expected"),
    [
        (date(2025, 3, 31), "12-31", (2025, "Q1")),
        (date(2025, 6, 30), "12-31", (2025, "Q2")),
        (date(2025, 12, 31), "12-31", (2025, "Q4")),
        (date(2024, 11, 2), "01-31", (2025, "Q3")),
        (date(2025, 2, 1), "01-31", (2025, "Q4")),
        (date(2025, 9, 27), "06-30", (2026, "Q1")),
    ],
)
def test_fiscal_quarters(end: date, year_end: str, expected: tuple[int, str]) -> None:
    assert fiscal_period(end, year_end) == expected


def flag(item: CoverItem, value: str) -> CoverFact:
    return CoverFact(item, value, value, None)


def test_a_form_reports_what_its_cover_has(catalogue: Catalogue) -> None:
    read = (
        DAY,
        flag(CoverItem.WRITTEN_COMMUNICATIONS, "false"),
        flag(CoverItem.SEASONED_ISSUER, "Yes"),
        flag(CoverItem.FILER_CATEGORY, "Large Accelerated Filer"),
        flag(CoverItem.EMERGING_GROWTH, "false"),
    )
    names = {
        form: {f.concept for f in build_report((), (), read, catalogue, ReportOptions(form=form)).facts}
        for form in ("8-K", "10-Q", "10-K")
    }
    assert all("dei:EntityEmergingGrowthCompany" in found for found in names.values())
    assert [form for form, found in names.items() if "dei:WrittenCommunications" in found] == ["8-K"]
    assert [form for form, found in names.items() if "dei:EntityFilerCategory" in found] == ["10-Q", "10-K"]
    assert [form for form, found in names.items() if "dei:EntityWellKnownSeasonedIssuer" in found] == ["10-K"]


def test_figures_of_the_page_keep_their_precision_and_yield_to_options(catalogue: Catalogue) -> None:
    read = (
        DAY,
        CoverFact(CoverItem.PUBLIC_FLOAT, "1700000000", "1.7", None, "", date(2024, 6, 28)),
        CoverFact(CoverItem.SHARES_OUTSTANDING, "5918000", "5,918", None, "", date(2025, 2, 3)),
    )
    report = build_report((), (), read, catalogue, ReportOptions(form="10-K"))
    found = {f.concept: (f.value, f.decimals, f.period.end) for f in report.facts if f.is_numeric}
    assert found == {
        "dei:EntityPublicFloat": (Decimal("1700000000"), -8, date(2024, 6, 28)),
        "dei:EntityCommonStockSharesOutstanding": (Decimal("5918000"), -3, date(2025, 2, 3)),
    }
    printed = ["".join(piece.text for piece in line.pieces) for line in report.cover]
    assert "$1.7 billion (as of June 28, 2024)" in printed and "5,918 thousand (as of February 3, 2025)" in printed
    given = CoverAmount("EntityPublicFloat", Decimal(42), date(2024, 6, 30))
    options = ReportOptions(form="10-K", amounts=(given,))
    report = build_report((), (), read, catalogue, options)
    assert [f.value for f in report.facts if f.concept == "dei:EntityPublicFloat"] == [Decimal(42)]


@pytest.mark.parametrize(("named", "year"), [("", None), ("end", "2025"), ("start", "2024")])
def test_a_year_that_ends_in_january_is_called_as_the_company_says(
    named: str, year: str | None, catalogue: Catalogue
) -> None:
    end = CoverFact(CoverItem.PERIOD_END, "2025-02-01", "February 1, 2025", None)
    options = ReportOptions(form="10-K", fiscal_year_end="01-31", fiscal_year_named=named)
    values = {f.concept: f.value for f in build_report((), (), (end,), catalogue, options).facts}
    assert values.get("dei:DocumentFiscalYearFocus") == year
    assert ("dei:DocumentFiscalPeriodFocus" in values) == (year is not None)


def test_what_the_type_does_not_allow_is_left_out_and_told(catalogue: Catalogue) -> None:
    cover = (DAY, CoverFact(CoverItem.STATE, "ZZ", "Zz", None), CoverFact(CoverItem.TAX_NUMBER, "unknown", "", None))
    report = build_report((), (), cover, catalogue, ReportOptions(dei=(("EntityShellCompany", "maybe"),)))
    refused = {d.concept for d in report.diagnostics if d.code == "report.cover-refused"}
    assert refused == {
        "dei:EntityAddressStateOrProvince",
        "dei:EntityTaxIdentificationNumber",
        "dei:EntityShellCompany",
    }
    assert not refused & {fact.concept for fact in report.facts}


def test_options_beat_the_document(catalogue: Catalogue) -> None:
    cover = (DAY, CoverFact(CoverItem.REGISTRANT_NAME, "Old Name", "Old Name", None))
    report = build_report((), (), cover, catalogue, ReportOptions(entity_name="New Name", form="8-K/A"))
    values = {fact.concept: fact.value for fact in report.facts}
    assert values["dei:EntityRegistrantName"] == "New Name"
    assert (values["dei:DocumentType"], values["dei:AmendmentFlag"]) == ("8-K/A", "true")


@pytest.mark.parametrize(
    ("item", "said", "options", "told"),
    [
        (CoverItem.REGISTRANT_NAME, "Old Mill Corp.", ReportOptions(entity_name="EpiCept Corporation"), True),
        (CoverItem.REGISTRANT_NAME, "EPICEPT CORP", ReportOptions(entity_name="EpiCept Corporation"), False),
        (CoverItem.CIK, "0000000042", ReportOptions(cik="0000000043"), True),
        (CoverItem.CIK, "42", ReportOptions(cik="0000000042"), False),
    ],
)
def test_options_of_another_company_are_told(
    catalogue: Catalogue, item: CoverItem, said: str, options: ReportOptions, told: bool
) -> None:
    cover = (DAY, CoverFact(item, said, said, None))
    report = build_report((), (), cover, catalogue, options)
    assert any(d.code == "report.another-company" for d in report.diagnostics) == told


def test_classes_of_securities_are_members(catalogue: Catalogue) -> None:
    classes = (SecurityClass("Class A Common Stock", "DEMA", "NYSE"), SecurityClass("Warrants", "DEMW", "NYSE"))
    report = build_report((), (), (DAY,), catalogue, ReportOptions(ticker="DEMA", securities=classes))
    symbols = {f.dimensions: f.value for f in report.facts if f.concept == "dei:TradingSymbol"}
    axis = "us-gaap:StatementClassOfStockAxis"
    assert symbols == {
        ((axis, "dema:ClassACommonStockMember"),): "DEMA",
        ((axis, "dema:WarrantsMember"),): "DEMW",
    }


def test_figures_of_the_cover_are_facts_of_their_day(catalogue: Catalogue) -> None:
    amounts = (
        CoverAmount("EntityCommonStockSharesOutstanding", Decimal(10000000), date(2025, 8, 1)),
        CoverAmount("EntityPublicFloat", Decimal("81000000.50"), date(2025, 6, 30)),
    )
    options = ReportOptions(cik="1", form="10-K", entity_name="Plain Co", amounts=amounts, period_end=date(2025, 6, 30))
    report = build_report((), (), (), catalogue, options)
    found = {f.concept: f for f in report.facts if f.is_numeric}
    shares, public = found["dei:EntityCommonStockSharesOutstanding"], found["dei:EntityPublicFloat"]
    assert (shares.value, shares.unit, shares.period.end) == (Decimal(10000000), SHARES, date(2025, 8, 1))
    assert (public.value, str(public.unit), public.decimals) == (Decimal("81000000.50"), "iso4217:USD", None)
    line = next(line for line in report.cover if line.caption.startswith("Aggregate"))
    assert "".join(p.text for p in line.pieces) == "$81,000,000.50 (as of June 30, 2025)"
    verdict = validate_filing(render(report), report, closure_package(catalogue, used_concepts(report)))
    assert not [str(d) for d in verdict.diagnostics if d.severity == "error"]


def test_a_text_where_a_figure_belongs_is_refused(catalogue: Catalogue) -> None:
    report = build_report((), (), (DAY,), catalogue, ReportOptions(dei=(("EntityPublicFloat", "12"),)))
    assert "dei:EntityPublicFloat" in {d.concept for d in report.diagnostics if d.code == "report.cover-refused"}
