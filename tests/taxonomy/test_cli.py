"""The commands, as a person types them."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import threading
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from generator.diagnostics import UnreadableInputError
from taxonomy import open_catalogue
from taxonomy.cli import concepts, taxonomy_app
from tests.taxonomy.conftest import MakeZip

app = typer.Typer()
app.add_typer(taxonomy_app)
app.command("concepts")(concepts)
runner = CliRunner(env={"COLUMNS": "160"})
Files = dict[str, str]


def run(*arguments: str) -> tuple[int, str]:
    result = runner.invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_words_find_concepts() -> None:
    code, output = run("concepts", "accrued interest", "--limit", "3")
    assert code == 0
    assert output.index("InterestPayableCurrent") < output.index("IncreaseDecreaseInInterestPayableNet")
    for word in ("monetary", "credit", "instant", "InterestAndDividendsPayableCurrent"):
        assert word in output


def test_words_as_json() -> None:
    code, output = run("concepts", "accrued interest", "--limit", "2", "--json")
    found = json.loads(output)
    assert code == 0 and found[0]["concept"] == "us-gaap:InterestPayableCurrent"
    assert found[0]["balance"] == "credit" and found[0]["deprecated"] is None
    assert found[0]["calculationParents"][0]["concept"] == "us-gaap:InterestAndDividendsPayableCurrent"


def test_one_concept_whole() -> None:
    code, output = run("concepts", "--name", "NetIncomeLoss")
    assert code == 0
    for words in (
        "xbrli:monetaryItemType",
        "credit",
        "duration",
        "us-gaap:ProfitLoss",
        "net loss",
        "Statement of Income",
    ):
        assert words in output


def test_one_concept_as_json_with_its_provenance() -> None:
    catalogue = open_catalogue()
    inferred = next(concept for concept in catalogue.concepts() if concept.inferred)
    code, output = run("concepts", "--name", inferred.qname, "--json")
    shown = json.loads(output)
    assert code == 0 and shown["provenance"]["inferred"] is True
    assert shown["provenance"]["confidence"] == inferred.confidence and shown["provenance"]["evidence"]


def test_a_concept_of_another_family() -> None:
    code, output = run("concepts", "--name", "EntityFilerCategory")
    assert code == 0 and "dei:EntityFilerCategory" in output and "Non-accelerated Filer" in output


@pytest.mark.parametrize(
    ("name", "remedy"), [("NetIncomLoss", "us-gaap:NetIncomeLoss"), ("SalesRevenueNet", "deprecated in 2018")]
)
def test_a_name_that_is_not_there(name: str, remedy: str) -> None:
    with pytest.raises(UnreadableInputError) as raised:
        run("concepts", "--name", name)
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "taxonomy.unknown-concept" and remedy in str(diagnostic)


def test_nothing_found_is_said_with_an_exit_code() -> None:
    assert run("concepts", "zzzqqq")[0] == 1
    code, output = run("concepts", "zzzqqq", "--json")
    assert code == 1 and json.loads(output) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("concepts",),
        ("concepts", "cash", "--name", "Cash"),
        ("taxonomy", "add"),
        ("taxonomy", "add", "x", "--year", "2026"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2


def test_the_list_says_what_is_there_and_what_is_missing() -> None:
    code, output = run("taxonomy", "list")
    assert code == 0 and output.index("us-gaap-2020") < output.index("us-gaap-2025")
    assert "embedded, declarations partly inferred, with gaps" in output
    code, output = run("taxonomy", "list", "--json")
    listed = {about["id"]: about for about in json.loads(output)}
    assert listed["us-gaap-2020"]["official"] and not listed["us-gaap-2025"]["official"]


def test_adding_and_using(mini: Files, make_zip: MakeZip) -> None:
    code, output = run("taxonomy", "add", str(make_zip(mini)))
    assert code == 0 and "us-gaap-2026" in output and "gap" in output
    assert "us-gaap-2026.zip (sha256" in run("taxonomy", "list")[1]
    code, output = run("concepts", "robots", "--taxonomy", "us-gaap-2026")
    assert code == 0 and "us-gaap:RobotsNet" in output
    code, output = run("concepts", "--name", "RobotsNet", "--taxonomy", "us-gaap-2026")
    assert "Amount of robots." in output


def test_a_damaged_taxonomy_is_listed_as_such(mini: Files, make_zip: MakeZip, home: Path) -> None:
    run("taxonomy", "add", str(make_zip(mini)))
    next(home.rglob("about.json")).write_text("{}")
    assert "damaged: us-gaap-2026" in run("taxonomy", "list")[1]
    with pytest.raises(UnreadableInputError, match="cannot be read"):
        run("concepts", "cash", "--taxonomy", "us-gaap-2026")


def test_the_network_must_be_asked_for() -> None:
    with pytest.raises(UnreadableInputError) as raised:
        run("taxonomy", "add", "--year", "2026")
    assert raised.value.diagnostics[0].code == "taxonomy.network-off"


def test_a_year_is_fetched_checked_and_added(
    mini: Files, make_zip: MakeZip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {name.replace("2026", "2027"): text.replace("2026", "2027") for name, text in mini.items()}
    folder = tmp_path / "site" / "xbrl.fasb.org" / "us-gaap" / "2027"
    folder.mkdir(parents=True)
    package = make_zip(files, "site/xbrl.fasb.org/us-gaap/2027/us-gaap-2027.zip")
    root = tmp_path / "site"
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(root))
    monkeypatch.setattr(http.server.SimpleHTTPRequestHandler, "log_message", lambda *_: None)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_address[1]}"
        arguments = ("taxonomy", "add", "--year", "2027", "--network", "--mirror", base, "--sha256")
        with pytest.raises(UnreadableInputError):
            run(*arguments, "00" * 32)
        code, output = run(*arguments, hashlib.sha256(package.read_bytes()).hexdigest())
        assert code == 0 and output.count("left out") == 2, "srt and dei are not on this server, and that is said"
        server.shutdown()
    assert open_catalogue("us-gaap-2027").concept("us-gaap:RobotsNet") is not None
