"""Names that a report must choose: file stem, prefix, namespace, element names (EFM 6.3.3, 6.7.3, 6.7.16)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_LONGEST_STEM = 15
_LONGEST_NAME = 200
_RESERVED_PREFIXES = frozenset(
    {
        "xml",
        "xmlns",
        "xs",
        "xsd",
        "xsi",
        "xbrl",
        "xbrli",
        "xbrldi",
        "xbrldt",
        "link",
        "xlink",
        "ix",
        "ixt",
        "iso",
        "utr",
    }
    | {"ref", "us", "gaap", "usgaap", "srt", "dei", "country", "currency", "exch", "stpr", "naics", "sic", "cyd", "ecd"}
    | {"rr", "vip", "invest", "oef", "fnd", "ebp", "cef", "spac", "cik", "scheme"}
)


def stem(ticker: str, name: str) -> str:
    """The ticker, else a slug of the name: lower-case letters and digits, at most 15 (EDGAR's 32 with the date)."""
    for text in (ticker, name):
        letters = re.sub(r"[^a-z0-9]", "", plain(text).lower())
        if letters:
            return letters[:_LONGEST_STEM]
    return "report"


def prefix(file_stem: str) -> str:
    """A namespace prefix from the file stem: a letter first, no underscore, none of the standard prefixes."""
    letters = file_stem if file_stem[0].isalpha() else f"x{file_stem}"
    return f"{letters}co" if letters in _RESERVED_PREFIXES else letters


def base(file_stem: str, day: date) -> str:
    return f"{file_stem}-{day:%Y%m%d}"


def namespace(authority: str, day: date) -> str:
    """`http://authority/yyyymmdd` (EFM 6.7.4)."""
    return f"http://{authority}/{day:%Y%m%d}"


def plain(text: str) -> str:
    """`text` with accents taken off and everything else that is not ASCII left out."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def camel(text: str) -> str:
    """`text` as an LC3 element name: words joined, each with a capital, letters and digits only, at most 200 bytes."""
    words = re.findall(r"[A-Za-z0-9]+", plain(text).replace("'", ""))
    name = "".join(word[0].upper() + (word[1:] if not word.isupper() else word[1:].lower()) for word in words)
    if not name or not name[0].isalpha():
        name = f"Item{name}"
    return name[:_LONGEST_NAME]


def words(name: str) -> str:
    """An element name as words: `RecyclingReserveCurrent` to `Recycling Reserve Current`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
