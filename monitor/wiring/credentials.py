"""What config.yaml points to by ``env:NAME`` and ``file:PATH``, read where it lies."""

import os
from collections.abc import Mapping
from pathlib import Path

from monitor.model import Config


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


def heartbeat_url(config: Config, environment: Mapping[str, str] = os.environ) -> str:
    """The address of the dead-man switch, read anew each time; empty where there is none."""
    return secret(config.heartbeat, environment) if config.heartbeat else ""
