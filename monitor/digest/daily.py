"""Digests from the store, each sent once: a row decides, claimed in the same transaction that queues the message."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from monitor.alert.parcels import map_lane
from monitor.collect.polling import health, troubled
from monitor.digest import presence
from monitor.digest.building import LOOKED_AT, TIMELINE, build
from monitor.digest.chat import as_message, found_at
from monitor.digest.periods import before, due_period, kinds_wanted, period_of
from monitor.digest.precision import precision
from monitor.model import AlertKind, Config, FeedHealth, FeedTrouble, Message, Parcel, ParcelKind, Plan
from monitor.model.digests import Digest, DigestKind, DigestPicture, Material, Period, Unseen
from monitor.store import Store

BEATS, OUTAGES = "presence", "outages"
"""Names of the notes in the store."""
NEAR_MISSES = 20
UNJUDGED = 40
SET_BACK = timedelta(minutes=2)
"""A last beat so far ahead of now tells of a clock that was set back, before a restart or since."""
NEAR = 0.05
"""Probability under which silence was no near thing."""


def digest_of(day: date, store: Store, config: Config, now: datetime) -> Digest:
    """The digest of a local day, from the store."""
    return digest_of_period(period_of(DigestKind.DAILY, day, config.digest), store, config, now)


def digest_of_period(period: Period, store: Store, config: Config, now: datetime) -> Digest:
    """The digest of any period as it was, or would have been, told when it was due; of one not over yet, as of ``now``."""
    as_of = min(now, period.due)
    return build(period, as_of, _material(period, as_of, store, config, now), config.digest)


def _material(period: Period, as_of: datetime, store: Store, config: Config, now: datetime) -> Material:
    start, end = period.start, min(period.end, as_of)
    near = store.near_misses(start, end, NEAR_MISSES)
    return Material(
        opened=store.incidents_as_of(start, end, as_of), revised=store.revised_between(start, end, as_of),
        earlier=store.incidents_as_of(_history_start(period, config), start, as_of),
        changed_since=store.changed_since(start, end, as_of) if as_of < now else (),
        watched_since=store.watched_since(), entries=store.entry_count(start, end), held=store.held_counts(start, end),
        near_misses=tuple(miss for miss in near if miss.probability >= NEAR),
        unjudged=store.unjudged(start, end, UNJUDGED), unseen=_unseen(start, end, as_of, store, config, now),
        precision=precision(store.reader_verdicts(), as_of),
    )


def _history_start(period: Period, config: Config) -> datetime:
    """Far enough back for what is usual and for the timeline."""
    first = period.end - TIMELINE
    for _ in range(LOOKED_AT[period.kind]):
        period = before(period, config.digest)
    return min(first, period.start)


def _unseen(start: datetime, end: datetime, as_of: datetime, store: Store, config: Config, now: datetime) -> Unseen:
    judged, by_summary = store.reading_depth(start, end)
    seen = Unseen(unjudged=store.unjudged_languages(start, end), judged=judged, by_summary=by_summary)
    known = presence.of_bodies(store.watermark(BEATS), store.watermark(OUTAGES))
    if known.began is None:  # no service ever ran on this store: what can be said is how the feeds are doing now
        return replace(seen, feeds=_failing(store, config, now))
    span = (start, end, min(as_of, now))
    asked = [feed.language for feed in config.feeds if feed.enabled]
    return replace(seen, feeds=presence.troubles_within(known, *span), gaps=presence.gaps_within(known, *span),
                   dark=presence.dark_languages(known, asked, *span), noted=end > known.began)


def _failing(store: Store, config: Config, now: datetime) -> tuple[FeedTrouble, ...]:
    return tuple(FeedTrouble(feed=h.feed, language=h.language, what=h.what, since=h.last_success)
                 for h in troubled(feed_health(store, config, now)))


def note_presence(store: Store, config: Config, now: datetime) -> None:
    """Note that the monitor runs, and which feeds it cannot see; the outages are written only where they changed.

    Where the clock was set back since the last note, what waits for a time of the old clock is moved along.
    """
    before = presence.of_bodies(store.watermark(BEATS), store.watermark(OUTAGES))
    if before.beat is not None and before.beat - now > SET_BACK:
        store.clock_set_back(now, before.beat - now)
    often, seldom = presence.as_bodies(presence.noted(before, _failing(store, config, now), now))
    store.set_watermark(BEATS, now, often)
    if seldom != presence.as_bodies(before)[1]:
        store.set_watermark(OUTAGES, now, seldom)


def feed_health(store: Store, config: Config, now: datetime) -> tuple[FeedHealth, ...]:
    """How every configured feed is doing."""
    states = {state.feed: state for state in store.feed_states()}
    return tuple(health(feed, states.get(feed.name), now, config.fetch) for feed in config.feeds)


def send_due_digest(store: Store, config: Config, now: datetime) -> bool:
    """Queue every digest that is due, unless that was done; a run missed while we were down is caught up here, once.

    Called each minute while the monitor runs, which is noted.
    """
    note_presence(store, config, now)
    due = [due_period(kind, config.digest, now) for kind in kinds_wanted(config.digest)]
    sent = [_send(period, store, config, now) for period in due]  # every one, not up to the first that was sent
    return any(sent)


def _send(period: Period, store: Store, config: Config, now: datetime) -> bool:
    name = period.kind.value
    earlier = {known.day for known in store.digest_days() if known.name == name}
    if period.first in earlier:
        return False
    digest = digest_of_period(period, store, config, now)
    # A day on which nothing could be seen is told as such; only before our first day there is nothing to tell.
    telling = bool(digest.entries or earlier)
    with store.placing(now) as desk:
        if not store.claim_digest(name, period.first, now):
            return False
        if telling:
            desk.commit(Plan(parcels=_parcels(digest, config, now)))
    return telling


def _parcels(digest: Digest, config: Config, now: datetime) -> tuple[Parcel, ...]:
    message = as_message(digest, found_at(digest, config.web_url))
    kind = digest.period.kind
    span = "" if kind is DigestKind.DAILY else f"{kind.value}:"
    thread = f"digest:{span}{digest.day.isoformat()}"
    words = tuple(
        Parcel(dedup_key=f"{thread}:{channel}", channel=channel, kind=ParcelKind.SEND, about=AlertKind.DIGEST,
               thread=thread, revision=1, message=message, created_at=now, not_before=now)
        for channel in config.digest.channels
    )
    pictured = [channel for channel in config.digest.channels if channel in config.alerts.maps]
    return words + tuple(_picture(part, thread, channel, now) for channel in pictured for part in DigestPicture)


def _picture(part: DigestPicture, thread: str, channel: str, now: datetime) -> Parcel:
    """A picture under a digest; drawn when it is shown, so its words here are read by nobody."""
    name = f"{thread}#{part}"
    return Parcel(dedup_key=f"{name}:{channel}", channel=map_lane(channel), kind=ParcelKind.EDIT, about=AlertKind.PICTURE,
                  thread=name, revision=1, message=Message(html=part, plain=part, silent=True), created_at=now, not_before=now)


def period_of_thread(thread: str, config: Config) -> Period | None:
    """The period a digest's thread is about; None for what is no digest. Raises InputError where its day is none."""
    what, _, rest = thread.partition("#")[0].partition(":")
    kind, _, day = rest.rpartition(":")
    if what != "digest":
        return None
    return period_of(DigestKind(kind) if kind else DigestKind.DAILY, date.fromisoformat(day), config.digest)
