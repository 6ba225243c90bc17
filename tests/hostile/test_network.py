"""Servers that fail or cheat in every way: a value with a sentence each, within bounds, and the next poll brings what was missed."""

import asyncio
import itertools
import socket
import tracemalloc
from collections import Counter
from datetime import timedelta

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.collect.feeds import parse_feed
from monitor.collect.http import REDIRECTS, Http
from monitor.collect.polling import LONGEST, after_poll
from monitor.model import Body, Failed, FailureKind, Fetched, ParsedFeed, Request
from tests.collect.fakes import FEED, NOW, STATE, settings
from tests.collect.server import RSS
from tests.hostile.rude import (
    CUT_BROTLI, CUT_GZIP, PACKED, PIECE, Speak, answer, brotli_bomb, drips, gzip_bomb, pours, reset, rude, says,
)

START = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
CHUNKED = START + b"Transfer-Encoding: chunked\r\n\r\n"


async def ask(url: str, resolver: AbstractResolver | None = None, seconds: float = 0.6, max_bytes: int = 2_000_000) -> Fetched:
    """One request through the real edge."""
    http = Http(settings(), resolver)
    try:
        return await http.get(Request(url=url, timeout=timedelta(seconds=seconds), max_bytes=max_bytes))
    finally:
        await http.close()


async def asked(speak: Speak, seconds: float = 0.6, max_bytes: int = 2_000_000) -> Fetched:
    """One request to a server that speaks so."""
    async with rude({"/": speak}) as address:
        return await ask(f"{address}/", None, seconds, max_bytes)


def packed(content: bytes, how: str) -> bytes:
    """An answer that says it is packed."""
    return answer(content, f"Content-Encoding: {how}")


BROKEN: dict[str, tuple[Speak, FailureKind]] = {
    "hangs up at once": (says(b""), FailureKind.NETWORK),
    "resets before a word": (reset(b""), FailureKind.NETWORK),
    "resets in the head": (reset(START), FailureKind.NETWORK),
    "resets in the body": (reset(answer(RSS[:60], length=len(RSS))), FailureKind.NETWORK),
    "resets in a chunk": (reset(CHUNKED + b"ff\r\n" + RSS[:60]), FailureKind.NETWORK),
    "ends before the promised length": (says(answer(RSS[:60], length=len(RSS))), FailureKind.NETWORK),
    "ends before the last chunk": (says(CHUNKED + b"20\r\n" + RSS[:32] + b"\r\n"), FailureKind.NETWORK),
    "sends more than promised": (says(answer(RSS, length=60)), FailureKind.NETWORK),
    "promises twice": (says(answer(RSS, "Content-Length: 7")), FailureKind.NETWORK),
    "promises chunks and a length": (says(answer(RSS, "Transfer-Encoding: chunked")), FailureKind.NETWORK),
    "never answers": (drips(b"", b"", 9), FailureKind.TIMEOUT),
    "drips its head": (drips(START, b"X-More: 1\r\n"), FailureKind.TIMEOUT),
    "drips its body": (drips(answer(b"", length=10**9), b"x"), FailureKind.TIMEOUT),
    "drips chunks": (drips(CHUNKED, b"1\r\nx\r\n"), FailureKind.TIMEOUT),
    "drips packed bytes": (drips(START + b"Content-Encoding: gzip\r\n\r\n" + PACKED[:10], b"\x00"), FailureKind.NETWORK),
    "says continue for ever": (drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0), FailureKind.TIMEOUT),
    "says gzip and is not": (says(packed(RSS, "gzip")), FailureKind.NETWORK),
    "says brotli and is not": (says(packed(RSS, "br")), FailureKind.NETWORK),
    "says zstd": (says(packed(RSS, "zstd")), FailureKind.NETWORK),
    "packs with a wrong checksum": (says(packed(PACKED[:-8] + bytes(8), "gzip")), FailureKind.NETWORK),
    "packs and adds": (says(packed(PACKED + b"more", "gzip")), FailureKind.NETWORK),
    "switches protocols": (says(b"HTTP/1.1 101 S\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), FailureKind.CLIENT),
    "speaks HTTP/0.9": (says(RSS), FailureKind.NETWORK),
    "puts a NUL into a header": (says(answer(RSS, "X: a\0b")), FailureKind.NETWORK),
}


@pytest.mark.parametrize("name", BROKEN)
async def test_every_fault_of_a_server_is_a_value_and_the_feed_is_asked_again(name: str) -> None:
    """Its kind, a printable sentence, a next poll within a day, validators as before; and within twice the time limit."""
    speak, kind = BROKEN[name]
    began = asyncio.get_running_loop().time()
    failed = await asked(speak)
    assert asyncio.get_running_loop().time() - began < 1.5
    assert isinstance(failed, Failed), failed
    assert failed.kind is kind, failed
    assert failed.detail
    assert failed.detail.isprintable()
    after = after_poll(FEED, STATE, failed, None, NOW, 1.0, settings())
    assert after.next_due is not None
    assert NOW < after.next_due <= NOW + LONGEST * 1.1
    assert (after.failures, after.etag) == (1, STATE.etag)


async def test_a_refused_connection_is_a_value() -> None:
    """Nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    failed = await ask(f"http://127.0.0.1:{port}/")
    assert isinstance(failed, Failed)
    assert failed.kind is FailureKind.NETWORK


@pytest.mark.parametrize("content", [CUT_GZIP, CUT_BROTLI, answer(RSS[:-20], 'ETag: "cut"', length=-1)])
async def test_a_cut_that_nothing_tells_of_never_brings_a_304(content: bytes) -> None:
    """Packed bytes that end early and a connection without length: what is there is read, its validators are not kept."""
    body = await asked(says(content))
    assert isinstance(body, Body)
    assert body.etag == '"cut"'
    parsed = parse_feed(body, FEED, NOW)
    assert isinstance(parsed, ParsedFeed)
    assert not parsed.whole
    assert after_poll(FEED, STATE, body, parsed, NOW, 0.0, settings()).etag == ""
    whole = await asked(says(answer(RSS, 'ETag: "whole"', length=-1)))
    assert isinstance(whole, Body)
    assert after_poll(FEED, STATE, whole, parse_feed(whole, FEED, NOW), NOW, 0.0, settings()).etag == '"whole"'  # type: ignore[arg-type]


@pytest.mark.parametrize("head", [
    answer(b"", length=-1), answer(b"", length=10**12), START + b"Transfer-Encoding: chunked\r\n\r\n4000000\r\n",
])
async def test_a_feed_of_any_size_costs_no_more_than_its_limit(head: bytes) -> None:
    """100 MB offered, promised or not: reading ends at 2 MB, and the server got rid of less than 20 MB (buffers included)."""
    sent: Counter[str] = Counter()
    failed = await asked(pours(head, itertools.repeat(PIECE, 1_600), sent), 20)
    assert isinstance(failed, Failed)
    assert failed.kind is FailureKind.TOO_BIG
    assert sent["bytes"] < 20_000_000


@pytest.mark.parametrize(("how", "bomb"), [("gzip", gzip_bomb(100)), ("br", brotli_bomb()), ("gzip", gzip_bomb(2_000))])
async def test_a_bomb_costs_little_memory(how: str, bomb: bytes) -> None:
    """1 GB, 100 MB and 20 GB once unpacked: refused below 40 MB of memory."""
    tracemalloc.start()
    try:
        failed = await asked(says(packed(bomb, how)), 20, max_bytes=5_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(failed, Failed)
    assert failed.kind is FailureKind.TOO_BIG
    assert peak < 40_000_000 + len(bomb)


def chain(length: int) -> dict[str, Speak]:
    """So many redirects, then a feed."""
    hops = {f"/{n}": says(answer(b"", f"Location: /{n + 1}", status="302 Found")) for n in range(length)}
    return {**hops, f"/{length}": says(answer(RSS))}


async def test_redirects_end() -> None:
    """As many as allowed are followed, one more is not; a loop, a loop of two hosts and one onto itself end as values."""
    async with rude(chain(REDIRECTS)) as short, rude(chain(REDIRECTS + 1)) as long:
        assert isinstance(await ask(f"{short}/0"), Body)
        assert isinstance(await ask(f"{long}/0"), Failed)
    counted: Counter[str] = Counter()
    paths: dict[str, Speak] = {}
    async with rude(paths, asked=counted) as one, rude(paths, asked=counted) as other:
        paths["/ping"] = says(answer(b"", f"Location: {other}/pong", status="301 Moved"))
        paths["/pong"] = says(answer(b"", f"Location: {one}/ping", status="308 Moved"))
        failed = await ask(f"{one}/ping")
    assert isinstance(failed, Failed)
    assert "redirects" in failed.detail
    assert counted.total() == REDIRECTS + 1


@pytest.mark.parametrize(("wait", "most"), [
    ("Retry-After: 600", timedelta(minutes=11)), ("Retry-After: 99999999999999999999", LONGEST * 1.1), ("Retry-After: -5", None),
    ("Retry-After: 1e9", None), ("Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", LONGEST * 1.1),
    ("Retry-After: Thu, 01 Jan 1970 00:00:00 GMT", None), ("Retry-After: Fri, 31 Dec 9999 23:59:59 -9999", None),
    ("Retry-After: Fri, 31 Dec 9999 23:59:59 -2359", LONGEST * 1.1),
    ("X-None: 1", None),
])
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable", "500 Oops", "403 Forbidden", "418 Teapot"])
async def test_a_wait_the_server_asks_for_is_kept_within_a_day(status: str, wait: str, most: timedelta | None) -> None:
    """Seconds, a date, nonsense or nothing, with any refusal: never earlier than asked, never later than a day and its jitter."""
    failed = await asked(says(answer(b"", wait, "Date: Mon, 02 Feb 2026 10:00:00 GMT", status=status)))
    assert isinstance(failed, Failed)
    after = after_poll(FEED, STATE, failed, None, NOW, 1.0, settings())
    assert after.next_due is not None
    pause = after.next_due - NOW
    assert FEED.interval <= pause <= LONGEST * 1.1
    if most == timedelta(minutes=11):
        assert pause >= timedelta(minutes=10)
    elif most is not None:
        assert pause >= LONGEST
    assert not after.retired


class NoNames(AbstractResolver):
    """A DNS that fails."""

    def __init__(self, error: OSError) -> None:
        self.error = error

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """It does not."""
        raise self.error

    async def close(self) -> None:
        """Nothing to close."""


@pytest.mark.parametrize("error", [
    socket.gaierror(socket.EAI_NONAME, "Name or service not known"), socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), OSError("no route"),
])
async def test_a_name_that_is_not_found_is_a_value(error: OSError) -> None:
    """Whatever the resolver says."""
    failed = await ask("http://news.example/feed", NoNames(error))
    assert isinstance(failed, Failed)
    assert failed.kind is FailureKind.NETWORK


@pytest.mark.parametrize("name", ["http://" + "a" * 70 + ".example/", "http://a..example/", "http://xn--\udcff/", "http://%00/", "http://[v1.x]/"])
async def test_a_name_that_cannot_be_is_a_value(name: str) -> None:
    """Labels too long or empty, broken punycode, surrogates, a NUL."""
    assert isinstance(await ask(name), Failed)
