"""Slack, through slack_sdk (extra ``chat``): one message, updated in place; what changed is a reply in its thread."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from monitor.alert.channels.markup import as_slack, fitting
from monitor.errors import InputError
from monitor.model import Gone, InDoubt, Parcel, ParcelKind, Refused, SendOutcome, Sent, TryLater

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

MOST = 38_000
"""Slack cuts a text at 40,000 characters."""
_GONE = frozenset({"message_not_found", "thread_not_found", "cant_update_message"})
_CLOSED = frozenset({
    "channel_not_found", "not_in_channel", "is_archived", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "no_permission",
    "missing_scope", "not_authed", "restricted_action", "team_access_not_granted",
})
_LATER = frozenset({"ratelimited", "rate_limited", "service_unavailable", "internal_error", "fatal_error", "request_timeout"})


class Slack:
    """One channel of a workspace."""

    edits = True

    def __init__(self, token: str, channel: str, name: str, api_url: str = "") -> None:
        self._client, self._channel = _client(token, name, api_url), channel

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Send, update, or answer in the thread."""
        from aiohttp import ClientError
        from slack_sdk.errors import SlackApiError, SlackClientError

        text = fitting(as_slack(parcel.message.html), parcel.message.plain, MOST)
        try:
            if parcel.kind is ParcelKind.EDIT and message_id:
                await self._client.chat_update(channel=self._channel, ts=message_id, text=text)
                return Sent(remote_id=message_id)
            thread: dict[str, Any] = {"thread_ts": message_id, "reply_broadcast": True} if message_id else {}
            sent = await self._client.chat_postMessage(
                channel=self._channel, text=text, unfurl_links=False, unfurl_media=False, **thread)
            return Sent(remote_id=message_id or str(sent["ts"]))
        except SlackApiError as error:
            data = getattr(error.response, "data", None)  # words, not an object, where a gateway answers
            return _outcome(str(data.get("error", "")) if isinstance(data, dict) else "", error.response)
        except (TimeoutError, SlackClientError, ClientError, OSError, KeyError, ValueError, TypeError, AttributeError) as error:
            # The last four: the client lets them out where an answer is not of the shape it should be.
            return InDoubt(reason=type(error).__name__)

    async def close(self) -> None:
        """Connections are opened for each call."""


def _outcome(what: str, response: Any) -> SendOutcome:
    headers = {key.lower(): value for key, value in dict(getattr(response, "headers", {}) or {}).items()}
    if what in _LATER or getattr(response, "status_code", 200) == 429:
        wait = str(headers.get("retry-after", "30"))
        return TryLater(after=timedelta(seconds=int(wait) if wait.isdecimal() else 30), reason=what or "flood limit", whole_channel=True)
    if what in _GONE:
        return Gone(reason=what)
    if what in _CLOSED:
        return Refused(reason=what, whole_channel=True)
    return Refused(reason=what) if what else InDoubt(reason="an answer that could not be read")


def _client(token: str, name: str, api_url: str) -> "AsyncWebClient":
    try:
        from slack_sdk.web.async_client import AsyncWebClient
    except ImportError as error:
        raise InputError(f"channel {name!r} needs slack_sdk; install it with: pip install 'basewatch[chat]'") from error
    # Its own retries would send again without the outbox's knowing.
    return AsyncWebClient(token=token, base_url=f"{api_url.rstrip('/')}/api/" if api_url else AsyncWebClient.BASE_URL,
                          timeout=20, retry_handlers=[])
