"""The example release, generated once for all tests of the whole path."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.pipeline import Generated, GenerateOptions, generate

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "epicept-2008-q2.txt"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    return generate(EXAMPLE, tmp_path_factory.mktemp("filings"), GenerateOptions())


@pytest.fixture(scope="session")
def example_folder(example: Generated) -> Path:
    return example.folder
