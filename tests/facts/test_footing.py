from decimal import Decimal

from generator.documents import parse_document
from generator.facts import parse_statements
from generator.facts.model import Footing, Statement

TABLE = """
CONSOLIDATED BALANCE SHEETS
(in thousands)
<TABLE>
<CAPTION>
                                    June 30,     December 31,
                                      2008           2007
<S>                                 <C>            <C>
Cash                                   {cash}          1,100
Receivables                           2,001          1,900
Inventories                              --             --
                                   --------       --------
  Total current assets                3,202          3,000
Plant                                 4,000          4,100
                                   --------       --------
  Total assets                        7,202          7,100
                                   ========       ========
Total liabilities                     1,202          1,000
Retained earnings                     6,000          6,100
Total liabilities and equity          7,202          7,100
</TABLE>
"""


def parse(cash: str) -> tuple[Statement, dict[str, Footing], set[str]]:
    document = parse_document(TABLE.format(cash=cash).encode(), "sheet.txt")
    (statement,), diagnostics = parse_statements(document)
    footings = {statement.rows[footing.total].label: footing for footing in statement.footings}
    return statement, footings, {diagnostic.code for diagnostic in diagnostics}


def labels(statement: Statement, footing: Footing) -> list[str]:
    return [statement.rows[row].label for row, _ in footing.items]


def test_totals_take_the_place_of_their_items() -> None:
    statement, footings, codes = parse("1,201")
    assert labels(statement, footings["Total current assets"]) == ["Cash", "Receivables", "Inventories"]
    assert labels(statement, footings["Total assets"]) == ["Total current assets", "Plant"]
    assert labels(statement, footings["Total liabilities and equity"]) == ["Total liabilities", "Retained earnings"]
    assert all(footing.holds == (0, 1) and not footing.fails for footing in footings.values())
    assert "parse.footing" not in codes


def test_one_unit_off_is_rounding() -> None:
    _, footings, codes = parse("1,200")
    assert footings["Total current assets"].holds == (0, 1)
    assert "parse.footing" not in codes


def test_a_total_that_fails_in_one_column_is_said() -> None:
    _, footings, codes = parse("1,301")
    footing = footings["Total current assets"]
    assert footing.holds == (1,)
    assert footing.fails == (0,)
    assert footing.differences == (Decimal(-100),)
    assert "parse.footing" in codes
