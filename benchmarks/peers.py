"""What open tools find in the documents of the extraction benchmark, each asked in its most favourable reasonable way.

    python benchmarks/peers.py ../shared/bench/dev --peer edgartools [--limit 5] [--only A-ge]

Run it in an environment of its own in which that peer is installed; it needs nothing of this project. Peers:

- `edgartools`: `edgar.earnings.EarningsRelease` over the document as its attachment. Printed numbers come from the data
  frames of all its tables, scaled values from the better of `to_facts_dataframe()` and the `scaled_dataframe` of every
  table, facts from `to_facts_dataframe()`, statements from `income_statement`, `balance_sheet`, `cash_flow_statement`.
- `edgartools-tables`: every cell of `edgar.documents.parse_html(...).tables`, before edgartools interprets them.
- `sec-parser`: every `TableElement` of `Edgar10QParser`; per table the better of `TableParser.parse_as_df()` and
  `table_to_markdown()`.
- `pandas`: every cell and header of `pandas.read_html`, with its defaults.

Gold figures are those of `benchmarks/extraction.py`: undimensioned, required, not printed as a dash; figures that stand
only in prose are left out here, for these tools read tables. Signs are ignored throughout. A figure is found

- **printed**: when a number of the peer equals it as printed, before any scale (a number answers one figure only, and
  every number inside a cell or a label counts);
- **scaled**: when a value the peer gives after its own scale equals the gold value, whatever its unit and period;
- **with unit**: when value and unit agree, whatever its period;
- **fact**: when value, unit and period agree (a start may lie 7 days off, as for 52/53-week years).

A peer that gives no scale, unit or period has no figure there. A statement is *named* when the peer names a table as
that statement, and *right* when that table holds at least half of the statement's gold figures, as printed. Of the
distinct facts in tables the peer takes for one of these statements, *dated* is the share it gives a period, and
precision the share of the dated ones that are gold, dimensions ignored. Set R has no gold: it only shows whether
anything is returned.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import logging
import re
import sys
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

SOURCES = {
    "input.html.gz": "html",
    "input.html": "html",
    "input.txt.gz": "text",
    "input.txt": "text",
    "ascii.txt.gz": "text re-set",
}
SETS = ("A", "B", "C", "R")
STATEMENTS = {"IS": "income_statement", "BS": "balance_sheet", "CF": "cash_flow_statement"}
STATEMENT_TYPES = ("income_statement", "balance_sheet", "cash_flow")  # what edgartools writes in source_statement
UNITS = {
    "USD": "iso4217:USD",
    "USD/shares": "iso4217:USD/xbrli:shares",
    "shares": "xbrli:shares",
    "pure": "xbrli:pure",
}
START_TOLERANCE = 7  # days
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")

Numbers = Counter[Decimal]


@dataclass(frozen=True)
class Fact:
    """A value without its sign, its unit, and its period: no start for an instant, no end where none is given."""

    value: Decimal
    unit: str
    start: date | None
    end: date | None


@dataclass
class Answer:
    """What a peer finds in one document; None where the peer has no such notion."""

    numbers: Numbers
    statements: dict[str, Numbers] | None = None
    scaled: Numbers = field(
        default_factory=Counter
    )  # values after scale, where they can be had without unit and period
    facts: list[Fact] | None = None
    stated: set[Fact] = field(default_factory=set)  # the facts of tables it takes for primary statements


@dataclass
class Gold:
    """The figures a document should yield, with every way each is printed, and by statement."""

    figures: dict[Fact, set[Decimal]]
    statements: dict[str, dict[Fact, set[Decimal]]]
    acceptable: set[Fact]  # dimensional, optional and alternative figures too: no error when found


def main() -> None:
    """Runs one peer over the benchmark and prints its table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="a benchmark directory with <set>/<id>/gold.json below it")
    parser.add_argument("--peer", required=True, choices=PEERS)
    parser.add_argument("--only", default="", help="documents whose id contains this")
    parser.add_argument("--limit", type=int, help="at most this many documents of a set and kind")
    parser.add_argument("-v", "--verbose", action="store_true", help="a line per document")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    ask, distribution = PEERS[arguments.peer]
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    faults: Counter[str] = Counter()
    for group, source in _sources(arguments.bench, arguments.only, arguments.limit):
        gold = _gold(json.loads((source.parent / "gold.json").read_text(encoding="utf-8")))
        data = gzip.decompress(source.read_bytes()) if source.suffix == ".gz" else source.read_bytes()
        began = time.perf_counter()
        try:
            answer = ask(_decoded(data))
        except Exception as fault:  # a peer may fail in any way: that is a result, not an end
            faults[f"{group}: {type(fault).__name__}: {str(fault)[:80]}"] += 1
            answer = Answer(Counter())
        tally = _tally(gold, answer)
        tally["milliseconds"] = int((time.perf_counter() - began) * 1000)
        tallies[group].update(tally)
        if arguments.verbose:
            print(f"{source.parent.name} [{group}] {dict(tally)}", file=sys.stderr, flush=True)
    _print(f"{arguments.peer} ({distribution} {version(distribution)})", tallies, faults)


def _sources(bench: Path, only: str, limit: int | None) -> Iterable[tuple[str, Path]]:
    """Each document with its group, `<set> <kind>`."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for which in SETS:
        for name, kind in SOURCES.items():
            found = sorted(bench.glob(f"{which}/*/{name}"))
            groups[f"{which} {kind}"] += [path for path in found if only in path.parent.name]
    return [(group, path) for group, paths in groups.items() for path in paths[:limit]]


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _gold(record: Mapping[str, Any]) -> Gold:
    figures: dict[Fact, set[Decimal]] = {}
    statements: dict[str, dict[Fact, set[Decimal]]] = defaultdict(dict)
    acceptable: set[Fact] = set()
    for raw in record["facts"]:
        if raw.get("dash") or raw["value"] is None:
            continue
        period = {key: date.fromisoformat(day) for key, day in raw["period"].items()}
        end = period.get("instant", period.get("end"))
        for value in [raw["value"], *(other["value"] for other in raw.get("alternatives", []) if other.get("value"))]:
            acceptable.add(Fact(abs(Decimal(value)), raw["unit"], period.get("start"), end))
        if raw["dimensions"] or raw.get("optional") or raw["statement"] == "TEXT":
            continue
        fact = Fact(abs(Decimal(raw["value"])), raw["unit"], period.get("start"), end)
        printed = set(_numbers([raw["displayed"]])) or {fact.value}
        figures.setdefault(fact, set()).update(printed)
        statements[raw["statement"].split("_")[0]].setdefault(fact, set()).update(printed)
    return Gold(figures, statements, acceptable)


def _numbers(cells: Iterable[object]) -> Numbers:
    """Every number in some cells, without its sign."""
    found: Numbers = Counter()
    for cell in cells:
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            if abs(cell) < float("inf"):  # false for NaN, too
                found[_value(cell)] += 1
        elif cell is not None:
            found.update(Decimal(text.replace(",", "")) for text in _NUMBER.findall(str(cell)))
    return found


def _value(number: float) -> Decimal:
    """A float without its sign, and without the noise of a multiplication by a scale."""
    return abs(Decimal(repr(round(float(number), 6))))


def _tally(gold: Gold, answer: Answer) -> Counter[str]:
    tally = Counter(documents=1, tables=int(bool(answer.numbers)), gold=len(gold.figures))
    tally["printed"] = _printed(gold.figures, answer.numbers)
    for kind in STATEMENTS:
        figures = gold.statements.get(kind)
        tally[f"{kind} there"] = int(bool(figures))
        if figures and answer.statements and kind in answer.statements:
            tally[f"{kind} named"] = 1
            tally[f"{kind} right"] = int(2 * _printed(figures, answer.statements[kind]) >= len(figures))
    if answer.facts is not None:
        values = Counter(fact.value for fact in gold.figures)
        units = Counter((fact.value, fact.unit) for fact in gold.figures)
        tally["scaled"] = max((values & way).total() for way in (Counter(f.value for f in answer.facts), answer.scaled))
        tally["with unit"] = (units & Counter((fact.value, fact.unit) for fact in answer.facts)).total()
        tally["facts"] = len({_snapped(fact, gold.acceptable) for fact in answer.facts} & gold.figures.keys())
        dated = {_snapped(fact, gold.acceptable) for fact in answer.stated if fact.end is not None}
        tally["stated"], tally["dated"] = len(answer.stated), len(dated)
        tally["dated right"] = len(dated & gold.acceptable)
        tally["asked facts"] = 1
    return tally


def _printed(figures: Mapping[Fact, set[Decimal]], numbers: Numbers) -> int:
    """How many figures have a number of their own among those found."""
    left = numbers.copy()
    found = 0
    for printed in figures.values():
        number = next((number for number in sorted(printed) if left[number] > 0), None)
        if number is not None:
            left[number] -= 1
            found += 1
    return found


def _snapped(fact: Fact, golds: set[Fact]) -> Fact:
    """The gold fact that differs only by a few days of its start, or the fact itself."""
    if fact in golds or fact.start is None:
        return fact
    for gold in golds:
        same = (gold.value, gold.unit, gold.end) == (fact.value, fact.unit, fact.end)
        if same and gold.start is not None and abs((gold.start - fact.start).days) <= START_TOLERANCE:
            return gold
    return fact


def _edgartools(text: str) -> Answer:
    from edgar.earnings import EarningsRelease

    release = EarningsRelease(SimpleNamespace(content=text, document="exhibit"))
    statements = {kind: getattr(release, name) for kind, name in STATEMENTS.items()}
    facts: list[Fact] = []
    stated: set[Fact] = set()
    for row in release.to_facts_dataframe().to_dict("records"):
        number = row["numeric_value"]
        if number != number:  # NaN: an empty cell
            continue
        start, end = (day if isinstance(day, date) else None for day in (row["period_start"], row["period_end"]))
        facts.append(Fact(_value(number), UNITS[row["unit"]], start, end))
        if number and row["source_statement"] in STATEMENT_TYPES:
            stated.add(facts[-1])
    return Answer(
        numbers=_numbers(cell for table in release.tables for cell in _cells(table.dataframe)),
        statements={kind: _numbers(_cells(t.dataframe)) for kind, t in statements.items() if t is not None},
        scaled=_numbers(cell for table in release.tables for cell in table.scaled_dataframe.to_numpy().ravel()),
        facts=facts,
        stated=stated,
    )


def _edgartools_tables(text: str) -> Answer:
    from edgar.documents import parse_html

    tables = parse_html(text).tables or []
    rows = [row.cells for table in tables for row in (*table.rows, *table.footer)]
    rows += [header for table in tables for header in table.headers]
    return Answer(_numbers(cell.content for row in rows for cell in row))


def _sec_parser(text: str) -> Answer:
    import sec_parser
    from sec_parser.semantic_elements.table_element.table_parser import TableParser

    def frame(element: Any) -> Numbers:
        return _numbers(TableParser(element.get_source_code()).parse_as_df().to_numpy().ravel())

    def markdown(element: Any) -> Numbers:
        return _numbers([element.table_to_markdown()])

    numbers: Numbers = Counter()
    for element in sec_parser.Edgar10QParser().parse(text):
        if isinstance(element, sec_parser.TableElement):
            numbers += max((_or_none(way, element) for way in (frame, markdown)), key=lambda found: found.total())
    return Answer(numbers)


def _or_none(way: Callable[[Any], Numbers], element: Any) -> Numbers:
    """What one way of reading a table gives, nothing where it fails: the other way may do."""
    try:
        return way(element)
    except Exception:
        return Counter()


def _pandas(text: str) -> Answer:
    import pandas

    return Answer(_numbers(cell for frame in pandas.read_html(io.StringIO(text)) for cell in _cells(frame)))


def _cells(frame: Any) -> Iterable[object]:
    """Column headers, row labels and values of a data frame; positions that stand for want of a label are left out."""
    for label in (*frame.columns, *frame.index):
        yield from (part for part in (label if isinstance(label, tuple) else (label,)) if isinstance(part, str))
    yield from frame.to_numpy().ravel()


PEERS: dict[str, tuple[Callable[[str], Answer], str]] = {
    "edgartools": (_edgartools, "edgartools"),
    "edgartools-tables": (_edgartools_tables, "edgartools"),
    "sec-parser": (_sec_parser, "sec-parser"),
    "pandas": (_pandas, "pandas"),
}


def _print(title: str, tallies: Mapping[str, Counter[str]], faults: Counter[str]) -> None:
    print(f"**{title}**\n")
    heads = ["documents", "n", "with a table", *(f"{kind} named, right, of" for kind in STATEMENTS), "gold", "printed"]
    heads += ["scaled", "with unit", "fact", "dated", "precision"]
    print(f"| {' | '.join(heads)} |\n| ---{' | --:' * (len(heads) - 1)} |")
    for group, tally in tallies.items():
        asked = tally["asked facts"] and tally["gold"]
        cells = [group, str(tally["documents"]), str(tally["tables"])]
        for kind in STATEMENTS:
            counts = (tally[f"{kind} {what}"] for what in ("named", "right", "there"))
            cells.append(", ".join(map(str, counts)) if asked else "-")
        cells += [str(tally["gold"]), _share(tally["printed"], tally["gold"])]
        cells += [_share(tally[key], tally["gold"]) if asked else "-" for key in ("scaled", "with unit", "facts")]
        pairs = (("dated", "stated"), ("dated right", "dated"))
        cells += [_share(tally[part], tally[whole]) if asked else "-" for part, whole in pairs]
        print(f"| {' | '.join(cells)} |")
    seconds = sum(tally["milliseconds"] for tally in tallies.values()) / 1000
    print(f"\n{seconds / max(1, sum(tally['documents'] for tally in tallies.values())):.2f} s a document.")
    for fault, count in faults.most_common():
        print(f"- failed {count}: {fault}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


if __name__ == "__main__":
    main()
