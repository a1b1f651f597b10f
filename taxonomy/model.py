"""The words of a taxonomy: concepts, relationships, namespaces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Namespace:
    """A family of concepts: `us-gaap` -> `http://fasb.org/us-gaap/2025` in `https://xbrl.fasb.org/.../us-gaap-2025.xsd`."""

    prefix: str
    uri: str
    schema_url: str


@dataclass(frozen=True, slots=True)
class Concept:
    """An element declaration (XBRL 2.1 §5.1.1). `qname` is `prefix:Name`; `type` and `substitution_group` are QNames;
    a type of the data type registry is `dtr-types:…` in every year, and `declared_type` what a year that still had
    `num:` and `nonnum:` writes instead;
    `balance` is `debit`, `credit` or None; `period_type` `instant` or `duration`. `deprecated` is the year or None.
    `inferred` is True when an attribute was inferred rather than read from an official file; `confidence` says how
    surely, `source` where the attributes come from, `label_source` where the standard label does. `typed_domain` is
    `#id` or `url#id` of a typed axis's domain (XBRL Dimensions §2.5.2)."""

    qname: str
    type: str
    period_type: str
    balance: str | None = None
    abstract: bool = False
    substitution_group: str = "xbrli:item"
    label: str = ""
    deprecated: int | None = None
    inferred: bool = False
    confidence: float = 1.0
    source: str = "official"
    nillable: bool = True
    typed_domain: str | None = None
    label_source: str = "official"
    declared_type: str | None = None

    @property
    def prefix(self) -> str:
        return self.qname.partition(":")[0]

    @property
    def name(self) -> str:
        return self.qname.partition(":")[2]

    @property
    def is_monetary(self) -> bool:
        return self.type == "xbrli:monetaryItemType"


@dataclass(frozen=True, slots=True)
class Role:
    """An extended link role; `definition` as EDGAR has it, "104000 - Statement - Statement of Financial Position"."""

    uri: str
    id: str
    definition: str
    used_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalculationArc:
    """`parent` = sum of weight * child, in the extended link `role` (XBRL 2.1 §5.2.5, Calculations 1.1)."""

    role: str
    parent: str
    child: str
    weight: int
    order: float


@dataclass(frozen=True, slots=True)
class PresentationNode:
    """A concept's place in a presentation tree, in pre-order; `depth` 0 is the root."""

    role: str
    concept: str
    parent: str | None
    depth: int
    order: int
    preferred_label: str | None = None


@dataclass(frozen=True, slots=True)
class Deprecation:
    """A concept taken out of use in `year`; `replacement` is its successor where the taxonomy names exactly one.
    `remains` says whether this taxonomy still declares it."""

    concept: str
    year: int
    remains: bool
    replacement: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CoverRule:
    """What EDGAR asks of one dei concept on the cover of `form` (EFM 6.5.20 to 6.5.55): `rule` is EDGAR's own letter,
    `severity` what breaking it costs (`error`, `warning`), `references` the concepts the rule speaks about."""

    form: str
    concept: str
    rule: str
    severity: str
    axis: str = ""
    value: str = ""
    references: tuple[str, ...] = ()
    source: str = ""
    scope: str = ""
    efm_section: str = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class TypeDeclaration:
    """A type that one of the taxonomy's own schemas declares: a restriction of the item type `base` to `values` or to
    what matches `pattern`, where there are any (XBRL 2.1 §5.1.1.3)."""

    qname: str
    base: str
    pattern: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedDomain:
    """The element that holds the members of a typed axis (XBRL Dimensions §2.5.2); no item, so no concept."""

    prefix: str
    name: str
    type: str
