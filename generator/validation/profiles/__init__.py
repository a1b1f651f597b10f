"""Named rules by profile. Importing this package fills the one table that `rules()` lists."""

from generator.validation.profiles import (  # noqa: F401 - importing a module registers its rules
    efm_calculation,
    efm_contexts,
    efm_cover,
    efm_document,
    efm_facts,
    efm_labels,
    efm_presentation,
    efm_roles,
    efm_schema,
    quality_calculation,
    quality_cover,
    quality_facts,
    quality_identities,
)
from generator.validation.profiles.registry import Finding, Inspection, Rule, RuleRun, rules, run_rules

__all__ = ["Finding", "Inspection", "Rule", "RuleRun", "rules", "run_rules"]
