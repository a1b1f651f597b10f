"""Filings as archives: inline report package (`.xbri`) and the flat zip that EDGAR takes. Same filing, same bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable

from generator.report.model import Filing

_XBRI = "https://xbrl.org/report-package/2023/xbri"
_PARTS = (".htm", ".xsd", ".xml")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def report_package(filing: Filing) -> bytes:
    """The filing as an inline XBRL report package (Report Packages 1.0 §3): one report, its extension beside it."""
    about = {"documentInfo": {"documentType": _XBRI}}
    description = (json.dumps(about, indent=2) + "\n").encode("ascii")
    root = filing.entry.removesuffix(".htm")
    files = [(f"{root}/META-INF/reportPackage.json", description)]
    # Several documents are one report only in a folder of their own (Report Packages 1.0 §3.3).
    folder = f"{root}/reports/{root}" if len(filing.documents) > 1 else f"{root}/reports"
    files += [(f"{folder}/{name}", data) for name, data in _filed(filing)]
    return _zip(files)


def edgar_zip(filing: Filing) -> bytes:
    """The files that go to EDGAR, without folders."""
    return _zip(_filed(filing))


def _filed(filing: Filing) -> list[tuple[str, bytes]]:
    """The report and its extension; what lies beside them for people (JSON, CSV, verdict) stays out."""
    stem = filing.entry.removesuffix(".htm")
    return [
        (name, data)
        for name, data in filing.files
        if name in filing.documents or (name.startswith(stem) and name.endswith(_PARTS))
    ]


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            entry.create_system = 3
            archive.writestr(entry, data)
    return buffer.getvalue()
