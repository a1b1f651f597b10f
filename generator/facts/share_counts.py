"""Share counts inside captions, held against the share counts that stand in rows of the same document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import SHARES, ParsedFact, Statement, StatementKind

_BALANCES = frozenset({StatementKind.BALANCE_SHEET, StatementKind.PARENTHETICAL})
# How far the shares outstanding on a day may be from an average, or from the count of another day.
_LIKE = (Decimal("0.5"), Decimal(2))
_OTHER_STOCK = re.compile(r"\bprefer|\btreasury", re.IGNORECASE)
_AUTHORIZED = re.compile(r"\bauthori[sz]ed\b(?!.*\bissued)", re.IGNORECASE)
_WORDS = {3: "thousands", 6: "millions", 9: "billions"}


def settle_caption_counts(statements: Sequence[Statement]) -> tuple[list[Statement], list[Diagnostic]]:
    """The statements with the share counts of their captions in the power of ten that the document bears out.

    A heading ("in thousands, except share data") may be wrong about the shares inside captions: they are in full or in
    the money's scale. The largest count issued or outstanding decides: where it is like a count in a row (a weighted
    average, a parenthetical line) only in the other of the two, all counts of the captions are taken so. A broken
    number of shares ("82.7 shares issued") is never in full. What departs from the heading is said.
    """
    rows = _counts_in_rows(statements)
    settled: list[Statement] = []
    said: list[Diagnostic] = []
    for statement in statements:
        counts = [fact for fact in statement.facts if _is_caption_count(fact)] if statement.kind in _BALANCES else []
        scale = _settled_scale(counts, statement, rows)
        if scale is None:
            settled.append(statement)
            continue
        facts = tuple(_at_scale(fact, scale) if _is_caption_count(fact) else fact for fact in statement.facts)
        settled.append(replace(statement, facts=facts))
        said.append(_departure(statement, counts[0], scale))
    return settled, said


def _is_caption_count(fact: ParsedFact) -> bool:
    """True for a count of shares in a caption whose power of ten no word beside it gives ("4.6 billion shares")."""
    return fact.unit == SHARES and bool(fact.phrase) and bool(fact.value) and not any(c.isalpha() for c in fact.shown)


def _counts_in_rows(statements: Sequence[Statement]) -> list[Decimal]:
    """What rows of their own say of common shares held."""
    found = []
    for statement in statements:
        for fact in statement.facts if statement.kind.is_primary else ():
            label = statement.rows[fact.row].label
            other = _OTHER_STOCK.search(label) or _AUTHORIZED.search(label)
            if fact.unit == SHARES and not fact.phrase and fact.value and not other:
                found.append(fact.value)
    return found


def _settled_scale(counts: Sequence[ParsedFact], statement: Statement, rows: Sequence[Decimal]) -> int | None:
    """The power of ten the counts should have; None where they have it, or nothing tells."""
    if not counts or not statement.scale or len({fact.scale for fact in counts}) != 1:
        return None
    now = counts[0].scale
    largest = max((fact.value for fact in counts if fact.value and _is_held(fact, statement)), default=None)
    if now == 0 and any(fact.value != fact.value.to_integral_value() for fact in counts if fact.value):
        likely = [scale for scale in (statement.scale, *_WORDS) if largest and _is_like(largest.scaleb(scale), rows)]
        return likely[0] if likely else statement.scale
    if largest is None or _is_like(largest, rows):
        return None
    other = statement.scale if now == 0 else 0
    return other if _is_like(largest.scaleb(other - now), rows) else None


def _is_held(fact: ParsedFact, statement: Statement) -> bool:
    """Common shares issued or outstanding: only those are like an average."""
    name = re.split(r"[\d(]", statement.rows[fact.row].label)[0]
    return not _OTHER_STOCK.search(name) and not _is_authorized(fact)


def _is_authorized(fact: ParsedFact) -> bool:
    return "authori" in fact.phrase.lower()


def _is_like(count: Decimal, rows: Sequence[Decimal]) -> bool:
    low, high = _LIKE
    return any(low * row <= count <= high * row for row in rows)


def _at_scale(fact: ParsedFact, scale: int) -> ParsedFact:
    assert fact.value is not None
    places = 0 if fact.decimals is None else fact.decimals + fact.scale
    value = fact.value.scaleb(scale - fact.scale)
    whole = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    exact = scale == 0 and _is_authorized(fact)
    return replace(fact, value=whole, scale=scale, decimals=None if exact else places - scale)


def _departure(statement: Statement, first: ParsedFact, scale: int) -> Diagnostic:
    how = f"in {_WORDS.get(scale, f'units of 10^{scale}')}" if scale else "in full"
    return Diagnostic(
        "parse.caption-share-scale",
        Severity.INFO,
        f"The share counts inside captions of “{statement.title}” were taken {how}, which its heading does not say: "
        "only so do they agree with the other share counts of the document.",
        "Check the shares authorized, issued and outstanding against the source.",
        first.span,
    )
