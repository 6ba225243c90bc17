"""What a row costs in the store, at a thousand, a hundred thousand and a million rows.

::

    python benchmarks/store_rates.py                          SQLite in a temporary folder
    python benchmarks/store_rates.py --url postgresql://...   another store; it must be empty
    python benchmarks/store_rates.py --sizes 1000,10000       other sizes

Two lines for each size: microseconds by the clock and of this process's CPU, measured on the last portion before the
size is reached, with the ratio to the first size. The rows are synthetic: 16-byte keys in random order, a title, a summary of 450 characters; one in a hundred
judged, one in a thousand placed with an incident and a parcel of its own transaction.
"""

import argparse
import hashlib
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from monitor.model import (
    AlertKind, Article, Decision, Facts, Held, HeldReason, Incident, Label, Member, Message, Parcel, ParcelKind, Plan,
    Signature, Status, Verdict,
)
from monitor.store import Store

START = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 1_000
SMALL = 20
"""Polls of 20 entries that are measured."""
PORTION = 40
"""Batches that are measured: enough to see SQLite copy its log back a few times in a large store."""
SUMMARY = "a line of words without meaning, " * 14
KINDS = ("commit batch/row", "commit 20/row", "known hit/key", "known miss/key", "placing each", "lease+mark each",
         "digest counts", "start-up")


class Cost(NamedTuple):
    """Microseconds."""

    clock: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Row:
    """One size of the table: microseconds by the clock and of the CPU, by kind of work."""

    size: int
    costs: dict[str, Cost]


def key_of(number: int) -> str:
    """A key as random as a hash."""
    return hashlib.blake2b(str(number).encode(), digest_size=16).hexdigest()


def decision(number: int) -> Decision:
    """A synthetic decision; 4,000 articles a day."""
    key, seen = key_of(number), START + timedelta(seconds=number * 20)
    article = Article(
        key=key, feed=f"feed {number % 300}", outlet=f"Outlet {number % 200}", title=f"A title of some words {number}",
        url=f"https://news{number % 200}.example/world/2026/{key}/a-title-of-some-words", summary=SUMMARY,
        published=seen, seen_at=seen, content_hash=key,
    )
    verdict = Verdict(article=key, label=Label.RELATED, probability=number % 97 / 97, alert=False) if number % 100 == 0 else None
    reason = HeldReason.BELOW_THRESHOLD if verdict else HeldReason.NO_WATCH
    return Decision(article=article, verdict=verdict, held=Held(article=key, reason=reason))


def incident_plan(number: int) -> Plan:
    """An incident of one source, with its parcel."""
    at = START + timedelta(seconds=number * 20)
    key = key_of(number)
    member = Member(article=key, outlet="Outlet", url="https://news.example/x", title="Title", published=at, seen_at=at,
                    origin=key, signature=Signature(minhash=bytes(512), terms=("one", "two")))
    incident = Incident(id=f"i{number}", opened_at=at, updated_at=at, revision=1, status=Status.REPORTED, facts=Facts(),
                        members=(member,))
    parcel = Parcel(dedup_key=f"i{number}:1", channel="chat", kind=ParcelKind.SEND, about=AlertKind.NEW, thread=f"i{number}",
                    revision=1, message=Message(html="<b>x</b>", plain="x"), created_at=at, not_before=at)
    return Plan(decisions=(decision(number),), incidents=(incident,), parcels=(parcel,))


def cost(work: Callable[[], object], each: int) -> Cost:
    """Microseconds for each of the things that one call does."""
    before, busy = time.perf_counter(), time.process_time()
    work()
    return Cost((time.perf_counter() - before) / each * 1e6, (time.process_time() - busy) / each * 1e6)


def middle(costs: Iterable[Cost]) -> Cost:
    """The median of both times."""
    return Cost(*(statistics.median(times) for times in zip(*costs, strict=True)))


def fill(store: Store, first: int, end: int, size: int) -> Cost:
    """Records articles up to ``end`` in batches; the cost of a row, the mean of the last batches.

    Every thousandth article is placed, so that incidents and parcels grow with the rest.
    """
    costs = []
    for start in range(first, end, size):
        batch = Plan(decisions=tuple(decision(number) for number in range(start, min(start + size, end))))
        costs.append(cost(lambda batch=batch: store.commit(batch), len(batch.decisions)))  # type: ignore[misc]
        if size == BATCH and start + BATCH < end:
            store.commit(incident_plan(start))
    return Cost(*(statistics.mean(times) for times in zip(*costs[-PORTION:], strict=True)))


def place_one(store: Store, number: int) -> None:
    """One placing as the pipeline does it: window of three days, commit."""
    now = START + timedelta(seconds=number * 20)
    with store.placing(now) as desk:
        desk.window(now - timedelta(hours=72))
        desk.commit(incident_plan(number))


def send_one(store: Store, number: int) -> None:
    """One parcel leased and marked."""
    now = START + timedelta(seconds=number * 20)
    for parcel in store.lease(now, timedelta(minutes=1), 1, ("chat",)):
        store.mark_sent(parcel.id, "1", now)


def counts(store: Store, number: int) -> None:
    """What a digest asks of a day."""
    end = START + timedelta(seconds=number * 20)
    start = end - timedelta(days=1)
    store.entry_count(start, end)
    store.held_counts(start, end)
    store.near_misses(start, end, 5)
    store.incidents_between(start, end)
    store.incidents_updated_between(start, end)


def measure(url: str, store: Store, first: int, size: int) -> Row:
    """Grows the store to ``size`` and measures there."""
    filled = size - SMALL * 20 - 40
    batch = fill(store, first, filled, BATCH)
    small = fill(store, filled, filled + SMALL * 20, 20)
    step = max(1, filled // 20_000)
    hits = [key_of(number) for number in range(0, filled, step)]
    misses = [key_of(-number) for number in range(1, 20_001)]
    after = range(filled + SMALL * 20, size)
    known, unknown = (cost(lambda keys=keys: store.known(keys), len(keys)) for keys in (hits, misses))  # type: ignore[misc]
    values = (
        batch, small, known, unknown,
        middle([cost(lambda n=n: place_one(store, n), 1) for n in after]),  # type: ignore[misc]
        middle([cost(lambda n=n: send_one(store, n), 1) for n in after]),  # type: ignore[misc]
        middle([cost(lambda: counts(store, size), 1) for _ in range(5)]),
        middle([cost(lambda: Store.open(url).close(), 1) for _ in range(5)]),
    )
    return Row(size, dict(zip(KINDS, values, strict=True)))


def main() -> None:
    """Runs and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--url", default="")
    parser.add_argument("--sizes", default="1000,100000,1000000")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.url or f"sqlite:///{folder}/rates.db"
        with Store.open(url) as store:
            if store.entry_count(START, START + timedelta(days=10_000)):
                sys.exit(f"{url} is not empty")
            print(f"{store.engine_version()}, microseconds (ratio to the first size)")
            print(f"{'rows':>9} " + " ".join(f"{kind:>17}" for kind in KINDS) + f" {'MB':>7} {'RSS MB':>7}")
            report(url, store, [int(size) for size in arguments.sizes.split(",")])


def report(url: str, store: Store, sizes: list[int]) -> None:
    """Two lines per size."""
    base: dict[str, Cost] = {}
    first = 0
    for size in sizes:
        row = measure(url, store, first, size)
        base = base or row.costs
        clock, cpu = (
            " ".join(f"{value[time_]:9.1f} ({value[time_] / base[kind][time_]:5.2f})" for kind, value in row.costs.items())
            for time_ in (0, 1)
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:9} {clock} {store.size() / 1e6:7.1f} {peak:7.0f}\n{'CPU':>9} {cpu}", flush=True)
        first = size


if __name__ == "__main__":
    main()
