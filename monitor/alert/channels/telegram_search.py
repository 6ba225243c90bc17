"""Looks for a message whose answer was lost. Telegram gives bots no way to read a chat, but an edit tells what stands there.

Ids of channels and supergroups count up by one, so a message of ours stands soon after the last one we know of. For each
number after it the keyboard of the message we look for is put there once more:

=============================  ==================================================================
Telegram answers               what stands there
=============================  ==================================================================
message is not modified        this very keyboard, which names the incident: the message is there
the message                    one of ours; its text says whether it is the one; else its keyboard is taken off again
message can't be edited        somebody else's
message to edit not found      nothing; three in a row after all we know of, and the message never arrived
=============================  ==================================================================

A message without buttons gets one for the moment, ``PROBE``, so that the answer shows its text. Private chats and small
groups share one count of ids over all chats of the bot: there nobody can tell.
"""

import html
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, InvalidToken

from monitor.alert.channels.telegram_errors import NOT_MODIFIED, has
from monitor.alert.protocols import NotShown
from monitor.alert.text import MESSAGE_UNITS, TAG, cut
from monitor.model import Parcel, Sent

MOST_PROBES = 20
"""Numbers looked at for one message; a group gets 20 calls a minute, and alerts need them too."""
MISSES = 3
"""Empty numbers in a row after which nothing more is expected: one can be a message that was deleted, or a notice."""
PROBE = InlineKeyboardMarkup([[InlineKeyboardButton("…", callback_data="?")]])
_NOTHING = ("message to edit not found", "message_id_invalid")
_FOREIGN = ("message can't be edited",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Looks through one chat; ``turn`` waits for its pace before each call."""

    bot: Bot
    chat: str
    turn: Callable[[], Awaitable[None]]

    async def find(self, parcel: Parcel, keyboard: InlineKeyboardMarkup | None, known: Sequence[int]) -> Sent | NotShown | None:
        """The message of a parcel, that it is not there, or None where nobody can tell. Raises TelegramError."""
        if not known or not self.chat.startswith(("-100", "@")):
            return None
        misses, last, ours = 0, max(known), frozenset(known)
        numbers = (number for number in range(known[0] + 1, last + MOST_PROBES + 1) if number not in ours)
        for _, number in zip(range(MOST_PROBES), numbers, strict=False):
            try:
                if await self._is(number, parcel, keyboard or PROBE):
                    return Sent(remote_id=f"{self.chat}/{number}")
                misses = 0
            except InvalidToken:  # 404: a server that does not have the method
                return None
            except BadRequest as error:
                if not has(error, _NOTHING + _FOREIGN):
                    return None
                misses = misses + 1 if has(error, _NOTHING) and number > last else 0
            if misses == MISSES:
                return NotShown()
        return None

    async def _is(self, number: int, parcel: Parcel, keyboard: InlineKeyboardMarkup) -> bool:
        """Whether the message of this number is the parcel's; it is left as it was, the parcel's own with its keyboard."""
        shown = await self._put(number, keyboard)
        if shown is None:
            if keyboard is not PROBE and LOOKING not in parcel.error:
                return True
            # A look that was cut off may have left this keyboard on another message: only the text tells.
            shown = await self._put(number, None)
            if shown is None or not _same(shown, parcel):
                return False
            if keyboard is not PROBE:
                await self._put(number, keyboard)
            return True
        same = _same(shown, parcel)
        if not same or keyboard is PROBE:
            await self._put(number, None)
        return same

    async def _put(self, number: int, keyboard: InlineKeyboardMarkup | None) -> Message | None:
        """The message with its new keyboard; None where it had it."""
        await self.turn()
        try:
            answer = await self.bot.edit_message_reply_markup(self.chat, number, reply_markup=keyboard)
        except BadRequest as error:
            if not has(error, NOT_MODIFIED):
                raise
            return None
        return answer if isinstance(answer, Message) else None


LOOKING = "while it was looked for"
"""What the note of a parcel holds whose search was cut off."""


def _same(shown: Message, parcel: Parcel) -> bool:
    text = " ".join((shown.text or "").split())
    message = parcel.message
    as_html = html.unescape(TAG.sub("", message.html))
    return text in {" ".join(as_html.split()), " ".join(cut(message.plain, MESSAGE_UNITS).split())} - {""}
