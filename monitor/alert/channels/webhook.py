"""A signed JSON webhook for other programs.

Every call carries the whole message and the incident as it stands, an ``Idempotency-Key`` that a repeat repeats, and
``X-Basewatch-Signature: t=SECONDS,v1=HEX``: HMAC-SHA256 with the shared secret over ``SECONDS.BODY``. docs/channels.md
shows how it is checked. A doubt is simply tried again: the key tells the receiver what it has seen.
"""

import hmac
from collections.abc import Awaitable, Callable
from datetime import datetime
from hashlib import sha256

import httpx
import orjson

from monitor.alert.channels.answers import RETRY, failure_of, outcome_of
from monitor.model import InDoubt, Parcel, ParcelKind, SendOutcome, Sent, TryLater

IncidentOf = Callable[[str], Awaitable[bytes]]
TIMEOUT = 20.0


def signature(secret: str, seconds: int, body: bytes) -> str:
    """What stands in the header."""
    mac = hmac.new(secret.encode(), f"{seconds}.".encode() + body, sha256).hexdigest()
    return f"t={seconds},v1={mac}"


class Webhook:
    """One address."""

    for_programs = True

    def __init__(self, url: str, secret: str, clock: Callable[[], datetime], incident_of: IncidentOf | None = None) -> None:
        self._url, self._secret, self._clock = url, secret, clock
        self.incident_of = incident_of
        """JSON of an incident by its id; empty bytes where there is none."""
        self._http = httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False)

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """One call; a reply is none, because the edit beside it says the same."""
        if parcel.kind is ParcelKind.REPLY:
            return Sent(remote_id=message_id)
        body = await self._body(parcel)
        seconds = int(self._clock().timestamp())
        headers = {"Content-Type": "application/json", "Idempotency-Key": parcel.dedup_key,
                   "X-Basewatch-Signature": signature(self._secret, seconds, body)}
        try:
            outcome = outcome_of(await self._http.post(self._url, content=body, headers=headers))
        except httpx.HTTPError as error:
            outcome = failure_of(error)
        if isinstance(outcome, InDoubt):
            return TryLater(after=RETRY, reason=outcome.reason)
        return outcome or Sent(remote_id=parcel.thread)

    async def _body(self, parcel: Parcel) -> bytes:
        known = await self.incident_of(parcel.thread) if self.incident_of else b""
        return orjson.dumps({
            "key": parcel.dedup_key, "event": parcel.about.value, "thread": parcel.thread, "revision": parcel.revision,
            "at": parcel.created_at, "text": parcel.message.plain, "html": parcel.message.html,
            "incident": orjson.loads(known) if known else None,
        })

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.aclose()
