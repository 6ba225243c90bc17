"""What may stand in config.yaml: key by key, with type, default and meaning.

docs/configuration.md is checked against these models: a key without documentation fails the tests.
"""

import re
from datetime import time, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from monitor.model import ChangeKind, ChannelKind, UnjudgedPolicy, WatchMode

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SIZES = {"": 1, "kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000}


def _duration(value: Any) -> timedelta:
    match = re.fullmatch(r"(\d{1,6}) ?([smhd])", value.strip()) if isinstance(value, str) else None
    if not match:
        raise ValueError("is no length of time; write a number and a unit: 30s, 5m, 36h or 3d")
    return timedelta(seconds=int(match[1]) * _UNITS[match[2]])


def _size(value: Any) -> int:
    match = re.fullmatch(r"(\d{1,12}) ?(kb|mb|gb|)", str(value).strip().lower())
    if not match or isinstance(value, bool):
        raise ValueError("is no size; write bytes or a number and a unit: 500 kB, 5 MB")
    return int(match[1]) * _SIZES[match[2]]


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(c.isspace() for c in value):
        raise ValueError("is no web address; write it whole, like https://example.org/rss.xml")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("is no time zone; write a name of the tz database, like Europe/Berlin or UTC") from error
    return value


def _clock(value: Any) -> time:
    # YAML 1.1 reads an unquoted 07:00 as the sexagesimal number 420.
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 24 * 60:
        return time(value // 60, value % 60)
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value) if isinstance(value, str) else None
    if not match:
        raise ValueError('is no time of day; write hours and minutes in quotes, like "07:00"')
    return time(int(match[1]), int(match[2]))


def _name(value: str) -> str:
    if not value.strip() or len(value) > 80 or not value.isprintable():
        raise ValueError("is no name; write 1 to 80 printable characters")
    return value.strip()


def _word(value: str) -> str:
    if not any(c.isalnum() for c in value) or len(value) > 120:
        raise ValueError("is no keyword; write a word or phrase with at least one letter or digit")
    return value


def _secret_name(value: str) -> str:
    if value and not re.fullmatch(r"env:[A-Za-z_][A-Za-z0-9_]*|file:.+", value):
        raise ValueError("is not where a secret lies; write env:NAME or file:/path, never the secret itself")
    return value


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Size = Annotated[int, BeforeValidator(_size)]
Url = Annotated[StrictStr, AfterValidator(_url)]
Zone = Annotated[StrictStr, AfterValidator(_zone)]
Clock = Annotated[time, BeforeValidator(_clock)]
Name = Annotated[StrictStr, AfterValidator(_name)]
Word = Annotated[StrictStr, AfterValidator(_word)]
SecretName = Annotated[StrictStr, AfterValidator(_secret_name)]
Language = Annotated[StrictStr, Field(pattern=r"^([a-z]{2,3})?$")]
Probability = Annotated[float, Field(ge=0, le=1)]


class Shape(BaseModel):
    """A part of config.yaml: an unknown key is refused."""

    model_config = ConfigDict(extra="forbid")


class FeedShape(Shape):
    """One feed."""

    name: Name
    url: Url
    outlet: Name | None = None
    language: Language = ""
    interval: Duration = timedelta(minutes=5)
    enabled: StrictBool = True


class WatchShape(Shape):
    """One watch."""

    name: Name
    keywords: list[Word] = []
    together_with: list[Word] = []
    exclude: list[Word] = []
    mode: WatchMode = WatchMode.KEYWORDS_AND_MODEL
    threshold: Probability | None = None
    channels: list[Name] = []
    languages: list[Language] = []
    unjudged: UnjudgedPolicy = UnjudgedPolicy.DIGEST
    min_origins: Annotated[StrictInt, Field(ge=1, le=9)] = 1


class PlaceShape(Shape):
    """A place of the user's own."""

    name: Name
    country: Name
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    timezone: Zone
    aliases: list[Word] = []


class ChannelShape(Shape):
    """One channel."""

    name: Name
    kind: ChannelKind
    chat: StrictStr = ""
    topic: StrictInt | None = None
    token: SecretName = ""
    api_url: Url | None = None


class FetchShape(Shape):
    """Manners and limits on the network."""

    user_agent: StrictStr = "basewatch/0.1 (news monitor)"
    feed_max_size: Size = 5_000_000
    page_max_size: Size = 2_000_000
    timeout: Duration = timedelta(seconds=30)
    per_host: Annotated[StrictInt, Field(ge=1, le=16)] = 1
    host_gap: Duration = timedelta(seconds=1)
    concurrency: Annotated[StrictInt, Field(ge=1, le=1000)] = 32
    allow_private: StrictBool = False
    max_entry_age: Duration = timedelta(days=3)
    first_poll_age: Duration = timedelta(hours=24)
    extraction_timeout: Duration = timedelta(seconds=10)
    extraction_workers: Annotated[StrictInt, Field(ge=1, le=64)] = 1
    silent_after: Duration = timedelta(days=2)


class AlertsShape(Shape):
    """When an incident is told, and what is worth a reply."""

    stale_after: Duration = timedelta(hours=36)
    window: Duration = timedelta(hours=72)
    material: list[ChangeKind] = [
        ChangeKind.DEATHS, ChangeKind.WEAPON, ChangeKind.PLACE, ChangeKind.DENIAL, ChangeKind.CLAIM,
        ChangeKind.OFFICIAL, ChangeKind.CORRECTION, ChangeKind.WITHDRAWN,
    ]
    incidents_per_source_per_day: Annotated[StrictInt, Field(ge=1)] = 12
    miss_cost: Annotated[float, Field(gt=0, le=100)] = 3.0


class DigestShape(Shape):
    """The daily digest."""

    at: Clock = time(7, 0)
    timezone: Zone = "UTC"
    channels: list[Name] = []
    enabled: StrictBool = True


class ConfigShape(Shape):
    """The whole file."""

    feeds: Annotated[list[FeedShape], Field(min_length=1)]
    watches: Annotated[list[WatchShape], Field(min_length=1)]
    channels: Annotated[list[ChannelShape], Field(min_length=1)]
    places: list[PlaceShape] = []
    fetch: FetchShape = FetchShape()
    alerts: AlertsShape = AlertsShape()
    digest: DigestShape = DigestShape()
    store: StrictStr = "sqlite:///data/monitor.db"
    models: StrictStr = "models"
    retention: Duration = timedelta(days=90)
    web: StrictStr = "127.0.0.1:8787"
