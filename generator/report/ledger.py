"""One value for one set of aspects: duplicates are kept only where they agree (OIM §5.2, EFM 6.5.12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.diagnostics import Diagnostic, Severity
from generator.report.binding import Draft, Key
from generator.report.values import interval


def settle(drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """The drafts that may stand together, in the order given.

    Of facts with the same aspects the most precise leads (the first among equals). One that contradicts it is
    dropped, together with the rest of its row: two rows that disagree about a concept in one column do not both
    report it in the others.
    """
    groups: defaultdict[Key, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.key].append(draft)
    losers: set[tuple[int, int, str]] = set()
    told: list[Diagnostic] = []
    for group in groups.values():
        leader = max(group, key=_rank)
        for draft in group:
            if draft is not leader and not agree(draft, leader) and _row(draft) != _row(leader):
                if _row(draft) not in losers:
                    told.append(_inconsistent(draft, leader))
                losers.add(_row(draft))
            elif draft is not leader and not agree(draft, leader):
                told.append(_inconsistent(draft, leader))
    kept = [draft for draft in drafts if _row(draft) not in losers]
    return _consistent(kept), tuple(told)


def _consistent(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Without the drafts of one row that contradict another of the same row (a column printed twice)."""
    drafts = tuple(drafts)
    leaders: dict[Key, Draft] = {}
    for draft in drafts:
        leaders[draft.key] = max((leaders.get(draft.key, draft), draft), key=_rank)
    return tuple(draft for draft in drafts if agree(draft, leaders[draft.key]))


def agree(one: Draft, other: Draft) -> bool:
    """Whether two facts with the same aspects are consistent duplicates: both nil, equal where both are rounded alike,
    or meaning a common value where they are rounded differently. Intervals that only touch do not agree."""
    if one.value is None or other.value is None:
        return one.value is None and other.value is None
    if one.decimals == other.decimals:
        return one.value == other.value
    return interval(one.value, one.decimals).overlaps(interval(other.value, other.decimals))


def _rank(draft: Draft) -> tuple[bool, bool, int]:
    """Values before nil, then by accuracy; `max` keeps the first among equals."""
    return draft.value is not None, draft.decimals is None, draft.decimals or 0


def _row(draft: Draft) -> tuple[int, int, str]:
    return draft.slot.statement, draft.slot.row, draft.concept


def _inconsistent(draft: Draft, leader: Draft) -> Diagnostic:
    return Diagnostic(
        "report.duplicate-inconsistent",
        Severity.WARNING,
        f"{draft.source.shown!r} at {draft.source.span} and {leader.source.shown!r} at {leader.source.span} were both "
        f"mapped to {draft.concept} for {draft.period} and disagree; the former is printed without a tag.",
        "Choose another concept for one of the two rows.",
        draft.source.span,
        concept=draft.concept,
    )
