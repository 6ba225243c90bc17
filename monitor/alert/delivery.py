"""From the outbox to the chats: lease, send, record.

::

    lease   the store marks a parcel as being sent and commits, so that a crash is seen afterwards
    send    the channel answers: sent, try later, in doubt, refused, gone, moved
    record  the answer is committed

A process that dies between lease and record leaves a lease that runs out: the parcel is then in doubt, never silently
pending (:mod:`monitor.alert.doubts`).
What each failure of a channel means is told in docs/delivery.md.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from monitor.alert.doubts import Doubts
from monitor.alert.folding import fold, is_stale
from monitor.alert.protocols import Channel, ForPrograms, Outbox, Paced
from monitor.alert.recording import Recorder, without_secrets
from monitor.model import Gone, InDoubt, Moved, Parcel, ParcelKind, Refused, SendOutcome, Sent, TryLater
from monitor.redaction import Redaction

LEASE = timedelta(seconds=120)
SEND_LIMIT = 100.0
"""Seconds after which a channel that answers nothing is given up for this time; less than the lease."""
_SHAPES = Redaction()
"""Takes out what looks like a secret, where nobody lends the secrets themselves."""

log = structlog.get_logger(__name__)


async def _unheard(_: Parcel, __: SendOutcome) -> None:
    """Nobody counts the answers."""


def _uncounted(_: Parcel, __: str) -> None:
    """Nobody counts the doubts."""


async def _alone() -> bool:
    """There is no other monitor."""
    return True


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
        limit: float = SEND_LIMIT, clean: Callable[[str], str] = _SHAPES.clean,
        settled: Callable[[Parcel, str], None] = _uncounted, stands: Callable[[], Awaitable[bool]] = _alone,
    ) -> None:
        """``heard``: is told of every answer once it is recorded; ``limit``: seconds for one parcel.

        ``settled``: is told how a doubt ended: found, absent or unresolved.

        ``stands``: whether the store is still ours; asked before each lease, and once more right before the chat is.

        ``clean``: takes our secrets out of what a service says; some repeat in a refusal what they were called with.
        """
        self._limit = limit
        self._clean = clean
        self._store = store
        self._channels = channels
        self._clock = clock
        self._on_store = on_store
        self._heard = heard
        self._stands = stands
        self._doubts = Doubts(store, clock, on_store, settled)
        self._recorder = Recorder(store, clock, on_store, self._doubts)
        self._unrecorded: dict[str, tuple[Parcel, SendOutcome]] = {}
        self._turns = {name: asyncio.Lock() for name in channels}
        self.resting = False
        """Whether nothing more is to be leased; what is being sent is finished."""

    @property
    def closed(self) -> dict[str, str]:
        """Channels that refuse us altogether, and why; for the admin notices."""
        return self._recorder.closed

    @property
    def taking(self) -> set[str]:
        """Channels that took something since this was made."""
        return self._recorder.taking

    def serve(self, channels: Mapping[str, Channel]) -> None:
        """Serve these channels from now on: a reader came, or went. What is being sent is finished."""
        self._channels = channels
        self._turns |= {name: asyncio.Lock() for name in channels if name not in self._turns}

    async def sweep(self) -> int:
        """Take up what a dead process left behind; the number of parcels found in doubt."""
        doubtful: tuple[Parcel, ...] = await self._on_store(self._store.sweep, self._clock())
        for parcel in doubtful:
            await self._doubts.arose(parcel, "the process that was sending it ended")
        return len(doubtful)

    async def catch_up(self) -> None:
        """Record the answers that the store did not take when they came."""
        for name in tuple(self._unrecorded):
            async with self._turns[name]:
                if name in self._unrecorded:
                    await self._recorded(*self._unrecorded[name])

    async def drain(self, names: Sequence[str] | None = None) -> Drained:
        """Send everything that is due now, in these channels or in all, and wait until it is sent."""
        rounds = await asyncio.gather(*(self._channel(name) for name in await self._with_work(names)))
        return Drained(
            sent=sum(r.sent for r in rounds), waiting=sum(r.waiting for r in rounds),
            doubtful=sum(r.doubtful for r in rounds), failed=sum(r.failed for r in rounds),
        )

    async def start(self, beside: Callable[[Coroutine[Any, Any, object]], object]) -> None:
        """Have everything that is due sent, each channel in a task of its own: a hanging one keeps nobody waiting.

        A channel that is being served is left alone: who serves it goes on until nothing is due.
        """
        for name in await self._with_work():
            if not self._turns[name].locked():
                beside(self._channel(name))

    async def _with_work(self, names: Sequence[str] | None = None) -> list[str]:
        waiting = await self._on_store(self._store.waiting_channels, self._clock())
        return [n for n in names or self._channels if n in self._channels and (n in waiting or n in self._unrecorded)]

    async def _channel(self, name: str) -> Drained:
        counts = {Sent: 0, TryLater: 0, InDoubt: 0, Refused: 0, Gone: 0, Moved: 0}
        # Polls end side by side and each drains: one of them at a time sends to a channel, in the outbox's order.
        async with self._turns[name]:
            if name in self._unrecorded:  # the store did not take the answer; forgotten, the parcel would be sent again
                await self._recorded(*self._unrecorded[name])
            # One parcel at a time: a lease then never runs out because of the parcels before it.
            while not self.resting and await self._stands() and (
                parcels := await self._on_store(self._store.lease, self._clock(), LEASE, 1, (name,))
            ):
                answer = await self._send(parcels[0])
                if answer is None:
                    break
                outcome = without_secrets(answer, self._clean)
                counts[type(outcome)] += 1
                await self._recorded(parcels[0], outcome)
                if isinstance(outcome, Sent) and is_stale(parcels[0], self._clock()):
                    await self._fold(name)
        return Drained(sent=counts[Sent], waiting=counts[TryLater] + counts[Moved] + counts[Gone],
                       doubtful=counts[InDoubt], failed=counts[Refused])

    async def _send(self, parcel: Parcel) -> SendOutcome | None:
        """The chat's answer; None where it was not asked, because we stood still and the parcel may be another one's by now."""
        message_id = ""
        if parcel.kind is not ParcelKind.SEND:
            message_id = await self._on_store(self._store.message_id, parcel.channel, parcel.thread)
        target = await self._on_store(self._store.channel_target, parcel.channel)
        channel = self._channels[parcel.channel]
        try:
            async with asyncio.timeout(self._limit):
                if found := await self._doubts.resolved(channel, parcel, target):
                    return found
                if isinstance(channel, Paced):
                    await channel.turn_comes(target)
                if not await self._may_send(parcel):
                    return None
                return await channel.deliver(parcel, message_id, target)
        except TimeoutError:
            return InDoubt(reason=f"no answer within {self._limit:g} s")

    async def _may_send(self, parcel: Parcel) -> bool:
        if (parcel.lease_until is None or self._clock() < parcel.lease_until) and await self._stands():
            return True
        log.warning("not sent after standing still", channel=parcel.channel, thread=parcel.thread, parcel=parcel.id)
        return False

    async def _fold(self, name: str) -> None:
        """The chat takes messages again after a long time: what waited is told in one."""
        if isinstance(self._channels[name], ForPrograms):
            return
        folded = fold(await self._on_store(self._store.pending_in, name), self._clock())
        if folded is not None:
            log.warning("old alerts are told in one message", channel=name, parcels=len(folded.replaced))
            await self._on_store(self._store.replace_pending, folded.replaced, folded.parcel)

    async def _recorded(self, parcel: Parcel, outcome: SendOutcome) -> None:
        self._unrecorded[parcel.channel] = (parcel, outcome)
        await self._recorder.record(parcel, outcome)
        del self._unrecorded[parcel.channel]
        await self._heard(parcel, outcome)
