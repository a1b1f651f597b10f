"""What a sentence speaks of: noun phrases matched to the rows of the statements, by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.facts.model import ParsedFact, Period, Row, Statement


@dataclass(frozen=True, slots=True)
class LineItem:
    """A row of a primary statement with its facts. `names` are the readings of its caption, each a tuple of
    alternatives: every group of words must be met by one of its members."""

    statement: Statement
    row: Row
    names: tuple[tuple[frozenset[str], ...], ...]
    captions: tuple[str, ...]
    facts: Mapping[Period, ParsedFact]

    def is_just(self, phrase: str) -> bool:
        """Whether `phrase` is this line's own name, word for word in its order, but for words that change nothing
        ("EpiCept's", "reported", a "total" that only the caption has): a reading that cannot mean another line."""
        said, shown = _in_order(phrase), [_in_order(label) for label in self.captions]
        if "charge" in said:  # a charge is a loss or an expense by another name
            said, shown = _without_charge(said), [_without_charge(name) for name in shown]
        return bool(said) and any(said == name for name in shown)

    @property
    def measure(self) -> str:
        return next((str(fact.unit) for fact in self.facts.values()), "")

    @property
    def is_money(self) -> bool:
        return self.measure.startswith("iso4217:")


@dataclass(frozen=True, slots=True)
class LineItems:
    """The rows that a narrative can restate, and the rows of all other tables of figures beside them."""

    items: tuple[LineItem, ...]
    others: tuple[LineItem, ...] = ()
    _answers: dict[frozenset[str], tuple[LineItem, ...]] = field(default_factory=dict, compare=False, repr=False)

    def mentioning(self, phrase: str) -> Iterable[LineItem]:
        """Every row, of whatever table, whose caption has all the words that make up `phrase`, and perhaps more."""
        wanted = core(phrase)
        for item in (*self.items, *self.others):
            if wanted and any(wanted <= frozenset().union(*name) for name in item.names):
                yield item

    def named(self, phrase: str) -> tuple[LineItem, ...]:
        """The items that `phrase` names in full: every word of it that carries meaning is in the caption, and every
        word of the caption that carries meaning is in the phrase. Where some captions are met without leaving out even
        the words that may be left out ("total", "net"), only they are returned."""
        words = content(phrase)
        if words not in self._answers:
            self._answers[words] = self._named(words) if words else ()
        return self._answers[words]

    def _named(self, words: frozenset[str]) -> tuple[LineItem, ...]:
        scored = [(score, item) for item in self.items if (score := max(_fit(words, name) for name in item.names))]
        best = max((score for score, _ in scored), default=0)
        return tuple(item for score, item in scored if score >= best - 1)


def line_items(statements: Sequence[Statement]) -> LineItems:
    """The rows of the primary statements that have undimensioned money, per-share or share facts, and of the rest."""
    shown = [(_is_as_reported(statement), list(_items(statement))) for statement in statements]
    primary = tuple(item for as_reported, items in shown if as_reported for item in items)
    return LineItems(primary, tuple(item for as_reported, items in shown if not as_reported for item in items))


def _is_as_reported(statement: Statement) -> bool:
    return statement.kind.is_primary and not _NOT_AS_REPORTED.search(statement.title)


def _items(statement: Statement) -> Iterable[LineItem]:
    plain = {column.index for column in statement.columns if not column.component}
    children: dict[tuple[str, ...], int] = {}
    facts: dict[int, dict[Period, ParsedFact]] = {}
    for fact in statement.facts:
        if fact.column in plain and fact.value is not None and not fact.phrase:
            facts.setdefault(fact.row, {}).setdefault(fact.period, fact)
    for row in statement.rows:
        if not row.is_heading and row.section:
            children[row.section] = children.get(row.section, 0) + 1
    for row in statement.rows:
        if row.is_heading or row.component or row.index not in facts:
            continue
        captions = tuple(_captions(row, children.get(row.section, 0) == 1))
        names = tuple(name for caption in captions if (name := _groups(caption)))
        if names:
            yield LineItem(statement, row, names, captions, facts[row.index])


def content(phrase: str) -> frozenset[str]:
    """The words of `phrase` that carry meaning, in one spelling: abbreviations written out, plurals and synonyms
    merged. Words such as "our", "reported", "approximately" carry none."""
    return frozenset(word for word in _words(phrase) if word not in _NOISE)


def core(phrase: str) -> frozenset[str]:
    """The words of `phrase` that no name of the same thing can leave out."""
    return content(phrase) - _OPTIONAL


def _fit(words: frozenset[str], name: tuple[frozenset[str], ...]) -> int:
    """How well words name a caption: 0 for not at all, else 10 less one for every optional word that only one has."""
    met = frozenset().union(*name)
    if words.isdisjoint(met):
        return 0
    missing = [group for group in name if not group & words]
    extra = words - met
    generous = bool({"charge"} & words) and len(words & met) >= 2
    optional = _OPTIONAL | ({"income", "charge"} if generous else set())
    if any(not group <= optional and not group & optional for group in missing) or not extra <= optional:
        return 0
    if {"net", "income"} <= met and "net" not in words and "net" in {w for g in missing for w in g} and len(met) <= 3:
        return 0  # "income" alone does not say which of them
    if not (words & met) - _OPTIONAL and words & met != met:
        return 0
    return max(1, 10 - len(missing) - len(extra))


def _captions(row: Row, alone: bool) -> Iterable[str]:
    """The readings of a row's caption: as it stands; with its section where the caption only says "Basic" or "Total";
    and the section's own name where nothing else stands in it ("Revenues: Finance income")."""
    label = _BESIDE_THE_NAME.sub(" ", row.label)
    own = frozenset().union(*_groups(label))
    section = row.section[-1] if row.section else ""
    if own and not own <= _GENERIC:
        yield label
    elif section:
        yield f"{section} {label}"
    if alone and section:
        yield section


def _in_order(phrase: str) -> tuple[str, ...]:
    """The words that make a name, in order; "income (loss)" counts as one, and "expense" is left unsaid at will."""
    if either := _EITHER.search(phrase):
        first = either.group().strip("( ").split()[0].rstrip(",/")
        phrase = f"{phrase[: either.start()]} {first} {phrase[either.end() :]}"
    found = [word for word in _words(phrase) if word not in _UNSAID]
    return tuple(word for word in found if word != "net" or "income" in found or "cash" in found)


def _without_charge(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in name if word not in ("charge", "income", "noncash"))


@lru_cache(maxsize=4096)
def _groups(label: str) -> tuple[frozenset[str], ...]:
    """A caption's words, each with its alternatives: "income (expense)" may be called either."""
    groups: list[frozenset[str]] = []
    either = _EITHER.search(label)
    if either:
        label = label[: either.start()] + " " + label[either.end() :]
        groups.append(frozenset(w for w in _words(either.group()) if w not in _NOISE))
    groups.extend(frozenset({word}) for word in dict.fromkeys(_words(label)) if word not in _NOISE)
    return tuple(group for group in groups if group)


@lru_cache(maxsize=16384)
def _words(text: str) -> tuple[str, ...]:
    text = text.lower().replace("’", "'")
    for pattern, expansion in _ABBREVIATIONS:
        text = pattern.sub(expansion, text)
    text = re.sub(
        r"^(?:the )?(?!(?:share|stock)holders?'s?\b|owners?'s?\b|members?'s?\b|partners?'s?\b|today's\b)[\w.&-]+'s\s",
        "",
        text,
        count=1,
    )
    words = re.findall(r"[a-z]+", text.replace("'", ""))
    return tuple(_SPELLING.get(word, _singular(word)) for word in words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _SPELLING.get(word, word)


_NOT_AS_REPORTED = re.compile(r"pro[ -]?forma|non-?gaap|adjusted", re.IGNORECASE)
_ABBREVIATIONS = tuple(
    (re.compile(pattern), expansion)
    for pattern, expansion in (
        (r"\bsg&a\b", "selling general administrative"),
        (r"\bg&a\b", "general administrative"),
        (r"\br&d\b", "research development"),
        (r"\bs&m\b", "sales marketing"),
        (r"\bd&a\b", "depreciation amortization"),
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
        (r"\b(?:provision|benefit|\(benefit\)|\(provision\)|expense)(?: \(?(?:provision|benefit)\)?)? (?:for|from) (?:income )?tax(?:es)?\b", "income tax"),
        (r"\b(?:provision for|benefit from) (?:\(?(?:benefit from|provision for)\)? )?income tax(?:es)?\b", "income tax"),
        (r"\btax (?:expense|provision|benefit)\b", "income tax"),
        (r"\b(?:operating (?:income|loss|profit)|(?:income|loss|profit)(?: \(loss\))? from (?:continuing )?operations)\b", "operating income"),
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
_NOISE = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "for",
        "to",
        "from",
        "by",
        "with",
        "and",
        "or",
        "our",
        "its",
        "their",
        "this",
        "that",
        "these",
        "company",
        "s",
        "gaap",
        "us",
        "consolidated",
        "reported",
        "record",
        "recorded",
        "approximately",
        "about",
        "nearly",
        "roughly",
        "only",
        "just",
        "almost",
        "over",
        "total",
        "overall",
        "used",
        "provided",
        "generated",
        "resulting",
        "related",
        "relating",
        "recognized",
        "incurred",
        "associated",
        "pertaining",
        "attributed",
        "basis",
        "as",
        "at",
        "is",
        "was",
        "were",
        "are",
        "been",
        "had",
        "have",
        "has",
        "we",
        "it",
        "i",
        "e",
        "g",
        "also",
        "original",
        "new",
        "aggregate",
        "corresponding",
        "respective",
        "quarterly",
        "annual",
        "fiscal",
        "current",
        "period",
        "condensed",
        "unaudited",
        "quarter",
        "year",
        "month",
        "week",
        "end",
        "ended",
        "flow",
        "certain",
        "respectively",
        "each",
    ]
)
_OPTIONAL = frozenset(
    [
        "net",
        "noncash",
        "expense",
        "common",
        "shareholder",
        "attributable",
        "available",
        "applicable",
        "basic",
        "diluted",
        "per",
        "activity",
        "amount",
        "company",
        "equivalents",
        "equivalent",
        "end",
        "balance",
        "all",
        "primary",
    ]
)
_UNSAID = frozenset(
    "a an the of in on for to from by with or our its their this that these company gaap us consolidated reported record "
    "recorded approximately about used provided generated related relating recognized incurred associated as at is was "
    "we it original condensed unaudited expense common shareholder attributable available applicable basic diluted per "
    "share end and".split()
)
_BESIDE_THE_NAME = re.compile(
    r"\([^)]*(?:note|see|unaudited|shares|par value|authorized)[^)]*\)|^total\b", re.IGNORECASE
)
_GENERIC = frozenset(
    ["basic", "diluted", "total", "net", "other", "and", "assuming", "dilution", "continuing", "share", "per", "common"]
)
_EITHER = re.compile(
    r"\(?(?:income|expense|loss|gain|earnings|profit|charge|benefit|provision|cost|revenue|deficit|equity)s?\)?\s*[/,]?\s*"
    r"\(\s*(?:income|expense|loss|gain|earnings|charge|benefit|provision|deficit|credit)s?\s*\)"
    r"|\(\s*(?:income|expense|loss|gain|earnings|charge|benefit|provision)s?\s*\)\s*(?:income|expense|loss|gain|earnings|benefit|provision)s?"
    r"|\b(?:income|gain|expense|earnings)s?\s*/\s*\(?(?:expense|loss|income)(?:es)?\)?",
    re.IGNORECASE,
)
