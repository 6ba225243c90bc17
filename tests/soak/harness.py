"""Thirty days of a thousand feeds with faults throughout, in minutes; then what grew, was lost or stayed behind.

``python -m tests.soak.harness --days 30 --feeds 1000 --seed 1`` (``make soak``) prints the table; exit code 1 where an alert
was lost, invented, or doubled without doubt, where the queue is not empty, or where memory or open files grew.
"""

import argparse
import asyncio
import gc
import json
import re
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from monitor import logs, wiring
from monitor.config import load_config
from monitor.model import Config
from tests.chaos.attacks import attacks
from tests.chaos.control import told_apart
from tests.shared import ROOT
from tests.soak.chat import UnsureChat
from tests.soak.life import Life
from tests.soak.table import Mark, Table
from tests.soak.world import World

MARKS = (1, 5, 10, 15, 20, 25, 30)
APART = 80
"""Places that attacks happen at in turn; the same one comes again after days, when its incident takes no more accounts."""
CONFIG = """
feeds: [{{name: stand-in, url: "https://h0.example/feed"}}]
watches: [{{name: bases, keywords: [US, American, troops], channels: [one, two]}}]
channels: [{{name: one, kind: console}}, {{name: two, kind: console}}]
alerts: {{incidents_per_source_per_day: 1000}}
digest: {{at: "07:00", timezone: UTC, channels: [one]}}
retention: 7d
pictures: false
models: {models}
web: ""
"""


class _Counted:
    """What the service logs, counted by level and event."""

    def __init__(self) -> None:
        self.lines: Counter[str] = Counter()

    def write(self, text: str) -> int:
        """One line or several."""
        for line in filter(None, text.split("\n")):
            told = json.loads(line)
            self.lines[f"{told['level']}: {told['event']}"] += 1
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        """It is a counter."""
        return False


def _mark(life: Life, day: float) -> Mark:
    gc.collect()
    taken = dict(re.findall(r"^(VmRSS|RssAnon):\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"), re.MULTILINE))
    articles = life.world.items + len(life.world.told)
    return Mark(day=day, rss=int(taken["VmRSS"]) / 1024, own=int(taken["RssAnon"]) / 1024, files=sum(1 for _ in Path("/proc/self/fd").iterdir()),
                database=life.store.size() / 2**20, articles=articles)


def _tally(life: Life) -> tuple[int, int, int, int, list[str], int, int]:
    """Delivered, folded, doubled, doubled without doubt, lost, split, invented."""
    incidents: dict[int, set[str]] = {number: set() for number in life.world.told.values()}
    for url, number in life.world.told.items():
        decision = life.store.article(url)
        incidents[number] |= set(life.store.incidents_of(decision.article.key)) if decision is not None else set()
    delivered = folded = doubled = sure = split = 0
    lost: list[str] = []
    for name, chat in life.chats.items():
        for number, ids in incidents.items():
            seen = {one: chat.shown[one] for one in ids if chat.shown[one]}
            in_summary = not seen and any(_in_summary(life, chat, one) for one in ids)
            delivered, folded = delivered + bool(seen or in_summary), folded + in_summary
            split += len(seen) > 1
            again = [one for one, times in seen.items() if times > 1]
            doubled, sure = doubled + bool(again), sure + any(one not in chat.unsure for one in again)
            if not seen and not in_summary:
                lost.append(f"{name}: attack {number}, incidents {sorted(ids)}")
    real = {one for ids in incidents.values() for one in ids}
    invented = sum(thread not in real and not thread.startswith(("missed:", "digest:")) for chat in life.chats.values() for thread in chat.shown)
    return delivered, folded, doubled, sure, lost, split, invented


def _in_summary(life: Life, chat: UnsureChat, incident: str) -> bool:
    """Whether its headline stands in a message that sums up what was missed."""
    heads = {parcel.message.plain.split("\n", 1)[0] for parcel in life.store.parcels_of(incident) if parcel.channel == chat.name}
    return any(head in fold for fold in chat.folds for head in heads)


def settings(folder: Path) -> Config:
    """The configuration but for its feeds."""
    path = folder / "config.yaml"
    path.write_text(CONFIG.format(models=ROOT / "models"), encoding="utf-8")
    return load_config(path)


async def soak(days: int, feeds: int, seed: int, per_day: int, folder: Path, step: timedelta) -> Table:
    """One run."""
    counted = _Counted()
    logs.set_up(as_json=True, stream=counted)  # type: ignore[arg-type]
    config = settings(folder)
    brain = await asyncio.to_thread(wiring.load_brain, config)
    wanted = min(days * per_day, APART)
    apart = await asyncio.to_thread(told_apart, config, brain, attacks(brain.gazetteer)[:wanted * 3 // 2])
    began, used = time.monotonic(), time.process_time()
    world = World(feeds, days, seed, apart, per_day)
    life, marks = Life(config, brain, world, folder / "monitor.db", step), []
    await life.begin()
    for day in range(1, days + 1):
        await life.half_a_day()
        if day == 1:
            marks.append(_mark(life, 0.5))
        await life.half_a_day()
        await life.thin()
        if day in MARKS or day == days:
            marks.append(_mark(life, day))
            print(f"{marks[-1]}, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    delivered, folded, doubled, sure, lost, split, invented = _tally(life)
    digests = Counter({t: n for t, n in life.chats["one"].shown.items() if t.startswith("digest:")})
    table = Table(
        days=days, feeds=feeds, seconds=time.monotonic() - began, cpu=time.process_time() - used, polls=world.polls,
        items=world.items + len(world.told),
        faults=dict(world.faults), steps=2 * len(world.clock), due=world.happened * len(life.chats), delivered=delivered, folded=folded,
        doubled=doubled, without_doubt=sure, lost=lost, split=split, invented=invented,
        strangers=sum(chat.strangers for chat in life.chats.values()), digests=len(digests),
        digests_doubled=sum(times > 1 for times in digests.values()), queue=sum(w.count for w in life.store.waiting()),
        gave_up=life.ended(), marks=marks, log=dict(counted.lines))
    life.store.close()
    return table


def main() -> None:
    """Run, print, and fail where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--attacks", type=int, default=12, help="a day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--step", type=int, default=2, choices=(1, 2, 5, 10), help="minutes between two rounds of the jobs")
    parser.add_argument("--folder", default=None, help="where the database is made; for the time of the run")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        table = asyncio.run(soak(chosen.days, chosen.feeds, chosen.seed, chosen.attacks, Path(folder), timedelta(minutes=chosen.step)))
    print(table)
    for line in table.lost:
        print(line, file=sys.stderr)
    sys.exit(0 if table.good else 1)


if __name__ == "__main__":
    main()
