"""The observer over a real store, and the service that asks it each minute."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import wiring
from monitor.alert.channels.telegram import Telegram
from monitor.alert.delivery import Delivery
from monitor.config import load_config
from monitor.errors import StoreError
from monitor.model import (
    AlertKind, ChannelKind, ChannelSettings, Decision, FeedState, Held, HeldReason, Label, ParcelState, Plan, Refused, Verdict,
)
from monitor.model.notices import ADMIN_CHANNEL
from monitor.notices.observer import ClockWatch, Observer
from monitor.store import Store
from tests.alert.botapi import TOKEN, BotApi
from tests.alert.fakes import Clock, ScriptedChannel, inline
from tests.alert.makers import article, parcel
from tests.alert.test_telegram import NoPace
from tests.cli.running import folder
from tests.pipeline.fakes import World, config, entry, feed
from tests.pipeline.test_service import ASAD, Chat, carry, service, written
from tests.shared import ROOT

CONFIG = config()


@dataclass
class Machine:
    """A clock, the time that passes, a disk."""

    clock: Clock = field(default_factory=Clock)
    passed: float = 0.0
    free: int = 50_000_000_000

    def sleep(self, **by: float) -> None:
        """Time passes, and the clock runs with it."""
        self.clock.forward(**by)
        self.passed += timedelta(**by).total_seconds()

    def observer(self, store: Store) -> Observer:
        """An observer of this machine."""
        return Observer(store, inline, self.clock, ClockWatch(lambda: self.passed), lambda _: self.free)


@pytest.fixture
def store() -> Store:
    """An empty one, in memory."""
    return Store.in_memory()


def on_disk(path: Path) -> object:
    """A configuration whose store lies in a folder."""
    return replace(CONFIG, store_url=f"sqlite:///{path}/monitor.db")


async def look(observer: Observer, settings: object = CONFIG, taking: tuple[str, ...] = ("chat",), **closed: str) -> list[str]:
    """What is told now, as ``first disk``; each feed answered just now."""
    now = observer.clock()
    states = {f.name: FeedState(feed=f.name, url=f.url, configured_url=f.url, last_success=now, last_new_entry=now) for f in CONFIG.feeds}
    notices = await observer.look(settings, states, closed, taking)  # type: ignore[arg-type]
    return [f"{notice.kind.value} {notice.standing.key}" for notice in notices]


async def test_a_full_disk_is_told_and_called_off(store: Store, tmp_path: Path) -> None:
    """Both in one thread of the admin channel."""
    machine, settings = Machine(), on_disk(tmp_path)
    observer = machine.observer(store)
    assert await look(observer, settings) == []
    machine.free = 90_000_000
    assert (await look(observer, settings), await look(observer, settings)) == (["first disk"], [])
    machine.free = 5_000_000_000
    for expected in ([], ["all-clear disk"], []):
        machine.sleep(minutes=15)
        assert await look(observer, settings) == expected
    told = store.parcels_about(AlertKind.NOTICE)
    assert [p.message.plain for p in told] == ["⚠️ Disk: 90 MB are free where the store lies", "✅ Disk: all clear after 30 minutes"]
    assert {(p.channel, p.thread) for p in told} == {(ADMIN_CHANNEL, told[0].thread)}


async def test_what_was_told_is_known_after_a_restart(store: Store, tmp_path: Path) -> None:
    """Nothing is told again; the end is."""
    machine, settings = Machine(free=1), on_disk(tmp_path)
    assert await look(machine.observer(store), settings) == ["first disk"]
    machine.sleep(hours=1)
    second = machine.observer(store)
    assert await look(second, settings) == []
    machine.free = 5_000_000_000
    assert await look(second, settings) == []
    machine.sleep(minutes=20)
    assert await look(second, settings) == ["all-clear disk"]


async def test_a_disk_that_does_not_answer_and_a_server_are_no_trouble(store: Store, tmp_path: Path) -> None:
    """There is nothing to measure."""
    absent = replace(CONFIG, store_url=f"sqlite:///{tmp_path}/nowhere/monitor.db")
    assert await look(Observer(store, inline, Clock()), absent) == []
    assert await look(Machine(free=1).observer(store), replace(CONFIG, store_url="postgresql://host/name")) == []


async def test_the_real_disk_is_measured(store: Store, tmp_path: Path) -> None:
    """By the system's call."""
    assert (Observer(store, inline, Clock())._disk(f"sqlite:///{tmp_path}/monitor.db") or 0) > 0


async def test_a_clock_that_leaps_is_told_for_an_hour(store: Store) -> None:
    """Ahead or back; one that is adjusted a little is none."""
    machine = Machine()
    observer = machine.observer(store)
    assert await look(observer) == []
    machine.sleep(minutes=1)
    machine.clock.forward(seconds=90)
    assert await look(observer) == []
    machine.sleep(minutes=1)
    machine.clock.forward(hours=3)
    assert await look(observer) == ["first clock"]
    machine.sleep(minutes=59)
    assert await look(observer) == []
    machine.sleep(minutes=2)
    assert await look(observer) == []
    machine.sleep(minutes=16)
    assert await look(observer) == ["all-clear clock"]


async def test_a_clock_set_back_is_told_too(store: Store) -> None:
    """With the words for it."""
    machine = Machine()
    observer = machine.observer(store)
    await look(observer)
    machine.sleep(minutes=1)
    machine.clock.forward(hours=-5)
    assert await look(observer) == ["first clock"]
    assert "was set back by 300 minutes" in store.parcels_about(AlertKind.NOTICE)[0].message.plain


async def test_nothing_judged_is_told_from_the_store(store: Store) -> None:
    """A verdict ends it."""
    machine = Machine()
    observer = machine.observer(store)
    assert await look(observer) == []
    machine.sleep(hours=13)
    assert await look(observer) == ["first judged"]
    verdict = Verdict(article="a1", label=Label.NONE, probability=0.1, alert=False)
    store.commit(Plan(decisions=(Decision(article=article(seen_at=machine.clock()), verdict=verdict),)))
    assert store.last_judged() == machine.clock()
    assert await look(observer) == []
    machine.sleep(minutes=15)
    assert await look(observer) == ["all-clear judged"]


async def test_a_look_that_could_not_be_recorded_is_repeated() -> None:
    """What is told and what is remembered are one."""
    class Full(Store):
        """A store that takes nothing."""

        def commit(self, plan: Plan) -> None:
            """Refused."""
            raise StoreError("the disk is full")

    full = Full.in_memory()
    observer = Machine().observer(full)
    observer.model_problem = "is damaged"
    for _ in range(2):
        with pytest.raises(StoreError):
            await look(observer)


async def test_a_bot_that_was_kicked_is_reported_once_and_its_return_too() -> None:
    """The refusal comes from delivery; the next message that is taken ends it."""
    clock, chat, admin = Clock(), ScriptedChannel(), ScriptedChannel()
    store, machine = Store.in_memory(), Machine(clock)
    delivery = Delivery(store, {"chat": chat, ADMIN_CHANNEL: admin}, clock, inline)
    observer = machine.observer(store)
    chat.answers = [Refused(reason="Forbidden: bot was kicked", whole_channel=True)] * 3
    store.commit(Plan(parcels=(parcel(),)))
    said = []
    for _ in range(5):
        await delivery.drain()
        said += await look(observer, taking=tuple(delivery.taking), **delivery.closed)
        machine.sleep(minutes=61)
    await delivery.drain()
    assert said == ["first channel:chat", "all-clear channel:chat"]
    assert [p.message.plain for p, _, _ in admin.seen] == [
        "⚠️ Channel chat: refuses us: Forbidden: bot was kicked", "✅ Channel chat: all clear after 4 hours"]
    assert [target for _, target, _ in admin.seen] == ["", "m1"]  # the all-clear answers the notice


def test_notices_go_to_the_admin_chat_by_the_bot_that_is_there() -> None:
    """Without one, or without an admin chat, to the console; a topic of the readers' forum is not theirs."""
    bot = ChannelSettings(name="alerts", kind=ChannelKind.TELEGRAM, chat="@alerts", topic=7, token_from="env:TOKEN")
    here = replace(CONFIG, channels=(*CONFIG.channels, bot), admin_chat="-1007")
    assert wiring.chats(here) == (*here.channels, replace(bot, name=ADMIN_CHANNEL, chat="-1007", topic=None))
    for settings in (replace(here, admin_chat=""), replace(CONFIG, admin_chat="-1007")):
        assert wiring.chats(settings)[-1] == ChannelSettings(name=ADMIN_CHANNEL, kind=ChannelKind.CONSOLE)


async def test_the_service_tells_the_admin_and_no_reader() -> None:
    """Alerts and digests never reach the admin channel, notices nobody else."""
    world = World(config(feeds=(feed("wire"),))).seen_before()
    running, reader, admin = service(world), Chat(), Chat()
    running.post.delivery = Delivery(world.store, {"chat": reader, ADMIN_CHANNEL: admin}, running.edges.clock, inline)
    await running.load_states()
    carry(world, "wire", entry("a", ASAD))
    await running.poll_round()
    await running.post.delivery.drain()
    world.now += timedelta(hours=13)
    await running.notice()
    await running.notice()
    assert [p.about for p in reader.got] == [AlertKind.NEW]
    assert {p.about for p in admin.got} == {AlertKind.NOTICE}
    assert "⚠️ Nothing judged: no article was judged for 13 hours" in [p.message.plain for p in admin.got]
    assert world.store.outbox_counts()[ParcelState.PENDING] == 0


async def test_a_refused_edit_of_the_configuration_is_told_and_its_repair_called_off(tmp_path: Path) -> None:
    """So is a model that does not load; the old ones serve on."""
    path = tmp_path / "config.yaml"
    world = World(written(path))
    running = service(world)
    good = path.read_text(encoding="utf-8")
    path.write_text("feeds: [{name: wire, ulr: nonsense}]\n", encoding="utf-8")
    await running.reload()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{", encoding="utf-8")
    await running.notice()
    path.write_text(f"{good.rpartition('models:')[0]}models: {tmp_path}/broken\n", encoding="utf-8")
    assert load_config(path).model_dir == f"{tmp_path}/broken"
    await running.reload()
    await running.notice()
    told = [p.message.plain for p in world.store.parcels_about(AlertKind.NOTICE)]
    assert [text.partition(":")[0] for text in told] == ["⚠️ config.yaml", "⚠️ The model"]
    path.write_text(good, encoding="utf-8")
    await running.reload()
    for _ in range(2):
        world.now += timedelta(minutes=16)
        await running.notice()
    told = [p.message.plain for p in world.store.parcels_about(AlertKind.NOTICE)]
    assert {text for text in told if text.startswith("✅")} >= {"✅ config.yaml: all clear after 16 minutes", "✅ The model: all clear after 32 minutes"}


async def test_a_start_without_a_model_is_told_once_a_day_and_disturbs_nothing_else(store: Store, tmp_path: Path) -> None:
    """A supervisor may start it every few seconds; the next good start calls it off."""
    machine, settings = Machine(free=1), on_disk(tmp_path)
    await look(machine.observer(store), settings)
    for _ in range(50):
        machine.sleep(minutes=30)
        await machine.observer(store).tell_of_start("models/manifest.json: is damaged")
    observer = machine.observer(store)
    assert await look(observer, settings) == ["reminder disk"]
    machine.sleep(minutes=20)
    assert await look(observer, settings) == ["all-clear model"]
    told = [p.message.plain for p in store.parcels_about(AlertKind.NOTICE) if ":model:" in f":{p.thread}"]
    assert [text[:1] for text in told] == ["⚠", "⏳", "✅"]


def test_a_start_without_a_model_reaches_the_chat_and_ends_with_a_sentence(tmp_path: Path) -> None:
    """As ``monitor once`` does it: said in the chat (here the console), then exit 2; a second start says it no more."""
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "manifest.json").write_text("{", encoding="utf-8")
    here = folder(tmp_path)
    text = (tmp_path / "config.yaml").read_text(encoding="utf-8")
    (tmp_path / "config.yaml").write_text(text.replace(f"models: {ROOT}/models", f"models: {broken}"), encoding="utf-8")
    first, second = here.run("once"), here.run("once")
    assert first.returncode == second.returncode != 0
    assert b"The model: " in first.stdout
    assert str(broken).encode() in first.stderr
    assert b"The model: " not in second.stdout


async def test_a_kicked_bot_is_told_in_the_admin_chat_over_the_real_client() -> None:
    """Over HTTP: one message with a sound, and its end as a silent reply; the readers' chat gets its alert after all."""
    api = BotApi()
    api.chats["-1007"] = {}
    address = await api.start()
    chats = {name: Telegram(TOKEN, chat, api_url=address, pace=NoPace()) for name, chat in (("chat", "@alerts"), (ADMIN_CHANNEL, "-1007"))}
    store, machine = Store.in_memory(), Machine()
    delivery = Delivery(store, chats, machine.clock, inline)
    observer = machine.observer(store)
    api.kicked.add("@alerts")
    store.commit(Plan(parcels=(parcel(),)))
    for minutes in (0, 30, 31, 16, 0):
        machine.sleep(minutes=minutes)
        await delivery.drain()
        await look(observer, taking=tuple(delivery.taking), **delivery.closed)
        await delivery.drain()
        if minutes == 30:
            api.kicked.clear()
    for chat in chats.values():
        await chat.close()
    await api.stop()
    (alarm, alarm_number), (clear, _) = ((shown, number) for number, shown in api.chats["-1007"].items())
    assert alarm.text.startswith("⚠️ <b>Channel chat:</b> refuses us: ")
    assert (alarm.silent, clear.silent, clear.reply_to) == (False, True, alarm_number)
    assert clear.text == "✅ <b>Channel chat:</b> all clear after 77 minutes"
    assert api.texts() == ["<b>word 1</b>"]


async def test_a_source_that_is_held_for_telling_too_much_is_told_once(store: Store) -> None:
    """Its reports reach nobody, so a person must hear of it; a day without one calls it off."""
    machine = Machine()
    observer = machine.observer(store)
    for key in ("a", "b", "c"):
        one = article(key=key, outlet="Liar", seen_at=machine.clock())
        held = Held(article=key, reason=HeldReason.RATE_LIMITED, detail="Liar: 12 incidents")
        store.commit(Plan(decisions=(Decision(article=one, held=held),)))
    assert (await look(observer), await look(observer)) == (["first source:Liar"], [])
    assert "Source Liar: 3 of its attack reports" in store.parcels_about(AlertKind.NOTICE)[0].message.plain
    machine.sleep(hours=25)
    assert "all-clear source:Liar" not in await look(observer)
    machine.sleep(minutes=20)
    assert "all-clear source:Liar" in await look(observer)
