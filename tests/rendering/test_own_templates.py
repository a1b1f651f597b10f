"""Templates of a user's own, mistaken and hostile ones among them: each is told of, none harms."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Severity, UnreadableInputError
from generator.rendering import check_templates, render
from generator.rendering.environment import Page
from generator.rendering.own_templates import TemplateLimits, write_apart
from generator.report.model import Report

BLOCK = '{% extends "builtin/report.htm.jinja" %}{% block closing %}'
END = "{% endblock %}"


def folder(path: Path, **templates: str) -> Path:
    for name, text in templates.items():
        (path / f"{name}.jinja").write_text(text, encoding="utf-8")
    return path


def told(path: Path) -> list[tuple[str, str]]:
    found = check_templates(path)
    assert all(note.severity is Severity.WARNING and note.remedy for note in found)
    return [(note.code, note.message) for note in found]


def refusal(caught: pytest.ExceptionInfo[UnreadableInputError]) -> str:
    (note,) = caught.value.diagnostics
    assert (note.code, note.severity) == ("render.template", Severity.ERROR)
    return note.message


def test_what_replaces_something_is_told_of_by_nobody(tmp_path: Path) -> None:
    mine = folder(tmp_path, colours="red")
    (mine / "report.htm.jinja").write_text(
        '{% extends "builtin/report.htm.jinja" %}{% import "colours.jinja" as colours %}'
        "{% block closing %}{% block signature %}{{ colours }}{% endblock %}{% endblock %}"
    )
    assert told(mine) == []


def test_unknown_names_are_told(tmp_path: Path) -> None:
    folder(tmp_path, raport="x")
    (tmp_path / "report.htm.jinja").write_text(BLOCK.replace("closing", "colophon") + "x" + END)
    assert told(tmp_path) == [
        (
            "render.template-unused",
            "The template raport.jinja takes the place of no built-in one, and no other template uses it.",
        ),
        (
            "render.block-unknown",
            "The block “colophon” of the template report.htm.jinja is in no template that it extends, "
            "so it is not printed.",
        ),
    ]


def test_a_folder_without_templates_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.htm.jinja").mkdir()
    assert [code for code, _ in told(tmp_path)] == ["render.template-none"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a\n{{ report.title {% endblock %}", "line 2 cannot be used: expected token"),
        ("{% extends 'nowhere.jinja' %}", "there is no template 'nowhere.jinja'"),
        ("{% extends '../../../etc/passwd' %}", "there is no template '../../../etc/passwd'"),
        ("{% include 'builtin/../../generator/cli.py' %}", "there is no template"),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "it nests too deep"),
    ],
)
def test_templates_that_cannot_be_read_are_refused(text: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "report.htm.jinja").write_text(text)
    with pytest.raises(UnreadableInputError) as caught:
        check_templates(tmp_path)
    assert "The template report.htm.jinja" in refusal(caught) and what in refusal(caught)


def test_bytes_that_are_no_text_and_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    page, mine = tmp_path / "mine" / "report.htm.jinja", tmp_path / "mine"
    mine.mkdir()
    page.write_bytes(b"\xff\xfe{%")
    with pytest.raises(UnreadableInputError) as caught:
        check_templates(mine)
    assert "it is not UTF-8" in refusal(caught)
    (tmp_path / "secret").write_text("{# kept #}")
    page.unlink()
    page.symlink_to(tmp_path / "secret")
    with pytest.raises(UnreadableInputError) as caught:
        check_templates(mine)
    assert "it is a link out of its folder" in refusal(caught)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("\n{{ reprot.title }}", "line 2 cannot be used: 'reprot' is undefined"),
        ("{{ report.__class__ }}", "access to attribute '__class__' of 'Fine' object is unsafe"),
        ("{{ report.facts[0].__init__.__globals__ }}", "is unsafe"),
        ("{% for i in range(10 ** 9) %}x{% endfor %}", "Range too big"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "it calls itself without end"),
        ("{% include 'report.htm.jinja' %}", "it calls itself without end"),
        ("{{ 'x' * 10 ** 10 }}", "it takes more memory than it may"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% include '../' ~ 'secret' %}", "../secret"),
        ("{{ 'x' * 10 ** 6 }}", "it writes more than 500000 characters"),
        ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "within 4 seconds"),
        ("{{ 9 ** 9 ** 9 }}{{ 9 ** (9 ** 9) }}", "within 4 seconds"),
    ],
)
def test_templates_that_fail_are_refused(text: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("kept")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "report.htm.jinja").write_text(text)
    limits = TemplateLimits(seconds=4 if "seconds" in what else 60, characters=500_000)
    with pytest.raises(UnreadableInputError) as caught:
        write_apart({"report.htm": Page("report.htm.jinja", {"report": Fine()})}, mine, limits)
    assert what in refusal(caught)


class Fine:
    title = "Quiet"
    facts = ("",)


def test_a_style_left_out_is_told_where_it_is_missed(tmp_path: Path, hand_made: Report) -> None:
    folder(tmp_path, styles="{% set page = '' %}")
    with pytest.raises(UnreadableInputError) as caught:
        render(hand_made, templates=tmp_path)
    assert refusal(caught).startswith("The template report.htm.jinja (built in), line ")
