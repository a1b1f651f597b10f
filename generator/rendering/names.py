"""What EDGAR accepts as a file name (EFM 5.1.1, 6.3.3)."""

from __future__ import annotations

import re

_INLINE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.htm")
_TAXONOMY = re.compile(r"[a-z0-9]\w*-\d{8}(\.xsd|_(lab|pre|cal|def)\.xml)", re.ASCII)
_LONGEST = 32


def check_file_name(name: str) -> None:
    """Raise `ValueError` for a name that EDGAR would refuse or that is not a plain name in one folder."""
    if len(name) > _LONGEST:
        raise ValueError(f"{name}: longer than {_LONGEST} characters")
    if not (_INLINE.fullmatch(name) or _TAXONOMY.fullmatch(name)):
        raise ValueError(f"{name}: not a file name that EDGAR takes")
