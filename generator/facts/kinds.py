"""Which statement a table is: titles and row words vote with the weights in two tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.facts.model import StatementKind

K = StatementKind

# Words of a title and the statement that they announce, strongest first. A title that announces two kinds (operations
# and comprehensive income) counts for both; the rows then decide.
_TITLES: tuple[tuple[str, StatementKind, float], ...] = (
    (r"\bparenthetical", K.PARENTHETICAL, 12),
    (r"\bbalance sheets?\b", K.BALANCE_SHEET, 6),
    (r"\b(?:statements?|sheets?) of (?:consolidated )?(?:financial (?:condition|position)|assets and liabilities|condition)\b", K.BALANCE_SHEET, 6),  # noqa: E501
    (r"\bstatements? of (?:[\w ]{0,24}\s)?(?:operations?|income|earnings|loss(?:es)?|profit|net income|net loss)\b(?!.{0,3}\bcomprehensive)", K.OPERATIONS, 6),  # noqa: E501
    (r"\b(?:income|earnings|operating|operations) statements?\b|\bstatements? of (?:consolidated )?(?:\(?loss\)?|income \(loss\)|\(loss\) income|revenues?)", K.OPERATIONS, 6),  # noqa: E501
    (r"\bresults of operations\b|\boperating results\b|\bstatements? of (?:[\w ,]{0,40})\boperations\b", K.OPERATIONS, 3),  # noqa: E501
    (r"^\W*(?:(?:condensed|consolidated|selected|summary|unaudited|quarterly|statements? of)\W+)*(?:operations|income|earnings) data\b", K.OPERATIONS, 3),  # noqa: E501
    (r"\bcomprehensive (?:net )?\(?(?:income|loss|earnings|deficit)", K.COMPREHENSIVE_INCOME, 6),
    (r"\bcash flows?\b", K.CASH_FLOWS, 6),
    (r"\b(?:stockholders|shareholders|shareowners|shareholder|stockholder|owners|members|member|partners|unitholders|investors)['’`]?s?['’`]? ?\(?(?:equity|deficit|deficiency|capital|investment|interest)", K.EQUITY, 5),  # noqa: E501
    (r"\b(?:changes in|statements? of|consolidated) (?:[\w ,]{0,40})\b(?:equity|capital|net assets)\b", K.EQUITY, 5),
    (r"\bretained earnings\b|\baccumulated deficit\b", K.EQUITY, 2),
    (r"\bsegments?\b|\bby (?:geograph|region|product)", K.SEGMENT, 5),
    (r"\bnon-?\s?gaap\b|\breconciliations? of (?!cash)|\badjusted\b|\bEBITDA\b|\bfree cash flow\b|\bconstant currency\b", K.NON_GAAP, 7),  # noqa: E501
    (r"\b(?:statements?|balance sheets?)\b.*\b(?:pro[\s-]?forma|non-?\s?gaap)\b|\b(?:pro[\s-]?forma|non-?\s?gaap)\b.*\b(?:statements?|balance sheets?)\b", K.NON_GAAP, 30),  # noqa: E501
    (r"\bguidance\b|\boutlook\b|\bforecast|\bprojected\b|\bexpected results\b", K.GUIDANCE, 7),
)  # fmt: skip

# Words of a row label, the statement they belong to, the weight. One label counts once for each kind.
_ROWS: tuple[tuple[str, StatementKind, float], ...] = (
    (r"^total assets\b|^assets,? total", K.BALANCE_SHEET, 4),
    (r"^total current (?:assets|liabilities)\b", K.BALANCE_SHEET, 3),
    (r"^total liabilities\b", K.BALANCE_SHEET, 3),
    (r"^total (?:stockholders|shareholders|shareowners|shareholder|partners|members|owners|equity)", K.BALANCE_SHEET, 2),  # noqa: E501
    (r"^(?:accounts|trade accounts|notes and accounts|trade) (?:payable|receivable)|^(?:trade )?receivables|^inventor(?:y|ies)\b|^goodwill|^accrued (?:liabilities|expenses)|^long-term debt|^deposits|^prepaid|^property", K.BALANCE_SHEET, 0.8),  # noqa: E501
    (r"^(?:retained earnings|accumulated deficit|additional paid-in|capital in excess|common stock,|preferred stock,|treasury stock,)", K.BALANCE_SHEET, 1),  # noqa: E501
    (r"^(?:total |net )?(?:revenues?|sales|net sales|operating revenues?)\b", K.OPERATIONS, 1.5),
    (r"^(?:total )?costs? of (?:goods|sales|revenue|products?|services?)|^gross (?:profit|margin)", K.OPERATIONS, 1.5),
    (r"^(?:selling|general|research|marketing|sales and|total operating|total costs|total expenses|interest expense|interest income|other income|other expense|total interest|provision for)", K.OPERATIONS, 0.8),  # noqa: E501
    (r"\b(?:operating|from operations|from continuing operations)\b.*\b(?:income|loss|profit)|\b(?:income|loss|earnings)\)? (?:from (?:continuing )?operations|before)\b|^operating (?:income|loss|profit)", K.OPERATIONS, 1.5),  # noqa: E501
    (r"\bincome tax(?:es)?\b|\bprovision for (?:income )?taxes\b|^taxes on", K.OPERATIONS, 1),
    (r"\bper (?:common |ordinary |basic |diluted |limited partner )*(?:share|unit)s?\b(?!.*(?:value|authorized))", K.OPERATIONS, 1.5),  # noqa: E501
    (r"\bweighted[ -]average\b|\baverage (?:common )?shares\b|\bshares used\b", K.OPERATIONS, 1.5),
    (r"^net (?:income|loss|earnings|\(loss\))", K.OPERATIONS, 1),
    (r"^net (?:income|loss|earnings|\(loss\))", K.COMPREHENSIVE_INCOME, 0.5),
    (r"\bother comprehensive\b", K.COMPREHENSIVE_INCOME, 3),
    (r"\bcomprehensive (?:net )?\(?(?:income|loss|earnings)", K.COMPREHENSIVE_INCOME, 2.5),
    (r"\b(?:foreign )?currency translation|\bunrealized\b.*\b(?:gain|loss|securities|investments)|\bpension\b|\bcash flow hedge|\breclassification|\bderivative", K.COMPREHENSIVE_INCOME, 1),  # noqa: E501
    (r"\b(?:operating|investing|financing) activities\b", K.CASH_FLOWS, 3),
    (r"\bcash\b.*\b(?:beginning|end)\b", K.CASH_FLOWS, 2.5),
    (r"\bnet (?:increase|decrease|change|\(decrease\))\b.*\bcash\b", K.CASH_FLOWS, 2.5),
    (r"^(?:depreciation|purchases? of|proceeds from|repayments?|payments? (?:of|on|for|to)|capital expenditures|adjustments to reconcile|changes in (?:operating )?assets|deferred income taxes|cash paid|stock-based compensation|share-based)", K.CASH_FLOWS, 0.8),  # noqa: E501
    (r"^balances?\b|\bbalances?,? (?:at|as of|beginning|end)\b|\bbalances?$", K.EQUITY, 3),
    (r"(?:equity|deficit|earnings) (?:at|-|–|—)?\s*(?:beginning|end|january|december|april|july|october)", K.EQUITY, 3),
    (r"^(?:issuance|issued|exercise|stock options|dividends|cash dividends|repurchases?|purchase of treasury|stock-based compensation|share-based|shares? repurchased|stock issued|vesting|tax withholding|net share settlement|common stock issued)", K.EQUITY, 0.7),  # noqa: E501
    (r"\bpar value\b|\bstated value\b", K.PARENTHETICAL, 3),
    (r"\bshares?,? (?:authorized|issued|outstanding)|\b(?:authorized|issued|outstanding)(?: \(in shares\)|,? shares)?$", K.PARENTHETICAL, 3),  # noqa: E501
    (r"\ballowances?\b|\baccumulated (?:depreciation|amortization)\b", K.PARENTHETICAL, 1),
    (r"\bsegment\b", K.SEGMENT, 2.5),
    (r"\bnon-?gaap\b|\badjusted\b|\bEBITDA\b|\bpro forma\b|\bfree cash flow\b|\bexcluding\b|\bas adjusted\b", K.NON_GAAP, 3),  # noqa: E501
    (r"\bguidance\b|\boutlook\b|\bforecast\b|\blow end\b|\bhigh end\b|\bto \$", K.GUIDANCE, 4),
)  # fmt: skip

_TITLE_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), kind, weight) for pattern, kind, weight in _TITLES)
_ROW_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), kind, weight) for pattern, kind, weight in _ROWS)

# What the rows alone must bring before a table is this statement: with a title that says so, and without any.
_NEEDS: dict[StatementKind, tuple[float, float]] = {
    K.BALANCE_SHEET: (4, 9),
    K.PARENTHETICAL: (3, 6),
    K.OPERATIONS: (3, 9),
    K.COMPREHENSIVE_INCOME: (3, 5),
    K.CASH_FLOWS: (5, 9),
    K.EQUITY: (3, 8),
    K.SEGMENT: (0, 8),
    K.NON_GAAP: (0, 6),
    K.GUIDANCE: (0, 6),
}
_ROW_CAP = 14.0
_STATEMENT_TITLE = re.compile(
    r"\b(?:balance sheets?|(?:income|earnings) statements?|statements? of (?:consolidated |comprehensive |changes in |condensed )*"  # noqa: E501
    r"(?:operations|income|earnings|\(?loss|profit|financial|cash|net|stockholders|shareholders|shareowners|shareholder|stockholder|partners|members|owners|"
    r"equity|redeemable|convertible|mezzanine|common|condition|assets|revenues?|consolidated|comprehensive|changes|capital|temporary|retained|accumulated))",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:following|tables?|presents?|presented|shows?|summar(?:y|ized|izes)? of|notes? (?:to|\d)|effects?|impacts?|included|classified|recorded|line items?|discussion|"  # noqa: E501
    r"analysis|location|reflected|related|parent company|parent only|pro forma|supplemental balance|components of|index|report|see accompanying|reconcil\w+|segment|adopt\w+|gains? and losses|our|were|was|are|is|has|have)\b|[.:;]$|\bitem \d",  # noqa: E501
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind, its score, the runner-up's, and whether a title names the kind."""

    kind: StatementKind
    score: float
    margin: float
    titled: bool


def classify(titles: Sequence[str], labels: Iterable[str], shape: dict[StatementKind, float] | None = None) -> Verdict:
    """The kind of a table from the lines above it and its row labels. `shape` adds evidence from its columns."""
    title_scores = _title_scores(titles)
    row_scores = _row_scores(labels)
    for kind, weight in (shape or {}).items():
        row_scores[kind] = row_scores.get(kind, 0) + weight
    scores: dict[StatementKind, float] = {}
    for kind, (with_title, without) in _NEEDS.items():
        rows, title = row_scores.get(kind, 0.0), title_scores.get(kind, 0.0)
        if rows >= (with_title if title >= 3 else without):
            scores[kind] = min(rows, _ROW_CAP) + title
    if K.PARENTHETICAL in scores and title_scores.get(K.PARENTHETICAL, 0) == 0 and K.BALANCE_SHEET in scores:
        del scores[K.PARENTHETICAL]
    ranked = sorted(scores, key=lambda kind: (-scores[kind], kind))
    if not ranked:
        return Verdict(K.UNKNOWN, 0, 0, False)
    best = ranked[0]
    margin = scores[best] - (scores[ranked[1]] if len(ranked) > 1 else 0)
    return Verdict(best, scores[best], margin, title_scores.get(best, 0) >= 3)


def is_statement_title(text: str) -> bool:
    """True for a line that is the title of a primary statement and nothing else: no sentence that speaks of one."""
    return (
        len(text) < 200
        and bool(_STATEMENT_TITLE.search(text))
        and not _TALK.search(text)
        and bool(_title_scores([text]))
    )


def names_kind(text: str, kind: StatementKind) -> bool:
    """True where a statement's title names this kind of statement."""
    return is_statement_title(text) and _title_scores([text]).get(kind, 0) >= 3


def _title_scores(titles: Sequence[str]) -> dict[StatementKind, float]:
    scores: dict[StatementKind, float] = {}
    for title in titles:
        if len(title) > 250:
            continue
        for pattern, kind, weight in _TITLE_PATTERNS:
            if pattern.search(title):
                scores[kind] = max(scores.get(kind, 0.0), weight if len(title) < 120 else weight / 2)
    return scores


def _row_scores(labels: Iterable[str]) -> dict[StatementKind, float]:
    scores: dict[StatementKind, float] = {}
    for label in labels:
        seen: dict[StatementKind, float] = {}
        for pattern, kind, weight in _ROW_PATTERNS:
            if pattern.search(label):
                seen[kind] = max(seen.get(kind, 0.0), weight)
        for kind, weight in seen.items():
            scores[kind] = scores.get(kind, 0.0) + weight
    return scores
