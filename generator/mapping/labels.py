"""Labels as sequences of comparable words.

Filers write the same caption in a hundred ways; here every way becomes one. Nothing is decided: the words are evidence.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CURRENCY = re.compile(r"[$€£¥]")
_NOTE = re.compile(r"\(?\b(?:see |refer to )?notes?\s+[\dA-Z]+(?:(?:\s*,\s*|\s+and\s+|\s*&\s*)[\dA-Z]+)*\b\)?", re.I)
_FOOTNOTE = re.compile(r"\((?:\d{1,2}|[a-z])\)|\[\w{1,3}\]|[*†‡§#]+$")
_APOSTROPHE = re.compile(r"(\w)['’‘`´](s\b|\b)")
_NUMBER = re.compile(r"(?<![A-Za-z])\d[\d,]*(?:\.\d+)?%?|(?<!\w)\.\d+")
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?\s*(?:\d{1,2})?\s*,?\s*(?:\d{4})?",
    re.I,
)
_WORD = re.compile(r"[a-z]+")
_JOINED = (
    (re.compile(r"non[\s‐-―-]+controlling|minority"), "noncontrolling"),
    (
        re.compile(r"non[\s‐-―-]+(current|operating|cash|interest|recourse|redeemable|cumulative|trade|marketable)"),
        r"non\1",
    ),
    (re.compile(r"(?:share|stock)(?:holder|owner)s?|shareowners?|unitholders?"), "stockholder"),
    (re.compile(r"write[\s-]+(?:off|down)s?|written[\s-]+(?:off|down)"), "writedown"),
    (re.compile(r"right[\s-]+of[\s-]+use|\brou\b"), "rightofuse"),
    (re.compile(r"paid[\s-]+in[\s-]+capital"), "paidincapital"),
    (re.compile(r"\bpp\s*&\s*e\b"), "property plant equipment"),
    (re.compile(r"\br\s*&\s*d\b"), "research development"),
    (re.compile(r"\bsg\s*&\s*a\b"), "selling general administrative"),
    (re.compile(r"\beps\b"), "earning per share"),
    (re.compile(r"\bipr&d\b"), "inprocess research development"),
)
_STOP = frozenset(
    "a an the of in on to for from by with at as and or our its their this that is are was be us usd".split()  # noqa: SIM905
)
_SAME = {
    "revenues": "revenue", "expenses": "expense", "losses": "loss", "taxes": "tax", "earning": "income",
    "earnings": "income", "profit": "income", "monies": "cash", "prepayments": "prepaid", "prepayment": "prepaid",
    "payables": "payable", "inventories": "inventory", "properties": "property", "liabilities": "liability",
    "equities": "equity", "securities": "security", "activities": "activity", "subsidiaries": "subsidiary",
    "companies": "company", "receivables": "receivable", "borrowings": "borrowing", "acquisitions": "acquisition",
    "purchases": "purchase", "additions": "addition", "goods": "good", "proceeds": "proceeds",
    "stockbased": "share", "less": "less", "ordinary": "common", "basis": "basis", "gross": "gross",
    "business": "business", "businesses": "business", "excess": "excess", "process": "process", "class": "class",
    "cumulative": "cumulative", "plus": "plus", "various": "various", "previous": "previous", "access": "access",
    "outstandings": "outstanding", "series": "series", "sales": "sale", "provision": "provision",
    "shareholder": "stockholder", "depletion": "depletion", "amortisation": "amortization",
    "capitalised": "capitalized", "realised": "realized", "unrealised": "unrealized", "recognised": "recognized",
    "utilised": "utilized",
}  # fmt: skip


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The comparable words of a label in order: lower case, singular, no numbers, dates, notes and small words."""
    text = _NOTE.sub(" ", text)
    text = _FOOTNOTE.sub(" ", text)
    text = _DATE.sub(" ", text)
    text = text.lower()
    text = _APOSTROPHE.sub(r"\1\2", text)
    for pattern, joined in _JOINED:
        text = pattern.sub(joined, text)
    text = _NUMBER.sub(" ", _CURRENCY.sub(" ", text))
    return tuple(_singular(word) for word in _WORD.findall(text) if word not in _STOP and (len(word) > 1))


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The words as one string, by which two labels are called the same."""
    return " ".join(words(text))


def undated(text: str) -> str:
    """A label without its dates."""
    return _DATE.sub(" ", text)


def _singular(word: str) -> str:
    if word in _SAME:
        return _SAME[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ss", "us", "is")) or len(word) < 4:
        return word
    return word[:-1] if word.endswith("s") else word
