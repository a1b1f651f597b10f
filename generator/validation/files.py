"""The files of a filing as they were parsed, for rules that judge what is really written there.

Concepts are in Clark notation throughout (`{namespace}name`). Nothing here judges; a file that is not well-formed is
listed in `broken` and left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
IX = "http://www.xbrl.org/2013/inlineXBRL"
XBRLI = "http://www.xbrl.org/2003/instance"
XBRLDI = "http://xbrl.org/2006/xbrldi"
LINK = "http://www.xbrl.org/2003/linkbase"
XLINK = "http://www.w3.org/1999/xlink"
XS = "http://www.w3.org/2001/XMLSchema"
XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True)
class Context:
    """`members` pairs axis and member (the text for a typed member); `odd` names segment children that are no members.
    `start` is empty for an instant, both dates are empty for `forever`."""

    id: str
    line: int
    scheme: str
    identifier: str
    start: str
    end: str
    members: tuple[tuple[str, str], ...]
    typed: tuple[str, ...]
    odd: tuple[str, ...]
    scenario: bool


@dataclass(frozen=True, slots=True)
class UnitElement:
    id: str
    line: int
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InlineFact:
    """A fact as tagged. `text` is what stands inside the tag, white space folded."""

    id: str
    line: int
    element: str
    concept: str
    context: str
    unit: str
    decimals: str
    precision: str
    scale: str
    sign: str
    format: str
    nil: bool
    hidden: bool
    text: str


@dataclass(frozen=True, slots=True)
class InlineDocument:
    """An inline document and what its header declares. `root` is there for rules about the markup itself."""

    name: str
    root: etree._Element
    contexts: tuple[Context, ...]
    units: tuple[UnitElement, ...]
    facts: tuple[InlineFact, ...]
    schema_refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElementDeclaration:
    """An element of the extension schema. `type` and `substitution_group` are in Clark notation."""

    name: str
    line: int
    id: str
    type: str
    substitution_group: str
    nillable: bool
    abstract: bool
    period_type: str
    balance: str
    typed_domain: str


@dataclass(frozen=True, slots=True)
class RoleType:
    uri: str
    line: int
    id: str
    definition: str
    used_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    name: str
    root: etree._Element
    namespace: str
    prefix: str
    elements: tuple[ElementDeclaration, ...]
    roles: tuple[RoleType, ...]
    imports: tuple[tuple[str, str], ...]
    includes: int


@dataclass(frozen=True, slots=True)
class Arc:
    """An arc of a presentation, calculation or definition link. `kind` is `presentation`, `calculation` or
    `definition`; `order`, `weight` and `priority` are as written, empty where absent."""

    file: str
    line: int
    kind: str
    role: str
    arcrole: str
    source: str
    target: str
    order: str
    weight: str
    preferred_label: str
    priority: str
    use: str


@dataclass(frozen=True, slots=True)
class LabelResource:
    """A label of a concept; `order` of appearance is document order."""

    file: str
    line: int
    concept: str
    role: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class FilingFiles:
    """Everything in a filing, by what it is. `raw` are all files as bytes; `references` counts reference resources,
    `linkbases` the extended links of each linkbase."""

    raw: tuple[tuple[str, bytes], ...]
    broken: tuple[tuple[str, str], ...]
    documents: tuple[InlineDocument, ...]
    schemas: tuple[Schema, ...]
    arcs: tuple[Arc, ...]
    labels: tuple[LabelResource, ...]
    references: int
    linkbases: tuple[tuple[str, int], ...]


def safe_parser() -> etree.XMLParser:
    """No external entities, no entity expansion, no network; libxml2's own limits on size and depth stay on."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def local(clark: str) -> str:
    return clark.rpartition("}")[2]


def namespace_of(clark: str) -> str:
    return clark.removeprefix("{").rpartition("}")[0]


def line_of(element: etree._Element) -> int:
    """The line that an element begins on; 0 where the parser does not know."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0
