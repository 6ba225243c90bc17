"""Services that answer every call with another fault, and repeat in it all that they were told: address, authorization, words."""

import asyncio
import base64
import itertools
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer

FAULTS = ("500", "400", "reset", "garbage", "429", "redirect", "302 empty", "404", "ok", "403", "401")
"""In turn, for each service by itself; those that close a channel come last."""


class Echo:
    """One server for every service that speaks HTTP; the first part of the path tells which one is meant."""

    def __init__(self) -> None:
        self.turns: dict[str, itertools.cycle[str]] = {}
        self.made: Counter[str] = Counter()
        self.told: list[str] = []
        self.feeds: dict[str, bytes] = {}
        self.ids = itertools.count(1)
        self.moved = asyncio.Event()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """The next fault of this service."""
        if request.path.startswith("/feed/"):
            return web.Response(body=self.feeds[request.path], content_type="application/rss+xml")
        service = "bot" if request.path.startswith("/bot") else request.path.split("/")[1]
        body = (await request.read()).decode("utf-8", "replace")
        self.told.append(body)
        authorization = request.headers.get("Authorization", "")
        said = f"{request.method} {request.url} {authorization} {_decoded(authorization)}"
        fault = next(self.turns.setdefault(service, itertools.cycle(FAULTS)))
        self.made[f"{service}: {fault}"] += 1
        self.moved.set()
        return self._fault(request, fault, said)

    async def reached(self, **wanted: int) -> None:
        """Wait until each of these services was asked so many times."""
        async with asyncio.timeout(60):
            while any(sum(count for name, count in self.made.items() if name.startswith(f"{service}: ")) < times
                      for service, times in wanted.items()):
                self.moved.clear()
                await self.moved.wait()

    def _fault(self, request: web.Request, fault: str, said: str) -> web.StreamResponse:
        if fault == "reset":
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if fault == "garbage":
            return web.Response(text=f"<html>{said}</html>", content_type="text/html")
        if fault.startswith(("redirect", "302")):
            return web.Response(status=302, headers={"Location": str(request.url)} if fault == "redirect" else {}, text=said)
        number = next(self.ids)
        if fault == "ok":
            return web.json_response({"ok": True, "result": {"message_id": number, "date": 0, "chat": {"id": 1, "type": "private"}},
                                      "ts": f"1.{number}", "channel": "C1", "id": str(number), "event_id": f"$e{number}"})
        wait = {"retry_after": 1} if fault == "429" else {}
        answer = {"ok": False, "error_code": int(fault), "description": said, "error": said, "errcode": f"M_{said}", "message": said,
                  "parameters": wait}
        return web.Response(status=int(fault), reason=said[:300], text=json.dumps(answer), content_type="application/json",
                            headers={"Retry-After": "1"} if wait else {})


def _decoded(authorization: str) -> str:
    kind, _, value = authorization.partition(" ")
    return base64.b64decode(value).decode() if kind.lower() == "basic" else ""


class Post:
    """A mail server that refuses every login, and repeats it."""

    def __init__(self) -> None:
        self.refused = 0
        self.port = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        writer.write(b"220 post\r\n")
        while line := (await reader.readline()).decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "AUTH":
                self.refused += 1
                given = base64.b64decode(line.split(" ")[-1]).replace(b"\0", b" ").decode()
                writer.write(f"{(454, 535)[self.refused % 2]} refused: {line} {given}\r\n".encode())
            else:
                writer.write(b"250-post\r\n250 AUTH PLAIN\r\n" if verb == "EHLO" else b"221 bye\r\n" if verb == "QUIT" else b"250 ok\r\n")
        writer.close()


@asynccontextmanager
async def echoing() -> AsyncIterator[tuple[Echo, str, Post]]:
    """Both up: the HTTP services, their address, the mail server."""
    echo, post = Echo(), Post()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", echo.answer)
    mail = await asyncio.start_server(post.talk, "127.0.0.1", 0)
    post.port = mail.sockets[0].getsockname()[1]
    async with TestServer(app, host="127.0.0.1") as server:
        yield echo, f"http://127.0.0.1:{server.port}", post
        mail.close()
