"""A PostgreSQL database of each test's own; these tests skip where TEST_POSTGRES_URL is not set."""

import os
import uuid
from collections.abc import Iterator

import psycopg
import pytest

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")


@pytest.fixture
def database_url() -> Iterator[str]:
    """The URL of an empty database, dropped at the end whoever is still connected."""
    if not POSTGRES:
        pytest.skip('TEST_POSTGRES_URL is not set (eval "$(.ci/postgres)" sets it)')
    name = f"far_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    yield f"{POSTGRES.rsplit('/', 1)[0]}/{name}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
