"""How well figures in sentences are read: narrative facts, verdicts, and contradictions that are none.

    python benchmarks/narrative.py ../shared/bench/dev                 # releases with a gold reading
    python benchmarks/narrative.py ../shared/bench/dev --documents     # every document: what contradicts what
    python benchmarks/narrative.py ../shared/bench/dev -v              # every miss and surplus

The gold of one release comes with the benchmark and was made independently of this tool. The gold of sixteen more, in
`narrative_gold.csv`, was corrected by hand from the tool's own output, so it flatters the tool: what both overlooked is
in neither. It holds every reported amount of their sentences with its value and period (`needed` 0: may be reported or
left out), and whether the tables of the same document bear it out. A fact is right when value,
unit's sort and period are (a start may be a week off: weeks of 52/53-week years are not printed); everything else that
is reported counts against precision.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.diagnostics import UnreadableInputError
from generator.documents import parse_document
from generator.documents.model import Document
from generator.facts import narrative_facts, parse_statements, read_amounts, tie_out
from generator.facts.model import Period

GOLD = Path(__file__).with_name("narrative_gold.csv")
SEED = "C-epicept-2008q2"
INPUTS = ("full.html.gz", "input.html.gz", "input.html", "input.txt.gz", "input.txt")


@dataclass(frozen=True)
class Wanted:
    """A figure of the gold: `value` and `period` are None for changes, of which only the verdict is compared."""

    line: int
    printed: str
    value: Decimal | None
    period: Period | None
    needed: bool
    verdict: str


@dataclass
class Score:
    """Counts of one document."""

    name: str
    found: int = 0
    needed: int = 0
    reported: int = 0
    right: int = 0
    judged: int = 0
    judged_right: int = 0
    contradictions: int = 0
    notes: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", action="store_true", help="tell the contradictions of every document")
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    if arguments.documents:
        tell_documents(arguments.folder)
    else:
        tell_releases(arguments.folder, arguments.verbose)


def tell_releases(folder: Path, verbose: bool) -> None:
    scores = [score(folder, name, wanted) for name, wanted in gold(folder)]
    print(f"{'document':<32}{'facts':>6}{'found':>7}{'extra':>7}{'verdicts':>10}{'right':>7}{'contradictions':>16}")
    for one in scores:
        extra = one.reported - one.right
        print(
            f"{one.name:<32}{one.needed:>6}{one.found:>7}{extra:>7}{one.judged:>10}{one.judged_right:>7}{one.contradictions:>16}"
        )
        for note in one.notes if verbose else ():
            print("     ", note)
    total = {
        key: sum(getattr(one, key) for one in scores)
        for key in ("found", "needed", "right", "reported", "judged", "judged_right")
    }
    summary = {
        "documents": len(scores),
        "recall": round(total["found"] / total["needed"], 4),
        "precision": round(total["right"] / total["reported"], 4),
        "verdicts": round(total["judged_right"] / total["judged"], 4),
        "contradictions": sum(one.contradictions for one in scores),
        **total,
    }
    print(json.dumps(summary))


def tell_documents(folder: Path) -> None:
    codes: Counter[str] = Counter()
    documents, seconds = 0, 0.0
    for path in sorted(folder.glob("*/*/")):
        source = next((path / name for name in INPUTS if (path / name).exists()), None)
        if source is None:
            continue
        started = time.perf_counter()
        try:
            document = load(source)
            statements, _ = parse_statements(document)
        except UnreadableInputError:
            continue
        found = tie_out(statements, read_amounts(document, statements))
        documents, seconds = documents + 1, seconds + time.perf_counter() - started
        codes.update(diagnostic.code for diagnostic in found.diagnostics)
        for diagnostic in found.diagnostics:
            print(path.name, diagnostic.code, diagnostic.message)
    print(json.dumps({"documents": documents, "seconds": round(seconds, 1), **dict(sorted(codes.items()))}))


def score(folder: Path, name: str, wanted: list[Wanted]) -> Score:
    path = folder / name.split("-")[0] / name
    document = load(next(path / one for one in INPUTS if (path / one).exists()))
    statements, _ = parse_statements(document)
    ties = tie_out(statements, read_amounts(document, statements)).ties
    result = Score(name, needed=sum(one.needed for one in wanted))
    result.contradictions = sum(tie.outcome.value == "contradicts" for tie in ties)
    left = [one for one in wanted if one.value is not None]
    for fact, _ in narrative_facts(ties):
        result.reported += 1
        match = next((w for w in left if w.value == fact.value and w.period and like(w.period, fact.period)), None)
        if match is None:
            result.notes.append(
                f"extra: line {fact.span.line} {fact.shown} = {fact.value:f} {fact.period} {fact.phrase}"
            )
            continue
        left.remove(match)
        result.right += 1
        result.found += match.needed
    result.notes += [f"missed: line {one.line} {one.printed} {one.period}" for one in left if one.needed]
    judge(result, wanted, [(tie.amount.printed, tie.outcome.value) for tie in ties])
    return result


def judge(result: Score, wanted: list[Wanted], verdicts: list[tuple[str, str]]) -> None:
    """Compare verdicts, figure by figure: like figures in the order in which they stand."""
    for one in wanted:
        expected = "no-counterpart" if one.verdict == "none" else one.verdict
        same = [verdict for verdict in verdicts if verdict[0].startswith(one.printed)]
        got = next(
            (verdict for verdict in same if verdict[1] == expected), same[0] if same else (one.printed, "absent")
        )
        if got in verdicts:
            verdicts.remove(got)
        result.judged += 1
        result.judged_right += got[1] == expected
        if got[1] != expected:
            result.notes.append(f"verdict: line {one.line} {one.printed} {got[1]}, not {expected}")


def gold(folder: Path) -> Iterator[tuple[str, list[Wanted]]]:
    path = folder / "C" / SEED / "gold.json"
    if path.exists():
        yield SEED, seed_gold(json.loads(path.read_text())["narrative"])
    documents: dict[str, list[Wanted]] = {}
    with GOLD.open(newline="") as rows:
        for row in csv.DictReader(rows):
            value, period = (Decimal(row["value"]), read_period(row["period"])) if row["value"] else (None, None)
            one = Wanted(int(row["line"]), row["printed"], value, period, row["needed"] == "1", row["verdict"])
            documents.setdefault(row["document"], []).append(one)
    yield from documents.items()


def seed_gold(items: list[dict[str, str | bool | None]]) -> list[Wanted]:
    """The benchmark's own reading: what its tables contradict is no fact; `agrees_after_rounding` is the verdict."""
    found = []
    for item in items:
        quote, agrees = str(item["quote"]), item["agrees_after_rounding"]
        if item["kind"] == "implied":
            continue  # "unchanged from": there is no figure to tag
        verdict = {True: "agrees", False: "contradicts", None: "none"}[agrees if isinstance(agrees, bool) else None]
        period = item["period"]
        reported = item["kind"] == "monetary" and agrees is not False and isinstance(period, dict)
        printed = printed_in(quote)
        if reported and isinstance(period, dict):
            when = Period(
                date.fromisoformat(period.get("instant") or period["end"]),
                date.fromisoformat(period["start"]) if "start" in period else None,
            )
            found.append(Wanted(int(str(item["line"])), printed, Decimal(str(item["amount"])), when, True, verdict))
        else:
            found.append(Wanted(int(str(item["line"])), printed, None, None, False, verdict))
    return found


def printed_in(quote: str) -> str:
    """The figure of a quotation, with its scale word."""
    words = quote.split()
    numbers = [index for index, word in enumerate(words) if any(c.isdigit() for c in word)]
    first = next((index for index in numbers if "$" in words[index]), numbers[0])
    scaled = len(words) > first + 1 and words[first + 1].strip(".,") in ("million", "billion")
    return " ".join(words[first : first + 2]).strip(".,") if scaled else words[first].strip(".,")


def load(path: Path) -> Document:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return parse_document(data, path.name.removesuffix(".gz"))


def like(one: Period, other: Period) -> bool:
    if (one.start is None) is not (other.start is None):
        return False
    starts = (one.start, other.start)
    near = starts[0] is None or starts[1] is None or abs((starts[0] - starts[1]).days) <= 7
    return near and abs((one.end - other.end).days) <= 3


def read_period(text: str) -> Period:
    start, _, end = text.rpartition("/")
    return Period(date.fromisoformat(end), date.fromisoformat(start) if start else None)


if __name__ == "__main__":
    main()
