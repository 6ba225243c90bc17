"""One store per test, on SQLite in memory, SQLite in a file, and PostgreSQL where TEST_POSTGRES_URL is set."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from monitor.store import Store
from monitor.store.schema import metadata

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")
PATIENCE = timedelta(seconds=20)
SHARED = ("sqlite file", "postgres")
"""Stores that several processes can open."""


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL schema of this run's own, dropped at its end."""
    if not POSTGRES:
        pytest.skip('TEST_POSTGRES_URL is not set (eval "$(.ci/postgres)" sets it)')
    schema = f"monitor_test_{os.getpid()}"
    engine = create_engine(POSTGRES.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{POSTGRES}?options=-csearch_path%3D{schema}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def emptied_postgres(request: pytest.FixtureRequest) -> str:
    """The PostgreSQL store without rows; asked for by name, so that only tests of PostgreSQL skip where it is absent."""
    url: str = request.getfixturevalue("postgres_url")
    Store.open(url).close()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()
    return url


@pytest.fixture(params=SHARED)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store that several processes can open."""
    if request.param == "postgres":
        return str(request.getfixturevalue("emptied_postgres"))
    return f"sqlite:///{tmp_path}/data/monitor.db"


@pytest.fixture(params=("sqlite memory", *SHARED))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    if request.param == "sqlite memory":
        opened = Store.in_memory()
    elif request.param == "postgres":
        opened = Store.open(request.getfixturevalue("emptied_postgres"), PATIENCE)
    else:
        opened = Store.open(f"sqlite:///{tmp_path}/data/monitor.db", PATIENCE)
    with opened:
        yield opened
