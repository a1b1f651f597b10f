"""What a sentence speaks of: noun phrases matched to the rows of the statements, by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.facts.model import ParsedFact, Period, Row, Statement, StatementKind
from generator.facts.narrative_words import Name, content, core, fit, groups, in_order, without_charge


@dataclass(frozen=True, slots=True)
class LineItem:
    """A row of a primary statement with its facts. `names` are the readings of its caption, each a tuple of
    alternatives: every group of words must be met by one of its members."""

    statement: Statement
    row: Row
    names: tuple[Name, ...]
    captions: tuple[str, ...]
    facts: Mapping[Period, ParsedFact]

    def is_just(self, phrase: str) -> bool:
        """Whether `phrase` is this line's own name, word for word in its order, but for words that change nothing
        ("EpiCept's", "reported", a "total" that only the caption has): a reading that cannot mean another line."""
        said, shown = in_order(phrase), [in_order(label) for label in self.captions]
        if "charge" in said:  # a charge is a loss or an expense by another name
            said, shown = without_charge(said), [without_charge(name) for name in shown]
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

    def not_as_reported(self, phrase: str) -> tuple[LineItem, ...]:
        """The items of other tables, such as a pro forma statement, that `phrase` names in full."""
        words = content(phrase)
        return _best(words, self.others) if words else ()

    def named(self, phrase: str) -> tuple[LineItem, ...]:
        """The items that `phrase` names in full: every word of it that carries meaning is in the caption, and every
        word of the caption that carries meaning is in the phrase. Where some captions are met without leaving out even
        the words that may be left out ("total", "net"), only they are returned."""
        words = content(phrase)
        if words not in self._answers:
            self._answers[words] = _best(words, self.items) if words else ()
            if core(phrase) == _REVENUE and not self._answers[words]:
                self._answers[words] = self._only_revenue()
        return self._answers[words]

    def _only_revenue(self) -> tuple[LineItem, ...]:
        """The line that "revenues" means where a single one bears the word ("Interest revenue")."""
        bearing = [i for i in self.items if i.statement.kind is StatementKind.OPERATIONS and i.is_money]
        bearing = [i for i in bearing if "/" not in i.measure and any(_words_of(name) >= _REVENUE for name in i.names)]
        bearing = [i for i in bearing if not any("costof" in _words_of(name) for name in i.names)]
        return tuple(bearing) if len(bearing) == 1 else ()


_REVENUE = frozenset({"revenue"})


def _words_of(name: Name) -> frozenset[str]:
    return frozenset().union(*name)


def _best(words: frozenset[str], items: Iterable[LineItem]) -> tuple[LineItem, ...]:
    scored = [(score, item) for item in items if (score := max(fit(words, name) for name in item.names))]
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
    stem = ""
    for row in statement.rows:
        if row.is_heading or row.component or row.index not in facts:
            continue
        if basic := _BASIC.match(row.label):
            stem = basic["stem"]
        captions = tuple(_captions(row, children.get(row.section, 0) == 1, stem))
        names = tuple(name for caption in captions if (name := groups(caption)))
        if names:
            yield LineItem(statement, row, names, captions, facts[row.index])


def _captions(row: Row, alone: bool, stem: str) -> Iterable[str]:
    """The readings of a row's caption: as it stands; with its section where the caption only says "Basic" or "Total",
    or with the `stem` of the row above ("Net income per share - Basic", "- Diluted"); with its section where that says
    what sort of amount it is ("Revenues: Services"); and the section's own name where nothing else stands in it
    ("Revenues: Finance income")."""
    label = _BESIDE_THE_NAME.sub(" ", row.label)
    own = frozenset().union(*groups(label))
    section = _BESIDE_THE_NAME.sub(" ", row.section[-1]) if row.section else ""
    if own and not own <= _GENERIC:
        yield label
        if _KIND.match(section):
            yield f"{label} {section}"
    elif own == {"diluted"} and stem:
        yield f"{stem} {label}"
    elif section:
        yield f"{section} {label}"
    if alone and section:
        yield section


_NOT_AS_REPORTED = re.compile(r"pro[ -]?forma|non-?gaap|adjusted", re.IGNORECASE)
_BESIDE_THE_NAME = re.compile(
    r"\([^)]*(?:note|see|unaudited|shares|par value|authorized)[^)]*\)|^total\b|\([a-z](?: ?(?:,|&|and) ?[a-z])*\)",
    re.IGNORECASE,
)
_BASIC = re.compile(r"(?P<stem>.*\bper\b.*\b(?:share|unit)\b.*?)[\s,:–—-]+\(?basic\)?\s*$", re.IGNORECASE)
_KIND = re.compile(r"(?:total )?(?:net )?(?:costs? of )?(?:revenues?|sales|products? sold)\s*:?\s*$", re.IGNORECASE)
_GENERIC = frozenset(
    ["basic", "diluted", "total", "net", "other", "and", "assuming", "dilution", "continuing", "share", "per", "common"]
)
