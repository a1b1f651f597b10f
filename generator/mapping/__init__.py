"""The mapping room: which concept a fact reports, how sure that is, and why."""

from generator.mapping.mapper import map_statements
from generator.mapping.table import mapping_csv

__all__ = ["map_statements", "mapping_csv"]
