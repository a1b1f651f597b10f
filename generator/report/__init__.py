"""The report model that everything after mapping shares, and how it is built."""

from generator.report.build import build_report, used_concepts
from generator.report.company import load_company
from generator.report.options import FORMS, CoverAmount, ReportOptions, SecurityClass

__all__ = ["FORMS", "CoverAmount", "ReportOptions", "SecurityClass", "build_report", "load_company", "used_concepts"]
