"""The recorded feed documents through the real service: every one polled, nothing twice."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from monitor import wiring
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.judging import Judge
from monitor.judge.keywords import WatchMatcher
from monitor.model import Config, Feed, Polled
from tests.e2e.service import Chat, on_loopback, running
from tests.e2e.site import Site, serving
from tests.pipeline.fakes import FakeModel, config
from tests.shared import shared_path

pytestmark = pytest.mark.slow

EVER, NEVER = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def brain_of(settings: Config) -> wiring.Brain:
    """No model: what is shown here happens before it."""
    model = FakeModel()
    judge = Judge(settings.watches, WatchMatcher(settings.watches), model)
    return wiring.Brain(judge, Gazetteer((), ()), model, (wiring.model_dir(settings), ()))


def serve_documents(site: Site, folder: Path) -> Config:
    """A configuration with one feed for each document."""
    site.documents = {path.name: path.read_bytes() for path in sorted(folder.glob("*.xml"))}
    feeds = tuple(Feed(name=name, url=site.url(name), outlet=name) for name in site.documents)
    watch = replace(config().watches[0], keywords=("no such word in any feed",))
    return on_loopback(config(feeds=feeds, watches=(watch,)))


def new_entries(polls: list[Polled]) -> int:
    """Articles met for the first time."""
    return sum(polled.taken.new for polled in polls)


def changed_entries(polls: list[Polled]) -> int:
    """Articles known with other words."""
    return sum(polled.taken.changed for polled in polls)


async def test_every_recorded_feed_is_read_once(tmp_path: Path) -> None:
    """All polled with the entries feedparser finds; then only 304s, no entry twice, not even after a restart on new bytes."""
    folder = shared_path("data/feeds/docs")
    database = tmp_path / "monitor.db"
    async with serving() as site:
        settings = serve_documents(site, folder)
        brain = brain_of(settings)
        expected = {name: len(feedparser.parse(document).entries) for name, document in site.documents.items()}

        async with running(settings, brain, database, Chat()) as service:
            first = {polled.feed: polled for polled in await service.poll_round(everything=True)}
            assert {name: polled.entries for name, polled in first.items() if not polled.failed} == {
                name: count for name, count in expected.items() if not first[name].failed}
            assert [name for name, polled in first.items() if polled.failed and expected[name]] == []
            assert sum(polled.entries for polled in first.values()) == sum(expected.values())
            met = service.store.entry_count(EVER, NEVER)
            assert met > 10_000

            second = await service.poll_round(everything=True)
            assert {polled.outcome for polled in second if not polled.failed} == {"304"}
            assert new_entries(second) + changed_entries(second) == 0

        async with running(settings, brain, database, Chat()) as service:
            third = await service.poll_round(everything=True)
            assert {polled.outcome for polled in third if not polled.failed} == {"304"}
            assert new_entries(third) + changed_entries(third) == 0
            site.tail = b"\n<!-- the same again -->"
            fourth = await service.poll_round(everything=True)
            assert sum(polled.outcome == "200" for polled in fourth) > 400
            assert new_entries(fourth) == 0
            # An address that several feeds carry in different words (1.7 % here) counts as edited by each in turn.
            assert changed_entries(fourth) < sum(expected.values()) / 50
            assert service.store.entry_count(EVER, NEVER) == met
