"""Work that runs in a process of its own, so that what it takes can be bounded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]


def start_apart(code: str) -> subprocess.Popen[bytes]:
    """A Python process that runs `code` with this package at hand, its three streams open to the caller."""
    paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
    return subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
    )


def limit_memory(size: int) -> None:
    """Bound the address space of this process to `size` bytes."""
    try:
        import resource
    except ImportError:  # not a POSIX system: the time limit alone must do
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
