"""Feeds that carry news while they are watched, their pages, and a Bot API that says when it accepted what; on loopback.

Feed ``n`` stands on 127.0.0.n, so each is a host of its own. The pages of every second feed stand on its own host, those of
the others on another one: the pause between two requests to one host (``fetch.host_gap``) then falls differently.
"""

import random
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from aiohttp import web

from benchmarks.rows import ROOT
from tests.alert.botapi import BotApi
from tests.chaos.attacks import Attack, item, rss

FIRST_CHAT = 11
KEPT = 30
"""Entries of a feed document."""
DESKS = ("Kestrel", "Osprey", "Merlin", "Heron", "Plover", "Curlew", "Dunlin", "Avocet", "Gannet", "Petrel", "Fulmar", "Godwit",
         "Wigeon", "Pintail", "Shoveler", "Garganey")
"""A word in each account, a watch for each word, a chat for each watch: Telegram takes one message a second in a chat."""
ORDINARY = (
    ("Parliament of district {n} debates school budget", "Ministers met on item {n} of the agenda."),
    ("League match {n} ends in a draw", "The hosts equalised late in match {n}."),
    ("Harvest report {n}: wheat prices steady", "Traders in hall {n} saw little movement."),
)
CONFIG = """
channels:
{channels}
watches:
{watches}
fetch: {{user_agent: benchmark, allow_private: true{fetch}}}
alerts: {{incidents_per_source_per_day: 10000}}
bot: false
digest: {{enabled: false}}
pictures: false
store: {store}
models: {models}
web: ""
feeds:
{feeds}
"""
NEAR = ("Troops mark anniversary {n} of the Iraq campaign", "Veterans of unit {n} spoke of the attack of long ago and of rockets, {desk} desk.")
"""Passes the gate, so that its page is read and the model is asked."""
MARKET = ("Wheat prices steady in week {n}", "Traders in hall {n} saw little movement, says the {desk} desk.")
"""The same, and ends there: the model takes it for nothing, so that it is not placed."""


@dataclass(slots=True)
class Published:
    """One attack on its way; times are seconds of the steady clock."""

    feed: int
    link: str
    at: float
    first_seen: float = 0.0
    """When the first answer that holds the entry was begun."""
    page_given: float = 0.0
    accepted: float = 0.0


@dataclass
class Newsroom:
    """Everything outside the service."""

    feeds: int
    entries: list[deque[str]] = field(default_factory=list)
    pages: dict[str, bytes] = field(default_factory=dict)
    attacks: dict[str, Published] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    fresh: dict[int, list[Published]] = field(default_factory=dict)
    """Attacks that no answer of their feed carried yet."""
    port: int = 0
    api: str = ""
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    number: int = 0
    passing: int = 0
    """Entries that pass the gate."""
    first_asked: float = 0.0
    """When a feed was asked first, by the steady clock; whoever sets it to 0 learns of the next time."""

    def feed_url(self, number: int) -> str:
        """Where a feed is."""
        return f"http://127.0.0.{number + 1}:{self.port}/feed"

    def config(self, folder: Path, store: str, fetch: str = "", interval: str = "60s") -> Path:
        """A config.yaml with every feed, and a watch and a chat for each desk."""
        channels = "\n".join(f'  - {{name: {desk}, kind: telegram, chat: "{FIRST_CHAT + number}", token: "env:BENCH_TOKEN", '
                             f'api_url: "{self.api}"}}' for number, desk in enumerate(DESKS))
        watches = "\n".join(f"  - {{name: {desk}, keywords: [{desk}], channels: [{desk}]}}" for desk in DESKS)
        feeds = "\n".join(f'  - {{name: "wire {n}", url: "{self.feed_url(n)}", outlet: "Wire {n}", language: en, interval: {interval}}}'
                          for n in range(self.feeds))
        path = folder / "config.yaml"
        path.write_text(CONFIG.format(channels=channels, watches=watches, store=store, fetch=fetch, models=ROOT / "models",
                                      feeds=feeds), encoding="utf-8")
        return path

    @staticmethod
    def own_host(number: int) -> bool:
        """Whether the pages of a feed stand on its own host."""
        return number % 2 == 0

    def _link(self, feed: int) -> str:
        self.number += 1
        host = f"127.0.{0 if self.own_host(feed) else 1}.{feed + 1}"
        return f"http://{host}:{self.port}/story-{self.number:05}.html"

    def tell(self, attack: Attack) -> None:
        """Some feed whose last attack was seen carries another one from now on: an outlet tells of one at a time."""
        feed = self.chance.choice([number for number in range(self.feeds) if not self.fresh.get(number)])
        link, (title, text) = self._link(feed), attack.told()
        text = f"{text} {DESKS[attack.number % len(DESKS)]} desk."
        self.attacks[link] = published = Published(feed, link, time.monotonic())
        self.fresh.setdefault(feed, []).append(published)
        self.passing += 1
        self._carry(feed, link, title, text)

    def tell_ordinary(self, *, near: bool, feed: int | None = None, words: tuple[str, str] = NEAR) -> None:
        """A feed, or any, carries something else; ``near``: in ``words`` that pass the gate."""
        feed, desk = self.chance.randrange(self.feeds) if feed is None else feed, self.chance.choice(DESKS)
        link = self._link(feed)
        self.passing += near
        title, text = words if near else self.chance.choice(ORDINARY)
        self._carry(feed, link, title.format(n=self.number), text.format(n=self.number, desk=desk))

    def _carry(self, feed: int, link: str, title: str, text: str) -> None:
        self.pages[link] = page(title, text, self.number)
        self.entries[feed].append(item(link, title, text, datetime.now(UTC).replace(microsecond=0), link))

    async def answer(self, request: web.Request) -> web.Response:
        """One request to a feed or a page."""
        link = str(request.url)
        if request.path == "/feed":
            return self._feed(int(request.host.split(":")[0].rsplit(".", 1)[1]) - 1, request)
        self.asked["robots" if request.path == "/robots.txt" else "page"] += 1
        if link not in self.pages:
            return web.Response(status=404)
        if attack := self.attacks.get(link):
            attack.page_given = attack.page_given or time.monotonic()
        return web.Response(body=self.pages[link], content_type="text/html")

    def _feed(self, number: int, request: web.Request) -> web.Response:
        self.asked["feed"] += 1
        self.first_asked = self.first_asked or time.monotonic()
        body = rss(list(self.entries[number]))
        etag = f'"{hash(body)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        for attack in self.fresh.pop(number, ()):
            attack.first_seen = time.monotonic()
        return web.Response(body=body, headers={"ETag": etag}, content_type="application/xml")

    def accepted(self, text: str) -> None:
        """A chat took this message."""
        now = time.monotonic()
        for link, attack in self.attacks.items():
            if not attack.accepted and link in text:
                attack.accepted = now


class Chats(BotApi):
    """The strict Bot API, which also tells when it took a message."""

    def __init__(self, accepted: Callable[[str], None]) -> None:
        super().__init__(chats={str(number): {} for number in range(FIRST_CHAT, FIRST_CHAT + len(DESKS))})
        self._accepted = accepted

    def _answer(self, method: str, data: dict[str, str]) -> web.Response:
        answer = super()._answer(method, data)
        if answer.status == 200:
            self._accepted(data["text"])
        return answer


def page(title: str, text: str, number: int) -> bytes:
    """A page of some 25 kB, with what surrounds articles."""
    chance = random.Random(number)
    more = "".join(f"<p>{escape(text)} Witness {chance.randrange(10_000)} added nothing to account {n}.</p>" for n in range(4))
    menu = "".join(f'<li><a class="teaser-link nav" href="/section/{n}/{chance.randrange(9_999)}">Section {n} and its stories</a></li>'
                   for n in range(200))
    return (f'<!doctype html><html lang="en"><head><title>{escape(title)}</title></head><body><nav><ul>{menu}</ul></nav>'
            f"<main><article><h1>{escape(title)}</h1>{more}</article></main><footer>All rights reserved.</footer>"
            "</body></html>").encode()


@asynccontextmanager
async def newsroom(feeds: int) -> AsyncIterator[Newsroom]:
    """Site and chats, up."""
    room = Newsroom(feeds, entries=[deque(maxlen=KEPT) for _ in range(feeds)])
    chats = Chats(room.accepted)
    room.api = await chats.start()
    site = web.Application()
    site.router.add_get("/{path:.*}", room.answer)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "0.0.0.0", 0).start()  # feeds stand on many addresses of loopback
    room.port = runner.addresses[0][1]
    for _ in range(feeds * KEPT):
        room.tell_ordinary(near=False)
    try:
        yield room
    finally:
        await runner.cleanup()
        await chats.stop()
