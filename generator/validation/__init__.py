"""Is it right? Arelle, the round trip and named rules, in one verdict."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.validation.page import render_verdict_page
    from generator.validation.paths import validate_path
    from generator.validation.profiles import Rule, rules
    from generator.validation.validate import PROFILES, Options, validate_filing
    from generator.validation.verdict import Status, Verdict, verdict_json
    from generator.validation.worker import Limits, prepare

__all__ = [
    "PROFILES",
    "Limits",
    "Options",
    "Rule",
    "Status",
    "Verdict",
    "prepare",
    "render_verdict_page",
    "rules",
    "validate_filing",
    "validate_path",
    "verdict_json",
]

# The worker process imports this package too and needs none of it: loading everything there would double its start-up.
_HOMES = {
    "page": ("render_verdict_page",),
    "paths": ("validate_path",),
    "profiles": ("Rule", "rules"),
    "validate": ("PROFILES", "Options", "validate_filing"),
    "verdict": ("Status", "Verdict", "verdict_json"),
    "worker": ("Limits", "prepare"),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
