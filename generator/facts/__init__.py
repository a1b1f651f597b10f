"""What the numbers mean: statements, periods, units, scale and the facts read out of them."""

from generator.facts.statements import parse_statements

__all__ = ["parse_statements"]
