"""The worker process: what comes through the wall, and what happens when it breaks."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator.validation import worker
from generator.validation.worker import Answer, Job, Limits, ask, prepare
from tests.validation import example
from tests.validation.breaking import read_facts


def test_the_good_filing_gives_no_message(answer: Answer) -> None:
    assert answer.complete and answer.loaded and answer.failure == ""
    assert [m for m in answer.messages if m.level != "info"] == []
    assert answer.version == "2.47.3"


def test_every_aspect_of_every_fact_is_read_back(answer: Answer) -> None:
    assert [replace(fact, line=0) for fact in answer.facts] == read_facts()


def test_taxonomy_files_are_named_by_their_addresses(answer: Answer) -> None:
    assert "https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd" in answer.documents
    assert "https://xbrl.sec.gov/dei/2025/dei-2025.xsd" in answer.documents
    assert not any(example.BASE in address for address in answer.documents)


def test_csv_and_viewer_come_from_the_same_load(answer: Answer) -> None:
    outputs = dict(answer.outputs)
    metadata = json.loads(outputs[f"{example.BASE}-metadata.json"])
    assert metadata["documentInfo"]["documentType"] == "https://xbrl.org/2021/xbrl-csv"
    assert metadata["documentInfo"]["taxonomy"] == [f"{example.BASE}.xsd"]
    lines = outputs[f"{example.BASE}-facts.csv"].decode("utf-8-sig").splitlines()
    assert len(lines) == len(answer.facts) + 1
    assert b'src="ixbrlviewer.js"' in outputs["viewer.html"]
    assert len(outputs["ixbrlviewer.js"]) > 100_000
    assert not any(b"xbrlgen-" in data for name, data in answer.outputs if name != "ixbrlviewer.js")


def test_a_worker_made_ready_gives_the_same_answer(package: bytes, answer: Answer) -> None:
    filing = example.filing()
    prepare()
    ready = worker._ready
    prepare()
    assert ready is not None and worker._ready is ready
    found = ask(Job(filing.files, (filing.entry,), (package,), csv=True, viewer=True))
    assert worker._ready is None and ready.returncode == 0
    assert found == answer


def test_a_worker_that_died_while_waiting_is_replaced(package: bytes) -> None:
    filing = example.filing()
    prepare()
    assert worker._ready is not None
    worker._ready.kill()
    worker._ready.wait()
    assert ask(Job(filing.files, (filing.entry,), (package,))).complete


def test_a_worker_that_overruns_is_a_timeout(package: bytes) -> None:
    filing = example.filing()
    found = ask(Job(filing.files, (filing.entry,), (package,)), Limits(seconds=0.05))
    assert not found.complete
    assert found.failure == "timeout: no answer within 0.05 seconds"


def test_a_worker_without_memory_has_crashed(package: bytes) -> None:
    filing = example.filing()
    found = ask(Job(filing.files, (filing.entry,), (package,)), Limits(memory=48 << 20))
    assert not found.complete
    assert found.failure.startswith("crashed: ")
    assert "/" not in found.failure.partition("(")[0]


def test_files_stay_in_the_worker_s_folder() -> None:
    with pytest.raises(ValueError, match="not a plain file name"):
        ask(Job((("../x.htm", b""),), ("x.htm",), ()))
