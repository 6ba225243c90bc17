"""The real service on a SQLite file, its jobs run by a clock that is an argument: a month in minutes."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from monitor import wiring
from monitor.collect.articles import extract_page
from monitor.collect.feeds import parse_feed
from monitor.collect.reading import PageReader
from monitor.collect.robots import RobotsRules
from monitor.model import Body, Config, Failed, Feed, Page, ParsedFeed, Unreadable
from monitor.model.notices import ADMIN_CHANNEL
from monitor.pipeline import Edges
from monitor.schedule import Job, Schedule
from monitor.service import Service
from monitor.store import Store
from tests.soak.chat import SearchableChat, UnsureChat
from tests.soak.world import World

OFTEN, SELDOM = timedelta(minutes=10), timedelta(hours=1)
"""Between two runs of the jobs that the schedule has each minute, and between two readings of /metrics."""
PLENTY = 10**12


class _Extractor:
    """The page reader's parser, in this process."""

    async def extract(self, html: bytes, url: str) -> Page | Unreadable:
        """The article of a page."""
        return extract_page(html, url)


async def _parse(body: Body, feed: Feed, now: datetime) -> ParsedFeed | Failed:
    return parse_feed(body, feed, now)


class Life:
    """One service over one world."""

    def __init__(self, config: Config, brain: wiring.Brain, world: World, database: Path, step: timedelta) -> None:
        """``step``: how much time passes between two rounds of the jobs."""
        self.world, self.step = world, step
        self.store = Store.open(f"sqlite:///{database}")
        self.steady = 1000.0
        fetch, chance, now = config.fetch, world.chance, lambda: world.now + world.skew
        reader = PageReader(world, RobotsRules(world, fetch, now), _Extractor(), fetch, now)
        edges = Edges(fetch=world.get, parse=_parse, read=reader.read, reports=brain.reports, store=self.store,
                      on_store=wiring.inline, clock=now, jitter=chance.random)
        self.chats = {
            "one": SearchableChat("one", chance, self._down("one"), lambda: not world.calm, world.faults),
            "two": UnsureChat("two", chance, self._down("two"), lambda: not world.calm, world.faults)}
        self.admin = UnsureChat("admin", chance, lambda: False, lambda: False, world.faults)
        channels = wiring.Channels({**self.chats, ADMIN_CHANNEL: self.admin}, ())
        settings = replace(config, feeds=world.feeds, store_url=f"sqlite:///{database}")
        self.service = Service(config=settings, brain=brain, store=self.store, edges=edges, on_store=wiring.inline, channels=channels)
        self.service.vitals.monotonic = self.service.hold.monotonic = lambda: self.steady
        self.service.observer.clock_watch.monotonic = lambda: self.steady
        self.service.observer.free = lambda _: PLENTY
        self.schedule = self.service.schedule = Schedule(self.service.jobs())
        self._jobs = self.service.jobs()

    def _down(self, name: str) -> Callable[[], bool]:
        return lambda: any(spell.holds(self.world.now) for spell in self.world.outages[name])

    async def begin(self) -> None:
        """As ``monitor run`` begins."""
        await self.service.load_states()
        await self.service.take_hold()

    async def half_a_day(self) -> None:
        """Its steps; each has a run of the jobs that the schedule has each second or each 15 s, some the others."""
        for number in range(int(timedelta(hours=12) / self.step)):
            self.world.advance(self.step)
            self.steady += self.step.total_seconds()
            for name in ("sweep", "tick", "deliver"):
                await self._run(name, getattr(self._jobs, name))
            if number % (OFTEN // self.step) == 0:
                await self._run("digest", self._jobs.digest)
                await self._run("notice", self._jobs.notice)
            if number % (SELDOM // self.step) == 0:
                await self._run("beat", self._jobs.beat)
                await self.service.metrics()

    async def thin(self) -> None:
        """What the schedule does once a day."""
        await self._run("thin", self._jobs.thin)

    async def _run(self, name: str, job: Job) -> None:
        """As the schedule runs it: an error is logged, and ends nothing else."""
        self.schedule.start_soon(job(), name)
        while self.schedule._running:
            await asyncio.wait(set(self.schedule._running))

    def ended(self) -> bool:
        """Whether the service gave up."""
        return self.schedule._stop.is_set()
