"""Jobs for the workers, in Procrastinate's own tables beside ours, queued in our own transactions.

Procrastinate (``pip install 'basewatch[scale]'``) is asked to queue on the very connection that holds our transaction:
a decision and the job that follows from it are recorded together or not at all.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Connection, column, delete, inspect, select, table, text
from sqlalchemy.dialects.postgresql import JSONB

from monitor.errors import StoreError
from monitor.model.decisions import Job
from monitor.store.engine import Turn
from monitor.store.faults import NotQueued
from monitor.store.section import Section

if TYPE_CHECKING:
    from procrastinate import App

FIRST_KNOWN = "03.04.00_50_post_add_retry_failed_job_procedure.sql"
"""The last migration of the Procrastinate that made the tables before they said so themselves."""
SIGN_OF_LIFE = 12.0
"""Seconds within which a living worker gives one."""
_JOBS = table("procrastinate_jobs", column("id", BigInteger), column("args", JSONB))
_J = _JOBS.c
_MARK = "basewatch: migrated through "
_MISSING = "workers need one more package; pip install 'basewatch[scale]'"


class Jobs(Section):
    """The queue as far as it is a matter of the database."""

    def prepare_jobs(self) -> bool:
        """Make Procrastinate's tables where they are not there, renew older ones; True if anything was to be done.

        Raises StoreError on SQLite, where Procrastinate is not installed, where the tables are newer than it, and where
        they are older while workers that know them so are at work.
        """
        if self._database.is_sqlite:
            raise StoreError(f"workers need PostgreSQL, and the store is {self._database.where}; move it there with "
                             "monitor migrate-store, or use monitor run")
        migrations = _migrations()
        with self._database.writing(durable=True, turn=Turn.MIGRATING) as connection:
            if not inspect(connection).has_table("procrastinate_jobs"):
                _driver(connection).execute(_app().schema_manager.get_schema())
                missing = [max(migrations)]
            else:
                missing = self._missing(connection, migrations)
                for name in missing:
                    _driver(connection).execute(migrations[name])
            if missing:
                connection.execute(text(f"COMMENT ON TABLE procrastinate_jobs IS '{_MARK}{missing[-1]}'"))
            return bool(missing)

    def _missing(self, connection: Connection, migrations: Mapping[str, str]) -> list[str]:
        noted = connection.execute(text("SELECT obj_description('procrastinate_jobs'::regclass, 'pg_class')")).scalar() or ""
        through = noted.removeprefix(_MARK) if noted.startswith(_MARK) else FIRST_KNOWN
        if through > max(migrations):
            raise StoreError(f"the job tables in {self._database.where} were made by a newer Procrastinate; install the one of the "
                             "other workers: pip install -U 'basewatch[scale]'")
        missing = sorted(name for name in migrations if name > through)
        if missing and (alive := self.live_workers(SIGN_OF_LIFE)):
            raise StoreError(f"the job tables in {self._database.where} are to be renewed, and {alive} older workers use them; "
                             "stop every worker, then start this one again")
        return missing

    def open_jobs(self, task: str = "") -> int:
        """How many jobs of this task, or of all, are waiting or being done."""
        return len(self.left_jobs(task))

    def left_jobs(self, task: str = "") -> tuple[tuple[int, str], ...]:
        """Jobs of this task, or of all, that are not done, oldest first, whoever has them: number and argument."""
        with self._database.reading() as connection:
            if self._database.is_sqlite or not inspect(connection).has_table("procrastinate_jobs"):
                return ()
        return self._jobs("status IN ('todo', 'doing') AND :task IN ('', task_name)", task=task)

    def waiting_jobs(self, task: str, lock: str, limit: int) -> tuple[tuple[int, str], ...]:
        """Jobs of a task that could be done now were their lock free, oldest first: number and argument."""
        return self._jobs("status = 'todo' AND task_name = :task AND lock = :lock "
                          "AND (scheduled_at IS NULL OR scheduled_at <= now())", limit, task=task, lock=lock)

    def _jobs(self, which: str, limit: int | None = None, **values: str) -> tuple[tuple[int, str], ...]:
        query = select(_J.id, _J.args["argument"].astext).where(text(which)).order_by(_J.id).limit(limit)
        with self._database.reading() as connection:
            return tuple((int(number), argument or "") for number, argument in connection.execute(query, values))

    def drop_jobs(self, numbers: Sequence[int]) -> int:
        """Take jobs off the queue that wait there and are done along with another; how many there were."""
        return self._drop("status = 'todo'", numbers)

    def drop_left_jobs(self, numbers: Sequence[int]) -> int:
        """Take jobs off the queue whoever took them; only where every worker is gone."""
        return self._drop("true", numbers)

    def _drop(self, which: str, numbers: Sequence[int]) -> int:
        with self._database.writing() as connection:
            return connection.execute(delete(_JOBS).where(_J.id.in_(numbers), text(which))).rowcount

    def live_workers(self, within: float) -> int:
        """Workers that gave a sign of life within so many seconds."""
        query = text("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => :within)")
        with self._database.reading() as connection:
            return int(connection.execute(query, {"within": within}).scalar_one())


def write_jobs(connection: Connection, jobs: Sequence[Job]) -> None:
    """Inside a transaction: the jobs become visible to workers with its commit."""
    if not jobs:
        return
    from procrastinate.exceptions import ConnectorException

    try:
        for job in jobs:
            task = _app().configure_task(job.task, queue=job.queue, lock=job.lock, connection=_driver(connection))
            task.defer(argument=job.argument)
    except ConnectorException as error:
        raise NotQueued(error.__cause__) from error


def _migrations() -> dict[str, str]:
    """Every step that Procrastinate's tables went through, by name; names sort in the order of the steps."""
    folder = Path(_app().schema_manager.get_migrations_path())
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.sql")}


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
