"""The direction of imports and the rules of the house, read from the source itself (docs/architecture.md)."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "monitor"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)

MAY_IMPORT: dict[str, set[str]] = {
    # What flows, and what goes wrong.
    "model": set(), "errors": set(), "redaction": set(), "outlets": set(),
    # Rooms, in the order of the flow; a pure room may use pure rooms before it.
    "config": {"model", "errors", "outlets", "redaction"},
    "collect": {"model", "errors", "outlets", "redaction"},
    "judge": {"model", "errors"},
    "incidents": {"model", "errors", "judge"},
    "alert": {"model", "errors", "redaction"},
    "store": {"model", "errors"},
    "notices": {"model", "collect", "alert"},
    "digest": {"model", "errors", "alert", "collect", "incidents", "pictures", "store"},
    "logs": {"redaction"},
    "watching": set(),
    "schedule": {"errors"},
    # The way of the data, and those who call it.
    "jsonlines": {"model", "collect", "outlets"},
    "feedsout": {"model", "alert"},
    "pictures": {"model", "errors", "alert"},
    "exporting": {"model", "feedsout"},
    "closing": {"model", "incidents", "store"},
    "correcting": {"model", "errors", "incidents", "alert"},
    "planning": {"model", "judge", "incidents", "alert"},
    "pipeline": {"model", "collect", "judge", "planning"},
    "replay": {"model", "digest", "jsonlines", "store"},
    "trial": {"model", "judge", "store"},
    "drawing": {"model", "alert", "digest", "judge", "pictures", "store"},
    "wiring": {"model", "errors", "alert", "collect", "drawing", "health", "judge", "pipeline", "store"},
    "instances": set(),
    "holding": {"errors", "instances"},
    "health": {"model", "collect"},
    "service": {"model", "errors", "redaction", "alert", "closing", "collect", "config", "digest", "feedsout", "health", "holding", "instances", "notices", "pipeline", "schedule",
                "readership", "store", "wiring"},
    "readership": {"alert", "model", "store", "wiring"},
    "bot": {"model", "errors", "alert", "digest", "explaining", "judge", "store"},
    "listening": {"bot", "config", "digest", "errors", "model", "service", "wiring"},
    "explaining": {"model", "collect", "judge", "store", "wiring"},
    "far": {"model", "collect", "digest", "errors", "service", "store", "wiring"},
    # Beside the service: nothing but the command line knows of them.
    "learn": {"model", "errors", "collect", "config", "judge", "incidents", "jsonlines", "wiring"},
    "web": {"model", "errors", "alert", "collect", "config", "digest", "feedsout", "correcting", "incidents", "judge", "pictures",
            "store", "trial", "wiring"},
    "demo": {"model", "errors"},
}
"""The rooms each room may import; ``cli`` may import every one."""

EDGES_OF_PURE_ROOMS = {
    "alert/delivery.py", "alert/doubts.py", "alert/recording.py", "alert/picturing.py", "alert/trial.py", "digest/daily.py", "judge/classifier.py", "judge/gazetteer_file.py",
    "judge/encoder/file.py", "judge/model_file.py", "notices/alarm.py", "notices/observer.py",
}
"""Files of otherwise pure rooms that act: they read files, wait, log or ask the store."""

PURE_COLLECT = {"identity", "dates", "polling", "addresses", "plain", "encodings", "failures", "headers"}

IMPURE = {
    "aiohttp", "apscheduler", "asyncio", "feedparser", "httpx", "logging", "multiprocessing", "os", "pebble", "random",
    "socket", "sqlalchemy", "ssl", "structlog", "subprocess", "telegram", "threading", "time", "trafilatura", "urllib3",
}
"""What a pure room never imports: network, clock, chance, processes, logs, databases."""

TIME_TYPES = {"collect/dates.py": {"time"}}
"""``time.struct_time`` is a type of the parser's answer, not a clock."""

HOME_OF: dict[str, set[str]] = {
    "aiohttp": {"collect/http.py", "web/", "demo/server.py", "alert/channels/matrix.py", "alert/channels/slack.py"},
    "alembic": {"store/"},
    "apprise": {"alert/channels/apprise.py"},
    "apscheduler": {"schedule.py"},
    "ahocorasick": {"judge/"},
    "click": {"cli/"},
    "feedparser": {"collect/feeds.py", "collect/parser.py"},
    "httpx": {"alert/channels/"},
    "nio": {"alert/channels/matrix.py"},
    "slack_sdk": {"alert/channels/slack.py"},
    "jinja2": {"digest/page.py", "web/templates.py"},
    "PIL": {"pictures/png.py"},
    "lxml": {"collect/plain.py", "config/opml.py", "feedsout/xml.py"},
    "pebble": {"collect/workers.py"},
    "prometheus_client": {"health/metrics.py"},
    "procrastinate": {"far/queue.py", "far/worker.py", "store/jobs.py"},
    "protego": {"collect/robots.py"},
    "psycopg": {"store/"},
    "py3langid": {"collect/articles.py"},
    "pydantic": {"config/", "store/codec.py"},
    "pydantic_core": {"config/", "store/codec.py"},
    "rich": {"alert/channels/console.py", "cli/"},
    "mmh3": {"judge/features/columns.py"},
    "scipy": {"learn/"},
    "sklearn": {"learn/"},
    "sqlalchemy": {"store/"},
    "torch": {"learn/fine_tuning.py"},
    "transformers": {"learn/fine_tuning.py"},
    "telegram": {"alert/channels/", "bot/hearing.py", "bot/receiving.py"},
    "trafilatura": {"collect/articles.py"},
    "watchfiles": {"watching.py"},
    "yaml": {"config/"},
}
"""Where each outside library is imported: a file, or a folder that is one edge."""

CATCHES_ALL = {"service/edits.py", "service/guard.py", "service/rounds.py", "collect/workers.py", "drawing.py", "bot/receiving.py"}
"""One poll, one document of a stranger, one picture, one message to the bot: the places where any error costs only itself."""

ENVIRONMENT_READERS = {"wiring/", "cli/"}


def name_of(path: Path) -> str:
    """The path inside the package, with slashes."""
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    """The folder below the package, or the file where there is none."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed source."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Dotted names of everything a file imports, anywhere in it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            # ``from monitor import wiring`` names the room in the alias.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    """The rooms of ours that a file imports, its own left out."""
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("monitor.")}
    return ours - {room_of(path)}


def outside(path: Path) -> set[str]:
    """Top-level names of what a file imports from elsewhere."""
    return {name.split(".")[0] for name in imports(path)} - {"monitor"}


def stands_in(name: str, places: set[str]) -> bool:
    """Whether a file is one of the places or lies in a folder of them."""
    return any(name == place or (place.endswith("/") and name.startswith(place)) for place in places)


def is_pure(path: Path) -> bool:
    """Whether the file belongs to what decides: no clock, no logger, no network."""
    room, name = room_of(path), name_of(path)
    if room == "collect":
        return path.stem in PURE_COLLECT
    if room == "alert" and "channels" in path.parts:
        return False
    return room in {"model", "errors", "judge", "incidents", "alert", "digest", "planning", "jsonlines", "feedsout",
                    "exporting", "correcting", "notices", "pictures"} and (
        name not in EDGES_OF_PURE_ROOMS)


def calls(path: Path) -> Iterator[str]:
    """Dotted names of what is read or called by attribute, like ``datetime.now``."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_file_imports_only_the_rooms_it_may(path: Path) -> None:
    """Imports follow the way of the data, and a new room has to be put into the table."""
    room = room_of(path)
    if room in {"cli", "__main__", "__init__"}:
        return
    assert rooms_imported(path) <= MAY_IMPORT[room]


def test_only_the_command_line_knows_what_stands_beside_the_service() -> None:
    """Training, review page and demo are imported by ``cli`` alone."""
    beside = {"learn", "web", "demo"}
    assert [name_of(path) for path in FILES if room_of(path) != "cli" and rooms_imported(path) & beside] == []


def test_rooms_import_each_other_in_one_direction() -> None:
    """There is no circle of rooms."""
    graph: dict[str, set[str]] = {}
    for path in FILES:
        graph.setdefault(room_of(path), set()).update(rooms_imported(path))
    while leaves := {room for room, needs in graph.items() if not needs & graph.keys()}:
        graph = {room: needs for room, needs in graph.items() if room not in leaves}
    assert graph == {}


@pytest.mark.parametrize("path", [path for path in FILES if is_pure(path)], ids=name_of)
def test_deciding_code_has_no_way_out(path: Path) -> None:
    """Pure files import no network, clock, chance, process, log or database."""
    assert outside(path) & IMPURE <= TIME_TYPES.get(name_of(path), set())


def test_every_outside_library_has_its_home() -> None:
    """A library is imported in its named place only; numpy and orjson, which reach nothing outside, anywhere."""
    strays = [
        f"{name_of(path)} imports {library}" for path in FILES for library in sorted(outside(path) & HOME_OF.keys())
        if not stands_in(name_of(path), HOME_OF[library])
    ]
    assert strays == []


def test_every_home_has_its_library() -> None:
    """The table of homes names no place that is empty."""
    used = {library for path in FILES for library in outside(path)}
    assert {library for library in HOME_OF if library not in used} <= {"psycopg", "alembic"}


def test_any_error_is_caught_in_named_places_only() -> None:
    """``except Exception`` and its like stand where an error must cost only itself."""
    found = {
        name_of(path) for path in FILES for node in ast.walk(tree_of(path)) if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    }
    assert found == CATCHES_ALL


def test_there_is_one_clock() -> None:
    """The time of day is read in one file of the wiring; everything else is told what time it is."""
    clocks = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
    assert {name_of(path) for path in FILES if clocks & set(calls(path))} == {"wiring/clock.py"}


def test_the_environment_is_read_at_the_start_only() -> None:
    """``os.environ`` is read by the wiring and the command line."""
    readers = [name_of(path) for path in FILES if {"os.environ", "os.getenv"} & set(calls(path))]
    assert [name for name in readers if not stands_in(name, ENVIRONMENT_READERS)] == []


def test_nothing_is_unpickled() -> None:
    """No loader that runs code from a file is imported: models are data."""
    assert [name_of(path) for path in FILES if outside(path) & {"pickle", "joblib", "dill", "cloudpickle", "marshal"}] == []


def test_only_one_file_opens_connections_to_the_news() -> None:
    """Bytes of feeds and pages cross the network in collect/http.py; the chats' libraries bring their own."""
    talkers = {name_of(path) for path in FILES if outside(path) & {"socket", "ssl", "urllib3", "requests", "aiohttp"}}
    assert {name for name in talkers if not stands_in(name, {"web/", "demo/", "alert/channels/", "instances.py", "health/supervisor.py"})} == {"collect/http.py"}
