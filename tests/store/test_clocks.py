"""Waits that were reckoned by a clock which was set back since."""

from datetime import timedelta

from monitor.model import Plan
from monitor.store import Store
from tests.store.makers import NOW, parcel


def test_what_waits_for_a_time_of_the_old_clock_is_moved_and_nothing_else(store: Store) -> None:
    """Put off for a minute, blocked for an hour: no more and no less after the clock was set back by six hours."""
    store.commit(Plan(parcels=(parcel("i1"), parcel("i2", channel="other", thread="i2"))))
    first, other = (store.lease(NOW, timedelta(minutes=2), 1, (name,))[0] for name in ("chat", "other"))
    store.mark_retry(first.id, NOW + timedelta(minutes=1), "later")
    store.mark_retry(other.id, NOW, "now")
    store.block_channel("other", NOW + timedelta(hours=1), "flood")
    back = timedelta(hours=6)
    assert store.clock_set_back(NOW - back, back) == 2
    (moved,) = store.parcels_of("i1")
    assert moved.not_before == NOW + timedelta(minutes=1) - back
    (block,) = store.channel_blocks(NOW - back)
    assert block.until == NOW + timedelta(hours=1) - back
    assert store.clock_set_back(NOW + timedelta(days=1), back) == 0
