"""The grammar of a financial sentence: which figure is a level, which a change, of what, and against which.

A sentence is read left to right as a row of slots. A slot is a figure with what stands in apposition to it ("$7.8
million, or $0.15 per share"). Slots of one frame share a subject: "Sales rose 3% to $5 million from $4 million".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from generator.facts import narrative_grammar as grammar
from generator.facts.narrative_amounts import Figure, FigureKind
from generator.facts.narrative_grammar import FIGURE, TIME
from generator.facts.narrative_phrases import subject_of
from generator.facts.narrative_time_phrases import PeriodPhrase, Relation
from generator.facts.narrative_words import content, core

NON_GAAP = "non-GAAP"


class Role(StrEnum):
    """What a figure is in its frame: the level spoken of, the level it is compared with, or how far they are apart."""

    MAIN = "main"
    BASE = "base"
    CHANGE = "change"


@dataclass(slots=True)
class Slot:
    """A head figure and its appositions. `subject` is the noun phrase of the slot or, where it has none, of its frame;
    `stated` the time named beside it, `near` the time named earlier in its clause; `against` the time that a change is
    counted from. `place` is its place in a list of like figures (-1: it stands alone), of `listed` figures. `firm` says
    that the grammar leaves no doubt what it measures, `component` that it is a part or an effect of something else,
    `aside` that it stands in parentheses beside what the sentence says."""

    figures: list[Figure]
    role: Role
    subject: str = ""
    frame: int = 0
    direction: int = 0
    stated: PeriodPhrase | None = None
    near: PeriodPhrase | None = None
    against: PeriodPhrase | None = None
    firm: bool = False
    component: bool = False
    aside: bool = False
    unreported: str = ""
    place: int = -1
    listed: int = 0
    left: str = field(default="", repr=False)
    right: str = field(default="", repr=False)

    @property
    def head(self) -> Figure:
        return self.figures[0]


def read_slots(
    text: str, figures: Sequence[Figure], phrases: Sequence[PeriodPhrase], known: Callable[[str], bool]
) -> list[Slot]:
    """The slots of a sentence, in order. `known` tells whether a noun phrase names a line of the statements."""
    masked = _masked(text, figures, phrases)
    slots: list[Slot] = []
    groups = list(_groups(masked, figures))
    for number, group in enumerate(groups):
        start = groups[number - 1][-1].end if number else 0
        end = groups[number + 1][0].start if number + 1 < len(groups) else len(text)
        left, right = masked[start : group[0].start], masked[group[-1].end : end]
        previous = next((slot for slot in reversed(slots) if not slot.aside), None)
        slot = Slot(group, Role.MAIN, left=left, right=right)
        _give_role(slot, previous)
        _give_subject(slot, previous, known)
        _give_time(slot, previous, phrases, start, group[-1].end, end)
        slot.component = slot.component or _is_component(slot, previous)
        slot.aside = _is_aside(slot)
        if slot.aside and (basis := _basis(slot, previous)):
            slot.subject, slot.firm = f"weighted average {basis} shares outstanding", False
        else:
            slot.unreported = _reason(slot, previous, masked, text, group[0].start)
        slots.append(slot)
    shared = "respectively" in text and not any(len(phrase.periods) > 1 for phrase in phrases)
    for run in _lists(slots):
        if not (shared and _share_out(run, known)):
            for place, member in enumerate(run):
                member.place, member.listed = place, len(run)
    return slots


def _masked(text: str, figures: Sequence[Figure], phrases: Sequence[PeriodPhrase]) -> str:
    """The text with every figure and every phrase of time blotted out, each character by a mark of its sort."""
    letters = list(text)
    for phrase in phrases:
        letters[phrase.start : phrase.end] = TIME * (phrase.end - phrase.start)
    for figure in figures:
        letters[figure.start : figure.end] = FIGURE * (figure.end - figure.start)
    return "".join(letters)


_ALONGSIDE = {
    (FigureKind.MONEY, FigureKind.PER_SHARE),
    (FigureKind.PER_SHARE, FigureKind.PER_SHARE),
    (FigureKind.PERCENT, FigureKind.MONEY),
    (FigureKind.MONEY, FigureKind.PERCENT),
}


def _groups(masked: str, figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Figures with their appositions: "A, or B per share (C per share on a diluted basis)", "33%, or A"."""
    group: list[Figure] = []
    for number, figure in enumerate(figures):
        if group and not _is_second_list(masked, figures, number) and (group[-1].kind, figure.kind) in _ALONGSIDE:
            gap = masked[group[-1].end : figure.start]
            other = group[0].kind is not figure.kind or "(" in gap
            said = figure.kind is not FigureKind.PERCENT or re.search(r"\bor\b|\(|representing", gap)
            if other and said and gap.strip() not in ("", "and") and grammar.APPOSITION.fullmatch(gap):
                group.append(figure)
                continue
        if group:
            yield group
        group = [figure]
    if group:
        yield group


def _is_second_list(masked: str, figures: Sequence[Figure], number: int) -> bool:
    """Whether a figure opens the second half of "A and B, or C and D": C is beside A then, not beside B."""
    if number < 2 or number + 1 >= len(figures):
        return False
    first, second, third, fourth = figures[number - 2 : number + 2]
    listed = (grammar.LIST_GAP.fullmatch(masked[a.end : b.start]) for a, b in ((first, second), (third, fourth)))
    return first.kind is second.kind and third.kind is fourth.kind and second.kind is not third.kind and all(listed)


def _give_role(slot: Slot, previous: Slot | None) -> None:
    before, after = grammar.CHANGE_BEFORE.search(slot.left), grammar.CHANGE_AFTER.match(slot.right)
    if before or after:
        word = (before["word"] or before["verb"] or before["noun"]) if before else after["word"] if after else ""
        slot.role = Role.CHANGE
        slot.direction = 0 if word.lower().startswith("chang") else 1 if grammar.UPWARD.match(word) else -1
        return
    if higher := grammar.HIGHER.search(slot.left):
        slot.role, slot.direction = Role.CHANGE, 1 if grammar.UPWARD.match(higher["word"]) else -1
        return
    comparison = list(grammar.COMPARE.finditer(slot.left))
    verb = grammar.VERB.search(slot.left, comparison[-1].end() if comparison else 0)
    explained = comparison and grammar.EXPLAINS.search(slot.left, comparison[-1].end())
    if (comparison and not verb and not explained) or (
        previous and previous.role is Role.BASE and not verb and re.match(r"\s*,?\s*(?:and|or)\b", slot.left)
    ):
        slot.role = Role.BASE
    elif previous and previous.role is Role.CHANGE and _beside(previous, slot):
        slot.role, slot.direction = Role.CHANGE, previous.direction
    elif previous and previous.role is Role.CHANGE and previous.head.kind is slot.head.kind:
        listed = grammar.LIST_GAP.fullmatch(slot.left) or grammar.TIMED_LIST_GAP.fullmatch(slot.left)
        if listed and not (previous.right.rstrip().endswith("to")):
            slot.role, slot.direction = Role.CHANGE, previous.direction


def _beside(previous: Slot, slot: Slot) -> bool:
    """Whether a figure says in its own kind what the one before it says: "$5 million and $8 million, or 3% and 5%"."""
    return (
        (previous.head.kind, slot.head.kind) in _ALONGSIDE
        and bool(re.search(r"\bor\b", slot.left))
        and bool(grammar.APPOSITION.fullmatch(slot.left))
    )


def _give_subject(slot: Slot, previous: Slot | None, known: Callable[[str], bool]) -> None:
    found = subject_of(slot.left, slot.right, slot.role is Role.CHANGE, slot.role is Role.BASE, known)
    phrase, firm = found.text, found.firm
    if slot.head.kind is FigureKind.SHARES and "shar" not in phrase.lower():
        phrase, firm = slot.head.words, False
    if slot.role is Role.BASE and previous and core(phrase) < core(previous.subject):
        phrase = ""  # "Online sales rose to A, compared to net sales of B": still online sales
    if slot.role is Role.BASE and previous and _BARE.fullmatch(phrase):
        phrase = ""  # "a tax rate of 8%, compared to a benefit of 3%": still the tax rate
    own = bool(content(phrase)) and not _FLOW.fullmatch(phrase)  # "compared with an outflow of $5 million"
    slot.component = found.part
    if own:
        slot.subject, slot.firm = phrase, firm
    elif previous:
        left = _REST_OF_ASIDE.sub("", slot.left)  # "rose 8% (9% in constant currencies) to"
        goes_on = core(_CONNECTING.sub(" ", left)) <= content(previous.subject)
        slot.subject = previous.subject if goes_on else ""
        slot.firm = previous.firm and goes_on and not grammar.NARROWED.match(slot.right)
    if previous:
        slot.frame = previous.frame + (1 if own and slot.role is not Role.BASE else 0)


_REST_OF_ASIDE = re.compile(r"^[^()]*\)")
_BARE = re.compile(
    r"(?:an? )?(?:net |pre-?tax )?(?:benefits?|expenses?|loss(?:es)?|gains?|charges?|credits?)", re.IGNORECASE
)
_FLOW = re.compile(r"(?:an? )?(?:net |cash )*(?:in|out)flow", re.IGNORECASE)
_CONNECTING = re.compile(
    rf"\b(?:{grammar.CHANGE_WORD}|{grammar.ABOUT}|\w+ly|flat|unchanged|during|through|inflow|outflow)\b"
    rf"|{grammar.COMPARE.pattern}|{grammar.VERB.pattern}|{TIME}",
    re.IGNORECASE,
)


def _give_time(
    slot: Slot, previous: Slot | None, phrases: Sequence[PeriodPhrase], start: int, middle: int, end: int
) -> None:
    """The time named right after the slot and before the next thought, else the last one named before it: but not the
    time that the figure before is compared with ("up 26% year-over-year, and net income was $5 million")."""
    named = [phrase for phrase in phrases if phrase.relation is not Relation.EVENT]
    stop = grammar.CLAUSE_END.search(slot.right)
    limit = middle + stop.start() if stop else end
    following = next((phrase for phrase in named if middle <= phrase.start < limit), None)
    if following:
        between = slot.right[: following.start - middle]
        joined = re.search(r"\b(?:and|while|whereas)\b", between)
        if not (joined and grammar.VERB.search(slot.right, following.end - middle)):
            slot.stated = following
    earlier = [phrase for phrase in named if start <= phrase.start < slot.head.start]
    explained = list(grammar.EXPLAINS.finditer(slot.left))
    if explained:  # "compared with the year before, due to $3 million of ...": that is not of the year before
        compared = grammar.COMPARE.search(slot.left[: explained[-1].start()])
        based = previous is not None and previous.role is Role.BASE
        span = range(start + (compared.start() if compared and not based else 0), start + explained[-1].start())
        earlier = [p for p in earlier if p.start not in span] if compared or based else earlier
    if slot.stated is None and slot.role is Role.BASE:
        after = start + max((match.end() for match in grammar.COMPARE.finditer(slot.left)), default=0)
        slot.stated = next((phrase for phrase in reversed(earlier) if phrase.start >= after), None)
    elif slot.stated is None:
        spent = (previous.stated, previous.against) if previous else ()
        open_ = [p for p in earlier if p.relation is Relation.ABSOLUTE or p not in spent]
        slot.near = open_[-1] if open_ else None
    if slot.role is Role.CHANGE and (comparison := _comparison(slot.right)):
        after = middle + comparison.end()
        slot.against = next((phrase for phrase in named if after <= phrase.start < end), None)


def _comparison(right: str) -> re.Match[str] | None:
    """What a change is compared with; once it is being explained, "from" and "over" may mean anything ("due to sales
    from new stores in the first quarter")."""
    found = grammar.COMPARE.search(right)
    explained = grammar.EXPLAINS.search(right)
    if found and explained and explained.start() < found.start():
        return grammar.COMPARED.search(right, explained.end())
    return found


def _is_component(slot: Slot, previous: Slot | None) -> bool:
    explained = list(grammar.EXPLAINS.finditer(slot.left))
    if explained and (
        explained[-1].group().lower() == "of which" or not grammar.VERB.search(slot.left, explained[-1].end())
    ):
        return True
    return bool(
        previous and previous.component and (slot.frame == previous.frame or not grammar.VERB.search(slot.left))
    )


def _is_aside(slot: Slot) -> bool:
    bracketed = slot.head.kind in (FigureKind.MONEY, FigureKind.SHARES) and slot.left.rstrip().endswith("(")
    return bool(bracketed or grammar.ASIDE_BEFORE.search(slot.left)) and bool(grammar.ASIDE_AFTER.match(slot.right))


def _basis(slot: Slot, previous: Slot | None) -> str:
    """Of which shares an amount per share is: "$0.51 per diluted share (based on 14.4 million shares)"."""
    if slot.head.kind is not FigureKind.SHARES or previous is None or not grammar.ASIDE_BEFORE.search(slot.left):
        return ""
    beside = previous.figures[-1]
    basis = re.search(r"diluted|basic", f"{slot.head.words} {beside.words}", re.IGNORECASE)
    return basis.group().lower() if basis and beside.kind is FigureKind.PER_SHARE else ""


def _reason(slot: Slot, previous: Slot | None, masked: str, text: str, start: int) -> str:
    """Why the figure is no reported fact; empty where nothing says so."""
    head = slot.head
    if head.kind is FigureKind.COUNT:
        return "count"
    if head.kind is FigureKind.SHARES and re.match(r"additional|new", head.words, re.IGNORECASE):
        return "part"
    if slot.aside:
        return "aside"
    if head.kind is FigureKind.MONEY and grammar.PLAN.match(slot.right):
        return "plan"
    if grammar.THRESHOLD.search(slot.left):
        return "threshold"
    if (
        slot.role is Role.MAIN
        and _RANGE.fullmatch(slot.right)
        and not re.search(r"\bfrom\s*$", slot.left, re.IGNORECASE)
    ):
        return "range"
    if previous and previous.unreported == "range" and _RANGE.fullmatch(slot.left):
        return "range"
    clause = masked[masked.rfind(";", 0, start) + 1 : start]
    if slot.role is Role.BASE:  # "would have been 25%, compared to 29%": only the one before is made up
        clause = grammar.HYPOTHETICAL.sub(" ", clause)
    if grammar.FORWARD.search(clause) or grammar.FORWARD_AFTER.match(slot.right):
        return "forward-looking"
    if any(grammar.NON_GAAP.search(words) for words in (text[:start], slot.subject, slot.right[:60])):
        return NON_GAAP
    return ""


_RANGE = re.compile(r"\s*(?:to|-|–|—)\s*", re.IGNORECASE)


def _lists(slots: Sequence[Slot]) -> Iterator[list[Slot]]:
    """The slots of each enumeration, "$81 million and $153 million"."""
    run: list[Slot] = []
    for slot in [*slots, None]:
        if slot and run and grammar.LIST_GAP.fullmatch(slot.left) and slot.head.kind is run[-1].head.kind:
            run.append(slot)
            continue
        if len(run) > 1:
            yield run
        run = [slot] if slot else []


def _share_out(run: Sequence[Slot], known: Callable[[str], bool]) -> bool:
    """Give each figure of an enumeration its part of a subject that lists as many lines ("Sales and net income rose 5%
    and 8%, respectively"); False where it lists none."""
    parts = [part for part in _LISTING.split(run[0].subject) if part]
    if len(parts) != len(run) or not any(known(part) for part in parts):
        return False
    for slot, part in zip(run, parts, strict=True):
        slot.subject = part
    return True


_LISTING = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
