"""What goes out: the channels of config.yaml, the chats of readers, the maps, and who empties the outbox into them."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from monitor import wiring
from monitor.alert.delivery import Delivery
from monitor.alert.protocols import Channel, Informed
from monitor.feedsout import as_line
from monitor.health.vitals import Vitals
from monitor.model import Config, Parcel, SendOutcome
from monitor.model.notices import ADMIN_CHANNEL
from monitor.readership import Readership
from monitor.redaction import Redaction
from monitor.store import Store

PAUSED = "paused"


@dataclass(slots=True)
class Post:
    """Everything that is sent passes here."""

    store: Store
    on_store: Callable[..., Awaitable[Any]]
    clock: Callable[[], datetime]
    vitals: Vitals
    redaction: Redaction
    stands: Callable[[], Awaitable[bool]]
    """Whether the store is still ours."""
    config: Config = field(init=False)
    brain: wiring.Brain = field(init=False)
    channels: wiring.Channels = field(init=False)
    delivery: Delivery = field(init=False)
    readership: Readership = field(init=False)
    paused: bool = False
    """Whether an administrator holds every message back."""

    def __post_init__(self) -> None:
        """Nobody subscribed yet."""
        self.readership = Readership(self.store, self.on_store, self.clock)

    def follow(self, config: Config, brain: wiring.Brain, channels: wiring.Channels) -> None:
        """Send by this configuration from now on."""
        self.config, self.brain, self.channels = config, brain, channels
        self.delivery = Delivery(self.store, self._served(), self.clock, self.on_store, self._answered,
                                 clean=self.redaction.clean,
                                 settled=lambda _, end: self.vitals.metrics.doubt_settled(end), stands=self.stands)

    def _served(self) -> dict[str, Channel]:
        """The channels of config.yaml, those of the readers, and a lane for the maps of each."""
        channels: dict[str, Channel] = {**self.channels.by_name, **self.readership.chats}
        for channel in channels.values():
            if isinstance(channel, Informed):
                channel.incident_of = self._incident_line
        return {**channels, **wiring.open_maps(self.config, self.brain, self.store, self.on_store, channels, self.clock)}

    async def _incident_line(self, incident_id: str) -> bytes:
        incident = await self.on_store(self.store.incident, incident_id)
        return as_line(incident) if incident is not None else b""

    async def recall(self) -> None:
        """Readers, and whether sending is paused, from the store."""
        self.paused = bool((await self.on_store(self.store.watermark, PAUSED)).get("on"))
        await self.refresh_readers()

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
        await self.on_store(self.store.set_watermark, PAUSED, self.clock(), {"on": on})

    async def empty(self) -> None:
        """Send what is due and wait for it, unless an administrator holds it back."""
        await self.delivery.drain((ADMIN_CHANNEL,) if self.paused else None)

    async def empty_beside(self, beside: Callable[[Coroutine[Any, Any, object]], object]) -> None:
        """Send what is due; a chat that hangs keeps no other waiting."""
        if self.paused:
            await self.empty()
        else:
            await self.delivery.start(beside)

    async def close(self) -> None:
        """Close every chat."""
        await self.readership.close()
        for channel in self.channels.by_name.values():
            await channel.close()
