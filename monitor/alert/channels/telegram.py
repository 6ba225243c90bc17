"""Telegram, through python-telegram-bot. What each of its failures means for a message: docs/delivery.md."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram import Message as Sent_
from telegram.error import (
    BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut,
)
from telegram.request import HTTPXRequest

from monitor.alert.pacing import Pace
from monitor.model import Gone, InDoubt, Message, Moved, Parcel, ParcelKind, Refused, SendOutcome, Sent, TryLater

TELEGRAM_API = "https://api.telegram.org"
RETRY = timedelta(seconds=5)
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_MESSAGE_GONE = ("message to edit not found", "message to be replied not found", "message can't be edited",
                 "message_id_invalid")


class Telegram:
    """One chat, group or channel, optionally one topic of a forum."""

    def __init__(
        self, token: str, chat: str, *, topic: int | None = None, api_url: str = "", pace: Pace | None = None,
        monotonic: Callable[[], float] = time.monotonic, timeout: float = 20.0,
    ) -> None:
        request = HTTPXRequest(connection_pool_size=4, read_timeout=timeout, write_timeout=timeout,
                               connect_timeout=timeout, pool_timeout=timeout)
        self._bot = Bot(token, request=request, base_url=f"{(api_url or TELEGRAM_API).rstrip('/')}/bot")
        self._chat = chat
        self._topic = topic
        self._pace = pace or Pace()
        self._monotonic = monotonic

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Send, edit or reply; waits for the pace of this chat first."""
        chat = target or self._chat
        await asyncio.sleep(self._pace.wait(chat, self._monotonic()))
        self._pace.record(chat, self._monotonic())
        try:
            return await self._carry_out(parcel, message_id, chat)
        except TelegramError as error:
            return outcome_of(error)

    async def close(self) -> None:
        """Close the connection pool."""
        await self._bot.shutdown()

    async def _carry_out(self, parcel: Parcel, message_id: str, chat: str) -> SendOutcome:
        message = parcel.message
        if parcel.kind is ParcelKind.EDIT and message_id:
            return await self._edit(message, message_id, chat)
        reply = ReplyParameters(int(message_id), allow_sending_without_reply=True) if message_id else None
        sent: Sent_ = await self._bot.send_message(
            chat_id=chat, text=message.html, parse_mode="HTML", message_thread_id=self._topic,
            disable_notification=message.silent, reply_parameters=reply, reply_markup=_keyboard(message),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        return Sent(remote_id=str(sent.message_id))

    async def _edit(self, message: Message, message_id: str, chat: str) -> SendOutcome:
        try:
            await self._bot.edit_message_text(
                chat_id=chat, message_id=int(message_id), text=message.html, parse_mode="HTML",
                reply_markup=_keyboard(message), link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except BadRequest as error:
            if "message is not modified" in error.message.lower():
                return Sent(remote_id=message_id)  # it already says exactly this
            raise
        return Sent(remote_id=message_id)


def outcome_of(error: TelegramError) -> SendOutcome:
    """What a failure means. The order matters: BadRequest and TimedOut are kinds of NetworkError."""
    match error:
        case RetryAfter():
            return TryLater(after=_delay(error), reason="flood limit", whole_channel=True)
        case ChatMigrated():
            return Moved(new_target=str(error.new_chat_id))
        case BadRequest():
            text = error.message.lower()
            if any(gone in text for gone in _MESSAGE_GONE):
                return Gone(reason=error.message)
            return Refused(reason=error.message, whole_channel="chat not found" in text)
        case Forbidden() | InvalidToken():
            return Refused(reason=type(error).__name__, whole_channel=True)
        case TimedOut() | NetworkError() if isinstance(error.__cause__, _NOT_SENT):
            return TryLater(after=RETRY, reason=type(error.__cause__).__name__, whole_channel=True)
        case _:
            # A read timeout, a dropped connection, an unreadable or 5xx answer: it may have been accepted.
            return InDoubt(reason=f"{type(error).__name__}: the answer was lost")


def _delay(error: RetryAfter) -> timedelta:
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup([
        [InlineKeyboardButton(button.text, callback_data=button.data) for button in row] for row in message.buttons
    ])
