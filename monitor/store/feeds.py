"""What is remembered of each feed between polls."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select

from monitor.model import FeedState
from monitor.store import schema
from monitor.store.codec import FEED_STATES, clean
from monitor.store.section import KEYS_AT_ONCE, Section, insert, replacing
from monitor.store.times import maybe_ms, to_ms

_F = schema.feeds.c
_NAMED = select(_F.body).where(_F.feed.in_(bindparam("names", expanding=True)))


class Feeds(Section):
    """States of feeds."""

    def feed_states(self) -> tuple[FeedState, ...]:
        """The state of every feed ever polled, by name."""
        query = select(schema.feeds.c.body).order_by(schema.feeds.c.feed)
        with self._database.reading() as connection:
            return tuple(FEED_STATES.decode(body) for body in connection.scalars(query))

    def feed_states_of(self, names: Sequence[str]) -> tuple[FeedState, ...]:
        """The states of these feeds, those never polled left out."""
        wanted = sorted({clean(name) for name in names})
        with self._database.reading() as connection:
            return tuple(
                FEED_STATES.decode(body) for start in range(0, len(wanted), KEYS_AT_ONCE)
                for body in connection.scalars(_NAMED, {"names": wanted[start:start + KEYS_AT_ONCE]}))

    def due_feeds(self, now: datetime, far: datetime, limit: int) -> tuple[str, ...]:
        """Names of feeds to be asked by ``now``, longest overdue first; so are those planned for later than ``far``.

        No plan reaches as far as ``far``: the clock was set back. Retired feeds are left out.
        """
        ripe = or_(_F.next_due <= to_ms(now), _F.next_due > to_ms(far))
        query = select(_F.feed).where(ripe).order_by(_F.next_due, _F.feed).limit(limit)
        with self._database.reading() as connection:
            return tuple(connection.scalars(query))

    def enrol_feeds(self, states: Sequence[FeedState]) -> None:
        """Remember these states where nothing is known of their feed and address; what is known stays."""
        rows = sorted((_row(state) for state in states), key=lambda row: str(row["feed"]))
        known = {state.feed: state for state in self.feed_states_of([str(row["feed"]) for row in rows])}
        fresh = [state for state in states if known.get(clean(state.feed), state).configured_url != state.configured_url]
        with self._database.writing() as connection:
            for start in range(0, len(rows), KEYS_AT_ONCE):
                statement = insert(connection, schema.feeds).on_conflict_do_nothing(index_elements=["feed"])
                connection.execute(statement, rows[start:start + KEYS_AT_ONCE])
            for state in fresh:
                write_feed_state(connection, state)

    def save_feed_state(self, state: FeedState) -> None:
        """Remember one state; the poll itself records it with its plan."""
        with self._database.writing() as connection:
            write_feed_state(connection, state)


def write_feed_state(connection: Connection, state: FeedState) -> None:
    """Inside a transaction: the state replaces the one before."""
    connection.execute(replacing(connection.dialect.name, schema.feeds, ("feed",)), _row(state))


def _row(state: FeedState) -> dict[str, object]:
    due = None if state.retired else maybe_ms(state.next_due)  # a retired feed is nobody's next
    return {"feed": clean(state.feed), "next_due": due, "body": FEED_STATES.encode(state)}
