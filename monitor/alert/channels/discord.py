"""Discord, through a webhook of one channel: its address is the secret.

Two calls of the API are all there is to it, made here with httpx: Discord's own libraries wait and retry by themselves, and
the outbox would not hear of a flood limit that lasts an hour. A message is edited by its id; a webhook cannot answer a
message, so what changed is a message of its own.
"""

from typing import Any

import httpx

from monitor.alert.channels.answers import failure_of, outcome_of
from monitor.alert.channels.markup import as_discord, fitting
from monitor.errors import InputError
from monitor.model import InDoubt, Parcel, ParcelKind, SendOutcome, Sent

MOST = 2_000
_SILENT, _NO_EMBEDS = 1 << 12, 1 << 2
TIMEOUT = 20.0


class Discord:
    """One webhook."""

    edits = True

    def __init__(self, url: str, name: str) -> None:
        if not url.startswith(("https://", "http://127.0.0.1")):
            raise InputError(f"channel {name!r}: its secret is no address of a Discord webhook; copy it from the channel's settings")
        self._url = url.rstrip("/")
        self._http = httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False)

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Send, edit, or say what changed."""
        edited = parcel.kind is ParcelKind.EDIT and bool(message_id)
        body: dict[str, Any] = {
            "content": fitting(as_discord(parcel.message.html), parcel.message.plain, MOST), "allowed_mentions": {"parse": []},
            "flags": _NO_EMBEDS | (_SILENT if parcel.message.silent and not edited else 0),
        }
        try:
            if edited:
                answer = await self._http.patch(f"{self._url}/messages/{message_id}", json=body)
            else:
                answer = await self._http.post(self._url, params={"wait": "true"}, json=body)
        except httpx.HTTPError as error:
            return failure_of(error)
        return outcome_of(answer) or _sent(answer, message_id)

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.aclose()


def _sent(answer: httpx.Response, message_id: str) -> SendOutcome:
    try:
        return Sent(remote_id=message_id or str(answer.json()["id"]))
    except (ValueError, KeyError, TypeError):
        return InDoubt(reason="its answer could not be read")
