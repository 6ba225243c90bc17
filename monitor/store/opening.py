"""From a store URL to a database with the right schema: engines, files and their modes, migrations."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from monitor.errors import NoSuchStore, StoreError
from monitor.store.engine import Database, Engines, Turn
from monitor.store.schema import VERSIONS, metadata

PATIENCE = timedelta(seconds=10)
"""How long a writer waits for another one before it gives up with StoreBusy."""

_FORMS = "write sqlite:///FOLDER/FILE.db or postgresql://USER@HOST/DATABASE"
_CACHE_KIB = 8_192
"""Pages that the writer keeps: a service fills them within months and then stays as large as it is. At a million rows a row cost
24.7 us with it and 25.5 with four times as much (benchmarks/store_rates.py, 24 November 2026)."""
_CHECKPOINT_PAGES = 8_000
"""WAL pages (4 KiB) before SQLite copies them back. Its default of 1,000 copies index pages again and again in a large
store: at a million rows a row cost 30 us to insert with it and 21 us with this (benchmarks/store_rates.py)."""


def open_database(url: str, patience: timedelta = PATIENCE, *, make: bool = True) -> Database:
    """The database at the URL, migrated to the newest schema; a SQLite file that is not there is made, or with ``make`` off refused."""
    place = _parsed(url)
    if not make and place.get_backend_name() == "sqlite" and not Path(place.database or "").is_file():
        raise NoSuchStore(f"there is no store {place.database or ''}; {_FORMS}")
    if place.get_backend_name() == "postgresql":
        database = _postgres(place, patience)
    elif place.database and place.database != ":memory:":
        database = _sqlite_file(Path(place.database), patience)
    else:
        return memory_database()
    try:
        migrate(database)
    except StoreError:
        database.close()
        raise
    return database


def memory_database() -> Database:
    """An empty SQLite database in memory with the newest schema."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False},
                           hide_parameters=True)
    _set_up(engine, "BEGIN", "PRAGMA foreign_keys = ON")
    metadata.create_all(engine)
    return Database(Engines(writer=engine, reader=engine, where="in memory", patience=PATIENCE))


def migrate(database: Database) -> None:
    """Brings the schema up to date under a lock; refuses a schema this program does not know."""
    with database.reading() as connection:
        if _version(connection, database.where) == VERSIONS[-1]:
            return
    with database.writing(durable=True, turn=Turn.MIGRATING) as connection:
        if _version(connection, database.where) != VERSIONS[-1]:
            from monitor.store.migrations import upgrade  # Alembic takes 0.2 s to import; most starts do not need it

            upgrade(connection)


def _version(connection: Connection, where: str) -> str:
    """The schema's version; empty for an empty database."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if any(table in metadata.tables for table in tables):
            raise StoreError(f"store {where} holds tables of another program; name another database")
        return ""
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    if version and version not in VERSIONS:
        raise NoSuchStore(
            f"store {where} was written by a newer version of this program (schema {version}, this one knows "
            f"{VERSIONS[-1]}); upgrade basewatch, or name another store"
        )
    return str(version)


def _parsed(url: str) -> URL:
    try:
        place = make_url(url)
    except ArgumentError:
        raise NoSuchStore(f"the store URL cannot be read; {_FORMS}") from None
    if place.get_backend_name() not in {"sqlite", "postgresql"}:
        raise NoSuchStore(f"no store of the kind {place.get_backend_name()!r}; {_FORMS}")
    return place


def _sqlite_file(path: Path, patience: timedelta) -> Database:
    _make_file(path)
    address = URL.create("sqlite", database=str(path))
    wait = {"timeout": patience.total_seconds(), "check_same_thread": False}
    writer = create_engine(address, poolclass=StaticPool, connect_args=wait, hide_parameters=True)
    # What is deleted is overwritten: a reader who leaves must not be found in the file.
    _set_up(writer, "BEGIN IMMEDIATE", "PRAGMA foreign_keys = ON", "PRAGMA secure_delete = ON", f"PRAGMA cache_size = -{_CACHE_KIB}",
            f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}", "PRAGMA journal_mode = WAL")
    reader = create_engine(address, connect_args=wait, hide_parameters=True)
    _set_up(reader, "BEGIN", "PRAGMA query_only = ON", "PRAGMA wal_autocheckpoint = 0")
    return Database(Engines(writer=writer, reader=reader, where=str(path), patience=patience))


def _make_file(path: Path) -> None:
    """Only this user may read what is stored: subscribers' ids are in it."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # an existing folder keeps its mode
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(f"store {path} cannot be made: {error.strerror}; check the folder of store in config.yaml") from error


def _postgres(place: URL, patience: timedelta) -> Database:
    place = place.set(drivername="postgresql+psycopg")
    where = place.set(drivername="postgresql").render_as_string(hide_password=True)
    try:
        engine = create_engine(
            place, pool_size=4, max_overflow=8, pool_pre_ping=True, pool_timeout=patience.total_seconds(),
            hide_parameters=True, json_serializer=_as_is, json_deserializer=_as_is,
            connect_args={"connect_timeout": max(2, int(patience.total_seconds())), "keepalives_idle": 10,
                          "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000},
        )
    except (ImportError, NoSuchModuleError):
        raise StoreError("PostgreSQL needs one more package; pip install 'basewatch[postgres]'") from None
    milliseconds = int(patience.total_seconds() * 1000)
    # A placer that is cut off must not hold the others for ever, and nobody waits for a lock without end.
    _set_up(engine, "", f"SET lock_timeout = {milliseconds}", "SET idle_in_transaction_session_timeout = 30000")
    return Database(Engines(writer=engine, reader=engine, where=where, patience=patience))


def _as_is(document: Any) -> Any:
    return document


def _set_up(engine: Engine, begin: str, *statements: str) -> None:
    """Runs the statements on each new connection; ``begin``: how SQLite transactions start, empty for the driver's way."""
    event.listen(engine, "connect", _on_connect(statements, bool(begin)))
    if begin:
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))


def _on_connect(statements: tuple[str, ...], is_sqlite: bool) -> Callable[[Any, Any], None]:
    def prepare(connection: Any, _: Any) -> None:
        if is_sqlite:
            connection.isolation_level = None  # the driver would begin transactions of its own, too late
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        cursor.close()
        if not is_sqlite:
            connection.commit()

    return prepare
