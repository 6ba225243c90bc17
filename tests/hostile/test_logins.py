"""A feed's login is sent to its own site, and is in no address that is kept or shown."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from monitor.collect.http import Http
from monitor.config import load_config
from monitor.model import Body, Failed, FeedState, Request
from monitor.pipeline.asking import request
from tests.collect.fakes import settings
from tests.collect.server import RSS
from tests.hostile.rude import answer

SENT = f"Basic {base64.b64encode(b'reader:pass word').decode()}"
CONFIG = """
feeds: [{name: one, url: "https://reader:pass%20word@News.example/feed?x=1"}]
watches: [{name: all, keywords: [base]}]
channels: [{name: chat, kind: console}]
"""


@asynccontextmanager
async def hearing(host: str, replies: list[bytes], heard: list[str]) -> AsyncIterator[str]:
    """A server that notes each Authorization (empty for none) and gives the next reply."""
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            heard.append(next((line[15:] for line in head.splitlines() if line.lower().startswith("authorization: ")), ""))
            writer.write(replies.pop(0) if replies else answer(RSS, "Connection: close"))
            await writer.drain()
            writer.close()

    server = await asyncio.start_server(speak, host, 0)
    async with server:
        yield f"http://{host}:{server.sockets[0].getsockname()[1]}"


async def test_a_login_is_sent_to_its_own_site_and_by_no_redirect_to_another() -> None:
    """Kept over a redirect on the site; gone at the first hop to another one, and not there again on the way back."""
    own: list[str] = []
    others: list[str] = []
    to_own: list[bytes] = []
    async with hearing("127.0.0.1", to_own, own) as site:
        back = [answer(b"", f"Location: {site}/back", status="302 Found")]
        async with hearing("127.0.0.1", back, others) as other:
            to_own += [answer(b"", "Location: /again", status="302 Found"), answer(b"", f"Location: {other}/", status="302 Found")]
            http = Http(settings())
            found = await http.get(Request(url=f"{site}/feed", login="reader:pass word"))
            await http.close()
    assert isinstance(found, Body)
    assert own == [SENT, SENT, ""]
    assert others == [""]


def test_an_address_of_config_yaml_is_parted_from_its_login(tmp_path: Path) -> None:
    """The feed is known without it; its request carries it, unless a move led to another site."""
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG, encoding="utf-8")
    config = load_config(path)
    feed, = config.feeds
    assert "pass" not in repr(feed) + repr(request(feed, FeedState(feed="one", url=feed.url, configured_url=feed.url), config))
    assert (feed.url, feed.login) == ("https://News.example/feed?x=1", "reader:pass word")
    for url, login in ((feed.url, "reader:pass word"), ("https://News.example/new", "reader:pass word"), ("https://other.example/feed", ""),
                       ("http://News.example/feed", "")):
        state = FeedState(feed="one", url=url, configured_url=feed.url, next_due=datetime(2026, 1, 1, tzinfo=UTC))
        assert request(feed, state, config).login == login


async def test_a_server_that_repeats_the_login_is_quoted_without_it() -> None:
    """The reason phrase of an error is told to people and stored."""
    async with hearing("127.0.0.1", [answer(b"", status=f"500 no {SENT}")], []) as site:
        http = Http(settings())
        failed = await http.get(Request(url=f"{site}/feed", login="reader:pass word"))
        await http.close()
    assert isinstance(failed, Failed)
    assert SENT[6:] not in failed.detail
    assert "<secret>" in failed.detail
