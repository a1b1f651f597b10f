"""Cover pages read by eye against what is read from them: boxes, figures, auditors, fiscal periods.

    python -m benchmarks.covers ../shared/bench/dev

`covers_gold.csv` has the cover facts of sixteen whole 10-Ks and 10-Qs, read from their text by a person before the
reader was run on them: the elements that it names are scored, a fact that is read and not in the gold counts against
precision. Prints every difference, then recall and precision by element.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from pathlib import Path

from generator.documents import read_document
from generator.facts import parse_statements
from generator.facts.cover import read_cover
from generator.report.cover import dei_name

_GOLD = Path(__file__).with_name("covers_gold.csv")
_YEAR_END = "CurrentFiscalYearEndDate"
Stated = dict[tuple[str, str], tuple[str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    gold: defaultdict[str, Stated] = defaultdict(dict)
    with _GOLD.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            gold[row["document"]][row["element"], row["share_class"]] = (row["value"], row["as_of"])
    scored = {element for stated in gold.values() for element, _ in stated}
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for name, stated in gold.items():
        read = _read(next(bench.glob(f"*/{name}/full.*")))
        for key in sorted({*stated, *(k for k in read if k[0] in scored)}):
            wanted[key[0]] += key in stated
            found[key[0]] += key in read
            right[key[0]] += stated.get(key) == read.get(key)
            if stated.get(key) != read.get(key):
                print(f"{name} {' '.join(key)}: {stated.get(key)} read as {read.get(key)}", flush=True)
    print(f"{'element':40}{'gold':>5}{'recall':>9}{'precision':>10}")
    for element in sorted(scored):
        _line(element, wanted[element], found[element], right[element])
    _line("all", wanted.total(), found.total(), right.total())


def _read(path: Path) -> Stated:
    document = read_document(path)
    read: Stated = {}
    for fact in read_cover(document, parse_statements(document)[0]):
        element = _YEAR_END if fact.item == "fiscal-year-end" else dei_name(fact.item)
        read[element, fact.share_class] = (fact.value, fact.as_of.isoformat() if fact.as_of else "")
    return read


def _line(element: str, wanted: int, found: int, right: int) -> None:
    precision = f"{right / found:10.1%}" if found else f"{'-':>10}"
    print(f"{element:40}{wanted:5}{right / wanted:9.1%}{precision}")


if __name__ == "__main__":
    main()
