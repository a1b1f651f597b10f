"""The source itself, tagged in place, over a folder of real documents: is the text the same, and is every fact in it?

    python -m benchmarks.as_published ../shared/bench/dev [--set A] [--every 6] [--part input] [--out FOLDER]

Every document below the folder (`<set>/<id>/<part>.*`) is generated in the style `as-published`, and the page that was
written is read again: its visible text has to be the source's after white-space folding, every figure has to be tagged
in it, and nothing but cover facts may be hidden. Prints a line for every fault, then a table by set.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from generator.diagnostics import UnreadableInputError
from generator.documents.html import parse_tree
from generator.pipeline import Generated, GenerateOptions, Style, generate
from generator.rendering.lawful import visible_text

_IX = "{http://www.xbrl.org/2013/inlineXBRL}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: its verdict, and how many of its facts are tagged in the page and how many hidden
    there. `faults` is empty where the laws of the style hold."""

    set: str
    verdict: str
    seconds: float
    placed: int = 0
    hidden: Counter[str] = field(default_factory=Counter)
    faults: tuple[str, ...] = ()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--set", dest="sets", action="append", help="only this set (may be repeated)")
    parser.add_argument("--every", type=int, default=1, help="only every n-th document of a set")
    parser.add_argument("--part", default="input", help="which file of a document: input, ascii, full")
    parser.add_argument("--out", type=Path, help="keep the generated filings here")
    wanted = parser.parse_args()
    paths: dict[str, list[Path]] = {}
    for path in sorted(wanted.bench.glob(f"*/*/{wanted.part}.*")):
        paths.setdefault(path.parent.parent.name, []).append(path)
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in sorted(wanted.sets or paths):
            for path in paths.get(name, [])[:: wanted.every]:
                outcomes.append(_run(path, (wanted.out or Path(scratch)) / path.parent.name))
                for fault in outcomes[-1].faults:
                    print(f"{path.parent.name}: {fault}", flush=True)
    _report(outcomes)


def _run(path: Path, out: Path) -> Outcome:
    name = path.parent.parent.name
    began = time.perf_counter()
    try:
        done = generate(path, out, GenerateOptions(style=Style.AS_PUBLISHED))
    except UnreadableInputError as refusal:
        told = refusal.diagnostics
        own = [str(d) for d in told if d.code.startswith("render.")]
        print(f"{path.parent.name}: refused: {told[0].code}", flush=True)
        return Outcome(name, "refused", time.perf_counter() - began, faults=tuple(own))
    seconds = time.perf_counter() - began
    page = etree.parse(done.folder / done.filing.entry).getroot()
    header = page.find(f".//{_IX}header")
    assert header is not None
    hidden = {element.get("id", ""): element.get("name", "") for element in header.iterfind(f"{_IX}hidden/*")}
    tagged = {element.get("id", "") for element in page.iter(f"{_IX}nonFraction", f"{_IX}nonNumeric")} - set(hidden)
    placed = sum(fact.id in tagged for fact in done.report.facts)
    faults = tuple(_faults(done, page, hidden, tagged))
    return Outcome(name, done.verdict.status, seconds, placed, Counter(hidden.values()), faults)


def _faults(done: Generated, page: etree._Element, hidden: dict[str, str], tagged: set[str]) -> list[str]:
    """What breaks a law of the style."""
    faults = [f"{done.verdict.status}: {d}"[:300] for d in done.verdict.diagnostics if d.severity == "error"]
    facts = {fact.id: fact for fact in done.report.facts}
    lost = facts.keys() - tagged - hidden.keys()
    faults += [f"{number} ({facts[number].concept}) is nowhere" for number in sorted(lost)]
    faults += [f"{number} ({name}) is hidden" for number, name in hidden.items() if not name.startswith("dei:")]
    document = done.understood.document
    source = document.source if document.geometry == "characters" else visible_text(parse_tree(document.source))
    for element in page.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname
    before, after = " ".join(source.split()).encode(), visible_text(page).encode()
    if before != after:
        at = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
        faults.append(f"the text differs: {before[at : at + 60]!r} became {after[at : at + 60]!r}")
    return faults


def _report(outcomes: list[Outcome]) -> None:
    print(f"\n{'set':5}{'docs':>5}{'placed':>8}{'hidden':>8}{'faults':>8}{'median s':>9}  verdicts")
    for which in sorted({o.set for o in outcomes}):
        rows = [o for o in outcomes if o.set == which]
        placed, faults = sum(o.placed for o in rows), sum(bool(o.faults) for o in rows)
        hidden: Counter[str] = sum((o.hidden for o in rows), Counter())
        seconds = sorted(o.seconds for o in rows)[len(rows) // 2]
        verdicts = dict(Counter(o.verdict for o in rows).most_common())
        print(f"{which:5}{len(rows):5}{placed:8}{hidden.total():8}{faults:8}{seconds:9.2f}  {verdicts}")
        print("     hidden: " + ", ".join(f"{name} {count}" for name, count in hidden.most_common()))


if __name__ == "__main__":
    main()
