"""What the chat services told us about their channels: a new chat id, a flood limit."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from monitor.model.stored import ChannelBlock
from monitor.store import schema
from monitor.store.codec import clean
from monitor.store.section import Section, insert
from monitor.store.times import from_ms, to_ms

_C = schema.channels.c


class Channels(Section):
    """State of channels that outlives a restart."""

    def channel_target(self, channel: str) -> str:
        """The chat id to use instead of the configured one; empty where the service never told of another."""
        with self._database.reading() as connection:
            return str(connection.execute(select(_C.target).where(_C.channel == clean(channel))).scalar() or "")

    def set_channel_target(self, channel: str, target: str) -> None:
        """The chat has another id now (a group became a supergroup)."""
        self._set(channel, target=clean(target))

    def block_channel(self, channel: str, until: datetime, reason: str) -> None:
        """Nothing of this channel is leased until then; a time that has passed lifts the block."""
        self._set(channel, blocked_until=to_ms(until), reason=clean(reason))

    def channel_blocks(self, now: datetime) -> tuple[ChannelBlock, ...]:
        """The blocks in force, by channel."""
        query = select(schema.channels).where(_C.blocked_until > to_ms(now)).order_by(_C.channel)
        with self._database.reading() as connection:
            return tuple(
                ChannelBlock(channel=row.channel, until=from_ms(row.blocked_until), reason=row.reason)
                for row in connection.execute(query)
            )

    def _set(self, channel: str, **values: Any) -> None:
        with self._database.writing(durable=True) as connection:
            statement = insert(connection, schema.channels).values(channel=clean(channel), **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["channel"], set_=values))
