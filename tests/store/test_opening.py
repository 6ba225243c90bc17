"""Opening, schema versions, and database errors in sentences."""

import random
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from monitor.errors import StoreBusy, StoreError
from monitor.model import Plan
from monitor.store import Store, migrations
from monitor.store.opening import memory_database
from monitor.store.schema import VERSIONS, metadata
from tests.store.makers import NOW, decision, parcel

IMPATIENT = timedelta(milliseconds=50)


def raw(url: str) -> Any:
    """An engine of our own beside the store."""
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"))


def test_folder_and_file_are_made_for_this_user_alone(tmp_path: Path) -> None:
    """Subscribers' ids are in the store: nobody else may read it."""
    with Store.open(f"sqlite:///{tmp_path}/new/deep/monitor.db") as store:
        store.commit(Plan(decisions=(decision(),)))
        files = list((tmp_path / "new/deep").iterdir())
        assert len(files) == 3
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert (tmp_path / "new/deep").stat().st_mode & 0o777 == 0o700


def test_migrations_make_the_schema_that_the_code_uses(url: str) -> None:
    """The migrated tables are those of schema.py, and the newest migration is the newest version known."""
    Store.open(url).close()
    with raw(url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(VERSIONS)
    assert version == VERSIONS[-1]


def sqlite_tables(connection: Connection) -> dict[str, str]:
    """The columns of every table as SQLite sees them."""
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
    return {name: str(connection.execute(text(f"PRAGMA table_info({name})")).all()) for name in names}


def test_a_store_in_memory_has_the_migrated_tables_all_strict(tmp_path: Path) -> None:
    """Tests and replay run on the very columns of a real store; SQLite checks types in every table."""
    Store.open(f"sqlite:///{tmp_path}/m.db").close()
    with raw(f"sqlite:///{tmp_path}/m.db").connect() as connection:
        migrated = sqlite_tables(connection)
        strict = connection.execute(text("SELECT name FROM pragma_table_list WHERE strict = 1")).scalars().all()
    with memory_database().reading() as connection:
        made = sqlite_tables(connection)
    migrated.pop("alembic_version")
    assert migrated == made
    assert set(strict) == set(metadata.tables)


def test_a_newer_schema_is_refused(url: str) -> None:
    """A store written by a later program is left alone, with a sentence that says what to do."""
    Store.open(url).close()
    with raw(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version.*9999.*upgrade") as refused:
        Store.open(url)
    assert refused.value.exit_code == 2
    with raw(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": VERSIONS[-1]})


def test_tables_of_another_program_are_refused(tmp_path: Path) -> None:
    """A database that has a table of our name without our version is not ours to change."""
    with sqlite3.connect(tmp_path / "theirs.db") as connection:
        connection.execute("CREATE TABLE articles (x)")
    with pytest.raises(StoreError, match="another program"):
        Store.open(f"sqlite:///{tmp_path}/theirs.db")


def test_two_processes_can_open_a_new_store_at_once(url: str) -> None:
    """Both migrate, one does it, both work."""
    command = [sys.executable, "-c", "import sys; from monitor.store import Store; Store.open(sys.argv[1]).close()", url]
    processes = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]


def test_a_locked_database_is_busy_not_broken(tmp_path: Path) -> None:
    """While another process holds the write lock, writing raises StoreBusy and reading goes on; then all is well."""
    path = tmp_path / "m.db"
    with Store.open(f"sqlite:///{path}", IMPATIENT) as store:
        store.commit(Plan(decisions=(decision(),)))
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="locked by another process"):
            store.commit(Plan(decisions=(decision("a2"),)))
        with pytest.raises(StoreBusy), store.placing(NOW):
            pass
        assert set(store.known(["a1"])) == {"a1"}
        other.execute("ROLLBACK")
        store.commit(Plan(decisions=(decision("a2"),)))
        assert set(store.known(["a2"])) == {"a2"}
        other.close()


def test_a_full_disk_leaves_the_plan_unrecorded_and_the_store_usable(tmp_path: Path) -> None:
    """No room: StoreError that says so, nothing of the plan kept; with room again the same call works."""
    with Store.open(f"sqlite:///{tmp_path}/m.db") as store:
        with store._database.outside_transactions() as connection:
            cursor = connection.connection.cursor()
            cursor.execute(f"PRAGMA max_page_count = {store.size() // 4096}")
        big = Plan(decisions=tuple(decision(f"a{n}", text="x" * 5000) for n in range(200)), parcels=(parcel(),))
        with pytest.raises(StoreError, match="disk is full"):
            store.commit(big)
        assert (store.known(["a1"]), store.parcels_of("i1")) == ({}, ())
        with store._database.outside_transactions() as connection:
            connection.connection.cursor().execute("PRAGMA max_page_count = 100000")
        store.commit(big)
        assert store.parcels_of("i1") != ()


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """What is no database, or one with torn pages, is refused with a sentence."""
    (tmp_path / "text.db").write_text("this is not a database at all, but a text of some length" * 100)
    with pytest.raises(StoreError, match="not a SQLite database"):
        Store.open(f"sqlite:///{tmp_path}/text.db")
    path = tmp_path / "torn.db"
    with Store.open(f"sqlite:///{path}") as store:
        store.commit(Plan(decisions=tuple(decision(f"a{n}") for n in range(500))))
    content = bytearray(path.read_bytes())
    content[8192:] = random.Random(7).randbytes(len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), Store.open(f"sqlite:///{path}") as store:
        store.known(["a1"])
        store.article("nowhere")


def test_a_read_only_database_is_named(tmp_path: Path) -> None:
    """Writing to a database that may only be read gives a sentence."""
    with Store.open(f"sqlite:///{tmp_path}/m.db") as store:
        with store._database.outside_transactions() as connection:
            connection.connection.cursor().execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="read-only"):
            store.commit(Plan(decisions=(decision(),)))


def test_a_path_with_signs_of_a_url_is_taken_as_it_is(tmp_path: Path) -> None:
    """Hashes, blanks and per cent signs in a folder's name are part of the name."""
    folder = tmp_path / "100% #1 a b"
    with Store.open(f"sqlite:///{folder}/m.db") as store:
        store.commit(Plan(decisions=(decision(),)))
    assert (folder / "m.db").stat().st_size > 0


def test_a_cut_connection_is_busy_once_and_made_anew(emptied_postgres: str) -> None:
    """A PostgreSQL that goes away within a placing fails that placing alone; the next call has a new connection."""
    with Store.open(emptied_postgres) as store:
        with pytest.raises(StoreBusy, match="does not answer"), store.placing(NOW) as desk:
            desk.commit(Plan(decisions=(decision(),)))
            with raw(emptied_postgres).connect() as other:
                mine = "datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction'"
                other.execute(text(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {mine}"))
            desk.window(NOW)
        assert store.known(["a1"]) == {}
        store.commit(Plan(decisions=(decision(),)))
        assert set(store.known(["a1"])) == {"a1"}


@pytest.mark.parametrize(("url", "words"), [
    ("mysql://localhost/x", "no store of the kind 'mysql'.*sqlite:///"),
    ("data/monitor.db", "cannot be read.*sqlite:///"),
    ("sqlite:////proc/nowhere/m.db", "cannot be made"),
])
def test_a_url_that_leads_nowhere_says_what_would(url: str, words: str) -> None:
    """A wrong store in config.yaml is answered with the forms that work."""
    with pytest.raises(StoreError, match=words):
        Store.open(url)


def test_a_server_that_does_not_answer_is_busy_and_its_password_unsaid() -> None:
    """PostgreSQL away: StoreBusy, to be tried again; the message holds no password."""
    with pytest.raises(StoreBusy, match="does not answer") as caught:
        Store.open("postgresql://user:hidden@127.0.0.1:1/none", IMPATIENT)
    assert "hidden" not in str(caught.value)
