"""The generated report, laid out by a real browser: figures line up, nothing runs off the page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

# Measures the laid-out page and leaves the result in the title, where --dump-dom shows it.
MEASURE = """
<script>
addEventListener("load", () => {
  const facts = [...document.querySelectorAll("[contextref]")];
  const tables = [...document.querySelectorAll("table")];
  document.title = JSON.stringify({
    wide: document.documentElement.scrollWidth - innerWidth,
    shown: facts.filter(fact => fact.getBoundingClientRect().width > 0).length,
    edges: facts.map(fact => ({
      right: Math.round(fact.getBoundingClientRect().right),
      text: fact.textContent,
      table: tables.indexOf(fact.closest("table")),
    })),
  });
});
</script>
"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_figures_line_up_and_nothing_overflows(example_folder: Path, tmp_path: Path) -> None:
    (report,) = example_folder.glob("*.htm")
    page = tmp_path / "page.html"
    page.write_text(report.read_text().replace("</body>", MEASURE + "</body>"))

    measured = _laid_out(page, tmp_path, width=1000)

    assert measured["wide"] <= 0
    assert measured["shown"] >= 110
    by_table: dict[int, set[int]] = {}
    for fact in measured["edges"]:
        if fact["table"] >= 0 and re.fullmatch(r"[\d,.]+", fact["text"]):
            by_table.setdefault(fact["table"], set()).add(fact["right"])
    for table, edges in by_table.items():
        # closing parentheses hang, so every column of figures has one right edge
        assert len(_clusters(edges)) <= 4, (table, sorted(edges))


def _laid_out(page: Path, scratch: Path, width: int) -> dict[str, Any]:
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            f"--user-data-dir={scratch / 'profile'}",
            f"--window-size={width},1400",
            "--virtual-time-budget=2000",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    title = re.search(r"<title>(.*?)</title>", done.stdout, re.S)
    assert title is not None
    return json.loads(unescape(title[1]))  # type: ignore[no-any-return]


def _clusters(edges: set[int]) -> list[int]:
    """Right edges that are more than two pixels apart."""
    kept: list[int] = []
    for edge in sorted(edges):
        if not kept or edge - kept[-1] > 2:
            kept.append(edge)
    return kept
