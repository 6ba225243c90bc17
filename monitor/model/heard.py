"""Values of talking with readers: what was heard, what is answered."""

from dataclasses import dataclass

from monitor.model.alerts import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message to the bot, or a button pressed under one of its messages."""

    update: int
    """Telegram's number of it: one that was dealt with is not dealt with again."""
    chat: str
    user: int
    """0 where nobody is named: an anonymous administrator, a channel."""
    chat_name: str = ""
    """``@name`` where the chat has one."""
    kind: str
    """``private``, ``group``, ``supergroup`` or ``channel``."""
    text: str = ""
    press: str = ""
    """The data of the button; empty for a message."""
    query: str = ""
    """What the answer to a button refers to."""
    left: bool = False
    """The chat blocked the bot or removed it."""
    returned: bool = False
    """The chat let the bot in, or back in."""
    moved_to: str = ""
    """The chat goes on under this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is answered: a message into the chat, a short note over the button, a place on the map."""

    message: Message | None = None
    note: str = ""
    location: tuple[float, float] | None = None
    """Latitude, longitude."""


SILENCE = Reply()
