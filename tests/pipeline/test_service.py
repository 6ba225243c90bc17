"""The running service: rounds, reloads, its hold on the store."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from monitor import wiring
from monitor.config import load_config
from monitor.errors import StoreBusy
from monitor.holding import INSTANCE_LEASE
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.judging import Judge
from monitor.judge.keywords import WatchMatcher
from monitor.model import Article, Config, Fetched, Parcel, ParcelKind, Request, SendOutcome, Sent
from monitor.schedule import Schedule
from monitor.service import Service
from tests.pipeline.fakes import World, config, entry, feed

ASAD = "Rockets hit base [asad rocket]"


class Chat:
    """A chat that remembers what it was given."""

    def __init__(self) -> None:
        self.got: list[Parcel] = []

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Taken."""
        self.got.append(parcel)
        return Sent(remote_id=str(len(self.got)))

    async def close(self) -> None:
        """Nothing."""


def service(world: World, chat: Chat | None = None, owner: str = "one") -> Service:
    """The real service over a fake world."""
    judge = Judge(world.config.watches, WatchMatcher(world.config.watches), world.model)
    origin = (wiring.model_dir(world.config), world.config.places)
    brain = wiring.Brain(judge, Gazetteer((), ()), world.model, origin)
    return Service(config=world.config, brain=brain, store=world.store, edges=world.edges, on_store=wiring.inline,
                   channels=wiring.Channels({"chat": chat or Chat()}, ()), owner=owner)


def carry(world: World, name: str, *entries: object) -> None:
    """What a feed has to offer, before anybody asks."""
    source = next(f for f in world.config.feeds if f.name == name)
    world.carried[source.url] = tuple(
        replace(e, feed=source.name, outlet=source.outlet) for e in entries)  # type: ignore[type-var]




async def drained(schedule: Schedule) -> None:
    """Wait for everything in flight."""
    schedule.stop()
    await schedule.run()


async def test_a_round_polls_every_feed_and_delivery_tells() -> None:
    """Feeds never asked are due at once; what they bring is sent."""
    world, chat = World(), Chat()
    carry(world, "wire", entry("a", ASAD))
    carry(world, "daily", entry("b", "Weather"))
    running = service(world, chat)
    await running.load_states()
    polls = await running.poll_round()
    await running.delivery_round()
    assert sorted(polled.feed for polled in polls) == ["daily", "wire"]
    assert [parcel.kind for parcel in chat.got] == [ParcelKind.SEND]


class Announcing(Chat):
    """Tells who waits for it what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.told: asyncio.Queue[str] = asyncio.Queue()

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Taken."""
        self.told.put_nowait(parcel.message.plain)
        return await super().deliver(parcel, message_id, target)


async def test_an_alert_waits_for_no_other_page_of_its_feed() -> None:
    """While the page of one entry hangs, the other one is judged, placed and sent."""
    world, chat, hanging = World(), Announcing(), asyncio.Event()
    read = world.edges.read

    async def read_slowly(article: Article) -> Article:
        if article.url.endswith("/slow"):
            await hanging.wait()
        return await read(article)

    world.edges = replace(world.edges, read=read_slowly)
    carry(world, "wire", entry("slow", ASAD), entry("quick", "Drones hit base [tanf drone]"))
    running = service(world, chat)
    await running.load_states()
    running.schedule = Schedule(running.jobs())
    polling = asyncio.create_task(running.poll_round())
    async with asyncio.timeout(60):
        assert "news.example/quick" in await chat.told.get()
        assert not polling.done()
        hanging.set()
        await polling
        assert "news.example/slow" in await chat.told.get()


async def test_a_second_round_asks_only_what_is_due() -> None:
    """Right after a round nothing is due; after the interval everything; ``everything`` asks all the same."""
    world = World()
    running = service(world)
    await running.load_states()
    await running.poll_round()
    assert await running.poll_round() == []
    assert len(await running.poll_round(everything=True)) == 2
    world.now += timedelta(hours=25)
    assert len(await running.poll_round()) == 2


async def test_a_feed_that_never_answered_keeps_its_pause() -> None:
    """A failed first poll is repeated when its pause is over, not at the next call."""
    world = World(config(feeds=(feed("wire"),)))
    running = service(world)
    await running.load_states()
    world.answers["https://wire.example/feed"] = OSError("surprise")
    await running.poll_round()
    running.rounds.states["wire"] = replace(running.rounds.states["wire"], failures=1)
    assert await running.poll_round() == []


async def test_a_feed_that_raises_costs_only_itself() -> None:
    """A surprise in one feed is logged and told as a failure; the others are dealt with; it comes again later."""
    world, chat = World(), Chat()
    carry(world, "daily", entry("b", ASAD))
    world.answers["https://wire.example/feed"] = ValueError("surprise")
    running = service(world, chat)
    await running.load_states()
    with capture_logs() as logs:
        polls = await running.poll_round()
    await running.delivery_round()
    assert {polled.feed: polled.failed for polled in polls} == {"wire": True, "daily": False}
    assert len(chat.got) == 1
    assert [line["feed"] for line in logs if line["log_level"] == "error"] == ["wire"]
    due = running.rounds.states["wire"].next_due
    assert due is not None
    assert due > world.now


async def test_a_feed_is_never_polled_twice_at_once() -> None:
    """A tick leaves alone what a poll before it is still asking."""
    world = World(config(feeds=(feed("wire"),)))
    answer, asked = asyncio.Event(), []
    slow = world.edges.fetch

    async def fetch(request: Request) -> Fetched:
        asked.append(request.url)
        await answer.wait()
        return await slow(request)

    world.edges = replace(world.edges, fetch=fetch)
    running = service(world)
    running.schedule = Schedule(running.jobs())
    await running.load_states()
    world.now += timedelta(minutes=2)
    for _ in range(3):
        await running.rounds.tick()
        await asyncio.sleep(0)
    assert len(asked) == 1
    answer.set()
    await drained(running.schedule)
    await running.rounds.tick()
    assert len(asked) == 1


async def test_a_tick_keeps_to_the_limit_of_polls_at_once() -> None:
    """With concurrency 3, ten due feeds are asked three at a time."""
    many = config(feeds=tuple(feed(f"f{n}") for n in range(10)))
    world = World(replace(many, fetch=replace(many.fetch, concurrency=3)))
    running = service(world)
    running.schedule = Schedule(running.jobs())
    await running.load_states()
    world.now += timedelta(minutes=2)
    await running.rounds.tick()
    assert len(running.rounds.polling) == 3
    await drained(running.schedule)
    assert not running.rounds.polling


async def test_a_second_instance_is_refused_until_the_lease_runs_out() -> None:
    """One holder of the store at a time; a dead one's hold ends by itself."""
    world = World()
    first, second = service(world, owner="one"), service(world, owner="two")
    await first.sweep()
    with pytest.raises(StoreBusy):
        await second.sweep()
    world.now += INSTANCE_LEASE + timedelta(seconds=1)
    await second.sweep()


async def test_a_service_that_lost_its_store_ends() -> None:
    """A machine that slept while another monitor took over does not go on beside it."""
    world = World()
    first, second = service(world, owner="one"), service(world, owner="two")
    first.schedule = Schedule(first.jobs())
    await first.sweep()
    world.now += INSTANCE_LEASE + timedelta(seconds=1)
    await second.sweep()
    await first.sweep()
    with pytest.raises(StoreBusy, match="took over"):
        await first.schedule.run()


CONFIG = """
feeds:
  - {{name: wire, url: "https://{host}.example/feed", outlet: Wire, language: en}}
watches: [{{name: all, keywords: [{word}], mode: keywords only, channels: [chat]}}]
channels: [{{name: chat, kind: console}}]
models: {models}
"""
MODELS = Path(__file__).resolve().parents[2] / "models"


def written(path: Path, word: str = "base", host: str = "wire") -> Config:
    """A config.yaml on disk, read."""
    path.write_text(CONFIG.format(word=word, host=host, models=MODELS), encoding="utf-8")
    return load_config(path)


async def test_an_edit_of_the_config_takes_effect(tmp_path: Path) -> None:
    """After a reload the new keyword opens the gate, and a new address starts its feed over."""
    path = tmp_path / "config.yaml"
    world = World(written(path))
    running = service(world)
    await running.load_states()
    written(path, word="harbour", host="other")
    await running.reload()
    carry(world, "wire")
    world.carried["https://other.example/feed"] = (
        entry("a", "Harbour closed", feed="wire", outlet="Wire"),)
    await running.poll_round()
    assert world.reason("a") is None
    assert running.rounds.states["wire"].configured_url == "https://other.example/feed"


async def test_an_edit_of_what_stays_open_is_said_to_wait_for_a_restart(tmp_path: Path) -> None:
    """Store, page and connections serve on as they were opened; ages and sizes of ``fetch`` are taken over at once."""
    path = tmp_path / "config.yaml"
    running = service(World(written(path)))
    await running.load_states()
    plain = path.read_text(encoding="utf-8")
    path.write_text(plain + "fetch: {max_entry_age: 7d, first_poll_age: 6h, silent_after: 5d, feed_max_size: 1 MB}\n", encoding="utf-8")
    with capture_logs() as logs:
        await running.reload()
    assert [line["event"] for line in logs] == ["config.yaml taken over"]
    path.write_text(plain + f"fetch: {{per_host: 2}}\nweb: 127.0.0.1:8799\nstore: sqlite:///{tmp_path}/other.db\n", encoding="utf-8")
    with capture_logs() as logs:
        await running.reload()
    assert [line["parts"] for line in logs if line["log_level"] == "warning"] == ["store, web, fetch"]


async def test_a_broken_edit_is_refused_and_the_old_settings_stay(tmp_path: Path) -> None:
    """The problem is logged with file and line; feeds and watches are those from before."""
    path = tmp_path / "config.yaml"
    world = World(written(path))
    running = service(world)
    await running.load_states()
    path.write_text("feeds: [{name: wire, ulr: nonsense}]\n", encoding="utf-8")
    before = running.config
    with capture_logs() as logs:
        await running.reload()
    assert running.config is before
    assert [line["log_level"] for line in logs] == ["error"]
    assert f"{path}:1" in logs[0]["problem"]


async def test_an_address_edited_during_a_poll_is_not_undone_by_its_end() -> None:
    """The answer of the old address does not become the state of the new one."""
    world = World(config(feeds=(feed("wire"),)))
    running = service(world)
    await running.load_states()
    polled = (await running.poll_round())[0]
    moved = replace(feed("wire"), url="https://moved.example/feed")
    running.rounds.feeds["wire"] = moved
    fresh = replace(running.rounds.states["wire"], url=moved.url, configured_url=moved.url)
    running.rounds.states["wire"] = fresh
    running.rounds.remember(polled)
    assert running.rounds.states["wire"] == fresh
