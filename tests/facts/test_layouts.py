"""One invented statement set in many layouts: every layout must yield the same facts, or fewer and a diagnostic."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

import pytest

from generator.documents import parse_document
from generator.facts import parse_statements
from generator.facts.model import Statement

HEADS = ("Three Months Ended June 30,", "Nine Months Ended June 30,")
YEARS = ("2005", "2004", "2005", "2004")
ROWS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("Net sales", (5120, 4000, 14900, 12100)),
    ("Cost of sales", (2900, 2480, 8700, 7400)),
    ("Gross profit", (2220, 1520, 6200, 4700)),
    ("Selling, general and administrative expenses", (1010, 940, 2990, 2850)),
    ("Research and development", (650, 620, 1950, 1860)),
    ("Total operating expenses", (1660, 1560, 4940, 4710)),
    ("Operating income", (560, -40, 1260, -10)),
    ("Interest expense", (-40, -45, -130, -140)),
    ("Income (loss) before income taxes", (520, -85, 1130, -150)),
    ("Income tax expense (benefit)", (190, -30, 410, -52)),
    ("Net income (loss)", (330, -55, 720, -98)),
)
PERIODS = ("2005-04-01/2005-06-30", "2004-04-01/2004-06-30", "2004-10-01/2005-06-30", "2003-10-01/2004-06-30")
EXPECTED = {
    (label, period, Decimal(shown * 1000))
    for label, values in ROWS
    for shown, period in zip(values, PERIODS, strict=True)
}


def figure(value: int) -> str:
    return f"{value:,}" if value >= 0 else f"({-value:,})"


def centred(text: str, left: int, right: int) -> tuple[int, str]:
    return left + max(0, (right - left - len(text)) // 2), text


def line(*parts: tuple[int, str]) -> str:
    text = ""
    for left, part in parts:
        text = text.ljust(left) + part
    return text


def heads(place: Callable[[str, int, int], tuple[int, str]], stub: int, width: int) -> list[str]:
    lefts = [stub + k * (width + 2) for k in range(4)]
    spans = [(lefts[0], lefts[1] + width), (lefts[2], lefts[3] + width)]
    return [
        line(*(place(head, *span) for head, span in zip(HEADS, spans, strict=True))),
        line(*(place(year, left, left + width) for year, left in zip(YEARS, lefts, strict=True))),
    ]


def body(stub: int, width: int, leader: str = "", negative: Callable[[int], str] = figure) -> list[str]:
    lines = []
    for label, values in ROWS:
        shown = [negative(value) for value in values]
        rights = [stub + k * (width + 2) + width + text.endswith(")") for k, text in enumerate(shown)]
        label = label + leader * ((stub - len(label) - 2) // len(leader)) if leader else label
        lines.append(line((0, label), *((right - len(text), text) for right, text in zip(rights, shown, strict=True))))
    return lines


def page(table: list[str], title: str = "CONSOLIDATED STATEMENTS OF OPERATIONS") -> str:
    return "\n".join(["HARBOR TOOLS, INC.", "", title, "", "(in thousands)", "", *table, ""])


def marked(table: list[str], headings: int = 2) -> list[str]:
    return ["<TABLE>", "<CAPTION>", *table[:headings], "<S>  <C>", *table[headings:], "</TABLE>"]


def left(text: str, start: int, end: int) -> tuple[int, str]:
    return start, text


def right(text: str, start: int, end: int) -> tuple[int, str]:
    return end - len(text), text


def split(table: list[str], between: list[str]) -> str:
    first, second = table[:8], [*table[:2], *table[8:]]
    return page(first) + "\n".join(["", "                 7", "<PAGE>", "", *between, *second])


def layouts() -> dict[str, str]:
    plain = heads(centred, 50, 15) + body(50, 15)
    wide = heads(centred, 62, 18) + body(62, 18)
    flush = heads(left, 50, 15) + body(50, 15)
    ends = heads(right, 50, 15) + body(50, 15)
    dotted = heads(centred, 50, 15) + body(50, 15, leader=".")
    spaced = heads(centred, 50, 15) + body(50, 15, leader=" .")
    minus = heads(centred, 50, 15) + body(50, 15, negative=lambda v: f"{v:,}")
    apart = heads(centred, 50, 15) + body(50, 15, negative=lambda v: f"{v:,}" if v >= 0 else f"( {-v:,} )")
    dollars = heads(centred, 50, 15) + body(50, 15, negative=lambda v: f"$ {v:,}" if v >= 0 else f"$ ({-v:,})")
    unaudited = [*plain[:2], line(*((50 + 17 * k + 2, "(Unaudited)") for k in range(4))), *plain[2:]]
    return {
        "marked": page(marked(plain)),
        "unmarked": page(plain),
        "wide": page(wide),
        "headings flush left": page(marked(flush)),
        "headings flush right": page(ends),
        "leaders": page(dotted),
        "spaced leaders": page(spaced),
        "minus signs": page(minus),
        "parentheses apart": page(apart),
        "dollar signs": page(dollars),
        "unaudited": page(marked(unaudited, 3)),
        "blank line after every line": "\n".join(text + "\n" for text in page(plain).split("\n")),
        "page break, headings again": split(plain, []),
        "page break, title again": split(plain, ["CONSOLIDATED STATEMENTS OF OPERATIONS (continued)", ""]),
        "tabs": "\n".join(tabbed(text) for text in page(plain).split("\n")),
        "in a page of HTML": f"<html><body><pre>{page(plain)}</pre></body></html>",
    }


def tabbed(text: str) -> str:
    chunks = [text[i : i + 8] for i in range(0, len(text), 8)]
    return "".join(c.rstrip() + "\t" if len(c) == 8 and c.endswith("  ") else c for c in chunks)


def facts(statements: tuple[Statement, ...]) -> set[tuple[str, str, Decimal | None]]:
    return {
        (statement.rows[fact.row].label, str(fact.period), fact.value)
        for statement in statements
        if statement.kind.is_primary
        for fact in statement.facts
    }


@pytest.mark.parametrize("name", layouts())
def test_every_layout_yields_the_same_facts(name: str) -> None:
    statements, _ = parse_statements(parse_document(layouts()[name].encode(), "statement.txt"))
    assert facts(statements) == EXPECTED


@pytest.mark.parametrize("seed", range(12))
def test_figures_a_column_off_yield_the_same_facts_or_are_told(seed: int) -> None:
    rng = random.Random(seed)
    table = heads(centred, 50, 15)
    for text in body(50, 15):
        table.append(text[:50] + " " * rng.choice((0, 0, 1)) + text[50:])
    statements, diagnostics = parse_statements(parse_document(page(table).encode(), "statement.txt"))
    found = facts(statements)
    assert found <= EXPECTED
    assert found == EXPECTED or diagnostics


@pytest.mark.parametrize("seed", range(20))
def test_damaged_headings_never_yield_other_facts(seed: int) -> None:
    """Words of the headings are taken out at random: what is still read must be right, what is not must be told."""
    rng = random.Random(seed)
    table = marked(heads(centred, 50, 15) + body(50, 15))
    for index in (2, 3):
        words = [word for word in table[index].split() if rng.random() < 0.25]
        for word in words:
            table[index] = table[index].replace(word, " " * len(word), 1)
    statements, diagnostics = parse_statements(parse_document(page(table).encode(), "statement.txt"))
    found = facts(statements)
    assert found <= EXPECTED
    assert found == EXPECTED or diagnostics
