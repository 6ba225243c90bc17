"""Worker processes end what takes too long or too much, and the next job works."""

import asyncio
import gzip
import json
import re
from collections import Counter
from datetime import timedelta
from multiprocessing import active_children

import pytest

from monitor.collect.robots import RobotsRules
from monitor.collect.workers import TOO_LONG, Extractor
from monitor.model import Failed, FailureKind, Fetched, Page, ParsedFeed, Unreadable
from tests.collect.fakes import FEED, NOW, FakeHttp, body, settings
from tests.collect.server import RSS
from tests.shared import shared_path

PAGE = ("<html lang='en-GB'><head><title>A headline</title><script type='application/ld+json'>"
        '{"datePublished": "2026-02-02T10:00:00+02:00"}</script></head><body><article>'
        + "".join(f"<p>Paragraph {n} of an article that goes on for a while, with words of its own: {n * 7}.</p>"
                  for n in range(12)) + "</article></body></html>").encode()


def test_a_stalling_page_is_ended_and_the_next_one_read() -> None:
    """Over the time limit a page is Unreadable with the reason; the worker after it works."""
    async def both() -> tuple[Page | Unreadable, Page | Unreadable]:
        extractor = Extractor(settings(extraction_timeout=timedelta(seconds=2.5)))
        try:
            stalled = await extractor.extract(b"<html><body>" + b"<p><a href='/x'>link</a> word</p> " * 150_000, "http://a.example/1")
            return stalled, await extractor.extract(PAGE, "http://a.example/2")
        finally:
            extractor.close()

    stalled, page = asyncio.run(both())
    assert isinstance(stalled, Unreadable)
    assert isinstance(page, Page)
    assert (page.language, page.title) == ("en", "A headline")
    assert page.published is not None
    assert page.published.hour == 8


def test_a_page_that_needs_too_much_memory_is_a_value() -> None:
    """The limit is on the worker's address space."""
    async def one() -> Page | Unreadable:
        extractor = Extractor(settings(extraction_memory=600_000_000))
        try:
            return await extractor.extract(b"<html><body>" + b"<b>x</b><br>" * 2_000_000, "http://a.example/1")
        finally:
            extractor.close()

    assert isinstance(asyncio.run(one()), Unreadable)


def test_feeds_are_parsed_on_a_thread_or_in_a_worker() -> None:
    """The same entries either way; the size decides."""
    def document(items: int) -> bytes:
        item = b"<item><title>a title of some length</title></item>"
        return b'<rss version="2.0"><channel>' + item * items + b"</channel></rss>"

    async def both() -> list[ParsedFeed | Failed]:
        extractor = Extractor(settings())
        try:
            return [await extractor.parse(body(document(n)), FEED, NOW) for n in (2, 7000)]
        finally:
            extractor.close()

    small, large = asyncio.run(both())
    assert isinstance(small, ParsedFeed)
    assert isinstance(large, ParsedFeed)
    assert (small.count, large.count) == (2, 7000)


@pytest.mark.parametrize(("answer", "allowed"), [
    (body(b"User-agent: *\nDisallow: /private"), False),
    (body(b"User-agent: *\nDisallow: /other"), True),
    (Failed(url="", kind=FailureKind.MISSING, detail=""), True),
    (Failed(url="", kind=FailureKind.SERVER, detail=""), False),
])
def test_robots_rules_are_asked_once_per_site(answer: Fetched, allowed: bool) -> None:
    """Pages that come together share one request; 404 allows, 5xx forbids."""
    http = FakeHttp(answer)

    async def ask() -> list[bool]:
        rules = RobotsRules(http, settings(), lambda: NOW)
        return await asyncio.gather(*(rules.allowed(f"http://a.example/private/{n}") for n in range(5)))

    assert asyncio.run(ask()) == [allowed] * 5
    assert http.asked == ["http://a.example/robots.txt"]


async def test_markup_that_is_slow_out_of_proportion_is_ended() -> None:
    """Nested xml:base costs feedparser 10 s for 150 kB: it goes to a worker whatever its size or encoding."""
    extractor = Extractor(settings(extraction_timeout=timedelta(seconds=1)))
    try:
        for content in (b'<a xml:base="x/">' * 8_000, ("<?xml?>" + '<a xml:base="x/">' * 8_000).encode("utf-16")):
            answer = await extractor.parse(body(content), FEED, NOW)
            assert isinstance(answer, Failed)
        assert isinstance(await extractor.parse(body(RSS, content_type="text/xml; charset=utf-7"), FEED, NOW), ParsedFeed)
    finally:
        extractor.close()


@pytest.mark.parametrize("piece", [b"\n", b" \n"])
async def test_a_long_head_that_stalls_the_parser_is_ended(piece: bytes) -> None:
    """Before the first element feedparser's patterns are quadratic: minutes for 140 kB, in which nothing else would run."""
    extractor = Extractor(settings(extraction_timeout=timedelta(seconds=1)))
    try:
        answer = await extractor.parse(body(piece * (140_000 // len(piece)) + RSS), FEED, NOW)
        assert isinstance(answer, Failed)
        assert TOO_LONG in answer.detail
        assert isinstance(await extractor.parse(body(piece * 20 + RSS), FEED, NOW), ParsedFeed)
    finally:
        extractor.close()


async def test_pages_that_come_together_are_all_read_and_closing_leaves_no_process() -> None:
    """Eight at once through one worker; afterwards no child is alive."""
    extractor = Extractor(settings())
    before = {child.pid for child in active_children()}
    pages = await asyncio.gather(*(extractor.extract(PAGE, f"http://a.example/{n}") for n in range(8)))
    extractor.close()
    assert all(isinstance(page, Page) for page in pages)
    assert {child.pid for child in active_children()} <= before


async def test_a_page_without_text_says_so() -> None:
    """Empty, binary and textless pages are values."""
    extractor = Extractor(settings())
    try:
        for html in (b"", b"\x00\xff" * 500, b"<html></html>", b"%PDF-1.4"):
            answer = await extractor.extract(html, "http://a.example/1")
            assert isinstance(answer, Unreadable)
            assert answer.reason
    finally:
        extractor.close()


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3)))


@pytest.mark.slow
def test_extraction_finds_the_marked_text() -> None:
    """F1 as the benchmark counts it (mean precision, mean recall, four-word shingles), 40 real pages: 0.94 or more."""
    from monitor.collect.articles import extract_page

    folder = shared_path("data/pages")
    truth = json.loads((folder / "ground-truth.json").read_text())
    precisions, recalls = [], []
    for name in sorted(truth)[:120:3]:
        page = extract_page(gzip.decompress((folder / f"{name}.html.gz").read_bytes()), truth[name]["url"])
        found = _shingles(page.text if isinstance(page, Page) else "")
        marked = _shingles(truth[name]["articleBody"])
        precisions.append((found & marked).total() / found.total())
        recalls.append((found & marked).total() / marked.total())
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    assert 2 * precision * recall / (precision + recall) >= 0.94, (precision, recall)
