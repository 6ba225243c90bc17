"""The network edge against a server that behaves badly in every way we know."""

import asyncio
from datetime import timedelta

import pytest

from monitor.collect.addresses import is_public
from monitor.collect.headers import max_age, retry_after
from monitor.collect.http import Http
from monitor.model import Body, Failed, FailureKind, Fetched, NotModified, Request
from tests.collect.fakes import Rebinding, settings
from tests.collect.server import RSS, Site, saying, serving


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
def test_special_addresses_are_not_public(address: str, public: bool) -> None:
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


@pytest.mark.parametrize(("url", "resolver"), [
    ("SITE/inside", None), ("http://news.example/feed", Rebinding("169.254.169.254")),
])
def test_neither_a_redirect_nor_dns_leads_inside(url: str, resolver: Rebinding | None) -> None:
    """The address that is connected to is checked: after a redirect, and whatever a name resolves to."""
    async def ask() -> Fetched:
        async with serving(Site()) as address:
            http = Http(settings(allow_private=False, allow_networks=("127.0.0.1",)), resolver)
            try:
                return await http.get(Request(url=url.replace("SITE", address)))
            finally:
                await http.close()

    answer = asyncio.run(ask())
    assert isinstance(answer, Failed)
    assert answer.kind is FailureKind.BLOCKED


@pytest.mark.parametrize(("status", "kind"), [
    (401, FailureKind.REFUSED), (403, FailureKind.REFUSED), (404, FailureKind.MISSING), (410, FailureKind.GONE),
    (429, FailureKind.THROTTLED), (500, FailureKind.SERVER), (503, FailureKind.SERVER), (418, FailureKind.CLIENT),
    (204, FailureKind.CLIENT), (206, FailureKind.CLIENT), (304, FailureKind.CLIENT), (302, FailureKind.CLIENT),
])
def test_every_status_has_its_kind(status: int, kind: FailureKind) -> None:
    """A 304 that was not asked for and a redirect to nowhere are failures too."""
    answer = _get(f"/status/{status}")
    assert isinstance(answer, Failed)
    assert (answer.kind, answer.status) == (kind, status)
    assert answer.detail.isprintable()


def test_a_validator_that_could_not_be_sent_back_is_dropped() -> None:
    """It would fail every later poll."""
    answer = _get("/big-etag")
    assert isinstance(answer, Body)
    assert not answer.etag


@pytest.mark.parametrize("answer", [
    b"", b"\x00\xff\x16\x03", b"HTTP/1.1 200 OK\r\n\r", b"HTTP/1.1 999999 \x1b[31m\r\n\r\n", b"SSH-2.0-OpenSSH\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 50_000 + b"\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"HTTP/1.1 302 F\r\nLocation: http://[\r\n\r\n",
    b"HTTP/1.1 302 F\r\nLocation: //\r\n\r\n", b"HTTP/1.1 301 F\r\nLocation: http://a:b:c/\r\n\r\n",
    b"HTTP/1.1 302 F\r\nLocation: data:text/html,x\r\n\r\n",
])
def test_no_bytes_of_a_server_raise(answer: bytes) -> None:
    """Broken status lines, headers without end, contradicting lengths, bad chunks, redirects to nowhere."""
    async def ask() -> Fetched:
        async with saying(answer) as address:
            http = Http(settings())
            try:
                return await http.get(Request(url=address, timeout=timedelta(seconds=2)))
            finally:
                await http.close()

    failed = asyncio.run(ask())
    assert isinstance(failed, Failed)
    assert failed.detail.isprintable()


@pytest.mark.parametrize(("written", "seconds"), [
    ("max-age=600", 600), ("public, MAX-AGE=60", 60), ("no-store", None), ("max-age=-1", None), ("max-age=x", None),
    ("max-age=99999999999999", 31_536_000), ("", None),
])
def test_max_age_is_read_within_a_year(written: str, seconds: int | None) -> None:
    """Nonsense counts as nothing."""
    assert max_age({"Cache-Control": written}) == (None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize("written", ["", "soon", "-5", "Mon, 99 Feb 2026 10:00:00 GMT", "١٢"])
def test_a_retry_after_that_says_nothing_is_none(written: str) -> None:
    """Neither seconds nor a date."""
    assert retry_after({"Retry-After": written, "Date": "Mon, 02 Feb 2026 10:00:00 GMT"}) is None


def test_a_slow_host_does_not_delay_another() -> None:
    """While one host drips, the other answers."""
    async def ask() -> float:
        async with serving(Site()) as slow, serving(Site()) as quick:
            http = Http(settings(per_host=1))
            loop = asyncio.get_running_loop()
            waiting = [asyncio.create_task(http.get(Request(url=f"{slow.replace('127.0.0.1', 'localhost')}/drip",
                                                            timeout=timedelta(seconds=0.5)))) for _ in range(2)]
            await asyncio.sleep(0)
            start = loop.time()
            assert isinstance(await http.get(Request(url=f"{quick}/feed")), Body)
            took = loop.time() - start
            await asyncio.gather(*waiting)
            await http.close()
            return took

    assert asyncio.run(ask()) < 0.4
