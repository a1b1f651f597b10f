"""Sentences with figures that nobody read, told so that their silence is not taken for agreement."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.documents.model import Document
from generator.facts.narrative_reading import LONGEST_SENTENCE
from generator.facts.sentences import sentences

_SHOWN = 60


def unread_sentences(document: Document) -> Iterator[Diagnostic]:
    """One for every passage with a figure in it that runs on for longer than a sentence does."""
    for sentence in sentences(document):
        if len(sentence.text) > LONGEST_SENTENCE and any(c.isdigit() for c in sentence.text):
            begins = sentence.text[:_SHOWN].rpartition(" ")[0]
            yield Diagnostic(
                "parse.sentence-too-long",
                Severity.INFO,
                f"The passage that begins \u201c{begins}\u201d runs to {len(sentence.text):,} characters "
                "without the end of a sentence; its figures were not read.",
                "Check them by hand.",
                sentence.span(0, len(begins)),
            )
