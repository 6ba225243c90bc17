"""What a reader's word about an incident leads to: split it, or merge it with another; messages follow. Pure.

Both are one plan, recorded whole inside the placing transaction, so that nothing is placed in between::

    split   the rest keeps its messages: each is edited, a reply says that it was taken apart
            the new one is told to the same channels, if the old one was told at all
    merge   the one that stays is edited, and told where only the other one was
            the other one's messages are edited to say where it is told now
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from monitor.alert.parcels import maps_for, parcels_for
from monitor.alert.policy import Tell
from monitor.errors import InputError
from monitor.incidents.mending import merge, split
from monitor.incidents.teaching import lesson
from monitor.model import AlertKind, AlertPolicy, Change, ChangeKind, Incident, Lesson, Parcel, Plan


def plan_split(incident: Incident, article_keys: Collection[str], now: datetime, policy: AlertPolicy) -> Plan:
    """The articles become an incident of their own. Raises InputError where a side would be empty."""
    _not_merged(incident)
    rest, opened = split(incident, article_keys, now)
    learned = _learned(lesson(rest, opened, now, policy, same=False))
    if not incident.alerted:
        return Plan(incidents=(rest, opened), lessons=learned)
    opened = _told(opened, incident.channels, incident.watches)
    change = Change(kind=ChangeKind.OTHER, after=f"a reader took part of it out: that is now told as {opened.id}")
    return Plan(
        incidents=(rest, opened), lessons=learned,
        parcels=(*_changed(rest, rest.channels, change, now), *_first(opened, opened.channels, now, policy)))


def plan_merge(a: Incident, b: Incident, now: datetime, policy: AlertPolicy) -> Plan:
    """Both are told as one from now on. Raises InputError where one of them is not there any more."""
    _not_merged(a)
    _not_merged(b)
    stays, goes = merge(a, b, now)
    before = a if a.id == stays.id else b
    other = b if before is a else a
    told = before.channels if before.alerted else ()
    added = tuple(channel for channel in stays.channels if channel not in told) if stays.alerted else ()
    change = Change(kind=ChangeKind.OTHER, after=f"a reader found that {goes.id} is the same attack")
    gone = Change(kind=ChangeKind.OTHER, after=f"the same attack as {stays.id}, told there from now on")
    return Plan(incidents=(stays, goes), lessons=_learned(lesson(a, b, now, policy, same=True)), parcels=(
        *_changed(stays, told, change, now), *_first(stays, added, now, policy),
        *(_changed(goes, other.channels, gone, now) if other.alerted else ())))


def _learned(found: Lesson | None) -> tuple[Lesson, ...]:
    return () if found is None else (found,)


def _not_merged(incident: Incident) -> None:
    if incident.merged_into:
        raise InputError(f"incident {incident.id} was merged into {incident.merged_into}; work on that one")


def _told(incident: Incident, channels: tuple[str, ...], watches: tuple[str, ...]) -> Incident:
    return replace(incident, alerted=True, channels=channels, watches=watches)


def _changed(incident: Incident, channels: tuple[str, ...], change: Change, now: datetime) -> tuple[Parcel, ...]:
    return parcels_for(Tell(kind=AlertKind.CORRECTION, loud=(change,)), incident, channels, now)


def _first(incident: Incident, channels: tuple[str, ...], now: datetime, policy: AlertPolicy) -> tuple[Parcel, ...]:
    mapped = tuple(channel for channel in channels if channel in policy.maps)
    return (*parcels_for(Tell(kind=AlertKind.NEW), incident, channels, now), *maps_for(incident, (), mapped, (), now))
