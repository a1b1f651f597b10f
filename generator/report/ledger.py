"""One value for one set of aspects: duplicates are kept only where they agree (OIM §5.2, EFM 6.5.12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.diagnostics import Diagnostic, Severity
from generator.report.binding import Draft, Key
from generator.report.values import interval


def settle(drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """The drafts that may stand together, in the order given.

    Of facts with the same aspects the most precise leads (the first among equals). One that contradicts it is
    dropped, together with the rest of its row: two rows that disagree about a concept in one column do not both
    report it in the others. Where the columns of one row disagree among themselves, only another row can say which of
    them is meant; without one none of them stands.
    """
    groups: defaultdict[Key, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.key].append(draft)
    rows: set[tuple[int, int, str]] = set()
    cells: set[Draft] = set()
    told: list[Diagnostic] = []
    for group in groups.values():
        torn = _torn(group)
        leader = max((d for d in group if d not in torn), key=_rank, default=None)
        for draft in group:
            if leader is not None and (draft is leader or agree(draft, leader)):
                continue
            told_already = _row(draft) in rows or any(_row(cell) == _row(draft) for cell in cells)
            if not told_already:
                told.append(_inconsistent(draft, leader or next(d for d in group if not agree(d, draft))))
            if draft in torn:
                cells.add(draft)
            else:
                rows.add(_row(draft))
    kept = [draft for draft in drafts if draft not in cells and _row(draft) not in rows]
    return tuple(kept), tuple(told)


def _torn(group: Sequence[Draft]) -> frozenset[Draft]:
    """The drafts of rows whose own columns disagree."""
    by_row: defaultdict[tuple[int, int, str], list[Draft]] = defaultdict(list)
    for draft in group:
        by_row[_row(draft)].append(draft)
    return frozenset(d for row in by_row.values() if any(not agree(d, row[0]) for d in row) for d in row)


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
