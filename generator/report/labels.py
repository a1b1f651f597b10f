"""Labels of every used concept: one standard label each, unique in the report, and one per preferred role."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.report import naming
from generator.report.extension import ExtensionRegistry
from generator.report.model import Label
from taxonomy import Catalogue

_LONGEST = 511


class LabelRegistry:
    """Collects labels in order. Standard concepts keep the taxonomy's standard label; the document's own words go to
    the role that the presentation prefers (EFM 6.10)."""

    def __init__(self, catalogue: Catalogue, registry: ExtensionRegistry) -> None:
        self._catalogue = catalogue
        self._registry = registry
        self._preferred: dict[tuple[str, str], str] = {}

    def prefer(self, concept: str, role: str, text: str) -> None:
        """Remember the document's words for `concept` in `role`; the first words stay."""
        if role != "label":
            self._preferred.setdefault((concept, role), clean(text))

    def labels(self, used: Iterable[str]) -> tuple[Label, ...]:
        """The label resources of the concepts in `used`, in that order, standard label first."""
        taken: set[str] = set()
        written: list[Label] = []
        for concept in dict.fromkeys(used):
            text = self._unique(concept, taken)
            taken.add(text.casefold())
            written.append(Label(concept, "label", text))
            written += [
                Label(concept, role, words or text)
                for (name, role), words in sorted(self._preferred.items())
                if name == concept
            ]
        return tuple(written)

    def _unique(self, concept: str, taken: set[str]) -> str:
        declared = self._registry.get(concept)
        name = concept.partition(":")[2]
        text = clean(declared.label if declared else self._catalogue.label(concept)) or naming.words(name)
        if text.casefold() not in taken:
            return text
        return clean(f"{text[: _LONGEST - len(name) - 60]} ({naming.words(name)})")


def clean(text: str) -> str:
    """`text` as a label may be: white space folded, no `<`, at most 511 characters (EFM 6.10.6, 6.10.8)."""
    return " ".join(re.sub(r"[<>]", " ", text).split())[:_LONGEST].strip()
