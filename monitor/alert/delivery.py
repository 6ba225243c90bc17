"""From the outbox to the chats: lease, send, record.

::

    lease   the store marks a parcel as being sent and commits, so that a crash is seen afterwards
    send    the channel answers: sent, try later, in doubt, refused, gone, moved
    record  the answer is committed

A process that dies between lease and record leaves a lease that runs out: the parcel is then in doubt, never silently
pending. A parcel in doubt is sent again after ``DOUBT_WAIT``; the log says so, because it may be seen twice.
What each failure of a channel means is told in docs/delivery.md.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, assert_never

import structlog

from monitor.model import (
    Gone, InDoubt, Moved, Parcel, ParcelKind, Refused, SendOutcome, Sent, TryLater,
)

LEASE = timedelta(seconds=120)
DOUBT_WAIT = timedelta(seconds=60)
CLOSED_FOR = timedelta(hours=1)
"""A chat that refuses us altogether is tried again after this; nothing in its queue is dropped."""
SLOWEST_RETRY = timedelta(minutes=1)
"""Waits double from one failed attempt to the next up to this, or to what the service itself asks for."""

log = structlog.get_logger(__name__)


async def _unheard(_: Parcel, __: SendOutcome) -> None:
    """Nobody counts the answers."""


class Channel(Protocol):
    """One chat."""

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Carry out one parcel. ``message_id``: what an edit or reply refers to; ``target``: a moved chat's new id."""

    async def close(self) -> None:
        """Let go of connections."""


class Outbox(Protocol):
    """What delivery asks of the store."""

    def lease(
        self, now: datetime, lease_for: timedelta, limit: int, channels: Sequence[str],
    ) -> tuple[Parcel, ...]:
        """Due parcels, now marked as being sent."""

    def sweep(self, now: datetime) -> tuple[Parcel, ...]:
        """Parcels whose lease ran out, now marked as in doubt."""

    def mark_sent(self, parcel_id: int, remote_id: str, now: datetime) -> bool:
        """It was accepted."""

    def mark_retry(self, parcel_id: int, not_before: datetime, error: str) -> bool:
        """It was not accepted; again later."""

    def mark_doubt(self, parcel_id: int, error: str) -> bool:
        """Nobody knows."""

    def mark_failed(self, parcel_id: int, error: str) -> bool:
        """It will never be accepted."""

    def resend_doubtful(self, parcel_id: int, not_before: datetime) -> bool:
        """A parcel in doubt is to be sent again."""

    def message_id(self, channel: str, thread: str) -> str:
        """The id of the message of a thread in a channel; empty if none was sent."""

    def forget_message(self, channel: str, thread: str) -> None:
        """The message is gone from the chat: the next word about this thread is a fresh one."""

    def channel_target(self, channel: str) -> str:
        """Where a moved chat is now; empty if it never moved."""

    def set_channel_target(self, channel: str, target: str) -> None:
        """Remember where a chat moved to."""

    def block_channel(self, channel: str, until: datetime, reason: str) -> None:
        """Send nothing to a channel until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drained:
    """What one round of delivery came to."""

    sent: int = 0
    waiting: int = 0
    doubtful: int = 0
    failed: int = 0


class Delivery:
    """Empties the outbox; each channel is served by itself, so that a blocked one holds up no other."""

    def __init__(
        self, store: Outbox, channels: Mapping[str, Channel], clock: Callable[[], datetime],
        on_store: Callable[..., Awaitable[Any]], heard: Callable[[Parcel, SendOutcome], Awaitable[None]] = _unheard,
    ) -> None:
        """``heard``: is told of every answer once it is recorded."""
        self._store = store
        self._channels = channels
        self._clock = clock
        self._on_store = on_store
        self._heard = heard
        self._unrecorded: dict[str, tuple[Parcel, SendOutcome]] = {}
        self._turns = {name: asyncio.Lock() for name in channels}
        self.resting = False
        """Whether nothing more is to be leased; what is being sent is finished."""
        self.closed: dict[str, str] = {}
        """Channels that refuse us altogether, and why; for the admin notices."""
        self.taking: set[str] = set()
        """Channels that took something since this was made."""

    async def sweep(self) -> int:
        """Take up what a dead process left behind; the number of parcels found in doubt."""
        doubtful: tuple[Parcel, ...] = await self._on_store(self._store.sweep, self._clock())
        for parcel in doubtful:
            await self._doubt(parcel, "the process that was sending it ended")
        return len(doubtful)

    async def catch_up(self) -> None:
        """Record the answers that the store did not take when they came."""
        for name in tuple(self._unrecorded):
            async with self._turns[name]:
                if name in self._unrecorded:
                    await self._recorded(*self._unrecorded[name])

    async def drain(self, names: Sequence[str] | None = None) -> Drained:
        """Send everything that is due now, in these channels or in all."""
        rounds = await asyncio.gather(*(self._channel(name) for name in names or self._channels if name in self._channels))
        return Drained(
            sent=sum(r.sent for r in rounds), waiting=sum(r.waiting for r in rounds),
            doubtful=sum(r.doubtful for r in rounds), failed=sum(r.failed for r in rounds),
        )

    async def _channel(self, name: str) -> Drained:
        counts = {Sent: 0, TryLater: 0, InDoubt: 0, Refused: 0, Gone: 0, Moved: 0}
        # Polls end side by side and each drains: one of them at a time sends to a channel, in the outbox's order.
        async with self._turns[name]:
            if name in self._unrecorded:  # the store did not take the answer; forgotten, the parcel would be sent again
                await self._recorded(*self._unrecorded[name])
            # One parcel at a time: a lease then never runs out because of the parcels before it.
            while not self.resting and (
                parcels := await self._on_store(self._store.lease, self._clock(), LEASE, 1, (name,))
            ):
                outcome = await self._send(parcels[0])
                counts[type(outcome)] += 1
                await self._recorded(parcels[0], outcome)
        return Drained(sent=counts[Sent], waiting=counts[TryLater] + counts[Moved] + counts[Gone],
                       doubtful=counts[InDoubt], failed=counts[Refused])

    async def _send(self, parcel: Parcel) -> SendOutcome:
        message_id = ""
        if parcel.kind is not ParcelKind.SEND:
            message_id = await self._on_store(self._store.message_id, parcel.channel, parcel.thread)
        target = await self._on_store(self._store.channel_target, parcel.channel)
        return await self._channels[parcel.channel].deliver(parcel, message_id, target)

    async def _recorded(self, parcel: Parcel, outcome: SendOutcome) -> None:
        self._unrecorded[parcel.channel] = (parcel, outcome)
        await self._record(parcel, outcome)
        del self._unrecorded[parcel.channel]
        await self._heard(parcel, outcome)

    async def _record(self, parcel: Parcel, outcome: SendOutcome) -> None:
        now = self._clock()
        match outcome:
            case Sent():
                self.closed.pop(parcel.channel, None)
                self.taking.add(parcel.channel)
                await self._on_store(self._store.mark_sent, parcel.id, outcome.remote_id, now)
            case TryLater():
                again = now + _patience(outcome.after, parcel.attempts)
                if outcome.whole_channel:
                    await self._block(parcel.channel, again, outcome.reason)
                await self._on_store(self._store.mark_retry, parcel.id, again, outcome.reason)
            case InDoubt():
                await self._on_store(self._store.mark_doubt, parcel.id, outcome.reason)
                await self._doubt(parcel, outcome.reason)
            case Refused(whole_channel=True):
                self.closed[parcel.channel] = outcome.reason
                self.taking.discard(parcel.channel)
                await self._block(parcel.channel, now + CLOSED_FOR, outcome.reason)
                await self._on_store(self._store.mark_retry, parcel.id, now + CLOSED_FOR, outcome.reason)
            case Refused():
                log.error("message refused", channel=parcel.channel, thread=parcel.thread, reason=outcome.reason)
                await self._on_store(self._store.mark_failed, parcel.id, outcome.reason)
            case Gone():
                await self._on_store(self._store.forget_message, parcel.channel, parcel.thread)
                await self._on_store(self._store.mark_retry, parcel.id, now + _second_thought(parcel), outcome.reason)
            case Moved():
                log.warning("chat moved", channel=parcel.channel)
                await self._on_store(self._store.set_channel_target, parcel.channel, outcome.new_target)
                again = now + _second_thought(parcel)
                await self._on_store(self._store.mark_retry, parcel.id, again, "the chat has a new id")
            case _:
                assert_never(outcome)

    async def _block(self, channel: str, until: datetime, reason: str) -> None:
        log.warning("channel waits", channel=channel, until=until.isoformat(), reason=reason)
        await self._on_store(self._store.block_channel, channel, until, reason)

    async def _doubt(self, parcel: Parcel, reason: str) -> None:
        # Saying an edit twice shows nothing twice; a send or reply may be seen twice, and the log says which.
        wait = timedelta(0) if parcel.kind is ParcelKind.EDIT else DOUBT_WAIT
        log.warning("delivery in doubt, sending again", channel=parcel.channel, thread=parcel.thread,
                    kind=parcel.kind.value, parcel=parcel.id, reason=reason)
        await self._on_store(self._store.resend_doubtful, parcel.id, self._clock() + wait)


def _patience(asked: timedelta, attempts: int) -> timedelta:
    doubled = asked * int(2 ** min(max(attempts - 1, 0), 10))
    return max(asked, min(SLOWEST_RETRY, doubled))


def _second_thought(parcel: Parcel) -> timedelta:
    """At once the first time; a service that moves or loses the same message again and again is not asked in a loop."""
    return timedelta(0) if parcel.attempts <= 1 else SLOWEST_RETRY
