"""The proposal of an extension concept, where the standard taxonomy has none that fits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, count

from generator.mapping.joint import agreeing
from generator.mapping.knowledge import EXTENSION
from generator.mapping.lines import Line
from generator.mapping.model import ProposedExtension
from taxonomy.catalogue import Catalogue

_TYPES = {
    "money": "xbrli:monetaryItemType",
    "shares": "xbrli:sharesItemType",
    "per-share": "dtr-types:perShareItemType",
    "pure": "xbrli:pureItemType",
}
_SMALL = frozenset(["a", "an", "the", "of", "in", "on", "to", "for", "from", "by", "with", "at", "as", "and", "or"])


def propose(line: Line, name: str, turned: bool, balance: str | None, parent: str, reason: str) -> ProposedExtension:
    """A concept called `name` with the type of its figures, the period type of its columns and, for amounts, the
    `balance`. `turned` says that it means the opposite of the figures as shown, `parent` is the concept it belongs
    under."""
    return ProposedExtension(
        name,
        _TYPES.get(line.unit, "xbrli:decimalItemType"),
        balance if line.unit == "money" else None,
        "instant" if line.instant else "duration",
        _label(line, turned),
        parent,
        reason,
    )


def balance_of(line: Line, turned: bool, nearest: str | None) -> str | None:
    """The balance of a concept of the filer's own: that of its side of the statement, of what a flow does to cash or
    equity, else that of the `nearest` concept."""
    section = " ".join(line.section).lower()
    if line.kind in ("BS", "BSP"):
        if re.search(r"liabilit|equity|deficit|capital", section) and not re.search(r"^assets", section):
            return "credit"
        if "asset" in section:
            return "debit"
    if line.kind == "CF":
        if re.search(r"supplement|non-?cash", section):
            return None
        return "credit" if turned else "debit"
    if line.kind == "EQ" and turned:
        return "debit"
    return nearest


def own_names(lines: Sequence[Line], names: Sequence[str], catalogue: Catalogue) -> list[str]:
    """`names` with a name for every concept of the filer's own: after the caption (LC3: upper camel case, EFM 6.8.5).
    Rows of one caption whose figures differ are told apart by what the figure measures, their part of the statement,
    or a number."""
    found = list(names)
    holders: defaultdict[tuple[str, str, bool], list[int]] = defaultdict(list)
    for at, (line, name) in enumerate(zip(lines, names, strict=True)):
        if name == EXTENSION:
            stem = _name(line, catalogue)
            side = "".join(word.capitalize() for word in line.side.split())
            for called in chain((stem, f"{stem}{side}"), (f"{stem}{number}" for number in count(2))):
                rivals = holders[called, line.unit, line.instant]
                if all(agreeing(line, lines[rival]) for rival in rivals):
                    rivals.append(at)
                    found[at] = called
                    break
    return found


_WAY = (
    r"(?:gain|loss|earning|profit|income|expense|benefit|provision|cost|charge|credit|increase|decrease|payment|receipt|"
    r"contribution|distribution|borrowing|repayment|purchase|sale|redemption|proceed)(?:s|es)?"
)
_EITHER_WAY = re.compile(rf"\b({_WAY})( ?/ ?| )\(({_WAY})\)|\(({_WAY})\)( ?/ ?| )({_WAY})\b", re.I)


def _label(line: Line, turned: bool) -> str:
    """The caption. Where it brackets what a negative figure is (“loss (gain)”) and the concept means the opposite, the
    other word is bracketed."""
    text = re.sub(r"\s+", " ", line.label).strip(" :")
    text = _EITHER_WAY.sub(_other_way, text) if turned else text
    return text[:200] or "Unlabelled figure"


def _other_way(found: re.Match[str]) -> str:
    plain, space, bracketed, first, between, last = found.groups()
    return f"({plain}){space}{bracketed}" if plain else f"{first}{between}({last})"


_FIGURE = re.compile(r"\s*[,;]?\s*(?:\bof\s+)?\(?[$€£]\s*[\d(].*")
"""The first amount in a caption, and all that follows."""


def _name(line: Line, catalogue: Catalogue) -> str:
    text = f"{_FIGURE.sub('', line.label)} {line.figure.replace('figure', '')}"
    text = re.sub(r"['’]s\b|['’]", "", text)
    parts = re.findall(r"[A-Za-z]+|[0-9]+", re.sub(r"\([^)]*\)", lambda found: _inner(found[0]), text))
    name = "".join(part[:1].upper() + part[1:].lower() for part in parts if part.lower() not in _SMALL)
    if not name:
        name = "UnlabelledFigure"
    if name[0].isdigit():
        name = f"Item{name}"
    section = " ".join(line.section[-2:]).lower()
    changes = line.kind == "CF" and re.search(
        r"(?:changes?|increase|decrease)\b.*(?:assets|liabilities|working capital)", section
    )
    if changes and not re.match(r"Increase|Decrease|Change|Net", name):
        name = f"IncreaseDecreaseIn{name}"
    name = name[:160]
    taken = catalogue.concept(f"us-gaap:{name}")
    return f"{name}Reported" if taken is not None else name


def _inner(bracketed: str) -> str:
    """Brackets that turn a word (“gain (loss)”) belong to the name; others are notes."""
    return (
        bracketed
        if re.fullmatch(
            r"\((?:loss|losses|gain|gains|income|expense|deficit|benefit|decrease|increase|used in|net)\)",
            bracketed,
            re.I,
        )
        else " "
    )
