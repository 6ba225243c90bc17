"""Our hold on the store: one monitor works on it at a time.

The lease lasts a minute and is renewed each 15 s. A process that stood still for longer (stopped, a sleeping laptop, a
frozen virtual machine) asks again before it does anything, and ends where another one took over meanwhile.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from monitor.errors import StoreBusy
from monitor.instances import died, own_name

INSTANCE_LEASE = timedelta(seconds=60)
STALE = INSTANCE_LEASE / 2
"""A hold that was renewed longer ago is asked for again before it is relied on."""


class Leases(Protocol):
    """What is asked of the store."""

    def hold_instance(self, owner: str, now: datetime, ttl: timedelta) -> bool:
        """Take or renew."""

    def instance_holder(self) -> str:
        """Whose it is."""

    def release_instance(self, owner: str) -> None:
        """Give it back."""


@dataclass(slots=True)
class Hold:
    """The lease of this process.

    Both clocks are looked at: the steady one stands still while a machine sleeps, the other may be set back.
    """

    store: Leases
    on_store: Callable[..., Awaitable[Any]]
    clock: Callable[[], datetime]
    owner: str = field(default_factory=own_name)
    monotonic: Callable[[], float] = time.monotonic
    _renewed: tuple[datetime, float] | None = None

    async def take(self) -> None:
        """Take the store; :class:`StoreBusy` while another monitor has it. One that died on this machine is succeeded at once."""
        holder: str = await self.on_store(self.store.instance_holder)
        if holder != self.owner and died(holder):
            await self.on_store(self.store.release_instance, holder)
        if not await self.renew():
            raise StoreBusy(f"another monitor ({holder}) works on this store; stop it first, wait "
                            f"{INSTANCE_LEASE.total_seconds():.0f} seconds if its machine died, or start with --stand-by")

    async def renew(self) -> bool:
        """Hold on for another minute; False where another one took over."""
        now, passed = self.clock(), self.monotonic()
        held: bool = await self.on_store(self.store.hold_instance, self.owner, now, INSTANCE_LEASE)
        self._renewed = (now, passed) if held else None
        return held

    async def stands(self) -> bool:
        """Whether the store is still ours; asked again only where the last answer is old."""
        if self._renewed is not None:
            wall, steady = self.clock() - self._renewed[0], timedelta(seconds=self.monotonic() - self._renewed[1])
            if max(abs(wall), steady) < STALE:
                return True
        return await self.renew()

    async def release(self) -> None:
        """Give it back; nothing happens where it is another one's."""
        await self.on_store(self.store.release_instance, self.owner)
