"""The verdict page: complete, self-contained, safe."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from lxml import html

from generator.diagnostics import Diagnostic, Severity, SourceSpan
from generator.facts.model import Column, Footing, ParsedFact, Period, Row, Statement, StatementKind, money
from generator.mapping.model import Mapping, Outcome, RunnerUp
from generator.validation.page import groups, render_verdict_page
from generator.validation.verdict import Status, Verdict
from tests.validation import example
from tests.validation.test_verdict import ERROR, INFO, WARNING, verdict

CLOSE = Period(date(2025, 6, 30))


def number(row: int, value: int, span: SourceSpan) -> ParsedFact:
    return ParsedFact(Decimal(value), money(), CLOSE, -3, 3, f"{value // 1000}", span, 0, row, 0)


def statement() -> Statement:
    report = example.report()
    tagged = report.facts[30]
    assert tagged.span is not None
    return Statement(
        index=0,
        kind=StatementKind.BALANCE_SHEET,
        title="Balance Sheets",
        columns=(Column(0, "June 30, 2025", CLOSE),),
        rows=(
            Row(0, "Cash", SourceSpan(1)),
            Row(1, "Other", SourceSpan(2)),
            Row(2, "Total", SourceSpan(3), is_total=True),
        ),
        facts=(
            number(0, 560_000, tagged.span),
            number(1, 340_000, SourceSpan(900, 7)),
            number(2, 950_000, SourceSpan(901)),
        ),
        scale=3,
        currency="USD",
        table=0,
        span=SourceSpan(1),
        footings=(Footing(2, ((0, 1), (1, 1)), (), (0,), (Decimal(50_000),)),),
    )


def page(made: Verdict | None = None, statements: tuple[Statement, ...] = ()) -> html.HtmlElement:
    return html.fromstring(render_verdict_page(made or verdict(), example.report(), statements))


def text(element: html.HtmlElement, path: str) -> str:
    return " ".join(" ".join(e.text_content() for e in element.xpath(path)).split())


def test_every_fact_has_a_row_that_messages_lead_to() -> None:
    made = page(verdict(Status.INVALID, diagnostics=(replace(ERROR, fact_id="f-40", span=SourceSpan(50)),)))
    rows = made.xpath("//tbody[@id='rows']/tr/@id")
    assert rows == [fact.id for fact in example.report().facts]
    assert made.xpath("//section[@id='findings']//a/@href") == ["#f-40"]
    assert "line 50" in text(made, "//section[@id='findings']")
    assets = next(f for f in example.report().facts if f.concept == "us-gaap:Assets")
    assert "1,500,000" in text(made, f"//tr[@id='{assets.id}']")


def test_the_headline_says_the_verdict() -> None:
    for status, word in ((Status.VALID, "Valid"), (Status.INVALID, "Invalid"), (Status.NOT_VALIDATED, "Not validated")):
        assert text(page(verdict(status)), "//h1") == word


def test_what_was_left_is_listed_with_its_place_and_reason() -> None:
    said = Diagnostic("map.unmapped", Severity.WARNING, "Nothing fits the words.", span=SourceSpan(900, 7))
    made = page(verdict(earlier=(said,)), (statement(),))
    left = text(made, "//section[@id='left']")
    assert "2 numbers that no fact reports" in left
    assert "Other" in left and "line 900, column 7" in left and "Nothing fits the words." in left
    assert [" ".join(td.text_content().split()) for td in made.xpath("//section[@id='read']//tbody//td")][-3:] == [
        "3",
        "1",
        "2",
    ]


def test_the_mapping_says_why_a_number_was_left() -> None:
    made = statement()
    mapping = Mapping(made.facts[1], Outcome.UNMAPPED, reason="no concept has this meaning")
    data = render_verdict_page(verdict(), example.report(), (made,), (mapping,))
    assert "no concept has this meaning" in text(html.fromstring(data), "//section[@id='left']")


def test_choices_to_confirm_are_listed_least_sure_first() -> None:
    made = statement()
    sure, unsure, surely_not = made.facts
    others = (RunnerUp("us-gaap:OtherAssetsCurrent", 0.31),)
    mappings = (
        Mapping(sure, Outcome.STANDARD, "us-gaap:Cash", confidence=0.95),
        Mapping(unsure, Outcome.STANDARD, "us-gaap:OtherAssets", confidence=0.62, runners_up=others),
        Mapping(surely_not, Outcome.STANDARD, "us-gaap:AssetsNet", confidence=0.22),
    )
    found = html.fromstring(render_verdict_page(verdict(), example.report(), (made,), mappings))
    rows = [" ".join(row.text_content().split()) for row in found.xpath("//section[@id='unsure']//tbody/tr")]
    assert [row.split()[0] for row in rows] == ["Total", "Other"]
    assert "OtherAssets 62 %" in rows[1] and "OtherAssetsCurrent 31 %" in rows[1]


def test_a_total_that_does_not_foot_is_shown_with_both_sums() -> None:
    footing = text(page(statements=(statement(),)), "//section[@id='footing']")
    assert "1 of 1 do not foot" in footing
    assert "950,000" in footing and "900,000" in footing


def test_what_a_filer_must_supply_stands_apart_from_the_messages() -> None:
    made = page(verdict(diagnostics=(WARNING, INFO), needed=(WARNING,)))
    assert "Odd." in text(made, "//section[@id='needed']")
    assert "Odd." not in text(made, "//section[@id='findings']")


def test_each_thing_to_supply_is_named_once_as_covers_name_it() -> None:
    missing = ("LocalPhoneNumber", "EntityFileNumber", "EntityCentralIndexKey", "CityAreaCode", "EntityCentralIndexKey")
    needed = tuple(replace(WARNING, concept=f"dei:{name}", message=f"{n}") for n, name in enumerate(missing))
    made = page(verdict(needed=(*needed, replace(WARNING, concept="dei:NoSuchThing"), replace(WARNING, concept=None))))
    listed = [" ".join(item.text_content().split()) for item in made.xpath("//ul[@class='supply']/li")]
    assert listed == [
        "Central Index Key EntityCentralIndexKey",
        "Commission file number EntityFileNumber",
        "Telephone CityAreaCode, LocalPhoneNumber",
        "No Such Thing NoSuchThing",
        WARNING.message,
    ]
    assert "EDGAR does not take it yet" in text(made, "//header")
    tile = text(made, "//a[@href='#needed'][contains(@class, 'tile')]")
    assert tile.startswith("5 things to supply Central Index Key · Commission file number")


def test_what_was_left_is_counted_by_reason() -> None:
    made = replace(statement(), kind=StatementKind.SEGMENT)
    mapping = Mapping(made.facts[1], Outcome.UNMAPPED, reason="no concept has this meaning")
    found = html.fromstring(render_verdict_page(verdict(), example.report(), (made,), (mapping,)))
    reasons = [" ".join(item.text_content().split()) for item in found.xpath("//section[@id='left']/ul/li")]
    assert reasons == ["1 no concept has this meaning", "1 its table is no primary statement (segment)"]


def test_errors_come_first() -> None:
    for found, first in (((ERROR, WARNING), "findings"), ((WARNING,), "needed")):
        made = page(verdict(Status.INVALID, diagnostics=found, needed=(replace(WARNING, message="A CIK."),)))
        assert made.xpath("//main/section/@id")[0] == first
        assert made.xpath("//nav/a/@href")[0] == f"#{first}"
        assert len(made.xpath("//section[@id='findings']")) == 1


def test_the_page_needs_nothing_from_elsewhere() -> None:
    data = render_verdict_page(verdict(), example.report(), (statement(),)).decode()
    assert not re.search(r"""(src|href)=["'](?!#)""", data)
    assert "url(" not in data and "@import" not in data
    assert "prefers-color-scheme: dark" in data
    assert "default-src 'none'" in data


def test_words_of_the_source_cannot_become_markup() -> None:
    bad = Diagnostic("a.b", Severity.ERROR, "<script>alert(1)</script>", "<b>no</b>", SourceSpan(1), "<i>", '"><x')
    data = render_verdict_page(verdict(diagnostics=(bad,)), example.report(), ()).decode()
    assert "<script>alert" not in data and "<b>no" not in data and '"><x' not in data


def test_same_input_same_bytes() -> None:
    first, second = (render_verdict_page(verdict(), example.report(), (statement(),)) for _ in range(2))
    assert first == second


def test_groups_put_errors_first_and_share_a_remedy() -> None:
    found = groups((INFO, WARNING, ERROR, replace(WARNING, message="Odder.")))
    assert [(g.code, len(g.messages)) for g in found] == [("a.b", 1), ("a.c", 2), ("a.d", 1)]
    assert found[1].remedy == "Look."


def test_a_place_in_markup_says_what_to_look_for() -> None:
    span = SourceSpan(1, 1, 0, 3, "/html/body/div[3]/table/tr[2]/td[4]", "Net income")
    made = page(verdict(Status.INVALID, diagnostics=(replace(ERROR, span=span),)))
    assert "line 1, at “Net income”" in text(made, "//section[@id='findings']")
