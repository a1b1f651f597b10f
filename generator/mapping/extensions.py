"""The proposal of an extension concept, where the standard taxonomy has none that fits."""

from __future__ import annotations

import re

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


def propose(line: Line, nearest: str, reason: str, catalogue: Catalogue, *, parent: str = "") -> ProposedExtension:
    """A concept named after the caption (LC3: upper camel case, EFM 6.8.5), with the type of its figures, the period
    type of its columns and the balance of its nearest standard concept."""
    declared = catalogue.concept(nearest) if nearest else None
    name = _name(line, catalogue)
    balance = _balance(line, declared.balance if declared else None) if line.unit == "money" else None
    if line.unit == "money" and turned(line, name, declared.balance if declared else None):
        balance = "debit" if line.kind == "EQ" else "credit"
    return ProposedExtension(
        name,
        _TYPES.get(line.unit, "xbrli:decimalItemType"),
        balance,
        "instant" if line.instant else "duration",
        _label(line),
        parent or nearest,
        reason,
    )


_OUTFLOW = re.compile(
    r"(?:net )?(?:cash )?(?:payments?|paid|purchases?|repayments?|repurchases?|acquisitions?|distributions?|dividends?|"
    r"investments? in|additions?|expenditures?|redemptions?|retirements?|withh[eo]ld\w*|advances? to|loans? to)\b",
    re.I,
)


def turned(line: Line, name: str, nearest: str | None) -> bool:
    """Whether an extension of this name means the opposite of the figures as shown: payments and gains that a table of
    flows shows negative, and changes of assets (`nearest` is the balance of the nearest standard concept)."""
    if line.kind not in ("CF", "EQ") or line.instant or line.unit != "money" or line.side == "supplemental":
        return False
    if line.kind == "CF" and name.startswith("IncreaseDecreaseIn"):
        return nearest == "credit"
    if line.shown_positive or not line.shown_negative:
        return False
    seen = line.key.split()
    gain = line.kind == "CF" and line.side == "operating" and "gain" in seen and "loss" not in seen
    return gain or _OUTFLOW.match(line.label.strip()) is not None


def _label(line: Line) -> str:
    text = re.sub(r"\s+", " ", line.label).strip(" :")
    return text[:200] or "Unlabelled figure"


def _name(line: Line, catalogue: Catalogue) -> str:
    text = re.sub(r"['’]s\b|['’]", "", line.label)
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


def _balance(line: Line, nearest: str | None) -> str | None:
    section = " ".join(line.section).lower()
    if line.kind in ("BS", "BSP"):
        if re.search(r"liabilit|equity|deficit|capital", section) and not re.search(r"^assets", section):
            return "credit"
        if "asset" in section:
            return "debit"
    if line.kind == "CF":
        if re.search(r"supplement|non-?cash", section):
            return None
        return "debit"
    return nearest
