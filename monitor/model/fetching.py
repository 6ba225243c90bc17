"""One request to the news and what can come of it: a body, nothing new, or a failure."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


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
