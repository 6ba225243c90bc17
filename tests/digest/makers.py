"""Digests of our own writing."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from monitor.digest.building import build
from monitor.digest.periods import period_of
from monitor.model import DigestSettings, FeedTrouble, HeldCount, HeldReason, Incident, NearMiss
from monitor.model.digests import Digest, DigestKind, Material, Revised, Unseen
from tests.alert.makers import incident

DAY = date(2026, 3, 1)
MADE = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
SETTINGS = DigestSettings(at=time(7), timezone="UTC")
START = datetime(2026, 3, 1, tzinfo=UTC)


def days(*counts: int) -> tuple[Incident, ...]:
    """So many attacks on each of the days before DAY, the last number on the day before."""
    return tuple(
        incident(id=f"d{back}-{n}", alerted=True, opened_at=START - timedelta(days=back) + timedelta(hours=5))
        for back, count in enumerate(reversed(counts), 1) for n in range(count))


def digest(*incidents: Incident, kind: DigestKind = DigestKind.DAILY, day: date = DAY, **changes: Any) -> Digest:
    """A day with these incidents, a week after the first."""
    values: dict[str, Any] = {
        "opened": incidents, "entries": 480,
        "held": (HeldCount(reason=HeldReason.NO_WATCH, count=400), HeldCount(reason=HeldReason.STALE, count=3)),
        "near_misses": (NearMiss(article="n1", url="https://east.example/n1", outlet="East Post", title="Blast heard near a camp",
                                 probability=0.31, reason=HeldReason.BELOW_THRESHOLD),),
        "unseen": Unseen(feeds=(FeedTrouble(feed="South", language="ar", what="failed 7 times in a row: 500"),)),
        "earlier": days(1, 0, 2, 1, 0, 3, 1), "watched_since": START - timedelta(days=7),
    }
    period = period_of(kind, day, SETTINGS)
    return build(period, period.due, Material(**(values | changes)), SETTINGS)


def revised(one: Incident, **before: Any) -> Revised:
    """An incident known before, when fewer had been wounded; ``before``: what else was different."""
    values: dict[str, Any] = {"facts": replace(one.facts, wounded=1), "revision": 1} | before
    then = replace(one, **values)
    now = replace(one, revision=2)
    return Revised(before=then, after=now, standing=now)
