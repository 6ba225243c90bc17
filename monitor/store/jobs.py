"""Jobs for the workers, in Procrastinate's own tables beside ours, queued in our own transactions.

Procrastinate (``pip install 'basewatch[scale]'``) is asked to queue on the very connection that holds our transaction:
a decision and the job that follows from it are recorded together or not at all.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text

from monitor.errors import StoreError
from monitor.model.decisions import Job
from monitor.store.engine import Turn
from monitor.store.section import Section

if TYPE_CHECKING:
    from procrastinate import App

_MISSING = "workers need one more package; pip install 'basewatch[scale]'"


class Jobs(Section):
    """The queue as far as it is a matter of the database."""

    def prepare_jobs(self) -> bool:
        """Make Procrastinate's tables where they are not there; True if they were made now.

        Raises StoreError on SQLite, and where Procrastinate is not installed.
        """
        if self._database.is_sqlite:
            raise StoreError(f"workers need PostgreSQL, and the store is {self._database.where}; move it there with "
                             "monitor migrate-store, or use monitor run")
        schema = _app().schema_manager.get_schema()
        with self._database.writing(durable=True, turn=Turn.MIGRATING) as connection:
            if inspect(connection).has_table("procrastinate_jobs"):
                return False
            _driver(connection).execute(schema)
            return True

    def open_jobs(self) -> int:
        """How many jobs are waiting or being done."""
        if self._database.is_sqlite:
            return 0
        with self._database.reading() as connection:
            if not inspect(connection).has_table("procrastinate_jobs"):
                return 0
            query = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
            return int(connection.execute(text(query)).scalar_one())

    def live_workers(self, within: float) -> int:
        """Workers that gave a sign of life within so many seconds."""
        query = text("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => :within)")
        with self._database.reading() as connection:
            return int(connection.execute(query, {"within": within}).scalar_one())


def write_jobs(connection: Connection, jobs: Sequence[Job]) -> None:
    """Inside a transaction: the jobs become visible to workers with its commit."""
    for job in jobs:
        task = _app().configure_task(job.task, queue=job.queue, lock=job.lock, connection=_driver(connection))
        task.defer(argument=job.argument)


def _driver(connection: Connection) -> Any:
    """The psycopg connection under SQLAlchemy's."""
    return connection.connection.driver_connection


@cache
def _app() -> "App":
    """Procrastinate without a connection of its own."""
    try:
        from procrastinate import App, SyncPsycopgConnector
    except ImportError:
        raise StoreError(_MISSING) from None
    # Our connections leave JSON as it is; Procrastinate brings its own way.
    return App(connector=SyncPsycopgConnector(json_dumps=json.dumps, json_loads=json.loads))
