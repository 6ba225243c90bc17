"""Observations of a monitor that is well; every value can be changed by keyword."""

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model import FeedCondition, FeedHealth
from monitor.model.notices import Observations

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def feed(name: str = "North", condition: FeedCondition = FeedCondition.OK, **changes: Any) -> FeedHealth:
    """A feed as its line of health has it."""
    values: dict[str, Any] = {
        "feed": name, "language": "en", "condition": condition, "what": f"is {condition.value}", "last_success": NOW, "last_new_entry": NOW,
        "failures": 0, "next_due": NOW,
    }
    return FeedHealth(**(values | changes))


def failing(name: str, hours: float, failures: int = 9) -> FeedHealth:
    """A feed that last answered so many hours ago."""
    return feed(name, FeedCondition.FAILING, last_success=NOW - hours * HOUR, failures=failures)


def seen(**changes: Any) -> Observations:
    """All is well."""
    values: dict[str, Any] = {
        "now": NOW, "started_at": NOW - 100 * HOUR, "feeds": (feed(), feed("South")), "silent_after": 48 * HOUR,
        "last_judged": NOW - HOUR / 2, "disk_free": 50_000_000_000, "channels": ("chat",), "taking": frozenset({"chat"}),
    }
    return Observations(**(values | changes))
