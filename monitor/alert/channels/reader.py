"""The chat of one reader who subscribed: the bot's own chat, without sound in the hours the reader sleeps."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.alert.audience import for_reader
from monitor.alert.channels.telegram import Telegram
from monitor.alert.picturing import Picture
from monitor.alert.protocols import NotShown
from monitor.model import Parcel, SendOutcome
from monitor.model.readers import Reader


class ReaderChat:
    """One subscription."""

    def __init__(self, chat: Telegram, reader: Reader, clock: Callable[[], datetime]) -> None:
        self._chat, self.reader, self._clock = chat, reader, clock

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """As Telegram does; the hour is looked at when the message goes out, not when it was queued."""
        message = for_reader(parcel.message, self.reader, self._clock())
        return await self._chat.deliver(replace(parcel, message=message), message_id, target)

    async def turn_comes(self, target: str) -> None:
        """As Telegram does."""
        await self._chat.turn_comes(target)

    async def find(self, parcel: Parcel, known: Sequence[str], target: str) -> SendOutcome | NotShown | None:
        """As Telegram does."""
        return await self._chat.find(parcel, known, target)

    async def picture(self, picture: Picture, message_id: str, reply_to: str, target: str) -> SendOutcome:
        """A map is silent anyway."""
        return await self._chat.picture(picture, message_id, reply_to, target)

    async def close(self) -> None:
        """Let go of connections."""
        await self._chat.close()
