"""Resident memory of ``monitor run`` as a process, 1,000 feeds polled and asked again, 100,000 stored entries; its workers counted.

One feed's document is too heavy for a thread, so that a worker is started, as a page to extract starts one.
"""

import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.growth import fill
from benchmarks.rows import ROOT, row
from benchmarks.service_cost import served
from monitor.store import Store

FEEDS, ENTRIES = 1_000, 100_000
HEAVY = "heavy.xml"
GOAL = 200.0
"""Megabytes."""
PATIENCE = 300.0
CONFIG = """
channels:
  - {{name: screen, kind: console}}
watches:
  - {{name: all, keywords: [base], channels: [screen]}}
fetch: {{user_agent: benchmark, allow_private: true, host_gap: 0s, per_host: 16}}
bot: false
digest: {{enabled: false}}
pictures: false
store: sqlite:///{folder}/monitor.db
models: {models}
web: "127.0.0.1:{port}"
feeds:
{feeds}
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, served(FEEDS, {HEAVY: heavy()}) as urls:
        filler = multiprocessing.get_context("spawn").Process(target=fill_file, args=(f"{folder}/monitor.db",))
        filler.start()
        filler.join()
        port = free_port()
        config = Path(folder) / "config.yaml"
        feeds = "\n".join(f'  - {{name: "wire {n}", url: "{url}", outlet: "Wire {n}", interval: 60s}}' for n, url in enumerate(urls))
        config.write_text(CONFIG.format(folder=folder, models=ROOT / "models", port=port, feeds=feeds), encoding="utf-8")
        with (Path(folder) / "monitor.log").open("wb") as log:
            service = subprocess.Popen([sys.executable, "-m", "monitor", "run", "--config", str(config)], cwd=folder, stdout=log, stderr=log,
                                       env={**os.environ, "PYTHONPATH": str(ROOT)})
            try:
                until_polled(port, 2 * len(urls))
                report(service.pid)
            finally:
                service.terminate()
                service.wait()


def report(service: int) -> None:
    """The rows."""
    own = resident(service)
    workers = [resident(child) for child in children(service)]
    whole = own + sum(workers)
    row(f"resident memory, {FEEDS:,} feeds, {ENTRIES:,} entries", f"{own:.0f} MB", f"goal {GOAL:.0f} MB", own / GOAL)
    row(f"  with {len(workers)} processes beside it for parsing and text", f"{whole:.0f} MB", f"goal {GOAL:.0f} MB", whole / GOAL)


def until_polled(port: int, polls: int) -> None:
    """Wait until so many polls ended."""
    end = time.monotonic() + PATIENCE
    while polled(port) < polls:
        if time.monotonic() > end:
            raise TimeoutError(f"{polls} polls took longer than {PATIENCE:.0f} s")
        time.sleep(0.5)


def polled(port: int) -> int:
    """Polls so far, as the service counts them; none where it does not answer yet."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
    except OSError:
        return 0
    return int(sum(float(line.split()[-1]) for line in lines if line.startswith("basewatch_polls_total")))


def fill_file(database: str) -> None:
    """Store the entries; in a process of its own, so that its memory does not count."""
    with Store.open(f"sqlite:///{database}") as store:
        fill(store, 0, ENTRIES)


def heavy() -> bytes:
    """An RSS document of 2,000 items."""
    items = "".join(f"<item><title>Item {n}</title><link>http://a.example/{n}</link><description>{'word ' * 100}"
                    "</description></item>" for n in range(2_000))
    return f'<rss version="2.0"><channel><title>Heavy</title>{items}</channel></rss>'.encode()


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def children(process: int) -> list[int]:
    """The processes that it started (Linux)."""
    return [int(child) for task in Path(f"/proc/{process}/task").iterdir() for child in (task / "children").read_text().split()]


def resident(process: int) -> float:
    """Megabytes of resident memory (Linux)."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096 / 1e6


if __name__ == "__main__":
    main()
