"""`python -m generator.mapping.learn SHARED`: build `generator/mapping/data/learned.npz` anew.

SHARED is the folder of reference material: `bench/dev` (filings of today with the concepts their filers chose) and
`us-gaap/filers-2009-2010/statements.csv.gz` (captions and concepts of 1,323 filers); `data/` beside this module has an
expert's captions. The filing that the end-to-end check uses is left out altogether. Takes about half an hour; the same
input gives the same file on the same machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

from generator.mapping.learn.building import build
from generator.mapping.learn.corpus import all_filings
from generator.mapping.store import write_learned
from taxonomy import open_catalogue

DATA = Path(__file__).parent.parent / "data" / "learned.npz"


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    catalogue = open_catalogue()
    learned = build(all_filings(Path(sys.argv[1]), catalogue), catalogue, lambda text: print(text, flush=True))  # noqa: T201
    DATA.write_bytes(write_learned(learned))


if __name__ == "__main__":
    main()
