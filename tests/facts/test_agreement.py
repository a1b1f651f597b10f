from generator.documents import parse_document
from generator.facts import parse_statements
from generator.facts.model import StatementKind

SHEET = """
{title}
CONSOLIDATED BALANCE SHEETS
(in thousands)
<TABLE>
<CAPTION>
                                 June 30, 2008   December 31, 2007
<S>                                 <C>               <C>
Cash                                    {cash}            1,100
Receivables                             2,000             1,900
Total assets                            {total}           3,000
Accounts payable                          500               400
Total liabilities                         500               400
Retained earnings                       2,700             2,600
</TABLE>
"""


def kinds(*sheets: str) -> tuple[list[StatementKind], set[str]]:
    statements, diagnostics = parse_statements(parse_document("\n".join(sheets).encode(), "sheets.txt"))
    return [statement.kind for statement in statements], {diagnostic.code for diagnostic in diagnostics}


def test_the_same_statement_twice_agrees() -> None:
    sheet = SHEET.format(title="HARBOR TOOLS, INC.", cash="1,200", total="3,200")
    assert kinds(sheet, sheet)[0] == [StatementKind.BALANCE_SHEET] * 2


def test_another_entity_s_statement_is_set_aside_and_said() -> None:
    own = SHEET.format(title="HARBOR TOOLS, INC.", cash="1,200", total="3,200")
    other = SHEET.format(title="HARBOR FINANCE CO.", cash="  700", total="2,700")
    found, codes = kinds(own, other)
    assert found == [StatementKind.BALANCE_SHEET, StatementKind.UNKNOWN]
    assert "parse.contradicting-statement" in codes
