"""Two services on one store: the second stands by, takes over from one that stands still, and from one that is killed.

``python -m tests.chaos.twins`` prints one JSON line with what happened; exit code 1 where a promise was not kept. Both are real
processes over one store; the clock runs fifteen times as fast, so that a lease of a minute ends within four seconds.
"""

import json
import os
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from monitor.model import ChannelKind, Config
from tests.chaos.harness import Run, counted
from tests.chaos.life import in_child, live
from tests.chaos.world import CHATS

SPEED = 15.0
PATIENCE = 180.0
NAMES = {"first": "localhost", "second": "127.0.0.1", "third": "127.0.0.1"}
"""By which name each calls the Bot API, so that the world can tell who sent."""


class Twins:
    """The processes of one run."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.pids: dict[str, int] = {}
        self.over: set[str] = set()

    def log(self, name: str) -> str:
        """What one has logged so far."""
        path = self.run.folder / f"{name}.jsonl"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def start(self, name: str) -> None:
        """One more process; it stands by where another one works."""
        config, log = _calling(self.run.config, NAMES[name]), self.run.folder / f"{name}.jsonl"
        self.pids[name] = in_child(lambda: live(config, self.run.brain, self.run.clock, log, stand_by=True))

    def shown(self) -> int:
        """How many alerts the chats show."""
        return sum(chat in CHATS and not reply for chat, _, reply in self.run.ask("/report")["sends"])

    def happen(self, count: int) -> int:
        """So many attacks more; how many alerts the chats are to show then."""
        return int(self.run.ask(f"/release?count={count}", post=True)["released"]) * len(CHATS)

    def stand_still(self, name: str) -> None:
        """Stop one, not within a write: it would keep SQLite's lock as long as it stands, and nobody could take over."""
        while True:
            os.kill(self.pids[name], signal.SIGSTOP)
            if self._unlocked():
                return
            os.kill(self.pids[name], signal.SIGCONT)
            time.sleep(0.01)

    def _unlocked(self) -> bool:
        with closing(sqlite3.connect(self.run.folder / "monitor.db", timeout=0, isolation_level=None)) as store:
            try:
                store.execute("BEGIN IMMEDIATE")
                store.execute("ROLLBACK")
            except sqlite3.OperationalError:
                return False
        return True

    def kill(self) -> None:
        """End whoever still lives."""
        for name, pid in self.pids.items():
            if name not in self.over:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def ended(self, name: str) -> int:
        """The exit code of one, once it has ended."""
        found: list[int] = []

        def is_over() -> bool:
            pid, status = os.waitpid(self.pids[name], os.WNOHANG)
            found.append(os.waitstatus_to_exitcode(status) if pid else 0)
            return pid != 0

        until(is_over, f"the end of {name}")
        self.over.add(name)
        return found[-1]


def _calling(config: Config, host: str) -> Config:
    channels = tuple(replace(channel, api_url=channel.api_url.replace("127.0.0.1", host)) if channel.kind is ChannelKind.TELEGRAM
                     else channel for channel in config.channels)
    return replace(config, channels=channels)


def until(true: Callable[[], bool], what: str) -> None:
    """Wait for it."""
    begun = time.monotonic()
    end = begun + PATIENCE
    while not true():
        if time.monotonic() > end:
            sys.exit(f"waited in vain for {what}")
        time.sleep(0.1)
    print(f"{time.monotonic() - begun:5.1f} s: {what}", file=sys.stderr)


def main() -> None:
    """Stop one beyond its lease, wake it, kill the other."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder), 3, 12, 0.0, SPEED)
        twins = Twins(run)
        try:
            twins.start("first")
            due = twins.happen(2)
            until(lambda: twins.shown() >= due, "the first alerts")
            twins.start("second")
            until(lambda: "standing by" in twins.log("second"), "the second to stand by")
            due, before = twins.happen(4), twins.shown()
            until(lambda: twins.shown() > before, "the first to be amid its work")
            twins.stand_still("first")
            until(lambda: "took over" in twins.log("second"), "the second to take over")
            before = len(run.ask("/report")["senders"])
            os.kill(twins.pids["first"], signal.SIGCONT)
            woken = twins.ended("first")
            until(lambda: twins.shown() >= due, "the alerts of the second")
            by_the_woken = run.ask("/report")["senders"][before:].count("localhost")
            twins.start("third")
            until(lambda: "standing by" in twins.log("third"), "the third to stand by")
            os.kill(twins.pids["second"], signal.SIGKILL)
            twins.ended("second")
            due = twins.happen(4)
            until(lambda: twins.shown() >= due, "the alerts of the third")
            os.kill(twins.pids["third"], signal.SIGTERM)
            ended = twins.ended("third")
            run.log.write_text("".join(twins.log(name) for name in NAMES), encoding="utf-8")
            table = counted(run, 1, time.monotonic() - begun)
        finally:
            twins.kill()
            run.close()
    print(json.dumps({"exit code of the woken": woken, "sent by the woken": by_the_woken, "exit code of the last": ended,
                      "due": table.due, "delivered": table.delivered, "doubled": table.doubled,
                      "doubled without doubt": table.doubled_without_doubt, "lost": len(table.lost),
                      "damage": len(table.damage), "seconds": round(table.seconds, 1)}))
    sys.exit(not (table.good and woken == 1 and not by_the_woken and ended == 0))


if __name__ == "__main__":
    main()
