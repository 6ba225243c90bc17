"""What people and sources do to an incident after the fact: split, merge, withdraw. Pure.

A reader's decision is kept in the members themselves (:attr:`~monitor.model.Member.pinned`): placing moves no pinned
member and joins no two groups of them.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from monitor.errors import InputError
from monitor.incidents.claims import settle
from monitor.incidents.origins import in_order
from monitor.incidents.regrouping import new_id
from monitor.model import Incident, Member


def split(incident: Incident, article_keys: Collection[str], now: datetime) -> tuple[Incident, Incident]:
    """The incident without these articles, and a new one with them; both pinned as the reader left them.

    Raises :class:`~monitor.errors.InputError` where either side would be left without an account.
    """
    gone = tuple(m for m in incident.members if m.article in article_keys)
    kept = tuple(m for m in incident.members if m.article not in article_keys)
    for side in (gone, kept):
        if not any(not m.link_only for m in side):
            raise InputError(f"incident {incident.id} cannot be split so: name some, but not all, of its articles")
    first = next(m for m in in_order(gone) if not m.link_only)
    rest = replace(incident, members=_pinned(kept))
    opened = replace(incident, id=new_id(first, {incident.id}, incident), members=_pinned(gone), opened_at=now, revision=0,
                     alerted=False, merged_into="")
    return _revised(rest, now), _revised(opened, now)


def merge(a: Incident, b: Incident, now: datetime) -> tuple[Incident, Incident]:
    """Both as one: first the one that stays (alerted, then opened first), then the other, empty and pointing to it."""
    if a.id == b.id:
        raise InputError(f"incident {a.id} cannot be merged with itself")
    stays, goes = sorted((a, b), key=lambda i: (not i.alerted, i.opened_at, i.id))
    whole = replace(
        stays, members=_pinned((*stays.members, *goes.members)), opened_at=min(a.opened_at, b.opened_at),
        alerted=a.alerted or b.alerted, watches=tuple(dict.fromkeys(stays.watches + goes.watches)),
        channels=tuple(dict.fromkeys(stays.channels + goes.channels)),
    )
    emptied = replace(goes, members=(), merged_into=stays.id, updated_at=now, revision=goes.revision + 1)
    return _revised(whole, now), emptied


def withdraw(incident: Incident, article_key: str, now: datetime) -> Incident:
    """The incident after an article took back its account or was deleted: kept in the ledger, not counted."""
    members = tuple(
        replace(m, withdrawn=True) if m.article == article_key and not m.link_only else m
        for m in incident.members if not (m.article == article_key and m.link_only)
    )
    return incident if members == incident.members else _revised(replace(incident, members=members), now)


def _pinned(members: Collection[Member]) -> tuple[Member, ...]:
    return in_order([m if m.link_only else replace(m, pinned=True) for m in members])


def _revised(incident: Incident, now: datetime) -> Incident:
    return replace(settle(incident), updated_at=now, revision=incident.revision + 1)
