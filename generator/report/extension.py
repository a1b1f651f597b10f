"""Concepts and members that the standard taxonomy lacks, named and declared (EFM 6.7.16 to 6.7.28)."""

from __future__ import annotations

import re

from generator.mapping.model import ProposedExtension
from generator.report import naming
from generator.report.model import ExtensionConcept
from taxonomy import Catalogue

_FAMILIES = ("us-gaap", "srt", "dei")
_RESERVED_ENDINGS = ("Axis", "Table", "LineItems", "Domain", "Member", "Abstract", "TextBlock")
_TYPE_PREFIXES = frozenset({"xbrli", "dtr-types"})
_MEMBER_TYPE = "dtr-types:domainItemType"


class ExtensionRegistry:
    """Declares each proposal once and answers with its QName. Two proposals of one name that differ in type, balance
    or period get different names; a name that a standard family uses is never taken."""

    def __init__(self, prefix: str, catalogue: Catalogue) -> None:
        self._prefix = prefix
        self._catalogue = catalogue
        self._declared: dict[str, ExtensionConcept] = {}
        self._members: dict[tuple[str, str], str] = {}
        self._by_proposal: dict[tuple[str, str, str | None, str], str] = {}

    def declare(self, proposal: ProposedExtension) -> ExtensionConcept | None:
        """The declaration of a proposed line item; None where its type is none that a filer may use."""
        if proposal.type.partition(":")[0] not in _TYPE_PREFIXES or proposal.period_type not in {"instant", "duration"}:
            return None
        key = (proposal.name, proposal.type, proposal.balance, proposal.period_type)
        if key not in self._by_proposal:
            qname = self._free(_line_item_name(proposal.name))
            balance = proposal.balance if proposal.type == "xbrli:monetaryItemType" else None
            self._by_proposal[key] = qname
            self._declared[qname] = ExtensionConcept(
                qname,
                proposal.type,
                proposal.period_type,
                balance,
                proposal.label or naming.words(proposal.name),
                nearest=proposal.nearest,
                reason=proposal.reason,
            )
        return self._declared[self._by_proposal[key]]

    def member(self, name: str, label: str, axis: str) -> str:
        """The QName of an extension member of `axis`, ending in `Member` (EFM 6.7.27)."""
        key = (name, axis)
        if key not in self._members:
            bare = re.sub(r"(Member|Domain)$", "", naming.camel(name)) or "Other"
            qname = self._free(f"{bare[:190]}Member")
            self._members[key] = qname
            text = label or naming.words(bare)
            if not text.endswith("[Member]"):
                text = f"{text} [Member]"
            self._declared[qname] = ExtensionConcept(
                qname, _MEMBER_TYPE, "duration", None, text, abstract=True, nearest=axis
            )
        return self._members[key]

    def get(self, qname: str) -> ExtensionConcept | None:
        return self._declared.get(qname)

    def used(self, qnames: set[str]) -> tuple[ExtensionConcept, ...]:
        """The declarations that the report uses, by name."""
        return tuple(self._declared[q] for q in sorted(self._declared) if q in qnames)

    def _free(self, name: str) -> str:
        suffix = next(
            (s for s in _RESERVED_ENDINGS if name.endswith(s)), ""
        )  # a suffix tells the type (EFM 6.7.23 to 6.7.28)
        stem = name.removesuffix(suffix)
        candidates = [name, *(f"{stem}Reported{n}{suffix}" for n in ("", *range(2, 1000)))]
        for candidate in candidates:
            qname = f"{self._prefix}:{candidate}"
            standard = any(self._catalogue.concept(f"{family}:{candidate}") for family in _FAMILIES)
            if not standard and qname not in self._declared:
                return qname
        raise ValueError(f"no free name for {name}")


def _line_item_name(name: str) -> str:
    """A name that does not end like a dimension's parts, whose endings promise another type."""
    camel = naming.camel(name)[:180]
    return f"{camel}Amount" if camel.endswith(_RESERVED_ENDINGS) else camel
