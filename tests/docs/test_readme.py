"""What the documents name is there: commands, options, make targets, files, tests."""

import asyncio
import importlib
import importlib.util
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest

from monitor.cli.root import COMMANDS, root

REPO = Path(__file__).resolve().parents[2]
PAGES = sorted([*REPO.glob("*.md"), *(REPO / "docs").glob("*.md"), *(REPO / "models").glob("*.md")])
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
_TEST = re.compile(r"\btest_\w+")


def text_of(page: Path) -> str:
    """The page as written."""
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> Iterator[str]:
    """Lines that a reader would type: those of shell blocks, without prompt, path and comment."""
    for language, body in _FENCED.findall(text_of(page)):
        if language in {"sh", "bash", "console", "shell"}:
            for line in body.splitlines():
                typed = re.split(r"\s[#>|]", line.strip().removeprefix("$ ").removeprefix(".venv/bin/"))[0]
                yield typed.strip()


def prose(page: Path) -> str:
    """The page without its blocks."""
    return _FENCED.sub("", text_of(page))


def typed(page: Path, program: str) -> list[str]:
    """Every call of a program, in blocks and in running text."""
    spoken = (found.removeprefix(".venv/bin/") for found in _INLINE.findall(prose(page)))
    return [line for line in (*blocks(page), *spoken) if line.startswith(f"{program} ")]


def problem(line: str) -> str:
    """What is wrong with one call of ``monitor``; empty where nothing is."""
    words = re.sub(r"[\[\]]", "", line).split() if "[" in line else shlex.split(line)
    command: click.Command = root
    for word in words[1:]:
        if word.startswith("--"):
            name = word.split("=")[0]
            known = {option for each in (command, root) for param in each.params for option in param.opts}
            if name not in {*known, "--help"}:
                return f"{line}: {command.name} has no {name}"
        elif command is root and word in COMMANDS:
            module, _, attribute = COMMANDS[word].partition(":")
            command = getattr(importlib.import_module(module), attribute)
        elif command is root and word.islower():
            return f"{line}: there is no command {word}"
        elif isinstance(command, click.Group) and command is not root and word.isalpha():
            if word not in command.commands:
                return f"{line}: {command.name} has no {word}"
            command = command.commands[word]
    return ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_named_exists_with_its_options(page: Path) -> None:
    """A reader can type every ``monitor ...`` of the documents."""
    assert [found for line in typed(page, "monitor") if (found := problem(line))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_named_exists(page: Path) -> None:
    """A reader can type every ``make ...`` of the documents."""
    targets = set(_TARGET.findall((REPO / "Makefile").read_text(encoding="utf-8")))
    assert [line for line in typed(page, "make") if line.split()[1] not in targets] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_resolves(page: Path) -> None:
    """No link leads to a file that is not there."""
    paths = (urlsplit(link).path for link in _LINK.findall(prose(page)) if not urlsplit(link).scheme)
    assert [path for path in paths if path and not (page.parent / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_named_exists(page: Path) -> None:
    """A guarantee that names the test which holds it names one that is there."""
    files = list((REPO / "tests").rglob("*.py"))
    known = {path.stem for path in files} | {
        name for path in files for name in re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8"))}
    assert sorted(set(_TEST.findall(text_of(page))) - known) == []


def test_a_wrong_command_or_option_is_found() -> None:
    """The check itself: what is not there is named, what is there is not."""
    assert problem("monitor digest --date 2026-01-01 --format json") == ""
    assert problem("monitor feeds add Name https://example.org --language en") == ""
    assert "no command polls" in problem("monitor polls")
    assert "has no --loud" in problem("monitor run --loud")
    assert "has no sort" in problem("monitor feeds sort")


def test_the_two_commands_of_the_readme_come_first() -> None:
    """``make run`` and ``make test`` are the first things a reader is told to type."""
    assert [line for line in blocks(REPO / "README.md") if line][:2] == ["make run", "make test"]


def test_the_example_of_the_readme_is_what_the_program_says() -> None:
    """Where this fails, the wording or the reading of facts changed: run ``python docs/make_pictures.py`` and look."""
    spec = importlib.util.spec_from_file_location("make_pictures", REPO / "docs" / "make_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    pictures = importlib.util.module_from_spec(spec)
    sys.modules["make_pictures"] = pictures  # dataclasses look their module up there
    spec.loader.exec_module(pictures)
    readme = text_of(REPO / "README.md")
    assert pictures.with_example(readme, asyncio.run(pictures.told())) == readme
