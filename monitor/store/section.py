"""What every part of the store stands on: the database, and the one statement both dialects spell alike."""

from functools import cache

from sqlalchemy import Connection, Table
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


@cache
def replacing(dialect: str, table: Table, key: tuple[str, ...]) -> Insert:
    """An INSERT of whole rows that replaces the row with the same key; built once, as building costs 0.5 ms."""
    statement = insert_in(dialect, table)
    new = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=new)
