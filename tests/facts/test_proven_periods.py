"""Columns whose heading is lost: other statements of the document prove their period, or nothing is reported."""

from __future__ import annotations

from decimal import Decimal

from generator.diagnostics import Diagnostic
from generator.documents import parse_document
from generator.facts import parse_statements
from generator.facts.model import Statement

INCOME = """
                 CONSOLIDATED STATEMENTS OF INCOME
                          (in thousands)
                                        {first:>12}{second:>12}
Net sales                                      9,900       8,100
Cost of sales                                  5,700       5,000
Gross profit                                   4,200       3,100
Selling and administrative                     3,100       2,640
Income before income taxes                     1,100         460
Income tax expense                               240         148
Net income                                       860         312
"""
CASH_FLOWS = """
                 CONSOLIDATED STATEMENTS OF CASH FLOWS
                          (in thousands)
                                        Years Ended December 31,
                                                2008        2007
Net income                                       860         312
Depreciation                                     310         290
Net cash provided by operating activities      1,170         602
Net cash used in investing activities           (440)       (500)
Net increase in cash                             730         102
Cash at beginning of year                      2,480       2,378
Cash at end of year                            3,210       2,480
"""
BALANCES = """
                    CONSOLIDATED BALANCE SHEETS
                          (in thousands)
                                                        December 31,
                                                                2007
Cash                                           3,210       2,480
Inventories                                    1,450       1,520
Total assets                                   4,660       4,000
Accounts payable                               1,200         908
Total liabilities                              1,200         908
Retained earnings                              3,460       3,092
Total stockholders' equity                     3,460       3,092
Total liabilities and equity                   4,660       4,000
"""


def read(*tables: str) -> tuple[tuple[Statement, ...], list[Diagnostic]]:
    source = "HARBOR TOOLS, INC.\n" + "\n<PAGE>\n".join(tables)
    statements, diagnostics = parse_statements(parse_document(source.encode(), "report.txt"))
    return statements, [one for one in diagnostics if one.code == "parse.period-proved"]


def periods(statements: tuple[Statement, ...], label: str) -> dict[str, Decimal | None]:
    return {
        str(fact.period): fact.value
        for statement in statements
        for fact in statement.facts
        if statement.rows[fact.row].label == label
    }


def test_net_income_of_the_cash_flows_dates_a_column_without_heading_and_its_cash_a_balance() -> None:
    statements, told = read(INCOME.format(first="", second="2007"), CASH_FLOWS, BALANCES)
    assert periods(statements, "Net sales") == {
        "2008-01-01/2008-12-31": Decimal(9_900_000), "2007-01-01/2007-12-31": Decimal(8_100_000),
    }  # fmt: skip
    assert periods(statements, "Total assets") == {
        "2008-12-31": Decimal(4_660_000), "2007-12-31": Decimal(4_000_000),
    }  # fmt: skip
    assert len(told) >= 2


def test_nothing_is_proved_against_the_heading_or_without_the_figures() -> None:
    statements, _ = read(INCOME.format(first="2011", second="2010"), CASH_FLOWS)
    assert not {"2008-01-01/2008-12-31", "2007-01-01/2007-12-31"} & periods(statements, "Net sales").keys()
    other = CASH_FLOWS.replace("860", "861")
    statements, _ = read(INCOME.format(first="", second="2007"), other)
    assert periods(statements, "Net sales").keys() == {"2007-01-01/2007-12-31"}
