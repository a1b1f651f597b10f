"""The files of a filing, parsed."""

from __future__ import annotations

from lxml import etree


def safe_parser() -> etree.XMLParser:
    """No external entities, no entity expansion, no network; libxml2's own limits on size and depth stay on."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
