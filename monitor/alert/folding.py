"""What waited for a chat that could not be reached, summed up in one message; pure.

A chat that comes back after hours gets the gravest alert on its own (the outbox's order sees to that) and then, in place
of a column of old news with a sound each, one message that lists the rest. Waiting edits of messages that the chat shows
stay: they make no sound, and of several only the last is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.alert.text import MESSAGE_UNITS, markup, shown_length
from monitor.model import AlertKind, Message, Parcel, ParcelKind

STALE = timedelta(hours=1)
"""What waited for longer is no news to be told with a sound of its own."""
FEWEST = 4
"""Fewer old messages than these are sent one by one."""
_ALERTS = frozenset({AlertKind.NEW, AlertKind.UPDATE, AlertKind.CORRECTION})
_ROOM = MESSAGE_UNITS - 200
"""For the lines of the list; the rest is for the two headings and the count of what is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """One parcel in place of several."""

    parcel: Parcel
    replaced: tuple[int, ...]
    """Ids of the parcels that it stands for."""


def is_stale(parcel: Parcel, now: datetime) -> bool:
    """Whether a parcel about an attack waited so long that its chat must have been out of reach."""
    return parcel.about in _ALERTS and now - parcel.created_at >= STALE


def fold(waiting: Sequence[Parcel], now: datetime) -> Folded | None:
    """One message for the stale parcels among ``waiting`` (of one channel, oldest first); None where they are few."""
    stale = [parcel for parcel in waiting if is_stale(parcel, now)]
    missed = dict.fromkeys(parcel.thread for parcel in stale if parcel.kind is ParcelKind.SEND)
    changed = dict.fromkeys(p.thread for p in stale if p.kind is ParcelKind.REPLY and p.thread not in missed)
    if len(missed) + len(changed) < FEWEST:
        return None
    replaced = [p for p in waiting if p.thread in missed or (p.thread in changed and p in stale and p.kind is ParcelKind.REPLY)]
    last = {p.thread: p for p in replaced if p.kind is not ParcelKind.REPLY or p.thread in changed}
    message = _message([last[thread].message for thread in missed], [last[thread].message for thread in changed])
    first = replaced[0]
    thread = f"missed:{first.channel}:{first.id}"
    parcel = Parcel(
        dedup_key=f"{thread}:{len(replaced)}", channel=first.channel, kind=ParcelKind.SEND, about=AlertKind.NEW,
        thread=thread, revision=1, message=message, created_at=now, not_before=now,
    )
    return Folded(parcel=parcel, replaced=tuple(p.id for p in replaced))


def _message(missed: Sequence[Message], changed: Sequence[Message]) -> Message:
    html: list[str] = []
    plain: list[str] = []
    left_out = 0
    for message, heading in _headed(missed, changed):
        line = _line(message.html, whole=message in changed)
        if shown_length("\n".join((*html, heading, line))) > _ROOM:
            left_out += 1
            continue
        html += [f"<b>{markup(heading)}</b>"] * bool(heading) + [f"• {line}"]
        plain += [heading] * bool(heading) + [f"• {_line(message.plain, whole=message in changed)}"]
    if left_out:
        html.append(f"and {left_out} more")
        plain.append(f"and {left_out} more")
    silent = all(message.silent for message in (*missed, *changed))
    return Message(html="\n".join(html), plain="\n".join(plain), silent=silent)


def _line(text: str, *, whole: bool) -> str:
    """The headline of an alert; of a reply all it says: what changed, and at which place."""
    return " · ".join(text.split("\n")) if whole else text.split("\n", 1)[0]


def _headed(missed: Sequence[Message], changed: Sequence[Message]) -> list[tuple[Message, str]]:
    """Each message with the heading that stands above it, if any."""
    attacks = f"{len(missed)} attack{'s were' if len(missed) > 1 else ' was'} reported"
    alerts = f"{len(changed)} earlier alert{'s' if len(changed) > 1 else ''} changed"
    first = f"While this chat could not be reached, {attacks if missed else alerts}:"
    second = f"And {alerts}:" if missed else first
    return [(m, "" if i else first) for i, m in enumerate(missed)] + [(m, "" if i else second) for i, m in enumerate(changed)]
