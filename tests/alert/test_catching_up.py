"""A chat that hangs, one that was away for a day, one that can be asked what it shows; the dead go first."""

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alert.delivery import LEASE, Delivery
from monitor.alert.doubts import DOUBT_WAIT
from monitor.alert.folding import FEWEST, STALE, fold
from monitor.alert.text import MESSAGE_UNITS, shown_length
from monitor.model import (
    AlertKind, InDoubt, Message, Parcel, ParcelKind, ParcelState, Plan, Refused, SendOutcome, TryLater,
)
from monitor.store import Store
from tests.alert.botapi import entities_problem
from tests.alert.fakes import Clock, HangingChannel, ProgramChannel, ScriptedChannel, SearchedChannel, inline
from tests.alert.makers import NOW, parcel


@dataclass
class Desk:
    """A store and a clock."""

    store: Store
    clock: Clock

    def put(self, *parcels: Parcel) -> None:
        """Into the outbox."""
        self.store.commit(Plan(parcels=parcels))

    def delivery(self, limit: float = 5.0, **channels: Any) -> Delivery:
        """To these channels."""
        return Delivery(self.store, channels, self.clock, inline, limit=limit)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """An empty outbox."""
    with Store.in_memory() as store:
        yield Desk(store, Clock())


def worded(text: str, **changes: Any) -> Parcel:
    """A first word with a headline of its own."""
    message = Message(html=f"<b>{text}</b>\nmore", plain=f"{text}\nmore", silent=changes.pop("silent", False),
                      urgent=changes.pop("urgent", False))
    return replace(parcel(changes.pop("kind", ParcelKind.SEND), thread=changes.pop("thread", text), **changes), message=message)


async def test_a_hanging_chat_keeps_no_other_waiting(desk: Desk) -> None:
    """What comes up while it hangs goes out elsewhere at once; the hanging one is not asked twice."""
    slow, other = HangingChannel(), ScriptedChannel()
    delivery = desk.delivery(slow=slow, other=other)
    tasks: list[asyncio.Task[object]] = []

    def beside(job: Coroutine[Any, Any, object]) -> None:
        tasks.append(asyncio.create_task(job))

    desk.put(parcel(channel="slow"))
    await delivery.start(beside)
    await asyncio.sleep(0)
    desk.put(parcel(channel="slow", thread="i2"), parcel(channel="other"))
    await delivery.start(beside)
    await tasks[1]
    assert (other.words, slow.words, len(tasks)) == (["send 1"], [], 2)
    slow.go.set()
    await tasks[0]
    assert slow.words == ["send 1", "send 1"]


async def test_a_chat_that_never_answers_is_given_up_for_this_time(desk: Desk) -> None:
    """In doubt, before the lease runs out."""
    delivery = desk.delivery(slow=HangingChannel(), limit=0.01)
    desk.put(parcel(channel="slow"))
    drained = await delivery.drain()
    (waiting,) = desk.store.parcels_of("i1")
    assert drained.doubtful == 1
    assert (waiting.state, waiting.error) == (ParcelState.PENDING, "in doubt: no answer within 0.01 s")
    assert Delivery(desk.store, {}, desk.clock, inline)._limit < LEASE.total_seconds()


async def test_the_dead_go_before_everything_else(desk: Desk) -> None:
    """An alert of people killed overtakes older alerts, corrections and digests that wait."""
    chat = ScriptedChannel()
    desk.put(parcel(about=AlertKind.DIGEST, thread="digest:1", revision=1), worded("two wounded", revision=2),
             parcel(about=AlertKind.CORRECTION, thread="c", revision=3), worded("five dead", revision=4, urgent=True))
    await desk.delivery(chat=chat).drain()
    assert chat.words == ["send 4", "send 2", "send 3", "send 1"]


async def test_a_flood_limit_of_hours_is_kept_across_a_restart(desk: Desk) -> None:
    """The store remembers it, not the process."""
    chat = ScriptedChannel(answers=[TryLater(after=timedelta(hours=5), reason="flood limit", whole_channel=True)])
    desk.put(parcel())
    await desk.delivery(chat=chat).drain()
    desk.clock.forward(hours=4.9)
    await desk.delivery(chat=chat).drain()
    assert len(chat.seen) == 1
    desk.clock.forward(hours=0.2)
    await desk.delivery(chat=chat).drain()
    assert len(chat.seen) == 2


async def test_a_chat_that_was_away_for_a_day_gets_the_gravest_alert_and_then_one_message(desk: Desk) -> None:
    """No column of old news; what is fresh comes by itself."""
    chat = ScriptedChannel(answers=[Refused(reason="kicked", whole_channel=True)])
    delivery = desk.delivery(chat=chat)
    desk.put(*(worded(f"attack {n}") for n in range(6)), worded("five dead", urgent=True))
    desk.put(worded("attack 2", kind=ParcelKind.EDIT, thread="attack 2", revision=2),
             worded("dead: 1", kind=ParcelKind.REPLY, thread="attack 2", revision=2))
    await delivery.drain()
    desk.clock.forward(hours=24)
    desk.put(replace(worded("a new one"), created_at=desk.clock.now, not_before=desk.clock.now))
    await delivery.drain()
    told = [parcel.message.plain for parcel, _, _ in chat.seen[1:]]
    assert told[0].startswith("five dead")
    assert sorted(told[1:]) == sorted([
        "While this chat could not be reached, 6 attacks were reported:\n" + "\n".join(f"• attack {n}" for n in range(6)),
        "a new one\nmore"])
    assert all(state is not ParcelState.PENDING for thread in ("attack 1", "attack 2")
               for state in (p.state for p in desk.store.parcels_of(thread)))


async def test_an_update_of_what_was_summed_up_is_shown_whole(desk: Desk) -> None:
    """Its first word was never shown by itself: the edit finds no message."""
    chat = ScriptedChannel()
    delivery = desk.delivery(chat=chat)
    desk.put(*(worded(f"attack {n}") for n in range(6)))
    desk.clock.forward(hours=24)
    await delivery.drain()
    desk.put(worded("attack 4", kind=ParcelKind.EDIT, thread="attack 4", revision=2))
    await delivery.drain()
    assert (chat.seen[-1][0].kind, chat.seen[-1][1]) == (ParcelKind.EDIT, "")


async def test_of_messages_that_are_shown_only_the_replies_are_summed_up(desk: Desk) -> None:
    """Their edits are made: they make no sound."""
    chat = ScriptedChannel()
    delivery = desk.delivery(chat=chat)
    threads = [f"i{n}" for n in range(6)]
    desk.put(*(parcel(thread=thread) for thread in threads))
    await delivery.drain()
    desk.put(*(parcel(kind, thread=thread, revision=2) for thread in threads for kind in (ParcelKind.EDIT, ParcelKind.REPLY)))
    desk.clock.forward(hours=24)
    await delivery.drain()
    kinds = [parcel.kind for parcel, _, _ in chat.seen[6:]]
    assert (kinds.count(ParcelKind.EDIT), kinds.count(ParcelKind.SEND)) == (6, 1)
    assert kinds.count(ParcelKind.REPLY) <= 1
    assert "earlier alerts changed:" in next(p.message.plain for p, _, _ in chat.seen[6:] if p.kind is ParcelKind.SEND)


async def test_a_change_that_is_summed_up_names_its_attack(desk: Desk) -> None:
    """The words of a reply stand under its alert; in a list they need the place beside them."""
    chat = ScriptedChannel()
    delivery = desk.delivery(chat=chat)
    threads = [f"i{n}" for n in range(6)]
    desk.put(*(parcel(thread=thread) for thread in threads))
    await delivery.drain()
    words = {thread: Message(html=f"<b>Update: dead: 3</b>\nbase {thread}", plain=f"Update: dead: 3\nbase {thread}") for thread in threads}
    desk.put(*(parcel(ParcelKind.REPLY, thread=thread, revision=2, message=words[thread]) for thread in threads))
    desk.clock.forward(hours=24)
    await delivery.drain()
    folded = next(p for p, _, _ in chat.seen[6:] if p.kind is ParcelKind.SEND)
    assert "• Update: dead: 3 · base i3" in folded.message.plain
    assert "• <b>Update: dead: 3</b> · base i3" in folded.message.html


async def test_a_program_gets_everything_piece_by_piece(desk: Desk) -> None:
    """Nobody reads it, so nothing is summed up."""
    chat = ProgramChannel()
    desk.put(*(worded(f"attack {n}") for n in range(6)))
    desk.clock.forward(hours=24)
    await desk.delivery(chat=chat).drain()
    assert chat.words == ["send 1"] * 6


async def test_a_few_old_messages_are_sent_as_they_are(desk: Desk) -> None:
    """A list of two saves nobody anything."""
    chat = ScriptedChannel()
    desk.put(*(worded(f"attack {n}") for n in range(FEWEST)))
    desk.clock.forward(hours=24)
    await desk.delivery(chat=chat).drain()
    assert chat.words == ["send 1"] * FEWEST


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="<>&\n"), max_size=460), min_size=FEWEST, max_size=60))
def test_the_message_fits_and_can_be_read_whatever_waited(headlines: list[str]) -> None:
    """Within Telegram's length, its mark-up whole, and every attack counted."""
    waiting = [replace(worded(line, thread=str(n)), id=n + 1) for n, line in enumerate(headlines)]
    folded = fold(waiting, NOW + STALE)
    assert folded is not None
    assert shown_length(folded.parcel.message.html) <= MESSAGE_UNITS
    assert entities_problem(folded.parcel.message.html) == ""
    assert f" {len(headlines)} attacks were reported" in folded.parcel.message.plain
    assert folded.replaced == tuple(range(1, len(headlines) + 1))


@pytest.mark.parametrize("lost", [True, False])
async def test_a_message_in_doubt_is_looked_for_before_it_is_sent_again(desk: Desk, lost: bool) -> None:
    """Found: it counts as sent, under its id, and edits go to it. Not found: sent again, as ever."""
    chat = SearchedChannel(answers=[InDoubt(reason="the answer was lost")], shows={} if lost else {"i1:1:chat:send": "m77"})
    delivery = desk.delivery(chat=chat)
    desk.put(parcel())
    await delivery.drain()
    desk.clock.forward(seconds=DOUBT_WAIT.total_seconds() + 1)
    await delivery.drain()
    assert chat.asked == [("i1:1:chat:send", ())]
    assert chat.words == ["send 1"] * (2 if lost else 1)
    assert desk.store.message_id("chat", "i1") == ("m2" if lost else "m77")


async def test_the_doubt_outlives_a_refused_connection(desk: Desk) -> None:
    """The second try never reached the service: the first may have."""
    later: SendOutcome = TryLater(after=timedelta(seconds=5), reason="ConnectError")
    chat = SearchedChannel(answers=[InDoubt(reason="lost"), later])
    delivery = desk.delivery(chat=chat)
    desk.put(parcel())
    for _ in range(3):
        await delivery.drain()
        desk.clock.forward(seconds=DOUBT_WAIT.total_seconds() + 1)
    assert len(chat.asked) == 2
