"""428 real feed documents, served on loopback, through the network edge and the parser."""

import asyncio
import io

import feedparser
import pytest

from monitor.collect.feeds import parse_feed
from monitor.collect.http import Http
from monitor.model import Body, NotModified, ParsedFeed, Request
from tests.collect.fakes import FEED, NOW, settings
from tests.collect.server import Site, serving
from tests.shared import shared_path


@pytest.mark.slow
def test_real_documents_are_all_polled_and_the_second_round_is_304() -> None:
    """Every document over loopback: entry counts equal feedparser's own; then nothing but 304."""
    documents = {p.name: p.read_bytes() for p in sorted(shared_path("data/feeds/docs").iterdir())}

    async def rounds() -> tuple[list[object], list[object]]:
        async with serving(Site(documents)) as address:
            http = Http(settings())
            first = [await http.get(Request(url=f"{address}/doc/{name}")) for name in documents]
            again = [await http.get(Request(url=f"{address}/doc/{name}", etag=f'"{name}"')) for name in documents]
            await http.close()
            return list(first), list(again)

    first, again = asyncio.run(rounds())
    assert all(isinstance(answer, NotModified) for answer in again)
    for answer in first:
        assert isinstance(answer, Body)
        parsed = parse_feed(answer, FEED, NOW)
        own = len(feedparser.parse(io.BytesIO(answer.content), sanitize_html=False,
                                   resolve_relative_uris=False).entries)
        assert (parsed.count if isinstance(parsed, ParsedFeed) else 0) == own, answer.url
