"""From tables to drafts of statements: which kind each is, which goes on from the one before, and its scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import takewhile

from generator.facts.columns import read_line
from generator.facts.dates import read_time
from generator.facts.equity import component_evidence, is_component_statement, with_lone_component
from generator.facts.headings import Headings, find_headings
from generator.facts.kinds import Verdict, classify, is_statement_title, names_kind
from generator.facts.model import Period, StatementKind
from generator.facts.rows import LogicalRow, join_lines, stack_sections
from generator.facts.scale import Scaling, read_scaling
from generator.facts.segments import Segment

_RUNNING = (
    r"\bnotes\b.{0,60}\b(?:financial statements|integral part)|accompanying|integral part|table of contents|continued|\bunaudited\b"  # noqa: E501
    r"|^\W*(?:see|read with)\b.{0,12}\bnotes\b"
)
_RUNS_ON = re.compile(_RUNNING, re.IGNORECASE)
_NOISE = re.compile(
    rf"{_RUNNING}|\b(?:inc|corp|corporation|company|companies|co|llc|plc|ltd|subsidiaries|group|trust|bancorp|partners|holdings)\b\.?",
    re.IGNORECASE,
)

_FOOTNOTE = re.compile(r"[*†‡§]|\(\w{1,2}\)\s|\d\s+[A-Z]")


@dataclass(slots=True)
class Draft:
    """A segment on its way to a statement; `goes_on` says that it continues the one before, `proved` which periods of
    columns other statements prove, with the title of one that does."""

    segment: Segment
    verdict: Verdict
    headings: Headings
    rows: list[LogicalRow]
    captions: tuple[str, ...]
    components: bool = False
    goes_on: bool = False
    demoted: str = ""
    scaling: Scaling = field(default_factory=Scaling)
    proved: dict[int, tuple[Period, str]] = field(default_factory=dict)

    @property
    def has_components(self) -> bool:
        """Whether its columns are components of equity."""
        return self.verdict.kind is StatementKind.EQUITY and is_component_statement(self.headings)

    @property
    def scale_texts(self) -> tuple[str, ...]:
        """The texts that may state a scale, those nearest to the figures first."""
        over = [text for levels in self.headings.levels for text in levels]
        context = self.headings.context
        # Lines of plain text are also there as one: what they say together goes before what each says alone.
        whole = len(context) > 1 and context[0] == " ".join(context[1:])
        return (*(context[:1] if whole else reversed(context)), *over, *reversed(self.segment.titles))


def read_drafts(segments: Iterable[Segment]) -> list[Draft]:
    """A draft for every segment with figures, in document order."""
    parts = [_part(segment) for segment in segments if segment.layout.tracks and segment.body]
    drafts: list[Draft] = []
    for i, part in enumerate(parts):
        drafts.append(_draft(part, drafts[-1] if drafts else None, parts[i + 1 :]))
    _demote_untitled(drafts)
    _share_scaling(drafts)
    return drafts


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment with its headings and rows, before anybody asks which statement it is."""

    segment: Segment
    headings: Headings
    rows: list[LogicalRow]

    @property
    def captions(self) -> tuple[str, ...]:
        return (*self.segment.titles, *self.headings.context)


def _part(segment: Segment) -> _Part:
    rows = join_lines([read_line(row, segment.layout) for row in segment.body])
    stack_sections(rows)
    return _Part(segment, with_lone_component(find_headings(segment.header, segment.layout)), rows)


def _draft(part: _Part, previous: Draft | None, following: Sequence[_Part]) -> Draft:
    segment, headings, rows, captions = part.segment, part.headings, part.rows, part.captions
    if previous is not None and _continues(segment, headings, previous):
        return _goes_on(previous, part, previous.headings)
    components = component_evidence(headings) >= 3 and is_component_statement(headings)
    shape = {StatementKind.EQUITY: 3.0 * component_evidence(headings)} if components else {}
    labels = [row.label for row in rows]
    verdict = classify(captions, labels, shape)
    if previous is not None and verdict.kind in (StatementKind.UNKNOWN, previous.verdict.kind):
        known = previous.verdict.kind.is_primary
        repeats = {row.label for row in previous.rows} & {row.label for row in rows if row.line.values}
        if (
            known
            and not segment.after_prose
            and 2 * len(repeats) < len(rows)
            and _is_headed_alike(part, previous.headings, previous.captions)
        ):
            return _goes_on(previous, part, headings)
    if verdict.kind is StatementKind.UNKNOWN and any(is_statement_title(text) for text in captions):
        # The first page of a statement may be too short to tell by its own rows.
        over = takewhile(lambda other: _is_headed_alike(other, headings, captions), following)
        verdict = classify(captions, [*labels, *(row.label for other in over for row in other.rows)], shape)
    if segment.table.beside and verdict.kind is StatementKind.UNKNOWN and previous is not None:
        # The claims side of a balance sheet set in two halves may be too short to tell by its own rows.
        verdict = previous.verdict if previous.verdict.kind is StatementKind.BALANCE_SHEET else verdict
    return Draft(segment, verdict, headings, rows, captions, components)


def _goes_on(previous: Draft, part: _Part, headings: Headings) -> Draft:
    """The draft of a table that continues the one before."""
    segment = replace(part.segment, titles=previous.segment.titles)
    return Draft(
        segment, previous.verdict, headings, part.rows, previous.captions, previous.components, goes_on=True
    )  # fmt: skip


def _continues(segment: Segment, headings: Headings, previous: Draft) -> bool:
    """A table without headings or lines above it goes on from the one before, over a page break perhaps."""
    return (
        not any(headings.levels)
        and len(headings.levels) == len(previous.headings.levels)
        and any(previous.headings.levels)
        and previous.verdict.kind.is_primary
        and not segment.after_prose
        and all(_NOISE.search(text) for text in segment.titles)
    )


def _is_headed_alike(part: _Part, headings: Headings, captions: Sequence[str]) -> bool:
    """A table headed as the one before, under no title but that one's, goes on from it on another page."""
    return (
        any(part.headings.levels)
        and part.headings.levels == headings.levels
        and all(text in captions or _RUNS_ON.search(text) for text in part.captions)
    )


def _demote_untitled(drafts: Sequence[Draft]) -> None:
    """A table that only looks like a statement is none where the document has one of its kind with a title; unless it
    goes on from one, on the same page or the next."""
    headed = [any(names_kind(text, draft.verdict.kind) for text in draft.captions) for draft in drafts]
    titled = {draft.verdict.kind for draft in drafts if draft.verdict.titled}
    proper = {draft.verdict.kind for draft, named in zip(drafts, headed, strict=True) if named}
    previous = StatementKind.UNKNOWN
    for draft, named in zip(drafts, headed, strict=True):
        kind = draft.verdict.kind
        goes_on = (
            previous is kind and not draft.segment.after_prose and all(_is_noise(text) for text in draft.segment.titles)
        )
        lesser = not named if kind in proper else not draft.verdict.titled and kind in titled
        if kind is StatementKind.PARENTHETICAL and not named and previous is not StatementKind.BALANCE_SHEET:
            lesser, goes_on = True, False
        if kind.is_primary and lesser and not goes_on:
            draft.verdict = replace(draft.verdict, kind=StatementKind.UNKNOWN)
            draft.demoted = kind.value
        previous = draft.verdict.kind


def _is_noise(text: str) -> bool:
    """True for lines between two tables that start no new subject: running heads, notes, footnotes, a period."""
    return bool(_NOISE.search(text) or _FOOTNOTE.match(text)) or (
        len(text) < 90 and bool(read_time(text)) and not is_statement_title(text)
    )


def _share_scaling(drafts: Sequence[Draft]) -> None:
    """A primary statement whose caption says nothing of scale takes the scale of the others, where they agree."""
    for i, draft in enumerate(drafts):
        draft.scaling = read_scaling(draft.scale_texts)
        before = drafts[i - 1] if i else None
        if before and draft.scaling.money is None and (draft.goes_on or draft.segment.block == before.segment.block):
            draft.scaling = before.scaling
    primary = [draft for draft in drafts if draft.verdict.kind.is_primary]
    stated = {draft.scaling.money for draft in primary if draft.scaling.money is not None}
    if len(stated) == 1:
        example = next(draft.scaling for draft in primary if draft.scaling.money is not None)
        for draft in primary:
            if draft.scaling.money is None and not _prints_units(draft, drafts):
                draft.scaling = replace(example, currency=draft.scaling.currency or example.currency)


def _prints_units(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """True where the figures are so much longer than those of the scaled statements that they must be in full."""

    def longest(one: Draft) -> Decimal:
        values = [abs(n.value) for row in one.rows for _, n in row.line.values.values() if n.value is not None]
        return sorted(values)[len(values) * 3 // 4] if values else Decimal(0)

    scaled = [longest(other) for other in drafts if other.scaling.money and other.verdict.kind.is_primary]
    return bool(scaled) and longest(draft) > 100 * max(scaled)
