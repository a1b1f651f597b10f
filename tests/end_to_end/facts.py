"""Reading facts back from a generated folder, the way a consumer would: from its xBRL-JSON."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple


class FactRow(NamedTuple):
    concept: str
    period: str
    unit: str
    value: str


def read_facts(folder: Path) -> list[FactRow]:
    """The numeric facts of `facts.json`, sorted; periods as inclusive dates, values as plain decimals."""
    facts = json.loads((folder / "facts.json").read_text())["facts"].values()
    return sorted(
        FactRow(
            fact["dimensions"]["concept"],
            _inclusive(fact["dimensions"]["period"]),
            fact["dimensions"]["unit"],
            format(Decimal(fact["value"]).normalize(), "f"),
        )
        for fact in facts
        if "unit" in fact["dimensions"] and fact["value"] is not None
    )


def _inclusive(period: str) -> str:
    """OIM periods end at midnight after their last day."""
    start, slash, end = period.rpartition("/")
    last = (date.fromisoformat(end[:10]) - timedelta(days=1)).isoformat()
    return f"{start[:10]}/{last}" if slash else last
