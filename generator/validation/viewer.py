"""One page for the viewer of an inline document set.

The viewer's plug-in writes a page for every document of a set and has the first load the others, which browsers refuse
to do from a disk. Joined into one page, cover and exhibits open offline like a report of one document.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from iXBRLViewerPlugin.xhtmlserialize import XHTMLSerializer
from lxml import etree

VIEWER = "viewer.html"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_DATA = "application/x.ixbrl-viewer+json"


def join_viewer(folder: Path, names: Sequence[str]) -> None:
    """Make the pages `names` of `folder`, the first of which holds the viewer's data, the one page `VIEWER`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    first, *others = (etree.parse(folder / name, parser) for name in names)
    body = _body(first)
    data = next(script for script in body.iter(f"{_XHTML}script") if script.get("type") == _DATA)
    for other in others:
        exhibit = _body(other)
        exhibit.tag = f"{_XHTML}div"
        data.addprevious(exhibit)
    described = json.loads(data.text or "{}")
    for report in described["sourceReports"]:
        report["docSetFiles"] = [VIEWER]
    data.text = json.dumps(described).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    for name in names:
        (folder / name).unlink()
    with (folder / VIEWER).open("wb") as page:
        XHTMLSerializer(page).serialize(first)


def _body(page: etree._ElementTree) -> etree._Element:
    body = page.getroot().find(f"{_XHTML}body")
    assert body is not None
    return body
