"""Noun phrases: what a figure of a sentence measures, in the sentence's own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.facts import narrative_grammar as grammar
from generator.facts.narrative_grammar import FIGURE, TIME
from generator.facts.narrative_words import content


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun phrase, and whether the grammar leaves no doubt that the figure measures it (`firm`): it is the subject of
    the verb that leads to the figure, or what a verb of reporting or an explanation introduces. `part` says that the
    sentence itself makes the figure a part or an effect of something else."""

    text: str = ""
    firm: bool = False
    part: bool = False


def subject_of(left: str, right: str, is_change: bool, is_base: bool, known: Callable[[str], bool]) -> Subject:
    """The subject that a figure's own surroundings give it; an empty one where they give none.

    `left` runs from the figure before, `right` to the figure after, both masked. `known` tells whether a phrase names a
    line of the statements: of several readings, the longest such one is taken.
    """
    if drawn := grammar.DRAWN.search(left):
        return Subject(drawn["verb"], firm=True)
    before, after = grammar.CHANGE_BEFORE.search(left), grammar.CHANGE_AFTER.match(right)
    narrowed = bool(grammar.NARROWED.match(right))
    if before and before["subject"]:
        return Subject(_tidy(before["subject"]))
    if before and before["object"] and (moved := _tidy(before["object"])) and content(moved):
        return Subject(moved, part=True)
    lead = _before(left, is_change, is_base, known)
    if after and after["what"]:
        return Subject(_tidy(after["what"]))
    if after and after["subject"] and not (before and lead):
        return Subject(_tidy(_cut(after["subject"])))
    if lead:
        if grammar.GENERIC_NOUN.search(lead) and (more := grammar.EXTENSION.match(right)):
            return Subject(_tidy(f"{lead} {more['link']} {_cut(more['noun'])}"), firm=True)
        return Subject(_tidy(lead), firm=not narrowed)
    if after or is_base or re.search(r"(?<!due )(?<!attributable )(?<!related )\bto(?:\s+a record)?\s*$", left):
        return Subject()
    phrase, whole = _after(right, known)
    reports = grammar.REPORTS.search(left) or grammar.EXPLAINS.search(left[-60:])
    return Subject(_tidy(phrase), firm=bool(whole and reports and not is_change))


def _before(left: str, is_change: bool, is_base: bool, known: Callable[[str], bool]) -> str:
    """The noun phrase before the verb (or "of") that leads to the figure."""
    match = None
    if is_change or re.search(r"\bto(?:\s+\w+){0,2}\s*$", left):
        match = grammar.BEFORE_CHANGE.match(left)
    match = match or grammar.BEFORE_VERB.match(left)
    if not match:
        return ""
    region = match["subject"]
    if left[match.end("subject") :].startswith(","):
        region = _PARENTHESIS.sub("", region)
    if is_base and (comparisons := list(grammar.COMPARE.finditer(region))):
        region = region[comparisons[-1].end() :]
    if re.search(r"\b(?:and|or|but)(?:\s+(?:is|are|was|were))?\s*$", region, re.IGNORECASE):
        return ""  # the verb goes on about what the figure before it measured
    candidates = [tidy for start in _starts(region) if content(tidy := _tidy(region[start:]))]
    candidates = [candidate for candidate in candidates if not _PREPOSITION.match(candidate)]
    best = next((candidate for candidate in candidates if known(candidate)), candidates[-1] if candidates else "")
    return "" if grammar.CHANGE_ITSELF.fullmatch(best) else best


_PREPOSITION = re.compile(r"(?:for|from|in|on|by|with|under|of|at|after|before|recorded)\b", re.IGNORECASE)


# "Capital expenditures, including payments on leases, were": what stands between the commas is not what was
_PARENTHESIS = re.compile(r",\s+(?:including|which included?s?|together with|as well as|net of)\s.*$", re.IGNORECASE)


def _starts(region: str) -> list[int]:
    """Where a noun phrase may begin: at the start, after words that break, and after a comma that closes an opening
    ("For the quarter, net sales") rather than one inside a name ("Selling, general and administrative")."""
    breaks = [m.end() for m in grammar.BREAKS.finditer(region) if not _DETERMINER.search(region, 0, m.start())]
    verb = max((at for at in breaks if _ARTICLE.match(region, at)), default=0)  # "accrued a": no name holds that
    starts = {verb, *breaks}
    for mark in re.finditer(r"[,;:—–]| - ", region):
        segment = region[max((start for start in starts if start <= mark.start()), default=0) : mark.start()]
        if mark.group() != "," or grammar.OPENING.search(segment):
            starts.add(mark.end())
    return sorted(start for start in starts if start >= verb)


_DETERMINER = re.compile(
    r"\b(?:our|the|its|their|an?|of|total|newly|previously)\s*$", re.IGNORECASE
)  # "our issued debt"
_ARTICLE = re.compile(r"\s+(?:an?|the|our|its|total)\b", re.IGNORECASE)


def _after(right: str, known: Callable[[str], bool]) -> tuple[str, bool]:
    """The noun phrase after a figure ("$2.0 million non-cash loss on ...", "$1.3 million of compensation", "$5 million
    for repurchases of stock"), and whether it is whole rather than cut short at a comma or an "and"."""
    linked = _LINKED.match(right)
    rest = right[linked.end() :] if linked else right
    if not linked and grammar.NO_NOUN.match(rest):
        return "", False
    if (named := _tidy(_UNCUT.split(rest, maxsplit=1)[0])) and known(named):
        return named, True
    phrase = _cut(rest)
    at = rest.find(phrase) + len(phrase)
    if grammar.GENERIC_NOUN.search(phrase) and (more := grammar.EXTENSION.match(rest[at:])):
        phrase = f"{phrase} {more['link']} {_cut(more['noun'])}"
    return phrase, not re.match(r",\s*[a-z]|\s+and\s+[a-z]", rest[at:])


_LINKED = re.compile(
    r"\s*(?:of|in(?= (?:cash|net|revenue|sales|legal|payments|proceeds|dividends)\b)"
    r"|for(?= (?:the )?(?:\w+ )?(?:(?:re)?purchases?|(?:re)?payments?|acquisitions?|dividends?|capital expenditures)\b)"
    r")"
    r"\s+(?=[A-Za-z])"
)
_UNCUT = re.compile(rf"[,;:(){FIGURE}]")


def _cut(text: str) -> str:
    stop = grammar.AFTER_STOP.search(text)
    phrase = text[: stop.start()] if stop else text
    if stop and stop.group().lower() == "on" and re.search(r"\bloss|gain", phrase, re.IGNORECASE):
        phrase = f"{phrase} on {_cut(text[stop.end() :])}"
    return re.sub(r"[\s.]*(?:\band\b)?[\s.,]*$", "", phrase).strip()


_TIMED = re.compile(
    r",?\s*\b(?:for|in|during|at|as of|on|over|through|of|to|from|ended)?\s*(?:each of|both)?\s*(?:the\s+)?"
    rf"{TIME}+(?:\s+{TIME}+)*\s*,?",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:and|or|but|a|an|the|its|our|their|also|with|then|was|were|to a|to|record)\s+", re.IGNORECASE
)
_TRAILING = re.compile(
    r"\s+(?:is|are|was|were|growth|increases?|decreases?|declines?|(?:was|were) an? (?:net |cash )*(?:in|out)flow)$",
    re.IGNORECASE,
)
_EDGES = re.compile(rf"^[\s,;.:({TIME}\"'“”•*-]+|[\s,;.:({TIME}\"'“”-]+$")


def _tidy(phrase: str) -> str:
    """A noun phrase without times, their prepositions, figures, and what leads up to it."""
    phrase = re.sub(rf"{FIGURE}+", " ", _TIMED.sub(f" {TIME} ", phrase))
    phrase = _EDGES.sub("", phrase).replace(TIME, " ")
    return " ".join(_TRAILING.sub("", _LEADING.sub("", phrase).strip()).split())
