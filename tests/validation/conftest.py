"""The example's taxonomy package, and one load of the good filing for all tests."""

from __future__ import annotations

import pytest

from generator.validation.worker import Answer, Job, ask
from taxonomy import open_catalogue
from taxonomy.package import closure_package
from tests.validation import example


@pytest.fixture(scope="session")
def package() -> bytes:
    return closure_package(open_catalogue(), example.concepts())


@pytest.fixture(scope="session")
def answer(package: bytes) -> Answer:
    filing = example.filing()
    return ask(Job(filing.files, (filing.entry,), (package,), csv=True, viewer=True))
