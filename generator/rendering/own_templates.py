"""Templates that a user brings: looked through before anything is made of them, and run in a process of their own.

A template is a program. The sandbox shows it the report and nothing else; the process keeps one that never ends, or
that writes without end, from taking the machine with it.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, meta, nodes

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from generator.processes import limit_memory, start_apart
from generator.rendering.environment import Page, UserFolder, environment, write_page
from generator.resources import templates_directory

_REMEDY = "Correct the template; docs/templates.md tells what it sees and which blocks there are."


@dataclass(frozen=True, slots=True)
class TemplateLimits:
    """What the templates of one filing may cost: seconds, bytes of address space, characters written."""

    seconds: float = 60.0
    memory: int = 2 << 30
    characters: int = 200_000_000


@dataclass(frozen=True, slots=True)
class _Failure:
    """A template (or empty), its line (or 0), and what went wrong in it."""

    template: str
    line: int
    what: str


def check_templates(folder: Path) -> tuple[Diagnostic, ...]:
    """Warnings about what in a user's folder replaces nothing: templates and blocks of unknown names.

    Raises `UnreadableInputError` (`render.template`) for a template that cannot be read or that names another which is
    not there.
    """
    env = environment(folder)
    builtin = sorted(path.name for path in templates_directory().glob("*.jinja"))
    mine = [name for name in UserFolder(folder).list_templates() if name.endswith(".jinja")]
    trees = {name: _read(env, name) for name in mine}
    used = {other for name, tree in trees.items() for other in _named(env, name, tree)}
    told = [_unused(name, builtin) for name in mine if name not in builtin and name not in used]
    told += [_unknown_block(name, block) for name in mine for block in _unknown_blocks(env, name, trees[name])]
    if not mine:
        told.append(_nothing(folder, builtin))
    return tuple(told)


def write_apart(pages: Mapping[str, Page], folder: Path, limits: TemplateLimits | None = None) -> dict[str, str]:
    """What the templates make of `pages`, by file name, those of `folder` first. Raises `UnreadableInputError`
    (`render.template`) when one of them fails or takes more than it may."""
    limits = limits or TemplateLimits()
    worker = start_apart("from generator.rendering.own_templates import serve; serve()")
    try:
        said, _ = worker.communicate(pickle.dumps((dict(pages), folder.resolve(), limits)), timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.communicate()
        raise _refused(_Failure("", 0, f"they did not come to an end within {limits.seconds:g} seconds")) from None
    try:
        answer = pickle.loads(said)
    except Exception:
        answer = _Failure("", 0, f"they broke off (status {worker.returncode})")
    if isinstance(answer, _Failure):
        raise _refused(answer)
    written: dict[str, str] = answer
    return written


def serve() -> None:
    """The other side: pages, folder and limits come on standard input, what was written or a `_Failure` goes out."""
    pages, folder, limits = pickle.load(sys.stdin.buffer)
    limit_memory(limits.memory)
    answer: dict[str, str] | _Failure
    try:
        env = environment(folder)
        answer = {}
        for name, page in pages.items():
            answer[name] = write_page(env, page)
            if sum(map(len, answer.values())) > limits.characters:
                answer = _Failure(page.template, 0, f"it writes more than {limits.characters} characters")
                break
    except Exception as error:
        answer = _failure(error, folder)
    pickle.dump(answer, sys.stdout.buffer)


def _read(env: Environment, name: str) -> nodes.Template:
    try:
        assert env.loader is not None
        return env.parse(env.loader.get_source(env, name)[0], name)
    except TemplateSyntaxError as error:
        raise _refused(_Failure(name, error.lineno, error.message or "it cannot be parsed")) from error
    except TemplateError as error:
        raise _refused(_Failure(name, 0, error.message or "it cannot be read")) from error
    except UnicodeDecodeError as error:
        raise _refused(_Failure(name, 0, "it is not UTF-8")) from error
    except RecursionError as error:
        raise _refused(_Failure(name, 0, "it nests too deep")) from error


def _named(env: Environment, name: str, tree: nodes.Template) -> Iterator[str]:
    """The templates that one names in so many words, which have to be there."""
    for other in meta.find_referenced_templates(tree):
        if other is None:
            continue
        try:
            assert env.loader is not None
            env.loader.get_source(env, other)
        except TemplateNotFound as error:
            raise _refused(_Failure(name, 0, f"there is no template {other!r}")) from error
        except TemplateError:
            pass  # it is a user's own, and told of when it is read
        yield other


def _unknown_blocks(env: Environment, name: str, tree: nodes.Template) -> list[str]:
    """The blocks of a template that no template above it has: they are never printed."""
    parents = [node.template.value for node in tree.find_all(nodes.Extends) if isinstance(node.template, nodes.Const)]
    if not parents:
        return []
    known: set[str] = set()
    while parents and parents[0] != name:
        above = _read(env, parents[0])
        known |= {block.name for block in above.find_all(nodes.Block)}
        parents = [n.template.value for n in above.find_all(nodes.Extends) if isinstance(n.template, nodes.Const)]
    return [node.name for node in tree.body if isinstance(node, nodes.Block) and node.name not in known]


def _failure(error: Exception, folder: Path) -> _Failure:
    """What went wrong, in the innermost template that was at work then."""
    what = str(error).strip() or "it takes more memory than it may"
    if isinstance(error, RecursionError):
        what = "it calls itself without end"
    homes = (str(folder), str(templates_directory()))
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(homes)]
    if not frames:
        return _Failure("", 0, what)
    place = PurePath(frames[-1].filename)
    own = place.is_relative_to(folder)
    name = place.relative_to(folder).as_posix() if own else f"{place.name} (built in)"
    return _Failure(name, frames[-1].lineno or 0, what)


def _refused(failure: _Failure) -> UnreadableInputError:
    where = f"The template {failure.template}" if failure.template else "The templates"
    line = f", line {failure.line}" if failure.line else ""
    message = f"{where}{line} cannot be used: {failure.what.rstrip('.')}."
    return UnreadableInputError(Diagnostic("render.template", Severity.ERROR, message, _REMEDY))


def _unused(name: str, builtin: list[str]) -> Diagnostic:
    return Diagnostic(
        "render.template-unused",
        Severity.WARNING,
        f"The template {name} takes the place of no built-in one, and no other template uses it.",
        f"Name it as one of these: {', '.join(builtin)}.",
    )


def _unknown_block(name: str, block: str) -> Diagnostic:
    return Diagnostic(
        "render.block-unknown",
        Severity.WARNING,
        f"The block “{block}” of the template {name} is in no template that it extends, so it is not printed.",
        "Name the block as docs/templates.md does.",
    )


def _nothing(folder: Path, builtin: list[str]) -> Diagnostic:
    return Diagnostic(
        "render.template-none",
        Severity.WARNING,
        f"The folder {folder.name} holds no template.",
        f"A template of your own is named as one of these: {', '.join(builtin)}.",
    )
