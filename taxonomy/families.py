"""The families of a US taxonomy: their namespaces, canonical URLs and how a name tells its year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taxonomy.model import Namespace

FAMILIES = ("us-gaap", "srt", "dei", "country", "currency", "exch", "stpr")
FASB = frozenset({"us-gaap", "srt"})
_DATED_UNTIL = {"fasb": 2021, "sec": 2020}
"""Until that year a namespace ended in a date, `2020-01-31`; since then in the year alone."""

_HTTP_UNTIL = 2021
"""Until that year FASB's own files named one another by http."""

_NAMESPACE = re.compile(
    r"http://(?:fasb\.org|xbrl\.sec\.gov)/"
    r"(?P<family>us-gaap|srt|dei|country|currency|exch|stpr|us-types|srt-types|us-roles|srt-roles)/"
    r"(?P<version>(?P<year>\d{4})(?:q\d|-\d\d-\d\d)?)"
)
_TYPE_FAMILIES = {"us-types": "us-gaap", "us-roles": "us-gaap", "srt-types": "srt", "srt-roles": "srt"}


@dataclass(frozen=True, slots=True)
class FamilyName:
    """What a namespace URI says: `http://fasb.org/us-gaap/2020-01-31` is us-gaap, 2020, version 2020-01-31."""

    family: str
    year: int
    version: str


def family_of(namespace_uri: str) -> FamilyName | None:
    """The family that owns the namespace, of concepts, types or roles; None for any other."""
    match = _NAMESPACE.fullmatch(namespace_uri)
    return FamilyName(match["family"], int(match["year"]), match["version"]) if match else None


def canonical(family: str, year: int, version: str = "") -> Namespace:
    """The namespace and schema URL of a family in a year, by the pattern that FASB and the SEC keep to."""
    owner = _TYPE_FAMILIES.get(family, family)
    publisher = "fasb" if owner in FASB else "sec"
    if not version:
        version = f"{year}-01-31" if year <= _DATED_UNTIL[publisher] else str(year)
    if publisher == "fasb":
        return Namespace(
            family,
            f"http://fasb.org/{family}/{version}",
            f"{'http' if year <= _HTTP_UNTIL else 'https'}://xbrl.fasb.org/{owner}/{year}/elts/{family}-{version}.xsd",
        )
    folder = version if "q" in version else str(year)
    return Namespace(
        family,
        f"http://xbrl.sec.gov/{family}/{version}",
        f"https://xbrl.sec.gov/{family}/{folder}/{family}-{version}.xsd",
    )
