"""What every part of the store stands on: the database, and the one statement both dialects spell alike."""

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite

from monitor.store.engine import Database

Insert = sqlite.Insert | postgresql.Insert

KEYS_AT_ONCE = 500
"""Keys in one IN query: below SQLite's oldest limit of 999 parameters."""


class Section:
    """One part of the store; the parts together are :class:`monitor.store.Store`."""

    def __init__(self, database: Database) -> None:
        self._database = database


def insert(connection: Connection, table: Table) -> Insert:
    """An INSERT that knows ON CONFLICT, in the dialect of the connection."""
    return insert_in(connection.dialect.name, table)


def insert_in(dialect: str, table: Table) -> Insert:
    """An INSERT that knows ON CONFLICT, in the dialect named."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def write_rows(connection: Connection, statement: Insert, rows: Sequence[dict[str, Any]]) -> None:
    """Execute an INSERT for rows that all have the same columns; for SQLite past SQLAlchemy's work on each row."""
    if connection.dialect.name != "sqlite":
        connection.execute(statement, rows)
        return
    text, pick, constants = _by_place(statement, connection.dialect, tuple(rows[0]))
    connection.exec_driver_sql(text, [pick(row | constants) for row in rows])


@cache
def _by_place(
    statement: Insert, dialect: Dialect, columns: tuple[str, ...],
) -> tuple[str, Callable[[dict[str, Any]], tuple[Any, ...]], dict[str, Any]]:
    """The text for the driver, what puts a row's values in their places, and the parameters that are the same for each row."""
    compiled = statement.compile(dialect=dialect, column_keys=list(columns))
    constants = {name: value for name, value in compiled.params.items() if name not in columns}
    return str(compiled), itemgetter(*(compiled.positiontup or ())), constants


@cache
def replacing(dialect: str, table: Table, key: tuple[str, ...]) -> Insert:
    """An INSERT of whole rows that replaces the row with the same key; built once, as building costs 0.5 ms."""
    statement = insert_in(dialect, table)
    new = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=new)
