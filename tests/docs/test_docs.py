"""The documentation names what the program has, and nothing else."""

import re
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from monitor.cli.root import COMMANDS, root
from monitor.config.shape import ConfigShape
from tests.shared import ROOT


def keys(shape: type[BaseModel], before: str = "") -> set[str]:
    """Every key of config.yaml, dotted."""
    found = set()
    for name, field in shape.model_fields.items():
        found.add(before + name)
        for part in (field.annotation, *get_args(field.annotation)):
            if isinstance(part, type) and issubclass(part, BaseModel):
                found |= keys(part, f"{before}{name}.")
    return found


def rows(page: str) -> dict[str, list[str]]:
    """The table rows of a page by the code in their first cell."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    cells = [line.strip()[1:-1].split("|") for line in text.splitlines() if line.startswith("| `")]
    return {row[0].strip().strip("`"): [cell.strip() for cell in row[1:]] for row in cells}


def test_every_key_of_the_configuration_is_documented_and_no_other() -> None:
    """With kind, default, meaning."""
    documented = rows("configuration.md")
    assert set(documented) == keys(ConfigShape)
    assert all(len(row) >= 3 and row[0] and row[1] and row[2] for row in documented.values())


def test_every_command_is_documented_and_no_other() -> None:
    """With what it does, an example, and its exit codes."""
    documented = {name.split()[1]: row for name, row in rows("commands.md").items()}
    assert set(documented) == set(COMMANDS)
    assert [name for name, row in documented.items()
            if len(row) != 4 or not row[0] or not row[2].startswith("`") or not row[3].startswith("0")] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    """All but --config and --help, which every command has."""
    text = " ".join(" ".join((key, *row)) for key, row in rows("commands.md").items() if key.split()[1] == name)
    command: Any = root.get_command(None, name)  # type: ignore[arg-type]
    for one in (command, *getattr(command, "commands", {}).values()):
        for option in (o for p in one.params if p.param_type_name == "option" for o in p.opts if o.startswith("--")):
            assert option == "--config" or option in text, f"{name} {option}"


def test_help_lists_every_command() -> None:
    """The table that a newcomer sees first."""
    shown = CliRunner().invoke(root, ["--help"]).output
    assert all(re.search(rf"^\s+{name}\s", shown, re.MULTILINE) for name in COMMANDS)
