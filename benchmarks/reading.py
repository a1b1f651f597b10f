"""Processor time of reading per megabyte, plain text and HTML: it should stay the same from 0.1 to 10 MB.

python benchmarks/reading.py
"""

from __future__ import annotations

import time

from generator.documents import parse_document

SIZES = (0.1, 1.0, 2.5, 5.0, 10.0)

TEXT = """\
The following table sets out the results of the company for the period and should be read with its notes.

<TABLE>
<CAPTION>
                                             June 30,       December 31,
                                               2004             2003
                                               ----             ----
<S>                                        <C>              <C>
Cash and cash equivalents                  $    1,204       $      987
Receivables, less allowance of
  $12 and $14                                   (310)              299
                                           ----------       ----------
  Total current assets                          1,514            1,286
                                           ==========       ==========
</TABLE>

<PAGE>
"""
UNMARKED = (
    TEXT.replace("<TABLE>\n<CAPTION>\n", "").replace("</TABLE>\n", "").replace("<S>", "   ").replace("<C>", "   ")
)
HTML = """\
<p>The following table sets out the results of the company for the <b>period</b> and is read with its notes.</p>
<table><tr><td></td><td colspan="3">June 30,<br>2004</td><td colspan="3">December 31,<br>2003</td></tr>
<tr><td style="padding-left:12pt">Cash and cash equivalents</td><td>$</td><td style="text-align:right">1,204</td>
<td></td><td>$</td><td style="border-bottom:1px solid #000">987</td><td></td></tr>
<tr><td>Deferred loss<sup>(1)</sup></td><td></td><td>(310</td><td>)</td><td></td><td>(299</td><td>)</td></tr>
</table>
<hr style="page-break-after:always">
"""


def main() -> None:
    print(f"{'':24}" + "".join(f"{size:>10.1f} MB" for size in SIZES))
    for name, part, head, foot in (
        ("text, marked tables", TEXT, "", ""),
        ("text, unmarked tables", UNMARKED, "", ""),
        ("HTML", HTML, "<html><body>", "</body></html>"),
        ("HTML, one open tag each", HTML + "<div>", "<html><body>", "</body></html>"),
        ("HTML, one table", "<tr><td>Cash</td><td>$</td><td>1,204</td></tr>", "<table>", "</table>"),
    ):
        seconds = [_seconds(head + part * round(size * 1e6 / len(part)) + foot) / size for size in SIZES]
        print(f"{name:24}" + "".join(f"{value:>8.2f} s/MB" for value in seconds))


def _seconds(source: str) -> float:
    data = source.encode()
    start = time.process_time()
    parse_document(data, "benchmark")
    return time.process_time() - start


if __name__ == "__main__":
    main()
