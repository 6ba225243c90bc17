"""The running service: what each job of the schedule does, and how a changed config.yaml is taken over."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog

from monitor import wiring
from monitor.alert.delivery import Delivery
from monitor.alert.protocols import Channel, Informed
from monitor.closing import close_quiet
from monitor.collect.polling import due, first_states
from monitor.collect.turns import BESIDE
from monitor.config import load_config
from monitor.digest.daily import send_due_digest
from monitor.errors import ConfigError, ModelFileError, StoreBusy, StoreError
from monitor.feedsout import as_line
from monitor.health.heartbeat import Heartbeat
from monitor.health.supervisor import Supervisor
from monitor.health.vitals import Vitals
from monitor.holding import Hold
from monitor.instances import own_name
from monitor.model import Config, Feed, FeedState, Parcel, Polled, SendOutcome
from monitor.model.notices import ADMIN_CHANNEL
from monitor.notices.alarm import Alarm
from monitor.notices.observer import Observer
from monitor.pipeline import Edges, Pipeline
from monitor.readership import Readership
from monitor.redaction import Redaction
from monitor.schedule import Job, Jobs, Schedule
from monitor.store import Store

SLOW_POLL = 600.0
"""Seconds after which one poll of one feed is given up, whatever hangs in it."""
PAUSED = "paused"
UNFORESEEN_PAUSE = timedelta(minutes=5)
STAND_BY_PAUSE = 2.0
STORE_ANSWERS = 30.0
"""Seconds a read of the store may wait its turn: writers before it wait 10 s each for a lock."""
TAKEN_OVER = StoreBusy("another monitor took over this store while this one slept; this one ends")

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
    pipeline: Pipeline = field(init=False)
    delivery: Delivery = field(init=False)
    feeds: dict[str, Feed] = field(default_factory=dict)
    states: dict[str, FeedState] = field(default_factory=dict)
    polling: dict[str, float] = field(default_factory=dict)
    """Feeds being polled, and since when by the event loop's clock."""
    observer: Observer = field(init=False)
    alarm: Alarm = field(init=False)
    vitals: Vitals = field(init=False)
    hold: Hold = field(init=False)
    supervisor: Supervisor = Supervisor()
    heartbeat: Heartbeat | None = None
    schedule: Schedule | None = None
    readership: Readership = field(init=False)
    paused: bool = False
    """Whether an administrator holds every message back."""
    owner: str = field(default_factory=own_name)
    redaction: Redaction = field(default_factory=Redaction)
    """What takes our secrets out of logs and of what services say; learns those of an edited config.yaml."""

    def __post_init__(self) -> None:
        """Put the parts together."""
        clock = self.edges.clock
        self.observer, self.alarm = Observer(self.store, self.on_store, clock), Alarm(clock)
        self.vitals = Vitals(self.store, self.on_store, clock)
        self.hold = Hold(self.store, self.on_store, clock, self.owner)
        self.readership = Readership(self.store, self.on_store, clock)
        self._take_over(self.config, self.brain, self.channels)

    def _take_over(self, config: Config, brain: wiring.Brain, channels: wiring.Channels) -> None:
        self.config, self.brain, self.channels = config, brain, channels
        self.redaction.learn(wiring.known_secrets(config))
        self.feeds = {feed.name: feed for feed in config.feeds}
        self.pipeline = wiring.build_pipeline(config, brain, self.edges)
        self.delivery = Delivery(self.store, self._served(), self.edges.clock, self.on_store, self._answered,
                                 clean=self.redaction.clean,
                                 settled=lambda _, end: self.vitals.metrics.doubt_settled(end))
        self.vitals.model_id = brain.scorer.model_id

    def _served(self) -> dict[str, Channel]:
        """The channels of config.yaml, those of the readers, and a lane for the maps of each."""
        channels: dict[str, Channel] = {**self.channels.by_name, **self.readership.chats}
        for channel in channels.values():
            if isinstance(channel, Informed):
                channel.incident_of = self._incident_line
        return {**channels, **wiring.open_maps(self.config, self.brain, self.store, self.on_store, channels, self.edges.clock)}

    async def _incident_line(self, incident_id: str) -> bytes:
        incident = await self.on_store(self.store.incident, incident_id)
        return as_line(incident) if incident is not None else b""

    async def refresh_readers(self) -> None:
        """Somebody subscribed, changed a wish, or went."""
        if await self.readership.refresh(self.channels.bot):
            self.delivery.serve(self._served())

    async def _answered(self, parcel: Parcel, outcome: SendOutcome) -> None:
        await self.vitals.answered(parcel, outcome)
        if await self.readership.answered(parcel, outcome):
            self.delivery.closed.pop(parcel.channel, None)
            await self.refresh_readers()

    async def pause(self, *, on: bool) -> None:
        """Hold every message but the admin notices, or let them go; remembered over a restart."""
        self.paused = on
        await self.on_store(self.store.set_watermark, PAUSED, self.edges.clock(), {"on": on})

    async def load_states(self) -> None:
        """Feed states from the store; a feed new in config.yaml gets a fresh one. Readers, and whether sending is paused."""
        self.paused = bool((await self.on_store(self.store.watermark, PAUSED)).get("on"))
        await self.refresh_readers()
        stored = await self.on_store(self.store.feed_states)
        self.states = {s.feed: s for s in first_states(self.config.feeds, stored, self.edges.clock())}

    async def tick(self) -> None:
        """Start a poll of every feed that is due, never two of one feed."""
        now = self.edges.clock()
        for state in due(self.states.values(), now, frozenset(self.polling)):
            if not self._room():
                return
            feed = self.feeds[state.feed]
            self.polling[feed.name] = asyncio.get_running_loop().time()
            self._beside(self._poll(feed, state))

    def _room(self) -> bool:
        """Whether one more poll may start; one that waits for its host for long keeps no other from starting."""
        fetch, now = self.config.fetch, asyncio.get_running_loop().time()
        fresh = sum(now - since < fetch.patience.total_seconds() for since in self.polling.values())
        return fresh < fetch.concurrency and len(self.polling) < fetch.concurrency * BESIDE

    async def poll_round(self, *, everything: bool = False) -> list[Polled]:
        """Poll every due feed once (or every one) and wait for all of them; a feed never asked is due."""
        now = self.edges.clock()
        states = [state for state in self.states.values() if not state.retired and (
            everything or not (state.last_success or state.failures) or not state.next_due or state.next_due <= now)]
        return await asyncio.gather(*(self._polled(self.feeds[state.feed], state) for state in states))

    def _beside(self, job: Coroutine[Any, Any, object]) -> None:
        if self.schedule is not None:
            self.schedule.start_soon(job)

    async def _poll(self, feed: Feed, state: FeedState) -> None:
        try:
            log_polled(await self._polled(feed, state))
        finally:
            self.polling.pop(feed.name, None)
        await self.delivery_round()

    async def _polled(self, feed: Feed, state: FeedState) -> Polled:
        """One poll; a surprise in it is logged loudly and costs this poll only: the feed comes again."""
        started = self.vitals.monotonic()
        try:
            async with asyncio.timeout(SLOW_POLL):
                polled = await self.pipeline.poll(feed, state)
        except StoreError as error:
            self.vitals.store_failed(str(error))
            polled = self._surprised(feed, state, str(error))
        except Exception as error:
            log.exception("poll failed", feed=feed.name)
            polled = self._surprised(feed, state, f"failed inside: {error!r}")
        self.vitals.polled(polled, self.vitals.monotonic() - started, first=state.last_success is None)
        self._remember(polled)
        return polled

    def _surprised(self, feed: Feed, state: FeedState, what: str) -> Polled:
        # What fails in a way nobody foresaw is not asked again at once.
        after = replace(state, next_due=self.edges.clock() + UNFORESEEN_PAUSE)
        return Polled(feed=feed.name, outcome=what, failed=True, state=after, stored=False)

    def _remember(self, polled: Polled) -> None:
        state = polled.state
        # While we waited for the answer, config.yaml may have dropped the feed or given it another address.
        if state is not None and (feed := self.feeds.get(polled.feed)) and feed.url == state.configured_url:
            self.states[polled.feed] = state

    async def take_hold(self, *, stand_by: bool = False) -> None:
        """Become the only monitor on this store; :class:`StoreBusy` while another one is, or with ``stand_by`` wait for its end."""
        waited = False
        while True:
            try:
                await self.hold.take()
                break
            except StoreBusy as error:
                if not stand_by:
                    raise
                if not waited:
                    log.info("standing by", reason=str(error))
                    self.supervisor.say("READY=1", "STATUS=standing by")
                waited = True
                await asyncio.sleep(STAND_BY_PAUSE)
        self.vitals.wrote(holds=True)
        if waited:
            await self.load_states()  # the other one went on polling meanwhile
            log.info("took over")

    async def sweep(self) -> None:
        """Renew our hold on the store; take up parcels whose sender died."""
        held = await self.hold.renew()
        self.vitals.wrote(holds=held)
        if held:
            await self.delivery.sweep()
        else:
            self._give_up(TAKEN_OVER)

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

    def _alone(self, name: str, job: Job) -> Job:
        """The same job, where the store is still ours: a process that stood still for long asks before it acts."""
        async def run() -> None:
            self.vitals.ticked()
            try:
                if await self.hold.stands():
                    await job()
                else:
                    self._give_up(TAKEN_OVER)
            except Exception as error:
                self.vitals.job_failed(name, str(error) if isinstance(error, StoreError) else "")
                raise

        return run

    def _give_up(self, error: StoreBusy) -> None:
        if self.schedule is None:
            raise error
        self.schedule.fail(error)

    async def digest(self) -> None:
        """Send the day's digest if it is due and was not sent."""
        if await self.on_store(send_due_digest, self.store, self.config, self.edges.clock()):
            await self.delivery_round()

    async def notice(self) -> None:
        """Tell the admin chat what is wrong with the monitor itself, and what is right again."""
        try:
            told = await self.observer.look(self.config, self.states, self.delivery.closed, self.delivery.taking)
            if told:
                await self.delivery_round()
        finally:  # above all where the look itself failed, because the store takes nothing
            await self.alarm.look(self.vitals.pulse.store_problem, self.channels.by_name.get(ADMIN_CHANNEL))

    async def thin(self) -> None:
        """Forget the texts of old items that belong to no incident; close incidents that are long quiet."""
        thinned = await self.on_store(self.store.thin, self.edges.clock() - self.config.retention)
        await self.on_store(self.store.optimize)
        gone = await self.readership.drop_paused()
        closed = await self.on_store(close_quiet, self.store, self.edges.clock(), self.config.alerts)
        log.info("old items thinned", result=str(thinned), incidents_closed=closed, readers_forgotten=gone)

    async def reload(self) -> None:
        """Take over an edited config.yaml; a broken one is refused loudly and the old one stays in force."""
        try:
            config = load_config(Path(self.config.path))
            self.observer.config_problem = ""
            if config == self.config:
                self.observer.model_problem = ""
                return
            brain = await asyncio.to_thread(wiring.load_brain, config, self.brain)
            # Channels that did not change stay open: closing one in the middle of a send would leave it in doubt.
            same = wiring.chats(config) == wiring.chats(self.config)
            channels = self.channels if same else wiring.open_channels(wiring.chats(config))
        except (ConfigError, ModelFileError) as error:
            self._refuse(error)
            log.error("config.yaml refused, the old settings stay in force", problem=str(error))
            return
        self.observer.model_problem = ""
        self._take_over(config, brain, channels)
        await self.load_states()
        log.info("config.yaml taken over", feeds=len(config.feeds), watches=len(config.watches))

    async def keep_watching(self, watch: Callable[[], Awaitable[None]], pause: float = 5.0) -> None:
        """Watch config.yaml without end: a watch that ends, whatever the error, begins again after a look at the file."""
        while True:
            try:
                await watch()
            except Exception:
                log.exception("the watch on config.yaml ended, it begins again")
            await asyncio.sleep(pause)
            self._beside(self.reload())

    def _refuse(self, error: ConfigError | ModelFileError) -> None:
        """Have the admin chat told; each problem stands until an edit is taken over or taken back."""
        if isinstance(error, ModelFileError):
            self.observer.model_problem = f"was not loaded, the one before it serves on: {error}"
        else:
            self.observer.config_problem = f"was refused, the old settings stay in force: {error}"

    def jobs(self) -> Jobs:
        """The jobs for the schedule."""
        return Jobs(tick=self._alone("tick", self.tick), deliver=self._alone("deliver", self.delivery_round),
                    sweep=self._alone("sweep", self.sweep), digest=self._alone("digest", self.digest), notice=self.notice,
                    thin=self._alone("thin", self.thin), beat=self.beat)

    async def metrics(self) -> bytes:
        """The text of /metrics."""
        return await self.vitals.exposition(self.config, self.states, len(self.polling))

    async def end_delivery(self) -> None:
        """Send what is due and wait for it, unless an administrator holds it back."""
        await self.delivery.drain((ADMIN_CHANNEL,) if self.paused else None)

    async def delivery_round(self) -> None:
        """Empty the outbox of what is due; beside the schedule a chat that hangs keeps no other waiting."""
        if self.paused or self.schedule is None:
            await self.end_delivery()
        else:
            await self.delivery.start(self.schedule.start_soon)


def log_polled(polled: Polled) -> None:
    """One line for a poll that failed or brought something."""
    taken = polled.taken
    if polled.state is not None and polled.state.retired:
        log.error("feed retired, it is not asked again", feed=polled.feed, reason=polled.state.retired)
    elif polled.failed:
        log.warning("feed failed", feed=polled.feed, reason=polled.outcome)
    elif taken.new or taken.changed:
        log.info("feed polled", feed=polled.feed, entries=polled.entries, new=taken.new, changed=taken.changed,
                 alerts=len(taken.tellings), **({"left_for_later": taken.left} if taken.left else {}))
