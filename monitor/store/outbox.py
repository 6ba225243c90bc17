"""The outbox: what is to be said, who is saying it, and what became of it.

::

    pending ──lease──► sending ──mark_sent──► sent
       ▲  │               ├──mark_retry──► pending         the service did not take it
       │  │               ├──mark_failed─► failed          it never will
       │  │               └──mark_doubt, sweep──► doubt    nobody knows
       │  └─a newer edit─► superseded               │
       └──────────────resend_doubtful───────────────┘

Nothing but ``resend_doubtful`` leads out of doubt to pending, so that a repeated message is always somebody's decision.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, exists, func, or_, select, update

from monitor.model import AlertKind, Parcel, ParcelKind, ParcelState
from monitor.model.stored import Waiting
from monitor.store import schema
from monitor.store.codec import clean
from monitor.store.engine import Turn
from monitor.store.parcels import parcel_of, write_parcels
from monitor.store.section import Section
from monitor.store.times import maybe_from_ms, to_ms

_O = schema.outbox.c
_OPEN = (ParcelState.PENDING.value, ParcelState.SENDING.value, ParcelState.DOUBT.value)


RECENT = 100
"""Messages among which the newest of a channel is looked for; edits of older ones stand between."""


class Outbox(Section):
    """Parcels on their way; every change here survives a power cut once the call has returned."""

    def lease(
        self, now: datetime, lease_for: timedelta, limit: int, channels: Sequence[str], blocked: Sequence[str] = (),
    ) -> tuple[Parcel, ...]:
        """Take due parcels of these channels, marked as being sent until ``now + lease_for``, attempts counted.

        New attacks first, then corrections, updates and the rest; within that the oldest first. At most one parcel of
        a (channel, thread), and only when everything before it there is sent, failed or superseded. Of several pending
        edits of one message only the last is kept. Channels of ``blocked`` and those under a block are left out.
        """
        wanted = [clean(channel) for channel in channels if channel not in blocked]
        with self._database.writing(durable=True, turn=Turn.SENDING) as connection:
            _supersede(connection, wanted)
            return _take(connection, wanted, now, now + lease_for, limit)

    def sweep(self, now: datetime) -> tuple[Parcel, ...]:
        """Put parcels whose lease ran out in doubt; returns every parcel in doubt, oldest first, for somebody to decide."""
        expired = and_(_O.state == ParcelState.SENDING.value, _O.lease_until <= to_ms(now))
        values = {"state": ParcelState.DOUBT.value, "lease_until": None, "error": "in doubt: the sender ended before it heard back"}
        with self._database.writing(durable=True, turn=Turn.SENDING) as connection:
            connection.execute(update(schema.outbox).where(expired).values(values))
            doubtful = select(schema.outbox).where(_O.state == ParcelState.DOUBT.value).order_by(_O.id)
            return tuple(parcel_of(row) for row in connection.execute(doubtful))

    def mark_sent(self, parcel_id: int, remote_id: str, now: datetime) -> bool:
        """The service has it; true from any state, because it is the truth. Returns whether the parcel exists."""
        return self._mark(parcel_id, tuple(ParcelState), state=ParcelState.SENT.value, remote_id=clean(remote_id),
                          sent_at=to_ms(now), error="")

    def mark_retry(self, parcel_id: int, not_before: datetime, error: str) -> bool:
        """The service did not take it; from SENDING or DOUBT. Returns whether it was so."""
        return self._mark(parcel_id, (ParcelState.SENDING, ParcelState.DOUBT), state=ParcelState.PENDING.value,
                          not_before=to_ms(not_before), error=clean(error))

    def mark_doubt(self, parcel_id: int, error: str) -> bool:
        """The answer was lost; from SENDING. Returns whether it was so."""
        return self._mark(parcel_id, (ParcelState.SENDING,), state=ParcelState.DOUBT.value, error=clean(error))

    def mark_failed(self, parcel_id: int, error: str) -> bool:
        """The service will never take it; from PENDING, SENDING or DOUBT. Returns whether it was so."""
        before = (ParcelState.PENDING, ParcelState.SENDING, ParcelState.DOUBT)
        return self._mark(parcel_id, before, state=ParcelState.FAILED.value, error=clean(error))

    def resend_doubtful(self, parcel_id: int, not_before: datetime) -> bool:
        """Say it again although it may have been shown; from DOUBT. Returns whether it was so."""
        return self._mark(parcel_id, (ParcelState.DOUBT,), state=ParcelState.PENDING.value, not_before=to_ms(not_before))

    def message_id(self, channel: str, thread: str) -> str:
        """The service's id of the message that edits and replies of this thread refer to; empty where there is none.

        It is that of the first parcel sent since the last :meth:`forget_message`: a send, or an edit that had to be
        shown as a new message because the first was gone.
        """
        query = select(_O.remote_id).where(_anchors(channel, thread)).order_by(_O.id).limit(1)
        with self._database.reading() as connection:
            return str(connection.execute(query).scalar() or "")

    def forget_message(self, channel: str, thread: str) -> None:
        """The message was deleted by hand: the next send or edit of the thread that is shown takes its place."""
        with self._database.writing(durable=True) as connection:
            connection.execute(update(schema.outbox).where(_anchors(channel, thread)).values(forgotten=1))

    def parcels_of(self, thread: str) -> tuple[Parcel, ...]:
        """Every parcel of a thread in every channel, oldest first."""
        query = select(schema.outbox).where(_O.thread == clean(thread)).order_by(_O.id)
        with self._database.reading() as connection:
            return tuple(parcel_of(row) for row in connection.execute(query))

    def shown_in(self, channel: str, since: datetime) -> tuple[str, ...]:
        """The service's ids of the newest message a channel showed before ``since``, and of all sent anywhere after that one.

        Empty where it showed none. Ids count up: an edit repeats the id of an old message, so the highest is the newest.
        """
        sent = and_(_O.state == ParcelState.SENT.value, _O.remote_id != "")
        recent = select(_O.remote_id, _O.sent_at).where(sent, _O.channel == clean(channel), _O.sent_at < to_ms(since))
        with self._database.reading() as connection:
            before = connection.execute(recent.order_by(_O.sent_at.desc(), _O.id.desc()).limit(RECENT)).all()
            if not before:
                return ()
            newest = max((str(row.remote_id) for row in before), key=_count)
            shown_at = min(row.sent_at for row in before if row.remote_id == newest)
            after = select(_O.remote_id).where(sent, _O.sent_at >= shown_at).order_by(_O.sent_at, _O.id)
            return tuple(dict.fromkeys((newest, *map(str, connection.scalars(after)))))

    def pending_in(self, channel: str) -> tuple[Parcel, ...]:
        """Everything that waits for a channel, oldest first."""
        pending = and_(_O.channel == clean(channel), _O.state == ParcelState.PENDING.value)
        with self._database.reading() as connection:
            rows = connection.execute(select(schema.outbox).where(pending).order_by(_O.id))
            return tuple(parcel_of(row) for row in rows)

    def replace_pending(self, parcel_ids: Sequence[int], by: Parcel) -> bool:
        """Put one parcel in the place of waiting ones, all or nothing. Returns whether all of them were waiting."""
        waiting = and_(_O.id.in_(parcel_ids), _O.state == ParcelState.PENDING.value)
        with self._database.writing(durable=True) as connection:
            if connection.execute(select(func.count()).where(waiting)).scalar() != len(set(parcel_ids)):
                return False
            connection.execute(update(schema.outbox).where(waiting).values(state=ParcelState.SUPERSEDED.value))
            write_parcels(connection, [by])
            return True

    def parcels_about(self, about: AlertKind) -> tuple[Parcel, ...]:
        """Every parcel of this kind in every channel, oldest first; reads the whole table, so it is for the start."""
        query = select(schema.outbox).where(_O.about == about.value).order_by(_O.id)
        with self._database.reading() as connection:
            return tuple(parcel_of(row) for row in connection.execute(query))

    def waiting_channels(self, now: datetime) -> tuple[str, ...]:
        """Channels with a parcel that is due and that are not under a block, by name."""
        due = and_(_O.state == ParcelState.PENDING.value, _O.not_before <= to_ms(now))
        blocked = exists().where(schema.channels.c.channel == _O.channel, schema.channels.c.blocked_until > to_ms(now))
        with self._database.reading() as connection:
            return tuple(connection.scalars(select(_O.channel).where(due, ~blocked).distinct().order_by(_O.channel)))

    def outbox_counts(self) -> dict[ParcelState, int]:
        """How many parcels are in each state; every state is named."""
        query = select(_O.state, func.count()).group_by(_O.state)
        with self._database.reading() as connection:
            counted = {state: count for state, count in connection.execute(query)}
        return {state: counted.get(state.value, 0) for state in ParcelState}

    def waiting(self) -> tuple[Waiting, ...]:
        """How many parcels are not settled, by channel and state; reads the open ones only."""
        query = select(_O.channel, _O.state, func.count()).where(_O.state.in_(_OPEN)).group_by(_O.channel, _O.state)
        with self._database.reading() as connection:
            return tuple(Waiting(channel=channel, state=ParcelState(state), count=count)
                         for channel, state, count in connection.execute(query.order_by(_O.channel, _O.state)))

    def oldest_pending(self, now: datetime) -> datetime | None:
        """When the oldest parcel was made that ought to have gone out by now; those put off by a failure count."""
        waiting = and_(_O.state == ParcelState.PENDING.value, or_(_O.not_before <= to_ms(now), _O.attempts > 0))
        with self._database.reading() as connection:
            return maybe_from_ms(connection.execute(select(func.min(_O.created_at)).where(waiting)).scalar())

    def _mark(self, parcel_id: int, before: Sequence[ParcelState], **values: Any) -> bool:
        allowed = and_(_O.id == parcel_id, _O.state.in_([state.value for state in before]))
        with self._database.writing(durable=True) as connection:
            return connection.execute(update(schema.outbox).where(allowed).values(lease_until=None, **values)).rowcount == 1


def _anchors(channel: str, thread: str) -> Any:
    return and_(
        _O.channel == clean(channel), _O.thread == clean(thread), _O.kind != ParcelKind.REPLY.value,
        _O.state == ParcelState.SENT.value, _O.remote_id != "", _O.forgotten == 0,
    )


def _supersede(connection: Connection, channels: Sequence[str]) -> None:
    edits = and_(_O.state == ParcelState.PENDING.value, _O.kind == ParcelKind.EDIT.value, _O.channel.in_(channels))
    newest = func.max(_O.id).over(partition_by=(_O.channel, _O.thread))
    waiting = select(_O.id, newest.label("newest")).where(edits).subquery()
    stale = select(waiting.c.id).where(waiting.c.id < waiting.c.newest)
    connection.execute(update(schema.outbox).where(_O.id.in_(stale)).values(state=ParcelState.SUPERSEDED.value))


def _take(connection: Connection, channels: Sequence[str], now: datetime, until: datetime, limit: int) -> tuple[Parcel, ...]:
    # What is open is read once and sorted, never joined with itself: a planner without statistics would compare each with each.
    first = func.min(_O.id).over(partition_by=(_O.channel, _O.thread))
    waiting = select(_O.id, _O.channel, _O.state, _O.not_before, _O.priority, _O.created_at, first.label("first")).where(
        _O.state.in_(_OPEN), _O.channel.in_(channels)).subquery().c
    blocked = exists().where(schema.channels.c.channel == waiting.channel, schema.channels.c.blocked_until > to_ms(now))
    due = and_(waiting.id == waiting.first, waiting.state == ParcelState.PENDING.value, waiting.not_before <= to_ms(now))
    turn = select(waiting.id).where(due, ~blocked).order_by(waiting.priority, waiting.created_at, waiting.id).limit(limit)
    chosen = list(connection.scalars(turn))
    query = select(schema.outbox).where(_O.id.in_(chosen)).order_by(_O.priority, _O.created_at, _O.id)
    parcels = [parcel_of(row) for row in connection.execute(query)]
    values = {"state": ParcelState.SENDING.value, "attempts": _O.attempts + 1, "lease_until": to_ms(until)}
    connection.execute(update(schema.outbox).where(_O.id.in_([parcel.id for parcel in parcels])).values(values))
    return tuple(
        replace(parcel, state=ParcelState.SENDING, attempts=parcel.attempts + 1, lease_until=until) for parcel in parcels
    )


def _count(remote_id: str) -> int:
    """What an id counts: the number it ends in."""
    number = remote_id.rpartition("/")[2]
    return int(number) if number.isdecimal() else 0
