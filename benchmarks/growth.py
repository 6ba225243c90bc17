"""What one stored item costs with 1,000 and with 1,000,000 items in the store: recall and record, batches of a feed's size."""

import statistics
import tempfile
import time

from benchmarks.rows import row
from benchmarks.store_rates import decision, key_of
from monitor.model import Plan
from monitor.store import Store

FEW, MANY = 1_000, 1_000_000
BATCH, ROUNDS = 100, 60
GOAL = 1.2
"""Flat within 20 %."""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/growth.db") as store:
        fill(store, 0, FEW)
        few = _cost(store, FEW)
        fill(store, FEW + BATCH * ROUNDS, MANY)
        many = _cost(store, MANY)
    row(f"CPU for an item at {MANY:,} stored (recall and record)", f"{many:.1f} us", f"at {FEW:,}: {few:.1f} us", many / few)
    row("  the same ratio", f"{many / few:.2f}", f"goal {GOAL} (flat within 20 %)", many / few / GOAL)


def fill(store: Store, start: int, end: int) -> None:
    for first in range(start, end, 5_000):
        store.commit(Plan(decisions=tuple(decision(number) for number in range(first, min(first + 5_000, end)))))


def _cost(store: Store, start: int) -> float:
    """Microseconds of CPU for each new item, the median batch."""
    costs = []
    for first in range(start, start + BATCH * ROUNDS, BATCH):
        numbers = range(first, first + BATCH)
        plan = Plan(decisions=tuple(decision(number) for number in numbers))
        began = time.process_time()
        store.known([key_of(number) for number in numbers])
        store.commit(plan)
        costs.append((time.process_time() - began) / BATCH * 1e6)
    return statistics.median(costs)


if __name__ == "__main__":
    main()
