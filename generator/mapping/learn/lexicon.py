"""What an expert says: captions and the concepts that good taggers give them, written without a look at filings.

`data/*.tsv`: kind, section, caption, concept (or `extension`), weight (the share of filers that use it), unit. Beside
it the taxonomy's own labels, as captions of the concepts in the statements that its trees put them in.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generator.mapping.concepts import Concepts
from generator.mapping.knowledge import EXTENSION
from generator.mapping.lines import Line, looks_total
from taxonomy.catalogue import Catalogue

_FILES = ("general.tsv", "regulated.tsv")
_UNITS = {"USD": "money", "shares": "shares", "USD/shares": "per-share", "pure": "pure"}
SECTIONS = {
    "assets current": ("assets current", "current assets"),
    "assets noncurrent": ("assets noncurrent", ""),
    "liabilities current": ("claims current", "current liabilities"),
    "liabilities noncurrent": ("claims noncurrent", ""),
    "equity": ("claims noncurrent", "stockholders' equity"),
    "operating": ("operating", "cash flows from operating activities"),
    "changes": ("operating", "changes in operating assets and liabilities"),
    "investing": ("investing", "cash flows from investing activities"),
    "financing": ("financing", "cash flows from financing activities"),
    "supplemental": ("supplemental", "supplemental disclosure of cash flow information"),
    "noncash": ("supplemental", "noncash investing and financing activities"),
    "revenues": ("", "revenues"),
    "expenses": ("", "operating expenses"),
    "other": ("", "other income (expense)"),
}
"""Section of an entry -> side and heading of a line there; in the order in which sections stand in statements."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A caption in its place as a line, its concept, and how much of the caption it has."""

    line: Line
    section: str
    concept: str
    weight: float


def expert(catalogue: Catalogue) -> Iterator[Saying]:
    """The entries of the expert's files whose concepts this catalogue has, with the unit they say."""
    concepts = Concepts(catalogue)
    for name in _FILES:
        text = resources.files("generator.mapping.learn").joinpath("data", name).read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
            unit = _UNITS[row["unit"]]
            if row["concept"] == EXTENSION:
                concept, instant = EXTENSION, row["kind"] in ("BS", "BSP")
            else:
                concept = f"us-gaap:{row['concept']}"
                card = concepts.card(concept)
                if card is None or card.unit != unit:
                    continue
                instant = card.instant
            line = _line(row["kind"], row["section"], row["caption"], unit, instant)
            yield Saying(line, row["section"], concept, float(row["weight"]))


def labels(concepts: Concepts, catalogue: Catalogue) -> Iterator[Saying]:
    """The labels of the concepts in the trees of statements, which are the ones of `concepts`."""
    for name in concepts.names:
        card = concepts.card(name)
        assert card is not None
        known = catalogue.labels(name)
        for kind in sorted(card.statements):
            section = card.part if kind == "CF" and card.part in SECTIONS else ""
            if kind == "BS" and card.part in ("assets", "claims"):
                side = "assets" if card.part == "assets" else "liabilities"
                section = f"{side} {'current' if card.current == 'current' else 'noncurrent'}"
            for label in dict.fromkeys(known[role] for role in ("label", "terseLabel", "totalLabel") if role in known):
                caption = label.partition("[")[0]
                yield Saying(_line(kind, section, caption, card.unit, card.instant), section, name, 1.0)


@cache
def rank(section: str) -> int:
    """Where a section stands among the others."""
    return [*SECTIONS, section].index(section)


def _line(kind: str, section: str, caption: str, unit: str, instant: bool) -> Line:
    side, heading = SECTIONS.get(section, ("", ""))
    line = Line(kind, caption, unit, instant, section=(heading,) if heading else (), side=side)
    line.is_total = looks_total(line)
    return line
