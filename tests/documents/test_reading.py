"""The door: files, bytes, encodings, submissions and refusals."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from generator.diagnostics import UnreadableInputError
from generator.documents import parse_document, read_document
from generator.documents.decoding import MAXIMUM_BYTES

FIGURES = "\n".join(f"Item number {n:<20}      {n:,}     {n * 2:,}" for n in range(10_000, 10_060))
RELEASE = f"<html><body><p>Acme reported a profit.</p><pre>\n{FIGURES}\n</pre></body></html>"
SUBMISSION = f"""<SEC-DOCUMENT>0000000000-08-000001.txt : 20080811
<SEC-HEADER>0000000000-08-000001.hdr.sgml : 20080811
CONFORMED SUBMISSION TYPE:\t8-K
CONFORMED PERIOD OF REPORT:\t20080811
FILED AS OF DATE:\t\t20080812

FILER:

\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tACME WIDGET INC
\t\tCENTRAL INDEX KEY:\t\t\t0000123456
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tPHARMACEUTICAL PREPARATIONS [2834]
\t\tIRS NUMBER:\t\t\t\t521841431
\t\tSTATE OF INCORPORATION:\t\t\tDE
\t\tFISCAL YEAR END:\t\t\t1231

\tFILING VALUES:
\t\tSEC FILE NUMBER:\t000-51290

\tBUSINESS ADDRESS:
\t\tSTREET 1:\t\t1 MAIN STREET
\t\tCITY:\t\t\tSPRINGFIELD
\t\tSTATE:\t\t\tOH
\t\tZIP:\t\t\t45501
\t\tBUSINESS PHONE:\t\t9375550100
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>form8k.txt
<TEXT>
The registrant released its results, see the exhibit.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-10.1
<TEXT>
{FIGURES}
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>2
<FILENAME>ex991.htm
<TEXT>
{RELEASE}
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<TEXT>
begin 644 logo.gif
M1234
end
</TEXT>
</DOCUMENT>
"""


def code(data: bytes) -> str:
    with pytest.raises(UnreadableInputError) as refused:
        parse_document(data, "input")
    assert all(diagnostic.remedy for diagnostic in refused.value.diagnostics)
    return refused.value.diagnostics[0].code


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert code(b"") == code(b" \n\t") == "read.empty"
    assert code(b"%PDF-1.4 ...") == code(b"PK\x03\x04....") == code(bytes(range(256)) * 10) == "read.binary"
    assert code(b"x" * (MAXIMUM_BYTES + 1)) == "read.too-large"
    assert code(gzip.compress(b" " * (MAXIMUM_BYTES + 1))) == "read.too-large"
    assert code(b"\x1f\x8b\x08broken") == "read.binary"
    for path, expected in ((tmp_path, "read.directory"), (tmp_path / "none.txt", "read.missing")):
        with pytest.raises(UnreadableInputError) as refused:
            read_document(path)
        assert refused.value.diagnostics[0].code == expected
        assert str(tmp_path.parent) not in str(refused.value)


def test_a_gzip_file_that_is_cut_off_is_refused() -> None:
    whole = gzip.compress(b"Total assets 1,234\n" * 500)
    assert code(whole[: len(whole) - 9]) == "read.binary"


def test_gzip_and_encodings(tmp_path: Path) -> None:
    text = "Résumé of results – £ 1,204\n"
    for data in (text.encode(), text.encode("cp1252"), text.encode("utf-8-sig"), text.encode("utf-16")):
        packed = tmp_path / "release.txt.gz"
        packed.write_bytes(gzip.compress(data))
        assert read_document(packed).source == text


def test_the_release_of_an_8k_is_chosen() -> None:
    document = parse_document(SUBMISSION.encode(), "filing.txt")
    assert document.exhibit == "EX-99.1"
    assert [d.code for d in document.diagnostics] == ["read.exhibit-chosen"]
    assert "8-K, EX-10.1" in document.diagnostics[0].message
    (table,) = document.tables()
    assert table.rows[0].span.line == SUBMISSION.split("\n").index("<TYPE>EX-99.1") + 1 + 5


def test_an_exhibit_can_be_named() -> None:
    assert parse_document(SUBMISSION.encode(), "filing.txt", exhibit="ex-10").exhibit == "EX-10.1"
    with pytest.raises(UnreadableInputError) as refused:
        parse_document(SUBMISSION.encode(), "filing.txt", exhibit="EX-13")
    assert refused.value.diagnostics[0].code == "read.no-such-exhibit"
    assert "EX-99.1" in refused.value.diagnostics[0].remedy


def test_the_form_is_kept_beside_its_exhibit() -> None:
    document = parse_document(SUBMISSION.encode(), "filing.txt", exhibit="EX-99.1")
    assert document.front is not None and document.front.exhibit == "8-K"
    form = parse_document(SUBMISSION.encode(), "filing.txt", exhibit="8-K")
    assert form.front is None


def test_a_single_document_has_no_exhibits() -> None:
    document = parse_document(b"Acme reported a profit.\n", "release.txt", exhibit="EX-99")
    assert [d.code for d in document.diagnostics] == ["read.exhibit-ignored"]


def test_the_submission_header() -> None:
    header = parse_document(SUBMISSION.encode(), "filing.txt").header
    assert header is not None
    assert (header.company_name, header.cik, header.form) == ("ACME WIDGET INC", "0000123456", "8-K")
    assert (header.period, header.filed, header.fiscal_year_end) == ("2008-08-11", "2008-08-12", "1231")
    assert (header.sic, header.state_of_incorporation, header.irs_number) == ("2834", "DE", "521841431")
    assert (header.file_number, header.phone) == ("000-51290", "9375550100")
    assert (header.street, header.city, header.state, header.zip_code) == (
        "1 MAIN STREET",
        "SPRINGFIELD",
        "OH",
        "45501",
    )


def test_an_annual_report_that_only_points_to_its_exhibit() -> None:
    source = SUBMISSION.replace("8-K", "10-K").replace("EX-99.1", "EX-13")
    assert parse_document(source.encode(), "filing.txt").exhibit == "EX-13"


def test_reading_is_the_same_every_time() -> None:
    assert parse_document(SUBMISSION.encode(), "f") == parse_document(SUBMISSION.encode(), "f")


def test_the_bench_is_read_whole(shared: Path) -> None:
    for path in sorted((shared / "bench/dev/R").glob("*/input.*")):
        assert list(read_document(path).tables()), path.parent.name


def test_a_submission_of_very_many_documents_is_read() -> None:
    """Choosing among them once took time by the square of their number."""
    document = parse_document(b"<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\nCash 1\n" * 50_000, "many.txt")
    assert [d.code for d in document.diagnostics] == ["read.exhibit-chosen"]
    assert document.diagnostics[0].message.endswith("EX-99 and 49979 more.")
