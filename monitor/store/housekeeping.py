"""Retention, backup and care of the database."""

import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import and_, exists, func, or_, select, text, update

from monitor.errors import StoreError
from monitor.model.stored import Thinned
from monitor.store import schema
from monitor.store.section import Section
from monitor.store.times import to_ms

THINNED_AT_ONCE = 2_000
"""Articles thinned in one transaction, so that the poll in between waits some ten milliseconds at most."""

_A = schema.articles.c


class Housekeeping(Section):
    """What is done once a day or by hand."""

    def thin(self, before: datetime) -> Thinned:
        """Drop summary and text of articles first seen before then that belong to no incident.

        Key, hash, title and decision stay: an old article that comes again is recognised, and can still be asked for.
        """
        with self._database.reading() as connection:
            last = connection.execute(select(func.max(_A.id))).scalar() or 0
        return Thinned(articles=sum(self._thin(start, to_ms(before)) for start in range(0, last, THINNED_AT_ONCE)))

    def _thin(self, start: int, before: int) -> int:
        """One portion of the table in one transaction; by id, so that no portion is read twice."""
        portion = (_A.id > start, _A.id <= start + THINNED_AT_ONCE, _A.seen_at < before)
        unneeded = and_(or_(_A.summary != "", _A.text != ""), ~exists().where(schema.members.c.article == _A.key))
        with self._database.writing() as connection:
            thinned = update(schema.articles).where(*portion, unneeded).values(summary="", text="")
            return connection.execute(thinned).rowcount

    def backup(self, path: Path) -> None:
        """Write a complete, checked copy to a new file, readable by this user alone, while others go on writing.

        Raises StoreError where the file exists or cannot be written, and on PostgreSQL, which has pg_dump for this.
        """
        if not self._database.is_sqlite:
            raise StoreError(f"{self._database.where} is PostgreSQL; back it up with: pg_dump --format=custom --file={path}")
        part = _new_file(path)
        try:
            self._copy(part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _copy(self, part: Path) -> None:
        """VACUUM INTO reads one snapshot; writers go on beside it."""
        with self._database.beside() as connection:
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA query_only = OFF")  # readers have it on, and VACUUM INTO counts as a write
            try:
                cursor.execute("VACUUM INTO ?", (str(part),))
            finally:
                if connection.engine.url.database:
                    cursor.execute("PRAGMA query_only = ON")
                cursor.close()

    def integrity(self) -> tuple[str, ...]:
        """What SQLite's own check finds wrong, in its words; nothing for a sound store, nor for PostgreSQL."""
        if not self._database.is_sqlite:
            return ()
        with self._database.reading() as connection:
            found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
            orphans = [f"{row[0]} row {row[1]} refers to nothing in {row[2]}"
                       for row in connection.execute(text("PRAGMA foreign_key_check"))]
        return tuple(line for line in (*found, *orphans) if line != "ok")

    def optimize(self) -> None:
        """Let the database look after its statistics and take back its log; daily."""
        if self._database.is_sqlite:
            with self._database.outside_transactions() as connection:
                cursor = connection.connection.cursor()
                cursor.execute("PRAGMA optimize")
                cursor.close()
            self._database.take_back_log()

    def size(self) -> int:
        """Bytes the database takes, without SQLite's log."""
        with self._database.reading() as connection:
            if self._database.is_sqlite:
                pages = connection.execute(text("PRAGMA page_count")).scalar_one()
                return int(pages * connection.execute(text("PRAGMA page_size")).scalar_one())
            return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())

    def engine_version(self) -> str:
        """Name and version of the database, such as ``sqlite 3.45.1``."""
        with self._database.reading() as connection:
            numbers = connection.dialect.server_version_info or ()
            return f"{connection.dialect.name} {'.'.join(str(number) for number in numbers)}"


def _new_file(path: Path) -> Path:
    if path.exists():
        raise StoreError(f"{path} exists; name a file that is not there yet")
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error
    return part
