"""``monitor export`` as a person runs it: every format, spans of time, wrong calls."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import orjson
import pytest

from monitor.model import Incident, Plan, Status
from monitor.store import Store
from tests.alert.makers import facts
from tests.cli.running import Folder, folder
from tests.feedsout.cap_standard import problems, text_of
from tests.feedsout.makers import told

NOW = datetime.now(UTC).replace(microsecond=0)


def incidents() -> tuple[Incident, ...]:
    """One of an hour ago in two revisions and withdrawn, one of ten days ago."""
    first = told(opened_at=NOW - timedelta(hours=1), updated_at=NOW - timedelta(hours=1), facts=facts(base_id="ain-al-asad-air-base"))
    second = replace(first, revision=2, updated_at=NOW, status=Status.WITHDRAWN)
    old = told(id="20260219-aaaaa", opened_at=NOW - timedelta(days=10), updated_at=NOW - timedelta(days=10))
    return first, second, old


@pytest.fixture
def here(tmp_path: Path) -> Folder:
    """A folder whose store knows them."""
    made = folder(tmp_path)
    with Store.open(f"sqlite:///{tmp_path}/data/monitor.db") as store:
        for incident in incidents():
            store.commit(Plan(incidents=(incident,)))
    return made


def test_cap_is_a_message_a_line_with_the_circle_of_the_gazetteer(here: Folder) -> None:
    """Oldest incident first, its revisions in order; the sender as asked for."""
    done = here.run("export", "--format", "cap", "--sender", "alerts@example.org")
    lines = done.stdout.splitlines()
    assert (done.returncode, [problems(line) for line in lines]) == (0, [[], [], []])
    assert [text_of(line, "msgType") for line in lines] == ["Alert", "Alert", "Cancel"]
    assert text_of(lines[1], "info/area/circle") == "33.772400,42.428200 8"
    assert {text_of(line, "sender") for line in lines} == {"alerts@example.org"}


def test_atom_and_json_feed_link_to_the_pages_named(here: Folder) -> None:
    """A feed reader finds no fault."""
    feed = feedparser.parse(here.run("export", "--format", "atom", "--home", "https://alerts.example.org").stdout)
    assert (feed.bozo, len(feed.entries)) == (False, 2)
    assert feed.entries[0].link == "https://alerts.example.org/incident/20260301-k3x9a"
    items = orjson.loads(here.run("export", "--format", "jsonfeed").stdout)["items"]
    assert [item["url"] for item in items] == ["https://north.example/a1"] * 2
    assert {item["id"] for item in items} == {entry.id for entry in feed.entries}


def test_geojson_and_csv_hold_the_same_incidents(here: Folder) -> None:
    """Oldest first."""
    features = orjson.loads(here.run("export", "--format", "geojson").stdout)["features"]
    rows = list(csv.DictReader(io.StringIO(here.run("export", "--format", "csv").stdout.decode())))
    assert [f["id"] for f in features] == [row["incident"] for row in rows] == ["20260219-aaaaa", "20260301-k3x9a"]
    assert features[1]["geometry"]["coordinates"] == [42.4282, 33.7724]


def test_since_and_until_bound_the_time_of_opening(here: Folder) -> None:
    """A bare day as the end counts whole."""
    def ids(*options: str) -> list[str]:
        return [orjson.loads(line)["id"] for line in here.run("export", *options).stdout.splitlines()]

    day = f"{NOW - timedelta(days=10):%Y-%m-%d}"
    assert ids("--since", day, "--until", day) == ["20260219-aaaaa"]
    assert ids("--since", f"{NOW - timedelta(days=9):%Y-%m-%dT%H:%M}") == ["20260301-k3x9a"]
    assert ids("--until", f"{NOW - timedelta(days=11):%Y-%m-%d}") == []
    assert ids("--days", "2") == ["20260301-k3x9a"]


@pytest.mark.parametrize("wrong", [
    ("--since", "yesterday"), ("--since", "2026-03-02", "--until", "2026-03-01"), ("--home", "javascript:alert(1)"), ("--format", "rss"),
    ("--days", "999999999999"),
])
def test_a_wrong_call_ends_with_2_and_a_sentence(here: Folder, wrong: tuple[str, ...]) -> None:
    """And nothing on stdout."""
    done = here.run("export", *wrong)
    assert (done.returncode, done.stdout) == (2, b"")
    assert wrong[0].encode() in done.stderr
