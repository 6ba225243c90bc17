"""Values and stand-ins for the collect tests."""

import socket
from datetime import UTC, datetime, timedelta

from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.model import Body, Feed, FeedState, Fetched, FetchSettings, Page, Request, Unreadable

NOW = datetime(2026, 2, 2, 12, 0, tzinfo=UTC)
FEED = Feed(name="one", url="http://a.example/feed", outlet="A")
STATE = FeedState(feed="one", url=FEED.url, configured_url=FEED.url)


def settings(**changed: object) -> FetchSettings:
    """Settings for loopback, without gaps."""
    given: dict[str, object] = {
        "user_agent": "basewatch-test/1", "allow_private": True, "host_gap": timedelta(0), "per_host": 8}
    return FetchSettings(**(given | changed))  # type: ignore[arg-type]


def body(content: bytes, **changed: object) -> Body:
    """A 200 with this content."""
    return Body(**({"url": FEED.url, "content": content} | changed))  # type: ignore[arg-type]


class FakeHttp:
    """Answers every request with one value and counts."""

    def __init__(self, answer: Fetched) -> None:
        self.answer = answer
        self.asked: list[str] = []

    async def get(self, request: Request, allowed: object = None) -> Fetched:
        """The prepared answer."""
        self.asked.append(request.url)
        return self.answer


class Rebinding(AbstractResolver):
    """A DNS whose answer for every name is one address."""

    def __init__(self, address: str) -> None:
        self.address = address

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET,
    ) -> list[ResolveResult]:
        """The one address."""
        return [ResolveResult(hostname=host, host=self.address, port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing to close."""


class FakeRobots:
    """Says the same of every page."""

    def __init__(self, *, allowed: bool) -> None:
        self._allowed = allowed

    async def allowed(self, url: str) -> bool:
        """As prepared."""
        return self._allowed


class FakeExtractor:
    """Finds the same on every page."""

    def __init__(self, page: Page | Unreadable) -> None:
        self._page = page

    async def extract(self, html: bytes, url: str) -> Page | Unreadable:
        """As prepared."""
        return self._page
