"""How long the catalogue takes to open, look up, read whole, search and package, each in a fresh process.

    python benchmarks/catalogue.py [--runs 9]

Beside it the same tables in an SQLite file, the other way they could be stored.
"""

from __future__ import annotations

import argparse
import gzip
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from taxonomy.installed import EMBEDDED
from taxonomy.store import COLUMNS, read_rows

OPEN = "from taxonomy import open_catalogue\nc = open_catalogue()\n"
TASKS = {
    "start Python and import nothing": "",
    "import the room": "import taxonomy\n",
    "open and look up one concept": OPEN + "assert c.concept('us-gaap:NetIncomeLoss')\n",
    "the same, with its labels and sums": OPEN
    + "c.labels('us-gaap:NetIncomeLoss'), c.calculation_parents('us-gaap:NetIncomeLoss')\n",
    "read the whole of it": OPEN
    + "n = sum(1 for p in c.namespaces for _ in c.concepts(p))\n"
    + "c.labels('us-gaap:Assets'), c.calculations(), c.roles(), c.deprecation('x'), c.never_negative('x')\n"
    + "c.presented_in('us-gaap:Assets'), c.enumeration('x'), c.cover_rules('10-K'), c.filer_labels()\n",
    "first search": OPEN + "from taxonomy.search import find_concepts\nassert find_concepts(c, 'accrued interest')\n",
    "package of 60 concepts": OPEN
    + "from itertools import islice\nfrom taxonomy.package import closure_package\n"
    + "closure_package(c, [x.qname for x in islice(c.concepts(), 60)])\n",
    "package of everything": OPEN + "from taxonomy.package import full_package\nfull_package(c)\n",
}
SQLITE = (
    "import sqlite3, sys\nfrom taxonomy.model import Concept\n"
    "db = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)\n"
)
SQLITE_TASKS = {
    "open and look up one concept": SQLITE
    + "found = db.execute('select * from concepts where family=? and name=?', ('us-gaap', 'NetIncomeLoss'))\n"
    + "assert found.fetchone()\n",
    "read the whole of it": SQLITE
    + "for (t,) in db.execute(\"select name from sqlite_master where type='table'\").fetchall():\n"
    + "    db.execute(f'select * from {t}').fetchall()\n",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    for taxonomy_id in ("us-gaap-2025", "us-gaap-2020"):
        size = sum(path.stat().st_size for path in (EMBEDDED / taxonomy_id).iterdir())
        print(f"{taxonomy_id}: {size / 1e6:.2f} MB on disk")
    print(f"\nTables of text, milliseconds of a fresh process, median and fastest of {runs}")
    for name, code in TASKS.items():
        print(f"  {name:40} {timed(code, runs)}")
    with tempfile.TemporaryDirectory() as folder:
        path = as_sqlite(Path(folder))
        packed = len(gzip.compress(path.read_bytes(), 9))
        print(f"\nThe same in SQLite: {path.stat().st_size / 1e6:.2f} MB, {packed / 1e6:.2f} MB compressed")
        for name, code in SQLITE_TASKS.items():
            print(f"  {name:40} {timed(code, runs, str(path))}")


def timed(code: str, runs: int, *arguments: str) -> str:
    """Median and fastest of the whole process, and of the code alone once Python has started."""
    program = f"import time\nstart = time.perf_counter()\n{code}print(time.perf_counter() - start)\n"
    whole, alone = [], []
    for _ in range(runs):
        start = time.perf_counter()
        answer = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
        whole.append((time.perf_counter() - start) * 1000)
        alone.append(float(answer.stdout) * 1000)
    return (
        f"process {statistics.median(whole):5.0f} ({min(whole):.0f})"
        f"   after start {statistics.median(alone):5.0f} ({min(alone):.0f})"
    )


def as_sqlite(folder: Path) -> Path:
    path = folder / "catalogue.sqlite3"
    source = EMBEDDED / "us-gaap-2025"
    with sqlite3.connect(path) as database:
        columns = ", ".join(COLUMNS["concepts"])
        database.execute(f"create table concepts (family, {columns}, primary key (family, name)) without rowid")
        for file in sorted(source.glob("*.tsv.gz")):
            table = file.name.removesuffix(".tsv.gz")
            kind, _, family = table.partition("-")
            rows = read_rows(source, table)
            if kind == "concepts":
                marks = ", ".join("?" * (len(COLUMNS[kind]) + 1))
                database.executemany(f"insert into concepts values ({marks})", [[family, *row] for row in rows])
                continue
            names = [f'"{name}"' for name in COLUMNS[kind]]
            database.execute(f"create table {kind} ({', '.join(names)})")
            database.executemany(f"insert into {kind} values ({', '.join('?' * len(names))})", rows)
            database.execute(f"create index {kind}_first on {kind} ({names[0]})")
    database.close()
    with sqlite3.connect(path) as database:
        database.execute("vacuum")
    database.close()
    return path


if __name__ == "__main__":
    main()
