"""The taxonomy room: what is in US-GAAP, and the packages that carry it."""

from taxonomy.catalogue import Catalogue
from taxonomy.installed import open_catalogue
from taxonomy.model import (
    CalculationArc,
    Concept,
    CoverRule,
    Deprecation,
    Namespace,
    PresentationNode,
    Role,
    TypedDomain,
    TypeDeclaration,
)

__all__ = [
    "CalculationArc",
    "Catalogue",
    "Concept",
    "CoverRule",
    "Deprecation",
    "Namespace",
    "PresentationNode",
    "Role",
    "TypeDeclaration",
    "TypedDomain",
    "open_catalogue",
]
