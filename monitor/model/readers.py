"""Values of readers: people and groups who subscribed by themselves, what they want to hear, and what they muted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import IntEnum

READER_CHANNEL = "reader-"
"""How the channel of a reader begins; what follows is drawn by lot, so that no name tells whose chat it is."""


class Severity(IntEnum):
    """How bad an attack is, as readers ask for it."""

    ANY = 0
    HIT = 1
    """Something was hit or damaged, or worse."""
    WOUNDED = 2
    DEAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One chat that subscribed; its id is the name of its channel."""

    id: str
    chat: str
    """The only thing we know of a person; dropped by /unsubscribe."""
    since: datetime
    is_group: bool = False
    watches: tuple[str, ...] = ()
    """Empty: all of them, those of tomorrow too."""
    countries: tuple[str, ...] = ()
    """English names as in the gazetteer; empty: all."""
    least: Severity = Severity.ANY
    quiet_from: time | None = None
    """On the clock of ``timezone``; both ends are set or none."""
    quiet_to: time | None = None
    timezone: str = "UTC"
    paused_at: datetime | None = None
    """Since when the chat has blocked the bot: nothing is queued for it, its wishes are kept for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who hears of an attack beside the channels of config.yaml, and what each channel does not want to hear."""

    readers: tuple[Reader, ...] = ()
    mutes: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    """(channel, place) and until when."""


NOBODY = Audience()
