"""From a decision to speak to rows of the outbox: one message per incident and channel, edited as facts change."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.alert.callbacks import alert_buttons
from monitor.alert.changes import reply_message
from monitor.alert.policy import Tell
from monitor.alert.rendering import alert_message, sources_left_out
from monitor.alert.text import markup
from monitor.alert.wording import where
from monitor.model import AlertKind, Change, ChangeKind, Incident, Message, Parcel, ParcelKind


def parcels_for(
    tell: Tell, incident: Incident, channels: Sequence[str], now: datetime, muted: Collection[str] = (),
) -> tuple[Parcel, ...]:
    """What to put into the outbox for one revision of an incident.

    A first word is one send per channel. Later each channel's message is edited, and where something material
    changed a reply says only that, but for channels that muted the place.
    """
    news_of_dead = tell.kind is AlertKind.NEW or any(change.kind is ChangeKind.DEATHS for change in tell.loud)
    urgent = news_of_dead and bool(incident.facts.killed)
    buttons = alert_buttons(incident.id, on_map=incident.facts.lat is not None, more=sources_left_out(incident))
    alert = replace(alert_message(incident, now), urgent=urgent, buttons=buttons)
    if tell.kind is AlertKind.NEW:
        return tuple(_parcel(tell.kind, ParcelKind.SEND, incident, channel, alert, now) for channel in channels)
    edits = [_parcel(tell.kind, ParcelKind.EDIT, incident, channel, alert, now) for channel in channels]
    if not tell.loud:
        return tuple(edits)
    reply = replace(reply_message(incident, tell.loud), urgent=urgent)
    replies = [_parcel(tell.kind, ParcelKind.REPLY, incident, channel, reply, now)
               for channel in channels if channel not in muted]
    return (*edits, *replies)


def map_lane(channel: str) -> str:
    """The lane of the outbox for a channel's pictures: what waits in it holds up nothing of the channel itself."""
    return f"{channel} (map)"


def maps_for(
    incident: Incident, changes: Sequence[Change], new: Sequence[str], known: Sequence[str], now: datetime,
) -> tuple[Parcel, ...]:
    """The maps one revision asks for: ``new`` channels get one where the base is named, ``known`` ones where it changed."""
    moved = any(change.kind is ChangeKind.PLACE for change in changes)
    channels = (*(new if incident.facts.base_id else ()), *(known if moved else ()))
    text = f"Map: {where(incident.facts)}"
    return tuple(
        # An edit without a message to edit is shown as a new one: that is what the first map is.
        Parcel(dedup_key=f"map:{incident.id}:{incident.revision}:{channel}", channel=map_lane(channel),
               kind=ParcelKind.EDIT, about=AlertKind.PICTURE, thread=incident.id, revision=incident.revision,
               message=Message(html=markup(text), plain=text, silent=True), created_at=now, not_before=now)
        for channel in channels
    )


def _parcel(
    about: AlertKind, kind: ParcelKind, incident: Incident, channel: str, message: Message, now: datetime,
) -> Parcel:
    return Parcel(
        dedup_key=f"{incident.id}:{incident.revision}:{channel}:{kind}", channel=channel, kind=kind, about=about,
        thread=incident.id, revision=incident.revision, message=message, created_at=now, not_before=now,
    )
