"""Connections and transactions: who may read and write, and when.

SQLite: one writer connection for the whole process behind a lock, ``BEGIN IMMEDIATE`` (SQLAlchemy's own default loses
updates silently), readers on connections of their own that never write and never checkpoint. PostgreSQL: a pool; those
who must take turns do so by an advisory lock that ends with the transaction.

A thread that is inside a transaction and calls the store again stays in that transaction.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from sqlalchemy import Connection, Engine, text

from monitor.errors import StoreBusy
from monitor.store.faults import explained


class Turn(IntEnum):
    """What only one process does at a time; the number is the PostgreSQL advisory lock."""

    MIGRATING = 7_301_001
    PLACING = 7_301_002
    SENDING = 7_301_003


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """The two ways to the database; the same engine twice where there is one kind of connection only."""

    writer: Engine
    reader: Engine
    where: str
    """How the store is called in messages; without a password."""
    patience: timedelta


class Database:
    """Transactions over one database; safe to use from several threads."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._lock = threading.Lock()
        self._own = threading.local()
        self.is_sqlite = engines.writer.dialect.name == "sqlite"
        self.where = engines.where

    @contextmanager
    def writing(self, *, durable: bool = False, turn: Turn | None = None) -> Iterator[Connection]:
        """A transaction that commits at the end of the block and leaves no trace where an error passes.

        ``durable``: survives a power cut once the block has ended; others may be lost then, never torn.
        Raises StoreBusy after ``patience`` where another thread or process does not let go.
        """
        joined: Connection | None = getattr(self._own, "connection", None)
        if joined is not None:
            with explained(self.where), joined.begin_nested():
                yield joined
            return
        with self._waiting(), explained(self.where), self._engines.writer.connect() as connection:
            self._set_durability(connection, durable)
            with connection.begin(), self._owned(connection):
                self._take_turn(connection, durable, turn)
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of what was committed when the block began."""
        joined: Connection | None = getattr(self._own, "connection", None)
        if joined is not None:
            with explained(self.where):
                yield joined
        elif self._engines.reader is self._engines.writer and self.is_sqlite:  # in memory: there is one connection
            with self.writing() as connection:
                yield connection
        else:
            with explained(self.where), self._engines.reader.connect() as connection, connection.begin():
                yield connection

    @contextmanager
    def outside_transactions(self) -> Iterator[Connection]:
        """The writer connection without a transaction, for what a database allows only there (VACUUM, PRAGMA)."""
        with self._waiting(), explained(self.where), self._engines.writer.connect() as connection:
            yield connection

    def take_back_log(self) -> None:
        """Have SQLite copy its log into the database and cut it to nothing; where somebody reads, as far as that goes."""
        if self.is_sqlite:
            with self.outside_transactions() as connection:
                cursor = connection.connection.cursor()
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.close()

    @contextmanager
    def beside(self) -> Iterator[Connection]:
        """A connection without a transaction that leaves the writer alone; in memory there is only the writer's."""
        if self._engines.reader is self._engines.writer:
            with self.outside_transactions() as connection:
                yield connection
        else:
            with explained(self.where), self._engines.reader.connect() as connection:
                yield connection

    def close(self) -> None:
        """Gives every connection back; readers first, so that SQLite's writer cleans up behind them."""
        self._engines.reader.dispose()
        self._engines.writer.dispose()

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        if not self._lock.acquire(timeout=self._engines.patience.total_seconds()):
            raise StoreBusy(f"store {self.where} is being written to by another part of this program; try again")
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def _owned(self, connection: Connection) -> Iterator[None]:
        self._own.connection = connection
        try:
            yield
        finally:
            self._own.connection = None

    def _set_durability(self, connection: Connection, durable: bool) -> None:
        if self.is_sqlite:  # SQLite takes this only outside a transaction, so past SQLAlchemy, which would begin one
            cursor = connection.connection.cursor()
            cursor.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            cursor.close()

    def _take_turn(self, connection: Connection, durable: bool, turn: Turn | None) -> None:
        if self.is_sqlite:
            return
        if not durable:
            connection.execute(text("SET LOCAL synchronous_commit = off"))
        if turn is not None:
            connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": int(turn)})
