"""A notice as a parcel, and the parcels of the outbox as what was told before. Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from monitor.alert.text import markup, piece
from monitor.model import AlertKind, Message, Parcel, ParcelKind
from monitor.model.notices import ADMIN_CHANNEL, Notice, NoticeKind, Standing

_PREFIX = "notice:"
_CLEAR = ":clear"
_SINCE = "%Y%m%dT%H%M%S%fZ"
_NAMES = {
    "model": "The model", "config": "config.yaml", "disk": "Disk", "clock": "The clock", "judged": "Nothing judged", "feeds": "Feeds",
    "store": "The store", "many": "Many feeds",
}
_KINDS = {"feed": "Feed", "channel": "Channel", "source": "Source"}
NAME_UNITS = 120
WHAT_UNITS = 600


def parcel(notice: Notice, now: datetime) -> Parcel:
    """One parcel for the admin chat: the first is a message, reminder and all-clear reply to it."""
    one = notice.standing
    thread = f"{_PREFIX}{one.key}:{one.since.astimezone(UTC).strftime(_SINCE)}"
    ends = notice.kind is NoticeKind.ALL_CLEAR
    return Parcel(
        dedup_key=f"{thread}{_CLEAR}" if ends else f"{thread}:{one.times}", channel=ADMIN_CHANNEL,
        kind=ParcelKind.SEND if notice.kind is NoticeKind.FIRST else ParcelKind.REPLY, about=AlertKind.NOTICE, thread=thread,
        revision=one.times + ends, message=message(notice, now), created_at=now, not_before=now,
    )


def message(notice: Notice, now: datetime) -> Message:
    """The words; only the first of a condition makes a sound."""
    name, what = piece(_name(notice.standing.key), NAME_UNITS), piece(notice.what, WHAT_UNITS)
    lasted = _lasted(now - notice.standing.since)
    match notice.kind:
        case NoticeKind.FIRST:
            symbol, tail = "⚠️", f" {what}"
        case NoticeKind.REMINDER:
            symbol, tail = "⏳", f" {what} (still so after {lasted})"
        case NoticeKind.ALL_CLEAR:
            symbol, tail = "✅", f" all clear after {lasted}"
    return Message(
        html=f"{symbol} <b>{markup(name)}:</b>{markup(tail)}", plain=f"{symbol} {name}:{tail}",
        silent=notice.kind is not NoticeKind.FIRST,
    )


def told_before(parcels: Iterable[Parcel]) -> tuple[Standing, ...]:
    """The conditions that stand by the parcels of the outbox, oldest first; what is no notice of ours is left out."""
    found: dict[str, Standing] = {}
    for one in parcels:
        key, since = _read(one.thread)
        if since is None:
            continue
        if one.dedup_key.endswith(_CLEAR):
            found.pop(key, None)
        else:
            found[key] = Standing(key=key, since=since, told_at=one.created_at, times=one.revision)
    return tuple(found.values())


def _read(thread: str) -> tuple[str, datetime | None]:
    key, _, since = thread.removeprefix(_PREFIX).rpartition(":")
    try:
        moment = datetime.strptime(since, _SINCE).replace(tzinfo=UTC)
    except ValueError:
        return key, None
    return key, moment if key and thread.startswith(_PREFIX) else None


def _name(key: str) -> str:
    kind, _, name = key.partition(":")
    return f"{_KINDS.get(kind, kind)} {name}" if name else _NAMES.get(key, key)


def _lasted(span: timedelta) -> str:
    minutes = max(round(span.total_seconds() / 60), 0)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 2880 else f"{minutes // 1440} days"
