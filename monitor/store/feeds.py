"""What is remembered of each feed between polls."""

from sqlalchemy import Connection, delete, select

from monitor.model import FeedState
from monitor.store import schema
from monitor.store.codec import FEED_STATES, clean
from monitor.store.section import Section, replacing
from monitor.store.times import maybe_ms


class Feeds(Section):
    """States of feeds."""

    def feed_states(self) -> tuple[FeedState, ...]:
        """The state of every feed ever polled, by name."""
        query = select(schema.feeds.c.body).order_by(schema.feeds.c.feed)
        with self._database.reading() as connection:
            return tuple(FEED_STATES.decode(body) for body in connection.scalars(query))

    def save_feed_state(self, state: FeedState) -> None:
        """Remember one state; the poll itself records it with its plan."""
        with self._database.writing() as connection:
            write_feed_state(connection, state)

    def forget_feed(self, name: str) -> None:
        """Drop the state of a feed that is no longer configured; its articles stay."""
        with self._database.writing() as connection:
            connection.execute(delete(schema.feeds).where(schema.feeds.c.feed == clean(name)))


def write_feed_state(connection: Connection, state: FeedState) -> None:
    """Inside a transaction: the state replaces the one before."""
    row = {"feed": clean(state.feed), "next_due": maybe_ms(state.next_due), "body": FEED_STATES.encode(state)}
    connection.execute(replacing(connection.dialect.name, schema.feeds, ("feed",)), row)
