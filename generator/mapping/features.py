"""A line as a bag of named clues: what the learned reader looks at in the line itself. What stands around it the reader
sees by itself, as the bags of the other lines."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from generator.mapping.components import column_component
from generator.mapping.labels import key, words
from generator.mapping.lines import Line

LONGEST = 14
"""Words of a caption that are looked at."""


def clues(line: Line, era: str) -> list[str]:
    """The clues of a line; each is a short text that names its kind first. The same line gives the same clues."""
    kind, label = line.kind, line.key
    seen = words(line.label)[:LONGEST]
    family = "IS" if kind == "CI" else "BS" if kind == "BSP" else kind
    found = [f"U|{kind}|{line.unit}{'i' if line.instant else 'd'}", f"E|{era}|{kind}"]
    if line.figure:
        found += [f"f|{line.figure}|{line.unit}", f"fh|{line.figure}|{' '.join(seen[:2])}"]
        found += [f"fw|{cue}" for cue in line.figure.split()]
        found += [f"w|{word}" for word in seen[:8]]
        return found + [f"b|{first}|{second}" for first, second in pairwise(("^", *seen[:8]))]
    found += [f"L|{family}|{line.unit}|{label}", f"L|{label}"]
    found += [f"w|{word}" for word in seen]
    found += [f"k|{family}|{word}" for word in seen[:10]]
    found += [f"b|{first}|{second}" for first, second in pairwise(("^", *seen, "$"))]
    if line.side:
        found += [f"P|{family}|{line.side}", f"PL|{line.side}|{label}"]
    if line.section:
        inner = key(line.section[-1])
        found += [f"S|{family}|{inner}", f"SL|{inner}|{label}"]
        found += [f"c|{family}|{word}" for word in inner.split()[:8]]
        found += [f"a|{family}|{word}" for outer in line.section[:-1] for word in key(outer).split()[:6]][:8]
    found += [f"H|{line.unit}|{component}" for component in sorted({column_component(head) for head in line.columns})]
    if line.is_total:
        found.append("T")
    if line.shown_negative or line.shown_positive:
        sign = "-" if line.shown_positive == 0 else "+" if line.shown_negative == 0 else "±"
        found += [f"G|{family}|{sign}", f"G|{family}|{sign}|{label}"]
    return found


@lru_cache(maxsize=262144)
def fingerprint(clue: str) -> int:
    """A clue as a 64-bit number: the data file holds no text of captions."""
    return int.from_bytes(blake2b(clue.encode(), digest_size=8).digest(), "big")
