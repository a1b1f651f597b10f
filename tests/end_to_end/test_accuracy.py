"""Floors under the accuracy on real documents; raise them whenever the figures in docs/benchmarks.md improve."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks import narrative
from benchmarks.extraction import Result, measure
from benchmarks.scoring import load_scorer
from generator.pipeline import Generated, GenerateOptions, generate

EVERY = 8
"""One document in eight: enough to notice a loss, and seconds rather than minutes."""


@pytest.fixture(scope="module")
def scorer(shared: Path) -> Any:
    return load_scorer(shared / "bench" / "score.py")


@pytest.fixture(scope="module")
def seed_filing(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Generated:
    return generate(seed, tmp_path_factory.mktemp("seed"), GenerateOptions())


def test_every_cell_of_the_seed_is_a_fact_with_an_acceptable_concept(
    seed_filing: Generated, shared: Path, scorer: Any
) -> None:
    """This company is in no training data."""
    assert seed_filing.verdict.exit_code == 0
    gold = shared / "bench" / "dev" / "C" / "C-epicept-2008q2" / "gold.json"
    score = scorer.score(str(gold), str(seed_filing.folder / "facts.json"))["nodim"]
    cells = [fact for s in seed_filing.understood.statements if s.kind.is_primary for fact in s.facts]
    assert len(cells) == 110
    assert score["recall"] >= 0.97
    assert score["precision_lenient"] == 1.0
    assert score["concept_acc_alt"] >= 0.98


def test_the_contradictions_of_the_seed_are_found_and_no_others(seed_filing: Generated) -> None:
    """Three sentences of the release disagree with its tables: two amounts and one change."""
    ties = [d for d in seed_filing.verdict.earlier if d.code.startswith("tie.")]
    assert sorted((d.code, d.span.line) for d in ties if d.span) == [
        ("tie.change", 161),
        ("tie.contradiction", 109),
        ("tie.contradiction", 158),
    ]


def test_prose_of_releases_is_read_and_tied_to_the_tables(shared: Path) -> None:
    folder = shared / "bench" / "dev"
    scores = [narrative.score(folder, name, wanted) for name, wanted in narrative.gold(folder)
              if name not in narrative.PASSAGES]  # fmt: skip
    assert sum(one.right for one in scores) == sum(one.reported for one in scores)
    assert sum(one.found for one in scores) >= 0.97 * sum(one.needed for one in scores)
    assert sum(one.judged_right for one in scores) >= 0.98 * sum(one.judged for one in scores)
    assert sum(one.false_contradictions for one in scores) == 0


def test_the_whole_path_keeps_signs_and_concepts(shared: Path, scorer: Any, tmp_path: Path) -> None:
    """Banks, insurers, utilities and small companies; of today's knowledge, so the concepts are in-sample."""
    sources = sorted((shared / "bench" / "dev" / "A2").glob("*/input.html.gz"))[::EVERY]
    done = [generate(source, tmp_path / source.parent.name, GenerateOptions()) for source in sources]
    assert {one.verdict.exit_code for one in done} == {0}
    pairs = zip(sources, done, strict=True)
    scores = [scorer.score(str(s.parent / "gold.json"), str(one.folder / "facts.json")) for s, one in pairs]
    whole = scorer.aggregate(scores)["micro"]
    assert whole["recall"] >= 0.96
    assert whole["precision"] >= 0.95
    assert whole["concept_acc_alt"] >= 0.79


@pytest.mark.parametrize(
    ("which", "file", "kind", "recall", "precision"),
    [
        ("A", "input.html.gz", "html", 0.995, 0.995),
        ("A", "ascii.txt.gz", "text re-set", 0.99, 0.99),
        ("A2", "input.html.gz", "html", 0.995, 0.995),
        ("B", "input.txt", "text", 0.99, 0.99),
        ("B", "input.html", "html", 0.99, 0.99),
    ],
)
def test_extraction(
    shared: Path, scorer: Any, which: str, file: str, kind: str, recall: float, precision: float
) -> None:
    sources = sorted((shared / "bench" / "dev" / which).glob(f"*/{file}"))
    results = [_measured(scorer, source, kind) for source in sources[:: EVERY if len(sources) > EVERY else 1]]
    assert sum(r.found for r in results) >= recall * sum(r.gold for r in results)
    assert sum(r.right for r in results) >= precision * sum(r.predicted for r in results)


def _measured(scorer: Any, source: Path, kind: str) -> Result:
    return measure(scorer, source.parent / "gold.json", source, kind, unsigned=True)
