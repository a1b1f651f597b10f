"""Names of extension elements: free of clashes with the taxonomy, and with the suffix that their type demands."""

from __future__ import annotations

from generator.report.extension import ExtensionRegistry
from taxonomy import open_catalogue


def test_a_member_that_clashes_with_the_taxonomy_keeps_its_suffix() -> None:
    catalogue = open_catalogue()
    taken = next(c.name for c in catalogue.concepts("us-gaap") if c.name.endswith("Member"))
    registry = ExtensionRegistry("acme", catalogue)
    axis = "us-gaap:StatementEquityComponentsAxis"
    first = registry.member(taken, "Taken", axis)
    second = registry.member(taken, "Taken", "srt:ProductOrServiceAxis")
    assert first == f"acme:{taken.removesuffix('Member')}ReportedMember"
    assert second != first
    assert second.endswith("Member")
