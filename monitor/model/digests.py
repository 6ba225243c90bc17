"""Values of the digest: what happened in a day."""

from dataclasses import dataclass
from datetime import date, datetime

from monitor.model.incidents import Incident
from monitor.model.verdicts import HeldReason


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCount:
    """How many articles were held for one reason."""

    reason: HeldReason
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """An article just below the threshold."""

    article: str
    url: str
    outlet: str
    title: str
    probability: float
    reason: HeldReason


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedTrouble:
    """A feed that could not be seen during the day."""

    feed: str
    language: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One local day, from the store."""

    day: date
    timezone: str
    start: datetime
    end: datetime
    incidents: tuple[Incident, ...]
    """Opened within the day, heaviest first."""
    updated: tuple[Incident, ...]
    """Opened earlier, changed within the day."""
    entries: int
    """New entries seen."""
    held: tuple[HeldCount, ...]
    near_misses: tuple[NearMiss, ...]
    troubles: tuple[FeedTrouble, ...]
    unjudged: tuple[NearMiss, ...] = ()
    """Keyword hits in languages the model does not judge: they wait here for a reader."""
    usual: float | None = None
    """Median incidents a day over the four weeks before; None without enough days."""
