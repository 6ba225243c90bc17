"""The world around the service, a process of its own: feeds, pages and a Bot API on loopback, with faults by chance.

``python -m tests.chaos.world PLAN.json`` prints its port and serves until ``/quit``. What it did is told by ``/report``.
"""

import asyncio
import gzip
import json
import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.alert.botapi import TOKEN, BotApi, refused
from tests.chaos.attacks import FILLER, Attack, item, rss

FEED_FAULTS = ("reset", "slow", "500", "503", "bad gzip", "garbage", "cut short", "empty")
BOT_FAULTS = ("refused 502", "flood 429", "silent, not taken", "dropped, not taken", "dropped, taken", "silent, taken",
              "garbage 200, taken", "502, taken")
FEEDS = ("north", "south", "east", "west")
SECOND = "echo"
CHATS = ("101", "102")
SILENCE = 2.5
"""Seconds: longer than the client of a chat waits in this run."""


class World:
    """Feeds, pages, chats; what is released so far; what went wrong on purpose."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.attacks = [Attack(*row) for row in plan["attacks"]]
        self.start = datetime.fromisoformat(plan["start"])
        self.speed: float = plan["speed"]
        self.began: float = plan["began"]
        self.chance = random.Random(plan["seed"])
        self.fault_rate: float = plan["fault_rate"]
        self.released: list[tuple[Attack, datetime]] = []
        self.faults: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.bot = BotApi(chats={chat: {} for chat in (*CHATS, "900")})
        self.sends: list[tuple[str, str, bool]] = []
        self.senders: list[str] = []
        """By which of our names the chat was called, for each of ``sends``."""
        self.done = asyncio.Event()

    def now(self) -> datetime:
        """The time of the run."""
        return self.start + timedelta(seconds=(datetime.now(UTC).timestamp() - self.began) * self.speed)

    def faulty(self, kinds: tuple[str, ...]) -> str:
        """The fault of this request; empty for none."""
        if self.chance.random() >= self.fault_rate:
            return ""
        kind = self.chance.choice(kinds)
        self.faults[f"{'feed' if kinds is FEED_FAULTS else 'chat'}: {kind}"] += 1
        return kind

    async def feed(self, request: web.Request) -> web.StreamResponse:
        """A feed, or a fault."""
        name = request.match_info["name"]
        self.asked[name] += 1
        body = self._document(name, str(request.url.origin()))
        match self.faulty(FEED_FAULTS):
            case "reset":
                _abort(request)
            case "slow":
                await asyncio.sleep(SILENCE)
            case "500":
                return web.Response(status=500)
            case "503":
                return web.Response(status=503, headers={"Retry-After": "30"})
            case "bad gzip":
                return web.Response(body=b"\x1f\x8b" + body, headers={"Content-Encoding": "gzip"})
            case "garbage":
                return web.Response(body=self.chance.randbytes(500), content_type="application/xml")
            case "empty":
                return web.Response(body=b"", content_type="application/xml")
            case "cut short":
                return await _short(request, body)
        etag = f'"{len(body)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(body=gzip.compress(body), headers={"ETag": etag, "Content-Encoding": "gzip"},
                            content_type="application/xml")

    def _document(self, name: str, origin: str) -> bytes:
        items = []
        for attack, at in self.released:
            link = f"{origin}/p/{attack.number}.html"
            if name == SECOND:
                if attack.number % 3 == 0 and self.now() - at > timedelta(minutes=5):
                    title, text = attack.told(again=True)
                    items.append(item(f"echo-{attack.number}", title, text, at + timedelta(minutes=5), f"{link}?echo"))
            elif FEEDS[attack.number % len(FEEDS)] == name:
                title, text = attack.told()
                items.append(item(f"a-{attack.number}", title, text, at, link))
                other = FILLER[attack.number % len(FILLER)]
                items.append(item(f"f-{attack.number}", other[0].format(n=attack.number), other[1].format(n=attack.number), at))
        return rss(items)

    async def page(self, request: web.Request) -> web.Response:
        """The page of an attack; those of two feeds have none."""
        number = int(request.match_info["number"])
        self.asked["pages"] += 1
        if FEEDS[number % len(FEEDS)] in {"east", "west"} or "echo" in request.query:
            return web.Response(status=404)
        title, text = self.attacks[number].told()
        body = f"<p>{text}</p><p>Sirens were heard at the site shortly before. Nobody has claimed responsibility so far.</p>" * 2
        return web.Response(text=f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body>"
                                 "</html>", content_type="text/html")

    async def call(self, request: web.Request) -> web.StreamResponse:
        """A call of the Bot API, with faults before or after it was taken."""
        if request.match_info["token"] != TOKEN:
            return refused(401, "Unauthorized")
        data = {key: str(value) for key, value in (await request.post()).items()}
        fault = self.faulty(BOT_FAULTS)
        refusal = await self._not_taken(request, fault)
        return refusal if refusal is not None else await self._taken(request, data, fault)

    async def _not_taken(self, request: web.Request, fault: str) -> web.StreamResponse | None:
        match fault:
            case "refused 502":
                return web.Response(status=502, text="<html>bad gateway</html>", content_type="text/html")
            case "flood 429":
                return refused(429, "Too Many Requests: retry after 1", {"retry_after": 1})
            case "silent, not taken":
                await asyncio.sleep(SILENCE)
                return web.Response(status=502)
            case "dropped, not taken":
                _abort(request)
                return web.Response()
            case _:
                return None

    async def _taken(self, request: web.Request, data: dict[str, str], fault: str) -> web.StreamResponse:
        answer = self.bot._answer(request.match_info["method"], data)
        if request.match_info["method"] == "sendMessage" and answer.status == 200:
            self.sends.append((data["chat_id"], data["text"], "reply_parameters" in data))
            self.senders.append(request.url.host or "")
        match fault:
            case "dropped, taken":
                _abort(request)
            case "silent, taken":
                await asyncio.sleep(SILENCE)
            case "garbage 200, taken":
                return web.Response(text="<html>ok</html>", content_type="text/html")
            case "502, taken":
                return web.Response(status=502)
        return answer

    async def release(self, request: web.Request) -> web.Response:
        """So many attacks more happened; ``calm``: no more faults."""
        count = int(request.query.get("count", "0"))
        self.fault_rate = 0.0 if "calm" in request.query else self.fault_rate
        for attack in self.attacks[len(self.released):len(self.released) + count]:
            self.released.append((attack, self.now().replace(microsecond=0)))
        return web.json_response({"released": len(self.released)})

    async def report(self, _: web.Request) -> web.Response:
        """What was done and shown."""
        return web.json_response({"faults": self.faults, "asked": self.asked, "sends": self.sends, "released": len(self.released),
                                  "senders": self.senders})

    async def quit(self, _: web.Request) -> web.Response:
        """The end."""
        self.done.set()
        return web.Response()


def _abort(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


async def _short(request: web.Request, body: bytes) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": str(len(body) + 1000), "Content-Type": "application/xml"})
    await response.prepare(request)
    await response.write(body[:len(body) // 2])
    _abort(request)
    return response


async def serve(plan: dict[str, Any]) -> None:
    """Until told to quit."""
    world = World(plan)
    app = web.Application()
    app.add_routes([
        web.get("/feed/{name}", world.feed), web.get(r"/p/{number:\d+}.html", world.page), web.post("/release", world.release),
        web.get("/report", world.report), web.post("/quit", world.quit), web.post("/bot{token}/{method}", world.call)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await world.done.wait()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
