"""Incidents as they stood at a moment of the past: what a digest of an old day tells.

An incident that did not change since is read as it stands; of one that did, the last revision before the moment.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from monitor.model import Incident
from monitor.model.digests import Revised
from monitor.store import schema
from monitor.store.codec import INCIDENTS
from monitor.store.section import KEYS_AT_ONCE, Section
from monitor.store.times import to_ms

_I = schema.incidents.c
_R = schema.incident_revisions.c


class Revisions(Section):
    """Looks into the past; spans are half open, and ``as_of`` itself is no longer in it."""

    def incidents_as_of(self, start: datetime, end: datetime, as_of: datetime) -> tuple[Incident, ...]:
        """Incidents opened within the span as they stood at ``as_of``, oldest first; those merged away by then excepted.

        Members of an incident that changed since come without their signatures.
        """
        opened = select(_I.id, _I.updated_at).where(_I.opened_at >= to_ms(start), _I.opened_at < to_ms(end))
        with self._database.reading() as connection:
            rows = connection.execute(opened.order_by(_I.opened_at, _I.id)).all()
            unchanged = [row.id for row in rows if row.updated_at < to_ms(as_of)]
            found = _as_they_stand(connection, unchanged)
            found |= _last_before(connection, [row.id for row in rows if row.id not in found], as_of)
        standing = (found[row.id] for row in rows if row.id in found)
        return tuple(incident for incident in standing if not incident.merged_into)

    def revised_between(self, start: datetime, end: datetime, as_of: datetime) -> tuple[Revised, ...]:
        """Incidents opened before the span with a revision in it, oldest first; those merged away by ``as_of`` excepted."""
        within = select(_R.incident).where(_R.updated_at >= to_ms(start), _R.updated_at < to_ms(end)).distinct()
        query = select(_I.id).where(_I.id.in_(within), _I.opened_at < to_ms(start)).order_by(_I.opened_at, _I.id)
        with self._database.reading() as connection:
            ids = list(connection.scalars(query))
            return _revised(connection, ids, start, end, as_of)

    def changed_since(self, start: datetime, end: datetime, as_of: datetime) -> tuple[Revised, ...]:
        """Incidents opened within the span that changed at or after ``as_of``: ``before`` is then, the others are now."""
        opened = and_(_I.opened_at >= to_ms(start), _I.opened_at < to_ms(end))
        query = select(_I.id, _I.body).where(opened, _I.updated_at >= to_ms(as_of)).order_by(_I.opened_at, _I.id)
        with self._database.reading() as connection:
            now = {key: INCIDENTS.decode(body) for key, body in connection.execute(query)}
            then = _last_before(connection, list(now), as_of)
        return tuple(Revised(before=then[key], after=incident, standing=incident) for key, incident in now.items() if key in then)


def _revised(
    connection: Connection, ids: Sequence[str], start: datetime, end: datetime, as_of: datetime,
) -> tuple[Revised, ...]:
    before, after, standing = (_last_before(connection, ids, moment) for moment in (start, min(end, as_of), as_of))
    return tuple(
        Revised(before=before.get(key), after=after[key], standing=standing[key])
        for key in ids if key in after and not standing[key].merged_into
    )


def _as_they_stand(connection: Connection, ids: Sequence[str]) -> dict[str, Incident]:
    return {
        key: INCIDENTS.decode(body) for portion in _portions(ids)
        for key, body in connection.execute(select(_I.id, _I.body).where(_I.id.in_(portion)))
    }


def _last_before(connection: Connection, ids: Sequence[str], moment: datetime) -> dict[str, Incident]:
    """Of each incident the last revision made before then; none where it was not there yet."""
    found: dict[str, Incident] = {}
    for portion in _portions(ids):
        last = (select(_R.incident, func.max(_R.revision).label("revision"))
                .where(_R.incident.in_(portion), _R.updated_at < to_ms(moment)).group_by(_R.incident).subquery())
        query = select(_R.incident, _R.body).join(
            last, and_(_R.incident == last.c.incident, _R.revision == last.c.revision))
        found |= {key: INCIDENTS.decode(body) for key, body in connection.execute(query)}
    return found


def _portions(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start:start + KEYS_AT_ONCE] for start in range(0, len(ids), KEYS_AT_ONCE))
