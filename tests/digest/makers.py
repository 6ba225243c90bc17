"""Digests of our own writing."""

from datetime import UTC, date, datetime
from typing import Any

from monitor.digest.building import build
from monitor.model import Digest, FeedTrouble, HeldCount, HeldReason, Incident, NearMiss

DAY = date(2026, 3, 1)
MADE = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


def digest(*incidents: Incident, **changes: Any) -> Digest:
    """A day with these incidents."""
    values: dict[str, Any] = {
        "opened": incidents, "updated": (), "entries": 480,
        "held": (HeldCount(reason=HeldReason.NO_WATCH, count=400), HeldCount(reason=HeldReason.STALE, count=3)),
        "near_misses": (NearMiss(article="n1", url="https://east.example/n1", outlet="East Post", title="Blast heard near a camp",
                                 probability=0.31, reason=HeldReason.BELOW_THRESHOLD),),
        "troubles": (FeedTrouble(feed="South", language="ar", what="failed 7 times in a row: 500"),),
        "day_counts": (1, 0, 2, 1, 0, 3, 1),
    }
    return build(DAY, "UTC", **(values | changes))
