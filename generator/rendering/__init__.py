"""How is it written down? Jinja templates, identifiers, file names, packages."""

from generator.rendering.filing import render
from generator.rendering.output import write_filing
from generator.rendering.xbrl_json import facts_json

__all__ = ["facts_json", "render", "write_filing"]
