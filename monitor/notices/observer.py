"""Looks at the monitor each minute and queues what the admin chat is to be told. The edge of this room."""

import shutil
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import structlog

from monitor.collect.polling import health
from monitor.model import AlertKind, Config, FeedState, HeldReason, Parcel, Plan
from monitor.model.notices import Assessment, Notice, NoticeKind, Observations, Standing, Trouble
from monitor.notices.telling import decide
from monitor.notices.troubles import assess
from monitor.notices.wording import parcel, told_before

LEAP = timedelta(minutes=2)
"""The clock may differ by so much from the time that passed: an adjusted clock is moved by less."""
DAY = timedelta(days=1)
LEAP_TOLD_FOR = 3600.0
"""Seconds that a leap stands as a condition."""

log = structlog.get_logger(__name__)


class Memory(Protocol):
    """What is asked of the store."""

    def parcels_about(self, about: AlertKind) -> tuple[Parcel, ...]:
        """Every parcel of a kind, oldest first."""

    def last_judged(self) -> datetime | None:
        """When the last article was judged."""

    def held_by_outlet(self, reason: HeldReason, since: datetime) -> tuple[tuple[str, int], ...]:
        """Outlets of which articles were held for this reason since then, and how many."""

    def commit(self, plan: Plan) -> None:
        """Queue parcels, lasting."""


@dataclass(slots=True)
class ClockWatch:
    """Compares the clock with the time that passed."""

    monotonic: Callable[[], float] = time.monotonic
    _before: tuple[datetime, float] | None = None
    _leap: tuple[timedelta, float] | None = None

    def look(self, now: datetime) -> timedelta | None:
        """The last leap, as long as it stands; None where the clock is steady."""
        passed = self.monotonic()
        if self._before is not None:
            leap = (now - self._before[0]) - timedelta(seconds=passed - self._before[1])
            if abs(leap) >= LEAP:
                self._leap = (leap, passed)
        self._before = (now, passed)
        return self._leap[0] if self._leap and passed - self._leap[1] < LEAP_TOLD_FOR else None


@dataclass(slots=True)
class Observer:
    """Keeps what was told, and what others saw of the model and the configuration."""

    store: Memory
    on_store: Callable[..., Awaitable[Any]]
    clock: Callable[[], datetime]
    clock_watch: ClockWatch = field(default_factory=ClockWatch)
    free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free
    model_problem: str = ""
    config_problem: str = ""
    started_at: datetime = field(init=False)
    _told: tuple[Standing, ...] | None = None

    def __post_init__(self) -> None:
        """The start of the service is the start of the watch."""
        self.started_at = self.clock()

    async def look(
        self, config: Config, states: Mapping[str, FeedState], closed: Mapping[str, str], taking: Iterable[str],
    ) -> tuple[Notice, ...]:
        """One look: what is new to tell is in the outbox when this returns. ``closed``, ``taking``: the channels' answers."""
        now = self.clock()
        seen = Observations(
            now=now, started_at=self.started_at, silent_after=config.fetch.silent_after,
            feeds=tuple(health(feed, states.get(feed.name), now, config.fetch) for feed in config.feeds),
            last_judged=await self.on_store(self.store.last_judged), disk_free=self._disk(config.store_url),
            model_problem=self.model_problem, config_problem=self.config_problem, clock_jump=self.clock_watch.look(now),
            channels=tuple(channel.name for channel in config.channels), closed=tuple(closed.items()), taking=frozenset(taking),
            flooding=await self.on_store(self.store.held_by_outlet, HeldReason.RATE_LIMITED, now - DAY),
        )
        return await self._tell(assess(seen), now)

    async def tell_of_start(self, problem: str) -> None:
        """The model failed to load and the service is about to end: the next start that succeeds calls it off."""
        told = await self._known()
        rest = frozenset(one.key for one in told) - {"model"}
        await self._tell(Assessment(troubles=(Trouble(key="model", what=problem),), doubtful=rest), self.clock())

    async def _tell(self, assessment: Assessment, now: datetime) -> tuple[Notice, ...]:
        notices, told = decide(await self._known(), assessment, now)
        if notices:
            await self.on_store(self.store.commit, Plan(parcels=tuple(parcel(notice, now) for notice in notices)))
        self._told = told  # only once it is recorded: a look that failed is repeated
        for notice in notices:
            if notice.kind is NoticeKind.ALL_CLEAR:
                log.info("trouble is over", about=notice.standing.key)
            else:
                log.warning("trouble told to the admin chat", about=notice.standing.key, kind=notice.kind.value, what=notice.what)
        return notices

    def forget(self) -> None:
        """Another process may have told something meanwhile: what was told is read again at the next look."""
        self._told = None

    async def _known(self) -> tuple[Standing, ...]:
        if self._told is None:
            self._told = told_before(await self.on_store(self.store.parcels_about, AlertKind.NOTICE))
        return self._told

    def _disk(self, store_url: str) -> int | None:
        """Free bytes where the store's file lies; None for a server, or a folder that does not answer."""
        kind, _, path = store_url.partition(":///")
        if kind != "sqlite" or not path:
            return None
        try:
            return self.free(Path(path).parent)
        except OSError:
            return None
