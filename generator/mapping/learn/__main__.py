"""`python -m generator.mapping.learn SHARED`: build `generator/mapping/data/learned.npz` from the reference filings."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.mapping.knowledge import Knowledge, write_knowledge
from generator.mapping.learn.corpus import gold_filings, old_filings
from generator.mapping.learn.flips import flip_habits
from generator.mapping.learn.reader import examples, train
from taxonomy import open_catalogue

DATA = Path(__file__).parent.parent / "data" / "learned.npz"


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    shared = Path(sys.argv[1])
    catalogue = open_catalogue()
    filings = [
        *gold_filings(shared / "bench" / "dev", catalogue),
        *old_filings(shared / "us-gaap" / "filers-2009-2010" / "statements.csv.gz", catalogue),
    ]
    reader = train(examples(filings), verbose=True)
    knowledge = Knowledge(
        reader.vocabulary, reader.vectors, reader.concepts, reader.weights, reader.bias, flip_habits(filings)
    )
    DATA.write_bytes(write_knowledge(knowledge))


if __name__ == "__main__":
    main()
