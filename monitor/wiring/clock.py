"""The one file that reads the time of day."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)
