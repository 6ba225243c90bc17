"""A test message to every channel."""

from collections.abc import Callable, Mapping
from datetime import datetime

from monitor.alert.protocols import Channel
from monitor.model import AlertKind, Message, Moved, Parcel, ParcelKind, SendOutcome, Sent

TEXT = "basewatch: this is a test message; alerts will arrive here."


async def test_message(
    channels: Mapping[str, Channel], now: datetime, say: Callable[[str], None],
    clean: Callable[[str], str],
) -> int:
    """Send one to each; the number of channels that did not take it. ``clean``: takes our secrets out of their reasons."""
    failures = 0
    for name, channel in channels.items():
        parcel = Parcel(
            dedup_key=f"test:{name}", channel=name, kind=ParcelKind.SEND, about=AlertKind.NOTICE, thread="test",
            revision=1, message=Message(html=TEXT, plain=TEXT, silent=True), created_at=now, not_before=now)
        outcome = await channel.deliver(parcel, "", "")
        failures += not isinstance(outcome, Sent)
        say(f"{name}: {clean(_in_words(outcome))}")
        await channel.close()
    return failures


def _in_words(outcome: SendOutcome) -> str:
    match outcome:
        case Sent():
            return "sent"
        case Moved():
            return "the chat has another id now (a group became a supergroup); write that into config.yaml"
        case _:
            return f"not sent: {outcome.reason}"
