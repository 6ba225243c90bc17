"""Whole stories through the real outbox, delivery and client, against a server as strict as Telegram's."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from monitor.model import AlertKind, Button, Change, ChangeKind, Message
from tests.alert.botapi import TOKEN
from tests.alert.makers import facts, incident, parcel
from tests.botapi.catalogue import methods
from tests.botapi.server import Chat, StrictApi
from tests.botapi.world import World

DEATHS = Change(kind=ChangeKind.DEATHS, before="0", after="2")
MOVED = Change(kind=ChangeKind.PLACE, before="first base", after="second base")


@pytest.fixture
async def api() -> AsyncIterator[StrictApi]:
    """A fresh server whose clock is the world's."""
    server = StrictApi(now=lambda: 0.0)
    await server.start()
    yield server
    await server.stop()


def world_of(api: StrictApi, target: str = "@alerts", topic: int | None = None) -> World:
    """A channel of that server, on one clock with it."""
    assert api.server is not None
    world = World(str(api.server.make_url("")).rstrip("/"), target, topic)
    api.now = lambda: world.at.timestamp()  # noqa: PLW0108  the clock moves: not bound to this moment
    return world


async def test_an_attack_from_first_word_to_correction(api: StrictApi) -> None:
    """New, two updates, a correction: one message, edited; a loud reply for each change; one silent map."""
    world = world_of(api)
    world.tell(incident())
    await world.settle()
    world.tell(incident(revision=2, facts=facts(killed=1)), AlertKind.UPDATE, (DEATHS,))
    await world.settle()
    world.tell(incident(revision=3, facts=facts(killed=2)), AlertKind.UPDATE, (DEATHS,))
    await world.settle()
    world.tell(incident(revision=4, facts=facts(killed=0)), AlertKind.CORRECTION,
               (Change(kind=ChangeKind.CORRECTION, before="2 dead", after="0 dead"),))
    await world.settle()
    alert, photo, *replies = api.chats["@alerts"].messages.values()
    assert "rev 4" in alert.text
    assert "No dead" in alert.text
    assert (bool(photo.photo), photo.silent, photo.reply_to) == (True, True, 1)
    assert [(reply.reply_to, reply.silent) for reply in replies] == [(1, False)] * 3
    assert replies[-1].text.startswith("<b>Correction:")
    assert world.left() == 0
    await world.channel.close()


async def test_the_map_is_replaced_when_the_base_is_another(api: StrictApi) -> None:
    """One picture, whose content changes; none is sent beside it."""
    world = world_of(api)
    world.tell(incident())
    await world.settle()
    world.place = "second base"
    world.tell(incident(revision=2), AlertKind.UPDATE, (MOVED,))
    await world.settle()
    photos = [shown for shown in api.chats["@alerts"].messages.values() if shown.photo]
    assert [photo.text for photo in photos] == ["second base"]
    assert "editMessageMedia" in api.calls
    await world.channel.close()


async def test_a_picture_that_is_refused_holds_up_no_word(api: StrictApi) -> None:
    """Its alert is deleted by hand before it comes: the map is given up, the next edit is shown anew."""
    world = world_of(api)
    world.put(parcel(thread="i7q2"))
    await world.settle(3)
    api.chats["@alerts"].messages.clear()
    world.tell(incident(revision=2, facts=facts(killed=2)), AlertKind.UPDATE, (MOVED,))
    await world.settle(120)
    assert not any(shown.photo for shown in api.chats["@alerts"].messages.values() if not shown.reply_to)
    assert any("2 dead" in shown.text for shown in api.chats["@alerts"].messages.values())
    assert world.left() == 0
    await world.channel.close()


async def test_a_flood_is_waited_out_and_nothing_is_lost_or_doubled(api: StrictApi) -> None:
    """Thirty attacks at once in one channel: each is shown once, within the server's limits."""
    world = world_of(api)
    for number in range(30):
        world.put(parcel(thread=f"i{number}", message=Message(html=f"attack {number}", plain=f"attack {number}")))
    await world.settle(600)
    texts = [shown.text for shown in api.chats["@alerts"].messages.values()]
    assert sorted(texts) == sorted(f"attack {number}" for number in range(30))
    assert len(api.calls) > 30
    await world.channel.close()


async def test_a_kicked_bot_says_everything_when_it_is_back(api: StrictApi) -> None:
    """Nothing is dropped while the channel is closed to us, maps neither block nor follow hours later."""
    world = world_of(api)
    api.chats["@alerts"].kicked = True
    world.tell(incident())
    await world.settle(6)
    assert world.delivery.closed == {"chat": "Forbidden: bot was kicked from the channel chat"}
    api.chats["@alerts"].kicked = False
    await world.settle(3_700)
    assert "Ain al-Asad" in api.chats["@alerts"].messages[1].text
    assert world.left() == 0
    await world.channel.close()


async def test_a_group_that_became_a_supergroup_is_followed(api: StrictApi) -> None:
    """The message goes to the new id, and so does all that follows."""
    api.chats = {"-77": Chat(moved_to="-100177"), "-100177": Chat()}
    world = world_of(api, "-77")
    world.tell(incident())
    await world.settle()
    world.tell(incident(revision=2, facts=facts(killed=2)), AlertKind.UPDATE, (DEATHS,))
    await world.settle()
    texts = [shown.text for shown in api.chats["-100177"].messages.values() if not shown.photo]
    assert "2 dead" in texts[0]
    assert len(texts) == 2
    await world.channel.close()


async def test_a_topic_of_a_forum_holds_alert_reply_and_map(api: StrictApi) -> None:
    """Everything about an attack stands in the topic that config.yaml names."""
    api.chats = {"-1005": Chat(topics={9: True})}
    world = world_of(api, "-1005", 9)
    world.tell(incident())
    await world.settle()
    world.tell(incident(revision=2, facts=facts(killed=2)), AlertKind.UPDATE, (DEATHS,))
    await world.settle()
    assert [shown.topic for shown in api.chats["-1005"].messages.values()] == [9, 9, 9]
    await world.channel.close()


async def test_a_closed_topic_waits_until_it_is_open(api: StrictApi) -> None:
    """It is a closed door, not a refused message."""
    api.chats = {"-1005": Chat(topics={9: False})}
    world = world_of(api, "-1005", 9)
    world.put(parcel())
    await world.settle(6)
    api.chats["-1005"].topics[9] = True
    await world.settle(3_700)
    assert len(api.chats["-1005"].messages) == 1
    await world.channel.close()


async def test_a_press_of_a_button_comes_to_the_bot_once(api: StrictApi) -> None:
    """The call getUpdates with an offset forgets what was dealt with; a query is answered once."""
    world = world_of(api)
    buttons = ((Button(text="right", data="v:i1:right"),),)
    world.put(replace(parcel(), message=Message(html="word", plain="word", buttons=buttons)))
    await world.settle(3)
    api.press("@alerts", 1, "v:i1:right")
    bot = Bot(TOKEN, base_url=f"{world.url}/bot")
    (update,) = await bot.get_updates(timeout=0)
    assert update.callback_query is not None
    assert update.callback_query.data == "v:i1:right"
    assert await bot.answer_callback_query(update.callback_query.id)
    assert await bot.get_updates(offset=update.update_id + 1, timeout=0) == ()
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(update.callback_query.id)
    await world.channel.close()


@pytest.mark.parametrize(("text", "mode", "words"), [
    ("x" * 5_000, "HTML", "Message is too long"), ("<b>open", "HTML", "can't find end tag"),
    ("<blink>x</blink>", "HTML", "Unsupported start tag"), (" ", None, "Message text is empty"),
])
async def test_the_server_refuses_what_telegram_refuses(api: StrictApi, text: str, mode: str | None, words: str) -> None:
    """Too long, broken, unknown and empty: each in Telegram's words."""
    world = world_of(api)
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await Bot(TOKEN, base_url=f"{world.url}/bot").send_message("@alerts", text, parse_mode=mode)
    await world.channel.close()


async def test_the_server_knows_no_field_method_or_message_it_should_not(api: StrictApi) -> None:
    """A field and a method of nobody's, a button of 65 bytes, a caption of 1,025 characters, an unknown message."""
    bot = Bot(TOKEN, base_url=f"{world_of(api).url}/bot")
    with pytest.raises(BadRequest, match="Unknown field colour"):
        await bot.send_message("@alerts", "x", api_kwargs={"colour": "red"})
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="ü" * 33)]])
    with pytest.raises(BadRequest, match="(?i)button_data_invalid"):
        await bot.send_message("@alerts", "x", reply_markup=keys)
    api.now = lambda: 9e9
    with pytest.raises(BadRequest, match="(?i)caption is too long"):
        await bot.send_photo("@alerts", b"\x89PNG\r\n\x1a\n", caption="x" * 1_025)
    api.now = lambda: 9e9 + 60
    with pytest.raises(BadRequest, match="(?i)edit not found"):
        await bot.edit_message_text("x", "@alerts", 99)
    api.now = lambda: 9e9 + 120
    assert (await bot.send_location("@alerts", 33.8, 42.4)).location is not None
    assert (await bot.get_chat_member("@alerts", 7)).status == "member"


def test_the_catalogue_holds_the_methods_of_the_client() -> None:
    """Names, required fields and fields of the client alone are told apart by signature."""
    known = methods()
    assert len(known) > 150
    assert known["sendPhoto"].required == {"chat_id", "photo"}
    assert "message_thread_id" in known["sendMessage"].numbers
    assert "read_timeout" not in known["sendMessage"].fields
