"""Jobs beside our own rows: both or neither; tables of an older or newer queue; work that workers left behind."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from procrastinate import App, PsycopgConnector

from monitor.cli.scaling import migrate_store
from monitor.errors import StoreBusy, StoreError
from monitor.far.shares import jobs_after
from monitor.model import Decision, Label, Plan, Verdict, WatchHit
from monitor.model.decisions import PLACE
from monitor.store import Store
from monitor.wiring import utc_now
from tests.shared import ROOT
from tests.store import makers

BEFORE_RETRIES = "03.03.00_01_pre_priority_lock_fetch_job.sql"
"""The step before Procrastinate learned to queue failed jobs again."""


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store whose plans queue jobs."""
    with Store.open(database_url) as opened:
        opened.prepare_jobs()
        opened.jobs_after = lambda plan: jobs_after(plan, {"chat": "bot"})
        yield opened


def handed_over(key: str) -> Plan:
    """A decision whose placing is left to a job."""
    return Plan(decisions=(makers.decision(key, None),), parcels=(makers.parcel(f"{key}:1", thread=key),), to_place=(key,))


def test_a_decision_and_its_jobs_are_there_together(store: Store) -> None:
    """What is committed has its job to place, and its job to send."""
    store.commit(handed_over("a1"))
    assert [argument for _, argument in store.left_jobs()] == ["a1", "bot"]


def test_where_the_transaction_ends_in_an_error_neither_row_nor_job_is_there(store: Store) -> None:
    """The error comes after both were written, inside the same transaction."""
    with pytest.raises(ZeroDivisionError), store.placing(makers.NOW) as desk:
        desk.commit(handed_over("a1"))
        assert store.article("a1") is not None and store.open_jobs() == 2, "within the transaction both are seen"
        raise ZeroDivisionError
    assert store.article("a1") is None
    assert store.open_jobs() == 0
    assert store.waiting_channels(makers.NOW) == ()


def test_a_job_that_cannot_be_queued_takes_the_decision_with_it(store: Store, database_url: str) -> None:
    """Without the queue's tables nothing is recorded, and the error says what is missing."""
    with psycopg.connect(database_url) as connection:
        connection.execute("DROP FUNCTION procrastinate_defer_jobs_v1")
    with pytest.raises(StoreError):
        store.commit(handed_over("a1"))
    assert store.article("a1") is None


def test_jobs_of_one_lock_are_listed_and_dropped_while_they_wait(store: Store, database_url: str) -> None:
    """A job that a worker took meanwhile is left to it."""
    store.commit(handed_over("a1"))
    store.commit(handed_over("a2"))
    waiting = store.waiting_jobs(PLACE, PLACE, 10)
    assert [argument for _, argument in waiting] == ["a1", "a2"]
    with psycopg.connect(database_url) as connection:
        connection.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", (waiting[0][0],))
    assert store.drop_jobs([number for number, _ in waiting]) == 1
    assert [argument for _, argument in store.left_jobs(PLACE)] == ["a1"]


def older_tables(database_url: str) -> None:
    """Tables as an older Procrastinate made them."""
    folder = Path(App(connector=PsycopgConnector()).schema_manager.get_migrations_path())
    with psycopg.connect(database_url, autocommit=True) as connection:
        for path in sorted(folder.glob("*.sql")):
            if path.name <= BEFORE_RETRIES:
                connection.execute(path.read_text(encoding="utf-8"))  # type: ignore[arg-type]
        connection.execute(f"COMMENT ON TABLE procrastinate_jobs IS 'basewatch: migrated through {BEFORE_RETRIES}'")  # type: ignore[arg-type]


def retries_failed_jobs(database_url: str) -> bool:
    """Whether the newest step was taken."""
    with psycopg.connect(database_url) as connection:
        return connection.execute("SELECT 1 FROM pg_proc WHERE proname LIKE 'procrastinate_retry_job_v2'").fetchone() is not None


def test_older_job_tables_are_renewed_at_the_start_and_keep_their_jobs(database_url: str) -> None:
    """The steps that are missing are taken once; a second start finds nothing to do."""
    older_tables(database_url)
    with Store.open(database_url) as store:
        store.jobs_after = lambda plan: jobs_after(plan, {})
        store.commit(handed_over("a1"))
        assert not retries_failed_jobs(database_url)
        assert store.prepare_jobs()
        assert retries_failed_jobs(database_url)
        assert not store.prepare_jobs()
        assert [argument for _, argument in store.left_jobs()] == ["a1"]


def test_older_job_tables_are_left_alone_while_workers_use_them(database_url: str) -> None:
    """One sentence says what to do."""
    older_tables(database_url)
    with psycopg.connect(database_url) as connection:
        connection.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    with Store.open(database_url) as store, pytest.raises(StoreError, match="stop every worker, then start this one again"):
        store.prepare_jobs()
    assert not retries_failed_jobs(database_url)


def test_job_tables_of_a_newer_queue_are_refused_with_the_remedy(store: Store, database_url: str) -> None:
    """A worker with an older package than the others does not guess."""
    with psycopg.connect(database_url) as connection:
        connection.execute("COMMENT ON TABLE procrastinate_jobs IS 'basewatch: migrated through 99.00.00_01_new.sql'")
    with pytest.raises(StoreError, match="install the one of the other workers"):
        store.prepare_jobs()


def test_a_store_with_articles_to_place_is_not_copied(store: Store, database_url: str, tmp_path: Path) -> None:
    """They would be known in the copy, and never told."""
    store.commit(handed_over("a1"))
    with pytest.raises(StoreBusy, match="1 articles .* still wait to be placed"):
        CliRunner().invoke(migrate_store, [database_url, f"sqlite:///{tmp_path}/new.db"], catch_exceptions=False,
                           standalone_mode=False)
    assert store.instance_holder() == "", "the store is free again"


CONFIG = """
channels: [{{name: chat, kind: console}}]
watches: [{{name: all, keywords: [rockets], mode: keywords only, channels: [chat]}}]
digest: {{enabled: false}}
pictures: false
store: {store}
models: {models}
web: ""
feeds: [{{name: a, url: "http://127.0.0.1:9/a.xml", outlet: A, enabled: false}}]
"""


def test_what_workers_left_to_be_placed_is_placed_by_one_machine(store: Store, database_url: str, tmp_path: Path) -> None:
    """A job that a dead worker had taken, and one that nobody took: both articles are told by ``monitor once``."""
    said = {"a1": "Rockets hit Harir Air Base in Iraq, an official said.", "a2": "Rockets hit Camp Arifjan in Kuwait, an official said."}
    for key, text in said.items():
        article = makers.article(key, title=text, summary=text, text="", language="en", published=utc_now(), seen_at=utc_now())
        verdict = Verdict(article=key, label=Label.ATTACK, probability=1.0, alert=True,
                          watches=(WatchHit(watch="all", words=("rockets",)),), channels=("chat",))
        store.commit(Plan(decisions=(Decision(article=article, verdict=verdict),), to_place=(key,)))
    with psycopg.connect(database_url) as connection:
        connection.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE args ->> 'argument' = 'a1'")
    config = tmp_path / "config.yaml"
    config.write_text(CONFIG.format(store=database_url, models=ROOT / "models"), encoding="utf-8")
    ran = subprocess.run([sys.executable, "-m", "monitor", "once", "--config", str(config)], cwd=ROOT, capture_output=True, text=True,
                         check=True)
    assert "Harir" in ran.stdout and "Arifjan" in ran.stdout, ran.stderr
    assert store.open_jobs() == 0
