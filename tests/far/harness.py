"""Many workers on one PostgreSQL, a fault in each round, then a count of what the chats show.

``python -m tests.far.harness --rounds 20 --seed 1`` (``make fleet``) prints the table; exit code 1 where an alert was lost,
doubled without doubt, or a feed is not polled on time again. It starts a PostgreSQL of its own (``.ci/postgres``). Which
fault meets which worker, at what step and with which attacks follows from the seed; how processes interleave does not.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from monitor import wiring
from monitor.config import load_config
from monitor.errors import StoreError
from monitor.model.readers import READER_CHANNEL
from monitor.store import Store
from tests.chaos.attacks import Attack, attacks
from tests.chaos.control import told_apart
from tests.far.faults import FAULTS, Case, Server, start_server, stop_server
from tests.far.fleet import CHATS, READER, Fleet, fleet

FEEDS = 12
EVERYBODY = (*CHATS, READER)
ROUND = 25.0
"""Seconds a round waits for its alerts; what is in doubt until a lease ends comes in a later one."""
LAST = 300.0
"""Seconds in which everything owed is shown at the end: a lease of two minutes, a minute of doubt, time to send."""
ON_TIME = 75.0
"""Seconds in which every feed is polled again: its interval of a minute, its jitter, a beat."""
AT_STEP = ("while polling", "while telling")


@dataclass
class Tally:
    """What one kind of fault came to."""

    rounds: int = 0
    links: list[str] = field(default_factory=list)
    slowest: float = 0.0
    """Seconds from the news to the last of the alerts in a round that showed all of them in time."""
    late: int = 0
    """Rounds that went on before everything was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one run came to."""

    tallies: dict[str, Tally]
    shown: dict[str, Counter[str]]
    undoubted: frozenset[tuple[str, str]]
    """What was doubled, by chat and link, where no worker said that it was in doubt."""
    polled_again: float
    open_jobs: int
    exit_codes: tuple[int, ...]
    seconds: float

    def count(self, links: list[str], *, doubled: bool) -> int:
        """How many of these are shown more than once, or at all."""
        return sum(self.shown[chat][link] > doubled for chat in EVERYBODY for link in links)

    @property
    def good(self) -> bool:
        """Whether every promise was kept."""
        links = [link for tally in self.tallies.values() for link in tally.links]
        return self.count(links, doubled=False) == len(links) * len(EVERYBODY) and not self.undoubted and (
            self.polled_again <= ON_TIME and not self.open_jobs and set(self.exit_codes) <= {0})

    def __str__(self) -> str:
        """For a person."""
        lines = [f"{'fault':<36}{'rounds':>7}{'due':>6}{'shown':>7}{'lost':>6}{'doubled':>9}{'in doubt':>10}{'later':>7}{'slowest':>10}"]
        for name, tally in [*sorted(self.tallies.items()), ("all", self._whole())]:
            due, shown = len(tally.links) * len(EVERYBODY), self.count(tally.links, doubled=False)
            doubled = self.count(tally.links, doubled=True)
            bare = sum((chat, link) in self.undoubted for chat in EVERYBODY for link in tally.links)
            lines.append(f"{name:<36}{tally.rounds:>7}{due:>6}{shown:>7}{due - shown:>6}{doubled:>9}{doubled - bare:>10}"
                         f"{tally.late:>7}" + (f"{tally.slowest:>8.1f} s" if tally.slowest else f"{'-':>10}"))
        lines.append("later: rounds that went on before all of theirs was shown; slowest: of the others, news to last message\n"
                     f"every feed polled again after {self.polled_again:.1f} s; jobs left {self.open_jobs}; exit codes {sorted(set(self.exit_codes))}; "
                     f"{self.seconds:.0f} s in all")
        return "\n".join(lines)

    def _whole(self) -> Tally:
        every = self.tallies.values()
        return Tally(rounds=sum(t.rounds for t in every), links=[link for t in every for link in t.links],
                     slowest=max((t.slowest for t in every), default=0.0), late=sum(t.late for t in every))


class Run:
    """One run, round by round."""

    def __init__(self, case: Case, invented: list[Attack]) -> None:
        self.case, self.fleet, self.chance = case, case.fleet, case.chance
        self.invented = invented
        self.tallies: dict[str, Tally] = {}

    async def round(self, kind: str, step: str) -> None:
        """News in some feeds, the fault in the middle of its way, then a wait for the alerts."""
        fleet, tally = self.fleet, self.tallies.setdefault(f"{kind}, {step}", Tally())
        tally.rounds += 1
        asked = Counter(fleet.asked)
        if step == "while polling":
            fleet.gate.clear()
        wires = self.chance.sample(range(FEEDS), self.chance.randint(2, 6))
        told = [fleet.tell(number, self.invented.pop()) for number in wires]
        tally.links += told
        began = time.monotonic()
        await self._due()
        if step == "while polling":
            await fleet.until(lambda: (fleet.asked - asked).total() >= FEEDS // 2, "half of the feeds are asked")
        else:
            await fleet.until(lambda: any(counts[link] for counts in fleet.seen().values() for link in told), "one alert is shown")
        fault = asyncio.create_task(FAULTS[kind](self.case))  # type: ignore[arg-type]
        await asyncio.sleep(0.2)
        fleet.gate.set()
        await fault
        shown = await self._shown(told)
        tally.slowest = max(tally.slowest, time.monotonic() - began if shown else 0.0)
        tally.late += not shown

    async def _due(self) -> None:
        """Every feed is due, as soon as the database takes it."""
        while True:
            try:
                return await asyncio.to_thread(self.fleet.due_now)
            except StoreError:
                await asyncio.sleep(0.5)

    async def _shown(self, links: list[str]) -> bool:
        try:
            await self.fleet.until(lambda: not {link for _, link in self.fleet.lost()} & set(links), "all is shown", ROUND)
        except AssertionError:
            return False
        return True

    async def end(self, began: float) -> Result:
        """Calm: what is owed is shown, every feed is polled, the workers stop in order."""
        await self.fleet.until(lambda: not self.fleet.lost(), "everything owed is shown", LAST)
        since = datetime.now(UTC)
        polled_again = await self.fleet.until(lambda: self.fleet.everyone_polled_since(since), "every feed is polled again", LAST)
        codes = tuple([await worker.stop() for worker in self.fleet.living()])
        with Store.open(self.fleet.url) as store:
            undoubted = frozenset(pair for pair in self.fleet.doubled() if not _doubted(store, self.fleet, *pair))
            open_jobs = store.open_jobs()
        return Result(tallies=self.tallies, shown=self.fleet.seen(), undoubted=undoubted, polled_again=polled_again,
                      open_jobs=open_jobs, exit_codes=codes, seconds=time.monotonic() - began)


def _doubted(store: Store, of: Fleet, chat: str, link: str) -> bool:
    """Whether a worker said that it sends this again in doubt."""
    decision = store.article(link)
    threads = decision.incidents if decision else ()
    said = (json.loads(line) for worker in of.workers for line in worker.said().splitlines()
            if '"delivery in doubt' in line and line.endswith("}"))
    return any(event["thread"] in threads and event["channel"] == (f"{READER_CHANNEL}a" if chat == READER else f"chat{chat}") for event in said)


def invented_for(of: Fleet, count: int) -> list[Attack]:
    """So many attacks that are told one by one, the next one last."""
    config = load_config(of.config(of.url))
    brain = wiring.load_brain(config)
    return list(reversed(told_apart(config, brain, attacks(brain.gazetteer))[:count]))


async def run_fleet(folder: Path, server: Server, *, rounds: int, workers: int, seed: int) -> Result:
    """The whole: workers, rounds, calm, count."""
    began, chance = time.monotonic(), random.Random(seed)
    kinds = [(kind, step) for kind in FAULTS for step in AT_STEP]
    async with fleet(folder, server.url, FEEDS) as of:
        invented = await asyncio.to_thread(invented_for, of, 10_000)
        chance.shuffle(invented)
        run = Run(Case(of, chance, server), invented)
        for _ in range(workers):
            await of.start()
        await of.enrolled()
        for number in range(rounds):
            if number % len(kinds) == 0:
                chance.shuffle(kinds)
            kind, step = kinds[number % len(kinds)]
            print(f"round {number + 1} of {rounds}: {kind} {step}", file=sys.stderr, flush=True)
            await run.round(kind, step)
        return await run.end(began)


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for configurations and logs, kept")
    given = parser.parse_args()
    server = start_server()
    try:
        with tempfile.TemporaryDirectory() as temporary:
            folder = given.keep or Path(temporary)
            folder.mkdir(exist_ok=True, parents=True)
            result = asyncio.run(run_fleet(folder, server, rounds=given.rounds, workers=given.workers, seed=given.seed))
    finally:
        stop_server(server)
    print(result)
    sys.exit(not result.good)


if __name__ == "__main__":
    main()
