"""Shared fixtures: the reference documents, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference documents; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the reference documents in ../shared, which are not here")
    return SHARED


@pytest.fixture(scope="session")
def seed(shared: Path) -> Path:
    """The plain-text release with four statements."""
    return shared / "seeds" / "000_9999e17a2396c9af.txt"
