"""What one stored item costs with 1,000, 100,000 and 1,000,000 items in the store: recall and record, batches of a feed's size.

And what placing one article costs with few and with 10,000 incidents beside the million items: window, incident, parcel.
"""

import statistics
import tempfile
import time
from datetime import timedelta

from benchmarks.rows import row
from benchmarks.store_rates import START, decision, incident_plan, key_of
from monitor.model import Plan
from monitor.store import Store

FEW, SOME, MANY = 1_000, 100_000, 1_000_000
INCIDENTS = 10_000
"""Incidents that are over: what a million feeds bring in eleven days (docs/scale.md)."""
PLACED = 60
BATCH, ROUNDS = 100, 60
GOAL = 1.2
"""Flat within 20 %."""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/growth.db") as store:
        fill(store, 0, FEW)
        few, placed_few = _cost(store, FEW), _placing(store, MANY * 2)
        fill(store, FEW + BATCH * ROUNDS, SOME)
        some = _cost(store, SOME)
        fill(store, SOME + BATCH * ROUNDS, MANY)
        many = _cost(store, MANY)
        store.commit(Plan(incidents=tuple(incident_plan(MANY * 3 + n * 100).incidents[0] for n in range(INCIDENTS))))
        placed_many = _placing(store, MANY * 5)
    row(f"CPU for an item at {MANY:,} stored (recall and record)", f"{many:.1f} us", f"at {FEW:,}: {few:.1f} us", many / few)
    row("  the same ratio", f"{many / few:.2f}", f"goal {GOAL} (flat within 20 %)", many / few / GOAL)
    row(f"  the same at {MANY:,} stored", f"{many:.1f} us", f"at {SOME:,}: {some:.1f} us", many / some)
    row(f"CPU for placing at {INCIDENTS:,} incidents, {MANY:,} items", f"{placed_many:.0f} us", f"at none, {FEW:,}: {placed_few:.0f} us",
        placed_many / placed_few)


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


def _placing(store: Store, start: int) -> float:
    """Microseconds of CPU for an article that opens an incident, the median of some that stay in one window."""
    costs = []
    for number in range(start, start + PLACED):
        now, plan = START + timedelta(seconds=number * 20), incident_plan(number)
        began = time.process_time()
        with store.placing(now) as desk:
            desk.window(now - timedelta(hours=72))
            desk.commit(plan)
        costs.append((time.process_time() - began) * 1e6)
    return statistics.median(costs)


if __name__ == "__main__":
    main()
