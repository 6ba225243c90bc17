"""From an entry's link to its article's text: robots.txt, page, extraction; whatever fails, what the feed gave serves."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from monitor.model import (
    Article, Body, DateQuality, Fetched, FetchSettings, Page, Request, RestsOn, Unreadable,
)

PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9"
SHORTER_IS_NO_GAIN = 200
"""A page text shorter than this is a cookie wall or a teaser; the feed's own words say as much."""

log = structlog.get_logger(__name__)


class Getter(Protocol):
    """What asks the network."""

    async def get(self, request: Request) -> Fetched:
        """One GET."""


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

    def __init__(self, http: Getter, robots: Robots, extractor: PageExtractor, settings: FetchSettings) -> None:
        self._http = http
        self._robots = robots
        self._extractor = extractor
        self._settings = settings

    async def read(self, article: Article) -> Article:
        """The article with its page's text; unchanged where the page gives none, so that it rests on the summary."""
        page = await self._page(article)
        if isinstance(page, Unreadable):
            log.info("page not read", url=article.url, reason=page.reason)
            return article
        if len(page.text) < max(SHORTER_IS_NO_GAIN, len(article.text)):
            return article
        return _with_page(article, page)

    async def _page(self, article: Article) -> Page | Unreadable:
        if not article.url:
            return Unreadable(url="", reason="the entry has no link")
        if not await self._robots.allowed(article.url):
            return Unreadable(url=article.url, reason="robots.txt of the site asks not to")
        fetched = await self._http.get(Request(
            url=article.url, max_bytes=self._settings.page_max_bytes, timeout=self._settings.timeout,
            accept=PAGE_TYPES,
        ))
        if not isinstance(fetched, Body):
            return Unreadable(url=article.url, reason=getattr(fetched, "detail", "not modified"))
        return await self._extractor.extract(fetched.content, fetched.url)


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
