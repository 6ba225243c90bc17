"""What a server's headers ask of the next poll. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

RETRY_AFTER_LIMIT = timedelta(hours=24)


def validator(headers: Mapping[str, str], name: str) -> str:
    """Byte for byte; empty where it could not be sent back in a header (it would fail every later poll)."""
    value = headers.get(name, "")
    return value if value.isascii() and value.isprintable() else ""


def max_age(headers: Mapping[str, str]) -> timedelta | None:
    """Cache-Control max-age, at most a year; None where it is not said."""
    for part in headers.get("Cache-Control", "").split(","):
        name, _, value = part.strip().partition("=")
        if name.lower() == "max-age" and value.isascii() and value.isdigit():
            return timedelta(seconds=min(int(value[:9]), 31_536_000))
    return None


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Retry-After as seconds or as a date; a date counts from the server's own Date, so clocks need not agree."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), RETRY_AFTER_LIMIT)
    try:
        moment = parsedate_to_datetime(value)
        server_now = parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):
        return None
    return min(max(_aware(moment) - _aware(server_now), timedelta(0)), RETRY_AFTER_LIMIT)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
