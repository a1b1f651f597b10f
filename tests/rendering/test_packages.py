from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

from generator.rendering import edgar_zip, render, report_package
from generator.report.model import Report
from generator.validation.paths import validate_path


def test_a_report_package_holds_one_report_and_says_what_it_is(hand_made: Report) -> None:
    filing = render(hand_made)
    beside = replace(filing, files=(*filing.files, ("facts.json", b"{}"), ("verdict.html", b"")))
    data = report_package(beside)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        about = json.loads(archive.read("demo-20250930/META-INF/reportPackage.json"))
        assert archive.read("demo-20250930/reports/demo-20250930.htm") == dict(filing.files)[filing.entry]
    assert about["documentInfo"]["documentType"] == "https://xbrl.org/report-package/2023/xbri"
    assert {name.split("/")[0] for name in names} == {"demo-20250930"}
    assert len(names) == 7
    assert report_package(beside) == data


def test_the_zip_for_edgar_is_flat_and_holds_only_the_filing(hand_made: Report) -> None:
    filing = render(hand_made)
    with zipfile.ZipFile(io.BytesIO(edgar_zip(filing))) as archive:
        assert archive.namelist() == [name for name, _ in filing.files]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_arelle_reads_the_package(hand_made: Report, tmp_path: Path) -> None:
    filing = render(hand_made)
    path = tmp_path / "demo.xbri"
    path.write_bytes(report_package(filing))
    verdict = validate_path(path)
    assert [str(d) for d in verdict.diagnostics if d.severity == "error"] == []
    assert verdict.counts.read_back == len(hand_made.facts)


def test_a_set_of_documents_has_a_folder_of_its_own_in_the_package(hand_made: Report) -> None:
    filing = render(hand_made)
    exhibit = ("ex991-20250930.htm", b"<html/>")
    several = replace(filing, files=(*filing.files, exhibit), documents=(filing.entry, exhibit[0]))
    with zipfile.ZipFile(io.BytesIO(report_package(several))) as archive:
        reports = [name for name in archive.namelist() if "/reports/" in name]
    assert len(reports) == 7
    assert all(name.startswith("demo-20250930/reports/demo-20250930/") for name in reports)
