"""Validation of what lies at a path."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from generator.diagnostics import Severity, UnreadableInputError
from generator.validation import Options, Status, Verdict
from generator.validation.bounded import find_filing
from generator.validation.paths import validate_path
from tests.validation import example
from tests.validation.breaking import broken_filing, rx


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "exw"
    target.mkdir()
    for name, data in example.filing().files:
        (target / name).write_bytes(data)
    (target / "viewer.html").write_bytes(b"<html>http://www.xbrl.org/2013/inlineXBRL</html>")
    (target / "verdict.json").write_bytes(b"{}")
    return target


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def is_good(verdict: Verdict) -> bool:
    assert [str(d) for d in verdict.diagnostics] == []
    return verdict.status is Status.VALID and verdict.counts.read_back == 93


def test_a_generated_folder(folder: Path) -> None:
    verdict = validate_path(folder, options=Options(("efm", "quality")))
    assert is_good(verdict)
    assert verdict.name == "exw"
    assert "Round trip" in {c.name for c in verdict.not_run}


def names(path: Path) -> list[str]:
    found = find_filing(path)
    assert found.documents == (f"{example.BASE}.htm",)
    assert found.package is None
    return [name for name, _ in found.files]


def test_an_inline_document_with_what_lies_beside_it(folder: Path) -> None:
    assert names(folder / f"{example.BASE}.htm") == names(folder) == [name for name, _ in example.filing().files]


def test_a_report_package(tmp_path: Path) -> None:
    files = {f"exw/reports/{name}": data for name, data in example.filing().files}
    info = {"documentInfo": {"documentType": "https://xbrl.org/report-package/2023/xbri"}}
    path = zipped(tmp_path / "exw.xbri", {"exw/META-INF/reportPackage.json": json.dumps(info).encode(), **files})
    assert is_good(validate_path(path, options=Options(("efm", "quality"))))


def test_a_plain_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path / "exw.zip", dict(example.filing().files))
    assert names(path) == [name for name, _ in example.filing().files]


def test_faults_are_found_without_a_report_to_compare_with(tmp_path: Path) -> None:
    filing = broken_filing(rx(".htm", r'(name="us-gaap:Assets" [^>]*>)[^<]*', r"\g<1>1,700"))
    verdict = validate_path(zipped(tmp_path / "exw.zip", dict(filing.files)))
    assert verdict.status is Status.INVALID
    assert {d.code for d in verdict.diagnostics} == {"calc11e:inconsistentCalculationUsingRounding"}


def test_a_year_without_a_catalogue_is_not_validated(tmp_path: Path) -> None:
    def older(files: dict[str, str]) -> None:
        for name in files:
            files[name] = files[name].replace("us-gaap/2025", "us-gaap/1999")

    verdict = validate_path(zipped(tmp_path / "exw.zip", dict(broken_filing(older).files)))
    assert verdict.status is Status.NOT_VALIDATED
    assert [d.code for d in verdict.diagnostics] == ["taxonomy.unknown"]
    assert verdict.checks == ()
    assert verdict.not_run


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableInputError) as caught:
        find_filing(path)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.remedy
    assert str(path.parent) not in diagnostic.message
    return diagnostic.code


def test_what_cannot_be_judged_is_refused_by_name(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.htm") == "validate.missing"
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    assert refusal(tmp_path / "a.pdf") == "validate.unknown-type"
    (tmp_path / "a.zip").write_bytes(b"no zip at all")
    assert refusal(tmp_path / "a.zip") == "validate.bad-zip"
    (tmp_path / "a.htm").write_bytes(b"<html><p>no tags</p></html>")
    assert refusal(tmp_path / "a.htm") == "validate.no-report"
    assert refusal(tmp_path) == "validate.no-report"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    assert refusal(zipped(tmp_path / "b.zip", {"a.htm": b" " * (8 << 20)})) == "validate.unsafe"
    assert refusal(zipped(tmp_path / "c.zip", {f"{n}.htm": b"x" for n in range(2_100)})) == "validate.unsafe"


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.htm", b"x" * 100_000)
    data = bytearray(buffer.getvalue())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    (tmp_path / "d.zip").write_bytes(bytes(data))
    assert refusal(tmp_path / "d.zip") in ("validate.bad-zip", "validate.no-report")


def test_a_file_name_in_a_package_stays_a_name(tmp_path: Path) -> None:
    files = {f"../../{name}": data for name, data in example.filing().files}
    found = find_filing(zipped(tmp_path / "e.zip", files))
    assert [name for name, _ in found.files] == [name for name, _ in example.filing().files]


def test_several_documents_make_one_set(tmp_path: Path) -> None:
    second = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" '
        'xmlns:dei="http://xbrl.sec.gov/dei/2025" xml:lang="en-US"><head><title>Exhibit</title></head><body><p>'
        '<ix:nonNumeric id="x-1" name="dei:EntityAddressAddressLine2" contextRef="c-1">Suite 2</ix:nonNumeric>'
        "</p></body></html>"
    )
    files = {**dict(example.filing().files), "exw-ex99.htm": second.encode()}
    verdict = validate_path(zipped(tmp_path / "exw.zip", files))
    assert verdict.counts.read_back == 94
    assert verdict.status is Status.VALID, [str(d) for d in verdict.diagnostics]
