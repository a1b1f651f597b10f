from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.mapping.model import ProposedExtension
from generator.report import naming
from generator.report.extension import ExtensionRegistry
from taxonomy import Catalogue


@pytest.mark.parametrize(
    ("ticker", "name", "expected"),
    [
        ("EPCT", "EpiCept", "epct"),
        ("BRK.B", "", "brkb"),
        ("", "Brücke & Söhne Holdings, Inc.", "bruckesohnehold"),
        ("3M", "", "3m"),
        ("", "", "report"),
    ],
)
def test_file_stem(ticker: str, name: str, expected: str) -> None:
    assert naming.stem(ticker, name) == expected


@pytest.mark.parametrize(("stem", "expected"), [("epct", "epct"), ("3m", "x3m"), ("dei", "deico"), ("link", "linkco")])
def test_prefix_never_starts_with_a_digit_and_takes_no_standard_prefix(stem: str, expected: str) -> None:
    assert naming.prefix(stem) == expected


@given(st.text(), st.text())
def test_every_name_gives_a_file_that_edgar_takes(ticker: str, name: str) -> None:
    base = naming.base(naming.stem(ticker, name), date(2025, 6, 30))
    assert re.fullmatch(r"[a-z0-9]\w*-\d{8}", base, re.ASCII)
    assert len(f"{base}_lab.xml") <= 32
    assert re.fullmatch(r"[a-z][a-z0-9]*", naming.prefix(naming.stem(ticker, name)))


@given(st.text())
def test_element_names_are_camel_case_letters_and_digits(text: str) -> None:
    name = naming.camel(text)
    assert re.fullmatch(r"[A-Z][A-Za-z0-9]*", name) and len(name.encode()) <= 200


def proposal(name: str, balance: str | None = "debit", period: str = "duration") -> ProposedExtension:
    return ProposedExtension(name, "xbrli:monetaryItemType", balance, period, "Some label", "us-gaap:Assets", "why")


def test_extension_names_avoid_the_standard_taxonomy_and_reserved_endings(catalogue: Catalogue) -> None:
    registry = ExtensionRegistry("demo", catalogue)
    names = [registry.declare(proposal(name)) for name in ("Assets", "LoanToMember", "recycling levy")]
    assert [c.name for c in names if c] == ["AssetsReported", "LoanToMemberAmount", "RecyclingLevy"]


def test_one_proposal_is_declared_once_and_a_different_one_apart(catalogue: Catalogue) -> None:
    registry = ExtensionRegistry("demo", catalogue)
    first, again, other = (registry.declare(proposal("Levy", b)) for b in ("debit", "debit", "credit"))
    assert first is again
    assert other and (other.name, other.balance) == ("LevyReported", "credit")


def test_members_end_in_member(catalogue: Catalogue) -> None:
    registry = ExtensionRegistry("demo", catalogue)
    assert registry.member("Founders' units", "", "us-gaap:StatementEquityComponentsAxis") == "demo:FoundersUnitsMember"
    declared = registry.get("demo:FoundersUnitsMember")
    assert declared and declared.abstract and declared.type == "dtr-types:domainItemType"
