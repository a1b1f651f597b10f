from generator.diagnostics import SourceSpan
from generator.documents import Cell
from generator.documents.model import TableRow
from generator.facts.columns import Line
from generator.facts.numbers import read_number
from generator.facts.rows import LogicalRow, join_lines, stack_sections

SPAN = SourceSpan(1)


def line(label: str, shown: str = "", indent: float = 0) -> Line:
    number = read_number(shown)
    cell = Cell(shown, 60, 70, SPAN)
    return Line(TableRow((cell,), SPAN), label, indent, {0: (cell, number)} if number else {})


def rows(*lines: Line) -> list[LogicalRow]:
    joined = join_lines(lines)
    stack_sections(joined)
    return joined


def test_wrapped_labels_are_joined_before_and_after_their_figures() -> None:
    found = rows(
        line("Loss on the disposal of idle"), line("equipment", "12", 2),
        line("Equity in the results of", "5"), line("affiliates", "", 2),
        line("Basic and diluted loss per common"), line("share", "(0.15)", 2),
        line("Translation, net of tax of $2 in fiscal 2023 and $3 in fiscal"), line("2022, respectively", "9", 2),
    )  # fmt: skip
    assert [row.label for row in found] == [
        "Loss on the disposal of idle equipment", "Equity in the results of affiliates",
        "Basic and diluted loss per common share",
        "Translation, net of tax of $2 in fiscal 2023 and $3 in fiscal 2022, respectively",
    ]  # fmt: skip


def test_headings_hold_their_rows_until_the_total_that_names_them() -> None:
    found = rows(
        line("Current assets:"), line("Cash", "1", 2), line("Total current assets", "1", 4),
        line("Goodwill", "7"),
        line("Other income (expense):"), line("Interest", "2"), line("Other income (expense), net", "2"),
        line("Net income", "3"),
    )  # fmt: skip
    sections = {row.label: row.section for row in found if not row.is_heading}
    assert sections["Cash"] == ("Current assets:",)
    assert sections["Total current assets"] == ("Current assets:",)
    assert sections["Goodwill"] == ()
    assert sections["Interest"] == ("Other income (expense):",)
    assert sections["Net income"] == ()


def test_a_total_or_net_of_a_part_does_not_end_the_whole() -> None:
    found = rows(
        line("ASSETS"), line("Cash", "1"), line("Total current assets", "1"), line("Property and equipment:", "", 2),
        line("Land", "5", 4), line("Property and equipment, net", "5", 2), line("Intangible assets, net", "2"),
        line("Goodwill", "7"), line("Total assets", "15"), line("Accounts payable", "3"),
    )  # fmt: skip
    sections = {row.label: row.section for row in found}
    assert sections["Land"] == ("ASSETS", "Property and equipment:")
    assert sections["Intangible assets, net"] == sections["Goodwill"] == sections["Total assets"] == ("ASSETS",)
    assert sections["Accounts payable"] == ()


def test_a_figure_without_a_label_is_the_total_of_its_heading() -> None:
    found = rows(line("Expenses:"), line("Rent", "1"), line("Wages", "2"), line("", "3"))
    assert found[-1].label == "Total expenses"
    assert found[-1].is_total


def test_a_line_of_commitments_heads_no_section() -> None:
    found = rows(line("Commitments and contingencies"), line("Stockholders' equity:"), line("Retained earnings", "5"))
    assert found[-1].section == ("Stockholders' equity:",)


def test_wrapped_lines_that_start_with_a_figure_go_on_from_what_awaits_one() -> None:
    found = rows(
        line("Tax effect of $(3), $11 and"), line("$7", "88", 2),
        line("Shares issued at June"), line("30, 2023 and 405 at December 31, 2022", "4", 2),
        line("Receivables, less allowance: 2023--$47;"), line("2022--$44", "11", 2),
        line("Preferred stock -- authorized: 10 shares; outstanding:"), line("none", "-", 2),
        line("Shares issued: 2023 - 2,200,100"), line("2022 - 2,100,300"),
        line("Retained earnings", "7"),
    )  # fmt: skip
    assert [row.label for row in found] == [
        "Tax effect of $(3), $11 and $7",
        "Shares issued at June 30, 2023 and 405 at December 31, 2022",
        "Receivables, less allowance: 2023--$47; 2022--$44",
        "Preferred stock -- authorized: 10 shares; outstanding: none",
        "Shares issued: 2023 - 2,200,100 2022 - 2,100,300",
        "Retained earnings",
    ]
    assert found[-1].section == ()
