"""What a chat answered, committed: each answer has its consequence for the parcel and its channel (docs/delivery.md)."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, assert_never

import structlog

from monitor.alert.doubts import DOUBT, Doubts
from monitor.alert.protocols import Outbox
from monitor.model import Gone, InDoubt, Moved, Parcel, Refused, SendOutcome, Sent, TryLater
from monitor.model.readers import READER_CHANNEL

CLOSED_FOR = timedelta(hours=1)
"""A chat that refuses us altogether is tried again after this; nothing in its queue is dropped."""
SLOWEST_RETRY = timedelta(minutes=1)
"""Waits double from one failed attempt to the next up to this, or to what the service itself asks for."""

log = structlog.get_logger(__name__)


class Recorder:
    """Writes answers into the store, and keeps which channels take and which refuse."""

    def __init__(self, store: Outbox, clock: Callable[[], datetime], on_store: Callable[..., Awaitable[Any]], doubts: Doubts) -> None:
        self._store, self._clock, self._on_store, self._doubts = store, clock, on_store, doubts
        self.closed: dict[str, str] = {}
        """Channels that refuse us altogether, and why; for the admin notices."""
        self.taking: set[str] = set()
        """Channels that took something since this was made."""

    async def record(self, parcel: Parcel, outcome: SendOutcome) -> None:
        """Commit one answer."""
        now = self._clock()
        match outcome:
            case Sent():
                self.closed.pop(parcel.channel, None)
                self.taking.add(parcel.channel)
                self._doubts.took(parcel.channel)
                await self._on_store(self._store.mark_sent, parcel.id, outcome.remote_id, now)
            case TryLater():
                await self._later(parcel, outcome, now)
            case InDoubt():
                await self._on_store(self._store.mark_doubt, parcel.id, DOUBT + outcome.reason)
                await self._doubts.arose(parcel, outcome.reason)
            case Refused():
                await self._refused(parcel, outcome, now)
            case Gone():
                await self._on_store(self._store.forget_message, parcel.channel, parcel.thread)
                await self._on_store(self._store.mark_retry, parcel.id, now + _second_thought(parcel), outcome.reason)
            case Moved():
                log.warning("chat moved", channel=parcel.channel)
                await self._on_store(self._store.set_channel_target, parcel.channel, outcome.new_target)
                await self._on_store(self._store.mark_retry, parcel.id, now + _second_thought(parcel), "the chat has a new id")
            case _:
                assert_never(outcome)

    async def _later(self, parcel: Parcel, outcome: TryLater, now: datetime) -> None:
        again = now + _patience(outcome.after, parcel.attempts)
        if outcome.whole_channel:
            await self._block(parcel.channel, again, outcome.reason)
        doubt = DOUBT if parcel.error.startswith(DOUBT) else ""  # this time it was not shown; the time before?
        await self._on_store(self._store.mark_retry, parcel.id, again, doubt + outcome.reason)

    async def _refused(self, parcel: Parcel, outcome: Refused, now: datetime) -> None:
        if not outcome.whole_channel:
            log.error("message refused", channel=parcel.channel, thread=parcel.thread, reason=outcome.reason)
            await self._on_store(self._store.mark_failed, parcel.id, outcome.reason)
            return
        self._closed(parcel.channel, outcome.reason)
        self.taking.discard(parcel.channel)
        await self._block(parcel.channel, now + CLOSED_FOR, outcome.reason)
        await self._on_store(self._store.mark_retry, parcel.id, now + CLOSED_FOR, outcome.reason)

    def _closed(self, channel: str, reason: str) -> None:
        # A reader may put us out; a channel of config.yaml needs a person, who is told once, not each hour.
        if channel not in self.closed and not channel.startswith(READER_CHANNEL):
            log.error("channel refuses us", channel=channel, reason=reason)
        self.closed[channel] = reason

    async def _block(self, channel: str, until: datetime, reason: str) -> None:
        log.warning("channel waits", channel=channel, until=until.isoformat(), reason=reason)
        await self._on_store(self._store.block_channel, channel, until, reason)


def without_secrets(outcome: SendOutcome, clean: Callable[[str], str]) -> SendOutcome:
    """The same answer, its reason cleaned: it is stored, logged and shown."""
    match outcome:
        case TryLater() | InDoubt() | Refused() | Gone():
            return replace(outcome, reason=clean(outcome.reason))
        case _:
            return outcome


def _patience(asked: timedelta, attempts: int) -> timedelta:
    doubled = asked * int(2 ** min(max(attempts - 1, 0), 10))
    return max(asked, min(SLOWEST_RETRY, doubled))


def _second_thought(parcel: Parcel) -> timedelta:
    """At once the first time; a service that moves or loses the same message again and again is not asked in a loop."""
    return timedelta(0) if parcel.attempts <= 1 else SLOWEST_RETRY
