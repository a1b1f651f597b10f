"""Is it right? Arelle, the round trip and named rules, in one verdict."""

from generator.validation.rules import Rule, rules
from generator.validation.validate import PROFILES, Options, validate_filing
from generator.validation.verdict import Status, Verdict, verdict_json
from generator.validation.worker import Limits

__all__ = ["PROFILES", "Limits", "Options", "Rule", "Status", "Verdict", "rules", "validate_filing", "verdict_json"]
