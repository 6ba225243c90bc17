"""Values of config.yaml, validated: see :mod:`monitor.config` for how they are read."""

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum

from monitor.model.feeds import Feed
from monitor.model.incidents import ChangeKind


class WatchMode(StrEnum):
    """How keywords and the model decide together."""

    KEYWORDS_AND_MODEL = "keywords and model"
    KEYWORDS_ONLY = "keywords only"
    MODEL_ONLY = "model only"


class UnjudgedPolicy(StrEnum):
    """What a keyword hit in a language the model does not judge leads to."""

    ALERT = "alert"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One watch: what to look for and where to tell of it."""

    name: str
    keywords: tuple[str, ...] = ()
    """Words or phrases; any one of them opens the gate."""
    together_with: tuple[str, ...] = ()
    """If not empty, one of these must stand in the item too."""
    exclude: tuple[str, ...] = ()
    mode: WatchMode = WatchMode.KEYWORDS_AND_MODEL
    threshold: float | None = None
    """Probability of ``attack`` from which it alerts; None: the model's own."""
    channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """Empty: all."""
    unjudged: UnjudgedPolicy = UnjudgedPolicy.DIGEST
    min_origins: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPlace:
    """A place added by the user to the gazetteer."""

    name: str
    country: str
    lat: float
    lon: float
    timezone: str
    aliases: tuple[str, ...] = ()


class ChannelKind(StrEnum):
    """The channels that exist."""

    CONSOLE = "console"
    TELEGRAM = "telegram"
    APPRISE = "apprise"
    SLACK = "slack"
    DISCORD = "discord"
    MATRIX = "matrix"
    EMAIL = "email"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSettings:
    """One channel; secrets are named, never held."""

    name: str
    kind: ChannelKind
    chat: str = ""
    """Where to: a Telegram chat id or @channelname, a Slack channel, a Matrix room, mail addresses, the address of a webhook."""
    topic: int | None = None
    token_from: str = ""
    """``env:NAME`` or ``file:PATH``: where the secret is read from at start: a token, an address that is one, a key."""
    api_url: str = ""
    """Another server of the service; empty: its own. A Matrix channel needs its homeserver."""
    sender: str = ""
    """Whose mails they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How we behave on the network."""

    user_agent: str
    feed_max_bytes: int = 5_000_000
    page_max_bytes: int = 2_000_000
    timeout: timedelta = timedelta(seconds=30)
    per_host: int = 1
    host_gap: timedelta = timedelta(seconds=1)
    concurrency: int = 32
    patience: timedelta = timedelta(seconds=2)
    """A request without answer for so long counts no more towards ``concurrency``: it waits on beside the others."""
    allow_private: bool = False
    """Loopback and private addresses; for tests, the demo and intranets."""
    allow_networks: tuple[str, ...] = ()
    """Networks (``10.1.0.0/16``) that may be asked although they are not of the open internet; all others stay refused."""
    max_entry_age: timedelta = timedelta(days=3)
    """Entries older than this at first sight are noted, not judged."""
    first_poll_age: timedelta = timedelta(hours=24)
    """On the first poll of a feed only entries younger than this are judged."""
    extraction_timeout: timedelta = timedelta(seconds=10)
    extraction_workers: int = 1
    extraction_memory: int = 1_000_000_000
    """Bytes of address space beyond which an extraction worker is ended."""
    silent_after: timedelta = timedelta(days=2)
    """A feed without a new entry for so long is shown as silent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPolicy:
    """When an incident is told, and what is worth a reply."""

    stale_after: timedelta = timedelta(hours=36)
    """Attacks and articles older than this make no new alert."""
    window: timedelta = timedelta(hours=72)
    """How long an incident can gain reports."""
    material: tuple[ChangeKind, ...] = ()
    incidents_per_source_per_day: int = 12
    miss_cost: float = 3.0
    """How many false alarms one miss is worth; thresholds are chosen by it."""
    maps: tuple[str, ...] = ()
    """Channels that get a map under an alert."""
    join: float = 2.5
    """Weight from which two accounts are one attack; no key of the configuration, readers teach it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSettings:
    """The daily digest."""

    at: time
    timezone: str
    channels: tuple[str, ...] = ()
    enabled: bool = True
    weekly: int | None = None
    """On which weekday the seven days before it are told, Monday is 0; None: no weekly digest."""
    monthly: int | None = None
    """On which day of the month, 1 to 28, the month before is told; None: no monthly digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The whole of config.yaml."""

    path: str
    feeds: tuple[Feed, ...]
    watches: tuple[Watch, ...]
    channels: tuple[ChannelSettings, ...]
    places: tuple[UserPlace, ...] = ()
    fetch: FetchSettings
    alerts: AlertPolicy
    digest: DigestSettings
    store_url: str = "sqlite:///data/monitor.db"
    model_dir: str = "models"
    retention: timedelta = timedelta(days=90)
    web_bind: str = "127.0.0.1:8787"
    """Where the review pages listen; empty: nowhere."""
    web_token: str = ""
    """``env:NAME`` or ``file:PATH``: what readers of the pages sign in with; empty: nobody needs to, on loopback only."""
    web_url: str = ""
    """The address under which the pages are reached, ending with a slash, where it is not that of ``web_bind``."""
    map_tiles: str = ""
    """Address of map tiles with ``{z}``, ``{x}`` and ``{y}``; empty: maps are drawn from shipped outlines."""
    admin_chat: str = ""
    """Telegram chat for notices about the monitor itself: a number, ``@name`` or ``env:NAME``; empty: the console."""
    heartbeat: str = ""
    """``env:NAME`` or ``file:PATH``: the address of a dead-man switch; empty: none is called."""
    heartbeat_every: timedelta = timedelta(minutes=5)
    bot: bool = True
    """Whether the bot of the first Telegram channel listens: to commands, and to buttons under alerts."""
    admins: frozenset[int] = frozenset()
    """Telegram numbers of people who may manage the monitor by the bot."""
    admins_from: tuple[str, ...] = ()
    """``env:NAME`` or ``file:PATH``: where more of them stand, parted by commas or spaces."""
