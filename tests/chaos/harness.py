"""Kills a service again and again while everything around it fails, then counts what its readers saw.

``python -m tests.chaos.harness --kills 1000 --seed 1`` (``make chaos``) prints the table; exit code 1 where an alert was
lost, invented, doubled without doubt, or the database is damaged. Traffic stays on loopback.
"""

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor import wiring
from monitor.config import load_config
from monitor.model import Config
from monitor.store import Store
from tests.chaos.attacks import Attack, attacks
from tests.chaos.control import told_apart
from tests.chaos.life import Time, in_child, live
from tests.chaos.world import CHATS, FEEDS, SECOND
from tests.shared import ROOT

START = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SPEED = 60.0
"""One second of a run is a minute of its clock: leases and pauses pass from one life to the next."""
CONFIG = """
feeds:
{feeds}
watches: [{{name: bases, keywords: [US, American, troops], channels: [one, two]}}]
channels:
  - {{name: one, kind: telegram, chat: "101", token: "env:TOKEN", api_url: "http://127.0.0.1:{port}"}}
  - {{name: two, kind: telegram, chat: "102", token: "env:TOKEN", api_url: "http://127.0.0.1:{port}"}}
fetch: {{allow_private: true, host_gap: 0s, per_host: 8, timeout: 2s}}
alerts: {{incidents_per_source_per_day: 10000}}
digest: {{enabled: false}}
pictures: false
admin_chat: "900"
store: sqlite:///{folder}/monitor.db
models: {models}
web: ""
"""
_PAGE = re.compile(r"/p/(\d+)\.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What one run came to."""

    kills: int
    seconds: float
    faults: dict[str, int]
    due: int
    delivered: int
    doubled: int
    doubled_without_doubt: int
    in_doubt: int
    """Times the service said that it sends again what may have been shown."""
    lost: tuple[str, ...]
    invented: int
    damage: tuple[str, ...]
    left_processes: int

    @property
    def good(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.invented or self.doubled_without_doubt or self.damage or self.left_processes)

    def __str__(self) -> str:
        """For a person."""
        rows = [("SIGKILLs", self.kills), *sorted(self.faults.items()), ("alerts due (attacks x chats)", self.due),
                ("delivered", self.delivered), ("lost", len(self.lost)), ("doubled", self.doubled),
                ("doubled where the service was not in doubt", self.doubled_without_doubt),
                ("sent again in doubt, by its own log", self.in_doubt), ("messages about nothing that happened", self.invented),
                ("faults of the database", len(self.damage)), ("processes left behind", self.left_processes),
                ("seconds", f"{self.seconds:.0f}")]
        return "\n".join(f"{name:46}{value:>10}" for name, value in rows)


class Run:
    """One run: a world, a folder, lives one after another."""

    def __init__(self, folder: Path, seed: int, count: int, fault_rate: float, speed: float = SPEED) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        shipped = str(ROOT / "models")
        base = load_config(_written(folder, 9))
        self.brain = wiring.load_brain(replace(base, model_dir=shipped))
        self.attacks = told_apart(base, self.brain, attacks(self.brain.gazetteer)[:count * 2])[:count]
        assert len(self.attacks) == count, f"only {len(self.attacks)} attacks are told apart by the service undisturbed"
        began = datetime.now(UTC).timestamp()
        plan = {"attacks": [(a.number, a.place, a.country) for a in self.attacks], "start": START.isoformat(), "speed": speed,
                "began": began, "seed": seed, "fault_rate": fault_rate}
        (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        self.clock = Time(START, began, speed)
        self.world = subprocess.Popen([sys.executable, "-m", "tests.chaos.world", str(folder / "plan.json")],
                                      stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self.world.stdout is not None
        self.port = int(self.world.stdout.readline())
        self.config: Config = load_config(_written(folder, self.port))
        self.log = folder / "log.jsonl"
        self.lives: set[int] = set()

    def ask(self, path: str, *, post: bool = False) -> Any:
        """Ask the world."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method="POST" if post else "GET")
        with urllib.request.urlopen(request, timeout=30) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def life(self, seconds: float) -> None:
        """One life, ended by SIGKILL."""
        child = in_child(lambda: live(self.config, self.brain, self.clock, self.log))
        self.lives.add(child)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"a life ended by itself: {self.log}"

    def last_life(self) -> None:
        """No more faults, no kill: what is owed is paid."""
        self.ask("/release?calm", post=True)
        child = in_child(lambda: live(self.config, self.brain, self.clock, self.log, until_empty=True))
        _, status = os.waitpid(child, 0)
        assert os.WEXITSTATUS(status) == 0, f"the last life failed: {self.log}"

    def kills(self, count: int) -> None:
        """So many lives; the attacks happen one after another over all of them."""
        for number in range(count):
            wanted = (number + 1) * len(self.attacks) // count
            self.ask(f"/release?count={wanted - number * len(self.attacks) // count}", post=True)
            # Most die young, in the middle of their first round; some live long enough to read pages.
            self.life(self.chance.uniform(0.05, 1.2) if self.chance.random() < 0.8 else self.chance.uniform(1.2, 4.0))
            if sys.stderr.isatty() or (number + 1) % 100 == 0:
                print(f"{number + 1} of {count} kills", file=sys.stderr, flush=True)

    def close(self) -> None:
        """End the world."""
        self.ask("/quit", post=True)
        self.world.wait(timeout=20)


def _written(folder: Path, port: int) -> Path:
    feeds = "\n".join(f'  - {{name: {name}, url: "http://127.0.0.1:{port}/feed/{name}", outlet: {name.title()}, language: en, '
                      "interval: 60s}" for name in (*FEEDS, SECOND))
    path = folder / "config.yaml"
    path.write_text(CONFIG.format(feeds=feeds, port=port, folder=folder, models=ROOT / "models"), encoding="utf-8")
    return path


def counted(run: Run, kills: int, seconds: float) -> Table:
    """Compare what happened with what was shown."""
    seen = run.ask("/report")
    shown: Counter[tuple[int, str]] = Counter()
    invented = 0
    for chat, text, is_reply in seen["sends"]:
        if chat in CHATS and not is_reply:
            numbers = {int(number) for number in _PAGE.findall(text)}
            shown.update((number, chat) for number in numbers)
            invented += not numbers and "earlier alert" not in text  # a summary of changes names places, no pages
    happened = run.attacks[:seen["released"]]
    doubts = _doubts(run.log)
    due = {(attack.number, chat) for attack in happened for chat in CHATS}
    doubled = {key for key in due if shown[key] > 1}
    with Store.open(f"sqlite:///{run.folder / 'monitor.db'}") as store:
        damage = store.integrity()
        without = {key for key in doubled if not _doubted(store, run, key, doubts)}
    return Table(
        kills=kills, seconds=seconds, faults=dict(seen["faults"]), due=len(due), delivered=sum(shown[key] > 0 for key in due),
        doubled=len(doubled), doubled_without_doubt=len(without), in_doubt=sum(doubts.values()),
        lost=tuple(f"{_named(run.attacks, number)} in chat {chat}" for number, chat in sorted(due) if not shown[number, chat]),
        invented=invented, damage=damage, left_processes=_left(run),
    )


def _named(happened: tuple[Attack, ...], number: int) -> str:
    return f"attack {number} on {happened[number].place}"


def _doubts(log: Path) -> Counter[tuple[str, str]]:
    """How often each (thread, channel) was sent again in doubt, by the log of the service."""
    found: Counter[tuple[str, str]] = Counter()
    for line in log.read_text(encoding="utf-8").splitlines():
        if '"delivery in doubt' in line and line.endswith("}"):  # a kill may cut a line
            event = json.loads(line)
            if event["kind"] == "send":
                found[event["thread"], event["channel"]] += 1
    return found


def _doubted(store: Store, run: Run, key: tuple[int, str], doubts: Counter[tuple[str, str]]) -> bool:
    decision = store.article(f"http://127.0.0.1:{run.port}/p/{key[0]}.html")
    channel = {"101": "one", "102": "two"}[key[1]]
    return decision is not None and any(doubts[thread, channel] for thread in decision.incidents)


def _left(run: Run) -> int:
    """Workers that outlived the life that started them: each life is a session of its own."""
    time.sleep(1.0)
    found = subprocess.run(["ps", "-eo", "sid="], capture_output=True, text=True, check=True).stdout
    return sum(int(session) in run.lives for session in found.split())


def run_chaos(folder: Path, *, kills: int, count: int, seed: int, fault_rate: float = 0.3) -> Table:
    """The whole: lives and kills, a last calm life, the count."""
    begun = time.monotonic()
    run = Run(folder, seed, count, fault_rate)
    try:
        run.kills(kills)
        if not kills:
            run.ask(f"/release?count={count}", post=True)
        run.last_life()
        return counted(run, kills, time.monotonic() - begun)
    finally:
        run.close()


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--attacks", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=float, default=0.3, help="the share of requests that fail")
    parser.add_argument("--keep", type=Path, help="a folder for store and log, kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(exist_ok=True, parents=True)
        table = run_chaos(folder, kills=given.kills, count=given.attacks, seed=given.seed, fault_rate=given.faults)
    print(table)
    print("\n".join(table.lost[:20]))
    sys.exit(not table.good)


if __name__ == "__main__":
    main()
