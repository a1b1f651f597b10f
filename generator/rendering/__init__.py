"""How is it written down? Jinja templates, identifiers, file names, packages."""

from generator.rendering.as_published import NotPlacedError, render_8k_set, render_as_published
from generator.rendering.escaped import with_text_blocks
from generator.rendering.filing import render
from generator.rendering.output import write_filing
from generator.rendering.own_templates import check_templates
from generator.rendering.packages import edgar_zip, report_package
from generator.rendering.xbrl_json import facts_json

__all__ = [
    "NotPlacedError",
    "check_templates",
    "edgar_zip",
    "facts_json",
    "render",
    "render_8k_set",
    "render_as_published",
    "report_package",
    "with_text_blocks",
    "write_filing",
]
