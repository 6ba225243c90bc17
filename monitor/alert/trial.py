"""A test message to every channel, changed once where the chat can show that."""

from collections.abc import Callable, Mapping
from datetime import datetime

from monitor.alert.protocols import Channel, Editing
from monitor.model import AlertKind, Message, Moved, Parcel, ParcelKind, SendOutcome, Sent

TEXT = "basewatch: this is a test message; alerts will arrive here."
EDITED = "basewatch: this is a test message, edited; alerts will arrive here, and change as facts do."


async def test_message(
    channels: Mapping[str, Channel], now: datetime, say: Callable[[str], None],
    clean: Callable[[str], str],
) -> int:
    """Send one to each and edit it; the number of channels that did not take it. ``clean``: takes our secrets out of reasons."""
    failures = 0
    for name, channel in channels.items():
        outcome = await channel.deliver(_parcel(name, ParcelKind.SEND, TEXT, now), "", "")
        failures += not isinstance(outcome, Sent)
        said = f"not sent: {_in_words(outcome)}" if not isinstance(outcome, Sent | Moved) else _in_words(outcome)
        if isinstance(outcome, Sent) and isinstance(channel, Editing):
            said += f"; {await _edited(channel, name, outcome.remote_id, now)}"
        say(f"{name}: {clean(said)}")
        await channel.close()
    return failures


async def _edited(channel: Editing, name: str, message_id: str, now: datetime) -> str:
    """What became of the edit, in words."""
    if not channel.edits:
        return "it cannot be edited here: what changes arrives as a message of its own"
    outcome = await channel.deliver(_parcel(name, ParcelKind.EDIT, EDITED, now), message_id, "")
    if isinstance(outcome, Sent):
        return "edited"
    return f"not edited, so alerts will not change as facts do: {_in_words(outcome)}"


def _parcel(name: str, kind: ParcelKind, text: str, now: datetime) -> Parcel:
    return Parcel(dedup_key=f"test:{name}:{kind}", channel=name, kind=kind, about=AlertKind.NOTICE, thread="test", revision=1,
                  message=Message(html=text, plain=text, silent=True), created_at=now, not_before=now)


def _in_words(outcome: SendOutcome) -> str:
    match outcome:
        case Sent():
            return "sent"
        case Moved():
            return "the chat has another id now (a group became a supergroup); write that into config.yaml"
        case _:
            return outcome.reason
