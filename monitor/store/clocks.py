"""Waits that were reckoned by a clock which was set back since: they end when they would have ended."""

from datetime import datetime, timedelta

from sqlalchemy import and_, update

from monitor.model import ParcelState
from monitor.store import schema
from monitor.store.engine import Turn
from monitor.store.section import Section
from monitor.store.times import to_ms

_O, _C, _M = schema.outbox.c, schema.channels.c, schema.mutes.c


class Clocks(Section):
    """What the store keeps of times that lie ahead."""

    def clock_set_back(self, now: datetime, by: timedelta) -> int:
        """Move what waits for a time still ahead nearer by as much as the clock was set back; returns how many parcels.

        Without it a message put off for seconds would wait for hours.
        """
        behind = int(by.total_seconds() * 1000)
        waiting = and_(_O.state == ParcelState.PENDING.value, _O.not_before > to_ms(now))
        with self._database.writing(durable=True, turn=Turn.SENDING) as connection:
            moved = connection.execute(update(schema.outbox).where(waiting).values(not_before=_O.not_before - behind)).rowcount
            leased = and_(_O.state == ParcelState.SENDING.value, _O.lease_until > to_ms(now))
            connection.execute(update(schema.outbox).where(leased).values(lease_until=_O.lease_until - behind))
            connection.execute(update(schema.channels).where(_C.blocked_until > to_ms(now)).values(
                blocked_until=_C.blocked_until - behind))
            connection.execute(update(schema.mutes).where(_M.until > to_ms(now)).values(until=_M.until - behind))
        return moved
