"""The wheel works from any other folder: templates and catalogue travel with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder holding what the wheel installs, and nothing of the checkout."""
    wheels = tmp_path_factory.mktemp("wheels")
    target = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT)], check=True
    )
    (wheel,) = wheels.glob("xbrlgen-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), str(wheel)], check=True)
    return target


def test_generates_a_valid_filing_from_another_folder(installed: Path, tmp_path: Path) -> None:
    source = tmp_path / "release.txt"
    source.write_bytes((ROOT / "examples" / "epicept-2008-q2.txt").read_bytes())
    mine = tmp_path / "mine" / "report.htm.jinja"
    mine.parent.mkdir()
    mine.write_text('{% extends "builtin/report.htm.jinja" %}{% block closing %}<p>Seen by us.</p>{% endblock %}')
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    where = subprocess.run(
        [sys.executable, "-c", "import generator, taxonomy; print(generator.__file__, taxonomy.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(path.startswith(str(installed)) for path in where.stdout.split())

    done = subprocess.run(
        [
            str(installed / "bin" / "xbrlgen"),
            "generate",
            "release.txt",
            "--out",
            "filings",
            "--json",
            "--templates",
            "mine",
        ],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    verdict = json.loads((tmp_path / "filings" / "release" / "verdict.json").read_text())
    assert verdict["verdict"] in ("valid", "valid-with-warnings")
    assert "<p>Seen by us.</p>" in (tmp_path / "filings" / "release" / "epct-20080630.htm").read_text()
