"""The whole path over a folder of real documents: is every filing valid, and how much of the gold does it carry?

    python benchmarks/end_to_end.py ../shared/bench/dev [--set A] [--limit 20] [--out FOLDER]

Every document below the folder (`<set>/<id>/input.{html,txt}[.gz]`) is generated and validated. Prints a line per
document that is not valid, then a table by set: documents, verdicts, seconds, and, where the folder has gold facts,
recall, precision and concept accuracy by the folder's own `score.py` (a folder up).
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.scoring import load_scorer
from generator.diagnostics import UnreadableInputError
from generator.pipeline import GenerateOptions, generate


@dataclass(frozen=True, slots=True)
class Outcome:
    name: str
    set: str
    verdict: str
    seconds: float
    facts: int = 0
    score: dict[str, Any] | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--set", dest="sets", action="append", help="only this set (may be repeated)")
    parser.add_argument("--limit", type=int, help="at most this many documents of a set")
    parser.add_argument("--out", type=Path, help="keep the generated filings here")
    wanted = parser.parse_args()
    path = wanted.bench.resolve().parent / "score.py"
    scorer = load_scorer(path) if path.is_file() else None
    with tempfile.TemporaryDirectory() as scratch:
        outcomes = [
            _run(folder, wanted.out or Path(scratch), scorer)
            for folder in _documents(wanted.bench, wanted.sets, wanted.limit)
        ]
    _report(outcomes, scorer)


def _documents(bench: Path, sets: list[str] | None, limit: int | None) -> list[Path]:
    by_set: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(bench.glob("*/*/input.*")):
        by_set[path.parent.parent.name].append(path)
    return [path for name, paths in sorted(by_set.items()) if not sets or name in sets for path in paths[:limit]]


def _run(path: Path, out: Path, scorer: Any) -> Outcome:
    name, which = path.parent.name, path.parent.parent.name
    began = time.perf_counter()
    try:
        done = generate(path, out / name, GenerateOptions())
    except UnreadableInputError as refusal:
        print(f"{name}: refused: {refusal.diagnostics[0].code}", flush=True)
        return Outcome(name, which, "refused", time.perf_counter() - began)
    except Exception as fault:
        print(f"{name}: FAULT {type(fault).__name__}: {fault}", flush=True)
        return Outcome(name, which, "fault", time.perf_counter() - began)
    seconds = time.perf_counter() - began
    if done.verdict.exit_code:
        for code, count in Counter(d.code for d in done.verdict.diagnostics).most_common(4):
            example = next(d for d in done.verdict.diagnostics if d.code == code)
            print(f"{name}: {done.verdict.status}: {count} x {example}"[:400], flush=True)
    gold = path.parent / "gold.json"
    score = scorer.score(str(gold), str(done.folder / "facts.json")) if scorer and gold.is_file() else None
    return Outcome(name, which, done.verdict.status, seconds, len(done.report.facts), score)


def _report(outcomes: list[Outcome], scorer: Any) -> None:
    print(f"\n{'set':5}{'docs':>5}{'facts':>8}{'median s':>9}  verdicts")
    for which in sorted({o.set for o in outcomes}):
        rows = [o for o in outcomes if o.set == which]
        seconds = sorted(o.seconds for o in rows)[len(rows) // 2]
        verdicts = dict(Counter(o.verdict for o in rows).most_common())
        print(f"{which:5}{len(rows):5}{sum(o.facts for o in rows):8}{seconds:9.2f}  {verdicts}")
        scores = [o.score for o in rows if o.score]
        if scorer and scores:
            micro = scorer.aggregate(scores)["micro"]
            shown = ("recall", "precision", "concept_acc_alt", "concept_acc_std_alt", "e2e_f1", "decimals_ok")
            print("      " + "  ".join(f"{key} {100 * micro[key]:.1f}" for key in shown if micro[key] is not None))
            print(f"      {json.dumps(micro['confusion'])}")


if __name__ == "__main__":
    main()
