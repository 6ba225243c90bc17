"""The only file that names concrete edges: it puts the rooms together for the service, for one round, for a replay.

Tests call the same functions, with fakes where the network would be.
"""

import asyncio
import gc
import os
import random
import secrets
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.errors import InputError
from monitor.model import Article, Base, ChannelKind, ChannelSettings, Config, Report, UserPlace
from monitor.model.notices import ADMIN_CHANNEL
from monitor.model.readers import READER_CHANNEL, Reader

if TYPE_CHECKING:
    from monitor.alert.channels.reader import ReaderChat
    from monitor.alert.protocols import Channel
    from monitor.alert.pacing import Pace
    from monitor.health.heartbeat import Heartbeat
    from monitor.judge.gazetteer import Gazetteer
    from monitor.judge.judging import Judge, Scorer
    from monitor.pipeline import Edges, Pipeline
    from monitor.store import Store


def utc_now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Brain:
    """What decides: loaded once, rebuilt when config.yaml changes."""

    judge: "Judge"
    gazetteer: "Gazetteer"
    scorer: "Scorer"
    origin: tuple[Path, tuple[UserPlace, ...]]
    """The folder of the model and the user's places it was loaded with."""

    def reports(self, article: Article) -> Sequence[Report]:
        """The attacks an article tells of."""
        from monitor.judge.facts import read_reports

        return read_reports(article, self.gazetteer)


SHIPPED_MODELS = Path(__file__).resolve().parents[1] / "models"


def model_dir(config: Config) -> Path:
    """Where the model lies: as configured from the working directory, beside config.yaml, or as shipped."""
    given = Path(config.model_dir)
    if given.is_absolute():
        return given
    places = (given, Path(config.path).resolve().parent / given, SHIPPED_MODELS)
    return next((place for place in places if (place / "manifest.json").exists()), SHIPPED_MODELS)


def load_brain(config: Config, before: Brain | None = None) -> Brain:
    """Gazetteer, classifier and watches; :class:`monitor.errors.ModelFileError` where the files are not usable.

    ``before``: a brain whose gazetteer and model serve on where config.yaml changed neither their folder nor its places.
    """
    origin = (model_dir(config), config.places)
    if before is not None and before.origin == origin:
        return replace(before, judge=_judge(config, before.scorer))
    # The trees of scikit-learn start a team of threads for each of hundreds of small steps; where the cores are busy
    # these wait for each other (measured: 1.7 s a batch instead of 0.02 s). OpenMP reads this when it is first loaded.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from monitor.judge.classifier import load_classifier
    from monitor.judge.gazetteer_file import load_gazetteer

    folder, places = origin
    gazetteer = load_gazetteer(folder / "gazetteer", places)
    classifier = load_classifier(folder, gazetteer)
    # What was loaded stays: the garbage collector need not walk through it again and again (measured: 10 % of a replay).
    gc.collect()
    gc.freeze()
    return Brain(_judge(config, classifier), gazetteer, classifier, origin)


def _judge(config: Config, scorer: "Scorer") -> "Judge":
    from monitor.judge.judging import Judge
    from monitor.judge.keywords import WatchMatcher

    return Judge(config.watches, WatchMatcher(config.watches), scorer)


def load_facts(config: Config) -> Callable[[Article], Sequence[Report]]:
    """The reader of facts alone; it needs the gazetteer and no model."""
    from monitor.judge.facts import read_reports
    from monitor.judge.gazetteer_file import load_gazetteer

    gazetteer = load_gazetteer(model_dir(config) / "gazetteer", config.places)
    return lambda article: read_reports(article, gazetteer)


def load_bases(config: Config) -> dict[str, Base]:
    """The bases of the gazetteer by id, the user's own among them."""
    from monitor.judge.gazetteer_file import load_gazetteer

    return {base.id: base for base in load_gazetteer(model_dir(config) / "gazetteer", config.places).bases}


class OffLoop:
    """Runs store calls beside the event loop, which never waits; on one thread one after another, as SQLite has one writer."""

    def __init__(self, threads: int = 1) -> None:
        self._thread = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="store")

    async def __call__(self, call: Callable[..., Any], *arguments: Any) -> Any:
        """Call on the store thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call, *arguments)

    def close(self) -> None:
        """Wait for the last call."""
        self._thread.shutdown(wait=True)


async def inline(call: Callable[..., Any], *arguments: Any) -> Any:
    """Run a store call at once; for replay, where nothing else waits."""
    return call(*arguments)


@dataclass(frozen=True, slots=True)
class Network:
    """Everything that touches the network or other processes, open until closed."""

    edges: "Edges"
    close: Callable[[], Awaitable[None]]


def open_network(
    config: Config, brain: Brain, store: "Store", on_store: Callable[..., Awaitable[Any]],
) -> Network:
    """The live edges: HTTP, feed parser, page reader."""
    from monitor.collect.http import Http
    from monitor.collect.reading import PageReader
    from monitor.collect.robots import RobotsRules
    from monitor.collect.workers import Extractor
    from monitor.pipeline import Edges

    http = Http(config.fetch)
    extractor = Extractor(config.fetch)
    reader = PageReader(http, RobotsRules(http, config.fetch, utc_now), extractor, config.fetch, utc_now)
    edges = Edges(
        fetch=http.get, parse=extractor.parse, read=reader.read, reports=brain.reports, store=store,
        on_store=on_store, clock=utc_now, jitter=random.random,
    )

    async def close() -> None:
        await http.close()
        extractor.close()

    return Network(edges, close)


def replay_edges(brain: Brain, store: "Store") -> "Edges":
    """Edges for recorded items: no network is there to be asked."""
    from monitor.pipeline import Edges

    async def nothing(*_: object) -> Any:
        raise AssertionError("a replay asked for the network")

    async def as_it_is(article: Article) -> Article:
        return article

    return Edges(fetch=nothing, parse=nothing, read=as_it_is, reports=brain.reports, store=store, on_store=inline,
                 clock=utc_now, jitter=lambda: 0.0)


def build_pipeline(config: Config, brain: Brain, edges: "Edges") -> "Pipeline":
    """The stages under this configuration."""
    from monitor.pipeline import Pipeline

    return Pipeline(config, brain.judge, replace(edges, reports=brain.reports))


def secret(source: str, environment: Mapping[str, str]) -> str:
    """What ``env:NAME`` or ``file:PATH`` names; empty where it is not there."""
    kind, _, name = source.partition(":")
    if kind == "env":
        return environment.get(name, "").strip()
    try:
        return Path(name).expanduser().read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def administrators(config: Config, environment: Mapping[str, str] = os.environ) -> frozenset[int]:
    """Who may manage the monitor by the bot: the numbers of config.yaml and those that it points to; other words are left out."""
    words = " ".join(secret(source, environment) for source in config.admins_from).replace(",", " ").split()
    return config.admins | {int(word) for word in words if word.isascii() and word.isdecimal() and int(word) > 0}


def known_secrets(config: Config, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Every secret that this configuration names, as it is now: what must stand in no log, store or page."""
    sources = [channel.token_from for channel in config.channels if channel.token_from] + [config.web_token, config.heartbeat]
    logins = [feed.login for feed in config.feeds if feed.login]
    passwords = [login.partition(":")[2] for login in logins]
    found = (secret(source, environment) for source in sources if source)
    return tuple(value for value in (*found, *logins, *passwords, config.store_url if "@" in config.store_url else "") if value)


@dataclass(frozen=True, slots=True)
class Channels:
    """The chats by name, and what a person should be told about them at start."""

    by_name: dict[str, "Channel"]
    notes: tuple[str, ...]
    bot: "BotAccess | None" = None
    """The bot that people subscribe with; None without a Telegram token."""


@dataclass(frozen=True, slots=True)
class BotAccess:
    """What is needed to act as one bot; its pace is shared with the channels of the same token."""

    token: str
    api_url: str
    pace: "Pace"


def chats(config: Config) -> tuple[ChannelSettings, ...]:
    """The channels of config.yaml and that of the admin notices, which no alert and no digest goes to.

    The notices go out by the bot of the first Telegram channel; without one, or without ``admin_chat``, to the console.
    """
    bot = next((channel for channel in config.channels if channel.kind is ChannelKind.TELEGRAM), None)
    if bot is None or not config.admin_chat:
        return (*config.channels, ChannelSettings(name=ADMIN_CHANNEL, kind=ChannelKind.CONSOLE))
    return (*config.channels, replace(bot, name=ADMIN_CHANNEL, chat=config.admin_chat, topic=None))


def open_channels(settings: Sequence[ChannelSettings], environment: Mapping[str, str] = os.environ) -> Channels:
    """The chats of config.yaml; one whose secret is not set prints to the console, and a note says so."""
    from monitor.alert.channels.console import Console
    from monitor.alert.pacing import Pace

    by_name: dict[str, Channel] = {}
    # The limits hold for a bot and for a chat, so channels of one token share them (two topics of one forum, say).
    paces: defaultdict[str, Pace] = defaultdict(Pace)
    notes = []
    for channel in settings:
        opened = _open_channel(channel, environment, paces)
        if opened is None:
            opened = Console()
            if channel.kind is not ChannelKind.CONSOLE:
                missing = _missing(channel, environment)
                notes.append(f"channel {channel.name!r} prints to this console: {missing} is not set")
        by_name[channel.name] = opened
    return Channels(by_name, tuple(notes), _bot_access(settings, environment, paces))


def _bot_access(
    settings: Sequence[ChannelSettings], environment: Mapping[str, str], paces: Mapping[str, "Pace"],
) -> BotAccess | None:
    from monitor.alert.channels.telegram import TELEGRAM_API

    first = next((channel for channel in settings if channel.kind is ChannelKind.TELEGRAM), None)
    token = secret(first.token_from, environment) if first else ""
    return BotAccess(token, (first.api_url or TELEGRAM_API).rstrip("/"), paces[token]) if first and token else None


def open_reader(bot: BotAccess, reader: Reader, clock: Callable[[], datetime]) -> "ReaderChat":
    """The chat of one subscription."""
    from monitor.alert.channels.reader import ReaderChat
    from monitor.alert.channels.telegram import Telegram

    return ReaderChat(Telegram(bot.token, reader.chat, api_url=bot.api_url, pace=bot.pace), reader, clock)


def reader_name(bot: BotAccess, user: int) -> str:
    """A name for verdicts from which nobody without the token can tell the person."""
    return "tg-" + blake2b(str(user).encode(), key=blake2b(bot.token.encode()).digest(), digest_size=6).hexdigest()


def draw_name() -> str:
    """A name for a subscription's channel, drawn by lot."""
    return READER_CHANNEL + secrets.token_hex(5)


def _missing(channel: ChannelSettings, environment: Mapping[str, str]) -> str:
    if not secret(channel.token_from, environment):
        return channel.token_from
    return channel.chat


def _open_channel(
    channel: ChannelSettings, environment: Mapping[str, str], paces: Mapping[str, "Pace"],
) -> "Channel | None":
    token = secret(channel.token_from, environment) if channel.token_from else ""
    if channel.kind is ChannelKind.CONSOLE or not token:
        return None
    chat = secret(channel.chat, environment) if channel.chat.startswith("env:") else channel.chat
    if channel.kind is ChannelKind.TELEGRAM and chat:
        from monitor.alert.channels.telegram import Telegram

        return Telegram(token, chat, topic=channel.topic, api_url=channel.api_url, pace=paces[token])
    return _open_other(channel, token, chat)


def _open_other(channel: ChannelSettings, token: str, chat: str) -> "Channel | None":
    """A chat that is not Telegram; None where it does not know where to."""
    if channel.kind is ChannelKind.APPRISE:
        from monitor.alert.channels.apprise import Apprise

        return Apprise(token, channel.name)
    if channel.kind is ChannelKind.DISCORD:
        from monitor.alert.channels.discord import Discord

        return Discord(token, channel.name)
    if not chat:
        return None
    if channel.kind is ChannelKind.SLACK:
        from monitor.alert.channels.slack import Slack

        return Slack(token, chat, channel.name, channel.api_url)
    if channel.kind is ChannelKind.MATRIX:
        from monitor.alert.channels.matrix import Matrix

        return Matrix(token, chat, channel.name, channel.api_url)
    if channel.kind is ChannelKind.EMAIL:
        from monitor.alert.channels.email import Email

        return Email(token, chat, channel.sender, channel.name)
    from monitor.alert.channels.webhook import Webhook

    return Webhook(chat, token, utc_now)


def senders(config: Config, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Which channels one process must serve, so that it keeps a bot's limits: those of one token, by a digest of it."""
    from monitor.alert.parcels import map_lane

    groups: dict[str, str] = {}
    for channel in chats(config):
        token = secret(channel.token_from, environment) if channel.token_from else ""
        group = blake2b(token.encode(), digest_size=6).hexdigest() if token else "console"
        groups |= {channel.name: group, map_lane(channel.name): group}
    return groups


def open_maps(
    config: Config, brain: Brain, store: "Store", on_store: Callable[..., Awaitable[Any]],
    channels: "Mapping[str, Channel]", clock: Callable[[], datetime],
) -> "dict[str, Channel]":
    """A lane for the pictures of each channel; nothing is drawn where ``pictures`` is false. Mails get what goes with digests."""
    from monitor.alert.picturing import map_lanes
    from monitor.alert.protocols import Enclosing
    from monitor.drawing import Artist, no_map

    outlines = next((place for place in (model_dir(config) / "outlines", SHIPPED_MODELS / "outlines") if place.exists()),
                    SHIPPED_MODELS / "outlines")
    artist = Artist(store, on_store, outlines, brain.gazetteer, config, clock)
    for channel in channels.values():
        if isinstance(channel, Enclosing):
            channel.enclosures_of = artist.enclosures
    return map_lanes(dict(channels), store, on_store, artist.picture_of if config.alerts.maps else no_map, clock)


def open_heartbeat(config: Config) -> "Heartbeat":
    """The caller of the dead-man switch; the person who runs us names the address, so that it may be a private one."""
    from monitor.collect.http import Http
    from monitor.health.heartbeat import Heartbeat

    http = Http(replace(config.fetch, allow_private=True, host_gap=timedelta(0)))
    return Heartbeat(http.get, http.close)


def heartbeat_url(config: Config, environment: Mapping[str, str] = os.environ) -> str:
    """The address of the dead-man switch, read anew each time; empty where there is none."""
    return secret(config.heartbeat, environment) if config.heartbeat else ""


def open_store(config: Config) -> "Store":
    """The store of config.yaml, migrated; a relative SQLite path counts from the working directory."""
    from monitor.store import Store

    if not config.store_url.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
        raise InputError(f"{config.path}:1: store: {config.store_url.split(':')[0]!r} is not supported; write "
                         "sqlite:///path/to/monitor.db or postgresql://user@host/name")
    return Store.open(config.store_url)
