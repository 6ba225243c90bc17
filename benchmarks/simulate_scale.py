"""Tens of thousands to a million feeds in simulated time: how late polls begin, how long queues get, where it bends.

::

    python benchmarks/simulate_scale.py                      10 thousand, 100 thousand and a million feeds
    python benchmarks/simulate_scale.py --feeds 50000 --workers 1 --minutes 60

The plan is the program's own: due feeds are taken every five seconds, dealt to shares by host and cut into batches
(:mod:`monitor.far.shares`), and each answer decides the next poll (:func:`monitor.collect.polling.after_poll`). What is
simulated is the world: answers by chance in fixed shares, and the time a batch takes, which is its CPU at the unit costs
measured by ``benchmarks/polling.py`` and ``benchmarks/model_rates.py``, or the servers' answers if that is longer.
"""

import argparse
import heapq
import random
import resource
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from monitor.collect.polling import after_poll, first_states
from monitor.far.shares import BATCH, SHARES, share_of
from monitor.model import Body, Failed, FailureKind, Feed, FeedState, FetchSettings, NotModified, ParsedFeed

START = datetime(2026, 1, 1, tzinfo=UTC)
BEAT = 5.0
"""Seconds between two plans."""
UNCHANGED, CHANGED, FAILING = 0.78, 0.20, 0.02
"""Shares of answers: a fifth of polls bring something new (research on feeds of news outlets), two in a hundred fail."""
CPU_UNCHANGED, CPU_CHANGED, CPU_FAILED = 0.00034, 0.0142, 0.0005
"""Seconds a poll, measured on one core of two (2026-11-24): a 304; a document parsed whole and stored (12.5 ms), all its 33 entries
judged (51 us each)."""
ANSWER = 0.8
"""Seconds until a server has answered in full."""
AT_ONCE = 50
"""Requests of one worker under way (``fetch.concurrency``)."""
CORES = 1.0
"""A worker is one process: it has one core for what is not in its page workers."""
HOSTS = 0.6
"""Different hosts a feed: some have several."""

_PARSED = ParsedFeed(title="", language="", entries=())


@dataclass(slots=True)
class Load:
    """What a run saw after its first quarter, while which the first round is worked off."""

    polls: int = 0
    changed: int = 0
    lags: list[float] = field(default_factory=list)
    longest_queue: int = 0
    queue_at_end: int = 0
    busy: float = 0.0


def simulate(count: int, workers: int, minutes: int, interval: timedelta, seed: int = 1) -> Load:
    """A fleet over ``minutes`` of simulated time."""
    chance = random.Random(seed)
    feeds = [Feed(name=f"f{i}", outlet="", url=f"https://h{int(i * HOSTS)}.example/{i}", interval=interval) for i in range(count)]
    states = list(first_states(feeds, (), START))
    share = [share_of(feed.url) for feed in feeds]
    due = [((state.next_due - START).total_seconds() if state.next_due else 0.0, i) for i, state in enumerate(states)]
    heapq.heapify(due)
    waiting: list[deque[tuple[float, int]]] = [deque() for _ in range(SHARES)]
    queued, free_share, turn = 0, [True] * SHARES, deque(range(SHARES))
    running: list[tuple[float, int]] = []
    free_at = [0.0] * workers
    load, settings, end = Load(), FetchSettings(user_agent="simulation"), minutes * 60.0
    warm, clock = end / 4, 0.0
    while clock < end:
        while due and due[0][0] <= clock:
            when, i = heapq.heappop(due)
            waiting[share[i]].append((when, i))
            queued += 1
        while running and running[0][0] <= clock:
            free_share[heapq.heappop(running)[1]] = True
        for worker in range(workers):
            while free_at[worker] < clock + BEAT and (found := _next(turn, waiting, free_share)) is not None:
                batch = [waiting[found].popleft() for _ in range(min(BATCH, len(waiting[found])))]
                queued -= len(batch)
                begin = max(clock, free_at[worker])
                cpu = 0.0
                for when, i in batch:
                    cost, states[i] = _poll(feeds[i], states[i], begin, chance, settings)
                    cpu += cost
                    heapq.heappush(due, ((states[i].next_due - START).total_seconds(), i))  # type: ignore[operator]
                    if begin >= warm:
                        load.polls += 1
                        load.changed += cost == CPU_CHANGED
                        load.lags.append(begin - when)
                # Batches of several shares run side by side in a worker: its core is the limit, not one server's answer.
                free_at[worker] = begin + cpu / CORES
                free_share[found] = False
                heapq.heappush(running, (max(begin + cpu, begin + ANSWER * max(1, len(batch) / AT_ONCE)), found))
                load.busy += cpu if begin >= warm else 0.0
        load.longest_queue = max(load.longest_queue, queued) if clock >= warm else 0
        clock += BEAT
    load.queue_at_end, load.busy = queued, load.busy / (workers * (end - warm))
    return load


def _next(turn: deque[int], waiting: list[deque[tuple[float, int]]], free: list[bool]) -> int | None:
    """The next share in turn that has feeds waiting and nobody at work."""
    for _ in range(SHARES):
        turn.rotate(-1)
        if waiting[turn[0]] and free[turn[0]]:
            return turn[0]
    return None


def _poll(feed: Feed, state: FeedState, begin: float, chance: random.Random, settings: FetchSettings) -> tuple[float, FeedState]:
    now, dice = START + timedelta(seconds=begin), chance.random()
    if dice < UNCHANGED:
        return CPU_UNCHANGED, after_poll(feed, state, NotModified(url=feed.url), None, now, chance.random(), settings)
    if dice < UNCHANGED + CHANGED:
        answer = Body(url=feed.url, content=b"")
        return CPU_CHANGED, after_poll(feed, state, answer, _PARSED, now, chance.random(), settings)
    broken = Failed(url=feed.url, kind=FailureKind.NETWORK, detail="no answer")
    return CPU_FAILED, after_poll(feed, state, broken, None, now, chance.random(), settings)


def table(sizes: Sequence[tuple[int, int]], minutes: int, interval: timedelta) -> None:
    """A line for each size and number of workers."""
    print("     feeds  workers   polls/s  changed/s    lag p50    lag p99    lag max  longest queue  left at end  core busy  RSS MB  took s")
    for feeds, workers in sizes:
        began = time.monotonic()
        load = simulate(feeds, workers, minutes, interval)
        lags = sorted(load.lags) or [0.0]
        seconds = minutes * 60 * 0.75
        rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
        print(f"{feeds:>10,} {workers:>8} {load.polls / seconds:>9.1f} {load.changed / seconds:>10.1f} {lags[len(lags) // 2]:>9.1f}s "
              f"{lags[int(len(lags) * 0.99)]:>9.1f}s {lags[-1]:>9.1f}s {load.longest_queue:>14,} {load.queue_at_end:>12,} {load.busy:>9.0%} "
              f"{rss:>7.0f} {time.monotonic() - began:>7.1f}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--interval", type=int, default=15, help="minutes between two polls of a feed")
    chosen = parser.parse_args()
    if chosen.feeds:
        table([(chosen.feeds, chosen.workers)], chosen.minutes, timedelta(minutes=chosen.interval))
        return
    table([(10_000, 1), (100_000, 1), (100_000, 2), (1_000_000, 3), (1_000_000, 4), (1_000_000, 6)], chosen.minutes,
          timedelta(minutes=chosen.interval))


if __name__ == "__main__":
    main()
