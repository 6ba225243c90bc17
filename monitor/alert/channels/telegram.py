"""Telegram, through python-telegram-bot. What each of its failures means for a message: docs/delivery.md.

A message's id is remembered as ``chat/number``: numbers count per chat, and config.yaml can name another chat tomorrow.
A chat that moved is remembered as ``old>new`` for the same reason.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, LinkPreviewOptions, ReplyParameters
from telegram import Message as Sent_
from telegram.error import BadRequest, TelegramError
from telegram.request import HTTPXRequest

from monitor.alert.channels.telegram_errors import NOT_MODIFIED, UNREADABLE, has, outcome_of
from monitor.alert.channels.telegram_search import LOOKING, Search
from monitor.alert.pacing import Pace
from monitor.alert.picturing import Picture
from monitor.alert.protocols import NotShown
from monitor.alert.text import MESSAGE_UNITS, cut
from monitor.model import Gone, InDoubt, Message, Moved, Parcel, ParcelKind, SendOutcome, Sent, TryLater

CAPTION_UNITS = 1_024
_UNREADABLE = (TypeError, KeyError, ValueError, AttributeError)
"""What the client lets out where an answer that says "ok" is not of the shape it should be."""
TELEGRAM_API = "https://api.telegram.org"


class Telegram:
    """One chat, group or channel, optionally one topic of a forum."""

    edits = True

    def __init__(
        self, token: str, chat: str, *, topic: int | None = None, api_url: str = "", pace: Pace | None = None,
        monotonic: Callable[[], float] = time.monotonic, timeout: float = 20.0,
    ) -> None:
        self._request = HTTPXRequest(connection_pool_size=4, read_timeout=timeout, write_timeout=timeout,
                                     connect_timeout=timeout, pool_timeout=timeout)
        # One pool for both: the bot would otherwise make, and leave open, a second one for updates we never ask for.
        self._bot = Bot(token, request=self._request, get_updates_request=self._request,
                        base_url=f"{(api_url or TELEGRAM_API).rstrip('/')}/bot")
        self._chat = chat
        self._topic = topic
        self._pace = pace or Pace()
        self._monotonic = monotonic

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Send, edit or reply; waits for the pace of this chat first."""
        chat = self._moved_to(target) or self._chat
        number = _number(message_id, chat)
        if message_id and number is None:
            return Gone(reason="its message stands in another chat")
        await self._turn(chat)
        try:
            return await self._carry_out(parcel, number, chat)
        except TelegramError as error:
            return self._outcome(error)
        except _UNREADABLE as error:
            return InDoubt(reason=f"{type(error).__name__}: its answer could not be read")

    async def picture(self, picture: Picture, message_id: str, reply_to: str, target: str) -> SendOutcome:
        """Show a picture, without a sound, under the message ``reply_to``, or in place of the one of ``message_id``."""
        chat = self._moved_to(target) or self._chat
        alert = _number(reply_to, chat)
        if alert is None:
            return Gone(reason="its alert stands in another chat")
        if (wait := self._pace.leisure(chat, self._monotonic())) > 0:
            return TryLater(after=timedelta(seconds=wait), reason="alerts go first")
        self._pace.record(chat, self._monotonic())
        try:
            return await self._show(picture, _number(message_id, chat), alert, chat)
        except TelegramError as error:
            return self._outcome(error)
        except _UNREADABLE as error:
            return InDoubt(reason=f"{type(error).__name__}: its answer could not be read")

    async def find(self, parcel: Parcel, known: Sequence[str], target: str) -> SendOutcome | NotShown | None:
        """Whether a message whose answer was lost stands in the chat; see telegram_search."""
        chat = self._moved_to(target) or self._chat
        search = Search(bot=self._bot, chat=chat, turn=lambda: self._turn(chat))
        numbers = [number for one in known if (number := _number(one, chat)) is not None]
        try:
            return await search.find(parcel, _keyboard(parcel.message), numbers)
        except TelegramError as error:
            outcome = self._outcome(error)
        except _UNREADABLE as error:
            outcome = InDoubt(reason=type(error).__name__)
        return replace(outcome, reason=f"{outcome.reason} {LOOKING}") if isinstance(outcome, InDoubt | TryLater) else outcome

    async def _show(self, picture: Picture, number: int | None, alert: int, chat: str) -> Sent:
        caption = cut(picture.caption, CAPTION_UNITS)
        if number is None:
            sent: Sent_ = await self._bot.send_photo(
                chat_id=chat, photo=picture.png, caption=caption, disable_notification=True,
                message_thread_id=self._topic, reply_parameters=ReplyParameters(alert), filename="map.png",
            )
            return Sent(remote_id=f"{chat}/{sent.message_id}")
        try:
            media = InputMediaPhoto(picture.png, caption=caption, filename="map.png")
            await self._bot.edit_message_media(media, chat_id=chat, message_id=number)
        except BadRequest as error:
            if not has(error, NOT_MODIFIED):
                raise
        return Sent(remote_id=f"{chat}/{number}")

    def _outcome(self, error: TelegramError) -> SendOutcome:
        outcome = outcome_of(error)
        return Moved(new_target=f"{self._chat}>{outcome.new_target}") if isinstance(outcome, Moved) else outcome

    async def close(self) -> None:
        """Close the connection pool; Bot.shutdown would do nothing, because the bot was never initialized (one call less)."""
        await self._request.shutdown()

    def _moved_to(self, target: str) -> str:
        old, _, new = target.partition(">")
        return new if old == self._chat else ""

    async def turn_comes(self, target: str) -> None:
        """Wait until the pace of this chat lets one more message pass."""
        await self._paced(self._moved_to(target) or self._chat)

    async def _paced(self, chat: str) -> None:
        # Looked at again after each wait: another message may have taken the place meanwhile.
        while (wait := self._pace.wait(chat, self._monotonic())) > 0:  # noqa: ASYNC110  no event tells of time
            await asyncio.sleep(wait)

    async def _turn(self, chat: str) -> None:
        await self._paced(chat)
        self._pace.record(chat, self._monotonic())

    async def _carry_out(self, parcel: Parcel, number: int | None, chat: str) -> SendOutcome:
        try:
            return await self._say(parcel, number, chat, parcel.message.html, "HTML")
        except BadRequest as error:
            if not has(error, UNREADABLE):
                raise
        # An alert that Telegram cannot read is shown without mark-up rather than never.
        return await self._say(parcel, number, chat, cut(parcel.message.plain, MESSAGE_UNITS), None)

    async def _say(self, parcel: Parcel, number: int | None, chat: str, text: str, mode: str | None) -> Sent:
        if parcel.kind is ParcelKind.EDIT and number is not None:
            return await self._edit(parcel.message, number, chat, text, mode)
        reply = ReplyParameters(number, allow_sending_without_reply=True) if number is not None else None
        sent: Sent_ = await self._bot.send_message(
            chat_id=chat, text=text, parse_mode=mode, message_thread_id=self._topic,
            disable_notification=parcel.message.silent, reply_parameters=reply,
            reply_markup=_keyboard(parcel.message), link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        return Sent(remote_id=f"{chat}/{sent.message_id}")

    async def _edit(self, message: Message, number: int, chat: str, text: str, mode: str | None) -> Sent:
        try:
            await self._bot.edit_message_text(
                chat_id=chat, message_id=number, text=text, parse_mode=mode, reply_markup=_keyboard(message),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except BadRequest as error:
            if not has(error, NOT_MODIFIED):  # else it already says exactly this
                raise
        return Sent(remote_id=f"{chat}/{number}")


def _number(message_id: str, chat: str) -> int | None:
    """The message's number in this chat; None where it was shown elsewhere (another chat, the console) or never."""
    where, _, number = message_id.rpartition("/")
    return int(number) if where == chat and number.isdecimal() else None


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup([
        [InlineKeyboardButton(button.text, callback_data=button.data) for button in row] for row in message.buttons
    ])
