"""The example release becomes the filing it should: every figure, its period, its unit, its concept."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from generator.diagnostics import Severity
from generator.facts.model import StatementKind
from generator.pipeline import Generated
from generator.validation import Status
from tests.end_to_end.conftest import EXAMPLE
from tests.end_to_end.facts import FactRow, read_facts

Q2_2008, Q2_2007 = "2008-04-01/2008-06-30", "2007-04-01/2007-06-30"
H1_2008, H1_2007 = "2008-01-01/2008-06-30", "2007-01-01/2007-06-30"
USD, SHARES, EPS = "iso4217:USD", "xbrli:shares", "iso4217:USD/xbrli:shares"


def test_the_filing_is_valid_and_complete(example: Generated) -> None:
    assert example.verdict.status in (Status.VALID, Status.VALID_WITH_WARNINGS)
    needed = set(example.verdict.needed)
    assert [d for d in example.verdict.diagnostics if d.severity is not Severity.INFO and d not in needed] == []
    assert {"core", "efm", "quality"} == set(example.verdict.profiles)
    assert example.verdict.counts.facts == example.verdict.counts.read_back
    base = "epct-20080630"
    wanted = {f"{base}.htm", f"{base}.xsd", *(f"{base}_{part}.xml" for part in ("lab", "pre", "cal", "def"))}
    assert wanted | {"facts.json", "mapping.csv", "verdict.json"} <= {path.name for path in example.folder.iterdir()}


def test_four_statements_are_recognised(example: Generated) -> None:
    kinds = [s.kind for s in example.understood.statements if s.kind.is_primary]
    assert kinds == [
        StatementKind.BALANCE_SHEET,
        StatementKind.OPERATIONS,
        StatementKind.CASH_FLOWS,
        StatementKind.EQUITY,
    ]


def test_facts_carry_concept_period_unit_and_value(example_folder: Path) -> None:
    facts = set(read_facts(example_folder))
    assert {
        FactRow("us-gaap:Assets", "2008-06-30", USD, "3093000"),
        FactRow("us-gaap:Assets", "2007-12-31", USD, "7398000"),
        FactRow("us-gaap:StockholdersEquity", "2008-06-30", USD, "-19505000"),
        FactRow("us-gaap:Revenues", Q2_2008, USD, "42000"),
        FactRow("us-gaap:OperatingIncomeLoss", H1_2007, USD, "-13401000"),
        FactRow("us-gaap:NetIncomeLoss", Q2_2008, USD, "-7765000"),
        FactRow("us-gaap:NetIncomeLoss", H1_2008, USD, "-13842000"),
        FactRow("us-gaap:EarningsPerShareBasic", Q2_2007, EPS, "-0.22"),
        FactRow("us-gaap:EarningsPerShareDiluted", Q2_2007, EPS, "-0.22"),
        FactRow("us-gaap:WeightedAverageNumberOfSharesOutstandingBasic", H1_2008, SHARES, "49703971"),
        FactRow("us-gaap:NetCashProvidedByUsedInOperatingActivities", H1_2008, USD, "-7790000"),
    } <= facts


def test_signs_follow_the_concept_not_the_print(example_folder: Path) -> None:
    """Interest expense printed (377) is a debit and positive; a foreign exchange loss printed (11) stays negative."""
    by_value = {(row.value, row.period): row.concept for row in read_facts(example_folder)}
    assert "InterestExpense" in by_value["377000", Q2_2008]
    assert by_value["-11000", Q2_2008].startswith("us-gaap:ForeignCurrencyTransactionGainLoss")
    assert by_value["2000", H1_2008] == "us-gaap:IncomeTaxExpenseBenefit"


def test_opening_balances_are_instants_of_the_day_before(example_folder: Path) -> None:
    instants = {(row.value, row.period) for row in read_facts(example_folder)}
    assert {("14097000", "2006-12-31"), ("-9373000", "2006-12-31"), ("1885000", "2007-06-30")} <= instants


def test_every_printed_figure_is_a_fact(example: Generated) -> None:
    """110 cells of figures and dashes: 18 + 68 + 14... counted from the page itself, not from the parser."""
    cells = [
        word
        for line in EXAMPLE.read_text().split("<PAGE>", 1)[1].splitlines()
        for word in line.replace("$", " ").replace("(", " ").replace(")", " ").split()
        if word == "--"
        or (word.replace(",", "").replace(".", "").isdigit() and word not in ("2008", "2007", "30,", "31,"))
    ]
    facts = [fact for s in example.understood.statements if s.kind.is_primary for fact in s.facts]
    assert len(facts) == len(cells) == 110
    shown = sorted(word.replace(",", "") for word in cells if word != "--")
    assert sorted(fact.shown.strip("$() ").replace(",", "") for fact in facts if not fact.dash) == shown


def test_the_cover_is_tagged(example_folder: Path) -> None:
    facts = json.loads((example_folder / "facts.json").read_text())["facts"].values()
    dei = {f["dimensions"]["concept"]: f["value"] for f in facts if f["dimensions"]["concept"].startswith("dei:")}
    assert dei["dei:EntityRegistrantName"].upper() == "EPICEPT CORPORATION"
    assert dei["dei:TradingSymbol"] == "EPCT"
    assert dei["dei:SecurityExchangeName"] == "NASDAQ"
    assert dei["dei:EntityAddressAddressLine1"] == "777 Old Saw Mill River Road"
    assert dei["dei:EntityAddressCityOrTown"] == "Tarrytown"
    assert dei["dei:EntityAddressPostalZipCode"] == "10591"
    assert dei["dei:CityAreaCode"] == "914"
    assert dei["dei:LocalPhoneNumber"] == "606-3500"


def test_mapping_csv_has_a_row_per_fact_with_its_source_line(example: Generated) -> None:
    with (example.folder / "mapping.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 110
    lines = EXAMPLE.read_text().splitlines()
    for row in rows:
        figure = row["value"].lstrip("-")
        if Decimal(figure or 0):
            assert any(character.isdigit() for character in lines[int(row["source_line"]) - 1])
        assert row["evidence"]
        assert 0 <= float(row["confidence"]) <= 1


def test_two_runs_give_the_same_bytes(example: Generated, tmp_path: Path) -> None:
    """In another process, with another hash seed, into another folder."""
    subprocess.run(
        [sys.executable, "-m", "generator.cli", "generate", str(EXAMPLE), "--out", str(tmp_path), "--quiet"],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        check=True,
        cwd=tmp_path,
    )
    again = tmp_path / example.folder.name

    def digests(folder: Path) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}

    assert digests(again) == digests(example.folder)


def test_figures_in_sentences_are_tagged_where_they_stand(example: Generated, example_folder: Path) -> None:
    """Rounded to a tenth of a million, consistent with the statement's own figure."""
    facts = json.loads((example_folder / "facts.json").read_text())["facts"].values()
    net_losses = {
        (Decimal(f["value"]), f["decimals"])
        for f in facts
        if f["dimensions"]["concept"] == "us-gaap:NetIncomeLoss" and f["dimensions"]["period"].startswith("2008-04-01")
    }
    assert net_losses == {(Decimal(-7_765_000), -3), (Decimal(-7_800_000), -5)}
    text = (example_folder / example.filing.entry).read_text()
    assert re.search(r"net loss came to \$<ix:nonFraction [^>]*>7\.8</ix:nonFraction> million", text)
