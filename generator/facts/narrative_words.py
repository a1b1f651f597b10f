"""The words of captions and noun phrases: one spelling for all that means the same, and how a phrase fits a name."""

from __future__ import annotations

import re
from functools import lru_cache

Name = tuple[frozenset[str], ...]
"""A caption: groups of alternatives, each of which a phrase that names it meets with one of its words."""


def content(phrase: str) -> frozenset[str]:
    """The words of `phrase` that carry meaning, in one spelling: abbreviations written out, plurals and synonyms
    merged. Words such as "our", "reported", "approximately" carry none."""
    return frozenset(word for word in _words(phrase) if word not in _NOISE)


def core(phrase: str) -> frozenset[str]:
    """The words of `phrase` that no name of the same thing can leave out."""
    return content(phrase) - OPTIONAL


def stems(phrase: str) -> frozenset[str]:
    """The words of `phrase` that carry meaning without their endings ("repurchased" and "repurchases" are one), and
    what is called in several ways in one of them: good enough to bear a figure out, not to contradict it."""
    words = content(_CAPITAL_EXPENDITURE.sub("capital expenditure", phrase))
    return frozenset(_IRREGULAR.get(word) or _STEM.sub("", word) for word in words)


_IRREGULAR = {
    "paid": "pay",
    "payment": "pay",
    "payout": "pay",
    "sold": "revenu",
    "bought": "purchas",
    "repurchase": "purchas",
    "repurchased": "purchas",
    "spent": "spend",
}

_CAPITAL_EXPENDITURE = re.compile(
    r"\b(?:purchases? of|additions? to|payments? for|acquisitions? of|expenditures? for|investments? in"
    r"|capital expenditures? (?:for|on|in)) property(?:,? plant)?,? (?:and|&) equipment\b|\bcapex\b",
    re.IGNORECASE,
)

_STEM = re.compile(r"(?<=\w{4})(?:i[sz]ations?|ations?|ated?|ating|ments?|ings?|ions?|ed|e|al|ally|ly)$")


def fit(words: frozenset[str], name: Name) -> int:
    """How well words name a caption: 0 for not at all, else 10 less one for every optional word that only one has."""
    met = frozenset().union(*name)
    if words.isdisjoint(met):
        return 0
    missing = [group for group in name if not group & words]
    extra = words - met
    generous = bool({"charge"} & words) and len(words & met) >= 2
    optional = OPTIONAL | ({"income", "charge"} if generous else set())
    if any(not group <= optional and not group & optional for group in missing) or not extra <= optional:
        return 0
    if {"net", "income"} <= met and "net" not in words and "net" in {w for g in missing for w in g} and len(met) <= 3:
        return 0  # "income" alone does not say which of them
    if not (words & met) - OPTIONAL and words & met != met:
        return 0
    return max(1, 10 - len(missing) - len(extra))


def in_order(phrase: str) -> tuple[str, ...]:
    """The words that make a name, in order; "income (loss)" counts as one, and "expense" is left unsaid at will."""
    if either := _EITHER.search(phrase):
        first = either.group().strip("( ").split()[0].rstrip(",/")
        phrase = f"{phrase[: either.start()]} {first} {phrase[either.end() :]}"
    found = [word for word in _words(phrase) if word not in _UNSAID]
    return tuple(word for word in found if word != "net" or "income" in found or "cash" in found)


def without_charge(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in name if word not in ("charge", "income", "noncash"))


@lru_cache(maxsize=4096)
def groups(label: str) -> Name:
    """A caption's words, each with its alternatives: "income (expense)" may be called either."""
    found: list[frozenset[str]] = []
    either = _EITHER.search(label)
    if either:
        label = label[: either.start()] + " " + label[either.end() :]
        found.append(frozenset(w for w in _words(either.group()) if w not in _NOISE))
    found.extend(frozenset({word}) for word in dict.fromkeys(_words(label)) if word not in _NOISE)
    return tuple(group for group in found if group)


@lru_cache(maxsize=16384)
def _words(text: str) -> tuple[str, ...]:
    text = text.lower().replace("’", "'")
    for pattern, expansion in _ABBREVIATIONS:
        text = pattern.sub(expansion, text)
    text = _ASIDE.sub(" ", _OWNER.sub("", text))
    words = re.findall(r"[a-z]+", text.replace("'", ""))
    return tuple(_SPELLING.get(word, _singular(word)) for word in words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _SPELLING.get(word, word)


def _set_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_OWNER = re.compile(r"^(?:the )?(?!(?:share|stock)holder'?s|owner'?s|member'?s|partner'?s|today's)[\w.&-]+(?:'s|s')\s")
_ASIDE = re.compile(r"\((?:as )?(?:restated|revised|unaudited|reported)\)")
_TAX_WORD = r"\(?(?:provision|benefit|expense)\)?"
_FOR_TAX = r"(?:provision for|benefit from)"
_ABBREVIATIONS = tuple(
    (re.compile(pattern), expansion)
    for pattern, expansion in (
        (
            r"\b(?:attributable|available|applicable) to (?!non-?controlling)(?:[\w.,&'-]+ ){1,5}?"
            r"(?=(?:common |ordinary )?(?:share|stock|unit)(?:holder|owner))",
            "attributable to ",
        ),
        (r"\bads?\b", "advertising"),
        (r"\bsg&a\b", "selling general administrative"),
        (r"\bg&a\b", "general administrative"),
        (r"\br&d\b", "research development"),
        (r"\bs&m\b", "sales marketing"),
        (r"\bdd&a\b", "depreciation depletion amortization"),
        (r"\bd&a\b", "depreciation amortization"),
        (r"\bcogs\b", "cost of goods sold"),
        (r"\bpp&e\b", "property plant equipment"),
        (r"\beps\b", "income per share"),
        (r"\bnon-?\s?current\b", "noncurrent"),
        (r"\bnon-?\s?cash\b", "noncash"),
        (r"\bcosts? of\b", "costof"),
        (r",? net of (?:\w+,? )*(?:returns|allowances|discounts|taxe?s?|rebates)\b.*$", " net"),
        (r"\bgross margins?\b", "gross income"),
        (r"\bnon-?\s?operating\b", "other"),
        (r"\blong-?\s?term\b", "longterm"),
        (r"\bshort-?\s?term\b", "shortterm"),
        (r"\bwrite-?\s?(off|down)s?\b", r"write\1"),
        (r"\b(?:fas|sfas|asc)(?: no\.?)?\s*\d+\s?\(?r?\)?", " "),
        (r"\bcash flows? (?:used (?:in|for)|provided by|from|for)\b", "net cash"),
        (r"\bcash (?:used (?:in|for)|provided by|generated (?:by|from)|from)\b", "net cash"),
        (r"\bincome tax(?:es)? (?:expense|provision|benefit)(?: \((?:expense|benefit|provision)\))?", "income tax"),
        (rf"\b{_TAX_WORD}(?: {_TAX_WORD})? (?:for|from) (?:income )?tax(?:es)?\b", "income tax"),
        (rf"\b{_FOR_TAX} (?:\(?{_FOR_TAX}\)? )?income tax(?:es)?\b", "income tax"),
        (r"\btax (?:expense|provision|benefit)\b", "income tax"),
        (r"\boperating (?:income|loss|profit)\b", "operating income"),
        (r"\b(?:income|loss|profit)(?: \(loss\))? from (?:continuing )?operations\b", "operating income"),
        (r"\bnet (?:earnings|profit)\b", "net income"),
        (r"\b(?:weighted[- ]average|shares used)\b", "weighted average"),
        (r"\bfor the (?:period|year|quarter)\b", " "),
        (r"\bat (?:the )?(?:end|close) of (?:the )?(?:period|year|quarter)\b", " end "),
        (r"\b(?:at )?(?:the )?beginning of (?:the )?(?:period|year|quarter)\b", " beginning "),
    )
)  # fmt: skip
_SPELLING = {
    "revenue": "revenue", "revenues": "revenue", "sale": "revenue", "sales": "revenue",
    "earnings": "income", "earning": "income", "profit": "income", "profits": "income", "loss": "income",
    "losses": "income", "gain": "income", "gains": "income",
    "expenses": "expense", "cost": "expense", "costs": "expense", "charges": "charge", "expenditure": "expense",
    "expenditures": "expense",
    "stockholders": "shareholder", "stockholder": "shareholder", "shareholders": "shareholder",
    "shareowners": "shareholder", "owners": "shareholder",
    "deficit": "equity", "deficiency": "equity", "operations": "operating", "operation": "operating",
    "borrowing": "debt", "borrowings": "debt", "taxes": "tax", "activities": "activity", "stock": "share",
    "stocks": "share", "purchases": "purchase", "inventories": "inventory", "repayments": "repayment",
    "payments": "payment", "amortisation": "amortization", "based": "based", "compensation": "compensation",
    "administration": "administrative", "selling": "selling", "securities": "security",
}  # fmt: skip
_NOISE = _set_of(
    "a an the of in on for to from by with and or our its their this that these company s gaap us consolidated "
    "reported record recorded approximately about nearly roughly only just almost over total overall used provided "
    "generated resulting related relating recognized incurred associated pertaining attributed basis as at is was "
    "were are be been had have has we it i e g also less original new aggregate corresponding respective "
    "quarterly which represent represents represented representing annual fiscal period condensed unaudited quarter "
    "year month week end ended flow certain respectively each"
)
OPTIONAL = _set_of(
    "net noncash expense common shareholder attributable available applicable basic diluted per activity amount "
    "company equivalents equivalent end balance all primary current outstanding unrestricted hand number"
)
_UNSAID = _set_of(
    "a an the of in on for to from by with or our its their this that these company gaap us consolidated reported "
    "record recorded approximately about used provided generated related relating recognized incurred associated as "
    "at is was we it less original condensed unaudited expense common shareholder attributable available applicable "
    "basic diluted per share end and"
)
_RESULT = (
    "(?:income|expense|losse|loss|gain|earnings|profit|charge|benefit|provision|cost|revenue|deficit|equity|credit)s?"
)
_EITHER = re.compile(
    rf"\(?{_RESULT}\)?\s*[/,]?\s*\(\s*{_RESULT}\s*\)"
    rf"|\(\s*{_RESULT}\s*\)\s*{_RESULT}"
    r"|\b(?:income|gain|expense|earnings)s?\s*/\s*\(?(?:expense|loss|income)(?:es)?\)?",
    re.IGNORECASE,
)
