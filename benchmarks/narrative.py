"""How well figures in sentences are read: narrative facts, verdicts, and contradictions that are none.

    python benchmarks/narrative.py ../shared/bench/dev                 # releases with a gold reading
    python benchmarks/narrative.py ../shared/bench/dev --documents     # every document: what contradicts what
    python benchmarks/narrative.py ../shared/bench/dev -v              # every miss and surplus

No gold was made with the help of this tool. That of the seed comes with the benchmark; that of the other documents, in
`narrative_gold.csv`, was written down from their raw text before the tool's reading of them was seen, by these rules:

- Every figure of money, per share or of shares in sentences, headlines and bullets has a row, in order: `line`, what
  is `printed`, its `role`, and how it stands (`status`: reported, pro forma, change, ratio, forward). Percentages have
  one where a table or the sentence itself tests them or where they stand beside reported figures. No row: telephone
  numbers, product names, counts of things.
- `value` is exact after scale, negative for losses; `period` is what the words say on the calendar of the tables. Both
  are empty for what is no level or has no period in the words: whatever is reported there is wrong.
- `verdict`: `basis` gives the figures of the tables, as they are divided or subtracted; a figure agrees when they round
  to it. `none`: the tables show no counterpart. `|` separates verdicts that are both right. It is empty for what is
  forward-looking or hypothetical, which must only not be compared. Of the passages from the sixth on, the tables are
  those of the discussion and of the notes too.
- A figure that stands for two dates at once has a second row without a verdict, after the last like it.
- `needed` 0: may be reported or left out (pro forma; a bound such as "over"; an aside whose period must be inferred;
  measures for which the taxonomy has no concept and which the tables only imply).
- Of the long filings that `PASSAGES` names, one passage.

A fact is right when line, value, unit's sort and period are (a start may be a week off: weeks of 52/53-week years are
not printed); everything else that is reported counts against precision. A contradiction that the gold does not hold is
false.
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
from itertools import pairwise
from pathlib import Path

from generator.diagnostics import UnreadableInputError
from generator.documents import parse_document
from generator.documents.model import Document
from generator.facts import narrative_facts, parse_statements, read_amounts, shown_rows, tie_out
from generator.facts.model import ParsedFact, Period
from generator.facts.tieout import Tie

GOLD = Path(__file__).with_name("narrative_gold.csv")
SEED = "C-epicept-2008q2"
WITHOUT_FIGURES = ("C-epicept-2008may",)  # releases that report none
INPUTS = ("full.html.gz", "input.html.gz", "input.html", "input.txt.gz", "input.txt")


# Long filings of which the gold covers one passage of management's discussion, from its first row to its last: results
# of operations as a whole, and liquidity as far as the table of obligations.
PASSAGES = (
    "R-facebook-2019-34",
    "R-alcoa-2018-06-30-33",
    "A-gme-10q-2023-07-29",
    "A-riot-10q-2023-06-30",
    "A-ai-10q-2023-07-31",
    "A-sjm-10q-2023-07-31",
    "A-unp-10q-2025-06-30",
    "A-wmt-10q-2023-07-31",
    "A-aeon-10q-2023-09-30",
    "A-mrk-10q-2023-06-30",
    "A-xom-10q-2023-06-30",
    "A-ba-10q-2023-06-30",
    "A-vz-10q-2023-06-30",
    "A-cl-10q-2023-06-30",
    "A-dis-10q-2023-07-01",
)


@dataclass(frozen=True)
class Wanted:
    """A figure of the gold: `value` and `period` are None where nothing may be reported; `verdicts` that are right,
    none where it must not be compared at all."""

    line: int
    printed: str
    value: Decimal | None
    unit: str
    period: Period | None
    needed: bool
    verdicts: tuple[str, ...]


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
    false_contradictions: int = 0
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
    print(
        f"{'document':<32}{'facts':>6}{'found':>7}{'extra':>7}{'verdicts':>10}{'right':>7}{'contradictions':>16}{'false':>7}"
    )
    for one in scores:
        extra = one.reported - one.right
        print(
            f"{one.name:<32}{one.needed:>6}{one.found:>7}{extra:>7}{one.judged:>10}{one.judged_right:>7}"
            f"{one.contradictions:>16}{one.false_contradictions:>7}"
        )
        for note in one.notes if verbose else ():
            print("     ", note)
    names = ("found", "needed", "right", "reported", "judged", "judged_right", "contradictions", "false_contradictions")
    total = {name: sum(getattr(one, name) for one in scores) for name in names}
    summary = {
        "documents": len(scores),
        "recall": round(total["found"] / total["needed"], 4),
        "precision": round(total["right"] / total["reported"], 4),
        "verdicts": round(total["judged_right"] / total["judged"], 4),
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
        found = tie_out(statements, read_amounts(document, statements), shown_rows(document, statements))
        documents, seconds = documents + 1, seconds + time.perf_counter() - started
        codes.update(diagnostic.code for diagnostic in found.diagnostics)
        for diagnostic in found.diagnostics:
            print(path.name, diagnostic.code, diagnostic.message)
    print(json.dumps({"documents": documents, "seconds": round(seconds, 1), **dict(sorted(codes.items()))}))


def score(folder: Path, name: str, wanted: list[Wanted]) -> Score:
    path = folder / name.split("-")[0] / name
    document = load(next(path / one for one in INPUTS if (path / one).exists()))
    statements, _ = parse_statements(document)
    ties = list(tie_out(statements, read_amounts(document, statements), shown_rows(document, statements)).ties)
    if name in PASSAGES:
        pairs = list(pairwise(ties))
        start = next(at for at, pair in enumerate(pairs) if all(map(is_at, wanted[:2], pair)))
        end = max(at for at, tie in enumerate(ties) if is_at(wanted[-1], tie))
        ties = ties[start : end + 1]
    result = Score(name, needed=sum(one.needed for one in wanted))
    left = [one for one in wanted if one.value is not None]
    for fact, _ in narrative_facts(ties):
        result.reported += 1
        match = next((one for one in left if is_right(one, fact)), None)
        if match is None:
            result.notes.append(
                f"extra: line {fact.span.line} {fact.shown} = {fact.value:f} {fact.period} {fact.phrase}"
            )
            continue
        left.remove(match)
        result.right += 1
        result.found += match.needed
    result.notes += [f"missed: line {one.line} {one.printed} {one.period}" for one in left if one.needed]
    judge(result, wanted, ties)
    return result


def is_at(wanted: Wanted, tie: Tie) -> bool:
    """Whether a figure of the document stands where the one wanted does, and looks like it."""
    return near(wanted, tie.amount.span.line) and plain(tie.amount.printed).startswith(plain(wanted.printed))


def near(wanted: Wanted, line: int) -> bool:
    """Lines are told to one, in passages of HTML that run over several lines of the source to five."""
    return abs(line - wanted.line) <= (1 if wanted.line < 10_000 else 5)


def plain(printed: str) -> str:
    """A printed figure without its white space and parentheses."""
    return "".join(printed.split()).strip("()").lower()


def is_right(wanted: Wanted, fact: ParsedFact) -> bool:
    """Whether a fact is the one wanted. The sign of a cash flow is a matter of the row's caption and is not compared;
    that of a result is."""
    assert wanted.value is not None and wanted.period is not None
    value = wanted.value if wanted.value < 0 else abs(wanted.value)
    return (
        fact.value is not None
        and near(wanted, fact.span.line)
        and abs(fact.value) == abs(value)
        and (fact.value == value or wanted.unit == "USD")
        and str(fact.unit).removeprefix("iso4217:").replace("xbrli:", "") == wanted.unit
        and like(wanted.period, fact.period)
    )


def judge(result: Score, wanted: list[Wanted], ties: list[Tie]) -> None:
    """Compare verdicts, figure by figure: like figures in the order in which they stand."""
    left = list(ties)
    for one in wanted:
        got = next((tie for tie in left if is_at(one, tie)), None)
        if got:
            left.remove(got)
        outcome = got.outcome.value if got else "absent"
        right = outcome in one.verdicts if one.verdicts else outcome not in ("agrees", "contradicts")
        if one.verdicts:
            result.judged += 1
            result.judged_right += right
        if not right:
            result.notes.append(f"verdict: line {one.line} {one.printed} {outcome}, not {' or '.join(one.verdicts)}")
        if outcome == "contradicts":
            result.contradictions += 1
            result.false_contradictions += "contradicts" not in one.verdicts
    for tie in left:
        if tie.outcome.value == "contradicts":
            result.contradictions += 1
            result.false_contradictions += 1
            result.notes.append(f"contradiction: line {tie.amount.span.line} {tie.amount.printed} is not in the gold")


VERDICTS = {"agrees": "agrees", "contradicts": "contradicts", "none": "no-counterpart"}


def gold(folder: Path) -> Iterator[tuple[str, list[Wanted]]]:
    path = folder / "C" / SEED / "gold.json"
    if path.exists():
        yield SEED, seed_gold(json.loads(path.read_text())["narrative"])
    documents: dict[str, list[Wanted]] = {name: [] for name in WITHOUT_FIGURES}
    with GOLD.open(newline="") as rows:
        for row in csv.DictReader(rows):
            documents.setdefault(row["document"], []).append(
                Wanted(
                    line=int(row["line"]),
                    printed=row["printed"],
                    value=Decimal(row["value"]) if row["value"] else None,
                    unit=row["unit"],
                    period=read_period(row["period"]) if row["period"] else None,
                    needed=row["needed"] == "1",
                    verdicts=tuple(VERDICTS[verdict] for verdict in row["verdict"].split("|") if verdict),
                )
            )
    yield from documents.items()


def seed_gold(items: list[dict[str, str | bool | None]]) -> list[Wanted]:
    """The benchmark's own reading: what its tables contradict is no fact; `agrees_after_rounding` is the verdict."""
    found = []
    for item in items:
        agrees = item["agrees_after_rounding"]
        if item["kind"] == "implied":
            continue  # "unchanged from": there is no figure to tag
        verdict = {True: "agrees", False: "contradicts", None: "none"}[agrees if isinstance(agrees, bool) else None]
        period = item["period"]
        reported = item["kind"] == "monetary" and agrees is not False and isinstance(period, dict)
        when = None
        if reported and isinstance(period, dict):
            start = date.fromisoformat(period["start"]) if "start" in period else None
            when = Period(date.fromisoformat(period.get("instant") or period["end"]), start)
        found.append(
            Wanted(
                line=int(str(item["line"])),
                printed=printed_in(str(item["quote"])),
                value=Decimal(str(item["amount"])) if when else None,
                unit=str(item["unit"]).replace("iso4217:", "").replace("xbrli:", ""),
                period=when,
                needed=when is not None,
                verdicts=(VERDICTS[verdict],),
            )
        )
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
