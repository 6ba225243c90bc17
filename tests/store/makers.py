"""Small values for the tests of the store; every one can be changed by keyword."""

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model import (
    AlertKind, Article, Decision, Facts, Held, HeldReason, Incident, Label, Member, Message, Parcel, ParcelKind, Plan,
    Signature, Status, Verdict,
)

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def article(key: str = "a1", **changes: Any) -> Article:
    """An article of our own writing."""
    values: dict[str, Any] = {
        "key": key, "feed": "north", "outlet": "North Post", "url": f"https://north.example/{key}", "title": f"Title {key}",
        "summary": f"Summary {key}", "text": f"Text {key}", "published": NOW, "seen_at": NOW, "content_hash": f"hash {key}",
    }
    return Article(**(values | changes))


def decision(key: str = "a1", reason: HeldReason | None = HeldReason.NO_WATCH, **changes: Any) -> Decision:
    """A decision about an article, held unless ``reason`` is None."""
    held = None if reason is None else Held(article=key, reason=reason, detail="so it is")
    return Decision(article=article(key, **changes), held=held)


def judged(key: str, probability: float, reason: HeldReason, **changes: Any) -> Decision:
    """A decision of the model."""
    verdict = Verdict(article=key, label=Label.RELATED, probability=probability, alert=False)
    held = Held(article=key, reason=reason)
    return Decision(article=article(key, **changes), verdict=verdict, held=held)


def member(key: str = "a1", **changes: Any) -> Member:
    """A source of an incident."""
    values: dict[str, Any] = {
        "article": key, "outlet": "North Post", "url": f"https://north.example/{key}", "title": f"Title {key}",
        "published": NOW, "seen_at": NOW, "origin": key, "signature": Signature(minhash=b"\x00\xff", terms=("rocket",)),
    }
    return Member(**(values | changes))


def incident(incident_id: str = "i1", **changes: Any) -> Incident:
    """An incident with one member."""
    values: dict[str, Any] = {
        "id": incident_id, "opened_at": NOW, "updated_at": NOW, "revision": 1, "status": Status.REPORTED,
        "facts": Facts(place="Camp North"), "members": (member(),),
    }
    return Incident(**(values | changes))


def parcel(dedup_key: str = "i1:1:chat:send", **changes: Any) -> Parcel:
    """A parcel that is due."""
    values: dict[str, Any] = {
        "dedup_key": dedup_key, "channel": "chat", "kind": ParcelKind.SEND, "about": AlertKind.NEW, "thread": "i1",
        "revision": 1, "message": Message(html="<b>text</b>", plain="text"), "created_at": NOW, "not_before": NOW,
    }
    return Parcel(**(values | changes))


def edit(revision: int, thread: str = "i1", **changes: Any) -> Parcel:
    """An edit of a thread's message."""
    return parcel(f"{thread}:{revision}:chat:edit", kind=ParcelKind.EDIT, about=AlertKind.UPDATE, thread=thread,
                  revision=revision, **changes)


def plan_of(*parcels: Parcel) -> Plan:
    """A plan of parcels alone."""
    return Plan(parcels=parcels)
