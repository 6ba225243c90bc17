"""What the sources log is what docs/logs.md says: every event, its level, its keys."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.test_docs import rows
from tests.shared import ROOT

LEVELS = {"debug", "info", "warning", "error", "critical", "exception"}
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """One place that logs."""

    where: str
    event: str
    level: str
    keys: frozenset[str]


def calls() -> Iterator[tuple[str, ast.Call, ast.Attribute]]:
    """Every call of something named like a level in the sources, with its place."""
    for path in sorted((ROOT / "monitor").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node, node.func


def lines() -> list[Line]:
    """What ``log.LEVEL(...)`` says, everywhere."""
    return [_line(where, call, function.attr) for where, call, function in calls() if ast.unparse(function.value) == "log"]


def _line(where: str, call: ast.Call, level: str) -> Line:
    assert len(call.args) == 1, f"{where}: one event, the rest as keys"
    event = call.args[0]
    assert isinstance(event, ast.Constant), f"{where}: the event is no constant text"
    assert isinstance(event.value, str), f"{where}: the event is no constant text"
    keys = {keyword.arg or "**" for keyword in call.keywords}
    assert "**" not in keys, f"{where}: which keys it has cannot be read"
    if "exc_info" in keys or level == "exception":
        keys = keys - {"exc_info"} | {"exception"}
    return Line(where, event.value, "error" if level == "exception" else level, frozenset(keys))


def documented() -> dict[str, list[str]]:
    """Events of the page: level, keys, meaning."""
    return {name: cells for name, cells in rows("logs.md").items() if len(cells) == 3}


def test_the_sources_log_by_one_name_only() -> None:
    """``log = structlog.get_logger(__name__)`` in every file that logs: this test would overlook any other, and a name for a method."""
    strange = [where for where, _, function in calls() if re.search(r"log(?!$)", ast.unparse(function.value).lower())]
    assert strange == []
    for path in (ROOT / "monitor").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        made = re.findall(r"^.*(?:get_logger|getLogger)\(.*$", text, re.MULTILINE)
        assert path.name in {"logs.py", "root.py", "demo.py"} or set(made) <= {"log = structlog.get_logger(__name__)"}, (path, made)
        assert not re.search(rf"\blog\.(?:{'|'.join(LEVELS)})\b(?!\()", text), path
        assert not re.search(r"\blog\.(?:bind|msg|log|warn|fatal)\b", text), path


def test_every_event_is_documented_with_its_level_and_no_other() -> None:
    """One level for one event."""
    said = defaultdict(set)
    for line in lines():
        said[line.event].add(line.level)
    assert len(said) > 30
    assert {event: {cells[0]} for event, cells in documented().items()} == dict(said)


def test_every_key_is_documented_by_event_and_no_other() -> None:
    """In snake case; each with what it holds."""
    said: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines():
        said[line.event] |= line.keys
    assert {event: set(re.findall("`([^`]+)`", cells[1])) for event, cells in documented().items()} == dict(said)
    keys = set().union(*said.values())
    assert [key for key in keys if not SNAKE.fullmatch(key)] == []
    assert {name: bool(cells[0]) for name, cells in rows("logs.md").items() if len(cells) == 1} == dict.fromkeys(keys, True)


def test_an_event_holds_nothing_that_differs() -> None:
    """No number, no braces, no percent sign, no colon behind which a value would stand."""
    assert [line for line in lines() if re.search(r"[0-9{}%:]", line.event)] == []


def test_the_levels_are_those_of_the_page() -> None:
    """What fails on the side of strangers is no error; what a person must act on is one, and says what to do."""
    of = {line.event: line.level for line in lines()}
    assert set(of.values()) <= {"info", "warning", "error"}
    assert (of["page not read"], of["feed failed"]) == ("info", "warning")
    assert {of["feed retired, it is not asked again"], of["channel refuses us"], of["message refused"], of["notice that cannot be queued"],
            of["config.yaml refused, the old settings stay in force"]} == {"error"}
    assert [event for event, cells in documented().items() if not cells[2]] == []


def test_the_page_is_found() -> None:
    """From the page for those who run it."""
    assert "(logs.md)" in Path(ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
