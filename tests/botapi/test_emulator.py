"""The same stories against telegram-test-api, an emulator of others; it refuses nothing, so its proxy does that for it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from telegram import Bot

from monitor.model import AlertKind, Button, Change, ChangeKind, Message
from tests.alert.botapi import TOKEN
from tests.alert.makers import facts, incident, parcel
from tests.botapi.emulator import Emulator, installed
from tests.botapi.world import World

CHAT = 5


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, installed once."""
    return installed(tmp_path_factory.mktemp("npm"))


@pytest.fixture
async def emulator(package: Path) -> AsyncIterator[tuple[Emulator, World]]:
    """A fresh emulator, and a channel of it."""
    running = Emulator(package)
    world = World(await running.start(), str(CHAT))
    yield running, world
    await world.channel.close()
    await running.stop()


async def test_new_two_updates_and_a_correction_are_one_message_and_three_replies(
    emulator: tuple[Emulator, World],
) -> None:
    """The alert is edited in place; each change is a message of its own; the map, which it cannot show, stops nothing."""
    running, world = emulator
    world.tell(incident())
    await world.settle(12)
    for revision in (2, 3):
        world.tell(incident(revision=revision, facts=facts(killed=revision)), AlertKind.UPDATE,
                   (Change(kind=ChangeKind.DEATHS, before=str(revision - 1), after=str(revision)),))
        await world.settle(12)
    world.tell(incident(revision=4, facts=facts(killed=0)), AlertKind.CORRECTION,
               (Change(kind=ChangeKind.CORRECTION, before="3 dead", after="0 dead"),))
    await world.settle(12)
    alert, *replies = await running.shown()
    assert "rev 4" in alert["text"]
    assert [reply["text"].split(":")[0] for reply in replies] == ["<b>Update", "<b>Update", "<b>Correction"]
    assert world.left() == 0


def told_by(running: Emulator, topic: int) -> World:
    """A topic of the emulator's chat."""
    assert running.server is not None
    return World(str(running.server.make_url("")).rstrip("/"), str(CHAT), topic)


async def test_a_flood_limit_is_waited_out(emulator: tuple[Emulator, World]) -> None:
    """Forty seconds are asked for: the alert stands there once, and not a moment earlier."""
    running, world = emulator
    running.refusals.append({"error_code": 429, "description": "Too Many Requests: retry after 40", "parameters": {"retry_after": 40}})
    world.put(parcel())
    await world.settle(36)
    assert await running.shown() == []
    await world.settle(12)
    assert len(await running.shown()) == 1
    assert world.left() == 0


async def test_a_kicked_bot_keeps_what_it_has_to_say(emulator: tuple[Emulator, World]) -> None:
    """The channel is closed to it, and shown the alert once it is open again."""
    running, world = emulator
    running.refusals.append({"error_code": 403, "description": "Forbidden: bot was kicked from the channel chat"})
    world.put(parcel())
    await world.settle(6)
    assert world.delivery.closed == {"chat": "Forbidden: bot was kicked from the channel chat"}
    await world.settle(3_700)
    assert len(await running.shown()) == 1
    assert world.left() == 0


async def test_a_migrated_group_is_followed(emulator: tuple[Emulator, World]) -> None:
    """The alert goes to the new number, and so does its edit."""
    running, world = emulator
    running.refusals.append({"error_code": 400, "description": "Bad Request: group chat was upgraded to a supergroup chat",
                             "parameters": {"migrate_to_chat_id": 77}})
    world.put(parcel(thread="i1", message=Message(html="first", plain="first")))
    await world.settle(6)
    world.put(parcel(thread="i2", message=Message(html="second", plain="second")))
    await world.settle(6)
    assert [(shown["chat_id"], shown["text"]) for shown in await running.shown()] == [("77", "first"), ("77", "second")]


async def test_a_topic_is_named_in_all_that_is_sent_to_it(emulator: tuple[Emulator, World]) -> None:
    """Alert and reply."""
    running, _ = emulator
    world = told_by(running, topic=9)
    world.tell(incident())
    await world.settle(6)
    world.tell(incident(revision=2, facts=facts(killed=2)), AlertKind.UPDATE, (Change(kind=ChangeKind.DEATHS, before="0", after="2"),))
    await world.settle(12)
    assert [shown["message_thread_id"] for shown in await running.shown()] == ["9", "9"]
    await world.channel.close()


async def test_a_button_comes_back_to_the_bot(emulator: tuple[Emulator, World]) -> None:
    """The keyboard is shown, and a press of it arrives with its data."""
    running, world = emulator
    buttons = ((Button(text="right", data="v:i1:right"),),)
    world.put(replace(parcel(), message=Message(html="word", plain="word", buttons=buttons)))
    await world.settle(3)
    assert (await running.shown())[0]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "v:i1:right"
    await running.press(CHAT, "v:i1:right")
    bot = Bot(TOKEN, base_url=f"{world.url}/bot")
    (update,) = await bot.get_updates(timeout=0)
    assert update.callback_query is not None
    assert update.callback_query.data == "v:i1:right"
    assert await bot.answer_callback_query(update.callback_query.id)
