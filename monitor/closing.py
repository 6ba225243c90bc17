"""Incidents that nobody has spoken of for long are closed: a step of their life that no reader is told of."""

from datetime import datetime

from monitor.incidents.claims import close_if_quiet
from monitor.incidents.counting import LATE
from monitor.model import AlertPolicy, Plan
from monitor.store import Store

AT_ONCE = 200
"""Incidents closed in one placing transaction: a first run over years of history must not hold up an alert."""


def close_quiet(store: Store, now: datetime, policy: AlertPolicy) -> int:
    """Close what was last changed before the time that a late count may still reach; returns how many."""
    before, closed = now - max(LATE, policy.window), 0
    while True:
        with store.placing(now) as desk:
            quiet = desk.quiet(before, AT_ONCE)
            desk.commit(Plan(incidents=tuple(close_if_quiet(incident, now, policy) for incident in quiet)))
        closed += len(quiet)
        if len(quiet) < AT_ONCE:
            return closed
