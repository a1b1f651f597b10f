"""The packages loaded by Arelle, offline: no error, no warning, every concept known."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from arelle.api.Session import Session
from arelle.RuntimeOptions import RuntimeOptions

from taxonomy import Catalogue
from taxonomy.installed import EMBEDDED
from taxonomy.package import closure_package, full_package


class Messages(logging.Handler):
    logTextMaxLength = 1024  # noqa: N815 - Arelle reads it by this name
    logRecordBuffer = ()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelname.lower() not in ("info", "debug"):
            self.found.append(f"{record.levelname} {getattr(record, 'messageCode', '')}: {record.getMessage()}")


def load(package: bytes, url: str, folder: Path, base: str = "none") -> tuple[set[str], list[str]]:
    """The concepts that Arelle finds from an entry point, as `prefix:name`, and what it complains of."""
    path = folder / "package.zip"
    path.write_bytes(package)
    messages = Messages()
    options = RuntimeOptions(
        entrypointFile=url,
        packages=[str(path)],
        workOffline=True,
        disablePersistentConfig=True,
        validate=True,
        baseTaxonomyValidationMode=base,
        keepOpen=True,
        logLevel="INFO",
        logRefObjectProperties=False,
    )
    with Session() as session:
        session.run(options, logHandler=messages)
        model = session.get_models()[0]
        found = {
            f"{concept.qname.namespaceURI}#{concept.qname.localName}"
            for concept in model.qnameConcepts.values()
            if concept.isItem
        }
    return found, messages.found


@pytest.mark.parametrize("family", ["us-gaap", "srt", "dei", "country", "exch"])
def test_every_family_of_a_closure_loads(tmp_path: Path, family: str) -> None:
    catalogue = Catalogue(EMBEDDED / "us-gaap-2025")
    namespace = catalogue.namespaces[family]
    names = [concept.qname for concept, _ in zip(catalogue.concepts(family), range(50), strict=False)]
    found, complaints = load(closure_package(catalogue, names), namespace.schema_url, tmp_path, "all")
    assert complaints == []
    assert {f"{namespace.uri}#{name.partition(':')[2]}" for name in names} <= found


def test_the_whole_taxonomy_loads(tmp_path: Path) -> None:
    catalogue = Catalogue(EMBEDDED / "us-gaap-2025")
    namespace = catalogue.namespaces["us-gaap"]
    found, complaints = load(full_package(catalogue), namespace.schema_url, tmp_path)
    assert complaints == []
    assert sum(1 for name in found if name.startswith(f"{namespace.uri}#")) == sum(1 for _ in catalogue.concepts())
