"""Values of telling: messages, outbox parcels and what became of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class AlertKind(StrEnum):
    """What a message is about."""

    NEW = "new"
    UPDATE = "update"
    CORRECTION = "correction"
    DIGEST = "digest"
    NOTICE = "notice"
    """For the admin chat only."""
    PICTURE = "picture"
    """The map under an alert."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message; ``data`` at most 64 bytes (Bot API)."""

    text: str
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as every channel can show it."""

    html: str
    """In the small HTML that Telegram takes, already escaped and within its length."""
    plain: str
    """The same for channels without mark-up."""
    silent: bool = False
    urgent: bool = False
    """Tells of people killed: it goes before all that waits for the same chat."""
    buttons: tuple[tuple[Button, ...], ...] = ()


class ParcelKind(StrEnum):
    """What is asked of the channel."""

    SEND = "send"
    EDIT = "edit"
    REPLY = "reply"


class ParcelState(StrEnum):
    """Where a parcel stands on its way."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DOUBT = "doubt"
    """The service may or may not have accepted it."""
    FAILED = "failed"
    SUPERSEDED = "superseded"
    """A later edit of the same message made it pointless."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One row of the outbox: one thing to do in one channel, exactly once where the service lets us."""

    dedup_key: str
    """Unique: ``incident:revision:channel:kind``; a second parcel with it is never stored."""
    channel: str
    kind: ParcelKind
    about: AlertKind
    thread: str
    """What it belongs to: the incident id or ``digest:DATE``; edits and replies find their message by it."""
    revision: int
    message: Message
    created_at: datetime
    not_before: datetime
    state: ParcelState = ParcelState.PENDING
    id: int = 0
    """Given by the store."""
    attempts: int = 0
    lease_until: datetime | None = None
    remote_id: str = ""
    """The service's message id once known."""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The service accepted it."""

    remote_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TryLater:
    """The service did not take it; nothing was shown."""

    after: timedelta
    reason: str
    whole_channel: bool = False
    """True for a flood limit: everything to this channel waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InDoubt:
    """The answer was lost: it may have been shown."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The service will never take it."""

    reason: str
    whole_channel: bool = False
    """True when the channel itself is closed to us (kicked, bad token)."""
    unwanted: bool = False
    """True when it was the chat that put us out: blocked, removed, gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """The message to edit or reply to is no longer there; a fresh send is needed."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The chat has another id now (group became a supergroup)."""

    new_target: str


Outcome = Sent | TryLater | InDoubt | Refused | Gone | Moved
"""What a channel answers to one parcel."""
