"""Which feeds are polled when, and what is remembered of each."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from monitor.collect.polling import due, first_states
from monitor.collect.turns import BESIDE
from monitor.errors import StoreError
from monitor.health.vitals import Vitals
from monitor.model import Config, Feed, FeedState, Polled
from monitor.pipeline import Pipeline

SLOW_POLL = 600.0
"""Seconds after which one poll of one feed is given up, whatever hangs in it."""
UNFORESEEN_PAUSE = timedelta(minutes=5)

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Rounds:
    """The feeds of config.yaml, and what is being asked of them."""

    clock: Callable[[], datetime]
    vitals: Vitals
    beside: Callable[[Coroutine[Any, Any, object]], None]
    """Starts something that the schedule waits for at its end."""
    ended: Callable[[], Awaitable[None]]
    """What is done after each poll that was started beside the schedule and brought something."""
    config: Config = field(init=False)
    pipeline: Pipeline = field(init=False)
    feeds: dict[str, Feed] = field(default_factory=dict)
    states: dict[str, FeedState] = field(default_factory=dict)
    polling: dict[str, float] = field(default_factory=dict)
    """Feeds being polled, and since when by the event loop's clock."""

    def follow(self, config: Config, pipeline: Pipeline) -> None:
        """Poll by this configuration from now on."""
        self.config, self.pipeline = config, pipeline
        self.feeds = {feed.name: feed for feed in config.feeds}

    def recall(self, stored: tuple[FeedState, ...]) -> None:
        """Feed states from the store; a feed new in config.yaml gets a fresh one."""
        self.states = {s.feed: s for s in first_states(self.config.feeds, stored, self.clock())}

    async def tick(self) -> None:
        """Start a poll of every feed that is due, never two of one feed."""
        now = self.clock()
        for state in due(self.states.values(), now, frozenset(self.polling)):
            if not self._room():
                return
            feed = self.feeds[state.feed]
            self.polling[feed.name] = asyncio.get_running_loop().time()
            self.beside(self._poll(feed, state))

    def _room(self) -> bool:
        """Whether one more poll may start; one that waits for its host for long keeps no other from starting."""
        fetch, now = self.config.fetch, asyncio.get_running_loop().time()
        fresh = sum(now - since < fetch.patience.total_seconds() for since in self.polling.values())
        return fresh < fetch.concurrency and len(self.polling) < fetch.concurrency * BESIDE

    async def round(self, *, everything: bool = False) -> list[Polled]:
        """Poll every due feed once (or every one) and wait for all of them; a feed never asked is due."""
        now = self.clock()
        states = [state for state in self.states.values() if not state.retired and (
            everything or not (state.last_success or state.failures) or not state.next_due or state.next_due <= now)]
        return await asyncio.gather(*(self._remembered(self.feeds[state.feed], state) for state in states))

    async def _poll(self, feed: Feed, state: FeedState) -> None:
        try:
            polled = await self._remembered(feed, state)
            log_polled(polled)
        finally:
            self.polling.pop(feed.name, None)
        if polled.taken.decisions:  # most polls end at a 304: nothing is queued by them
            await self.ended()

    async def _remembered(self, feed: Feed, state: FeedState) -> Polled:
        polled = await self.polled(feed, state)
        self.remember(polled)
        return polled

    async def polled(self, feed: Feed, state: FeedState) -> Polled:
        """One poll; a surprise in it is logged loudly and costs this poll only: the feed comes again."""
        started = self.vitals.monotonic()
        try:
            async with asyncio.timeout(SLOW_POLL):
                polled = await self.pipeline.poll(feed, state)
            self.vitals.store_answered(f"poll of {feed.name}")
        except StoreError as error:
            self.vitals.store_answered(f"poll of {feed.name}", str(error))
            polled = self._surprised(feed, state, str(error))
        except Exception as error:
            log.exception("poll failed", feed=feed.name)
            polled = self._surprised(feed, state, f"failed inside: {error!r}")
        self.vitals.polled(polled, self.vitals.monotonic() - started, first=state.last_success is None)
        return polled

    def _surprised(self, feed: Feed, state: FeedState, what: str) -> Polled:
        # What fails in a way nobody foresaw is not asked again at once.
        after = replace(state, next_due=self.clock() + UNFORESEEN_PAUSE)
        return Polled(feed=feed.name, outcome=what, failed=True, state=after, stored=False)

    def remember(self, polled: Polled) -> None:
        """What a poll left behind, unless the feed is another one by now."""
        state = polled.state
        # While we waited for the answer, config.yaml may have dropped the feed or given it another address.
        if state is not None and (feed := self.feeds.get(polled.feed)) and feed.url == state.configured_url:
            self.states[polled.feed] = state


def log_polled(polled: Polled) -> None:
    """One line for a poll that failed or brought something."""
    taken = polled.taken
    if polled.state is not None and polled.state.retired:
        log.error("feed retired, it is not asked again", feed=polled.feed, reason=polled.state.retired)
    elif polled.failed:
        log.warning("feed failed", feed=polled.feed, reason=polled.outcome)
    elif taken.new or taken.changed:
        log.info("feed polled", feed=polled.feed, entries=polled.entries, new=taken.new, changed=taken.changed,
                 alerts=len(taken.tellings), left_for_later=taken.left)
