"""The figures and the readiness of one running service. The edge of this room: it asks the store and a steady clock."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from monitor.collect.polling import health
from monitor.health.metrics import Metrics, Snapshot
from monitor.health.readiness import Pulse, Readiness, assess
from monitor.model import AlertKind, Config, FeedState, Incident, Parcel, ParcelKind, ParcelState, Polled, SendOutcome, Sent
from monitor.model.stored import Waiting


class Figures(Protocol):
    """What is asked of the store."""

    def waiting(self) -> tuple[Waiting, ...]:
        """Parcels that are not settled."""

    def outbox_counts(self) -> dict[ParcelState, int]:
        """Parcels by state."""

    def oldest_pending(self, now: datetime) -> datetime | None:
        """When the oldest parcel was made that ought to have gone out."""

    def last_judged(self) -> datetime | None:
        """When the last article was judged."""

    def size(self) -> int:
        """Bytes of the database."""

    def incident(self, incident_id: str) -> Incident | None:
        """An incident."""


@dataclass(slots=True)
class Vitals:
    """Kept by the service, asked by the page, the supervisor and the heartbeat."""

    store: Figures
    on_store: Callable[..., Awaitable[Any]]
    clock: Callable[[], datetime]
    monotonic: Callable[[], float] = time.monotonic
    metrics: Metrics = field(default_factory=Metrics)
    pulse: Pulse = field(default_factory=Pulse)
    model_id: str = ""
    _failing: dict[str, str] = field(default_factory=dict)
    """What the store last refused, and why: a disk with a few bytes left takes the lease and refuses the news."""

    def ticked(self) -> None:
        """The schedule ran."""
        self.pulse.ticked_at = self.monotonic()

    def wrote(self, *, holds: bool) -> None:
        """The lease was asked for in a durable write; ``holds``: it is ours."""
        self.pulse.wrote_at, self.pulse.holds = self.monotonic(), holds

    def store_answered(self, what: str, problem: str = "") -> None:
        """How the store took something; a problem stands until it takes the same thing."""
        if problem:
            self._failing[what] = problem
        else:
            self._failing.pop(what, None)
        self.pulse.store_problem = next(iter(self._failing.values()), "")

    def forget_problems(self) -> None:
        """What failed may not be asked for here again: other settings are in force, or others do it."""
        self._failing.clear()
        self.pulse.store_problem = ""

    def job_done(self, job: str) -> None:
        """A job ended as it should."""
        self.store_answered(f"job {job}")

    def job_failed(self, job: str, store_problem: str) -> None:
        """A job ended in an error; ``store_problem``: that of the store, empty for any other."""
        self.metrics.job_failed(job)
        if store_problem:
            self.store_answered(f"job {job}", store_problem)

    def polled(self, polled: Polled, seconds: float, *, first: bool) -> None:
        """One poll ended."""
        self.metrics.polled(polled, seconds, self.clock(), first=first)

    async def answered(self, parcel: Parcel, outcome: SendOutcome) -> None:
        """A channel answered to a parcel."""
        self.metrics.answered(parcel, outcome)
        if isinstance(outcome, Sent) and parcel.about is AlertKind.NEW and parcel.kind is ParcelKind.SEND:
            now = self.clock()
            incident: Incident | None = await self.on_store(self.store.incident, parcel.thread)
            published = min((m.published for m in incident.telling), default=None) if incident else None
            self.metrics.alert_taken(parcel, now, published)

    def readiness(self) -> Readiness:
        """Whether the service does its work."""
        return assess(self.pulse, self.model_id, self.monotonic())

    async def exposition(self, config: Config, states: Mapping[str, FeedState], polling: int) -> bytes:
        """The text of /metrics."""
        now = self.clock()
        seen: Snapshot = await self.on_store(self._snapshot, config, dict(states), polling, now)
        return self.metrics.text(seen)

    def _snapshot(self, config: Config, states: Mapping[str, FeedState], polling: int, now: datetime) -> Snapshot:
        return Snapshot(
            now=now, model_id=self.model_id, ready=self.readiness().ready, waiting=self.store.waiting(), polling=polling,
            feeds=tuple(health(feed, states.get(feed.name), now, config.fetch) for feed in config.feeds),
            failed=self.store.outbox_counts()[ParcelState.FAILED], oldest_pending=self.store.oldest_pending(now),
            last_judged=self.store.last_judged(), store_bytes=self.store.size(),
        )
