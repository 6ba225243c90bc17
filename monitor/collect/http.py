"""The one place where bytes cross the network to feeds and pages (aiohttp).

Kept here: one pooled client; a cap on the decompressed body, on time over all hops, on redirects; turns (see ``turns``);
the address that is really connected to is checked, on every hop, so that neither a redirect nor a DNS answer that changes
leads inside. A failure is a value.
"""

import asyncio
import base64
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from monitor.collect.addresses import PORTS, refusal, same_site
from monitor.collect.failures import refused, words
from monitor.collect.headers import max_age, retry_after, validator
from monitor.collect.turns import BESIDE, Turns
from monitor.model import Body, Failed, FailureKind, Fetched, FetchSettings, NotModified, Request

REDIRECTS = 5
CHUNK = 65_536
LASTING = frozenset({301, 308})
REDIRECTING = frozenset({301, 302, 303, 307, 308})
BOMB_FROM, BOMB_RATIO = 1_000_000, 200
"""A body over so many bytes that grew so many times in decompression is refused; real feeds grow 5 to 20 times."""
_GUARD = "not connected: "
"""Begins the message, because several addresses of one name fail together as one OSError of joined messages."""

Allowed = Callable[[str], Awaitable[bool]]
"""Whether an address may be asked for."""


@dataclass(frozen=True, slots=True)
class _Hop:
    """A redirect to follow."""

    url: str
    lasting: bool


@dataclass(slots=True)
class Http:
    """Asks feeds and pages politely."""

    settings: FetchSettings
    resolver: AbstractResolver | None = None
    """What turns names into addresses; without, the system."""
    _session: aiohttp.ClientSession | None = field(init=False, default=None)
    _turns: Turns = field(init=False)

    def __post_init__(self) -> None:
        """No connection is open yet."""
        self._turns = Turns(self.settings)

    async def get(self, request: Request, allowed: Allowed | None = None) -> Fetched:
        """One GET with its redirects; never raises for what the network or the server does.

        ``allowed`` is asked before every hop after the first. The hops share the time limit; queueing does not count.
        """
        url, lasting, left = request.url, True, request.timeout.total_seconds()
        for hop in range(REDIRECTS + 1):
            if hop and allowed is not None and not self._refusal(url) and not await allowed(url):
                return Failed(url=url, kind=FailureKind.BLOCKED, detail="robots.txt of where it redirects asks not to")
            if hop and request.login and not same_site(url, request.url):
                request = replace(request, login="")
            answer, took = await self._guarded(request, url, left)
            if not isinstance(answer, _Hop):
                return _with_move(answer, request.url, lasting=lasting)
            url, lasting, left = answer.url, lasting and answer.lasting, max(left - took, 0.0)
        return Failed(url=request.url, kind=FailureKind.NETWORK, detail=f"more than {REDIRECTS} redirects")

    async def close(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

    async def _guarded(self, request: Request, url: str, seconds: float) -> tuple[Fetched | _Hop, float]:
        """The answer of one hop, and the seconds it took."""
        refusal = self._refusal(url)
        if refusal:
            return Failed(url=url, kind=FailureKind.BLOCKED, detail=refusal), 0.0
        async with self._turns.at(urlsplit(url).hostname or "", follows=request.follows):
            began = asyncio.get_running_loop().time()
            answer = await self._limited(request, url, seconds)
            return answer, asyncio.get_running_loop().time() - began

    async def _limited(self, request: Request, url: str, seconds: float) -> Fetched | _Hop:
        try:
            async with asyncio.timeout(seconds):
                return await self._one(request, url)
        except TimeoutError:
            return Failed(url=url, kind=FailureKind.TIMEOUT,
                          detail=f"no complete answer within {request.timeout.total_seconds():.0f} s")
        except aiohttp.ClientConnectorError as error:
            return _connect_failure(url, error)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return Failed(url=url, kind=FailureKind.NETWORK, detail=words(error))

    def _refusal(self, url: str) -> str:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return "the address cannot be read"
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return "only http and https addresses are asked"
        # Where networks are allowed the port is looked at once the address is known.
        anywhere = self.settings.allow_private or self.settings.allow_networks
        return f"port {port} is not asked (fetch.allow_networks opens a network of yours)" if not anywhere and port is not None and port not in PORTS else ""

    async def _one(self, request: Request, url: str) -> Fetched | _Hop:
        async with self._client().get(url, headers=_headers(request, self.settings), allow_redirects=False) as response:
            if response.status in REDIRECTING and "Location" in response.headers:
                target = urljoin(url, response.headers["Location"])
                return _Hop(target, response.status in LASTING)
            if response.status == 304 and (request.etag or request.last_modified):
                return NotModified(url=url, max_age=max_age(response.headers))
            if response.status != 200:
                return refused(url, response.status, response.reason or "", response.headers)
            return await _body(url, response, request.max_bytes, cut=request.cut)

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self.settings.concurrency * BESIDE, ttl_dns_cache=300, resolver=self.resolver,
                socket_factory=guarded(self.settings))
            self._session = aiohttp.ClientSession(
                connector=connector, trust_env=False, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=True,
                timeout=aiohttp.ClientTimeout(total=None, connect=10, sock_read=20))
        return self._session


AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[Any, ...]]


def guarded(settings: FetchSettings) -> Callable[[AddressInfo], socket.socket]:
    """What makes the socket of every connection; it is told the resolved address, whatever name, link or redirect led there."""
    def factory(info: AddressInfo) -> socket.socket:
        address, port = str(info[4][0]), int(info[4][1])
        refused = "" if settings.allow_private else refusal(address, port, settings.allow_networks)
        if refused:
            raise OSError(_GUARD + refused)
        return socket.socket(info[0], info[1], info[2])

    return factory


def _headers(request: Request, settings: FetchSettings) -> dict[str, str]:
    headers = {"User-Agent": settings.user_agent, "Accept": request.accept, "Accept-Encoding": "gzip, deflate, br"}
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.last_modified:
        headers["If-Modified-Since"] = request.last_modified
    if request.login:
        headers["Authorization"] = f"Basic {base64.b64encode(request.login.encode()).decode()}"
    return headers


async def _body(url: str, response: aiohttp.ClientResponse, most: int, *, cut: bool) -> Fetched:
    """Read to the end, counting decompressed bytes; ``.read()`` would inflate a bomb whole."""
    pieces, size = [], 0
    async for piece in response.content.iter_chunked(CHUNK):
        size += len(piece)
        pieces.append(piece)
        if size > most and cut:
            break
        if size > most or _is_bomb(size, response.content.total_raw_bytes):
            return Failed(url=url, kind=FailureKind.TOO_BIG, detail=f"more than {most} bytes, or a decompression bomb")
    return Body(
        url=url, content=b"".join(pieces)[:most], content_type=response.headers.get("Content-Type", ""),
        etag=validator(response.headers, "ETag"), last_modified=validator(response.headers, "Last-Modified"),
        max_age=max_age(response.headers), retry_after=retry_after(response.headers),
    )


def _is_bomb(size: int, received: int) -> bool:
    return size > BOMB_FROM and size > BOMB_RATIO * max(received, 1)


def _with_move(answer: Fetched, asked: str, *, lasting: bool) -> Fetched:
    if isinstance(answer, Body) and lasting and answer.url != asked:
        return replace(answer, moved_to=answer.url)
    return answer


def _connect_failure(url: str, error: aiohttp.ClientConnectorError) -> Failed:
    if _GUARD in str(error.os_error):
        return Failed(url=url, kind=FailureKind.BLOCKED, detail=str(error.os_error)[:160])
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Failed(url=url, kind=FailureKind.NETWORK, detail="the name of its host is not found; is there a network?")
    return Failed(url=url, kind=FailureKind.NETWORK, detail=words(error.os_error))
