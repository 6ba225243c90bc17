"""Incidents, their revisions and their members."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, exists, select, union
from sqlalchemy.sql.dml import ReturningInsert

from monitor.errors import StoreError
from monitor.model import Incident, Lesson, Signature, Status
from monitor.store import schema
from monitor.store.codec import INCIDENTS, clean
from monitor.store.lessons import read_lessons
from monitor.store.section import KEYS_AT_ONCE, Section, insert, insert_in, replacing
from monitor.store.times import to_ms

_I = schema.incidents.c
_R = schema.incident_revisions.c
_RECENT = schema.incidents.alias("recent").c
_STANDING = _I.merged_into == ""
_TOUCHED = (
    select(_I.id, _I.body_hash).where(_STANDING, _I.status != Status.CLOSED.value, _I.id.in_(union(
        # Two looks into two indexes: for "one or the other" SQLite reads every incident there ever was.
        select(_RECENT.id).where(_RECENT.updated_at >= bindparam("since")),
        select(schema.members.c.incident).where(schema.members.c.article == bindparam("article")))))
    .order_by(_I.opened_at, _I.id)
)
_BODIES = select(_I.id, _I.body).where(_I.id.in_(bindparam("ids", expanding=True)))


class Incidents(Section):
    """What happened, as it stands now and as it stood before."""

    def incident(self, incident_id: str) -> Incident | None:
        """The incident as it stands, merged ones included; None where there is none."""
        with self._database.reading() as connection:
            return read_incident(connection, incident_id)

    def incidents_between(self, start: datetime, end: datetime) -> tuple[Incident, ...]:
        """Incidents opened within [start, end) as they stand now, oldest first; merged ones excepted."""
        opened = (_I.opened_at >= to_ms(start), _I.opened_at < to_ms(end))
        return self._read(select(_I.body).where(_STANDING, *opened).order_by(_I.opened_at, _I.id))

    def incidents_updated_between(self, start: datetime, end: datetime) -> tuple[Incident, ...]:
        """Incidents opened before ``start`` with a revision within [start, end), as they stand now, oldest first."""
        revised = exists().where(_R.incident == _I.id, _R.updated_at >= to_ms(start), _R.updated_at < to_ms(end))
        earlier = _I.opened_at < to_ms(start)
        return self._read(select(_I.body).where(_STANDING, earlier, _I.updated_at >= to_ms(start), revised)
                          .order_by(_I.opened_at, _I.id))

    def incident_revisions(self, incident_id: str) -> tuple[Incident, ...]:
        """Every revision, oldest first; the members' signatures are left out (they serve placing alone)."""
        return self._read(select(_R.body).where(_R.incident == clean(incident_id)).order_by(_R.revision))

    def latest_incidents(self, count: int) -> tuple[Incident, ...]:
        """The newest incidents, newest first; merged ones excepted."""
        return self._read(select(_I.body).where(_STANDING).order_by(_I.opened_at.desc(), _I.id.desc()).limit(count))

    def lessons(self) -> tuple[Lesson, ...]:
        """What readers' splits and merges taught, oldest first."""
        with self._database.reading() as connection:
            return read_lessons(connection)

    def incidents_of(self, article: str) -> tuple[str, ...]:
        """Ids of the incidents that have the article (by key) as a member, mended ones included."""
        query = select(schema.members.c.incident).where(schema.members.c.article == clean(article))
        with self._database.reading() as connection:
            return tuple(connection.scalars(query.order_by(schema.members.c.incident)))

    def _read(self, query: Select[Any]) -> tuple[Incident, ...]:
        with self._database.reading() as connection:
            return tuple(INCIDENTS.decode(body) for body in connection.scalars(query))


class DecodedWindow:
    """The incidents of the placing window, each read and decoded once per state: from item to item most stay the same."""

    def __init__(self) -> None:
        self._decoded: dict[str, tuple[int, Incident]] = {}

    def read(self, connection: Connection, since: datetime, article: str = "") -> tuple[Incident, ...]:
        """Open incidents touched since then or holding the article, oldest first."""
        asked = {"since": to_ms(since), "article": clean(article)}
        hashes = {key: body_hash for key, body_hash in connection.execute(_TOUCHED, asked)}
        decoded = {key: self._decoded[key] for key, known in hashes.items() if self._decoded.get(key, (None,))[0] == known}
        changed = [key for key in hashes if key not in decoded]
        for start in range(0, len(changed), KEYS_AT_ONCE):
            for key, body in connection.execute(_BODIES, {"ids": changed[start:start + KEYS_AT_ONCE]}):
                decoded[key] = (hashes[key], INCIDENTS.decode(body))
        self._decoded = decoded
        return tuple(decoded[key][1] for key in hashes)


def read_incident(connection: Connection, incident_id: str) -> Incident | None:
    """Inside a transaction: one incident."""
    body = connection.execute(select(_I.body).where(_I.id == clean(incident_id))).scalar()
    return None if body is None else INCIDENTS.decode(body)


def read_quiet(connection: Connection, before: datetime, limit: int) -> tuple[Incident, ...]:
    """Inside a transaction: standing incidents, neither closed nor withdrawn, last changed before then."""
    over = (Status.CLOSED.value, Status.WITHDRAWN.value)
    asked = select(_I.body).where(_STANDING, _I.status.not_in(over), _I.updated_at < to_ms(before)).order_by(_I.updated_at, _I.id).limit(limit)
    return tuple(INCIDENTS.decode(body) for body in connection.scalars(asked))


def write_incidents(connection: Connection, incidents: Iterable[Incident]) -> None:
    """Inside a transaction: each incident with its revision and members.

    Raises StoreError where a later revision is stored already: somebody decided on a state that was no longer true.
    """
    for incident in sorted(incidents, key=lambda incident: incident.id):
        _write_state(connection, incident)
        _write_revision(connection, incident)
        _write_members(connection, incident)


def _write_state(connection: Connection, incident: Incident) -> None:
    body = INCIDENTS.encode(incident)
    row = {
        "id": clean(incident.id), "opened_at": to_ms(incident.opened_at), "updated_at": to_ms(incident.updated_at),
        "revision": incident.revision, "status": incident.status.value, "merged_into": clean(incident.merged_into),
        "body_hash": int.from_bytes(blake2b(body.encode(), digest_size=8).digest(), signed=True), "body": body,
    }
    if connection.execute(_forward(connection.dialect.name), row).first() is None:
        raise StoreError(f"incident {incident.id} is stored with a later revision than {incident.revision}; read it again")


@cache
def _forward(dialect: str) -> ReturningInsert[Any]:
    """Inserts or replaces, and returns nothing where the stored revision is later."""
    statement = insert_in(dialect, schema.incidents)
    new = {column.name: statement.excluded[column.name] for column in _I if column.name != "id"}
    return statement.on_conflict_do_update(
        index_elements=["id"], set_=new, where=_I.revision <= statement.excluded.revision,
    ).returning(_I.id)


def _write_revision(connection: Connection, incident: Incident) -> None:
    members = tuple(replace(member, signature=Signature()) for member in incident.members)
    row = {
        "incident": clean(incident.id), "revision": incident.revision, "updated_at": to_ms(incident.updated_at),
        "body": INCIDENTS.encode(replace(incident, members=members)),
    }
    connection.execute(replacing(connection.dialect.name, schema.incident_revisions, ("incident", "revision")), row)


def _write_members(connection: Connection, incident: Incident) -> None:
    key = clean(incident.id)
    connection.execute(delete(schema.members).where(schema.members.c.incident == key))
    articles: Sequence[str] = sorted({clean(member.article) for member in incident.members})
    if articles:
        rows = [{"incident": key, "article": article} for article in articles]
        connection.execute(insert(connection, schema.members), rows)
