import pytest

from generator.facts.kinds import classify, is_statement_title
from generator.facts.model import StatementKind

SHEET = ["Cash", "Total current assets", "Total assets", "Accounts payable", "Total liabilities", "Retained earnings"]
FLOWS = ["Net income", "Net cash provided by operating activities", "Net cash used in investing activities"]
INCOME = ["Net sales", "Cost of sales", "Gross profit", "Operating income", "Income taxes", "Net income"]
EARNED = ["General and administrative", "Income before income taxes", "Income tax expense", "Net income"]


@pytest.mark.parametrize(
    ("title", "labels", "kind"),
    [
        ("Consolidated Balance Sheets", SHEET, StatementKind.BALANCE_SHEET),
        ("Statement of Financial Condition", SHEET, StatementKind.BALANCE_SHEET),
        ("Statements of Cash Flows", FLOWS, StatementKind.CASH_FLOWS),
        ("Income Statements", INCOME, StatementKind.OPERATIONS),
        ("CONSOLIDATED OPERATIONS DATA", ["Finance income", *EARNED], StatementKind.OPERATIONS),
        ("Store operations data", ["Stores", "Square feet", *EARNED], StatementKind.UNKNOWN),
        ("Balance Sheets (Parenthetical)", ["Common stock, par value", "Common stock, shares issued"], StatementKind.PARENTHETICAL),  # noqa: E501
        ("Reconciliation of GAAP to Non-GAAP", ["Net income", "Adjusted EBITDA"], StatementKind.NON_GAAP),
        ("Outlook", ["Revenue", "Forecast growth"], StatementKind.GUIDANCE),
        ("Index to consolidated balance sheets", ["Balance sheets", "Statements of income"], StatementKind.UNKNOWN),
    ],
)  # fmt: skip
def test_kind_by_title_and_rows(title: str, labels: list[str], kind: StatementKind) -> None:
    assert classify([title], labels).kind is kind


def test_rows_alone_can_tell_and_a_title_alone_cannot() -> None:
    assert classify([], SHEET).kind is StatementKind.BALANCE_SHEET
    assert classify(["Consolidated Balance Sheets"], ["Page", "Item"]).kind is StatementKind.UNKNOWN


def test_titles_are_not_sentences_about_statements() -> None:
    assert is_statement_title("Harbor Tools, Inc. and Subsidiaries Consolidated Statements of Income")
    assert is_statement_title("SELECTED CONSOLIDATED STATEMENT OF OPERATIONS DATA")
    assert not is_statement_title("The following table presents the components of our statements of income")
    assert not is_statement_title("Notes to Consolidated Statements of Cash Flows")
