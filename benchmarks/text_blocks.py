"""Notes and policies: which are found, and whether the text block chosen by their heading is one that fits.

python benchmarks/text_blocks.py DATA

`text_blocks_gold.csv` lists, document by document, the headings of the notes (level `note`) or of the topics of notes
on accounting policies (level `policy`), read from the raw text, with every text block that a preparer could choose
(`|` between them; none where the taxonomy has none that fits). DATA holds the documents (`<set>/<id>/full.html.gz` or
`input.*`). A heading counts as found when a note or topic of that title is read; precision is over what was tagged,
recall over the headings that have a text block.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from generator.documents import read_document
from generator.facts.notes import read_notes
from generator.mapping.text_blocks import map_text_blocks
from taxonomy import Catalogue, open_catalogue

GOLD = Path(__file__).with_name("text_blocks_gold.csv")
LEVELS = ("note", "policy")
Headings = dict[str, frozenset[str]]


@dataclass(slots=True)
class Score:
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        counts = self.counts
        return (
            f"headings {counts['gold']}, found {_share(counts['found'], counts['gold'])}; tagged {counts['tagged']}, "
            f"precision {_share(counts['right'], counts['tagged'])}, recall {_share(counts['right'], counts['can'])}"
        )


def main(data: Path) -> None:
    catalogue = open_catalogue("us-gaap-2025")
    scores = {level: Score() for level in LEVELS}
    for (document, level), gold in _gold().items():
        _compare(_source(data, document), level, gold, catalogue, scores[level])
    for level, score in scores.items():
        print(f"{level:8}{score.line()}")
        for wrong in score.wrong:
            print(f"  {wrong}")


def _gold() -> dict[tuple[str, str], Headings]:
    found: dict[tuple[str, str], Headings] = {}
    with GOLD.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            concepts = frozenset(f"us-gaap:{name}" for name in row["concepts"].split("|") if name)
            found.setdefault((row["document"], row["level"]), {})[_key(row["heading"])] = concepts
    return found


def _source(data: Path, document: str) -> Path:
    folder = data / document.partition("-")[0] / document
    whole = folder / "full.html.gz"
    return whole if whole.exists() else next(iter(sorted(folder.glob("input.*"))))


def _compare(source: Path, level: str, gold: Headings, catalogue: Catalogue, score: Score) -> None:
    notes, _ = read_notes(read_document(source))
    decided = [each for each in map_text_blocks(notes, catalogue)[0] if (each.topic is None) == (level == "note")]
    read = {_key(each.title) for each in decided}
    right: set[str] = set()
    for each in decided:
        if each.concept is None:
            continue
        score.counts["tagged"] += 1
        if each.concept in gold.get(_key(each.title), ()):
            score.counts["right"] += 1
            right.add(_key(each.title))
        else:
            score.wrong.append(f"{source.parent.name}: {each.title} -> {each.concept}")
    score.counts["gold"] += len(gold)
    score.counts["found"] += len(read & gold.keys())
    score.counts["can"] += sum(bool(concepts) for concepts in gold.values())
    # One heading twice in a document is one heading of the gold.
    again = sum(1 for each in decided if each.concept and _key(each.title) in right) - len(right)
    score.counts.subtract(right=again, tagged=again)


def _key(heading: str) -> str:
    return " ".join(heading.replace("\u2019", "'").lower().split())


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
