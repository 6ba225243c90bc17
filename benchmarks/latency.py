"""From publication to alert: ``monitor run`` as a process, over feeds, pages and a Bot API on loopback, under background load.

::

    published ──poll wait──► first answer that holds the entry ──this is measured──► the Bot API accepted the message
    (a feed's document        (the clock starts when the site       robots.txt, page, text, model, facts, placing,
     has the new entry)        begins to send it)                    outbox, the chat's pace, the request itself

Feeds are asked once a minute, the least that the program allows; ``fetch`` stands as shipped (a second between two requests
to one host) but for loopback being allowed. A run: ``ALERTS`` attacks at random moments in random feeds, never two of one feed
between two polls, each with a page of some 25 kB; ``ORDINARY`` other items a second, of which one in ``ONE_IN`` passes the gate,
so that its page is read and the model is asked. Site and chats are the benchmark's own process, on the same cores.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from benchmarks.memory import GOAL, resident
from benchmarks.newsroom import Newsroom, Published, newsroom
from benchmarks.rows import ROOT, row, skipped
from monitor.judge.gazetteer_file import load_gazetteer
from tests.alert.botapi import TOKEN
from tests.chaos.attacks import Attack, attacks

FEEDS, ALERTS = 120, 220
PER_SECOND, ORDINARY = 1.5, 15.0
ONE_IN = 50
PATIENCE = 120.0
MEDIAN, WORST = 1.0, 3.0
"""Seconds: the goals for the median and for 99 in 100."""


def main() -> None:
    """Measure and print."""
    if not Path("/proc").is_dir():
        skipped("publication to alert", "only Linux answers on all of 127.0.0.0/8")
        return
    with tempfile.TemporaryDirectory() as folder:
        told = asyncio.run(_run(Path(folder)))
    came = sorted(attack.accepted - attack.first_seen for attack in told if attack.accepted)
    row(f"alerts of {len(told)} attacks that reached their chat", f"{len(came)}", f"of {len(told)}", len(came) / len(told))
    waits = sorted(attack.first_seen - attack.at for attack in told if attack.first_seen)
    middle, late = statistics.median(came), _of(came, 0.99)
    row("entry first seen to message accepted, median", f"{middle:.2f} s", f"goal {MEDIAN:.0f} s", middle / MEDIAN)
    row("  99 in 100", f"{late:.2f} s", f"goal {WORST:.0f} s", late / WORST)
    row("  the last one", f"{came[-1]:.2f} s", f"goal {WORST:.0f} s", came[-1] / WORST)
    for what, own in (("page on the feed's own host", True), ("page on another host", False)):
        some = sorted(a.accepted - a.first_seen for a in told if a.accepted and Newsroom.own_host(a.feed) is own)
        row(f"  {what}: median", f"{statistics.median(some):.2f} s", f"99 in 100: {_of(some, 0.99):.2f} s",
            statistics.median(some) / _of(some, 0.99))
    reading = sorted(a.page_given - a.first_seen for a in told if a.page_given)
    row("  of that: until the page is asked for, median", f"{statistics.median(reading):.2f} s", f"99 in 100: {_of(reading, 0.99):.2f} s",
        statistics.median(reading) / _of(reading, 0.99))
    row("poll wait before it (asked once a minute), median", f"{statistics.median(waits):.1f} s",
        f"99 in 100: {_of(waits, 0.99):.1f} s", statistics.median(waits) / _of(waits, 0.99))


def _of(ordered: Sequence[float], part: float) -> float:
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


async def _run(folder: Path) -> list[Published]:
    chance = random.Random(7)
    told = list(attacks(load_gazetteer(ROOT / "models" / "gazetteer")))
    chance.shuffle(told)
    async with newsroom(FEEDS) as room, _monitor(room.config(folder, f"sqlite:///{folder}/monitor.db"), folder) as service:
        await _until(lambda: room.asked["feed"] >= FEEDS)
        background = asyncio.create_task(_background(room, chance))
        await _publish(room, told[:ALERTS], chance)
        # An attack that is taken for one told before changes its message or goes without one: those are not waited for.
        with suppress(TimeoutError):
            await _until(lambda: all(attack.accepted for attack in room.attacks.values()))
        background.cancel()
        held = resident(service)
        row("resident memory of the service after it", f"{held:.0f} MB", f"goal {GOAL:.0f} MB", held / GOAL)
        return list(room.attacks.values())


async def _publish(room: Newsroom, told: Sequence[Attack], chance: random.Random) -> None:
    for attack in told:
        await asyncio.sleep(chance.expovariate(PER_SECOND))
        room.tell(attack)


async def _background(room: Newsroom, chance: random.Random) -> None:
    while True:
        await asyncio.sleep(chance.expovariate(ORDINARY))
        room.tell_ordinary(near=chance.randrange(ONE_IN) == 0)


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110  a process is watched, which tells nobody
            await asyncio.sleep(0.05)


@asynccontextmanager
async def _monitor(config: Path, folder: Path) -> AsyncIterator[int]:
    """``monitor run`` by its process id, ended as systemd would end it."""
    with (folder / "monitor.log").open("wb") as stream:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "monitor", "run", "--json-logs", "--config", str(config), cwd=folder, stdout=stream, stderr=stream,
            env={**os.environ, "PYTHONPATH": str(ROOT), "BENCH_TOKEN": TOKEN, "NO_COLOR": "1"})
        try:
            yield process.pid
        finally:
            process.terminate()
            await process.wait()


if __name__ == "__main__":
    main()
