"""The command line is a contract: names, files, exit codes, and diagnostics instead of tracebacks."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from generator.cli import app
from tests.end_to_end.conftest import EXAMPLE
from tests.end_to_end.facts import read_facts

runner = CliRunner()

NO_PERIOD = b"""ACME CORPORATION
BALANCE SHEET
(in thousands)

<TABLE>
<S>                              <C>
Cash and cash equivalents        $ 1,326
Inventories                        2,000
Total assets                       3,326
Accounts payable                   1,000
Stockholders' equity               2,326
Total liabilities and equity     $ 3,326
</TABLE>
"""

NO_TABLES = b"""TARRYTOWN, N.Y. (May 27, 2008) - Acme Widgets Corporation (Nasdaq: ACMW) announced
today that it has opened a new plant. The plant makes widgets.
"""


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "read.empty"),
        ("blank.txt", b" \n\n \t\n", "read.empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "read.binary"),
        ("no-period.txt", NO_PERIOD, "parse.no-period"),
        ("prose.txt", b"Nothing to see here.\n", "parse.nothing-to-report"),
    ],
)
def test_input_that_cannot_be_read_leaves_nothing(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    source, out = tmp_path / name, tmp_path / "out"
    source.write_bytes(data)
    done = runner.invoke(app, ["generate", str(source), "--out", str(out), "--json"])
    assert done.exit_code == 3, done.output
    answer = json.loads(done.stdout)
    assert [d["code"] for d in answer["diagnostics"]] == [code]
    assert all(d["remedy"] for d in answer["diagnostics"])
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.parametrize(("name", "code"), [("missing.txt", "read.missing"), (".", "read.directory")])
def test_a_path_that_is_no_file(tmp_path: Path, name: str, code: str) -> None:
    done = runner.invoke(app, ["generate", str(tmp_path / name), "--out", str(tmp_path / "out"), "--json"])
    assert done.exit_code == 3
    assert json.loads(done.stdout)["diagnostics"][0]["code"] == code
    assert not (tmp_path / "out").exists()


def test_a_release_without_tables_gives_its_cover_facts(tmp_path: Path) -> None:
    source = tmp_path / "plant.txt"
    source.write_bytes(NO_TABLES)
    done = runner.invoke(app, ["generate", str(source), "--out", str(tmp_path / "out"), "--json"])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert "parse.no-statement" in {d["code"] for d in answer["diagnostics"]}
    facts = json.loads((tmp_path / "out" / "plant" / "facts.json").read_text())["facts"].values()
    concepts = {f["dimensions"]["concept"]: f["value"] for f in facts}
    assert concepts["dei:EntityRegistrantName"] == "Acme Widgets Corporation"
    assert not any("unit" in f["dimensions"] for f in facts)


def test_cik_ticker_and_period_end_are_taken(tmp_path: Path) -> None:
    options = ["--cik", "1208261", "--ticker", "EPCX", "--period-end", "2008-06-30", "--quiet"]
    done = runner.invoke(app, ["generate", str(EXAMPLE), "--out", str(tmp_path), *options])
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    folder = tmp_path / "epicept-2008-q2"
    assert (folder / "epcx-20080630.htm").is_file()
    facts = json.loads((folder / "facts.json").read_text())["facts"].values()
    assert {f["dimensions"]["entity"].split(":")[1] for f in facts} == {"0001208261"}


@pytest.mark.parametrize(
    "options",
    [
        ["--cik", "no"],
        ["--cik", "12345678901"],
        ["--period-end", "June"],
        ["--ticker", "../x"],
        ["--form", "20-F"],
        ["--edgar-plugin", "/nowhere"],
        ["--nonsense"],
        [],
    ],
)
def test_wrong_usage(tmp_path: Path, options: list[str]) -> None:
    out = ["--out", str(tmp_path / "out")] if options else []
    done = runner.invoke(app, ["generate", str(EXAMPLE), *out, *options])
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_an_unknown_taxonomy_is_named(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    done = runner.invoke(app, ["generate", str(EXAMPLE), "--out", out, "--taxonomy", "us-gaap-1066", "--json"])
    assert done.exit_code == 3
    assert json.loads(done.stdout)["diagnostics"][0]["code"] == "taxonomy.unknown"


def test_a_compressed_source_is_read(tmp_path: Path) -> None:
    source = tmp_path / "release.txt.gz"
    source.write_bytes(gzip.compress(EXAMPLE.read_bytes(), mtime=0))
    done = runner.invoke(app, ["generate", str(source), "--out", str(tmp_path), "--quiet"])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "release" / "epct-20080630.htm").is_file()


def test_with_a_company_file_nothing_is_left_to_supply(tmp_path: Path) -> None:
    company = EXAMPLE.with_name("company.yaml")
    done = runner.invoke(app, ["generate", str(EXAMPLE), "--out", str(tmp_path), "--company", str(company), "--json"])
    answer = json.loads(done.stdout)
    assert done.exit_code == 0
    assert answer["needed"] == []
    assert {d["code"] for d in answer["diagnostics"] if d["severity"] != "info"} <= {"map.low-confidence"}
    facts = json.loads((tmp_path / "epicept-2008-q2" / "facts.json").read_text())["facts"].values()
    dei = {f["dimensions"]["concept"]: f["value"] for f in facts}
    assert dei["dei:EntityFileNumber"] == "000-00000"
    assert dei["dei:Security12bTitle"] == "Common Stock, par value $0.0001 per share"


def test_as_published_keeps_the_text_and_the_facts(example_folder: Path, tmp_path: Path) -> None:
    options = ["--style", "as-published", "--quiet"]
    done = runner.invoke(app, ["generate", str(EXAMPLE), "--out", str(tmp_path), *options])
    assert done.exit_code == 0, done.output
    folder = tmp_path / "epicept-2008-q2"
    body = etree.parse(folder / "epct-20080630.htm").getroot().find("{*}body")
    assert body is not None
    for header in body.findall(".//{*}header"):
        header.getparent().remove(header)
    assert "".join(body.itertext()).split() == EXAMPLE.read_text().split()
    assert read_facts(folder) == read_facts(example_folder)


def test_viewer_and_csv_are_made_when_asked_for(tmp_path: Path) -> None:
    done = runner.invoke(app, ["generate", str(EXAMPLE), "--out", str(tmp_path), "--viewer", "--csv", "--quiet"])
    assert done.exit_code == 0, done.output
    folder = tmp_path / "epicept-2008-q2"
    viewer = (folder / "viewer.html").read_text()
    assert 'src="ixbrlviewer.js"' in viewer
    assert "https://cdn" not in viewer
    with (folder / "epct-20080630-facts.csv").open(encoding="utf-8-sig", newline="") as file:
        values = {row["value"] for row in csv.DictReader(file)}
    assert {"3093000.0", "-0.15", "EPCT"} <= values


def test_the_viewer_shows_an_8k_set_on_one_page(tmp_path: Path) -> None:
    options = ["--out", str(tmp_path), "--style", "8-k-set", "--viewer", "--quiet"]
    done = runner.invoke(app, ["generate", str(EXAMPLE), *options])
    assert done.exit_code == 0, done.output
    folder = tmp_path / "epicept-2008-q2"
    page = etree.parse(folder / "viewer.html").getroot()
    facts = set(page.xpath("//@id[starts-with(., 'f-')]"))
    assert facts == {f"f-{number}" for number in range(1, len(facts) + 1)} and len(facts) > 100
    described = json.loads(page.xpath("string(//*[@type='application/x.ixbrl-viewer+json'])"))
    (report,) = described["sourceReports"]
    assert report["docSetFiles"] == ["viewer.html"]
    assert set(report["targetReports"][0]["facts"]) == facts
    assert {path.suffix for path in folder.iterdir()} == {".htm", ".xsd", ".xml", ".json", ".csv", ".html", ".js"}


def test_check_finds_what_does_not_tie(tmp_path: Path) -> None:
    assert runner.invoke(app, ["check", str(EXAMPLE)]).exit_code == 0
    source = tmp_path / "wrong.txt"
    source.write_text(EXAMPLE.read_text().replace("stood at $3.3 million", "stood at $3.9 million"))
    done = runner.invoke(app, ["check", str(source), "--json"])
    answer = json.loads(done.stdout)
    assert (done.exit_code, answer["holds"]) == (1, False)
    (contradiction,) = (d for d in answer["diagnostics"] if d["code"].startswith("tie."))
    assert contradiction["line"] == 18
    assert "$3.9 million" in contradiction["message"] and "3,314" in contradiction["message"]


def test_rules_are_listed_with_their_remedies() -> None:
    listed = json.loads(runner.invoke(app, ["rules", "--json"]).stdout)
    assert {rule["profile"] for rule in listed} >= {"efm", "quality"}
    assert all(rule["remedy"] and rule["section"] for rule in listed)


def test_validate_says_what_generate_said(example_folder: Path) -> None:
    done = runner.invoke(app, ["validate", str(example_folder), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["verdict"] in ("valid", "valid-with-warnings")


def test_validate_finds_a_changed_figure(example_folder: Path, tmp_path: Path) -> None:
    for path in example_folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    report = tmp_path / "epct-20080630.htm"
    report.write_text(report.read_text().replace(">5,562<", ">9,999<"))
    done = runner.invoke(app, ["validate", str(tmp_path), "--json"])
    assert done.exit_code == 1, done.output


def test_a_fault_of_the_program_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from generator import cli

    def broken() -> None:
        raise RuntimeError("the roof is on fire")

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 1
    assert "Traceback" not in capsys.readouterr().err
