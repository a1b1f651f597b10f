"""Why a candidate was chosen, in words that a reviewer can check against the page and the taxonomy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.mapping.evidence import FEATURES, Table
from generator.mapping.knowledge import Knowledge
from generator.mapping.lines import Line
from generator.mapping.model import Evidence
from taxonomy.catalogue import Catalogue

_AT = {name: number for number, name in enumerate(FEATURES)}


def explain(
    lines: Sequence[Line], at: int, place: int, table: Table, knowledge: Knowledge, catalogue: Catalogue
) -> tuple[Evidence, ...]:
    """The evidence for the chosen candidate of line `at`, strongest kinds first; weights are shares or likenesses in
    [-1, 1]."""
    line = lines[at]
    row = table.starts[at] + place
    name = table.names[row]
    value = {feature: float(table.numbers[row, number]) for feature, number in _AT.items()}
    return (
        *_filers(line, name, knowledge),
        *_expert(value),
        *_words(line, name, value, catalogue),
        *_place(line, value),
        *_figures(lines, line, value),
        *_reader(value),
    )


def _filers(line: Line, name: str, knowledge: Knowledge) -> Iterator[Evidence]:
    new, old, new_total, old_total = knowledge.remember(line).counts(name)
    if new + old:
        parts = []
        if new:
            parts.append(f"{new:.0f} of the {new_total:.0f} choices of recent filers")
        if old:
            parts.append(f"{old:.0f} of the {old_total:.0f} choices of the filers of 2009 and 2010")
        yield Evidence(
            "filers",
            f"for a caption with these words: {' and '.join(parts)}",
            round((new + old) / (new_total + old_total), 3),
        )
    elif new_total + old_total > 3:
        yield Evidence("filers", "filers with this caption chose other concepts", -0.3)


def _expert(value: dict[str, float]) -> Iterator[Evidence]:
    if value["expert_share"] > 0.2:
        yield Evidence("expert", "the usual concept of such a caption in practice", round(value["expert_share"], 3))


def _words(line: Line, name: str, value: dict[str, float], catalogue: Catalogue) -> Iterator[Evidence]:
    label = catalogue.label(name)
    if value["exact_label"]:
        yield Evidence("words", f"the caption has the words of the standard label “{label}”", 1.0)
    elif value["likeness"] >= 0.35:
        yield Evidence("words", f"the caption is like the standard label “{label}”", round(value["likeness"], 3))


def _place(line: Line, value: dict[str, float]) -> Iterator[Evidence]:
    where = f"among {line.side}" if line.side else "here"
    if value["part_agrees"] or value["current_agrees"]:
        yield Evidence("place", f"the row stands {where}, as the concept does in the taxonomy", 0.5)
    if value["part_differs"] or value["current_differs"]:
        yield Evidence("place", f"the row stands {where}, the concept elsewhere in the taxonomy", -0.5)
    if value["balance_differs"]:
        yield Evidence("balance", "the concept's balance is not the one of this side of the statement", -0.4)


def _figures(lines: Sequence[Line], line: Line, value: dict[str, float]) -> Iterator[Evidence]:
    if value["under_total"] > 0.3:
        total = lines[line.total].label
        yield Evidence(
            "arithmetic", f"the taxonomy sums the concept into that of “{total}”", round(value["under_total"], 3)
        )
    if value["total_of"] > 0.2:
        yield Evidence("arithmetic", "the taxonomy sums the rows above into the concept", round(value["total_of"], 3))
    if value["tied_mass"] > 0.2:
        yield Evidence("ties", "another statement shows the same figures under it", round(value["tied_mass"], 3))
    if value["follows"] > 0.5 or value["precedes"] > 0.5:
        yield Evidence("neighbours", "filers put it next to the rows beside it", 0.3)


def _reader(value: dict[str, float]) -> Iterator[Evidence]:
    yield Evidence("caption", "share of the learned reader of captions", round(value["reader_share"], 3))
