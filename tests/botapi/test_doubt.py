"""Sends whose answer was lost: looked for in the chat, so that nothing is told twice where Telegram lets us know."""

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from monitor.model import AlertKind, Change, ChangeKind, Message, ParcelKind
from tests.alert import botapi
from tests.alert.makers import facts, incident, parcel
from tests.botapi.server import Chat, StrictApi
from tests.botapi.world import World

DEATHS = Change(kind=ChangeKind.DEATHS, before="0", after="2")
LOSSES = pytest.mark.parametrize("answer", [
    botapi.dropped, botapi.status(200), botapi.status(500), botapi.status(502), botapi.status(200, '{"ok": true, "result": []}'),
], ids=["dropped", "garbage", "500", "502", "wrong shape"])


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """A channel that shows one message already."""
    made = await world_in("@alerts")
    yield made
    await closed(made)


async def world_in(chat: str) -> World:
    """A chat that shows one message of ours."""
    seconds = itertools.count(step=5)
    api = StrictApi(now=lambda: float(next(seconds)), chats={chat: Chat()})  # floods are stories of their own
    made = World(await api.start(), chat)
    made.api = api
    made.put(parcel(thread="i0"))
    await made.settle(6)
    return made


async def closed(world: World) -> None:
    """Let go of both ends."""
    await world.channel.close()
    await world.api.stop()


def texts(world: World) -> Counter[str]:
    """How often each text of ours stands in the chat."""
    return Counter(shown.text for shown in world.messages.values() if not shown.foreign and not shown.photo)


@LOSSES
async def test_an_alert_that_was_taken_is_found_and_not_repeated(world: World, answer: botapi.Answer) -> None:
    """It is shown once, keeps its buttons, and is edited from then on."""
    world.api.lost.append(answer)
    world.tell(incident())
    await world.settle(120)
    assert world.ends == ["found"]
    (number,) = (n for n, shown in world.messages.items() if "Ain al-Asad" in shown.text and not shown.photo)
    assert "r:" in world.messages[number].markup
    world.tell(incident(revision=2, facts=facts(killed=2)), AlertKind.UPDATE, (DEATHS,))
    await world.settle()
    assert "2 dead" in world.messages[number].text
    assert max(texts(world).values()) == 1
    assert world.left() == 0


async def test_a_timeout_after_acceptance_is_resolved_too(world: World) -> None:
    """The client gives up after a second; the message stands there."""
    release = asyncio.Event()
    await world.reopen(patience=1.0)
    world.api.lost.append(botapi.silent_until(release))
    world.tell(incident())
    await world.settle(120)
    release.set()
    assert world.ends == ["found"]
    assert max(texts(world).values()) == 1


@LOSSES
async def test_an_alert_that_never_arrived_is_sent_again_knowingly(world: World, answer: botapi.Answer) -> None:
    """Three empty numbers in a row: it is not there, and repeating it doubles nothing."""
    world.api.never.append(answer)
    world.tell(incident())
    await world.settle(120)
    assert world.ends == ["absent"]
    assert sum("Ain al-Asad" in shown.text and not shown.photo for shown in world.messages.values()) == 1


async def test_a_reply_without_buttons_is_found_by_its_text(world: World) -> None:
    """It gets a button for the moment, and none is left."""
    world.tell(incident())
    await world.settle()
    before = len(world.messages)
    world.tell(incident(revision=2, facts=facts(killed=2)), AlertKind.UPDATE, (DEATHS,))
    world.api.lost.append(botapi.dropped)
    await world.settle(120)
    assert world.ends == ["found"]
    assert len(world.messages) == before + 1
    assert world.messages[max(world.messages)].markup == ""


async def test_talk_of_others_and_our_other_words_are_left_as_they_were(world: World) -> None:
    """In a supergroup people write in between, and other messages of ours stand there with other buttons or none."""
    await closed(world)
    group = await world_in("-1007")
    for _ in range(4):
        group.api.write("-1007")
    bare = parcel(thread="bare", message=Message(html="<b>no buttons</b>", plain="no buttons"))
    group.put(replace(bare, created_at=group.at, not_before=group.at))
    group.api.lost += [botapi.dropped, botapi.dropped]
    await group.settle(6)
    group.tell(incident())
    await group.settle(300)
    assert group.ends == ["found", "found"]
    assert max(texts(group).values()) == 1
    assert [bool(shown.markup) for shown in group.messages.values() if "Ain al-Asad" in shown.text and not shown.photo] == [True]
    assert [shown.markup for shown in group.messages.values() if "no buttons" in shown.text] == [""]
    assert sum(shown.foreign for shown in group.messages.values()) == 4
    await closed(group)


async def test_a_look_that_is_cut_off_does_not_take_another_message_for_ours(world: World) -> None:
    """Its keyboard was left on the answer of somebody else: the next look reads the text."""
    world.put(replace(parcel(thread="other"), kind=ParcelKind.SEND, message=Message(html="other", plain="other")))
    await world.settle(3)
    world.tell(incident())
    world.api.never.append(botapi.dropped)
    await world.settle(3)
    number = world.api.chats["@alerts"].last + 1
    world.api.chats["@alerts"].last = number
    world.messages[number] = type(world.messages[1])(text="an answer of the bot")
    world.api.cut_edits.append(botapi.dropped)
    await world.settle(400)
    assert world.ends == ["absent"]
    assert world.messages[number].markup == ""
    assert sum("Ain al-Asad" in shown.text and not shown.photo for shown in world.messages.values()) == 1


@pytest.mark.parametrize("chat", ["42", "-77"], ids=["private", "small group"])
async def test_where_numbers_are_shared_it_is_sent_again_and_counted(world: World, chat: str) -> None:
    """Nobody can tell: twice rather than never, and the figure says so."""
    await closed(world)
    private = await world_in(chat)
    private.api.lost.append(botapi.dropped)
    private.put(parcel(thread="i1", message=Message(html="word", plain="word")))
    await private.settle(120)
    assert private.ends == ["unresolved"]
    assert texts(private)["word"] == 2
    assert "editMessageReplyMarkup" not in private.api.calls
    await closed(private)
