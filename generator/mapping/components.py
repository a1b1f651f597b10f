"""Columns, or sections, of a statement of equity as members of the equity components axis."""

from __future__ import annotations

import re

from generator.facts.model import Column, StatementKind
from generator.mapping.labels import words
from generator.mapping.model import Dimension

EQUITY_AXIS = "us-gaap:StatementEquityComponentsAxis"
CLASS_AXIS = "us-gaap:StatementClassOfStockAxis"

_MEMBERS: tuple[tuple[str, str], ...] = (
    (r"(?<!non )\bredeemable|temporary equity|mezzanine", ""),
    (r"noncontrolling", "NoncontrollingInterestMember"),
    (r"total.*(?:stockholder|parent|attributable)|attributable .*(?:company|parent|stockholder)|^parent\b", "total"),
    (r"treasury", "TreasuryStockCommonMember"),
    (r"(?:accumulated other )?comprehensive", "AccumulatedOtherComprehensiveIncomeMember"),
    (r"common stock.*paidincapital|common.*and.*additional", "CommonStockIncludingAdditionalPaidInCapitalMember"),
    (r"paidincapital|capital (?:excess|surplus)|(?:additional|contributed) capital", "AdditionalPaidInCapitalMember"),
    (r"retained|accumulated (?:income|deficit|loss)|reinvested|deficit|undistributed income", "RetainedEarningsMember"),
    (r"preferred", "PreferredStockMember"),
    (r"subscription.*receivable|receivable.*stockholder", "ReceivablesFromStockholderMember"),
    (r"deferred compensation|unearned compensation", "DeferredCompensationShareBasedPaymentsMember"),
    (r"warrant", "WarrantMember"),
    (r"general partner", "GeneralPartnerMember"),
    (r"limited partner", "LimitedPartnerMember"),
    (r"common|share capital|ordinary|capital stock", "CommonStockMember"),
)  # fmt: skip
_CAPITALS = ("CommonStockIncludingAdditionalPaidInCapitalMember", "AdditionalPaidInCapitalMember")
_STOCK_TOO = re.compile(r"\bstock\b.*(?:paidincapital|capital (?:excess|surplus))|common.*and.*additional")
_COMMON_CLASS = re.compile(r"\bclass ([abc])\b", re.I)
_SHARE_CLASS = re.compile(r"\b(class|series) ([a-h])\b", re.I)


def column_component(heading: str) -> str:
    """The member that a column heading means, "total" or empty for none."""
    text = " ".join(words(heading))
    return next((member for pattern, member in _MEMBERS if re.search(pattern, text)), "total")


def dimensions(
    column: Column, kind: StatementKind, *, with_parent: bool, section: str = ""
) -> tuple[tuple[Dimension, ...], str]:
    """The dimensions of a column's facts, and the words that say so; no dimension for the total column.

    Where columns are periods, `section` is the component that a row stands under.
    `with_parent` says that the statement also has a column of noncontrolling interest: then the parent's total is a
    component of the whole (ParentMember), otherwise it is the whole.
    """
    heading, place = (column.component, "the column is headed") if column.component else (section, "the row is under")
    if kind is not StatementKind.EQUITY or not heading:
        return (), ""
    text = " ".join(words(heading))
    if re.fullmatch(r"total(?: equity| deficit| capital| income)?(?: deficit)?", text) or not text:
        return (), ""
    for pattern, member in _MEMBERS:
        if re.search(pattern, text):
            return _member(heading, member, with_parent), f"{place} “{heading}”"
    if "total" in text or text in ("equity", "share", "amount"):
        return (), ""
    name = "".join(word.capitalize() for word in re.findall(r"[A-Za-z]+", heading))[:80]
    return (Dimension(EQUITY_AXIS, f"{name}Member", heading),), f"no standard component is called “{heading}”"


def share_class(text: str) -> str:
    """The one class or series of shares that a text names (“Class A”), empty where it names none or several."""
    found = {f"{word.capitalize()} {letter.upper()}" for word, letter in _SHARE_CLASS.findall(text)}
    return found.pop() if len(found) == 1 else ""


def class_dimension(name: str, caption: str) -> Dimension:
    """The member of a class of shares: a common or a preferred stock, as its caption says."""
    word, letter = name.split()
    preferred = bool(re.search(r"\bprefer", caption, re.I))
    if word == "Class":
        return Dimension(CLASS_AXIS, f"us-gaap:{'Preferred' if preferred else 'Common'}Class{letter}Member")
    return Dimension(CLASS_AXIS, f"us-gaap:Series{letter}PreferredStockMember")


def _member(heading: str, member: str, with_parent: bool) -> tuple[Dimension, ...]:
    if member == "total":
        return (Dimension(EQUITY_AXIS, "us-gaap:ParentMember"),) if with_parent else ()
    if not member:
        return ()
    if member in _CAPITALS:  # “common stockholders’” above a heading is not “common stock and”
        member = _CAPITALS[0 if _STOCK_TOO.search(" ".join(words(heading))) else 1]
    found = [Dimension(EQUITY_AXIS, f"us-gaap:{member}")]
    letter = _COMMON_CLASS.search(heading)
    if letter and member == "CommonStockMember":
        found.append(Dimension(CLASS_AXIS, f"us-gaap:CommonClass{letter[1].upper()}Member"))
    return tuple(found)
