"""SEC rules on files and on the markup of the inline document (EFM 5.1, 5.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from generator.diagnostics import Severity
from generator.validation.files import IX, LINK, XHTML, XML, FilingFiles, line_of, local
from generator.validation.profiles.registry import Finding, Inspection, rule

_BLOCKED_NAMES = (
    "acronym area base bdo button cite col colgroup dd del embed fieldset form input ins label legend map noscript "
    "object option param q script select style textarea"
)
_BLOCKED = frozenset(_BLOCKED_NAMES.split())
_BLOCKED_ATTRIBUTES = {"a": ("name",), "body": ("link",), "link": ("rel", "rev")}
_LINKS = re.compile(r"^(#.*|[\w./-]+(#.*)?|https?://www\.sec\.gov/(ix\?doc=/)?Archives/edgar/data/.*)$")
_IMAGE = re.compile(r"^[\w./-]+\.(gif|jpg)$")
_DOCUMENT_NAME = re.compile(r"^[A-Za-z0-9][._A-Za-z0-9-]*\.htm$")
_TAXONOMY_NAME = re.compile(r"^[a-z0-9]\w*-[0-9]{8}(\.xsd|(_lab|_pre|_cal|_def|_ref)\.xml)$", re.ASCII)
_LONGEST_NAME = 32
_PREFIXES = {
    "ix": (IX,),
    "ixt": tuple(
        f"http://www.xbrl.org/inlineXBRL/transformation/{day}" for day in ("2015-02-26", "2020-02-12", "2022-02-16")
    ),
    "ixt-sec": ("http://www.sec.gov/inlineXBRL/transformation/2015-08-31",),
}
_TRANSFORMATION = re.compile(r"/inlineXBRL/transformation/")


@rule(
    "efm.file-name-length",
    Severity.ERROR,
    "EFM 5.1.1",
    "Choose a shorter ticker: the name, extension included, may have 32 characters.",
)
def file_name_length(inspection: Inspection) -> Iterator[Finding]:
    """A file name has at most 32 characters."""
    for name, _ in inspection.files.raw:
        if len(name) > _LONGEST_NAME:
            yield Finding(f"The file name {name} has {len(name)} characters.")


@rule(
    "efm.file-name-characters",
    Severity.ERROR,
    "EFM 5.1.1",
    "Use letters, digits, dots, hyphens and underscores, beginning with a letter or digit.",
)
def file_name_characters(inspection: Inspection) -> Iterator[Finding]:
    """An inline document's file name uses only the characters that EDGAR takes."""
    for document in inspection.files.documents:
        if not _DOCUMENT_NAME.match(document.name):
            yield Finding(f"EDGAR does not take {document.name} as the name of an inline document.")


@rule(
    "efm.file-name-pattern",
    Severity.ERROR,
    "EFM 6.3.3",
    "Name the files <ticker>-<yyyymmdd>.xsd, _lab.xml, _pre.xml, _cal.xml and _def.xml.",
)
def file_name_pattern(inspection: Inspection) -> Iterator[Finding]:
    """Schema and linkbases are named after the ticker and the period's end."""
    for name, _ in inspection.files.raw:
        if name.endswith((".xsd", ".xml")) and not _TAXONOMY_NAME.match(name):
            yield Finding(f"{name} does not follow the pattern for schemas and linkbases.")


@rule(
    "efm.linkbase-empty",
    Severity.ERROR,
    "EFM 6.3.3",
    "Write an extended link of the linkbase's kind, or leave the file out.",
)
def linkbase_empty(inspection: Inspection) -> Iterator[Finding]:
    """A linkbase has an extended link, by which EDGAR knows what kind it is."""
    for name, links in inspection.files.linkbases:
        if not links:
            yield Finding(f"{name} has no extended link.")


@rule("efm.not-well-formed", Severity.ERROR, "EFM 5.2.2", "Correct the template that wrote this file.")
def not_well_formed(inspection: Inspection) -> Iterator[Finding]:
    """Every file is well-formed XML."""
    for name, message in inspection.files.broken:
        yield Finding(f"{name} is not well-formed: {message}.")


@rule(
    "efm.not-ascii",
    Severity.ERROR,
    "EFM 5.2.1",
    "Write every other character as a numeric character reference.",
)
def not_ascii(inspection: Inspection) -> Iterator[Finding]:
    """Files hold ASCII bytes only, without a byte order mark."""
    for name, data in inspection.files.raw:
        if name.endswith((".htm", ".xsd", ".xml")) and not data.isascii():
            line = next(n for n, text in enumerate(data.split(b"\n"), 1) if not text.isascii())
            yield Finding(f"{name} holds bytes outside ASCII.", file=name, line=line)


@rule("efm.circumflex", Severity.ERROR, "EFM 5.2.1", "Write the character as &#94;.")
def circumflex(inspection: Inspection) -> Iterator[Finding]:
    """The character ^ does not stand in an inline document."""
    for name, data in inspection.files.raw:
        if name.endswith(".htm") and b"^" in data:
            yield Finding(f"{name} holds the character ^.", file=name, line=data[: data.index(b"^")].count(b"\n") + 1)


@rule("efm.doctype", Severity.ERROR, "EFM 5.2.5", "Write the document without a document type declaration.")
def doctype(inspection: Inspection) -> Iterator[Finding]:
    """There is no document type declaration."""
    for document in inspection.files.documents:
        if document.root.getroottree().docinfo.internalDTD is not None:
            yield Finding(f"{document.name} has a document type declaration.")


@rule("efm.element-blocked", Severity.ERROR, "EFM 5.2.5", "Use an element of the allowed list in the template.")
def element_blocked(inspection: Inspection) -> Iterator[Finding]:
    """Elements that EDGAR blocks are not used."""
    for name, element in _xhtml(inspection.files):
        if local(str(element.tag)) in _BLOCKED:
            yield _at(name, element, f"<{local(str(element.tag))}> is blocked.")


@rule("efm.attribute-blocked", Severity.ERROR, "EFM 5.2.5", 'Leave the attribute out; styles go into style="".')
def attribute_blocked(inspection: Inspection) -> Iterator[Finding]:
    """Attributes that EDGAR blocks are not used."""
    for name, element in _xhtml(inspection.files):
        tag = local(str(element.tag))
        for attribute, value in ((str(name), str(text)) for name, text in element.items()):
            blocked = attribute in _BLOCKED_ATTRIBUTES.get(tag, ()) or attribute in ("lang", f"{{{XML}}}base")
            if blocked or (attribute == "class" and not value.strip()):
                yield _at(name, element, f'<{tag} {local(attribute)}="{value}"> is blocked.')


@rule("efm.meta-content", Severity.ERROR, "EFM 5.2.5", "Leave the meta element out.")
def meta_content(inspection: Inspection) -> Iterator[Finding]:
    """A meta element states nothing but the content type text/html."""
    for name, element in _xhtml(inspection.files):
        content = element.get("content", "text/html")
        if element.tag == f"{{{XHTML}}}meta" and not content.startswith("text/html"):
            yield _at(name, element, f'<meta content="{content}"> is not allowed.')


@rule("efm.nested-table", Severity.ERROR, "EFM 5.2.5", "Lay the figures out in one table.")
def nested_table(inspection: Inspection) -> Iterator[Finding]:
    """Tables are not nested."""
    for name, element in _xhtml(inspection.files):
        if element.tag == f"{{{XHTML}}}table" and next(element.iterancestors(f"{{{XHTML}}}table"), None) is not None:
            yield _at(name, element, "A table stands within a table.")


@rule("efm.link-external", Severity.ERROR, "EFM 5.2.2", "Link within the filing or to EDGAR's archive only.")
def link_external(inspection: Inspection) -> Iterator[Finding]:
    """Links stay within the filing or lead to EDGAR's archive."""
    for name, element in _xhtml(inspection.files):
        target = element.get("href")
        if target is not None and not _LINKS.match(target):
            yield _at(name, element, f"The link to {target} leads elsewhere.")


@rule("efm.image", Severity.ERROR, "EFM 5.2.5", "Use a .gif or .jpg file beside the document.")
def image(inspection: Inspection) -> Iterator[Finding]:
    """Images are .gif or .jpg files of the filing."""
    for name, element in _xhtml(inspection.files):
        source = element.get("src")
        if source is not None and not _IMAGE.match(source):
            yield _at(name, element, f"The image {source[:60]} is no local .gif or .jpg file.")


@rule("efm.namespace-prefix", Severity.ERROR, "EFM 5.2.5", "Declare ix, ixt and ixt-sec with their usual prefixes.")
def namespace_prefix(inspection: Inspection) -> Iterator[Finding]:
    """Inline XBRL and transformation namespaces have their standard prefixes."""
    for document in inspection.files.documents:
        for prefix, uri in document.root.nsmap.items():
            wanted = next((p for p, uris in _PREFIXES.items() if uri in uris), prefix)
            if prefix != wanted:
                yield Finding(f"{document.name}: {uri} has the prefix {prefix}, not {wanted}.")


@rule(
    "efm.transformation-registry",
    Severity.ERROR,
    "EFM 5.2.5.12",
    "Use transformation registry 3, 4 or 5 and the SEC's registry of 2015.",
)
def transformation_registry(inspection: Inspection) -> Iterator[Finding]:
    """Transformations come from a registry that EDGAR accepts, one for the whole document."""
    accepted = {uri for uris in _PREFIXES.values() for uri in uris}
    for document in inspection.files.documents:
        declared = {uri for uri in document.root.nsmap.values() if _TRANSFORMATION.search(uri)}
        for uri in sorted(declared - accepted):
            yield Finding(f"{document.name}: the transformation registry {uri} is not accepted.")
        general = declared & set(_PREFIXES["ixt"])
        if len(general) > 1:
            yield Finding(f"{document.name} uses {len(general)} transformation registries at once.")


@rule("efm.target", Severity.ERROR, "EFM 5.2.5", "Leave the target attribute out.")
def target(inspection: Inspection) -> Iterator[Finding]:
    """Facts are not sent to another target document."""
    for document in inspection.files.documents:
        for element in document.root.iter(f"{{{IX}}}*"):
            if element.get("target") is not None:
                yield _at(document.name, element, f"<ix:{local(str(element.tag))}> has a target.")


@rule("efm.inline-element", Severity.ERROR, "EFM 5.2.5", "Write facts as ix:nonFraction and ix:nonNumeric only.")
def inline_element(inspection: Inspection) -> Iterator[Finding]:
    """ix:tuple and ix:fraction are not used."""
    for fact in inspection.inline:
        if fact.element in ("tuple", "fraction"):
            yield Finding(f"ix:{fact.element} is not allowed.", fact.concept, fact.id, line=fact.line)


@rule("efm.language", Severity.ERROR, "EFM 6.5.14", 'Write xml:lang="en-US" on the root element.')
def language(inspection: Inspection) -> Iterator[Finding]:
    """The document is in American English."""
    for document in inspection.files.documents:
        found = document.root.get(f"{{{XML}}}lang", "")
        if found != "en-US":
            yield Finding(f'{document.name} has xml:lang="{found}".')


@rule("efm.references", Severity.ERROR, "EFM 6.3.8", "Refer to the extension schema once; it refers to the linkbases.")
def references(inspection: Inspection) -> Iterator[Finding]:
    """The header refers to exactly one schema and to no linkbase."""
    documents = inspection.files.documents
    found = [href for document in documents for href in document.schema_refs]
    if documents and len(found) != 1:
        yield Finding(f"There are {len(found)} schema references.")
    for document in documents:
        for element in document.root.iter(f"{{{LINK}}}linkbaseRef"):
            yield _at(document.name, element, "The document refers to a linkbase.")


def _xhtml(files: FilingFiles) -> Iterator[tuple[str, etree._Element]]:
    for document in files.documents:
        for element in document.root.iter(f"{{{XHTML}}}*"):
            yield document.name, element


def _at(file: str, element: etree._Element, message: str) -> Finding:
    return Finding(message, file=file, line=line_of(element))
