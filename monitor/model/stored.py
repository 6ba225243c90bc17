"""Values that only the store gives back: blocks, claims, readers' verdicts, what retention did."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from monitor.model.alerts import ParcelState


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelBlock:
    """A channel that must not be written to for a while (a flood limit, a closed chat)."""

    channel: str
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestDay:
    """One digest of one local day that somebody has taken on."""

    name: str
    day: date
    claimed_at: datetime


class VerdictKind(StrEnum):
    """What a reader can say: of an incident that was told, or of an article that was not."""

    RIGHT = "right"
    FALSE_ALARM = "false alarm"
    WRONG_FACTS = "wrong facts"
    MISSED = "missed"
    """An article that should have alerted."""
    RIGHTLY_SILENT = "rightly silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderVerdict:
    """What a reader said of an incident or an article; exactly one of the two is named."""

    incident: str = ""
    article: str = ""
    kind: str
    """One of :class:`VerdictKind`."""
    who: str
    at: datetime
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thinned:
    """What one run of retention dropped."""

    articles: int
    """Articles whose summary and text were dropped; their identity stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Parcels of one channel in one state that are not settled."""

    channel: str
    state: ParcelState
    count: int
