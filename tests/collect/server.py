"""A web server on loopback that behaves well or badly, path by path."""

import asyncio
import gzip
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import brotli  # type: ignore[import-untyped]
from aiohttp import web
from aiohttp.test_utils import TestServer

RSS = (b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>One</title>'
       b"<link>http://a.example/1</link></item></channel></rss>")
GONE, THROTTLED = 410, 429


class Site:
    """What was asked, and the answers."""

    def __init__(self, documents: dict[str, bytes] | None = None) -> None:
        self.asked: Counter[str] = Counter()
        self.documents = documents or {}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One request."""
        path = request.path
        self.asked[path] += 1
        if path.startswith("/doc/"):
            return self._document(request, path[5:])
        handler = getattr(self, "do_" + path.strip("/").replace("-", "_").split("/")[0], None)
        return web.Response(status=404) if handler is None else await handler(request)

    def _document(self, request: web.Request, name: str) -> web.Response:
        etag = f'"{name}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(body=self.documents[name], headers={"ETag": etag}, content_type="application/xml")

    async def do_feed(self, request: web.Request) -> web.Response:
        """200 with validators, then 304."""
        if request.headers.get("If-None-Match") == 'W/"a, b"':
            return web.Response(status=304)
        headers = {"ETag": 'W/"a, b"', "Last-Modified": "Mon, 1 Jan", "Cache-Control": "public, max-age=600"}
        return web.Response(body=RSS, headers=headers)

    async def do_gzip(self, _: web.Request) -> web.Response:
        """Compressed."""
        return web.Response(body=gzip.compress(RSS), headers={"Content-Encoding": "gzip"})

    async def do_br(self, _: web.Request) -> web.Response:
        """Compressed by brotli."""
        return web.Response(body=brotli.compress(RSS), headers={"Content-Encoding": "br"})

    async def do_bomb(self, _: web.Request) -> web.Response:
        """50 MB in 50 kB."""
        return web.Response(body=gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"})

    async def do_bad_gzip(self, _: web.Request) -> web.Response:
        """Says gzip, is none."""
        return web.Response(body=b"no gzip at all" * 20, headers={"Content-Encoding": "gzip"})

    async def do_drip(self, request: web.Request) -> web.StreamResponse:
        """A byte now and then, without end."""
        return await _stream(request, b"x", 0.02)

    async def do_endless(self, request: web.Request) -> web.StreamResponse:
        """Bytes without end."""
        return await _stream(request, b"x" * 50_000, 0)

    async def do_short(self, request: web.Request) -> web.StreamResponse:
        """Promises 1,000 bytes, sends 10."""
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"0123456789")
        if request.transport:
            request.transport.close()
        return response

    async def do_loop(self, _: web.Request) -> web.Response:
        """Redirects to itself."""
        return web.Response(status=302, headers={"Location": "/loop"})

    async def do_moved(self, _: web.Request) -> web.Response:
        """Moved for good, in two hops."""
        return web.Response(status=301, headers={"Location": "/moved-again"})

    async def do_moved_again(self, _: web.Request) -> web.Response:
        """The second hop."""
        return web.Response(status=308, headers={"Location": "/feed"})

    async def do_lent(self, _: web.Request) -> web.Response:
        """Moved for now, then for good."""
        return web.Response(status=302, headers={"Location": "/moved"})

    async def do_to_file(self, _: web.Request) -> web.Response:
        """Redirects to a file."""
        return web.Response(status=302, headers={"Location": "file:///etc/passwd"})

    async def do_inside(self, _: web.Request) -> web.Response:
        """Redirects to another address of loopback."""
        return web.Response(status=302, headers={"Location": "http://127.0.0.2:8080/admin"})

    async def do_status(self, request: web.Request) -> web.Response:
        """The status that the path names, with a reason that would turn the text around."""
        return web.Response(status=int(request.path.rsplit("/", 1)[1]), reason="\u202eno")

    async def do_big_etag(self, _: web.Request) -> web.Response:
        """A validator that could not be sent back."""
        return web.Response(body=RSS, headers={"ETag": '"\u0639"'})

    async def do_gone(self, _: web.Request) -> web.Response:
        """410."""
        return web.Response(status=GONE)

    async def do_busy(self, _: web.Request) -> web.Response:
        """429 with seconds."""
        return web.Response(status=THROTTLED, headers={"Retry-After": "120"})

    async def do_busy_until(self, _: web.Request) -> web.Response:
        """503 with a date."""
        return web.Response(status=503, headers={
            "Date": "Mon, 02 Feb 2026 10:00:00 GMT", "Retry-After": "Mon, 02 Feb 2026 10:05:00 GMT"})


async def _stream(request: web.Request, piece: bytes, pause: float) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    with suppress(ConnectionError):
        while True:
            await response.write(piece)
            await asyncio.sleep(pause)
    return response


@asynccontextmanager
async def saying(answer: bytes) -> AsyncIterator[str]:
    """A server that writes these bytes, whatever it is asked, and hangs up."""
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
            writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@asynccontextmanager
async def serving(site: Site) -> AsyncIterator[str]:
    """The site on a free port of 127.0.0.1; yields its address without a trailing slash."""
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    try:
        yield str(server.make_url("")).rstrip("/")
    finally:
        await server.close()
