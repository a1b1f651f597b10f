"""Scale, currency and unit: what one printed unit of a row is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.facts.model import PURE, SHARES, Unit, money, money_per_share
from generator.facts.numbers import Number

_WORDS = {"thousand": 3, "million": 6, "billion": 9, "000": 3, "mm": 6}
_SCALE = re.compile(
    r"\b(?P<word>thousand|million|billion)s?\b|(?<![\d,])(?P<zeros>\$?\s?['’]?000(?:,000)?)['’]?\s?s?\b(?!,)", re.IGNORECASE  # noqa: E501
)  # fmt: skip
_STATEMENT = re.compile(
    r"\b(?:in|amounts?|dollars?|expressed|stated|except|omitted|shares?|us\$|currency|figures?|data)\b|\$|(?:^|\()\W*(?:thousand|million|billion)s?\b",
    re.IGNORECASE,
)
_EXEMPT_SHARES = re.compile(
    r"\b(?:except|other than|excluding|not)\b[^;.]*?(?:\bshares?(?!\s+(?:amounts?|data|information|figures?))(?=\s*(?:,|and|or|/|&|data|amounts|information|counts?|figures|$|\)))|number of shares|\bshares? (?:data|amounts?|information|figures?|counts?)|\bshares? and\b|share/per)",  # noqa: E501
    re.IGNORECASE,
)
_PER_ONLY = re.compile(r"\bper[\s-]+(?:common |ordinary |diluted |basic )?(?:share|unit)s?\b(?:\s+(?:data|amounts?|information|figures?))?", re.IGNORECASE)  # fmt: skip  # noqa: E501
_SHARES_IN = re.compile(
    r"\bshares?(?:\s+(?:amounts?|data|outstanding|and|in|are|expressed|information|units|count))*?\s+(?:in|and[^;.]*?in|are in)\s+(?P<word>thousand|million|billion)s?",  # noqa: E501
    re.IGNORECASE,
)
_CURRENCY_WORDS = (
    (re.compile(r"\bcanadian dollars?\b|\bC\$|\bCdn\$", re.IGNORECASE), "CAD"),
    (re.compile(r"\bpounds?\b|£|\bsterling\b"), "GBP"),
    (re.compile(r"\beuros?\b|€", re.IGNORECASE), "EUR"),
    (re.compile(r"\bRMB\b|\brenminbi\b", re.IGNORECASE), "CNY"),
    (re.compile(r"\byen\b|¥", re.IGNORECASE), "JPY"),
)
_PER_SHARE = re.compile(
    r"\bper\b[^.;:]{0,60}?\b(?:shares?|units?|ads|adss|lp unit)\b|\bEPS\b|\bper[\s-]share\b|\bper common\b|\bnet asset value per\b",  # noqa: E501
    re.IGNORECASE,
)
_SHARE_COUNT = re.compile(
    r"""\bweighted[\s-]*average\b(?!.*\b(?:price|rate|exercise|fair|yield|life|per\b.*share))
      | \b(?:average|total|diluted|basic|adjusted)\b.*\b(?:shares|units)\b.*\b(?:outstanding|used|equivalents?)\b
      | \b(?:authori[sz]ed|issued|outstanding)\s+shares$
      | \bshares?\s+used\b | \bused\s+in\b.*\b(?:per[\s-]share|computing|computation|calculat)
      | \bnumber\s+of\b.*\b(?:shares|units)\b
      | \b(?:shares|units)\b,?\s*(?:issued|outstanding|authorized|authorised)(?!.*(?:par value|at cost|\$))
      | ^(?:common|ordinary|preferred|treasury)?\s*(?:shares?|stock|units),?\s+(?:issued|outstanding
        |authorized)(?:\s+and\s+outstanding)?\s*\(?(?:in\s+shares)?\)?$
      | \bnumber\s+of\b.*\b(?:shares?|units?)\b | \(in\s+shares\)|\(shares\)|,\s*(?:shares|units)$
        |\bshares\s*\(in\s+(?:thousands|millions)\)
      | \b(?:preferred|common|ordinary|shares?|stock|units?),?\s+authori[sz]ed\W*$
      | ^(?:preferred|common|ordinary)\s+(?:issued|outstanding)\W*$
      | \bcommon\s+(?:shares?|stock)\s+equivalents\b | \b(?:average|diluted|basic)\s+(?:common\s+)?shares\b
        | \bdilutive\b.*\b(?:shares|securities|options)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_STOCK = re.compile(
    r"^(?!.*\b(?:values?|amounts?|costs?|prices?|preferences?|receivables?|net of|allowances?)\b)"
    r".*\b(?:common|preferred|ordinary|treasury|capital|deferred) (?:stock|shares|units)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%\s*\)?$|\bpercent(?:age)?s?\b|\b(?:effective|tax)\s+rate\b", re.IGNORECASE)

_FIGURES_IN_PARENTHESES = re.compile(r"\([^()]*\d[^()]*(?:\([^()]*\)[^()]*)*\)")
_EACH = re.compile(
    r"[\s,]*\(?[$£€]\s?\d[\d,]*(?:\.\d+)?\)?\s*(?:/\s*)?per\s+(?:\w+\s+){0,2}(?:shares?|units?)\b"
    r"|\bper\s+(?:\w+\s+){0,2}(?:share|unit)[\s:]*\(?[$£€]\s?\d[\d,]*(?:\.\d+)?\)?",
    re.IGNORECASE,
)
_PAR_CLAUSE = re.compile(
    r"[\s,;:—–-]*(?:\bwith(?:out)?\s+)?(?:\bno\b|\$?\s?\d*\.?\d+(?:\s?/\s?\d+)?)?\s*(?:\bpar\b|\bstated value\b).*|[\s,;:—–-]+(?:at cost)?[\s,;:—–-]*[\d,.]+(?:\s+(?:million|and [\d,.]+))*\s+(?:common |treasury |preferred )?shares\b.*|[\s,;:—–-]+shares? (?:issued|authorized|outstanding)\b.*\d.*",  # noqa: E501
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scaling:
    """The powers of ten that a caption states. `money` is None where it states none; `shares` is the power for share
    counts (None: not said), 0 where the caption exempts them. `proof` is the text that says so."""

    money: int | None = None
    shares: int | None = None
    currency: str = ""
    proof: str = ""


def read_scaling(texts: Iterable[str]) -> Scaling:
    """What captions say, the first that speaks winning."""
    scale, shares, currency, proof = None, None, "", ""
    for text in texts:
        if not currency:
            currency = next((code for pattern, code in _CURRENCY_WORDS if pattern.search(text)), "")
        if scale is not None or len(text) > 600:
            continue
        explicit = _SHARES_IN.search(text)
        for match in _SCALE.finditer(text):
            if not _STATEMENT.search(text) and not text.strip().startswith("("):
                continue
            word = (match["word"] or "").lower()
            power = _WORDS[word] if word else (6 if "000,000" in match["zeros"] else 3)
            if explicit and explicit.start() <= match.start() < explicit.end() and not re.search(r"dollar|\$|amount", explicit.group(), re.IGNORECASE) and _only_shares(text, explicit.start()):  # fmt: skip  # noqa: E501
                shares = power
                continue
            if scale is None:
                scale, proof = power, text
        if scale is not None and shares is None and _EXEMPT_SHARES.search(_PER_ONLY.sub(" ", text)):
            shares = 0
    return Scaling(scale, shares, currency, proof)


def _only_shares(text: str, start: int) -> bool:
    """True where "shares in thousands" is a clause of its own, not the tail of "dollars and shares in thousands"."""
    before = text[:start].rstrip()
    return not re.search(r"(?:\band|&)$", before, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measure:
    """How to turn a printed number of a row into a value: its unit, the power of ten, whether it is exact."""

    unit: Unit
    scale: int
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """What the rows of a statement may be. `kinds` are the kinds of figure that its words may announce (money is always
    one); `places` is how many decimal places its money usually prints, None where that says nothing; `stock_counts`
    says that rows about stock count it (a parenthetical statement)."""

    kinds: frozenset[str]
    places: int | None = None
    stock_counts: bool = False


def measure(
    label: str, section: tuple[str, ...], number: Number, scaling: Scaling, currency: str, habits: Habits
) -> Measure:
    """The unit and scale of one number by its row's words, then its section's, then its own look."""
    kind = row_kind(label, section, number, habits)
    if kind == "percent":
        return Measure(PURE, -2 if number.percent or not 0 < number.size < 1 else 0)
    if kind == "per-share":
        return Measure(money_per_share(currency), 0)
    if kind == "shares":
        return Measure(SHARES, share_scale(scaling, number.value))
    return Measure(money(currency), scaling.money or 0)


def share_scale(scaling: Scaling, value: Decimal | None) -> int:
    """The power of ten of a share count. Captions rarely speak of shares: a count that the money's scale would turn
    into more shares than any company has is printed in full."""
    scale = scaling.shares if scaling.shares is not None else (scaling.money or 0)
    if scale and value is not None and abs(value).scaleb(scale) >= Decimal("1e12"):
        return 0
    if scaling.shares is None and scale == 3 and value is not None and abs(value) >= 20_000_000:
        return 0
    if scaling.shares is None and scale == 6 and value is not None and abs(value) >= 100_000:
        return 0
    return scale


def row_kind(label: str, section: tuple[str, ...], number: Number, habits: Habits) -> str:
    """`percent`, `per-share`, `shares` or `money`."""
    if number.percent:
        return "percent"
    finer = habits.places is not None and number.places >= max(2, habits.places + 1)
    own = _kind_of_words(_without_figures(label))
    if not own:
        own = _kind_of_section(label, section, number, habits, finer=finer)
    if not own and finer and number.size < 1000:
        own = "per-share"
    if not own and habits.stock_counts and not (number.currency or number.places) and _STOCK.search(label):
        own = "shares"
    if own == "shares" and ((number.currency and number.places) or (finer and number.size < 100 and not re.search(r"\bshares\b", label, re.IGNORECASE))):  # fmt: skip  # noqa: E501
        own = "per-share"
    if own == "per-share" and not number.places and number.size >= 1000:
        own = "shares" if re.search(r"\bshares|\bunits\b|^\W*(?:basic|diluted)", label, re.IGNORECASE) else "money"
    return own if own in habits.kinds else "money"


def _kind_of_section(label: str, section: tuple[str, ...], number: Number, habits: Habits, *, finer: bool) -> str:
    if re.match(
        r"\W*(?:basic|diluted|assuming dilution)\b(?:\s+and\s+diluted)?[\s:]*(?:\(\w+\))?$", label, re.IGNORECASE
    ) and (number.places or number.grouped):
        return "per-share" if number.places >= 2 and (finer or number.size < 1000) else "shares"
    for heading in reversed(section):
        kind = _kind_of_words(_without_figures(heading))
        if kind == "per-share" and (
            number.places >= 2
            or number.dash
            or ("shares" in habits.kinds and number.value and number.size < 10 and not number.grouped)
        ):
            return kind
        if kind == "shares" and not number.currency and not finer:
            return kind
        if kind:
            return ""
    return ""


def _without_figures(label: str) -> str:
    """A label without parentheses that hold figures and without what follows a par value: those speak of themselves,
    not of the row."""
    label = _EACH.sub(" ", _FIGURES_IN_PARENTHESES.sub(" ", label))
    return _PAR_CLAUSE.sub("", label) if any(c.isdigit() for c in label) else label


def _kind_of_words(text: str) -> str:
    if _SHARE_COUNT.search(text) and not re.search(r"^(?:net )?(?:income|loss|earnings|dividends?)\b.*\bper\b", text, re.IGNORECASE):  # fmt: skip  # noqa: E501
        return "shares"
    if _PER_SHARE.search(text):
        return "per-share"
    if _PERCENT.search(text):
        return "percent"
    return ""
