"""Edits of config.yaml by command: line by line, so that comments and order stay; checked whole before it is saved."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from monitor.config.loading import load_config, read_config
from monitor.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed:
    """A feed to add."""

    name: str
    url: str
    language: str = ""


def add_feeds(path: Path, feeds: Sequence[NewFeed]) -> tuple[str, ...]:
    """Add what is not there yet, behind the last feed; the names added."""
    config = load_config(path)
    names, urls = {f.name for f in config.feeds}, {f.url for f in config.feeds}
    fresh: list[NewFeed] = []
    for feed in feeds:
        if feed.name not in names and feed.url not in urls:
            fresh.append(feed)
            names.add(feed.name)
            urls.add(feed.url)
    if fresh:
        lines, sequence = _lines(path), _feeds_node(path)
        at = _last_line(sequence) + 1
        if not lines[at - 1].endswith(("\n", "\r")):
            lines[at - 1] += "\n"
        ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
        lines[at:at] = [_line(feed, sequence.start_mark.column) + ending for feed in fresh]
        _save(path, lines, [f.name for f in config.feeds] + [f.name for f in fresh])
    return tuple(feed.name for feed in fresh)


def remove_feed(path: Path, name: str) -> None:
    """Take one feed out; :class:`InputError` where there is none of that name."""
    names = [feed.name for feed in load_config(path).feeds]
    if name not in names:
        raise InputError(f"{path}: there is no feed {name!r}; monitor feeds list shows the names")
    node = _feeds_node(path).value[names.index(name)]
    lines = _lines(path)
    first = node.start_mark.line
    while not lines[first].lstrip().startswith("-"):  # the dash can stand on a line before the first key
        first -= 1
    del lines[first:_last_line(node) + 1]
    _save(path, lines, [other for other in names if other != name])


def switch_feed(path: Path, name: str, *, on: bool) -> None:
    """Write ``enabled`` of one feed; :class:`InputError` where there is none of that name."""
    names = [feed.name for feed in load_config(path).feeds]
    if name not in names:
        raise InputError(f"{path}: there is no feed {name!r}; monitor feeds list shows the names")
    node, lines = _feeds_node(path).value[names.index(name)], _lines(path)
    assert isinstance(node, yaml.MappingNode)  # load_config has read it before
    word = "true" if on else "false"
    given = next((value for key, value in node.value if key.value == "enabled"), None)
    if given is not None:
        at, first, last = given.start_mark.line, given.start_mark.column, given.end_mark.column
        lines[at] = lines[at][:first] + word + lines[at][last:]
    elif node.flow_style:
        at, brace = node.end_mark.line, node.end_mark.column - 1
        lines[at] = f"{lines[at][:brace].rstrip()}, enabled: {word}{lines[at][brace:]}"
    else:
        key, at = node.value[0][0], _last_line(node)
        ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
        lines[at] = lines[at].rstrip("\r\n") + ending
        lines.insert(at + 1, f"{' ' * key.start_mark.column}enabled: {word}{ending}")
    _save(path, lines, names)


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8").splitlines(keepends=True)


def _feeds_node(path: Path) -> yaml.SequenceNode:
    root = yaml.compose("".join(_lines(path)), Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # load_config has read it before
    node = next(value for key, value in root.value if key.value == "feeds")
    assert isinstance(node, yaml.SequenceNode)
    if node.flow_style:
        raise InputError(f"{path}:{node.start_mark.line + 1}: feeds: stands in brackets; write each feed on a line of "
                         "its own after a dash, then feeds can be edited by command")
    return node


def _last_line(node: yaml.Node) -> int:
    """The last line with something of this node on it; PyYAML ends a block only where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.line) - (node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line)


def _line(feed: NewFeed, indent: int) -> str:
    fields = {"name": feed.name, "url": feed.url} | ({"language": feed.language} if feed.language else {})
    flow = yaml.safe_dump(fields, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{' ' * indent}- {flow.strip()}"


def _save(path: Path, lines: Sequence[str], names: Sequence[str]) -> None:
    """Checked first (it must hold exactly these feeds), then swapped in whole: a reader never sees half a file."""
    text = "".join(lines)
    if [feed.name for feed in read_config(text, str(path)).feeds] != list(names):
        raise InputError(f"{path}: its feeds are laid out in a way this command cannot edit; edit the file by hand")
    try:
        swap(path.resolve(), text)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); nothing was changed") from error


def swap(path: Path, text: str) -> None:
    """Put the text in place of the file, whole, with the file's mode; raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8"))
        Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
