"""Narrative facts: what sentences report, for which period, and what they do not report."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.documents import read_document
from generator.facts.model import ParsedFact, Period
from generator.facts.narrative import narrative_facts, read_narrative
from generator.facts.narrative_reading import AmountKind, NarrativeAmount, read_amounts
from generator.facts.statements import parse_statements
from generator.facts.tie_tables import shown_rows
from generator.facts.tieout import tie_amounts
from tests.facts.widgets import TABLES, release

Q2_2008 = Period(date(2008, 6, 30), date(2008, 4, 1))
Q2_2007 = Period(date(2007, 6, 30), date(2007, 4, 1))
H1_2008 = Period(date(2008, 6, 30), date(2008, 1, 1))
H1_2007 = Period(date(2007, 6, 30), date(2007, 1, 1))
JUNE_2008 = Period(date(2008, 6, 30))
LAST_YEAR_END = Period(date(2007, 12, 31))


def facts(prose: str) -> list[tuple[str, Period]]:
    document = release(prose)
    statements, _ = parse_statements(document)
    return [(f"{fact.value:f}", fact.period) for fact in read_narrative(document, statements)]


def amounts(prose: str) -> list[NarrativeAmount]:
    document = release(prose)
    return list(read_amounts(document, parse_statements(document)[0]))


def test_a_level_is_compared_with_the_year_before() -> None:
    prose = (
        "Net income for the second quarter of 2008 was $0.3 million, or $0.32 per diluted share, compared with net\n"
        "income of $10,000, or $0.01 per diluted share, for the second quarter of 2007."
    )
    assert facts(prose) == [("300000", Q2_2008), ("0.32", Q2_2008), ("10000", Q2_2007), ("0.01", Q2_2007)]


def test_a_change_runs_from_one_level_to_another() -> None:
    prose = "Net sales rose by 28%, or $1.1 million, from $4.0 million in the second quarter of 2007 to $5.1 million in the second quarter of 2008."  # noqa: E501
    percent, change, base, level = amounts(prose)
    assert [a.kind for a in (percent, change, base, level)] == [
        AmountKind.PERCENTAGE_CHANGE,
        AmountKind.CHANGE,
        AmountKind.LEVEL,
        AmountKind.LEVEL,
    ]
    assert (percent.period, percent.base) == (change.period, change.base) == (Q2_2008, Q2_2007)
    assert (base.period, level.period) == (Q2_2007, Q2_2008)
    assert facts(prose) == [("4000000", Q2_2007), ("5100000", Q2_2008)]


def test_the_order_of_to_and_from_does_not_matter() -> None:
    prose = "Research and development expense increased by $0.2 million to $1.2 million in the first six months of 2008 from $1.0 million in the first six months of 2007."  # noqa: E501
    assert facts(prose) == [("1200000", H1_2008), ("1000000", H1_2007)]


def test_a_sentence_without_a_time_speaks_of_the_one_before() -> None:
    prose = "For the six months ended June 30, 2008, net sales were $9.9 million. Gross profit was $4.2 million."
    assert facts(prose) == [("9900000", H1_2008), ("4200000", H1_2008)]


def test_an_enumeration_is_dealt_out() -> None:
    prose = (
        "Net sales were $5.1 million and $9.9 million for the three and six months ended June 30, 2008, respectively."
    )
    assert facts(prose) == [("5100000", Q2_2008), ("9900000", H1_2008)]


def test_a_balance_stands_at_a_date() -> None:
    prose = "As of June 30, 2008, cash and cash equivalents were $3.2 million, compared with $2.5 million at December 31, 2007."  # noqa: E501
    assert facts(prose) == [("3200000", JUNE_2008), ("2500000", LAST_YEAR_END)]


def test_shares_outstanding_are_a_fact_of_their_own() -> None:
    document = release("As of June 30, 2008, Widgets had approximately 59.3 million shares outstanding.")
    (fact,) = read_narrative(document, parse_statements(document)[0])
    assert (fact.value, str(fact.unit), fact.decimals, fact.period) == (59_300_000, "xbrli:shares", -5, JUNE_2008)
    assert fact.phrase == "shares outstanding"
    assert (fact.shown, fact.scale) == ("59.3", 6)


def test_a_fact_takes_the_sign_of_its_row() -> None:
    assert facts("Net cash used in investing activities was $0.1 million in the first six months of 2008.") == [
        ("-100000", H1_2008)
    ]


def test_a_loss_without_a_row_is_negative() -> None:
    assert facts(
        "For the second quarter of 2008, the company recorded a loss on the sale of a plant of $0.7 million."
    ) == [("-700000", Q2_2008)]


@pytest.mark.parametrize(
    "prose",
    [
        "Net sales in the third quarter of 2008 are expected to be $6.0 million.",
        "In the second quarter of 2008, pro forma net income was $0.4 million.",
        "Adjusted EBITDA for the second quarter of 2008 was $0.9 million.",
        "More than 15 million people used widgets in the second quarter of 2008.",
        "In the second quarter of 2008 the market value of our shares exceeded $35 million.",
        "The company must keep a minimum bid price of $1.00 in the second quarter of 2008.",
        "For the second quarter of 2008, Widgets may earn up to $2.0 million.",
        "Outlook\n\nNet sales for the second quarter of 2008 were $5.1 million.",
        "The company paid $4.4 million to a supplier.",
    ],
)
def test_what_is_not_reported_is_no_fact(prose: str) -> None:
    assert facts(prose) == []


def test_a_contradicted_figure_is_no_fact() -> None:
    assert facts("Net sales were $5.2 million in the second quarter of 2008.") == []


def test_what_runs_on_without_end_is_no_sentence() -> None:
    endless = "net sales increased by $1.0 million to $5.1 million in the second quarter of 2008, and " * 100
    assert facts(f"In short, {endless}that was all.") == []


def test_the_span_covers_the_digits_alone() -> None:
    document = release("Net sales for the second quarter of 2008 were $5.1\nmillion, a record.")
    ((fact, restated),) = narrative_facts(
        tie_amounts(parse_statements(document)[0], read_amounts(document, parse_statements(document)[0]))
    )
    assert document.source[fact.span.offset : fact.span.offset + fact.span.length] == "5.1"
    assert restated is not None
    assert restated.value == 5_120_000


def test_the_seed_reports_what_a_reader_found(seed: Path, shared: Path) -> None:
    gold = json.loads((shared / "bench/dev/C/C-epicept-2008q2/gold.json").read_text())
    document = read_document(seed)
    found = {_key(fact) for fact in read_narrative(document, parse_statements(document)[0])}
    forbidden = {
        (item["line"], Decimal(item["amount"])) for item in gold["narrative"] if item["kind"] == "not reportable"
    }
    wanted = {
        (item["line"], Decimal(item["amount"]), _period(item["period"]))
        for item in gold["narrative"]
        if item["kind"] == "monetary" and item["agrees_after_rounding"] is not False
    }
    assert found == wanted
    assert not {key[:2] for key in found} & forbidden


def _key(fact: ParsedFact) -> tuple[int, Decimal | None, Period]:
    return fact.span.line, fact.value, fact.period


def _period(gold: dict[str, str]) -> Period:
    if "instant" in gold:
        return Period(date.fromisoformat(gold["instant"]))
    return Period(date.fromisoformat(gold["end"]), date.fromisoformat(gold["start"]))


def test_figures_printed_bare_are_on_the_scale_of_the_tables_where_these_show_them() -> None:
    prose = (
        "Net income was $330 in the second quarter of 2008 compared with $10 in the second quarter of 2007. The\n"
        "average price was $467 in the second quarter of 2008."
    )
    assert facts(prose) == [("330000", Q2_2008), ("10000", Q2_2007)]


def test_money_is_per_share_where_its_subject_says_so() -> None:
    assert facts("Diluted net income per share was $0.32 in the second quarter of 2008.") == [("0.32", Q2_2008)]
    prose = "Net income for the second quarter of 2008 was $0.3 million with diluted earnings per share of $0.32."
    assert facts(prose) == [("300000", Q2_2008), ("0.32", Q2_2008)]


def test_items_of_a_list_speak_of_the_period_that_introduces_it() -> None:
    prose = (
        "Our results for the second quarter of 2008 were as follows:\n\n"
        "   o  Online sales were $1.3 million.\n\n"
        "   o  Catalog sales were $0.9 million.\n\n"
        "Store sales were $2.9 million."
    )
    assert facts(prose) == [("1300000", Q2_2008), ("900000", Q2_2008)]


def test_a_headline_that_prints_figures_reports_them() -> None:
    prose = (
        "                 SECOND QUARTER NET SALES RISE 28 PERCENT TO $5.1 MILLION\n\n"
        "Widgets Incorporated today reported results for the second quarter of 2008."
    )
    assert facts(prose) == [("5100000", Q2_2008)]


def test_the_time_a_change_is_counted_from_is_not_that_of_the_next_thought() -> None:
    prose = (
        "In the second quarter of 2008, net sales were $5.1 million, up 28% year-over-year, and online sales were\n"
        "$1.3 million, up 9% year-over-year."
    )
    assert facts(prose) == [("5100000", Q2_2008), ("1300000", Q2_2008)]


def test_adjusting_for_what_takes_no_cash_is_as_reported() -> None:
    prose = (
        "Cash from operations in the first six months of 2008 was net income adjusted for certain non-cash items,\n"
        "such as depreciation of $0.3 million."
    )
    (depreciation,) = amounts(prose)
    assert depreciation.unreported == ""


def test_what_explains_a_change_is_not_of_the_period_compared_with() -> None:
    prose = (
        "Research and development expense was $0.7 million in the second quarter of 2008 compared to $0.5 million in\n"
        "the second quarter of 2007, due to $0.1 million of testing costs."
    )
    assert facts(prose) == [("700000", Q2_2008), ("500000", Q2_2007), ("100000", Q2_2008)]


def test_what_explains_the_change_of_a_balance_happened_between_the_two_days() -> None:
    prose = (
        "Cash and cash equivalents were $3.2 million as of June 30, 2008, an increase of $0.7 million from\n"
        "December 31, 2007, mostly due to $0.9 million of net cash provided by operating activities, offset by\n"
        "$0.1 million for purchases of equipment."
    )
    assert facts(prose) == [("3200000", JUNE_2008), ("900000", H1_2008), ("100000", H1_2008)]


def test_what_stands_between_commas_is_not_the_subject() -> None:
    prose = "Interest expense, including amortization of fees, was $40,000 in the second quarter of 2008."
    document = release(prose)
    (fact,) = read_narrative(document, parse_statements(document)[0])
    assert fact.phrase == "Interest expense"


def test_nothing_is_reported_of_a_year_that_goes_on() -> None:
    assert facts("In fiscal 2009 capital spending was $0.3 million.") == []


def test_a_list_takes_its_periods_from_before_what_it_is_compared_with() -> None:
    prose = (
        "During the three and six months ended June 30, 2008, online sales were $1.3 million and $2.4 million,\n"
        "respectively, compared to online sales of $1.1 million for the three months ended June 30, 2007 and\n"
        "$2.0 million for the six months ended June 30, 2007."
    )
    assert facts(prose) == [("1300000", Q2_2008), ("2400000", H1_2008), ("1100000", Q2_2007), ("2000000", H1_2007)]


def test_shares_that_an_amount_per_share_is_based_on() -> None:
    prose = (
        "Net income for the second quarter of 2008 was $0.3 million, or $0.32 per diluted share (based on 1.03\n"
        "million shares), compared to $10,000, or $0.01 per diluted share (based on 1.01 million shares), for the\n"
        "second quarter of 2007."
    )
    found = [("300000", Q2_2008), ("0.32", Q2_2008), ("1030000", Q2_2008)]
    assert facts(prose) == [*found, ("10000", Q2_2007), ("0.01", Q2_2007), ("1010000", Q2_2007)]


def test_a_time_compared_with_is_not_that_of_the_figures() -> None:
    prose = "In the second quarter of 2008, plants ran well. Compared with the second quarter of 2007, online sales rose to $1.3 million."  # noqa: E501
    assert facts(prose) == [("1300000", Q2_2008)]
    assert facts("Costs rose compared with the second quarter of 2007 due to a $0.1 million repair.") == []


def test_a_sentence_that_names_several_times_leaves_the_next_without_one() -> None:
    prose = (
        "Online sales were $1.3 million and $2.4 million for the second quarter and first six months of 2008,\n"
        "respectively, compared to $2.0 million in the first six months of 2007. The increase was due to a sale to\n"
        "one customer of $0.4 million."
    )
    assert facts(prose) == [("1300000", Q2_2008), ("2400000", H1_2008), ("2000000", H1_2007)]


def test_things_joined_without_a_verb_share_the_time_that_closes_them() -> None:
    prose = (
        "The company reported sales of widgets of $1.3 million on deliveries of $1.2 million and returns of\n"
        "$0.1 million in the second quarter of 2008."
    )
    assert [amount.period for amount in amounts(prose)] == [Q2_2008] * 3
    prose = "Widgets had unused credit lines of $0.5 million and guarantees of $0.2 million as of June 30."
    assert facts(prose) == [("500000", JUNE_2008), ("200000", JUNE_2008)]


def test_what_is_paid_to_somebody_is_still_of_the_time_named_after() -> None:
    prose = "The company distributed $0.3 million to its founders in the first six months of 2008."
    document = release(prose)
    (amount,) = read_amounts(document, parse_statements(document)[0])
    assert amount.period == H1_2008


def test_an_amount_that_holds_at_two_dates_is_of_the_first() -> None:
    assert facts("Guarantees were $0.2 million at both June 30, 2008 and 2007.") == [("200000", JUNE_2008)]


def test_what_one_may_do_is_not_done() -> None:
    prose = "As of June 30, 2008, a broker had the authority to repurchase 0.4 million shares."
    assert facts(prose) == []


def test_a_section_may_state_the_scale_of_its_bare_figures() -> None:
    prose = (
        "(Dollars in thousands, unless otherwise noted)\n\n"
        "Guarantees were $130 at June 30, 2008. Repairs were $7 in the second quarter of 2008. The average price of\n"
        "a widget was $467 in the second quarter of 2008, and rents were $3 and $4 per square foot in the second\n"
        "quarter of 2008 and 2007, respectively."
    )
    assert facts(prose) == [("130000", JUNE_2008), ("7000", Q2_2008)]
    assert facts("Guarantees were $130 at June 30, 2008.") == []


def test_a_sentence_takes_its_opening_time_before_that_of_the_sentence_before() -> None:
    prose = (
        "Sales to schools were $1.3 million in the second quarter of 2008. Sales to hotels in the second quarter of\n"
        "2007 were reduced by $0.3 million, partly offset by grants of $0.2 million."
    )
    assert facts(prose) == [("1300000", Q2_2008), ("200000", Q2_2007)]


def test_a_part_may_move_to_the_year_before() -> None:
    prose = (
        "Cash needs were lower in the first six months of 2008, due to the $0.2 million payment to our trustees in\n"
        "the prior year period."
    )
    assert [amount.period for amount in amounts(prose)] == [H1_2007]


def test_what_remains_stands_at_the_end_of_the_time() -> None:
    prose = "In the second quarter of 2008, we bought 0.2 million shares, and 0.4 million shares remain available."
    assert facts(prose) == [("200000", Q2_2008), ("400000", JUNE_2008)]


def test_how_much_better_something_became_is_no_amount_of_its_own() -> None:
    assert facts("Net sales of the second quarter of 2008 include $0.2 million of unfavorable exchange rates.") == []


@pytest.mark.parametrize(
    ("prose", "phrase"),
    [
        (
            "In the second quarter of 2008 and 2007, we earned $0.2 million and $0.1 million, respectively, in fees.",
            "fees",
        ),
        (
            "At June 30, 2008 and December 31, 2007, $0.6 million and $0.4 million of purchase commitments,\n"
            "respectively, were open.",
            "purchase commitments",
        ),
        ("As of June 30, 2008, $0.3 million of the $0.9 million in cash deposits was held abroad.", "cash deposits"),
    ],
)
def test_what_is_named_after_several_figures_is_measured_by_each(prose: str, phrase: str) -> None:
    document = release(prose)
    assert [fact.phrase for fact in read_narrative(document, parse_statements(document)[0])] == [phrase, phrase]


def test_the_same_period_is_the_year_before_only_where_it_is_compared_with() -> None:
    prose = (
        "Deferred costs in the second quarter of 2008 rose by $0.1 million due to additions of $0.3 million, less\n"
        "amortization of $0.2 million in the same period."
    )
    assert [amount.period for amount in amounts(prose)] == [Q2_2008] * 3
    prose = "Guarantees were $0.2 million in the second quarter of 2008 compared to $0.1 million in the same period."
    assert facts(prose) == [("200000", Q2_2008), ("100000", Q2_2007)]


def test_what_happened_at_another_time_is_of_that_time() -> None:
    prose = (
        "In the second quarter of 2008, costs fell due to the absence of $0.2 million in losses on forests that\n"
        "occurred in the second quarter of 2007."
    )
    assert [amount.period for amount in amounts(prose)] == [Q2_2007]


def test_nothing_is_reported_at_a_day_years_off() -> None:
    assert facts("The company has a $0.9 million facility, which now matures March 31, 2012.") == []
    assert facts("The company will hold balances of $0.9 million at March 31, 2012.") == []


def test_a_price_and_cents_stay_as_they_are_printed() -> None:
    prose = (
        "(Dollars in thousands, unless otherwise noted)\n\n"
        "Option expense reduced operating earnings by $40 ($0.04) in the second quarter of 2008."
    )
    assert "40" not in [value for value, _ in facts(prose)]


def test_a_list_may_be_of_the_same_periods_of_the_year_before() -> None:
    prose = (
        "Rents were $0.3 million and $0.2 million for the six and three months ended June 30, 2008, compared with\n"
        "rents of $0.2 million and $0.1 million for the same periods in 2007."
    )
    assert facts(prose) == [("300000", H1_2008), ("200000", Q2_2008), ("200000", H1_2007), ("100000", Q2_2007)]


def test_how_much_better_or_worse_is_a_change() -> None:
    (amount,) = amounts(
        "Rents in the second quarter of 2008 were $0.3 million better than in the second quarter of 2007."
    )
    assert amount.kind is AmountKind.CHANGE


def test_shares_are_bought_when_they_are_paid_for() -> None:
    prose = (
        "The company repurchased 0.1 million shares of stock for $0.4 million in the first six months of 2008 and\n"
        "0.2 million shares for $0.5 million in the first six months of 2007."
    )
    assert facts(prose) == [("100000", H1_2008), ("400000", H1_2008), ("200000", H1_2007), ("500000", H1_2007)]


def test_the_day_of_a_balance_is_not_the_time_of_what_was_part_of_it() -> None:
    prose = (
        "During the first six months of 2008, we recognized $0.2 million of fees that were included in deferred fees\n"
        "as of December 31, 2007."
    )
    assert facts(prose) == [("200000", H1_2008)]


def test_a_sentence_that_opens_at_another_time_is_not_of_the_time_spoken_of() -> None:
    before = "Net sales of the second quarter of 2008 grew well. "
    assert facts(before + "In March 2006, the company paid royalties of $0.4 million.") == []
    assert facts(before + "In May 2008, the company paid royalties of $0.4 million.") == [("400000", Q2_2008)]


def test_a_conjunction_parts_a_figure_from_the_time_before_it() -> None:
    prose = (
        "We had no paper outstanding as of December 31, 2007 and $0.4 million of paper with an average rate of 4.4%\n"
        "as of June 30, 2008."
    )
    assert facts(prose) == [("400000", JUNE_2008)]


def test_figures_that_divide_one_thing_measure_it_both() -> None:
    prose = "As of June 30, 2008, commitments totaled $0.4 million for ships and $0.2 million for trains."
    document = release(prose)
    found = [(fact.phrase, fact.period) for fact in read_narrative(document, parse_statements(document)[0])]
    assert found == [("commitments", JUNE_2008), ("commitments", JUNE_2008)]


def test_a_clause_of_its_own_day_is_not_of_the_time_before() -> None:
    prose = (
        "During the first six months of 2008, we issued 0.2 million shares for $0.4 million, and in July 2008, issued\n"
        "0.1 million shares."
    )
    assert facts(prose) == [("200000", H1_2008), ("400000", H1_2008)]
    assert facts("Subsequent to June 30, 2008, the company received fees of $0.4 million.") == []


def test_several_increases_are_changes_too() -> None:
    (amount,) = amounts("Costs of the second quarter of 2008 reflect increases in rents of $0.3 million.")
    assert amount.kind is AmountKind.CHANGE


def test_what_comes_due_is_not_reported() -> None:
    prose = "In the second quarter of 2008, interest due in the next twelve months was $0.3 million."
    assert facts(prose) == []


@pytest.mark.parametrize(
    "prose",
    [
        "Net sales rose during the six months ended June 30, 2008 due to our $10 million store renewal program.",
        "In the second quarter of 2008 we finished the $3.5 million cost savings plan.",
    ],
)
def test_the_size_of_a_plan_is_no_fact(prose: str) -> None:
    assert not facts(prose)


def test_what_belongs_to_a_plan_is_a_fact() -> None:
    prose = "During the second quarter of 2008, we recorded a $3 million charge for the pension plan."
    assert facts(prose) == [("3000000", Q2_2008)]


@pytest.mark.parametrize(
    "prose",
    [
        "The Board declared a dividend of $0.10 per share, which will be paid August 16, 2008.",
        "The Board declared a dividend of $0.10 per share, payable on or about Friday, August 16, 2008.",
        "A dividend of $0.10 per share is payable August 16, 2008 and was declared June 3, 2008.",
    ],
)
def test_the_days_of_a_dividend_are_not_its_period(prose: str) -> None:
    (dividend,) = amounts(prose)
    assert dividend.period is None


def test_a_like_quarter_is_counted_from_the_document_s_own() -> None:
    prose = "In the prior-year quarter, we recorded charges of $42 thousand for the plant."
    assert facts(prose) == [("42000", Q2_2007)]


def test_drawing_down_is_no_decrease() -> None:
    prose = "During the six months ended June 30, 2008 and 2007, we drew down $515,000 and $200,000, respectively, from these facilities."  # noqa: E501
    assert facts(prose) == [("515000", H1_2008), ("200000", H1_2007)]


def test_payments_and_dividends_may_stand_behind_in() -> None:
    first, second = amounts(
        "We paid $0.5 million and $0.4 million in cash dividends during the six months ended June 30, 2008 and 2007, respectively."  # noqa: E501
    )
    assert (first.subject, first.period) == ("cash dividends", H1_2008)
    assert (second.subject, second.period) == ("cash dividends", H1_2007)
    (payment,) = amounts("Other income for the second quarter of 2008 includes $0.1 million in payments from a tenant.")
    assert payment.subject == "payments from a tenant"


def test_the_time_of_an_explanation_is_neither_compared_with_nor_spoken_of() -> None:
    first, second = amounts(
        "Net sales for the six months ended June 30, 2008 were $9.9 million. "
        "Widget sales increased by $1.0 million due to sales from shops and an award in the first quarter of 2008. "
        "Gadget sales increased by $0.5 million."
    )[1:]
    assert (first.period, first.base) == (H1_2008, None)
    assert (second.period, second.base) == (H1_2008, None)


def test_only_what_would_have_been_is_made_up() -> None:
    made_up, real = amounts(
        "The tax rate would have been 30.1% compared to 33.3% in the second quarter of 2007 without the charge."
    )
    assert made_up.unreported
    assert not real.unreported
    assert real.period == Q2_2007


def test_a_like_year_behind_a_figure_is_not_the_time_that_is_spoken_of() -> None:
    prose = (
        "Our results for the second quarter of 2008 were hurt by:\n\n"
        "   o  A fire at the plant of $0.3 million.\n\n"
        "   o  A loss on disposal of $0.2 million in 2006 that did not recur."
    )
    assert facts(prose) == [("300000", Q2_2008)]


def test_what_is_higher_by_so_much_is_a_change() -> None:
    prose = "Operating income rose in the second quarter of 2008, reflecting lower spending on travel of $0.1 million."
    (amount,) = amounts(prose)
    assert (amount.kind, amount.direction) == (AmountKind.CHANGE, -1)
    assert facts(prose) == []


def test_what_is_paid_is_not_of_the_day_of_a_balance_spoken_of() -> None:
    prose = "Investments stood at $0.9 million at June 30, 2008. We had $0.1 million in dividends received."
    assert facts(prose) == [("900000", JUNE_2008)]


def test_a_bare_figure_is_proved_by_any_table_that_shows_it() -> None:
    document = release(
        "Gadget parts were $934 in the second quarter of 2008.",
        TABLES + "\n                      Parts of Cost\n                      (In thousands)\n<TABLE>\n<CAPTION>\n"
        "                                        Three Months Ended\n"
        "                                              June 30,\n"
        "                                         2008         2007\n"
        "<S>                                   <C>          <C>\n"
        "Gadget parts                          $    934     $    800\n"
        "Widget parts                             1,966        1,680\n"
        "</TABLE>\n",
    )
    statements, _ = parse_statements(document)
    ties = tie_amounts(statements, read_amounts(document, statements), shown_rows(document, statements))
    assert [(fact.value, fact.period) for fact, _ in narrative_facts(ties)] == [(Decimal(934_000), Q2_2008)]
    assert not list(narrative_facts(tie_amounts(statements, read_amounts(document, statements))))
