"""The power of ten of share counts: headings rarely speak of shares, so other figures of the document decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from generator.diagnostics import Diagnostic, Severity
from generator.facts.model import SHARES, ParsedFact, Period, Statement

# How far the shares outstanding on a day may be from an average, or from the count of another day.
_LIKE = (Decimal("0.5"), Decimal(2))
_OTHER_STOCK = re.compile(r"\bprefer|\btreasury", re.IGNORECASE)
_AUTHORIZED = re.compile(r"\bauthori[sz]ed\b(?!.*\bissued)", re.IGNORECASE)
_WORDS = {3: "thousands", 6: "millions", 9: "billions"}
_AVERAGE = re.compile(r"\baverage\b", re.IGNORECASE)
_RESULT = re.compile(r"\bnet\W+(?:income|loss|earnings)|^\W*(?:income|loss|earnings)\b", re.IGNORECASE)
# A result per share says something of the number of shares only where its rounding leaves a figure.
_TELLING_RESULT = Decimal("0.02")
_ROUNDING = (Decimal("0.05"), Decimal("0.006"))


def settle_share_counts(statements: Sequence[Statement]) -> tuple[list[Statement], list[Diagnostic]]:
    """The statements with their share counts in the power of ten that the document bears out, rows of averages first:
    the counts inside captions are held against them. What departs from the headings is said."""
    said: list[Diagnostic] = []
    settled = [_settled(one, _AVERAGES, _scale_of_averages, said) for one in statements]
    rows = _counts_in_rows(settled)
    settled = [_settled(one, _IN_CAPTIONS, partial(_scale_of_captions, rows=rows), said) for one in settled]
    return settled, said


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of share counts: what they are called, which facts they are, and with what they have to agree."""

    called: str
    are: Callable[[ParsedFact, Statement], bool]
    agree: str


def _settled(
    statement: Statement,
    kind: _Kind,
    scale_of: Callable[[Sequence[ParsedFact], Statement], int | None],
    said: list[Diagnostic],
) -> Statement:
    """The statement with its counts of a kind in the power of ten that they should have."""
    counts = [fact for fact in statement.facts if kind.are(fact, statement)]
    scale = scale_of(counts, statement) if counts and statement.scale and len({f.scale for f in counts}) == 1 else None
    if scale is None:
        return statement
    said.append(_departure(kind, statement, counts[0], scale))
    facts = tuple(_at_scale(fact, scale) if kind.are(fact, statement) else fact for fact in statement.facts)
    return replace(statement, facts=facts)


def _scale_of_averages(averages: Sequence[ParsedFact], statement: Statement) -> int | None:
    """The power of ten that average shares should have, in full or the money's: where a result over them is a result
    per share of the same column in only the other of the two, that one. None where they have it, or nothing tells."""
    now = averages[0].scale
    other = 0 if now == statement.scale else statement.scale
    return other if now in (0, statement.scale) and _only_so(averages, statement, other) else None


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


def _is_caption_count(fact: ParsedFact, statement: Statement) -> bool:
    """True for a count of shares in a caption whose power of ten no word beside it gives ("4.6 billion shares")."""
    if not statement.kind.is_of_balances:
        return False
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


def _scale_of_captions(counts: Sequence[ParsedFact], statement: Statement, rows: Sequence[Decimal]) -> int | None:
    """The power of ten that the counts inside captions should have; None where they have it, or nothing tells.

    A heading ("in thousands, except share data") may be wrong about them: they are in full or in the money's scale. The
    counts issued or outstanding decide: where the largest is like a count in a row (a weighted average, a parenthetical
    line), or one makes up the row's amount at par, only in the other of the two, all of them are taken so. A broken
    number of shares ("82.7 shares issued") is never in full.
    """
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


def _departure(kind: _Kind, statement: Statement, first: ParsedFact, scale: int) -> Diagnostic:
    how = f"in {_WORDS.get(scale, f'units of 10^{scale}')}" if scale else "in full"
    return Diagnostic(
        "parse.share-scale",
        Severity.INFO,
        f"The {kind.called} of “{statement.title}” were taken {how}, which its heading does not say: only so do they "
        f"agree {kind.agree}.",
        "Check them against the source.",
        first.span,
    )


_AVERAGES = _Kind("average shares", _is_average, "with the results per share")
_IN_CAPTIONS = _Kind("share counts inside captions", _is_caption_count, "with the other share counts of the document")
