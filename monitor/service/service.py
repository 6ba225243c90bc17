"""The parts of a running monitor put together, and its jobs."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from monitor import wiring
from monitor.closing import close_quiet
from monitor.digest.daily import send_due_digest
from monitor.errors import MonitorError, StoreError
from monitor.health.heartbeat import Heartbeat
from monitor.health.supervisor import Supervisor
from monitor.health.vitals import Vitals
from monitor.holding import Hold
from monitor.instances import own_name
from monitor.model import Config, Polled
from monitor.model.decisions import PLACE
from monitor.model.notices import ADMIN_CHANNEL
from monitor.notices.alarm import Alarm
from monitor.notices.observer import Observer
from monitor.pipeline import Edges
from monitor.redaction import Redaction
from monitor.schedule import Jobs, Schedule
from monitor.service.edits import at_next_start, keep_watching, read_edit
from monitor.service.guard import Guard
from monitor.service.post import Post
from monitor.service.rounds import Rounds
from monitor.store import Store

STORE_ANSWERS = 30.0
"""Seconds a read of the store may wait its turn: writers before it wait 10 s each for a lock."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Service:
    """State of a running monitor; everything that must outlive it lies in the store."""

    config: Config
    brain: wiring.Brain
    store: Store
    edges: Edges
    on_store: Callable[..., Awaitable[Any]]
    channels: wiring.Channels
    rounds: Rounds = field(init=False)
    post: Post = field(init=False)
    guard: Guard = field(init=False)
    observer: Observer = field(init=False)
    alarm: Alarm = field(init=False)
    vitals: Vitals = field(init=False)
    hold: Hold = field(init=False)
    supervisor: Supervisor = Supervisor()
    heartbeat: Heartbeat | None = None
    schedule: Schedule | None = None
    owner: str = field(default_factory=own_name)
    redaction: Redaction = field(default_factory=Redaction)
    """What takes our secrets out of logs and of what services say; learns those of an edited config.yaml."""

    def __post_init__(self) -> None:
        """Put the parts together."""
        clock = self.edges.clock
        self.edges = replace(self.edges, queued=self._queued)
        self.observer, self.alarm = Observer(self.store, self.on_store, clock), Alarm(clock)
        self.vitals = Vitals(self.store, self.on_store, clock)
        self.hold = Hold(self.store, self.on_store, clock, self.owner)
        self.guard = Guard(self.hold, self.vitals, self._give_up)
        self.rounds = Rounds(clock, self.vitals, self._beside, self.delivery_round)
        self.post = Post(self.store, self.on_store, clock, self.vitals, self.redaction, self.hold.stands)
        self._take_over(self.config, self.brain, self.channels)

    def _take_over(self, config: Config, brain: wiring.Brain, channels: wiring.Channels) -> None:
        self.config, self.brain, self.channels = config, brain, channels
        self.redaction.learn(wiring.known_secrets(config))
        self.rounds.follow(config, wiring.build_pipeline(config, brain, self.edges))
        self.post.follow(config, brain, channels)
        self.vitals.model_id = brain.scorer.model_id
        self.vitals.forget_problems()

    async def load_states(self) -> None:
        """What the store remembers of feeds, readers, and whether sending is paused."""
        await self.post.recall()
        self.rounds.recall(await self.on_store(self.store.feed_states))

    async def poll_round(self, *, everything: bool = False) -> list[Polled]:
        """Poll every due feed once (or every one) and wait for all of them."""
        return await self.rounds.round(everything=everything)

    def _beside(self, job: Coroutine[Any, Any, object]) -> None:
        if self.schedule is not None:
            self.schedule.start_soon(job)

    async def take_hold(self, *, stand_by: bool = False) -> None:
        """Become the only monitor on this store; with ``stand_by`` wait for the end of the other one."""
        if await self.guard.take(self.supervisor, stand_by=stand_by):
            await self.load_states()  # the other one went on polling meanwhile
            log.info("took over")

    async def place_left(self) -> None:
        """Place what workers left to be placed that share this store no more."""
        for number, key in await self.on_store(self.store.left_jobs, PLACE):
            await self.rounds.pipeline.place_recorded(key)
            await self.on_store(self.store.drop_left_jobs, (number,))

    def _give_up(self, error: MonitorError) -> None:
        if self.schedule is None:
            raise error
        self.schedule.fail(error)

    async def sweep(self) -> None:
        """Renew our hold on the store; take up parcels whose sender died."""
        if await self.guard.renew():
            await self.post.delivery.sweep()

    async def beat(self) -> None:
        """Tell systemd that we live: the schedule that calls this runs, and the store answers."""
        async with asyncio.timeout(STORE_ANSWERS):
            await self.on_store(self.store.instance_holder)
        self.supervisor.say("WATCHDOG=1")
        if self.heartbeat and self.vitals.readiness().ready and self.heartbeat.due(
                self.vitals.monotonic(), self.config.heartbeat_every) and (url := wiring.heartbeat_url(self.config)):
            self._beside(self._ping(self.heartbeat, url))

    async def _ping(self, heartbeat: Heartbeat, url: str) -> None:
        self.vitals.metrics.pinged(ok=await heartbeat.ping(url))

    async def digest(self) -> None:
        """Send the day's digest if it is due and was not sent."""
        if await self.on_store(send_due_digest, self.store, self.config, self.edges.clock()):
            await self.delivery_round()

    async def notice(self) -> None:
        """Tell the admin chat what is wrong with the monitor itself, and what is right again."""
        delivery = self.post.delivery
        try:
            if await self.observer.look(self.config, self.rounds.states, delivery.closed, delivery.taking):
                await self.delivery_round()
        finally:  # above all where the look itself failed, because the store takes nothing
            await self.alarm.look(self.vitals.pulse.store_problem, self.channels.by_name.get(ADMIN_CHANNEL))

    async def thin(self) -> None:
        """Forget the texts of old items that belong to no incident; close incidents that are long quiet."""
        thinned = await self.on_store(self.store.thin, self.edges.clock() - self.config.retention)
        await self.on_store(self.store.optimize)
        gone = await self.post.readership.drop_paused()
        closed = await self.on_store(close_quiet, self.store, self.edges.clock(), self.config.alerts)
        log.info("old items thinned", result=str(thinned), incidents_closed=closed, readers_forgotten=gone)

    async def reload(self) -> None:
        """Take over an edited config.yaml; a broken one is refused loudly and the old one stays in force."""
        edited = await read_edit(self.config, self.brain, self.channels, self.observer)
        if edited is None:
            return
        later = at_next_start(self.config, edited.config)
        self._take_over(edited.config, edited.brain, edited.channels)
        await self.load_states()
        if later:
            log.warning("a part of the edit serves only after a restart", parts=", ".join(later))
        log.info("config.yaml taken over", feeds=len(edited.config.feeds), watches=len(edited.config.watches))

    async def keep_watching(self, watch: Callable[[], Awaitable[None]], pause: float = 5.0) -> None:
        """Watch config.yaml without end."""
        await keep_watching(watch, lambda: self._beside(self.reload()), pause)

    def jobs(self) -> Jobs:
        """The jobs for the schedule."""
        alone = self.guard.alone
        return Jobs(tick=alone("tick", self.rounds.tick), deliver=alone("deliver", self.delivery_round),
                    sweep=alone("sweep", self.sweep), digest=alone("digest", self.digest), notice=self.notice,
                    thin=alone("thin", self.thin), beat=self.beat)

    async def metrics(self) -> bytes:
        """The text of /metrics."""
        return await self.vitals.exposition(self.config, self.rounds.states, len(self.rounds.polling))

    async def delivery_round(self) -> None:
        """Empty the outbox of what is due, beside the schedule where there is one."""
        if self.schedule is None:
            await self.post.empty()
        else:
            await self.post.empty_beside(lambda serving: self._beside(self._delivered(serving)))

    async def _queued(self) -> None:
        if self.schedule is not None:  # who polls without one sends when the polls are over
            await self.delivery_round()

    async def _delivered(self, serving: Coroutine[Any, Any, object]) -> None:
        try:
            await serving
        except StoreError as error:
            self.vitals.store_answered("delivery", str(error))
            raise
        self.vitals.store_answered("delivery")
