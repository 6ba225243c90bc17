"""Sites that hold us up cost their own articles their pages, and nobody else anything."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from monitor.collect.reading import PageReader
from monitor.collect.sites import IN_A_ROW, PAUSE, Sites
from monitor.model import Article, Fetched, Page, Request, Unreadable
from tests.collect.fakes import NOW, FakeExtractor, FakeHttp, FakeRobots, body, settings

ARTICLE = Article(key="k", feed="one", outlet="A", url="http://a.example/1", title="T", summary="S", published=NOW,
                  seen_at=NOW)


async def test_a_site_whose_pages_stall_is_left_alone_and_another_is_read() -> None:
    """Of 30 pages built to stall, two are asked for; the page of another site is read meanwhile."""
    class Extractor:
        async def extract(self, html: bytes, url: str) -> Page | Unreadable:
            if url.startswith("http://a."):
                return Unreadable(url=url, reason="it took too long", held_up=True)
            return Page(url=url, title="P", text="word " * 100)

    class Echo(FakeHttp):
        async def get(self, request: Request, allowed: object = None) -> Fetched:
            self.asked.append(request.url)
            return body(b"x", url=request.url)

    http = Echo(body(b"x"))
    reader = PageReader(http, FakeRobots(allowed=True), Extractor(), settings(per_host=1), lambda: NOW)
    stalling = [replace(ARTICLE, url=f"http://a.example/{n}") for n in range(30)]
    good = replace(ARTICLE, url="http://b.example/1")
    *same, read = await asyncio.gather(*map(reader.read, [*stalling, good]))
    assert same == stalling
    assert read.text
    assert len(http.asked) == IN_A_ROW + 1


async def test_the_pause_ends_by_the_clock_and_a_page_that_was_read_starts_the_count_again() -> None:
    """Ten minutes; a clock set back by a day does not make it a day."""
    moment = NOW
    sites = Sites(lambda: moment, 1)
    sites.note("a", held_up=True)
    sites.note("a", held_up=False)
    sites.note("a", held_up=True)
    assert not sites.rests("a")
    sites.note("a", held_up=True)
    assert sites.rests("a")
    assert not sites.rests("b")
    moment = NOW - timedelta(days=1)
    assert not sites.rests("a")
    moment = NOW + PAUSE
    assert not sites.rests("a")


async def test_no_more_sites_are_remembered_than_a_limit() -> None:
    """A feed that links to a new host each time does not fill the memory."""
    sites = Sites(lambda: NOW, 1)
    for n in range(5_000):
        sites.note(f"h{n}", held_up=True)
    assert len(sites._known) <= 2_000


async def test_a_page_that_was_not_held_up_is_no_reason_to_pause() -> None:
    """A site of pages without text is asked for every one of them."""
    http = FakeHttp(body(b"x"))
    reader = PageReader(http, FakeRobots(allowed=True), FakeExtractor(Unreadable(url="", reason="no text")), settings(),
                        lambda: NOW)
    await asyncio.gather(*(reader.read(replace(ARTICLE, url=f"http://a.example/{n}")) for n in range(5)))
    assert len(http.asked) == 5
