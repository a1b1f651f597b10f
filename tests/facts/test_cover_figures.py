"""Shares outstanding and public float, as covers put them."""

from __future__ import annotations

import pytest

from generator.facts.cover_figures import read_figures


def figures(text: str) -> set[tuple[str, int, str, str]]:
    return {(f.item.value, int(f.value), f.day.isoformat(), f.share_class) for f in read_figures(text)}


@pytest.mark.parametrize(
    "text",
    [
        "As of June 12, 2024, the registrant had outstanding 12,345,678 shares of common stock.",
        "Number of common shares outstanding as of June 12, 2024: 12,345,678",
        "The number of shares of the registrant’s common stock outstanding as of June 12, 2024 was 12,345,678.",
        "At June 12, 2024, 12,345,678 shares of common stock were outstanding, after deducting 87,161 shares held in "
        "treasury.",
        "Class\tOutstanding at June 12, 2024\nCommon Stock, $.01 par value\t12,345,678 shares",
        "12,345,678 common shares of A. B. Widget Inc. were outstanding on June 12, 2024.",
    ],
)
def test_shares_outstanding(text: str) -> None:
    page = f"Indicate by check mark whether the registrant is a shell company. Yes ☐ No ☒\n{text}\n"
    assert figures(page) == {("shares-outstanding", 12_345_678, "2024-06-12", "")}


@pytest.mark.parametrize(
    "text",
    [
        "As of June 12, 2024, there were 12,345,678 shares of Class A common stock and 3,456,789 shares of Class B "
        "common stock outstanding.",
        "Class A Common Stock\t$0.001 par value\t12,345,678\tshares outstanding as of June 12, 2024\n"
        "Class B Common Stock\t$0.001 par value\t3,456,789\tshares outstanding as of June 12, 2024",
    ],
)
def test_classes_of_shares(text: str) -> None:
    assert figures(text) == {
        ("shares-outstanding", 12_345_678, "2024-06-12", "Class A"),
        ("shares-outstanding", 3_456_789, "2024-06-12", "Class B"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "As of June 12, 2024, there were 12,345,678 shares and 3,456,789 shares outstanding.",
        "There were 12,345,678 shares of common stock outstanding.",
        "There were 12,345,678 shares outstanding as of June 12, 2024 and as of June 14, 2024.",
        "As of June 12, 2024, 1,000 shares of Series A preferred stock were outstanding.",
        "Of the shares outstanding, 12,345,678 were held by affiliates as of June 12, 2024.",
    ],
)
def test_what_is_not_told_is_not_counted(text: str) -> None:
    assert figures(text) == set()


def test_words_of_scale() -> None:
    text = "As of May 3, 2024, there were 5,918 million shares of Class A stock outstanding and 24.4 million shares of "
    assert figures(text + "Class B stock outstanding.") == {
        ("shares-outstanding", 5_918_000_000, "2024-05-03", "Class A"),
        ("shares-outstanding", 24_400_000, "2024-05-03", "Class B"),
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "The aggregate market value of voting stock held by non-affiliates on October 31, 2023 (the last business "
            "day of the second quarter), based on the closing price of $24.40 for common stock, was $1.7 billion.",
            1_700_000_000,
        ),
        (
            "As of October 31, 2023, there were 602,885,744 common shares held by non-affiliates and the aggregate "
            "market value of the common shares was approximately $127.3 million.",
            127_300_000,
        ),
        (
            "As of October 31, 2023 the aggregate market value of common equity held by non-affiliates was $1,137,880.",
            1_137_880,
        ),
        ("Aggregate market value held by nonaffiliates as of October 31, 2023\t$ 9,876,543,210", 9_876_543_210),
        ("The aggregate market value held by non-affiliates as of October 31, 2023: 217,448,941.", 217_448_941),
    ],
)
def test_public_float(text: str, value: int) -> None:
    shares = "\nNumber of shares of common stock outstanding as of January 24, 2024\t10,387,381\n"
    assert figures(text + shares) == {
        ("public-float", value, "2023-10-31", ""),
        ("shares-outstanding", 10_387_381, "2024-01-24", ""),
    }


def test_a_float_without_its_day_is_none() -> None:
    text = "The aggregate market value held by non-affiliates on the last business day of the quarter was $352 billion."
    assert figures(text) == set()
