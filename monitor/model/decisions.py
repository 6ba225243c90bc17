"""Values of deciding: what one step wants to have recorded, all in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from monitor.model.alerts import AlertKind, Parcel
from monitor.model.articles import Article
from monitor.model.feeds import FeedState
from monitor.model.fetching import FailureKind
from monitor.model.incidents import Change, Incident
from monitor.model.lessons import Lesson
from monitor.model.verdicts import Held, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store remembers of an article it has met."""

    key: str
    content_hash: str
    changes: int
    """How often its content changed since; a cap keeps pages with a clock in them quiet."""
    seen_at: datetime
    published: datetime | None = None
    """As it stands; a later version that gives no time of its own keeps it."""
    feed: str = ""
    """The feed that told it last: the same page in other words through another feed is no edit of it."""
    in_incident: bool = False
    """Whether it is a member of an incident: an edit may have to take it out again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Everything decided about one article, silence included; what ``monitor why`` tells."""

    article: Article
    verdict: Verdict | None = None
    """None where the keyword gate already said no."""
    held: Held | None = None
    incidents: tuple[str, ...] = ()
    """Ids of the incidents it is a member of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one step wants recorded: state, incidents and outbox rows in one transaction, or nothing at all."""

    decisions: tuple[Decision, ...] = ()
    incidents: tuple[Incident, ...] = ()
    parcels: tuple[Parcel, ...] = ()
    feed_state: FeedState | None = None
    to_place: tuple[str, ...] = ()
    """Keys of articles among ``decisions`` that another process is to place: the store queues that with them."""
    lessons: tuple[Lesson, ...] = ()
    """What a reader's split or merge teaches."""


PLACE = "place"
"""The task of an article that is still to be placed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work that a worker is to do, queued in the transaction that gave reason for it."""

    task: str
    queue: str
    lock: str
    """Of the jobs with one lock one is done at a time, in the order they were queued."""
    argument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One thing said to the readers: an alert event of ``monitor replay``."""

    kind: AlertKind
    incident: Incident
    article: str
    """Key of the article that made us speak."""
    at: datetime
    changes: tuple[Change, ...] = ()
    text: str = ""
    """The message as a channel without mark-up shows it."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What was decided about one article: what to record, and what that tells the readers."""

    plan: Plan
    tellings: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a batch of articles; articles known and unchanged leave no trace here."""

    decisions: tuple[Decision, ...] = ()
    tellings: tuple[Telling, ...] = ()
    new: int = 0
    changed: int = 0
    known: frozenset[str] = frozenset()
    """Keys of the articles among the decisions that were met before."""
    left: int = 0
    """Articles left for the next poll, because they were too many at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What one poll of one feed came to: a line of ``monitor once``."""

    feed: str
    outcome: str
    """``200``, ``304`` or what failed, in words."""
    entries: int = 0
    skipped: int = 0
    taken: Taken = Taken()
    failed: bool = False
    failure: FailureKind | None = None
    """What kind of failure of the network or the server it was; None for a success, and for a surprise of our own."""
    state: FeedState | None = None
    """The feed's state after it."""
    stored: bool = True
    """Whether the store has that state; False after a surprise."""
