from __future__ import annotations

from generator.facts.model import Footing, StatementKind
from generator.report import build_report
from generator.report.model import Report
from taxonomy import Catalogue
from tests.report.making import CLOSE, CLOSE_BEFORE, Line, To, mapped, statement


def report(catalogue: Catalogue, lines: list[Line], footings: list[Footing], to: dict[str, To | str]) -> Report:
    made = statement(StatementKind.BALANCE_SHEET, [CLOSE, CLOSE_BEFORE], lines, footings=footings)
    return build_report([made], mapped(made, to), (), catalogue)


def arcs(made: Report) -> list[tuple[str, str, int]]:
    return [
        (a.parent.partition(":")[2], a.child.partition(":")[2], a.weight) for k in made.links for a in k.calculation
    ]


def why(made: Report) -> str:
    (told,) = [d.message for d in made.diagnostics if d.code == "report.calculation-refused"]
    return told


LINES = [Line("Cash", ["1", "2"]), Line("Debt", ["(3)", "(3)"]), Line("Net", ["(2)", "(1)"], total=True)]
SUM = Footing(2, ((0, 1), (1, 1)), (0, 1))


def test_a_footing_that_fails_in_one_column_proves_nothing(catalogue: Catalogue) -> None:
    to: dict[str, To | str] = {"Cash": "us-gaap:Cash", "Debt": "us-gaap:InventoryNet", "Net": "us-gaap:AssetsCurrent"}
    assert len(arcs(report(catalogue, LINES, [SUM], to))) == 2
    broken = report(catalogue, LINES, [Footing(2, SUM.items, (0,), (1,))], to)
    assert arcs(broken) == []
    assert "does not hold in every column" in why(broken)


def test_a_weight_against_the_balance_is_refused(catalogue: Catalogue) -> None:
    made = report(
        catalogue,
        LINES,
        [SUM],
        {"Cash": "us-gaap:Cash", "Debt": "us-gaap:NotesPayable", "Net": "us-gaap:AssetsCurrent"},
    )
    assert arcs(made) == []
    assert "contradicts that of the total" in why(made)


def test_a_negated_row_turns_its_weight(catalogue: Catalogue) -> None:
    made = report(
        catalogue,
        LINES,
        [SUM],
        {
            "Cash": "us-gaap:Cash",
            "Debt": To("us-gaap:NotesPayable", negated=True),
            "Net": "us-gaap:AssetsCurrent",
        },
    )
    assert arcs(made) == [("AssetsCurrent", "Cash", 1), ("AssetsCurrent", "NotesPayable", -1)]


def test_no_circle_and_no_second_sum_of_one_total(catalogue: Catalogue) -> None:
    to: dict[str, To | str] = {"Cash": "us-gaap:Cash", "Debt": "us-gaap:InventoryNet", "Net": "us-gaap:AssetsCurrent"}
    circle = Footing(0, ((2, 1),), (0, 1))
    assert "circle" in why(report(catalogue, LINES, [SUM, circle], to))
    assert "already has a calculation" in why(report(catalogue, LINES, [SUM, SUM], to))


def test_a_row_without_a_concept_breaks_the_sum(catalogue: Catalogue) -> None:
    made = report(catalogue, LINES, [SUM], {"Cash": "us-gaap:Cash", "Net": "us-gaap:AssetsCurrent"})
    assert arcs(made) == []
    assert "has no concept" in why(made)


def test_a_sum_that_another_column_of_the_report_contradicts_is_refused(catalogue: Catalogue) -> None:
    """The items of the earlier date are known from the second statement only, and do not add up."""
    now = statement(StatementKind.BALANCE_SHEET, [CLOSE], [Line(k.label, k.shown[:1]) for k in LINES], footings=[
        Footing(2, SUM.items, (0,))])  # fmt: skip
    before = statement(StatementKind.BALANCE_SHEET, [CLOSE_BEFORE], [Line("Cash", ["50"]), Line("Net", ["9"])], index=1)
    to: dict[str, To | str] = {"Cash": "us-gaap:Cash", "Debt": "us-gaap:InventoryNet", "Net": "us-gaap:AssetsCurrent"}
    made = build_report([now, before], (*mapped(now, to), *mapped(before, to)), (), catalogue)
    assert arcs(made) == []
    assert "contradict it" in why(made)
