"""Values of the digest: what happened in a day, a week, a month, and what could not be seen of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from monitor.model.incidents import Change, Incident, Member
from monitor.model.verdicts import HeldReason


class DigestKind(StrEnum):
    """How long a digest looks back; the value is the name its claim is stored under."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class DigestPicture(StrEnum):
    """The pictures of a digest; the value is the end of the thread its message has."""

    MAP = "map"
    DAYS = "days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole local days, one after the other."""

    kind: DigestKind
    first: date
    last: date
    """Inclusive."""
    timezone: str
    start: datetime
    """UTC; half open with ``end``. A day has 23, 24 or 25 hours, or what else the clocks of its place make of it."""
    end: datetime
    due: datetime
    """When its digest is made: the digest tells what was known then, whenever it is asked for."""


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
    """A feed that could not be seen for some time."""

    feed: str
    language: str
    what: str
    since: datetime | None = None
    """None where nobody noted it."""
    until: datetime | None = None
    """None while it lasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which the monitor itself did not run."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """When the monitor ran and which feeds it could not see, as it noted each minute."""

    began: datetime | None = None
    """The first note; what was before is not known."""
    beat: datetime | None = None
    """The last one."""
    gaps: tuple[Gap, ...] = ()
    ended: tuple[FeedTrouble, ...] = ()
    lasting: tuple[FeedTrouble, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageCount:
    """Items of one language that passed the keywords and that nobody judged."""

    language: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """What could not be seen or read; all empty on a good day."""

    feeds: tuple[FeedTrouble, ...] = ()
    dark: tuple[str, ...] = ()
    """Languages of which every feed was in trouble."""
    gaps: tuple[Gap, ...] = ()
    noted: bool = True
    """False where nobody noted outages at that time: then the three above say nothing."""
    unjudged: tuple[LanguageCount, ...] = ()
    judged: int = 0
    """Items that the model judged."""
    by_summary: int = 0
    """Of these, those of which only the feed's summary could be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """An incident as it stood at the edges of a period: before it, at its end, and when the digest was due."""

    before: Incident | None
    """None where the store no longer knows."""
    after: Incident
    standing: Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """An incident known before, and what changed."""

    incident: Incident
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A reaction that was linked to an incident: retaliation, a statement."""

    incident: Incident
    member: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What periods like this one held before."""

    periods: int
    """How many whole periods before this one were watched, of those that are looked at."""
    median: float | None = None
    """Attacks in the middle one of them; None where there are too few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """What readers said of the alerts so far, with the 95 % interval of Wilson."""

    right: int = 0
    judged: int = 0
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the store holds of a period, before anything is chosen or ordered."""

    opened: tuple[Incident, ...] = ()
    revised: tuple[Revised, ...] = ()
    """Opened earlier, changed within the period."""
    earlier: tuple[Incident, ...] = ()
    """Opened in the periods before it, and in the thirty days before its end."""
    changed_since: tuple[Revised, ...] = ()
    """Incidents of the period that changed after the digest was due."""
    watched_since: datetime | None = None
    """When the first article was seen; None where none ever was."""
    entries: int = 0
    held: tuple[HeldCount, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    unjudged: tuple[NearMiss, ...] = ()
    unseen: Unseen = Unseen()
    precision: TrackRecord = TrackRecord()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A period in order of weight."""

    period: Period
    as_of: datetime
    """Facts and status are those known at this moment."""
    incidents: tuple[Incident, ...]
    """Opened within the period, heaviest first."""
    updated: tuple[Update, ...] = ()
    """Opened earlier, changed within it."""
    follow_ups: tuple[FollowUp, ...] = ()
    entries: int = 0
    """New entries seen."""
    held: tuple[HeldCount, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    unjudged: tuple[NearMiss, ...] = ()
    """Keyword hits in languages the model does not judge: they wait here for a reader."""
    unseen: Unseen = Unseen()
    usual: Usual = Usual(periods=0)
    precision: TrackRecord = TrackRecord()
    since: tuple[Update, ...] = ()
    """What became known of the period's incidents after ``as_of``; kept apart, so that the picture stays the one of then."""
    recent: tuple[Incident, ...] = ()
    """Alerted within the thirty days that end with the period, oldest first: the timeline."""

    @property
    def day(self) -> date:
        """Its first day: what it is called by in addresses and commands."""
        return self.period.first

    @property
    def attacks(self) -> tuple[Incident, ...]:
        """Those that readers were told of, heaviest first."""
        return tuple(incident for incident in self.incidents if incident.alerted)
