from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

from generator.rendering import edgar_zip, render, report_package
from generator.report.model import Report


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
