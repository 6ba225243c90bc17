"""Readers and the bot, through the real service, client and store, against a server as strict as Telegram's."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from monitor import wiring
from monitor.bot.desk import Desk
from monitor.bot.receiving import Receiver
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.judging import Judge
from monitor.judge.keywords import WatchMatcher
from monitor.listening import around
from monitor.model import Base, ChannelKind, ChannelSettings, ParcelState
from monitor.model.heard import Heard
from monitor.service import Service
from monitor.store import Store
from tests.alert.botapi import TOKEN
from tests.alert.paces import NoPace
from tests.botapi.server import Chat, StrictApi
from tests.pipeline.fakes import World, config, entry

READER, GROUP, ADMIN = "42", "-1009", 99
ASAD = Base(id="asad", name="Ain al-Asad", country="Iraq", lat=33.79, lon=42.44, timezone="Asia/Baghdad", kind="air base")


@dataclass
class Evening:
    """A service with a bot, and Telegram."""

    api: StrictApi
    world: World
    service: Service
    receiver: Receiver
    desk: Desk

    async def hear(self) -> None:
        """The bot deals with what was said."""
        await self.receiver.once(self.desk.serve)

    async def attack(self, slug: str = "a", mark: str = "[asad rocket]", title: str = "Rockets hit base") -> None:
        """A feed carries an attack; what is due is sent."""
        await self.world.poll("wire", entry(slug, f"{title} {mark}"))
        await self.send()

    async def send(self) -> None:
        """Deliver what is due."""
        self.world.now += timedelta(seconds=120)
        await self.service.delivery_round()

    def said(self, chat: str) -> list[str]:
        """What the bot said in a chat."""
        return [shown.text for shown in self.api.chats[chat].messages.values()]

    def alert(self, chat: str) -> tuple[int, str]:
        """Number and incident of the last alert with buttons in a chat."""
        number, shown = next((n, s) for n, s in reversed(self.api.chats[chat].messages.items()) if "r:" in s.markup)
        return number, shown.markup.partition('"r:')[2].partition('"')[0]


@pytest.fixture
async def evening() -> AsyncIterator[Evening]:
    """Nobody subscribed yet."""
    async with an_evening() as made:
        yield made


@asynccontextmanager
async def an_evening(store: Store | None = None) -> AsyncIterator[Evening]:
    """The same on a store of the caller's; without one, in memory."""
    seconds = itertools.count(step=5)
    api = StrictApi(now=lambda: float(next(seconds)))  # floods are stories of their own
    url = await api.start()
    settings = config(channels=(ChannelSettings(name="chat", kind=ChannelKind.TELEGRAM, chat="@alerts", token_from="env:T", api_url=url),),
                      admins=frozenset({ADMIN}))
    world = World(settings, store).seen_before()
    judge = Judge(settings.watches, WatchMatcher(settings.watches), world.model)
    brain = wiring.Brain(judge, Gazetteer((ASAD,), ()), world.model, (wiring.model_dir(settings), ()))
    bot = wiring.BotAccess(TOKEN, url, NoPace())
    opened = wiring.open_channels(settings.channels, {"T": TOKEN})
    service = Service(config=settings, brain=brain, store=world.store, edges=world.edges, on_store=wiring.inline,
                      channels=wiring.Channels(opened.by_name, (), bot), owner="one")
    await service.load_states()
    receiver = Receiver(TOKEN, url, bot.pace, world.store, wiring.inline, world.edges.clock)
    yield Evening(api, world, service, receiver, Desk(around(service, bot, receiver)))
    await receiver.close()
    await service.post.readership.close()
    for channel in opened.by_name.values():
        await channel.close()
    await api.stop()


async def test_subscribe_alert_update_verdict_and_be_forgotten(evening: Evening) -> None:
    """From the first word to the last; nothing of the reader is left."""
    evening.api.say(READER, "/start")
    evening.api.say(READER, "/subscribe Iraq")
    await evening.hear()
    assert "Subscribed." in evening.said(READER)[-1]
    await evening.attack()
    number, incident = evening.alert(READER)
    assert "Ain al-Asad" in evening.said(READER)[2]
    assert "Ain al-Asad" in evening.said("@alerts")[0]
    await evening.attack("b", "[asad rocket killed=2]", "Two dead as rockets hit base")
    assert "2 dead" in evening.api.chats[READER].messages[number].text, "the same message, edited"
    evening.api.press(READER, number, f"f:{incident}")
    evening.api.press(READER, number, f"f:{incident}")
    evening.api.press(READER, number, f"r:{incident}")
    await evening.hear()
    verdicts = evening.world.store.reader_verdicts()
    assert [v.kind for v in verdicts] == ["false alarm", "right"], "the same twice is one, a change of mind is heard"
    assert {v.who[:3] for v in verdicts} == {"tg-"}
    assert not evening.api.unanswered
    evening.api.say(READER, "/unsubscribe")
    await evening.hear()
    assert "nothing of you is kept" in evening.said(READER)[-1]
    assert (evening.world.store.readers(), {v.who for v in evening.world.store.reader_verdicts()}) == ((), {"someone"})
    before = len(evening.said(READER))
    await evening.attack("c", "[tanf drone]", "Drone hits base")
    assert len(evening.said(READER)) == before
    assert len(evening.said("@alerts")) > 1


async def test_wishes_decide_who_hears_and_growing_attacks_reach_who_waits_for_them(evening: Evening) -> None:
    """A reader who asks for dead hears when the first is known."""
    evening.api.say(READER, "/subscribe dead")
    await evening.hear()
    await evening.attack()
    assert len(evening.said(READER)) == 1
    await evening.attack("b", "[asad rocket killed=1]", "One dead as rockets hit base")
    assert "1 dead" in evening.said(READER)[1]


async def test_a_muted_place_is_silent_for_a_day(evening: Evening) -> None:
    """In the chat that muted it, nowhere else."""
    evening.api.say(READER, "/subscribe")
    await evening.hear()
    await evening.attack()
    number, incident = evening.alert(READER)
    evening.api.press(READER, number, f"x:{incident}")
    evening.api.press(READER, number, f"l:{incident}")
    await evening.hear()
    assert "are not told here until" in evening.api.notes[0]
    assert [s.place for s in evening.api.chats[READER].messages.values() if s.place] == [(33.79, 42.44)]
    evening.world.now += timedelta(hours=12)
    before = len(evening.said(READER))
    await evening.world.poll("wire", entry("z", "Mortars hit base [asad mortar]", minutes=-720))
    await evening.send()
    assert len(evening.said(READER)) == before
    evening.api.say(READER, "/unmute")
    await evening.hear()
    assert "1 mute lifted" in evening.said(READER)[-1]


async def test_a_place_is_muted_and_shown_by_word(evening: Evening) -> None:
    """The last attack, one by id, one by its place as it is spelt; what is not known is said with what to write."""
    evening.api.say(READER, "/location")
    evening.api.say(READER, "/subscribe")
    await evening.hear()
    assert evening.said(READER)[0] == "No attack is known yet."
    await evening.attack()
    _, incident = evening.alert(READER)
    for words in ("/location", f"/location {incident}", "/location ain al asad", "/location Atlantis", "/mute AIN AL-ASAD"):
        evening.api.say(READER, words)
    await evening.hear()
    assert [s.place for s in evening.api.chats[READER].messages.values() if s.place] == [(33.79, 42.44)] * 3
    assert "/latest lists them" in evening.said(READER)[-2]
    assert "are not told here until" in evening.said(READER)[-1]
    evening.world.now += timedelta(hours=12)
    before = len(evening.said(READER))
    await evening.world.poll("wire", entry("z", "Mortars hit base [asad mortar]", minutes=-720))
    await evening.send()
    assert len(evening.said(READER)) == before
    evening.api.say(GROUP, "/mute", user=8, kind="supergroup")
    await evening.hear()
    assert "Only administrators" in evening.said(GROUP)[-1]


async def test_all_sources_are_listed_and_in_a_channel_for_who_asked_alone(evening: Evening) -> None:
    """A person gets the links; in a channel nothing is posted for one reader's question."""
    evening.api.say(READER, "/subscribe")
    await evening.hear()
    await evening.attack()
    _, incident = evening.alert(READER)
    ask = Heard(update=1, chat=READER, user=7, kind="private", press=f"s:{incident}", query="q")
    private = await evening.desk.serve(ask, "watch_bot")
    assert private.message is not None
    assert '<a href="https://news.example/a">' in private.message.html
    public = await evening.desk.serve(replace(ask, chat="-1001", kind="channel"), "watch_bot")
    assert (public.message, public.note) == (None, "1 outlet: Wire")


async def test_in_a_group_only_its_administrators_decide(evening: Evening) -> None:
    """Everybody may look and judge."""
    evening.api.say(GROUP, "/subscribe", user=7, kind="supergroup")
    await evening.hear()
    assert "Only administrators" in evening.said(GROUP)[-1]
    evening.api.administrators.add((GROUP, 7))
    evening.api.say(GROUP, "/subscribe", user=7, kind="supergroup")
    evening.api.say(GROUP, "good morning", user=8, kind="supergroup")
    evening.api.say(GROUP, "/latest@other_bot", user=8, kind="supergroup")
    await evening.hear()
    assert "Subscribed." in evening.said(GROUP)[-1]
    await evening.attack()
    number, incident = evening.alert(GROUP)
    evening.api.press(GROUP, number, f"x:{incident}", user=8)
    evening.api.press(GROUP, number, f"w:{incident}", user=8)
    await evening.hear()
    assert evening.api.notes == ["Only administrators of this chat can change that.", "Noted: facts are wrong. Thank you."]


async def test_who_blocks_the_bot_is_told_nothing_more(evening: Evening) -> None:
    """Told by Telegram, or found while sending; the others are told on, and nothing waits for who left."""
    for chat in (READER, "43"):
        evening.api.say(chat, "/subscribe")
    await evening.hear()
    evening.api.leave(READER)
    await evening.hear()
    evening.api.chats["43"].kicked = True
    await evening.attack()
    assert evening.world.store.readers() == ()
    assert evening.service.post.delivery.closed == {}
    assert len(evening.said("@alerts")) == 1
    assert evening.world.store.outbox_counts()[ParcelState.PENDING] == 0


async def test_who_comes_back_finds_the_wishes_and_none_of_the_old_alerts(evening: Evening) -> None:
    """A block is a pause: its wishes are kept for a month, the alerts in between are not told later."""
    evening.api.say(READER, "/subscribe wounded")
    await evening.hear()
    evening.api.leave(READER)
    await evening.hear()
    assert [reader.chat for reader in evening.world.store.paused_readers()] == [READER]
    await evening.attack("a", "[asad rocket killed=1]", "One dead as rockets hit base")
    evening.api.come_back(READER)
    await evening.hear()
    (reader,) = evening.world.store.readers()
    assert (reader.least.name, reader.paused_at) == ("WOUNDED", None)
    before = len(evening.said(READER))
    await evening.send()
    assert len(evening.said(READER)) == before
    await evening.attack("b", "[tanf drone killed=2]", "Two dead as drone hits base")
    assert len(evening.said(READER)) == before + 1


async def test_a_channel_that_puts_the_bot_out_is_noticed_before_an_alert_is_refused(evening: Evening) -> None:
    """It stands among the closed ones at once; what waited goes out as soon as the bot is back, not after the hour."""
    evening.api.leave("@alerts")
    await evening.hear()
    assert evening.service.post.delivery.closed == {"chat": "the bot was removed from it"}
    await evening.attack()
    assert evening.said("@alerts") == []
    evening.api.come_back("@alerts")
    await evening.hear()
    assert (evening.service.post.delivery.closed, evening.service.post.delivery.taking) == ({}, {"chat"})
    await evening.attack("b", "[tanf drone killed=2]", "Two dead as drone hits base")
    assert any("2 dead" in said for said in evening.said("@alerts"))


async def test_who_stays_away_is_forgotten_after_a_month(evening: Evening) -> None:
    """The row, and the name on what was judged; who asks to be forgotten is so at once, paused or not."""
    for chat in (READER, "43"):
        evening.api.say(chat, "/subscribe", user=int(chat))
    await evening.hear()
    await evening.attack()
    number, incident = evening.alert(READER)
    evening.api.press(READER, number, f"f:{incident}", user=int(READER))
    evening.api.leave(READER, user=int(READER))
    evening.api.leave("43", user=43)
    await evening.hear()
    await evening.service.thin()
    assert len(evening.world.store.paused_readers()) == 2
    evening.api.chats["43"].kicked = False
    evening.api.say("43", "/unsubscribe", user=43)
    await evening.hear()
    assert [reader.chat for reader in evening.world.store.paused_readers()] == [READER]
    assert {v.who for v in evening.world.store.reader_verdicts()} != {"someone"}
    evening.world.now += timedelta(days=31)
    await evening.service.thin()
    assert evening.world.store.paused_readers() == ()
    assert {v.who for v in evening.world.store.reader_verdicts()} == {"someone"}


async def test_administrators_hold_everything_back_and_let_it_go(evening: Evening) -> None:
    """Strangers who try are not even answered; a restart does not forget the pause."""
    evening.api.say(READER, "/pause")
    evening.api.say("99", "/pause", user=ADMIN)
    await evening.hear()
    assert evening.said(READER) == []
    assert "Nothing is sent until /resume" in evening.said("99")[-1]
    await evening.attack()
    assert evening.said("@alerts") == []
    evening.service.post.paused = False
    await evening.service.load_states()
    assert evening.service.post.paused
    evening.api.say("99", "/status", user=ADMIN)
    evening.api.say("99", "/resume", user=ADMIN)
    await evening.hear()
    assert "paused by an administrator" in evening.said("99")[-2]
    await evening.send()
    assert len(evening.said("@alerts")) == 1


async def test_what_was_dealt_with_is_not_dealt_with_again(evening: Evening) -> None:
    """After a restart the bot goes on behind the last update."""
    evening.api.say(READER, "/latest")
    await evening.hear()
    again = Receiver(TOKEN, str(evening.api.server.make_url("")).rstrip("/"), NoPace(), evening.world.store, wiring.inline,  # type: ignore[union-attr]
                     evening.world.edges.clock)
    await again.once(evening.desk.serve)
    await again.close()
    assert len(evening.said(READER)) == 1


@pytest.mark.parametrize("text", ["<b>x</b> &lt; /subscribe", "/why <script>", "/subscribe <i>Iraq", "/why " + "x" * 4000, "/subscribe \u202eقاعدة"])
async def test_hostile_words_are_answered_as_words(evening: Evening, text: str) -> None:
    """Nothing foreign becomes mark-up, nothing is too long."""
    evening.api.say(READER, text)
    await evening.hear()
    assert len(evening.said(READER)) == 1


async def test_lists_and_reasons(evening: Evening) -> None:
    """/latest, /today, /why by id and by link, /settings, /help."""
    await evening.attack()
    _, incident = evening.alert("@alerts")
    for text in ("/latest", "/today", f"/why {incident}", "/why https://news.example/a", "/settings", "/help", "/why"):
        evening.api.say(READER, text)
    await evening.hear()
    latest, today, by_id, by_link, settings, helped, empty = evening.said(READER)
    assert "Ain al-Asad" in latest
    assert "Ain al-Asad" in today
    assert incident in by_id
    assert "It alerted." in by_link
    assert "not subscribed" in settings
    assert "/unsubscribe" in helped
    assert "/why https://" in empty


async def test_a_second_chat_of_the_same_number_is_the_same_reader(evening: Evening) -> None:
    """Subscribing twice changes wishes; nobody is told twice."""
    evening.api.chats[READER] = Chat()
    evening.api.say(READER, "/subscribe")
    evening.api.say(READER, "/subscribe Iraq")
    await evening.hear()
    assert len(evening.world.store.readers()) == 1
    await evening.attack()
    assert sum("Ain al-Asad" in text for text in evening.said(READER)) == 1


async def test_a_token_that_is_not_taken_costs_nobody_a_subscription(evening: Evening) -> None:
    """It is the operator's trouble, not the readers' wish."""
    evening.api.say(READER, "/subscribe")
    await evening.hear()
    evening.api.token = "another"
    await evening.attack()
    assert len(evening.world.store.readers()) == 1
    evening.api.token = TOKEN
    evening.world.now += timedelta(hours=2)
    await evening.send()
    assert "Ain al-Asad" in evening.said(READER)[-1]


async def test_one_chat_that_cannot_be_answered_keeps_nobody_waiting(evening: Evening) -> None:
    """Migrated or gone: its answer is let go, the next reader is answered."""
    evening.api.say(GROUP, "/latest", kind="group")
    evening.api.chats[GROUP].moved_to = "-100777"
    evening.api.say("43", "/latest")
    evening.api.chats["43"].kicked = True
    evening.api.say(READER, "/latest")
    await evening.hear()
    assert len(evening.said(READER)) == 1


async def test_a_chat_of_the_configuration_is_not_told_twice(evening: Evening) -> None:
    """What config.yaml names does not subscribe as well."""
    settings = evening.service.config
    evening.service.config = replace(settings, channels=(replace(settings.channels[0], chat=GROUP),))
    evening.api.administrators.add((GROUP, 7))
    evening.api.say(GROUP, "/subscribe", kind="supergroup")
    await evening.hear()
    assert "channel of config.yaml already" in evening.said(GROUP)[-1]
    assert evening.world.store.readers() == ()


async def test_numbers_of_another_bot_or_of_last_week_make_nobody_deaf(evening: Evening) -> None:
    """Telegram numbers updates per bot, and may begin anew after a week."""
    evening.api.say(READER, "/latest")
    await evening.hear()
    evening.world.now += timedelta(days=8)
    evening.api.updates.clear()
    evening.api.heard = -90
    evening.api.say(READER, "/latest")
    await evening.hear()
    assert len(evening.said(READER)) == 2


async def test_an_update_the_client_cannot_read_is_passed_over(evening: Evening) -> None:
    """And everything behind it is heard."""
    evening.api.say(READER, "/latest")
    await evening.hear()
    evening.api.say(READER, "/latest")
    del evening.api.updates[-1]["message"]["date"]
    evening.api.say(READER, "/latest")
    listening = asyncio.create_task(evening.receiver.run(evening.desk.serve))
    try:
        async with asyncio.timeout(10):
            while len(evening.said(READER)) < 2:  # noqa: ASYNC110 - the bot listens by itself
                await asyncio.sleep(0.05)
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
