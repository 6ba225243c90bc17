"""A strict Bot API on loopback: the methods we call, refused where Telegram refuses them, with its own sentences.

Written from the published method list (core.telegram.org/bots/api) and from what python-telegram-bot was seen to do.
"""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from monitor.alert.text import shown_length

TOKEN = "123456789:AAF_fake-token_of_the_tests_000000000"
_PART = re.compile(r"<(/?)([a-z-]+)((?:\s+[a-z]+=\"[^\"<>]*\")*)>|&(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
_TAGS = frozenset({"b", "strong", "i", "em", "u", "s", "a", "code", "pre", "tg-spoiler", "blockquote"})

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def entities_problem(text: str) -> str:
    """Why Telegram could not read this HTML; empty where it can."""
    open_tags: list[str] = []
    for found in _PART.finditer(text):
        name = (found[2] or "").lower()
        if found[0].startswith("&"):
            continue
        if name not in _TAGS:
            return f'Unsupported start tag "{name}"'
        if not found[1]:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return f'Unmatched end tag "{name}"'
    if open_tags:
        return f'Can\'t find end tag corresponding to start tag "{open_tags[-1]}"'
    return "Unsupported start tag" if "<" in _PART.sub("", text) else ""


@dataclass(slots=True)
class Shown:
    """A message as a chat shows it."""

    text: str
    markup: str = ""
    reply_to: int = 0
    topic: str = ""
    silent: bool = False
    mode: str = ""


@dataclass(slots=True)
class BotApi:
    """The server: chats with their messages, a log of calls, and answers prepared for the next calls."""

    chats: dict[str, dict[int, Shown]] = field(default_factory=lambda: {"@alerts": {}, "-1001": {}})
    calls: list[str] = field(default_factory=list)
    next_answers: list[Answer] = field(default_factory=list)
    after_accept: bool = False
    """Whether a prepared answer is given after the message was taken, as a lost answer is."""
    connections: set[int] = field(default_factory=set)
    kicked: set[str] = field(default_factory=set)
    moved: dict[str, int] = field(default_factory=dict)
    server: TestServer | None = None

    async def start(self) -> str:
        """Listen; the address to give as ``api_url``."""
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._call)
        self.server = TestServer(app)
        await self.server.start_server()
        return str(self.server.make_url("")).rstrip("/")

    async def stop(self) -> None:
        """Stop listening."""
        if self.server is not None:
            await self.server.close()

    def texts(self, chat: str = "@alerts") -> list[str]:
        """What a chat shows, oldest first."""
        return [shown.text for shown in self.chats[chat].values()]

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN:
            return refused(401, "Unauthorized")
        data = {key: str(value) for key, value in (await request.post()).items()}
        method = request.match_info["method"]
        self.calls.append(method)
        if self.next_answers and not self.after_accept:
            return await self.next_answers.pop(0)(request)
        answer = self._answer(method, data)
        return await self.next_answers.pop(0)(request) if self.next_answers else answer

    def _answer(self, method: str, data: dict[str, str]) -> web.Response:
        chat = data.get("chat_id", "")
        if chat in self.moved:
            return refused(400, "Bad Request: group chat was upgraded to a supergroup chat",
                           {"migrate_to_chat_id": self.moved[chat]})
        if chat in self.kicked:
            return refused(403, "Forbidden: bot was kicked from the channel chat")
        if chat not in self.chats:
            return refused(400, "Bad Request: chat not found")
        problem = _problem(data)
        if problem:
            return refused(400, f"Bad Request: {problem}")
        match method:
            case "sendMessage":
                return self._send(chat, data)
            case "editMessageText":
                return self._edit(chat, data)
        return refused(404, "Not Found")

    def _send(self, chat: str, data: dict[str, str]) -> web.Response:
        reply = json.loads(data.get("reply_parameters", "{}"))
        target = int(reply.get("message_id", 0))
        if target and target not in self.chats[chat] and not reply.get("allow_sending_without_reply"):
            return refused(400, "Bad Request: message to be replied not found")
        number = max((n for messages in self.chats.values() for n in messages), default=0) + 1
        self.chats[chat][number] = Shown(
            text=data["text"], markup=data.get("reply_markup", ""), topic=data.get("message_thread_id", ""),
            reply_to=target if target in self.chats[chat] else 0, silent=data.get("disable_notification") == "True"
            or data.get("disable_notification") == "true", mode=data.get("parse_mode", ""))
        return message(chat, number, data["text"])

    def _edit(self, chat: str, data: dict[str, str]) -> web.Response:
        number = int(data["message_id"])
        shown = self.chats[chat].get(number)
        if shown is None:
            return refused(400, "Bad Request: message to edit not found")
        if (shown.text, shown.markup) == (data["text"], data.get("reply_markup", "")):
            return refused(400, "Bad Request: message is not modified: specified new message content and reply markup are "
                                "exactly the same as a current content and reply markup of the message")
        shown.text, shown.markup = data["text"], data.get("reply_markup", "")
        return message(chat, number, data["text"])


def _problem(data: dict[str, str]) -> str:
    text = data.get("text", "")
    if data.get("parse_mode") == "HTML":
        unreadable = entities_problem(text)
        if unreadable:
            return f"can't parse entities: {unreadable}"
    length = shown_length(text) if data.get("parse_mode") else len(text.encode("utf-16-le")) // 2
    if not unescape(text).strip():
        return "message text is empty"
    return "message is too long" if length > 4_096 else ""


def message(chat: str, number: int, text: str) -> web.Response:
    """The answer to a message that was taken."""
    return web.json_response({"ok": True, "result": {
        "message_id": number, "date": 1_770_000_000, "text": text, "chat": {"id": -1001, "type": "channel", "title": chat}}})


def refused(code: int, description: str, parameters: dict[str, Any] | None = None) -> web.Response:
    """The answer to a call that was not taken."""
    body = {"ok": False, "error_code": code, "description": description}
    return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=code)


def flood(seconds: int) -> Answer:
    """429 with a time to wait."""
    async def answer(_: web.Request) -> web.StreamResponse:
        return refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
    return answer


def status(code: int, text: str = "<html>proxy</html>") -> Answer:
    """A page that is no answer of Telegram's."""
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=code, text=text, content_type="text/html")
    return answer


def telegram_error(code: int, description: str) -> Answer:
    """A refusal in Telegram's own words."""
    async def answer(_: web.Request) -> web.StreamResponse:
        return refused(code, description)
    return answer


async def dropped(request: web.Request) -> web.StreamResponse:
    """The connection ends before the answer."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def silent_until(event: Any) -> Answer:
    """No answer before ``event``: the caller's read times out."""
    async def answer(_: web.Request) -> web.StreamResponse:
        await event.wait()
        return web.Response()
    return answer
