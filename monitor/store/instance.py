"""The lease of the running instance: a second one on the same store is refused; and of what one of several workers does."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select

from monitor.store import schema
from monitor.store.codec import clean
from monitor.store.section import Section, insert
from monitor.store.times import to_ms

_L = schema.leases.c
_NAME = "instance"


class Instance(Section):
    """One holder at a time."""

    def hold_instance(self, owner: str, now: datetime, ttl: timedelta, what: str = _NAME) -> bool:
        """Take or renew the lease until ``now + ttl``; False while another owner's lease lasts.

        ``owner`` names one process, such as host, process id and a random part; ``what``: another thing that only one does.
        """
        row = {"name": what, "owner": clean(owner), "until": to_ms(now + ttl)}
        with self._database.writing(durable=True) as connection:
            statement = insert(connection, schema.leases)
            free = or_(_L.owner == statement.excluded.owner, _L.until <= to_ms(now))
            new = {"owner": statement.excluded.owner, "until": statement.excluded.until}
            taken = statement.on_conflict_do_update(index_elements=["name"], set_=new, where=free).returning(_L.owner)
            return connection.execute(taken, row).first() is not None

    def instance_holder(self) -> str:
        """The owner whose lease is stored, run out or not; empty if there is none."""
        with self._database.reading() as connection:
            return connection.execute(select(_L.owner).where(_L.name == _NAME)).scalar_one_or_none() or ""

    def release_instance(self, owner: str, what: str = _NAME) -> None:
        """Give the lease back; nothing happens where it is somebody else's."""
        with self._database.writing(durable=True) as connection:
            connection.execute(delete(schema.leases).where(_L.name == what, _L.owner == clean(owner)))
