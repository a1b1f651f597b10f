from __future__ import annotations

from generator.facts.model import StatementKind
from generator.mapping import map_statements
from generator.mapping.breakdown import part_dimension
from generator.mapping.lines import Line
from taxonomy import Catalogue

REVENUE = [
    ("Revenue:", "Products", "7,200 6,900"),
    ("Revenue:", "Services", "2,800 2,400"),
    ("Revenue:", "Total revenue", "10,000 9,300"),
    ("", "Cost of revenue", "6,100 5,900"),
    ("", "Gross profit", "3,900 3,400"),
]


def test_products_and_services_share_the_concept_of_their_total(build, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]
    mappings, _ = map_statements([build(StatementKind.OPERATIONS, REVENUE)], catalogue)
    products, services, total = mappings[0], mappings[2], mappings[4]
    assert products.concept == services.concept == total.concept
    assert products.dimensions[0].member == "us-gaap:ProductMember"
    assert services.dimensions[0].member == "us-gaap:ServiceMember"
    assert total.dimensions == ()


def test_rows_that_do_not_add_up_are_no_parts(build, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]
    rows = [("Revenue:", "Products", "7,000 6,900"), *REVENUE[1:]]
    mappings, _ = map_statements([build(StatementKind.OPERATIONS, rows)], catalogue)
    assert all(mapping.dimensions == () for mapping in mappings)


def test_members_of_the_filers_own(catalogue: Catalogue) -> None:
    found = part_dimension(Line("IS", "Vehicle leasing", "money", False), catalogue)
    assert (found.axis, found.member, found.label) == (
        "srt:ProductOrServiceAxis",
        "VehicleLeasingMember",
        "Vehicle leasing",
    )


def test_a_total_of_parts_is_a_part_of_the_larger_total(build, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]
    rows = [
        ("Revenue:", "Products", "7,200 6,900"),
        ("Revenue:", "Services", "2,800 2,400"),
        ("Revenue:", "Total product and service revenue", "10,000 9,300"),
        ("Revenue:", "Leasing revenue", "1,500 1,300"),
        ("Revenue:", "Total revenue", "11,500 10,600"),
        ("", "Cost of revenue", "6,100 5,900"),
        ("", "Gross profit", "5,400 4,700"),
    ]
    mappings, _ = map_statements([build(StatementKind.OPERATIONS, rows)], catalogue)
    parts, total = mappings[0:8:2], mappings[8]
    assert {mapping.concept for mapping in (*parts, total)} == {total.concept}
    assert [bool(mapping.dimensions) for mapping in (*parts, total)] == [True, True, True, True, False]
