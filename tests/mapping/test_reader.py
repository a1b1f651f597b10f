from __future__ import annotations

import numpy as np

from generator.facts.model import StatementKind
from generator.mapping.concepts import Concepts
from generator.mapping.evidence import gather
from generator.mapping.features import clues
from generator.mapping.lines import Line, read_lines
from generator.mapping.store import open_learned, read_learned, write_learned
from taxonomy import Catalogue
from tests.mapping.conftest import BuildStatement


def shares(lines: list[Line], at: int, catalogue: Catalogue) -> dict[str, float]:
    """What the readers alone think of a line, by concept without prefix."""
    known = open_learned().knowledge
    concepts = Concepts(catalogue, known.concepts)
    suited = np.stack([concepts.suited(known.concepts, line.unit, line.instant) for line in lines])
    read = np.exp(known.read(lines, suited)[at])
    return {name.removeprefix("us-gaap:"): float(share) for name, share in zip(known.concepts, read, strict=True)}


def test_a_line_gives_the_same_clues_each_time() -> None:
    line = Line("BS", "Accounts receivable, net of allowance of $5", "money", True, section=("Current assets",))
    assert clues(line, "new") == clues(line, "new")
    assert "L|BS|money|account receivable net allowance" in clues(line, "new")


def test_the_rest_of_the_report_tells_which_concept_a_caption_means(
    build: BuildStatement, catalogue: Catalogue
) -> None:
    rows = [("", "Revenues", "900 800"), ("", "Costs and expenses", "700 600"), ("", "Net income", "200 200")]
    shared = [
        ("", "Net income attributable to noncontrolling interests", "20 10"),
        ("", "Net income attributable to Example Corp. stockholders", "180 190"),
    ]
    alone = read_lines([build(StatementKind.OPERATIONS, rows)])
    parted = read_lines([build(StatementKind.OPERATIONS, [*rows, *shared])])
    assert shares(alone, 2, catalogue)["NetIncomeLoss"] > 0.7
    assert shares(parted, 2, catalogue)["ProfitLoss"] > 0.7


def test_only_concepts_that_suit_the_figures_are_read(build: BuildStatement, catalogue: Catalogue) -> None:
    lines = read_lines([build(StatementKind.CASH_FLOWS, [("Operating activities", "Inventories", "30 20")])])
    found = shares(lines, 0, catalogue)
    assert found["InventoryNet"] < 1e-6
    assert max(found, key=lambda name: found[name]) == "IncreaseDecreaseInInventories"


def test_what_was_learned_is_read_back_as_it_was_written(build: BuildStatement, catalogue: Catalogue) -> None:
    learned = open_learned()
    again = read_learned(write_learned(learned))
    lines = read_lines([build(StatementKind.BALANCE_SHEET, [("Current assets", "Inventories", "30 20")])])
    concepts = Concepts(catalogue, learned.knowledge.concepts)
    before, after = (gather(lines, concepts, known.knowledge) for known in (learned, again))
    assert before.names == after.names
    assert np.array_equal(before.numbers, after.numbers)
    assert write_learned(again) == write_learned(learned)
