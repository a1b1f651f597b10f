"""The headed topics of a note on accounting policies, on the business or on the basis of presentation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.facts.model import NotePart, Topic

_HAS_TOPICS = re.compile(
    r"polic|accounting\s+principles|basis\s+of|organi[sz]ation|nature\s+of|business|liquidity|going\s+concern|presentation",
    re.IGNORECASE,
)
_RUN_IN = re.compile(
    r"(?P<title>[A-Z][^.:;\u2013\u2014]{2,80}?)(?P<mark>\s+[\u2013\u2014-]{1,2}|\.|:)\s+(?=[A-Z\u201c\"0-9])"
)
_ENUMERATED = re.compile(r"^\(?(?:[a-z]|[ivx]+|\d{1,2})[.)]\s*")
_SMALL = frozenset({"and", "or", "of", "the", "in", "for", "to", "on", "a", "an", "at", "by", "from", "with", "per"})
_ENOUGH = 3


def find_topics(title: str, parts: Sequence[NotePart], looks: Sequence[str], first: int) -> tuple[Topic, ...]:
    """The topics of the note called `title`, whose text begins at part `first`; none where its title promises none.

    A topic reaches to the next heading that is set as its own is; deeper headings look otherwise. Where no heading
    stands alone, topics open their paragraphs ("Use of Estimates. The preparation ...").
    """
    if not _HAS_TOPICS.search(title):
        return ()
    headings = [at for at in range(first, len(parts)) if parts[at].style == "heading"]
    if headings:
        level = [at for at in headings if looks[at] == looks[headings[0]]]
        starts = [(at, parts[at].text) for at in level if at + 1 < len(parts) and at + 1 not in level]
        ends = [*level, len(parts)]
    else:
        starts = [(at, lead) for at in range(first, len(parts)) if (lead := _lead(parts[at]))]
        ends = [*(at for at, _ in starts), len(parts)]
        if len(starts) < _ENOUGH:
            return ()
    return tuple(Topic(_clean(words), at, min(end for end in ends if end > at)) for at, words in starts)


def _lead(part: NotePart) -> str:
    """The title that opens a paragraph, all its words capitalised or set off by a dash; empty where there is none."""
    match = _RUN_IN.match(_ENUMERATED.sub("", part.text)) if part.style == "paragraph" else None
    if match is None:
        return ""
    words = re.findall(r"[A-Za-z][\w'\u2019-]*", match["title"])
    if not words or len(words) > 10:
        return ""
    titled = all(word[0].isupper() or word.lower() in _SMALL for word in words)
    return match["title"] if titled or match["mark"].strip() in ("\u2013", "\u2014", "--") else ""


def _clean(words: str) -> str:
    return _ENUMERATED.sub("", words).strip(" :.-\u2013\u2014")
