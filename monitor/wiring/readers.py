"""The chats of people who subscribed, and the names they go by."""

import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from monitor.model.readers import READER_CHANNEL, Reader
from monitor.wiring.chats import BotAccess

if TYPE_CHECKING:
    from monitor.alert.channels.reader import ReaderChat


def open_reader(bot: BotAccess, reader: Reader, clock: Callable[[], datetime]) -> "ReaderChat":
    """The chat of one subscription."""
    from monitor.alert.channels.reader import ReaderChat
    from monitor.alert.channels.telegram import Telegram

    return ReaderChat(Telegram(bot.token, reader.chat, api_url=bot.api_url, pace=bot.pace), reader, clock)


def reader_name(bot: BotAccess, user: int) -> str:
    """A name for verdicts from which nobody without the token can tell the person."""
    return "tg-" + blake2b(str(user).encode(), key=blake2b(bot.token.encode()).digest(), digest_size=6).hexdigest()


def draw_name() -> str:
    """A name for a subscription's channel, drawn by lot."""
    return READER_CHANNEL + secrets.token_hex(5)
