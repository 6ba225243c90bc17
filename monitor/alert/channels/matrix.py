"""Matrix, through matrix-nio (extra ``chat``), without end-to-end encryption.

A message is sent under a transaction id made of the parcel's key: the homeserver shows one id once, however often it comes.
So a doubt is tried again, and nothing is doubled. Edits replace (``m.replace``), what changed answers the message.
"""

from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from monitor.errors import InputError
from monitor.model import Parcel, ParcelKind, Refused, SendOutcome, Sent, TryLater

if TYPE_CHECKING:
    from nio import AsyncClient

RETRY = timedelta(seconds=30)
_CLOSED = frozenset({"M_FORBIDDEN", "M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED"})


class Matrix:
    """One room; the bot has joined it."""

    edits = True

    def __init__(self, token: str, room: str, name: str, homeserver: str) -> None:
        self._client, self._room = _client(token, name, homeserver), room

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Send, replace, or answer."""
        from aiohttp import ClientError
        from nio import RoomSendResponse

        try:
            answer = await self._client.room_send(
                self._room, "m.room.message", _content(parcel, message_id), tx_id=blake2b(parcel.dedup_key.encode(), digest_size=16).hexdigest())
        except (TimeoutError, ClientError, OSError, ValueError) as error:
            return TryLater(after=RETRY, reason=type(error).__name__)
        if isinstance(answer, RoomSendResponse):
            return Sent(remote_id=message_id or answer.event_id)
        code, wait = str(getattr(answer, "status_code", "") or ""), getattr(answer, "retry_after_ms", None)
        if code in _CLOSED:
            return Refused(reason=code, whole_channel=True)
        if code in {"M_TOO_LARGE", "M_BAD_JSON", "M_INVALID_PARAM"}:
            return Refused(reason=code)
        after = timedelta(milliseconds=wait) if isinstance(wait, int) and wait > 0 else RETRY
        return TryLater(after=after, reason=code or "an answer that could not be read", whole_channel=code == "M_LIMIT_EXCEEDED")

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.close()


def _content(parcel: Parcel, message_id: str) -> dict[str, Any]:
    message = parcel.message
    said: dict[str, Any] = {
        "msgtype": "m.notice" if message.silent else "m.text", "body": message.plain, "format": "org.matrix.custom.html",
        "formatted_body": message.html.replace("\n", "<br>"), "m.mentions": {},
    }
    if not message_id:
        return said
    if parcel.kind is ParcelKind.EDIT:
        return {**said, "body": f"* {message.plain}", "m.new_content": said, "m.relates_to": {"rel_type": "m.replace", "event_id": message_id}}
    return said | {"m.relates_to": {"m.in_reply_to": {"event_id": message_id}}}


def _client(token: str, name: str, homeserver: str) -> "AsyncClient":
    try:
        from nio import AsyncClient, AsyncClientConfig
    except ImportError as error:
        raise InputError(f"channel {name!r} needs matrix-nio; install it with: pip install 'basewatch[chat]'") from error
    # Both limits stand for "without end" unless they are given; the outbox waits, not the library.
    config = AsyncClientConfig(max_limit_exceeded=0, max_timeouts=0, request_timeout=20, encryption_enabled=False)
    client = AsyncClient(homeserver, config=config)
    client.access_token = token
    return client
