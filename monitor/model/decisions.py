"""Values of deciding: what one step wants to have recorded, all in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from monitor.model.alerts import Parcel
from monitor.model.feeds import Article, FeedState
from monitor.model.incidents import Incident
from monitor.model.verdicts import Held, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store remembers of an article it has met."""

    key: str
    content_hash: str
    changes: int
    """How often its content changed since; a cap keeps pages with a clock in them quiet."""
    seen_at: datetime


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
