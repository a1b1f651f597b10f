"""The grammar of sentences: roles, subjects, components, and what is not reported."""

from __future__ import annotations

import pytest

from generator.facts.narrative_amounts import read_figures
from generator.facts.narrative_clauses import Role, Slot, read_slots

LINES = (
    "net sales",
    "net income",
    "cost of sales",
    "other expense, net",
    "selling, general and administrative expenses",
)


def slots(text: str) -> list[Slot]:
    return read_slots(text, read_figures(text), (), lambda phrase: phrase.lower() in LINES)


def test_appositions_belong_to_their_figure() -> None:
    found = slots(
        "Net income was $2.3 million, or $0.09 per share ($0.08 per share on a diluted basis), a 5% increase."
    )
    assert [len(slot.figures) for slot in found] == [3, 1]
    assert [slot.role for slot in found] == [Role.MAIN, Role.CHANGE]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Net sales rose 3% to $5.0 million from $4.9 million.", [Role.CHANGE, Role.MAIN, Role.BASE]),
        ("Net sales were $5.0 million compared to $4.9 million.", [Role.MAIN, Role.BASE]),
        ("Net sales were $5.0 million, up 2% from $4.9 million.", [Role.MAIN, Role.CHANGE, Role.BASE]),
        ("Net sales decreased by $0.1 million, or 2%.", [Role.CHANGE]),
        ("Net sales saw a $0.1 million increase.", [Role.CHANGE]),
    ],
)
def test_roles(text: str, roles: list[Role]) -> None:
    assert [slot.role for slot in slots(text)] == roles


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("In short, net sales were $5.0 million.", "net sales"),
        (
            "Selling, general and administrative expenses were $5.0 million.",
            "Selling, general and administrative expenses",
        ),
        ("Other expense, net was $2.0 million.", "Other expense, net"),
        ("The company recorded a loss on the sale of a plant of $5.0 million.", "loss on the sale of a plant"),
        ("We incurred a $0.4 million charge for damages.", "charge for damages"),
        ("This was due to a $2.0 million non-cash loss on the sale of debt.", "non-cash loss on the sale of debt"),
    ],
)
def test_subjects(text: str, subject: str) -> None:
    assert slots(text)[-1].subject == subject


def test_what_explains_is_a_component() -> None:
    whole, part = slots("Net income was $5.0 million, reflecting a gain of $1.0 million.")
    assert (whole.component, part.component) == (False, True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("We expect net sales of $5.0 million.", "forward-looking"),
        ("Net sales of $5.0 million to $6.0 million", "range"),
        ("Net sales exceeded $5.0 million.", "threshold"),
        ("Adjusted net income was $5.0 million.", "non-GAAP"),
        ("Some 5 million people came.", "count"),
        ("Net sales were $5.0 million in May.", ""),
    ],
)
def test_what_is_not_reported(text: str, reason: str) -> None:
    assert slots(text)[0].unreported == reason
