"""What each failure of python-telegram-bot means for a message; measured, see docs/delivery.md."""

from datetime import timedelta

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from monitor.alert.channels.answers import unreached
from monitor.model import Gone, InDoubt, Moved, Refused, SendOutcome, TryLater

RETRY = timedelta(seconds=5)
NOT_MODIFIED = ("message is not modified",)
UNREADABLE = ("can't parse entities", "message is too long", "unsupported start tag", "text must be non-empty",
              "message text is empty")
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_MESSAGE_GONE = ("message to edit not found", "message to be replied not found", "message can't be edited",
                 "message_id_invalid")
_CHAT_CLOSED = ("chat not found", "not enough rights", "have no rights", "need administrator rights",
                "chat_write_forbidden", "group chat was deactivated", "group is deactivated", "peer_id_invalid",
                "message thread not found", "topic_closed", "topic_deleted", "user not found", "chat_restricted")


def has(error: TelegramError, phrases: tuple[str, ...]) -> bool:
    """Whether the service's sentence holds one of these phrases."""
    text = error.message.lower()
    return any(phrase in text for phrase in phrases)


def outcome_of(error: TelegramError) -> SendOutcome:
    """What a failure means. The order matters: BadRequest and TimedOut are kinds of NetworkError."""
    match error:
        case RetryAfter():
            return TryLater(after=_delay(error), reason="flood limit", whole_channel=True)
        case ChatMigrated():
            return Moved(new_target=str(error.new_chat_id))
        case BadRequest() if has(error, _MESSAGE_GONE):
            return Gone(reason=error.message)
        case BadRequest():
            return Refused(reason=error.message, whole_channel=has(error, _CHAT_CLOSED))
        case Forbidden():
            return Refused(reason=error.message, whole_channel=True, unwanted=True)
        case InvalidToken():
            # Its own message can repeat the token.
            return Refused(reason="the bot token is not accepted; make a new one with @BotFather", whole_channel=True)
        case NetworkError(__cause__=httpx.HTTPError() as cause) if isinstance(cause, _NOT_SENT):
            return TryLater(after=RETRY, reason=unreached(cause), whole_channel=True)
        case _:
            # A read timeout, a dropped connection, an unreadable or 5xx answer: it may have been accepted.
            return InDoubt(reason=f"{type(error).__name__}: the answer was lost")


def _delay(error: RetryAfter) -> timedelta:
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
