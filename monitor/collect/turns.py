"""Who may ask the network when: a queue before every host, and the places that all hosts share.

A host that lets us wait must not keep the others waiting: after ``patience`` its place is taken by somebody else, and it
waits on beside them. So 32 hosts that hang cost the 33rd that patience, not their time limit. How many may wait beside
is bounded too (``BESIDE`` times the places), because each holds a connection.

The pause before a host is kept on average where a visit is longer than one request: robots.txt and the page of a new entry
follow their feed at once, as a person's browser does, and what comes after them waits for as much longer. An alert that
waits for two pauses is two pauses late.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from monitor.model import FetchSettings

BESIDE = 8
VISIT = 2
"""Requests that may follow another one without the pause, which is made up for after them."""
IDLE_HOSTS = 2000
"""Hosts remembered for their gap; more than this and those nobody uses are forgotten."""


@dataclass(slots=True)
class _Host:
    """The queue before one host."""

    slots: asyncio.Semaphore
    free_at: float = 0.0
    """When it was asked no more often than once a pause; a visit lies ahead of it."""
    users: int = 0


@dataclass(slots=True)
class Turns:
    """Hands out turns."""

    settings: FetchSettings
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _places: asyncio.Semaphore = field(init=False)
    _connections: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        """All places free."""
        self._places = asyncio.Semaphore(self.settings.concurrency)
        self._connections = asyncio.Semaphore(self.settings.concurrency * BESIDE)

    @asynccontextmanager
    async def at(self, name: str, *, follows: bool = False) -> AsyncIterator[None]:
        """Wait for one's turn at a host: its slots, then its gap; the waiting counts against nobody else's time.

        ``follows``: as part of a visit, before its gap where the visit is not too long yet.
        """
        host = self._hosts.setdefault(name, _Host(asyncio.Semaphore(self.settings.per_host)))
        loop, gap = asyncio.get_running_loop(), self.settings.host_gap.total_seconds()
        host.users += 1
        try:
            async with host.slots:
                starts = max(loop.time(), host.free_at - VISIT * gap if follows else host.free_at)
                host.free_at = max(starts, host.free_at) + gap
                await asyncio.sleep(starts - loop.time())
                try:
                    async with self._connections, self._place():
                        yield
                finally:
                    host.free_at = max(host.free_at, loop.time() + gap)
        finally:
            host.users -= 1
            self._forget_idle(loop.time())

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """A place that is given up at the end, or before it when patience ends."""
        await self._places.acquire()
        held = [self._places]

        def give_up() -> None:
            if held:
                held.pop().release()

        later = asyncio.get_running_loop().call_later(self.settings.patience.total_seconds(), give_up)
        try:
            yield
        finally:
            later.cancel()
            give_up()

    def _forget_idle(self, now: float) -> None:
        if len(self._hosts) > IDLE_HOSTS:
            self._hosts = {n: h for n, h in self._hosts.items() if h.users or h.free_at > now}
