"""Looking back through the stored items, a bounded piece at a time.

There is no index of words: it would double the price of every insert at a million items. Instead each call looks at the
next ``limit`` items by time of first sight, along the index that is there, and says where the next call goes on; feed and
reason are compared in the database, words by the caller. A call reads at most ``limit`` rows, so that nobody who waits for the
store waits long, however many items it holds (1,000 rows: 34 ms with their texts, 2 ms where feed or reason leaves them out).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select, tuple_

from monitor.model import Decision, HeldReason
from monitor.store import schema
from monitor.store.articles import decision_of
from monitor.store.codec import clean
from monitor.store.section import Section
from monitor.store.times import from_ms, to_ms

_A = schema.articles.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in the order of first sight."""

    seen_at: datetime
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One piece of the past."""

    found: tuple[tuple[Spot, Decision], ...]
    """Newest first, each with its place: from there one can go on behind it."""
    looked: int
    """Items looked at, those of other feeds and reasons among them."""
    rest: Spot | None
    """Where to go on; None at the end of the span."""


class Searching(Section):
    """Items by feed, reason and time."""

    def look_back(
        self, start: datetime, before: Spot, limit: int, feed: str = "", reason: HeldReason | None = None,
    ) -> Looked:
        """The next ``limit`` items first seen before ``before`` and not before ``start``; those that match, newest first."""
        seen = to_ms(before.seen_at)
        span = and_(_A.seen_at >= to_ms(start), _A.seen_at <= seen, tuple_(_A.seen_at, _A.id) < (seen, before.id))
        order = (_A.seen_at.desc(), _A.id.desc())
        piece = select(_A.id, _A.seen_at).where(span).order_by(*order).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(piece).all()
            if not rows:
                return Looked(found=(), looked=0, rest=None)
            last = rows[-1]
            # The same span again by its ends, with what is asked beside: one pass over the index, no list of ids.
            low = and_(_A.seen_at >= last.seen_at, _A.seen_at <= seen, tuple_(_A.seen_at, _A.id) >= (last.seen_at, last.id),
                       tuple_(_A.seen_at, _A.id) < (seen, before.id))
            wanted = select(schema.articles).where(low).order_by(*order)
            if feed:
                wanted = wanted.where(_A.feed == clean(feed))
            if reason is not None:
                wanted = wanted.where(_A.held_reason == reason.value)
            found = tuple((Spot(seen_at=from_ms(row.seen_at), id=row.id), decision_of(row)) for row in connection.execute(wanted))
        rest = Spot(seen_at=from_ms(last.seen_at), id=last.id) if len(rows) == limit else None
        return Looked(found=found, looked=len(rows), rest=rest)
