"""The scorer of a benchmark, loaded from where it lies: it belongs to the benchmark, not to this project."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any


def load_scorer(path: Path) -> Any:
    """The module at `path`. Raises `FileNotFoundError` where there is none."""
    spec = importlib.util.spec_from_file_location("score", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise FileNotFoundError(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
