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
    fresh = []
    for feed in feeds:
        if feed.name not in names and feed.url not in urls:
            fresh.append(feed)
            names.add(feed.name)
            urls.add(feed.url)
    if fresh:
        lines = path.read_text(encoding="utf-8").splitlines()
        sequence = _feeds_node(path)
        last = sequence.value[-1].end_mark.line
        at = last + 1 if sequence.value[-1].end_mark.column else last
        lines[at:at] = [_line(feed, sequence.start_mark.column) for feed in fresh]
        _save(path, lines)
    return tuple(feed.name for feed in fresh)


def remove_feed(path: Path, name: str) -> None:
    """Take one feed out; :class:`InputError` where there is none of that name."""
    names = [feed.name for feed in load_config(path).feeds]
    if name not in names:
        raise InputError(f"{path}: there is no feed {name!r}; monitor feeds list shows the names")
    node = _feeds_node(path).value[names.index(name)]
    lines = path.read_text(encoding="utf-8").splitlines()
    end = node.end_mark.line + (1 if node.end_mark.column else 0)
    del lines[node.start_mark.line:end]
    _save(path, lines)


def _feeds_node(path: Path) -> yaml.SequenceNode:
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # load_config has read it before
    node = next(value for key, value in root.value if key.value == "feeds")
    assert isinstance(node, yaml.SequenceNode)
    return node


def _line(feed: NewFeed, indent: int) -> str:
    fields = {"name": feed.name, "url": feed.url} | ({"language": feed.language} if feed.language else {})
    flow = yaml.safe_dump(fields, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{' ' * indent}- {flow.strip()}"


def _save(path: Path, lines: Sequence[str]) -> None:
    """Checked first, then swapped in whole: a reader never sees half a file."""
    text = "\n".join(lines) + "\n"
    read_config(text, str(path))
    handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    Path(name).chmod(path.stat().st_mode & 0o777)
    Path(name).replace(path.resolve())
