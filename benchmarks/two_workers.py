"""One ``monitor worker`` on one core against two on two cores, on one PostgreSQL, over the same kind of backlog.

::

    python -m benchmarks.two_workers              the better of two rounds each
    python -m benchmarks.two_workers --nice -10   on a machine that does other work (needs the right to)

Each worker, the processes that extract pages for it included, is bound to a core of its own (``taskset``): a worker by itself
keeps a core busy with extraction while it judges on another. Site, chats and PostgreSQL run where there is room; their CPU is
the part that two workers cannot share. A round: ``ITEMS`` new entries in each of ``FEEDS`` feeds, all of which pass the gate,
so that each has its page read and extracted and is judged; ``TOLD`` attacks among them are placed and told. The clock starts when the
first feed is asked and stops when the last entry is judged and the last is placed.

Meant are the stages that are CPU: parse, gate, extract, judge. Placing is one job after another for all workers, by design.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from benchmarks.newsroom import MARKET, Newsroom, newsroom
from benchmarks.rows import ROOT, row, skipped
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.model.decisions import PLACE
from monitor.store import Store
from tests.alert.botapi import TOKEN
from tests.chaos.attacks import attacks
from tests.far.faults import start_server, stop_server

FEEDS, ITEMS, TOLD = 48, 10, 8
ROUNDS = 2
GOAL = 1.8
PATIENCE = 600.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nice", type=int, default=0)
    nice = parser.parse_args().nice
    cores = sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else []
    if len(cores) < 2:
        skipped("two workers", "two cores and taskset are needed")
        return
    server = start_server()
    try:
        with tempfile.TemporaryDirectory() as folder:
            one, two = asyncio.run(_run(Path(folder), server.url, cores, nice))
    finally:
        stop_server(server)
    backlog = FEEDS * ITEMS + TOLD
    row(f"one worker, {backlog:,} pages to extract and judge", f"{backlog / one:.1f} a second", f"{one:.1f} s", 1.0)
    row("  two workers on two cores", f"{backlog / two:.1f} a second", f"one: {backlog / one:.1f} a second", one / two)
    row("  the same ratio", f"{one / two:.2f}", f"goal {GOAL}", one / two / GOAL)


async def _run(folder: Path, url: str, cores: list[int], nice: int) -> tuple[float, float]:
    """The best seconds of a round with one worker and with two."""
    told = iter(attacks(load_gazetteer(ROOT / "models" / "gazetteer")))
    with Store.open(url) as store:
        async with newsroom(FEEDS) as room, AsyncExitStack() as workers:
            config = room.config(folder, url, ", host_gap: 0s, per_host: 4", "1h")
            times: dict[int, list[float]] = {}
            for count in (1, 2):
                await workers.enter_async_context(_worker(config, folder, cores[count - 1], nice))
                # The first one is not counted: processes start, and robots.txt is asked for.
                times[count] = [await _round(room, store, url, told) for _ in range(ROUNDS + 1)][1:]
    return min(times[1]), min(times[2])


async def _round(room: Newsroom, store: Store, url: str, told) -> float:  # type: ignore[no-untyped-def]
    """Seconds from the first question to the last judgement and placing."""
    for feed in range(FEEDS):
        for _ in range(ITEMS):
            room.tell_ordinary(near=True, feed=feed, words=MARKET)
    for attack in (attack for attack, _ in zip(told, range(TOLD), strict=False)):
        room.tell(attack)
    async with asyncio.timeout(PATIENCE):
        while len(states := store.feed_states()) < FEEDS:  # noqa: ASYNC110  other processes are watched, which tell nobody
            await asyncio.sleep(0.2)
        room.first_asked = 0.0
        for state in states:
            store.save_feed_state(replace(state, next_due=datetime.now(UTC)))
        with psycopg.connect(url, autocommit=True) as watching:
            while not _done(watching, room.passing) or store.open_jobs(PLACE):  # noqa: ASYNC110
                await asyncio.sleep(0.2)
    return time.monotonic() - room.first_asked


def _done(connection: "psycopg.Connection[tuple[int]]", wanted: int) -> bool:
    found = connection.execute("SELECT count(*) FROM articles WHERE verdict IS NOT NULL").fetchone()
    return found is not None and found[0] >= wanted


@asynccontextmanager
async def _worker(config: Path, folder: Path, core: int, nice: int) -> AsyncIterator[None]:
    """``monitor worker`` on one core, ended as systemd would end it."""
    with (folder / f"worker{core}.log").open("wb") as stream:
        process = await asyncio.create_subprocess_exec(
            "nice", "-n", str(nice), "taskset", "-c", str(core), sys.executable, "-m", "monitor", "worker", "--json-logs",
            "--config", str(config), cwd=folder, stdout=stream, stderr=stream,
            env={**os.environ, "PYTHONPATH": str(ROOT), "BENCH_TOKEN": TOKEN, "NO_COLOR": "1"})
        try:
            yield
        finally:
            process.terminate()
            await process.wait()


if __name__ == "__main__":
    main()
