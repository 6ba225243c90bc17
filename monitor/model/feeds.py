"""Values of the first stage: feeds, what came back from them, entries and articles."""

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


class FailureKind(StrEnum):
    """Why a fetch failed; the polling plan decides by it."""

    GONE = "gone"  # 410
    REFUSED = "refused"  # 401, 403
    MISSING = "missing"  # 404
    THROTTLED = "throttled"  # 429, 503 with Retry-After
    SERVER = "server"  # other 5xx
    CLIENT = "client"  # other 4xx
    NETWORK = "network"  # DNS, connect, reset, TLS
    TIMEOUT = "timeout"
    TOO_BIG = "too_big"
    BLOCKED = "blocked"  # the address is private, loopback ... (SSRF guard), or robots.txt says no
    NOT_A_FEED = "not_a_feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One conditional GET."""

    url: str
    etag: str = ""
    last_modified: str = ""
    max_bytes: int = 5_000_000
    timeout: timedelta = timedelta(seconds=30)
    accept: str = "*/*"
    cut: bool = False
    """Whether of a longer body the first ``max_bytes`` are the answer; else it is refused."""
    follows: bool = False
    """Part of a visit: a page or robots.txt for an entry that was just seen, which waits for the pause of its host afterwards."""
    login: str = field(default="", repr=False)
    """``user:password`` for the site of ``url``; no other site, by redirect or otherwise, is sent it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A 200 whose body was read to its end, decompressed, within the cap."""

    url: str
    """Where it came from in the end."""
    moved_to: str = ""
    """Set when every hop was a 301 or 308."""
    content: bytes
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    max_age: timedelta | None = None
    """Cache-Control max-age."""
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """A 304."""

    url: str
    max_age: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A fetch that gave no body; a value, because one bad feed is an ordinary event."""

    url: str
    kind: FailureKind
    detail: str
    """One sentence for a person."""
    status: int = 0
    retry_after: timedelta | None = None


Fetched = Body | NotModified | Failed


class DateQuality(StrEnum):
    """How far a publication time can be trusted."""

    EXACT = "exact"
    ASSUMED_ZONE = "assumed_zone"
    DAY = "day"
    MISSING = "missing"
    """None given: the time of first sight stands in."""
    FUTURE = "future"
    """Lay ahead of our clock: the time of first sight stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of one feed document, as plain text."""

    feed: str
    outlet: str
    guid: str
    url: str
    """Absolute, http or https, as given; empty if none."""
    title: str
    summary: str
    content: str = ""
    """The full text where the feed carries it (content:encoded), else empty."""
    published: datetime
    date_quality: DateQuality = DateQuality.EXACT
    language: str = ""
    byline: str = ""
    """Author, agency or RSS ``<source>``: who wrote it, where that is said."""
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An entry that could not be read, and why."""

    position: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """What one feed document held."""

    title: str
    language: str
    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...] = ()
    ttl: timedelta | None = None
    """RSS ``<ttl>`` or syndication module period."""
    count: int = 0
    """Items in the document, skipped ones included."""
    whole: bool = True
    """Whether the document's end was there; a cut one may lack entries."""


class RestsOn(StrEnum):
    """Which text an article's judgement and facts rest on."""

    PAGE = "page"
    FEED = "feed"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An entry together with its text: what is judged and read for facts."""

    key: str
    """Identity: see :func:`monitor.collect.identity.article_key`."""
    feed: str
    outlet: str
    url: str
    """Canonical."""
    title: str
    summary: str
    text: str = ""
    published: datetime
    date_quality: DateQuality = DateQuality.EXACT
    language: str = ""
    byline: str = ""
    rests_on: RestsOn = RestsOn.SUMMARY
    seen_at: datetime
    content_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A web page as extracted: the text of an article and what it says of itself."""

    url: str
    title: str
    text: str
    published: datetime | None = None
    date_quality: DateQuality = DateQuality.MISSING
    language: str = ""
    byline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A page that gave no text, and why."""

    url: str
    reason: str
    held_up: bool = False
    """Whether it used up a limit of time or memory before it gave none."""
