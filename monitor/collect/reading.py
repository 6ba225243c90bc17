"""From an entry's link to its article's text: robots.txt, page, extraction; whatever fails, what the feed gave serves."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

import structlog

from monitor.collect.sites import Sites
from monitor.model import (
    Article, Body, DateQuality, Failed, FailureKind, Fetched, FetchSettings, Page, Request, RestsOn, Unreadable,
)

PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9"
SHORTER_IS_NO_GAIN = 200
"""A page text shorter than this is a cookie wall or a teaser; the feed's own words say as much."""

READ_WITHIN = 120.0
"""Seconds after which an article is judged by what the feed gave, wherever its page waits: an alert goes before a page."""

FEED_SHARE = 4
"""The part of the network that the pages of one feed may have at once, whatever sites they are on: a quarter."""
HELD_UP_BY_FEED = 8
"""Pages of one feed in a row, on whatever sites, that held us up: after these the feed's summaries serve for some minutes."""

log = structlog.get_logger(__name__)


class Getter(Protocol):
    """What asks the network."""

    async def get(self, request: Request, allowed: Callable[[str], Awaitable[bool]] | None = None) -> Fetched:
        """One GET; where it redirects, ``allowed`` is asked first."""


class Robots(Protocol):
    """What knows robots.txt."""

    async def allowed(self, url: str) -> bool:
        """Whether the page may be asked for."""


class PageExtractor(Protocol):
    """What turns a page into text."""

    async def extract(self, html: bytes, url: str) -> Page | Unreadable:
        """The article of a page."""


class PageReader:
    """Reads the page behind an article."""

    def __init__(
        self, http: Getter, robots: Robots, extractor: PageExtractor, settings: FetchSettings,
        clock: Callable[[], datetime],
    ) -> None:
        self._http = http
        self._robots = robots
        self._extractor = extractor
        self._settings = settings
        self._sites = Sites(clock, settings.per_host)
        self._feeds = Sites(clock, max(settings.concurrency // FEED_SHARE, 1), HELD_UP_BY_FEED)
        self._at_workers = Sites(clock, max(settings.extraction_workers - 1, 1))

    async def read(self, article: Article) -> Article:
        """The article with its page's text; unchanged where the page gives none, so that it rests on the summary."""
        try:
            async with asyncio.timeout(READ_WITHIN):
                page = await self._page(article)
        except TimeoutError:
            page = Unreadable(url=article.url, reason=f"it was not read within {READ_WITHIN:.0f} s")
        if isinstance(page, Unreadable):
            log.info("page not read", url=article.url, reason=page.reason)
            return article
        if len(page.text) < max(SHORTER_IS_NO_GAIN, len(article.text)):
            return article
        return _with_page(article, page)

    async def _page(self, article: Article) -> Page | Unreadable:
        if not article.url:
            return Unreadable(url="", reason="the entry has no link")
        if self._feeds.rests(article.feed):
            return _resting(article.url, "of this feed")
        # A feed of a thousand links to a thousand slow sites has no more of the network at once than this.
        async with self._feeds.turn(article.feed):
            if self._feeds.rests(article.feed):
                return _resting(article.url, "of this feed")
            return await self._of_site(article)

    async def _of_site(self, article: Article) -> Page | Unreadable:
        host = urlsplit(article.url).hostname or ""
        if self._sites.rests(host):
            return _resting(article.url, "of this site")
        if not await self._robots.allowed(article.url):
            return Unreadable(url=article.url, reason="robots.txt of the site asks not to")
        async with self._sites.turn(host):
            # While this one waited, the pages before it may have held us up.
            if self._sites.rests(host):
                return _resting(article.url, "of this site")
            page = await self._asked(article)
            held_up = isinstance(page, Unreadable) and page.held_up
            self._sites.note(host, held_up=held_up)
            self._feeds.note(article.feed, held_up=held_up)
            return page

    async def _asked(self, article: Article) -> Page | Unreadable:
        fetched = await self._http.get(Request(
            url=article.url, max_bytes=self._settings.page_max_bytes, timeout=self._settings.timeout, accept=PAGE_TYPES,
            follows=True,
        ), self._robots.allowed)
        if isinstance(fetched, Body):
            # Pages built to stall the workers wait behind each other, not before those of other feeds: one worker is never theirs alone.
            async with self._at_workers.turn(article.feed):
                if self._feeds.rests(article.feed):
                    return _resting(article.url, "of this feed")
                return await self._extractor.extract(fetched.content, fetched.url)
        slow = isinstance(fetched, Failed) and fetched.kind is FailureKind.TIMEOUT
        return Unreadable(url=article.url, reason=getattr(fetched, "detail", "not modified"), held_up=slow)


def _resting(url: str, whose: str) -> Unreadable:
    return Unreadable(url=url, reason=f"pages {whose} held us up; they are left alone for some minutes")


def _with_page(article: Article, page: Page) -> Article:
    published, quality = article.published, article.date_quality
    if quality in {DateQuality.MISSING, DateQuality.FUTURE} and _usable(page, article.seen_at):
        published, quality = page.published or published, page.date_quality
    return replace(
        article, text=page.text, title=article.title or page.title, published=published, date_quality=quality,
        language=article.language or page.language, byline=article.byline or page.byline, rests_on=RestsOn.PAGE,
    )


def _usable(page: Page, seen_at: datetime) -> bool:
    """A page's own time is taken only where it is exact: trafilatura guesses a day on pages that name none."""
    if page.published is None or page.date_quality is not DateQuality.EXACT:
        return False
    return page.published <= seen_at + timedelta(minutes=5)
