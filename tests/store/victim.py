"""A process that does one thing with a store, says so, and waits to be killed: ``python -m tests.store.victim STEP URL``."""

import sys
from collections.abc import Callable

from monitor.model import FeedState, Plan
from monitor.store import Store
from tests.store.makers import MINUTE, NOW, decision, incident, parcel

PLAN = Plan(
    decisions=(decision(),), incidents=(incident(),), parcels=(parcel(),),
    feed_state=FeedState(feed="north", url="u", configured_url="u"),
)


def wait() -> None:
    """Tell the parent that the step is reached, then wait for the end."""
    print("reached", flush=True)
    sys.stdin.read()


def in_placing(store: Store) -> None:
    """Everything is written, nothing committed."""
    with store.placing(NOW) as desk:
        desk.commit(PLAN)
        wait()


def after_placing(store: Store) -> None:
    """Everything is committed, nothing sent."""
    with store.placing(NOW) as desk:
        desk.commit(PLAN)
    wait()


def after_lease(store: Store) -> None:
    """The parcel is with the chat service, the answer not yet here."""
    store.commit(PLAN)
    store.lease(NOW, MINUTE, 1, ("chat",))
    wait()


def after_sweep(store: Store) -> None:
    """The parcel is in doubt, nobody has decided yet."""
    store.commit(PLAN)
    store.lease(NOW, MINUTE, 1, ("chat",))
    store.sweep(NOW + MINUTE)
    wait()


def after_mark(store: Store) -> None:
    """The parcel is sent and marked."""
    store.commit(PLAN)
    (leased,) = store.lease(NOW, MINUTE, 1, ("chat",))
    store.mark_sent(leased.id, "77", NOW)
    wait()


def in_digest(store: Store) -> None:
    """The day is claimed and its message written, nothing committed."""
    with store.placing(NOW) as desk:
        store.claim_digest("daily", NOW.date(), NOW)
        desk.commit(Plan(parcels=(parcel("digest"),)))
        wait()


def counting(store: Store) -> None:
    """Writes one revision after the other and says its number once it is committed, without end."""
    while True:
        with store.placing(NOW) as desk:
            before = desk.incident("i1")
            number = 1 if before is None else before.revision + 1
            desk.commit(Plan(
                decisions=(decision(f"a{number}"),), incidents=(incident(revision=number),), parcels=(parcel(f"p{number}"),),
            ))
        print(number, flush=True)


STEPS: dict[str, Callable[[Store], None]] = {
    step.__name__: step
    for step in (in_placing, after_placing, after_lease, after_sweep, after_mark, in_digest, counting)
}

if __name__ == "__main__":
    STEPS[sys.argv[1]](Store.open(sys.argv[2]))
