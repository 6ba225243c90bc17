"""Rows of the outbox: parcels in, parcels out."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row

from monitor.model import AlertKind, Parcel, ParcelKind, ParcelState
from monitor.store import schema
from monitor.store.codec import MESSAGES, clean
from monitor.store.section import insert
from monitor.store.times import from_ms, maybe_from_ms, maybe_ms, to_ms

PRIORITY = {
    AlertKind.NEW: 0, AlertKind.CORRECTION: 1, AlertKind.UPDATE: 2, AlertKind.NOTICE: 3, AlertKind.DIGEST: 4,
    AlertKind.PICTURE: 5,
}
"""What goes first where several are due: a new attack, then what was wrong, then what is more, then the rest."""


def priority_of(parcel: Parcel) -> int:
    """What tells of people killed goes before everything else."""
    return -1 if parcel.message.urgent else PRIORITY[parcel.about]


def write_parcels(connection: Connection, parcels: Iterable[Parcel]) -> None:
    """Inside a transaction: parcels whose ``dedup_key`` is there already are not stored again."""
    rows = [_row(parcel) for parcel in parcels]
    if rows:
        connection.execute(insert(connection, schema.outbox).on_conflict_do_nothing(index_elements=["dedup_key"]), rows)


def _row(parcel: Parcel) -> dict[str, Any]:
    return {
        "dedup_key": clean(parcel.dedup_key), "channel": clean(parcel.channel), "thread": clean(parcel.thread),
        "kind": parcel.kind.value, "about": parcel.about.value, "priority": priority_of(parcel),
        "revision": parcel.revision, "created_at": to_ms(parcel.created_at), "not_before": to_ms(parcel.not_before),
        "state": parcel.state.value, "attempts": parcel.attempts, "lease_until": maybe_ms(parcel.lease_until),
        "remote_id": clean(parcel.remote_id), "error": clean(parcel.error), "message": MESSAGES.encode(parcel.message),
    }


def parcel_of(row: Row[Any]) -> Parcel:
    """The parcel of a row of the outbox."""
    return Parcel(
        id=row.id, dedup_key=row.dedup_key, channel=row.channel, thread=row.thread, kind=ParcelKind(row.kind),
        about=AlertKind(row.about), revision=row.revision, created_at=from_ms(row.created_at),
        not_before=from_ms(row.not_before), state=ParcelState(row.state), attempts=row.attempts,
        lease_until=maybe_from_ms(row.lease_until), remote_id=row.remote_id, error=row.error,
        message=MESSAGES.decode(row.message),
    )
