"""What delivery asks of a chat and of the store."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from monitor.model import Parcel, SendOutcome


class Channel(Protocol):
    """One chat."""

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Carry out one parcel. ``message_id``: what an edit or reply refers to; ``target``: a moved chat's new id."""

    async def close(self) -> None:
        """Let go of connections."""


@dataclass(frozen=True, slots=True)
class NotShown:
    """A chat was searched and does not show the message: sending it again doubles nothing."""


@runtime_checkable
class Finder(Protocol):
    """A chat that can be searched for a message whose answer was lost."""

    async def find(self, parcel: Parcel, known: Sequence[str], target: str) -> SendOutcome | NotShown | None:
        """``Sent`` with the message of ``parcel`` if it is there, ``NotShown`` if not, None where nobody can tell.

        Another outcome is what kept us from looking to the end; it is dealt with as one of sending.

        ``known``: ids of our messages; first the newest of this chat from before the parcel was made, then all later ones.
        """


@runtime_checkable
class Paced(Protocol):
    """A chat that lets so many messages pass in a time.

    The wait is apart from the sending, so that what must be asked right before a message goes out is asked after the wait.
    """

    async def turn_comes(self, target: str) -> None:
        """Wait until one more may pass."""


@runtime_checkable
class Editing(Channel, Protocol):
    """A chat of which it is known whether what it shows can be changed later."""

    edits: bool


@runtime_checkable
class ForPrograms(Protocol):
    """A channel that no person reads: what waited long is given to it piece by piece, never summed up."""

    for_programs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that goes with a message: a picture that is shown in it, or a page beside it."""

    name: str
    content: bytes
    caption: str = ""
    """What the picture shows, in words."""
    is_picture: bool = False


@runtime_checkable
class Enclosing(Protocol):
    """A channel that takes files with a digest; whoever opens it lends it what makes them, by the digest's thread."""

    enclosures_of: Callable[[str], Awaitable[Sequence[Enclosure]]] | None


@runtime_checkable
class Informed(Protocol):
    """A channel that also tells the incident itself, as JSON by its id; whoever opens it lends it that."""

    incident_of: Callable[[str], Awaitable[bytes]] | None


class Outbox(Protocol):
    """What delivery asks of the store."""

    def waiting_channels(self, now: datetime) -> tuple[str, ...]:
        """Channels to which something is due and that are not under a block."""

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

    def shown_in(self, channel: str, since: datetime) -> tuple[str, ...]:
        """The id of the newest message a channel showed before ``since``, then of all sent anywhere after it; empty if none."""

    def forget_message(self, channel: str, thread: str) -> None:
        """The message is gone from the chat: the next word about this thread is a fresh one."""

    def channel_target(self, channel: str) -> str:
        """Where a moved chat is now; empty if it never moved."""

    def set_channel_target(self, channel: str, target: str) -> None:
        """Remember where a chat moved to."""

    def block_channel(self, channel: str, until: datetime, reason: str) -> None:
        """Send nothing to a channel until then."""

    def pending_in(self, channel: str) -> tuple[Parcel, ...]:
        """Everything that waits for a channel, oldest first."""

    def replace_pending(self, parcel_ids: Sequence[int], by: Parcel) -> bool:
        """Put one parcel in the place of waiting ones, all or nothing."""
