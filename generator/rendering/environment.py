"""The Jinja environment of every template: autoescape, `StrictUndefined`, sandboxed (users may bring templates)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.rendering import standards
from generator.rendering.taxonomy_files import element_id
from generator.resources import templates_directory

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Page:
    """A file to write: the name of its template and what that sees."""

    template: str
    values: Mapping[str, Any]


def environment(user_templates: Path | None = None) -> ImmutableSandboxedEnvironment:
    """An environment over the built-in templates, with those in `user_templates` taking precedence.

    A user's `report.htm.jinja` may extend `builtin/report.htm.jinja` and override its blocks.
    """
    builtin = FileSystemLoader(templates_directory())
    layers: list[BaseLoader] = [UserFolder(user_templates)] if user_templates is not None else []
    env = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*layers, builtin, PrefixLoader({"builtin": builtin})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_legal,
    )
    env.globals["ns"] = {
        name: value for name, value in vars(standards).items() if name.isupper() and isinstance(value, str)
    }
    env.filters["element_id"] = element_id
    return env


class UserFolder(FileSystemLoader):
    """The templates of a user's folder, and nothing that a link in it points at elsewhere."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder.resolve()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, uptodate = super().get_source(environment, template)
        if not Path(path).resolve().is_relative_to(self._folder):
            raise TemplateError("it is a link out of its folder")
        return source, path, uptodate


def write_page(env: ImmutableSandboxedEnvironment, page: Page) -> str:
    return env.get_template(page.template).render(page.values).lstrip()


def ascii_bytes(text: str) -> bytes:
    """`text` as EDGAR takes it: ASCII, no caret, everything else as character references (EFM 5.2.1.1)."""
    return text.encode("ascii", "xmlcharrefreplace").replace(b"^", b"&#94;")


def spaced(text: str | None) -> str | None:
    """`text` with a space for every character that no XML document may hold (XML 1.0 §2.2)."""
    return _NOT_XML.sub(" ", text) if text else text


def _legal(value: Any) -> Any:
    """Drop characters that no XML document may hold (XML 1.0 §2.2) from what a template prints."""
    return _NOT_XML.sub("", value) if isinstance(value, str) and _NOT_XML.search(value) else value
