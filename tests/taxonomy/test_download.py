"""Fetching packages, from a server on this machine."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.diagnostics import UnreadableInputError
from taxonomy import download as module
from taxonomy.download import OfficialFile, download, official_files

CONTENT = b"not really a zip" * 1000


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "http://example.com/other.zip")
            self.end_headers()
        elif self.path == "/good.zip" or self.path == "/short.zip":
            self.send_response(200)
            self.send_header("Content-Length", str(len(CONTENT) + (10 if "short" in self.path else 0)))
            self.end_headers()
            self.wfile.write(CONTENT)
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def failure(url: str, folder: Path, sha256: str = "") -> str:
    with pytest.raises(UnreadableInputError) as raised:
        download(OfficialFile(url, sha256), folder)
    return raised.value.diagnostics[0].code


def test_a_file_arrives_whole_with_progress(server: str, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    digest = hashlib.sha256(CONTENT).hexdigest()
    file = OfficialFile(f"{server}/good.zip", digest)
    path = download(file, tmp_path, progress=lambda *state: seen.append(state))
    assert path.read_bytes() == CONTENT and path.name == "good.zip"
    assert seen[-1] == ("good.zip", len(CONTENT), len(CONTENT))


def test_another_checksum_is_an_error_that_names_both(server: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError) as raised:
        download(OfficialFile(f"{server}/good.zip", "ab" * 32), tmp_path)
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "taxonomy.checksum"
    assert hashlib.sha256(CONTENT).hexdigest() in diagnostic.message and "ab" * 32 in diagnostic.message


def test_failures_are_diagnostics(server: str, tmp_path: Path) -> None:
    assert failure(f"{server}/none.zip", tmp_path) == "taxonomy.download-failed"
    assert failure(f"{server}/elsewhere", tmp_path) == "taxonomy.download-refused"
    assert failure("http://127.0.0.1:9/closed.zip", tmp_path) == "taxonomy.download-failed"


def test_a_short_answer_is_an_error(server: str, tmp_path: Path) -> None:
    assert failure(f"{server}/short.zip", tmp_path) in ("taxonomy.download-refused", "taxonomy.download-failed")


def test_too_large_an_answer_is_cut_off(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 100)
    assert failure(f"{server}/good.zip", tmp_path) == "taxonomy.download-refused"


@pytest.mark.parametrize("url", ["http://xbrl.fasb.org/x.zip", "file:///etc/passwd", "ftp://localhost/x.zip"])
def test_only_https_is_spoken(url: str, tmp_path: Path) -> None:
    assert failure(url, tmp_path) == "taxonomy.download-refused"


def test_where_the_packages_of_a_year_lie() -> None:
    assert [file.url for file in official_files(2026)] == [
        "https://xbrl.fasb.org/us-gaap/2026/us-gaap-2026.zip",
        "https://xbrl.fasb.org/srt/2026/srt-2026.zip",
        "https://xbrl.sec.gov/2026.zip",
    ]
    assert [file.needed for file in official_files(2026)] == [True, False, False]
    assert official_files(2021)[0].url == "https://xbrl.fasb.org/us-gaap/2021/us-gaap-2021-01-31.zip"
    assert len(official_files(2024)[0].sha256) == 64 and official_files(2030)[0].sha256 == ""
