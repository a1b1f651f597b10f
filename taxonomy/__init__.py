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
    "open_catalogue",
]
