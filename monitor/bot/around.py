"""What the desk works with: the store, the service beside it, and which channels stand for a chat."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.bot.commands import Command
from monitor.model import Config
from monitor.model.heard import Heard
from monitor.model.readers import Reader
from monitor.store import Store

ONLY_ADMINS = "Only administrators of this chat can change that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the desk is given: the store and the service it works beside."""

    store: Store
    on_store: Callable[..., Awaitable[Any]]
    clock: Callable[[], datetime]
    config: Callable[[], Config]
    countries: tuple[str, ...]
    lot: Callable[[], str]
    """A new name for a reader's channel, drawn by lot."""
    name_of: Callable[[int], str]
    """A reader's name in verdicts: nobody can tell the person from it."""
    admins: Callable[[], frozenset[int]]
    may_change: Callable[[Heard], Awaitable[bool]]
    """Whether who spoke may decide for the chat: in a group its administrators."""
    readers_changed: Callable[[], Awaitable[None]]
    door: Callable[[str, bool], Awaitable[None]]
    """Is told that a channel of config.yaml put the bot out (False) or let it in again (True)."""
    manage: Callable[[Command], Awaitable[str]]
    """Carries out a command for administrators of the monitor; returns what to say. Raises InputError."""
    standing: Callable[[], Awaitable[str]]
    """How the monitor is doing, for /status."""

    def is_admin(self, heard: Heard) -> bool:
        """Whether an administrator of the monitor spoke."""
        return heard.user in self.admins()

    async def reader(self, heard: Heard) -> Reader | None:
        """The subscription of this chat, if it has one."""
        reader: Reader | None = await self.on_store(self.store.reader_of, heard.chat)
        return reader

    def configured(self, heard: Heard) -> list[str]:
        """The channels of config.yaml that name this chat."""
        named = {heard.chat, heard.chat_name} - {""}
        return [channel.name for channel in self.config().channels if channel.chat in named]

    async def channels_of(self, heard: Heard) -> list[str]:
        """The channels that stand for this chat: its own subscription, and those of config.yaml that name it."""
        reader = await self.reader(heard)
        return [*([reader.id] if reader else []), *self.configured(heard)]
