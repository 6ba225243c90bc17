"""Nobody delays others beyond a share: hosts that hang, feeds of links to hosts that hang, pages that stall the workers."""

import asyncio
import socket
from collections.abc import Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.collect.http import Http
from monitor.collect.reading import HELD_UP_BY_FEED, PageReader
from monitor.model import Article, Body, DateQuality, FetchSettings, Page, Request, RestsOn, Unreadable
from tests.collect.fakes import NOW, FakeRobots, settings
from tests.collect.server import RSS
from tests.hostile.rude import answer, drips, rude, says

ARTICLE = Article(key="a", feed="evil", outlet="E", url="", title="T", summary="S", published=NOW, date_quality=DateQuality.EXACT,
                  seen_at=NOW, rests_on=RestsOn.SUMMARY)
TEXT = Page(url="", title="T", text="Long words of a page. " * 50, published=None, date_quality=DateQuality.MISSING)
FEW = settings(concurrency=4, patience=timedelta(seconds=0.05), timeout=timedelta(seconds=20), per_host=1)
"""Four places and 32 connections."""


class Anywhere(AbstractResolver):
    """Every name is this machine."""

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """127.0.0.1."""
        return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing to close."""


class Workers:
    """One worker, first come first served; pages of evil sites hold it for as long as a page may."""

    def __init__(self, limit: float) -> None:
        self.turn, self.busy = asyncio.Lock(), asyncio.Event()
        self.limit = limit
        self.stalled = 0

    async def extract(self, html: bytes, url: str) -> Page | Unreadable:
        """Text at once, or none after the limit."""
        async with self.turn:
            if "evil" not in url:
                return TEXT
            self.stalled += 1
            self.busy.set()
            await asyncio.sleep(self.limit)
            return Unreadable(url=url, reason="it took too long", held_up=True)


def linked(feed: str, url: str) -> Article:
    """An article of a feed."""
    return replace(ARTICLE, feed=feed, key=url, url=url)


def reader(http: Http, workers: Workers, fetch: FetchSettings = FEW) -> PageReader:
    """The real reader of pages; robots.txt allows everything."""
    return PageReader(http, FakeRobots(allowed=True), workers, fetch, lambda: NOW)


async def seconds(job: Coroutine[Any, Any, object]) -> float:
    """How long it takes."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    await job
    return loop.time() - began


async def ended(tasks: list[asyncio.Task[Any]]) -> None:
    """Cancel them and wait."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_feeds_that_hang_cost_the_next_their_patience_and_no_more() -> None:
    """Three times as many hosts as there are places never answer; one that does is read within a second."""
    async with rude({"/": drips(b"", b"", 30)}) as bad, rude({"/": says(answer(RSS))}) as good:
        http = Http(FEW, Anywhere())
        hanging = [asyncio.create_task(http.get(Request(url=f"{bad.replace('127.0.0.1', f'evil{n}.example')}/"))) for n in range(12)]
        await asyncio.sleep(0)
        assert await seconds(http.get(Request(url=f"{good}/"))) < 1.0
        assert not any(task.done() for task in hanging)
        await ended(hanging)
        await http.close()


async def test_a_feed_of_links_to_hosts_that_hang_delays_no_other_feed() -> None:
    """Twice as many hosts as there are connections; feed and page of another outlet are read within a second."""
    drip = {f"/{n}": drips(b"HTTP/1.1 200 OK\r\n\r\n", b"<") for n in range(64)}
    async with rude(drip) as bad, rude({"/": says(answer(RSS))}) as good:
        http = Http(FEW, Anywhere())
        pages = reader(http, Workers(0.0))
        urls = [f"{bad.replace('127.0.0.1', f'evil{n}.example')}/{n}" for n in range(64)]
        hanging = [asyncio.create_task(pages.read(linked("evil", url))) for url in urls]
        await asyncio.sleep(0.1)
        assert await seconds(http.get(Request(url=f"{good}/"))) < 1.0
        read = await asyncio.wait_for(pages.read(linked("good", f"{good}/")), 1.0)
        assert read.rests_on is RestsOn.PAGE
        assert not all(task.done() for task in hanging)
        await ended(hanging)
        await http.close()


async def test_pages_that_stall_the_workers_wait_behind_each_other_and_are_left_alone_in_the_end() -> None:
    """Forty pages on forty sites of one feed; a page of another feed waits for one of them, and after eight in a row no more are tried."""
    paths = {f"/{n}": says(answer(b"<html>")) for n in range(40)}
    async with rude(paths) as bad, rude({"/": says(answer(RSS))}) as good:
        http = Http(settings(concurrency=64, per_host=1), Anywhere())
        workers = Workers(0.1)
        pages = reader(http, workers, settings(concurrency=64))
        urls = [f"{bad.replace('127.0.0.1', f'evil{n}.example')}/{n}" for n in range(40)]
        stalling = [asyncio.create_task(pages.read(linked("evil", url))) for url in urls]
        await workers.busy.wait()
        assert await seconds(pages.read(linked("good", f"{good}/"))) < 0.35
        found = await asyncio.gather(*stalling)
        assert all(article.rests_on is RestsOn.SUMMARY for article in found)
        assert workers.stalled == HELD_UP_BY_FEED
        await http.close()


async def test_what_is_read_through_all_this_is_whole() -> None:
    """The control: with nobody hanging both are read."""
    async with rude({"/": says(answer(RSS))}) as good:
        http = Http(FEW, Anywhere())
        assert isinstance(await http.get(Request(url=f"{good}/")), Body)
        assert (await reader(http, Workers(0.0)).read(linked("good", f"{good}/"))).rests_on is RestsOn.PAGE
        await http.close()
