"""Edits of a watch's lists of words in the text of config.yaml: item by item, so that comments, order and layout stay."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from monitor.config.editing import swap
from monitor.config.loading import read_config
from monitor.errors import InputError
from monitor.model import Config, Watch

LISTS = ("keywords", "together_with", "exclude")
"""The lists of a watch that hold words."""
Words = Mapping[str, Sequence[str]]
"""The lists of one watch, by their keys."""
Edit = tuple[int, int, str]
"""From here to there in the text, these characters instead."""


def read_text(path: Path) -> str:
    """The file as it is, line endings and all. Raises InputError where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read; nothing was changed") from error


def with_watch_words(text: str, name: str, watch: str, words: Words) -> str:
    """The text with other words in the lists of one watch; ``name`` stands in messages.

    What stays in a list keeps its line, what is new stands behind it. A list that several watches share (``&name``,
    ``*name``) changes for all of them. Raises InputError where there is no such watch or its lists are laid out in a way
    that cannot be edited so, ConfigError where the edit makes no configuration.
    """
    config = read_config(text, name)
    at = next((i for i, known in enumerate(config.watches) if known.name == watch), None)
    if at is None:
        raise InputError(f"{name}: there is no watch {watch!r}")
    nodes = [_lists_of(node) for node in _watch_nodes(text)]
    wanted = {key: arranged(getattr(config.watches[at], key), fresh) for key, fresh in words.items()}
    wanted = {key: fresh for key, fresh in wanted.items() if fresh != getattr(config.watches[at], key)}
    edits = [edit for key, fresh in wanted.items() for edit in _edits(text, _watch_nodes(text)[at], key, fresh)]
    edited = _applied(text, edits)
    if read_config(edited, name) != _expected(config, nodes, at, wanted):
        raise InputError(f"{name}: watch {watch!r} is laid out in a way that cannot be edited here; edit the file by hand")
    return edited


def shared_with(text: str, name: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Of each list that stands in several watches: the other watches, by watch and key."""
    watches = read_config(text, name).watches
    nodes = [_lists_of(node) for node in _watch_nodes(text)]
    return {
        (watch.name, key): others for watch, lists in zip(watches, nodes, strict=True) for key, place in lists.items()
        if (others := tuple(other.name for other, theirs in zip(watches, nodes, strict=True)
                            if other is not watch and theirs.get(key) == place))
    }


def save_text(path: Path, text: str) -> None:
    """Put the text in place of the file, whole; a reader never sees half of it. Raises InputError where that fails."""
    try:
        swap(path.resolve(), text)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); nothing was changed") from error


def arranged(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """The words wanted in the order in which they will stand: what was there first, then what is new."""
    return (*(word for word in before if word in after), *dict.fromkeys(word for word in after if word not in before))


def _expected(config: Config, nodes: Sequence[Mapping[str, int]], at: int, wanted: Words) -> Config:
    """What the edited text has to mean: these words where the lists stand, everything else as it was."""
    def edited(i: int, watch: Watch) -> Watch:
        own = {key: tuple(fresh) for key, fresh in wanted.items()
               if i == at or (key in nodes[at] and nodes[i].get(key) == nodes[at][key])}
        return replace(watch, **own)  # type: ignore[arg-type]  # the keys are those of the lists

    return replace(config, watches=tuple(edited(i, watch) for i, watch in enumerate(config.watches)))


def _watch_nodes(text: str) -> list[yaml.Node]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # read_config has read it before
    return list(next(value for key, value in root.value if key.value == "watches").value)


def _lists_of(node: yaml.Node) -> dict[str, int]:
    """Where each list of a watch begins in the text; a shared one begins in the watch that names it."""
    return {key.value: value.start_mark.index for key, value in node.value if key.value in LISTS}


def _edits(text: str, node: yaml.Node, key: str, words: Sequence[str]) -> Iterator[Edit]:
    assert isinstance(node, yaml.MappingNode)
    value = next((value for known, value in node.value if known.value == key), None)
    if value is None and node.flow_style:
        raise InputError(f"line {node.start_mark.line + 1}: this watch stands in braces; write each key on a line of its own")
    if value is None:
        first = node.value[0][0].start_mark
        place = _behind(text, node)
        yield place, place, f"{_break(text, place)}{' ' * first.column}{key}: {_flow(words)}{_ending(text)}"
    elif value.flow_style or not any(item.value in words for item in value.value):
        # An anchor (&name) stands before the list and stays.
        anchor = text[value.start_mark.index:value.value[0].start_mark.index] if value.value and not value.flow_style else ""
        yield _whole(text, value, anchor, words)
    else:
        yield from _items(text, value, words)


def _items(text: str, value: yaml.SequenceNode, words: Sequence[str]) -> Iterator[Edit]:
    kept = [item for item in value.value if item.value in words]
    for item in value.value:
        if item.value not in words:
            yield _line_start(text, item), _next_line(text, item), ""
    fresh = [word for word in words if all(item.value != word for item in value.value)]
    if fresh:
        place, start = _next_line(text, kept[-1]), _line_start(text, kept[-1])
        lead = text[start:kept[-1].start_mark.index]
        yield place, place, _break(text, place) + "".join(f"{lead}{_flow([word])[1:-1]}{_ending(text)}" for word in fresh)


def _whole(text: str, value: yaml.SequenceNode, anchor: str, words: Sequence[str]) -> Edit:
    """A list in brackets, or one of which nothing stays: written anew in brackets."""
    start = value.start_mark.index
    if value.flow_style:
        return text.index("[", start), value.end_mark.index, _flow(words)
    name = anchor.split(maxsplit=1)[0] + " " if anchor.startswith("&") else ""
    colon = text.rindex(":", 0, start) + 1
    return colon, _next_line(text, value.value[-1]), f" {name}{_flow(words)}{_ending(text)}"


def _flow(words: Sequence[str]) -> str:
    return yaml.safe_dump(list(words), default_flow_style=True, allow_unicode=True, width=10**9).strip()


def _behind(text: str, node: yaml.Node) -> int:
    """The start of the line after the last one that holds something of the node."""
    last = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    if isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value and last.start_mark.index > node.start_mark.index:
        return _behind(text, last)
    shared = last.start_mark.index < node.start_mark.index  # ``*name``: the list itself stands elsewhere
    return _next_line(text, node.value[-1][0] if shared and isinstance(node, yaml.MappingNode) else last)


def _line_start(text: str, node: yaml.Node) -> int:
    return text.rfind("\n", 0, node.start_mark.index) + 1


def _next_line(text: str, node: yaml.Node) -> int:
    found = text.find("\n", node.end_mark.index)
    return len(text) if found < 0 else found + 1


def _break(text: str, place: int) -> str:
    """A line break where the last line has none."""
    return _ending(text) if place == len(text) and not text.endswith("\n") else ""


def _ending(text: str) -> str:
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def _applied(text: str, edits: Sequence[Edit]) -> str:
    for start, end, instead in sorted(edits, reverse=True):
        text = text[:start] + instead + text[end:]
    return text
