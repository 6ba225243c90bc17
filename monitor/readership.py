"""The chats of the readers, opened and closed as people come and go."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog

from monitor import wiring
from monitor.model import Parcel, Refused, SendOutcome
from monitor.model.readers import Reader
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.alert.channels.reader import ReaderChat

PAUSED_KEPT = timedelta(days=30)
"""How long the wishes of a chat that blocked the bot are kept for its return."""

log = structlog.get_logger(__name__)


class Readership:
    """Who subscribed, as channels for delivery."""

    def __init__(self, store: Store, on_store: Callable[..., Awaitable[Any]], clock: Callable[[], datetime]) -> None:
        self._store, self._on_store, self._clock = store, on_store, clock
        self._bot: wiring.BotAccess | None = None
        self.chats: dict[str, ReaderChat] = {}

    async def refresh(self, bot: wiring.BotAccess | None) -> bool:
        """Open the chats of who came, close those of who went; returns whether anybody did.

        A chat whose wishes did not change stays open.
        """
        readers: tuple[Reader, ...] = await self._on_store(self._store.readers) if bot else ()
        before, same_bot = self.chats, bot == self._bot
        self._bot = bot
        self.chats = {
            reader.id: before[reader.id] if same_bot and reader.id in before and before[reader.id].reader == reader
            else wiring.open_reader(bot, reader, self._clock)
            for reader in readers if bot is not None
        }
        for name, chat in before.items():
            if self.chats.get(name) is not chat:
                await chat.close()
        return self.chats != before

    async def answered(self, parcel: Parcel, outcome: SendOutcome) -> bool:
        """Whether a reader is gone by this answer: who blocks the bot is paused, and forgotten a month later.

        A refusal for any other reason (a token that is not taken any more) costs nobody a subscription.
        """
        chat = self.chats.get(parcel.channel)
        if chat is None or not (isinstance(outcome, Refused) and outcome.unwanted):
            return False
        log.info("a reader is gone", channel=parcel.channel)
        await self._on_store(self._store.pause_reader, chat.reader.chat, self._clock())
        return True

    async def drop_paused(self) -> int:
        """Forget who blocked the bot long ago, in verdicts too; returns how many."""
        gone: tuple[str, ...] = await self._on_store(self._store.drop_paused, self._clock() - PAUSED_KEPT)
        for chat in gone:
            if self._bot is not None and chat.isdecimal():  # a person's chat has the number of the person
                await self._on_store(self._store.forget_name, wiring.reader_name(self._bot, int(chat)))
        return len(gone)

    async def close(self) -> None:
        """Close every chat."""
        for chat in self.chats.values():
            await chat.close()
        self.chats = {}
