"""Fetching an official package, only when a person asked for the network."""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from taxonomy.families import canonical

MAX_BYTES = 256 * 2**20
TIMEOUT_SECONDS = 60
USER_AGENT = "xbrlgen taxonomy download"

Progress = Callable[[str, int, int], None]
"""Called with the file's name, the bytes received, and the bytes expected (0 where the server does not say)."""


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """A package at its publisher. `sha256` as third parties recorded it on downloading, empty where none did; an
    import can do without one that is not `needed`."""

    url: str
    sha256: str = ""
    needed: bool = True

    @property
    def name(self) -> str:
        return self.url.rpartition("/")[2]


CHECKSUMS = {
    "us-gaap-2022.zip": "8af6fbbcec3818cd372f391cece9e62018e115b7b65ea75a6a38b9709af3ab37",
    "srt-2022.zip": "37d0156ccc5ee77594a84109eb475ca3fe75a56ff25069e261e943d451451c9f",
    "us-gaap-2023.zip": "b48fbb7be5cbaef5532ebff51394176ca6e7241ffce5fc88812485b8e6f9d6fd",
    "srt-2023.zip": "e1a667a56cde32af35fcf5a1936691bd4d22e52a29ce2af7218c5ef4c23810de",
    "us-gaap-2024.zip": "decdd417d86ff7bfb5ca166c0ca1001017aea873673544a8d7f91c34bf5d82df",
    "srt-2024.zip": "136d16f1bf62ca1966300231b2b399f90631ba703381aeec467e9bec4f3867eb",
    "us-gaap-2025.zip": "a3b835925ad74030eb5be865a26d7dfe44013081c4ab7204b6122316a685fff4",
    "srt-2025.zip": "aad1daeb4bdfe3057f4ed81482c06130f873a59fa7fce5193c5731f93b1fef88",
    "us-gaap-2026.zip": "f4c8b8b5697ba7d825a8614b159611cd25a46640e98a9737cda1e4a672bd4c81",
    "2022.zip": "b9f01a19df2e286f016e89239f616c0dd1012c3477947a7374d02c84ebd06568",
    "2023.zip": "0b5cd8689d9b2fdda525b15603b459171c624e175079d90a917ca1e518c592e4",
    "2024.zip": "418477e806d5a2d6b21376a26c01fc373d549dae8d18f223a6ebddf80680bdf0",
    "2025.zip": "6a963051af02ff458e02669549bd55f9d547281724f3b4e053cb0157be8121e4",
    "2026.zip": "16243a0713f10fb7bebd020cb0da505e2bf4ef180af3e19b8e4cd4ad2a75a6a0",
    "srt-2026.zip": "34dab1ee7a10b9991fee1e17437c278908599ff2258ea3270ef718cab265be05",
}


def official_files(year: int) -> tuple[OfficialFile, ...]:
    """The packages of a year: us-gaap, which an import needs, srt, and the SEC's own in one (dei, country, …)."""
    files = []
    for family in ("us-gaap", "srt"):
        version = canonical(family, year).uri.rpartition("/")[2]
        name = f"{family}-{version}.zip"
        url = f"https://xbrl.fasb.org/{family}/{year}/{name}"
        files.append(OfficialFile(url, CHECKSUMS.get(name, ""), needed=family == "us-gaap"))
    name = f"{year}.zip"
    return (*files, OfficialFile(f"https://xbrl.sec.gov/{name}", CHECKSUMS.get(name, ""), needed=False))


def download(file: OfficialFile, folder: Path, *, progress: Progress | None = None) -> Path:
    """Fetch the file into the folder and return its path there.

    Only https is spoken, save to this machine itself, and a redirect may not leave it. `UnreadableInputError`:
    `taxonomy.download-failed`, `taxonomy.download-refused`, `taxonomy.checksum` where the content is not the recorded.
    """
    _check(file.url)
    request = urllib.request.Request(file.url, headers={"User-Agent": USER_AGENT})
    opener = urllib.request.build_opener(_SafeRedirects)
    target, digest, received = folder / file.name, hashlib.sha256(), 0
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as response, target.open("wb") as out:
            expected = int(response.headers.get("Content-Length") or 0)
            while chunk := response.read(2**16):
                received += len(chunk)
                if received > MAX_BYTES:
                    raise _refused(file.url, f"is larger than {MAX_BYTES // 2**20} MB")
                digest.update(chunk)
                out.write(chunk)
                if progress is not None:
                    progress(file.name, received, expected)
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise UnreadableInputError(
            Diagnostic(
                "taxonomy.download-failed",
                Severity.ERROR,
                f"{file.url} could not be fetched: {error}.",
                "Download it in a browser and add the file: `xbrlgen taxonomy add FILE`.",
            )
        ) from error
    if expected and received != expected:
        raise _refused(file.url, f"ended after {received} of {expected} bytes")
    if file.sha256 and digest.hexdigest() != file.sha256.lower():
        raise UnreadableInputError(
            Diagnostic(
                "taxonomy.checksum",
                Severity.ERROR,
                f"{file.url} has the SHA-256 {digest.hexdigest()}, not {file.sha256}.",
                "If the publisher has issued a new version, give its checksum with --sha256.",
            )
        )
    return target


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        _check(newurl)
        if urlsplit(newurl).hostname != urlsplit(req.full_url).hostname:
            raise _refused(newurl, "is on another host")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")):
        raise _refused(url, "is not an https address")


def _refused(url: str, reason: str) -> UnreadableInputError:
    return UnreadableInputError(
        Diagnostic(
            "taxonomy.download-refused", Severity.ERROR, f"{url} {reason}.", "Download it by hand and add the file."
        )
    )
