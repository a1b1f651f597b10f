"""Messages of the processor become diagnostics."""

from __future__ import annotations

import pytest

from generator.diagnostics import Severity, SourceSpan
from generator.validation.messages import to_diagnostics
from generator.validation.worker import Message
from tests.validation import example

FACTS = example.report().facts


@pytest.mark.parametrize(
    ("level", "severity"),
    [
        ("error", Severity.ERROR),
        ("critical", Severity.ERROR),
        ("error-semantic", Severity.ERROR),
        ("inconsistency", Severity.ERROR),
        ("warning", Severity.WARNING),
        ("warning-semantic", Severity.WARNING),
    ],
)
def test_the_level_decides(level: str, severity: Severity) -> None:
    assert [d.severity for d in to_diagnostics([Message("x:y", level, "Text.")], FACTS)] == [severity]


def test_information_is_kept_only_where_it_is_a_finding() -> None:
    chatter = Message("info", "info", "validated")
    finding = Message("EFM.6.05.20", "info", "Note.")
    assert [d.code for d in to_diagnostics([chatter, finding], FACTS)] == ["EFM.6.05.20"]


def test_a_fact_leads_to_its_place_in_the_source() -> None:
    message = Message("utre:error-NumericFactUnitInvalid", "error", "Unit.", ("f-40",), "exw.htm", 88)
    (found,) = to_diagnostics([message, message], FACTS)
    fact = next(f for f in FACTS if f.id == "f-40")
    assert (found.span, found.concept, found.fact_id) == (SourceSpan(50), fact.concept, "f-40")
    assert found.message == "Unit. (exw.htm, line 88)"
    assert "unit" in found.remedy


def test_a_message_without_a_fact_still_says_where() -> None:
    (found,) = to_diagnostics([Message("xmlSchema:syntax", "error", "Bad.", (), "exw.xsd", 3)], FACTS)
    assert found.span is None
    assert found.message == "Bad. (exw.xsd, line 3)"


def test_what_only_a_filing_needs_is_a_warning_without_a_cik() -> None:
    missing = Message("EFM.6.05.02", "error", "Invalid entity identifier.")
    wrong = Message("EFM.6.05.37", "error", "Digits.")
    found = to_diagnostics([missing, wrong], FACTS, has_cik=False)
    assert [d.severity for d in found] == [Severity.WARNING, Severity.ERROR]
    assert "CIK" in found[0].remedy
    assert [d.severity for d in to_diagnostics([missing], FACTS)] == [Severity.ERROR]
