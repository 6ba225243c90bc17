"""Hostile documents through the whole service: the real alert among them is told once, and nothing else is."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import wiring
from monitor.alert.channels.markup import as_discord, as_mail, as_slack
from monitor.alert.text import shown_length
from monitor.config import load_config
from monitor.model import Config, ParcelKind
from tests.chaos.attacks import Attack, attacks
from tests.chaos.control import told_apart
from tests.e2e.service import Chat, on_loopback, running
from tests.e2e.site import Site, serving
from tests.hostile.documents import INJECTED, KINDS, item, rss, with_tricks
from tests.shared import ROOT

pytestmark = pytest.mark.slow

START = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CONFIG = """
feeds:
{feeds}
watches: [{{name: bases, keywords: [US, American, troops], channels: [chat]}}]
channels: [{{name: chat, kind: console}}]
models: {models}
"""


def written(folder: Path, site: Site, names: list[str]) -> Config:
    """A configuration with these feeds, each of an outlet of its own."""
    feeds = "\n".join(f"  - {{name: {name}, url: {site.url(name)}.xml, outlet: {name.title()}, language: en, interval: 60s}}" for name in names)
    path = folder / "config.yaml"
    path.write_text(CONFIG.format(feeds=feeds, models=ROOT / "models"), encoding="utf-8")
    return on_loopback(load_config(path))


@pytest.fixture(scope="module")
def brain(tmp_path_factory: pytest.TempPathFactory) -> wiring.Brain:
    """The shipped model and places."""
    site = Site()
    site.address = "http://127.0.0.1"
    return wiring.load_brain(written(tmp_path_factory.mktemp("brain"), site, ["one"]))


@pytest.fixture(scope="module")
def told(brain: wiring.Brain, tmp_path_factory: pytest.TempPathFactory) -> tuple[Attack, ...]:
    """Attacks that the undisturbed service tells one by one."""
    site = Site()
    site.address = "http://127.0.0.1"
    return told_apart(written(tmp_path_factory.mktemp("told"), site, ["one"]), brain, attacks(brain.gazetteer)[:33])


async def test_the_real_alert_in_a_hostile_document_is_told_once(brain: wiring.Brain, told: tuple[Attack, ...], tmp_path: Path) -> None:
    """Every kind of document in one service, polled twice with other bytes: one message for each, and none besides."""
    names = [f"f{number}" for number in range(len(KINDS))]
    assert len(told) >= len(names)
    moment, chat = START, Chat()
    async with serving() as site:
        for name, make, attack in zip(names, KINDS.values(), told, strict=False):
            site.documents[f"{name}.xml"] = make((*attack.told(), START - timedelta(minutes=30 + attack.number)))
        config = written(tmp_path, site, names)
        async with running(config, brain, tmp_path / "m.db", chat, lambda: moment) as service:
            for poll in range(2):
                site.tail = b" " * poll
                polls = {polled.feed: polled for polled in await service.poll_round(everything=True)}
                await service.post.delivery.drain()
                moment += timedelta(hours=1)
            incidents = {incident.id: incident for incident in service.store.latest_incidents(200)}
    assert {name: polls[name].outcome for name in names if polls[name].failed} == {}
    sends = Counter(parcel.thread for parcel in chat.got if parcel.kind is ParcelKind.SEND)
    by_feed = Counter(incidents[thread].outlets[0] for thread in sends)
    wrong = {kind: by_feed[name.title()] for name, kind in zip(names, KINDS, strict=True) if by_feed[name.title()] != 1}
    assert wrong == {}
    assert set(sends.values()) == {1}
    assert len(sends) == len(names)
    for parcel in chat.got:
        assert shown_length(parcel.message.html) <= 4_096
        assert_harmless(parcel.message.html)


def assert_harmless(html: str) -> None:
    """No mark-up but ours, no link but to the web, in any chat's own words; nothing hidden."""
    assert set(re.findall(r"</?(\w+)", html)) <= {"b", "i", "s", "a", "code", "u"}
    for made in (html, as_mail(html)):
        assert all(link.startswith(("http://", "https://")) for link in re.findall(r'href="([^"]*)"', made))
        assert "<script" not in made
    slack = as_slack(html)
    assert "<!" not in slack
    assert all(link.startswith("http") for link in re.findall(r"<([^|>]*)\|", slack))
    discord = as_discord(html)
    assert "@everyone" not in discord
    assert all(link.startswith("http") for link in re.findall(r"(?<!\\)\]\(<?([^>)]*)", discord))
    assert not set(html) & set("\u202e\u200b\ufeff\u00ad\x1b\x00")


Changing = Callable[[str, str, datetime, int], str]
"""One item at the n-th poll."""
CHANGING: dict[str, Changing] = {
    "a guid of its own at each poll": lambda title, text, at, n: item(title, text, at, guid=f"g{n}"),
    "a link of its own at each poll": lambda title, text, at, n: item(title, text, at, f"<link>http://127.0.0.1:9/p/{n}</link>"),
    "a date that creeps": lambda title, text, at, n: item(title, text, at + n * timedelta(minutes=50), guid=f"g{n}"),
    "no date and a new guid": lambda title, text, at, n: re.sub("<pubDate>.*</pubDate>", "", item(title, text, at, guid=f"g{n}")),
    "hidden characters that change": lambda title, text, at, n: item(title + "\u200b" * n, with_tricks(text) if n % 2 else text, at, guid=f"g{n}"),
    "words added at each poll": lambda title, text, at, n: item(title, f"{text} Update {n}: more is to follow.", at, guid="same"),
    "a history replayed": lambda title, text, at, n: "".join(item(title, text, at, guid=f"g{n}-{i}") for i in range(10)),
    "an honest feed": lambda title, text, at, n: item(title, text, at, guid="same"),
}


async def test_a_feed_that_gives_its_items_anew_invents_no_alert(brain: wiring.Brain, told: tuple[Attack, ...], tmp_path: Path) -> None:
    """Every six hours for six days, in eight ways: each attack has one message."""
    names = [f"c{number}" for number in range(len(CHANGING))]
    moment, chat = START, Chat()
    async with serving() as site:
        config = written(tmp_path, site, names)
        async with running(config, brain, tmp_path / "m.db", chat, lambda: moment) as service:
            for poll in range(25):
                for name, change, attack in zip(names, CHANGING.values(), told, strict=False):
                    made = change(*attack.told(), START - timedelta(minutes=30), poll)
                    site.documents[f"{name}.xml"] = rss(made).encode()
                polls = await service.poll_round(everything=True)
                assert not [polled.outcome for polled in polls if polled.failed]
                await service.post.delivery.drain()
                moment += timedelta(hours=6)
            incidents = {incident.id: incident for incident in service.store.latest_incidents(500)}
    sends = Counter(incidents[parcel.thread].outlets[0] for parcel in chat.got if parcel.kind is ParcelKind.SEND)
    assert {kind: sends[name.title()] for name, kind in zip(names, CHANGING, strict=True) if sends[name.title()] != 1} == {}


async def test_an_outlet_that_invents_attacks_is_limited_and_named_as_the_single_source(
    brain: wiring.Brain, told: tuple[Attack, ...], tmp_path: Path,
) -> None:
    """Twenty attacks at once, all told twice by the one outlet: as many messages as config allows, each saying who alone says so."""
    chat, attack = Chat(), told[-1]
    async with serving() as site:
        config = written(tmp_path, site, ["liar", "honest"])
        config = replace(config, alerts=replace(config.alerts, incidents_per_source_per_day=5))
        invented = [a for a in told if a != attack][:20]
        items = "".join(item(*a.told(again=again), START - timedelta(minutes=9 + a.number)) for a in invented for again in (False, True))
        site.documents["liar.xml"] = rss(items).encode()
        site.documents["honest.xml"] = rss(item(*attack.told(), START - timedelta(minutes=9))).encode()
        async with running(config, brain, tmp_path / "m.db", chat, lambda: START) as service:
            await service.poll_round(everything=True)
            await service.post.delivery.drain()
            incidents = {incident.id: incident for incident in service.store.latest_incidents(500)}
    sends = [parcel for parcel in chat.got if parcel.kind is ParcelKind.SEND]
    outlets = Counter(incidents[parcel.thread].outlets for parcel in sends)
    assert outlets == {("Liar",): 5, ("Honest",): 1}
    assert all("one source so far" in parcel.message.plain or "· 1 outlet ·" in parcel.message.plain for parcel in sends)


def test_the_markup_of_the_tests_is_hostile() -> None:
    """The control of the checks: written raw, they find it."""
    with pytest.raises(AssertionError):
        assert_harmless(f"<b>{INJECTED}</b>")
