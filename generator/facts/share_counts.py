"""The power of ten of share counts: headings rarely speak of shares, so other figures of the document decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import SHARES, ParsedFact, Period, Statement, StatementKind

_BALANCES = frozenset({StatementKind.BALANCE_SHEET, StatementKind.PARENTHETICAL})
# How far the shares outstanding on a day may be from an average, or from the count of another day.
_LIKE = (Decimal("0.5"), Decimal(2))
_OTHER_STOCK = re.compile(r"\bprefer|\btreasury", re.IGNORECASE)
_AUTHORIZED = re.compile(r"\bauthori[sz]ed\b(?!.*\bissued)", re.IGNORECASE)
_WORDS = {3: "thousands", 6: "millions", 9: "billions"}
_WITH_OTHERS = "with the other share counts of the document"
_AVERAGE = re.compile(r"\baverage\b", re.IGNORECASE)
_RESULT = re.compile(r"\bnet\W+(?:income|loss|earnings)|^\W*(?:income|loss|earnings)\b", re.IGNORECASE)
# A result per share says something of the number of shares only where its rounding leaves a figure.
_TELLING_RESULT = Decimal("0.02")
_ROUNDING = (Decimal("0.05"), Decimal("0.006"))


def settle_share_counts(statements: Sequence[Statement]) -> tuple[list[Statement], list[Diagnostic]]:
    """The statements with their share counts in the power of ten that the document bears out, rows of averages first:
    the counts inside captions are held against them. What departs from the headings is said."""
    averages, said_of_averages = _settle_averages(statements)
    captions, said_of_captions = _settle_captions(averages)
    return captions, [*said_of_averages, *said_of_captions]


def _settle_averages(statements: Sequence[Statement]) -> tuple[list[Statement], list[Diagnostic]]:
    """Average shares in full or in the money's scale: where a result over them is a result per share of the same
    column in only the other of the two, they are taken so."""
    settled: list[Statement] = []
    said: list[Diagnostic] = []
    for statement in statements:
        averages = [fact for fact in statement.facts if _is_average(fact, statement)]
        scales = {fact.scale for fact in averages}
        other = 0 if scales == {statement.scale} else statement.scale
        known = statement.scale and scales <= {0, statement.scale} and len(scales) == 1
        if not known or not _only_so(averages, statement, other):
            settled.append(statement)
            continue
        facts = tuple(_at_scale(fact, other) if _is_average(fact, statement) else fact for fact in statement.facts)
        settled.append(replace(statement, facts=facts))
        said.append(_departure("average shares", statement, averages[0], other, "with the results per share"))
    return settled, said


def _is_average(fact: ParsedFact, statement: Statement) -> bool:
    """A count of shares in a row of averages, or in one under such a heading."""
    row = statement.rows[fact.row]
    words = " ".join((row.label, *row.section))
    return fact.unit == SHARES and not fact.phrase and bool(fact.value) and _AVERAGE.search(words) is not None


def _only_so(averages: Sequence[ParsedFact], statement: Statement, other: int) -> bool:
    """True where the results of some column fit the results per share with the averages in the power of ten `other`,
    and no column's fit them as they are."""
    results: dict[Period, list[Decimal]] = {}
    each: dict[Period, list[Decimal]] = {}
    for fact in statement.facts:
        if fact.phrase or fact.value is None:
            continue
        if fact.unit.per and abs(fact.value) >= _TELLING_RESULT:
            each.setdefault(fact.period, []).append(abs(fact.value))
        elif not fact.unit.per and fact.unit != SHARES and _RESULT.search(statement.rows[fact.row].label):
            results.setdefault(fact.period, []).append(abs(fact.value))
    as_they_are, otherwise = (
        any(
            _fits(result, fact.value.scaleb(shift), per_share)
            for fact in averages
            if fact.value
            for result in results.get(fact.period, ())
            for per_share in each.get(fact.period, ())
        )
        for shift in (0, other - averages[0].scale)
    )
    return otherwise and not as_they_are


def _fits(result: Decimal, shares: Decimal, per_share: Decimal) -> bool:
    share, least = _ROUNDING
    return abs(result / abs(shares) - per_share) <= per_share * share + least


def _settle_captions(statements: Sequence[Statement]) -> tuple[list[Statement], list[Diagnostic]]:
    """The statements with the share counts of their captions in the power of ten that the document bears out.

    A heading ("in thousands, except share data") may be wrong about the shares inside captions: they are in full or in
    the money's scale. The counts issued or outstanding decide: where the largest is like a count in a row (a weighted
    average, a parenthetical line), or one makes up the row's amount at par, only in the other of the two, all counts of
    the captions are taken so. A broken
    number of shares ("82.7 shares issued") is never in full.
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
        said.append(_departure("share counts inside captions", statement, counts[0], scale, _WITH_OTHERS))
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
    held = [fact for fact in counts if _is_held(fact, statement)]
    largest = max((fact.value for fact in held if fact.value), default=None)
    if now == 0 and any(fact.value != fact.value.to_integral_value() for fact in counts if fact.value):
        likely = [scale for scale in (statement.scale, *_WORDS) if largest and _is_like(largest.scaleb(scale), rows)]
        return likely[0] if likely else statement.scale
    if largest is None or _is_like(largest, rows) or _has_par(held, statement, 0):
        return None
    other = statement.scale if now == 0 else 0
    return other if _is_like(largest.scaleb(other - now), rows) or _has_par(held, statement, other - now) else None


def _has_par(held: Sequence[ParsedFact], statement: Statement, shift: int) -> bool:
    """True where some count, moved by `shift` powers of ten, times the par value of its caption is the row's amount."""
    for count in held:
        beside = [f for f in statement.facts if f.row == count.row and f.period == count.period and f.value]
        pars = [f.value for f in beside if f.phrase and f.unit.per]
        amounts = [f.value for f in beside if not f.phrase and not f.unit.per and f.unit != SHARES]
        for par in pars:
            for amount in amounts:
                assert par and amount and count.value
                half = Decimal(1).scaleb(statement.scale) / 2
                if abs(par * count.value.scaleb(shift) - amount) <= min(half, abs(amount) / 20):
                    return True
    return False


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


def _departure(what: str, statement: Statement, first: ParsedFact, scale: int, agree: str) -> Diagnostic:
    how = f"in {_WORDS.get(scale, f'units of 10^{scale}')}" if scale else "in full"
    return Diagnostic(
        "parse.share-scale",
        Severity.INFO,
        f"The {what} of “{statement.title}” were taken {how}, which its heading does not say: only so do they agree "
        f"{agree}.",
        "Check them against the source.",
        first.span,
    )
