"""A `Mapping` says which concept a fact reports, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.facts.model import ParsedFact

UNSURE = 0.7
"""Of the choices under this confidence six in ten hold, for companies never seen: a person should confirm them."""


class Outcome(StrEnum):
    STANDARD = "standard"
    EXTENSION = "extension"
    UNMAPPED = "unmapped"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for (positive weight) or against (negative) a concept, in words a reviewer can check."""

    kind: str
    detail: str
    weight: float


@dataclass(frozen=True, slots=True)
class RunnerUp:
    concept: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ProposedExtension:
    """A concept the standard taxonomy lacks. `name` is LC3 camel case without prefix; `type` a QName
    (`xbrli:monetaryItemType`); `nearest` the standard concept it belongs under, `reason` why none fits."""

    name: str
    type: str
    balance: str | None
    period_type: str
    label: str
    nearest: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """An explicit dimension. `member` is a QName; a member without prefix is an extension member to be declared with
    `label`."""

    axis: str
    member: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The decision for one fact.

    `concept` is a QName (`us-gaap:Assets`) for a standard outcome, None otherwise. `also` are further concepts that the
    same figure reports ("Basic and diluted": two facts). `negated` is True when the concept's meaning is opposite to
    the sign as shown, so that the fact's value is the shown value times -1. `reason` says why there is no concept.
    """

    fact: ParsedFact
    outcome: Outcome
    concept: str | None = None
    also: tuple[str, ...] = ()
    extension: ProposedExtension | None = None
    negated: bool = False
    dimensions: tuple[Dimension, ...] = ()
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    runners_up: tuple[RunnerUp, ...] = ()
    reason: str = ""

    @property
    def is_unsure(self) -> bool:
        """There is a concept, and a person should confirm it."""
        return self.outcome is not Outcome.UNMAPPED and self.confidence < UNSURE


@dataclass(frozen=True, slots=True)
class TextBlockMapping:
    """The decision for a note, or for one of its topics: the text block that it reports (`concept`), or the `reason`
    why it is left. `note` and `topic` index the notes and the note's topics; `topic` is None for the whole note."""

    note: int
    topic: int | None
    title: str
    concept: str | None = None
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
