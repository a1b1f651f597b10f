"""The xBRL-JSON, loaded again by Arelle, holds the facts of the report."""

from __future__ import annotations

import logging
from decimal import Decimal
from pathlib import Path
from typing import Any

from arelle.api.Session import Session
from arelle.RuntimeOptions import RuntimeOptions
from hypothesis import given
from hypothesis import strategies as st

from generator.rendering import facts_json, render
from generator.rendering.xbrl_json import canonical_decimal
from generator.report import used_concepts
from generator.report.model import Report
from taxonomy import open_catalogue
from taxonomy.package import closure_package


class _Messages(logging.Handler):
    logTextMaxLength = 1024  # noqa: N815 - Arelle reads these two names
    logRecordBuffer = ()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            self.bad.append(record.getMessage())


def test_arelle_loads_it_with_the_same_facts(hand_made: Report, tmp_path: Path) -> None:
    for name, data in (*render(hand_made).files, ("facts.json", facts_json(hand_made))):
        (tmp_path / name).write_bytes(data)
    package = tmp_path / "package.zip"
    package.write_bytes(closure_package(open_catalogue(), used_concepts(hand_made)))
    messages = _Messages()
    with Session() as session:
        session.run(
            RuntimeOptions(
                entrypointFile=str(tmp_path / "facts.json"),
                packages=[str(package)],
                plugins="loadFromOIM",
                workOffline=True,
                disablePersistentConfig=True,
                validate=True,
                baseTaxonomyValidationMode="none",
                keepOpen=True,
                logLevel="INFO",
                logRefObjectProperties=False,
            ),
            logHandler=messages,
        )
        (model,) = session.get_models()
        found = {fact.id: _read(fact) for fact in model.facts}
    assert messages.bad == []
    assert found == {
        fact.id: (
            fact.concept,
            fact.value if fact.is_numeric else None,
            str(fact.decimals) if fact.decimals is not None and fact.value is not None else None,
            dict(fact.dimensions),
            fact.period.end.isoformat(),
        )
        for fact in hand_made.facts
    }


def _read(fact: Any) -> tuple[Any, ...]:
    """What a loaded fact says, in the report's words; INF decimals are none."""
    context = fact.context
    numeric = fact.isNumeric and not fact.isNil
    decimals = fact.decimals if numeric and fact.decimals != "INF" else None
    members = {str(axis): str(value.memberQname) for axis, value in context.qnameDims.items()}
    end = context.instantDate if context.isInstantPeriod else context.endDate
    return str(fact.qname), fact.xValue if numeric else None, decimals, members, str(end)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_canonical_decimals_mean_the_number(number: Decimal) -> None:
    written = canonical_decimal(number)
    whole, _, fraction = written.lstrip("-").partition(".")
    assert Decimal(written) == number
    assert whole == str(int(whole)) and fraction and (fraction == "0" or not fraction.endswith("0"))
