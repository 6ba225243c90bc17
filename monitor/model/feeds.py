"""A configured feed, what is remembered of it between polls, and how it fares."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed of config.yaml."""

    name: str
    """Unique; what people see and what state is stored under."""
    url: str
    outlet: str
    """The publisher: several feeds of one outlet count as one outlet."""
    language: str = ""
    """ISO 639-1, or empty where the feed mixes languages."""
    interval: timedelta = timedelta(minutes=5)
    enabled: bool = True
    login: str = field(default="", repr=False)
    """``user:password`` where config.yaml wrote it into the address; ``url`` is without it, so that it is stored and shown nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is remembered of a feed between polls."""

    feed: str
    url: str
    """Where to ask next: the configured URL, or where a lasting 301 led."""
    configured_url: str
    """The URL of config.yaml when this state began; an edit there starts over."""
    etag: str = ""
    """Byte for byte as received, empty if none; likewise ``last_modified``."""
    last_modified: str = ""
    body_hash: str = ""
    next_due: datetime | None = None
    """None: never polled."""
    failures: int = 0
    """In a row."""
    last_success: datetime | None = None
    last_new_entry: datetime | None = None
    last_error: str = ""
    moved_to: str = ""
    moved_times: int = 0
    retired: str = ""
    """Why the feed is no longer polled (410, 401/403 repeated); empty while it is."""


class FeedCondition(StrEnum):
    """How a feed is doing."""

    NEW = "new"
    OK = "ok"
    SILENT = "silent"
    FAILING = "failing"
    RETIRED = "retired"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """A line of ``monitor feeds health``."""

    feed: str
    language: str
    condition: FeedCondition
    what: str
    """One sentence for a person."""
    last_success: datetime | None
    last_new_entry: datetime | None
    failures: int
    next_due: datetime | None
