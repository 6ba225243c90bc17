"""What each job of a worker does: the stages of one machine, and the store in place of everything that was remembered."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b

import structlog

from monitor import wiring
from monitor.collect.polling import JITTER, LONGEST, due, first_states
from monitor.digest.daily import send_due_digest
from monitor.far.shares import SEND, Batch, batches, group_of, jobs_after
from monitor.model import Config, Feed, FeedState, Plan
from monitor.model.decisions import PLACE, Job
from monitor.model.notices import ADMIN_CHANNEL
from monitor.service import Service, log_polled

OWNER = "monitor worker"
"""Workers share one hold on the store; ``monitor run`` is refused as long as one of them renews it."""
DUE_AT_ONCE = 20_000
FLOOD = timedelta(minutes=5)
"""A channel blocked for longer than this refuses us; for less it only asked to wait."""
ALONG = 100
"""Waiting jobs that one job does along at a time."""
LOOK = 0.5
"""Seconds after which a sender looks for other channels with something to send."""

log = structlog.get_logger(__name__)


class Station(Service):
    """One worker's service: feeds and parcels come to it as jobs, and their states are the store's."""

    __slots__ = ("fingerprint", "senders", "stopping", "unlike")

    def _take_over(self, config: Config, brain: wiring.Brain, channels: wiring.Channels) -> None:
        self.edges = replace(self.edges, hands_over=True)
        super()._take_over(config, brain, channels)
        self.stopping = False
        self.unlike = ""
        self.fingerprint = fingerprint(config)
        self.senders = wiring.senders(config)
        self.store.jobs_after = self._jobs_after

    def _jobs_after(self, plan: Plan) -> Sequence[Job]:
        return jobs_after(plan, self.senders)

    async def load_states(self) -> None:
        """The queue is there, and every feed of config.yaml is known to the store; what is known already stays as it is."""
        await self.on_store(self.store.prepare_jobs)
        await self.post.recall()
        await self.on_store(self.store.enrol_feeds, first_states(self.config.feeds, (), self.edges.clock()))

    async def due_batches(self) -> tuple[Batch, ...]:
        """What is to be polled now."""
        now = self.edges.clock()
        names = await self.on_store(self.store.due_feeds, now, now + LONGEST * (1 + JITTER), DUE_AT_ONCE)
        return batches(names, self.rounds.feeds)

    async def poll(self, names: Sequence[str], meant: str) -> None:
        """Poll those of a batch that are still due. ``meant``: the fingerprint of the planner's configuration."""
        await self._agree(meant)
        states: tuple[FeedState, ...] = await self.on_store(self.store.feed_states_of, names)
        mine = [state for state in due(states, self.edges.clock(), frozenset()) if self._configured(state)]
        places = asyncio.Semaphore(self.config.fetch.concurrency)
        await asyncio.gather(*(self._poll_one(self.rounds.feeds[state.feed], state, places) for state in mine))

    def _configured(self, state: FeedState) -> bool:
        feed = self.rounds.feeds.get(state.feed)
        return feed is not None and feed.enabled and feed.url == state.configured_url

    async def _poll_one(self, feed: Feed, state: FeedState, places: asyncio.Semaphore) -> None:
        async with places:
            if self.stopping:
                return  # it stays due
            polled = await self.rounds.polled(feed, state)
        log_polled(polled)
        if not polled.stored and polled.state is not None:
            await self.on_store(self.store.save_feed_state, polled.state)

    async def _agree(self, meant: str) -> None:
        """A planner with another config.yaml: ours is read again; where the files differ each works by its own."""
        if meant in {self.fingerprint, self.unlike}:
            return
        await self.reload()
        if meant != self.fingerprint:
            self.unlike = meant
            log.warning("another worker has another config.yaml; each works by its own until they are alike")

    async def place(self, key: str) -> None:
        """Place an article that a poll handed over, and those that wait behind it: a lock costs each job two seconds."""
        await self._place(key)
        while not self.stopping and (waiting := await self.on_store(self.store.waiting_jobs, PLACE, PLACE, ALONG)):
            for number, behind in waiting:
                await self._place(behind)
                # Placed first: where we end in between, its own job finds it placed.
                await self.on_store(self.store.drop_jobs, (number,))

    async def _place(self, key: str) -> None:
        planned = await self.rounds.pipeline.place_recorded(key)
        if planned is not None and planned.tellings:
            log.info("article placed", article=key, alerts=len(planned.tellings))

    async def send(self, group: str) -> None:
        """Empty the outbox of the channels of one bot; one that has to wait holds up none of the others."""
        # What these were queued for is in the outbox that is looked at next; where we end before, the beat finds it.
        behind = await self.on_store(self.store.waiting_jobs, SEND, f"{SEND}:{group}", ALONG)
        await self.on_store(self.store.drop_jobs, tuple(number for number, _ in behind))
        await self.post.recall()  # somebody subscribed or paused sending, perhaps by way of another worker
        running: dict[str, asyncio.Task[object]] = {}
        try:
            await self._drained(group, running)
        finally:  # where the store is lost in between, those that are sending end as part of this job all the same
            await asyncio.gather(*running.values(), return_exceptions=True)

    async def _drained(self, group: str, running: dict[str, asyncio.Task[object]]) -> None:
        idle: set[str] = set()
        while True:
            for name in [] if self.stopping else await self._waiting(group):
                if name not in running and name not in idle:
                    running[name] = asyncio.create_task(self.post.delivery.drain((name,)))
            if not running:
                return
            await asyncio.wait(running.values(), timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
            for name, task in [(name, task) for name, task in running.items() if task.done()]:
                # What waits behind a parcel in doubt is no work; the next beat looks again.
                if not getattr(task.result(), "sent", 0):
                    idle.add(name)
                del running[name]

    async def _waiting(self, group: str) -> list[str]:
        names: tuple[str, ...] = await self.on_store(self.store.waiting_channels, self.edges.clock())
        return [name for name in names if group_of(name, self.senders) == group and (not self.post.paused or name == ADMIN_CHANNEL)]

    async def groups_to_send(self) -> list[str]:
        """Take up what dead senders left, and name the bots that have something to send."""
        await self.post.delivery.sweep()
        names: tuple[str, ...] = await self.on_store(self.store.waiting_channels, self.edges.clock())
        return sorted({group_of(name, self.senders) for name in names} - {""})

    async def digest(self) -> None:
        """Queue the day's digest if it is due and was not queued."""
        await self.on_store(send_due_digest, self.store, self.config, self.edges.clock())

    async def notice(self) -> None:
        """Queue what the admin chat is to be told; what others saw and told is read from the store."""
        now = self.edges.clock()
        states = {state.feed: state for state in await self.on_store(self.store.feed_states)}
        blocks = await self.on_store(self.store.channel_blocks, now)
        closed = {block.channel: block.reason for block in blocks if block.until - now > FLOOD}
        taking = set(self.senders) - {block.channel for block in blocks}
        self.observer.forget()
        await self.observer.look(self.config, states, closed, taking)

    async def metrics(self) -> bytes:
        """The text of /metrics: what this worker did, and what the store knows of all."""
        states = {state.feed: state for state in await self.on_store(self.store.feed_states)}
        return await self.vitals.exposition(self.config, states, 0)

    async def ping(self) -> None:
        """Call the dead-man switch: some worker lives, has the database, and takes jobs from it."""
        if self.heartbeat and self.heartbeat.due(self.vitals.monotonic(), self.config.heartbeat_every) and (
                url := wiring.heartbeat_url(self.config)):
            self.vitals.metrics.pinged(ok=await self.heartbeat.ping(url))

    def stop(self) -> None:
        """Begin nothing new; what is being polled and sent is finished."""
        self.stopping = self.post.delivery.resting = True


def fingerprint(config: Config) -> str:
    """The same for workers whose config.yaml says the same, wherever the file lies."""
    return blake2b(repr(replace(config, path="", model_dir="", store_url="")).encode(), digest_size=8).hexdigest()
