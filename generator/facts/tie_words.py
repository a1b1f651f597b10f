"""What a sentence says of a row: the words near a figure, those of the whole sentence, and how much they tell.

A word counts by how few rows of the document have it: "Prometheus" says nearly everything, "net" hardly anything.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.facts.narrative_grammar import CHANGE_NOUN, pattern
from generator.facts.narrative_reading import AmountKind, NarrativeAmount
from generator.facts.narrative_words import OPTIONAL, stems
from generator.facts.tie_tables import ShownRow


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a sentence: what the figure measures (`subject`, and its `parts` if it lists several), `near` it,
    those of the heading `above`, and of all of these and the rest of the sentence (`far`). `is_change` says that they
    speak of a change."""

    subject: frozenset[str]
    parts: tuple[frozenset[str], ...]
    near: frozenset[str]
    far: frozenset[str]
    above: frozenset[str]
    is_change: bool

    @classmethod
    def of(cls, amount: NarrativeAmount) -> Said:
        title = amount.headings[-1] if amount.headings else ""
        phrase = _written_out(amount.subject, title)
        subject = stems(phrase) - _OF_CHANGE - _OF_TIME
        listed = () if amount.unreported else _LISTING.split(phrase)  # "Excluding fuel, net sales" is one thing
        parts = (subject, *(stems(part) - _OF_CHANGE - _OF_TIME for part in listed))
        near = subject | stems(amount.around)
        if not subject:
            near |= stems(_DIGITS.split(amount.sentence, maxsplit=1)[0])
        far = near | stems(amount.sentence) | stems(" ".join(amount.headings))
        changes = amount.kind in (AmountKind.CHANGE, AmountKind.PERCENTAGE_CHANGE)
        return cls(subject, parts, near, far, stems(title), changes or bool(_A_CHANGE.match(amount.subject)))


def _written_out(subject: str, title: str) -> str:
    """A subject in which the capitals of the heading above stand for it: "MG&A" under "Marketing, General, and
    Administrative"."""
    short = "".join(word[0] for word in title.split() if word[0].isupper())
    return re.sub(rf"\b{short}\b", title, subject.replace("&", "")) if len(short) > 1 else subject


@dataclass(frozen=True, slots=True)
class Cover:
    """How much of a row's name the words near a figure say, and those of the whole sentence, from 0 to 1; `meant` says
    that what the figure measures does not speak against it; `weight` is what the words near it tell; `heard` is how
    much of what the figure measures the row's name and place say, `headed` how much of the heading above it."""

    near: float = 0
    far: float = 0
    meant: bool = False
    weight: float = 0
    heard: float = 0
    headed: float = 0

    @property
    def rank(self) -> tuple[bool, float, float, float]:
        return (self.meant, self.near, self.headed, self.far)

    @property
    def is_whole(self) -> bool:
        """Whether the sentence names the row, and nothing that the row does not say."""
        return self.meant and self.near >= _ALL and self.heard >= _ALL

    @property
    def _says_something(self) -> bool:
        """Whether the words said of the row are more than words of many rows, or are what the figure measures."""
        return self.weight >= _SAYS_SOMETHING or self.heard >= (_HALF if self.near >= _ALL else 1)

    def bears_out(self, amount: NarrativeAmount, tells: int) -> bool:
        """Whether the words are enough for a figure that tells so much."""
        if amount.kind is not AmountKind.LEVEL and not self.meant:
            return False
        if tells < _TELLING and (self.heard < _HEARD or not self._says_something):
            return False
        tells += self.weight >= _RARE and self.meant
        if tells >= 4:
            return self.far >= 0.4
        if tells == 3:
            return self.near >= (0.4 if self.meant else 0.5) or self.far >= 0.75
        if tells == 2:
            return self.near >= 0.75 or (self.far >= _ALL and self.meant)
        return self.near >= _ALL and self.meant


class Wording:
    """The captions of a document's tables, by which each word has its weight."""

    def __init__(self, rows: Sequence[ShownRow]) -> None:
        counted = Counter(word for row in rows for word in row.words)
        total, self._slight = len(rows) + 1, stems(" ".join(OPTIONAL))
        self._weights = {
            word: math.log(1 + total / count) * (_SLIGHT if word in self._slight else 1)
            for word, count in counted.items()
        }

    def weight(self, words: Iterable[str]) -> float:
        """What words weigh together, to the last digit the same in any order: sets have another one in every run."""
        return math.fsum(self._weights.get(word, 0) for word in words)

    def cover(self, row: ShownRow, over: frozenset[str], said: Said) -> Cover:
        """How much of the name of a row, in the column headed by the words `over`, is said."""
        named = row.words - _OF_TIME - _SAYS_NOTHING
        named = named - self._slight or named
        beside = over - _OF_TIME - _SAYS_NOTHING - _OF_CHANGE - named
        whole = self.weight(named)
        if not whole:
            return Cover()
        far = self.weight(named & said.far) / whole
        near = max(self.weight(named & said.near), self.weight(named & said.above)) / whole
        if beside:
            far *= 1 if beside & said.far else _OTHER_COLUMN
            near *= max(len(beside & (said.near | said.above)) / len(beside), _OTHER_COLUMN)
        meant = not said.subject or bool(said.subject & (row.words | row.around | over))
        if len(said.subject) > 1 and said.subject <= row.words | over:
            near = max(near, _NAMED if len(said.subject) < _AT_LENGTH else 1)
            far = max(near, far)
        heard = max(self._heard(part, row.words | row.around | over) for part in said.parts)
        weight, headed = self.weight(named & (said.near | said.above)), self.weight(said.above & row.around)
        return Cover(min(far, near), far, meant, weight, heard, headed)

    def _heard(self, asked: frozenset[str], place: frozenset[str]) -> float:
        asked = asked - self._slight
        whole = self.weight(asked) + sum(_OF_NO_ROW for word in asked if word not in self._weights)
        return self.weight(asked & place) / whole if whole else _UNASKED


_A_CHANGE = pattern(rf"(?:the |an? )?(?:\w+ )?(?:{CHANGE_NOUN}|change)s? in\b")
_LISTING = re.compile(r",\s+|\s+and\s+")
_DIGITS = re.compile(r"[$\d]")
_SLIGHT = 0.3
_TELLING = 3
_ALL, _HALF = 0.95, 0.5
_HEARD, _UNASKED = 0.35, 0.4
_OF_NO_ROW = 2.0  # what a word of the subject weighs that no row has
_SAYS_SOMETHING = 3.0
_RARE = 10  # two words that hardly any other row has
_NAMED, _AT_LENGTH = 0.8, 3
_OTHER_COLUMN = 0.5
_OF_TIME = stems(
    "January February March April May June July August September October November December three six nine twelve months"
    " ended years thirteen weeks first second third fourth"
)
_OF_CHANGE = stems(
    "increase increased increases decrease decreased decline declined change changes changed growth grew improvement"
    " reduction higher lower there"
)
_SAYS_NOTHING = stems(
    "thousands millions dollars total consolidated actual as reported restated revised amount amounts percent"
    " percentage"
)
