"""The map under an alert: a photo of its own, that answers the alert silently and never stands in its way.

It goes through an outbox lane of its own (``NAME (map)``), so that a picture that fails, waits or is refused holds up no
alert, edit or reply. It is sent once the alert is there, replaced in place when the base turns out to be another, and
given up where an alert would be tried again: in doubt, refused, older than ``TOO_LATE``. docs/delivery.md tells why.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, runtime_checkable

from monitor.alert.parcels import map_lane
from monitor.alert.protocols import Channel, Outbox
from monitor.model import Gone, InDoubt, Moved, Parcel, Refused, SendOutcome, Sent, TryLater

NOT_YET = timedelta(seconds=5)
TOO_LATE = timedelta(hours=2)
NOTHING_SHOWN = Sent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture and what stands under it."""

    png: bytes
    caption: str
    pinned: bool
    """Whether it shows a base; without one it is worth showing only in place of a picture that was wrong."""


Draw = Callable[[str], Awaitable[Picture | None]]
"""From a thread (an incident's id, a digest and which of its pictures) to its picture; None where there is nothing to show or it could not be drawn."""


@runtime_checkable
class PhotoChannel(Protocol):
    """A chat that takes pictures."""

    async def picture(self, picture: Picture, message_id: str, reply_to: str, target: str) -> SendOutcome:
        """Show a picture under ``reply_to``, or in place of the one of ``message_id``."""


class MapLane:
    """The pictures of one channel; as a channel of its own for :class:`monitor.alert.delivery.Delivery`."""

    def __init__(
        self, channel: Channel, name: str, store: Outbox, on_store: Callable[..., Awaitable[Any]], draw: Draw,
        clock: Callable[[], datetime],
    ) -> None:
        self._channel, self._name = channel, name
        self._store, self._on_store = store, on_store
        self._draw, self._clock = draw, clock

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Show, replace or drop one picture; nothing but time is ever asked for, no channel is closed for a picture."""
        if not isinstance(self._channel, PhotoChannel):
            return NOTHING_SHOWN
        if self._clock() - parcel.created_at > TOO_LATE:
            return Refused(reason="too late for a map")
        # A digest has two pictures, each a thread of its own: what follows the # is the picture's name.
        alert = await self._on_store(self._store.message_id, self._name, parcel.thread.partition("#")[0])
        if not alert:
            return TryLater(after=NOT_YET, reason="the alert is not sent yet")
        picture = await self._draw(parcel.thread)
        if picture is None or not (picture.pinned or message_id):
            return NOTHING_SHOWN
        moved = await self._on_store(self._store.channel_target, self._name)
        return await self._settled(await self._channel.picture(picture, message_id, alert, moved), message_id)

    async def _settled(self, outcome: SendOutcome, message_id: str) -> SendOutcome:
        match outcome:
            case Moved():
                await self._on_store(self._store.set_channel_target, self._name, outcome.new_target)
                return TryLater(after=NOT_YET, reason="the chat has a new id")
            case Gone() if message_id:
                return outcome  # the picture was deleted by hand: shown anew, once
            case Gone() | InDoubt() | Refused():
                return Refused(reason=outcome.reason)
            case _:
                return outcome

    async def close(self) -> None:
        """Nothing of its own: the channel is closed by who opened it."""


def map_lanes(
    channels: dict[str, Channel], store: Outbox, on_store: Callable[..., Awaitable[Any]], draw: Draw,
    clock: Callable[[], datetime],
) -> dict[str, Channel]:
    """A lane for each channel; one that takes no pictures has a lane too, in which nothing waits for ever."""
    return {map_lane(name): MapLane(channel, name, store, on_store, draw, clock) for name, channel in channels.items()}
