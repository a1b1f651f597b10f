"""The wall around the XBRL processor: a worker process with a time limit and a memory limit.

Validation runs code of several hundred thousand lines over input that may be hostile, so it never runs in our own
process. What crosses the wall in either direction are the plain dataclasses below.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.processes import limit_memory, start_apart


@dataclass(frozen=True, slots=True)
class Limits:
    """What one validation may cost: wall-clock seconds, address space in bytes."""

    seconds: float = 120.0
    memory: int = 4 << 30


@dataclass(frozen=True, slots=True)
class Job:
    """One report to load and validate. `files` lie flat in one folder, `entries` are the ones to open (several make an
    inline document set); `packages` are taxonomy packages (zip). `csv` and `viewer` ask for those outputs of the same
    load. `edgar_plugin` is the folder of the SEC's plug-in (it must be called `EDGAR`), empty for none."""

    files: tuple[tuple[str, bytes], ...]
    entries: tuple[str, ...]
    packages: tuple[bytes, ...]
    csv: bool = False
    viewer: bool = False
    edgar_plugin: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the processor. `level` is its own word for it (`error`, `warning`, `inconsistency`, `info`, ...);
    `facts` are the ids of the facts it speaks of, `place` the file and line where it has them."""

    code: str
    level: str
    text: str
    facts: tuple[str, ...] = ()
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ReadFact:
    """A fact as the processor read it. `concept`, `unit` measures and `dimensions` (axis, member) are in Clark notation
    (`{namespace}name`); `start` is None for an instant, both None for anything but a plain period; `value` is None when
    nil; `decimals` is the attribute as written. `valid` tells whether the value suits the concept's type."""

    id: str
    concept: str
    entity: tuple[str, str]
    start: date | None
    end: date | None
    unit: tuple[tuple[str, ...], tuple[str, ...]] | None
    dimensions: tuple[tuple[str, str], ...]
    value: Decimal | str | None
    decimals: str | None
    nil: bool
    hidden: bool
    valid: bool
    line: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the processor said. `complete` is False when it did not get to the end; `loaded` when it could not open the
    report as one. `documents` are the addresses of the taxonomy files it used, `outputs` the files it wrote."""

    complete: bool
    loaded: bool
    version: str
    messages: tuple[Message, ...] = ()
    facts: tuple[ReadFact, ...] = ()
    documents: tuple[str, ...] = ()
    outputs: tuple[tuple[str, bytes], ...] = ()
    plugins: tuple[tuple[str, str], ...] = ()
    failure: str = field(default="")


@dataclass(frozen=True, slots=True)
class Order:
    """A job laid out on disk, as the worker sees it."""

    folder: str
    entries: tuple[str, ...]
    packages: tuple[str, ...]
    csv: bool
    viewer: bool
    edgar_plugin: str
    memory: int


def prepare() -> None:
    """Start a worker ahead of time, so that it loads Arelle while the report is still being made. The next `ask` uses
    it; nothing happens where one is ready already, and one that is never asked ends with this process."""
    global _ready
    if _ready is None or _ready.poll() is not None:
        try:
            _ready = _start()
        except OSError:
            _ready = None  # the next `ask` will say why


def ask(job: Job, limits: Limits | None = None) -> Answer:
    """Load and validate a report in a worker process. Never raises for what the report holds: a worker that dies or
    overruns gives an `Answer` with `complete` False and the reason in `failure` (`crashed: …`, `timeout: …`)."""
    limits = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="xbrlgen-") as name:
        folder = Path(name).resolve()
        order = _lay_out(job, folder, limits)
        return _clean(_run(order, limits), folder)


def serve() -> None:
    """The worker's side: one pickled `Order` on standard input, one pickled `Answer` on standard output."""
    channel = os.dup(1)
    os.dup2(2, 1)  # whatever the processor prints must not mix with the answer
    from generator.validation.arelle import load

    try:
        order: Order = pickle.load(sys.stdin.buffer)
    except EOFError:
        os._exit(0)  # nobody asked
    os.environ["XDG_CONFIG_HOME"] = order.folder
    os.chdir(order.folder)
    limit_memory(order.memory)
    answer = load(order)
    with os.fdopen(channel, "wb") as out:
        pickle.dump(answer, out)
        out.flush()
    os._exit(0)  # everything of use has been handed over; tearing the model down would take as long as building it


_ready: subprocess.Popen[bytes] | None = None


@atexit.register
def _dismiss() -> None:
    if _ready is not None and _ready.poll() is None:
        _ready.kill()
        _ready.communicate()


def _take() -> subprocess.Popen[bytes]:
    """The worker that stands ready, else a new one."""
    global _ready
    worker, _ready = _ready, None
    return worker if worker is not None and worker.poll() is None else _start()


def _start() -> subprocess.Popen[bytes]:
    return start_apart("from generator.validation.worker import serve; serve()")


def _lay_out(job: Job, folder: Path, limits: Limits) -> Order:
    report, taxonomy = folder / "report", folder / "taxonomy"
    report.mkdir()
    taxonomy.mkdir()
    for name, data in job.files:
        if Path(name).name != name:
            raise ValueError(f"{name!r} is not a plain file name")
        (report / name).write_bytes(data)
    packages = []
    for index, data in enumerate(job.packages):
        path = taxonomy / f"package-{index}.zip"
        path.write_bytes(data)
        packages.append(str(path))
    return Order(
        folder=str(folder),
        entries=tuple(str(report / entry) for entry in job.entries),
        packages=tuple(packages),
        csv=job.csv,
        viewer=job.viewer,
        edgar_plugin=job.edgar_plugin,
        memory=limits.memory,
    )


def _run(order: Order, limits: Limits) -> Answer:
    try:
        worker = _take()
    except OSError as error:
        return _failed(f"crashed: the worker process could not be started ({error.strerror})")
    try:
        said, complaints = worker.communicate(pickle.dumps(order), timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.communicate()
        return _failed(f"timeout: no answer within {limits.seconds:g} seconds")
    try:
        answer = pickle.loads(said)
    except Exception:
        last = complaints.decode("utf-8", "replace").strip().rpartition("\n")[2]
        return _failed(f"crashed: the worker process ended with status {worker.returncode} ({last[:300]})")
    return answer if isinstance(answer, Answer) else _failed("crashed: the worker gave no answer")


def _failed(reason: str) -> Answer:
    return Answer(complete=False, loaded=False, version="", failure=reason)


def _clean(answer: Answer, folder: Path) -> Answer:
    """Take the temporary folder's name out of everything that is said: same input, same bytes."""
    prefixes = [str(folder / "report") + "/", str(folder) + "/", str(folder)]

    def clean(text: str) -> str:
        for prefix in prefixes:
            text = text.replace(prefix, "")
        return text

    messages = tuple(replace(m, text=clean(m.text), file=clean(m.file)) for m in answer.messages)
    return replace(answer, messages=messages, failure=clean(answer.failure))
