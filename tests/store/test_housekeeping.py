"""Retention, backup, checks."""

import threading
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.model import Plan
from monitor.model.stored import Thinned
from monitor.store import Store
from tests.store.makers import DAY, HOUR, NOW, decision, incident, member, parcel


def test_thinning_drops_old_text_and_keeps_identity_and_incidents(store: Store) -> None:
    """Old articles outside incidents lose summary and text, nothing else; a second run finds nothing."""
    decisions = (decision("old"), decision("told"), decision("new", seen_at=NOW + DAY))
    store.commit(Plan(decisions=decisions, incidents=(incident(members=(member("told"),)),), parcels=(parcel(),)))
    before = store.known(["old", "told", "new"])
    assert store.thin(NOW + HOUR) == Thinned(articles=1)
    assert store.thin(NOW + HOUR) == Thinned(articles=0)
    assert store.known(["old", "told", "new"]) == before
    assert store.article("old") == decision("old", summary="", text="")
    assert (store.article("told"), store.article("new")) == (decisions[1], decisions[2])
    assert store.incident("i1") is not None


def test_thinning_goes_through_more_than_one_portion(store: Store) -> None:
    """A store of many old articles is thinned to its end."""
    store.commit(Plan(decisions=tuple(decision(f"a{number}") for number in range(4500))))
    assert store.thin(NOW + HOUR) == Thinned(articles=4500)


def test_a_backup_made_while_writing_is_whole(tmp_path: Path) -> None:
    """A backup beside a busy writer holds every plan whole: an article never without its parcel."""
    target = tmp_path / "backup.db"
    with Store.open(f"sqlite:///{tmp_path}/monitor.db") as store:
        stop = threading.Event()
        written = threading.Semaphore(0)

        def write() -> None:
            number = 0
            while not stop.is_set():
                key = f"k{number}"
                store.commit(Plan(decisions=(decision(key),), parcels=(parcel(key, thread=key),)))
                number += 1
                written.release()

        writer = threading.Thread(target=write)
        writer.start()
        for _ in range(5):
            written.acquire()
        store.backup(target)
        for _ in range(5):
            written.acquire()  # the writer goes on after
        stop.set()
        writer.join()
    assert target.stat().st_mode & 0o777 == 0o600
    with Store.open(f"sqlite:///{target}") as copy:
        assert copy.integrity() == ()
        kept = [d.article.key for d in copy.decisions_between(NOW - DAY, NOW + DAY)]
        assert len(kept) >= 5
        assert all(copy.parcels_of(key) for key in kept)


def test_a_backup_refuses_to_replace_a_file(tmp_path: Path) -> None:
    """An older backup is never lost to a newer one."""
    target = tmp_path / "backup.db"
    target.write_text("older")
    with Store.in_memory() as store:
        with pytest.raises(StoreError, match="exists"):
            store.backup(target)
        with pytest.raises(StoreError, match="cannot be written"):
            store.backup(tmp_path / "nowhere" / "backup.db")
        store.backup(tmp_path / "second.db")
    assert target.read_text() == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "second.db"]


def test_the_store_still_writes_after_a_backup(url: str, tmp_path: Path) -> None:
    """SQLite gives the copy; PostgreSQL names its own tool; both go on."""
    with Store.open(url) as store:
        if url.startswith("sqlite"):
            store.backup(tmp_path / "backup.db")
        else:
            with pytest.raises(StoreError, match="pg_dump"):
                store.backup(tmp_path / "backup.db")
        store.commit(Plan(decisions=(decision(),)))
        assert set(store.known(["a1"])) == {"a1"}


def test_care_and_figures(store: Store) -> None:
    """The daily care leaves a sound store of some size, on a database that says its name."""
    store.commit(Plan(decisions=(decision(),)))
    store.optimize()
    assert store.integrity() == ()
    assert store.size() > 10_000
    assert store.engine_version().split()[0] in {"sqlite", "postgresql"}
