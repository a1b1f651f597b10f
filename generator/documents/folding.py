"""White space folded without losing the way back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SEGMENT = re.compile(rf"[^\s{_INVISIBLE}]+(?:\s[^\s{_INVISIBLE}]+)*")
_WHITE = re.compile(r"\s")


def segments(text: str) -> Iterator[tuple[str, int, bool]]:
    """The stretches of `text` that fold to themselves: (folded text, offset in `text`, white space before it).

    Zero-width characters and soft hyphens vanish; every kind of space, `&nbsp;` too, becomes a plain space.
    """
    if text.isascii() and text.isprintable() and text.strip() == text and "  " not in text:
        # Nearly all text of tables: nothing to fold, and no need of an expression to see it.
        if text:
            yield text, 0, False
        return
    end = 0
    for match in _SEGMENT.finditer(text):
        yield _WHITE.sub(" ", match.group()), match.start(), bool(_WHITE.search(text, end, match.start()))
        end = match.end()


def fold(text: str) -> str:
    """`text` with white space folded to single spaces and invisible characters taken out."""
    folded: list[str] = []
    for segment, _, spaced in segments(text):
        if folded and spaced:
            folded.append(" ")
        folded.append(segment)
    return "".join(folded)


def ends_with_space(text: str) -> bool:
    """Whether white space follows the last visible character."""
    stripped = text.rstrip(_INVISIBLE)
    return bool(stripped) and stripped[-1].isspace()
