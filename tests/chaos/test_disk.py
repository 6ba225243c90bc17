"""A disk that is full, a store that may only be read, a database that another process keeps locked: said, and nothing lost."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from monitor.store import Store
from tests.chaos.by_hand import Acting, Evening

GOOD_AGAIN = 20.0
"""Minutes: a condition is called off once it was good for fifteen."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 6 MB; where it cannot be mounted the test is left out."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def pragma(store: Store, words: str) -> None:
    """Set something on the connection that writes."""
    with store._database.outside_transactions() as connection:
        connection.connection.cursor().execute(f"PRAGMA {words}")


def fill(folder: Path) -> None:
    """Leave no byte free."""
    with (folder / "filler").open("ab", buffering=0) as filler:
        for size in (65_536, 4_096, 512, 1):
            try:
                while True:
                    filler.write(b"x" * size)
            except OSError:
                continue


async def all_is_told(evening: Evening, said: str, ended: Callable[[], object]) -> None:
    """While it lasts the admin chat hears of it once, nobody is ready; after it everything is told once, and called off."""
    evening.publish("during")
    evening.jump(minutes=5)
    await evening.passes(minutes=10)
    assert not evening.ready()
    assert len([notice for notice in evening.notices if said in notice]) == 1, evening.notices
    ended()
    await evening.passes(minutes=GOOD_AGAIN)
    assert evening.ready()
    assert evening.world.reason("during") is None
    assert sorted(evening.shown) == sorted(evening.due)
    assert [notice for notice in evening.notices if "all clear" in notice and "The store" in notice] != []
    assert evening.store.integrity() == ()
    assert evening.store.waiting() == ()


async def test_a_full_disk_is_said_and_what_came_meanwhile_is_told_once(small_disk: Path) -> None:
    """A real file system without room: no write succeeds until there is some again."""
    evening = await Evening(small_disk).begin()
    evening.publish("before")
    await evening.passes(minutes=2)
    assert len(evening.shown) == 1
    fill(small_disk)
    await all_is_told(evening, "the disk is full", (small_disk / "filler").unlink)
    evening.end()


async def test_a_disk_that_fills_while_we_send_doubles_nothing(small_disk: Path) -> None:
    """The chat has the message, and that it has cannot be noted: it is noted when there is room, and not sent again."""
    chat = Acting(lambda: fill(small_disk))
    evening = await Evening(small_disk, chat=chat).begin()
    evening.publish("before")
    await evening.passes(minutes=10)
    assert len(evening.shown) == 1
    chat.meanwhile = lambda: None
    (small_disk / "filler").unlink()
    await evening.passes(minutes=GOOD_AGAIN)
    assert len(evening.shown) == 1
    assert evening.store.waiting() == ()
    evening.end()


async def test_a_database_that_may_not_grow_is_a_full_disk(tmp_path: Path) -> None:
    """Small writes succeed and large ones do not, as on a disk with a few bytes left: that is said all the same."""
    evening = await Evening(tmp_path).begin()
    evening.publish("before")
    await evening.passes(minutes=2)
    pragma(evening.store, f"max_page_count = {evening.store.size() // 4096}")
    for number in range(60):
        evening.publish(f"weather {number}", f"Weather {number} at the base " + "rain " * 800)
    await all_is_told(evening, "the disk is full", lambda: pragma(evening.store, "max_page_count = 1000000"))
    evening.end()


async def test_a_store_that_may_only_be_read_is_said(tmp_path: Path) -> None:
    """As after a disk fault, when the file system is taken away from writers."""
    evening = await Evening(tmp_path).begin()
    evening.publish("before")
    await evening.passes(minutes=2)
    pragma(evening.store, "query_only = ON")
    await all_is_told(evening, "read-only", lambda: pragma(evening.store, "query_only = OFF"))
    evening.end()


LOCKER = """
import sqlite3, sys
lock = sqlite3.connect(sys.argv[1], isolation_level=None)
lock.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
lock.execute("ROLLBACK")
"""


@contextmanager
def locked(database: Path) -> Iterator[Callable[[], None]]:
    """Another process holds the write lock, until what is given is called."""
    with subprocess.Popen([sys.executable, "-c", LOCKER, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        stdin, stdout = other.stdin, other.stdout
        assert stdin is not None
        assert stdout is not None
        assert stdout.readline() == "locked\n"

        def let_go() -> None:
            stdin.close()
            assert other.wait(20) == 0

        yield let_go


async def test_a_database_locked_by_another_process_is_said(tmp_path: Path) -> None:
    """A backup tool or a shell that holds the write lock for minutes."""
    evening = await Evening(tmp_path).begin()
    evening.publish("before")
    await evening.passes(minutes=2)
    with locked(evening.database) as let_go:
        await all_is_told(evening, "is locked by another process", let_go)
    evening.end()


def test_a_store_that_may_only_be_read_stops_the_start_with_a_sentence(small_disk: Path) -> None:
    """Exit code 1, no traceback, and what to look at."""
    store = small_disk / "monitor.db"
    with Store.open(f"sqlite:///{store}"):
        pass
    settings = small_disk / "config.yaml"
    settings.write_text(f"feeds: [{{name: a, url: 'http://127.0.0.1:9/'}}]\nwatches: [{{name: all, keywords: [base]}}]\n"
                        f"channels: [{{name: chat, kind: console}}]\nweb: ''\nstore: sqlite:///{store}\n", encoding="utf-8")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    ran = subprocess.run([sys.executable, "-m", "monitor", "run", "--config", str(settings)], capture_output=True, text=True,
                         timeout=60, check=False, env={**os.environ, "NO_COLOR": "1"})
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "may be written to" in ran.stderr
