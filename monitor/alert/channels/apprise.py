"""The long tail of chats (ntfy, Pushover, Teams ...) through Apprise, an optional extra.

Apprise tells neither status code nor message id: a failure may mean anything, so it is tried again (at least once, not
effectively once), and an edit shows nothing; material changes arrive as replies do, as messages of their own.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from monitor.errors import InputError
from monitor.model import Parcel, ParcelKind, SendOutcome, Sent, TryLater

if TYPE_CHECKING:
    import apprise

RETRY = timedelta(seconds=60)


class Apprise:
    """One Apprise URL."""

    edits = False

    def __init__(self, url: str, name: str) -> None:
        self._notifier = _notifier(url, name)

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Send a message or a reply; an edit is nothing here."""
        if parcel.kind is ParcelKind.EDIT:
            return Sent(remote_id=message_id)
        headline, _, body = parcel.message.plain.partition("\n")
        accepted = await self._notifier.async_notify(title=headline, body=body or headline)
        return Sent() if accepted else TryLater(after=RETRY, reason="Apprise says it failed, and no more")

    async def close(self) -> None:
        """Nothing to let go of."""


def _notifier(url: str, name: str) -> "apprise.Apprise":
    try:
        import apprise
    except ImportError as error:
        raise InputError(f"channel {name!r} needs Apprise; install it with: pip install 'basewatch[apprise]'") from error
    notifier = apprise.Apprise()
    if not notifier.add(url):
        raise InputError(f"channel {name!r}: its secret is no Apprise URL; see the list of services of Apprise")
    return notifier
