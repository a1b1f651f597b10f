from __future__ import annotations

import csv
import io
from dataclasses import replace

from generator.facts.model import Statement
from generator.mapping.model import Evidence, Mapping, Outcome, RunnerUp
from generator.mapping.table import COLUMNS, mapping_csv


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def test_a_row_for_every_fact_with_the_reported_value(report: tuple[Statement, ...]) -> None:
    operations = report[1]
    fact = next(fact for fact in operations.facts if fact.shown == "(245)")
    mapping = Mapping(
        fact,
        Outcome.STANDARD,
        "us-gaap:InterestExpense",
        negated=True,
        confidence=0.913,
        evidence=(Evidence("filers", "usual", 0.9),),
        runners_up=(RunnerUp("us-gaap:InterestExpenseDebt", 0.05),),
    )
    (row,) = read(mapping_csv(report, [mapping]))
    assert tuple(row) == COLUMNS
    assert row["label"] == "Interest expense"
    assert row["value"] == "245000"
    assert row["concept"] == "us-gaap:InterestExpense"
    assert row["negated"] == "yes"
    assert row["confidence"] == "0.91"
    assert row["runners_up"] == "us-gaap:InterestExpenseDebt (0.05)"
    assert row["source_line"] == str(fact.span.line)


def test_no_cell_is_a_formula(report: tuple[Statement, ...]) -> None:
    wicked = replace(report[0], rows=tuple(replace(row, label='=HYPERLINK("x")') for row in report[0].rows))
    mappings = [Mapping(fact, Outcome.UNMAPPED, reason="-1+1|cmd") for fact in wicked.facts]
    for row in read(mapping_csv([wicked], mappings)):
        assert row["label"].startswith("'=")
        assert not any(cell[:1] in "=+@\t\r" for cell in row.values() if cell)


def test_negative_values_stay_numbers(report: tuple[Statement, ...]) -> None:
    fact = next(fact for fact in report[2].facts if fact.shown == "(845)")
    (row,) = read(mapping_csv(report, [Mapping(fact, Outcome.UNMAPPED, reason="x")]))
    assert row["value"] == "-845000"
    assert row["concept"] == "unmapped: x"
