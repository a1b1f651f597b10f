"""A line as a bag of named clues: what the learned reader of captions looks at."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from generator.mapping.components import column_component
from generator.mapping.labels import key, words
from generator.mapping.lines import Line


def clues(line: Line, era: str) -> list[str]:
    """The clues of a line; each is a short text that names its kind first. The same line gives the same clues."""
    kind, label = line.kind, line.key
    seen = words(line.label)
    family = "IS" if kind == "CI" else "BS" if kind == "BSP" else kind
    measure = f"{line.unit}{'i' if line.instant else 'd'}"
    if line.figure:
        figure = line.figure
        head = " ".join(seen[:2])
        found = [f"f|{figure}|{line.unit}", f"fh|{figure}|{head}", f"U|{measure}|f", f"K|{kind}|f"]
        found += [f"fw|{cue}" for cue in figure.split()]
        found += [f"fx|{figure}|{word}" for word in seen[:8]]
        return found + [f"w|{word}" for word in seen[:8]]
    found = [
        f"L|{kind}|{measure}|{label}",
        f"L|{family}|{label}",
        f"L|{label}",
        f"E|{era}|{family}",
        f"U|{kind}|{measure}",
        f"EL|{era}|{family}|{label}",
        f"TL|{family}|{line.total_after}|{label}",
        f"T|{family}|{line.total_after}",
        f"O|{family}|{line.total_before}",
        f"PL|{family}|{line.before}",
        f"NL|{family}|{line.after}",
        f"D|{family}|{int(line.position * 5)}",
    ]
    found += [f"w|{word}" for word in seen]
    found += [f"k|{family}|{word}" for word in seen]
    padded = ("^", *seen, "$")
    found += [f"b|{first}|{second}" for first, second in pairwise(padded)]
    found += [f"kb|{family}|{first}|{second}" for first, second in pairwise(padded)]
    found += [f"s|{first}|{third}" for first, third in zip(seen, seen[2:], strict=False)]
    found += [f"t|{family}|{word}" for word in line.total_after.split()]
    found += [f"p|{family}|{word}" for word in line.before.split()]
    found += [f"n|{family}|{word}" for word in line.after.split()]
    found += [f"F|{family}|{flag}" for flag in line.flags]
    found += [f"FL|{family}|{flag}|{label}" for flag in line.flags]
    if line.section:
        inner = key(line.section[-1])
        found += [f"S|{family}|{inner}", f"SL|{family}|{inner}|{label}"]
        found += [f"c|{family}|{word}" for word in inner.split()]
        found += [f"a|{family}|{word}" for outer in line.section[:-1] for word in key(outer).split()]
    if kind in ("EQ", "CF") and line.instant:
        found.append(f"B|{kind}|{line.unit}")
    found += [f"H|{line.unit}|{component}" for component in sorted({column_component(head) for head in line.columns})]
    found += [
        f"HL|{line.unit}|{component}|{word}"
        for component in sorted({column_component(head) for head in line.columns})
        for word in seen
    ]
    if line.shown_negative or line.shown_positive:
        sign = "-" if line.shown_positive == 0 else "+" if line.shown_negative == 0 else "±"
        found.append(f"G|{family}|{sign}|{label}")
        found.append(f"G|{family}|{sign}")
    return found


@lru_cache(maxsize=262144)
def fingerprint(clue: str) -> int:
    """A clue as a 64-bit number: the data file holds no text of captions."""
    return int.from_bytes(blake2b(clue.encode(), digest_size=8).digest(), "big")
