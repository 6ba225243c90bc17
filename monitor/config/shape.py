"""What may stand in config.yaml: key by key, with type, default and meaning.

docs/configuration.md is checked against these models: a key without documentation fails the tests.
"""

from datetime import time, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from monitor.config.scalars import (
    Bind, Clock, Duration, Header, Home, Language, Name, Network, Number, Person, Probability, SecretName, Size, StoreUrl, Tiles, Url, Word, Zone,
)
from monitor.model import ChangeKind, ChannelKind, UnjudgedPolicy, WatchMode


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
    lat: Annotated[Number, Field(ge=-90, le=90)]
    lon: Annotated[Number, Field(ge=-180, le=180)]
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
    sender: StrictStr = ""


class FetchShape(Shape):
    """Manners and limits on the network."""

    user_agent: Header = "basewatch/0.1 (news monitor)"
    feed_max_size: Size = 5_000_000
    page_max_size: Size = 2_000_000
    timeout: Duration = timedelta(seconds=30)
    per_host: Annotated[StrictInt, Field(ge=1, le=16)] = 1
    host_gap: Duration = timedelta(seconds=1)
    concurrency: Annotated[StrictInt, Field(ge=1, le=1000)] = 32
    allow_private: StrictBool = False
    allow_networks: list[Network] = []
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
    miss_cost: Annotated[Number, Field(gt=0, le=100)] = 3.0


class Weekday(StrEnum):
    """The days of a week, Monday first."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class DigestShape(Shape):
    """The digests of day, week and month."""

    at: Clock = time(7, 0)
    timezone: Zone = "UTC"
    channels: list[Name] = []
    enabled: StrictBool = True
    weekly: Weekday | None = None
    monthly: Annotated[StrictInt, Field(ge=1, le=28)] | None = None


class ConfigShape(Shape):
    """The whole file."""

    feeds: Annotated[list[FeedShape], Field(min_length=1)]
    watches: Annotated[list[WatchShape], Field(min_length=1)]
    channels: Annotated[list[ChannelShape], Field(min_length=1)]
    places: list[PlaceShape] = []
    fetch: FetchShape = FetchShape()
    alerts: AlertsShape = AlertsShape()
    digest: DigestShape = DigestShape()
    store: StoreUrl = "sqlite:///data/monitor.db"
    models: StrictStr = "models"
    retention: Duration = timedelta(days=90)
    web: Bind = "127.0.0.1:8787"
    web_token: SecretName = ""
    web_url: Home | None = None
    map_tiles: Tiles | None = None
    admin_chat: StrictStr = ""
    bot: StrictBool = True
    admins: list[Person] = []
    heartbeat: SecretName = ""
    heartbeat_every: Duration = timedelta(minutes=5)
    pictures: StrictBool = True
