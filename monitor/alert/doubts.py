"""Parcels of which nobody knows whether they were shown: looked for where the chat can be asked, else sent again.

A look that fails is repeated for as long as the chat takes nothing else either, a day at most: it is out of reach, and what
was shown before that is still there when it is back.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import structlog

from monitor.alert.protocols import Channel, Finder, NotShown, Outbox
from monitor.model import Parcel, ParcelKind, SendOutcome, Sent

DOUBT = "in doubt: "
"""What the note of a parcel begins with that may have been shown, until it was."""
DOUBT_WAIT = timedelta(seconds=60)
MOST_LOOKS = 5
"""Attempts after which a chat that takes other parcels is not asked again: looking can fail where sending would not."""
LONGEST = timedelta(days=1)
"""After this a parcel is sent without another look, whatever the chat does."""
_ENDS = {"found": "it is in the chat, not sent again", "absent": "it is not in the chat, sent again",
         "unresolved": "nobody can tell, sent again, may be seen twice"}

log = structlog.get_logger(__name__)


class Doubts:
    """What becomes of each of them."""

    def __init__(
        self, store: Outbox, clock: Callable[[], datetime], on_store: Callable[..., Awaitable[Any]],
        settled: Callable[[Parcel, str], None],
    ) -> None:
        """``settled``: is told how a doubt ended: found, absent or unresolved."""
        self._store, self._clock, self._on_store, self._settled = store, clock, on_store, settled
        self._failed: dict[int, datetime] = {}
        """Parcels that were looked for in vain, and when first."""
        self._took: dict[str, datetime] = {}
        """Channels, and when each last took something."""

    def took(self, channel: str) -> None:
        """The channel took a parcel just now."""
        self._took[channel] = self._clock()

    async def arose(self, parcel: Parcel, reason: str) -> None:
        """The parcel may have been shown: it waits for its next turn."""
        # Saying an edit twice shows nothing twice; a send or reply may be seen twice, and the log says which.
        wait = timedelta(0) if parcel.kind is ParcelKind.EDIT else DOUBT_WAIT
        log.warning("delivery in doubt, sending again", channel=parcel.channel, thread=parcel.thread,
                    kind=parcel.kind.value, parcel=parcel.id, reason=reason)
        await self._on_store(self._store.resend_doubtful, parcel.id, self._clock() + wait)

    async def resolved(self, channel: Channel, parcel: Parcel, target: str) -> SendOutcome | None:
        """What a parcel in doubt came to, where the chat can be asked; None: it is to be sent, or sent again."""
        if parcel.kind is ParcelKind.EDIT or not parcel.error.startswith(DOUBT):
            return None
        found: SendOutcome | NotShown | None = None
        if isinstance(channel, Finder) and self._may_look(parcel):
            known = await self._on_store(self._store.shown_in, parcel.channel, parcel.created_at)
            self._failed.setdefault(parcel.id, self._clock())
            found = await channel.find(parcel, known, target)
        if found is not None and not isinstance(found, Sent | NotShown):
            return found
        self._failed.pop(parcel.id, None)
        end = {Sent: "found", NotShown: "absent"}.get(type(found), "unresolved")
        log.info("doubt about a delivery ended", end=end, meaning=_ENDS[end], channel=parcel.channel, thread=parcel.thread,
                 parcel=parcel.id)
        self._settled(parcel, end)
        return found if isinstance(found, Sent) else None

    def _may_look(self, parcel: Parcel) -> bool:
        since = self._failed.get(parcel.id)
        if since is None or parcel.attempts <= MOST_LOOKS:
            return True
        took = self._took.get(parcel.channel)
        return (took is None or took < since) and self._clock() - since < LONGEST
