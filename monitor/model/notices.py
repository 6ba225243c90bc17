"""Values of telling the admin chat what is wrong with the monitor itself; readers never see them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.feeds import FeedHealth

ADMIN_CHANNEL = "(admin)"
"""The channel of notices among the parcels: a name that none of config.yaml's channels should bear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """What was seen of the monitor at one moment."""

    now: datetime
    started_at: datetime
    feeds: tuple[FeedHealth, ...] = ()
    silent_after: timedelta
    """How long a feed may have nothing new."""
    last_judged: datetime | None = None
    """When the model last judged an article."""
    disk_free: int | None = None
    """Bytes; None where the store lies on another machine."""
    model_problem: str = ""
    """Why the model was not loaded, in one sentence; empty where it was."""
    config_problem: str = ""
    """Why an edited config.yaml was refused; empty where it was not."""
    clock_jump: timedelta | None = None
    """By how much the clock lately leapt against the time that passed; None where it is steady."""
    channels: tuple[str, ...] = ()
    """The configured channels."""
    closed: tuple[tuple[str, str], ...] = ()
    """Channels that refuse us altogether, and why."""
    taking: frozenset[str] = frozenset()
    """Channels that took a message since they were opened."""
    flooding: tuple[tuple[str, int], ...] = ()
    """Outlets of which articles were held within a day because they alone tell too much, and how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One condition that stands."""

    key: str
    """Stays the same while it stands: ``disk``, ``feed:BBC World``."""
    what: str
    """One sentence for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What observations amount to; a condition that is named nowhere here is over."""

    troubles: tuple[Trouble, ...] = ()
    doubtful: frozenset[str] = frozenset()
    """Keys of conditions of which nothing can be said now: one that was told stays, one that was not is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A condition that was told and not yet called off."""

    key: str
    since: datetime
    """When it was first told; with the key it names the thread of its notices."""
    told_at: datetime
    times: int = 1
    good_since: datetime | None = None
    """Since when it is over, as far as one can see; None while it stands."""


class NoticeKind(StrEnum):
    """What a notice says of its condition."""

    FIRST = "first"
    REMINDER = "reminder"
    ALL_CLEAR = "all-clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to tell the admin chat."""

    kind: NoticeKind
    standing: Standing
    """The condition as it stands once this is told."""
    what: str = ""
    """The sentence; empty for an all-clear."""
