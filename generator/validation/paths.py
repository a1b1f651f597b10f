"""Validation of what lies at a path: a generated folder, an inline document, a report package."""

from __future__ import annotations

import re
from pathlib import Path

from generator.diagnostics import UnreadableInputError
from generator.report.model import Filing
from generator.validation.bounded import Found, find_filing
from generator.validation.parsing import parse_files
from generator.validation.taxonomy_files import standard_names
from generator.validation.validate import Options, Subject, judge, refuse
from generator.validation.verdict import Verdict
from taxonomy import open_catalogue
from taxonomy.official import official_package
from taxonomy.package import closure_package

_GAAP = re.compile(rb"http://fasb\.org/us-gaap/(\d{4})\b")
_DEI = re.compile(rb"http://xbrl\.sec\.gov/dei/(\d{4})\b")


def validate_path(path: Path, *, options: Options | None = None, official: Path | None = None) -> Verdict:
    """Judge the filing at `path` against the taxonomy year that it names. `official` is an official taxonomy package to
    use instead of declarations from the catalogue.

    Raises `UnreadableInputError` where there is no filing to judge (see `find_filing`), or where the official package
    cannot be read. A year that no catalogue is at hand for makes the verdict `not-validated`.
    """
    options = options or Options()
    found = find_filing(path)
    filing = Filing(found.name, found.documents[0], found.files)
    files = parse_files(filing)
    try:
        catalogue = open_catalogue(f"us-gaap-{_year(found)}")
    except UnreadableInputError as error:
        return refuse(filing, options, error.diagnostics)
    subject = Subject(filing, found.documents, package=found.package)
    if official is None:
        return judge(subject, closure_package(catalogue, standard_names(files, catalogue)), catalogue, options)
    given = official_package(official, catalogue)
    return judge(subject, given.data, catalogue, options, given.diagnostics)


def _year(found: Found) -> str:
    """The year of the taxonomies that the filing names; us-gaap before dei, the latest where there are several."""
    contents = [data for name, data in found.files if name in found.documents or name.endswith(".xsd")]
    for pattern in (_GAAP, _DEI):
        years: set[bytes] = {match for data in contents for match in pattern.findall(data)}
        if years:
            return max(years).decode()
    return "unknown"
