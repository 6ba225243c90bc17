"""An edited config.yaml: read, and what it needs made ready, before anything of the old one is given up."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog

from monitor import wiring
from monitor.config import load_config
from monitor.errors import ConfigError, ModelFileError
from monitor.model import Config
from monitor.notices.observer import Observer

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Edited:
    """What is to be taken over."""

    config: Config
    brain: wiring.Brain
    channels: wiring.Channels


async def read_edit(config: Config, brain: wiring.Brain, channels: wiring.Channels, observer: Observer) -> Edited | None:
    """What config.yaml says now; None where nothing is to be taken over.

    A broken edit is refused loudly and told to the admin chat; the problem stands until an edit is taken over or taken back.
    """
    try:
        new = load_config(Path(config.path))
        observer.config_problem = ""
        edited = None if new == config else await _made_ready(new, config, brain, channels)
    except (ConfigError, ModelFileError) as error:
        _refuse(error, observer)
        log.error("config.yaml refused, the old settings stay in force", problem=str(error))
        return None
    observer.model_problem = ""
    return edited


async def _made_ready(new: Config, old: Config, brain: wiring.Brain, channels: wiring.Channels) -> Edited:
    loaded = await asyncio.to_thread(wiring.load_brain, new, brain)
    # Channels that did not change stay open: closing one in the middle of a send would leave it in doubt.
    same = wiring.chats(new) == wiring.chats(old)
    return Edited(new, loaded, channels if same else wiring.open_channels(wiring.chats(new)))


_AT_ONCE: dict[str, Any] = {
    "feed_max_bytes": 0, "max_entry_age": timedelta(0), "first_poll_age": timedelta(0), "silent_after": timedelta(0),
}
"""What of ``fetch`` is read anew at each poll; all else of it is held by connections and worker processes."""


def at_next_start(old: Config, new: Config) -> tuple[str, ...]:
    """The parts of config.yaml that differ and serve only after a restart: what they name is open for as long as we run."""
    parts = {
        "store": (old.store_url, new.store_url),
        "web": (old.web_bind, new.web_bind),
        "web_token": (old.web_token, new.web_token),
        "fetch": (replace(old.fetch, **_AT_ONCE), replace(new.fetch, **_AT_ONCE)),
    }
    return tuple(name for name, (before, after) in parts.items() if before != after)


def _refuse(error: ConfigError | ModelFileError, observer: Observer) -> None:
    if isinstance(error, ModelFileError):
        observer.model_problem = f"was not loaded, the one before it serves on: {error}"
    else:
        observer.config_problem = f"was refused, the old settings stay in force: {error}"


async def keep_watching(watch: Callable[[], Awaitable[None]], look: Callable[[], None], pause: float = 5.0) -> None:
    """Watch config.yaml without end: a watch that ends, whatever the error, begins again after a ``look`` at the file."""
    while True:
        try:
            await watch()
        except Exception:
            log.exception("the watch on config.yaml ended, it begins again")
        await asyncio.sleep(pause)
        look()
