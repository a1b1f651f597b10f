"""Which words stand over which column of a table.

A heading stands over the columns that it overlaps or, in plain text, that it is nearest to or centred over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from generator.documents.model import Cell, TableRow
from generator.facts.columns import Layout, Track, overlap
from generator.facts.dates import read_time

_TIME_WORDS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b\d{1,4}\b|\b(?:as of|as|of|at|for|the|and|ended|ending|months?|weeks?|"  # noqa: E501
    r"quarters?|years?|fiscal|three|six|nine|twelve|unaudited|audited|first|second|third|fourth|period|thirteen)\b",
    re.IGNORECASE,
)
_DAY_IN_FULL = re.compile(r"[a-z]{3,9}\.? \d{1,2},? (?:19|20)\d\d", re.IGNORECASE)

_MOST_TRACKS = 12
_NEAR = 4
_MOST_PIECES = 3
# Long words of headings, to know them again where they are cut.
_LONG_WORDS = """
    accumulated additional adjustment adjustments attributable awards capital common compensation comprehensive
    continuing convertible currency deferred deficit derivatives discontinued distributions earnings equity incentive
    income interest interests investment investments liability members noncontrolling operations outstanding ownership
    partners partnership postretirement predecessor preferred receivable receivables redeemable reinvested retained
    securities shareholders shareowners stockholders subscription subscriptions subsidiaries subsidiary successor
    temporary total translation treasury unearned unrealized january february september october november december
    thousands millions unaudited
"""
_WORDS = frozenset(_LONG_WORDS.split())


@dataclass(frozen=True, slots=True)
class Headings:
    """The words over each track, top down, and `context`: heading text that stands over no track or over all."""

    levels: tuple[tuple[str, ...], ...]
    context: tuple[str, ...] = ()


def find_headings(rows: Sequence[TableRow], layout: Layout) -> Headings:
    """The heading words over each track of `layout`, from the header rows, top down."""
    levels: list[list[str]] = [[] for _ in layout.tracks]
    context: list[str] = []
    shift = _shift(rows, layout)
    for row in rows:
        cells = [cell for cell in row.cells if cell.text]
        if layout.geometry == "characters":
            cells = _joined(cells)
        spanning = []
        shared = _share_out(cells, layout)
        for cell in cells:
            covered = [i for i, track in enumerate(layout.tracks) if overlap(cell, track) > 0]
            if not shared and _is_stub(cell, layout, covered):
                context.append(cell.text)
            else:
                spanning.append(cell)
        if shared:
            over = shared
        elif layout.geometry == "characters":
            over = _over_by_position(spanning, layout, shift)
        else:
            over = _over_by_grid(spanning, layout)
        for cell in spanning:
            if cell not in over.values():
                context.append(cell.text)
        for i, cell in over.items():
            levels[i].append(cell.text)
    if layout.geometry == "characters":
        levels = [_rejoined(level) for level in levels]
        _give_lone_length(levels, context)
        _spread_lengths(levels, context)
        _regroup_lengths(levels, rows)
        _give_lone_date(levels, context)
        _drop_borrowed_days(levels)
        context = [" ".join(context), *context] if len(context) > 1 else context
    else:
        _spread_over_groups(levels)
    return Headings(tuple(tuple(level) for level in levels), tuple(context))


def _rejoined(level: Sequence[str]) -> list[str]:
    """A heading with the words put together again that a narrow column cut ("Accumulat" over "ed Other")."""
    joined: list[str] = []
    pieces = list(level)
    while pieces:
        cut = re.search(r"[^\W\d_]+$", joined[-1]) if joined else None
        count = _completes(cut.group(), pieces) if cut else 0
        if count:
            joined[-1] += "".join(pieces[:count])
            del pieces[:count]
        else:
            joined.append(pieces.pop(0))
    return joined


def _completes(start: str, pieces: Sequence[str]) -> int:
    """How many of the pieces it takes to make a whole word of `start`; 0 where it is one, or none comes of it."""
    word = start.lower()
    if word in _WORDS:
        return 0
    for count, piece in enumerate(pieces[:_MOST_PIECES], start=1):
        going_on = re.match(r"[a-z]+", piece)
        if going_on is None:
            return 0
        word += going_on.group()
        if word in _WORDS:
            return count
        if going_on.group() != piece:
            return 0
    return 0


def _shift(rows: Sequence[TableRow], layout: Layout) -> float:
    """How far to the right of their columns headings are centred, by a row of headings that has one for each."""
    for row in reversed(rows):
        cells = _joined([cell for cell in row.cells if cell.text])
        if len(cells) == len(layout.tracks):
            return sum(_centre(c) - track.centre for c, track in zip(cells, layout.tracks, strict=True)) / len(cells)
    return 0.0


def _joined(cells: list[Cell]) -> list[Cell]:
    """Words of a heading that stand one space apart are one heading, whatever the reader made of their digits."""
    joined: list[Cell] = []
    for cell in cells:
        last = joined[-1] if joined else None
        if (
            last is None
            or cell.left - last.right > 1
            or _is_widened(cell)
            or _is_widened(last)
            or all(_DAY_IN_FULL.fullmatch(text) or read_time(text).lengths for text in (last.text, cell.text))
        ):
            joined.append(cell)
        else:
            joined[-1] = replace(last, text=f"{last.text} {cell.text}", right=cell.right)
    return joined


def _is_widened(cell: Cell) -> bool:
    """True for a heading whose extent a rule below it shows: it is one by itself."""
    return cell.rule_below and cell.right - cell.left > len(cell.text)


def _share_out(cells: list[Cell], layout: Layout) -> dict[int, Cell]:
    """Plain text often sets "Three Months Ended   Six Months Ended" off its columns: several headings that all name
    a length of time share the columns out evenly."""
    width = len(layout.tracks)
    if len(cells) == width + 1 and cells[0].left <= layout.stub_left + 2 and cells[0].right <= layout.stub_right:
        over = _share_out(cells[1:], layout)
        return over if all(_speaks_of_time_only(cell.text) for cell in cells[1:]) else {}
    count = len(cells)
    if _one_each(cells, layout):
        return dict(enumerate(cells))
    if layout.geometry != "characters" or count < 2 or width % count:
        return {}
    if width == count and all(_speaks_of_time_only(cell.text) for cell in cells):
        return dict(enumerate(cells))
    if not all(read_time(cell.text).lengths for cell in cells):
        return {}
    over = {i: cells[i * count // width] for i in range(width)}
    if any(overlap(c, track) > 0 and over[i] is not c for c in cells for i, track in enumerate(layout.tracks)):
        return {}
    return over


def _one_each(cells: list[Cell], layout: Layout) -> bool:
    """True where as many headings as columns, none of them over the labels, stand as far apart as the columns do,
    perhaps all a little to one side of them."""
    tracks = layout.tracks
    if layout.geometry != "characters" or len(cells) != len(tracks) or len(cells) < 2:
        return False
    offs = [_centre(cell) - track.centre for cell, track in zip(cells, tracks, strict=True)]
    shift = sum(offs) / len(offs)
    pitch = min(second.centre - first.centre for first, second in pairwise(tracks))
    return cells[0].left > layout.stub_left + 2 and all(
        abs(off - shift) < pitch / 3 and abs(off) < pitch for off in offs
    )


def _give_lone_length(levels: list[list[str]], context: list[str]) -> None:
    """A length of time set over the labels belongs to the columns that have none, where the others have one."""
    without = [i for i, level in enumerate(levels) if not read_time(" ".join(level)).lengths]
    lone = [text for text in context if read_time(text).lengths and not read_time(text).dates]
    if len(lone) == 1 and 0 < len(without) < len(levels) and without == list(range(len(without))):
        for i in without:
            levels[i].insert(0, lone[0])


def _spread_lengths(levels: list[list[str]], context: list[str]) -> None:
    """Lengths of time that stand over the first column of each group, or over the labels for the first group, hold for
    the whole group: groups of one size, or such that every later one has columns that the first has too."""
    named = {i: length for i, level in enumerate(levels) if (length := _length_words(level))}
    lone = [text for text in context if read_time(text).lengths and not read_time(text).dates]
    if 0 not in named and len(lone) == 1:
        named = {0: lone[0], **named}
    if 0 not in named or not 1 < len(named) < len(levels):
        return
    bounds = [*named, len(levels)]
    rest = [[" ".join(text for text in levels[i] if text not in named[first].split() and text != named[first]) for i in range(first, last)] for first, last in pairwise(bounds)]  # fmt: skip  # noqa: E501
    even = len({len(group) for group in rest}) == 1
    if not even and not all(set(group) <= set(rest[0]) and len(set(group)) == len(group) for group in rest):
        return
    for first, last in pairwise(bounds):
        for i in range(first, last):
            if i not in named or (i == 0 and not _length_words(levels[0])):
                levels[i].insert(0, named[first])


def _spread_over_groups(levels: list[list[str]]) -> None:
    """Lengths of time in cells over the first column of each group alone hold for the group, where the groups are alike
    in all else ("2008 2007 2008 2007"): the markup left out that the cells span."""
    named = {i: length for i, level in enumerate(levels) if (length := _length_words(level))}
    bounds = [*named, len(levels)]
    if 0 not in named or not 1 < len(named) < len(levels):
        return
    groups = [
        [[text for text in levels[i] if text != named.get(i)] for i in range(first, last)]
        for first, last in pairwise(bounds)
    ]
    if any(group != groups[0] for group in groups) or len({" ".join(rest) for rest in groups[0]}) < len(groups[0]):
        return
    for first, last in pairwise(bounds):
        for i in range(first + 1, last):
            levels[i].insert(0, named[first])


def _drop_borrowed_days(levels: list[list[str]]) -> None:
    """A day that a column shares with another, where it has one of its own besides and the other has not, is not its
    own: one heading of uneven height was taken to stand over both."""
    days = [[text for text in level if (w := read_time(text)).dates or w.month_days] for level in levels]
    for i, own in enumerate(days):
        borrowed = [text for text in own if any(j != i and days[j] == [text] for j in range(len(days)))]
        if borrowed and len(own) > len(borrowed):
            levels[i][:] = [text for text in levels[i] if text not in borrowed]


def _length_words(level: Sequence[str]) -> str:
    """The part of a heading that names a length of time, with a day where they are printed in one, without a year."""
    timed = [(text, read_time(text)) for text in level]
    own = [text for text, words in timed if words.lengths and not words.dates and not words.years]
    parts = [text for text, words in timed if not (words.dates or words.years or words.month_days)]
    joined = " ".join(parts)
    return own[0] if own else joined if read_time(joined).lengths else ""


def _give_lone_date(levels: list[list[str]], context: list[str]) -> None:
    """A date set over the labels belongs to the first column, where only that one has none."""
    dated = [bool(words.dates or words.years) for words in (read_time(" ".join(level)) for level in levels)]
    lone = [text for text in context if _speaks_of_time_only(text) and read_time(text).dates]
    if len(lone) == 1 and len(dated) > 1 and dated == [False] + [True] * (len(dated) - 1):
        levels[0].append(lone[0])


def _regroup_lengths(levels: list[list[str]], rows: Sequence[TableRow]) -> None:
    """Where two columns would come to the same heading, the years that repeat ("2008 2007 2008 2007") show the groups,
    and the lengths of time printed in the heading, as many as groups, go to them from left to right."""
    if len({" ".join(level) for level in levels}) == len(levels):
        return
    years = [read_time(" ".join(level)).years[-1:] or read_time(" ".join(level)).dates[-1:] for level in levels]
    size = next((k for k in range(1, len(years)) if years[k] == years[0]), 0)
    if size < 2 or len(years) % size or any(years[i] != years[i % size] for i in range(len(years))):
        return
    named = sorted((c for row in rows for c in row.cells if read_time(c.text).lengths), key=lambda c: c.left + c.right)
    if len(named) != len(years) // size:
        return
    texts = {cell.text for cell in named}
    for i, level in enumerate(levels):
        level[:] = [named[i // size].text, *(text for text in level if text not in texts)]


def _speaks_of_time_only(text: str) -> bool:
    return not _TIME_WORDS.sub("", text).strip(" ,.()|-")


def _over_by_grid(cells: list[Cell], layout: Layout) -> dict[int, Cell]:
    over = {}
    for i, track in enumerate(layout.tracks):
        best = max(cells, key=lambda cell: overlap(cell, track), default=None)
        if best is not None and overlap(best, track) > 0:
            over[i] = best
    return over


def _is_stub(cell: Cell, layout: Layout, covered: list[int]) -> bool:
    if not covered:
        near = layout.geometry == "characters" and 0 <= layout.tracks[0].left - cell.right <= _NEAR
        apart = cell.left > layout.stub_left + 2 and near and _speaks_of_time_only(cell.text)
        return cell.right <= layout.stub_right and not apart
    everything = len(covered) == len(layout.tracks)
    if cell.left <= layout.stub_left and everything and layout.geometry == "grid":
        return True
    return layout.geometry == "characters" and cell.left <= layout.stub_left + 2 and cell.right <= layout.stub_right + 2


def _over_by_position(cells: list[Cell], layout: Layout, shift: float) -> dict[int, Cell]:
    """In plain text a heading is centred over its columns: as many headings as columns stand one over each; fewer
    share the columns out at the middles between them, where they speak of time or overlap."""
    tracks = layout.tracks
    if len(cells) == len(tracks):
        return dict(enumerate(cells))
    if centred := _over_by_centres(cells, tracks, shift):
        return centred
    over: dict[int, Cell] = {}
    for i, track in enumerate(tracks):
        best = max(cells, key=lambda cell: (overlap(cell, track), -_distance(cell, track)), default=None)
        if best is None:
            continue
        others = [t for j, t in enumerate(tracks) if j != i]
        if (
            overlap(best, track) > 0
            or (_distance(best, track) <= 4 and all(_distance(best, track) < _distance(best, t) for t in others))
            or (
                len(cells) < len(tracks)
                and read_time(best.text)
                and not any(_contains(best, t) for t in others)
                and _narrow(best, cells, tracks, shift)
            )
        ):
            over[i] = best
    return over or _nearest(cells, tracks, shift)


def _nearest(cells: list[Cell], tracks: Sequence[Track], shift: float) -> dict[int, Cell]:
    """A lone heading of time that stands beside one column alone, clearly off the middle of all: it is not of all."""
    if len(cells) != 1 or len(tracks) < 2 or not read_time(cells[0].text):
        return {}
    offs = [abs(_centre(cells[0]) - shift - track.centre) for track in tracks]
    pitch = (tracks[-1].centre - tracks[0].centre) / (len(tracks) - 1)
    index = offs.index(min(offs))
    return {index: cells[0]} if offs[index] < pitch / 2.5 else {}


def _over_by_centres(cells: list[Cell], tracks: Sequence[Track], shift: float) -> dict[int, Cell]:
    """Several headings of time shared out over more columns, each centred over its own: the one way to cut the columns
    into runs that puts every heading near the middle of its run, `shift` to the right. Nothing where two ways come
    close."""
    if not 1 < len(cells) < len(tracks) or len(tracks) > _MOST_TRACKS or not all(read_time(c.text) for c in cells):
        return {}
    ways: list[tuple[float, tuple[int, ...]]] = []
    for cuts in combinations(range(1, len(tracks)), len(cells) - 1):
        bounds = (0, *cuts, len(tracks))
        off = max(
            abs(_centre(cell) - shift - (tracks[first].left + tracks[last - 1].right) / 2)
            for cell, (first, last) in zip(cells, pairwise(bounds), strict=True)
        )
        ways.append((off, bounds))
    ways.sort()
    pitch = (tracks[-1].right - tracks[0].left) / len(tracks)
    if ways[0][0] > pitch / 3 or (len(ways) > 1 and ways[1][0] - ways[0][0] < pitch / 5):
        return {}
    runs = list(pairwise(ways[0][1]))
    if any(
        last - first > 1 and any(_contains(c, t) for t in tracks) for c, (first, last) in zip(cells, runs, strict=True)
    ):
        return {}
    over = {i: cell for cell, (first, last) in zip(cells, runs, strict=True) for i in range(first, last)}
    crossed = any(overlap(c, track) > 0 and over[i] is not c for c in cells for i, track in enumerate(tracks))
    return {} if crossed else over


def _centre(cell: Cell) -> float:
    return (cell.left + cell.right) / 2


def _narrow(cell: Cell, cells: list[Cell], tracks: Sequence[Track], shift: float) -> bool:
    """True where the headings of the row, shared out by nearness, give every one the same number of columns."""
    if len(cells) == 1:
        centre = _centre(cell) - shift
        off = abs(centre - (tracks[0].left + tracks[-1].right) / 2)
        alone = any(overlap(cell, t) > 0 and abs(centre - t.centre) < off for t in tracks)
        return not alone and off <= (tracks[-1].right - tracks[0].left) / 5
    counts = [0] * len(cells)
    for track in tracks:
        counts[min(range(len(cells)), key=lambda k: abs(_centre(cells[k]) - track.centre))] += 1
    return len(set(counts)) == 1


def _contains(cell: Cell, track: Track) -> bool:
    """A heading printed inside one column's extent belongs to that column alone."""
    return track.left - 1 <= cell.left and cell.right <= track.right + 1


def _distance(cell: Cell, track: Track) -> int:
    return max(0, -overlap(cell, track))
