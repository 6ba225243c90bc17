"""Incidents, members and parcels of our own writing for the tests of telling; every value can be changed by keyword."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model import (
    AlertKind, Article, Facts, Incident, Member, Message, Outcome, Parcel, ParcelKind, Precision, Status, Weapon, When,
)

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def hour_of(moment: datetime) -> When:
    """An hour that is known exactly."""
    return When(start=moment, end=moment + HOUR, precision=Precision.HOUR)


def facts(**changes: Any) -> Facts:
    """Rockets on a base in Iraq that hurt two."""
    values: dict[str, Any] = {
        "place": "Ain al-Asad air base", "country": "Iraq", "base_id": "ain-al-asad", "base_named": True,
        "when": hour_of(NOW - 4 * HOUR), "weapon": Weapon.ROCKET, "rounds": 5, "wounded": 2, "outcome": Outcome.HIT,
    }
    return Facts(**(values | changes))


def member(key: str = "a1", **changes: Any) -> Member:
    """A source."""
    values: dict[str, Any] = {
        "article": key, "outlet": "North Post", "url": f"https://north.example/{key}",
        "title": "Rockets hit air base in western Iraq", "published": NOW - HOUR, "seen_at": NOW - HOUR, "origin": key,
    }
    return Member(**(values | changes))


def incident(**changes: Any) -> Incident:
    """An incident of one source, as settled."""
    values: dict[str, Any] = {
        "id": "i7q2", "opened_at": NOW - HOUR, "updated_at": NOW - HOUR, "revision": 1, "status": Status.REPORTED,
        "facts": facts(), "members": (member(),),
    }
    return Incident(**(values | changes))


def article(**changes: Any) -> Article:
    """An article that tells of it."""
    values: dict[str, Any] = {
        "key": "a1", "feed": "north", "outlet": "North Post", "url": "https://north.example/a1",
        "title": "Rockets hit air base", "summary": "", "published": NOW - HOUR, "seen_at": NOW,
    }
    return Article(**(values | changes))


def parcel(kind: ParcelKind = ParcelKind.SEND, **changes: Any) -> Parcel:
    """One thing to say in the channel ``chat``."""
    revision = changes.get("revision", 1)
    thread, channel = changes.get("thread", "i1"), changes.get("channel", "chat")
    values: dict[str, Any] = {
        "dedup_key": f"{thread}:{revision}:{channel}:{kind}", "channel": channel, "kind": kind,
        "about": AlertKind.NEW if kind is ParcelKind.SEND else AlertKind.UPDATE, "thread": thread, "revision": revision,
        "message": Message(html=f"<b>word {revision}</b>", plain=f"word {revision}"), "created_at": NOW, "not_before": NOW,
    }
    return Parcel(**(values | changes))


def told(about: Parcel, text: str, *, silent: bool = False) -> Parcel:
    """The same parcel with other words."""
    return replace(about, message=Message(html=text, plain=text, silent=silent))
