from __future__ import annotations

import csv
from collections import defaultdict
from importlib import resources

from generator.mapping.knowledge import EXTENSION
from generator.mapping.learn.counts import expertise
from generator.mapping.learn.lexicon import expert
from generator.mapping.lines import Line
from generator.mapping.store import open_learned
from taxonomy import Catalogue


def test_every_entry_of_the_expert_suits_the_catalogue(catalogue: Catalogue) -> None:
    files = resources.files("generator.mapping.learn").joinpath("data").iterdir()
    rows = [
        row
        for file in files
        for row in csv.DictReader(file.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    ]
    sayings = list(expert(catalogue))
    assert len(sayings) == len(rows) > 40_000
    assert all(0.0 < saying.weight <= 1.0 for saying in sayings)
    assert {"BS", "BSP", "IS", "CI", "CF", "EQ"} == {saying.line.kind for saying in sayings}


def test_what_the_expert_says_depends_on_the_part_of_the_statement(catalogue: Catalogue) -> None:
    said = expertise(list(expert(catalogue)))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for side in ("claims current", "claims noncurrent"):
        line = Line("BS", "Deferred revenue", "money", True, side=side)
        found[side] = {name for name, _, _ in said.entries(f"BS {side}", line)[:1]}
    assert found == {
        "claims current": {"us-gaap:ContractWithCustomerLiabilityCurrent"},
        "claims noncurrent": {"us-gaap:ContractWithCustomerLiabilityNoncurrent"},
    }


def test_a_caption_that_no_filer_showed_is_known_from_the_expert() -> None:
    known = open_learned().knowledge
    line = Line("BS", "Gift card liability", "money", True, side="claims current")
    said = known.remember(line).said
    assert max(said, key=lambda name: said[name]) == "us-gaap:ContractWithCustomerLiabilityCurrent"
    assert said.get(EXTENSION, 0.0) < 0.5
