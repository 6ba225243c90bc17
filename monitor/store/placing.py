"""The placing transaction: who decides where an article belongs sees every incident, and is alone while deciding."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from monitor.errors import StoreError
from monitor.model import Incident, Lesson, Plan
from monitor.model.decisions import Job
from monitor.model.readers import Audience
from monitor.store.articles import write_decisions
from monitor.store.engine import Database, Turn
from monitor.store.feeds import write_feed_state
from monitor.store.lessons import read_lessons, write_lessons
from monitor.store.incidents import DecodedWindow, read_incident, read_quiet, write_incidents
from monitor.store.jobs import write_jobs
from monitor.store.parcels import write_parcels
from monitor.store.section import Section
from monitor.store.subscribers import read_audience


class Desk:
    """What a placer sees and does; of use only within its ``with`` block."""

    def __init__(self, connection: Connection, window: DecodedWindow, write: Callable[[Connection, Plan], None]) -> None:
        self._connection = connection
        self._window = window
        self._write = write

    def window(self, since: datetime, article: str = "") -> tuple[Incident, ...]:
        """Incidents touched since then that can still gain reports (not closed, not merged), oldest first.

        Those that hold the ``article`` (by key) are among them whenever they were touched: an edit may take back what it said.
        """
        return self._window.read(self._connection, since, article)

    def quiet(self, before: datetime, limit: int) -> tuple[Incident, ...]:
        """Incidents that are open and were last changed before then, oldest first."""
        return read_quiet(self._connection, before, limit)

    def lessons(self) -> tuple[Lesson, ...]:
        """What readers' splits and merges taught, oldest first."""
        return read_lessons(self._connection)

    def audience(self, now: datetime) -> Audience:
        """The readers who subscribed by themselves, and what is muted."""
        return read_audience(self._connection, now)

    def incident(self, incident_id: str) -> Incident | None:
        """One incident as it stands."""
        return read_incident(self._connection, incident_id)

    def commit(self, plan: Plan) -> None:
        """Record a plan; it becomes lasting with the end of the block."""
        with self._connection.begin_nested():
            self._write(self._connection, plan)


def nobody(plan: Plan) -> Sequence[Job]:
    """One process does everything: nothing is queued for another."""
    if plan.to_place:
        raise StoreError("articles were handed over to workers, and there are none; this is an error in the program")
    return ()


class Placing(Section):
    """Recording of plans."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._window = DecodedWindow()
        self.jobs_after: Callable[[Plan], Sequence[Job]] = nobody
        """What workers are to do once a plan is recorded; queued in the plan's own transaction."""

    def commit(self, plan: Plan) -> None:
        """Record a plan in one transaction, whole or not at all.

        A plan with incidents or parcels survives a power cut once this returns; one without may be lost then (its
        articles are met again at the next poll). Raises StoreError for an incident whose revision goes backwards.
        """
        durable = bool(plan.incidents or plan.parcels or plan.to_place)
        with self._database.writing(durable=durable) as connection:
            self._write(connection, plan)

    @contextmanager
    def placing(self, now: datetime) -> Iterator[Desk]:
        """The placing transaction; ``now`` is when it is asked for. Placers wait for each other, also across processes.

        Whatever else the same thread asks of the store within the block happens inside this transaction too.
        """
        del now  # part of the contract: a store with leases of its own would need it
        with self._database.writing(durable=True, turn=Turn.PLACING) as connection:
            yield Desk(connection, self._window, self._write)

    def _write(self, connection: Connection, plan: Plan) -> None:
        write_plan(connection, plan)
        write_jobs(connection, self.jobs_after(plan))


def write_plan(connection: Connection, plan: Plan) -> None:
    """Inside a transaction: everything a plan holds."""
    write_decisions(connection, plan.decisions)
    write_incidents(connection, plan.incidents)
    write_parcels(connection, plan.parcels)
    write_lessons(connection, plan.lessons)
    if plan.feed_state is not None:
        write_feed_state(connection, plan.feed_state)
