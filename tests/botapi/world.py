"""A chat told by the real delivery, channel and store; the test moves the one clock, nothing sleeps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.alert.channels.telegram import Telegram
from monitor.alert.delivery import Delivery
from monitor.alert.parcels import maps_for, parcels_for
from monitor.alert.picturing import Picture, map_lanes
from monitor.alert.policy import Tell
from monitor.model import AlertKind, Change, Incident, Parcel, ParcelState, Plan
from monitor.store import Store
from monitor.wiring import inline
from tests.alert.botapi import TOKEN
from tests.alert.makers import NOW
from tests.alert.paces import NoPace
from tests.botapi.server import Shown, StrictApi

HEADER = b"\x89PNG\r\n\x1a\n"


@dataclass
class World:
    """One channel ``chat``, its outbox, and the clock."""

    url: str
    target: str = "@alerts"
    topic: int | None = None
    at: datetime = NOW
    store: Store = field(default_factory=Store.in_memory)
    place: str = "first base"
    """What the map shows: the drawing itself is tested with the pictures."""

    ends: list[str] = field(default_factory=list)
    """How doubts ended."""
    api: StrictApi = field(init=False)
    """The server, where the test looks into it."""

    def __post_init__(self) -> None:
        """Open the channel and its lane for maps."""
        self._open(20.0)

    async def reopen(self, patience: float) -> None:
        """The same with a client that waits otherwise for an answer."""
        await self.channel.close()
        self._open(patience)

    @property
    def messages(self) -> dict[int, Shown]:
        """What the chat shows, by number."""
        return self.api.chats[self.target].messages

    def _open(self, timeout: float) -> None:
        self.channel = Telegram(TOKEN, self.target, topic=self.topic, api_url=self.url, pace=NoPace(), timeout=timeout)
        lanes = map_lanes({"chat": self.channel}, self.store, inline, self._draw, lambda: self.at)
        self.delivery = Delivery(self.store, {"chat": self.channel, **lanes}, lambda: self.at, inline,
                                 settled=lambda _, end: self.ends.append(end))

    async def _draw(self, _: str) -> Picture | None:
        return Picture(png=HEADER + self.place.encode(), caption=self.place, pinned=True)

    def put(self, *parcels: Parcel) -> None:
        """Commit parcels to the outbox."""
        with self.store.placing(self.at) as desk:
            desk.commit(Plan(parcels=parcels))

    def tell(self, incident: Incident, kind: AlertKind = AlertKind.NEW, changes: Sequence[Change] = ()) -> None:
        """What planning queues for one revision, its map with it."""
        new = kind is AlertKind.NEW
        parcels = parcels_for(Tell(kind=kind, loud=tuple(changes)), incident, ("chat",), self.at)
        self.put(*parcels, *maps_for(incident, changes, ("chat",) if new else (), () if new else ("chat",), self.at))

    async def settle(self, seconds: float = 60.0) -> None:
        """Deliver, three seconds pass, deliver ... until so much time is over."""
        for _ in range(int(seconds / 3)):
            await self.delivery.drain()
            self.at += timedelta(seconds=3)

    def left(self) -> int:
        """How many parcels still wait."""
        counts = self.store.outbox_counts()
        return sum(counts[state] for state in (ParcelState.PENDING, ParcelState.SENDING, ParcelState.DOUBT))
