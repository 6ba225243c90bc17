"""Reading config.yaml: text -> shape -> frozen values, or one :class:`ConfigError` that lists everything wrong."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from pydantic import ValidationError

from monitor.config.explain import explained
from monitor.config.scalars import is_loopback
from monitor.config.shape import ChannelShape, ConfigShape, DigestShape, FeedShape, FetchShape, WatchShape, Weekday
from monitor.config.yaml_lines import LinedData, read_yaml
from monitor.errors import ConfigError
from monitor.model import (
    AlertPolicy, ChannelKind, ChannelSettings, Config, DigestSettings, Feed, FetchSettings, UserPlace, Watch,
    WatchMode,
)
from monitor.outlets import host_of


def load_config(path: Path) -> Config:
    """Read and check a configuration file; :class:`ConfigError` says all that is wrong with it, a line each."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}:1: file: is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"{path}:1: file: cannot be read ({error.strerror}); name another with --config") from error
    return read_config(text, str(path))


def read_config(text: str, name: str = "config.yaml") -> Config:
    """The same from text; ``name`` stands in messages."""
    lined = read_yaml(text, name)
    if not isinstance(lined.data, dict):
        what = "is empty" if lined.data is None else "is no table of keys"
        raise ConfigError(f"{name}:1: file: {what}; start with feeds:, watches: and channels:")
    try:
        shape = ConfigShape.model_validate(lined.data)
    except ValidationError as error:
        raise ConfigError("\n".join(explained(error, ConfigShape, lined, name))) from error
    problems = [f"{name}:{line}: {key}: {what}" for line, key, what in _contradictions(shape, lined)]
    if problems:
        raise ConfigError("\n".join(problems))
    return _frozen(shape, name)


Problem = tuple[int, str, str]


def _contradictions(shape: ConfigShape, lined: LinedData) -> Iterator[Problem]:
    """What each value alone cannot show: repeated names, channels that do not exist, watches that can never match."""
    yield from _repeated("feeds", "name", [f.name for f in shape.feeds], lined)
    yield from _repeated("feeds", "url", [f.url for f in shape.feeds], lined)
    yield from _repeated("watches", "name", [w.name for w in shape.watches], lined)
    yield from _repeated("channels", "name", [c.name for c in shape.channels], lined)
    names = [channel.name for channel in shape.channels]
    for i, watch in enumerate(shape.watches):
        yield from _unknown_channels(f"watches.{i}.channels", ("watches", i, "channels"), watch.channels, names, lined)
        if not watch.keywords and watch.mode is not WatchMode.MODEL_ONLY:
            line = lined.line_of(("watches", i))
            yield line, f"watches.{i}.keywords", "is empty; add keywords, or write mode: model only"
    yield from _unknown_channels("digest.channels", ("digest", "channels"), shape.digest.channels, names, lined)
    yield from _channel_problems(shape.channels, lined)
    if shape.web and not is_loopback(shape.web) and not shape.web_token:
        yield lined.line_of(("web",)), "web", (f"{shape.web!r} is no loopback address with a port; write 127.0.0.1:8787, "
                                               "or set web_token: env:NAME, with which readers sign in")


def _repeated(part: str, key: str, values: list[str], lined: LinedData) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for i, value in enumerate(values):
        line = lined.line_of((part, i, key))
        if value in first:
            yield line, f"{part}.{i}.{key}", f"{value!r} stands on line {first[value]} already; remove one of the two"
        first.setdefault(value, line)


def _unknown_channels(
    key: str, path: tuple[str | int, ...], wanted: list[str], names: list[str], lined: LinedData,
) -> Iterator[Problem]:
    for i, channel in enumerate(wanted):
        if channel not in names:
            yield lined.line_of((*path, i)), key, f"there is no channel {channel!r}; there are: {', '.join(names)}"


def _channel_problems(channels: list[ChannelShape], lined: LinedData) -> Iterator[Problem]:
    for i, channel in enumerate(channels):
        if channel.kind is ChannelKind.CONSOLE:
            continue
        line = lined.line_of(("channels", i))
        if not channel.token:
            yield line, f"channels.{i}.token", "is missing; write env:NAME, and put the secret into that variable"
        if channel.kind in _WHERE and not channel.chat:
            yield line, f"channels.{i}.chat", f"is missing; write {_WHERE[channel.kind]}, or env:NAME"
        if channel.kind is ChannelKind.MATRIX and not channel.api_url:
            yield line, f"channels.{i}.api_url", "is missing; write the address of the homeserver, such as https://matrix.example.org"


_WHERE = {
    ChannelKind.TELEGRAM: "@channelname, the chat's number", ChannelKind.SLACK: "the channel's id, such as C0123456789",
    ChannelKind.MATRIX: "the room's id, such as !abc:example.org", ChannelKind.EMAIL: "one or more mail addresses",
    ChannelKind.WEBHOOK: "the address that is called",
}
"""What ``chat`` holds, by kind."""


def _frozen(shape: ConfigShape, name: str) -> Config:
    everywhere = tuple(channel.name for channel in shape.channels)
    return Config(
        path=name,
        feeds=tuple(_feed(f) for f in shape.feeds),
        watches=tuple(_watch(w, everywhere) for w in shape.watches),
        channels=tuple(_channel(c) for c in shape.channels),
        places=tuple(UserPlace(**{**p.model_dump(), "aliases": tuple(p.aliases)}) for p in shape.places),
        fetch=_fetch(shape.fetch),
        alerts=AlertPolicy(**{**shape.alerts.model_dump(), "material": tuple(shape.alerts.material),
                              "maps": _with_maps(shape)}),
        digest=_digest(shape.digest, everywhere),
        store_url=shape.store,
        model_dir=shape.models,
        retention=shape.retention,
        web_bind=shape.web,
        web_token=shape.web_token,
        web_url=shape.web_url or "",
        map_tiles=shape.map_tiles or "",
        admin_chat=shape.admin_chat,
        bot=shape.bot,
        admins=frozenset(one for one in shape.admins if isinstance(one, int)),
        admins_from=tuple(one for one in shape.admins if isinstance(one, str)),
        heartbeat=shape.heartbeat,
        heartbeat_every=shape.heartbeat_every,
    )


def _digest(shape: DigestShape, everywhere: tuple[str, ...]) -> DigestSettings:
    weekly = None if shape.weekly is None else list(Weekday).index(shape.weekly)
    return DigestSettings(**{**shape.model_dump(), "channels": tuple(shape.channels) or everywhere, "weekly": weekly})


def _with_maps(shape: ConfigShape) -> tuple[str, ...]:
    """The channels whose chats show a picture under a message."""
    return tuple(c.name for c in shape.channels if shape.pictures and c.kind is ChannelKind.TELEGRAM)


def _feed(shape: FeedShape) -> Feed:
    outlet = shape.outlet or host_of(shape.url) or shape.name
    address, login = parted(shape.url)
    return Feed(
        name=shape.name, url=address, login=login, outlet=outlet, language=shape.language, interval=shape.interval,
        enabled=shape.enabled,
    )


def parted(url: str) -> tuple[str, str]:
    """An address without its login, and the login as it was meant (``user:password``, unquoted)."""
    parts = urlsplit(url)
    login, at, host = parts.netloc.rpartition("@")
    return (urlunsplit(parts._replace(netloc=host)), unquote(login)) if at else (url, "")


def _watch(shape: WatchShape, everywhere: tuple[str, ...]) -> Watch:
    return Watch(
        name=shape.name, keywords=_unique(shape.keywords), together_with=_unique(shape.together_with),
        exclude=_unique(shape.exclude), mode=shape.mode, threshold=shape.threshold,
        channels=tuple(shape.channels) or everywhere, languages=tuple(shape.languages), unjudged=shape.unjudged,
        min_origins=shape.min_origins,
    )


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _channel(shape: ChannelShape) -> ChannelSettings:
    return ChannelSettings(
        name=shape.name, kind=shape.kind, chat=shape.chat, topic=shape.topic, token_from=shape.token, sender=shape.sender,
        api_url=shape.api_url or "",
    )


def _fetch(shape: FetchShape) -> FetchSettings:
    return FetchSettings(
        user_agent=shape.user_agent, feed_max_bytes=shape.feed_max_size, page_max_bytes=shape.page_max_size,
        timeout=shape.timeout, per_host=shape.per_host, host_gap=shape.host_gap, concurrency=shape.concurrency,
        allow_private=shape.allow_private, allow_networks=_unique(shape.allow_networks),
        max_entry_age=shape.max_entry_age, first_poll_age=shape.first_poll_age,
        extraction_timeout=shape.extraction_timeout, extraction_workers=shape.extraction_workers,
        silent_after=shape.silent_after,
    )
