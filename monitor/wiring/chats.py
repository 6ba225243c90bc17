"""The chats of config.yaml, that of the admin notices, and the maps that follow alerts into each."""

import os
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from monitor.model import ChannelKind, ChannelSettings, Config
from monitor.model.notices import ADMIN_CHANNEL
from monitor.model.readers import READER_CHANNEL
from monitor.wiring.brain import SHIPPED_MODELS, Brain, model_dir
from monitor.wiring.credentials import secret
from monitor.wiring.openers import missing, open_channel

if TYPE_CHECKING:
    from monitor.alert.pacing import Pace
    from monitor.alert.protocols import Channel
    from monitor.store import Store


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
        opened = open_channel(channel, environment, paces)
        if opened is None:
            opened = Console()
            if channel.kind is not ChannelKind.CONSOLE:
                notes.append(f"channel {channel.name!r} prints to this console: {missing(channel, environment)} is not set")
        by_name[channel.name] = opened
    return Channels(by_name, tuple(notes), _bot_access(settings, environment, paces))


def _bot_access(
    settings: Sequence[ChannelSettings], environment: Mapping[str, str], paces: Mapping[str, "Pace"],
) -> BotAccess | None:
    first = next((channel for channel in settings if channel.kind is ChannelKind.TELEGRAM), None)
    token = secret(first.token_from, environment) if first else ""
    if first is None or not token:
        return None
    from monitor.alert.channels.telegram import TELEGRAM_API

    return BotAccess(token, (first.api_url or TELEGRAM_API).rstrip("/"), paces[token])


def senders(config: Config, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Which channels one process must serve, so that it keeps a bot's limits: those of one token, by a digest of it.

    ``READER_CHANNEL`` stands for the channels of all readers; it is absent where there is no bot to subscribe with.
    """
    from monitor.alert.parcels import map_lane

    groups: dict[str, str] = {}
    for channel in chats(config):
        token = secret(channel.token_from, environment) if channel.token_from else ""
        group = blake2b(token.encode(), digest_size=6).hexdigest() if token else "console"
        groups |= {channel.name: group, map_lane(channel.name): group}
        if channel.kind is ChannelKind.TELEGRAM and token:
            groups.setdefault(READER_CHANNEL, group)
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
