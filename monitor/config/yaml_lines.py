"""YAML with line numbers: PyYAML's node tree turned into plain data beside a table of where each value stood."""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from monitor.errors import ConfigError

Location = tuple[str | int, ...]

MOST_VALUES = 100_000
"""A file with more values than this, its aliases written out, is no configuration."""
DEEPEST = 12
_NUMBERS = frozenset({"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"})


@dataclass(frozen=True, slots=True)
class LinedData:
    """What a YAML file holds, and the line of every value (``lines``, from 1; keys are paths)."""

    data: Any
    lines: dict[Location, int]

    def line_of(self, path: Location) -> int:
        """The line of a value, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, name: str) -> LinedData:
    """Parse one YAML document; :class:`ConfigError` where it is no YAML or repeats a key."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ConfigError(_yaml_message(error, name, text)) from error
    except RecursionError as error:
        raise ConfigError(f"{name}:1: file: is nested too deep; no key of it needs more than four levels") from error
    lines: dict[Location, int] = {}
    return LinedData(_value(root, (), lines, name) if root else None, lines)


def _value(node: yaml.Node, path: Location, lines: dict[Location, int], name: str) -> Any:
    lines[path] = node.start_mark.line + 1
    if len(lines) > MOST_VALUES or len(path) > DEEPEST:
        raise ConfigError(f"{name}:{node.start_mark.line + 1}: file: holds too much, or an alias within itself; write it out")
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, name)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*path, i), lines, name) for i, child in enumerate(node.value)]
    # YAML 1.1 reads 17:30 as a number to base 60; nobody who writes a configuration means that.
    if node.tag in _NUMBERS and ":" in node.value:
        return node.value
    # Scalars go through SafeLoader's own constructors, so that 5, true and null mean what YAML says.
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node)
    except (yaml.YAMLError, ValueError) as error:
        line = node.start_mark.line + 1
        raise ConfigError(f"{name}:{line}: {_dotted(path)}: this value cannot be read; put it in quotes") from error
    finally:
        loader.dispose()


def _mapping(node: yaml.MappingNode, path: Location, lines: dict[Location, int], name: str) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in result:
            first = lines[(*path, key)]
            where = _dotted((*path, key))
            raise ConfigError(f"{name}:{line}: {where}: this key stands on line {first} already; keep one of the two")
        result[key] = _value(value_node, (*path, key), lines, name)
        lines[(*path, key)] = line
    return result


def _dotted(path: Location) -> str:
    return ".".join(str(part) for part in path) or "file"


def _sign_before(text: str, mark: yaml.Mark) -> str:
    """The sign with a meaning of its own in YAML that a bare value begins with, where the problem is that: ``@channel``, ``*word``."""
    before = text.splitlines()[mark.line][:mark.column + 1] if mark.line < len(text.splitlines()) else ""
    match = re.search(r"(?:^|[\[,:-] ?)([@`*&%!])[^\s,]*$", before)
    return match[1] if match else ""


def _yaml_message(error: yaml.YAMLError, name: str, text: str) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return f"{name}:{line}: file: a control character stands here; remove it"
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    problem = getattr(error, "problem", None) or "unreadable"
    if "'\\t'" in problem:
        return f"{name}:{line}: file: a tab stands here; YAML is indented with spaces alone"
    if mark and (sign := _sign_before(text, mark)):
        return f"{name}:{line}: file: a value that begins with {sign} needs quotes; write '{sign}...'"
    return f"{name}:{line}: file: not valid YAML ({problem}); check the indentation, quotes and colons on this line"
