"""The grammar of a financial sentence: which figure is a level, which a change, of what, and against which.

A sentence is read left to right as a row of slots. A slot is a figure with what stands in apposition to it ("$7.8
million, or $0.15 per share"). Slots of one frame share a subject: "Sales rose 3% to $5 million from $4 million".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from generator.facts.narrative_amounts import Figure, FigureKind
from generator.facts.narrative_periods import PeriodPhrase, Relation
from generator.facts.narrative_subjects import content, core


class Role(StrEnum):
    """What a figure is in its frame: the level spoken of, the level it is compared with, or how far they are apart."""

    MAIN = "main"
    BASE = "base"
    CHANGE = "change"


@dataclass(slots=True)
class Slot:
    """A head figure and its appositions. `subject` is the noun phrase of the slot or, where it has none, of its frame;
    `stated` the time named beside it, `near` the time named earlier in its clause; `against` the time that a change is
    counted from. `place` is its place in a list of like figures (-1: it stands alone), of `listed` figures."""

    figures: list[Figure]
    role: Role
    subject: str = ""
    frame: int = 0
    direction: int = 0
    stated: PeriodPhrase | None = None
    near: PeriodPhrase | None = None
    against: PeriodPhrase | None = None
    component: bool = False
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
        previous = next((slot for slot in reversed(slots) if slot.unreported != "aside"), None)
        slot = Slot(group, Role.MAIN, left=left, right=right)
        _give_role(slot, previous)
        _give_subject(slot, previous, text[start : group[0].start], text[group[-1].end : end], known)
        _give_time(slot, previous, phrases, start, group[-1].end, end)
        slot.component = _is_component(slot, previous)
        slot.unreported = _reason(slot, masked, text, group[0].start)
        slots.append(slot)
    _number_lists(slots)
    return slots


_FIGURE = "\x01"
_TIME = "\x02"
_ABOUT = r"(?:approximately|about|roughly|nearly|almost|only|just|a record|an? additional|another|an?|the|our|its|some)"
_CHANGE_WORD = (
    r"(?:increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|rose|rise|risen|rising|gr[eo]w[ns]?|growth|growing"
    r"|fell|fall|fallen|dropp?(?:ed)?|improv(?:e|ed|ement|ing)|reduc(?:ed|tion)|up|down|higher|lower|jumped|climbed|surged|gained|chang(?:e|ed))"
)
_UPWARD = re.compile(r"increas|rose|ris|gr[eo]w|up|higher|jump|climb|surg|gain|improv|more", re.IGNORECASE)
_CHANGE_BEFORE = re.compile(
    rf"\b(?P<word>{_CHANGE_WORD})(?:\s+(?:slightly|sharply|significantly|an impressive|year[- ]over[- ]year|{_TIME}+))?(?:\s+(?:by|of))?(?:\s+{_ABOUT})?[\s(]*$"
    rf"|\b(?P<word2>{_CHANGE_WORD})\b(?:(?!\bto\b)[^,;{_FIGURE}])*\sby(?:\s+{_ABOUT})?\s*$"
    rf"|\b(?P<word3>increase|decrease|decline|improvement|reduction|growth)\s+in\s+(?P<subject>[^,;{_FIGURE}]+?)\s+of(?:\s+{_ABOUT})?\s*$",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    rf"^[\s-]*(?:(?:year[- ]over[- ]year|net|organic|sequential|{_TIME}+)\s+)*(?P<word>increase|decrease|decline|improvement|reduction|growth|rise|drop|jump|higher|lower|more|less)\b(?:\s+(?:in|of|for)\s+(?P<subject>[^,;{_FIGURE}{_TIME}]+))?",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"\b(?:(?:as )?compared (?:to|with)|in comparison (?:to|with)|versus|vs\.?|as against|against|(?:unchanged|flat|up|down) (?:from|with)|over|than"
    r"|(?<!resulting )(?<!result )(?<!resulted )(?<!proceeds )(?<!derived )(?<!received )(?<!generated )(?<!income )(?<!loss )(?<!losses )(?<!earnings )(?<!gain )(?<!cash )(?<!benefit )(?<!arising )(?<!stemming )from)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    rf"\b(?:was|were|is|are|totaled|totalled|amounted to|reached|equaled|stood at|came in at|remained|had|recorded|incurred|reported|recognized|generated|posted)\b|\b{_CHANGE_WORD} (?:by|to)\b",
    re.IGNORECASE,
)


def _masked(text: str, figures: Sequence[Figure], phrases: Sequence[PeriodPhrase]) -> str:
    """The text with every figure and every phrase of time blotted out, each character by a mark of its sort."""
    letters = list(text)
    for phrase in phrases:
        letters[phrase.start : phrase.end] = _TIME * (phrase.end - phrase.start)
    for figure in figures:
        letters[figure.start : figure.end] = _FIGURE * (figure.end - figure.start)
    return "".join(letters)


_APPOSITION = re.compile(
    r"\s*[,(]?\s*(?:or|and|which is|representing)?\s*[,(]?\s*(?:approximately|about|a|roughly)?\s*", re.IGNORECASE
)
_ALONGSIDE = {
    (FigureKind.MONEY, FigureKind.PER_SHARE),
    (FigureKind.PER_SHARE, FigureKind.PER_SHARE),
    (FigureKind.PERCENT, FigureKind.MONEY),
    (FigureKind.MONEY, FigureKind.PERCENT),
}


def _groups(masked: str, figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    group: list[Figure] = []
    for figure in figures:
        if group and (group[-1].kind, figure.kind) in _ALONGSIDE:
            gap = masked[group[-1].end : figure.start]
            other = group[0].kind is not figure.kind or "(" in gap
            said = figure.kind is not FigureKind.PERCENT or re.search(r"\bor\b|\(|representing", gap)
            if other and said and gap.strip() not in ("", "and") and _APPOSITION.fullmatch(gap):
                group.append(figure)
                continue
        if group:
            yield group
        group = [figure]
    if group:
        yield group


def _give_role(slot: Slot, previous: Slot | None) -> None:
    before, after = _CHANGE_BEFORE.search(slot.left), _CHANGE_AFTER.match(slot.right)
    if before or after:
        word = (before["word"] or before["word2"] or before["word3"]) if before else after["word"] if after else ""
        slot.role = Role.CHANGE
        slot.direction = 0 if word.lower().startswith("chang") else 1 if _UPWARD.match(word) else -1
        return
    comparison = list(_COMPARE.finditer(slot.left))
    if (comparison and not _VERB.search(slot.left, comparison[-1].end())) or (
        previous
        and previous.role is Role.BASE
        and re.match(r"\s*,?\s*(?:and|or)\b", slot.left)
        and not _VERB.search(slot.left)
    ):
        slot.role = Role.BASE
    elif (
        previous
        and previous.role is Role.CHANGE
        and _LIST_GAP.fullmatch(slot.left)
        and previous.head.kind is slot.head.kind
    ):
        slot.role, slot.direction = Role.CHANGE, previous.direction


_LIST_GAP = re.compile(r"\s*(?:,|and|, and|or|,\s*or)\s*(?:approximately|about)?\s*", re.IGNORECASE)
_IS = rf"(?:was|were|is|are|totaled|totalled|amounted to|totaling|reached|equaled|stood at|came in at|remained at|of|at|:|being|(?:was|were) (?:approximately|also|reported at))(?:\s+{_ABOUT})*\s*$"
_BEFORE_VERB = re.compile(rf"^(?P<subject>.*?)\s*,?\s+{_IS}", re.IGNORECASE | re.DOTALL)
_BEFORE_CHANGE = re.compile(
    rf"^(?P<subject>.*?)\s*,?\s+(?:(?:has|have|had|was|were|also)\s+)*{_CHANGE_WORD}\b(?:(?!\b(?:was|were|due|attributable|of|in)\b)[^,;])*$",
    re.IGNORECASE | re.DOTALL,
)
_HARD = re.compile(
    r"\b(?:recorded|incurred|recogni[sz]ed|reported|reporting|posted|achieved|had|has|have|received?|receiving|paid|generated|generating|included?|includes|including|"
    r"consist(?:ed|s|ing)(?: primarily| mainly| principally)? of|compris(?:ed|ing|es)(?: of)?|(?:as )?compared (?:to|with)|versus|due (?:primarily |mainly )?to|(?<!stockholders )(?<!shareholders )(?:primarily |mainly )?attributable to(?! (?:\w+ )?(?:common|stockholders|shareholders|\w+ (?:corporation|inc)|noncontrolling|non-controlling|the company))|driven by|offset by|"
    r"result(?:ed|ing) (?:in|from)|reflect(?:s|ed|ing)|because of|as a result of|that|which|where|while|whereas|with|posted|announced|earned|and our|and its|we|of which|plus|than|against|from(?= (?:net|total|revenue|sales))|but)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    rf"^\s*(?:for|in|during|at|as|on|by|with|due|despite|while|after|before|over|under|overall|additionally|however|similarly|also|meanwhile|finally|consequently|further|including|{_TIME}|{_FIGURE}|and|but)|{_TIME}\s*$|ly\s*$",
    re.IGNORECASE,
)
_AFTER_STOP = re.compile(
    rf"[,;:()]|{_FIGURE}|{_TIME}|\b(?:recorded|incurred|recognized|reported|as a result|due|attributable|compared|to|during|which|that|was|were|is|are|resulting|primarily|partially|offset|by|at|as of|pursuant|with|upon|versus|through|because|when|while|we|included|driven|as well|(?:in|for|on|from|under|over|of)(?=\s*(?:the\s*)?{_TIME})|in(?! (?:operating|investing|financing))|for|on|from|under|over|related|relating|associated|and\s*$|and (?=an?\s*$))\b",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(
    r"^\s*(?:reported|recorded|in(?! (?:cash|net|revenue|sales|legal|\w+ (?:expense|cost|revenue)))|for|during|at|as|on|from|to|by|compared|versus|and|or|which|that|was|were|is|are|primarily|due|with|than|up|down|but|while|when|if|after|before|under|over|collected|earned|incurred|per|respectively|related|relating|the|this|an?)\b|^\s*[,.;:)]",
    re.IGNORECASE,
)
_GENERIC_NOUN = re.compile(
    r"\b(?:charges?|loss(?:es)?|gains?|expenses?|benefits?|provisions?|impairments?|adjustments?|costs?|write-?(?:off|down)s?|items?|payments?)\s*$",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    rf"^\s*(?P<link>related to|relating to|associated with|resulting from|in connection with|for|on|from)\s+(?!\s*(?:the\s*)?{_TIME})(?P<noun>[^,;:(){_FIGURE}{_TIME}]+)",
    re.IGNORECASE,
)


def _give_subject(slot: Slot, previous: Slot | None, left: str, right: str, known: Callable[[str], bool]) -> None:
    """`left` and `right` are the slot's surroundings unmasked; the masked ones have the same length."""
    phrase, own = "", False
    before, after = _CHANGE_BEFORE.search(slot.left), _CHANGE_AFTER.match(slot.right)
    if before and before["subject"]:
        phrase, own = before["subject"], True
    elif after and after["subject"] and not (before and _subject_before(slot, known)):
        phrase, own = _cut_after(after["subject"]), True
    elif phrase := _subject_before(slot, known):
        own = True
        if _GENERIC_NOUN.search(phrase) and (more := _EXTENSION.match(slot.right)):
            phrase = f"{phrase} {more['link']} {_cut_after(more['noun'])}"
    elif slot.head.kind is FigureKind.SHARES:
        phrase, own = slot.head.words, True
    elif not (slot.role is Role.BASE or re.search(r"\bto(?:\s+a record)?\s*$", slot.left)) or previous is None:
        phrase = _subject_after(slot)
        own = bool(phrase)
    if slot.head.kind is FigureKind.SHARES and "shar" not in phrase.lower():
        phrase = slot.head.words
    phrase = " ".join(_clean(phrase).split())
    if slot.role is Role.BASE and previous and core(phrase) < core(previous.subject):
        phrase = ""  # "Online sales rose to A, compared to net sales of B": still online sales
    slot.subject = phrase or (previous.subject if previous else "")
    fresh = previous is None or (own and slot.role is not Role.BASE)
    slot.frame = (previous.frame if previous else 0) + (1 if fresh and previous else 0)


def _subject_before(slot: Slot, known: Callable[[str], bool]) -> str:
    """The noun phrase before the verb (or "of") that leads to the figure: the longest that names a line of the
    statements, else what follows the last word that ends a thought."""
    match = (
        _BEFORE_CHANGE.match(slot.left)
        if slot.role is Role.CHANGE or re.search(r"\bto(?:\s+\w+){0,2}\s*$", slot.left)
        else None
    )
    match = match or _BEFORE_VERB.match(slot.left)
    if not match:
        return ""
    region = match["subject"]
    if slot.role is Role.BASE and (comparisons := list(_COMPARE.finditer(region))):
        region = region[comparisons[-1].end() :]
    if re.search(r"\b(?:and|or|but)(?:\s+(?:is|are|was|were))?\s*$", region, re.IGNORECASE):
        return ""  # the verb goes on about what the slot before it spoke of
    starts = {0} | {found.end() for found in _HARD.finditer(region)}
    for comma in re.finditer(r"[,;:—–]| - ", region):
        segment = region[max((s for s in starts if s <= comma.start()), default=0) : comma.start()]
        if comma.group() != "," or _OPENING.search(segment):
            starts.add(comma.end())
    candidates = [_clean(region[start:]) for start in sorted(starts)]
    candidates = [candidate for candidate in candidates if re.search(r"[A-Za-z]{2}", candidate)]
    best = next((candidate for candidate in candidates if known(candidate)), None)
    if best is None:
        best = candidates[-1] if candidates else ""
    return "" if not content(best) or _CHANGE_ITSELF.fullmatch(best.strip()) else best


_CHANGE_ITSELF = re.compile(
    r"(?:the|this|an?)?\s*(?:increase|decrease|decline|change|improvement|reduction)", re.IGNORECASE
)


def _subject_after(slot: Slot) -> str:
    right = (
        re.sub(r"^\s*(?:of|in)\s+(?=[A-Za-z])", " ", slot.right)
        if re.match(r"\s*(?:of|in (?:cash|net|revenue|sales|legal))\b", slot.right)
        else slot.right
    )
    if right == slot.right and _NO_NOUN.match(right):
        return ""
    phrase = _cut_after(right)
    if _GENERIC_NOUN.search(phrase) and (more := _EXTENSION.match(right[right.find(phrase) + len(phrase) :])):
        phrase = f"{phrase} {more['link']} {_cut_after(more['noun'])}"
    return phrase


def _cut_after(text: str) -> str:
    stop = _AFTER_STOP.search(text)
    phrase = text[: stop.start()] if stop else text
    if stop and stop.group().lower() == "on" and re.search(r"\bloss|gain", phrase, re.IGNORECASE):
        following = text[stop.end() :]
        phrase = f"{phrase} on {_cut_after(following)}"
    return re.sub(r"[\s.]*(?:\band\b)?[\s.,]*$", "", phrase).strip()


def _clean(phrase: str) -> str:
    """A noun phrase without times, their prepositions, and what leads up to it."""
    phrase = re.sub(
        rf"(?i),?\s*\b(?:for|in|during|at|as of|on|over|through|of|to|from|ended)?\s*(?:each of|both)?\s*(?:the\s+)?{_TIME}+(?:\s+{_TIME}+)*\s*,?",
        f" {_TIME} ",
        phrase,
    )
    phrase = re.sub(rf"{_FIGURE}+", " ", phrase)
    phrase = re.sub(rf"^[\s,;.:({_TIME}\"'“”-]+|[\s,;.:({_TIME}\"'“”-]+$", "", phrase)
    phrase = phrase.replace(_TIME, " ")
    return re.sub(
        r"^(?:and|or|but|a|an|the|its|our|their|also|with|then|was|were|to a|to)\s+", "", phrase, flags=re.IGNORECASE
    ).strip()


_CLAUSE_END = re.compile(
    rf"\b(?:(?:as )?compared|versus|vs|from|to|up|down|flat|unchanged|an? (?:increase|decrease|\s*{_FIGURE})|increas\w+|decreas\w+|due|primarily|driven|as a result|reflecting|offset|while|whereas|but)\b|;",
    re.IGNORECASE,
)


def _give_time(
    slot: Slot, previous: Slot | None, phrases: Sequence[PeriodPhrase], start: int, middle: int, end: int
) -> None:
    """The time named right after the slot and before the next thought, else the last one named before it."""
    named = [phrase for phrase in phrases if phrase.relation is not Relation.EVENT]
    stop = _CLAUSE_END.search(slot.right)
    limit = middle + stop.start() if stop else end
    for phrase in named:
        if middle <= phrase.start < limit:
            between = slot.right[: phrase.start - middle]
            opens_next = re.search(r"\b(?:and|while|whereas)\b", between) and _VERB.search(
                slot.right, phrase.end - middle
            )
            slot.stated = None if opens_next else phrase
            break
    before = [phrase for phrase in named if start <= phrase.start < slot.head.start]
    if before and slot.stated is None:
        cut = (
            max((m.end() for m in _COMPARE.finditer(slot.left)), default=0) + start if slot.role is Role.BASE else start
        )
        inside = [phrase for phrase in before if phrase.start >= cut]
        if inside:
            if slot.role is Role.BASE:
                slot.stated = inside[-1]
            else:
                slot.near = inside[-1]
    if slot.role is Role.CHANGE:
        comparison = _COMPARE.search(slot.right)
        if comparison:
            follows = [p for p in named if middle + comparison.end() <= p.start < end]
            slot.against = follows[0] if follows else None


_EXPLAINS = re.compile(
    r"\b(?:due (?:primarily |mainly |in part )?to|attributable to(?! (?:\w+ )?(?:common|stockholders|shareholders))|driven by|result(?:ed|ing)? (?:from|of)|because of|reflect\w*|offset by|consist\w*(?: \w+)? of|includ(?:es|ed|ing)|compris\w*|of which|caused by|stemming|partially|net of|based on|related to|by the)\b",
    re.IGNORECASE,
)


def _is_component(slot: Slot, previous: Slot | None) -> bool:
    explained = list(_EXPLAINS.finditer(slot.left))
    if explained and not _VERB.search(slot.left, explained[-1].end()):
        return True
    return bool(previous and previous.component and not _VERB.search(slot.left))


_FORWARD = re.compile(
    r"\b(?:will|would|could|should|might|expect(?:s|ed|ing|ation|ations)?|anticipat\w*|project(?:s|ed|ions?)|forecast\w*|estimates?|guidance|outlook|targets?|targeted|goals?|plans? to|intends?|believes?|going forward|assum(?:e|es|ing)|if|unless|potential(?:ly)?|possible|eligible|entitled|can|cannot|must|requires?|subject to|in the range|range of|ranging|between|proposed|to be)\b|(?<=[a-z] )may\b"
)
_FORWARD_AFTER = re.compile(
    r"^[^,;]{0,40}\b(?:is|are|to be|was|were) (?:expected|anticipated|projected|estimated|required)\b|^\s*(?:to|-|–)\s*\x01",
    re.IGNORECASE,
)
_THRESHOLD = re.compile(
    r"\b(?:above|below|exceed(?:s|ed|ing)?|more than|less than|fewer than|at least|minimum(?: \w+){0,3} of|maximum(?: \w+){0,3} of|up to|over|under|in excess of|as much as|no more than|not to exceed|greater than|limited to|cap of)\s*(?:approximately\s*|an? (?:aggregate|additional) )?$",
    re.IGNORECASE,
)
NON_GAAP = re.compile(
    r"\bpro[ -]?forma\b|\bnon-?GAAP\b|\badjusted\b|\bEBITDA\b|\bcore (?:earnings|results|operating)\b|\bexclud(?:ing|es|ed|e)\b|\bexclusive of\b|\borganic\b|\bconstant[- ]currency\b|\bcurrency[- ]neutral\b|\bcomparable[- ](?:store|sales|restaurant|club)|\bsame[- ]store\b|\bfree cash flow\b|\bfunds from operations\b|\bFFO\b|\bbookings\b|\bbillings\b|\bbacklog\b|\bannualized\b|\brun[- ]rate\b|\bunderlying\b|\bnormalized\b",
    re.IGNORECASE,
)


def _reason(slot: Slot, masked: str, text: str, start: int) -> str:
    """Why the figure is no reported fact; empty where nothing says so."""
    if slot.head.kind is FigureKind.COUNT:
        return "count"
    if (
        slot.head.kind is FigureKind.MONEY
        and not slot.head.scale
        and 0 < slot.head.decimals
        and abs(slot.head.value) < 1000
    ):
        return "unit unclear"
    if re.search(r"\(\s*based on[^()]*$", slot.left) and re.match(r"[^()]*\)", slot.right):
        return "aside"
    if _THRESHOLD.search(slot.left):
        return "threshold"
    clause = masked[masked.rfind(";", 0, start) + 1 : start]
    if _FORWARD.search(clause) or _FORWARD_AFTER.match(slot.right):
        return "forward-looking"
    if NON_GAAP.search(text[:start]) or NON_GAAP.search(slot.subject) or NON_GAAP.search(slot.right[:60]):
        return "non-GAAP"
    return ""


def _number_lists(slots: Sequence[Slot]) -> None:
    """Mark the slots of an enumeration, "$81 million and $153 million", with their places in it."""
    run: list[Slot] = []
    for slot in [*slots, None]:
        if slot and run and _LIST_GAP.fullmatch(slot.left) and slot.head.kind is run[-1].head.kind:
            run.append(slot)
            continue
        if len(run) > 1:
            for place, member in enumerate(run):
                member.place, member.listed = place, len(run)
        run = [slot] if slot else []
