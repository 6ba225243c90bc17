"""Figures for Prometheus. The only file that imports its client; each service has a registry of its own.

Labels come from small fixed sets and from config.yaml (channel and feed names), never from the news, never from readers: no
chat id, no title, no URL. Feeds are named in two gauges only, and at most ``FEEDS_NAMED`` of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from monitor.model import (
    Decision, FeedCondition, FeedHealth, HeldReason, Label, Parcel, ParcelKind, Polled, RestsOn, SendOutcome,
)
from monitor.model.readers import READER_CHANNEL
from monitor.model.stored import Waiting

CONTENT_TYPE = CONTENT_TYPE_LATEST
FEEDS_NAMED = 1000
DOUBT_ENDS = ("found", "absent", "unresolved")
_MINUTES = (10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400)
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What is read when the figures are asked for."""

    now: datetime
    model_id: str
    ready: bool
    feeds: tuple[FeedHealth, ...]
    waiting: tuple[Waiting, ...]
    failed: int
    """Parcels given up for good."""
    oldest_pending: datetime | None
    last_judged: datetime | None
    store_bytes: int
    polling: int
    """Polls under way."""


class Metrics:
    """What one service counts."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)  # process_resident_memory_bytes, process_open_fds, process_cpu_seconds_total ...

        def counter(name: str, what: str, *labels: str) -> Counter:
            return Counter(name, what, labels, namespace="basewatch", registry=registry)

        def gauge(name: str, what: str, *labels: str) -> Gauge:
            return Gauge(name, what, labels, namespace="basewatch", registry=registry)

        def times(name: str, what: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
            return Histogram(name, what, labels, namespace="basewatch", registry=registry, buckets=buckets)

        self._polls = counter("polls", "Polls of feeds by outcome: ok, not_modified, or the kind of failure.", "outcome")
        self._poll_times = times("poll_duration_seconds", "How long one poll took, its new entries dealt with.", _SECONDS)
        self._entries = counter("entries", "Entries of feed documents: new, changed, known, or skipped as unreadable.", "state")
        self._decisions = counter("decisions", "Articles by what was decided: told, or why held.", "decision")
        self._gate = counter("gate_passed", "Articles that passed the keyword gate and were judged.")
        self._pages = counter("pages", "Judged articles by what their text rests on.", "rests_on")
        self._judged = counter("judged", "Judged articles by the label of the model.", "label")
        self._tellings = counter("tellings", "What was said to readers: new, update, correction.", "kind")
        self._deliveries = counter("deliveries", "What channels answered to parcels.", "channel", "kind", "outcome")
        self._sight = times("sight_latency_seconds", "From publication of an article to our first sight of it.", _MINUTES)
        self._deciding = times("decision_latency_seconds", "From first sight of an article to the decision about it.", _SECONDS)
        self._delivery = times("delivery_latency_seconds", "From the decision to a channel's taking of a new alert.", _SECONDS,
                               "channel")
        self._alert = times("alert_latency_seconds", "From the first publication of an attack to a channel's taking of its alert.",
                            _MINUTES, "channel")
        self._doubts = counter("doubts", "Messages whose answer was lost, by how that ended: found, absent, unresolved.", "end")
        self._job_errors = counter("job_errors", "Jobs of the schedule that ended in an error.", "job")
        self._pings = counter("heartbeats", "Pings to the dead-man switch by outcome.", "outcome")

        self._info = gauge("model_info", "1; the label names the model in use.", "model_id")
        self._ready = gauge("ready", "1 where /readyz says so.")
        self._feeds = gauge("feeds", "Feeds by condition.", "condition")
        self._feed_success = gauge("feed_last_success_timestamp_seconds", "When a feed last answered.", "feed")
        self._feed_failures = gauge("feed_failures", "Failures of a feed in a row.", "feed")
        self._parcels = gauge("outbox_parcels", "Parcels that are not settled.", "channel", "state")
        self._failed = gauge("outbox_failed_parcels", "Parcels given up for good.")
        self._oldest = gauge("outbox_oldest_pending_age_seconds", "Age of the oldest parcel that ought to have gone out; 0: none.")
        self._judged_age = gauge("last_judged_age_seconds", "Since an article was judged; NaN before the first.")
        self._size = gauge("store_size_bytes", "Size of the database.")
        self._polling = gauge("polls_in_progress", "Polls under way.")
        self._name_fixed_sets()

    def _name_fixed_sets(self) -> None:
        """Series that exist from the start: a counter that appears with its first event hides that event from rate()."""
        for outcome in ("ok", "not_modified", "surprise"):
            self._polls.labels(outcome)
        for state in ("new", "changed", "known", "skipped"):
            self._entries.labels(state)
        for decision in ("told", *(reason.value for reason in HeldReason)):
            self._decisions.labels(decision)
        for label in Label:
            self._judged.labels(label.value)
        for end in DOUBT_ENDS:
            self._doubts.labels(end)
        for rests_on in RestsOn:
            self._pages.labels(rests_on.value)

    def polled(self, polled: Polled, seconds: float, now: datetime, *, first: bool) -> None:
        """One poll ended. ``first``: the feed's first one, whose backlog says nothing about our lateness."""
        self._polls.labels(_poll_outcome(polled)).inc()
        self._poll_times.observe(seconds)
        taken = polled.taken
        known = max(0, polled.entries - polled.skipped - taken.new - taken.changed)
        for state, count in (("new", taken.new), ("changed", taken.changed), ("known", known), ("skipped", polled.skipped)):
            self._entries.labels(state).inc(count)
        for decision in taken.decisions:
            self._decided(decision, now, fresh=not first and decision.article.key not in taken.known)
        for telling in taken.tellings:
            self._tellings.labels(telling.kind.value).inc()

    def _decided(self, decision: Decision, now: datetime, *, fresh: bool) -> None:
        article = decision.article
        self._decisions.labels(decision.held.reason.value if decision.held else "told").inc()
        if fresh:
            self._sight.observe(_seconds(article.seen_at - article.published))
        if decision.verdict is not None:
            self._gate.inc()
            self._pages.labels(article.rests_on.value).inc()
            self._judged.labels(decision.verdict.label.value).inc()
            self._deciding.observe(_seconds(now - article.seen_at))

    def answered(self, parcel: Parcel, outcome: SendOutcome) -> None:
        """A channel answered to a parcel."""
        self._deliveries.labels(_channel(parcel.channel), parcel.kind.value, _snake(type(outcome).__name__)).inc()

    def alert_taken(self, parcel: Parcel, now: datetime, published: datetime | None) -> None:
        """A channel took a new alert. ``published``: the first publication of its attack; None where it is not known."""
        assert parcel.kind is ParcelKind.SEND
        self._delivery.labels(_channel(parcel.channel)).observe(_seconds(now - parcel.created_at))
        if published is not None:
            self._alert.labels(_channel(parcel.channel)).observe(_seconds(now - published))

    def doubt_settled(self, end: str) -> None:
        """A message whose answer was lost was looked for."""
        self._doubts.labels(end).inc()

    def job_failed(self, job: str) -> None:
        """A job of the schedule ended in an error."""
        self._job_errors.labels(job).inc()

    def pinged(self, *, ok: bool) -> None:
        """The dead-man switch was called."""
        self._pings.labels("ok" if ok else "failed").inc()

    def text(self, seen: Snapshot) -> bytes:
        """The exposition, gauges as of the snapshot."""
        for changing in (self._info, self._feeds, self._feed_success, self._feed_failures, self._parcels):
            changing.clear()  # a feed, channel or model that went must not stay
        self._info.labels(seen.model_id).set(1)
        self._ready.set(seen.ready)
        self._set_feeds(seen.feeds)
        for waiting in seen.waiting:
            self._parcels.labels(_channel(waiting.channel), waiting.state.value).inc(waiting.count)
        self._failed.set(seen.failed)
        self._oldest.set(_seconds(seen.now - seen.oldest_pending) if seen.oldest_pending else 0)
        self._judged_age.set(_seconds(seen.now - seen.last_judged) if seen.last_judged else float("nan"))
        self._size.set(seen.store_bytes)
        self._polling.set(seen.polling)
        return generate_latest(self.registry)

    def _set_feeds(self, feeds: Iterable[FeedHealth]) -> None:
        counts = dict.fromkeys(FeedCondition, 0)
        for number, feed in enumerate(feeds):
            counts[feed.condition] += 1
            if number < FEEDS_NAMED:
                self._feed_failures.labels(feed.feed).set(feed.failures)
                if feed.last_success:
                    self._feed_success.labels(feed.feed).set(feed.last_success.timestamp())
        for condition, count in counts.items():
            self._feeds.labels(condition.value).set(count)


def _poll_outcome(polled: Polled) -> str:
    if polled.failure is not None:
        return polled.failure.value
    if polled.failed:
        return "surprise"
    return "not_modified" if polled.outcome == "304" else "ok"


def _seconds(span: timedelta) -> float:
    """Never negative: a clock that was set back, or a publication dated ahead, would pull a sum down."""
    return max(0.0, span.total_seconds())


def _channel(name: str) -> str:
    """Readers share one label: however many subscribe, the figures stay few, and tell of nobody."""
    return "readers" if name.startswith(READER_CHANNEL) else name


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
