"""A store moves between SQLite and PostgreSQL whole, is compared row by row, and goes on where it was cut off."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.cli.scaling import migrate_store
from monitor.errors import MonitorError, StoreError
from monitor.model import AlertKind, FeedState, HeldReason, Plan
from monitor.store import Store, copying
from monitor.wiring import utc_now
from tests.store import makers

KEYS = [f"k{n:05}" for n in range(copying.BATCH * 2 + 7)]


class CutOff(Exception):
    """The copy ended here."""


def told(*keys: str) -> Plan:
    """Articles, the first of which is in an incident with a parcel."""
    parcel = makers.parcel(f"{keys[0]}:1", thread=keys[0])
    incident = makers.incident(keys[0], members=(makers.member(keys[0]),))
    judged = makers.judged(keys[-1], 0.1 + 0.2, HeldReason.NOT_ATTACK)
    rest = tuple(makers.decision(key, title=f"Überfall auf {key} — قاعدة") for key in keys[:-1])
    return Plan(decisions=(*rest, judged), incidents=(incident,), parcels=(parcel,))


def fill(store: Store) -> None:
    """Rows in the tables that matter, with text of several scripts."""
    store.commit(told(*KEYS))
    store.save_feed_state(FeedState(feed="وكالة \U0001f680", url="http://a.example/", configured_url="http://a.example/"))
    store.add_reader_verdict(article=KEYS[0], kind="wrong", who="4711", at=makers.NOW, comment="ça – nein")
    store.set_channel_target("chat", "-100")


@pytest.fixture
def source(tmp_path: Path) -> str:
    """The URL of a filled SQLite store."""
    url = f"sqlite:///{tmp_path}/old/monitor.db"
    with Store.open(url) as store:
        fill(store)
    return url


def run(source: str, target: str) -> str:
    """What the command prints; errors pass."""
    return CliRunner().invoke(migrate_store, [source, target], catch_exceptions=False, standalone_mode=False).stdout


def test_there_and_back_every_row_is_the_same(source: str, database_url: str, tmp_path: Path) -> None:
    """The digests of the first copy are those of the second, and the store that came back says what the first said."""
    there = run(source, database_url)
    back = run(database_url, f"sqlite:///{tmp_path}/new/monitor.db")
    assert sorted(there.splitlines()) == sorted(back.splitlines())
    assert f"articles: {len(KEYS)} rows" in there
    with Store.open(source) as old, Store.open(f"sqlite:///{tmp_path}/new/monitor.db") as new:
        assert new.article(KEYS[5]) == old.article(KEYS[5])
        assert new.feed_states() == old.feed_states()
        assert new.reader_verdicts() == old.reader_verdicts()
        assert new.parcels_about(AlertKind.NEW) == old.parcels_about(AlertKind.NEW)


def test_new_rows_go_behind_the_copied_ones(source: str, database_url: str) -> None:
    """The ids that PostgreSQL gives after the copy are free."""
    run(source, database_url)
    with Store.open(database_url) as store:
        store.commit(told("another"))
        store.add_reader_verdict(article="another", kind="right", who="1", at=makers.NOW)
        assert store.article("another") is not None
        assert len(store.reader_verdicts()) == 2


def test_a_copy_that_was_cut_off_goes_on(source: str, database_url: str) -> None:
    """What arrived stays; a monitor does not start on the half, and the same command finishes it."""
    def cut(table: str, rows: int) -> None:
        if table == "articles" and rows >= copying.BATCH:
            raise CutOff

    with Store.open(source) as old, Store.open(database_url) as new:
        new.hold_instance(f"monitor migrate-store {old.name}", utc_now(), timedelta(days=1))
        with pytest.raises(CutOff):
            old.copy_into(new, cut)
        assert not new.hold_instance("a monitor", utc_now(), timedelta(minutes=1))
    assert f"{copying.BATCH} of them were there" in run(source, database_url)
    with Store.open(database_url) as new:
        assert new.hold_instance("a monitor", utc_now(), timedelta(minutes=1))


def test_a_store_that_holds_data_is_no_target(source: str, database_url: str) -> None:
    """Nothing is mixed."""
    with Store.open(database_url) as store:
        store.commit(told("mine"))
    with pytest.raises(MonitorError, match="name an empty store"):
        run(source, database_url)


def test_a_store_at_work_is_not_copied(source: str, database_url: str) -> None:
    """A monitor that runs would write what the copy never sees."""
    with Store.open(source) as store:
        store.hold_instance("elsewhere:1:a", utc_now(), timedelta(minutes=1))
    with pytest.raises(MonitorError, match="stop it first"):
        run(source, database_url)


def test_a_row_that_differs_is_found_and_named(source: str, database_url: str) -> None:
    """Somebody wrote to the target while it was filled."""
    with Store.open(source) as old, Store.open(database_url) as new:
        def meddle(table: str, rows: int) -> None:
            if table == "articles" and rows == len(KEYS):
                new.commit(Plan(decisions=(makers.decision(KEYS[3], title="another"),)))

        with pytest.raises(StoreError, match="differs in table articles"):
            old.copy_into(new, meddle)

