"""Long polling of Telegram's updates, through python-telegram-bot; the one place where readers are listened to.

An update is dealt with, then its number is stored: a crash in between deals with it twice, which changes nothing twice.
Nothing here holds up an alert: the bot sends its answers at the pace of its token, after the alerts that wait.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

import structlog
from telegram import Bot, BotCommand, LinkPreviewOptions, Update
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from monitor.alert.pacing import Pace
from monitor.bot.commands import MENU
from monitor.bot.hearing import WANTED, heard_of
from monitor.errors import StoreError
from monitor.model.heard import Heard, Reply
from monitor.store import Store

LISTEN = 25
"""Seconds Telegram holds an empty answer back."""
PAUSES = (1.0, 5.0, 30.0, 120.0)
"""Seconds between tries after one, two, three and more failures."""
ADMIN = frozenset({"administrator", "creator"})
IDS_LAST = timedelta(days=6)
"""After a week without updates Telegram may number them anew (Bot API, ``update_id``): an older mark is not used."""

log = structlog.get_logger(__name__)


class Receiver:
    """Listens for one bot token."""

    def __init__(
        self, token: str, api_url: str, pace: Pace, store: Store, on_store: Callable[..., Awaitable[Any]],
        clock: Callable[[], datetime],
    ) -> None:
        self._request = HTTPXRequest(connection_pool_size=2, read_timeout=20.0)
        self._listening = HTTPXRequest(connection_pool_size=1, read_timeout=LISTEN + 10.0)
        self._bot = Bot(token, request=self._request, get_updates_request=self._listening, base_url=f"{api_url}/bot")
        self._pace, self._store, self._on_store, self._clock = pace, store, on_store, clock
        self._name = ""
        # Another bot numbers its updates otherwise.
        self._mark = f"updates {blake2b(token.encode(), digest_size=6).hexdigest()}"

    async def run(self, serve: Callable[[Heard, str], Awaitable[Reply]]) -> None:
        """Listen until cancelled; whatever fails is tried again after a pause."""
        failures = 0
        while True:
            try:
                await self.once(serve)
                failures = 0
            except (TelegramError, StoreError) as error:
                pause = _pause(error, failures)
                failures += 1
                log.warning("the bot cannot be heard", reason=_reason(error), again_in=pause)
                await asyncio.sleep(pause)
            except Exception:
                # One update that the client cannot read must not make the bot deaf.
                log.exception("updates were not understood, one is passed over")
                await self._pass_over()
                await asyncio.sleep(PAUSES[0])

    async def _introduce(self) -> None:
        if not self._name:
            me = await self._bot.get_me()
            await self._bot.set_my_commands([BotCommand(ask.value, what) for ask, what in MENU])
            self._name = me.username or ""
            log.info("the bot listens", name=self._name)

    async def once(self, serve: Callable[[Heard, str], Awaitable[Reply]]) -> None:
        """Deal with what waits; Telegram holds the answer back while nothing does."""
        await self._introduce()
        done = await self._done()
        updates = await self._bot.get_updates(offset=done + 1 if done >= 0 else None, timeout=LISTEN, allowed_updates=list(WANTED))
        for update in updates:
            await self._one(update, serve)
            await self._note(update.update_id)

    async def _done(self) -> int:
        """The last update that was dealt with; -1 where nobody knows, or the numbers may have begun anew."""
        mark = await self._on_store(self._store.watermark, self._mark)
        fresh = mark and self._clock() - datetime.fromisoformat(mark["at"]) < IDS_LAST
        return int(mark["update"]) if fresh else -1

    async def _note(self, number: int) -> None:
        now = self._clock()
        await self._on_store(self._store.set_watermark, self._mark, now, {"update": number, "at": now.isoformat()})

    async def _pass_over(self) -> None:
        if (done := await self._done()) >= 0:
            await self._note(done + 1)

    async def _one(self, update: Update, serve: Callable[[Heard, str], Awaitable[Reply]]) -> None:
        heard = heard_of(update)
        if heard is None:
            return
        try:
            await self._answer(heard, await serve(heard, self._name))
        except StoreError:
            raise  # it is dealt with again once the store takes something
        except (BadRequest, Forbidden, ChatMigrated, RetryAfter) as error:
            # What was asked is done; the answer is let go, so that one chat keeps nobody else waiting.
            log.info("an answer was not taken", reason=_reason(error))
        except TelegramError:
            raise
        except Exception:
            # A stranger's message must not stop the bot, nor come again and again.
            log.exception("an update was not understood")

    async def _answer(self, heard: Heard, reply: Reply) -> None:
        if reply.location:
            await self._turn(heard.chat)
            await self._bot.send_location(chat_id=heard.chat, latitude=reply.location[0], longitude=reply.location[1],
                                          disable_notification=True)
        if reply.message:
            await self._turn(heard.chat)
            await self._bot.send_message(
                chat_id=heard.chat, text=reply.message.html, parse_mode="HTML", disable_notification=reply.message.silent,
                link_preview_options=LinkPreviewOptions(is_disabled=True))
        if heard.query:
            await self._bot.answer_callback_query(heard.query, text=reply.note or None, show_alert=len(reply.note) > 60)

    async def _turn(self, chat: str) -> None:
        while (wait := self._pace.leisure(chat, time.monotonic())) > 0:  # noqa: ASYNC110  no event tells of time
            await asyncio.sleep(wait)
        self._pace.record(chat, time.monotonic())

    async def may_change(self, heard: Heard) -> bool:
        """Whether who spoke administers the chat; who speaks in the name of the chat does."""
        if heard.user == 0:
            return True
        try:
            return (await self._bot.get_chat_member(heard.chat, heard.user)).status in ADMIN
        except (BadRequest, Forbidden):
            return False

    async def close(self) -> None:
        """Let go of connections."""
        await self._request.shutdown()
        await self._listening.shutdown()


def _pause(error: Exception, failures: int) -> float:
    if isinstance(error, RetryAfter):
        asked: Any = error.retry_after
        return float(asked.total_seconds() if hasattr(asked, "total_seconds") else asked)
    if isinstance(error, InvalidToken):
        return PAUSES[-1]
    return PAUSES[min(failures, len(PAUSES) - 1)]


def _reason(error: Exception) -> str:
    if isinstance(error, Conflict):
        return "another program listens with the same token; stop it, or write bot: false"
    return str(error)
