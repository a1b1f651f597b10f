"""How often the mapper chooses what the filer chose, on companies it has never seen.

    python benchmarks/mapping.py [SHARED] [--no-ablation]

Everything that is learned (reader, counts, ranker, calibration) is learned anew for each of five folds without the
companies of that fold, all their filings of any year included; then their gold rows are mapped. Prints accuracy by set,
statement and industry, what becomes of standard concepts and extensions, a calibration table, the signs, the speed,
SHARED/bench/score.py's own figures, and what each kind of evidence adds. Takes about half an hour.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.facts.model import Period
from generator.mapping.concepts import Concepts
from generator.mapping.evidence import FEATURES, GROUPS
from generator.mapping.knowledge import EXTENSION
from generator.mapping.learn.building import Fold, fit_ranker, fold_of, make_folds, prepare, softmax
from generator.mapping.learn.corpus import Filing, all_filings, gold_filings
from generator.mapping.learn.ranking import train_ranker
from generator.mapping.mapper import map_with
from generator.mapping.model import Mapping, Outcome
from generator.mapping.store import Learned
from taxonomy import Catalogue, open_catalogue

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def main() -> None:
    shared = Path(next((word for word in sys.argv[1:] if not word.startswith("-")), str(SHARED)))
    catalogue = open_catalogue()
    filings = all_filings(shared, catalogue)
    folds = make_folds(prepare(filings, catalogue), catalogue, lambda text: print(text, flush=True))
    recent = [filing for filing in filings if filing.era == "new"] + list(
        gold_filings(shared / "bench" / "dev", catalogue, held_back=True)
    )
    evaluate(folds, recent, catalogue, shared)
    if "--no-ablation" not in sys.argv:
        ablate(folds)


class Score:
    """Counts of one group of lines."""

    def __init__(self) -> None:
        self.lines = self.right = self.standard = self.at_1 = self.at_5 = self.extensions = self.recognised = (
            self.claimed
        ) = 0

    def add(self, answers: Sequence[str], ranked: Sequence[str], chosen: str) -> None:
        good = chosen in answers
        self.lines += 1
        self.right += good
        self.claimed += chosen == EXTENSION
        if answers[0] == EXTENSION:
            self.extensions += 1
            self.recognised += chosen == EXTENSION
        else:
            self.standard += 1
            self.at_1 += good
            self.at_5 += any(name in answers for name in ranked[:5])

    def __str__(self) -> str:
        def rate(part: int, whole: int) -> str:
            return f"{100 * part / whole:5.1f}" if whole else "    -"

        return (
            f"{self.lines:7}{rate(self.right, self.lines):>8}{rate(self.at_1, self.standard):>9}"
            f"{rate(self.at_5, self.standard):>8}{rate(self.recognised, self.extensions):>9}{self.extensions:7}"
            f"{rate(self.recognised, self.claimed):>11}"
        )


HEAD = f"{'':28}{'lines':>7}{'acc@1':>8}{'std@1':>9}{'std@5':>8}{'ext':>9}{'of':>7}{'ext prec':>11}"


def evaluate(folds: Sequence[Fold], recent: Sequence[Filing], catalogue: Catalogue, shared: Path) -> None:
    groups: defaultdict[str, Score] = defaultdict(Score)
    levels: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    signs = [0, 0]
    missed: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    spent, slowest = 0.0, 0.0
    out = Path(tempfile.mkdtemp(prefix="mapping-"))
    for fold in folds:
        learned = Learned(fold.knowledge, fit_ranker(folds, without=fold.number))
        concepts = Concepts(catalogue, fold.knowledge.concepts)
        for filing in recent:
            if fold_of(filing.company) != fold.number:
                continue
            start = time.perf_counter()
            mappings, _ = map_with(filing.statements, catalogue, learned, concepts)
            took = time.perf_counter() - start
            spent, slowest = spent + took, max(slowest, took)
            by_fact = {id(mapping.fact): mapping for mapping in mappings}
            write_prediction(out / f"{filing.id}.json", mappings)
            for line, answers, entries in zip(filing.lines, filing.answers, filing.gold, strict=True):
                mapping = by_fact[id(line.facts[0])]
                chosen = mapping.concept or EXTENSION
                ranked = ([mapping.concept] if mapping.concept else []) + [
                    runner.concept for runner in mapping.runners_up
                ]
                plain = any(not entry["dimensions"] for entry in entries)
                names = ["all lines"]
                if plain:
                    names += ["undimensioned", f"set {filing.id.split('-')[0]}", f"statement {line.kind}"]
                    names += [f"industry {filing.industry or 'unknown'}"]
                else:
                    names += ["only with dimensions"]
                for name in names:
                    groups[name].add(answers, ranked, chosen)
                if plain:
                    level = levels[min(int(mapping.confidence * 10), 9)]
                    level[0] += 1
                    level[1] += chosen in answers
                    if chosen not in answers:
                        missed[line.kind, answers[0], chosen].add(filing.company)
                    elif chosen == answers[0] and chosen != EXTENSION:
                        count_signs(line.facts, entries, mapping.negated, signs)
    print("\n" + HEAD)
    for name in sorted(groups, key=lambda name: (not name.startswith("all"), name)):
        print(f"{name:28}{groups[name]}")
    print("\nconfidence: said, lines, held")
    for at in sorted(levels):
        print(f"  {at / 10:.1f}-{at / 10 + 0.1:.1f} {levels[at][0]:7} {100 * levels[at][1] / levels[at][0]:6.1f}")
    share = 100 * signs[1] / max(signs[0], 1)
    print(f"\nsign right under the right concept: {signs[1]} of {signs[0]} figures ({share:.2f} %)")
    print(f"speed: {1000 * spent / len(recent):.0f} ms a filing, slowest {1000 * slowest:.0f} ms")
    print("\nmost companies missed alike (statement, filer's choice, ours)")
    for (kind, wanted, chosen), who in sorted(missed.items(), key=lambda item: (-len(item[1]), item[0]))[:30]:
        print(f"  {len(who):3} {kind:3} {wanted.removeprefix('us-gaap:')}  <-  {chosen.removeprefix('us-gaap:')}")
    scorer = shared / "bench" / "score.py"
    for name in ("A", "A2", "B", "C"):
        done = subprocess.run(
            [sys.executable, str(scorer), str(shared / "bench" / "dev" / name), str(out)],
            capture_output=True,
            text=True,
            check=False,
        )
        last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr[-300:]
        print(f"\nscore.py {name}:", scored(last))


def scored(last: str) -> str:
    try:
        micro = json.loads(last)["micro"]
        macro = json.loads(last)["macro"]
    except (ValueError, KeyError):
        return last
    keys = ("recall", "precision", "concept_acc", "concept_acc_alt", "concept_acc_std", "concept_acc_std_alt", "e2e_f1")
    return json.dumps(
        {key: micro[key] for key in keys} | {"macro_concept_acc": macro["concept_acc"], "confusion": micro["confusion"]}
    )


def count_signs(facts: Iterable[Any], entries: Iterable[Any], negated: bool, signs: list[int]) -> None:
    for fact, entry in zip(facts, entries, strict=True):
        if fact.value and entry["value"] is not None:
            signs[0] += 1
            signs[1] += (-fact.value if negated else fact.value) == Decimal(entry["value"])


def write_prediction(path: Path, mappings: Sequence[Mapping]) -> None:
    facts = {}
    for number, mapping in enumerate(mappings):
        fact = mapping.fact
        if mapping.outcome is Outcome.UNMAPPED or fact.value is None:
            continue
        own = f"ext:{mapping.extension.name}" if mapping.extension else ""
        for name in [mapping.concept or own, *mapping.also]:
            value = -fact.value if mapping.negated and fact.value else fact.value
            unit = {} if str(fact.unit) == "xbrli:pure" else {"unit": str(fact.unit)}
            dimensions = {
                dimension.axis: dimension.member if ":" in dimension.member else f"ext:{dimension.member}"
                for dimension in mapping.dimensions
            }
            facts[f"f{number}-{name}"] = {
                "value": str(value),
                "decimals": 0,
                "dimensions": {
                    "concept": name,
                    "entity": "cik:0000000000",
                    "period": oim(fact.period),
                    **unit,
                    **dimensions,
                },
            }
    spaces = {
        "us-gaap": "http://fasb.org/us-gaap/2025",
        "srt": "http://fasb.org/srt/2025",
        "dei": "http://xbrl.sec.gov/dei/2025",
        "iso4217": "http://www.xbrl.org/2003/iso4217",
        "xbrli": "http://www.xbrl.org/2003/instance",
        "cik": "http://www.sec.gov/CIK",
        "ext": "http://example.com/ext",
    }
    report = {"documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": spaces}, "facts": facts}
    path.write_text(json.dumps(report), encoding="utf-8")


def oim(period: Period) -> str:
    end = f"{(period.end + timedelta(days=1)).isoformat()}T00:00:00"
    return f"{period.start.isoformat()}T00:00:00/{end}" if period.start else end


def ablate(folds: Sequence[Fold]) -> None:
    """Accuracy of the ranker alone (before the decision for the whole report) with one kind of evidence left out."""
    print("\nwithout a kind of evidence: std@1, std@5, extensions recognised")
    for name, group in {"nothing": (), **GROUPS}.items():
        off = [FEATURES.index(feature) for feature in group]
        total = Score()
        for fold in folds:
            ranker = train_ranker(
                [case for other in folds if other is not fold for _, case in other.cases], off=off, epochs=8, seeds=1
            )
            for _, case in fold.cases:
                part = softmax(ranker, case)
                order = [case.names[int(at)] for at in (-part).argsort(kind="stable")]
                total.add(case.answers, [name for name in order if name != EXTENSION], order[0])
        print(f"  {name:14}{total}", flush=True)


if __name__ == "__main__":
    main()
