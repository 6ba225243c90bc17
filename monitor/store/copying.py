"""One store copied into another, SQLite or PostgreSQL either way, and compared row by row.

::

    source ──one snapshot, by primary key──► batches ──each its own transaction──► target
    source ──the same snapshot────────────► row by row ◄──────────────────────── target

A copy that was cut off goes on after the last row that arrived: rows go over in the order of their keys, so what is there
is a beginning. Until the last row was compared the target belongs to the copy (its instance lease says so), and no
monitor starts on half a store. The lease itself is the one thing that is not copied: it is about processes, not news.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from itertools import zip_longest
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Row, Select, Table, Text, func, insert, select, text, tuple_

from monitor.errors import StoreError
from monitor.store import schema
from monitor.store.engine import Database
from monitor.store.section import Section

BATCH = 2_000
"""Rows in one transaction of the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedTable:
    """One table after it was copied and compared."""

    name: str
    rows: int
    carried: int
    """Rows that were carried over by this call; the others were there from a copy that was cut off."""
    digest: str
    """Of every row in the order of keys; the same on both sides."""


class Copying(Section):
    """The store as the source of a copy."""

    def is_empty(self) -> bool:
        """Whether nothing was ever recorded here; leases do not count."""
        with self._database.reading() as connection:
            return not any(connection.execute(select(table).limit(1)).first() for table in _tables())

    def copy_into(self, target: "Copying", told: Callable[[str, int], None]) -> tuple[CopiedTable, ...]:
        """Copy every table and compare each row; ``told(table, rows)`` after each batch.

        Raises StoreError where a row differs afterwards: then the target was written to by somebody else, or the source
        changed since the first part was copied. The caller keeps monitors away from both.
        """
        into = target._database  # noqa: SLF001  two of one kind
        with _snapshot(self._database) as source:
            carried = {table.name: _carry(source, into, table, told) for table in _tables()}
            _tidy(into)
            with _snapshot(into) as arrived:
                return tuple(_compared(source, arrived, table, carried[table.name]) for table in _tables())


def _tables() -> list[Table]:
    """In an order in which a row comes after those it refers to."""
    return [table for table in schema.metadata.sorted_tables if table is not schema.leases]


@contextmanager
def _snapshot(database: Database) -> Iterator[Connection]:
    """One state of the database for as long as it takes; SQLite's readers have that anyway."""
    with database.reading() as connection:
        if not database.is_sqlite:
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        yield connection


def _keys(table: Table, connection: Connection) -> list[ColumnElement[Any]]:
    """The primary key, ordered by bytes on both databases: PostgreSQL would else order by the words of a language."""
    plain = connection.dialect.name == "sqlite"
    return [column if plain or not isinstance(column.type, Text) else column.collate("C") for column in table.primary_key]


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    yield from connection.execution_options(yield_per=BATCH).execute(query)


def _carry(source: Connection, target: Database, table: Table, told: Callable[[str, int], None]) -> int:
    """Everything after the last row that is there already; returns how many rows went over."""
    query = select(table).order_by(*_keys(table, source))
    with target.reading() as connection:
        last = connection.execute(
            select(*table.primary_key).order_by(*(key.desc() for key in _keys(table, connection))).limit(1)).first()
    if last is not None:
        query = query.where(tuple_(*_keys(table, source)) > tuple(last))
    carried = 0
    for part in source.execution_options(yield_per=BATCH).execute(query).partitions():
        with target.writing() as connection:
            connection.execute(insert(table), [_values(row) for row in part])
        carried += len(part)
        told(table.name, carried)
    return carried


def _tidy(target: Database) -> None:
    """New rows get ids after the copied ones, and PostgreSQL learns the sizes of its tables."""
    if target.is_sqlite:
        return
    with target.writing(durable=True) as connection:
        for table in _tables():
            number = table.autoincrement_column
            if number is not None:
                highest = select(func.max(number)).scalar_subquery()
                sequence = func.pg_get_serial_sequence(table.name, number.name)
                connection.execute(select(func.setval(sequence, highest)).where(highest.is_not(None)))
        connection.execute(text("ANALYZE"))


def _compared(source: Connection, target: Connection, table: Table, carried: int) -> CopiedTable:
    ours, theirs = (_rows(side, select(table).order_by(*_keys(table, side))) for side in (source, target))
    digest, rows = blake2b(digest_size=16), 0
    for left, right in zip_longest(ours, theirs):
        written = left and _written(left)
        if written is None or right is None or written != _written(right):
            raise StoreError(f"the copy differs in table {table.name} at {_key_of(table, left or right)}: one of the two "
                             "stores was changed meanwhile; copy again into an empty store")
        digest.update(written)
        rows += 1
    return CopiedTable(name=table.name, rows=rows, carried=carried, digest=digest.hexdigest())


def _written(row: Row[Any]) -> bytes:
    """A row as bytes that are the same on both databases."""
    return orjson.dumps(list(_values(row).values()), default=lambda value: bytes(value).hex())


_DOCUMENTS = {column.name for table in schema.metadata.tables.values() for column in table.columns
              if column.type is schema.Document}


def _values(row: Row[Any]) -> dict[str, Any]:
    """By column; PostgreSQL's driver gives documents as bytes, and SQLite takes them as text only."""
    return {name: value.decode() if isinstance(value, bytes) and name in _DOCUMENTS else value
            for name, value in row._mapping.items()}  # noqa: SLF001  SQLAlchemy's name for a row by column


def _key_of(table: Table, row: Row[Any] | None) -> str:
    mapping = {} if row is None else _values(row)
    return ", ".join(f"{column.name}={mapping[column.name]}" for column in table.primary_key)
