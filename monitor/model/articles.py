"""What feeds carry: entries, articles with what text could be had, and how far their dates can be trusted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


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
