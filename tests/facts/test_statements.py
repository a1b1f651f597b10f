"""Whole tables of our own making, read and parsed as a document would be: facts, not layout."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.documents import parse_document, read_document
from generator.facts import parse_statements
from generator.facts.model import Period, Statement, StatementKind

TEXT = """\
                         HARBOR TOOLS, INC.
                CONSOLIDATED STATEMENTS OF OPERATIONS
          (In thousands, except per share data; unaudited)

<TABLE>
<CAPTION>
                                        Three Months Ended           Six Months Ended
                                             June 30,                    June 30,
                                         2004         2003          2004          2003
                                         ----         ----          ----          ----
<S>                                   <C>          <C>           <C>           <C>
Net sales                             $  1,200     $  1,000      $  2,300      $  1,950
Cost of goods sold                         700          610         1,350         1,190
                                      --------     --------      --------      --------
  Gross profit                             500          390           950           760
Operating expenses:
  Selling and administrative               310          290           600           570
  Loss on disposal of idle
    equipment                               --           12            --            12
                                      --------     --------      --------      --------
                                           310          302           600           582
                                      --------     --------      --------      --------
Operating income                           190           88           350           178
Income taxes                                76           35           140            71
                                      --------     --------      --------      --------
Net income                            $    114     $     53      $    210      $    107
                                      ========     ========      ========      ========
Net income per share:
  Basic                               $   0.11     $   0.05      $   0.21      $   0.11
Weighted average shares outstanding      1,010        1,005         1,008         1,002
</TABLE>
"""

HTML = """<html><body>
<p><b>Orchard Lane Stores Corp.</b></p><p><b>CONDENSED CONSOLIDATED BALANCE SHEETS</b></p><p><b>(in millions)</b></p>
<table><tr><td></td><td colspan="3">May 4, 2019</td><td colspan="3">February 2, 2019</td></tr>
<tr><td>Current assets:</td></tr>
<tr><td>Cash</td><td>$</td><td>12.5</td><td></td><td>$</td><td>10.0</td><td></td></tr>
<tr><td>Receivables, net of allowance of $0.3 and $0.2</td><td></td><td>7.5</td><td></td><td></td><td>6.0</td>
<td></td></tr>  # noqa: E501
<tr><td>Total assets</td><td>$</td><td>20.0</td><td></td><td>$</td><td>16.0</td><td></td></tr>
<tr><td>Accounts payable</td><td>$</td><td>8.0</td><td></td><td>$</td><td>7.0</td><td></td></tr>
<tr><td>Total liabilities</td><td></td><td>8.0</td><td></td><td></td><td>7.0</td><td></td></tr>
<tr><td>Common stock, $.01 par value; 50.0 shares authorized</td><td></td><td>2.0</td><td></td><td></td>
<td>2.0</td><td></td></tr>  # noqa: E501
<tr><td>Retained earnings</td><td></td><td>10.0</td><td></td><td></td><td>7.0</td><td></td></tr>
<tr><td>Total liabilities and stockholders' equity</td><td>$</td><td>20.0</td><td></td><td>$</td><td>16.0</td>
<td></td></tr>  # noqa: E501
</table>
<p><b>CONDENSED CONSOLIDATED STATEMENTS OF CASH FLOWS</b></p><p><b>(in millions)</b></p>
<table><tr><td></td><td colspan="6">13 Weeks Ended</td><td></td></tr>
<tr><td></td><td colspan="3">May 4, 2019</td><td colspan="3">May 5, 2018</td><td>% Change</td></tr>
<tr><td>Net cash provided by operating activities</td><td>$</td><td>4.0</td><td></td><td>$</td><td>3.0</td>
<td></td><td>33.3%</td></tr>  # noqa: E501
<tr><td>Net cash used in investing activities</td><td></td><td>(1.0</td><td>)</td><td></td><td>(0.5</td>
<td>)</td><td>100.0%</td></tr>  # noqa: E501
<tr><td>Net cash used in financing activities</td><td></td><td>(0.5</td><td>)</td><td></td><td>(0.5</td>
<td>)</td><td>-</td></tr>  # noqa: E501
<tr><td>Net increase in cash</td><td></td><td>2.5</td><td></td><td></td><td>2.0</td><td></td><td>25.0%</td></tr>
<tr><td>Cash, beginning of period</td><td></td><td>10.0</td><td></td><td></td><td>9.0</td><td></td><td>11.1%</td></tr>
<tr><td>Cash, end of period</td><td>$</td><td>12.5</td><td></td><td>$</td><td>11.0</td><td></td><td>13.6%</td></tr>
</table></body></html>"""

EQUITY = """<html><body><p><b>CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY</b></p><p><b>(in thousands)</b></p>
<table><tr><td></td><td colspan="2">Common Stock</td>
<td>Additional Paid-in Capital</td><td>Retained Earnings</td><td>Total Stockholders' Equity</td></tr>
<tr><td></td><td>Shares</td><td>Amount</td><td></td><td></td><td></td></tr>
<tr><td>Balance at January 1, 2021</td><td>900</td><td>$9</td><td>100</td><td>300</td><td>$409</td></tr>
<tr><td>Net income</td><td>-</td><td>-</td><td>-</td><td>50</td><td>50</td></tr>
<tr><td>Balance at December 31, 2021</td><td>900</td><td>9</td><td>100</td><td>350</td><td>459</td></tr>
<tr><td>Dividends ($0.02 per share)</td><td>-</td><td>-</td><td>-</td><td>(18)</td><td>(18)</td></tr>
<tr><td>Stock issued</td><td>100</td><td>1</td><td>30</td><td>-</td><td>31</td></tr>
<tr><td>Balance at December 31, 2022</td><td>1,000</td><td>$10</td><td>$130</td><td>$332</td><td>$472</td></tr>
</table></body></html>"""


def parse(text: str, name: str) -> tuple[Statement, ...]:
    return parse_statements(parse_document(text.encode(), name))[0]


def value(statement: Statement, label: str, column: int = 0) -> tuple[Decimal | None, str, str]:
    row = next(row for row in statement.rows if row.label.lower().startswith(label.lower()) and not row.is_heading)
    fact = next(f for f in statement.facts if f.row == row.index and f.column == column and not f.phrase)
    return fact.value, str(fact.unit), str(fact.period)


def test_text_operations_with_spanning_heads_wrapped_labels_and_an_unlabelled_total() -> None:
    (statement,) = parse(TEXT, "harbor.txt")
    assert statement.kind is StatementKind.OPERATIONS
    assert statement.scale == 3
    assert [str(column.period) for column in statement.columns] == [
        "2004-04-01/2004-06-30", "2003-04-01/2003-06-30", "2004-01-01/2004-06-30", "2003-01-01/2003-06-30",
    ]  # fmt: skip
    assert value(statement, "Net sales", 3) == (Decimal(1_950_000), "iso4217:USD", "2003-01-01/2003-06-30")
    assert value(statement, "Loss on disposal of idle equipment", 1)[0] == 12_000
    assert value(statement, "Total operating expenses", 2)[0] == 600_000
    assert value(statement, "Basic")[:2] == (Decimal("0.11"), "iso4217:USD/xbrli:shares")
    assert value(statement, "Weighted average")[:2] == (Decimal(1_010_000), "xbrli:shares")
    dash = next(f for f in statement.facts if f.dash)
    assert dash.value == 0
    assert dash.shown == "--"


def test_text_footings_subtract_costs() -> None:
    (statement,) = parse(TEXT, "harbor.txt")
    sums = {statement.rows[f.total].label: [w for _, w in f.items] for f in statement.footings}
    assert sums["Gross profit"] == [1, -1]
    assert sums["Total operating expenses"] == [1, 1]
    assert sums["Operating income"] == [1, -1]
    assert sums["Net income"] == [1, -1]
    assert all(not f.fails for f in statement.footings)


def test_every_number_of_a_statement_is_a_fact() -> None:
    (statement,) = parse(TEXT, "harbor.txt")
    assert len(statement.facts) == 11 * 4


def test_html_balance_sheet_captions_and_flow_statement_of_weeks() -> None:
    sheet, flows = parse(HTML, "orchard.htm")
    assert [str(column.period) for column in sheet.columns] == ["2019-05-04", "2019-02-02"]
    assert value(sheet, "Common stock", 1) == (Decimal(2_000_000), "iso4217:USD", "2019-02-02")
    captions = [(f.phrase, str(f.value), str(f.unit), f.column) for f in sheet.facts if f.phrase]
    assert ("shares authorized", "50000000", "xbrli:shares", 0) in captions
    assert ("par value", "0.01", "iso4217:USD/xbrli:shares", 1) in captions
    assert ("net of allowance of", "200000", "iso4217:USD", 1) in captions
    assert [str(column.period) for column in flows.columns[:2]] == ["2019-02-03/2019-05-04", "2018-02-04/2018-05-05"]
    assert flows.columns[2].role == "change"
    assert {f.column for f in flows.facts} == {0, 1}
    assert value(flows, "Cash, beginning")[2] == "2019-02-02"
    assert value(flows, "Cash, end", 1)[2] == "2018-05-05"
    assert value(flows, "Net cash used in investing")[0] == -1_000_000


def test_equity_columns_are_components_and_rows_carry_the_periods() -> None:
    (statement,) = parse(EQUITY, "equity.htm")
    assert statement.kind is StatementKind.EQUITY
    assert [column.component for column in statement.columns] == [
        "Common Stock", "Common Stock", "Additional Paid-in Capital", "Retained Earnings", "",
    ]  # fmt: skip
    assert value(statement, "Balance at January 1, 2021", 4) == (Decimal(409_000), "iso4217:USD", "2020-12-31")
    assert value(statement, "Net income", 3)[2] == "2021-01-01/2021-12-31"
    assert value(statement, "Stock issued") == (Decimal(100_000), "xbrli:shares", "2022-01-01/2022-12-31")
    dividend = next(f for f in statement.facts if f.phrase)
    assert (dividend.value, str(dividend.unit)) == (Decimal("0.02"), "iso4217:USD/xbrli:shares")
    assert dividend.period == Period(date(2022, 12, 31), date(2022, 1, 1))


def test_a_statement_without_any_period_is_said_not_guessed() -> None:
    table = TEXT.replace("Three Months Ended           Six Months Ended", "").replace("June 30,", "        ")
    for year in ("2004", "2003"):
        table = table.replace(year, "    ")
    statements, diagnostics = parse_statements(parse_document(table.encode(), "undated.txt"))
    assert not [statement for statement in statements if statement.kind.is_primary]
    assert {"parse.no-period", "parse.no-statement"} <= {diagnostic.code for diagnostic in diagnostics}


def test_a_period_end_given_from_outside_dates_a_single_column() -> None:
    text = """
CONSOLIDATED BALANCE SHEETS
(in thousands)
<TABLE>
<S>                                 <C>
Cash                                    10
Receivables                             20
Total assets                            30
Accounts payable                         5
Total liabilities                        5
Retained earnings                       25
Total liabilities and equity            30
</TABLE>
"""
    document = parse_document(text.encode(), "sheet.txt")
    (statement,), _ = parse_statements(document, period_end=date(2001, 9, 30))
    assert {str(f.period) for f in statement.facts} == {"2001-09-30"}


def test_reconciliations_and_notes_are_no_primary_statements() -> None:
    text = """
RECONCILIATION OF NON-GAAP MEASURES
<TABLE>
<CAPTION>
                                   Three Months Ended June 30,
                                        2004        2003
<S>                                 <C>          <C>
Net income                               114          53
Adjusted EBITDA                          200         150
Adjusted net income                      120          60
</TABLE>
"""
    statements = parse(text, "measures.txt")
    assert [statement.kind for statement in statements] == [StatementKind.NON_GAAP]


def test_the_seed_is_read_to_the_last_cell(seed: Path) -> None:
    statements, diagnostics = parse_statements(read_document(seed))
    assert [statement.kind.value for statement in statements] == [
        "balance-sheet", "operations", "cash-flows", "equity",
    ]  # fmt: skip
    assert sum(len(statement.facts) for statement in statements) == 110
    assert not diagnostics


def test_headings_cut_between_month_and_day_are_read_to_their_end() -> None:
    page = """
HARBOR TOOLS, INC.
CONSOLIDATED STATEMENTS OF OPERATIONS
(in thousands)
<TABLE>
<CAPTION>
Three Months Ended
<S>                                     <C>          <C>
                                       2023         2022
                                 April 2 to   April 1 to
                                       June         June
                                         30           30
Net sales                             9,000        8,000
Cost of sales                         5,000        4,500
Income before income taxes            4,000        3,500
Income taxes                          1,000          900
Net income                            3,000        2,600
</TABLE>
"""
    statements, _ = parse_statements(parse_document(page.encode(), "cut.txt"))
    assert [str(column.period) for column in statements[0].columns] == [
        "2023-04-02/2023-06-30", "2022-04-01/2022-06-30",
    ]  # fmt: skip
    assert "30" not in {fact.shown for fact in statements[0].facts}


def components(columns: int) -> Statement:
    """An invented statement of equity, its first `columns` columns."""
    rows = "".join(
        f"<tr><td>{label}</td>{''.join(f'<td>{value}</td>' for value in values[:columns])}</tr>"
        for label, values in (
            ("Balance at March 31, 2023", ("500", "900", "1,400", "60", "1,460")),
            ("Net income", ("-", "300", "300", "5", "305")),
            ("Dividends ($0.25 per share)", ("-", "(100)", "(100)", "-", "(100)")),
            ("Share-based compensation", ("40", "-", "40", "-", "40")),
            ("Balance at June 30, 2023", ("540", "1,100", "1,640", "65", "1,705")),
        )
    )
    heads = ("Common Stock", "Retained Earnings", "Orchard Share of Equity", "Noncontrolling Interests", "Total Equity")
    source = (
        "<html><body><p><b>CONSOLIDATED STATEMENTS OF CHANGES IN EQUITY</b></p><p>(in millions)</p><table><tr><td></td>"
        + "".join(f"<td>{head}</td>" for head in heads[:columns])
        + f"</tr>{rows}</table></body></html>"
    )
    (statement,) = parse_statements(parse_document(source.encode(), "equity.htm"))[0]
    return statement


def test_a_subtotal_of_components_counts_no_shares() -> None:
    assert [column.role for column in components(5).columns] == ["reported"] * 5


def test_a_dividend_per_share_in_a_caption_is_of_no_component() -> None:
    for columns, total in ((5, 4), (4, -1)):
        per_share = [(fact.value, fact.column) for fact in components(columns).facts if fact.unit.per]
        assert per_share == [(Decimal("0.25"), total)]


def test_interests_of_others_below_a_rollforward_by_period_are_balances() -> None:
    source = """<html><body><p><b>CONSOLIDATED STATEMENTS OF EQUITY</b></p><p>(in millions)</p><table>
    <tr><td></td><td colspan="2">Six Months Ended June 30,</td></tr><tr><td></td><td>2023</td><td>2022</td></tr>
    <tr><td>Common Stock</td></tr><tr><td>Balance at beginning and end of period</td><td>8</td><td>8</td></tr>
    <tr><td>Retained Earnings</td></tr><tr><td>Balance at beginning of period</td><td>500</td><td>420</td></tr>
    <tr><td>Net income</td><td>90</td><td>70</td></tr><tr><td>Dividends</td><td>(20)</td><td>(18)</td></tr>
    <tr><td>Balance at end of period</td><td>570</td><td>472</td></tr>
    <tr><td>Orchard's stockholders' equity</td><td>578</td><td>480</td></tr>
    <tr><td>Noncontrolling interests</td><td>12</td><td>11</td></tr>
    <tr><td>Total equity</td><td>590</td><td>491</td></tr></table></body></html>"""
    (statement,) = parse_statements(parse_document(source.encode(), "equity.htm"))[0]
    row = next(row for row in statement.rows if row.label == "Noncontrolling interests")
    assert row.component == ""
    assert [str(f.period) for f in statement.facts if f.row == row.index] == ["2023-06-30", "2022-06-30"]


def test_the_end_of_a_wrapped_label_is_no_title_of_another_statement() -> None:
    source = """HARBOR TOOLS, INC.
                 CONSOLIDATED STATEMENTS OF CASH FLOWS
                          (in thousands)
                                        Years Ended December 31,
                                                2008        2007
Net income                                       860         312
Net cash provided by operating activities      1,170         602
Net increase in cash                             730         102
Cash and restricted cash, beginning of year    2,480       2,378
Cash and restricted cash, end of year          3,210       2,480
Reconciliation of cash and restricted
  cash to the consolidated
  balance sheets
Cash and cash equivalents                      3,110       2,300
Restricted cash                                  100         180
"""
    (statement,), _ = parse_statements(parse_document(source.encode(), "report.txt"))
    restricted = [fact for fact in statement.facts if statement.rows[fact.row].label == "Restricted cash"]
    assert [(str(fact.period), fact.value) for fact in restricted] == [
        ("2008-12-31", Decimal(100_000)), ("2007-12-31", Decimal(180_000)),
    ]  # fmt: skip


def test_a_table_after_a_long_paragraph_does_not_go_on_from_the_statement_before() -> None:
    sales = "<tr><td>Net sales</td><td>410</td><td>390</td></tr>"
    costs = "<tr><td>Cost of goods sold</td><td>300</td><td>280</td></tr>"
    source = f"""<html><body><p><b>CONSOLIDATED STATEMENTS OF EQUITY</b></p><p>(in millions)</p><table>
    <tr><td></td><td colspan="2">Years Ended December 31,</td></tr><tr><td></td><td>2023</td><td>2022</td></tr>
    <tr><td>Retained Earnings</td></tr><tr><td>Balance at beginning of period</td><td>500</td><td>420</td></tr>
    <tr><td>Net income</td><td>90</td><td>70</td></tr><tr><td>Dividends</td><td>(20)</td><td>(18)</td></tr>
    <tr><td>Balance at end of period</td><td>570</td><td>472</td></tr></table>
    <p>{"The business that was sold is told apart from the others in all periods. " * 6}</p><table>
    <tr><td></td><td colspan="2">Years Ended December 31,</td></tr><tr><td></td><td>2023</td><td>2022</td></tr>
    {sales}{costs}</table></body></html>"""
    statements, _ = parse_statements(parse_document(source.encode(), "equity.htm"))
    assert [row.label for s in statements for row in s.rows if row.label == "Net sales"] == []


def test_a_second_period_in_the_table_keeps_the_headings_that_name_its_columns() -> None:
    def rows(period: str, income: str, other: str, total: str) -> str:
        spans = "".join(f"<td colspan=2>{period} Ended June 30,</td>" for _ in range(3))
        return (
            f"<tr><td></td>{spans}</tr><tr><td></td>{'<td>2018</td><td>2017</td>' * 3}</tr>"
            f"<tr><td>Net income</td>{income}</tr><tr><td>Other comprehensive loss</td>{other}</tr>"
            f"<tr><td>Comprehensive income</td>{total}</tr>"
        )

    def tds(*values: int) -> str:
        return "".join(f"<td>{value}</td>" if value >= 0 else f"<td>({-value})</td>" for value in values)

    names = "".join(
        f"<td colspan=2>{name}</td>" for name in ("Orchard Corporation", "Noncontrolling interest", "Total")
    )
    quarter = rows(
        "Quarter", tds(75, 74, 155, 63, 230, 137), tds(-437, -3, -159, -38, -596, -41), tds(-362, 71, -4, 25, -366, 96)
    )
    half = rows(
        "Six Months",
        tds(225, 300, 279, 146, 504, 446),
        tds(215, -28, -192, 158, 23, 130),
        tds(440, 272, 87, 304, 527, 576),
    )
    source = (
        "<html><body><p><b>STATEMENT OF CONSOLIDATED COMPREHENSIVE INCOME</b></p><p>(in millions)</p>"
        f"<table><tr><td></td>{names}</tr>{quarter}{half}</table></body></html>"
    )
    statements, _ = parse_statements(parse_document(source.encode(), "report.htm"))
    total = {
        (str(fact.period), fact.value)
        for statement in statements
        for fact in statement.facts
        if statement.rows[fact.row].label == "Comprehensive income" and not statement.columns[fact.column].component
    }
    assert total == {
        ("2018-04-01/2018-06-30", Decimal(-366_000_000)), ("2017-04-01/2017-06-30", Decimal(96_000_000)),
        ("2018-01-01/2018-06-30", Decimal(527_000_000)), ("2017-01-01/2017-06-30", Decimal(576_000_000)),
    }  # fmt: skip


def test_a_footnote_between_two_parts_of_a_statement_does_not_part_them() -> None:
    def part(year: int) -> str:
        heads = "".join(f"<td>{head}</td>" for head in ("Total", "Retained Earnings", "Common Stock", "Treasury Stock"))
        return f"""<p><b>Six Months Ended June 30, {year}</b></p><table><tr><td></td>{heads}</tr>
        <tr><td>Balance, December 31, {year - 1}</td><td>900</td><td>800</td><td>300</td><td>(200)</td></tr>
        <tr><td>Net earnings</td><td>50</td><td>50</td><td></td><td></td></tr>
        <tr><td>Cash dividends paid</td><td>(20)</td><td>(20)</td><td></td><td></td></tr>
        <tr><td>Repurchase of common stock</td><td>(30)</td><td></td><td></td><td>(30)</td></tr>
        <tr><td>Balance, June 30, {year}</td><td>900</td><td>830</td><td>300</td><td>(230)</td></tr></table>"""

    source = (
        "<html><body><p><b>CONSOLIDATED STATEMENTS OF EQUITY</b></p><p>(in millions)</p>"
        f"{part(2023)}<p>*Includes what was recorded for the part that was sold.</p>{part(2022)}</body></html>"
    )
    statements, _ = parse_statements(parse_document(source.encode(), "report.htm"))
    assert [statement.kind for statement in statements] == [StatementKind.EQUITY, StatementKind.EQUITY]


def test_what_a_caption_says_of_all_columns_is_said_of_those_that_print_an_amount() -> None:
    source = """<html><body><p><b>CONSOLIDATED BALANCE SHEETS</b></p><p>(in millions, except share data)</p><table>
    <tr><td></td><td>December 31, 2024</td><td>December 31, 2023</td></tr>
    <tr><td>Total assets</td><td>1,500</td><td>1,400</td></tr>
    <tr><td>Total liabilities</td><td>900</td><td>905</td></tr>
    <tr><td>Preferred stock, $1.00 par value; 40,000 shares issued</td><td>105</td><td>-</td></tr>
    <tr><td>Common stock, $5.00 par value; 90,000 shares authorized</td><td>495</td><td>495</td></tr>
    <tr><td>Total stockholders' equity</td><td>600</td><td>495</td></tr>
    <tr><td>Total liabilities and stockholders' equity</td><td>1,500</td><td>1,400</td></tr></table></body></html>"""
    (statement,), _ = parse_statements(parse_document(source.encode(), "report.htm"))
    said = [(str(fact.period), fact.shown) for fact in statement.facts if fact.phrase]
    assert said == [
        ("2024-12-31", "$1.00"), ("2024-12-31", "40,000"),
        ("2024-12-31", "$5.00"), ("2023-12-31", "$5.00"), ("2024-12-31", "90,000"), ("2023-12-31", "90,000"),
    ]  # fmt: skip
