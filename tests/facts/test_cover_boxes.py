"""Check boxes of cover pages: whose words they stand beside, and when a page tells nothing."""

from __future__ import annotations

import pytest

from generator.facts.cover_boxes import read_boxes

SEASONED = "Indicate by check mark if the registrant is a well-known seasoned issuer, as defined in Rule 405."
CURRENT = (
    "Indicate by check mark whether the registrant (1) has filed all reports required to be filed by Section 13, and "
    "(2) has been subject to such filing requirements for the past 90 days."
)
FILER = (
    "Indicate by check mark whether the registrant is a large accelerated filer, an accelerated filer, a "
    "non-accelerated filer, a smaller reporting company or an emerging growth company. See the definitions of “large "
    "accelerated filer,” “accelerated filer” and “smaller reporting company” in Rule 12b-2 of the Exchange Act."
)
EXTENDED = (
    "If an emerging growth company, indicate by check mark if the registrant has elected not to use the extended "
    "transition period for complying with any new standards."
)


def answers(text: str) -> dict[str, str]:
    return {answer.item.value: answer.value for answer in read_boxes(text)}


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Yes ☒ No ☐", "Yes"),
        ("Yes ☐ No ☒", "No"),
        ("☐ Yes ☑ No", "No"),
        ("YES [X] NO [ ]", "Yes"),
        ("Yes ( ) No (x)", "No"),
        ("Yes  þ  No  o", "Yes"),
        ("Yes ¨ No ý", "No"),
        ("Yes x No ¨", "Yes"),
        ("Yes _X_ No ___", "Yes"),
        ("Yes ___ No _ü_", "No"),
        ("Yes ___☐No _ü_☑", "No"),
        ("Yes___☐ No ü", "No"),
        ("Yes R No £", "Yes"),
        ("Yes \uf0fe No \uf0a8", "Yes"),
        ("Yes\tNo\n☒\t☐", "Yes"),
        ("X Yes No", "Yes"),
        ("Yes No X", "No"),
        ("☒", "Yes"),
    ],
)
def test_answers_of_yes_and_no(printed: str, value: str) -> None:
    assert answers(f"{SEASONED} {printed}\n") == {"well-known-seasoned-issuer": value}


@pytest.mark.parametrize("printed", ["", "Yes No", "Yes ☒ No ☒", "Yes ☐ No ☐", "Yes ☐ No", "Yes X No", "Yes R No T"])
def test_what_a_page_leaves_open_is_no_answer(printed: str) -> None:
    assert answers(f"{SEASONED} {printed}\n{CURRENT} {printed}\n") == {}


def test_a_mark_between_the_words_is_read_as_the_rest_of_the_page() -> None:
    before = answers(f"{SEASONED} X Yes No\n{CURRENT} Yes X No\n")
    after = answers(f"{SEASONED} Yes No X\n{CURRENT} Yes X No\n")
    assert before == {"well-known-seasoned-issuer": "Yes", "current-reporting": "No"}
    assert after == {"well-known-seasoned-issuer": "No", "current-reporting": "Yes"}


@pytest.mark.parametrize(
    "printed",
    [
        "Large accelerated filer ☐ Accelerated filer ☐ Non-accelerated filer ☒ Smaller reporting company ☒ "
        "Emerging growth company ☐",
        "☐ Large accelerated filer ☐ Accelerated filer ☒ Non-accelerated filer (Do not check if a smaller reporting "
        "company) ☒ Smaller reporting company ☐ Emerging growth company",
        "Large accelerated filer\t☐\tAccelerated filer\t☐\nNon–accelerated filer\t☒\tSmaller reporting company\t☒\n"
        "Emerging growth company\t☐",
        "Large accelerated filer\tAccelerated filer\n☐\t☐\nNon-accelerated filer\tSmaller reporting company\n☒\t☒\n"
        "Emerging growth company\n☐",
    ],
)
def test_the_status_of_a_filer(printed: str) -> None:
    assert answers(f"{FILER}\n{printed}\n{EXTENDED} ☐\n") == {
        "filer-category": "Non-accelerated Filer",
        "small-business": "true",
        "emerging-growth-company": "false",
        "ex-transition-period": "false",
    }


def test_a_status_whose_boxes_do_not_come_out_even_is_open() -> None:
    assert answers(f"{FILER}\nLarge accelerated filer ☒ Accelerated filer Non-accelerated filer ☐\n") == {}
    two = "Large accelerated filer ☒ Accelerated filer ☒ Non-accelerated filer ☐ Smaller reporting company ☐"
    assert answers(f"{FILER}\n{two}\n") == {"small-business": "false"}


def test_the_status_of_several_registrants_is_open() -> None:
    one = "Large accelerated filer ☒ Accelerated filer ☐ Non-accelerated filer ☐ Smaller reporting company ☐ "
    assert answers(f"{FILER}\nLantern Works: {one}\nLantern Power: {one}\n") == {}


def test_the_boxes_of_a_current_report() -> None:
    asked = "Check the appropriate box below if the Form 8-K filing is intended to simultaneously satisfy the filing:"
    rules = (
        ("Written communications pursuant to Rule 425", "☐"),
        ("Soliciting material pursuant to Rule 14a-12", "☒"),
        ("Pre-commencement communications pursuant to Rule 14d-2(b)", "☐"),
        ("Pre-commencement communications pursuant to Rule 13e-4(c)", "☐"),
    )
    expected = {
        "written-communications": "false",
        "soliciting-material": "true",
        "pre-commencement-tender-offer": "false",
        "pre-commencement-issuer-tender-offer": "false",
    }
    assert answers(asked + "".join(f"\n{box}\t{rule}" for rule, box in rules)) == expected
    assert answers(asked + "".join(f"\n{rule} {box}" for rule, box in rules)) == expected
    assert answers(asked + "".join(f"\n{rule}" for rule, _ in rules)) == {}
    grown = "Indicate by check mark whether the registrant is an emerging growth company as defined in Rule 405."
    assert answers(f"{grown} Emerging growth company ☒\n") == {"emerging-growth-company": "true"}
    assert answers(f"{grown} Yes ☐ No ☒\n") == {"emerging-growth-company": "false"}


def test_which_report_it_is() -> None:
    page = "(Mark One)\n{}\tANNUAL REPORT PURSUANT TO SECTION 13\nOR\n{}\tTRANSITION REPORT PURSUANT TO SECTION 13\n"
    blank = "For the transition period from ____ to ____\n"
    assert answers(page.format("[X]", "[ ]") + blank) == {"annual-report": "true", "transition-report": "false"}
    assert answers(page.format("o", "x") + blank) == {"annual-report": "false", "transition-report": "true"}
    assert answers(page.format("", "") + blank) == {}


def test_flags_of_an_annual_report() -> None:
    page = (
        "Indicate by check mark whether the registrant has filed a report on and attestation to its management’s "
        "assessment of internal control by the firm that prepared its audit report. ☑\n"
        "If securities are registered pursuant to Section 12(b) of the Act, indicate by check mark whether the "
        "financial statements reflect the correction of an error to previously issued financial statements. ☐\n"
        "Indicate by check mark whether any of those error corrections are restatements that required a recovery "
        "analysis. ☐\nIndicate by check mark whether the registrant is a shell company (as defined in Rule 12b-2). "
        "Yes ☐ No ☒\nThe aggregate market value of the shares was $1,234,567. No ☐\n"
    )
    assert answers(page) == {"auditor-attestation": "true", "error-correction": "false", "shell-company": "false"}
