"""Every way in which the README says that a run may end, by the command itself: exit code, diagnostic, what is left."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.conftest import EXAMPLE

ROOT = Path(__file__).resolve().parents[2]
VALID, FAILED, USAGE, UNREADABLE = 0, 1, 2, 3

FILES = {
    "empty.txt": b"",
    "picture.txt": bytes(range(256)) * 8,
    "cut.txt.gz": gzip.compress(b"A release. " * 99, mtime=0)[:20],
    "sheet.txt": b"PK\x03\x04 a spreadsheet",
    "prose.txt": b"Nothing to see here.\n",
    "broken.yaml": b"cik: [",
    "field.yaml": b"sic: 1\n",
    "value.yaml": b"cik: twelve\n",
    "page.htm": b"<html><body><p>No facts</p></body></html>",
    "report.xbri": b"no zip",
    "taken": b"a file",
    "plant.txt": b"TARRYTOWN, N.Y. (May 27, 2008) - Acme Widgets Corporation (Nasdaq: ACMW) opened a plant.\n",
    "mine/report.htm.jinja": b"{{ reprot.title }}",
    "left/report.htm.jinja": b'{% extends "builtin/report.htm.jinja" %}{% block statements %}{% endblock %}',
}


@dataclass(frozen=True)
class Case:
    """A command line, the exit code it ends with, and words of what it says."""

    line: str
    code: int
    says: str

    def __str__(self) -> str:
        return self.line


GENERATE = "generate release.txt --out out"
CASES = [
    Case(GENERATE, VALID, "valid-with-warnings"),
    Case("generate plant.txt --out out", VALID, "parse.no-statement"),
    Case(f"{GENERATE} --templates left --quiet", FAILED, "validate.roundtrip-missing"),
    Case("validate changed", FAILED, "invalid"),
    Case("validate other-year", FAILED, "not-validated"),
    Case("validate filing", VALID, "valid-with-warnings"),
    Case("check release.txt", VALID, "all ties"),
    Case("check wrong.txt", FAILED, "contradictions found"),
    Case("generate missing.txt --out out", UNREADABLE, "read.missing"),
    Case("generate mine --out out", UNREADABLE, "read.directory"),
    Case("generate empty.txt --out out", UNREADABLE, "read.empty"),
    Case("generate picture.txt --out out", UNREADABLE, "read.binary"),
    Case("generate cut.txt.gz --out out", UNREADABLE, "read.binary"),
    Case("generate sheet.txt --out out", UNREADABLE, "read.binary"),
    Case("generate prose.txt --out out", UNREADABLE, "parse.nothing-to-report"),
    Case(f"{GENERATE} --company nowhere.yaml", UNREADABLE, "report.company-file"),
    Case(f"{GENERATE} --company broken.yaml", UNREADABLE, "report.company-file"),
    Case(f"{GENERATE} --company field.yaml", UNREADABLE, "there is no such field"),
    Case(f"{GENERATE} --company value.yaml", UNREADABLE, "report.company-file"),
    Case(f"{GENERATE} --official nowhere.zip", UNREADABLE, "taxonomy.missing"),
    Case(f"{GENERATE} --official report.xbri", UNREADABLE, "taxonomy.bad-zip"),
    Case(f"{GENERATE} --taxonomy us-gaap-1066", UNREADABLE, "taxonomy.unknown"),
    Case(f"{GENERATE} --templates mine", UNREADABLE, "render.template"),
    Case("validate nowhere", UNREADABLE, "validate.missing"),
    Case("validate page.htm", UNREADABLE, "validate.no-report"),
    Case("validate report.xbri", UNREADABLE, "validate.bad-zip"),
    Case("validate taken", UNREADABLE, "validate.unknown-type"),
    Case("check empty.txt", UNREADABLE, "read.empty"),
    Case("taxonomy add nowhere.zip", UNREADABLE, "taxonomy.missing"),
    Case("concepts --name NoSuchConcept", UNREADABLE, "taxonomy.unknown-concept"),
    Case("generate release.txt --out taken", USAGE, "cli.file"),
    Case("generate release.txt --out taken/out", USAGE, "cli.file"),
    Case("generate release.txt", USAGE, "--out"),
    Case(f"{GENERATE} --style fancy", USAGE, "--style"),
    Case(f"{GENERATE} --package rar", USAGE, "--package"),
    Case(f"{GENERATE} --templates nowhere", USAGE, "--templates"),
    Case("nonsense", USAGE, "nonsense"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, example_folder: Path) -> Path:
    """A folder with everything that the cases name."""
    folder = tmp_path_factory.mktemp("desk")
    release = EXAMPLE.read_bytes()
    wrong = release.replace(b"stood at $3.3 million", b"stood at $3.9 million")
    for name, data in {**FILES, "release.txt": release, "wrong.txt": wrong}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    changes = {"filing": (b"", b""), "changed": (b">5,562<", b">9,999<"), "other-year": (b"gaap/2025", b"gaap/1066")}
    for name, (before, after) in changes.items():
        (folder / name).mkdir()
        for path in example_folder.iterdir():
            data = path.read_bytes()
            changed = data.replace(before, after) if before else data
            (folder / name / path.name).write_bytes(
                changed.replace(b"dei/2025", b"dei/1066") if b"1066" in after else changed
            )
    return folder


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_end_has_its_code_and_leaves_all_or_nothing(case: Case, desk: Path, tmp_path: Path) -> None:
    before = {path for path in desk.rglob("*") if path.is_file()}
    line = case.line.replace("--out out", f"--out {tmp_path / 'out'}").split()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "generator.cli", *line],
        cwd=desk,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    said = done.stdout + done.stderr
    assert (done.returncode, case.says in said) == (case.code, True), said
    assert "Traceback" not in said and "cli.internal" not in said
    made = sorted(path.name for path in (tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else []
    assert made == ([Path(line[1]).stem] if line[0] == "generate" and case.code <= FAILED else [])
    assert {path for path in desk.rglob("*") if path.is_file()} == before


def test_the_readme_and_the_cases_tell_the_same_codes() -> None:
    (told,) = re.findall(r"^Exit codes: (.*?)\n\n", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    assert {int(code) for code in re.findall(r"\*\*(\d)\*\*", told)} == {case.code for case in CASES}
