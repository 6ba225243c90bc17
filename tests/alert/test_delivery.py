"""Delivery over a real store and channels that answer as told: nothing lost, nothing doubled without a word in the log."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from monitor.alert.delivery import LEASE, Delivery
from monitor.alert.doubts import DOUBT_WAIT
from monitor.model import (
    AlertKind, Gone, InDoubt, Moved, Parcel, ParcelKind, ParcelState, Plan, Refused, SendOutcome, Sent, TryLater,
)
from monitor.store import Store
from tests.alert.fakes import Clock, ScriptedChannel, inline
from tests.alert.makers import parcel


@dataclass
class Desk:
    """A store with an outbox, two channels and a clock."""

    store: Store
    clock: Clock
    chat: ScriptedChannel
    other: ScriptedChannel
    delivery: Delivery

    def put(self, *parcels: Parcel) -> None:
        """Into the outbox."""
        self.store.commit(Plan(parcels=parcels))

    def states(self, thread: str = "i1") -> list[ParcelState]:
        """What became of the parcels of a thread."""
        return [p.state for p in self.store.parcels_of(thread)]


@pytest.fixture
def desk() -> Iterator[Desk]:
    """An empty outbox."""
    with Store.in_memory() as store:
        clock, chat, other = Clock(), ScriptedChannel(), ScriptedChannel()
        yield Desk(store, clock, chat, other, Delivery(store, {"chat": chat, "other": other}, clock, inline))


async def test_what_is_accepted_is_sent_once(desk: Desk) -> None:
    """A second round finds nothing."""
    desk.put(parcel())
    drained = await desk.delivery.drain()
    await desk.delivery.drain()
    assert (drained.sent, desk.chat.words, desk.states()) == (1, ["send 1"], [ParcelState.SENT])


async def test_edits_and_replies_are_told_which_message_is_meant(desk: Desk) -> None:
    """The id the service gave to the first message."""
    desk.put(parcel())
    await desk.delivery.drain()
    desk.put(parcel(ParcelKind.EDIT, revision=2), parcel(ParcelKind.REPLY, revision=2))
    await desk.delivery.drain()
    assert [message_id for _, message_id, _ in desk.chat.seen] == ["", "m1", "m1"]


async def test_of_several_waiting_edits_only_the_last_is_made_and_the_first_word_comes_first(desk: Desk) -> None:
    """Superseded edits cost no request; a new alert goes before updates of others."""
    desk.put(parcel(thread="old"))
    await desk.delivery.drain()
    desk.put(parcel(ParcelKind.EDIT, thread="old", revision=2), parcel(ParcelKind.EDIT, thread="old", revision=3),
             parcel(thread="new", revision=1))
    await desk.delivery.drain()
    assert desk.chat.words == ["send 1", "send 1", "edit 3"]
    assert desk.states("old") == [ParcelState.SENT, ParcelState.SUPERSEDED, ParcelState.SENT]


async def test_a_retry_waits_as_long_as_asked_and_doubles(desk: Desk) -> None:
    """5, 10, 20 ... seconds, at most a minute."""
    desk.chat.answers += [TryLater(after=timedelta(seconds=5), reason="no connection")] * 6
    desk.put(parcel())
    waits = []
    for _ in range(6):
        await desk.delivery.drain()
        waits.append(_wait_of(desk))
        desk.clock.forward(seconds=waits[-1])
    await desk.delivery.drain()
    assert waits == [5, 10, 20, 40, 60, 60]
    assert desk.states() == [ParcelState.SENT]


def _wait_of(desk: Desk) -> float:
    (waiting,) = desk.store.parcels_of("i1")
    return (waiting.not_before - desk.clock.now).total_seconds()


async def test_a_flood_limit_holds_the_whole_channel_and_no_other(desk: Desk) -> None:
    """Hours, if the service says so; the other chat goes on."""
    desk.chat.answers.append(TryLater(after=timedelta(hours=3), reason="flood limit", whole_channel=True))
    desk.put(parcel(thread="i1"), parcel(thread="i2"), parcel(thread="i1", channel="other"))
    await desk.delivery.drain()
    desk.clock.forward(hours=2.9)
    await desk.delivery.drain()
    assert (desk.chat.words, desk.other.words) == (["send 1"], ["send 1"])
    desk.clock.forward(hours=0.2)
    await desk.delivery.drain()
    assert desk.chat.words == ["send 1"] * 3


async def test_a_send_in_doubt_is_repeated_once_after_a_minute_and_the_log_says_so(desk: Desk) -> None:
    """Better seen twice than never, and never silently."""
    desk.chat.answers.append(InDoubt(reason="the answer was lost"))
    desk.put(parcel())
    with capture_logs() as logs:
        await desk.delivery.drain()
    assert [(line["event"], line["thread"]) for line in logs] == [("delivery in doubt, sending again", "i1")]
    desk.clock.forward(seconds=DOUBT_WAIT.total_seconds() - 1)
    await desk.delivery.drain()
    assert desk.chat.words == ["send 1"]
    desk.clock.forward(seconds=2)
    await desk.delivery.drain()
    await desk.delivery.drain()
    assert desk.chat.words == ["send 1", "send 1"]
    assert desk.states() == [ParcelState.SENT]


async def test_an_edit_in_doubt_is_repeated_at_once(desk: Desk) -> None:
    """Nothing is seen twice by it."""
    desk.put(parcel())
    await desk.delivery.drain()
    desk.chat.answers.append(InDoubt(reason="lost"))
    desk.put(parcel(ParcelKind.EDIT, revision=2))
    await desk.delivery.drain()
    assert desk.chat.words == ["send 1", "edit 2", "edit 2"]


async def test_what_is_refused_is_not_asked_again_and_holds_up_nothing(desk: Desk) -> None:
    """The next message of the thread goes out, as a fresh one."""
    desk.chat.answers.append(Refused(reason="BUTTON_DATA_INVALID"))
    desk.put(parcel(), parcel(ParcelKind.EDIT, revision=2))
    drained = await desk.delivery.drain()
    assert (drained.failed, drained.sent) == (1, 1)
    assert desk.states() == [ParcelState.FAILED, ParcelState.SENT]
    assert desk.chat.seen[1][1] == ""


async def test_a_closed_chat_keeps_its_messages_and_is_tried_every_hour(desk: Desk) -> None:
    """Nothing in its queue is dropped."""
    desk.chat.answers.append(Refused(reason="kicked", whole_channel=True))
    desk.put(parcel())
    await desk.delivery.drain()
    desk.clock.forward(minutes=59)
    await desk.delivery.drain()
    assert desk.chat.words == ["send 1"]
    desk.clock.forward(minutes=2)
    await desk.delivery.drain()
    assert desk.states() == [ParcelState.SENT]


async def test_a_closed_chat_is_an_error_of_the_log_once(desk: Desk) -> None:
    """A person has to act; the tries of the hours after it are warnings."""
    desk.chat.answers += [Refused(reason="kicked", whole_channel=True)] * 2
    desk.put(parcel())
    with capture_logs() as logs:
        await desk.delivery.drain()
        desk.clock.forward(hours=1.1)
        await desk.delivery.drain()
    assert [line["event"] for line in logs] == ["channel refuses us", "channel waits", "channel waits"]
    assert [line["log_level"] for line in logs] == ["error", "warning", "warning"]


async def test_a_message_deleted_by_hand_is_shown_anew_and_edited_from_then_on(desk: Desk) -> None:
    """Its new id is the one that counts."""
    desk.put(parcel())
    await desk.delivery.drain()
    desk.chat.answers.append(Gone(reason="message to edit not found"))
    desk.put(parcel(ParcelKind.EDIT, revision=2))
    desk.clock.forward(seconds=1)
    await desk.delivery.drain()
    desk.put(parcel(ParcelKind.EDIT, revision=3))
    await desk.delivery.drain()
    assert [message_id for _, message_id, _ in desk.chat.seen] == ["", "m1", "", "m3"]


async def test_a_moved_chat_is_written_to_at_its_new_place(desk: Desk) -> None:
    """At once, and the place is remembered by the store."""
    desk.chat.answers.append(Moved(new_target="@a>-1001"))
    desk.put(parcel())
    await desk.delivery.drain()
    assert [target for _, _, target in desk.chat.seen] == ["", "@a>-1001"]
    assert desk.store.channel_target("chat") == "@a>-1001"


@pytest.mark.parametrize("answer", [Moved(new_target="x"), Gone(reason="gone")])
async def test_a_service_that_says_the_same_for_ever_is_not_asked_in_a_loop(desk: Desk, answer: SendOutcome) -> None:
    """The second time it waits a minute."""
    desk.chat.answers += [answer] * 50
    desk.put(parcel())
    await desk.delivery.drain()
    assert len(desk.chat.seen) == 2


async def test_a_process_that_died_between_lease_and_record_loses_nothing(desk: Desk) -> None:
    """Its lease runs out, the parcel is in doubt, and goes out a minute later."""
    desk.put(parcel())
    desk.chat.answers.append(KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        await desk.delivery._channel("chat")
    assert desk.states() == [ParcelState.SENDING]
    restarted = Delivery(desk.store, {"chat": desk.chat}, desk.clock, inline)
    assert await restarted.sweep() == 0
    desk.clock.forward(seconds=LEASE.total_seconds() + 1)
    assert await restarted.sweep() == 1
    desk.clock.forward(seconds=DOUBT_WAIT.total_seconds() + 1)
    await restarted.drain()
    assert desk.states() == [ParcelState.SENT]


async def test_drains_side_by_side_keep_to_one_message_at_a_time(desk: Desk) -> None:
    """And to the outbox's order."""
    class Watched(ScriptedChannel):
        """Counts how many are on their way."""

        async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            await asyncio.sleep(0)
            self.at_once -= 1
            return await super().deliver(parcel, message_id, target)

    chat = Watched()
    delivery = Delivery(desk.store, {"chat": chat}, desk.clock, inline)
    desk.put(*(parcel(thread=f"i{n}", revision=n) for n in range(6)))
    await asyncio.gather(delivery.drain(), delivery.drain(), delivery.drain())
    assert chat.most_at_once == 1
    assert chat.words == [f"send {n}" for n in range(6)]


async def test_a_digest_never_goes_before_an_alert(desk: Desk) -> None:
    """Escalations first."""
    desk.put(parcel(thread="digest:2026-03-01", about=AlertKind.DIGEST, revision=9), parcel(thread="i1", revision=1))
    await desk.delivery.drain()
    assert desk.chat.words == ["send 1", "send 9"]
    assert isinstance(await desk.chat.deliver(parcel(), "", ""), Sent)


async def test_who_stood_still_asks_before_each_lease_and_once_more_before_each_send(desk: Desk) -> None:
    """Woken between the two, with the store in other hands: the chat is not asked, and the parcel is the other's doubt."""
    chat = ScriptedChannel()
    answers = [True, True, True, False]

    async def stands() -> bool:
        return answers.pop(0)

    desk.put(parcel(), parcel(thread="i2"))
    delivery = Delivery(desk.store, {"chat": chat}, desk.clock, inline, stands=stands)
    await delivery.drain()
    assert (len(chat.seen), answers) == (1, [])
    assert desk.states("i2") == [ParcelState.SENDING]


async def test_a_lease_that_ran_out_before_the_send_is_left_to_whoever_took_it_up(desk: Desk) -> None:
    """We slept between lease and send: the other one may have sent it by now."""
    class Sleepy(ScriptedChannel):
        """Its turn comes after a long time."""

        async def turn_comes(self, target: str) -> None:
            """The machine sleeps."""
            desk.clock.forward(seconds=LEASE.total_seconds())

    chat = Sleepy()
    desk.put(parcel())
    await Delivery(desk.store, {"chat": chat}, desk.clock, inline).drain()
    assert chat.seen == []
    assert desk.states() == [ParcelState.SENDING]
