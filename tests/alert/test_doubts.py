"""A parcel that may have been shown: how long it is looked for."""

from datetime import timedelta

import pytest

from monitor.alert.delivery import Delivery
from monitor.alert.doubts import LONGEST, MOST_LOOKS
from monitor.model import InDoubt, Plan, TryLater
from monitor.store import Store
from tests.alert.fakes import Clock, SearchedChannel, inline
from tests.alert.makers import parcel

OUT = TryLater(after=timedelta(seconds=5), reason="cannot connect")


async def waited(delivery: Delivery, clock: Clock, minutes: int) -> None:
    """Rounds of delivery, one a minute."""
    for _ in range(minutes):
        clock.forward(minutes=1, seconds=1)
        await delivery.drain()


@pytest.mark.parametrize("minutes", [3, 400])
async def test_a_lost_answer_before_an_outage_shows_nothing_twice(minutes: int) -> None:
    """The chat is asked when it is back, however long that takes."""
    clock, chat = Clock(), SearchedChannel(answers=[InDoubt(reason="no answer")])
    with Store.in_memory() as store:
        delivery = Delivery(store, {"chat": chat}, clock, inline)
        store.commit(Plan(parcels=(parcel(),)))
        await delivery.drain()
        chat.cannot_look = OUT
        await waited(delivery, clock, minutes)
        chat.cannot_look, chat.shows = None, {parcel().dedup_key: "m1"}
        await waited(delivery, clock, 2)
        assert (chat.words, store.message_id("chat", "i1")) == (["send 1"], "m1")


async def test_where_looking_fails_and_sending_does_not_it_is_sent_again() -> None:
    """The chat took another alert meanwhile."""
    clock, chat = Clock(), SearchedChannel(answers=[InDoubt(reason="no answer")])
    with Store.in_memory() as store:
        delivery = Delivery(store, {"chat": chat}, clock, inline)
        store.commit(Plan(parcels=(parcel(),)))
        await delivery.drain()
        chat.cannot_look = OUT
        await waited(delivery, clock, 2)
        store.commit(Plan(parcels=(parcel(thread="i2"),)))
        await waited(delivery, clock, MOST_LOOKS + 3)
        assert [p.thread for p, _, _ in chat.seen] == ["i1", "i2", "i1"]


async def test_after_a_day_it_is_sent_again_whatever_the_looks_say() -> None:
    """Nothing stays in the outbox for good."""
    clock, chat = Clock(), SearchedChannel(answers=[InDoubt(reason="no answer")])
    with Store.in_memory() as store:
        delivery = Delivery(store, {"chat": chat}, clock, inline)
        store.commit(Plan(parcels=(parcel(),)))
        await delivery.drain()
        chat.cannot_look = OUT
        await waited(delivery, clock, MOST_LOOKS + 3)
        clock.now += LONGEST
        await waited(delivery, clock, 2)
        assert chat.words == ["send 1", "send 1"]
