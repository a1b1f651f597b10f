"""Figures that report two concepts at once."""

from __future__ import annotations

from collections.abc import Sequence

from generator.mapping.lines import Line

_BASIC_AND_DILUTED = {
    "EarningsPerShareBasic": "EarningsPerShareDiluted",
    "IncomeLossFromContinuingOperationsPerBasicShare": "IncomeLossFromContinuingOperationsPerDilutedShare",
    "DiscontinuedOperationIncomeLossFromDiscontinuedOperationNetOfTaxPerBasicShare": (
        "DiscontinuedOperationIncomeLossFromDiscontinuedOperationNetOfTaxPerDilutedShare"
    ),
    "WeightedAverageNumberOfSharesOutstandingBasic": "WeightedAverageNumberOfDilutedSharesOutstanding",
}
_ISSUED_AND_OUTSTANDING = {
    "CommonStockSharesIssued": "CommonStockSharesOutstanding",
    "PreferredStockSharesIssued": "PreferredStockSharesOutstanding",
    "TemporaryEquitySharesIssued": "TemporaryEquitySharesOutstanding",
}


def twins(line: Line, concept: str, lines: Sequence[Line], names: Sequence[str]) -> tuple[str, ...]:
    """The further concepts that the figures of this line report: “basic and diluted”, “issued and outstanding”."""
    seen = set(line.key.split())
    if {"basic", "diluted"} <= seen or _single_average(line, concept, lines):
        return _other(concept, _BASIC_AND_DILUTED)
    if line.unit == "shares" and {"issued", "outstanding"} <= set(f"{line.figure} {line.key}".split()):
        words_of_figure = set(line.figure.split()) if line.figure else seen
        if {"issued", "outstanding"} <= words_of_figure and not _reported_elsewhere(line, concept, names):
            return _other(concept, _ISSUED_AND_OUTSTANDING)
    return ()


def _single_average(line: Line, concept: str, lines: Sequence[Line]) -> bool:
    """An average number of shares without a word on dilution, under a per-share figure that is basic and diluted."""
    if concept != "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic" or "basic" in line.key:
        return False
    near = [other for other in lines if other.statement == line.statement and other.unit in ("per-share", "shares")]
    combined = any({"basic", "diluted"} <= set(other.key.split()) for other in near if other.unit == "per-share")
    return combined and not any("diluted" in other.key for other in near if other.unit == "shares")


def _reported_elsewhere(line: Line, concept: str, names: Sequence[str]) -> bool:
    twin = next(iter(_other(concept, _ISSUED_AND_OUTSTANDING)), "")
    return twin in names


def _other(concept: str, table: dict[str, str]) -> tuple[str, ...]:
    local = concept.removeprefix("us-gaap:")
    for one, two in table.items():
        if local in (one, two):
            return (f"us-gaap:{two if local == one else one}",)
    return ()
