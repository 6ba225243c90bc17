"""Recorded items through reading, gate, model, facts, grouping and an in-memory store, at the natural mix, on one core."""

import asyncio
import gzip
import time
from collections.abc import Callable

from benchmarks.rows import ROOT, SHARED, row, skipped
from monitor import wiring
from monitor.config import load_config
from monitor.jsonlines import Item, read_items
from monitor.replay import Replay
from monitor.store import Store

STREAM = SHARED / "data" / "stream" / "2023-02_2023-03.jsonl.gz"
GOAL = 20_000
"""Items a second."""


def main() -> None:
    """Measure and print."""
    if not STREAM.exists():
        skipped("replay", f"no measuring data at {STREAM}")
        return
    lines = gzip.decompress(STREAM.read_bytes()).splitlines()
    config = load_config(ROOT / "config.yaml")
    brain = wiring.load_brain(config)
    items: list[Item] = []
    counts: list[int] = []

    def reading() -> None:
        items.extend(item for item in read_items(lines, wiring.utc_now()) if isinstance(item, Item))

    def gate() -> None:
        for item in items:
            brain.judge.gate(item.article)

    def model() -> None:
        passing = [item.article for item in items if brain.judge.gate(item.article)]
        counts.append(len(passing))
        brain.judge.verdicts(passing)

    def replay() -> None:
        with Store.in_memory() as store:
            pipeline = wiring.build_pipeline(config, brain, wiring.replay_edges(brain, store))
            asyncio.run(_drained(Replay(pipeline.take, store, config), lines))

    for what, work in (("replay: lines to events", replay), ("  of that: reading and identity", reading),
                       ("  of that: keyword gate", gate), ("  of that: gate and model", model)):
        rate = len(lines) / _cpu(work)
        row(f"{what} ({len(lines):,} items)", f"{rate:,.0f} items/s", f"goal {GOAL:,} items/s", rate / GOAL)
    row("  items that pass the gate", f"{counts[0]:,}", f"of {len(lines):,}", counts[0] / len(lines))


async def _drained(run: Replay, lines: list[bytes]) -> None:
    async for _ in run.run(read_items(lines, wiring.utc_now())):
        pass


def _cpu(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
