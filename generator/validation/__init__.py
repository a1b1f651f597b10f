"""Is it right? Arelle, the round trip and named rules, in one verdict."""

from generator.validation.validate import validate_filing
from generator.validation.verdict import Status, Verdict, verdict_json

__all__ = ["Status", "Verdict", "validate_filing", "verdict_json"]
