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

from generator.pipeline import GenerateOptions, generate
from generator.validation import Options

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

# Measures the laid-out page and leaves the result in the title, where --dump-dom shows it.
MEASURE = """
<script>
addEventListener("load", () => {
  const facts = [...document.querySelectorAll("[contextref]")];
  const tables = [...document.querySelectorAll("table")];
  document.title = JSON.stringify({
    wide: document.documentElement.scrollWidth - innerWidth,
    cut: tables.filter(table => table.parentElement.scrollWidth > table.parentElement.clientWidth).length,
    tables: tables.length,
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


WIDE = """LANTERN WORKS, INC.
CONSOLIDATED STATEMENTS OF OPERATIONS
(In thousands)

<TABLE>
<CAPTION>
                              Three Months    Three Months    Three Months     Nine Months     Nine Months
                                     Ended           Ended           Ended           Ended           Ended
                             September 30,        June 30,   September 30,   September 30,   September 30,
                                      2025            2025            2024            2025            2024
<S>                           <C>             <C>             <C>             <C>             <C>
Net revenues                     1,230,842       1,130,826       1,026,270       3,461,668       3,148,743
Cost of revenues                 1,020,176       1,020,394       1,016,958       3,040,570       3,031,925
Gross profit                       210,666         110,432           9,312         421,098         116,818
Research and development           104,040          53,942           3,640         207,982          57,393
Operating income                   106,626          56,490           5,672         213,116          59,425
</TABLE>
"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_phone_shows_the_report_without_scrolling_sideways(example_folder: Path, tmp_path: Path) -> None:
    for name in (next(example_folder.glob("*.htm")), example_folder / "verdict.html"):
        measured = _on_a_phone(name, tmp_path)
        assert measured["wide"] <= 0, name.name


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_paper_cuts_no_wide_statement(tmp_path: Path) -> None:
    source = tmp_path / "wide.txt"
    source.write_text(WIDE)
    done = generate(source, tmp_path, GenerateOptions(validation=Options(profiles=())))
    page = tmp_path / "page.html"
    page.write_text((done.folder / done.filing.entry).read_text().replace("</body>", MEASURE + "</body>"))

    measured = _laid_out(page, tmp_path, width=739)  # a Letter sheet between its margins

    assert measured["shown"] >= 25
    assert measured["cut"] == 0


def _on_a_phone(path: Path, scratch: Path) -> dict[str, Any]:
    """Laid out 390 pixels wide: in a frame, since no window of a headless browser is that narrow."""
    page, frame = scratch / "page.html", scratch / "frame.html"
    content = re.sub(r"<meta http-equiv=.Content-Security-Policy.*?>", "", path.read_text())
    page.write_text(content.replace("</body>", MEASURE + "</body>"))
    frame.write_text(
        f'<title>frame</title><iframe src="{page.as_uri()}" style="width:390px;height:844px;border:0"></iframe><script>'
        'addEventListener("load", () => setTimeout(() => {'
        'document.title = document.querySelector("iframe").contentDocument.title }, 300));</script>'
    )
    return _laid_out(frame, scratch, width=800)


def _laid_out(page: Path, scratch: Path, width: int) -> dict[str, Any]:
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--allow-file-access-from-files",
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
