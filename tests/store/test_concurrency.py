"""Several threads and several connections: nothing is lost, nothing is done twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.errors import StoreBusy, StoreError
from monitor.model import Parcel, Plan
from monitor.store import Store
from tests.store.conftest import PATIENCE
from tests.store.makers import HOUR, MINUTE, NOW, decision, incident, member, parcel

THREADS = 4


def at_once(work: Callable[[int], object], threads: int = THREADS) -> list[object]:
    """Runs the work in several threads that start together; an error of one is raised here."""
    gate = threading.Barrier(threads)

    def run(number: int) -> object:
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(threads) as pool:
        return [done.result() for done in [pool.submit(run, number) for number in range(threads)]]


def join_or_open(store: Store, key: str) -> None:
    """What a placer does: one incident for all, each source joins it."""
    with store.placing(NOW) as desk:
        window = desk.window(NOW - HOUR)
        if window:
            (found,) = window
            after = replace(found, revision=found.revision + 1, members=(*found.members, member(key)))
        else:
            after = incident(f"opened by {key}", members=(member(key),))
        desk.commit(Plan(decisions=(decision(key),), incidents=(after,), parcels=(parcel(f"{after.id}:{after.revision}"),)))


def check_one_incident(store: Store, sources: int) -> None:
    """One incident was opened, and every source is in it."""
    (found,) = store.latest_incidents(10)
    assert (found.revision, len(found.members)) == (sources, sources)
    assert len(store.incident_revisions(found.id)) == sources


def test_threads_of_one_store_open_one_incident_and_lose_no_update(store: Store) -> None:
    """Read, decide, write from four threads: every update is built on the one before."""

    def work(thread: int) -> None:
        for number in range(10):
            join_or_open(store, f"t{thread}-{number}")

    at_once(work)
    check_one_incident(store, THREADS * 10)


def test_stores_of_their_own_open_one_incident_and_lose_no_update(url: str) -> None:
    """The same from four stores on one database, as four processes would."""
    Store.open(url).close()

    def work(thread: int) -> None:
        with Store.open(url, PATIENCE) as store:
            for number in range(10):
                join_or_open(store, f"t{thread}-{number}")

    at_once(work)
    with Store.open(url) as store:
        check_one_incident(store, THREADS * 10)


def test_two_senders_never_lease_the_same_parcel(url: str) -> None:
    """Four senders on one queue take every parcel once."""
    with Store.open(url) as store:
        store.commit(Plan(parcels=tuple(parcel(f"p{n}", thread=f"t{n % 20}") for n in range(60))))

    def work(_: int) -> list[Parcel]:
        taken: list[Parcel] = []
        with Store.open(url, PATIENCE) as store:
            for _round in range(30):
                leased = store.lease(NOW, MINUTE, 3, ("chat",))
                taken += leased
                for found in leased:
                    store.mark_sent(found.id, "1", NOW)
        return taken

    shares: list[list[Parcel]] = at_once(work)  # type: ignore[assignment]
    ids = [found.id for share in shares for found in share]
    assert len(ids) == len(set(ids)) == 60


def test_one_of_many_claims_the_digest_and_the_instance(url: str) -> None:
    """However many ask at once, one is told yes."""
    Store.open(url).close()

    def work(thread: int) -> tuple[bool, bool]:
        with Store.open(url, PATIENCE) as store:
            claimed = store.claim_digest("daily", NOW.date(), NOW)
            return claimed, store.hold_instance(f"owner {thread}", NOW, timedelta(minutes=1))

    answers: list[tuple[bool, bool]] = at_once(work)  # type: ignore[assignment]
    assert (sum(claim for claim, _ in answers), sum(hold for _, hold in answers)) == (1, 1)


def test_the_same_articles_from_several_processes_do_not_block_each_other(url: str) -> None:
    """Batches that overlap in opposite order end in one row per article, and no deadlock."""
    Store.open(url).close()
    keys = [f"a{number}" for number in range(100)]

    def work(thread: int) -> None:
        with Store.open(url, PATIENCE) as store:
            for _ in range(5):
                ordered = keys if thread % 2 else keys[::-1]
                store.commit(Plan(decisions=tuple(decision(key, content_hash=str(thread)) for key in ordered)))

    at_once(work)
    with Store.open(url) as store:
        assert store.entry_count(NOW, NOW + HOUR) == 100


def test_readers_see_the_state_before_while_somebody_is_placing(url: str) -> None:
    """A web page is answered during a placing, from what is committed."""
    with Store.open(url) as store, ThreadPoolExecutor(1) as web:
        store.commit(Plan(incidents=(incident(),)))
        with store.placing(NOW) as desk:
            desk.commit(Plan(incidents=(incident(revision=2),)))
            seen = web.submit(store.incident, "i1").result(30)
            assert seen == incident()
        assert web.submit(store.incident, "i1").result(30) == incident(revision=2)


def test_who_waits_too_long_for_the_writer_is_told_so(url: str) -> None:
    """A placer that never ends costs the others their patience, not their life."""
    with Store.open(url, timedelta(milliseconds=100)) as store, ThreadPoolExecutor(1) as other:
        with store.placing(NOW), pytest.raises(StoreBusy):
            other.submit(join_or_open, store, "a1").result(30)
        other.submit(join_or_open, store, "a1").result(30)
        check_one_incident(store, 1)


def test_an_outdated_decision_made_outside_placing_is_refused(url: str) -> None:
    """Two that read the same revision can not both go on: the slower one is told."""
    with Store.open(url) as one, Store.open(url) as two:
        one.commit(Plan(incidents=(incident(),)))
        two.commit(Plan(incidents=(incident(revision=3),)))
        with pytest.raises(StoreError, match="later revision"):
            one.commit(Plan(incidents=(incident(revision=2),)))
