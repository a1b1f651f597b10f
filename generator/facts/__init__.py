"""What the numbers mean: statements, periods, units, scale and the facts read out of them."""

from generator.facts.check import CheckRow, check, check_rows
from generator.facts.narrative import narrative_facts, read_narrative
from generator.facts.narrative_reading import NarrativeAmount, read_amounts
from generator.facts.statements import parse_statements
from generator.facts.tie_tables import shown_rows
from generator.facts.tieout import Tie, TieOut, tie_out

__all__ = [
    "CheckRow",
    "NarrativeAmount",
    "Tie",
    "TieOut",
    "check",
    "check_rows",
    "narrative_facts",
    "parse_statements",
    "read_amounts",
    "read_narrative",
    "shown_rows",
    "tie_out",
]
