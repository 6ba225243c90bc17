"""The day's digest, once: a row in the store decides, claimed in the same transaction that queues the message."""

from collections.abc import Sequence
from datetime import date, datetime

from monitor.collect.polling import health, troubled
from monitor.digest.building import build, day_span, due_day
from monitor.digest.rendering import as_message
from monitor.model import (
    AlertKind, Config, Digest, FeedHealth, FeedTrouble, HeldCount, Incident, Parcel, ParcelKind, Plan,
)
from monitor.store import Store

NEAR_MISSES = 20
UNJUDGED = 40
NEAR = 0.05
"""Probability under which silence was no near thing."""
USUAL_DAYS = 28


def digest_of(day: date, store: Store, config: Config, now: datetime) -> Digest:
    """The digest of a local day, from the store."""
    start, end = day_span(day, config.digest.timezone)
    opened: Sequence[Incident] = store.incidents_between(start, end)
    held: Sequence[HeldCount] = store.held_counts(start, end)
    near = [miss for miss in store.near_misses(start, end, NEAR_MISSES) if miss.probability >= NEAR]
    return build(
        day, config.digest.timezone, opened, store.incidents_updated_between(start, end),
        store.entry_count(start, end), held, near, _troubles(store, config, now),
        store.incident_day_counts(start, USUAL_DAYS), store.unjudged(start, end, UNJUDGED),
    )


def _troubles(store: Store, config: Config, now: datetime) -> tuple[FeedTrouble, ...]:
    return tuple(FeedTrouble(feed=h.feed, language=h.language, what=h.what)
                 for h in troubled(feed_health(store, config, now)))


def feed_health(store: Store, config: Config, now: datetime) -> tuple[FeedHealth, ...]:
    """How every configured feed is doing."""
    states = {state.feed: state for state in store.feed_states()}
    return tuple(health(feed, states.get(feed.name), now, config.fetch) for feed in config.feeds)


def send_due_digest(store: Store, config: Config, now: datetime) -> bool:
    """Queue the digest that is due, unless that was done; a run missed while we were down is caught up here, once."""
    day = due_day(config.digest, now)
    earlier = {known.day for known in store.digest_days() if known.name == "daily"}
    if not config.digest.enabled or day in earlier:
        return False
    digest = digest_of(day, store, config, now)
    # A day on which nothing could be seen is told as such; only before our first day there is nothing to tell.
    telling = bool(digest.entries or earlier)
    with store.placing(now) as desk:
        if not store.claim_digest("daily", day, now):
            return False
        if telling:
            desk.commit(Plan(parcels=_parcels(digest, config, now)))
    return telling


def _parcels(digest: Digest, config: Config, now: datetime) -> tuple[Parcel, ...]:
    message = as_message(digest)
    thread = f"digest:{digest.day.isoformat()}"
    return tuple(
        Parcel(dedup_key=f"{thread}:{channel}", channel=channel, kind=ParcelKind.SEND, about=AlertKind.DIGEST,
               thread=thread, revision=1, message=message, created_at=now, not_before=now)
        for channel in config.digest.channels
    )
