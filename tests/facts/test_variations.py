"""Headings and columns as companies vary them, on one invented statement: right, or left out and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from generator.documents import parse_document
from generator.facts import parse_statements
from generator.facts.model import Statement

ROWS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("Net sales", (5120, 4000, 14900, 12100, 3310)),
    ("Cost of sales", (2900, 2480, 8700, 7400, 2100)),
    ("Gross profit", (2220, 1520, 6200, 4700, 1210)),
    ("Selling, general and administrative", (1010, 940, 2990, 2850, 700)),
    ("Operating income", (1210, 580, 3210, 1850, 510)),
    ("Interest expense", (-40, -45, -130, -140, -20)),
    ("Income before income taxes", (1170, 535, 3080, 1710, 490)),
    ("Income tax expense", (190, 130, 410, 252, 90)),
    ("Net income", (980, 405, 2670, 1458, 400)),
)
BALANCES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("Cash and cash equivalents", (1510, 1240, 1180)),
    ("Accounts receivable", (2020, 1930, 1700)),
    ("Inventories", (990, 1010, 870)),
    ("Total current assets", (4520, 4180, 3750)),
    ("Property and equipment, net", (3100, 3150, 3000)),
    ("Total assets", (7620, 7330, 6750)),
    ("Accounts payable", (1120, 1090, 1000)),
    ("Total current liabilities", (1120, 1090, 1000)),
    ("Retained earnings", (6500, 6240, 5750)),
    ("Total stockholders' equity", (6500, 6240, 5750)),
    ("Total liabilities and stockholders' equity", (7620, 7330, 6750)),
)
Q23, Q22 = "2023-04-01/2023-06-30", "2022-04-01/2022-06-30"
H23, H22 = "2023-01-01/2023-06-30", "2022-01-01/2022-06-30"
Y23, Y22, Y21 = (f"{year}-01-01/{year}-12-31" for year in (2023, 2022, 2021))


@dataclass(frozen=True)
class Layout:
    """Heading rows ("stub || heading x2 | heading": the first spans two columns), the period of every column (None: no
    facts), the lines above, how a figure is printed, and columns that hold other things than figures of the statement
    ("notes", "percent", "change")."""

    heads: Sequence[str]
    periods: Sequence[str | None]
    titles: Sequence[str] = ("CONSOLIDATED STATEMENTS OF OPERATIONS", "(in thousands, except per share data)")
    others: Sequence[str] = ()
    style: str = "plain"
    rows: tuple[tuple[str, tuple[int, ...]], ...] = ROWS


def cells(head: str) -> tuple[str, list[tuple[str, int]]]:
    """What stands over the labels, and every heading with the number of columns that it spans."""
    stub, _, over = head.rpartition(" || ")
    parts = [re.fullmatch(r"\s*(.*?)\s*(?:\bx(\d))?\s*", part) for part in over.split("|")]
    return stub, [(part[1], int(part[2] or 1)) for part in parts if part]


def figure(value: int) -> str:
    return f"{value:,}" if value >= 0 else f"({-value:,})"


def shown(layout: Layout, row: int, column: int) -> str:
    other = dict(enumerate(layout.others)).get(column, "")
    values = layout.rows[row][1]
    if other == "notes":
        return str(row + 2) if row % 3 == 0 else ""
    if other == "percent":
        return f"{values[0] / layout.rows[0][1][0] * 100:.1f}%"
    if other == "change":
        return figure(values[0] - values[1])
    return figure(values[column])


STYLES = {
    "plain": "<td>{0}</td>",
    "spacers": "<td>&nbsp;</td><td style='text-align:right'>{0}</td>",
    "apart": "<td></td><td>$</td><td>{1}</td><td>{2}</td>",
    "noted": "<td>{0}<sup>(1)</sup></td>",
}


def as_html(layout: Layout) -> str:
    style = STYLES[layout.style]
    rows = []
    for stub, over in map(cells, layout.heads):
        heads = "".join(f"<td colspan='{span * style.count('<td')}'>{text}</td>" for text, span in over)
        rows.append(f"<tr><td>{stub}</td>{heads}</tr>")
    for r, (label, _) in enumerate(layout.rows):
        texts = [shown(layout, r, c) for c in range(len(layout.periods))]
        figures = [style.format(text, text.rstrip(")"), ")" if text.endswith(")") else "") for text in texts]
        rows.append(f"<tr><td>{label}</td>{''.join(figures)}</tr>")
    titles = "".join(f"<p align='center'><b>{title}</b></p>" for title in layout.titles)
    return f"<html><body><p><b>ORCHARD TOOLS, INC.</b></p>{titles}<table>{''.join(rows)}</table></body></html>"


def as_text(layout: Layout) -> str:
    stub, width = 42, 18
    lines = ["ORCHARD TOOLS, INC.".center(80), "", *(title.center(80) for title in layout.titles), ""]
    for line, over in map(cells, layout.heads):
        left = stub
        for text, span in over:
            right = left + span * width
            line = line.ljust(left + 2) + text.center(right - left - 2) if text else line
            left = right
        lines.append(line.rstrip())
    lines.append("")
    for r, (label, _) in enumerate(layout.rows):
        line = label
        for c in range(len(layout.periods)):
            text = shown(layout, r, c)
            line = line.ljust(stub + (c + 1) * width - len(text) - (not text.endswith(")"))) + text
        lines.append(line.rstrip())
    return "\n".join(lines) + "\n"


FOUR = (Q23, Q22, H23, H22)
JUNE, DECEMBER = "2023-06-30", "2022-12-31"


def balances(heads: Sequence[str], periods: Sequence[str | None], *more: str, others: Sequence[str] = ()) -> Layout:
    return Layout(heads, periods, ("CONSOLIDATED BALANCE SHEETS", *more, "(in thousands)"), others, rows=BALANCES)


LAYOUTS: dict[str, Layout] = {
    "usual": Layout(
        ["Three Months Ended June 30, x2 | Six Months Ended June 30, x2", "2023 | 2022 | 2023 | 2022"], FOUR
    ),
    "spacer columns": Layout(
        ["Three Months Ended June 30, x2 | Six Months Ended June 30, x2", "2023 | 2022 | 2023 | 2022"],
        FOUR,
        style="spacers",
    ),
    "signs in their own cells": Layout(
        ["Three Months Ended June 30, x2 | Six Months Ended June 30, x2", "2023 | 2022 | 2023 | 2022"],
        FOUR,
        style="apart",
    ),
    "footnote marks": Layout(
        ["Three Months Ended June 30, x2 | Six Months Ended June 30, x2", "2023 | 2022 | 2023 | 2022"],
        FOUR,
        style="noted",
    ),
    "oldest first": Layout(
        ["Three Months Ended June 30, x2 | Six Months Ended June 30, x2", "2022 | 2023 | 2022 | 2023"],
        (Q22, Q23, H22, H23),
    ),
    "scale in the stub": Layout(
        [
            "Three Months Ended June 30, x2 | Six Months Ended June 30, x2",
            "(in thousands) || 2023 | 2022 | 2023 | 2022",
        ],
        FOUR,
        titles=("CONSOLIDATED STATEMENTS OF INCOME",),
    ),
    "unaudited row": Layout(
        [
            "Three Months Ended June 30, x2 | Six Months Ended June 30, x2",
            "2023 | 2022 | 2023 | 2022",
            "(Unaudited) x4",
        ],
        FOUR,
    ),
    "unaudited in each": Layout(
        [
            "Three Months Ended June 30, x2 | Six Months Ended June 30, x2",
            "2023 | 2022 | 2023 | 2022",
            "(Unaudited) | (Unaudited) | (Unaudited) | (Unaudited)",
        ],
        FOUR,
    ),
    "dates in full": Layout(
        [
            "Three Months Ended x2 | Six Months Ended x2",
            "June 30, 2023 | June 30, 2022 | June 30, 2023 | June 30, 2022",
        ],
        FOUR,
    ),
    "day over year": Layout(
        ["Three Months Ended x2 | Six Months Ended x2", "June 30, x2 | June 30, x2", "2023 | 2022 | 2023 | 2022"], FOUR
    ),
    "length below the day": Layout(
        ["June 30, 2023 x2 | June 30, 2022 x2", "Three Months | Six Months | Three Months | Six Months"],
        (Q23, H23, Q22, H22),
    ),
    "length in every column": Layout(
        ["Three Months Ended | Three Months Ended", "June 30, 2023 | June 30, 2022"], (Q23, Q22)
    ),
    "length in the title": Layout(
        ["2023 | 2022"],
        (Q23, Q22),
        titles=("CONSOLIDATED STATEMENTS OF OPERATIONS", "Three Months Ended June 30, 2023 and 2022", "(in thousands)"),
    ),
    "length over the stub": Layout(["Three Months Ended June 30, || 2023 | 2022"], (Q23, Q22)),
    "quarters called so": Layout(
        ["Quarter Ended June 30, x2 | Six Months Ended June 30, x2", "2023 | 2022 | 2023 | 2022"], FOUR
    ),
    "year to date": Layout(["Quarter Ended June 30, x2 | Year to Date June 30, x2", "2023 | 2022 | 2023 | 2022"], FOUR),
    "digits for words": Layout(
        ["3 Months Ended June 30, x2 | 6 Months Ended June 30, x2", "2023 | 2022 | 2023 | 2022"], FOUR
    ),
    "dates with slashes": Layout(
        ["Three Months Ended x2 | Six Months Ended x2", "6/30/2023 | 6/30/2022 | 6/30/2023 | 6/30/2022"], FOUR
    ),
    "day before month": Layout(
        ["Three Months Ended x2 | Six Months Ended x2", "30 June 2023 | 30 June 2022 | 30 June 2023 | 30 June 2022"],
        FOUR,
    ),
    "month cut short": Layout(
        [
            "Three Months Ended x2 | Six Months Ended x2",
            "Jun. 30, 2023 | Jun. 30, 2022 | Jun. 30, 2023 | Jun. 30, 2022",
        ],
        FOUR,
    ),
    "month and year": Layout(
        ["Three Months Ended x2 | Six Months Ended x2", "June 2023 | June 2022 | June 2023 | June 2022"], FOUR
    ),
    "three quarters in a row": Layout(
        ["Three Months Ended x3", "June 30, 2023 | March 31, 2023 | June 30, 2022"], (Q23, "2023-01-01/2023-03-31", Q22)
    ),
    "notes column": Layout(
        ["Notes | Three Months Ended June 30, x2", " | 2023 | 2022"], (None, Q23, Q22), others=("notes",)
    ),
    "percent change": Layout(
        ["Three Months Ended June 30, x2 | ", "2023 | 2022 | % Change"], (Q23, Q22, None), others=("", "", "percent")
    ),
    "change in figures": Layout(
        ["Three Months Ended June 30, x2 | ", "2023 | 2022 | Change"], (Q23, Q22, None), others=("", "", "change")
    ),
    "increase or decrease, two columns": Layout(
        ["Three Months Ended June 30, x2 | Increase (Decrease) x2", "2023 | 2022 | Amount | Percent"],
        (Q23, Q22, None, None),
        others=("", "", "change", "percent"),
    ),
    "percent of sales": Layout(
        ["Three Months Ended June 30, x4", "2023 | % of Sales | 2022 | % of Sales"],
        (Q23, None, Q22, None),
        others=("", "percent", "", "percent"),
    ),
    "pro forma": Layout(
        [
            "Three Months Ended June 30, 2023 | Three Months Ended June 30, 2022"
            " | Pro Forma Three Months Ended June 30, 2023"
        ],
        (Q23, Q22, None),
    ),
    "years": Layout(["Years Ended December 31, x3", "2023 | 2022 | 2021"], (Y23, Y22, Y21)),
    "years, singular": Layout(["For the Year Ended December 31, x3", "2023 | 2022 | 2021"], (Y23, Y22, Y21)),
    "fiscal years in words": Layout(
        ["Fiscal 2023 | Fiscal 2022"],
        (Y23, Y22),
        titles=(
            "CONSOLIDATED STATEMENTS OF OPERATIONS",
            "Fiscal years ended December 31, 2023 and 2022",
            "(in thousands)",
        ),
    ),
    "thirteen weeks": Layout(
        [
            "Thirteen Weeks Ended x2 | Twenty-Six Weeks Ended x2",
            "July 1, 2023 | July 2, 2022 | July 1, 2023 | July 2, 2022",
        ],
        ("2023-04-02/2023-07-01", "2022-04-03/2022-07-02", "2023-01-01/2023-07-01", "2022-01-02/2022-07-02"),
    ),
    "weeks in digits": Layout(
        ["13 Weeks Ended x2 | 26 Weeks Ended x2", "July 1, 2023 | July 2, 2022 | July 1, 2023 | July 2, 2022"],
        ("2023-04-02/2023-07-01", "2022-04-03/2022-07-02", "2023-01-01/2023-07-01", "2022-01-02/2022-07-02"),
    ),
    "thirteen weeks in the title, a year of 53 between": Layout(
        ["May 4, 2024 | April 29, 2023"],
        ("2024-02-04/2024-05-04", "2023-01-29/2023-04-29"),
        titles=("CONSOLIDATED STATEMENTS OF OPERATIONS", "Thirteen Weeks Ended", "(in thousands)"),
    ),
    "fourteen weeks beside thirteen": Layout(
        ["14 Weeks Ended | 13 Weeks Ended", "February 3, 2024 | January 28, 2023"],
        ("2023-10-29/2024-02-03", "2022-10-30/2023-01-28"),
    ),
    "fifty-three weeks": Layout(
        ["53 Weeks Ended | 52 Weeks Ended", "February 3, 2024 | January 28, 2023"],
        ("2023-01-29/2024-02-03", "2022-01-30/2023-01-28"),
    ),
    "transition period": Layout(
        ["Four Months Ended | Year Ended", "December 31, 2023 | August 31, 2023"],
        ("2023-09-01/2023-12-31", "2022-09-01/2023-08-31"),
    ),
    "since inception": Layout(
        [
            "Six Months Ended June 30, 2023 | Six Months Ended June 30, 2022"
            " | Period from March 3, 2021 (Inception) to June 30, 2023"
        ],
        (H23, H22, "2021-03-03/2023-06-30"),
    ),
    "from and to": Layout(
        [
            "For the Six Months Ended June 30, 2023"
            " | For the Period from February 9, 2022 (Inception) through June 30, 2022"
        ],
        (H23, "2022-02-09/2022-06-30"),
    ),
    "first column marked restated": Layout(["Three Months Ended June 30, x2", "2023 | 2022 (As Restated)"], (Q23, Q22)),
    "effects of adoption": Layout(
        ["Three Months Ended June 30, 2022 x3", "As Previously | Effects of | As", "Reported | Adoption | Restated"],
        (None, None, "2022-04-01/2022-06-30"),
    ),
    "as previously reported": Layout(
        ["Three Months Ended June 30, 2022 x2", "As Previously Reported | As Restated"], (None, Q22)
    ),
    "headings cut to pieces": Layout(
        [
            "Three Months | Six Months | Three Months | Six Months",
            "Ended | Ended | Ended | Ended",
            "June 30, | June 30, | June 30, | June 30,",
            "2023 | 2023 | 2022 | 2022",
        ],
        (Q23, H23, Q22, H22),
    ),
    "pieces, month apart from day": Layout(
        ["Three Months Ended | Three Months Ended", "June | June", "30, 2023 | 30, 2022"], (Q23, Q22)
    ),
    "quarters by number": Layout(
        ["Second Quarter x2 | First Half x2", "2023 | 2022 | 2023 | 2022"],
        FOUR,
        titles=(
            "CONSOLIDATED STATEMENTS OF OPERATIONS",
            "For the periods ended June 30, 2023 and 2022",
            "(in thousands)",
        ),
    ),
    "balances": balances(["June 30, 2023 | December 31, 2022"], (JUNE, DECEMBER)),
    "balances, oldest first": balances(["December 31, 2022 | June 30, 2023"], (DECEMBER, JUNE)),
    "balances, day over year": balances(["June 30, | December 31,", "2023 | 2022"], (JUNE, DECEMBER)),
    "balances, as of": balances(["As of x2", "June 30, 2023 | December 31, 2022"], (JUNE, DECEMBER)),
    "balances, at": balances(["At June 30, 2023 | At December 31, 2022"], (JUNE, DECEMBER)),
    "balances, one unaudited": balances(["June 30, 2023 | December 31, 2022", "(Unaudited) | "], (JUNE, DECEMBER)),
    "balances, unaudited and audited": balances(
        ["June 30, 2023 | December 31, 2022", "(Unaudited) | (Audited)"], (JUNE, DECEMBER)
    ),
    "balances, years under a common day": balances(["December 31, x2", "2023 | 2022"], ("2023-12-31", DECEMBER)),
    "balances, years, day in the title": balances(
        ["2023 | 2022"], ("2023-12-31", DECEMBER), "December 31, 2023 and 2022"
    ),
    "balances, days in the title": balances(["2023 | 2022"], (JUNE, DECEMBER), "June 30, 2023 and December 31, 2022"),
    "balances, day over the stub": balances(["December 31, || 2023 | 2022"], ("2023-12-31", DECEMBER)),
    "balances, days of the standard": balances(["2023-06-30 | 2022-12-31"], (JUNE, DECEMBER)),
    "balances, three": balances(["June 30, 2023 | December 31, 2022 | June 30, 2022"], (JUNE, DECEMBER, "2022-06-30")),
    "balances, pro forma": balances(
        [" |  | Pro Forma", "June 30, 2023 | December 31, 2022 | June 30, 2023"], (JUNE, DECEMBER, None)
    ),
    "balances, change": balances(
        ["June 30, 2023 | December 31, 2022 | $ Change | % Change"],
        (JUNE, DECEMBER, None, None),
        others=("", "", "change", "percent"),
    ),
    "balances, notes": balances(
        ["Note | June 30, 2023 | December 31, 2022"], (None, JUNE, DECEMBER), others=("notes",)
    ),
    "balances of weeks": balances(["July 1, 2023 | December 31, 2022"], ("2023-07-01", DECEMBER)),
    "balances, days cut to pieces": balances(["June | December", "30, 2023 | 31, 2022"], (JUNE, DECEMBER)),
    "balances, day between": balances(["June | December", "30, | 31,", "2023 | 2022"], (JUNE, DECEMBER)),
}
TEXT_CANNOT = {
    "spacer columns",
    "signs in their own cells",
    "footnote marks",
    "pro forma",
    "since inception",
    "from and to",
}


def expected(layout: Layout) -> set[tuple[str, str, Decimal]]:
    return {
        (label, period, Decimal(values[column] * 1000))
        for label, values in layout.rows
        for column, period in enumerate(layout.periods)
        if period
    }


def facts(statements: tuple[Statement, ...]) -> set[tuple[str, str, Decimal | None]]:
    return {
        (statement.rows[fact.row].label, str(fact.period), fact.value)
        for statement in statements
        if statement.kind.is_primary
        for fact in statement.facts
        if not statement.columns[fact.column].component
    }


def check(source: str, name: str, layout: Layout) -> None:
    statements, diagnostics = parse_statements(parse_document(source.encode(), name))
    found = facts(statements)
    assert found <= expected(layout), "a figure is misread"
    assert found == expected(layout), "a figure is left out"
    assert None not in layout.periods or diagnostics, "a column is left in silence"


@pytest.mark.parametrize("name", LAYOUTS)
def test_html(name: str) -> None:
    check(as_html(LAYOUTS[name]), "statement.htm", LAYOUTS[name])


@pytest.mark.parametrize("name", sorted(LAYOUTS.keys() - TEXT_CANNOT))
def test_text(name: str) -> None:
    check(as_text(LAYOUTS[name]), "statement.txt", LAYOUTS[name])


def with_one_heading_lost(layout: Layout) -> Iterator[Layout]:
    """The layout with each of its headings left blank in turn."""
    for r, head in enumerate(layout.heads):
        stub, over = cells(head)
        for k, (text, _) in enumerate(over):
            kept = [
                ("" if i == k else words) + (f" x{span}" if span > 1 else "") for i, (words, span) in enumerate(over)
            ]
            if text:
                blank = (f"{stub} || " if stub else "") + " | ".join(kept)
                yield replace(layout, heads=[*layout.heads[:r], blank, *layout.heads[r + 1 :]])


@pytest.mark.parametrize("name", LAYOUTS)
def test_one_heading_lost_never_yields_other_facts(name: str) -> None:
    """What is still read must be right, and what is not must be told."""
    for layout in with_one_heading_lost(LAYOUTS[name]):
        for source, file in ((as_html(layout), "statement.htm"), (as_text(layout), "statement.txt")):
            if (name, file) != ("transition period", "statement.txt"):  # there "Four Months Ended" is as if a title
                statements, diagnostics = parse_statements(parse_document(source.encode(), file))
                found = facts(statements)
                assert found <= expected(layout), layout.heads
                assert found == expected(layout) or diagnostics, layout.heads


def test_columns_of_parts_beside_their_whole_are_components() -> None:
    layout = balances(["December 31, 2022 x3", "Tools | Finance | Consolidated"], (DECEMBER, DECEMBER, DECEMBER))
    for source, name in ((as_html(layout), "statement.htm"), (as_text(layout), "statement.txt")):
        ((statement,), _) = parse_statements(parse_document(source.encode(), name))
        assert [column.component for column in statement.columns] == ["Tools", "Finance", ""]


def in_rows(heads: Sequence[str], row: Callable[[int, str, list[str]], str]) -> str:
    """The usual statement in HTML with every row as `row` marks it up, given its number, label and figures."""
    body = "".join(
        f"<tr>{row(number, label, [figure(value) for value in values[:4]])}</tr>"
        for number, (label, values) in enumerate(ROWS)
    )
    return (
        "<html><body><p><b>CONSOLIDATED STATEMENTS OF OPERATIONS</b></p><p>(in thousands)</p>"
        f"<table>{''.join(f'<tr>{head}</tr>' for head in heads)}{body}</table></body></html>"
    )


OVER = "<td colspan=2>Three Months Ended June 30,</td><td colspan=2>Six Months Ended June 30,</td>"
UNDER = "<td>2023</td><td>2022</td><td>2023</td><td>2022</td>"
TRIPLED = [f"<td></td>{OVER.replace('=2', '=6')}", f"<td></td>{UNDER.replace('<td', '<td colspan=3')}"]


def tds(texts: Sequence[str]) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def apart(text: str) -> str:
    return (
        f"<td>$(</td><td>{text[1:-1]}</td><td>)</td>" if text.startswith("(") else f"<td>$</td><td>{text}</td><td></td>"
    )


ROWS_IN_HTML: dict[str, str] = {
    "parentheses in cells of their own": in_rows(
        TRIPLED, lambda _, label, texts: f"<td>{label}</td>{''.join(map(apart, texts))}"
    ),
    "lines counted": in_rows(
        [f"<td></td><td></td>{OVER}", f"<td></td><td></td>{UNDER}"],
        lambda number, label, texts: f"<td>{number + 1}</td><td>{label}</td>{tds(texts)}",
    ),
    "references to notes": in_rows(
        [f"<td></td><td>Notes</td>{OVER}", f"<td></td><td></td>{UNDER}"],
        lambda number, label, texts: (
            f"<td>{label}</td><td>{('2(b)', '3, 4', 'Note 5', '')[number % 4]}</td>{tds(texts)}"
        ),
    ),
    "lengths over the first of their columns": in_rows(
        [
            "<td></td><td>Three Months Ended June 30,</td><td></td><td>Six Months Ended June 30,</td>",
            f"<td></td>{UNDER}",
        ],
        lambda _, label, texts: f"<td>{label}</td>{tds(texts)}",
    ),
    "title in the table": in_rows(
        [
            "<td colspan=5>CONSOLIDATED STATEMENTS OF OPERATIONS<br>(Unaudited, in thousands)</td>",
            f"<td></td>{OVER}",
            f"<td></td>{UNDER}",
        ],
        lambda _, label, texts: f"<td>{label}</td>{tds(texts)}",
    ),
    "spaces and breaks in headings": in_rows(
        [f"<td></td>{OVER.replace(' Ended ', '<br>Ended<br>').replace('June ', 'June&nbsp;')}", f"<td></td>{UNDER}"],
        lambda _, label, texts: f"<td>{label}</td>{tds(texts)}",
    ),
    "labels set in by a column": in_rows(
        [f"<td></td><td></td>{OVER}", f"<td></td><td></td>{UNDER}"],
        lambda number, label, texts: (
            (f"<td colspan=2>{label}</td>" if number % 2 else f"<td></td><td>{label}</td>") + tds(texts)
        ),
    ),
}


@pytest.mark.parametrize("name", ROWS_IN_HTML)
def test_rows_in_html(name: str) -> None:
    statements, _ = parse_statements(parse_document(ROWS_IN_HTML[name].encode(), "statement.htm"))
    assert facts(statements) == expected(LAYOUTS["usual"])
