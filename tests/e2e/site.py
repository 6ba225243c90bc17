"""A web site on loopback: feeds and pages with ETags, and a count of what was asked."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import blake2b
from html import escape

from aiohttp import web
from aiohttp.test_utils import TestServer


class Site:
    """Documents by path; ``tail`` is put behind each, so that a site can change bytes and say nothing new."""

    def __init__(self) -> None:
        self.documents: dict[str, bytes] = {}
        self.asked: Counter[str] = Counter()
        self.unchanged: Counter[str] = Counter()
        self.tail = b""
        self.address = ""

    def url(self, path: str) -> str:
        """The whole address of a path."""
        return f"{self.address}/{path}"

    async def answer(self, request: web.Request) -> web.Response:
        """One request."""
        path = request.path.lstrip("/")
        self.asked[path] += 1
        if path not in self.documents:
            return web.Response(status=404)
        body = self.documents[path] + self.tail
        etag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        if request.headers.get("If-None-Match") == etag:
            self.unchanged[path] += 1
            return web.Response(status=304, headers={"ETag": etag})
        kind = "text/html" if path.endswith(".html") else "application/xml"
        return web.Response(body=body, headers={"ETag": etag}, content_type=kind)


@asynccontextmanager
async def serving() -> AsyncIterator[Site]:
    """A site, up."""
    site = Site()
    application = web.Application()
    application.router.add_get("/{path:.*}", site.answer)
    async with TestServer(application) as server:
        site.address = f"http://127.0.0.1:{server.port}"
        yield site


def rss(*items: tuple[str, str, str, datetime]) -> bytes:
    """A feed of (title, link, description, published)."""
    entries = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><guid>{escape(link)}</guid>"
        f"<description>{escape(said)}</description><pubDate>{format_datetime(at)}</pubDate></item>"
        for title, link, said, at in items)
    return (f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed</title>'
            f"<link>http://127.0.0.1/</link>{entries}</channel></rss>").encode()


def page(title: str, paragraphs: list[str], published: datetime) -> bytes:
    """An article page with what surrounds articles: navigation, a teaser list, a footer."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("World", "Sport", "Weather", "Culture"))
    return (f'<!doctype html><html lang="en"><head><title>{escape(title)}</title>'
            f'<meta property="article:published_time" content="{published.isoformat()}"></head><body>'
            f"<nav><ul>{menu}</ul></nav><main><article><h1>{escape(title)}</h1>{body}</article></main>"
            f"<aside><h2>Most read</h2><ul>{menu}</ul></aside><footer>All rights reserved.</footer>"
            "</body></html>").encode()


def now() -> datetime:
    """The time of day, to the second, for feeds that a running service reads."""
    return datetime.now(UTC).replace(microsecond=0)
