"""Values that only the store gives back: blocks, claims, readers' verdicts, what retention did."""

from dataclasses import dataclass
from datetime import date, datetime

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderVerdict:
    """What a reader said of an incident or an article; exactly one of the two is named."""

    incident: str = ""
    article: str = ""
    kind: str
    """right, wrong, duplicate ...: the words of the buttons."""
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
