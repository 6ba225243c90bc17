"""The network edge against a server that behaves badly in every way we know."""

import asyncio
from datetime import timedelta

import pytest

from monitor.collect.addresses import is_public
from monitor.collect.http import Http
from monitor.model import Body, Failed, FailureKind, Fetched, NotModified, Request
from tests.collect.fakes import settings
from tests.collect.server import RSS, Site, serving


def _get(path: str, **request: object) -> Fetched:
    async def ask() -> Fetched:
        async with serving(Site()) as address:
            http = Http(settings())
            try:
                return await http.get(Request(url=address + path, **request))  # type: ignore[arg-type]
            finally:
                await http.close()

    return asyncio.run(ask())


def _ask(url: str, **changed: object) -> Fetched:
    async def ask() -> Fetched:
        http = Http(settings(**changed))
        try:
            return await http.get(Request(url=url, timeout=timedelta(seconds=2)))
        finally:
            await http.close()

    return asyncio.run(ask())


def test_validators_come_byte_for_byte_and_bring_a_304() -> None:
    """ETag and Last-Modified are kept as written; sent back, they end in NotModified."""
    first = _get("/feed")
    assert isinstance(first, Body)
    assert (first.etag, first.last_modified, first.max_age) == ('W/"a, b"', "Mon, 1 Jan", timedelta(minutes=10))
    assert isinstance(_get("/feed", etag=first.etag), NotModified)


@pytest.mark.parametrize("path", ["/gzip", "/br"])
def test_compressed_bodies_are_read(path: str) -> None:
    """Gzip and brotli are undone."""
    answer = _get(path)
    assert isinstance(answer, Body)
    assert answer.content == RSS


@pytest.mark.parametrize(("path", "kind", "request_"), [
    ("/bomb", FailureKind.TOO_BIG, {}),
    ("/endless", FailureKind.TOO_BIG, {"max_bytes": 500_000}),
    ("/drip", FailureKind.TIMEOUT, {"timeout": timedelta(seconds=0.3)}),
    ("/short", FailureKind.NETWORK, {}),
    ("/bad-gzip", FailureKind.NETWORK, {}),
    ("/loop", FailureKind.NETWORK, {}),
    ("/to-file", FailureKind.BLOCKED, {}),
    ("/gone", FailureKind.GONE, {}),
    ("/nothing", FailureKind.MISSING, {}),
])
def test_every_failure_is_a_value(path: str, kind: FailureKind, request_: dict[str, object]) -> None:
    """No behaviour of a server raises; each has its kind and a sentence."""
    answer = _get(path, **request_)
    assert isinstance(answer, Failed)
    assert answer.kind is kind
    assert answer.detail


@pytest.mark.parametrize(("path", "wait"), [("/busy", 120), ("/busy-until", 300)])
def test_retry_after_is_read_as_seconds_or_date(path: str, wait: int) -> None:
    """A date counts from the server's own Date header, so our clock does not matter."""
    answer = _get(path)
    assert isinstance(answer, Failed)
    assert (answer.kind, answer.retry_after) == (FailureKind.THROTTLED, timedelta(seconds=wait))


def test_only_a_chain_of_lasting_redirects_is_a_move() -> None:
    """301 then 308 is reported as a move; a 302 in the chain is not."""
    moved, lent = _get("/moved"), _get("/lent")
    assert isinstance(moved, Body)
    assert isinstance(lent, Body)
    assert moved.moved_to.endswith("/feed")
    assert not lent.moved_to


@pytest.mark.parametrize("url", [
    "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest",
    "http://0x7f000001/", "http://2130706433/", "http://0177.0.0.1/", "http://[64:ff9b::7f00:1]/",
    "http://localhost/", "http://10.0.0.1:22/", "http://a:99999/", "http://[bad/", "file:///etc/passwd", "http:///",
])
def test_addresses_inside_are_never_connected_to(url: str) -> None:
    """Loopback, private, metadata and malformed addresses fail as values."""
    assert isinstance(_ask(url, allow_private=False), Failed)


@pytest.mark.parametrize(("address", "public"), [
    ("8.8.8.8", True), ("2606:4700::1111", True), ("192.88.99.1", False), ("224.0.0.1", False), ("0.0.0.0", False),
    ("2002:7f00:1::", False), ("2001:0:4136:e378:8000:63bf:80ff:fffe", False), ("fe80::1%eth0", False),
    ("fc00::1", False), ("::", False), ("no address", False),
])
def test_special_addresses_are_not_public(address: str, public: bool) -> None:  # noqa: FBT001
    """IPv4 addresses hidden in IPv6 ones are judged by themselves."""
    assert is_public(address) is public


def test_a_host_is_asked_one_at_a_time_with_a_gap() -> None:
    """Three requests to one host with a gap of 50 ms take at least 100 ms."""
    async def ask() -> float:
        async with serving(Site()) as address:
            http = Http(settings(per_host=1, host_gap=timedelta(milliseconds=50)))
            start = asyncio.get_running_loop().time()
            await asyncio.gather(*(http.get(Request(url=f"{address}/feed")) for _ in range(3)))
            await http.close()
            return asyncio.get_running_loop().time() - start

    assert asyncio.run(ask()) >= 0.1


