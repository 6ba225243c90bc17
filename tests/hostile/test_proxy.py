"""A proxy in the environment: feeds, pages and robots.txt never go through it, because it would be the one that connects."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.collect.server import RSS
from tests.hostile.asking import PORTS, in_environment
from tests.hostile.rude import answer, rude, says

VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@asynccontextmanager
async def proxy(heard: Counter[str]) -> AsyncIterator[dict[str, str]]:
    """Counts what it is asked for, and answers nothing of use; yields the environment that names it."""
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard[(await reader.readline()).decode().strip()] += 1
        writer.write(answer(b"", status="502 Bad Gateway"))
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield dict.fromkeys(VARIABLES, address) | {"NO_PROXY": "", "no_proxy": ""}


async def test_the_news_is_asked_without_the_proxy_of_the_environment() -> None:
    """All six variables are set; the feed is read from its own server and the proxy hears nothing, for HTTP and HTTPS."""
    heard: Counter[str] = Counter()
    async with proxy(heard) as environment, rude({"/": says(answer(RSS))}) as feed:
        read, refused = await in_environment(environment, f"{feed}/", "https://127.0.0.1:9/")
    assert read["body"] == RSS.decode()
    assert refused["kind"] == "network"  # nobody is there
    assert not heard


async def test_which_chats_go_through_the_proxy_of_the_environment() -> None:
    """As docs/security.md says: those whose library reads the environment."""
    heard: Counter[str] = Counter()
    async with proxy(heard) as environment:
        await in_environment(environment, "chats")
    through = {kind for kind, port in PORTS.items() if any(f"127.0.0.1:{port}" in line for line in heard)}
    assert through == {"telegram", "discord", "webhook", "slack"}
